package markdown

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/generator/markdown/prose"
)

// Where a line is a paragraph, marks that begin on one line and end on the next make
// nothing, and are shown as they stand: strong text, code, the address of a link.
// Asterisks that hide a name look much the same; in doubt they are that.

// crosses reports whether marks that are open at the end of a line end on the next.
func crosses(this, next []byte) bool {
	this = bytes.TrimRightFunc(this, unicode.IsSpace)
	if bytes.IndexByte(this, '*') < 0 && bytes.IndexByte(this, '`') < 0 && bytes.IndexByte(this, '(') < 0 {
		return false // as of nearly all
	}
	return !prose.Line(next).OpensParagraph() && (strongCrosses(this, next) || codeCrosses(this, next) || addressCrosses(this, next))
}

// strongCrosses reports whether ** that open are the last on a line, and the first on
// the next one close. 张**代表 hides a name: one character of it stands before.
func strongCrosses(this, next []byte) bool {
	_, opens := starPairs(this)
	to, closes := starPairs(next)
	if opens%2 == 0 || closes%2 == 0 {
		return false
	}
	from := bytes.LastIndex(this, []byte("**"))
	begin, _ := utf8.DecodeRune(this[from+len("**"):])
	end, _ := utf8.DecodeLastRune(next[:to])
	after, _ := utf8.DecodeRune(next[to+len("**"):])
	if !prose.IsWordRune(begin) && !strings.ContainsRune("“《〔", begin) || !prose.IsWordRune(end) && !strings.ContainsRune("”》〕。", end) {
		return false
	}
	before := wordBefore(this[:from])
	return !bytes.HasSuffix(this[:from], []byte{'\\'}) && (before == 0 || before > 1 && (!prose.IsWordRune(after) || wordBefore(next[:to]) > 1))
}

// wordBefore returns how many characters the word has with which a text ends.
func wordBefore(text []byte) int {
	return utf8.RuneCount(text[len(bytes.TrimRightFunc(text, prose.IsWordRune)):])
}

// codeCrosses reports whether there is one ` too many on a line and on the next one.
func codeCrosses(this, next []byte) bool {
	tick := []byte{'`'}
	return bytes.Count(this, tick)%2 == 1 && bytes.Count(next, tick)%2 == 1 && !bytes.Contains(this, []byte("\\`"))
}

// addressCrosses reports whether the address of a link begins on a line, or behind it,
// and ends on the next one.
func addressCrosses(this, next []byte) bool {
	from := bytes.LastIndex(this, []byte("]("))
	to := bytes.IndexByte(next, ')')
	if from < 0 || to < 0 || bytes.IndexByte(this[from:], ')') >= 0 || bytes.IndexByte(this[:from], '[') < 0 {
		return false
	}
	return isAddressLike(string(this[from+len("]("):]) + strings.TrimSpace(string(next[:to])))
}

// reportCrossing reports the lines that end within marks, each as it should be.
func (j seams) reportCrossing() {
	for _, start := range j.crossing {
		line := prose.LineOf(j.src.Body[start:])
		j.report(ruleCrossing, start, utf8.RuneCount(line), strings.Replace(j.rejoined([]int{start}), "]( ", "](", 1))
	}
}

// inCrossing reports whether an offset is in a line that ends within marks, or in the
// one below.
func (j *job) inCrossing(at int) bool {
	if len(j.crossing) == 0 {
		return false
	}
	start := prose.StartOfLine(j.src.Body, at)
	_, here := slices.BinarySearch(j.crossing, start)
	_, above := slices.BinarySearch(j.crossing, prose.StartOfLine(j.src.Body, max(start-1, 0)))
	return here || above
}
