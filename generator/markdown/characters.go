package markdown

import (
	"bytes"
	"fmt"
	"slices"
	"unicode"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/markdown/prose"
)

// characters reports what a reader cannot see, or sees as a box or a question mark:
// characters of no width, private ones that only the computer of their author can
// show, and the one that stands for what a conversion has lost. All of them begin
// with one of a few bytes, which are looked for many at a time.
func (j *notes) characters() {
	slices.Sort(j.mended)
	body := j.src.Body
	for at := bytes.IndexByte(body, '('); at >= 0; {
		j.brackets(at)
		next := bytes.IndexByte(body[at+1:], '(')
		if next < 0 {
			break
		}
		at += 1 + next
	}
	for _, lead := range []byte{0xC2, 0xE1, 0xE2, 0xEE, 0xEF, 0xF3, 0xF4} {
		for at := 0; ; {
			i := bytes.IndexByte(body[at:], lead)
			if i < 0 {
				break
			}
			if at += i; lead == 0xEF && prose.ByteAt(body, at+1)|1 == 0xBD { // ， ： （, as nearly all
				if next := prose.ByteAt(body, at+len("：")); next == '/' || next == '[' {
					j.wideMark(at)
				}
				if prose.ByteAt(body, at+2) == "（"[2] {
					j.brackets(at)
				}
				at += len("，")
				continue
			}
			at = j.character(at)
		}
	}
}

// character looks at the character at an offset, and returns where it ends.
func (j *notes) character(at int) (end int) {
	body := j.src.Body
	r, n := utf8.DecodeRune(body[at:])
	var rule *diag.Rule
	switch {
	case r == utf8.RuneError:
		rule = ruleLostCharacter
	case r == '\uFFFC':
		rule = ruleObject
	case unicode.Is(unicode.Co, r):
		rule = rulePrivateUse
	case prose.IsInvisible(r) && !j.joins(r, at, n):
		rule = ruleInvisible
	default:
		return at + n
	}
	if rule == ruleInvisible && (j.aloneInLine(at) || j.isMended(windowBefore(body, at))) {
		return at + n
	}
	before := len(j.found)
	j.report(rule, at, 1, fmt.Sprintf("%04X", r))
	if len(j.found) > before && meansNothing(r) && !isMarkup(prose.ByteAt(body, at-1)) && !isMarkup(prose.ByteAt(body, at+n)) {
		j.found[before].Fix = j.fix(at, at+n, "")
	}
	return at + n
}

func (j *notes) isMended(line int) bool {
	_, found := slices.BinarySearch(j.mended, line)
	return found
}

// meansNothing reports the characters of no width whose removal no reader sees. Those
// of direction change the order in which others are shown, and fillers have a width.
func meansNothing(r rune) bool {
	return r == '\u00AD' || r == '\u180E' || 0x200B <= r && r <= 0x200D || 0x2060 <= r && r <= 0x2064 || r == '\uFEFF'
}

// isMarkup reports whether a byte may be of a mark that a neighbour without width
// makes work, or keeps from working: **“甲”** before a word.
func isMarkup(c byte) bool {
	return c > ' ' && c < utf8.RuneSelf && !prose.IsLetter(c) && !prose.IsDigit(rune(c))
}

// joins reports whether a character of no width, of some length at an offset, belongs to
// those beside it: it joins the parts of an emoji, or shapes letters of another script.
func (j *notes) joins(r rune, at, length int) bool {
	if r >= 0xE0000 {
		return true
	}
	if r != '\u200C' && r != '\u200D' {
		return false
	}
	before, _ := utf8.DecodeLastRune(j.src.Body[:at])
	after, _ := utf8.DecodeRune(j.src.Body[at+length:])
	return !standsAlone(before) || !standsAlone(after)
}

// standsAlone reports whether a character is one of Chinese or of ASCII, whose shape no
// other one changes.
func standsAlone(r rune) bool {
	return r < utf8.RuneSelf || prose.IsHan(r) || 0x2010 <= r && r <= 0x2027 || 0x3000 <= r && r <= 0x303F || 0xFF00 <= r && r <= 0xFFEF || r == utf8.RuneError
}

// aloneInLine reports whether nothing can be seen in the line that a character of no
// width is in: Word leaves such lines.
func (j *notes) aloneInLine(at int) bool {
	const longest = 60
	start := prose.StartOfLine(j.src.Body[max(at-longest, 0):at], min(at, longest)) + max(at-longest, 0)
	line := prose.LineOf(j.src.Body[start:min(start+2*longest, len(j.src.Body))])
	return len(bytes.TrimFunc(line, prose.ShowsNothing)) == 0
}
