package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// linkParser takes a link as nearly all are: [text](address) in one line, no
// markup in its text, no title and nothing escaped in its address. It comes
// before goldmark's parser, which makes a node for the bracket and then one for
// the link, and gets all others. If it got all, a build of 10,000 documents would
// take 16 % more processor time.
type linkParser struct {
	stop *[256]bool // as in textParser
}

func (linkParser) Trigger() []byte { return []byte{'['} }

func (p linkParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if pc.IsInLinkLabel() {
		return nil // this or that around it is no link
	}
	line, segment := block.PeekLine()
	label, end := p.read(line)
	if end == 0 {
		return nil
	}
	nodes := &pc.(*context).job.nodes
	link := nodes.links.take()
	link.Destination = line[label+len("](") : end]
	link.SetPos(segment.Start)
	link.AppendChild(link, nodes.text(text.NewSegment(segment.Start+1, segment.Start+label)))
	block.Advance(end) // which is slow only where it reaches the line's end
	block.Advance(1)
	return link
}

// read returns where the text and the address of the link end that line begins
// with; end is 0 where there is none that is simple.
func (p linkParser) read(line []byte) (label, end int) {
	label = p.label(line)
	if label <= 1 || byteAt(line, label+1) != '(' {
		return 0, 0
	}
	from := label + len("](")
	n := simpleAddress(line[from:])
	if n == 0 {
		return 0, 0
	}
	return label, from + n
}

// label returns where the bracket stands that ends the text of a link; 0 where
// there is none, or markup before it. No address is linked within it.
func (p linkParser) label(line []byte) int {
	for i := 1; i < len(line); i++ {
		switch c := line[i]; {
		case c == ']':
			return i
		case p.stop[c] && c != '.' && c != ':' && c != '@' && c != '!':
			return 0
		}
	}
	return 0
}

// simpleAddress returns the length of the address that ends at the first closing
// parenthesis; 0 where it needs a closer look.
func simpleAddress(rest []byte) int {
	for i, c := range rest {
		switch {
		case c == ')':
			return i
		case c == '(', c == '\\', c == '<', util.IsSpace(c):
			return 0
		}
	}
	return 0
}
