package trace

import (
	"bytes"
	"encoding/binary"
	"html"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// reading is a text as it can be read out of some bytes.
type reading struct {
	plain    string // without escapes
	letters  string // of that, the letters
	untagged string // the letters between tags
}

// readings reads bytes in all the ways in which they may be meant.
func readings(data []byte) reading {
	text := string(data)
	plain := unescape(text)
	r := reading{plain: plain, letters: letters(plain)}
	if strings.IndexByte(text, '<') >= 0 {
		r.untagged = letters(unescape(tag.ReplaceAllString(text, "")))
	}
	return r
}

// tag matches what stands between the characters of a text in HTML and XML.
var tag = regexp.MustCompile(`<[^<>]*>`)

// unescape undoes the escapes of JSON, addresses and HTML, one within the other.
func unescape(s string) string {
	for range 3 {
		before := s
		if strings.Contains(s, `\u`) {
			s = ofJSON(s)
		}
		if strings.IndexByte(s, '%') >= 0 {
			s = ofAddress(s)
		}
		if strings.IndexByte(s, '&') >= 0 {
			s = html.UnescapeString(s)
		}
		if s == before {
			break
		}
	}
	return s
}

var jsonEscapes = regexp.MustCompile(`(?:\\u[0-9a-fA-F]{4})+`)

// ofJSON undoes \uXXXX.
func ofJSON(s string) string {
	return jsonEscapes.ReplaceAllStringFunc(s, func(run string) string {
		var units []uint16
		for _, hex := range strings.Split(run, `\u`)[1:] {
			n, _ := strconv.ParseUint(hex, 16, 16) // the pattern has four such digits
			units = append(units, uint16(n))
		}
		return string(utf16.Decode(units))
	})
}

var addressEscapes = regexp.MustCompile(`(?:%[0-9a-fA-F]{2})+`)

// ofAddress undoes %XX where it is text.
func ofAddress(s string) string {
	return addressEscapes.ReplaceAllStringFunc(s, func(run string) string {
		text := make([]byte, 0, len(run)/3)
		for i := 0; i < len(run); i += 3 {
			n, _ := strconv.ParseUint(run[i+1:i+3], 16, 8) // as above
			text = append(text, byte(n))
		}
		if !utf8.Valid(text) {
			return run
		}
		return string(text)
	})
}

// in16 reports whether a text stands in bytes as UTF-16, of either order and at any
// place.
func in16(data []byte, text string) bool {
	if bytes.IndexByte(data, 0) < 0 && utf8.Valid(data) {
		return false // no file in UTF-16 is that
	}
	units := utf16.Encode([]rune(text))
	for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
		var b []byte
		for _, u := range units {
			b = order.AppendUint16(b, u)
		}
		if bytes.Contains(data, b) {
			return true
		}
	}
	return false
}
