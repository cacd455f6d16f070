package layout

import (
	"encoding/binary"
	"strings"
	"unsafe"
)

// writer writes a value. It does what a chain of html/template's escapers does,
// as far as it goes: see compile.go.
type writer func(m *machine, s string)

// escaper returns the writer for a chain of escapers.
func escaper(chain string) writer {
	switch chain {
	case "htmlescaper", "rcdataescaper":
		return writeText
	case "attrescaper":
		return writeAttribute
	case "urlfilter|urlnormalizer|attrescaper", "urlfilter|attrescaper":
		return writeAddress
	case "urlnormalizer|attrescaper":
		return writePath
	case "urlescaper|attrescaper":
		return writeFragment
	}
	panic(unsupported{})
}

// references are what html/template writes for the bytes that it writes another
// way; references of a + stay out, for which no markup has a use.
var references = [256]string{
	'&': "&amp;", '<': "&lt;", '>': "&gt;", '"': "&#34;", '\'': "&#39;", 0: "\ufffd",
}

// The places that a byte has a reference in.
const (
	inText      = 1 << iota // between tags
	inAttribute             // in the value of an attribute, in quotes of either sort
)

// marks has the places of every byte.
var marks = [256]byte{
	'&': inText | inAttribute, '<': inText | inAttribute, 0: inText | inAttribute,
	'>': inAttribute, '"': inAttribute, '\'': inAttribute,
}

// writeText writes text between tags.
func writeText(m *machine, s string) { m.escape(s, inText) }

// writeAttribute writes the value of an attribute in quotes.
func writeAttribute(m *machine, s string) { m.escape(s, inAttribute) }

// escape writes a value with references for the bytes that have one in a place.
// Chinese text is passed over eight bytes at a time.
func (m *machine) escape(s string, place byte) {
	from := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= 0x80:
			i = skipHigh(s, i)
		case marks[c]&place != 0:
			m.out = append(append(m.out, s[from:i]...), references[c]...)
			from = i + 1
		}
	}
	m.out = append(m.out, s[from:]...)
}

// skipHigh returns the index of the last of the bytes of which it is sure that
// they, and the one at i, have the high bit set.
func skipHigh(s string, i int) int {
	const high = 0x8080808080808080
	b := unsafe.Slice(unsafe.StringData(s), len(s))
	for i+9 <= len(b) && binary.LittleEndian.Uint64(b[i+1:])&high == high {
		i += 8
	}
	return i
}

// writeAddress writes an address. A relative one has no colon, so that it
// cannot be taken for one with a scheme.
func writeAddress(m *machine, s string) {
	rest, _ := strings.CutPrefix(s, "https://")
	if len(rest) == len(s) {
		rest, _ = strings.CutPrefix(s, "http://")
	}
	m.slow = m.slow || !plainAddress(rest)
	m.out = append(m.out, s...)
}

// writePath writes a part of an address that does not stand at its beginning.
func writePath(m *machine, s string) {
	m.slow = m.slow || !plainAddress(s)
	m.out = append(m.out, s...)
}

// plainAddress reports whether html/template would leave an address alone: it
// has only unreserved characters, slashes and number signs, and octets that
// are properly encoded. Such an address is tame.
func plainAddress(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case unreserved(c), c == '/', c == '#':
		case c == '%' && i+2 < len(s) && hexDigit(s[i+1]) && hexDigit(s[i+2]):
			i += 2
		default:
			return false
		}
	}
	return true
}

// writeFragment writes what follows a # or a ? in an address, encoded.
func writeFragment(m *machine, s string) {
	const hex = "0123456789abcdef"
	for i := range len(s) {
		if c := s[i]; unreserved(c) {
			m.out = append(m.out, c)
		} else {
			m.out = append(m.out, '%', hex[c>>4], hex[c&15])
		}
	}
}

func unreserved(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' ||
		c == '-' || c == '.' || c == '_' || c == '~'
}

func hexDigit(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}
