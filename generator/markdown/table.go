package markdown

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"gongkai/generator/columns"
	"gongkai/generator/diag"
	"gongkai/generator/markdown/pipetable"
	"gongkai/generator/markdown/prose"
)

// tableWriter renders tables.
type tableWriter struct{ *job }

// table renders a table.
func (j tableWriter) table(n *east.Table) {
	j.tableAt = n.Pos()
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
	j.reportWide(n.FirstChild().ChildCount())
}

// quickTable renders a table whose cells are only now told apart.
func (j tableWriter) quickTable(n *quickBlock, lines *text.Segments) {
	j.tableAt = lines.At(0).Start
	j.measureQuick(len(n.columns), lines)
	j.openTable()
	j.w.block("<thead>")
	j.quickRow(n.columns, lines.At(0), true)
	j.w.block("</thead>")
	body := lines.Len() > 2
	if body {
		j.w.block("<tbody>")
	}
	for i := 2; i < lines.Len(); i++ {
		j.quickRow(n.columns, lines.At(i), false)
	}
	j.closeTable(body)
	j.reportWide(len(n.columns))
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

// measureQuick is measure for the lines of a quick table, of which the second
// divides the header from the rest.
func (j tableWriter) measureQuick(count int, lines *text.Segments) {
	j.widths = j.widths[:0]
	if count < columns.Least {
		return
	}
	for i := range lines.Len() {
		cells := j.cells(lines.At(i))
		for column := 0; column < count && i != 1 && cells.Next(); column++ {
			j.widths.Add(column, shownOf(cells.Cell()))
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
		tag := j.openCell(head && cell.HasChildren(), alignmentOf(cell.Alignment))
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
		start := prose.StartOfLine(j.src.Body, n.FirstChild().Lines().At(0).Start)
		meant{j.job}.row(text.NewSegment(start, start+len(prose.LineOf(j.src.Body[start:]))), n.ChildCount())
	}
}

// quickRow renders one row of a quick table.
func (j tableWriter) quickRow(columns []pipetable.Alignment, line text.Segment, head bool) {
	j.w.block("<tr>")
	cells := j.cells(line)
	missing := false
	for i := range columns {
		if !cells.Next() {
			missing = true
			j.w.block(j.openCell(false, pipetable.None))
			continue
		}
		value := cells.Cell()
		tag := j.openCell(head && len(value) > 0, columns[i])
		quickWriter{j.job}.unmarked(value, hasMarks(value))
		j.w.block(tag)
	}
	j.w.block("</tr>")
	switch {
	case head:
	case missing:
		meant{j.job}.row(line, len(columns))
	case cells.Count() > 0:
		j.checkRow(cells.Stop, line.Start, len(columns))
	}
}

// cells returns the cells of a line.
func (j tableWriter) cells(line text.Segment) pipetable.Line {
	return pipetable.LineOf(j.src.Body, line.Start, line.Stop)
}

// openCell begins a cell and returns its end tag. A header cell must not be
// empty. Alignment is a class, not a style, so that a page needs no inline style.
func (j tableWriter) openCell(header bool, a pipetable.Alignment) (end string) {
	end = "</td>"
	if header {
		end = "</th>"
		j.w.block(`<th scope="col"`)
	} else {
		j.w.block("<td")
	}
	switch a {
	case pipetable.Right:
		j.w.attr("class", "right")
	case pipetable.Center:
		j.w.attr("class", "center")
	}
	j.w.raw(">")
	return end
}

// checkRow notes a row behind whose last column, of whose text the end is given,
// something stands: GFM drops it.
func (j tableWriter) checkRow(end, row, columns int) {
	lost := bytes.Trim(prose.LineOf(j.src.Body[end:]), "| \t\r")
	start := prose.StartOfLine(j.src.Body, row)
	if len(lost) == 0 || (meant{j.job}).indented(start, columns) {
		return
	}
	if len(j.wide.rows) == 0 {
		j.wide.lost, j.wide.size = j.offsetOf(lost, row), utf8.RuneCount(lost)
	}
	j.wide.rows = append(j.wide.rows, start)
}

// wideRows are the rows of a table that are wider than its header: where their lines
// begin, and where what is lost of the first stands.
type wideRows struct {
	rows       []int
	lost, size int
}

// reportWide reports the rows that are wider than the header, with a header that is as
// wide as they are.
func (j tableWriter) reportWide(columns int) {
	if len(j.wide.rows) == 0 {
		return
	}
	lines := j.lineNames(j.wide.rows)
	shown, fix := j.widened(columns)
	found := len(j.found)
	j.report(ruleTableCells, j.wide.lost, j.wide.size, columns, lines, shown)
	if len(j.found) > found {
		j.found[found].Fix = fix
	}
	j.wide.rows = j.wide.rows[:0]
}

// maxWidened is how many columns a header gets at most: a row that has more is no row.
const maxWidened = 20

// widened shows the header of the table, and the line below it, with as many cells as
// the widest row has, and returns the correction that makes them so.
func (j tableWriter) widened(columns int) (shown diag.Text, fix diag.Correction) {
	body := j.src.Body
	cells := 0
	for _, start := range j.wide.rows {
		cells = max(cells, cellsIn(bareRow(prose.LineOf(body[start:]))))
	}
	shown = diag.Text{
		ZH: fmt.Sprintf("给表头和它下面的分隔行补到 %d 列", cells), EN: fmt.Sprintf("give the header and the line below it %d columns", cells),
	}
	if j.tableAt < 0 || cells <= columns || cells > columns+maxWidened {
		return shown, fix
	}
	header := prose.LineOf(body[j.tableAt:])
	at := min(j.tableAt+len(header)+1, len(body))
	below := prose.LineOf(body[at:])
	delimiter := bareRow(below)
	if !isRuleLine(delimiter) {
		return shown, fix
	}
	wide := widerRow(strings.TrimSpace(string(header)), cells-columns)
	delimiter = delimiterLine(delimiter, cells)
	lines := []string{wide, delimiter, bareRow(prose.LineOf(body[j.wide.rows[0]:]))}
	table := strings.Join(lines, " / ")
	shown = diag.Text{ZH: "改为 " + table, EN: "write " + table}
	lead := string(below[:len(below)-len(bytes.TrimLeft(below, "> \t"))])
	return shown, j.fix(j.tableAt, at+len(bytes.TrimRight(below, " \t\r")), wide+"\n"+lead+delimiter)
}

// bareRow returns a row of a table without the marks of the quote in which it is.
func bareRow(line []byte) string {
	return strings.TrimLeft(strings.TrimSpace(string(line)), "> ")
}

// widerRow adds empty cells at the end of a row.
func widerRow(row string, more int) string {
	if more <= 0 {
		return row
	}
	if !strings.HasSuffix(row, "|") || strings.HasSuffix(row, `\|`) {
		row += " |"
	}
	return row + strings.Repeat("  |", more)
}
