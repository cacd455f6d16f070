package prose

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// OpensParagraph reports whether a line begins with what stands at the beginning of
// paragraphs only: a blank of two columns, a number and what divides it from the
// text, the mark of a list or of a heading.
func (l Line) OpensParagraph() bool {
	l = bytes.TrimLeft(l, " \t")
	if len(l) == 0 {
		return true
	}
	switch l[0] {
	case '#', '>', '|':
		return true
	case '-', '+', '*':
		return len(l) > 1 && l[1] == ' '
	}
	return bytes.HasPrefix(l, []byte("\u3000")) || l.Enumerates()
}

// Enumerates reports whether a line begins with a number as those of a text do:
// 一、（一）1. 1、(1) ① 第一条.
func (l Line) Enumerates() bool {
	r, n := utf8.DecodeRune(l)
	switch {
	case isCircled(r):
		return true
	case r == '（', r == '(':
		inside := l[n:].Numeral()
		after, _ := utf8.DecodeRune(l[n+inside:])
		return inside > 0 && (after == '）' || after == ')')
	case r == '第':
		inside := l[n:].Numeral()
		after, _ := utf8.DecodeRune(l[n+inside:])
		return inside > 0 && bytes.ContainsRune([]byte("条章节款项部"), after)
	}
	n = l.Numeral()
	after, size := utf8.DecodeRune(l[n:])
	switch after {
	case '、', '．', '）', ')':
		return n > 0
	case '.':
		following, _ := utf8.DecodeRune(l[n+size:])
		return n > 0 && !IsDigit(following)
	}
	return false
}

// Numeral returns the length of the number that a line begins with, at most five
// characters; 0 where there is none.
func (l Line) Numeral() int {
	at := 0
	for count := 0; ; count++ {
		r, n := utf8.DecodeRune(l[at:])
		if !IsDigit(r) && !('０' <= r && r <= '９') && !bytes.ContainsRune([]byte("〇零一二三四五六七八九十百"), r) {
			return at
		}
		if at += n; count == 5 {
			return 0
		}
	}
}

// Digits counts the digits of ASCII that a line begins with.
func (l Line) Digits() int {
	n := 0
	for n < len(l) && IsDigit(rune(l[n])) {
		n++
	}
	return n
}

// IsFigure reports whether a line that begins as an item with a number does is none:
// the number is longer than those of items are, or begins with a zero, which no list
// would show; or a bracket is behind it, in whose place a list would show a point.
func (l Line) IsFigure() bool {
	const longest = 3
	n := l.Digits()
	return (n > longest || n > 1 && l[0] == '0') && ByteAt(l, n) == '.' || l.IsBracketed()
}

// IsBracketed reports whether a line begins with a number and a bracket behind it: 1) as
// it is typed.
func (l Line) IsBracketed() bool {
	n := l.Digits()
	return n > 0 && ByteAt(l, n) == ')'
}

// IsNumbered reports whether nothing but a number or a bullet stands before the only
// tab of a line, and text behind it: that is what Word writes for a paragraph that it
// has numbered itself.
func (l Line) IsNumbered() bool {
	if bytes.IndexByte(l, '\t') < 0 {
		return false
	}
	label, text, _ := bytes.Cut(bytes.TrimLeft(l, " \t>"), []byte{'\t'})
	if bytes.IndexByte(text, '\t') >= 0 || Line(text).IsBlank() {
		return false
	}
	label = bytes.TrimFunc(label, unicode.IsSpace)
	return Line(label).isLabel() || Line(text).Chinese() && Line(label).isLooseLabel()
}

// HeadsRow reports whether another line may be a row of the table whose first line
// this is. Lines that Word has numbered are, where the table has as many columns.
func (l Line) HeadsRow(row Line) bool {
	if l.IsNumbered() {
		return false
	}
	if !row.IsNumbered() {
		return true
	}
	cell, _, _ := bytes.Cut(l, []byte{'\t'})
	return bytes.Count(l, []byte{'\t'}) == bytes.Count(row, []byte{'\t'}) && !l.endsSentence() && !Line(cell).endsSentence()
}

// isLabel reports whether a text is a number of an item with its marks, or a bullet,
// and nothing else: 一、（三）第四条 第五章 ⑥ 7) (h) ix. 甲、 ●.
func (l Line) isLabel() bool {
	r, n := utf8.DecodeRune(l)
	if n == 0 {
		return false
	}
	if n == len(l) {
		return isCircled(r) || isBullet(r)
	}
	last, size := utf8.DecodeLastRune(l)
	switch inside := l[n : len(l)-size]; r {
	case '（', '(':
		return (last == '）' || last == ')') && inside.isOrdinal()
	case '第':
		return bytes.ContainsRune([]byte("条章节款项部编"), last) && len(inside) > 0 && inside.Numeral() == len(inside)
	}
	return bytes.ContainsRune([]byte("、．.）)"), last) && Line(l[:len(l)-size]).isOrdinal()
}

// isOrdinal reports whether a text is a number, a letter, a small Roman number or one of
// the ten stems alone.
func (l Line) isOrdinal() bool {
	if n := l.Numeral(); n > 0 {
		return n == len(l)
	}
	r, n := utf8.DecodeRune(l)
	switch {
	case n == 0:
		return false
	case n == len(l):
		return IsLetter(l[0]) || 'ａ' <= r && r <= 'ｚ' || 'Ａ' <= r && r <= 'Ｚ' || 0x2160 <= r && r <= 0x217F || // Ⅳ
			bytes.ContainsRune([]byte("甲乙丙丁戊己庚辛壬癸"), r)
	}
	const longest = len("xviii")
	return len(l) <= longest && len(bytes.Trim(bytes.ToLower(l), "ivx")) == 0
}

// isLooseLabel reports whether a text is a number or a bullet before words, but could
// be a value before others: 1.2 and 1.2.3, and the letters that stand for the shapes of
// Wingdings.
func (l Line) isLooseLabel() bool {
	switch string(l) {
	case "l", "n", "u", "v", "o", "p", "q", "w", "Ø", "ü", "§":
		return true
	}
	parts := 0
	for part := range bytes.SplitSeq(l, []byte{'.'}) {
		if n := Line(part).Digits(); n == 0 || n > 2 || n < len(part) || part[0] == '0' {
			return false
		}
		parts++
	}
	return parts > 1
}

// isCircled reports whether a character is a number with what stands around it: ① ❶ ㈠.
func isCircled(r rune) bool {
	return 0x2460 <= r && r <= 0x24FF || 0x2776 <= r && r <= 0x2793 || 0x3220 <= r && r <= 0x3229
}

// isBullet reports whether a character is one of the bullets that Word has, or one of
// its fonts of symbols, which have no code points of their own.
func isBullet(r rune) bool {
	switch {
	case 0x25A0 <= r && r <= 0x25FF, 0x2600 <= r && r <= 0x27BF, 0x2B00 <= r && r <= 0x2BFF, 0xF000 <= r && r <= 0xF0FF:
		return true // ■●◆○, ★☆☑✓➢❖
	case 0x2010 <= r && r <= 0x2015, r == '·', r == '•', r == '‣', r == '⁃', r == '∙', r == '・', r == '→', r == '⇒', r == '※':
		return true
	}
	return false
}
