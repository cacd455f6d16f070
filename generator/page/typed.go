package page

import (
	"bytes"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What belongs into front matter and stands in the text instead: the head of the printed
// document above it (head.go), and enclosures that the text names and no key gives.

// typed finds both in a document.
type typed struct {
	*decoder
	*Page
}

func (d typed) check() {
	if d.report || path.Base(d.Meta.Path) == "index.md" {
		return
	}
	d.checkHead()
	d.checkDays()
	d.checkEnclosures()
}

// textLine is a line of a text: where it stands, and what it says without the blanks around
// it.
type textLine struct {
	start, end int
	text       string
}

// lineOfBody returns the line that begins at an offset, and where the next one does.
func lineOfBody(body []byte, at int) (l textLine, next int) {
	end, next := len(body), len(body)
	if i := bytes.IndexByte(body[at:], '\n'); i >= 0 {
		end, next = at+i, at+i+1
	}
	text := bytes.TrimRightFunc(body[at:end], unicode.IsSpace)
	trimmed := bytes.TrimLeftFunc(text, unicode.IsSpace)
	start := at + len(text) - len(trimmed)
	return textLine{start, at + len(text), plainLine(string(trimmed))}, next
}

// plainLine returns a text without the backslashes that keep Markdown from taking its
// punctuation for marks, as import writes them: 2\. 名单.
func plainLine(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", s[i+1]) >= 0 {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// lineOf returns the number of the line of the file in which an offset of its body is.
func (d typed) lineOf(at int) int {
	return 1 + bytes.Count(d.data[:len(d.data)-len(d.Body)+at], []byte{'\n'})
}

// bare returns a text without blanks and the marks of Markdown around it.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '#' || r == '*' {
			return -1
		}
		return r
	}, s)
}

// checkEnclosures finds the line of a text that names enclosures which are neither among the
// attachments of the document nor part of the text.
func (d typed) checkEnclosures() {
	e := enclosures{body: d.Body}
	if !e.named() || len(e.names) == 0 {
		return
	}
	if len(d.Meta.Attachments) > 0 {
		d.enclosuresLeft(&e)
		return
	}
	if !e.given() {
		d.failBody(ruleEnclosure, d.Body, e.first.start, e.first.end, strings.Join(e.names, "、"), "attachments: "+joinList(d.asAttachments(e.names)))
	}
}

// enclosuresLeft reports each enclosure that is not among the attachments where it is listed.
func (d typed) enclosuresLeft(e *enclosures) {
	lacking := e.lacking(d.Meta.Attachments)
	if len(lacking) == 0 || e.given() {
		return
	}
	for _, i := range lacking {
		name, start, end := e.names[i], e.first.start, e.first.end
		if i < len(e.lines) {
			start, end = e.lines[i].start, e.lines[i].end
		}
		if at := bytes.LastIndex(d.Body[start:end], []byte(name)); at >= 0 { // not where backslashes stand in it
			start, end = start+at, start+at+len(name)
		}
		d.failBody(ruleEnclosureLeft, d.Body, start, end, name, d.asAttachments([]string{name})[0])
	}
}

// asAttachments returns names of enclosures as items of the key attachments.
func (d typed) asAttachments(names []string) []string {
	file := path.Base(d.Meta.Path)
	id, _, _ := strings.Cut(strings.TrimSuffix(file, path.Ext(file)), "-")
	var items []string
	for _, name := range names {
		title := strings.TrimSuffix(name, fileExtension(name))
		items = append(items, "{file: "+inList(id+"-"+withExtension(name))+", title: "+inList(title)+"}")
	}
	return items
}

// enclosures is what a text says of its enclosures.
type enclosures struct {
	body  []byte
	first textLine // that names them
	names []string
	lines []textLine // where each of a list stands
}

const (
	enclosureWord = "附件"
	maxEnclosures = 10
)

// named looks for the list of enclosures, and else for a reference to one.
func (e *enclosures) named() bool {
	var see *textLine
	for at := 0; ; {
		i := indexWord(e.body[at:], enclosureWord)
		if i < 0 {
			break
		}
		at += i
		line, next := lineOfBody(e.body, bytes.LastIndexByte(e.body[:at], '\n')+1)
		if rest, ok := listed(line.text); ok {
			was := *e
			e.first, e.names, e.lines = line, nil, nil
			if end := e.list(rest, line, next); rest != "" || len(e.names) > 0 && isClosing(e.body[end:]) {
				return true
			}
			*e = was
		}
		if name := refersTo(line.text); see == nil && name != "" {
			see, e.names = &line, []string{name}
		}
		at = next
	}
	if see == nil {
		return false
	}
	e.first = *see
	return true
}

// indexWord is bytes.Index for a word of Chinese. That one stops at each first byte of it, with
// which every twentieth letter begins; bytes.IndexRune does at the last, of which there are more.
func indexWord(text []byte, word string) int {
	first, size := utf8.DecodeRuneInString(word)
	for at := 0; ; at += size {
		i := bytes.IndexRune(text[at:], first)
		if i < 0 {
			return -1
		}
		if at += i; bytes.HasPrefix(text[at:], []byte(word)) {
			return at
		}
	}
}

// isClosing reports whether a text is no more than a signature, a date and a note.
func isClosing(text []byte) bool {
	const lines, longest = 4, 30 // letters
	count := 0
	for line := range bytes.Lines(text) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 {
			continue
		}
		if count++; count > lines || utf8.RuneCount(line) > longest || bytes.ContainsAny(line, "。；#|") {
			return false
		}
	}
	return count > 0
}

// listed reports whether a line begins the list of enclosures, and returns what is behind
// the colon: 附件：1.申请表, 附件1：申请表. That is "" where the list stands below.
func listed(line string) (rest string, ok bool) {
	rest, ok = strings.CutPrefix(line, enclosureWord)
	rest = strings.TrimLeft(rest, "0123456789０１２３４５６７８９一二三四五六七八九十 　")
	rest, colon := strings.CutPrefix(rest, "：")
	if !colon {
		rest, colon = strings.CutPrefix(rest, ":")
	}
	rest = strings.TrimSpace(rest)
	return rest, ok && colon && !strings.HasPrefix(rest, "无") && !strings.HasPrefix(rest, "略")
}

// list reads the names of enclosures from what is behind the colon of a line on, and from the lines
// below, and returns the offset at which it ends.
func (e *enclosures) list(rest string, line textLine, next int) (end int) {
	for len(e.names) < maxEnclosures {
		name, _ := unnumbered(rest)
		if name = strings.Trim(name, "。；;， 　"); name != "" && !sentApart(name) {
			e.names, e.lines = append(e.names, name), append(e.lines, line)
		}
		if end = next; next >= len(e.body) {
			return end
		}
		line, next = lineOfBody(e.body, next)
		var more bool
		if rest, more = listed(line.text); !more {
			rest = line.text
			if _, numbered := unnumbered(rest); rest != "" && !numbered {
				return end
			}
		}
	}
	return next
}

// lacking returns which enclosures are not among some attachments: where those bear the
// names of others of the list. What bears none of the names may be any of them, or all in
// one file.
func (e *enclosures) lacking(given []Attachment) []int {
	left := slices.Clone(given)
	var lacking []int
	for i, listed := range e.names {
		name := strings.TrimSuffix(listed, fileExtension(listed))
		bears := func(a Attachment) bool { return strings.Contains(a.Title, name) || strings.Contains(a.File, name) }
		part := func(a Attachment) bool { return strings.Contains(name, a.Title) && 2*len(a.Title) >= len(name) }
		switch at := slices.IndexFunc(left, part); {
		case slices.ContainsFunc(given, bears): // and it may bear others: all in one file
			left = slices.DeleteFunc(left, bears)
		case at >= 0:
			left = slices.Delete(left, at, at+1)
		default:
			lacking = append(lacking, i)
		}
	}
	if len(left) > 0 || len(lacking) == len(e.names) {
		return nil
	}
	return lacking
}

// sentApart reports whether an enclosure comes another way, and is none of the page.
func sentApart(name string) bool {
	name = strings.NewReplacer("(", "（", ")", "）").Replace(name)
	for _, remark := range []string{"（另发）", "（另送）", "（略）", "（不公开）"} {
		if strings.HasSuffix(name, remark) {
			return true
		}
	}
	return false
}

// unnumbered returns the name of an enclosure without its number in the list: 1.申请表,
// 2名单. That of a year or a month is part of the name: 2026年计划.
func unnumbered(item string) (name string, numbered bool) {
	name = strings.TrimLeft(item, "0123456789０１２３４５６７８９")
	if name == item {
		return item, false
	}
	if bare := strings.TrimLeft(name, ".．、 　"); bare != name {
		return bare, true
	}
	counted, _ := utf8.DecodeRuneInString(name)
	if utf8.RuneCountInString(item)-utf8.RuneCountInString(name) > 2 || strings.ContainsRune("年月日号季期届次级个份类项批家周岁人条-－—%％", counted) {
		return item, false
	}
	return name, true
}

// refersTo returns the enclosure to which a line sends its reader: 附件2; "" where it does
// not.
func refersTo(line string) string {
	const see = "见" + enclosureWord
	if strings.HasPrefix(line, ">") { // of somebody else
		return ""
	}
	before, after, found := strings.Cut(line, see)
	for _, not := range []string{"未", "不", "没", "没有"} {
		found = found && !strings.HasSuffix(before, not)
	}
	if !found {
		return ""
	}
	return enclosureWord + after[:len(after)-len(strings.TrimLeft(after, "0123456789０１２３４５６７８９一二三四五六七八九十"))]
}

// given reports whether the enclosures are in the text after all: as a part of it below a
// heading of their own, as a table from a file, or as links.
func (e *enclosures) given() bool {
	if bytes.Contains(e.body, []byte("{{table")) || linksToFile(e.body) {
		return true
	}
	rest := e.body[e.first.end:]
	for at := 0; at < len(rest); {
		line, next := lineOfBody(rest, at)
		title := strings.TrimLeft(line.text, "#* ")
		after, ok := strings.CutPrefix(title, enclosureWord)
		after = strings.Trim(after, "0123456789０１２３４５６７８９一二三四五六七八九十 　：:*")
		if ok && (after == "" || strings.HasPrefix(line.text, "#")) {
			return true
		}
		at = next
	}
	return false
}

// linksToFile reports whether a text links to something that is no page.
func linksToFile(body []byte) bool {
	for {
		_, after, found := bytes.Cut(body, []byte("]("))
		if !found {
			return false
		}
		target, _, _ := bytes.Cut(after, []byte(")"))
		switch path.Ext(string(bytes.TrimRight(target, "> "))) {
		case "", ".md", ".html", ".htm":
		default:
			return true
		}
		body = after
	}
}

// fileExtension returns the extension of the name of a file, "" where it has none.
func fileExtension(name string) string {
	ext := path.Ext(name)
	const longest = len(".xlsx")
	if len(ext) < 2 || len(ext) > longest || strings.ContainsFunc(ext[1:], func(r rune) bool { return r >= 0x80 }) {
		return ""
	}
	return ext
}

// withExtension returns the name of a file, which is a PDF where nothing else is said.
func withExtension(name string) string {
	if fileExtension(name) == "" {
		return name + ".pdf"
	}
	return name
}

// inList returns a text as an item of a list in YAML.
func inList(s string) string {
	if strings.ContainsAny(s, "[]{},:#\"'&*!|>%@`") {
		return requote(s)
	}
	return s
}
