package markdown

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/markdown/prose"
)

// Line breaks of other programs. Word and what is copied out of it end a line with
// U+000B or U+2028, a page with U+000C, old systems with U+0085. To Markdown none of
// them is a line break, and two lines would be shown as one. The writer breaks the line
// at U+000B and U+000C; for the others, which it would have to look for in every text,
// U+000B is put first.

// breaksLine reports the control characters at which the writer breaks a line.
func breaksLine(c byte) bool { return c == '\v' || c == '\f' }

// isLineBreak reports the characters that are a line break elsewhere.
func isLineBreak(r rune) bool {
	return r == '\v' || r == '\f' || r == '\u0085' || r == '\u2028' || r == '\u2029'
}

// withLineBreaks returns a body in which the line breaks that are not of ASCII are
// U+000B, if there are any; with that many bytes, so that all else stays where it is:
// blanks beside a line break show nothing.
func withLineBreaks(body []byte) (changed []byte, found bool) {
	for _, b := range [...]struct{ typed, put string }{{"\u0085", " \v"}, {"\u2028", " \v "}, {"\u2029", " \v "}} {
		if bytes.Contains(body, []byte(b.typed)) { // which looks for its first byte, a rare one
			body, found = bytes.ReplaceAll(body, []byte(b.typed), []byte(b.put)), true
		}
	}
	return body, found
}

// lineBreaks reports the line breaks of other programs in the body as it was typed.
func (j *notes) lineBreaks() {
	body := j.quoter.Data
	for at := 0; ; {
		i := bytes.IndexFunc(body[at:], isLineBreak)
		if i < 0 {
			return
		}
		at += i
		r, n := utf8.DecodeRune(body[at:])
		name := lineBreakName(r)
		text := j.opt.lineBreak(body, at, n)
		before := len(j.found)
		j.report(ruleLineBreak, at, 1, name, fmt.Sprintf("%04X", r), lineBreakAdvice(text))
		if len(j.found) > before {
			j.found[before].Fix = j.fix(at, at+n, text)
		}
		at += n
	}
}

// lineBreak returns what stands for a line break of n bytes where it means the same.
func (o Options) lineBreak(body []byte, at, n int) string {
	start := prose.StartOfLine(body, at)
	line := prose.LineOf(body[start:])
	before, behind := bytes.TrimSpace(body[start:at]), bytes.TrimSpace(line[at+n-start:])
	mark := bytes.TrimLeft(line, " \t")
	switch {
	case len(before) == 0 || len(behind) == 0: // the line ends here in any case
		return ""
	case line.HasBar(), line.HasTab() && !line.IsNumbered():
		return "<br>"
	case mark[0] == '>':
		return "\\\n> "
	case bytes.IndexByte([]byte("-*+"), mark[0]) >= 0 && prose.IsSpace(prose.ByteAt(mark, 1)), prose.Line(mark).Digits() > 0 && prose.ByteAt(mark, prose.Line(mark).Digits()) == '.':
		return "\\\n   "
	case !o.byLine(), bytes.Count(before, []byte("**"))%2 == 1: // marks end with a line
		return "\\\n"
	}
	return "\n"
}

// lineBreakName names a line break in a message.
func lineBreakName(r rune) diag.Text {
	switch r {
	case '\f':
		return diag.Text{ZH: " Word 的分页符", EN: "a page break of Word's"}
	case '\v', '\u2028':
		return diag.Text{ZH: " Word 的手动换行符", EN: "a manual line break of Word's"}
	}
	return diag.Text{ZH: "别的程序的换行符", EN: "a line break of another program"}
}

// lineBreakAdvice says what to type for a line break.
func lineBreakAdvice(text string) diag.Text {
	switch {
	case text == "":
		return diag.Text{ZH: "这里本来就换行，删去它", EN: "the line ends here in any case, so delete it"}
	case text == "<br>":
		return diag.Text{ZH: "删去它，写 <br>", EN: "delete it, and write <br>"}
	case text == "\n":
		return diag.Text{ZH: "删去它，按回车", EN: "delete it, and press Enter"}
	case text == "\\\n> ":
		return diag.Text{ZH: `删去它，写反斜线 \，按回车，再写 >`, EN: `delete it, write a backslash, press Enter, and write >`}
	}
	return diag.Text{ZH: `删去它，写反斜线 \，按回车`, EN: `delete it, write a backslash, and press Enter`}
}
