package markdown

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// tableWriter renders tables.
type tableWriter struct{ *job }

// table renders a table.
func (j tableWriter) table(n *east.Table) {
	j.measure(n)
	j.openTable()
	body := false
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if _, head := c.(*east.TableHeader); head {
			j.w.block("<thead>")
			j.row(c, true)
			j.w.block("</thead>")
			continue
		}
		if !body {
			j.w.block("<tbody>")
			body = true
		}
		j.row(c, false)
	}
	j.closeTable(body)
}

// simpleTable renders a table whose cells are only now told apart.
func (j tableWriter) simpleTable(n *simpleBlock, lines *text.Segments) {
	j.measureSimple(len(n.columns), lines)
	j.openTable()
	j.w.block("<thead>")
	j.simpleRow(n.columns, lines.At(0), true)
	j.w.block("</thead>")
	body := lines.Len() > 2
	if body {
		j.w.block("<tbody>")
	}
	for i := 2; i < lines.Len(); i++ {
		j.simpleRow(n.columns, lines.At(i), false)
	}
	j.closeTable(body)
}

// openTable puts a table in a region that scrolls by itself where the table is
// wider than the page; tabindex lets the keyboard scroll it, and a region needs
// a name.
func (j tableWriter) openTable() {
	j.tables++
	j.w.block(`<div class="table-scroll`)
	if class := j.widths.Class(); class != "" {
		j.w.raw(" ")
		j.w.raw(class)
	}
	j.w.raw(`" tabindex="0" role="region" aria-label="表格 `)
	j.w.decimal(j.tables)
	j.w.raw(`"><table>`)
	j.w.out = j.widths.AppendHTML(j.w.out)
}

// measure measures the columns of a table.
func (j tableWriter) measure(n *east.Table) {
	j.widths = j.widths[:0]
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		column := 0
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			if lines := c.Lines(); lines != nil && lines.Len() > 0 {
				at := lines.At(0)
				j.widths.Add(column, shownOf(at.Value(j.src.Body)))
			}
			column++
		}
	}
}

// measureSimple is measure for the lines of a simple table, of which the second
// divides the header from the rest.
func (j tableWriter) measureSimple(columns int, lines *text.Segments) {
	j.widths = j.widths[:0]
	for i := range lines.Len() {
		cells := cellsOf(j.src.Body, lines.At(i))
		for column := 0; column < columns && i != 1 && cells.next(); column++ {
			j.widths.Add(column, shownOf(cells.text.Value(j.src.Body)))
		}
	}
}

// shownOf returns about what is shown of a cell: without the addresses of links, and
// with its line breaks. It is for measuring.
func shownOf(cell []byte) []byte {
	if bytes.IndexByte(cell, '[') >= 0 {
		cell = linkForm.ReplaceAll(cell, []byte("$1"))
	}
	if bytes.IndexByte(cell, '<') >= 0 {
		cell = breakForm.ReplaceAll(cell, []byte("\n"))
	}
	return cell
}

var (
	linkForm  = regexp.MustCompile(`!?\[([^\]]*)\]\([^)]*\)`)
	breakForm = regexp.MustCompile(`(?i)<br ?/?>`)
)

func (j tableWriter) closeTable(body bool) {
	if body {
		j.w.block("</tbody>")
	}
	j.w.block("</table></div>")
}

// row renders one row.
func (j tableWriter) row(n ast.Node, head bool) {
	j.w.block("<tr>")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		cell, ok := c.(*east.TableCell)
		if !ok {
			continue
		}
		tag := j.openCell(head && cell.HasChildren(), cell.Alignment)
		j.cell = true
		j.children(cell)
		j.cell = false
		j.w.block(tag)
	}
	j.w.block("</tr>")
	last := n.LastChild()
	switch {
	case last == nil:
	case last.Lines() != nil && last.Lines().Len() > 0:
		if !head {
			j.checkRow(last.Lines().At(0).Stop, n.Pos(), n.ChildCount())
		}
	case n.FirstChild().Lines() != nil && n.FirstChild().Lines().Len() > 0:
		start := startOfLine(j.src.Body, n.FirstChild().Lines().At(0).Start)
		meant{j.job}.row(text.NewSegment(start, start+len(lineOf(j.src.Body[start:]))), n.ChildCount())
	}
}

// simpleRow renders one row of a simple table.
func (j tableWriter) simpleRow(columns []east.Alignment, line text.Segment, head bool) {
	j.w.block("<tr>")
	cells := cellsOf(j.src.Body, line)
	missing := false
	for i := range columns {
		if !cells.next() {
			missing = true
			j.w.block(j.openCell(false, east.AlignNone))
			continue
		}
		value := cells.text.Value(j.src.Body)
		tag := j.openCell(head && len(value) > 0, columns[i])
		simpleWriter{j.job}.unmarked(value, hasMarks(value))
		j.w.block(tag)
	}
	j.w.block("</tr>")
	switch {
	case head:
	case missing:
		meant{j.job}.row(line, len(columns))
	case cells.count() > 0:
		j.checkRow(cells.text.Stop, line.Start, len(columns))
	}
}

// openCell begins a cell and returns its end tag. A header cell must not be
// empty. Alignment is a class, not a style, so that a page needs no inline style.
func (j tableWriter) openCell(header bool, a east.Alignment) (end string) {
	end = "</td>"
	if header {
		end = "</th>"
		j.w.block(`<th scope="col"`)
	} else {
		j.w.block("<td")
	}
	if a == east.AlignRight || a == east.AlignCenter {
		j.w.attr("class", a.String())
	}
	j.w.raw(">")
	return end
}

// checkRow reports what stands in a row behind its last column, of whose text
// the end is given: GFM drops it.
func (j tableWriter) checkRow(end, row, columns int) {
	rest := j.src.Body[end:]
	if i := bytes.IndexByte(rest, '\n'); i >= 0 {
		rest = rest[:i]
	}
	if lost := bytes.Trim(rest, "| \t\r"); len(lost) > 0 {
		j.report(ruleTableCells, j.offsetOf(lost, row), len([]rune(string(lost))), columns)
	}
}
