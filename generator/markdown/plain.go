package markdown

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"gongkai/generator/markdown/prose"
)

// textParser takes the text between two marks in one step.
//
// goldmark looks at every byte of a line to find the parser that it triggers,
// and allocates a node for what lies between. This parser runs after all others
// at every character that begins a piece of text, so that goldmark's own search
// never gets past the first byte. It cuts text into the same nodes: a piece ends
// before the next byte that another parser is triggered by, and is joined to the
// text before it; the last piece of a line is a node of its own. TestPlain
// compares the two.
type textParser struct {
	// stop marks the bytes that other parsers are triggered by, the backslash,
	// which takes that away from the next one, and the line feed.
	stop [256]bool
}

// newTextParser makes the parser that goes with a list of others. These are
// triggered by punctuation alone.
func newTextParser(others []util.PrioritizedValue) *textParser {
	p := &textParser{}
	p.stop['\\'], p.stop['\n'] = true, true
	for _, other := range others {
		for _, c := range other.Value.(parser.InlineParser).Trigger() {
			p.stop[c] = true
		}
	}
	return p
}

// Trigger returns all punctuation, and the blank, by which goldmark means any
// other character at the beginning of a piece of text.
func (p *textParser) Trigger() []byte {
	all := []byte{' '}
	for c := byte('!'); c < 0x7F; c++ {
		if util.IsPunct(c) {
			all = append(all, c)
		}
	}
	return all
}

// Parse takes the text up to the next mark, or to the end of the line.
func (p *textParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	j := pc.(*context).job
	line, start := block.PeekLine()
	end := prose.Line(line).Ending()
	n, escaping := p.next(line[:end.At], j.escaping == parent)
	j.escaping = nil
	if n < end.At && line[n] != '\n' {
		return j.nodes.extend(parent, passed(block, start, n))
	}
	piece := start.WithStop(start.Start + n) // no need to go there: the next line follows
	if start.Padding != 0 {
		piece = passed(block, start, n)
	}
	if escaping {
		j.escaping = parent
	}
	if !end.Backslash {
		piece = piece.TrimRightSpace(block.Source())
	}
	node := j.nodes.text(piece)
	node.SetHardLineBreak(end.Hard)
	node.SetSoftLineBreak(end.Soft)
	block.AdvanceLine()
	return node
}

// passed advances by n bytes and returns what has been passed.
func passed(block text.Reader, start text.Segment, n int) text.Segment {
	block.Advance(n)
	_, here := block.Position()
	return start.Between(here)
}

// next returns the offset of the next mark in line, not counting its first
// character, which no other parser has taken. escaped says that a backslash
// stands before the line, escaping that one stands at its end: goldmark lets it
// reach over a line break where three of them are written.
func (p *textParser) next(line []byte, escaped bool) (n int, escaping bool) {
	for i := 0; i < len(line); i++ {
		c := line[i]
		if !p.stop[c] {
			if escaped = false; c >= utf8.RuneSelf {
				i = prose.NextASCII(line, i+1) - 1 // no other parser is triggered by these
			}
			continue
		}
		switch {
		case c == '\n':
			return i, escaped
		case c == '\\':
			escaped = !escaped
		case escaped:
			escaped = false
		case i > 0:
			return i, false
		}
	}
	return len(line), escaped
}

// referenceParser is goldmark's parser of link reference definitions, which
// reads every paragraph, kept to those that begin with a bracket and have one
// with a colon behind it.
type referenceParser struct{ parser.ParagraphTransformer }

func (p referenceParser) Transform(n *ast.Paragraph, reader text.Reader, pc parser.Context) {
	if lines := n.Lines(); lines.Len() > 0 {
		first, last := lines.At(0), lines.At(lines.Len()-1)
		all := reader.Source()[first.Start:last.Stop]
		line := util.TrimLeftSpace(all[:first.Stop-first.Start])
		if len(line) > 0 && (line[0] != '[' || !bytes.Contains(all, []byte("]:"))) {
			return
		}
	}
	p.ParagraphTransformer.Transform(n, reader, pc)
}
