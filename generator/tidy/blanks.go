package tidy

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
)

// Change is a correction with what it does, in words.
type Change struct {
	What diag.Text
	diag.Correction
}

// What is done without a finding, because nobody sees it.
var (
	markInside  = diag.Text{ZH: "去掉文中的字节顺序标记（U+FEFF）", EN: "a byte order mark inside the text (U+FEFF) is taken out"}
	wideBlank   = diag.Text{ZH: "去掉行尾看不见的空白", EN: "blanks that nobody sees are taken off the end of the line"}
	blanksOfEnd = " \t\u3000\u00a0\u2002\u2003"
)

// Invisible returns the corrections of a Markdown file that nobody sees: byte order
// marks that came into the text with something that was pasted, which keep ## from
// being a heading, and wide blanks at the ends of lines. Blanks of other kinds stay
// where they are, for two of them are a line break; so does all that is code.
func Invisible(data []byte) []Change {
	if !utf8.Valid(data) {
		return nil
	}
	var changes []Change
	text := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(bytes.TrimPrefix(data, []byte("\ufeff"))))
	code := ""
	for n, line := range strings.Split(text, "\n") {
		if fence := fenceOf(line); fence != "" && (code == "" || strings.HasPrefix(fence, code)) {
			if code == "" {
				code = fence
			} else {
				code = ""
			}
		}
		if code == "" {
			changes = append(changes, invisibleIn(line, n+1)...)
		}
	}
	return changes
}

// fenceOf returns the fence of code with which a line begins, "" where there is none.
func fenceOf(line string) string {
	line = strings.TrimLeft(line, " \ufeff")
	for _, mark := range []string{"`", "~"} {
		if n := len(line) - len(strings.TrimLeft(line, mark)); n >= 3 {
			return line[:n]
		}
	}
	return ""
}

// invisibleIn looks at one line.
func invisibleIn(line string, n int) (changes []Change) {
	column := 1
	end := strings.TrimRight(line, blanksOfEnd+"\ufeff")
	for _, r := range end {
		if r == '\ufeff' {
			changes = append(changes, Change{markInside, diag.Correction{Line: n, Column: column, EndLine: n, EndColumn: column + 1}})
		}
		column++
	}
	switch rest := line[len(end):]; {
	case strings.Contains(rest, "\ufeff"):
		changes = append(changes, Change{markInside, diag.Correction{Line: n, Column: column, EndLine: n}})
	case strings.HasSuffix(rest, "  ") || strings.HasSuffix(end, `\`):
		// These are a line break, and a backslash at the end would become one.
	case strings.Trim(rest, " \t") != "":
		changes = append(changes, Change{wideBlank, diag.Correction{Line: n, Column: column, EndLine: n}})
	}
	return changes
}
