// Package printed reads the figures of an annual report out of a workbook that has
// the printed form in it: one of our own, or one that an office has filled in, with
// its cells merged or not, with its tables on one sheet or on several.
//
//	figures, found, err := printed.Figures("表.xlsx", data, tables)
//	ledger, ok := printed.Ledger(data)
//
// What is looked for are the labels of the form, which nobody may change, and not
// places: in the order in which they are printed, the header of each table, then
// the label of each row. Blanks, line breaks, numbering and kinds of brackets in
// them do not count.
//
// printed knows neither where a report is kept nor how figures are written down.
package printed

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/unicode/norm"

	"gongkai/generator/diag"
	"gongkai/generator/report"
)

// The bounds of a workbook: many times what a form needs.
const (
	maxUnzipped = 64 << 20
	maxRows     = 3000
	maxColumns  = 120
)

// sheet is a sheet as a grid of texts. Each cell of a merged range has its text.
type sheet struct {
	name  string
	cells [][]string
}

// open reads the sheets of a workbook.
func open(data []byte) ([]sheet, error) {
	book, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: maxUnzipped, RawCellValue: true})
	if err != nil {
		return nil, err
	}
	defer book.Close()
	var sheets []sheet
	for _, name := range book.GetSheetList() {
		rows, err := book.GetRows(name, excelize.Options{RawCellValue: true})
		if err != nil {
			continue // a sheet of another kind, a chart
		}
		s := sheet{name: name, cells: rows[:min(len(rows), maxRows)]}
		for i, row := range s.cells {
			s.cells[i] = row[:min(len(row), maxColumns)]
		}
		merged, err := book.GetMergeCells(name)
		if err != nil {
			return nil, err
		}
		for _, m := range merged {
			s.spread(m.GetStartAxis(), m.GetEndAxis(), m.GetCellValue())
		}
		sheets = append(sheets, s)
	}
	return sheets, nil
}

// spread gives all cells of a merged range its text, as far as the sheet has rows.
func (s *sheet) spread(from, to, text string) {
	left, top, err := excelize.CellNameToCoordinates(from)
	right, bottom, err2 := excelize.CellNameToCoordinates(to)
	if err != nil || err2 != nil || text == "" {
		return
	}
	for y := top - 1; y < min(bottom, len(s.cells)); y++ {
		for x := left - 1; x < min(right, maxColumns); x++ {
			for len(s.cells[y]) <= x {
				s.cells[y] = append(s.cells[y], "")
			}
			s.cells[y][x] = text
		}
	}
}

// at returns the text of a cell.
func (s *sheet) at(row, column int) string {
	if row < 0 || row >= len(s.cells) || column < 0 || column >= len(s.cells[row]) {
		return ""
	}
	return strings.TrimSpace(s.cells[row][column])
}

// cellName is how a spreadsheet calls a cell.
func (s *sheet) cellName(row, column int) string {
	name, err := excelize.CoordinatesToCellName(column+1, row+1)
	if err != nil {
		return s.name
	}
	return s.name + "!" + name
}

// plain is what of a label counts: its letters and digits.
func plain(label string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, norm.NFKC.String(label))
}

// same reports whether a label is that of the form. One that says more or less, as
// 规范性文件 for 行政规范性文件, is taken for it; a short one must be it.
func same(got, want string) bool {
	got, want = plain(got), plain(want)
	const short = 4
	return got == want || len([]rune(got)) >= short && len([]rune(want)) >= short &&
		(strings.Contains(got, want) || strings.Contains(want, got))
}

// Figures reads the figures of the tables of a form, by their names: a number as
// it is written in TOML, "" for a cell that is blank. Findings say which rows or
// tables are not there, and which cells have no number; figures without one are
// left out. The error says that the file is no workbook.
func Figures(file string, data []byte, tables []report.Table) (figures map[string]string, found []diag.Diagnostic, err error) {
	sheets, err := open(data)
	if err != nil {
		return nil, nil, err
	}
	r := reader{file: file, figures: map[string]string{}}
	for _, t := range tables {
		layout := layoutOf(t)
		if s, row := find(sheets, layout); s != nil {
			r.table(s, row, layout)
		} else {
			r.found = append(r.found, noTable.At(diag.Pos{File: file}, t.Caption))
		}
	}
	return r.figures, r.found, nil
}

// reader collects figures.
type reader struct {
	file    string
	figures map[string]string
	found   []diag.Diagnostic
}

// find returns the sheet that has the first header of a table, and its row.
func find(sheets []sheet, layout []line) (*sheet, int) {
	for i := range sheets {
		for row := range sheets[i].cells {
			if columns := sheets[i].header(row, layout[0].header); columns != nil && sheets[i].row(row+1, columns, layout[0]) >= 0 {
				return &sheets[i], row
			}
		}
	}
	return nil, 0
}

// table reads the rows of a table, from one on.
func (r *reader) table(s *sheet, row int, layout []line) {
	var columns []int
	for i, l := range layout {
		if i == 0 || l.headed {
			for columns = nil; columns == nil && row < len(s.cells); row++ {
				columns = s.header(row, l.header)
			}
		}
		at := -1
		if columns != nil {
			at = s.row(row, columns, l)
		}
		if at < 0 {
			r.found = append(r.found, noRow.At(diag.Pos{File: r.file}, l.label, s.name))
			continue
		}
		for j, name := range l.figures {
			r.cell(s, at, columns[j], name)
		}
		row = at + 1
	}
}

// header returns the columns of a row whose labels, in order, are those of a header;
// nil where it is none. A label that spans rows and is not repeated in each stands
// above.
func (s *sheet) header(row int, labels []string) []int {
	const above = 2 // rows
	width := 0
	for up := range min(above, row) + 1 {
		width = max(width, len(s.cells[row-up]))
	}
	var columns []int
	for column := 0; column < width && len(columns) < len(labels); column++ {
		for up := range above + 1 {
			if text := s.at(row-up, column); text != "" {
				if plain(text) == plain(labels[len(columns)]) {
					columns = append(columns, column)
				}
				break
			}
		}
	}
	if len(columns) < len(labels) {
		return nil
	}
	return columns
}

// ahead is how many rows further down a label is looked for.
const ahead = 40

// row returns the first row, from one on, that has the label of a line; -1 if none.
func (s *sheet) row(from int, columns []int, l line) int {
	for row := from; row < min(from+ahead, len(s.cells)); row++ {
		if l.label == "" {
			for _, column := range columns {
				if s.at(row, column) != "" {
					return row
				}
			}
			continue
		}
		for column := columns[0] - 1; column >= 0; column-- {
			if text := s.at(row, column); text != "" {
				if same(text, l.label) {
					return row
				}
				break
			}
		}
	}
	return -1
}

// decimal is a number as a spreadsheet keeps it.
var decimal = regexp.MustCompile(`^[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$`)

// cell reads one figure.
func (r *reader) cell(s *sheet, row, column int, name string) {
	text := norm.NFKC.String(s.at(row, column))
	text = strings.TrimRight(strings.NewReplacer(",", "", " ", "", "\n", "").Replace(text), "件个项元万次人")
	switch {
	case strings.Trim(text, "/-—－无") == "":
		r.figures[name] = ""
		if text == "" {
			r.found = append(r.found, blank.At(diag.Pos{File: r.file}, s.cellName(row, column), name))
		}
		return
	case decimal.MatchString(text):
		if v, err := strconv.ParseFloat(text, 64); err == nil {
			r.figures[name] = strconv.FormatFloat(v, 'f', -1, 64)
			return
		}
	}
	r.found = append(r.found, noNumber.At(diag.Pos{File: r.file}, s.cellName(row, column), s.at(row, column), name))
}

// line is one row of figures of a form: the labels above its figures, whether they
// are printed right above it, its own label, and the names of its figures.
type line struct {
	header  []string
	headed  bool
	label   string
	figures []string
}

// layoutOf returns the rows of figures of a table.
func layoutOf(t report.Table) []line {
	rows := len(t.Head) + len(t.Rows)
	grid := make([][]report.Cell, rows)
	for i := range grid {
		grid[i] = make([]report.Cell, t.Columns)
	}
	t.Place(func(row, column int, c report.Cell) {
		for y := range max(c.RowSpan, 1) {
			for x := range max(c.ColSpan, 1) {
				if row+y < rows && column+x < t.Columns {
					copied := c
					if x > 0 {
						copied.Figure = "" // a figure stands in the first of its columns
					}
					grid[row+y][column+x] = copied
				}
			}
		}
	})
	var lines []line
	above := -1 // the last row without figures
	last := -1  // the one above the line before
	for i, cells := range grid {
		var l line
		for column, c := range cells {
			switch {
			case c.Figure != "":
				l.figures = append(l.figures, c.Figure)
				if above >= 0 {
					l.header = append(l.header, grid[above][column].Text)
				}
			case c.Header && len(l.figures) == 0:
				l.label = c.Text
			}
		}
		if len(l.figures) == 0 {
			above = i
			continue
		}
		l.headed = above != last
		last = above
		lines = append(lines, l)
	}
	return lines
}

// Ledger returns the first sheet of a workbook as CSV if it is a ledger of
// applications: by its first row, which has a column for the day on which each was
// received and one for who applied. ok is false where it is none.
func Ledger(data []byte) (csv []byte, ok bool) {
	sheets, err := open(data)
	if err != nil {
		return nil, false
	}
	for i := range sheets {
		if csv, ok := sheets[i].ledger(); ok {
			return csv, true
		}
	}
	return nil, false
}

// ledger writes a sheet as a ledger.
func (s *sheet) ledger() ([]byte, bool) {
	first := 0
	for first < len(s.cells) && strings.TrimSpace(strings.Join(s.cells[first], "")) == "" {
		first++
	}
	if first == len(s.cells) {
		return nil, false
	}
	head := strings.Join(s.cells[first], " ")
	received := strings.Contains(head, "received") || strings.Contains(head, "收到") || strings.Contains(head, "申请日期")
	applicant := strings.Contains(head, "applicant") || strings.Contains(head, "申请人")
	if !received || !applicant || len(s.cells[first]) < 5 {
		return nil, false
	}
	var b bytes.Buffer
	for row := first; row < len(s.cells); row++ {
		for column := range s.cells[first] {
			if column > 0 {
				b.WriteByte(',')
			}
			text := s.at(row, column)
			if row > first {
				text = dayText(text)
			}
			if strings.ContainsAny(text, ",\"\n\r") {
				text = `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
			}
			b.WriteString(text)
		}
		b.WriteByte('\n')
	}
	return b.Bytes(), true
}

// serial is a day as a spreadsheet keeps it.
var serial = regexp.MustCompile(`^[2-7]\d{4}(?:\.\d+)?$`)

// dayText writes a day that a spreadsheet keeps as a number as a date. Nothing else
// in a ledger is a number of five digits.
func dayText(text string) string {
	if !serial.MatchString(text) {
		return text
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return text
	}
	t, err := excelize.ExcelDateToTime(n, false)
	if err != nil {
		return text
	}
	return fmt.Sprintf("%04d-%02d-%02d", t.Year(), t.Month(), t.Day())
}
