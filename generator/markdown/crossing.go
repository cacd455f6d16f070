package markdown

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/text"
)

// Where a line is a paragraph, marks that begin on one line and end on the next make
// nothing, and are shown as they stand: strong text, code, the address of a link.
// Asterisks that hide a name look much the same; in doubt they are that.

// noteCrossing records a line that ends its paragraph within marks that end on the
// line below. A line may be asked about twice.
func (j lineJudge) noteCrossing(line text.Segment, next []byte) {
	this := bytes.TrimRightFunc(j.src.Body[line.Start:line.Stop], unicode.IsSpace)
	if bytes.IndexByte(this, '*') < 0 && bytes.IndexByte(this, '`') < 0 && bytes.IndexByte(this, '(') < 0 {
		return // as nearly all
	}
	start := startOfLine(j.src.Body, line.Start)
	if j.src.Body[start] == '>' {
		next = bytes.TrimLeft(next, "> ")
	}
	if opensParagraph(next) || !strongCrosses(this, next) && !codeCrosses(this, next) && !addressCrosses(this, next) {
		return
	}
	if n := len(j.crossing); n == 0 || j.crossing[n-1] < start {
		j.crossing = append(j.crossing, start)
	}
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
	if !isWordRune(begin) && !strings.ContainsRune("“《〔", begin) || !isWordRune(end) && !strings.ContainsRune("”》〕。", end) {
		return false
	}
	before := wordBefore(this[:from])
	return !bytes.HasSuffix(this[:from], []byte{'\\'}) && (before == 0 || before > 1 && (!isWordRune(after) || wordBefore(next[:to]) > 1))
}

// wordBefore returns how many characters the word has with which a text ends.
func wordBefore(text []byte) int {
	return utf8.RuneCount(text[len(bytes.TrimRightFunc(text, isWordRune)):])
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
func (j severedLines) reportCrossing() {
	for _, start := range j.crossing {
		line := lineOf(j.src.Body[start:])
		j.report(ruleCrossing, start, utf8.RuneCount(line), strings.Replace(j.rejoined([]int{start}), "]( ", "](", 1))
	}
}

// crosses reports whether the line that an offset is in, or the one above it, has been
// recorded.
func (j *job) crosses(at int) bool {
	if len(j.crossing) == 0 {
		return false
	}
	start := startOfLine(j.src.Body, at)
	_, here := slices.BinarySearch(j.crossing, start)
	_, above := slices.BinarySearch(j.crossing, startOfLine(j.src.Body, max(start-1, 0)))
	return here || above
}
