package markdown

import (
	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// nodes are the nodes that make up most of a tree. A tree is thrown away as soon
// as it is rendered, so the next one is made of the same nodes: with new nodes for
// each, a build of 10,000 documents takes 10 % more processor time.
type nodes struct {
	texts      slab[ast.Text]
	paragraphs slab[ast.Paragraph]
	delimiters slab[parser.Delimiter]
	emphases   slab[ast.Emphasis]
	quick      slab[quickBlock]
	headings   slab[ast.Heading]
	lists      slab[ast.List]
	items      slab[ast.ListItem]
	textBlocks slab[ast.TextBlock]
	quotes     slab[ast.Blockquote]
	links      slab[ast.Link]
	rows       slab[east.TableRow]
	cells      slab[east.TableCell]
}

// text returns a new text node.
func (n *nodes) text(s text.Segment) *ast.Text {
	t := n.texts.take()
	t.Segment = s
	return t
}

// extend joins a piece to the text that parent ends with, where that reaches up
// to it, or returns a new node. The caller makes what is returned the last child.
func (n *nodes) extend(parent ast.Node, piece text.Segment) *ast.Text {
	last, ok := parent.LastChild().(*ast.Text)
	if !ok || last.Segment.Stop != piece.Start || last.SoftLineBreak() {
		return n.text(piece)
	}
	last.Segment = last.Segment.WithStop(piece.Stop)
	return last
}

// release takes all nodes back. Those with text keep the memory of their lines.
func (n *nodes) release() {
	n.texts.release(func(t *ast.Text) { *t = ast.Text{} })
	n.delimiters.release(func(d *parser.Delimiter) { *d = parser.Delimiter{} })
	n.emphases.release(func(e *ast.Emphasis) { *e = ast.Emphasis{} })
	n.rows.release(func(r *east.TableRow) { *r = east.TableRow{} })
	n.lists.release(func(l *ast.List) { *l = ast.List{} })
	n.items.release(func(i *ast.ListItem) { *i = ast.ListItem{} })
	n.links.release(func(l *ast.Link) { *l = ast.Link{} })
	n.quotes.release(func(q *ast.Blockquote) { *q = ast.Blockquote{} })
	n.quick.release(func(b *quickBlock) {
		lines := emptied(b.Lines())
		columns := b.columns[:0]
		if cap(columns) > linesKept {
			columns = nil
		}
		*b = quickBlock{columns: columns}
		b.SetLines(&lines)
	})
	n.headings.release(func(h *ast.Heading) {
		lines := emptied(h.Lines())
		*h = ast.Heading{}
		h.SetLines(&lines)
	})
	n.textBlocks.release(func(b *ast.TextBlock) {
		lines := emptied(b.Lines())
		*b = ast.TextBlock{}
		b.SetLines(&lines)
	})
	n.paragraphs.release(func(p *ast.Paragraph) {
		lines := emptied(p.Lines())
		*p = ast.Paragraph{}
		p.SetLines(&lines)
	})
	n.cells.release(func(c *east.TableCell) {
		lines := emptied(c.Lines())
		*c = east.TableCell{}
		c.SetLines(&lines)
	})
}

func emptied(lines *text.Segments) text.Segments {
	if cap(lines.Sliced(0, 0)) > linesKept {
		return text.Segments{}
	}
	lines.SetSliced(0, 0)
	return *lines
}

// slab hands out zero values of one type and takes them all back at once.
type slab[T any] struct {
	chunks [][]T
	used   int
}

const (
	chunkSize  = 64
	chunksKept = 16       // a body of 3 KB needs one
	linesKept  = 64       // of a block, or columns
	bytesKept  = 64 << 10 // of addresses
)

func (s *slab[T]) take() *T {
	chunk, i := s.used/chunkSize, s.used%chunkSize
	if chunk == len(s.chunks) {
		s.chunks = append(s.chunks, make([]T, chunkSize))
	}
	s.used++
	return &s.chunks[chunk][i]
}

// release takes back what take has returned; zero makes one of them as new.
func (s *slab[T]) release(zero func(*T)) {
	if len(s.chunks) > chunksKept {
		clear(s.chunks[chunksKept:])
		s.chunks = s.chunks[:chunksKept]
	}
	for i := range min(s.used, len(s.chunks)*chunkSize) {
		zero(&s.chunks[i/chunkSize][i%chunkSize])
	}
	s.used = 0
}
