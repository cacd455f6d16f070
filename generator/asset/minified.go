package asset

import (
	"bytes"
	"encoding/binary"
)

// Minified reports whether minifying b as HTML surely changes nothing. It is
// true only for markup that it understands entirely, as html/template and our
// Markdown renderer write it: lower-case tags and attributes of the lists in
// vocabulary.go, each attribute after one blank and in double quotes, text in
// which every white space is a single blank or line feed that the minifier has
// no reason to drop, no comment, no inline script, style or SVG, and no
// character reference but &lt; and an &amp; that must stay. false means "don't
// know". b may be a whole page or a piece of one that starts where the text
// before it ends with a block element.
//
// How it is known to be right: it follows the minifier's own state (omitSpace,
// the pending blank) rule by rule, rejects where the rule would rewrite, and
// three tests hold it to that: all tags with all attributes, a corpus of pages,
// and a fuzz target, each checking Minified(b) ⇒ minify(b) = b.
func Minified(b []byte) bool {
	r := recogniser{b: b, omitSpace: true}
	if bytes.HasPrefix(b, []byte("<!doctype html>")) {
		r.i = len("<!doctype html>")
	}
	for r.i < len(b) {
		switch {
		case b[r.i] == '<':
			if !r.tag() {
				return false
			}
		case r.inPre:
			if !r.preformatted() {
				return false
			}
		case !r.text():
			return false
		}
	}
	return !r.pending
}

// recogniser walks over b. Its methods return false as soon as the minifier
// would, or only might, change a byte.
type recogniser struct {
	b []byte
	i int
	// omitSpace: white space at the start of the next text would be dropped.
	// The minifier clears it in one more case (an empty phrasing element, for
	// icon fonts); leaving it set there only makes us more careful.
	omitSpace bool
	// pending: the last text ended with white space, which is dropped if a
	// block tag or the end of the page follows before any other text or start
	// tag. closers counts the end tags seen since then: the minifier stops
	// looking after a hundred.
	pending bool
	closers int
	inPre   bool
	// name and content are those of the meta element being read.
	name, content []byte
}

// maxClosers stays below the hundred tokens that the minifier looks ahead.
const maxClosers = 90

// The classes of bytes in text and in attribute values.
const (
	classPlain byte = iota
	classOpen       // <
	classQuote      // "
	classAmp        // &
	classBlank      // a blank or line feed: kept where it stands alone
	classBad        // white space that is always rewritten, and NUL
)

// classes is the class of every byte; all that is not listed is plain.
var classes = [256]byte{
	'<': classOpen, '"': classQuote, '&': classAmp, ' ': classBlank, '\n': classBlank,
	'\t': classBad, '\r': classBad, '\f': classBad, 0: classBad,
}

// text reads up to the next tag.
func (r *recogniser) text() bool {
	b, i := r.b, r.i
	if r.omitSpace && classes[b[i]] == classBlank {
		return false
	}
	for {
		i = skipPlain(b, i)
		if i == len(b) || b[i] == '<' {
			break
		}
		switch classes[b[i]] {
		case classQuote:
			i++
		case classBlank:
			if i++; i < len(b) && classes[b[i]] >= classBlank {
				return false
			}
		case classAmp:
			n := reference(b[i:])
			if n == 0 && bytes.HasPrefix(b[i:], []byte("&lt;")) {
				n = len("&lt;")
			}
			if n == 0 {
				return false
			}
			i += n
		default:
			return false
		}
	}
	r.i = i
	r.pending = classes[b[i-1]] == classBlank
	r.omitSpace = r.pending
	r.closers = 0
	return true
}

// skipPlain returns the index of the first byte at or after i that is not
// plain. Chinese text has no ASCII for dozens of bytes: what has its high bit
// set is skipped eight bytes at a time, in a loop whose branch is foreseen
// (counting the high bits of the last word instead was slower by half).
func skipPlain(b []byte, i int) int {
	const high = 0x8080808080808080
	for i < len(b) {
		c := b[i]
		if c < 0x80 && classes[c] != classPlain {
			return i
		}
		i++
		if c >= 0x80 {
			for i+8 <= len(b) && binary.LittleEndian.Uint64(b[i:])&high == high {
				i += 8
			}
		}
	}
	return i
}

// reference returns the length of the part of b, which begins with an
// ampersand, that surely stays: a bare & that begins no reference, or &amp;
// before what could otherwise be read as the name of one. 0: not sure.
func reference(b []byte) int {
	const ampersand = "&amp;"
	switch {
	case len(b) == 1 || !wordByte(b[1]):
		return 1
	case bytes.HasPrefix(b, []byte(ampersand)) && len(b) > len(ampersand) && wordByte(b[len(ampersand)]):
		return len(ampersand)
	}
	return 0
}

func wordByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '#'
}

// preformatted reads text inside pre, which the minifier copies.
func (r *recogniser) preformatted() bool {
	end := bytes.IndexByte(r.b[r.i:], '<')
	if end < 0 {
		end = len(r.b) - r.i
	}
	if bytes.IndexByte(r.b[r.i:r.i+end], 0) >= 0 {
		return false
	}
	r.i += end
	return true
}

// tag reads a start tag or an end tag.
func (r *recogniser) tag() bool {
	b, i := r.b, r.i+1
	closing := i < len(b) && b[i] == '/'
	if closing {
		i++
	}
	start := i
	for i < len(b) && tagByte(b[i]) {
		i++
	}
	e := elementOf(b[start:i])
	if e&tagKnown == 0 || i == len(b) {
		return false
	}
	if r.pending && !r.keepsBlank(e, closing) {
		return false
	}
	r.i = i
	if closing {
		if b[i] != '>' {
			return false
		}
		r.i++
	} else if !r.attributes(e) {
		return false
	}
	switch {
	case e&tagObject != 0:
		r.omitSpace = false
	case e&tagBlock != 0:
		r.omitSpace = true
	}
	if e&tagPre != 0 {
		r.inPre = !closing
	}
	return closing || e&(tagTitle|tagScript) == 0 || r.rawContent(e)
}

func tagByte(c byte) bool { return 'a' <= c && c <= 'z' || '0' <= c && c <= '9' }

// keepsBlank reports whether white space at the end of the last text survives
// the tag that follows it.
func (r *recogniser) keepsBlank(e element, closing bool) bool {
	if e&tagBlock != 0 {
		return false
	}
	if closing {
		r.closers++
		return r.closers < maxClosers
	}
	r.pending = false
	return true
}

// rawContent checks what stands in an element whose content is not markup: the
// text of a title may hold no tag, a script must be an empty one with a src.
func (r *recogniser) rawContent(e element) bool {
	rest := r.b[r.i:]
	switch {
	case e&tagTitle != 0:
		end := bytes.IndexByte(rest, '<')
		return end >= 0 && bytes.HasPrefix(rest[end:], []byte("</title>"))
	case e&tagScript != 0:
		return bytes.HasPrefix(rest, []byte("</script>"))
	}
	return true
}

// attributes reads the rest of a start tag, up to and with its >.
func (r *recogniser) attributes(e element) bool {
	b := r.b
	if b[r.i] == '>' {
		r.i++
		return e&(tagMeta|tagScript) == 0
	}
	r.name, r.content = nil, nil
	for b[r.i] == ' ' {
		r.i++
		if !r.attribute(e) {
			return false
		}
	}
	if b[r.i] != '>' {
		return false
	}
	r.i++
	return e&tagMeta == 0 || metaKept(r.name, r.content)
}

// attribute reads one attribute and leaves i at the byte after it, which
// exists.
func (r *recogniser) attribute(e element) bool {
	b, start := r.b, r.i
	i := start
	for i < len(b) && (tagByte(b[i]) || b[i] == '-') {
		i++
	}
	if i == len(b) {
		return false
	}
	name := b[start:i]
	a := attributeOf(name)
	if a&attrKnown == 0 || a&e.excluded() != 0 {
		return false
	}
	r.i = i
	if b[i] != '=' {
		return a&attrBare != 0
	}
	if a&attrBoolean != 0 || i+1 >= len(b) || b[i+1] != '"' {
		return false
	}
	value, ok := r.value(i + 2)
	if !ok || !valueKept(a, value) {
		return false
	}
	return e&tagMeta == 0 || r.metaAttribute(string(name), value)
}

// value reads an attribute value that starts at i, up to its quote. It is not
// empty, has no white space at its ends and none that would be folded.
func (r *recogniser) value(i int) ([]byte, bool) {
	b, start := r.b, i
	for {
		i = skipPlain(b, i)
		if i == len(b) {
			return nil, false
		}
		switch classes[b[i]] {
		case classQuote:
			value := b[start:i]
			r.i = i + 1
			return value, len(value) > 0 && r.i < len(b) && classes[value[0]] != classBlank && classes[value[len(value)-1]] != classBlank
		case classOpen:
			i++
		case classBlank:
			if i++; i < len(b) && classes[b[i]] >= classBlank {
				return nil, false
			}
		case classAmp:
			n := reference(b[i:])
			if n == 0 {
				return nil, false
			}
			i += n
		default:
			return nil, false
		}
	}
}

// metaAttribute remembers the name and content of a meta element.
func (r *recogniser) metaAttribute(name string, value []byte) bool {
	switch name {
	case "name":
		if r.name != nil {
			return false
		}
		r.name = value
	case "content":
		if r.content != nil {
			return false
		}
		r.content = value
	}
	return true
}

// Viewport is the only content of <meta name="viewport"> that [Minified] takes.
const Viewport = "width=device-width,initial-scale=1"

// metaKept: the minifier closes up the blanks in keywords and in the viewport.
func metaKept(name, content []byte) bool {
	switch {
	case bytes.EqualFold(name, []byte("keywords")):
		return !bytes.Contains(content, []byte(", "))
	case bytes.EqualFold(name, []byte("viewport")):
		return string(content) == Viewport
	}
	return true
}

// Regard is what [Minified] regards in the value of an attribute. In every value
// it regards white space, quotes and ampersands, and whether there is one.
type Regard uint8

const (
	RegardNothing Regard = iota // nothing else
	RegardScheme                // the first five bytes, and whether there are more
	RegardContent               // in a meta element, whether it has ", " and whether it is Viewport
	RegardWhole                 // any byte
)

// Regards returns what is regarded in the values of an attribute, by its name.
// Who knows that two pages differ only in what is not regarded need ask about
// one of them: package layout lives by that (shape.go), so a rule that is added
// to valueKept or metaKept must be told here.
func Regards(name string) Regard {
	a := attributeOf([]byte(name))
	switch {
	case a&attrMedia != 0 || name == "name":
		return RegardWhole
	case name == "content":
		return RegardContent
	case a&attrURL != 0:
		return RegardScheme
	}
	return RegardNothing
}

// valueKept applies the rules for attributes of one sort: a media type is
// lower-cased and stripped of blanks; the scheme of an address is lower-cased;
// a data: address is encoded anew.
func valueKept(a attribute, value []byte) bool {
	switch {
	case a&attrMedia != 0:
		for _, c := range value {
			if !tagByte(c) && c != '/' && c != '+' && c != '-' && c != '.' {
				return false
			}
		}
	case a&attrURL != 0 && len(value) > 5:
		switch value[0] {
		case 'H', 'D':
			return false
		case 'h':
			return !bytes.ContainsFunc(value[1:5], func(c rune) bool { return 'A' <= c && c <= 'Z' })
		case 'd':
			return value[4] != ':'
		}
	}
	return true
}
