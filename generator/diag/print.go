package diag

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/width"
)

// Printer writes findings for people:
//
//	content/policies/2017/0003.md:3:1: 错误 FM004: 不认识的字段 tilte
//	  3 | tilte: 巨各庄镇政府信息公开管理办法
//	    | ^^^^^
//	    提示：改为 title
//
// Lang is "zh" or "en". Color adds terminal colours.
type Printer struct {
	W     io.Writer
	Lang  string
	Color bool
}

// Print writes the findings in the order given.
func (p Printer) Print(ds []Diagnostic) error {
	w := bufio.NewWriter(p.W)
	for _, d := range ds {
		p.print(w, d)
	}
	return w.Flush()
}

func (p Printer) print(w *bufio.Writer, d Diagnostic) {
	fmt.Fprintf(w, "%s%s %s: %s\n", place(d.Pos), p.paint(d.Severity, p.word(d.Severity)), d.Code, d.Message.In(p.Lang))
	if d.Pos.Line > 0 && d.Pos.Source != "" {
		gutter := fmt.Sprintf("%3d", d.Pos.Line)
		line, column := excerpt(strings.ReplaceAll(d.Pos.Source, "\t", " "), d.Pos.Column)
		fmt.Fprintf(w, "%s | %s\n", gutter, line)
		if column > 0 {
			indent, carets := caret(line, column, d.Pos.Width)
			fmt.Fprintf(w, "%s | %s%s\n", strings.Repeat(" ", len(gutter)), indent, p.paint(d.Severity, carets))
		}
	}
	if hint := d.Hint.In(p.Lang); hint != "" {
		fmt.Fprintf(w, "      %s%s\n", Text{"提示：", "hint: "}.In(p.Lang), hint)
	}
}

// place renders "file:line:column: " with the parts that are known.
func place(pos Pos) string {
	switch {
	case pos.File == "":
		return ""
	case pos.Line == 0:
		return pos.File + ": "
	case pos.Column == 0:
		return fmt.Sprintf("%s:%d: ", pos.File, pos.Line)
	}
	return fmt.Sprintf("%s:%d:%d: ", pos.File, pos.Line, pos.Column)
}

func (p Printer) word(s Severity) string {
	switch s {
	case Error:
		return Text{"错误", "error"}.In(p.Lang)
	case Warning:
		return Text{"警告", "warning"}.In(p.Lang)
	}
	return Text{"说明", "note"}.In(p.Lang)
}

func (p Printer) paint(s Severity, text string) string {
	if !p.Color {
		return text
	}
	colour := map[Severity]string{Error: "31", Warning: "33", Note: "36"}[s]
	return "\x1b[1;" + colour + "m" + text + "\x1b[0m"
}

// maxLine is the longest line, in characters, that is shown whole. Of a longer
// one the part around the column is shown: a paragraph of Chinese is one line.
const maxLine = 80

// excerpt cuts a long line to what surrounds a column, and returns the column
// in what is left.
func excerpt(line string, column int) (string, int) {
	runes := []rune(line)
	if len(runes) <= maxLine {
		return line, column
	}
	start := min(max(column-1-maxLine/4, 0), len(runes)-maxLine)
	cut := string(runes[start : start+maxLine])
	if start+maxLine < len(runes) {
		cut += "..."
	}
	if start == 0 {
		return cut, column
	}
	return "..." + cut, column - start + 3
}

// caret returns the blanks and the carets that underline n characters of line
// from the given column. A Chinese character is two cells wide on a terminal,
// and so are its blank and its caret.
func caret(line string, column, n int) (indent, carets string) {
	var before, under int
	i := 1
	for _, r := range line {
		switch {
		case i < column:
			before += cells(r)
		case i < column+max(n, 1):
			under += cells(r)
		}
		i++
	}
	if i < column {
		before += column - i
	}
	return strings.Repeat(" ", before), strings.Repeat("^", max(under, 1))
}

func cells(r rune) int {
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// WriteJSON writes one JSON object a line: code, severity, file, line, column,
// message, hint. Line and column are 0 where they are not known.
func WriteJSON(w io.Writer, lang string, ds []Diagnostic) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, d := range ds {
		err := enc.Encode(struct {
			Code     string `json:"code"`
			Severity string `json:"severity"`
			File     string `json:"file"`
			Line     int    `json:"line"`
			Column   int    `json:"column"`
			Message  string `json:"message"`
			Hint     string `json:"hint"`
		}{d.Code, d.Severity.String(), d.Pos.File, d.Pos.Line, d.Pos.Column, d.Message.In(lang), d.Hint.In(lang)})
		if err != nil {
			return err
		}
	}
	return nil
}
