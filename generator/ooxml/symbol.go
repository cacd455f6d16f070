package ooxml

import (
	"strconv"
	"strings"
)

// isSymbolFont reports whether the letters of a font are pictures: a þ of
// Wingdings is a ticked box.
func isSymbolFont(name string) bool {
	switch name {
	case "Symbol", "Wingdings", "Wingdings 2", "Wingdings 3", "Webdings":
		return true
	}
	return false
}

func privateUse(r rune) bool { return 0xE000 <= r && r <= 0xF8FF }

// symbol reads w:sym.
func symbol(x *xmlReader) string {
	code, err := strconv.ParseUint(x.attr("w:char"), 16, 32)
	if err != nil || code == 0 {
		return ""
	}
	return symbolOf(x.attr("w:font"), rune(code))
}

// symbolField shows a field SYMBOL: the number of a character, and its font.
func symbolField(code string) string {
	words := fieldWords(code)
	if len(words) < 2 {
		return ""
	}
	n, err := strconv.ParseUint(words[1], 0, 32)
	if err != nil || n == 0 {
		return ""
	}
	font := ""
	for i := 2; i+1 < len(words); i++ {
		if words[i] == `\f` {
			font = words[i+1]
		}
	}
	return symbolOf(font, rune(n))
}

// mapSymbols gives text in a font of pictures the characters that they show.
func mapSymbols(s, font string) string {
	if font == "" {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r > 0xFF && !privateUse(r) {
			return r
		}
		if mapped := symbolIn(font, r); mapped != 0 {
			return mapped
		}
		return r
	}, s)
}

// symbolOf returns the character that a letter of a font shows. One that is not
// known stays as it is: in the private use area, where `check` finds it.
func symbolOf(font string, r rune) string {
	if mapped := symbolIn(font, r); mapped != 0 {
		return string(mapped)
	}
	return string(r)
}

// symbolIn looks a letter up, with or without the F000 by which Word marks
// letters of such fonts; 0 where it is not known. In any other font, a letter that is
// marked so is itself.
func symbolIn(font string, r rune) rune {
	marked := 0xF000 <= r && r <= 0xF0FF
	if marked {
		r -= 0xF000
	}
	if marked && !isSymbolFont(font) && ' ' < r && r < 0x7F {
		return r
	}
	switch font {
	case "Symbol":
		return symbolLetter(r)
	case "Wingdings":
		return wingding(r)
	case "Wingdings 2":
		return wingding2(r)
	}
	return 0
}

// wingding knows the letters of Wingdings that office documents use.
func wingding(r rune) rune {
	switch {
	case 0x81 <= r && r <= 0x8A:
		return '①' + r - 0x81
	case 0x8C <= r && r <= 0x95:
		return '❶' + r - 0x8C
	}
	switch r {
	case 0x22:
		return '✂'
	case 0x28:
		return '☎'
	case 0x2A:
		return '✉'
	case 0x6C:
		return '●'
	case 0x6D:
		return '❍'
	case 0x6E, 0xA7:
		return '■'
	case 0x6F, 0x70, 0x71, 0x72, 0xA8:
		return '□'
	case 0x75:
		return '◆'
	case 0x76:
		return '❖'
	case 0x9F:
		return '•'
	case 0xA1:
		return '○'
	case 0xAB:
		return '★'
	case 0xD8:
		return '➢'
	case 0xDF:
		return '←'
	case 0xE0, 0xE8:
		return '→'
	case 0xE1:
		return '↑'
	case 0xE2:
		return '↓'
	case 0xF0:
		return '⇨'
	case 0xFB:
		return '✘'
	case 0xFC:
		return '✔'
	case 0xFD:
		return '☒'
	case 0xFE:
		return '☑'
	}
	return 0
}

// wingding2 knows the boxes and ticks of Wingdings 2.
func wingding2(r rune) rune {
	switch {
	case 0x6A <= r && r <= 0x73:
		return '①' + r - 0x6A
	}
	switch r {
	case 0x4F:
		return '✗'
	case 0x50:
		return '✓'
	case 0x51, 0x53, 0x54:
		return '☒'
	case 0x52:
		return '☑'
	case 0x2A, 0xA3:
		return '□'
	case 0x96:
		return '•'
	}
	return 0
}

// symbolLetter knows Symbol: Greek letters and the signs of sums.
func symbolLetter(r rune) rune {
	const upper = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ" // A to Z
	const lower = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ" // a to z
	switch {
	case 'A' <= r && r <= 'Z':
		return []rune(upper)[r-'A']
	case 'a' <= r && r <= 'z':
		return []rune(lower)[r-'a']
	case ' ' <= r && r < 0x7F:
		return r
	}
	switch r {
	case 0xA3:
		return '≤'
	case 0xA5:
		return '∞'
	case 0xAE, 0xDE:
		return '→'
	case 0xB0:
		return '°'
	case 0xB1:
		return '±'
	case 0xB3:
		return '≥'
	case 0xB4:
		return '×'
	case 0xB7:
		return '•'
	case 0xB8:
		return '÷'
	case 0xB9:
		return '≠'
	case 0xBB:
		return '≈'
	case 0xD6:
		return '√'
	case 0xE5:
		return '∑'
	}
	return 0
}
