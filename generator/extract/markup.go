package extract

import (
	"bytes"
	"encoding/base64"
	"io"
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"gongkai/generator/diag"
)

// markup visits the texts of a web page, an SVG picture or any XML. It does not
// build a tree: tags are read as they come, so that no nesting is too deep, and what
// is not well-formed has its text read all the same. No entity but those of HTML is
// known, and none is expanded.
func (s *search) markup(f *file, kind Kind, data []byte) {
	text := s.decode(f, data, declaredEncoding(data))
	m := &markup{search: s, file: f, xml: kind != kindHTML, line: 1, inside: map[string]int{}, z: html.NewTokenizer(strings.NewReader(text))}
	m.z.AllowCDATA(m.xml)
	for s.err == nil {
		token := m.z.Next()
		// What Raw returns is overwritten by the next call, and not by others.
		lines := bytes.Count(m.z.Raw(), []byte("\n"))
		if token == html.ErrorToken {
			break
		}
		m.token(token)
		m.line += lines
	}
	m.closeTables()
	m.flush()
	m.spell()
	if err := m.z.Err(); err != nil && err != io.EOF {
		s.remark(f.in, Remark{Reason: Damaged, Detail: diag.Text{ZH: "没有读完", EN: err.Error()}})
	}
}

// charsetForm matches where a page or an XML file names its encoding.
var charsetForm = regexp.MustCompile(`(?i)(?:charset|encoding)\s*=\s*["']?([a-z0-9_-]+)`)

func declaredEncoding(data []byte) string {
	if m := charsetForm.FindSubmatch(data[:min(len(data), 2048)]); m != nil {
		return string(m[1])
	}
	return ""
}

// markup is one file of tags as it is read.
type markup struct {
	search *search
	file   *file
	z      *html.Tokenizer
	xml    bool
	line   int

	shown, hidden words
	began         int            // the line on which shown began
	hiding        []string       // open elements from the one that hides on
	inside        map[string]int // how many of hiding have a name
	raw           string         // the element whose text is code: script, style
	tables        []*markupTable
	letters       strings.Builder // of the last paragraphs, each of one letter
}

// words gathers text, white space as a browser shows it.
type words struct {
	b     strings.Builder
	space bool // one is due
}

func (w *words) add(text string) {
	for {
		i := strings.IndexAny(text, " \n\t\r\f")
		if i < 0 {
			break
		}
		w.put(text[:i])
		w.space = w.space || w.b.Len() > 0
		text = text[i+1:]
	}
	w.put(text)
}

func (w *words) put(text string) {
	if text == "" {
		return
	}
	if w.space {
		w.b.WriteByte(' ')
		w.space = false
	}
	w.b.WriteString(text)
}

// newline breaks the line within a text.
func (w *words) newline() {
	if w.b.Len() > 0 {
		w.b.WriteByte('\n')
	}
	w.space = false
}

// take returns what was gathered, and begins anew.
func (w *words) take() string {
	text := w.b.String()
	*w = words{}
	return strings.TrimSpace(text)
}

func (m *markup) token(token html.TokenType) {
	switch token {
	case html.TextToken:
		m.text(string(m.z.Text()))
	case html.CommentToken:
		if text := string(m.z.Text()); !strings.HasPrefix(text, "?xml ") {
			m.lines(diag.Text{ZH: "注释", EN: "comment"}, text)
		}
	case html.DoctypeToken:
		m.lines(diag.Text{ZH: "文档类型", EN: "doctype"}, strings.TrimPrefix(string(m.z.Text()), "html"))
	case html.StartTagToken, html.SelfClosingTagToken:
		m.start(token == html.SelfClosingTagToken)
	case html.EndTagToken:
		name, _ := m.z.TagName()
		m.end(string(name))
	}
}

// text takes up text between tags.
func (m *markup) text(text string) {
	switch {
	case m.raw != "":
		m.lines(diag.Text{ZH: "代码 " + m.raw, EN: m.raw}, text)
	case len(m.hiding) > 0:
		m.hidden.add(text)
	default:
		if m.shown.b.Len() == 0 {
			m.began = m.line
		}
		m.shown.add(text)
	}
}

// lines visits text that no reader sees, line by line.
func (m *markup) lines(what diag.Text, text string) {
	number := m.line
	for one := range strings.SplitSeq(text, "\n") {
		m.search.add(m.file.in, markupPlace{number, what}, true, one)
		number++
	}
}

// markupPlace is a line, and what stands there if it is not simply text.
type markupPlace struct {
	line int
	what diag.Text
}

func (p markupPlace) place(int) diag.Text {
	at := line(p.line).place(0)
	if p.what.ZH != "" {
		at.ZH, at.EN = at.ZH+" "+p.what.ZH, at.EN+", "+p.what.EN
	}
	return at
}

// hiddenWords is what stands in an element that is not shown.
var hiddenWords = diag.Text{ZH: "隐藏的文字", EN: "hidden"}

// flush ends a paragraph.
func (m *markup) flush() {
	text, hidden := m.shown.take(), m.hidden.take()
	cell := m.cell()
	if cell != nil && cell.hidden {
		cell.add(hidden)
	} else {
		m.search.add(m.file.in, markupPlace{m.line, hiddenWords}, true, hidden)
	}
	if cell != nil {
		cell.add(text)
		return
	}
	m.search.add(m.file.in, markupPlace{line: m.began}, false, text)
	switch {
	case utf8.RuneCountInString(text) == 1:
		m.letters.WriteString(text)
	case text != "":
		m.spell()
	}
}

// spell visits letters that were set one by one: a drawing has a text for each, in the order
// in which they stand most often.
func (m *markup) spell() {
	if m.letters.Len() > 1 {
		m.search.add(m.file.in, markupPlace{line: m.began}, false, m.letters.String())
	}
	m.letters.Reset()
}

// start reads a start tag.
func (m *markup) start(closed bool) {
	tag, more := m.z.TagName()
	name := string(tag)
	local := name[strings.IndexByte(name, ':')+1:]
	kind := roleOf(local, m.xml)
	if kind == roleBlock && closed && m.xml {
		kind = roleInline // it has no text, and says only how that around it looks
	}
	if kind != roleInline && kind != roleBreak {
		m.flush()
	}
	var hides bool
	var span spans
	for more {
		var key, value []byte
		key, value, more = m.z.TagAttr()
		k := string(key)
		hides = hides || hidesElement(k, string(value))
		span.read(k, string(value))
		m.attribute(k, string(value), local == "input" && !hides)
	}
	if m.xml && closed {
		m.z.NextIsNotRawText()
	}
	if !closed {
		m.open(name, local, hides)
	}
	switch kind {
	case roleBreak:
		m.shown.newline()
	case roleTable, roleRow, roleCell:
		m.tableStart(kind, span)
		if closed {
			m.tableEnd(kind)
		}
	}
}

// open notes an element that hides what is in it, or whose text is code.
func (m *markup) open(name, local string, hides bool) {
	switch local {
	case "script", "style":
		m.raw = local
		return
	case "template", "noscript", "datalist", "desc", "metadata", "noframes":
		hides = true
	case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr":
		if !m.xml {
			return // it has no end tag
		}
	}
	if hides || len(m.hiding) > 0 {
		m.hiding = append(m.hiding, name)
		m.inside[name]++
	}
}

// end reads an end tag.
func (m *markup) end(name string) {
	local := name[strings.IndexByte(name, ':')+1:]
	m.raw = ""
	kind := roleOf(local, m.xml)
	if kind != roleInline && kind != roleBreak {
		m.flush()
	}
	if m.inside[name] > 0 {
		m.reveal(name)
	}
	m.tableEnd(kind)
}

// reveal ends the innermost element of a name within something hidden, and those in
// it that have no end tag.
func (m *markup) reveal(name string) {
	i := len(m.hiding) - 1
	for m.hiding[i] != name {
		i--
	}
	m.unhide(i)
}

// unhide leaves so many open elements in something hidden.
func (m *markup) unhide(n int) {
	for _, name := range m.hiding[n:] {
		m.inside[name]--
	}
	m.hiding = m.hiding[:n]
	if n > 0 {
		return
	}
	if cell := m.cell(); cell != nil && cell.hidden {
		cell.add(m.hidden.take())
		return
	}
	m.search.add(m.file.in, markupPlace{m.line, hiddenWords}, true, m.hidden.take())
}

// hidesElement reports whether an attribute hides its element.
func hidesElement(key, value string) bool {
	switch key {
	case "hidden":
		return true
	case "type":
		return value == "hidden"
	case "display":
		return value == "none"
	case "visibility":
		return value == "hidden"
	case "style":
		v := strings.ToLower(strings.ReplaceAll(value, " ", ""))
		return strings.Contains(v, "display:none") || strings.Contains(v, "visibility:hidden") || strings.Contains(v, "mso-hide:all")
	}
	return false
}

// telling reports whether an attribute may say more than how something looks: it has
// letters beyond ASCII, the digits of a number, an address.
func telling(value string) bool {
	digits := 0
	for i := range len(value) {
		switch c := value[i]; {
		case c >= utf8.RuneSelf, c == '@', c == '%':
			return true
		case '0' <= c && c <= '9':
			digits++
		}
	}
	return digits >= 7 || strings.Contains(value, "://") || strings.HasPrefix(value, "data:")
}

// attribute visits the value of an attribute, if it says something.
func (m *markup) attribute(key, value string, input bool) {
	if !telling(value) {
		return
	}
	local := key[strings.IndexByte(key, ':')+1:]
	switch {
	case key == "xmlns" || strings.HasPrefix(key, "xmlns:"):
		return
	case local == "d" || local == "points" || local == "transform" || local == "viewbox" || local == "path":
		return // numbers of a drawing
	case strings.HasPrefix(value, "data:"):
		m.dataURL(value)
		return
	}
	at := markupPlace{m.line, diag.Text{ZH: "属性 " + key, EN: "attribute " + key}}
	m.search.add(m.file.in, at, !input || local != "value", value)
	m.search.addUnescaped(m.file.in, at, value)
}

// dataURL looks into a file that is written within an attribute: a picture, most
// often.
func (m *markup) dataURL(value string) {
	head, body, ok := strings.Cut(value, ",")
	if !ok {
		return
	}
	data := []byte(body)
	if strings.HasSuffix(head, ";base64") {
		decoded, err := base64.StdEncoding.DecodeString(strings.NewReplacer("\n", "", " ", "", "\t", "").Replace(body))
		if err != nil && len(decoded) == 0 {
			m.lines(diag.Text{ZH: "属性", EN: "attribute"}, value)
			return
		}
		data = decoded
	} else if decoded, err := url.PathUnescape(body); err == nil {
		data = []byte(decoded)
	}
	inner := &container{outer: m.file.in, words: say("第 %d 行内嵌的文件", "embedded in line %d", m.line), part: true}
	if m.search.spend(inner, int64(len(data))) {
		m.search.nested(inner, "", data)
	}
}
