package prose

import (
	"encoding/binary"
	"math/bits"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// Class is what a character is to the rules about emphasis and line breaks.
type Class uint8

const (
	Space       Class = 1 << iota // Unicode white space
	Punctuation                   // Unicode P or S
	CJK                           // East Asian wide, fullwidth or halfwidth; Hangul; no emoji
	Ambiguous                     // wide or narrow by context: “ ” ‘ ’ — … ·
)

// Is reports whether a class has all of some bits.
func (c Class) Is(bits Class) bool { return c&bits == bits }

// Classify looks a rune up. Most runes here are Han characters or ASCII, so
// they are decided without a table.
func Classify(r rune) Class {
	switch {
	case IsHan(r):
		return CJK
	case r < utf8.RuneSelf:
		return classifyASCII(byte(r))
	}
	var c Class
	if unicode.IsSpace(r) {
		c |= Space
	}
	if unicode.IsPunct(r) || unicode.IsSymbol(r) {
		c |= Punctuation
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth, width.EastAsianHalfwidth:
		if !emoji(r) {
			c |= CJK
		}
	case width.EastAsianAmbiguous:
		c |= Ambiguous
	default:
		if unicode.Is(unicode.Hangul, r) {
			c |= CJK
		}
	}
	return c
}

// IsHan reports whether a rune is one of the Han characters that nearly all of a
// text are made of; all of them are letters.
func IsHan(r rune) bool { return 0x4E00 <= r && r <= 0x9FFF }

// Han returns the length of the Han characters that text, which is UTF-8, begins
// with.
func Han(text []byte) int {
	n := 0
	for n+2 < len(text) && (0xE4 < text[n] && text[n] <= 0xE9 || text[n] == 0xE4 && text[n+1] >= 0xB8) {
		n += 3
	}
	return n
}

func classifyASCII(b byte) Class {
	switch {
	case b == ' ', '\t' <= b && b <= '\r':
		return Space
	case '0' <= b && b <= '9', 'a' <= b && b <= 'z', 'A' <= b && b <= 'Z', b < ' ', b == 0x7F:
		return 0
	}
	return Punctuation
}

// emoji reports whether a wide rune is wide because it is an emoji. In the two
// ranges the only others are U+2329 and U+232A.
func emoji(r rune) bool {
	return 0x1F000 <= r && r <= 0x1FAFF || 0x231A <= r && r <= 0x2B55 && r != 0x2329 && r != 0x232A
}

// NextASCII returns where from i on the first ASCII character of text stands, the
// length of text where there is none. Nearly all of a body are other characters,
// so it looks at eight bytes at once.
func NextASCII(text []byte, i int) int {
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

// IsLetter reports whether a byte is a letter of ASCII.
func IsLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// IsWord reports whether a byte is a letter or a digit of ASCII.
func IsWord(c byte) bool { return IsLetter(c) || '0' <= c && c <= '9' }

// IsWordRune reports whether a character is a letter, Han or other, or a digit.
func IsWordRune(r rune) bool { return IsHan(r) || unicode.IsLetter(r) || unicode.IsDigit(r) }

// IsDigit reports whether a character is a digit of ASCII.
func IsDigit(r rune) bool { return '0' <= r && r <= '9' }

// EndsPhrase reports the marks that end a sentence, a part of one, or what brackets hold.
func EndsPhrase(r rune) bool {
	switch r {
	case '、', '，', '。', '；', '）', '》', '」', '』', '】', '〕':
		return true
	}
	return false
}

// IsSpace reports whether a byte is a blank to Markdown.
func IsSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }
