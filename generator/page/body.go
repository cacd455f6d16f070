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
// a text, an attachment, or what a guide to a service tells. The page of an annual report and that of a section
// have more on them than their text. Where something else is wrong, that comes
// first: the attachment may be there.
func (d *decoder) checkBody(p *Page) {
	m := &p.Meta
	if m.Draft || len(m.Attachments) > 0 || d.report || m.Service.tellsAny() || says(p.Body) || path.Base(m.Path) == "index.md" || diag.HasErrors(d.found) {
		return
	}
	fence := d.end - d.base
	d.fail(ruleNothing, fence, fence+len("---"))
}

// failBody records a finding about a range of the body.
func (d *decoder) failBody(rule *diag.Rule, body []byte, start, end int, args ...any) {
	if !d.tally.Take(rule) {
		return
	}
	pos := diag.Locate(d.file, d.data, len(d.data)-len(body)+start)
	pos.Width = utf8.RuneCount(body[start:end])
	d.found = append(d.found, rule.At(pos, args...))
}

// shortBody is up to how many bytes a text is looked at for being nothing but a
// word that stands for one, and middling up to how many for what a template has
// left in it. Longer texts are texts: looking at all of each would cost a build one
// part in fifty.
const shortBody, middling = 300, 1500

// standIns are what stands where a text is to come, in a text that is short.
var standIns = []string{
	"暂无", "待补充", "待更新", "待完善", "待填写", "待续", "建设中", "敬请期待", "正文在此", "正文从这里开始", "在这里写正文", "TODO", "Lorem ipsum",
}

// beforeFill are what stands before 填写 in what templates leave.
var beforeFill = []string{"此处", "这里", "在此", "示例，请"}

// checkStandIn finds texts that are none yet. Patterns would take longer than all
// the rest of reading a file.
func (d *decoder) checkStandIn(p *Page) {
	if p.Meta.Draft || d.report || len(p.Body) > middling {
		return
	}
	if len(p.Body) <= shortBody {
		for _, word := range standIns {
			if at := bytes.Index(p.Body, []byte(word)); at >= 0 {
				d.failBody(ruleStandIn, p.Body, at, at+len(word), word)
				return
			}
		}
	}
	const fill = "填写"
	for at := 0; ; {
		i := bytes.Index(p.Body[at:], []byte(fill))
		if i < 0 {
			return
		}
		for _, word := range beforeFill {
			if start := at + i - len(word); start >= 0 && string(p.Body[start:at+i]) == word {
				d.failBody(ruleStandIn, p.Body, start, at+i+len(fill), word+fill)
				return
			}
		}
		at += i + len(fill)
	}
}

// says reports whether a text has a letter or a digit in it. Blanks, rules, and
// the names of blanks (&nbsp;) show nothing.
func says(body []byte) bool {
	for len(body) > 0 {
		r, size := utf8.DecodeRune(body)
		if r == '&' {
			size += entity(body[1:])
		} else if r == '<' {
			size += comment(body[size:])
		} else if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return true
		}
		body = body[size:]
	}
	return false
}

// comment returns the length of the comment that a text behind < goes on with, which no
// page shows; 0 where there is none, or it does not end.
func comment(text []byte) int {
	const begin, end = "!--", "-->"
	if !bytes.HasPrefix(text, []byte(begin)) {
		return 0
	}
	i := bytes.Index(text[len(begin):], []byte(end))
	if i < 0 {
		return 0
	}
	return len(begin) + i + len(end)
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
