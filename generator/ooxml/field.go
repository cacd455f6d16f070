package ooxml

import (
	"regexp"
	"strings"

	"gongkai/generator/diag"
)

// field is a field of Word: a code that says what to show, and what was shown
// when Word looked last. Fields may be nested, and may go over paragraphs.
type field struct {
	code   strings.Builder
	result bool // the code is over
	shown  bool // the result shows something
	link   string
	form   string // what a form has set: ☐ or ☑, or the choice of a list
}

// fields are the fields that have begun and not ended, the innermost last.
type fields []*field

// state says of the text that comes now whether it is part of a code, where
// it leads as a link, and whether it is in a table of contents.
func (fs fields) state() (inCode bool, link string, contents bool) {
	for i := range fs {
		f := fs[i]
		if !f.result {
			return true, "", false
		}
		if f.link != "" {
			link = f.link
		}
		contents = contents || f.is("TOC")
	}
	return false, link, contents
}

// show notes that there is something to see in all of them.
func (fs fields) show() {
	for _, f := range fs {
		f.shown = f.result
	}
}

// is reports whether the code of a field begins with a word.
func (f *field) is(word string) bool {
	first, _, _ := strings.Cut(strings.TrimSpace(f.code.String()), " ")
	return strings.EqualFold(first, word)
}

// maxFields bounds how deep fields may be nested.
const maxFields = 64

// fieldChar reads w:fldChar: the begin, the separate or the end of a field.
func (r *runReader) fieldChar() {
	w, x := r.word, r.x
	switch x.attr("w:fldCharType") {
	case "begin":
		if len(w.fields) == maxFields {
			x.stop(fault(ErrTooLarge, "域嵌套超过 %d 层", "fields nested more than %d deep", maxFields))
			return
		}
		w.fields = append(w.fields, &field{})
		w.fields[len(w.fields)-1].readForm(x)
	case "separate":
		r.fieldResult()
	case "end":
		r.fieldEnd()
	}
}

// readForm reads what a field of a form has set.
func (f *field) readForm(x *xmlReader) {
	x.each(func(string) {
		x.each(func(name string) {
			switch name {
			case "w:checkBox":
				f.form = checkBox(x)
			case "w:ddList":
				f.form = chosen(x)
			}
		})
	})
}

// checkBox reads a box that is ticked or not.
func checkBox(x *xmlReader) string {
	box := "☐"
	x.each(func(name string) {
		switch {
		case name == "w:checked" && x.on("w:val"), name == "w:default" && x.on("w:val"):
			box = "☑"
		case name == "w:checked":
			box = "☐"
		}
	})
	return box
}

// chosen reads a list of which one entry is chosen, at first the first.
func chosen(x *xmlReader) string {
	var entries []string
	n := 0
	x.each(func(name string) {
		switch name {
		case "w:default", "w:result": // the result stands behind
			n = x.number("w:val")
		case "w:listEntry":
			entries = append(entries, x.attr("w:val"))
		}
	})
	if n < 0 || n >= len(entries) {
		return ""
	}
	return entries[n]
}

// fieldResult begins the result of the innermost field.
func (r *runReader) fieldResult() {
	w := r.word
	if len(w.fields) == 0 {
		return
	}
	f := w.fields[len(w.fields)-1]
	f.result = true
	f.link = hyperlink(f.code.String())
	r.addCode(f)
}

// addCode keeps the code of a field for those who look for what is hidden.
func (r *runReader) addCode(f *field) {
	if code := strings.TrimSpace(f.code.String()); code != "" {
		r.add(Run{Code: code, Deleted: r.change.deleted, Inserted: r.change.inserted})
	}
}

// fieldEnd ends the innermost field. One whose result shows nothing, as programs other
// than Word write it, or that has none shows what its code says.
func (r *runReader) fieldEnd() {
	w := r.word
	if len(w.fields) == 0 {
		return
	}
	f := w.fields[len(w.fields)-1]
	w.fields = w.fields[:len(w.fields)-1]
	if !f.result {
		r.addCode(f)
	}
	switch {
	case f.shown:
	case f.form != "":
		r.text(f.form, r.base)
	case f.is("SYMBOL"):
		r.text(symbolField(f.code.String()), r.base)
	case f.is("EQ"):
		r.equation(f.code.String())
	}
}

// hyperlink returns the address in the code of a field HYPERLINK: "" in another.
func hyperlink(code string) string {
	words := fieldWords(code)
	if len(words) < 2 || !strings.EqualFold(words[0], "HYPERLINK") {
		return ""
	}
	address, anchor := "", ""
	for i := 1; i < len(words); i++ {
		switch words[i] {
		case `\l`:
			if i+1 < len(words) {
				i++
				anchor = words[i]
			}
		case `\o`, `\t`:
			i++
		case `\n`, `\m`, `\h`:
		default:
			address = words[i]
		}
	}
	if anchor != "" {
		address += "#" + anchor
	}
	return address
}

// fieldWords splits the code of a field at blanks, those in quotation marks
// excepted.
func fieldWords(code string) []string {
	var words []string
	for code = strings.TrimSpace(code); code != ""; code = strings.TrimSpace(code) {
		var word string
		if rest, ok := strings.CutPrefix(code, `"`); ok {
			word, code, _ = strings.Cut(rest, `"`)
		} else if i := strings.IndexAny(code, " \t\n"); i >= 0 {
			word, code = code[:i], code[i:]
		} else {
			word, code = code, ""
		}
		words = append(words, word)
	}
	return words
}

// equation shows a field EQ. Word writes a character in a circle so, and a word
// with its reading above it; whatever else it lays out is given in one line.
func (r *runReader) equation(code string) {
	code = strings.TrimSpace(equationFormat.ReplaceAllString(strings.TrimSpace(code)[len("EQ"):], ""))
	if frame, inner, ok := combined(code); ok && strings.ContainsAny(frame, "○◯□◇△") {
		r.text(enclosed(frame, inner), r.base)
		return
	}
	if m := reading.FindStringSubmatch(code); m != nil {
		r.text(m[2]+"（"+m[1]+"）", r.base)
		return
	}
	text := fraction.ReplaceAllString(code, "$1/$2")
	if text = equationText(text); text == "" {
		return
	}
	r.add(Run{
		Text: text, Size: r.base.size, Deleted: r.change.deleted, Inserted: r.change.inserted,
		Object: diag.Text{ZH: "公式", EN: "a formula"},
	})
}

var (
	// reading matches a word with its reading above it, as Word wrote it up to 2003:
	// \o\ad(\s\up 9(zhèn),镇).
	reading = regexp.MustCompile(`^\\o\\a[a-z]\s*\(\s*\\s\\up\s*\d+\s*\(([^()]+)\)\s*,([^()]+)\)$`)
	// fraction matches one of two simple parts: \f(1,2).
	fraction = regexp.MustCompile(`\\f\s*\(([^(),\\]+),([^(),\\]+)\)`)
)

// combined reads \o\ac(a,b): two characters one over the other.
func combined(code string) (a, b string, ok bool) {
	code = strings.ReplaceAll(code, " ", "")
	rest, ok := strings.CutPrefix(code, `\o\ac(`)
	if !ok {
		return "", "", false
	}
	a, b, ok = strings.Cut(strings.TrimSuffix(rest, ")"), ",")
	return a, b, ok
}

// equationFormat matches what says how an equation looks: \* jc0, \* "Font:宋体".
var equationFormat = regexp.MustCompile(`\\\*\s*(?:"[^"]*"|\S+)`)

// equationText is what is left of the code of an equation without its commands.
func equationText(code string) string {
	var b strings.Builder
	for i := 0; i < len(code); i++ {
		if code[i] != '\\' || i+1 == len(code) {
			b.WriteByte(code[i])
			continue
		}
		if c := code[i+1] | 0x20; c < 'a' || c > 'z' { // an escaped bracket or comma
			b.WriteByte(code[i+1])
			i++
			continue
		}
		for i+1 < len(code) && code[i+1] != '(' && code[i+1] != '\\' {
			i++
		}
	}
	return strings.TrimSpace(b.String())
}

// enclosed returns a number from 1 to 20 in a circle, or other text in brackets.
func enclosed(frame, s string) string {
	s = strings.TrimSpace(s)
	if n := smallNumber(s); n >= 1 && n <= 20 && strings.ContainsAny(frame, "○◯") {
		return string(rune('①' + n - 1))
	}
	if s == "" {
		return frame
	}
	return "(" + s + ")"
}

func smallNumber(s string) int {
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' || n > 100 {
			return -1
		}
		n = 10*n + int(s[i]-'0')
	}
	return n
}
