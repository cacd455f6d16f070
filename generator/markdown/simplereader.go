package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// simpleReader reads simple blocks one after the other.
type simpleReader struct {
	*simpleParser
	job    *job
	source []byte
	after  int    // the end of the last block's last line
	next   int    // the next line that is not blank
	lines  []line // those of the block that is read now
	// inlines says that there is text in which goldmark is to look for markup.
	inlines bool
}

// line is a line with the text in it: from start, where the mark of a list or of
// a quote ends, to stop, where the blanks at the end of the line begin.
type line struct {
	start, stop int
	end         int // the beginning of the next line
	marked      bool
	escaped     bool
	spans       bool
}

func (l line) segment() text.Segment { return text.NewSegment(l.start, l.stop) }

// block reads the block that begins at an offset, nil if it is not simple.
func (s *simpleReader) block(at int) ast.Node {
	s.lines = s.lines[:0]
	switch {
	case s.source[at] == '#':
		return s.heading(at)
	case s.source[at] == '>':
		return s.quote(at)
	case s.source[at] == '|':
		return s.table(at)
	case s.begins(at):
		return s.paragraph(at)
	}
	return s.list(at)
}

// read reads the line whose text begins at an offset.
func (s *simpleReader) read(at int) line {
	l := line{start: at, stop: len(s.source), end: len(s.source)}
scan:
	for i := at; i < len(s.source); i++ {
		c := s.source[i]
		if c >= utf8.RuneSelf {
			i = ascii(s.source, i+1) - 1
			continue
		}
		switch s.class[c] {
		case escaped:
			l.escaped = true
		case mark:
			if !s.isMark(i) {
				continue
			}
			if n := s.span(i); n > 0 {
				l.spans = true
				i += n - 1
				continue
			}
			l.marked = true
			if n := bytes.IndexByte(s.source[i:], '\n'); n >= 0 {
				l.stop, l.end = i+n, i+n+1
			}
			break scan
		case newline:
			l.stop, l.end = i, i+1
			break scan
		}
	}
	for l.stop > at && util.IsSpace(s.source[l.stop-1]) {
		l.stop--
	}
	return l
}

// isMark reports whether the byte at an offset may be markup. Most full stops
// and colons are in no address.
func (s *simpleReader) isMark(i int) bool {
	switch rest := s.source[i:]; rest[0] {
	case '.':
		return i >= len("www") && bytes.EqualFold(s.source[i-len("www"):i], []byte("www"))
	case ':':
		return bytes.HasPrefix(rest, []byte("://"))
	case '!':
		return false // the bracket after it would be
	}
	return true
}

// skip sets after and next behind the last line of a block.
func (s *simpleReader) skip(last line) {
	s.after, s.next = last.end, last.end
	for i := last.end; i < len(s.source); i++ {
		if c := s.source[i]; c == '\n' {
			s.next = i + 1
		} else if !util.IsSpace(c) {
			return
		}
	}
	s.next = len(s.source)
}

// blank reports whether no text stands in the line at an offset.
func (s *simpleReader) blank(at int) bool {
	for ; at < len(s.source) && s.source[at] != '\n'; at++ {
		if !util.IsSpace(s.source[at]) {
			return false
		}
	}
	return true
}

// white reports whether a line shows nothing: its blanks are not those of ASCII.
// A paragraph of such lines is none, see [job.onlyComments].
func (s *simpleReader) white(l line) bool {
	value := s.source[l.start:l.stop]
	r, _ := utf8.DecodeRune(value)
	return unicode.IsSpace(r) && len(bytes.TrimSpace(value)) == 0
}

// begins reports whether text begins at an offset, and nothing else can: no
// list, no rule, no definition of a reference or a footnote.
func (s *simpleReader) begins(at int) bool {
	rest := s.source[at:]
	switch c := byteAt(rest, 0); {
	case c >= utf8.RuneSelf, isLetter(c):
		return true
	case c == '*': // **第一条**
		return byteAt(rest, 1) == '*' && byteAt(rest, 2) >= utf8.RuneSelf
	case c == '[':
		return !s.job.hasDefinitions()
	}
	n := digits(rest)
	return n > 0 && byteAt(rest, n) != '.' && byteAt(rest, n) != ')'
}

// byteAt returns a byte of text, a line feed before its start and behind its end.
func byteAt(text []byte, i int) byte {
	if uint(i) < uint(len(text)) {
		return text[i]
	}
	return '\n'
}

// digits counts the digits that text begins with.
func digits(text []byte) int {
	n := 0
	for n < len(text) && isDigit(rune(text[n])) {
		n++
	}
	return n
}

// heading reads `## text`. It leaves alone what ends with #, and {#id}.
func (s *simpleReader) heading(at int) ast.Node {
	rest := s.source[at:]
	level := 0
	for level <= 6 && byteAt(rest, level) == '#' {
		level++
	}
	if level > 6 || byteAt(rest, level) != ' ' || util.IsSpace(byteAt(rest, level+1)) {
		return nil
	}
	l := s.read(at + level + 1)
	if last := s.source[l.stop-1]; last == '#' || last == '}' {
		return nil
	}
	s.skip(l)
	nodes := &s.job.nodes
	h := nodes.headings.take()
	h.Level = level
	h.SetPos(at)
	piece := l.segment()
	if l.marked || l.spans || bytes.IndexByte(s.source[l.start:l.stop], '&') >= 0 {
		h.Lines().Append(piece)
		s.inlines = true
		return h
	}
	t := nodes.text(piece)
	t.SetRaw(true) // the inline parsers pass it by
	h.AppendChild(h, t)
	return h
}

// paragraph reads a paragraph up to a blank line.
func (s *simpleReader) paragraph(at int) ast.Node {
	l := s.readText(at)
	if l.start >= l.stop || s.white(l) {
		return nil
	}
	s.lines = append(s.lines, l)
	ended := s.ends(at, line{start: at, end: l.end})
	for !ended && !s.blank(l.end) {
		if !s.begins(l.end) || !s.endsWithText(l) {
			return nil
		}
		from := l.end
		if l = s.readText(from); l.start >= l.stop {
			return nil
		}
		s.lines = append(s.lines, l)
		ended = s.ends(at, line{start: from, end: l.end})
	}
	if s.byLine && len(s.lines) > 1 && bytes.IndexByte(s.source[at:l.stop], '\t') >= 0 {
		return nil // it could be a table
	}
	s.skip(l)
	if bytes.HasPrefix(util.TrimLeftSpace(s.source[s.next:]), []byte(":")) {
		return nil // it could be a term that is defined there
	}
	if !s.marked() {
		return s.simple(simpleParagraph)
	}
	return s.marks(s.job.nodes.paragraphs.take(), s.lines)
}

// readText reads a line whose text begins at an offset, without the blanks that
// are not those of ASCII before it.
func (s *simpleReader) readText(at int) line {
	if s.byLine && s.source[at] >= utf8.RuneSelf {
		at += indentation(lineOf(s.source[at:]))
	}
	return s.read(at)
}

// ends reports whether a line ends the paragraph that begins at an offset, though
// no blank line follows: see lines.go.
func (s *simpleReader) ends(first int, l line) bool {
	return s.byLine && lineJudge{s.job}.ends(first, text.NewSegment(l.start, l.end))
}

// endsWithText reports whether a line ends without blanks: two of them would be
// a line break.
func (s *simpleReader) endsWithText(l line) bool {
	ending := s.source[l.stop:l.end]
	return len(ending) == 1 || string(ending) == "\r\n"
}

// quote reads `> text`.
func (s *simpleReader) quote(at int) ast.Node {
	if byteAt(s.source, at+1) != ' ' || !s.begins(at+2) {
		return nil
	}
	l := s.readText(at + 2)
	if l.start >= l.stop || s.white(l) || !s.blank(l.end) {
		return nil
	}
	s.skip(l)
	s.lines = append(s.lines, l)
	if !s.marked() {
		return s.simple(simpleQuote)
	}
	nodes := &s.job.nodes
	quote := nodes.quotes.take()
	quote.AppendChild(quote, s.marks(nodes.paragraphs.take(), s.lines))
	return quote
}

// list reads `- text` or `1. text`, up to a blank line below which the list
// cannot go on.
func (s *simpleReader) list(at int) ast.Node {
	sign, start, from := s.item(at)
	if from == 0 {
		return nil
	}
	for {
		l := s.readText(from)
		if l.start >= l.stop {
			return nil
		}
		s.lines = append(s.lines, l)
		if s.blank(l.end) {
			s.skip(l)
			break
		}
		next, _, text := s.item(l.end)
		if next != sign || text == 0 {
			if !s.begins(l.end) || !s.ends(from, line{start: from, end: l.end}) {
				return nil
			}
			s.skip(l)
			break
		}
		from = text
	}
	ordered := sign == '.' || sign == ')'
	if s.next < len(s.source) {
		switch c := s.source[s.next]; {
		case c == sign, ordered && isDigit(rune(c)), util.IsSpace(c):
			return nil
		}
	}
	switch {
	case s.marked():
		return s.markedList(sign, start)
	case ordered:
		b := s.simple(orderedList)
		b.start = start
		return b
	}
	return s.simple(bulletList)
}

// table reads a table, all lines of which begin with a bar.
func (s *simpleReader) table(at int) ast.Node {
	if !s.tables {
		return nil
	}
	for {
		l := s.read(at)
		s.lines = append(s.lines, l)
		if at = l.end; s.blank(at) {
			break
		}
		if l.marked || l.spans || s.source[at] != '|' {
			return nil
		}
	}
	n := len(s.lines)
	if n < 2 || s.lines[n-1].marked || s.lines[n-1].spans {
		return nil
	}
	table := s.simple(simpleTable)
	b := tableBuilder{source: s.source, columns: table.columns[:0]}
	found := b.delimiters(s.lines[1].segment())
	table.columns = b.columns
	if !found || cellsOf(s.source, s.lines[0].segment()).count() != len(b.columns) {
		return nil
	}
	if columns, _ := hollow(s.source, table.Lines()); columns > 0 {
		return nil
	}
	s.skip(s.lines[n-1])
	return table
}

// item reads the mark of a list's item at an offset: the sign, the number before
// it, and where the text begins; 0 if there is none.
func (s *simpleReader) item(at int) (sign byte, number, from int) {
	const longest = 9
	rest := s.source[at:]
	n := digits(rest[:min(len(rest), longest+1)])
	for _, c := range rest[:n] {
		number = 10*number + int(c-'0')
	}
	sign = byteAt(rest, n)
	switch sign {
	case '-', '+', '*':
		if n > 0 {
			return 0, 0, 0
		}
	case '.', ')':
		if n == 0 || n > longest {
			return 0, 0, 0
		}
	default:
		return 0, 0, 0
	}
	if s.byLine && n > 0 && isFigure(lineOf(rest)) {
		return 0, 0, 0
	}
	from = at + n + len("- ")
	if byteAt(rest, n+1) != ' ' || from >= len(s.source) || !s.begins(from) {
		return 0, 0, 0
	}
	return sign, number, from
}

// marked reports whether the lines that have been read have marks in them that
// are for goldmark, or so many that it may have to take them as text.
func (s *simpleReader) marked() bool {
	marks := 0
	for _, l := range s.lines {
		if l.spans && s.lines[len(s.lines)-1].stop-s.lines[0].start > maxMarks {
			marks += countMarks(s.source[l.start:l.stop])
		}
		if l.marked || marks > maxMarks {
			return true
		}
	}
	return false
}

// simple makes a block of lines without marks.
func (s *simpleReader) simple(kind simpleKind) *simpleBlock {
	b := s.job.nodes.simple.take()
	b.kind = kind
	for _, l := range s.lines {
		b.Lines().Append(l.segment())
		b.escaped = b.escaped || l.escaped
		b.spans = b.spans || l.spans
	}
	return b
}

// marks gives a block the lines in which goldmark is to look for markup: line
// feeds and all, but for the last.
func (s *simpleReader) marks(n ast.Node, lines []line) ast.Node {
	s.inlines = true
	for i, l := range lines {
		stop := l.end
		if i == len(lines)-1 {
			stop = l.stop
		}
		n.Lines().Append(text.NewSegment(l.start, stop))
	}
	return n
}

// markedList makes a tight list that goldmark is to look for markup in.
func (s *simpleReader) markedList(sign byte, start int) ast.Node {
	nodes := &s.job.nodes
	list := nodes.lists.take()
	list.Marker, list.Start, list.IsTight = sign, start, true
	for i := range s.lines {
		item := nodes.items.take()
		item.SetPos(startOfLine(s.source, s.lines[i].start))
		item.AppendChild(item, s.marks(nodes.textBlocks.take(), s.lines[i:i+1]))
		list.AppendChild(list, item)
	}
	return list
}
