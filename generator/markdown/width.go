package markdown

import (
	"encoding/binary"
	"math/bits"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// A rune's class for the rules about emphasis and line breaks.
type class uint8

const (
	space       class = 1 << iota // Unicode white space
	punctuation                   // Unicode P or S
	cjk                           // East Asian wide, fullwidth or halfwidth; Hangul; no emoji
	ambiguous                     // wide or narrow by context: “ ” ‘ ’ — … ·
)

func (c class) is(bits class) bool { return c&bits == bits }

// classify looks a rune up. Most runes here are Han characters or ASCII, so
// they are decided without a table.
func classify(r rune) class {
	switch {
	case isHan(r):
		return cjk
	case r < utf8.RuneSelf:
		return classifyASCII(byte(r))
	}
	var c class
	if unicode.IsSpace(r) {
		c |= space
	}
	if unicode.IsPunct(r) || unicode.IsSymbol(r) {
		c |= punctuation
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth, width.EastAsianHalfwidth:
		if !emoji(r) {
			c |= cjk
		}
	case width.EastAsianAmbiguous:
		c |= ambiguous
	default:
		if unicode.Is(unicode.Hangul, r) {
			c |= cjk
		}
	}
	return c
}

// isHan reports whether a rune is one of the Han characters that nearly all of a
// text are made of; all of them are letters.
func isHan(r rune) bool { return 0x4E00 <= r && r <= 0x9FFF }

// han returns the length of the Han characters that text, which is UTF-8, begins
// with.
func han(text []byte) int {
	n := 0
	for n+2 < len(text) && (0xE4 < text[n] && text[n] <= 0xE9 || text[n] == 0xE4 && text[n+1] >= 0xB8) {
		n += 3
	}
	return n
}

func classifyASCII(b byte) class {
	switch {
	case b == ' ', '\t' <= b && b <= '\r':
		return space
	case '0' <= b && b <= '9', 'a' <= b && b <= 'z', 'A' <= b && b <= 'Z', b < ' ', b == 0x7F:
		return 0
	}
	return punctuation
}

// emoji reports whether a wide rune is wide because it is an emoji. In the two
// ranges the only others are U+2329 and U+232A.
func emoji(r rune) bool {
	return 0x1F000 <= r && r <= 0x1FAFF || 0x231A <= r && r <= 0x2B55 && r != 0x2329 && r != 0x232A
}

// breakIsSpace reports whether a line break between the runes a and b shows as
// a space. It follows the segment break transformation of CSS Text Level 3
// (draft of 2020): none between two East Asian characters, unless one is
// Hangul, and none beside East Asian punctuation, which brings its own blank.
// goldmark's EastAsianLineBreaksCSS3Draft counts any punctuation there, so it
// glues two English sentences together; and it looks at text nodes only, so a
// break beside emphasis is always wrong. “ ” ‘ ’ — … count as East Asian here
// where the other side does.
func breakIsSpace(a, b rune) bool {
	if a == '\u200B' || b == '\u200B' {
		return false
	}
	x, y := classify(a), classify(b)
	if x.is(cjk|punctuation) || y.is(cjk|punctuation) || a == '\u3000' || b == '\u3000' {
		return false
	}
	if unicode.Is(unicode.Hangul, a) || unicode.Is(unicode.Hangul, b) {
		return true
	}
	eastAsian := func(c, other class) bool {
		return c.is(cjk) || c.is(ambiguous|punctuation) && other&(cjk|ambiguous) != 0
	}
	return !eastAsian(x, y) || !eastAsian(y, x)
}

// ascii returns where from i on the first ASCII character of text stands, the
// length of text where there is none. Nearly all of a body are other characters,
// so it looks at eight bytes at once.
func ascii(text []byte, i int) int {
	const high = 0x8080808080808080
	for ; i+8 <= len(text); i += 8 {
		if found := ^binary.LittleEndian.Uint64(text[i:]) & high; found != 0 {
			return i + bits.TrailingZeros64(found)/8
		}
	}
	for i < len(text) && text[i] >= utf8.RuneSelf {
		i++
	}
	return i
}
