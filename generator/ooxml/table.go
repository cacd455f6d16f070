package ooxml

// table reads a w:tbl whose start has been read.
func (w *word) table(c change) *Table {
	if w.at.table == 0 && !w.at.box {
		w.tables++
	}
	outer := w.at
	if w.at.table == 0 {
		w.at.table = w.tables
		w.at.paragraph = 0
	}
	t := &tableReader{word: w, Table: &Table{At: w.at}, nested: outer.table > 0}
	t.rows(c)
	w.at = outer
	t.close()
	return t.Table
}

// tableReader builds a table of cells that say themselves how many columns they
// cover, and in each row whether they go on with the cell above.
type tableReader struct {
	*Table
	word   *word
	nested bool
	above  []int  // for each column the index of the cell in the row before, plus one
	merge  []bool // for each cell whether those below may go on with it
}

// maxColumns bounds the columns of a table; Word makes 63 at most.
const maxColumns = 1024

// rows reads the rows within a table, or within what stands around rows.
func (t *tableReader) rows(c change) {
	t.word.x.each(func(name string) {
		switch name {
		case "w:tr":
			t.row(c)
		case "w:sdt", "w:sdtContent", "w:customXml":
			t.rows(c)
		case "w:ins", "w:del", "w:moveFrom", "w:moveTo":
			t.rows(t.word.changed(name, c))
		}
	})
}

// rowReader is the row that is being read.
type rowReader struct {
	change change
	hidden bool
	column int
	here   []int // as tableReader.above, for this row
}

func (t *tableReader) row(c change) {
	w := t.word
	w.node()
	r := &rowReader{change: c}
	outer := w.at
	if !t.nested {
		w.at.row, w.at.cell = int32(t.Rows)+1, 0
	}
	t.cells(r)
	w.at = outer
	t.above = r.here
	t.Rows++
	t.Columns = max(t.Columns, r.column)
}

// cells reads the cells within a row, or within what stands around cells.
func (t *tableReader) cells(r *rowReader) {
	x := t.word.x
	x.each(func(name string) {
		switch name {
		case "w:trPr":
			t.rowFormat(r)
		case "w:tc":
			t.cell(r)
		case "w:sdt", "w:sdtContent", "w:customXml":
			t.cells(r)
		case "w:ins", "w:del", "w:moveFrom", "w:moveTo":
			outer := r.change
			r.change = t.word.changed(name, outer)
			t.cells(r)
			r.change = outer
		}
	})
}

func (t *tableReader) rowFormat(r *rowReader) {
	x := t.word.x
	x.each(func(name string) {
		switch name {
		case "w:gridBefore":
			r.column = min(max(x.number("w:val"), 0), maxColumns)
		case "w:tblHeader":
			if x.on("w:val") && t.Header == t.Rows {
				t.Header = t.Rows + 1
			}
		case "w:hidden":
			r.hidden = x.on("w:val")
		case "w:ins", "w:del":
			r.change = t.word.changed(name, r.change)
		}
	})
}

// cellFormat is what a cell says of its place in the table.
type cellFormat struct {
	across            int
	down, left        string // vMerge, hMerge: restart, continue
	inserted, deleted bool
}

func (t *tableReader) cell(r *rowReader) {
	w := t.word
	w.node()
	if !t.nested {
		w.at.cell++
	}
	f := cellFormat{across: 1}
	b := &blockList{change: r.change}
	w.x.each(func(name string) {
		if name == "w:tcPr" {
			f = t.cellFormat()
			return
		}
		w.block(name, b)
	})
	f.across = min(max(f.across, 1), maxColumns)
	if r.column+f.across > maxColumns {
		w.x.stop(fault(ErrTooLarge, "表格超过 %d 列", "a table of more than %d columns", maxColumns))
		return
	}
	cell := Cell{
		Row: t.Rows, Column: r.column, Down: 1, Across: f.across, Blocks: b.blocks,
		Hidden: r.hidden, Deleted: r.change.deleted || f.deleted, Inserted: r.change.inserted || f.inserted,
	}
	t.place(r, cell, f)
}

func (t *tableReader) cellFormat() cellFormat {
	f := cellFormat{across: 1}
	x := t.word.x
	x.each(func(name string) {
		switch name {
		case "w:gridSpan":
			f.across = x.number("w:val")
		case "w:vMerge":
			f.down = merged(x.attr("w:val"))
		case "w:hMerge":
			f.left = merged(x.attr("w:val"))
		case "w:cellIns":
			f.inserted = true
		case "w:cellDel":
			f.deleted = true
		}
	})
	return f
}

// merged returns the value of w:vMerge, which says "continue" by saying nothing.
func merged(value string) string {
	if value == "" {
		return "continue"
	}
	return value
}

// place puts a cell into the table, or makes the one above or to the left of it
// larger.
func (t *tableReader) place(r *rowReader, cell Cell, f cellFormat) {
	var index int // from 1
	switch {
	case f.left == "continue" && r.column > 0 && len(r.here) == r.column && r.here[r.column-1] > 0:
		index = r.here[r.column-1]
		t.Cells[index-1].Across += cell.Across
	case f.down == "continue" && t.continues(cell):
		index = t.above[cell.Column]
		t.Cells[index-1].Down++
	default:
		t.Cells, t.merge = append(t.Cells, cell), append(t.merge, f.down != "")
		index = len(t.Cells)
	}
	for len(r.here) < r.column {
		r.here = append(r.here, 0)
	}
	for range cell.Across {
		r.here = append(r.here, index)
	}
	r.column += cell.Across
}

// continues reports whether the cell above covers the same columns, and all rows
// down to this one.
func (t *tableReader) continues(cell Cell) bool {
	if cell.Column >= len(t.above) || t.above[cell.Column] == 0 {
		return false
	}
	i := t.above[cell.Column] - 1
	a := &t.Cells[i]
	return t.merge[i] && a.Column == cell.Column && a.Across == cell.Across && a.Row+a.Down == cell.Row
}

// close ends the table. A table whose rows were all declared to be repeated has
// no header.
func (t *tableReader) close() {
	if t.Header >= t.Rows {
		t.Header = 0
	}
}
