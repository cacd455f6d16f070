package privacy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// span is some digits of the run that a reader has read, with the text around them.
type span struct {
	*Reader
	from, to int
}

func (s span) digits() []digit { return s.run[s.from:s.to] }

func (s span) length() int { return s.to - s.from }

// part returns the digits of a span from one to another.
func (s span) part(from, to int) span { return span{s.Reader, s.from + from, s.from + to} }

// value returns the digits in canonical form.
func (s span) value() string {
	b := make([]byte, 0, longest)
	for _, d := range s.digits() {
		b = append(b, "0123456789X"[d.value])
	}
	return string(b)
}

// starts reports whether the span begins with these digits.
func (s span) starts(digits string) bool {
	if s.length() < len(digits) {
		return false
	}
	for i := range len(digits) {
		if s.run[s.from+i].value != digits[i]-'0' {
			return false
		}
	}
	return true
}

// place returns where the span begins, and where it ends.
func (s span) place() (from, to Place) {
	at := func(d digit, offset int32) Place {
		p := Place{Cell: int(d.cell), Offset: int(offset)}
		if d.earlier {
			p.Passage = -1
		}
		return p
	}
	first, last := s.run[s.from], s.run[s.to-1]
	return at(first, first.start), at(last, last.end)
}

// How far from a number a word can stand, in bytes: 16 letters before it, 8 behind.
const (
	wordBefore = 48
	wordBehind = 24
)

// textOf returns the cell in which a digit stands.
func (r *Reader) textOf(d digit) string {
	if d.earlier {
		return r.before
	}
	return r.p.Cells[d.cell]
}

// preceding returns what stands before the span in its cell.
func (s span) preceding() string {
	first := s.run[s.from]
	return s.textOf(first)[:first.start]
}

// following returns what stands behind it, as far as a word can.
func (s span) following() string {
	last := s.run[s.to-1]
	text := s.textOf(last)[last.end:]
	return text[:min(len(text), wordBehind)]
}

// neighbours returns the characters right before and right behind the span in its cells;
// utf8.RuneError where none is.
func neighbours(s span) (before, after rune) {
	first, last := &s.run[s.from], &s.run[s.to-1]
	before, _ = utf8.DecodeLastRuneInString(s.textOf(*first)[:first.start])
	after, _ = utf8.DecodeRuneInString(s.textOf(*last)[last.end:])
	return before, after
}

// beside reports whether one of some words is beside the span: shortly before or behind
// it, in the head of its column, or in the cell before.
func (s span) beside(words []string) bool {
	return s.labelled(words) || containsAny(s.following(), words)
}

// labelled does not look behind.
func (s span) labelled(words []string) bool {
	window := s.preceding()
	if len(s.p.Cells) == 1 && !s.run[s.from].earlier && len(window) < wordBehind && s.before != "" {
		window = s.before[max(0, len(s.before)-wordBefore):] + window // a word may begin in the line before
	}
	window = window[max(0, len(window)-wordBefore):]
	if i := strings.LastIndexAny(window, "。；;"); i >= 0 {
		window = window[i:]
	}
	return containsAny(window, words) || s.headed(words) || strings.IndexByte(window, '\n') >= 0 && containsAny(unbroken(window), words)
}

// unbroken returns a text without the ends of its lines, which may stand within a word.
func unbroken(text string) string {
	b := make([]byte, 0, 2*wordBefore)
	for i := range len(text) {
		if c := text[i]; c != '\n' && c != '\r' && c != ' ' {
			b = append(b, c)
		}
	}
	return string(b)
}

// called reports whether the span is called by one of some words: nothing but a colon or
// the like stands between, or, where nothing stands before it in its cell, it is the head
// of the column or the cell before.
func (s span) called(words []string) bool {
	label := strings.TrimRight(s.preceding(), "：:；（）()【[为是第№ \u3000\u00a0\t\n")
	for _, w := range words {
		if strings.HasSuffix(label, w) {
			return true
		}
	}
	return label == "" && s.headed(words)
}

// headed reports whether the head of the column or the cell before has one of some words.
func (s span) headed(words []string) bool {
	if s.run[s.from].earlier {
		return false
	}
	column := int(s.run[s.from].cell)
	if column < len(s.p.Heads) && containsAny(s.p.Heads[column], words) {
		return true
	}
	return column > 0 && len(s.p.Cells[column-1]) <= wordBefore && containsAny(s.p.Cells[column-1], words)
}

func containsAny(text string, words []string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// letterBehind reports whether a letter touches the end of the span: what stands there is
// a code.
func (s span) letterBehind() bool {
	c, _ := utf8.DecodeRuneInString(s.following())
	return letterOf(c) != 0
}

// letterBefore reports whether one touches its beginning. The X of an ID, behind which a
// mobile number was put without a blank, is none.
func (s span) letterBefore() bool {
	c, _ := utf8.DecodeLastRuneInString(s.preceding())
	return letterOf(c) != 0 && (s.from == 0 || s.run[s.from].join != 0)
}

// isPart reports whether the span is part of something longer: a decimal, a code with
// hyphens. Beside a number of 11 or 18 digits it may be one of a list, and beside a name it
// is the number of that person, with its place in the list before it or a 2 behind.
func (s span) isPart() bool {
	if s.p.Named {
		return false
	}
	if s.from > 0 && s.run[s.from].isTight() {
		before := s.pieceBefore()
		if n := before.length(); n != 11 && n != 18 && !isCountry(before) && !(n <= 3 && s.nameBeside()) {
			return true
		}
	}
	if s.to < len(s.run) && s.run[s.to].isTight() {
		n := s.pieceEnd(s.to) - s.to
		return n != 11 && n != 18 && !(n <= 2 && s.run[s.to].join == hyphen && s.nameBeside())
	}
	return false
}

// pieceBefore returns the piece that stands before the span.
func (s span) pieceBefore() span {
	start := s.from - 1
	for start > 0 && s.run[start].join == 0 {
		start--
	}
	return span{s.Reader, start, s.from}
}

// isCountry reports whether the span is the number of the country, as it stands before a
// telephone number.
func isCountry(s span) bool {
	return s.length() == 2 && s.starts("86") || s.length() == 4 && s.starts("0086")
}

// isTight reports whether nothing but hyphens and dots stands before a digit.
func (d digit) isTight() bool { return d.join != 0 && d.join&^(hyphen|dot) == 0 }

// isGrouped reports whether a mobile number is divided as people divide it, and stands
// alone: not between others that are divided from it by the same.
func (s span) isGrouped() bool {
	inner := join(0)
	size, sizes := 1, 0
	for _, d := range s.digits()[1:] {
		if d.join != 0 {
			inner |= d.join
			sizes, size = sizes*10+size, 0
		}
		size++
	}
	if inner&(cell|passage) != 0 || s.isAmong(inner) && !s.p.Named {
		return false
	}
	switch sizes*10 + size {
	case 344, 335, 443, 434, 38, 74, 56, 65, 47, 83, 353, 533, 32222, 11111111111:
		return true
	}
	return false
}

// isDotted reports whether the span is the address of a computer: four numbers with dots.
func isDotted(s span) bool {
	pieces, size := 1, 1
	for _, d := range s.digits()[1:] {
		switch d.join {
		case 0:
			size++
		case dot:
			pieces, size = pieces+1, 1
		default:
			return false
		}
		if size > 3 {
			return false
		}
	}
	return pieces == 4
}

// isAmount reports whether a unit follows.
func (s span) isAmount() bool {
	behind := strings.TrimLeft(s.following(), " \u3000")
	for _, unit := range units {
		if strings.HasPrefix(behind, unit) {
			return true
		}
	}
	rest, households := strings.CutPrefix(behind, "户")
	head, _ := utf8.DecodeRuneInString(rest)
	return households && !strings.ContainsRune("主籍名", head)
}

// isSum reports whether the span stands in a column of amounts, in a row that names nobody.
func isSum(s span) bool {
	column := int(s.run[s.from].cell)
	return !s.run[s.from].earlier && column < len(s.p.Heads) && containsAny(s.p.Heads[column], wordsOfAmount) && !s.nameBeside()
}

// isLettered reports whether the letters before the span stand for a telephone.
func isLettered(s span) bool {
	word := ""
	for text := s.preceding(); len(word) < 8; {
		c, size := utf8.DecodeLastRuneInString(text)
		letter := letterOf(c)
		if letter == 0 {
			break
		}
		word, text = string(letter)+word, text[:len(text)-size]
	}
	switch word {
	case "T", "M", "P", "V", "TEL", "VX", "WX", "MP", "MOB", "MOBILE", "PHONE", "CELL", "WECHAT":
		return true
	}
	return false
}

// longestAddress is how many bytes an address on the Web has that is looked at.
const longestAddress = 200

// isCode reports whether the span is part of a code or of an address on the Web: letters
// or a mark of currency touch it, or it is called the number of something.
func (s span) isCode() bool {
	before := s.preceding()
	c, size := utf8.DecodeLastRuneInString(before)
	if s.letterBefore() && !isLettered(s) || s.letterBehind() || strings.ContainsRune("￥¥$＄€", c) {
		return true
	}
	if c == ',' { // a number in groups of thousands
		if d, _ := utf8.DecodeLastRuneInString(before[:len(before)-size]); isDigit(d) {
			return true
		}
	}
	before = before[max(0, len(before)-longestAddress):]
	word := before[strings.LastIndexFunc(before, func(r rune) bool { return unicode.IsSpace(r) || r >= utf8.RuneSelf })+1:]
	return strings.Contains(word, "://") || strings.Contains(word, "www.") || s.called(wordsOfRecord)
}
