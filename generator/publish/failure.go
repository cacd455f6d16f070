package publish

import (
	"errors"
	"fmt"

	"gongkai/generator/diag"
	"gongkai/generator/reason"
)

// Kind is why publishing failed.
type Kind uint8

const (
	other      Kind = iota
	NotOurs         // a folder with content that this program did not make
	NotFolder       // a file
	IsLink          // a symbolic link
	HoldsSite       // the site's folder, or one around it
	InSources       // one of the site's source folders, or inside one
	MountPoint      // something is mounted there: it cannot be exchanged
	Busy            // another build is publishing
	DiskFull        // no space, or the quota is used up
	Permission      // the system does not allow it
	Held            // another program has a file open (Windows)
	workIsLink      // the work folder, or one around it in the site, is a symbolic link
)

// Failure is the error of every function of this package. The published folder
// is then as it was.
type Failure struct {
	Kind Kind
	Path string // of the folder or file concerned
	Err  error  // of the system; may be nil
}

// failure wraps an error of the system; nil stays nil.
func failure(path string, err error) error {
	if err == nil {
		return nil
	}
	var f *Failure // on the heap, so not before there is an error
	if errors.As(err, &f) {
		return err
	}
	return &Failure{Kind: kindOf(err), Path: path, Err: err}
}

func (f *Failure) Error() string {
	if f.Err == nil {
		return fmt.Sprintf("publish: %s: %s", f.Path, f.rule().Title.EN)
	}
	return fmt.Sprintf("publish: %s: %v", f.Path, f.Err)
}

// Unwrap returns the error of the system.
func (f *Failure) Unwrap() error { return f.Err }

// Refused reports whether the folder must not be published into, so that the
// call was wrong (exit status 2). Otherwise the machine failed (exit status 3).
func (f *Failure) Refused() bool {
	switch f.Kind {
	case NotOurs, NotFolder, IsLink, HoldsSite, InSources, MountPoint, workIsLink:
		return true
	}
	return false
}

// Diagnostic says it to the user.
func (f *Failure) Diagnostic() diag.Diagnostic {
	return f.rule().At(diag.Pos{}, f.Path, f.reason())
}

// reason is why the system refused, without the path, which the messages give or
// leave out themselves.
func (f *Failure) reason() diag.Text {
	if f.Err == nil {
		return diag.Text{}
	}
	zh, en := reason.Of(f.Err)
	return diag.Text{ZH: zh, EN: en}
}

func (f *Failure) rule() *diag.Rule {
	switch f.Kind {
	case NotOurs:
		return notOurs
	case NotFolder:
		return notFolder
	case IsLink:
		return isLink
	case workIsLink:
		return workLink
	case HoldsSite:
		return holdsSite
	case InSources:
		return inSources
	case MountPoint:
		return mountPoint
	case Busy:
		return busy
	case DiskFull:
		return diskFull
	case Permission:
		return permission
	case Held:
		return heldOpen
	}
	return failed
}
