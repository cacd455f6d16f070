package markdown

import (
	"unicode"

	"gongkai/generator/markdown/prose"
)

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
	x, y := prose.Classify(a), prose.Classify(b)
	if x.Is(prose.CJK|prose.Punctuation) || y.Is(prose.CJK|prose.Punctuation) || a == '\u3000' || b == '\u3000' {
		return false
	}
	if unicode.Is(unicode.Hangul, a) || unicode.Is(unicode.Hangul, b) {
		return true
	}
	eastAsian := func(c, other prose.Class) bool {
		return c.Is(prose.CJK) || c.Is(prose.Ambiguous|prose.Punctuation) && other&(prose.CJK|prose.Ambiguous) != 0
	}
	return !eastAsian(x, y) || !eastAsian(y, x)
}
