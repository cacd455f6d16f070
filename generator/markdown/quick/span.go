package quick

import (
	"bytes"
	"unicode/utf8"

	"gongkai/generator/markdown/prose"
)

// A span is the markup that most text with markup has: a simple link, [text](address)
// in one line with no markup in its text, no title and nothing escaped in its address,
// or **strong text** with no other markup in it, both beginning with a solid
// character. It makes no difference what stands around such a span, so that a line in
// which all marks belong to spans needs no tree.

// span returns the length of the span that begins at an offset, 0 where there is
// none.
func (r *Reader) span(at int) int {
	switch r.text[at] {
	case '[':
		if at > 0 && r.text[at-1] == '!' || !solid(r.text[at+1:]) {
			return 0
		}
		if _, end := r.Link(r.text[at:]); end > 0 {
			return end + len(")")
		}
	case '*':
		return r.strong(at)
	}
	return 0
}

// Link returns where the text and the address of the link end that a line begins
// with; end is 0 where there is none that is simple.
func (p *Parser) Link(line []byte) (label, end int) {
	label = p.label(line)
	if label <= 1 || prose.ByteAt(line, label+1) != '(' {
		return 0, 0
	}
	from := label + len("](")
	n := simpleAddress(line[from:])
	if n == 0 {
		return 0, 0
	}
	return label, from + n
}

// label returns where the bracket stands that ends the text of a link; 0 where
// there is none, or markup before it. No address is linked within it.
func (p *Parser) label(line []byte) int {
	for i := 1; i < len(line); i++ {
		switch c := line[i]; {
		case c == ']':
			return i
		case p.Marks[c] && c != '.' && c != ':' && c != '@' && c != '!':
			return 0
		}
	}
	return 0
}

// simpleAddress returns the length of the address that ends at the first closing
// parenthesis; 0 where it needs a closer look.
func simpleAddress(rest []byte) int {
	for i, c := range rest {
		switch {
		case c == ')':
			return i
		case c == '(', c == '\\', c == '<', prose.IsSpace(c):
			return 0
		}
	}
	return 0
}

// strong returns the length of **strong text** at an offset. The asterisks are
// two, and a solid character stands at either end of the text, so that the first
// can open emphasis, and the next, which no other could be closed by, closes it.
func (r *Reader) strong(at int) int {
	from := at + len("**")
	if prose.ByteAt(r.text, at+1) != '*' || !solid(r.text[min(from, len(r.text)):]) {
		return 0
	}
	first, _ := utf8.DecodeRune(r.text[from:])
	if prose.EndsPhrase(first) || first == '（' || prose.IsDigit(rune(prose.ByteAt(r.text, at-1))) {
		return 0 // they may hide a name
	}
	for i := from; i < len(r.text); i++ {
		c := r.text[i]
		if c >= utf8.RuneSelf {
			i = prose.NextASCII(r.text, i+1) - 1
			continue
		}
		switch class := r.class[c]; {
		case class == newline:
			return 0
		case class == mark && r.isMark(i):
			last, n := utf8.DecodeLastRune(r.text[:i])
			if last == '、' {
				return 0 // the second pair may begin a name
			}
			if c != '*' || prose.ByteAt(r.text, i+1) != '*' || prose.ByteAt(r.text, i+2) == '*' || last == utf8.RuneError || !solid(r.text[i-n:]) {
				return 0
			}
			if after, _ := utf8.DecodeRune(r.text[i+len("**"):]); after == first {
				return 0 // 某**村、某**村
			}
			return i + len("**") - at
		}
	}
	return 0
}

// solid reports whether text begins with a letter or a digit of ASCII, or with
// anything wide but a blank. It shows, and asterisks beside it are emphasis.
func solid(text []byte) bool {
	r, _ := utf8.DecodeRune(text)
	return r < utf8.RuneSelf && prose.IsWord(byte(r)) || prose.Classify(r)&(prose.CJK|prose.Space) == prose.CJK
}

// Span is a span in a line of a block that has no other markup.
type Span struct {
	Start, End   int // of all of it
	Text, TextTo int // what it shows
	Link         bool
	Address      int // of a link: where that begins; it ends before the last byte
}

// NextSpan finds the first span from an offset on in a text that ends with its line.
// ok is false where there is none; then Start is the end of the text.
func NextSpan(text []byte, at int) (s Span, ok bool) {
	for i := at; i < len(text); i++ {
		switch c := text[i]; {
		case c >= utf8.RuneSelf:
			i = prose.NextASCII(text, i+1) - 1
		case c == '[':
			s = Span{Start: i, Text: i + len("["), Link: true}
			s.TextTo = s.Text + bytes.IndexByte(text[s.Text:], ']')
			s.Address = s.TextTo + len("](")
			s.End = s.Address + bytes.IndexByte(text[s.Address:], ')') + len(")")
			return s, true
		case c == '*':
			s = Span{Start: i, Text: i + len("**")}
			s.TextTo = s.Text + bytes.Index(text[s.Text:], []byte("**"))
			s.End = s.TextTo + len("**")
			return s, true
		}
	}
	return Span{Start: len(text)}, false
}
