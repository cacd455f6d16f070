package screening

import (
	"html"
	"strconv"
	"strings"
	"unicode/utf8"
)

// shown is a text as a page shows it: without the marks of Markdown, with characters for
// their codes. A number may be divided by the ones and written by the others. It is no
// parser: what it takes for a mark and is none joins what stands around it, and that is
// seldom a number.
type shown struct {
	text     []byte
	from, to []int32 // of each byte, the piece of the source that it comes from
	links    bool    // the source has links
	auto     bool    // in an address between < and >
	left     []int   // where addresses begin that are left out
}

// longestCode and longestTag are how many bytes the code of a character has, and a tag,
// an address or a comment that is left out.
const (
	longestCode = 32
	longestTag  = 1 << 10
)

// read reads a text of Markdown or of a front matter.
func (s *shown) read(source string) {
	s.text, s.from, s.to = s.text[:0], s.from[:0], s.to[:0]
	s.left = s.left[:0]
	s.links, s.auto = strings.Contains(source, "](") || strings.Contains(source, "]["), false
	for i := 0; i < len(source); {
		with, size := s.piece(source, i)
		if size > 2 && strings.HasPrefix(source[i:], "](") {
			s.left = append(s.left, i+2)
		}
		s.put(with, i, i+size)
		i += size
	}
}

// put puts a text for a piece of the source.
func (s *shown) put(text string, from, to int) {
	s.text = append(s.text, text...)
	for range len(text) {
		s.from, s.to = append(s.from, int32(from)), append(s.to, int32(to))
	}
}

// piece returns what is shown for the piece of the source at i, and its size.
func (s *shown) piece(source string, i int) (with string, size int) {
	rest := source[i:]
	switch rest[0] {
	case '*', '_', '~', '`':
		return emphasis(source, i)
	case '\\':
		return escape(rest)
	case '&':
		if end := strings.IndexByte(rest[:min(len(rest), longestCode)], ';'); end > 0 {
			if c := html.UnescapeString(rest[:end+1]); len(c) <= end {
				return c, end + 1
			}
		}
	case '<':
		return s.tag(rest)
	case '>':
		if s.auto || atStart(source, i) {
			s.auto = false
			return "", 1
		}
	case '!', '[', ']':
		if s.links || strings.HasPrefix(rest, "[^") {
			return link(rest)
		}
	}
	return rest[:1], 1
}

// emphasis returns what is shown of marks of emphasis and code. One asterisk between digits
// is shown, as in measures. Many of them are a mask or
// a place to be filled in, and three are, unless digits stand between them and three more.
func emphasis(source string, i int) (with string, size int) {
	size = run(source[i:])
	if source[i] == '*' && size == 1 && i > 0 && isDigit(source[i-1]) && i+1 < len(source) && isDigit(source[i+1]) {
		return "*", 1 // 1000*1200
	}
	if size < 3 || size == 3 && (framed(source[i+3:], source[i:i+3]) || framedBefore(source[:i], source[i:i+3])) {
		return "", size
	}
	return source[i : i+size], size
}

// run returns how often the first character of a text stands at its beginning.
func run(text string) int { return len(text) - len(strings.TrimLeft(text, text[:1])) }

// framed reports whether a text is digits and marks behind them, framedBefore whether it
// ends in marks and digits.
func framed(text, marks string) bool {
	rest := strings.TrimLeft(text, decimals)
	return len(rest) < len(text) && strings.HasPrefix(rest, marks) && run(rest) == len(marks)
}

func framedBefore(text, marks string) bool {
	rest := strings.TrimRight(text, decimals)
	return len(rest) < len(text) && strings.HasSuffix(rest, marks)
}

const decimals = "0123456789"

// escape returns what is shown of a backslash and what stands behind it: a character, its
// code as YAML and TOML have it, a line that goes on in the next.
func escape(rest string) (with string, size int) {
	if len(rest) < 2 {
		return rest, len(rest)
	}
	digits := 0
	switch c := rest[1]; c {
	case 'x':
		digits = 2
	case 'u':
		digits = 4
	case 'U':
		digits = 8
	case '\n', '\r':
		return "\n", 2
	default:
		if c < utf8.RuneSelf && (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'z') {
			return rest[1:2], 2
		}
		return rest[:1], 1
	}
	if len(rest) >= 2+digits {
		if n, err := strconv.ParseUint(rest[2:2+digits], 16, 32); err == nil {
			return string(rune(n)), 2 + digits
		}
	}
	return rest[:1], 1
}

// tag returns what is shown of a tag or a comment.
func (s *shown) tag(rest string) (with string, size int) {
	window := rest[:min(len(rest), longestTag)]
	if strings.HasPrefix(rest, "<!--") {
		if end := strings.Index(window, "-->"); end > 0 {
			return "", end + len("-->")
		}
	}
	end := strings.IndexByte(window, '>')
	if end < 2 || rest[1] != '/' && (rest[1]|0x20 < 'a' || rest[1]|0x20 > 'z') {
		return rest[:1], 1
	}
	inside := rest[1:end]
	if at := strings.IndexAny(inside, ":@ "); at > 0 && inside[at] != ' ' {
		s.auto = true // an address: it is shown
		return "", 1
	}
	if len(inside) >= 2 && strings.EqualFold(inside[:2], "br") {
		return "\n", end + 1
	}
	return "", end + 1
}

// link returns what is shown of a bracket: nothing, nor of the address behind it.
func link(rest string) (with string, size int) {
	window := rest[:min(len(rest), longestTag)]
	for _, m := range [...]struct{ begin, end string }{{"![", ""}, {"[^", "]"}, {"](", ")"}, {"][", "]"}} {
		if !strings.HasPrefix(rest, m.begin) {
			continue
		}
		if m.end == "" {
			return "", len(m.begin)
		}
		if end := strings.Index(window[len(m.begin):], m.end); end >= 0 {
			return "", len(m.begin) + end + 1
		}
	}
	if rest[0] == '!' {
		return "!", 1
	}
	return "", 1
}

// atStart reports whether nothing but blanks and marks of quotations stand before i in its
// line.
func atStart(source string, i int) bool {
	before := source[strings.LastIndexByte(source[:i], '\n')+1 : i]
	return strings.Trim(before, " \t>") == ""
}

// named returns the name of a file with what privacy takes for the joints of a number.
func named(text string) string { return strings.ReplaceAll(text, "_", "-") }

// readAddress reads the address of a link, in which characters are written by their codes.
func (s *shown) readAddress(source string) {
	s.text, s.from, s.to = s.text[:0], s.from[:0], s.to[:0]
	for i := 0; i < len(source); {
		with, size := source[i:i+1], 1
		if isCoded(source[i:]) {
			n, _ := strconv.ParseUint(source[i+1:i+3], 16, 8)
			with, size = string([]byte{byte(n)}), 3
		}
		s.put(with, i, i+size)
		i += size
	}
}

// isCoded reports whether a text begins with the code of a character in an address.
func isCoded(text string) bool {
	return len(text) >= 3 && text[0] == '%' && isHex(text[1]) && isHex(text[2])
}

func isHex(c byte) bool { return isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'f' }
