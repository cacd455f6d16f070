package markdown

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/text"
)

// A span is the markup that most text with markup has: a simple link (see
// [linkParser]), or **strong text** with no other markup in it, both beginning
// with a solid character. It makes no difference what stands around such a span,
// so that a line in which all marks belong to spans needs no tree.

// span returns the length of the span that begins at an offset, 0 where there is
// none.
func (s *simpleReader) span(at int) int {
	switch s.source[at] {
	case '[':
		if at > 0 && s.source[at-1] == '!' || !solid(s.source[at+1:]) {
			return 0
		}
		if _, end := s.links.read(s.source[at:]); end > 0 {
			return end + len(")")
		}
	case '*':
		return s.strong(at)
	}
	return 0
}

// strong returns the length of **strong text** at an offset. The asterisks are
// two, and a solid character stands at either end of the text, so that the first
// can open emphasis, and the next, which no other could be closed by, closes it.
func (s *simpleReader) strong(at int) int {
	from := at + len("**")
	if byteAt(s.source, at+1) != '*' || !solid(s.source[min(from, len(s.source)):]) {
		return 0
	}
	if r, _ := utf8.DecodeRune(s.source[from:]); endsSomething(r) || r == '（' {
		return 0 // see warnMask
	}
	for i := from; i < len(s.source); i++ {
		c := s.source[i]
		if c >= utf8.RuneSelf {
			i = ascii(s.source, i+1) - 1
			continue
		}
		switch class := s.class[c]; {
		case class == newline:
			return 0
		case class == mark && s.isMark(i):
			last, n := utf8.DecodeLastRune(s.source[:i])
			if c != '*' || byteAt(s.source, i+1) != '*' || byteAt(s.source, i+2) == '*' || last == utf8.RuneError || !solid(s.source[i-n:]) {
				return 0
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
	return r < utf8.RuneSelf && isWord(byte(r)) || classify(r)&(cjk|space) == cjk
}

// spans renders a line in which all marks belong to spans; escaped is about the
// text outside of them.
func (j simpleWriter) spans(line text.Segment, escaped bool) {
	body := j.src.Body[:line.Stop]
	for at := line.Start; ; {
		start := nextSpan(body, at)
		j.unmarked(body[at:start], escaped)
		if start == len(body) {
			return
		}
		from := start + len("[")
		if body[start] == '[' {
			label := from + bytes.IndexByte(body[from:], ']')
			end := label + bytes.IndexByte(body[label:], ')')
			j.simpleLink(body[from:label], j.src.Body[label+len("]("):end], label+len("]("))
			at = end + len(")")
			continue
		}
		from = start + len("**")
		end := from + bytes.Index(body[from:], []byte("**"))
		j.w.start("<strong>")
		j.unmarked(body[from:end], hasMarks(body[from:end]))
		j.w.end("</strong>")
		at = end + len("**")
	}
}

// nextSpan returns where from an offset on the next span begins, the length of
// text where there is none.
func nextSpan(text []byte, at int) int {
	for i := at; i < len(text); i++ {
		switch c := text[i]; {
		case c >= utf8.RuneSelf:
			i = ascii(text, i+1) - 1
		case c == '[', c == '*':
			return i
		}
	}
	return len(text)
}

// simpleLink renders a link whose address stands at a byte of the body. Its text
// begins with a solid character, so that it is never empty.
func (j simpleWriter) simpleLink(label, address []byte, at int) {
	t, ok := j.destination(address, at)
	if ok {
		linkWriter{j.job}.openLink(t, nil)
	}
	j.unmarked(label, hasMarks(label))
	if ok {
		j.w.end("</a>")
	}
}
