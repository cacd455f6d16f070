// Package printed reads the figures of an annual report out of a workbook that has
// the printed form in it: one of our own, or one that an office has filled in, with
// its cells merged or not, with its tables on one sheet or on several.
//
//	content, found, err := printed.Figures("表.xlsx", data, tables)
//	ledger, ok := printed.Ledger(data)
//
// What is looked for are the labels of the form, which nobody may change, and not
// places: in the order in which they are printed, the header of each table, then
// the label of each row. Blanks, line breaks, numbering and kinds of brackets in
// them do not count.
//
// Nothing is left out in silence: a sheet that none of this is found on is named.
//
// printed knows neither where a report is kept nor how figures are written down.
package printed

import (
	"archive/zip"
	"bytes"
	"errors"
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

// The bounds of a workbook: a thousand times what a form needs, and ledgers of more
// applications than there are. Nothing of a larger one is read.
const (
	maxUnzipped = 64 << 20
	maxCells    = 2_000_000
)

// errTooLarge is the error of a workbook beyond the bounds.
var errTooLarge = errors.New("too large")

// sheet is a sheet as a grid of texts. Each cell of a merged range has its text.
type sheet struct {
	name  string
	cells [][]string
	// since1904 says that days are counted from 1904, as Excel for the Mac did.
	since1904 bool
	// lost says that the file has the name of the sheet and nothing of what is on it.
	lost bool
}

// open reads the sheets of a workbook.
func open(data []byte) ([]sheet, error) {
	if unzippedSize(data) > maxUnzipped {
		return nil, errTooLarge
	}
	book, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: maxUnzipped, RawCellValue: true})
	if err != nil {
		return nil, err
	}
	defer book.Close()
	props, err := book.GetWorkbookProps()
	if err != nil {
		return nil, err
	}
	var sheets []sheet
	room := maxCells
	for _, name := range book.GetSheetList() {
		rows, err := book.Rows(name)
		if errors.As(err, new(excelize.ErrSheetNotExist)) {
			sheets = append(sheets, sheet{name: name, lost: true})
			continue
		}
		if err != nil {
			continue // a sheet of another kind, a chart
		}
		s := sheet{name: name, since1904: props.Date1904 != nil && *props.Date1904}
		if err := errors.Join(s.read(rows, &room), rows.Close()); err != nil {
			return nil, err
		}
		merged, err := book.GetMergeCells(name)
		if err != nil {
			return nil, err
		}
		width := s.width()
		for _, m := range merged {
			if s.spread(m.GetStartAxis(), m.GetEndAxis(), m.GetCellValue(), width, &room); room < 0 {
				return nil, errTooLarge
			}
		}
		sheets = append(sheets, s)
	}
	return sheets, nil
}

// unzippedSize returns how large the parts of a workbook say that they are; 0 if it
// is none.
func unzippedSize(data []byte) (size uint64) {
	parts, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return 0
	}
	for _, part := range parts.File {
		if size += part.UncompressedSize64; size > maxUnzipped {
			break
		}
	}
	return size
}

// read reads the rows of a sheet, as far as there is room for their cells.
func (s *sheet) read(rows *excelize.Rows, room *int) error {
	for rows.Next() {
		row, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return err
		}
		if *room -= len(row) + 1; *room < 0 {
			return errTooLarge
		}
		s.cells = append(s.cells, row)
	}
	return rows.Error()
}

// width returns how many columns a sheet has.
func (s *sheet) width() int {
	width := 0
	for _, row := range s.cells {
		width = max(width, len(row))
	}
	return width
}

// spread gives all cells of a merged range its text, as far as the sheet has rows
// and columns, and there is room for more cells.
func (s *sheet) spread(from, to, text string, width int, room *int) {
	left, top, err := excelize.CellNameToCoordinates(from)
	right, bottom, err2 := excelize.CellNameToCoordinates(to)
	if err != nil || err2 != nil || text == "" {
		return
	}
	right = min(right, width)
	for y := top - 1; y < min(bottom, len(s.cells)); y++ {
		if *room -= max(right-len(s.cells[y]), 0); *room < 0 {
			return
		}
		for x := left - 1; x < right; x++ {
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

// Content is what a workbook says.
type Content struct {
	// Figures are those of the form by their names: a number as it is written in TOML, ""
	// for a cell that is blank. Those without a number are left out.
	Figures map[string]string
	// Own are the office's own, of the table 其他数据 as reports are exported with.
	Own []report.Figure
	// Years are those that stand above the tables, or in the names of their sheets.
	Years []Stated
}

// Figures reads the figures of the tables of a form, and the office's own. Findings say
// which rows or tables are not there, which cells have no number, and which sheets were not
// read. One finding says that the workbook is too large to be read. The error
// says that the file is no workbook.
func Figures(file string, data []byte, tables []report.Table) (c Content, found []diag.Diagnostic, err error) {
	sheets, err := open(data)
	switch {
	case errors.Is(err, errTooLarge):
		return c, []diag.Diagnostic{tooLarge.At(diag.Pos{File: file}, maxUnzipped>>20, maxCells/10_000)}, nil
	case err != nil:
		return c, nil, err
	}
	r := reader{file: file, Content: Content{Figures: map[string]string{}}}
	read, whole := map[*sheet]bool{}, true
	for _, t := range tables {
		layout := layoutOf(t)
		if s, row := find(sheets, layout); s != nil {
			r.table(s, row, layout)
			if !read[s] {
				r.years(s, row)
			}
			read[s] = true
		} else {
			r.found = append(r.found, noTable.At(diag.Pos{File: file}, t.Caption))
			whole = false
		}
	}
	for i := range sheets {
		switch s := &sheets[i]; {
		case s.lost:
			r.found = append(r.found, lostSheet.At(diag.Pos{File: file}, s.name))
		case !r.own(s) && !read[s] && s.width() > 0 && whole: // else it may be what was not found
			r.found = append(r.found, notRead.At(diag.Pos{File: file}, s.name))
		}
	}
	return r.Content, r.found, nil
}

// reader collects figures.
type reader struct {
	file string
	Content
	found []diag.Diagnostic
}

// ownHeader returns what heads the table of the office's own figures.
func ownHeader() []string { return []string{"项目", "数值", "单位", "数据名称"} }

// own reads the office's own figures on a sheet, down to the first blank row. It reports
// whether there is a table of them.
func (r *reader) own(s *sheet) bool {
	for row := range s.cells {
		columns := s.header(row, ownHeader())
		if columns == nil {
			continue
		}
		for row++; row < len(s.cells) && strings.TrimSpace(strings.Join(s.cells[row], "")) != ""; row++ {
			r.ownRow(s, row, columns)
		}
		return true
	}
	return false
}

// ownRow reads one of the office's own figures.
func (r *reader) ownRow(s *sheet, row int, columns []int) {
	name := s.cellName(row, columns[1])
	f := report.Figure{
		Name: s.at(row, columns[3]), Label: s.at(row, columns[0]), Unit: s.at(row, columns[2]),
		Pos: diag.Pos{File: r.file, Where: diag.Text{ZH: name, EN: name}},
	}
	if !f.IsOwn() {
		r.found = append(r.found, noName.At(diag.Pos{File: r.file}, s.cellName(row, columns[3]), f.Label, f.Name))
		return
	}
	value, ok := r.number(s, row, columns[1], f.Name, f.Unit == "万元")
	switch {
	case !ok || value == "": // which was said
	case f.Value.UnmarshalText([]byte(value)) != nil:
		r.found = append(r.found, noNumber.At(diag.Pos{File: r.file}, name, value, f.Name))
	default:
		r.Own = append(r.Own, f)
	}
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
			r.cell(s, at, columns[j], name, strings.Contains(l.label+l.header[j], "万元"))
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

// unit returns the unit behind a number. What is behind one of another scale is none:
// 3万 in a column of cases is not 3, nor is 15000元 in one of 万元.
func unit(money bool) *regexp.Regexp {
	if money {
		return ofMoney
	}
	return ofCases
}

var (
	ofMoney = regexp.MustCompile(`万元?$`)
	ofCases = regexp.MustCompile(`(?:件|个|项|次|人|件次|人次)$`)
)

// cell reads one figure; money says that the form has it in 万元.
func (r *reader) cell(s *sheet, row, column int, name string, money bool) {
	if value, ok := r.number(s, row, column, name, money); ok {
		r.Figures[name] = value
	}
}

// number reads the number in a cell, "" where it is blank. ok is false where something else
// is in it.
func (r *reader) number(s *sheet, row, column int, name string, money bool) (value string, ok bool) {
	text := norm.NFKC.String(s.at(row, column))
	text = strings.NewReplacer(",", "", " ", "", "\n", "").Replace(text)
	text = unit(money).ReplaceAllString(text, "")
	switch {
	case strings.Trim(text, "/-—－无") == "":
		what := diag.Text{ZH: "是空的", EN: "is blank"}
		if text != "" {
			what = diag.Text{ZH: "写的是“" + s.at(row, column) + "”，不是数字", EN: "has " + s.at(row, column) + " and no number"}
		}
		r.found = append(r.found, blank.At(diag.Pos{File: r.file}, s.cellName(row, column), name, what))
		return "", true
	case decimal.MatchString(text):
		if v, err := strconv.ParseFloat(text, 64); err == nil {
			return strconv.FormatFloat(v, 'f', -1, 64), true
		}
	}
	r.found = append(r.found, noNumber.At(diag.Pos{File: r.file}, s.cellName(row, column), s.at(row, column), name))
	return "", false
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
// applications: by its header, which has a column for the day on which each was
// received and one for who applied. A title may stand above it. ok is false where it is
// none, and where the workbook is too large, as [Figures] says.
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

// ledgerHead finds the header of a ledger: the first row that is not empty, or one not far
// below it.
func (s *sheet) ledgerHead() (row int, ok bool) {
	const most = 4
	for seen := 0; row < len(s.cells) && seen < most; row++ {
		if strings.TrimSpace(strings.Join(s.cells[row], "")) == "" {
			continue
		}
		if seen++; len(s.cells[row]) >= 5 && s.headsLedger(row) {
			return row, true
		}
	}
	return 0, false
}

// headsLedger reports whether a row has columns for the day of receipt and for the
// applicant. The printed form has both words, but no column of days.
func (s *sheet) headsLedger(row int) bool {
	received, applicant := false, false
	for column := range s.cells[row] {
		cell := s.at(row, column)
		for _, word := range []string{"received", "收到", "收件", "申请", "受理", "登记"} {
			received = received || isDay(cell) && strings.Contains(strings.ToLower(cell), word)
		}
		applicant = applicant || strings.Contains(strings.ToLower(cell), "applicant") || strings.Contains(cell, "申请人") || strings.Contains(cell, "申请主体")
	}
	return received && applicant
}

// ledger writes a sheet as a ledger.
func (s *sheet) ledger() ([]byte, bool) {
	first, ok := s.ledgerHead()
	if !ok {
		return nil, false
	}
	days := make([]bool, len(s.cells[first]))
	for column := range days {
		days[column] = isDay(s.at(first, column))
	}
	var b bytes.Buffer
	for row := first; row < len(s.cells); row++ {
		for column := range days {
			if column > 0 {
				b.WriteByte(',')
			}
			text := s.at(row, column)
			if row > first && days[column] {
				text = s.dayText(text)
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

// isDay reports whether a column of a ledger has days, by its header: 收到日期,
// 答复时间. What looks like a day elsewhere is the number of a file.
func isDay(header string) bool {
	header = strings.ToLower(strings.Join(strings.Fields(header), ""))
	return header == "received" || header == "closed" || strings.HasSuffix(header, "日期") || strings.HasSuffix(header, "时间")
}

// serial is a day as a spreadsheet keeps it.
var serial = regexp.MustCompile(`^[2-7]\d{4}(?:\.\d+)?$`)

// dayText writes a day that a spreadsheet keeps as a number as a date.
func (s *sheet) dayText(text string) string {
	if !serial.MatchString(text) {
		return text
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return text
	}
	t, err := excelize.ExcelDateToTime(n, s.since1904)
	if err != nil {
		return text
	}
	return fmt.Sprintf("%04d-%02d-%02d", t.Year(), t.Month(), t.Day())
}
