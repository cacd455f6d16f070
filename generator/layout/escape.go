package layout

import (
	"strings"
	"unicode/utf8"
)

// escaper returns the function that does what a chain of html/template's
// escapers does, as far as it goes: see compile.go.
func escaper(chain string) func(m *machine, s string) {
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

// writeText writes text between tags.
func writeText(m *machine, s string) {
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
	if strings.ContainsAny(s, "\"&<>'\x00\t\n\r\f") || !utf8.ValidString(s) {
		m.slow = true
		return
	}
	m.out = append(m.out, s...)
}

// writeAddress writes an address. A relative one has no colon, so that it
// cannot be taken for one with a scheme.
func writeAddress(m *machine, s string) {
	rest, _ := strings.CutPrefix(s, "https://")
	if len(rest) == len(s) {
		rest, _ = strings.CutPrefix(s, "http://")
	}
	if !plainAddress(rest) {
		m.slow = true
		return
	}
	m.out = append(m.out, s...)
}

// writePath writes a part of an address that does not stand at its beginning.
func writePath(m *machine, s string) {
	if !plainAddress(s) {
		m.slow = true
		return
	}
	m.out = append(m.out, s...)
}

// plainAddress reports whether html/template would leave an address alone: it
// has only unreserved characters, slashes and number signs, and octets that
// are properly encoded.
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
