package privacy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// join is what stands between two digits of a run, as bits: a blank and a hyphen may
// stand there together.
type join uint8

const (
	blank join = 1 << iota
	hyphen
	dot
	line
	cell
	passage
)

// isChinese reports whether a character is one of those of which most text is made, and which
// no table of Unicode need be asked about.
func isChinese(r rune) bool { return 0x3400 <= r && r <= 0x9fff }

// joinOf returns how a character joins digits; 0 if it does not.
func joinOf(r rune) join {
	switch r {
	case '\n', '\r', '\v', '\f', 0x85, 0x2028, 0x2029:
		return line
	case '-', '_', 0xff3f, 0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0xfe58, 0xfe63, 0xff0d, 0x2043, 0x30fc, 0xff70, 0x2500:
		return hyphen
	case '.', 0xb7, 0x2022, 0x2024, 0x2027, 0x2219, 0x22c5, 0x30fb, 0xff0e, 0xff65:
		return dot
	case '\t', ' ':
		return blank
	}
	if isChinese(r) {
		return 0
	}
	if r >= utf8.RuneSelf && unicode.Is(unicode.Zs, r) || r == 0x2800 || r == 0x3164 {
		return blank
	}
	return 0
}

// isIgnorable reports whether a character is not seen between digits: those of no width,
// marks of direction, what makes a digit a key cap.
func isIgnorable(r rune) bool {
	if r < 0xad || isChinese(r) {
		return false
	}
	return unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Me, r) || r == 0x115f || r == 0x1160 || r == 0xffa0
}

// digitOf returns the value of a character that shows one digit; -1 if it shows none.
// Characters that show a digit and a mark, as ⒈ and ⑴, are numbers of paragraphs: see enumerator.
func digitOf(r rune) int {
	switch {
	case '0' <= r && r <= '9':
		return int(r - '0')
	case 0xff10 <= r && r <= 0xff19: // full width
		return int(r - 0xff10)
	case r < 0xb2, isChinese(r):
		return -1
	case r == 0xb2, r == 0xb3:
		return int(r - 0xb0)
	case r == 0xb9:
		return 1
	case r == 0x2070, 0x2074 <= r && r <= 0x2079: // superscript
		return int(r - 0x2070)
	case 0x2080 <= r && r <= 0x2089: // subscript
		return int(r - 0x2080)
	case 0x2460 <= r && r <= 0x2468: // circled
		return int(r - 0x2460 + 1)
	case r == 0x24ea, r == 0x24ff:
		return 0
	case 0x24f5 <= r && r <= 0x24fd: // double circled
		return int(r - 0x24f5 + 1)
	case 0x2776 <= r && r <= 0x277e: // dingbats, in three kinds
		return int(r - 0x2776 + 1)
	case 0x2780 <= r && r <= 0x2788:
		return int(r - 0x2780 + 1)
	case 0x278a <= r && r <= 0x2792:
		return int(r - 0x278a + 1)
	case 0x1d7ce <= r && r <= 0x1d7ff: // mathematical, in five kinds
		return int(r-0x1d7ce) % 10
	}
	return scriptDigit(r)
}

// scriptDigit returns the value of a decimal digit of any script: each has its ten in a
// row, beginning with 0.
func scriptDigit(r rune) int {
	if !unicode.Is(unicode.Nd, r) {
		return -1
	}
	for _, table := range unicode.Nd.R16 {
		if rune(table.Lo) <= r && r <= rune(table.Hi) {
			return int(r-rune(table.Lo)) % 10
		}
	}
	for _, table := range unicode.Nd.R32 {
		if rune(table.Lo) <= r && r <= rune(table.Hi) {
			return int(r-rune(table.Lo)) % 10
		}
	}
	return -1
}

func isDigit(r rune) bool { return digitOf(r) >= 0 }

// letterOf returns a Latin letter in its plain capital form; 0 if r is none. Those of
// full width count, and the Cyrillic and Greek ones that look like X.
func letterOf(r rune) byte {
	switch {
	case 'A' <= r && r <= 'Z':
		return byte(r)
	case 'a' <= r && r <= 'z':
		return byte(r - 'a' + 'A')
	case 0xff21 <= r && r <= 0xff3a:
		return byte(r - 0xff21 + 'A')
	case 0xff41 <= r && r <= 0xff5a:
		return byte(r - 0xff41 + 'A')
	case r == 0x0425, r == 0x0445, r == 0x03a7, r == 0x03c7, r == 0x2169, r == 0x2179:
		return 'X'
	}
	return 0
}

// alike returns the digit that a letter looks like, or that a numeral of Chinese is; -1 if
// it is neither.
func alike(r rune) int {
	switch r {
	case 'O', 'o', 0xff2f, 0xff4f, 0x39f, 0x3bf, 0x41e, 0x43e, '○':
		return 0
	case 'l', 'I', 0xff29, 0xff4c, 0x399, 0x406:
		return 1
	}
	return numeral(r)
}

// numeral returns the value of a character that people write for a digit; -1 if it is none.
// Most are done with by six bits and the next six: each mask has those of all numerals.
func numeral(r rune) int {
	if r < '⑴' { // the first that enumerator knows
		return -1
	}
	if r < 0x3400 {
		return enumerator(r)
	}
	const low = 1<<('零'&63) | 1<<('一'&63) | 1<<('壹'&63) | 1<<('幺'&63) | 1<<('二'&63) | 1<<('贰'&63) | 1<<('三'&63) |
		1<<('叁'&63) | 1<<('四'&63) | 1<<('肆'&63) | 1<<('五'&63) | 1<<('伍'&63) | 1<<('六'&63) | 1<<('七'&63) | 1<<('柒'&63) |
		1<<('八'&63) | 1<<('九'&63) | 1<<('玖'&63)
	const high = 1<<('零'>>6&63) | 1<<('一'>>6&63) | 1<<('壹'>>6&63) | 1<<('幺'>>6&63) | 1<<('二'>>6&63) | 1<<('贰'>>6&63) | 1<<('叁'>>6&63) |
		1<<('肆'>>6&63) | 1<<('伍'>>6&63) | 1<<('六'>>6&63) | 1<<('陆'>>6&63) | 1<<('柒'>>6&63) | 1<<('捌'>>6&63) | 1<<('玖'>>6&63)
	if uint64(low)>>(r&63)&(uint64(high)>>(r>>6&63))&1 == 0 {
		return -1
	}
	switch r {
	case '零':
		return 0
	case '一', '壹', '幺':
		return 1
	case '二', '贰':
		return 2
	case '三', '叁':
		return 3
	case '四', '肆':
		return 4
	case '五', '伍':
		return 5
	case '六', '陆':
		return 6
	case '七', '柒':
		return 7
	case '八', '捌':
		return 8
	case '九', '玖':
		return 9
	}
	return -1
}

// enumerator returns the value of a character that shows a digit and a mark, as ⒈ ⑴ ㈠ ㊀ do,
// or of 〇; -1 for any other. They number paragraphs, so that one beside digits is none of
// them, and only a number all of it is looked at ([respell]).
func enumerator(r rune) int {
	switch {
	case r == '〇':
		return 0
	case 0x2474 <= r && r <= 0x247c:
		return int(r - 0x2474 + 1)
	case 0x2488 <= r && r <= 0x2490:
		return int(r - 0x2488 + 1)
	case 0x3220 <= r && r <= 0x3228:
		return int(r - 0x3220 + 1)
	case 0x3280 <= r && r <= 0x3288:
		return int(r - 0x3280 + 1)
	}
	return -1
}

// digitsOf returns the digits of a text, folded.
func digitsOf(text string) string {
	var b strings.Builder
	for _, r := range text {
		if v := digitOf(r); v >= 0 {
			b.WriteByte(byte('0' + v))
		}
	}
	return b.String()
}
