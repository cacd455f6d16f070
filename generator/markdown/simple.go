package markdown

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// simpleParser takes the blocks that most documents are made of, and a run of
// them at once: headings, paragraphs, lists with one line an item, quotes of one
// line, and tables, all of them at the margin, with no other block in them and
// none that could go on with them below.
//
// goldmark asks up to ten parsers what a line is, and what the next one is to
// it; then it looks for markup in each piece of text. Here the first characters
// of a line decide, and text without any mark but those of simple links and
// strong text (span.go) needs no other look: such a block is one node, a
// [simpleBlock]. Whatever does not look like these few things is left to goldmark;
// TestSimple compares the two. Without this parser, its reader and the spans a
// build of 10,000 documents takes 35 % more processor time.
type simpleParser struct {
	class  [256]byteClass
	links  linkParser
	tables bool // are in the dialect
	byLine bool // line breaks mean something
}

// byteClass is what a byte may be within text.
type byteClass uint8

const (
	copied  byteClass = iota // nothing but itself
	escaped                  // written in another way: see [writer.text]
	mark                     // markup: an inline parser is triggered by it
	newline
)

// newSimpleParser makes the parser that goes with a parser of text.
func newSimpleParser(text *textParser, opt Options) *simpleParser {
	p := &simpleParser{tables: !opt.CommonMark, byLine: opt.byLine(), links: linkParser{&text.stop}}
	for c := range p.class {
		switch {
		case c == '\n':
			p.class[c] = newline
		case text.stop[c]:
			p.class[c] = mark
		case special[c]:
			p.class[c] = escaped
		}
	}
	return p
}

// Trigger returns what these blocks begin with.
func (p *simpleParser) Trigger() []byte {
	first := []byte("#>-+*[|")
	for c := range 0x100 {
		if isWord(byte(c)) || c >= utf8.RuneSelf {
			first = append(first, byte(c))
		}
	}
	return first
}

func (p *simpleParser) CanInterruptParagraph() bool { return false }

func (p *simpleParser) CanAcceptIndentedLine() bool { return false }

// Open takes all simple blocks from this line on. The last of them is the one
// that goldmark then takes for open.
func (p *simpleParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if pc.BlockOffset() != 0 || parent.Kind() != ast.KindDocument {
		return nil, parser.NoChildren
	}
	j := pc.(*context).job
	number, first := reader.Position()
	s := simpleReader{simpleParser: p, job: j, source: reader.Source(), next: first.Start, lines: j.pieces}
	last := j.doc.LastChild()
	if last != nil { // go on from there
		for c := j.doc.FirstChild(); c != last; c = j.doc.FirstChild() {
			parent.AppendChild(parent, c)
		}
		j.doc.RemoveChild(&j.doc, last)
		s.next, j.simpleAt = j.ahead.next, j.ahead.at
		reader.SetPosition(number, text.NewSegment(j.ahead.at, j.ahead.after))
	}
	for s.next < len(s.source) {
		at := s.next
		n := s.block(at)
		if n == nil {
			break
		}
		if last != nil {
			parent.AppendChild(parent, last)
		}
		last, j.simpleAt = n, at
		reader.SetPosition(number, text.NewSegment(at, s.after))
	}
	j.pieces = s.lines[:0]
	if _, ok := last.(*ast.Paragraph); ok { // no line can be added to it
		pc.(*context).ended = last
	}
	return last, parser.NoChildren
}

// readAll reads the body up to the first block that is not simple, into j.doc. It
// reports whether that is the whole tree; else Open goes on from there.
func (p *simpleParser) readAll(j *job) bool {
	s := simpleReader{simpleParser: p, job: j, source: j.src.Body, lines: j.pieces}
	s.skip(line{})
	for s.next < len(s.source) {
		at := s.next
		n := s.block(at)
		if n == nil {
			break
		}
		j.doc.AppendChild(&j.doc, n)
		j.ahead = ahead{at, s.after, s.next}
	}
	j.pieces = s.lines[:0]
	return s.next == len(s.source) && !s.inlines
}

// ahead says how far a body has been read before goldmark is asked: where the last
// block begins and ends, and the next line that is not blank.
type ahead struct{ at, after, next int }

// Continue is asked about the line below the last block, which is no part of it.
func (p *simpleParser) Continue(ast.Node, text.Reader, parser.Context) parser.State {
	return parser.Close
}

// Close puts a heading where it stands; goldmark took the run for one block.
func (p *simpleParser) Close(n ast.Node, _ text.Reader, pc parser.Context) {
	if h, ok := n.(*ast.Heading); ok {
		h.SetPos(pc.(*context).job.simpleAt)
	}
}

// simpleBlock is a block whose text has no markup in it but spans. Its lines are those of
// a paragraph, the items of a list, or the rows of a table.
type simpleBlock struct {
	ast.Paragraph
	kind    simpleKind
	start   int              // the number of the first item
	columns []east.Alignment // of a table
	escaped bool             // some of the text cannot simply be copied
	spans   bool             // there are spans in it
}

type simpleKind uint8

const (
	simpleParagraph simpleKind = iota
	simpleQuote
	bulletList
	orderedList
	simpleTable
)

// IsRaw tells goldmark that there is no markup to look for.
func (*simpleBlock) IsRaw() bool { return true }

// simpleWriter renders blocks that were read in one look.
type simpleWriter struct{ *job }

// simple renders a simple block.
func (j simpleWriter) simple(n *simpleBlock) {
	switch lines := n.Lines(); n.kind {
	case simpleParagraph:
		if j.atPlace(lines) {
			return
		}
		meant{j.job}.check(lines)
		j.openParagraph(n)
		j.simpleLine(n, lines.At(0))
		for i := 1; i < lines.Len(); i++ {
			line := lines.At(i)
			r, _ := utf8.DecodeRune(bytes.TrimLeft(j.src.Body[line.Start:line.Stop], "[*"))
			j.softBreak(lines.At(i-1).Stop, r)
			j.simpleLine(n, line)
		}
		j.w.block("</p>")
	case simpleQuote:
		j.w.block("<blockquote><p>")
		j.simpleLine(n, lines.At(0))
		j.w.block("</p></blockquote>")
	case bulletList:
		j.w.block("<ul>")
		j.simpleItems(n, lines)
		j.w.block("</ul>")
	case orderedList:
		blockWriter{j.job}.openOrdered(n.start)
		j.simpleItems(n, lines)
		j.w.block("</ol>")
	case simpleTable:
		tableWriter{j.job}.simpleTable(n, lines)
	}
}

func (j simpleWriter) simpleItems(n *simpleBlock, lines *text.Segments) {
	numbered := n.kind == orderedList && j.opt.byLine()
	number := 0
	for i := range lines.Len() {
		j.w.block("<li")
		if numbered {
			before := number
			if number = j.typedNumber(startOfLine(j.src.Body, lines.At(i).Start)); i > 0 {
				blockWriter{j.job}.value(before, number)
			}
		}
		j.w.raw(">")
		j.simpleLine(n, lines.At(i))
		j.w.block("</li>")
	}
}

func (j simpleWriter) simpleLine(n *simpleBlock, line text.Segment) {
	if n.spans {
		j.spans(line, n.escaped)
	} else {
		j.unmarked(j.src.Body[line.Start:line.Stop], n.escaped)
	}
}

// unmarked renders text without markup.
func (j simpleWriter) unmarked(value []byte, escaped bool) {
	switch {
	case !escaped:
		j.w.plain(value)
	case needsUnescape(value):
		j.scratch = unescape(j.scratch[:0], value)
		j.w.text(j.scratch)
	default:
		j.w.text(value)
	}
}
