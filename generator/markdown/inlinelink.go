package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"gongkai/generator/markdown/quick"
)

// linkParser takes a link as nearly all are: [text](address) in one line, no
// markup in its text, no title and nothing escaped in its address. It comes
// before goldmark's parser, which makes a node for the bracket and then one for
// the link, and gets all others. If it got all, a build of 10,000 documents would
// take 16 % more processor time.
type linkParser struct{ quick *quick.Parser }

func (linkParser) Trigger() []byte { return []byte{'['} }

func (p linkParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if pc.IsInLinkLabel() {
		return nil // this or that around it is no link
	}
	line, segment := block.PeekLine()
	label, end := p.quick.Link(line)
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
