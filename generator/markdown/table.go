package markdown

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// table renders a table in a region that scrolls by itself where the table is
// wider than the page; tabindex lets the keyboard scroll it, and a region needs
// a name.
func (j *job) table(n *east.Table) {
	j.tables++
	j.w.block(`<div class="table-scroll" tabindex="0" role="region"`)
	j.w.attr("aria-label", "表格 "+strconv.Itoa(j.tables))
	j.w.raw("><table>")
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
	if body {
		j.w.block("</tbody>")
	}
	j.w.block("</table></div>")
}

// row renders one row. Alignment is a class, not a style, so that a page needs
// no inline style.
func (j *job) row(n ast.Node, head bool) {
	j.w.block("<tr>")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		cell, ok := c.(*east.TableCell)
		if !ok {
			continue
		}
		tag := "td"
		j.w.block("<")
		if head && cell.HasChildren() { // a header cell must not be empty
			tag = "th"
		}
		j.w.raw(tag)
		if tag == "th" {
			j.w.attr("scope", "col")
		}
		if cell.Alignment == east.AlignRight || cell.Alignment == east.AlignCenter {
			j.w.attr("class", cell.Alignment.String())
		}
		j.w.raw(">")
		j.children(cell)
		j.w.block("</")
		j.w.raw(tag)
		j.w.raw(">")
	}
	j.w.block("</tr>")
	if !head {
		j.checkRow(n)
	}
}

// checkRow reports cells past the last column, which GFM drops.
func (j *job) checkRow(n ast.Node) {
	last := n.LastChild()
	if last == nil || last.Lines() == nil || last.Lines().Len() == 0 {
		return
	}
	rest := j.src.Body[last.Lines().At(0).Stop:]
	if i := bytes.IndexByte(rest, '\n'); i >= 0 {
		rest = rest[:i]
	}
	if lost := bytes.Trim(rest, "| \t\r"); len(lost) > 0 {
		j.report(ruleTableCells, j.offsetOf(lost, n.Pos()), len([]rune(string(lost))), n.ChildCount())
	}
}
