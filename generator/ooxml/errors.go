package ooxml

import (
	"errors"
	"fmt"

	"gongkai/generator/diag"
)

// What a file is that cannot be read. An error of this package is one of these,
// or a [Fault] of that kind.
var (
	// ErrForeign is no Office file at all.
	ErrForeign = errors.New("not an Office file")
	// ErrLegacy is a binary file as Office wrote it up to 2003, and WPS: .doc,
	// .xls, .ppt, .wps, .et, .dps.
	ErrLegacy = errors.New("an Office file of the old binary form")
	// ErrEncrypted can be opened with a password only.
	ErrEncrypted = errors.New("encrypted")
	// ErrDamaged has been cut off or changed, or was never well-formed.
	ErrDamaged = errors.New("damaged")
	// ErrTooLarge is beyond a bound of this package.
	ErrTooLarge = errors.New("too large")
)

// Fault is why a file cannot be read.
type Fault struct {
	Kind error  // one of the errors of this package
	Part string // where it was found, if that is known
	What diag.Text
}

func (f *Fault) Error() string {
	if f.Part == "" {
		return fmt.Sprintf("%v: %s", f.Kind, f.What.EN)
	}
	return fmt.Sprintf("%v: %s: %s", f.Kind, f.Part, f.What.EN)
}

// Unwrap returns the kind.
func (f *Fault) Unwrap() error { return f.Kind }

// Reason says in both languages why a file cannot be read, given an error of this package;
// of another, that of a disk, it says in Chinese only that the file cannot be read.
func Reason(err error) diag.Text {
	var f *Fault
	switch {
	case errors.As(err, &f):
		return f.What
	case errors.Is(err, ErrForeign):
		return diag.Text{ZH: "内容不是 Office 文件", EN: "it is no Office file"}
	case errors.Is(err, ErrLegacy):
		return diag.Text{ZH: "是旧格式（doc、xls、ppt、wps、et）", EN: "it is of the old form (doc, xls, ppt, wps, et)"}
	case errors.Is(err, ErrEncrypted):
		return diag.Text{ZH: "加了密码", EN: "it needs a password"}
	case errors.Is(err, ErrTooLarge):
		return diag.Text{ZH: "太大", EN: "it is too large"}
	case errors.Is(err, ErrDamaged):
		return diag.Text{ZH: "已损坏", EN: "it is damaged"}
	}
	return diag.Text{ZH: "读不出来", EN: err.Error()}
}

// fault makes one; the arguments are those of both formats.
func fault(kind error, zh, en string, args ...any) *Fault {
	return &Fault{Kind: kind, What: diag.Text{ZH: fmt.Sprintf(zh, args...), EN: fmt.Sprintf(en, args...)}}
}

// in returns an error with the part in which it was met.
func in(part string, err error) error {
	if f, ok := err.(*Fault); ok && f.Part == "" {
		f.Part = part
	}
	return err
}
