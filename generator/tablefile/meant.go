package tablefile

import (
	"bytes"
	"regexp"
	"strings"

	"gongkai/generator/diag"
)

// placeholder is what a line has that stands for a table, or looks like it.
type placeholder struct {
	start, end int    // in the text
	inner      string // between the braces
	open, shut string // the braces as they are typed
	before     string // on its line
	after      string
	divided    bool // between two lines
}

// mayHave reports whether a text has anything that might begin a placeholder. Most
// have not. Brackets are none without the name of a file: see [placeholder.isMeant].
func mayHave(text []byte) bool {
	return bytes.IndexByte(text, '{') >= 0 || bytes.ContainsRune(text, '｛') ||
		mayNameFile(text) && (bytes.Contains(text, []byte("[[")) || bytes.ContainsRune(text, '【'))
}

// mayNameFile reports whether a text may have what [fileName] matches.
func mayNameFile(text []byte) bool {
	for {
		i := bytes.IndexByte(text, '.')
		if i < 0 || i+1 == len(text) {
			return false
		}
		text = text[i+1:]
		switch text[0] | 0x20 {
		case 'c', 'x', 'e', 'o':
			return true
		}
	}
}

// opening matches what a placeholder begins with, closing what it ends with. Brackets
// of other kinds are somebody's guess at braces.
var (
	opening = regexp.MustCompile(`(?:[{｛][ \t\x{3000}]*)+|\[\[[ \t]*|【[ \t]*`)
	closing = regexp.MustCompile(`^(?:(?:[ \t\x{3000}]*[}｝])+|[ \t]*\]\]|[ \t]*】)`)
)

// find returns the first placeholder on the line text[start:end].
func find(text []byte, start, end int) (p placeholder, ok bool) {
	line := string(text[start:end])
	for _, m := range opening.FindAllStringIndex(line, -1) {
		if strings.HasSuffix(line[:m[0]], `\`) || inAddress(line[:m[0]]) {
			continue
		}
		p = placeholder{start: start + m[0], open: line[m[0]:m[1]], before: line[:m[0]]}
		p.take(line[m[1]:], "{}｛｝")
		if p.open[0] == '[' || strings.HasPrefix(p.open, "【") {
			p.take(line[m[1]:], "[]【】")
		}
		p.end = start + m[1] + len(p.inner) + len(p.shut)
		if p.shut == "" {
			p.goOn(text, end)
		}
		if p.isMeant() {
			return p, true
		}
	}
	return p, false
}

// inAddress reports whether a line goes on within an address in angle brackets.
func inAddress(before string) bool {
	i := strings.LastIndexByte(before, '<')
	return i >= 0 && strings.IndexByte(before[i:], '>') < 0 && strings.IndexByte(before[i:], ':') > 0
}

// take takes what is within the braces, and the braces that close it, from the rest of
// the line.
func (p *placeholder) take(rest, braces string) {
	p.inner = rest
	if i := strings.IndexAny(rest, braces); i >= 0 {
		p.inner = rest[:i]
	}
	p.inner = strings.TrimRight(p.inner, " \t\u3000\r")
	rest = rest[len(p.inner):]
	p.shut = closing.FindString(rest)
	p.after = strings.TrimRight(rest[len(p.shut):], "\r")
}

// goOn takes a placeholder that its line does not close to where the next one does, or
// to the end of the name of its file.
func (p *placeholder) goOn(text []byte, end int) {
	if m := fileName.FindStringIndex(p.inner); m != nil {
		if !setting.MatchString(p.inner[m[1]:]) {
			p.after = p.inner[m[1]:] + p.after
			p.end -= len(p.inner) - m[1]
			p.inner = p.inner[:m[1]]
		}
		return
	}
	if end == len(text) {
		return
	}
	next, _, _ := bytes.Cut(text[end+1:], []byte("\n"))
	q := *p
	q.take(string(next), "{}｛｝")
	if q.shut != "" && fileName.MatchString(q.inner) {
		p.end = end + 1 + len(q.inner) + len(q.shut)
		p.inner, p.shut, p.after, p.divided = p.inner+" "+q.inner, q.shut, q.after, true
	}
}

// fileName matches the end of the name of a file with a table.
var fileName = regexp.MustCompile(`(?i)\.(?:csv|xlsx?|xlsm|et|ods)(?:[^0-9A-Za-z]|$)`)

// words matches a word for a table, as people write it, with what they put between it
// and the name of the file. A name may begin with such a word: behind Chinese there must be
// something between the two.
var words = regexp.MustCompile(`(?i)^(?:(?:tables?|tabel|talbe|tabl|excel)(?:[ \t\x{3000}:：,，=＝|｜]+|$|[.．]?([\p{Han}0-9《“"]))|(?:表格?|附表)(?:[ \t\x{3000}:：,，=＝|｜]+|$))`)

// named cuts the word for a table off the beginning of a placeholder.
func named(inner string) (rest string, ok bool) {
	m := words.FindStringSubmatchIndex(narrow(inner))
	if m == nil {
		return inner, false
	}
	cut := m[1]
	if m[2] >= 0 {
		cut = m[2] // the first character of the name is no part of the word
	}
	return cutRunes(inner, len([]rune(narrow(inner)[:cut]))), true
}

// isMeant reports whether it stands for a table, or its writer thinks so: it has two of
// the three signs of one, a word for it, the name of a file, and double braces.
func (p *placeholder) isMeant() bool {
	_, word := named(p.inner)
	file := fileName.MatchString(p.inner)
	double := strings.Count(p.open, "{")+strings.Count(p.open, "｛") >= 2
	return word && file || double && (word || file)
}

// exact reports whether it is written as it is to be.
func (p *placeholder) exact() bool {
	rest, ok := strings.CutPrefix(p.inner, "table")
	return ok && !fileSetting.MatchString(strings.TrimLeft(rest, " \t\u3000")) && !p.divided && p.open == "{{" &&
		strings.TrimLeft(p.shut, " \t\u3000") == "}}" && (rest == "" || strings.ContainsAny(rest[:1], " \t") || strings.HasPrefix(rest, "\u3000"))
}

// corrected is the placeholder as it is to be; "" where it names no file.
func (p *placeholder) corrected() string {
	rest, _ := named(p.inner)
	rest = strings.Trim(rest, " \t\u3000:：,，=＝|｜")
	if m := fileSetting.FindStringIndex(rest); m != nil {
		rest = rest[m[1]:]
	}
	if inner, ok := strings.CutPrefix(rest, "《"); ok {
		rest = strings.Replace(inner, "》", "", 1)
	}
	text := "{{table " + rest + "}}"
	if rest == "" || parse(text).Fault != nil {
		return ""
	}
	return text
}

// fileSetting matches the setting that there is not, for the file needs none.
var fileSetting = regexp.MustCompile(`(?i)^(?:file|文件名?|附件)\s*[:：=＝]\s*`)

// marks matches what Markdown has at the beginning of a line, where nothing else
// stands before the placeholder.
var marks = regexp.MustCompile(`^[ \t\x{3000}]*(?:[-*+>#]+[ \t]*)*$`)

// meant is a line that stands for a table and is not written as it should be, with its
// correction.
func (p *placeholder) meant(why *Fault) Line {
	text := p.corrected()
	l := Line{Offset: p.start, Fault: why}
	if text == "" {
		return l
	}
	before, after := strings.Trim(p.before, " \t\u3000"), strings.Trim(p.after, " \t\u3000")
	row := strings.HasPrefix(before, "|")
	var lines []string
	switch stop := strings.Trim(after, "。；，、.;,") == ""; {
	case row:
		why.advise(diag.Text{ZH: "表格的一格里放不下另一个表格，把它移到表格下面，单独成行：" + text, EN: "a cell takes no other table: move it below this one, to a line of its own: " + text})
		return l
	case marks.MatchString(p.before) && stop:
		lines = []string{text}
	case before == "":
		lines = []string{text, after}
	case stop && strings.HasSuffix(before, "：") || after == "":
		lines = []string{before, text}
	case seeing.MatchString(before):
		lines = []string{before + "下表" + strings.TrimPrefix(strings.TrimPrefix(after, "表格"), "表"), text}
	default:
		lines = []string{before + "（见下表）" + after, text}
	}
	why.advise(diag.Text{ZH: "改为 " + strings.Join(lines, " / "), EN: "write " + strings.Join(lines, " / ")})
	if lines[0] != text && lines[0] != before {
		return l // it says more than was typed
	}
	l.Start, l.End = p.start-len(p.before), p.end+len(p.after)
	l.Mended = strings.Join(lines, "\n\n")
	return l
}

// seeing matches a text that leads to what comes next: 名单见.
var seeing = regexp.MustCompile(`[见看阅如按照在为是]$`)

// narrow writes letters of full width as others.
func narrow(s string) string {
	return strings.Map(func(r rune) rune {
		if 'Ａ' <= r && r <= 'Ｚ' || 'ａ' <= r && r <= 'ｚ' {
			return r - 'ａ' + 'a'
		}
		return r
	}, s)
}

// cutRunes returns s without its first n characters.
func cutRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[i:]
		}
		n--
	}
	return ""
}
