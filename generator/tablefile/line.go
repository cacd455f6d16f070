package tablefile

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"gongkai/generator/diag"
)

// Line is a line of a text that stands for the table of a file.
type Line struct {
	Offset int    // of its first character, in the text
	File   string // as it is written: relative to the document
	Options
	Fault *Fault // why it cannot be shown; then File and Options say nothing

	// Mended is what stands instead of text[Start:End] where that is sure; else "".
	Mended     string
	Start, End int
}

// Lines returns the lines of a text that stand for tables of files, in order, and
// those that are meant to and do not.
func Lines(text []byte) []Line {
	if !mayHave(text) {
		return nil
	}
	var lines []Line
	for start := 0; start < len(text); {
		end := len(text)
		if i := bytes.IndexByte(text[start:], '\n'); i >= 0 {
			end = start + i
		}
		if p, ok := find(text, start, end); ok {
			lines = append(lines, p.line())
			end = max(end, p.end)
		}
		start = end + 1
	}
	return lines
}

// Files returns the files of the tables that a text shows, in order.
func Files(text []byte) []string {
	if bytes.IndexByte(text, '{') < 0 {
		return nil
	}
	var files []string
	for _, line := range Lines(text) {
		if line.Fault == nil {
			files = append(files, line.File)
		}
	}
	return files
}

// line reads a placeholder.
func (p *placeholder) line() Line {
	switch {
	case p.shut == "" && p.open == "{{":
		return p.meant(wrong("没有以 }} 结束", "it does not end with }}"))
	case !p.exact():
		return p.meant(wrong("写法不对", "it is not written as it should be"))
	case strings.Trim(p.before, " \u3000") != "":
		return p.meant(wrong("前面还有文字", "there is text before it"))
	case strings.Trim(p.after, " \t\r\u3000") != "":
		return p.meant(wrong("后面还有文字", "there is text behind it"))
	}
	line := parse("{{" + p.inner + "}}")
	line.Offset = p.start
	return line
}

// setting matches the beginning of a setting of a line. Behind the names that there are
// a colon does as well.
var setting = regexp.MustCompile(`[\s\x{3000}]+(?:([A-Za-z\p{Han}]+)\s*[=＝]|((?i:sheet|range|caption|header)|工作表|范围|标题|表头)\s*[:：])\s*`)

// parse reads a placeholder that is written as it should be.
func parse(text string) (line Line) {
	text = strings.TrimSuffix(strings.TrimPrefix(text, "{{table"), "}}")
	places := setting.FindAllStringSubmatchIndex(unseen(text), -1)
	end := len(text)
	if len(places) > 0 {
		end = places[0][0]
	}
	line.File = unquoted(text[:end])
	if line.File == "" {
		line.Fault = wrong("没有写文件名", "it names no file")
	}
	for i, m := range places {
		end := len(text)
		if i+1 < len(places) {
			end = places[i+1][0]
		}
		name := text[max(m[2], m[4]):max(m[3], m[5])]
		if fault := line.set(strings.ToLower(name), unquoted(text[m[1]:end])); fault != nil {
			line.Fault = fault
		}
	}
	return line
}

// unseen puts something else in the place of what stands between quotes, as long as
// it was.
func unseen(text string) string {
	return quoted.ReplaceAllStringFunc(text, func(s string) string { return strings.Repeat("x", len(s)) })
}

var quoted = regexp.MustCompile(`"[^"]*"|“[^”]*”`)

// set takes a setting.
func (o *Options) set(name, value string) *Fault {
	switch name {
	case "sheet", "工作表":
		o.Sheet = value
	case "range", "范围":
		o.Range = value
	case "caption", "标题":
		o.Caption = value
	case "header", "表头":
		n, err := strconv.Atoi(value)
		if err != nil || n < 1 || n > 20 {
			return wrong("header= 后面是表头的行数，不是“"+value+"”", "header= is the number of header rows, not "+strconv.Quote(value))
		}
		o.Header = n
	default:
		return wrong("没有“"+name+"=”这个设置", "there is no setting "+name+"=")
	}
	return nil
}

// unquoted removes the blanks and the quotes around a value.
func unquoted(s string) string {
	s = strings.Trim(s, " \t\u3000")
	for _, quotes := range []string{`""`, "“”", "''"} {
		q := []rune(quotes)
		if inner, ok := strings.CutPrefix(s, string(q[0])); ok {
			if inner, ok := strings.CutSuffix(inner, string(q[1])); ok {
				return inner
			}
		}
	}
	return s
}

func wrong(zh, en string) *Fault {
	return &Fault{badLine, []any{diag.Text{ZH: zh, EN: en}, diag.Text{
		ZH: "单独成行写 {{table 文件名}}，需要时加上 sheet=、range=、header=、caption=",
		EN: "write {{table FILE}} on a line of its own, with sheet=, range=, header=, caption= as needed",
	}}}
}

// advise says what to write.
func (f *Fault) advise(hint diag.Text) { f.args[1] = hint }
