package ooxml

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
)

// maxDepth bounds how deep elements may be nested. A text box in a cell of a
// table in a table is forty deep.
const maxDepth = 256

// xmlReader reads one XML part from start to end. It is not encoding/xml, which
// reads 20 to 50 MB a second and allocates for every token: hostile parts within
// our bounds would take three seconds to be refused, and every attachment of a
// site is looked through. This one reads 80 to 270 MB a second, and allocates for
// nothing but text that is asked for.
//
// It reads what Office files are made of and refuses the rest: there is no
// DOCTYPE, so no entities but the five of XML. A fuzz target compares it with
// encoding/xml.
//
// Names come in the one form "w:p", whatever prefix the file has bound to the
// namespace (names.go). The first error stays, and ends everything.
type xmlReader struct {
	data []byte
	at   int // the next byte to read
	err  error

	kind  token
	name  string // of the start or end tag
	chars []byte // the text as it stands in the file
	cdata bool   // chars has no references
	attrs []attribute

	empty bool // the start tag is its own end tag
	open  []openElement
	scope scope
	known *names // for the prefixes in scope

	unshown unshown

	// started, where it is set, is called for each start tag with attributes, also for
	// those that nobody reads.
	started func()
}

type token uint8

const (
	tokenEnd token = iota
	tokenStart
	tokenChars
	tokenEOF
)

// attribute is one attribute, its value as it stands in the file.
type attribute struct {
	name           string
	written, value []byte
}

// openElement is an element whose end has not come.
type openElement struct {
	written []byte // the name as written, which the end tag has to repeat
	name    string
	outer   int    // the length of scope outside of it
	known   *names // of outside of it; nil: the same
}

func newXMLReader(data []byte) *xmlReader {
	x := &xmlReader{data: data, known: newNames()}
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		x.at = 3
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		x.data, x.err = unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(data)
	}
	return x
}

// each calls f for every child element of the element whose start has been read
// last; what f leaves of a child unread is skipped. At the start of a part, the
// child is its root.
func (x *xmlReader) each(f func(name string)) {
	depth := len(x.open)
	for x.next() {
		switch x.kind {
		case tokenStart:
			f(x.name)
			x.leave(depth)
		case tokenEnd:
			if len(x.open) < depth {
				return
			}
		}
	}
}

// leave reads on until only depth elements are open.
func (x *xmlReader) leave(depth int) {
	for len(x.open) > depth && x.next() {
	}
}

// text returns the characters within the element whose start has been read last,
// those of its children included, and reads up to its end.
func (x *xmlReader) text() string {
	depth := len(x.open)
	var first string
	var all []string
	for x.next() {
		switch x.kind {
		case tokenChars:
			if s := x.decoded(); first == "" {
				first = s
			} else {
				all = append(all, s)
			}
		case tokenEnd:
			if len(x.open) < depth {
				if all == nil {
					return first
				}
				return first + strings.Join(all, "")
			}
		}
	}
	return first
}

// decoded returns the character data that has been read last.
func (x *xmlReader) decoded() string {
	if x.cdata {
		return valid(x.chars)
	}
	return x.decode(x.chars)
}

// attr returns an attribute of the start tag that has been read last, "" where
// it is not there. It has to be asked for before anything else is read.
func (x *xmlReader) attr(name string) string {
	s, _ := x.lookup(name)
	return s
}

func (x *xmlReader) lookup(name string) (string, bool) {
	for _, a := range x.attrs {
		if a.name == name {
			return x.decode(a.value), true
		}
	}
	return "", false
}

// number returns an attribute that is a whole number, 0 where it is none.
func (x *xmlReader) number(name string) int {
	n, err := strconv.Atoi(x.attr(name))
	if err != nil {
		return 0
	}
	return n
}

// on reports whether an element such as <w:b/> switches on what it names: it
// does unless its attribute says no.
func (x *xmlReader) on(name string) bool {
	switch x.attr(name) {
	case "0", "false", "off", "none":
		return false
	}
	return true
}

// next reads one token and reports whether there is one.
func (x *xmlReader) next() bool {
	if x.err != nil {
		return false
	}
	if x.empty {
		x.empty = false
		x.kind = tokenEnd
		x.pop()
		return true
	}
	for x.at < len(x.data) {
		if x.data[x.at] != '<' {
			if x.readChars() {
				return true
			}
			continue
		}
		rest := x.data[x.at:]
		switch {
		case bytes.HasPrefix(rest, []byte("</")):
			return x.readEnd()
		case bytes.HasPrefix(rest, []byte("<!--")):
			x.skipTo("-->", len("<!--"))
		case bytes.HasPrefix(rest, []byte("<?")):
			x.skipTo("?>", len("<?"))
		case bytes.HasPrefix(rest, []byte("<![CDATA[")):
			if x.readCDATA() {
				return true
			}
		case bytes.HasPrefix(rest, []byte("<!")):
			x.fail("a DOCTYPE, which Office files never have")
		default:
			return x.readStart()
		}
		if x.err != nil {
			return false
		}
	}
	if len(x.open) > 0 {
		x.fail("it ends within <%s>", x.open[len(x.open)-1].written)
	}
	x.kind = tokenEOF
	return false
}

// fail stops the reading for something that is not XML.
func (x *xmlReader) fail(format string, args ...any) {
	f := fault(ErrDamaged, "第 %d 字节处的内容有误", "byte %d: ", x.at)
	f.What.EN += fmt.Sprintf(format, args...)
	x.stop(f)
}

// stop stops the reading.
func (x *xmlReader) stop(f *Fault) {
	if x.err == nil {
		x.err = f
	}
	x.at = len(x.data)
}

// skipTo moves behind a mark.
func (x *xmlReader) skipTo(mark string, opening int) {
	i := bytes.Index(x.data[min(x.at+opening, len(x.data)):], []byte(mark))
	if i < 0 {
		x.fail("%q is missing", mark)
		return
	}
	x.unshown.note(x.data[x.at+opening : x.at+opening+i])
	x.at += opening + i + len(mark)
}

// unshown are texts that no reader of a part asks for, as far as they tell anything:
// comments, instructions, reading aids, what formats of numbers say.
type unshown []string

func (u *unshown) note(text []byte) {
	const most = 1000 // in one part
	if len(*u) < most && telling.Match(text) {
		*u = append(*u, valid(text))
	}
}

// readChars reads text up to the next tag. Outside of the root there is none
// that counts.
func (x *xmlReader) readChars() bool {
	start := x.at
	if i := bytes.IndexByte(x.data[start:], '<'); i >= 0 {
		x.at += i
	} else {
		x.at = len(x.data)
	}
	if len(x.open) == 0 {
		if len(bytes.TrimSpace(x.data[start:x.at])) > 0 {
			x.fail("text outside of the root element")
		}
		return false
	}
	x.kind, x.chars, x.cdata = tokenChars, x.data[start:x.at], false
	return true
}

func (x *xmlReader) readCDATA() bool {
	start := x.at + len("<![CDATA[")
	x.skipTo("]]>", len("<![CDATA["))
	if x.err == nil && len(x.open) == 0 {
		x.fail("text outside of the root element")
	}
	if x.err != nil {
		return false
	}
	x.kind, x.chars, x.cdata = tokenChars, x.data[start:x.at-len("]]>")], true
	return true
}

func (x *xmlReader) readEnd() bool {
	x.at += len("</")
	written := x.readName()
	x.skipSpace()
	if x.at >= len(x.data) || x.data[x.at] != '>' {
		x.fail("an end tag without its end")
		return false
	}
	x.at++
	if len(x.open) == 0 || !bytes.Equal(x.open[len(x.open)-1].written, written) {
		x.fail("</%s> ends nothing", written)
		return false
	}
	x.kind = tokenEnd
	x.pop()
	return true
}

// pop ends the innermost element.
func (x *xmlReader) pop() {
	e := x.open[len(x.open)-1]
	x.open = x.open[:len(x.open)-1]
	x.name = e.name
	x.scope = x.scope[:e.outer]
	if e.known != nil {
		x.known = e.known
	}
}

func (x *xmlReader) readStart() bool {
	x.at++
	written := x.readName()
	if x.err == nil && len(x.open) >= maxDepth {
		x.stop(fault(ErrTooLarge, "元素嵌套超过 %d 层", "elements nested more than %d deep", maxDepth))
	}
	if x.err != nil {
		return false
	}
	e := openElement{written: written, outer: len(x.scope)}
	x.attrs = x.attrs[:0]
	for x.readAttribute() {
	}
	if x.err != nil {
		return false
	}
	if x.bind() {
		e.known, x.known = x.known, newNames()
	}
	for i := range x.attrs {
		x.attrs[i].name = x.attributeName(x.attrs[i].written)
	}
	e.name = x.elementName(written)
	x.open = append(x.open, e)
	x.kind, x.name = tokenStart, e.name
	if x.started != nil && len(x.attrs) > 0 {
		x.started()
	}
	return true
}

// readAttribute reads one attribute, or the end of the start tag.
func (x *xmlReader) readAttribute() bool {
	x.skipSpace()
	switch {
	case x.at >= len(x.data):
		x.fail("a tag without its end")
		return false
	case x.data[x.at] == '>':
		x.at++
		return false
	case bytes.HasPrefix(x.data[x.at:], []byte("/>")):
		x.at += 2
		x.empty = true
		return false
	}
	name := x.readName()
	x.skipSpace()
	if x.err != nil || x.at >= len(x.data) || x.data[x.at] != '=' {
		x.fail("an attribute without a value")
		return false
	}
	x.at++
	x.skipSpace()
	if x.at >= len(x.data) || x.data[x.at] != '"' && x.data[x.at] != '\'' {
		x.fail("a value without quotation marks")
		return false
	}
	quote := x.data[x.at]
	start := x.at + 1
	n := bytes.IndexByte(x.data[start:], quote)
	if n < 0 || bytes.IndexByte(x.data[start:start+n], '<') >= 0 {
		x.fail("a value without its end")
		return false
	}
	x.at = start + n + 1
	if len(x.attrs) == maxAttributes {
		x.fail("more than %d attributes", maxAttributes)
		return false
	}
	x.attrs = append(x.attrs, attribute{written: name, value: x.data[start : start+n]})
	return true
}

// maxAttributes bounds the attributes of one element. The root of a Word
// document declares some forty namespaces.
const maxAttributes = 256

// readName reads a name. What XML allows in it beyond ASCII is not looked at.
func (x *xmlReader) readName() []byte {
	start := x.at
	for x.at < len(x.data) && nameByte(x.data[x.at]) {
		x.at++
	}
	name := x.data[start:x.at]
	if len(name) == 0 || !nameStart(name[0]) || len(name) > 256 {
		x.fail("a tag without a name")
	}
	return name
}

func nameStart(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || c == '_' || c >= utf8.RuneSelf
}

func nameByte(c byte) bool {
	return nameStart(c) || '0' <= c && c <= '9' || c == ':' || c == '-' || c == '.'
}

func (x *xmlReader) skipSpace() {
	for x.at < len(x.data) && (x.data[x.at] == ' ' || x.data[x.at] == '\n' || x.data[x.at] == '\t' || x.data[x.at] == '\r') {
		x.at++
	}
}

// decode resolves the references in text.
func (x *xmlReader) decode(s []byte) string {
	if bytes.IndexByte(s, '&') < 0 {
		return valid(s)
	}
	var b strings.Builder
	for {
		i := bytes.IndexByte(s, '&')
		if i < 0 {
			b.WriteString(valid(s))
			return b.String()
		}
		b.WriteString(valid(s[:i]))
		end := bytes.IndexByte(s[i:min(len(s), i+12)], ';')
		r := rune(-1)
		if end > 0 {
			r = referenced(string(s[i+1 : i+end]))
		}
		if r < 0 {
			x.fail("&%s is not known", s[i+1:min(len(s), i+12)])
			return b.String()
		}
		b.WriteRune(r)
		s = s[i+end+1:]
	}
}

// referenced returns the character that a reference stands for, -1 where it is
// none of those that XML has by itself.
func referenced(name string) rune {
	switch name {
	case "lt":
		return '<'
	case "gt":
		return '>'
	case "amp":
		return '&'
	case "quot":
		return '"'
	case "apos":
		return '\''
	}
	digits, ok := strings.CutPrefix(name, "#")
	base := 10
	if hex, isHex := strings.CutPrefix(digits, "x"); isHex {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if !ok || err != nil || n > utf8.MaxRune {
		return -1
	}
	return rune(n)
}

// valid returns bytes as a string, with what is no UTF-8 replaced.
func valid(s []byte) string {
	return strings.ToValidUTF8(string(s), "\uFFFD")
}
