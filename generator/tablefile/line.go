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
	Fault *Fault // why it cannot be shown; then the rest says nothing
}

// begin is how a line begins that stands for a table.
const begin = "{{table"

// Lines returns the lines of a text that stand for tables of files, in order, and
// those that are meant to and do not.
func Lines(text []byte) []Line {
	var lines []Line
	for at := 0; ; {
		i := bytes.Index(text[at:], []byte(begin))
		if i < 0 {
			return lines
		}
		from := at + i
		at = from + len(begin)
		if rest := text[at:]; len(rest) > 0 && !bytes.ContainsAny(rest[:1], " \t\r\n}") && !bytes.HasPrefix(rest, []byte("\u3000")) {
			continue // {{table.requests}}, of a report
		}
		start := bytes.LastIndexByte(text[:from], '\n') + 1
		if bytes.HasSuffix(text[start:from], []byte(`\`)) {
			continue
		}
		end := len(text)
		if i := bytes.IndexByte(text[from:], '\n'); i >= 0 {
			end = from + i
		}
		line := parse(string(text[from:end]))
		line.Offset = from
		if len(bytes.Trim(text[start:from], " \u3000")) > 0 {
			line.Fault = wrong("前面还有文字", "there is text before it")
		}
		lines = append(lines, line)
		at = end
	}
}

// setting matches the beginning of a setting of a line.
var setting = regexp.MustCompile(`[\s\x{3000}]+([A-Za-z\p{Han}]+)\s*[=＝]\s*`)

// parse reads a line.
func parse(text string) (line Line) {
	text, behind, closed := strings.Cut(text[len(begin):], "}}")
	switch {
	case !closed:
		line.Fault = wrong("没有以 }} 结束", "it does not end with }}")
		return line
	case strings.Trim(behind, " \t\r\u3000") != "":
		line.Fault = wrong("后面还有文字", "there is text behind it")
		return line
	}
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
		if fault := line.set(text[m[2]:m[3]], unquoted(text[m[1]:end])); fault != nil {
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

func wrong(zh, en string) *Fault { return &Fault{badLine, []any{diag.Text{ZH: zh, EN: en}}} }
