package search

import (
	"bytes"
	"html"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// Text is the text of a document, paragraph by paragraph, coded by the table of tokens:
// about a quarter of what it is in UTF-8. The first byte says how many bits of the last
// are none of it.
type Text string

// Coder codes texts, in memory that it uses again.
type Coder struct {
	units  []uint16
	writer bitWriter
}

// HTML codes the text of a piece of a page: what a reader sees of it, a paragraph,
// heading, item or cell a paragraph. The markup is that of our own writer.
func (c *Coder) HTML(page []byte) Text {
	c.units = appendParagraphs(c.units[:0], page)
	return c.code()
}

// Paragraphs codes a text that is given as such.
func (c *Coder) Paragraphs(list ...string) Text {
	c.units = c.units[:0]
	for _, p := range list {
		c.units = appendParagraph(c.units, p)
	}
	return c.code()
}

// Append codes a text with paragraphs behind it.
func (c *Coder) Append(t Text, list ...string) Text {
	c.units = t.decode(c.units[:0])
	for _, p := range list {
		c.units = appendParagraph(c.units, p)
	}
	return c.code()
}

func (c *Coder) code() Text {
	w := &c.writer
	w.bytes = true
	w.reset()
	w.out = append(w.out, 0)
	theTokens().encode(w, c.units)
	theTokens().finish(w)
	_, pad := w.flush()
	w.out[0] = byte(pad)
	return Text(w.out)
}

// writeTo writes the codes of a text, the one that ends it included.
func (t Text) writeTo(w *bitWriter) {
	if t == "" {
		theTokens().finish(w)
		return
	}
	w.copy([]byte(t[1:]), uint(t[0]))
}

// decode appends the text.
func (t Text) decode(dst []uint16) []uint16 {
	if t == "" {
		return dst
	}
	dst, _ = theTokens().decode(dst, &bitReader{data: []byte(t[1:])})
	return dst
}

// Strings returns the paragraphs.
func (t Text) Strings() []string {
	return strings.FieldsFunc(string(utf16.Decode(t.decode(nil))), func(r rune) bool { return r == '\n' })
}

// appendParagraph appends a paragraph, if there is anything in it, and a line feed
// before it where it is not the first. Blanks in it are one each.
func appendParagraph[T string | []byte](dst []uint16, text T) []uint16 {
	begun, parted := len(dst), true
	for i := 0; i < len(text); {
		if !parted && i+2 < len(text) && isHan(text[i], text[i+1], text[i+2]) { // most characters
			dst = append(dst, uint16(text[i])<<12|uint16(text[i+1]&0x3F)<<6|uint16(text[i+2]&0x3F))
			i += 3
			continue
		}
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = decodeRune(text[i:])
		}
		i += n
		if r <= '\u3000' && unicode.IsSpace(r) {
			parted = true
			continue
		}
		if parted {
			switch parted = false; {
			case len(dst) > begun:
				dst = append(dst, ' ')
			case begun > 0:
				dst = append(dst, '\n')
			}
		}
		dst = utf16.AppendRune(dst, r)
	}
	return dst
}

// appendUnits appends a text in UTF-16.
func appendUnits(dst []uint16, s string) []uint16 {
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = decodeRune(s[i:])
		}
		i += n
		dst = utf16.AppendRune(dst, r)
	}
	return dst
}

// decodeRune decodes the first character, which is not ASCII. Most are Chinese: three
// bytes, which are decoded here in a third of the time that the library takes.
func decodeRune[T string | []byte](s T) (rune, int) {
	if c := s[0]; c > 0xE0 && c < 0xF0 && c != 0xED && len(s) > 2 && s[1]&0xC0 == 0x80 && s[2]&0xC0 == 0x80 {
		return rune(c&0x0F)<<12 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F), 3
	}
	return utf8.DecodeRuneInString(string(s[:min(len(s), utf8.UTFMax)]))
}

// isHan reports whether three bytes are a character from U+4000 to U+9FFF.
func isHan(a, b, c byte) bool { return a-0xE4 <= 0xE9-0xE4 && b&0xC0 == 0x80 && c&0xC0 == 0x80 }

// part is what an element does to the text around it.
type part uint8

const (
	parting  part = iota // it begins a paragraph, and ends one
	inline               // it stands in one
	breaking             // it is a blank in one: what stands on both sides is one paragraph
	silent               // its text is none of the page
)

// partOf returns what an element does by its name.
func partOf(name []byte) part {
	switch string(name) {
	case "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp", "small",
		"span", "strong", "sub", "sup", "time", "u", "var", "wbr":
		return inline
	case "br":
		return breaking
	case "script", "style", "svg", "template", "title":
		return silent
	}
	return parting
}

// appendParagraphs appends the text of HTML.
func appendParagraphs(dst []uint16, page []byte) []uint16 {
	var p []byte
	for len(page) > 0 {
		at := bytes.IndexByte(page, '<')
		if at < 0 {
			at = len(page)
		}
		p = append(p, page[:at]...)
		if page = page[at:]; len(page) == 0 {
			break
		}
		end := bytes.IndexByte(page, '>') // our writer escapes it in attributes
		if end < 0 {
			break
		}
		name, closing := elementOf(page[1:end])
		page = page[end+1:]
		switch part := partOf(name); {
		case part == breaking:
			p = append(p, ' ')
		case part == inline:
		case part == silent && !closing:
			page = behind(page, string(name))
		default:
			dst, p = appendParagraph(dst, unescape(p)), p[:0]
		}
	}
	return appendParagraph(dst, unescape(p))
}

// elementOf returns the name of the element of a tag.
func elementOf(tag []byte) (name []byte, closing bool) {
	if len(tag) > 0 && tag[0] == '/' {
		closing, tag = true, tag[1:]
	}
	n := 0
	for n < len(tag) && (tag[n] >= 'a' && tag[n] <= 'z' || tag[n] >= '0' && tag[n] <= '9') {
		n++
	}
	return tag[:n], closing
}

// behind returns what comes after an element that has begun.
func behind(page []byte, name string) []byte {
	at := bytes.Index(page, []byte("</"+name+">"))
	if at < 0 {
		return nil
	}
	return page[at+len(name)+3:]
}

// unescape resolves references to characters.
func unescape(p []byte) []byte {
	if bytes.IndexByte(p, '&') < 0 {
		return p
	}
	return []byte(html.UnescapeString(string(p)))
}
