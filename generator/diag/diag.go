// Package diag says what is wrong, where it is, and how to mend it.
//
// A [Rule] is one thing that can be wrong. It has a code that never changes
// (FM001), a severity, and its message, hint and explanation in Chinese and
// English. Each package that can find something wrong declares its rules in a
// file rules.go and lists them in a function Rules; package main puts the lists
// together for the command explain and for docs/diagnostics.
//
// A [Diagnostic] is one finding: a rule at a place, with the source line. It is
// made by [Rule.At], it can be stored and replayed, and package terminal prints
// it. [Sort] puts findings in the one order in which they are shown, so that the
// text is the same at any parallelism. A finding that can be mended without asking
// anybody carries the [Correction] that does it.
//
// diag knows nothing of the site, and nothing of the other packages.
package diag

import (
	"cmp"
	"fmt"
	"slices"
)

// Severity says what a finding does to a build.
type Severity uint8

const (
	// Note informs; the build goes on.
	Note Severity = iota + 1
	// Warning is worth mending; the build goes on.
	Warning
	// Error stops the build; the published site stays as it was.
	Error
)

// String returns the word that --json prints: "note", "warning" or "error".
func (s Severity) String() string {
	switch s {
	case Note:
		return "note"
	case Warning:
		return "warning"
	case Error:
		return "error"
	}
	return fmt.Sprintf("Severity(%d)", uint8(s))
}

// Word is how people call the severity.
func (s Severity) Word() Text {
	switch s {
	case Error:
		return Text{ZH: "错误", EN: "error"}
	case Warning:
		return Text{ZH: "警告", EN: "warning"}
	}
	return Text{ZH: "说明", EN: "note"}
}

// Text is one sentence in the two languages of the program.
type Text struct {
	ZH string
	EN string
}

// In returns the sentence in lang, "zh" or "en"; Chinese for anything else.
func (t Text) In(lang string) string {
	if lang == "en" {
		return t.EN
	}
	return t.ZH
}

// Pos is a place in a source file.
type Pos struct {
	// File is the slash-separated path relative to the site's folder.
	File string
	// Line and Column count from 1; Column counts characters (runes), not
	// bytes. 0 means unknown: the finding is about the file as a whole.
	Line, Column int
	// Where says where in a file without lines: 工作表“名单”!C17.
	Where Text
	// Source is the text of the line, without its end; of a long line the part
	// around Column. [Locate] and [Quoter] set it, and the two fields below.
	Source string
	// Width is how many characters the caret underlines; 0 means one.
	Width int
	// Skipped is how many characters of the line stand before Source, and Cut
	// says that there are more behind it.
	Skipped int
	Cut     bool
}

// Rule is one thing that can be wrong. Rules are declared once, as package
// variables that nothing assigns to again.
type Rule struct {
	// Code is the stable name, letters and three digits: FM001.
	Code     string
	Severity Severity
	// Title names the rule in a few words, for lists.
	Title Text
	// Message and Hint are formats in the sense of package fmt; both languages
	// take the same arguments. Use explicit indexes (%[2]s) where the order
	// differs or an argument is not used.
	Message Text
	Hint    Text
	// Explain is what `gongkai explain CODE` prints: why the rule exists (with
	// the title and number of the document that demands it, where one does),
	// and an example of the mistake and of its mending.
	Explain Text
}

// Diagnostic is one finding.
type Diagnostic struct {
	Code     string
	Severity Severity
	Pos      Pos
	Message  Text
	Hint     Text
	// Fix mends what is wrong without asking anybody; zero where that takes
	// somebody who knows what was meant.
	Fix Correction
}

// At makes a finding of r at pos. An argument of type [Text] is replaced by its
// sentence in the language of the format.
func (r *Rule) At(pos Pos, args ...any) Diagnostic {
	return Diagnostic{
		Code:     r.Code,
		Severity: r.Severity,
		Pos:      pos,
		Message:  format(r.Message, args),
		Hint:     format(r.Hint, args),
	}
}

func format(t Text, args []any) Text {
	return Text{ZH: formatIn("zh", t.ZH, args), EN: formatIn("en", t.EN, args)}
}

func formatIn(lang, layout string, args []any) string {
	if len(args) == 0 || layout == "" {
		return layout
	}
	in := make([]any, len(args))
	for i, a := range args {
		if t, ok := a.(Text); ok {
			a = t.In(lang)
		}
		in[i] = a
	}
	// %.0s consumes nothing visible: it keeps fmt from complaining about
	// arguments that a hint does not mention.
	return fmt.Sprintf(layout+fmt.Sprintf("%%[%d]v", len(in)+1), append(in, silent{})...)
}

// silent formats as nothing. Naming the last argument by its index tells fmt
// that arguments left unused are meant to be.
type silent struct{}

func (silent) String() string { return "" }

// Sort orders findings by file, place, code and message, and drops
// exact repetitions.
func Sort(ds []Diagnostic) []Diagnostic {
	slices.SortFunc(ds, compare)
	return slices.Compact(ds)
}

func compare(a, b Diagnostic) int {
	return cmp.Or(
		cmp.Compare(a.Pos.File, b.Pos.File),
		cmp.Compare(a.Pos.Line, b.Pos.Line),
		cmp.Compare(a.Pos.Column, b.Pos.Column),
		cmp.Compare(a.Pos.Where.ZH, b.Pos.Where.ZH),
		cmp.Compare(a.Code, b.Code),
		cmp.Compare(a.Message.ZH, b.Message.ZH),
		cmp.Compare(a.Hint.ZH, b.Hint.ZH),
	)
}

// Count returns how many findings are errors and how many are warnings.
func Count(ds []Diagnostic) (errors, warnings int) {
	for _, d := range ds {
		switch d.Severity {
		case Error:
			errors++
		case Warning:
			warnings++
		}
	}
	return errors, warnings
}

// HasErrors reports whether any finding stops a build.
func HasErrors(ds []Diagnostic) bool {
	return slices.ContainsFunc(ds, func(d Diagnostic) bool { return d.Severity == Error })
}
