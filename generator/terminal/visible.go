package terminal

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"gongkai/generator/diag"
)

// Visible returns s as it can be printed on one line of a terminal: every
// character that cannot be seen is named by its code point, <U+001B>, and every
// byte that is not UTF-8 by its value, <0xFF>.
func Visible(s string) string {
	for i, r := range s {
		if !isVisible(r) || r == utf8.RuneError {
			var b strings.Builder
			b.WriteString(s[:i])
			for rest := s[i:]; rest != ""; {
				shown, size := firstVisible(rest)
				b.WriteString(shown)
				rest = rest[size:]
			}
			return b.String()
		}
	}
	return s
}

// firstVisible returns the first character of s as Visible shows it, and how
// many bytes of s it is.
func firstVisible(s string) (shown string, size int) {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case r == utf8.RuneError && size == 1:
		return fmt.Sprintf("<0x%02X>", s[0]), size
	case isVisible(r):
		return s[:size], size
	}
	return fmt.Sprintf("<U+%04X>", r), size
}

// isVisible reports whether a character leaves a mark or a blank of its own on
// a terminal, and does nothing else. Not so control and format characters, line
// and paragraph separators, private use, what is not assigned, and letters and
// marks that Unicode has programs ignore.
func isVisible(r rune) bool {
	if r < utf8.RuneSelf {
		return ' ' <= r && r < 0x7f
	}
	return unicode.IsGraphic(r) && !unicode.In(r, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}

// Textf formats a sentence for a terminal. Both formats take the same arguments,
// as those of a [diag.Rule] do. Texts and errors among the arguments are made
// [Visible], so that a line break in one of them begins no line.
func Textf(zh, en string, args ...any) diag.Text {
	shown := make([]any, len(args))
	for i, a := range args {
		switch a := a.(type) {
		case string:
			shown[i] = Visible(a)
		case error:
			shown[i] = Visible(a.Error())
		case diag.Text:
			shown[i] = diag.Text{ZH: Visible(a.ZH), EN: Visible(a.EN)}
		default:
			shown[i] = a
		}
	}
	sentence := diag.Rule{Message: diag.Text{ZH: zh, EN: en}}
	return sentence.At(diag.Pos{}, shown...).Message
}

// appendVisible appends a line of JSON in which every character that cannot be
// seen is escaped. encoding/json leaves many of them as they are, and they can
// stand only within strings.
func appendVisible(b []byte, line []byte) []byte {
	for len(line) > 0 {
		r, size := utf8.DecodeRune(line)
		switch {
		case isVisible(r):
			b = append(b, line[:size]...)
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			b = fmt.Appendf(b, `\u%04x\u%04x`, high, low)
		default:
			b = fmt.Appendf(b, `\u%04x`, r)
		}
		line = line[size:]
	}
	return b
}
