package markdown

import (
	"bytes"
	"path"
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/markdown/prose"
)

// failedLink is what was meant to be a link and became text: [表]（0001-表.pdf）,
// [表](附件 1.pdf), [表] (0001-表.pdf).
type failedLink struct {
	start, end int    // of all of it, in the body
	mended     string // the link that was meant
	blank      bool   // the address has a blank in it, and nothing else is wrong
	apart      bool   // it may be a remark, with an address behind it that is to be read
}

// warnLinks reports the brackets in a piece of text at an offset that should have
// made a link. Its text may begin on the line above, where a line is a paragraph.
func (j inlineWriter) warnLinks(text []byte, at int) {
	for i := bytes.IndexByte(text, ']'); i >= 0; {
		if l, ok := findFailedLink(j.src.Body, at+i); ok {
			j.reportLink(l)
		}
		next := bytes.IndexByte(text[i+1:], ']')
		if next < 0 {
			return
		}
		i += 1 + next
	}
}

func (j inlineWriter) reportLink(l failedLink) {
	source := j.src.Body[l.start:l.end]
	rule := ruleLinkForm
	if l.blank {
		rule = ruleLinkBlank
	}
	before := len(j.found)
	j.report(rule, l.start, utf8.RuneCount(source), strings.ReplaceAll(string(source), "\n", " "), l.mended)
	if len(j.found) > before && !l.apart {
		j.found[before].Fix = j.fix(l.start, l.end, l.mended)
	}
}

// fix is the correction of a part of the body.
func (j *notes) fix(start, end int, text string) diag.Correction {
	fix := j.quoter.Replace(start, end, text)
	above := max(j.src.Line, 1) - 1
	fix.Line, fix.EndLine = fix.Line+above, fix.EndLine+above
	return fix
}

// findFailedLink looks whether the bracket at an offset ends the text of a link that
// is none.
func findFailedLink(body []byte, at int) (l failedLink, ok bool) {
	line := body[:at+len(prose.LineOf(body[at:min(at+longestLink, len(body))]))]
	start := windowBefore(body, at)
	open := start + bytes.LastIndexByte(line[start:at], '[')
	if open < start && start > 0 { // its text may begin on the line above
		above := windowBefore(body, start-1)
		open = above + bytes.LastIndexByte(body[above:start], '[')
		start = above
		if bytes.IndexByte(body[max(open, above):at], ']') >= 0 {
			return l, false
		}
	}
	if open < start || open > start && line[open-1] == '\\' || line[at-1] == '\\' {
		return l, false
	}
	rest := line[at+1:]
	blanks := len(rest) - len(bytes.TrimLeft(rest, " "))
	wide := bytes.HasPrefix(rest[blanks:], []byte("（"))
	if !wide && prose.ByteAt(rest, blanks) != '(' {
		return l, false
	}
	from := blanks + 1
	if wide {
		from = blanks + len("（")
	}
	closer := bytes.IndexAny(rest[from:], ")）")
	if closer < 0 {
		return l, false
	}
	address, title := cutTitle(strings.TrimSpace(string(rest[from : from+closer])))
	_, size := utf8.DecodeRune(rest[from+closer:])
	if !isAddressLike(address) {
		return l, false
	}
	l.start, l.end, l.apart = open, at+1+from+closer+size, blanks > 0 && strings.Contains(address, "://")
	mark := ""
	switch {
	case open > start && line[open-1] == '!':
		l.start, mark = open-len("!"), "!"
	case string(line[start:open]) == "！" && imageName(address):
		l.start, mark = open-len("！"), "!"
	}
	if strings.ContainsAny(address, " \u3000") {
		l.blank = !wide && blanks == 0 && size == 1
		address = "<" + address + ">"
	}
	l.mended = mark + strings.ReplaceAll(string(body[open:at+1]), "\n", "") + "(" + address + title + ")"
	return l, true
}

// cutTitle cuts the title of a link off, with quotation marks of Chinese around it, and
// returns it as it should be.
func cutTitle(address string) (rest, title string) {
	before, inside, found := strings.Cut(address, " “")
	inside, closed := strings.CutSuffix(inside, "”")
	if !found || !closed || strings.ContainsAny(inside, "“”\"") {
		return address, ""
	}
	return strings.TrimSpace(before), ` "` + inside + `"`
}

// wideMark looks at a fullwidth mark of the body that may stand for one of ASCII: the
// colon of https：//, and the exclamation mark of ！[图](图.png) at the start of a line.
func (j *notes) wideMark(at int) {
	body := j.src.Body
	end := at + len("：")
	switch {
	case bytes.HasPrefix(body[end:], []byte("//")):
		scheme := len(bytes.TrimRightFunc(body[:at], func(r rune) bool { return r < utf8.RuneSelf && prose.IsLetter(byte(r)) }))
		if name := string(bytes.ToLower(body[scheme:at])); name == "http" || name == "https" {
			if prose.ByteAt(body, scheme-1) != '(' { // else it has been found with the link
				address := body[scheme:]
				address = address[:len("https：//")+addressEnd(address[len("https：//"):])]
				j.mendMark(ruleLinkBroken, at, end, ":", string(address), strings.Replace(string(address), "：", ":", 1))
			}
		}
	case prose.ByteAt(body, end) == '[' && prose.ByteAt(body, at-1) == '\n':
		line := string(prose.LineOf(body[end:]))
		label, rest, _ := strings.Cut(line, "](")
		address, _, closed := strings.Cut(rest, ")")
		if closed && !strings.Contains(label, "]") && imageName(address) {
			image := line[:len(label)+len("](")+len(address)+len(")")]
			j.mendMark(ruleLinkForm, at, end, "!", "！"+image, "!"+image)
		}
	}
}

// brackets looks at the bracket of a body that stands before an address, at an offset, for
// what stands before it: brackets that make no link, or a picture whose mark is apart.
func (j *notes) brackets(at int) {
	body := j.src.Body
	switch prose.ByteAt(body, at-1) {
	case ']', "］"[2], "】"[2]:
	default:
		return // as before most brackets
	}
	start := windowBefore(body, at)
	before := body[start:at]
	for _, pair := range [...]struct{ open, end string }{{"［", "］"}, {"【", "】"}} {
		if bytes.HasSuffix(before, []byte(pair.end)) {
			if i := bytes.LastIndex(before, []byte(pair.open)); i >= 0 {
				j.wideLink(start+i, start+i+len(pair.open), at-len(pair.end), at)
			}
			return
		}
	}
	if body[at] != '(' || !bytes.HasSuffix(before, []byte("]")) {
		return
	}
	i := max(bytes.LastIndexByte(before, '['), 0)
	mark := bytes.TrimLeft(before[:i], blanksBefore)
	if string(mark) != "! " && string(mark) != "！ " {
		return
	}
	if address, _, closed := strings.Cut(string(lineWindow(body, at+1)), ")"); closed && imageName(address) {
		image := string(before[i:]) + "(" + address + ")"
		j.mendMark(ruleLinkForm, start+i-len(mark), start+i, "!", string(mark)+image, "!"+image)
	}
}

// lineWindow returns the rest of the line from an offset on, or as much as a link may have.
func lineWindow(body []byte, at int) prose.Line {
	return prose.LineOf(body[at:min(at+longestLink, len(body))])
}

// blanksBefore are what a line may begin with before its text.
const blanksBefore = " \t\u3000"

// wideLink reports brackets of Chinese that were meant as those of a link, with an address
// behind them: from one offset to another, with what is between the inner two of them.
func (j *notes) wideLink(start, from, to, at int) {
	body := j.src.Body
	open := "("
	if body[at] != '(' {
		open = "（"
	}
	rest := lineWindow(body, at+len(open))
	closer := bytes.IndexAny(rest, ")）")
	if closer < 0 || from == to {
		return
	}
	address, title := cutTitle(strings.TrimSpace(string(rest[:closer])))
	if !isAddressLike(address) || !namesFile(address) && !strings.HasPrefix(address, "http://") && !strings.HasPrefix(address, "https://") {
		return
	}
	_, size := utf8.DecodeRune(rest[closer:])
	end := at + len(open) + closer + size
	if strings.ContainsAny(address, " \u3000") {
		address = "<" + address + ">"
	}
	mended := "[" + string(body[from:to]) + "](" + address + title + ")"
	for _, mark := range []string{"!", "！"} {
		if bytes.HasSuffix(body[:start], []byte(mark)) && imageName(address) {
			start -= len(mark)
			mended = "!" + mended
			break
		}
	}
	source := string(body[start:end])
	before := len(j.found)
	j.report(ruleLinkForm, start, utf8.RuneCountInString(source), source, mended)
	if len(j.found) > before {
		j.found[before].Fix = j.fix(start, end, mended)
	}
}

// namesFile reports whether an address ends with the name of a file of a kind that
// documents have beside them: 9:00/17:00 in brackets is none.
func namesFile(address string) bool {
	switch ext := strings.ToLower(path.Ext(address)); ext {
	case ".md", ".html", ".pdf", ".ofd", ".doc", ".docx", ".wps", ".xls", ".xlsx", ".et", ".csv", ".ppt", ".pptx", ".dps", ".rtf", ".txt", ".zip", ".rar", ".7z", ".mp4", ".mp3":
		return true
	}
	return imageName(address)
}

// addressEnd returns the length of the address that a text behind its scheme begins with.
func addressEnd(text []byte) int {
	n := 0
	for n < len(text) && isURLByte(text[n]) {
		n++
	}
	return n
}

// mendMark reports a mark, with another one as its correction.
func (j *notes) mendMark(rule *diag.Rule, start, end int, mark string, args ...any) {
	before := len(j.found)
	j.report(rule, start, 1, args...)
	if len(j.found) > before {
		j.found[before].Fix = j.fix(start, end, mark)
	}
}

// longestLink is how far from a bracket the rest of a link is looked for: each bracket
// of a line is looked at.
const longestLink = 300

// windowBefore returns where the line begins that an offset is in, or a place in it
// that is not too far away.
func windowBefore(body []byte, at int) int {
	from := max(at-longestLink, 0)
	return from + prose.StartOfLine(body[from:at], at-from)
}

// isAddressLike reports whether a text in brackets behind other brackets can only be
// meant as an address: it has an extension, a slash or a scheme, and no punctuation
// of a sentence.
func isAddressLike(s string) bool {
	if strings.ContainsAny(s, "，。；：、！？\"<>`[") || strings.Contains(s, " \u201c") {
		return false
	}
	if s == "" || s[0] == '#' {
		return s != ""
	}
	dot := strings.LastIndexByte(s, '.')
	extension := s[dot+1:]
	return strings.Contains(s, "/") || dot > 0 && len(extension) > 0 && len(extension) <= 5 && strings.Trim(strings.ToLower(extension), "abcdefghijklmnopqrstuvwxyz0123456789") == "" &&
		strings.Trim(extension, "0123456789") != ""
}
