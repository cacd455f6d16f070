// Package numeral reads numbers as people write them: 12, １２, 十二, 一百零三.
//
//	n, ok := numeral.Parse("二十")        // 20
//	n, rest, ok := numeral.Cut([]byte("十二条")) // 12, "条"
package numeral

import (
	"strings"
	"unicode/utf8"
)

// Parse reads a text that is a number from 1 to 9999, and nothing else.
func Parse(text string) (n int, ok bool) {
	const end = "."
	n, rest, ok := Cut([]byte(text + end))
	return n, ok && string(rest) == end
}

// Cut cuts a number from 1 to 9999 off a text that goes on behind it: in Chinese or in digits.
func Cut(text []byte) (n int, rest []byte, ok bool) {
	digits, total, digit := 0, 0, -1
	for len(text) > 0 && digits < 9 {
		r, size := utf8.DecodeRune(text)
		switch value, unit := value(r); {
		case unit > 1 && digit < 0:
			total += unit // 十二, 百 without a number before it
		case unit > 1:
			total, digit = total+digit*unit, -1
		case value >= 0 && r < utf8.RuneSelf || r >= '０' && r <= '９':
			digit = max(digit, 0)*10 + value
		case value >= 0:
			digit = value
		default:
			n = total + max(digit, 0)
			return n, text, digits > 0 && n > 0 && n < 10000
		}
		text = text[size:]
		digits++
	}
	return 0, text, false
}

// value returns the value of a digit, or the unit of ten, a hundred, a thousand;
// digit is -1 for what is neither.
func value(r rune) (digit, unit int) {
	switch r {
	case '十':
		return 0, 10
	case '百':
		return 0, 100
	case '千':
		return 0, 1000
	case '零', '〇':
		return 0, 1
	case '两':
		return 2, 1
	}
	switch at := strings.IndexRune("一二三四五六七八九", r); {
	case at >= 0:
		return at/len("一") + 1, 1
	case r >= '0' && r <= '9':
		return int(r - '0'), 1
	case r >= '０' && r <= '９':
		return int(r - '０'), 1
	}
	return -1, 1
}
