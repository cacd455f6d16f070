package markdown

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"gongkai/generator/markdown/pipetable"
	"gongkai/generator/markdown/prose"
	"gongkai/generator/markdown/quick"
)

// quickParser takes the blocks that package quick reads, and a run of them at once.
// Each that has no markup but spans becomes one node, a [quickBlock]; in the others
// goldmark looks for markup. TestQuick compares this with what goldmark makes of the
// same text.
type quickParser struct{ *quick.Parser }

// newQuickParser makes the parser that goes with a parser of text.
func newQuickParser(text *textParser, opt Options) *quickParser {
	return &quickParser{quick.New(quick.Dialect{
		Marks: text.stop, Special: special, Tables: !opt.CommonMark, ByLine: opt.byLine(), Longest: maxMarks,
	})}
}

// Trigger returns what these blocks begin with.
func (p *quickParser) Trigger() []byte {
	first := []byte("#>-+*[|")
	for c := range 0x100 {
		if prose.IsWord(byte(c)) || c >= utf8.RuneSelf {
			first = append(first, byte(c))
		}
	}
	return first
}

func (p *quickParser) CanInterruptParagraph() bool { return false }

func (p *quickParser) CanAcceptIndentedLine() bool { return false }

// Open takes all quick blocks from this line on. The last of them is the one
// that goldmark then takes for open.
func (p *quickParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if pc.BlockOffset() != 0 || parent.Kind() != ast.KindDocument {
		return nil, parser.NoChildren
	}
	j := pc.(*context).job
	number, first := reader.Position()
	r := &j.quick
	last := j.doc.LastChild()
	if last == nil {
		p.Begin(r, &j.body, first.Start)
	} else { // go on from where readAll has stopped
		for c := j.doc.FirstChild(); c != last; c = j.doc.FirstChild() {
			parent.AppendChild(parent, c)
		}
		j.doc.RemoveChild(&j.doc, last)
		p.Begin(r, &j.body, j.lastQuick.end)
	}
	for r.Next() {
		if last != nil {
			parent.AppendChild(parent, last)
		}
		last = j.nodes.quickNode(&r.Block, j.src.Body)
		j.lastQuick = extent{r.Block.At, r.Block.End}
	}
	if last == nil {
		return nil, parser.NoChildren
	}
	reader.SetPosition(number, text.NewSegment(j.lastQuick.at, j.lastQuick.end))
	if _, ok := last.(*ast.Paragraph); ok { // no line can be added to it
		pc.(*context).ended = last
	}
	return last, parser.NoChildren
}

// readAll reads the body up to the first block that is not quick, into j.doc. It
// reports whether that is the whole tree; else Open goes on from there.
func (p *quickParser) readAll(j *job) bool {
	marked := false
	r := &j.quick
	for p.Begin(r, &j.body, 0); r.Next(); {
		marked = marked || r.Block.Marked
		j.doc.AppendChild(&j.doc, j.nodes.quickNode(&r.Block, j.src.Body))
		j.lastQuick = extent{r.Block.At, r.Block.End}
	}
	return r.At == len(j.src.Body) && !marked
}

// extent says where a block begins, and where its last line ends.
type extent struct{ at, end int }

// Continue is asked about the line below the last block, which is no part of it.
func (p *quickParser) Continue(ast.Node, text.Reader, parser.Context) parser.State {
	return parser.Close
}

// Close puts a heading where it stands; goldmark took the run for one block.
func (p *quickParser) Close(n ast.Node, _ text.Reader, pc parser.Context) {
	if h, ok := n.(*ast.Heading); ok {
		h.SetPos(pc.(*context).job.lastQuick.at)
	}
}

// quickBlock is a block whose text has no markup in it but spans. Its lines are those of
// a paragraph, the items of a list, or the rows of a table.
type quickBlock struct {
	ast.Paragraph
	kind    quick.Kind
	start   int                   // the number of the first item
	columns []pipetable.Alignment // of a table
	escaped bool                  // some of the text cannot simply be copied
	spans   bool                  // there are spans in it
}

// IsRaw tells goldmark that there is no markup to look for.
func (*quickBlock) IsRaw() bool { return true }

// quickNode makes the node of a block of a body.
func (n *nodes) quickNode(b *quick.Block, body []byte) ast.Node {
	switch {
	case b.Kind == quick.Heading:
		return n.quickHeading(b)
	case !b.Marked:
		block := n.quick.take()
		block.kind, block.start, block.escaped, block.spans = b.Kind, b.Number, b.Escaped, b.Spans
		block.columns = append(block.columns, b.Columns...)
		for _, l := range b.Lines {
			block.Lines().Append(text.NewSegment(l.Start, l.Stop))
		}
		return block
	case b.Kind == quick.Quote:
		quote := n.quotes.take()
		quote.AppendChild(quote, withLines(n.paragraphs.take(), b.Lines))
		return quote
	case b.Kind == quick.Paragraph:
		return withLines(n.paragraphs.take(), b.Lines)
	}
	return n.markedList(b, body)
}

// quickHeading makes a heading. Where it is not marked, the inline parsers pass its
// text by.
func (n *nodes) quickHeading(b *quick.Block) ast.Node {
	h := n.headings.take()
	h.Level = b.Number
	h.SetPos(b.At)
	if b.Marked {
		return withLines(h, b.Lines)
	}
	t := n.text(text.NewSegment(b.Lines[0].Start, b.Lines[0].Stop))
	t.SetRaw(true)
	h.AppendChild(h, t)
	return h
}

// markedList makes a tight list that goldmark is to look for markup in.
func (n *nodes) markedList(b *quick.Block, body []byte) ast.Node {
	list := n.lists.take()
	list.Marker, list.Start, list.IsTight = b.Sign, b.Number, true
	for i, l := range b.Lines {
		item := n.items.take()
		item.SetPos(prose.StartOfLine(body, l.Start))
		item.AppendChild(item, withLines(n.textBlocks.take(), b.Lines[i:i+1]))
		list.AppendChild(list, item)
	}
	return list
}

// withLines gives a block the lines in which goldmark is to look for markup: line
// feeds and all, but for the last.
func withLines(n ast.Node, lines []quick.Line) ast.Node {
	for i, l := range lines {
		stop := l.End
		if i == len(lines)-1 {
			stop = l.Stop
		}
		n.Lines().Append(text.NewSegment(l.Start, stop))
	}
	return n
}

// quickWriter renders blocks that were read in one look.
type quickWriter struct{ *job }

// block renders a quick block.
func (j quickWriter) block(n *quickBlock) {
	switch lines := n.Lines(); n.kind {
	case quick.Paragraph:
		j.paragraph(n)
	case quick.Quote:
		meant{j.job}.line(lines.At(0))
		j.w.block("<blockquote><p>")
		j.line(n, lines.At(0))
		j.w.block("</p></blockquote>")
	case quick.Bullets:
		j.w.block("<ul>")
		j.items(n, lines)
		j.w.block("</ul>")
	case quick.Numbers:
		blockWriter{j.job}.openOrdered(n, n.start)
		j.items(n, lines)
		j.w.block("</ol>")
	case quick.Table:
		tableWriter{j.job}.quickTable(n, lines)
	}
}

func (j quickWriter) paragraph(n *quickBlock) {
	lines := n.Lines()
	if j.atPlace(lines) {
		return
	}
	meant{j.job}.check(lines)
	j.openParagraph(n)
	j.line(n, lines.At(0))
	for i := 1; i < lines.Len(); i++ {
		line := lines.At(i)
		r, _ := utf8.DecodeRune(bytes.TrimLeft(j.src.Body[line.Start:line.Stop], "[*"))
		j.softBreak(lines.At(i-1).Stop, r)
		j.line(n, line)
	}
	j.w.block("</p>")
}

func (j quickWriter) items(n *quickBlock, lines *text.Segments) {
	numbered := n.kind == quick.Numbers && j.opt.byLine()
	number := 0
	for i := range lines.Len() {
		j.w.block("<li")
		if numbered {
			before := number
			if number = j.typedNumber(prose.StartOfLine(j.src.Body, lines.At(i).Start)); i > 0 {
				blockWriter{j.job}.value(before, number)
			}
		}
		j.w.raw(">")
		meant{j.job}.line(lines.At(i))
		j.line(n, lines.At(i))
		j.w.block("</li>")
	}
}

func (j quickWriter) line(n *quickBlock, line text.Segment) {
	if n.spans {
		j.spans(line, n.escaped)
	} else {
		j.unmarked(j.src.Body[line.Start:line.Stop], n.escaped)
	}
}

// unmarked renders text without markup.
func (j quickWriter) unmarked(value []byte, escaped bool) {
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

// spans renders a line in which all marks belong to spans; escaped is about the
// text outside of them.
func (j quickWriter) spans(line text.Segment, escaped bool) {
	body := j.src.Body[:line.Stop]
	for at := line.Start; ; {
		s, ok := quick.NextSpan(body, at)
		j.unmarked(body[at:s.Start], escaped)
		if !ok {
			return
		}
		if s.Link {
			// The address reaches to the end of the body's array: see offsetOf.
			j.link(body[s.Text:s.TextTo], j.src.Body[s.Address:s.End-len(")")], s.Address)
		} else {
			j.w.start("<strong>")
			j.unmarked(body[s.Text:s.TextTo], hasMarks(body[s.Text:s.TextTo]))
			j.w.end("</strong>")
		}
		at = s.End
	}
}

// link renders a link whose address stands at a byte of the body. Its text begins with
// a solid character, so that it is never empty.
func (j quickWriter) link(label, address []byte, at int) {
	t, ok := j.destination(address, at)
	if ok {
		linkWriter{j.job}.openLink(t, nil, "ext")
	}
	j.unmarked(label, hasMarks(label))
	if ok {
		j.w.end("</a>")
	}
}
