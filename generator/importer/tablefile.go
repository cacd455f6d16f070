package importer

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// workbook writes a table as a workbook of one sheet, with its merged cells. The
// values are those that were shown: a number stays one where it looks the same
// in a cell without a format, all else is text.
func (t *table) workbook() ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	b := &tableBook{file: f, widths: make([]int, t.columns)}
	if err := b.begin(); err != nil {
		return nil, err
	}
	for i := range t.cells {
		if err := b.cell(&t.cells[i], t.cells[i].row < max(t.fileHeader(), 1)); err != nil {
			return nil, err
		}
	}
	for i, width := range b.widths {
		column, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return nil, err
		}
		if err := f.SetColWidth(tableSheet, column, column, float64(min(max(width+2, 8), 60))); err != nil {
			return nil, err
		}
	}
	buffer, err := f.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return buffer.Bytes(), nil
}

// tableSheet is the name of the sheet.
const tableSheet = "Sheet1"

// tableBook is the workbook of a table while it is written.
type tableBook struct {
	file         *excelize.File
	widths       []int // of the columns, in letters
	header, body int   // styles
}

// begin sets the styles, and the properties: the same table gives the same
// bytes, and no name of a user.
func (b *tableBook) begin() error {
	var border []excelize.Border
	for _, side := range []string{"left", "right", "top", "bottom"} {
		border = append(border, excelize.Border{Type: side, Color: "000000", Style: 1})
	}
	var err error
	b.header, err = b.file.NewStyle(&excelize.Style{
		Font: &excelize.Font{Bold: true}, Border: border,
		Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true},
	})
	if err != nil {
		return err
	}
	b.body, err = b.file.NewStyle(&excelize.Style{Border: border, Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}})
	if err != nil {
		return err
	}
	const day = "2000-01-01T00:00:00Z"
	return b.file.SetDocProps(&excelize.DocProperties{Created: day, Modified: day, Creator: "gongkai", LastModifiedBy: "gongkai", Language: "zh-CN"})
}

// cell writes one cell.
func (b *tableBook) cell(c *cell, header bool) error {
	from, err := excelize.CoordinatesToCellName(c.column+1, c.row+1)
	if err != nil {
		return err
	}
	to, err := excelize.CoordinatesToCellName(c.column+c.across, c.row+c.down)
	if err != nil {
		return err
	}
	text := c.text()
	if n, ok := plainValue(text); ok {
		err = b.file.SetCellValue(tableSheet, from, n)
	} else {
		err = b.file.SetCellStr(tableSheet, from, text)
	}
	if err == nil && from != to {
		err = b.file.MergeCell(tableSheet, from, to)
	}
	if err != nil {
		return err
	}
	if c.across == 1 {
		for line := range strings.SplitSeq(text, "\n") {
			b.widths[c.column] = max(b.widths[c.column], utf8.RuneCountInString(line)+wideRunes(line))
		}
	}
	style := b.body
	if header {
		style = b.header
	}
	return b.file.SetCellStyle(tableSheet, from, to, style)
}

// plainValue returns the number that a text is, if a cell without a format shows
// it so: no zeros in front, which belong to a code, and no more digits than
// Excel shows.
func plainValue(s string) (float64, bool) {
	const digits = 11
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || len(s) > digits || strconv.FormatFloat(n, 'f', -1, 64) != s {
		return 0, false
	}
	return n, true
}

// wideRunes counts the characters that take the place of two letters.
func wideRunes(s string) int {
	n := 0
	for _, r := range s {
		if r >= 0x2E80 {
			n++
		}
	}
	return n
}
