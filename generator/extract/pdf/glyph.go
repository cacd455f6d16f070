package pdf

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// glyphText returns the characters that the name of a glyph stands for, by the rules of
// the Adobe Glyph List: uni5F20, u1F600, one, f_i, a.alt. Of the list itself it has the
// names of ASCII and of what Latin texts need; Chinese fonts use none of the others.
func glyphText(n name) (string, bool) {
	s, _, _ := strings.Cut(string(n), ".")
	var text strings.Builder
	for part := range strings.SplitSeq(s, "_") {
		r, ok := glyphRune(part)
		if !ok {
			return "", false
		}
		text.WriteString(r)
	}
	return text.String(), text.Len() > 0
}

func glyphRune(s string) (string, bool) {
	if len(s) == 1 {
		return s, s[0] >= ' '
	}
	if hex, ok := strings.CutPrefix(s, "uni"); ok && len(hex) >= 4 && len(hex)%4 == 0 {
		var text strings.Builder
		for ; len(hex) > 0; hex = hex[4:] {
			n, err := strconv.ParseUint(hex[:4], 16, 16)
			if err != nil {
				return "", false
			}
			text.WriteRune(rune(n))
		}
		return text.String(), true
	}
	if hex, ok := strings.CutPrefix(s, "u"); ok && 4 <= len(hex) && len(hex) <= 6 {
		if n, err := strconv.ParseUint(hex, 16, 32); err == nil && n <= utf8.MaxRune {
			return string(rune(n)), true
		}
	}
	r := namedGlyph(s)
	return string(r), r != 0
}

// namedGlyph returns the character of a name in the Adobe Glyph List, 0 for others.
func namedGlyph(s string) rune {
	const ascii = "space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright asterisk plus comma hyphen period slash " +
		"zero one two three four five six seven eight nine colon semicolon less equal greater question at " +
		"A B C D E F G H I J K L M N O P Q R S T U V W X Y Z bracketleft backslash bracketright asciicircum underscore grave " +
		"a b c d e f g h i j k l m n o p q r s t u v w x y z braceleft bar braceright asciitilde"
	r := ' '
	for one := range strings.SplitSeq(ascii, " ") {
		if one == s {
			return r
		}
		r++
	}
	switch s {
	case "quoteleft":
		return '‘'
	case "quoteright":
		return '’'
	case "quotedblleft":
		return '“'
	case "quotedblright":
		return '”'
	case "endash":
		return '–'
	case "emdash":
		return '—'
	case "minus":
		return '−'
	case "bullet":
		return '•'
	case "ellipsis":
		return '…'
	case "fi":
		return 'ﬁ'
	case "fl":
		return 'ﬂ'
	case "periodcentered", "middot":
		return '·'
	case "nbspace", "nonbreakingspace":
		return ' '
	case "sfthyphen", "softhyphen":
		return '-'
	case "yen":
		return '¥'
	case "degree":
		return '°'
	case "multiply":
		return '×'
	case "section":
		return '§'
	}
	return 0
}

// baseText returns the characters of a code in one of the encodings of simple fonts.
// They differ in what no number and no Chinese text has.
func baseText(encoding name, code byte) (string, bool) {
	table := charmap.Windows1252
	if encoding == "MacRomanEncoding" {
		table = charmap.Macintosh
	}
	r := table.DecodeByte(code)
	return string(r), r >= ' ' && r != utf8.RuneError
}
