// Package unseen knows the characters that nobody sees: those of no width, fillers that
// programs have for blanks, controls of direction, tags, and selectors of the shape of a
// character. Text that is copied brings them along; they keep search from finding a word,
// and may hide one.
//
// [Joined] tells those that belong to the characters beside them, as in emoji and in
// scripts that need them, [Idle] those without which nothing changes for a reader, and
// [Name] what each is called.
package unseen

import (
	"bytes"
	"cmp"
	"unicode"
	"unicode/utf8"
)

// Fillers that are letters or symbols to Unicode, and blanks to a reader.
const (
	hangulFiller     = '\u3164'
	halfwidthFiller  = '\uFFA0'
	initialFiller    = '\u115F'
	medialFiller     = '\u1160'
	braillePattern   = '\u2800'
	graphemeJoiner   = '\u034F'
	mongolianDivider = '\u180E'
)

// Is reports whether a character has no shape of its own.
func Is(r rune) bool {
	switch {
	case r < 0xAD, 0x4E00 <= r && r <= 0x9FFF:
		return false
	case isFiller(r), isSelector(r), r == graphemeJoiner, r == 0x17B4, r == 0x17B5:
		return true
	}
	return unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r) // ۝ is seen
}

// ShowsNothing reports whether a character cannot be seen: a blank, or one that nobody
// sees and that is no mark of the character before it.
func ShowsNothing(r rune) bool { return unicode.IsSpace(r) || Is(r) && !unicode.Is(unicode.Mn, r) }

// isFiller reports the characters that stand for a blank, some of them as wide as one.
func isFiller(r rune) bool {
	return r == hangulFiller || r == halfwidthFiller || r == initialFiller || r == medialFiller || r == braillePattern
}

// isSelector reports the characters that choose a shape of the one before them.
func isSelector(r rune) bool {
	return 0xFE00 <= r && r <= 0xFE0F || 0xE0100 <= r && r <= 0xE01EF || isMongolian(r) && r != mongolianDivider
}

func isMongolian(r rune) bool { return 0x180B <= r && r <= 0x180F }

func isTag(r rune) bool { return 0xE0000 <= r && r <= 0xE007F }

// Joined reports whether the unseen character at an offset of a text belongs to those
// beside it: it joins the parts of an emoji, shapes letters of another script, or
// chooses a shape that the character before it has.
func Joined(text []byte, at int) bool {
	r, n := utf8.DecodeRune(text[at:])
	before, _ := utf8.DecodeLastRune(text[:at])
	after, _ := utf8.DecodeRune(text[at+n:])
	beside := func(table *unicode.RangeTable) bool {
		return unicode.Is(table, before) && !Is(before) || unicode.Is(table, after) && !Is(after)
	}
	switch {
	case r == '\u200C', r == '\u200D':
		return !standsAlone(before) || !standsAlone(after)
	case isTag(r):
		return inFlag(text[:at])
	case isMongolian(r):
		return beside(unicode.Mongolian)
	case isSelector(r):
		return takes(before, r, after)
	case r == graphemeJoiner:
		return unicode.Is(unicode.M, after) && !Is(after)
	case r == 0x17B4, r == 0x17B5:
		return beside(unicode.Khmer)
	case r == braillePattern:
		return beside(unicode.Braille)
	case isFiller(r):
		return beside(unicode.Hangul)
	}
	return false
}

// standsAlone reports whether a character is one of Chinese or of ASCII, whose shape no
// other one changes.
func standsAlone(r rune) bool {
	return r < utf8.RuneSelf || 0x4E00 <= r && r <= 0x9FFF || 0x2010 <= r && r <= 0x2027 || 0x3000 <= r && r <= 0x303F || 0xFF00 <= r && r <= 0xFFEF ||
		r == utf8.RuneError || Is(r) && !isSelector(r)
}

// inFlag reports whether a text ends with the beginning of a flag, which tags go on with.
func inFlag(text []byte) bool {
	const most = 8 // tags of one flag
	for range most {
		r, n := utf8.DecodeLastRune(text)
		if r == 0x1F3F4 {
			return true
		}
		if !isTag(r) {
			return false
		}
		text = text[:len(text)-n]
	}
	return false
}

// takes reports whether a character has the shapes that a selector chooses from.
func takes(before, selector, after rune) bool {
	switch {
	case Is(before), before == utf8.RuneError: // or nothing at all
		return false
	case selector == '\uFE0E' || selector == '\uFE0F': // of an emoji
		const others = "‼⁉ℹ〰〽"
		digit := '0' <= before && before <= '9' || before == '#' || before == '*'
		return digit && after == '\u20E3' || unicode.IsSymbol(before) && before >= 0xA9 || runeIn(before, others)
	case unicode.Is(unicode.Han, before):
		return true
	case selector >= 0xE0100:
		return false
	}
	return runeIn(before, "、。！，．：；？") || before >= utf8.RuneSelf && (unicode.IsLetter(before) || unicode.IsSymbol(before))
}

func runeIn(r rune, s string) bool {
	for _, c := range s {
		if c == r {
			return true
		}
	}
	return false
}

// Idle reports whether nothing changes for a reader without the unseen character at an
// offset of a line: it belongs to nothing, has no width that divides words, and does not
// turn the order in which others are shown.
func Idle(line []byte, at int) bool {
	r, n := utf8.DecodeRune(line[at:])
	switch {
	case Joined(line, at):
		return false
	case isFiller(r):
		return showsNothing(line[:at]) || showsNothing(line[at+n:])
	case Directs(r):
		return !turns(line)
	}
	return isIdle(r)
}

// isIdle reports whether a character that is neither a filler nor directs others, and
// belongs to nothing, does nothing.
func isIdle(r rune) bool {
	switch {
	case isSelector(r), isTag(r), r == graphemeJoiner, r == 0x17B4, r == 0x17B5, r == mongolianDivider:
		return true
	}
	return r == '\u00AD' || 0x200B <= r && r <= 0x200D || 0x2060 <= r && r <= 0x2064 || 0x206A <= r && r <= 0x206F || r == '\uFEFF'
}

// Blank returns the blank that may stand in the place of a filler that divides words, for
// a reader sees no difference; "" where there is none as wide.
func Blank(r rune) string {
	if r == hangulFiller {
		return "\u3000"
	}
	return ""
}

func showsNothing(text []byte) bool {
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		if !unicode.IsSpace(r) && !Is(r) {
			return false
		}
		text = text[n:]
	}
	return true
}

// Directs reports the controls of direction.
func Directs(r rune) bool {
	return r == '\u061C' || r == '\u200E' || r == '\u200F' || 0x202A <= r && r <= 0x202E || 0x2066 <= r && r <= 0x2069
}

// turns reports whether something in a line runs from right to left, letters or what a
// control makes run so. Without it, all controls do nothing.
func turns(line []byte) bool {
	for len(line) > 0 {
		r, n := utf8.DecodeRune(line)
		switch {
		case r < 0x590 || 0x3000 <= r && r <= 0x9FFF: // nearly all
		case r <= 0x8FF, 0xFB1D <= r && r <= 0xFDFF, 0xFE70 <= r && r <= 0xFEFE, 0x10800 <= r && r <= 0x10FFF, 0x1E800 <= r && r <= 0x1EFFF:
			return true // blocks of scripts from right to left
		case r == '\u200F', r == '\u202B', r == '\u202E', r == '\u2067':
			return true
		}
		line = line[n:]
	}
	return false
}

// Without returns a line without the unseen characters that are idle, and with blanks in
// place of those that stand for one.
func Without(line []byte) []byte {
	shown := func(r rune) bool { return !unicode.IsSpace(r) && !Is(r) }
	first, last := bytes.IndexFunc(line, shown), bytes.LastIndexFunc(line, shown)
	turned := turns(line)
	out := make([]byte, 0, len(line))
	for at := 0; at < len(line); {
		r, n := utf8.DecodeRune(line[at:])
		switch {
		case !Is(r) || Joined(line, at):
			out = append(out, line[at:at+n]...)
		case isFiller(r) && first < at && at < last:
			out = append(out, cmp.Or(Blank(r), string(r))...)
		case isFiller(r), Directs(r) && !turned, isIdle(r):
		default:
			out = append(out, line[at:at+n]...)
		}
		at += n
	}
	return out
}
