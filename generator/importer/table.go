package importer

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"gongkai/generator/compose"
	"gongkai/generator/diag"
	"gongkai/generator/ooxml"
)

// table is a table as a grid of cells, some of which cover others.
type table struct {
	rows, columns int
	header        int // rows at the top; 0: not known
	cells         []cell
}

// cell is a cell, its place counted from 0.
type cell struct {
	row, column, down, across int
	paragraphs                [][]compose.Span
	number                    bool // set to the right
}

// The largest table that is written as Markdown: a longer one nobody edits in
// Notepad, and Excel is what it came from.
const (
	maxRows    = 100
	maxColumns = 16
)

// The bounds of a table in a file. What is larger than a page shows (package
// tablefile) is offered for download; what no workbook can have, and more
// workbooks than anybody opens, become text.
const (
	maxShown      = 50_000    // places, covered ones included
	maxGrid       = 2_000_000 // places of any table
	maxMerged     = 20_000    // cells that cover others
	maxCellText   = 32_767    // characters in a cell, as Excel has it
	maxTableFiles = 100
)

// simple reports whether Markdown can have the table.
func (t *table) simple() bool {
	return t.rows <= maxRows && t.columns <= maxColumns && !slices.ContainsFunc(t.cells, func(c cell) bool {
		return c.down > 1 || c.across > 1 || len(c.paragraphs) > 1 || c.crowded()
	})
}

// crowded reports whether a cell has more than can be in a line of Markdown that
// cannot be divided: pictures, footnotes, links.
func (c *cell) crowded() bool {
	const most = 400
	n, link := 0, ""
	for _, spans := range c.paragraphs {
		for i := range spans {
			if s := &spans[i]; s.Image != "" || s.Note > 0 || s.Link != "" && s.Link != link {
				n++
			}
			link = spans[i].Link
		}
	}
	return n > most
}

// unfit says why a table cannot be in a workbook, nothing where it can.
func (t *table) unfit() diag.Text {
	merged := 0
	for i := range t.cells {
		c := &t.cells[i]
		if c.down > 1 || c.across > 1 {
			merged++
		}
		if text := c.text(); len(text) > maxCellText && len(utf16.Encode([]rune(text))) > maxCellText {
			return diag.Text{ZH: "一个格子里的文字太长", EN: "the text of a cell is too long"}
		}
	}
	switch {
	case t.rows*t.columns > maxGrid || t.columns > excelize.MaxColumns || t.rows > excelize.TotalRows:
		return diag.Text{
			ZH: "格子太多（" + decimal(t.rows) + " 行 " + decimal(t.columns) + " 列）",
			EN: decimal(t.rows) + " rows and " + decimal(t.columns) + " columns",
		}
	case merged > maxMerged:
		return diag.Text{ZH: "合并的格子太多", EN: "too many merged cells"}
	}
	return diag.Text{}
}

// compose returns the table for Markdown.
func (t *table) compose(prefix string) compose.Table {
	out := compose.Table{Rows: make([][][]compose.Span, t.rows), Right: make([]bool, t.columns)}
	for i := range out.Rows {
		out.Rows[i] = make([][]compose.Span, t.columns)
	}
	for _, c := range t.cells {
		if len(c.paragraphs) == 0 {
			continue
		}
		spans := slices.Clone(c.paragraphs[0])
		for i := range spans {
			if spans[i].Image != "" {
				spans[i].Image = prefix + spans[i].Image
			}
			if c.row == 0 {
				spans[i].Bold = false // it is in the header
			}
		}
		out.Rows[c.row][c.column] = spans
	}
	for column := range out.Right {
		out.Right[column] = t.numeric(column)
	}
	return out
}

// amount matches what is set to the right in a column of a table.
var amount = regexp.MustCompile(`^[-+−]?\d{1,3}(?:,?\d{3})*(?:\.\d+)?%?$`)

// numeric reports whether a column has nothing but numbers below its header.
func (t *table) numeric(column int) bool {
	found := false
	for _, c := range t.cells {
		if c.column != column || c.row == 0 {
			continue
		}
		text := c.text()
		if text == "" {
			continue
		}
		if !c.number && !amount.MatchString(text) {
			return false
		}
		found = true
	}
	return found
}

// text returns the text of a cell, a line for each paragraph.
func (c *cell) text() string {
	var all []string
	for _, spans := range c.paragraphs {
		var b strings.Builder
		for i := range spans {
			if spans[i].Image == "" {
				b.WriteString(spans[i].Text)
			}
		}
		if s := strings.TrimSpace(b.String()); s != "" {
			all = append(all, s)
		}
	}
	return strings.Join(all, "\n")
}

// fileHeader returns how many rows the header of a table in a file has, where
// that is more than one.
func (t *table) fileHeader() int {
	n := t.header
	for _, c := range t.cells {
		if c.row == 0 {
			n = max(n, c.down)
		}
	}
	if n < 2 || n >= t.rows {
		return 0
	}
	return n
}

// table turns a table of a docx into blocks: one that frames text gives the
// text, and what cannot be in a table comes after it.
func (w *wordReader) table(in *ooxml.Table) []block {
	cells := slices.DeleteFunc(slices.Clone(in.Cells), func(c ooxml.Cell) bool {
		switch {
		case c.Deleted:
			w.losses.add(changes, in.At.Text())
		case c.Hidden:
			w.losses.add(hidden, in.At.Text())
		}
		return c.Deleted || c.Hidden
	})
	if len(cells) == 0 {
		return nil
	}
	if len(cells) == 1 { // a frame
		return w.blocks(cells[0].Blocks)
	}
	t := &table{header: in.Header}
	var after []block
	for _, c := range cells {
		if c.Inserted {
			w.losses.add(changes, in.At.Text())
		}
		at := cell{row: c.Row, column: c.Column, down: c.Down, across: c.Across}
		content := w.blocks(c.Blocks)
		var more []block
		at.paragraphs, more = w.cellContent(content, in.At.Text())
		after = append(after, more...)
		t.cells = append(t.cells, at)
	}
	t.compact()
	return append(w.tableBlocks(t, in.At.Text()), after...)
}

// cellContent divides what is in a cell into paragraphs and what has to stand
// after the table: tables in the cell.
func (r *reader) cellContent(content []block, at diag.Text) (paragraphs [][]compose.Span, after []block) {
	for _, b := range content {
		if b.table != nil || b.file != "" {
			r.losses.add(nested, at)
			after = append(after, b)
			continue
		}
		spans := b.spans
		switch {
		case b.item && b.number > 0:
			spans = append([]compose.Span{{Text: decimal(b.number) + ". "}}, spans...)
		case b.item:
			spans = append([]compose.Span{{Text: "• "}}, spans...)
		case b.label != "":
			spans = append([]compose.Span{{Text: b.label}}, spans...)
		}
		paragraphs = append(paragraphs, spans)
	}
	return paragraphs, after
}

// compact takes out the rows and columns in which no cell begins: rows that were
// deleted, and the columns of Word's grid that only merged cells make. What
// covered them covers less.
func (t *table) compact() {
	rows, columns := map[int]bool{}, map[int]bool{}
	for _, c := range t.cells {
		rows[c.row], columns[c.column] = true, true
	}
	row, column := positions(rows), positions(columns)
	for i := range t.cells {
		c := &t.cells[i]
		c.row, c.down = span(row, c.row, c.down)
		c.column, c.across = span(column, c.column, c.across)
	}
	t.rows, t.columns = len(row), len(column)
	slices.SortFunc(t.cells, func(a, b cell) int { return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.column, b.column)) })
}

// positions returns the places that are used, in order.
func positions(used map[int]bool) []int {
	list := make([]int, 0, len(used))
	for n := range used {
		list = append(list, n)
	}
	slices.Sort(list)
	return list
}

// span returns where a stretch begins among the places that are used, and how
// many of them it covers.
func span(used []int, start, length int) (int, int) {
	first, _ := slices.BinarySearch(used, start)
	end, _ := slices.BinarySearch(used, start+length)
	return first, max(1, end-first)
}

// tableBlocks returns the block of a table: the table itself, or that of the
// file into which it had to go. What a workbook cannot show then stands below it:
// pictures, and the marks of footnotes.
func (r *reader) tableBlocks(t *table, at diag.Text) []block {
	for i := range t.cells {
		if text := t.cells[i].text(); ooxml.Spoiled(text) {
			r.losses.add(spoiled, at, diag.Text{ZH: text, EN: text})
		}
	}
	if t.simple() {
		return []block{{table: t, at: at}}
	}
	data, why := r.tableFile(t)
	if why.ZH != "" {
		r.losses.add(textTables, at, why)
		return t.asText(at)
	}
	r.doc.tables++
	name, title := "表"+decimal(r.doc.tables), ""
	rule, download := tableFiles, t.rows*t.columns > maxShown
	if download {
		rule, title = largeTables, name
	}
	r.losses.add(rule, at)
	blocks := []block{{table: t, at: at, file: r.doc.addFile(name+".xlsx", title, data), download: download}}
	var below []compose.Span
	for _, c := range t.cells {
		for _, spans := range c.paragraphs {
			for _, s := range spans {
				if s.Image != "" || s.Note > 0 {
					below = append(below, s)
				}
			}
		}
	}
	if len(below) > 0 {
		blocks = append(blocks, block{spans: below, at: at})
	}
	return blocks
}

// tableFile returns the workbook of a table, or why it has none.
func (r *reader) tableFile(t *table) ([]byte, diag.Text) {
	if r.doc.tables == maxTableFiles {
		return nil, diag.Text{ZH: "表格的文件已经有 " + decimal(maxTableFiles) + " 个", EN: "there are " + decimal(maxTableFiles) + " files of tables"}
	}
	if why := t.unfit(); why.ZH != "" {
		return nil, why
	}
	data, err := t.workbook()
	if err != nil {
		return nil, diag.Text{ZH: "不能存成 Excel 文件", EN: err.Error()}
	}
	return data, diag.Text{}
}

// asText returns the cells of a table as paragraphs.
func (t *table) asText(at diag.Text) []block {
	var blocks []block
	for _, c := range t.cells {
		for _, spans := range c.paragraphs {
			blocks = append(blocks, block{spans: spans, at: at})
		}
	}
	return blocks
}
