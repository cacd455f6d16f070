package markdown

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"

	"gongkai/generator/diag"
	"gongkai/generator/markdown/prose"
)

// Text that was copied out of a PDF ends its lines where the page of paper did.
// Where a line is a paragraph, each of these is one; what is plain is said: see
// [prose.Line.Severed].

// reportSevered reports the lines that have been cut, those of one block together.
func (j seams) reportSevered() {
	for rest := j.severed; len(rest) > 0; {
		n := 1
		for n < len(rest) && !hasBlankLine(j.src.Body[rest[n-1]:rest[n]]) {
			n++
		}
		j.reportBlock(rest[:n])
		rest = rest[n:]
	}
}

// hasBlankLine reports whether a text of whole lines has a blank one.
func hasBlankLine(text []byte) bool {
	for line := range bytes.Lines(text) {
		if util.IsBlank(line) {
			return true
		}
	}
	return false
}

// reportBlock reports the lines of one block that begin at offsets.
func (j seams) reportBlock(starts []int) {
	shown := []rune(j.rejoined(starts))
	if len(shown) > 60 {
		shown = append(shown[:60], '…')
	}
	// It is shown and not made: the lines of a list of names look the same, and two
	// names would become one.
	j.report(ruleSevered, starts[0], 0, j.lineNames(starts), strings.ReplaceAll(string(shown), "\n", " / "))
}

// lineNames names the lines that begin at offsets, the first of them where there are many.
func (n *notes) lineNames(starts []int) diag.Text {
	const most = 6
	zero := max(n.src.Line, 1) - 1
	var names []string
	for _, start := range starts[:min(len(starts), most)] {
		line, _ := n.lines.place(start)
		names = append(names, fmt.Sprint(line+zero))
	}
	zh, en := strings.Join(names, "、"), strings.Join(names, ", ")
	if len(starts) > most {
		zh, en = zh+" 等", en+" …"
	}
	return diag.Text{ZH: zh, EN: en}
}

// rejoined returns the lines from the first that has been cut to the one below the
// last, as they were before.
func (j seams) rejoined(starts []int) string {
	var b strings.Builder
	open := false
	for at := starts[0]; ; {
		line := prose.LineOf(j.src.Body[at:])
		next := at + len(line) + 1
		line = bytes.TrimRight(line, " \t\r")
		if first, _ := utf8.DecodeRune(line); open && breakIsSpace(lastOf(b.String()), first) {
			b.WriteByte(' ')
		}
		b.Write(line)
		if open = len(starts) > 0 && starts[0] == at; open {
			starts = starts[1:]
		} else if len(starts) == 0 {
			return b.String()
		} else {
			b.WriteByte('\n')
		}
		at = next
	}
}

func lastOf(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}
