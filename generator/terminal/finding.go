package terminal

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

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
// Lang is "zh" or "en". Color adds terminal colours. Of each rule no more than
// Limit findings are written, 0 meaning all; the others are counted, and a last
// line says how many they are: one renamed file can break ten thousand links.
type Printer struct {
	W     io.Writer
	Lang  string
	Color bool
	Limit int
}

// Print writes the findings in the order given.
func (p Printer) Print(ds []diag.Diagnostic) error {
	w := bufio.NewWriter(p.W)
	counts := map[string]int{} // by code
	for _, d := range ds {
		if counts[d.Code]++; p.Limit == 0 || counts[d.Code] <= p.Limit {
			p.print(w, d)
		}
	}
	p.printRest(w, counts)
	return w.Flush()
}

// printRest says how many findings were not written, and how to see them.
func (p Printer) printRest(w *bufio.Writer, counts map[string]int) {
	rest := 0
	var rules []string
	for _, code := range slices.Sorted(maps.Keys(counts)) {
		if more := counts[code] - p.Limit; p.Limit > 0 && more > 0 {
			rest += more
			rules = append(rules, fmt.Sprintf("%s: %d", code, more))
		}
	}
	if rest > 0 {
		fmt.Fprintf(w, diag.Text{
			ZH: "还有 %d 条没有显示（%s）；加上 --all 全部显示\n",
			EN: "%d more are not shown (%s); --all shows them\n",
		}.In(p.Lang), rest, strings.Join(rules, ", "))
	}
}

func (p Printer) print(w *bufio.Writer, d diag.Diagnostic) {
	fmt.Fprintf(w, "%s%s %s: %s\n", place(d.Pos, p.Lang), p.paint(d.Severity, d.Severity.Word().In(p.Lang)), d.Code, Visible(d.Message.In(p.Lang)))
	if d.Pos.Line > 0 && d.Pos.Source != "" {
		gutter := fmt.Sprintf("%3d", d.Pos.Line)
		line, column := shown(d.Pos)
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

// place renders "file:line:column: " or "file (where): " with the parts that are known.
func place(pos diag.Pos, lang string) string {
	file := Visible(pos.File)
	if where := pos.Where.In(lang); where != "" {
		file += diag.Text{ZH: "（" + Visible(where) + "）", EN: " (" + Visible(where) + ")"}.In(lang)
	}
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

// shown returns the characters of the line as they are shown, and the column
// among them.
func shown(pos diag.Pos) (line []string, column int) {
	column = pos.Column
	if pos.Skipped > 0 {
		line, column = append(line, "..."), column-pos.Skipped+1
	}
	line = append(line, characters(pos.Source)...)
	if pos.Cut {
		line = append(line, "...")
	}
	return line, column
}

// characters returns the characters of a text, each as it is shown.
func characters(text string) []string {
	var list []string
	for text != "" {
		shown, size := firstVisible(text)
		if text[0] == '\t' {
			shown = " "
		}
		list = append(list, shown)
		text = text[size:]
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
// message, hint; where in an attachment. Line and column are 0 where they are not known. What cannot be
// seen is escaped, so that the lines can be shown on a terminal. Findings about what
// is withheld from the public say so, in another member.
func WriteJSON(w io.Writer, lang string, ds []diag.Diagnostic, withheld bool) error {
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
			Where    string `json:"where,omitempty"`
			Message  string `json:"message"`
			Hint     string `json:"hint"`
			Withheld bool   `json:"withheld,omitempty"`
		}{d.Code, d.Severity.String(), d.Pos.File, d.Pos.Line, d.Pos.Column, d.Pos.Where.In(lang), d.Message.In(lang), d.Hint.In(lang), withheld})
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
