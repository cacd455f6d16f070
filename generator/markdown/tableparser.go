package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
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
	columns []east.Alignment
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

// delimiters reads the line below the header (GFM 4.10). It reports false for
// one that is none, or that goldmark has to look at.
func (b *tableBuilder) delimiters(s text.Segment) bool {
	line := bytes.TrimRight(b.source[s.Start:s.Stop], " \r\n")
	if bytes.IndexByte(line, '|') < 0 {
		return false
	}
	line = bytes.TrimSuffix(bytes.TrimPrefix(line, []byte("|")), []byte("|"))
	for cell := range bytes.SplitSeq(line, []byte("|")) {
		cell = bytes.Trim(cell, " ")
		dashes, left := bytes.CutPrefix(cell, []byte(":"))
		dashes, right := bytes.CutSuffix(dashes, []byte(":"))
		if len(dashes) == 0 || len(bytes.Trim(dashes, "-")) > 0 {
			return false
		}
		b.columns = append(b.columns, alignment(left, right))
	}
	return true
}

func alignment(left, right bool) east.Alignment {
	switch {
	case left && right:
		return east.AlignCenter
	case left:
		return east.AlignLeft
	case right:
		return east.AlignRight
	}
	return east.AlignNone
}

// table returns the table, nil where its header has not as many cells as the
// delimiters.
func (b *tableBuilder) table(lines *text.Segments) *east.Table {
	header := &east.TableHeader{}
	if b.row(header, lines.At(0)) != len(b.columns) {
		return nil
	}
	table := east.NewTable()
	table.Alignments = b.columns
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
	cells := cellsOf(b.source, s)
	n := 0
	for ; cells.next(); n++ {
		if n < len(b.columns) {
			cell := b.cell(row, b.columns[n])
			cell.SetPos(s.Start + cells.from) // goldmark does not count the blanks before the line
			cell.Lines().Append(cells.text)
		}
	}
	for i := n; i < len(b.columns); i++ {
		b.cell(row, east.AlignNone)
	}
	return n
}

// cells are the cells of a line in which no bar is escaped.
type cells struct {
	source []byte
	start  int // of the line, without blanks
	at     int // the next cell, counted from there
	end    int // of the last
	// The cell that next has found: where it begins, counted from start, and its
	// text.
	from int
	text text.Segment
}

func cellsOf(source []byte, s text.Segment) cells {
	s = s.TrimLeftSpace(source)
	s = s.TrimRightSpace(source)
	c := cells{source: source, start: s.Start, end: s.Stop - s.Start}
	if c.end > 0 && source[s.Start] == '|' {
		c.at++
	}
	if c.end > 0 && source[s.Stop-1] == '|' {
		c.end--
	}
	return c
}

// next finds the next cell.
func (c *cells) next() bool {
	if c.at >= c.end {
		return false
	}
	stop := c.end
	if i := bytes.IndexByte(c.source[c.start+c.at:c.start+c.end], '|'); i >= 0 {
		stop = c.at + i
	}
	c.text = text.NewSegment(c.start+c.at, c.start+stop)
	c.text = c.text.TrimLeftSpace(c.source)
	c.text = c.text.TrimRightSpace(c.source)
	c.from, c.at = c.at, stop+1
	return true
}

// count returns how many cells the line has.
func (c cells) count() int {
	n := 0
	for c.next() {
		n++
	}
	return n
}

// cell adds a cell to a row.
func (b *tableBuilder) cell(row ast.Node, a east.Alignment) *east.TableCell {
	cell := b.nodes.cells.take()
	cell.Alignment = a
	row.AppendChild(row, cell)
	return cell
}
