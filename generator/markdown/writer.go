package markdown

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/generator/markdown/prose"
)

// writer writes HTML in the form that tdewolff/minify leaves alone. What that
// means, for the tags we use:
//
//   - outside pre, white space in text is one blank;
//   - none at the beginning or end of a block, nor beside <br>; none after a
//     blank, even with inline tags between;
//   - in text < is &lt; and & is bare unless a letter, a digit or # follows;
//     nothing else is escaped. In an attribute < is bare, too;
//   - attribute values stand in double quotes, or in single ones where that
//     needs fewer escapes; an empty value is left out with its equals sign.
//
// It drops a blank rather than keep one that minify would drop, so its output
// is always a fixed point; TestMinified and FuzzRender hold it to that.
type writer struct {
	out []byte
	// bare says that a blank would be dropped here.
	bare bool
	// blank is the place in out of a blank with only inline end tags after it:
	// a block tag takes it back. -1: there is none.
	blank int
	// last is the end in out of the last text.
	last int
	// dropped says that a control character was left out.
	dropped bool
	// broken says that a line break was written for a character that is one elsewhere.
	broken bool
}

// newWriter makes a writer that writes over buf.
func newWriter(buf []byte) writer {
	return writer{out: buf[:0], bare: true, blank: -1}
}

// block writes a tag, or the beginning of one, before which a blank means
// nothing: a block's start or end, or <br>.
func (w *writer) block(tag string) {
	if w.blank >= 0 {
		w.out = append(w.out[:w.blank], w.out[w.blank+1:]...)
		w.blank = -1
	}
	w.out = append(w.out, tag...)
	w.bare = true
	w.last = len(w.out)
}

// start writes an inline start tag, or the beginning of one.
func (w *writer) start(tag string) {
	w.blank = -1
	w.out = append(w.out, tag...)
}

// end writes an inline end tag.
func (w *writer) end(tag string) { w.out = append(w.out, tag...) }

// object writes the beginning of a tag that stands for a word: <img.
func (w *writer) object(tag string) {
	w.start(tag)
	w.bare = false
}

// raw writes as is: the rest of a tag, or the text of a pre element.
func (w *writer) raw(s string) { w.out = append(w.out, s...) }

// attr writes an attribute. value is plain text; control characters are dropped.
func (w *writer) attr(name, value string) {
	w.out = append(w.out, ' ')
	w.out = append(w.out, name...)
	if isPlainValue(value) {
		w.out = append(w.out, `="`...)
		w.out = append(w.out, value...)
		w.out = append(w.out, '"')
	} else {
		w.quote(value)
	}
}

// address writes an attribute with an address, which is seldom escaped.
func (w *writer) address(name string, href []byte) {
	if !isPlainValue(href) {
		w.attr(name, string(href))
		return
	}
	w.out = append(w.out, ' ')
	w.out = append(w.out, name...)
	w.out = append(w.out, `="`...)
	w.out = append(w.out, href...)
	w.out = append(w.out, '"')
}

// quote writes the value of an attribute with what has to be escaped in it.
func (w *writer) quote(value string) {
	double, single, control := survey(value)
	if control {
		w.dropped = w.dropped || strings.ContainsFunc(value, func(r rune) bool { return printable(r) < 0 })
		value = strings.Map(printable, value)
	}
	if value == "" {
		return
	}
	quote, escaped := byte('"'), "&#34;"
	if double > single {
		quote, escaped = '\'', "&#39;"
	}
	w.out = append(w.out, '=', quote)
	for i := range len(value) {
		switch c := value[i]; {
		case c == quote:
			w.out = append(w.out, escaped...)
		case c == '&' && i+1 < len(value) && continuesEntity(value[i+1]):
			w.out = append(w.out, "&amp;"...)
		default:
			w.out = append(w.out, c)
		}
	}
	w.out = append(w.out, quote)
}

// isPlainValue reports whether the value of an attribute is written as it is, in
// double quotes. Nearly all are.
func isPlainValue[T string | []byte](value T) bool {
	for i := range len(value) {
		if c := value[i]; special[c] && c != ' ' && c != '<' || c == '"' || c == 0xC2 {
			return false
		}
	}
	return len(value) > 0
}

// survey counts the quotation marks in an attribute's value, and tells whether
// it may have control characters.
func survey(value string) (double, single int, control bool) {
	for i := range len(value) {
		switch c := value[i]; {
		case c == '"':
			double++
		case c == '\'':
			single++
		case c < ' ' || c == 0x7F || c == 0xC2: // 0xC2 begins U+0080 to U+00BF
			control = true
		}
	}
	return double, single, control
}

// printable makes white space blanks and drops other control characters.
func printable(r rune) rune {
	switch {
	case !unicode.IsControl(r):
		return r
	case r == 0:
		return '\uFFFD'
	case r < ' ' && (whiteSpace(byte(r)) || breaksLine(byte(r))):
		return ' '
	}
	return -1
}

// number writes an attribute with a number.
func (w *writer) number(name string, value int) {
	w.out = append(w.out, ' ')
	w.out = append(w.out, name...)
	w.out = append(w.out, '=', '"')
	w.decimal(value)
	w.out = append(w.out, '"')
}

// decimal writes a number.
func (w *writer) decimal(n int) { w.out = strconv.AppendInt(w.out, int64(n), 10) }

// text writes plain text.
func (w *writer) text(s []byte) {
	start := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if !special[c] {
			if c >= utf8.RuneSelf {
				i = prose.NextASCII(s, i+1) - 1
			}
			continue
		}
		w.word(s[start:i])
		start = i + 1
		switch {
		case c == '<':
			w.word([]byte("&lt;"))
		case c == '&':
			w.word([]byte("&"))
		case breaksLine(c):
			w.lineBreak()
		case whiteSpace(c):
			w.space()
		case c == 0:
			w.word([]byte("\uFFFD"))
		default:
			w.dropped = true
		}
	}
	w.word(s[start:])
	if len(s) > 0 {
		w.last = len(w.out)
	}
}

// plain writes text in which nothing is special.
func (w *writer) plain(s []byte) {
	if len(s) > 0 {
		w.word(s)
		w.last = len(w.out)
	}
}

// word writes text without special characters; a lone & before it is escaped
// now that something follows that would make it an entity.
func (w *writer) word(s []byte) {
	if len(s) == 0 {
		return
	}
	if n := len(w.out); n > 0 && w.out[n-1] == '&' && continuesEntity(s[0]) {
		w.out = append(w.out, "amp;"...)
	}
	w.out = append(w.out, s...)
	w.bare = false
	w.blank = -1
}

// lineBreak ends a line within a block, if anything stands in it.
func (w *writer) lineBreak() {
	w.broken = true
	if !w.bare || w.blank >= 0 {
		w.block("<br>")
	}
}

// space writes a blank where one would show.
func (w *writer) space() {
	if w.bare {
		return
	}
	w.blank = len(w.out)
	w.out = append(w.out, ' ')
	w.bare = true
}

// pre writes the text of a pre element, in which white space counts.
func (w *writer) pre(s []byte) {
	for _, c := range s {
		switch {
		case c == '<':
			w.out = append(w.out, "&lt;"...)
		case c == '&':
			w.out = append(w.out, "&amp;"...)
		case c == 0:
			w.out = append(w.out, "\uFFFD"...)
		case c >= ' ' && c != 0x7F || c == '\n' || c == '\t':
			w.out = append(w.out, c)
		case breaksLine(c):
			w.out = append(w.out, '\n')
			w.broken = true
		case c == '\r':
			// HTML reads it as a line feed; one follows in any case.
		default:
			w.dropped = true
		}
	}
}

// lastRune returns the last character of text in the current block, 0 where
// there is none yet.
func (w *writer) lastRune() rune {
	text := bytes.TrimRight(w.out[:min(w.last, len(w.out))], " ")
	if len(text) == 0 || text[len(text)-1] == '>' {
		return 0
	}
	r, _ := utf8.DecodeLastRune(text)
	return r
}

// special marks the bytes that text cannot simply copy.
var special = func() (t [256]bool) {
	for c := range ' ' + 1 {
		t[c] = true
	}
	t['<'], t['&'], t[0x7F] = true, true, true
	return t
}()

// whiteSpace reports what HTML takes for white space.
func whiteSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'
}

// continuesEntity reports whether c after & could begin an entity.
func continuesEntity(c byte) bool { return c == '#' || prose.IsWord(c) }
