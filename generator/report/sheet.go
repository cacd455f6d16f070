package report

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// XLSX returns the report as a workbook: one sheet a table, its header cells
// merged as on the printed form, and one for the office's own figures. The same
// report gives the same bytes: no clock, no user name.
func (r *Report) XLSX() ([]byte, error) {
	b := bookBuilder{file: excelize.NewFile()}
	defer b.file.Close()
	if err := b.styles(); err != nil {
		return nil, err
	}
	tables := r.Tables()
	if own, ok := (tableMaker{r}).ownTable(); ok {
		tables = append(tables, own)
	}
	for i, t := range tables {
		if err := b.sheet(i, r, t); err != nil {
			return nil, err
		}
	}
	stamp := r.stamp()
	err := b.file.SetDocProps(&excelize.DocProperties{
		Title: r.Title, Created: stamp, Modified: stamp, Creator: "gongkai", LastModifiedBy: "gongkai", Language: "zh-CN",
	})
	if err != nil {
		return nil, err
	}
	buffer, err := b.file.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return buffer.Bytes(), nil
}

// stamp is the time that the workbook bears: the day of publication.
func (r *Report) stamp() string {
	if len(r.Published) >= 10 {
		return r.Published[:10] + "T00:00:00Z"
	}
	return fmt.Sprintf("%04d-01-01T00:00:00Z", r.Year+1)
}

// ownTable is the office's own figures as a table, for the workbook.
func (r tableMaker) ownTable() (Table, bool) {
	t := newTableBuilder(ownTable, r.form.ownTitle())
	t.Labels = 1
	t.head(
		t.columnHead("label", "项目", 1, 1), t.columnHead("value", "数值", 1, 1),
		t.columnHead("unit", "单位", 1, 1), t.columnHead("name", "数据名称", 1, 1),
	)
	for _, f := range r.figures.list {
		if !f.Form {
			t.row(Cell{Text: f.Label, Header: true}, Cell{Text: f.Value.String(), Number: true, Figure: f.Name},
				Cell{Text: f.Unit}, Cell{Text: f.Name})
		}
	}
	return t.Table, len(t.Rows) > 0
}

// bookBuilder writes tables into a workbook.
type bookBuilder struct {
	file                       *excelize.File
	title, header, number, txt int // styles
}

func (b *bookBuilder) styles() error {
	border := []excelize.Border{
		{Type: "left", Color: "000000", Style: 1}, {Type: "right", Color: "000000", Style: 1},
		{Type: "top", Color: "000000", Style: 1}, {Type: "bottom", Color: "000000", Style: 1},
	}
	centre := &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}
	for _, s := range []struct {
		id    *int
		style excelize.Style
	}{
		{&b.title, excelize.Style{Font: &excelize.Font{Bold: true, Size: 14}, Alignment: centre}},
		{&b.header, excelize.Style{Font: &excelize.Font{Bold: true}, Border: border, Alignment: centre}},
		{&b.number, excelize.Style{Border: border, Alignment: &excelize.Alignment{Horizontal: "right", Vertical: "center"}}},
		{&b.txt, excelize.Style{Border: border, Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}}},
	} {
		id, err := b.file.NewStyle(&s.style)
		if err != nil {
			return err
		}
		*s.id = id
	}
	return nil
}

// sheetTitle is the name of a sheet; it has at most 31 characters.
func sheetTitle(t Table) string {
	switch t.ID {
	case tableProactive:
		return "主动公开政府信息情况"
	case tableRequests:
		return "收到和处理政府信息公开申请情况"
	case tableLitigation:
		return "行政复议、行政诉讼情况"
	case tableStatistics:
		return "政府信息公开情况统计表"
	}
	return t.Caption
}

// sheet writes one table: the title of the report, the caption, the cells.
func (b *bookBuilder) sheet(i int, r *Report, t Table) error {
	name := sheetTitle(t)
	if i == 0 {
		if err := b.file.SetSheetName("Sheet1", name); err != nil {
			return err
		}
	} else if _, err := b.file.NewSheet(name); err != nil {
		return err
	}
	for row, text := range []string{r.Title, t.Caption} {
		if err := b.put(name, row, 0, Cell{Text: text, ColSpan: t.Columns}, b.title); err != nil {
			return err
		}
	}
	var failed error
	t.Place(func(row, column int, c Cell) {
		style := b.txt
		switch {
		case c.Header || row < len(t.Head):
			style = b.header
		case c.Number:
			style = b.number
		}
		if err := b.put(name, row+aboveTable, column, c, style); err != nil && failed == nil {
			failed = err
		}
	})
	if failed != nil {
		return failed
	}
	if err := b.heights(name, r.Title, t); err != nil {
		return err
	}
	return b.shape(name, t)
}

// aboveTable is how many rows there are above the table: those of the titles.
const aboveTable = 2

// heights sets the heights of the rows. A program that shows the workbook makes a
// row as high as its cells need, but takes no notice of those that are merged:
// their text would lie over that of the row below.
func (b *bookBuilder) heights(sheet, title string, t Table) error {
	const line, padding = 15, 3 // points
	const larger = 1.4          // how much the titles are
	lines := make([]int, len(t.Head)+len(t.Rows))
	tall := map[int]Cell{} // those that span rows, by their last row and column
	t.Place(func(row, column int, c Cell) {
		n := wrapped(c.Text, widthOf(t, column, max(c.ColSpan, 1)))
		if c.RowSpan <= 1 {
			lines[row] = max(lines[row], n)
			return
		}
		tall[row*maxColumns+column] = c
	})
	for _, at := range slices.Sorted(maps.Keys(tall)) {
		c, row := tall[at], at/maxColumns
		have := 0
		for i := range c.RowSpan {
			lines[row+i] = max(lines[row+i], 1)
			have += lines[row+i]
		}
		lines[row+c.RowSpan-1] += max(0, wrapped(c.Text, widthOf(t, at%maxColumns, max(c.ColSpan, 1)))-have)
	}
	whole := widthOf(t, 0, t.Columns) / larger
	for i, text := range []string{title, t.Caption} {
		if err := b.file.SetRowHeight(sheet, i+1, float64(wrapped(text, whole))*line*larger+padding); err != nil {
			return err
		}
	}
	for i, n := range lines {
		if err := b.file.SetRowHeight(sheet, i+1+aboveTable, float64(max(n, 1)*line+padding)); err != nil {
			return err
		}
	}
	return nil
}

// maxColumns is more columns than any table has.
const maxColumns = 1 << 10

// widthOf is the width of some columns in characters.
func widthOf(t Table, column, n int) float64 {
	width := 0.0
	for i := range n {
		width += columnWidth(t, column+i)
	}
	return width
}

// wrapped returns in how many lines a text stands in a cell of a width. A Chinese
// character is two wide.
func wrapped(text string, width float64) int {
	n := 0
	for line := range strings.SplitSeq(text, "\n") {
		wide := 0
		for _, r := range line {
			if wide++; r >= 0x1100 {
				wide++
			}
		}
		n += max(1, int(math.Ceil(float64(wide)/(width-2))))
	}
	return n
}

// put writes one cell and merges the cells that it spans.
func (b *bookBuilder) put(sheet string, row, column int, c Cell, style int) error {
	from, err := excelize.CoordinatesToCellName(column+1, row+1)
	if err != nil {
		return err
	}
	to, err := excelize.CoordinatesToCellName(column+max(c.ColSpan, 1), row+max(c.RowSpan, 1))
	if err != nil {
		return err
	}
	if from != to {
		if err := b.file.MergeCell(sheet, from, to); err != nil {
			return err
		}
	}
	if err := b.file.SetCellStyle(sheet, from, to, style); err != nil {
		return err
	}
	if v, ok := parseNumber(c.Text); c.Number && ok {
		return b.file.SetCellFloat(sheet, from, v.Float(), decimals(c.Text), 64)
	}
	return b.file.SetCellStr(sheet, from, c.Text)
}

// decimals counts the decimals of a number as written.
func decimals(s string) int {
	for i := range len(s) {
		if s[i] == '.' {
			return len(s) - i - 1
		}
	}
	return 0
}

// shape sets the widths of the columns and a page that fits the printed form.
func (b *bookBuilder) shape(sheet string, t Table) error {
	for i := range t.Columns {
		column, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := b.file.SetColWidth(sheet, column, column, columnWidth(t, i)); err != nil {
			return err
		}
	}
	paper, orientation, pages := 9, "portrait", 1 // A4
	if t.Columns > 7 {
		orientation = "landscape"
	}
	height := 0
	if err := b.file.SetPageLayout(sheet, &excelize.PageLayoutOptions{
		Size: &paper, Orientation: &orientation, FitToWidth: &pages, FitToHeight: &height,
	}); err != nil {
		return err
	}
	fit := true
	return b.file.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit})
}

// columnWidth is the width of column i in characters.
func columnWidth(t Table, i int) float64 {
	switch {
	case t.ID == tableRequests && i == 2:
		return 44
	case i < t.Labels:
		return 18
	case t.ID == tableStatistics && i == 0, t.ID == ownTable && (i == 0 || i == 3):
		return 40
	}
	return 14
}
