package page

import (
	"bytes"
	"path"
	"regexp"
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
// word that stands for one.
const shortBody = 300

var (
	// standIn is what stands where a text is to come, in a text that is short.
	standIn = regexp.MustCompile(`暂无(?:相关)?(?:内容|信息|数据|资料|文件)?|待(?:补充|更新|完善|填写|续)|(?:正在|栏目|页面|内容)?建设中|敬请期待|正文在?此处|TODO|(?i:lorem ipsum)`)
	// leftOver is what templates leave in a text of any length.
	leftOver = regexp.MustCompile(`(?:请在?)?(?:此处|这里)填写(?:正文|内容)?|示例，请填写|正文从这里开始|在这里写正文`)
)

// checkStandIn finds texts that are none yet. The second pattern is looked for by
// the one word that it cannot do without.
func (d *decoder) checkStandIn(p *Page) {
	if p.Meta.Draft || d.report {
		return
	}
	if len(p.Body) <= shortBody {
		if m := standIn.FindIndex(p.Body); m != nil {
			d.failBody(ruleStandIn, p.Body, m[0], m[1], string(p.Body[m[0]:m[1]]))
			return
		}
	}
	if !bytes.Contains(p.Body, []byte("填写")) && !bytes.Contains(p.Body, []byte("正文")) {
		return
	}
	if m := leftOver.FindIndex(p.Body); m != nil {
		d.failBody(ruleStandIn, p.Body, m[0], m[1], string(p.Body[m[0]:m[1]]))
	}
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
