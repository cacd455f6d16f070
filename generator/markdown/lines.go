package markdown

import (
	"bytes"
	"slices"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"gongkai/generator/markdown/prose"
	"gongkai/generator/unseen"
)

// Lines. To those who write Chinese the end of a line is that of a paragraph: package
// prose says where, and both readers ask it. A paragraph that has ended is closed at
// once, so that whatever follows begins anew: a list may start with any number, and
// nothing joins a quote or an item of a list from outside.
//
// A line of blanks of any kind, U+3000 among them, or of what cannot be seen is blank, and
// blanks of any kind at the beginning of a paragraph are dropped: the style sheet indents it.

// byLine reports whether line breaks mean something.
func (o Options) byLine() bool { return !o.Join && !o.CommonMark }

// lineParser is goldmark's parser of paragraphs, with nodes that are used again,
// and paragraphs that end with a line.
type lineParser struct {
	parser.BlockParser
	transformers []parser.ParagraphTransformer // in the order in which goldmark asks them
	byLine       bool
}

// newLineParser makes the parser that goes with a list of transformers.
func newLineParser(p parser.BlockParser, list []util.PrioritizedValue, byLine bool) *lineParser {
	l := &lineParser{BlockParser: p, byLine: byLine}
	for _, t := range slices.SortedStableFunc(slices.Values(list), func(a, b util.PrioritizedValue) int { return a.Priority - b.Priority }) {
		l.transformers = append(l.transformers, t.Value.(parser.ParagraphTransformer))
	}
	return l
}

func (p *lineParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	if util.IsBlank(line) || p.byLine && len(bytes.TrimFunc(line, unicode.IsSpace)) == 0 {
		return nil, parser.NoChildren
	}
	c := pc.(*context)
	n := c.job.nodes.paragraphs.take()
	n.Lines().Append(segment)
	if p.byLine && c.job.body.Ends(segment.Start, segment.Start, segment.Stop) {
		c.ended, c.reader = n, reader
	}
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

func (p *lineParser) Continue(n ast.Node, reader text.Reader, pc parser.Context) parser.State {
	_, segment := reader.PeekLine()
	state := p.BlockParser.Continue(n, reader, pc)
	if c := pc.(*context); p.byLine && state&parser.Continue != 0 && c.job.body.Ends(n.Lines().At(0).Start, segment.Start, segment.Stop) {
		c.ended, c.reader = n, reader
		c.SetOpenedBlocks(c.OpenedBlocks())
	}
	return state
}

// Close drops the blanks before the text, also those that are not ASCII.
func (p *lineParser) Close(n ast.Node, reader text.Reader, pc parser.Context) {
	p.BlockParser.Close(n, reader, pc)
	if lines := n.Lines(); p.byLine && n.Parent() != nil {
		for i := range lines.Len() {
			line := lines.At(i)
			line.Start += prose.Line(reader.Source()[line.Start:line.Stop]).Indentation()
			lines.Set(i, line)
		}
	}
}

// CanAcceptIndentedLine tells that a line may begin with four blanks and more: see
// [codeParser].
func (p *lineParser) CanAcceptIndentedLine() bool { return p.byLine }

// finish does what goldmark does with a paragraph that it closes.
func (p *lineParser) finish(n *ast.Paragraph, reader text.Reader, pc parser.Context) {
	for _, t := range p.transformers {
		if t.Transform(n, reader, pc); n.Parent() == nil {
			return
		}
	}
	p.Close(n, reader, pc)
}

// codeParser is goldmark's parser of code that four blanks before a line make. A
// line of Chinese that begins so is a paragraph that somebody has indented.
type codeParser struct{ parser.BlockParser }

func (p codeParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if line, _ := reader.PeekLine(); prose.Line(line).Chinese() {
		return nil, parser.NoChildren
	}
	return p.BlockParser.Open(parent, reader, pc)
}

// blankLines returns a body in which lines that show nothing are blank to
// goldmark, too, if there are any; with that many bytes, so that all else stays where
// it is. Marks of quotes may stand before the blanks. The quick reader stops at such a
// line, so that a body which it reads as a whole is never asked about.
func blankLines(body []byte) (changed []byte, found bool) {
	for at := 0; at < len(body); {
		line := prose.LineOf(body[at:])
		if len(line) > 0 && mayBeBlank[line[0]] {
			wide := bytes.TrimLeft(bytes.TrimRight(line, " \t\r"), " \t>")
			if len(wide) > 0 && len(bytes.TrimFunc(wide, unseen.ShowsNothing)) == 0 {
				if !found {
					body, found = bytes.Clone(body), true
				}
				from := at + bytes.Index(line, wide)
				for i := range wide {
					body[from+i] = ' '
				}
			}
		}
		at += len(line) + 1
	}
	return body, found
}

// mayBeBlank marks the bytes that a line of blanks may begin with.
var mayBeBlank = func() (t [256]bool) {
	for _, blank := range []string{" ", "\t", "\v", "\f", "\r", ">", "\u0085", "\u1680", "\u2000", "\u3000", "\uFEFF"} {
		t[blank[0]] = true
	}
	return t
}()
