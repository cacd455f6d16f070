package importer

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// table reads a table. One that has tables in it only puts things side by side, unless it
// has lines round its cells: what is in it is read in order.
func (h *htmlReader) table(n *html.Node) {
	rows, caption := rowsOf(n)
	cells := 0
	for _, row := range rows {
		cells += len(row.cells)
	}
	if caption != nil {
		h.children(caption)
		h.flush()
	}
	if cells < 2 || hasTable(n) && !ruled(n) || attribute(n, "role") == "presentation" {
		for _, row := range rows {
			for _, c := range row.cells {
				h.children(c)
				h.flush()
			}
		}
		return
	}
	t := &table{}
	var after []block
	taken := map[[2]int]bool{}
	for i, row := range rows {
		column := 0
		if row.header && t.header == i {
			t.header++
		}
		for _, c := range row.cells {
			for taken[[2]int{i, column}] {
				column++
			}
			made, below := h.cell(c)
			after = append(after, below...)
			made.row, made.column = i, column
			made.down = min(spanOf(c, "rowspan"), len(rows)-i)
			made.across = spanOf(c, "colspan")
			h.take(taken, &made)
			t.cells = append(t.cells, made)
			column += made.across
		}
	}
	t.compact()
	h.blocks = append(h.blocks, h.tableBlocks(t, h.at())...)
	h.blocks = append(h.blocks, after...)
}

// take marks the places that a cell covers, which is made smaller where another
// has them.
func (h *htmlReader) take(taken map[[2]int]bool, c *cell) {
	for across := 1; across < c.across; across++ {
		if taken[[2]int{c.row, c.column + across}] {
			c.across = across
			break
		}
	}
	if len(taken)+c.down*c.across > maxTaken {
		c.down, c.across = 1, 1
	}
	for down := range c.down {
		for across := range c.across {
			taken[[2]int{c.row + down, c.column + across}] = true
		}
	}
}

// The bounds of a cell, so that no few bytes make a million places.
const (
	maxSpan  = 1000
	maxTaken = 200_000
)

// spanOf returns how many rows or columns a cell covers.
func spanOf(n *html.Node, name string) int {
	count, ok := wholeNumber(attribute(n, name))
	if !ok || count < 1 {
		return 1
	}
	return min(count, maxSpan)
}

// tableRow is a tr.
type tableRow struct {
	cells  []*html.Node
	header bool // all of its cells are th, or it is in a thead
}

// rowsOf returns the rows of a table, without those of tables in it.
func rowsOf(n *html.Node) (rows []tableRow, caption *html.Node) {
	var visit func(n *html.Node, head bool)
	visit = func(n *html.Node, head bool) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch c.DataAtom {
			case atom.Thead, atom.Tbody, atom.Tfoot:
				visit(c, c.DataAtom == atom.Thead)
			case atom.Caption:
				caption = c
			case atom.Tr:
				rows = append(rows, rowOf(c, head))
			}
		}
	}
	visit(n, false)
	return rows, caption
}

func rowOf(n *html.Node, head bool) tableRow {
	row := tableRow{header: true}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
			row.cells = append(row.cells, c)
			row.header = row.header && (head || c.DataAtom == atom.Th)
		}
	}
	row.header = row.header && len(row.cells) > 0
	return row
}

// ruled reports whether a table has lines round its cells, as Word and browsers write it.
func ruled(n *html.Node) bool {
	if border, ok := wholeNumber(attribute(n, "border")); ok && border > 0 {
		return true
	}
	return strings.Contains(attribute(n, "class"), "MsoTableGrid")
}

// hasTable reports whether a table has tables in it.
func hasTable(n *html.Node) bool {
	found := false
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		each(c, func(n *html.Node) bool {
			found = found || n.DataAtom == atom.Table
			return !found
		})
	}
	return found
}

// cell reads what is in a td or th.
func (h *htmlReader) cell(n *html.Node) (made cell, after []block) {
	inner := &htmlReader{reader: h.reader, webPage: h.webPage, format: h.format, before: h.before + len(h.blocks)}
	inner.element(n)
	inner.flush()
	made.paragraphs, after = h.cellContent(inner.blocks, h.at())
	return made, after
}
