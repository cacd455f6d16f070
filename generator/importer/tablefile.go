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
	b := &tableBook{table: t, file: f}
	if err := b.begin(); err != nil {
		return nil, err
	}
	if err := b.write(); err != nil {
		return nil, err
	}
	buffer, err := f.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return buffer.Bytes(), nil
}

// tableBook is the workbook of a table while it is written.
type tableBook struct {
	table        *table
	file         *excelize.File
	header, body int // styles
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

// write writes the sheet, a row at a time.
func (b *tableBook) write() error {
	w, err := b.file.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	for i, width := range b.table.widths() {
		if err := w.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	framed := b.table.rows*b.table.columns <= maxShown // empty cells have borders, too
	cells, header := b.table.cells, max(b.table.fileHeader(), 1)
	values := make([]any, b.table.columns)
	for row := range b.table.rows {
		style := b.body
		if row < header {
			style = b.header
		}
		clear(values)
		if framed {
			for i := range values {
				values[i] = excelize.Cell{StyleID: style}
			}
		}
		for ; len(cells) > 0 && cells[0].row == row; cells = cells[1:] {
			values[cells[0].column] = excelize.Cell{StyleID: style, Value: valueOf(cells[0].text())}
			if err := mergeCells(w, &cells[0]); err != nil {
				return err
			}
		}
		if err := w.SetRow("A"+decimal(row+1), values); err != nil {
			return err
		}
	}
	return w.Flush()
}

// mergeCells merges what a cell covers.
func mergeCells(w *excelize.StreamWriter, c *cell) error {
	if c.down == 1 && c.across == 1 {
		return nil
	}
	from, err := excelize.CoordinatesToCellName(c.column+1, c.row+1)
	if err != nil {
		return err
	}
	to, err := excelize.CoordinatesToCellName(c.column+c.across, c.row+c.down)
	if err != nil {
		return err
	}
	return w.MergeCell(from, to)
}

// widths returns the widths of the columns, in letters; none where there are more
// columns than anybody sets, for each costs excelize a look at all the others.
func (t *table) widths() []float64 {
	const most = 100
	if t.columns > most {
		return nil
	}
	longest := make([]int, t.columns)
	for i := range t.cells {
		c := &t.cells[i]
		if c.across > 1 {
			continue
		}
		for line := range strings.SplitSeq(c.text(), "\n") {
			longest[c.column] = max(longest[c.column], utf8.RuneCountInString(line)+wideRunes(line))
		}
	}
	widths := make([]float64, t.columns)
	for i, n := range longest {
		widths[i] = float64(min(max(n+2, 8), 60))
	}
	return widths
}

// valueOf returns the value of a cell that shows a text.
func valueOf(text string) any {
	if n, ok := plainValue(text); ok {
		return n
	}
	return text
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
