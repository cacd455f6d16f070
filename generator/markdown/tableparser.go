package markdown

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"gongkai/generator/markdown/pipetable"
)

// tableParser is goldmark's parser of tables, which looks at every paragraph,
// with a shorter way for plain tables: the header is the first line, nothing is
// escaped, and nothing is code. It makes the same nodes, of memory that is used
// again, and leaves everything else to goldmark.
type tableParser struct{ parser.ParagraphTransformer }

func (p tableParser) Transform(n *ast.Paragraph, reader text.Reader, pc parser.Context) {
	if lines := n.Lines(); lines.Len() >= 2 {
		b := tableBuilder{source: reader.Source(), nodes: &pc.(*context).job.nodes}
		if b.plain(lines) && b.delimiters(lines.At(1)) {
			if table := b.table(lines); table != nil {
				parent := n.Parent()
				parent.InsertAfter(parent, n, table)
				parent.RemoveChild(parent, n)
				return
			}
		}
	}
	p.ParagraphTransformer.Transform(n, reader, pc)
}

// tableBuilder builds one table.
type tableBuilder struct {
	source  []byte
	nodes   *nodes
	columns []pipetable.Alignment
}

// plain reports whether the shorter way is good for these lines.
func (b *tableBuilder) plain(lines *text.Segments) bool {
	if second := lines.At(1); second.Padding != 0 || bytes.IndexByte([]byte("|:-"), b.source[second.Start]) < 0 {
		return false // as in nearly all paragraphs
	}
	for i := range lines.Len() {
		line := lines.At(i)
		value := b.source[line.Start:line.Stop]
		if line.Padding != 0 || bytes.IndexByte(value, '`') >= 0 || bytes.IndexByte(value, '\\') >= 0 {
			return false
		}
	}
	return true
}

// delimiters reads the line below the header.
func (b *tableBuilder) delimiters(s text.Segment) (ok bool) {
	b.columns, ok = pipetable.Delimiters(b.columns, b.source[s.Start:s.Stop])
	return ok
}

// table returns the table, nil where its header has not as many cells as the
// delimiters.
func (b *tableBuilder) table(lines *text.Segments) *east.Table {
	header := &east.TableHeader{}
	if b.row(header, lines.At(0)) != len(b.columns) {
		return nil
	}
	table := east.NewTable()
	table.SetPos(lines.At(0).Start)
	table.AppendChild(table, header)
	for i := 2; i < lines.Len(); i++ {
		row := b.nodes.rows.take()
		b.row(row, lines.At(i))
		table.AppendChild(table, row)
	}
	return table
}

// row fills a row with the cells of a line, as many as there are columns, and
// returns how many the line has.
func (b *tableBuilder) row(row ast.Node, s text.Segment) int {
	row.SetPos(s.Start)
	cells := pipetable.LineOf(b.source, s.Start, s.Stop)
	n := 0
	for ; cells.Next(); n++ {
		if n < len(b.columns) {
			cell := b.cell(row, b.columns[n])
			cell.SetPos(s.Start + cells.From) // goldmark does not count the blanks before the line
			cell.Lines().Append(text.NewSegment(cells.Start, cells.Stop))
		}
	}
	for i := n; i < len(b.columns); i++ {
		b.cell(row, pipetable.None)
	}
	return n
}

// cell adds a cell to a row.
func (b *tableBuilder) cell(row ast.Node, a pipetable.Alignment) *east.TableCell {
	cell := b.nodes.cells.take()
	cell.Alignment = alignments[a]
	row.AppendChild(row, cell)
	return cell
}

// alignments are goldmark's names for them.
var alignments = [...]east.Alignment{
	pipetable.None: east.AlignNone, pipetable.Left: east.AlignLeft, pipetable.Center: east.AlignCenter, pipetable.Right: east.AlignRight,
}

// alignmentOf is our name for goldmark's.
func alignmentOf(a east.Alignment) pipetable.Alignment {
	return pipetable.Alignment(max(0, slices.Index(alignments[:], a)))
}
