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
	lines := strings.Split(text, "\n")
	var code codeReader
	for n, line := range lines {
		if !code.has(lines[n:]) {
			changes = append(changes, invisibleIn(line, n+1)...)
		}
	}
	return changes
}

// codeReader goes through the lines of a text, and knows which of them are code. In
// doubt they are.
type codeReader struct {
	fence  string // that is open, "" for none
	indent int    // of the item of a list in which it was opened
	quote  bool   // it was opened in a quote
	span   string // the marks of code within lines that is open
}

// has reports whether the first of the lines that are left is code, or has code in
// it that goes over its end or its beginning.
func (c *codeReader) has(rest []string) bool {
	line := rest[0]
	if c.fence != "" && !c.leaves(line) {
		if fence, _, _ := fenceOf(line); strings.HasPrefix(fence, c.fence) && strings.Trim(line[strings.LastIndex(line, fence)+len(fence):], blanksOfEnd) == "" {
			c.fence = ""
		}
		return true
	}
	if c.fence, c.indent, c.quote = fenceOf(line); c.fence != "" {
		c.span = ""
		return true
	}
	return c.inSpan(rest)
}

// leaves reports whether a line stands outside of the list or the quote in which a
// fence was opened, which closes it.
func (c *codeReader) leaves(line string) bool {
	if c.quote {
		return !strings.HasPrefix(strings.TrimLeft(line, " "), ">")
	}
	return strings.TrimSpace(line) != "" && len(line)-len(strings.TrimLeft(line, " \t")) < c.indent && line[0] != '\t'
}

// fenceOf returns the fence of code with which a line begins, "" where there is none,
// how far in it stands in the item of a list, and whether it stands in a quote.
func fenceOf(line string) (fence string, indent int, quote bool) {
	text := line
	for {
		text = strings.TrimLeft(text, " \t\ufeff")
		mark := len(text) - len(strings.TrimLeft(text, "0123456789"))
		switch {
		case strings.HasPrefix(text, ">"):
			quote, text = true, text[1:]
			continue
		case mark > 0 && mark < len(text) && (text[mark] == '.' || text[mark] == ')'), mark == 0 && text != "" && strings.IndexByte("-+*", text[0]) >= 0:
			if text = text[mark+1:]; text != "" && (text[0] == ' ' || text[0] == '\t') {
				indent = len(line) - len(strings.TrimLeft(text, " \t"))
				continue
			}
		}
		break
	}
	for _, mark := range []string{"`", "~"} {
		if n := len(text) - len(strings.TrimLeft(text, mark)); n >= 3 && (mark == "~" || !strings.Contains(text[n:], mark)) {
			return text[:n], indent, quote
		}
	}
	return "", 0, false
}

// inSpan reports whether code between ` and ` goes over an end of a line.
func (c *codeReader) inSpan(rest []string) bool {
	line := rest[0]
	if strings.TrimSpace(line) == "" {
		c.span = ""
		return false
	}
	over := c.span != ""
	for line != "" {
		var run string
		if run, line = nextRun(line); run == c.span {
			c.span = ""
		} else if c.span == "" && run != "" && closes(run, line, rest[1:]) {
			c.span = run
		}
	}
	return over || c.span != ""
}

// nextRun returns the next marks of code in a text, and what is behind them.
func nextRun(text string) (run, rest string) {
	i := strings.IndexByte(text, '`')
	if i < 0 {
		return "", ""
	}
	rest = strings.TrimLeft(text[i:], "`")
	return text[i : len(text)-len(rest)], rest
}

// closes reports whether marks of code come again in the same paragraph.
func closes(run, line string, below []string) bool {
	for {
		for line != "" {
			var next string
			if next, line = nextRun(line); next == run {
				return true
			}
		}
		if len(below) == 0 || strings.TrimSpace(below[0]) == "" {
			return false
		}
		line, below = below[0], below[1:]
	}
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
