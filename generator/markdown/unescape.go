package markdown

import (
	"bytes"
	"strconv"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// unescape appends the text that src stands for: backslash escapes and
// character references resolved, in one pass, so that `\&amp;` is "&amp;".
func unescape(dst, src []byte) []byte {
	for i := 0; i < len(src); {
		next := bytes.IndexAny(src[i:], "\\&")
		if next < 0 {
			return append(dst, src[i:]...)
		}
		dst = append(dst, src[i:i+next]...)
		i += next
		if src[i] == '\\' && i+1 < len(src) && util.IsPunct(src[i+1]) {
			dst = append(dst, src[i+1])
			i += 2
			continue
		}
		value, n := reference(src[i:])
		if n == 0 {
			value, n = src[i:i+1], 1
		}
		dst = append(dst, value...)
		i += n
	}
	return dst
}

// unescaped returns the text that src stands for.
func unescaped(src []byte) string {
	if !needsUnescape(src) {
		return string(src)
	}
	return string(unescape(nil, src))
}

// needsUnescape reports whether unescape would change src.
func needsUnescape(src []byte) bool {
	return bytes.IndexByte(src, '\\') >= 0 || bytes.IndexByte(src, '&') >= 0
}

// reference reads a character reference at the start of b (CommonMark 2.5) and
// returns what it stands for and its length; 0 where there is none.
func reference(b []byte) (value []byte, n int) {
	const longest = len("&CounterClockwiseContourIntegral;")
	end := bytes.IndexByte(b[:min(len(b), longest)], ';')
	if end < 2 || b[0] != '&' {
		return nil, 0
	}
	name := string(b[1:end])
	if name[0] != '#' {
		entity, ok := util.LookUpHTML5EntityByName(name)
		if !ok {
			return nil, 0
		}
		return entity.Characters, end + 1
	}
	base, digits, most := 10, name[1:], 7
	if digits != "" && digits[0]|0x20 == 'x' {
		base, digits, most = 16, digits[1:], 6
	}
	if len(digits) > most {
		return nil, 0
	}
	code, err := strconv.ParseUint(digits, base, 32)
	if err != nil {
		return nil, 0
	}
	r := util.ToValidRune(rune(code))
	if r >= utf8.RuneSelf && unicode.In(r, unicode.Cc, unicode.Noncharacter_Code_Point) {
		r = substitute
	}
	return utf8.AppendRune(nil, r), end + 1
}

// substitute stands for a character that no page may have. It is a control
// character itself, so that it is left out, and said to be, as these are.
const substitute = '\x1a'
