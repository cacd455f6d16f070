package search

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"
)

// foldText says what characters are searched as, where that is not the character itself:
// one a line, or a range with the distance to what it becomes.
//
//	41-5a +32          A-Z become a-z
//	100-12e/2 +1       every second one
//	2160 = 69          Ⅰ becomes i
//	20 blank           is a blank
//	200b =             is nothing
//
// It is made by a test from Unicode's compatibility forms (NFKC), lower case, brackets
// and traditional.txt, and every character is compared with these. The browser has the
// same table (see [foldTable.scripts]), since the tables in browsers are of different
// versions of Unicode.
//
//go:embed fold.txt
var foldText string

// What stands in the table in the place of a character, which no half of a pair is.
const (
	blank   = 0xd800 // it separates
	special = 0xd801 // it is in others, or a half of a pair
)

// han is the first of the characters of Chinese that are no marks.
const han = 0x3400

// foldTable is the table, as it is used.
type foldTable struct {
	low    []uint16          // of the first 2^16 characters; special: see others
	others map[rune][]uint16 // which become several characters, none, or lie beyond
	ranges []foldRange
}

// foldRange is a line of the table.
type foldRange struct {
	from, to, step rune
	delta          rune
	blank          bool
	text           []uint16 // where delta is 0
}

var theFolds = sync.OnceValue(func() *foldTable { return newFolds(foldText) })

func newFolds(table string) *foldTable {
	t := &foldTable{low: make([]uint16, 1<<16), others: map[rune][]uint16{}}
	for i := range t.low {
		if t.low[i] = uint16(i); utf16.IsSurrogate(rune(i)) {
			t.low[i] = special
		}
	}
	for line := range strings.Lines(table) {
		if line[0] == '#' {
			continue
		}
		r := parseFold(strings.TrimSpace(line))
		t.ranges = append(t.ranges, r)
		for c := r.from; c <= r.to; c += r.step {
			t.set(c, r)
		}
	}
	return t
}

func parseFold(line string) (r foldRange) {
	chars, what, _ := strings.Cut(line, " ")
	hex := func(s string) rune {
		v, _ := strconv.ParseUint(s, 16, 32) // of our own making, and tested
		return rune(v)
	}
	chars, step, stepped := strings.Cut(chars, "/")
	from, to, ranged := strings.Cut(chars, "-")
	r.from, r.step = hex(from), 1
	r.to = r.from
	if ranged {
		r.to = hex(to)
	}
	if stepped {
		n, _ := strconv.Atoi(step)
		r.step = rune(n)
	}
	switch {
	case what == "blank":
		r.blank = true
	case what[0] == '=':
		for _, one := range strings.Fields(what[1:]) {
			r.text = utf16.AppendRune(r.text, hex(one))
		}
	default:
		n, _ := strconv.Atoi(what)
		r.delta = rune(n)
	}
	return r
}

// set enters what a character becomes.
func (t *foldTable) set(c rune, r foldRange) {
	to := r.text
	if r.delta != 0 {
		to = utf16.AppendRune(nil, c+r.delta)
	}
	switch {
	case r.blank:
		t.low[c] = blank
	case c < 1<<16 && len(to) == 1:
		t.low[c] = to[0]
	default:
		t.others[c] = to
		if c < 1<<16 {
			t.low[c] = special
		}
	}
}

// fold appends a paragraph as it is searched. Blanks are left out, but for one between
// two words that are written with blanks.
func (t *foldTable) fold(dst, text []uint16) []uint16 {
	start := len(dst)
	gap, marks := false, false
	add := func(u uint16) {
		if gap && len(dst) > start && spaced(u) && spaced(dst[len(dst)-1]) {
			dst = append(dst, ' ')
		}
		gap = false
		marks = marks || isMark(u)
		dst = append(dst, u)
	}
	for i := 0; i < len(text); i++ {
		u := text[i]
		switch to := t.low[u]; {
		case han <= to && to < blank: // most text: it is no mark, and has no blanks beside it
			gap = false
			dst = append(dst, to)
		case to == blank:
			gap = true
		case to != special:
			add(to)
		default:
			c := rune(u)
			if pair := utf16.DecodeRune(c, low(text, i+1)); pair != 0xfffd {
				c = pair
				i++
			}
			for _, u := range t.of(c) {
				add(u)
			}
		}
	}
	if marks {
		dst = compose(dst, start)
	}
	return dst
}

// low returns the unit at a place, 0 behind the end.
func low(text []uint16, i int) rune {
	if i < len(text) {
		return rune(text[i])
	}
	return 0
}

// of returns what a character becomes that is not in the table of single units.
func (t *foldTable) of(c rune) []uint16 {
	if to, ok := t.others[c]; ok {
		return to
	}
	return utf16.AppendRune(nil, c)
}

// spaced reports whether a character belongs to a writing with blanks between words.
func spaced(u uint16) bool {
	return u < 0x2e80 && (u >= 'a' && u <= 'z' || u >= '0' && u <= '9' || u >= 0xc0)
}

// isMark reports whether a character may become one with that before it.
func isMark(u uint16) bool {
	return u >= 0x300 && u <= 0x36f || u == 0x3099 || u == 0x309a
}

// compose joins letters and their marks. What a table of single characters leaves apart
// is then as NFKC has it; compositions do not change from one version to another.
func compose(text []uint16, start int) []uint16 {
	return append(text[:start], utf16.Encode([]rune(norm.NFC.String(string(utf16.Decode(text[start:])))))...)
}

// terms returns what is looked for by a query: its words, folded. A text is found if it
// holds all of them.
func (t *foldTable) terms(query string) [][]uint16 {
	var list [][]uint16
	for _, word := range strings.FieldsFunc(query, func(r rune) bool { return r == '\n' || r < 1<<16 && t.low[r] == blank }) {
		if term := t.fold(nil, utf16.Encode([]rune(word))); len(term) > 0 {
			list = append(list, term)
		}
	}
	return list
}

// scripts returns the table as two scripts: what is usual, with a list of the characters
// that are in the other, which is loaded for a text that has some of them, or any beyond
// the first 65,536.
func (t *foldTable) scripts() (usual, rest []byte) {
	var ranges, moreRanges, singles, blanks, others []byte
	var listed []uint16
	var last, lastMore rune
	for _, r := range t.ranges {
		switch {
		case r.blank:
			blanks = appendNumbers(blanks, r.from, r.to)
		case r.delta != 0 && r.from < 1<<16:
			ranges, last = appendRange(ranges, last, r), r.from
		case r.delta != 0:
			moreRanges, lastMore = appendRange(moreRanges, lastMore, r), r.from
		case isUsual(r.from):
			singles = appendSingle(singles, r)
		default:
			others = appendSingle(others, r)
			if r.from < 1<<16 {
				listed = append(listed, uint16(r.from))
			}
		}
	}
	slices.Sort(listed)
	var w bitWriter
	list(&w, listed, 1<<16)
	packed, _ := w.flush()
	usual = fmt.Appendf(nil, "gongkaiSearch.folds([%s],[%s],\"%s\",%d,\"%s\")", blanks, ranges, singles, len(listed), packed)
	return usual, fmt.Appendf(nil, "gongkaiSearch.moreFolds([%s],\"%s\")", moreRanges, others)
}

// appendRange appends a range behind one that begins at last.
func appendRange(b []byte, last rune, r foldRange) []byte {
	return appendNumbers(b, r.from-last, (r.to-r.from)/r.step, r.step, r.delta)
}

// isUsual reports whether a character is one that texts have: of Latin and full width,
// punctuation, numbers in circles and brackets.
func isUsual(c rune) bool {
	return c < 0x180 || c >= 0x2000 && c < 0x2070 || c >= 0x2150 && c < 0x2188 || c >= 0x2460 && c < 0x24a0 || c >= 0x3000 && c < 0x3040 || c >= 0xff00 && c < 0xfff0
}

func appendNumbers(b []byte, list ...rune) []byte {
	for _, n := range list {
		if len(b) > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(b, int64(n), 10)
	}
	return b
}

// appendSingle appends a character with what it becomes, and a blank.
func appendSingle(b []byte, r foldRange) []byte {
	b = append(b, escaped(utf16.AppendRune(nil, r.from))...)
	return append(append(b, escaped(r.text)...), ' ')
}

// escaped writes units in a string of a script: as they are, if nothing can take them for
// something else.
func escaped(text []uint16) []byte {
	var out []byte
	for _, c := range utf16.Decode(text) {
		if c < 0x20 || c == '"' || c == '\\' || c >= 0x7f && c < 0x250 || c >= 0x300 && c < 0x370 || c >= 0x2000 && c < 0x2070 || c == 0xfffd {
			q := strconv.QuoteToASCII(string(c))
			out = append(out, q[1:len(q)-1]...)
		} else {
			out = append(out, string(c)...)
		}
	}
	return out
}
