package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"gongkai/generator/markdown/prose"
)

// linkifier links bare addresses: https://…, http://…, www.… and e-mail.
//
// goldmark's own looks for them only at the beginning of a line and after a
// blank or an ASCII bracket, and Chinese text has none of these: 网址：https://….
// So this one starts at the sign in the middle, as the reference
// implementation of GFM does, and takes back what stands before it. An address
// ends at the first character that is not ASCII, so Chinese may follow at once.
type linkifier struct{}

func (linkifier) Trigger() []byte { return []byte{':', '.', '@'} }

func (linkifier) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if pc.IsInLinkLabel() {
		return nil
	}
	line, segment := block.PeekLine()
	source := block.Source()
	a := address{kind: ast.AutoLinkURL}
	switch line[0] {
	case ':':
		a.start, a.stop = findURL(source[:segment.Start], line)
	case '.':
		a.start, a.stop = findWWW(source[:segment.Start], line)
		a.protocol = []byte("http")
	case '@':
		a.start, a.stop = findEmail(source[:segment.Start], line)
		a.kind = ast.AutoLinkEmail
	}
	if a.stop == 0 || !takeBack(parent, segment.Start, a.start, pc) {
		return nil
	}
	block.Advance(a.stop)
	value := ast.NewTextSegment(text.NewSegment(a.start, segment.Start+a.stop))
	link := ast.NewAutoLink(a.kind, value)
	link.Protocol = a.protocol
	return link
}

// address is a found address: start is an offset in the source, stop one in the
// line that begins at the sign; stop 0 means none.
type address struct {
	kind     ast.AutoLinkType
	start    int
	stop     int
	protocol []byte
}

// takeBack removes the text from start up to at, which is already in parent's
// children. It reports false, and changes nothing, where something other than
// text stands there.
func takeBack(parent ast.Node, at, start int, pc parser.Context) bool {
	end := at
	for c := parent.LastChild(); end > start; c = c.PreviousSibling() {
		var s text.Segment
		switch n := c.(type) {
		case *ast.Text:
			s = n.Segment
		case *parser.Delimiter:
			s = n.Segment
			if s.Start < start {
				return false
			}
		default:
			return false
		}
		if s.Stop != end || s.Padding != 0 {
			return false
		}
		end = s.Start
	}
	for end = at; end > start; {
		switch n := parent.LastChild().(type) {
		case *parser.Delimiter:
			pc.RemoveDelimiter(n) // it becomes text
		case *ast.Text:
			end = n.Segment.Start
			if end < start {
				n.Segment = n.Segment.WithStop(start)
			} else {
				parent.RemoveChild(parent, n)
			}
		}
	}
	return true
}

// findURL looks at "://" with the text before it and the line from it on.
func findURL(before, line []byte) (start, stop int) {
	if !bytes.HasPrefix(line, []byte("://")) {
		return 0, 0
	}
	start = len(before)
	for start > 0 && len(before)-start < len("https") && prose.IsLetter(before[start-1]) {
		start--
	}
	scheme := bytes.ToLower(before[start:])
	if string(scheme) != "http" && string(scheme) != "https" || start > 0 && prose.IsWord(before[start-1]) {
		return 0, 0
	}
	n := addressLen(line[3:])
	if n == 0 {
		return 0, 0
	}
	return start, 3 + n
}

// findWWW looks at the first dot of www.example.cn.
func findWWW(before, line []byte) (start, stop int) {
	start = len(before) - len("www")
	if start < 0 || !bytes.EqualFold(before[start:], []byte("www")) || start > 0 && prose.IsWord(before[start-1]) {
		return 0, 0
	}
	n := addressLen(line[1:])
	if n == 0 {
		return 0, 0
	}
	return start, 1 + n
}

// findEmail looks at the @.
func findEmail(before, line []byte) (start, stop int) {
	start = len(before)
	for start > 0 && (prose.IsWord(before[start-1]) || bytes.IndexByte([]byte("._+-"), before[start-1]) >= 0) {
		start--
	}
	for start < len(before) && !prose.IsWord(before[start]) {
		start++
	}
	n := hostLen(line[1:])
	if start == len(before) || n == 0 || line[n] == '_' {
		return 0, 0
	}
	return start, 1 + n
}

// addressLen returns the length of host, port and path at the start of b,
// without punctuation that belongs to the sentence around it; 0 where there is
// no host with a dot in it.
func addressLen(b []byte) int {
	host := hostLen(b)
	if host == 0 {
		return 0
	}
	n := host
	if n < len(b) && b[n] == ':' {
		for n++; n < len(b) && prose.IsDigit(rune(b[n])); n++ {
		}
	}
	if n < len(b) && (b[n] == '/' || b[n] == '?' || b[n] == '#') {
		for n < len(b) && isURLByte(b[n]) {
			n++
		}
	}
	return max(trimAddress(b[:n]), host)
}

// hostLen returns the length of a host name with at least one dot at the start
// of b; a last dot or hyphen is left out.
func hostLen(b []byte) int {
	n, dots := 0, 0
	for n < len(b) && (prose.IsWord(b[n]) || b[n] == '-' || b[n] == '_' || b[n] == '.' && n > 0 && b[n-1] != '.') {
		n++
	}
	for n > 0 && !prose.IsWord(b[n-1]) {
		n--
	}
	for _, c := range b[:n] {
		if c == '.' {
			dots++
		}
	}
	if dots == 0 {
		return 0
	}
	return n
}

// trimAddress returns the length of b without trailing punctuation, closing
// brackets that b does not open, and a trailing entity (GFM 6.9). It looks at
// each byte at most twice, since thousands of marks may stand at the end.
func trimAddress(b []byte) int {
	var extra [256]int // closing brackets that are not opened in b
	for _, c := range b {
		switch c {
		case ')', ']', '}':
			extra[c]++
		case '(':
			extra[')']--
		case '[', '{':
			extra[c+2]--
		}
	}
	for n := len(b); n > 0; n-- {
		switch last := b[n-1]; last {
		case '?', '!', '.', ',', ':', '*', '_', '~', '\'', '"', '\\':
		case ';':
			n -= entityLen(b[:n-1])
		case ')', ']', '}':
			if extra[last] <= 0 {
				return n
			}
			extra[last]--
		default:
			return n
		}
	}
	return 0
}

// entityLen returns the length of an entity without its semicolon that b ends
// with, 0 where there is none.
func entityLen(b []byte) int {
	n := len(b)
	for n > 0 && prose.IsWord(b[n-1]) {
		n--
	}
	if n == len(b) || n == 0 || b[n-1] != '&' {
		return 0
	}
	return len(b) - n + 1
}

// isURLByte reports whether a byte may stand in a bare address.
func isURLByte(c byte) bool {
	return '!' <= c && c <= '~' && bytes.IndexByte([]byte("\"<>`|\\"), c) < 0
}
