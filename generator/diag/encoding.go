package diag

import (
	"bytes"
	"encoding/binary"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Encoding is how the bytes of a file that should be UTF-8 text are encoded.
type Encoding uint8

const (
	// UTF8 is as it should be, with or without a byte order mark.
	UTF8 Encoding = iota
	// GBK is the old Chinese encoding of Windows: GBK, or GB 18030 or GB 2312.
	GBK
	// UTF16 is what Notepad calls Unicode.
	UTF16
	// Binary is no text at all: there are NUL bytes.
	Binary
	// Damaged is UTF-8 of which some bytes were changed.
	Damaged
)

// Name names an encoding other than UTF-8 for a message: "the file is …". The
// Chinese has the blank that goes before Latin letters.
func (e Encoding) Name() Text {
	switch e {
	case GBK:
		return Text{ZH: " GBK（ANSI）", EN: "GBK (ANSI)"}
	case UTF16:
		return Text{ZH: " UTF-16（Unicode）", EN: "UTF-16 (Unicode)"}
	case Binary:
		return Text{ZH: "二进制数据", EN: "binary data"}
	}
	return Text{ZH: "损坏的 UTF-8", EN: "damaged UTF-8"}
}

// Detect returns the encoding of data, the content of file. Where that is not
// UTF8, pos is a place at which it shows, with the line as its author sees it.
//
// In the same pass it looks for the characters that a page must not have: illegal
// is the first of them, with its place in pos, 0 where there is none. These are
// what HTML calls controls and noncharacters (U+009B, U+FFFE), beyond ASCII:
// control characters of ASCII come in with so much that is pasted from elsewhere
// that each reader has its own way with them.
func Detect(file string, data []byte) (enc Encoding, pos Pos, illegal rune) {
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		return UTF16, Pos{File: file}, 0
	}
	if i := bytes.IndexByte(data, 0); i >= 0 {
		if _, ok := UTF16Order(data); ok {
			return UTF16, Pos{File: file}, 0
		}
		return Binary, Pos{File: file, Line: 1 + bytes.Count(data[:i], []byte{'\n'})}, 0
	}
	if valid, at := scanUTF8(data); valid {
		if at < 0 {
			return UTF8, Pos{File: file}, 0
		}
		illegal, _ = utf8.DecodeRune(data[at:])
		pos = Locate(file, data, at)
		pos.Width = 1
		return UTF8, pos, illegal
	}
	at, valid, invalid := countUTF8(data)
	pos = Locate(file, data, at)
	if decoded, ok := chinese(data); ok && invalid > valid {
		return GBK, (&Quoter{Data: []byte(decoded)}).Quote(pos), 0
	}
	return Damaged, pos, 0
}

// MayBeGBK reports whether text that is valid UTF-8 may as well be Chinese in GBK:
// 停水 in GBK is ͣˮ in UTF-8. All beyond ASCII in it are letters of other scripts
// of two bytes each, and read as GBK it is Chinese.
func MayBeGBK(data []byte) bool {
	foreign := false
	for _, r := range string(data) {
		if r >= utf8.RuneSelf && (r < 0x100 || r > 0x7ff) {
			return false
		}
		foreign = foreign || r >= utf8.RuneSelf
	}
	if !foreign {
		return false
	}
	_, ok := chinese(data)
	return ok
}

// scanUTF8 is utf8.Valid, with a short way for the three bytes of a Chinese
// character, two characters at a time: 1 µs instead of 7 for a document of
// 3 KB, and every document of a site is looked at. It also returns the offset of
// the first character that is illegal, or -1.
func scanUTF8(data []byte) (valid bool, illegal int) {
	illegal = -1
	for i := 0; ; {
		for i+8 <= len(data) && twoOfThree(binary.LittleEndian.Uint64(data[i:i+8])) {
			i += 6
		}
		for i < len(data) && data[i] < utf8.RuneSelf {
			i++
		}
		if i == len(data) {
			return true, illegal
		}
		switch c := data[i]; {
		case threeBytes(c) && i+2 < len(data) && data[i+1]&0xc0 == 0x80 && data[i+2]&0xc0 == 0x80 && !oddBytes(c, data[i+1]):
			i += 3
		default:
			r, size := utf8.DecodeRune(data[i:])
			if r == utf8.RuneError && size == 1 {
				return false, -1
			}
			if illegal < 0 && isIllegal(r) {
				illegal = i
			}
			i += size
		}
	}
}

// Illegal looks for a character that neither HTML nor XML may have, a control
// character that is no white space, or a noncharacter, and returns the first. In a
// file Detect has looked for them; an escape can still mean one.
func Illegal(s string) (first rune, found bool) {
	for _, r := range s {
		switch {
		case r == '\t', r == '\n', r == '\r':
		case r < ' ', r == 0x7f, isIllegal(r):
			return r, true
		}
	}
	return 0, false
}

// isIllegal reports whether a character beyond ASCII is a control or a
// noncharacter in the sense of the HTML standard.
func isIllegal(r rune) bool {
	return 0x80 <= r && r <= 0x9f || 0xfdd0 <= r && r <= 0xfdef || r&0xfffe == 0xfffe
}

// oddBytes reports whether a character that begins with two bytes may be
// illegal, given that it has three: U+FDC0 to U+FDFF, U+FFC0 to U+FFFF.
func oddBytes(first, second byte) bool { return first == 0xef && second|0x08 == 0xbf }

// threeBytes reports whether a byte begins a character of three bytes of which
// the other two may be any that continue one. Behind e0 they may not, lest the
// character have a shorter form, nor behind ed, where the surrogates are.
func threeBytes(c byte) bool { return c&0xf0 == 0xe0 && c != 0xe0 && c != 0xed }

// twoOfThree reports whether the six lower bytes of a word are two characters from U+3000
// to U+CFFF, the first byte lowest: most of a text, and none of these is illegal.
func twoOfThree(word uint64) bool {
	const marks, three = 0xc0c0f0_c0c0f0, 0x8080e0_8080e0
	return word&marks == three && byte(word)-0xe3 <= 0xec-0xe3 && byte(word>>24)-0xe3 <= 0xec-0xe3
}

// UTF16Order returns the byte order of UTF-16 without a byte order mark: that in which more
// of its beginning is ASCII, and nearly all is text of ours. ok is false where it is none:
// a page with a stray NUL is none, although nearly any two letters of ASCII are a character
// of Chinese.
func UTF16Order(data []byte) (order binary.ByteOrder, ok bool) {
	const looked = 4 << 10
	head := data[:min(len(data), looked)&^1]
	if bytes.Count(head, []byte{0})*3 < len(head) && isUTF8(head) {
		return nil, false
	}
	most := 0
	for _, o := range []binary.ByteOrder{binary.LittleEndian, binary.BigEndian} {
		if ascii, text := textUnits(head, o); ascii > most && text*4 >= len(head)/2*3 {
			most, order = ascii, o
		}
	}
	return order, most > 0
}

// isUTF8 reports whether the beginning of a text is UTF-8; its last character may be cut off.
func isUTF8(head []byte) bool {
	for cut := range min(utf8.UTFMax, len(head)+1) {
		if utf8.Valid(head[:len(head)-cut]) {
			return true
		}
	}
	return false
}

// textUnits counts the units of UTF-16 that are ASCII, and those that Chinese texts are
// made of, ASCII among them; none where there is one that is in no text at all.
func textUnits(data []byte, order binary.ByteOrder) (ascii, text int) {
	for ; len(data) > 1; data = data[2:] {
		switch r := rune(order.Uint16(data)); {
		case r == '\t', r == '\n', r == '\r', ' ' <= r && r < 0x7f:
			ascii++
			text++
		case 0xa0 <= r && r < 0x250, 0x2000 <= r && r < 0x2700, 0x3000 <= r && r < 0x3400, unicode.Is(unicode.Han, r), 0xff00 <= r && r < 0xfff0:
			text++
		case unicode.IsControl(r), r >= 0xfffe:
			return 0, 0
		}
	}
	return ascii, text
}

// countUTF8 returns the offset of the first byte that is not UTF-8, the number
// of characters beyond ASCII, and the number of bytes that are not UTF-8. The
// two numbers tell a GBK file from a damaged one: read as GBK, damaged UTF-8
// is mostly Chinese, too.
func countUTF8(data []byte) (first, valid, invalid int) {
	first = len(data)
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			first = min(first, i)
			invalid++
		case size > 1:
			valid++
		}
		i += size
	}
	return first, valid, invalid
}

// chinese decodes bytes as GB 18030 and reports whether the result is mostly
// Chinese. Wide blanks, digits and letters, ① and ￥ speak neither for it nor
// against it: of a short notice half the characters may be its indents.
func chinese(data []byte) (string, bool) {
	decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	if err != nil {
		return "", false
	}
	han, other := 0, 0
	for _, r := range string(decoded) {
		switch {
		case r < utf8.RuneSelf:
		case r == '\u3000', 0x2460 <= r && r <= 0x249b, 0xff00 <= r && r <= 0xffef && !unicode.IsPunct(r):
		case r == utf8.RuneError:
			other += 8
		case unicode.Is(unicode.Han, r) || unicode.IsPunct(r):
			han++
		default:
			other++
		}
	}
	return string(decoded), han > 2*other
}
