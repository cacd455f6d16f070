package page

import (
	"bytes"
	"path"
	"unicode"
	"unicode/utf8"

	"gongkai/generator/diag"
)

// Body returns the body of a content file and the line, from 1, on which it
// begins, as Parse does, for a file that Parse has found to be sound: it reads
// neither the front matter nor the encoding again. ok is false where there are
// no fences.
func Body(data []byte) (body []byte, line int, ok bool) {
	clean := lines(bytes.TrimPrefix(data, []byte("\ufeff")))
	m, ok := plainFences(clean)
	if !ok {
		found, wrong := cut("", clean, func([]byte, *matter) {})
		if wrong != nil {
			return nil, 0, false
		}
		m = found
	}
	return clean[m.body:], 1 + bytes.Count(clean[:m.body], []byte{'\n'}), true
}

// checkBody demands that a document has something to read, unless it is a draft:
// a text, or an attachment. The page of an annual report and that of a section
// have more on them than their text. Where something else is wrong, that comes
// first: the attachment may be there.
func (d *decoder) checkBody(p *Page) {
	m := &p.Meta
	if m.Draft || len(m.Attachments) > 0 || d.report || says(p.Body) || path.Base(m.Path) == "index.md" || diag.HasErrors(d.found) {
		return
	}
	fence := d.end - d.base
	d.fail(ruleNothing, fence, fence+len("---"))
}

// says reports whether a text has a letter or a digit in it. Blanks, rules, and
// the names of blanks (&nbsp;) show nothing.
func says(body []byte) bool {
	for len(body) > 0 {
		r, size := utf8.DecodeRune(body)
		if r == '&' {
			size += entity(body[1:])
		} else if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return true
		}
		body = body[size:]
	}
	return false
}

// entity returns how long the name of a blank is that stands behind an ampersand,
// with its semicolon; 0 where there is none.
func entity(text []byte) int {
	for _, name := range []string{"nbsp;", "ensp;", "emsp;", "thinsp;", "#160;", "#xA0;", "#12288;", "#x3000;"} {
		if len(text) >= len(name) && bytes.EqualFold(text[:len(name)], []byte(name)) {
			return len(name)
		}
	}
	return 0
}
