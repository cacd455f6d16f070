package layout

import (
	"encoding/binary"
	"strings"
	"unsafe"

	"gongkai/generator/asset"
)

// writer writes a value. It does what a chain of html/template's escapers does,
// as far as it goes, and says of the value what the shape of the page needs:
// see compile.go and shape.go.
type writer func(m *machine, s string)

// escaper returns the writer for a chain of escapers, where before is the text
// of the template that leads to the value.
func escaper(chain, before string) writer {
	var write writer
	switch chain {
	case "htmlescaper", "rcdataescaper":
		return writeText
	case "attrescaper":
		write = writeAttribute
	case "urlfilter|urlnormalizer|attrescaper", "urlfilter|attrescaper":
		write = writeAddress
	case "urlnormalizer|attrescaper":
		write = writePath
	case "urlescaper|attrescaper":
		write = writeFragment
	default:
		panic(unsupported{})
	}
	name := attributeBefore(before)
	if name == "" {
		return func(m *machine, s string) {
			m.wild = true
			write(m, s)
		}
	}
	what := asset.Regards(name)
	return func(m *machine, s string) {
		start := len(m.out)
		write(m, s)
		m.regard(what, m.out[start:])
	}
}

// The marks of bytes that matter in a value.
const (
	markText      = 1 << iota // stands for something else in text
	markAttribute             // the same in an attribute, or may be written another way there
	markSpace                 // white space that is never minimal
	markBlank                 // a blank: minimal between two bytes that are none
)

// marks has the marks of every byte.
var marks = [256]byte{
	'&': markText | markAttribute, '<': markText | markAttribute, 0: markText | markAttribute,
	'"': markAttribute, '>': markAttribute, '\'': markAttribute,
	'\t': markAttribute | markSpace, '\n': markAttribute | markSpace, '\r': markAttribute | markSpace, '\f': markAttribute | markSpace,
	' ': markBlank,
}

// look looks through a value once. plain: no byte has the mark special; tame:
// its white space is, besides. Chinese text is passed over eight bytes at a time.
func look(s string, special byte) (plain, tame bool) {
	tame = true
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x80 {
			i = skipHigh(s, i)
			continue
		}
		mark := marks[c]
		switch {
		case mark == 0:
		case mark&special != 0:
			return false, false
		case mark&markBlank != 0:
			tame = tame && i > 0 && i+1 < len(s) && s[i+1] != ' '
		default:
			tame = tame && mark&markSpace == 0
		}
	}
	return true, tame
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

// writeText writes text between tags.
func writeText(m *machine, s string) {
	m.taken(s != "")
	plain, tame := look(s, markText)
	m.wild = m.wild || !tame
	if plain {
		m.out = append(m.out, s...)
		return
	}
	from := 0
	for i := range len(s) {
		var by string
		switch s[i] {
		case '&':
			by = "&amp;"
		case '<':
			by = "&lt;"
		case 0:
			by = "\ufffd"
		default:
			continue
		}
		m.out = append(append(m.out, s[from:i]...), by...)
		from = i + 1
	}
	m.out = append(m.out, s[from:]...)
}

// writeAttribute writes the value of an attribute in double quotes. What the
// minifier might put another way is left to html/template.
func writeAttribute(m *machine, s string) {
	plain, tame := look(s, markAttribute)
	m.slow = m.slow || !plain
	m.wild = m.wild || !tame
	m.out = append(m.out, s...)
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
