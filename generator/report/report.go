// Package report is the annual report 政府信息公开工作年度报告: its statutory
// forms, its figures, and the arithmetic that ties them together.
package report

// Highlight is a key figure shown above the report.
type Highlight struct {
	Label string
	Value string
	Unit  string
	Note  string // "比上年增加 3 件", or ""
}

// Table is a table of a statutory form, ready to be laid out: header cells
// with their spans, then rows. It is also what is exported.
type Table struct {
	ID      string // html id, unique on a page
	Caption string
	Note    string
	Head    [][]Cell
	Rows    [][]Cell
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
}

// Chart is a bar chart drawn on the server, with the table it shows. Lengths
// are in the units of its view box.
type Chart struct {
	ID     string
	Title  string
	Desc   string // for a screen reader
	Width  int
	Height int
	Bars   []Bar
	Table  Table
}

// Bar is one bar of a chart.
type Bar struct {
	Label   string
	Value   string
	X, Y    int
	W, H    int
	LabelX  int
	LabelY  int
	ValueX  int
	ValueY  int
	Pattern int // which of the hatchings, so that meaning does not hang on colour
}
