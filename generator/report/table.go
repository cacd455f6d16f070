package report

import "strings"

// Table is a table of a statutory form, ready to be laid out: header cells
// with their spans, then rows. It is also what is exported.
type Table struct {
	ID      string // html id, unique on a page; those of its cells are ID-…
	Caption string
	Note    string
	Head    [][]Cell
	Rows    [][]Cell
	Columns int // width in cells
	// Labels is how many of the first columns hold row headers.
	Labels int
}

// Cell is one cell. Header says that it heads a row or a column; then ID names
// it, and data cells list the ids that head them in Headers.
type Cell struct {
	Text    string
	Header  bool
	Number  bool // right-aligned figure
	ColSpan int  // 0 and 1: one column
	RowSpan int
	ID      string
	Headers string
	// Scope is "col" or "row" for a header cell of one column or row. One that
	// spans several has none: its data cells name it in Headers.
	Scope string
	// Figure is the name of the figure that a number shows.
	Figure string
	// Indent is how far a label is set in: 0, 1 or 2.
	Indent int
	// Group marks a heading across the table that is not a header cell.
	Group bool
}

// Table returns the table with the given name; ok is false where the report
// has none.
func (r *Report) Table(name string) (t Table, ok bool) {
	if name == tableStatistics {
		if r.hasStatistics() {
			return tableMaker{r}.statisticsTable(), true
		}
		return Table{}, false
	}
	if !r.form.statutory() {
		return Table{}, false
	}
	switch name {
	case tableProactive:
		return tableMaker{r}.proactiveTable(), true
	case tableRequests:
		return tableMaker{r}.requestsTable(), true
	case tableLitigation:
		return tableMaker{r}.litigationTable(), true
	}
	return Table{}, false
}

// tableNames lists the tables of the report, in order.
func (r *Report) tableNames() []string {
	switch {
	case r.form.statutory():
		return []string{tableProactive, tableRequests, tableLitigation}
	case r.hasStatistics():
		return []string{tableStatistics}
	}
	return nil
}

// Tables lists the tables of the report in the order of the form.
func (r *Report) Tables() []Table {
	var list []Table
	for _, name := range r.tableNames() {
		t, _ := r.Table(name)
		list = append(list, t)
	}
	return list
}

// tableBuilder makes the cells of one table, whose ids begin with its own.
type tableBuilder struct {
	Table
}

func newTableBuilder(id, caption string) *tableBuilder {
	return &tableBuilder{Table{ID: id, Caption: caption}}
}

func (t *tableBuilder) id(key string) string { return t.ID + "-" + key }

// ids is a list of header ids.
func (t *tableBuilder) ids(keys ...string) string {
	list := make([]string, len(keys))
	for i, key := range keys {
		list[i] = t.id(key)
	}
	return strings.Join(list, " ")
}

func (t *tableBuilder) head(cells ...Cell) {
	t.Head = append(t.Head, cells)
	if width := rowWidth(cells); len(t.Head) == 1 {
		t.Columns = width
	}
}

func (t *tableBuilder) row(cells ...Cell) {
	t.Rows = append(t.Rows, cells)
	t.Columns = max(t.Columns, rowWidth(cells))
}

func rowWidth(cells []Cell) int {
	width := 0
	for _, c := range cells {
		width += max(c.ColSpan, 1)
	}
	return width
}

// columnHead is a header cell for columns.
func (t *tableBuilder) columnHead(key, label string, colSpan, rowSpan int) Cell {
	scope := "col"
	if colSpan > 1 {
		scope = ""
	}
	return Cell{Text: label, Header: true, ColSpan: colSpan, RowSpan: rowSpan, ID: t.id(key), Scope: scope}
}

// rowHead is a header cell for rows.
func (t *tableBuilder) rowHead(key, label string, colSpan, rowSpan int) Cell {
	scope := "row"
	if rowSpan > 1 {
		scope = ""
	}
	return Cell{Text: label, Header: true, ColSpan: colSpan, RowSpan: rowSpan, ID: t.id(key), Scope: scope}
}

// groupHead is a heading across the whole table, set as a plain cell: the rows
// below it name it in their own labels.
func (t *tableBuilder) groupHead(label string, width, indent int) Cell {
	return Cell{Text: label, ColSpan: width, Group: true, Indent: indent}
}

// tableMaker makes the tables of a report.
type tableMaker struct{ *Report }

// figureCell is a data cell; blank where the number is not known.
func (r tableMaker) figureCell(name string, colSpan int, headers string) Cell {
	c := Cell{Number: true, ColSpan: colSpan, Figure: name, Headers: headers}
	if f, ok := r.figures.get(name); ok {
		c.Text = f.Value.String()
	}
	return c
}

// proactiveTable is 主动公开政府信息情况: the clauses of 条例第二十条 one below
// the other, each with its own header row, all as wide as the widest.
func (r tableMaker) proactiveTable() Table {
	t := newTableBuilder(tableProactive, "主动公开政府信息情况")
	t.Labels = 1
	width := 0
	for _, s := range r.form.proactive {
		width = max(width, 1+len(s.columns))
	}
	for _, s := range r.form.proactive {
		r.proactiveSection(t, s, width)
	}
	return t.Table
}

func (r tableMaker) proactiveSection(t *tableBuilder, s section, width int) {
	t.row(t.columnHead(s.key, s.title, width, 1))
	span := spans(width-1, len(s.columns))
	head := []Cell{t.columnHead(s.key+"-content", stub, 1, 1)}
	for i, c := range s.columns {
		head = append(head, t.columnHead(s.key+"-c"+digit(i), c.label, span[i], 1))
	}
	t.row(head...)
	for i, row := range s.rows {
		label := t.rowHead(s.key+"-r"+digit(i), row.label, 1, 1)
		label.Headers = t.ids(s.key, s.key+"-content")
		cells := []Cell{label}
		for j, c := range s.columns {
			cells = append(cells, r.figureCell(s.name(row, c), span[j],
				t.ids(s.key, s.key+"-c"+digit(j), s.key+"-r"+digit(i))))
		}
		t.row(cells...)
	}
}

// spans divides width columns among n cells; the last one takes what is left.
func spans(width, n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = width / n
	}
	list[n-1] += width % n
	return list
}

func digit(i int) string { return string(rune('1' + i)) }

// requestsTable is 收到和处理政府信息公开申请情况: three header rows, three label
// columns, seven columns of figures.
func (r tableMaker) requestsTable() Table {
	t := newTableBuilder(tableRequests, "收到和处理政府信息公开申请情况")
	t.Labels = 3
	requestsHead(t)
	rows := r.form.requests
	for i, row := range rows {
		cells, heads := requestLabels(t, rows, i)
		for _, c := range applicants() {
			cells = append(cells, r.figureCell(requestName(row.key, c.key), 1, t.ids(append(applicantHeads(c), heads...)...)))
		}
		t.row(cells...)
	}
	return t.Table
}

// requestsHead makes the three header rows.
func requestsHead(t *tableBuilder) {
	columns := applicants()
	first, last := columns[0], columns[len(columns)-1]
	organisations := columns[1 : len(columns)-1]
	t.head(Cell{Text: requestsNote, ColSpan: 3, RowSpan: 3}, t.columnHead("applicants", "申请人情况", len(columns), 1))
	t.head(
		t.columnHead("c-"+first.key, first.label, 1, 2),
		t.columnHead("organisations", "法人或其他组织", len(organisations), 1),
		t.columnHead("c-"+last.key, last.label, 1, 2),
	)
	var third []Cell
	for _, c := range organisations {
		third = append(third, t.columnHead("c-"+c.key, c.label, 1, 1))
	}
	t.head(third...)
}

// applicantHeads lists the header cells above a column.
func applicantHeads(c item) []string {
	heads := []string{"applicants"}
	if c.key != "natural" && c.key != requestsTotal {
		heads = append(heads, "organisations")
	}
	return append(heads, "c-"+c.key)
}

// requestLabels makes the label cells of row i, and lists the header cells that
// the row has, those that began above it included.
func requestLabels(t *tableBuilder, rows []entry, i int) (cells []Cell, heads []string) {
	row := rows[i]
	if row.outcome == "" {
		return []Cell{t.rowHead("r-"+row.key, row.label, 3, 1)}, []string{"r-" + row.key}
	}
	heads = append(heads, "r-outcome")
	if rows[i-1].outcome == "" {
		cells = append(cells, t.rowHead("r-outcome", row.outcome, 1, countWhere(rows, func(e entry) bool { return e.outcome != "" })))
	}
	if row.group.key == "" {
		return append(cells, t.rowHead("r-"+row.key, row.label, 2, 1)), append(heads, "r-"+row.key)
	}
	heads = append(heads, "r-"+row.group.key)
	if rows[i-1].group.key != row.group.key {
		cells = append(cells, t.rowHead("r-"+row.group.key, row.group.label, 1,
			countWhere(rows, func(e entry) bool { return e.group.key == row.group.key })))
	}
	return append(cells, t.rowHead("r-"+row.key, row.label, 1, 1)), append(heads, "r-"+row.key)
}

func countWhere(rows []entry, f func(entry) bool) int {
	n := 0
	for _, row := range rows {
		if f(row) {
			n++
		}
	}
	return n
}

// litigationTable is 政府信息公开行政复议、行政诉讼情况: three header rows and one
// row of figures.
func (r tableMaker) litigationTable() Table {
	t := newTableBuilder(tableLitigation, "政府信息公开行政复议、行政诉讼情况")
	blocks, columns := litigationBlocks(), litigationColumns()
	review, suits := blocks[0], blocks[1:]
	n := len(columns)
	t.head(t.columnHead(review.key, review.label, n, 1), t.columnHead("lawsuits", lawsuits, n*len(suits), 1))
	var second, third []Cell
	for _, c := range columns {
		second = append(second, t.columnHead(review.key+"-"+c.key, c.label, 1, 2))
	}
	for _, b := range suits {
		second = append(second, t.columnHead(b.key, b.label, n, 1))
		for _, c := range columns {
			third = append(third, t.columnHead(b.key+"-"+c.key, c.label, 1, 1))
		}
	}
	t.head(second...)
	t.head(third...)
	var cells []Cell
	for _, b := range blocks {
		for _, c := range columns {
			heads := []string{b.key, b.key + "-" + c.key}
			if b.key != review.key {
				heads = append([]string{"lawsuits"}, heads...)
			}
			cells = append(cells, r.figureCell(litigationName(b.key, c.key), 1, t.ids(heads...)))
		}
	}
	t.row(cells...)
	return t.Table
}

// Place visits the cells of the table, head first, with the row and column
// (from 0) of their upper left corner, as a browser lays them out.
func (t Table) Place(visit func(row, column int, c Cell)) {
	taken := map[[2]int]bool{}
	for i, cells := range append(append([][]Cell(nil), t.Head...), t.Rows...) {
		column := 0
		for _, c := range cells {
			for taken[[2]int{i, column}] {
				column++
			}
			visit(i, column, c)
			for y := range max(c.RowSpan, 1) {
				for x := range max(c.ColSpan, 1) {
					taken[[2]int{i + y, column + x}] = true
				}
			}
			column += max(c.ColSpan, 1)
		}
	}
}
