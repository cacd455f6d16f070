package importer

import (
	"bytes"
	"slices"
	"strings"

	"gongkai/generator/compose"
	"gongkai/generator/diag"
	"gongkai/generator/ooxml"
)

// workbook reads an xlsx: the sheets that are not hidden, one after the other.
func (r *reader) workbook() *diag.Diagnostic {
	file, err := ooxml.Open(bytes.NewReader(r.file.Data), int64(len(r.file.Data)))
	if err != nil {
		return refusal(r.file.Name, err)
	}
	book, err := file.Workbook()
	if err != nil {
		return refusal(r.file.Name, err)
	}
	var shown []*ooxml.Sheet
	for i := range book.Sheets {
		s := &book.Sheets[i]
		for _, n := range s.Comments {
			r.losses.add(comments, n.At.Text())
		}
		switch {
		case s.Hidden:
			r.losses.add(hidden, s.Concealed(nil))
		case len(s.Cells)+len(s.Boxes)+len(s.Pictures) > 0:
			shown = append(shown, s)
		}
	}
	for _, s := range shown {
		name := ""
		if len(shown) > 1 {
			name = s.Name
		}
		tables, refused := r.grids(s)
		if refused != nil {
			return refused
		}
		r.sheet(tables, name, s.At.Text())
		r.onSheet(file, s)
	}
	return nil
}

// onSheet adds what lies on a sheet.
func (r *reader) onSheet(file *ooxml.File, s *ooxml.Sheet) {
	at := s.At.Text()
	for _, text := range s.Boxes {
		r.losses.add(boxes, at, quoted(text))
		r.doc.blocks = append(r.doc.blocks, paragraphs(legible(text), at)...)
	}
	for i := range s.Pictures {
		if span, ok := r.picture(file, &s.Pictures[i], at); ok {
			r.doc.blocks = append(r.doc.blocks, block{spans: []compose.Span{span}, at: at})
		}
	}
	for _, o := range s.Objects {
		r.losses.add(objects, at, o)
	}
}

// grids makes tables of the cells of a sheet that are shown: several where empty
// rows divide them, and do not merely lie within one.
func (r *reader) grids(s *ooxml.Sheet) ([]*table, *diag.Diagnostic) {
	var tables []*table
	end := -1 // the row up to which cells of the last table reach
	for i := range s.Cells {
		c := &s.Cells[i]
		text := strings.TrimSpace(legible(c.Text))
		switch {
		case text == "" && c.Down*c.Across == 1 && c.Formula == "":
			continue
		case len(tables) == 0 || c.Row > end+1:
			tables = append(tables, &table{header: max(0, s.Header-c.Row)})
		}
		end = max(end, c.Row+c.Down-1) // a row that is hidden divides nothing
		switch {
		case c.Hidden && text != "":
			r.losses.add(hidden, s.Concealed(c))
			continue
		case text == "" && c.Formula != "":
			r.losses.add(uncomputed, s.At.Text())
		}
		last := tables[len(tables)-1]
		last.cells = append(last.cells, sheetCell(s, c, text))
	}
	tables = r.closeGaps(tables, s.At.Text())
	for _, t := range tables {
		t.compact()
		if t.rows*t.columns > maxGrid {
			d := tooLarge.At(r.losses.pos, diag.Text{
				ZH: "表格的格子太多（" + decimal(t.rows) + " 行 " + decimal(t.columns) + " 列）",
				EN: "the table has " + decimal(t.rows) + " rows and " + decimal(t.columns) + " columns",
			})
			return nil, &d
		}
	}
	return tables, nil
}

func sheetCell(s *ooxml.Sheet, c *ooxml.SheetCell, text string) cell {
	row, column := s.Begin(c)
	made := cell{row: row, column: column, down: c.Row + c.Down - row, across: c.Column + c.Across - column, number: c.Number}
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			made.paragraphs = append(made.paragraphs, []compose.Span{{Text: line, Link: outward(c.Link)}})
		}
	}
	return made
}

// sheet adds tables that are a document by themselves: what stands over one of
// them is text, not part of it.
func (r *reader) sheet(tables []*table, name string, at diag.Text) {
	add := func(b block) {
		b.at = at
		r.doc.blocks = append(r.doc.blocks, b)
	}
	if name != "" {
		add(block{spans: []compose.Span{{Text: name}}, heading: 1})
	}
	for _, t := range tables {
		t, above, below := t.caption()
		for _, text := range above {
			for _, b := range paragraphs(text, at) {
				b.centered = len(r.doc.blocks) == 0
				add(b)
			}
		}
		switch {
		case t.rows == 1:
			add(block{spans: []compose.Span{{Text: line(t.cells)}}})
		case t.rows > 1:
			r.doc.blocks = append(r.doc.blocks, r.tableBlocks(t, at)...)
		}
		for _, text := range below {
			r.doc.blocks = append(r.doc.blocks, paragraphs(text, at)...)
		}
	}
}

// line returns cells in one line: 填报单位：某镇　　日期：3月1日.
func line(cells []cell) string {
	if len(cells) == 1 {
		return cells[0].text()
	}
	var all []string
	for i := range cells {
		if text := cells[i].text(); text != "" {
			all = append(all, strings.ReplaceAll(text, "\n", " "))
		}
	}
	return strings.Join(all, "\u3000\u3000")
}

// caption divides a table from the rows above and below it that have a single
// text, or say something of it: the title, the unit, the day, who has made it, a remark.
func (t *table) caption() (rest *table, above, below []string) {
	rows := make([][]cell, t.rows)
	for _, c := range t.cells {
		rows[c.row] = append(rows[c.row], c)
	}
	alone := func(row int) bool {
		return len(rows[row]) == 1 && rows[row][0].down == 1 && t.columns > 1
	}
	first, end := 0, t.rows
	for first < end && alone(first) {
		above = append(above, line(rows[first]))
		first++
	}
	// A form has labels in all its rows, and stays a table.
	if first+2 < end && unitLine(rows[first]) && !labelled(rows[first+1]) {
		above = append(above, line(rows[first]))
		first++
	}
	for end > first && (alone(end-1) && rows[end-1][0].column == 0 || end-2 > first && labelled(rows[end-1]) && !labelled(rows[end-2])) {
		below = append(below, line(rows[end-1]))
		end--
	}
	slices.Reverse(below)
	rest = &table{header: max(0, t.header-first)}
	for _, c := range t.cells {
		if first <= c.row && c.row < end {
			rest.cells = append(rest.cells, c)
		}
	}
	rest.compact()
	return rest, above, below
}
