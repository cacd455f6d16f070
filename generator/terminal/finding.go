package terminal

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
)

// Printer writes findings for people:
//
//	content/policies/2017/0003.md:3:1: 错误 FM004: 不认识的字段 tilte
//	  3 | tilte: 巨各庄镇政府信息公开管理办法
//	    | ^^^^^
//	    提示：改为 title
//
// What comes from outside is made [Visible]. The lines of a hint that has
// several stand under each other as the source line does.
//
// Lang is "zh" or "en". Color adds terminal colours.
type Printer struct {
	W     io.Writer
	Lang  string
	Color bool
}

// Print writes the findings in the order given.
func (p Printer) Print(ds []diag.Diagnostic) error {
	w := bufio.NewWriter(p.W)
	for _, d := range ds {
		p.print(w, d)
	}
	return w.Flush()
}

func (p Printer) print(w *bufio.Writer, d diag.Diagnostic) {
	fmt.Fprintf(w, "%s%s %s: %s\n", place(d.Pos), p.paint(d.Severity, d.Severity.Word().In(p.Lang)), d.Code, Visible(d.Message.In(p.Lang)))
	if d.Pos.Line > 0 && d.Pos.Source != "" {
		gutter := fmt.Sprintf("%3d", d.Pos.Line)
		line, column := excerpt(d.Pos.Source, d.Pos.Column)
		fmt.Fprintf(w, "%s | %s\n", gutter, strings.Join(line, ""))
		if column > 0 {
			indent, carets := caret(line, column, d.Pos.Width)
			fmt.Fprintf(w, "%s | %s%s\n", strings.Repeat(" ", len(gutter)), indent, p.paint(d.Severity, carets))
		}
	}
	if hint := d.Hint.In(p.Lang); hint != "" {
		first, more, _ := strings.Cut(hint, "\n")
		fmt.Fprintf(w, "      %s%s\n", diag.Text{ZH: "提示：", EN: "hint: "}.In(p.Lang), Visible(first))
		for line := range strings.Lines(more) {
			fmt.Fprintf(w, "    | %s\n", Visible(strings.TrimSuffix(line, "\n")))
		}
	}
}

// place renders "file:line:column: " with the parts that are known.
func place(pos diag.Pos) string {
	file := Visible(pos.File)
	switch {
	case pos.File == "":
		return ""
	case pos.Line == 0:
		return file + ": "
	case pos.Column == 0:
		return fmt.Sprintf("%s:%d: ", file, pos.Line)
	}
	return fmt.Sprintf("%s:%d:%d: ", file, pos.Line, pos.Column)
}

func (p Printer) paint(s diag.Severity, text string) string {
	if !p.Color {
		return text
	}
	colour := map[diag.Severity]string{diag.Error: "31", diag.Warning: "33", diag.Note: "36"}[s]
	return "\x1b[1;" + colour + "m" + text + "\x1b[0m"
}

// maxLine is the longest line, in characters, that is shown whole. Of a longer
// one the part around the column is shown: a paragraph of Chinese is one line.
const maxLine = 80

// excerpt returns the characters of a line as they are shown, of a long line
// those that surround a column, and the column in what is left.
func excerpt(line string, column int) ([]string, int) {
	n := utf8.RuneCountInString(line)
	if n <= maxLine {
		return characters(line, n), column
	}
	start := min(max(column-1-maxLine/4, 0), n-maxLine)
	var cut []string
	if start > 0 {
		cut = append(cut, "...")
	}
	cut = append(cut, characters(skip(line, start), maxLine)...)
	if start+maxLine < n {
		cut = append(cut, "...")
	}
	if start == 0 {
		return cut, column
	}
	return cut, column - start + 1
}

// skip returns what follows the first n characters of a line.
func skip(line string, n int) string {
	for i := range line {
		if n == 0 {
			return line[i:]
		}
		n--
	}
	return ""
}

// characters returns the first n characters of a line, each as it is shown.
func characters(line string, n int) []string {
	list := make([]string, 0, n)
	for len(list) < n && line != "" {
		shown, size := firstVisible(line)
		if line[0] == '\t' {
			shown = " "
		}
		list = append(list, shown)
		line = line[size:]
	}
	return list
}

// caret returns the blanks and the carets that underline n characters of line
// from the given column. A Chinese character is two cells wide on a terminal,
// and so are its blank and its caret.
func caret(line []string, column, n int) (indent, carets string) {
	var before, under int
	for i, shown := range line {
		switch {
		case i+1 < column:
			before += cells(shown)
		case i+1 < column+max(n, 1):
			under += cells(shown)
		}
	}
	before += max(0, column-1-len(line))
	return strings.Repeat(" ", before), strings.Repeat("^", max(under, 1))
}

// WriteJSON writes one JSON object a line: code, severity, file, line, column,
// message, hint. Line and column are 0 where they are not known. What cannot be
// seen is escaped, so that the lines can be shown on a terminal.
func WriteJSON(w io.Writer, lang string, ds []diag.Diagnostic) error {
	var line bytes.Buffer
	enc := json.NewEncoder(&line)
	enc.SetEscapeHTML(false)
	for _, d := range ds {
		line.Reset()
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
		object := bytes.TrimSuffix(line.Bytes(), []byte("\n"))
		if _, err := w.Write(append(appendVisible(nil, object), '\n')); err != nil {
			return err
		}
	}
	return nil
}
