package prose

import (
	"bytes"
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
	case 0x2460 <= r && r <= 0x24FF, 0x2776 <= r && r <= 0x2793, 0x3220 <= r && r <= 0x3229: // ① ❶ ㈠
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
// would show.
func (l Line) IsFigure() bool {
	const longest = 3
	n := l.Digits()
	return (n > longest || n > 1 && l[0] == '0') && (ByteAt(l, n) == '.' || ByteAt(l, n) == ')')
}
