// Package transfer writes 移交清单, the list of what is handed over to an archive: a row
// for each document and each attachment, as CSV and as a workbook.
//
//	data := transfer.CSV(items)
//	data, err := transfer.XLSX(items, "2026-12-01")
//
// # Which elements
//
// What is asked of such a list is in DA/T 80-2019 (网页归档指南), whose text could not
// be consulted. So the elements are those that a site knows of its documents and
// that lists of records have everywhere; each whose name or presence in that standard is
// not confirmed says so in its heading: 未核实. What no site knows (保管期限) has the same
// word in its cells, for the archivist to fill in. Neither is ever guessed.
//
// transfer knows documents by what is told of them, and writes no file.
package transfer

import (
	"strconv"

	"github.com/xuri/excelize/v2"

	"gongkai/generator/export"
)

// unconfirmed is said of what nobody could confirm.
const unconfirmed = "未核实"

// Item is a document or an attachment. What is not known is "".
type Item struct {
	Title, Number, Issuer string
	Written, Published    string // days
	Category, Kind        string // 文档, 附件
	Address               string
	Format                string
	Size                  int64
	SHA256                string
	First, Logged         string // days
}

// column is an element of the list.
type column struct {
	name string
	// ours says that the element is about the proof, and no matter of the standard.
	ours  bool
	width float64
	of    func(number int, i Item) string
}

// heading is what stands above a column.
func (c column) heading() string {
	if c.ours {
		return c.name
	}
	return c.name + "（" + unconfirmed + "）"
}

// columns are the elements in their order.
func columns() []column {
	return []column{
		{"序号", true, 6, func(number int, _ Item) string { return strconv.Itoa(number) }},
		{"题名", false, 48, func(_ int, i Item) string { return i.Title }},
		{"文号", false, 20, func(_ int, i Item) string { return i.Number }},
		{"责任者", false, 20, func(_ int, i Item) string { return i.Issuer }},
		{"成文日期", false, 14, func(_ int, i Item) string { return i.Written }},
		{"发布日期", false, 14, func(_ int, i Item) string { return i.Published }},
		{"栏目", false, 14, func(_ int, i Item) string { return i.Category }},
		{"类型", false, 14, func(_ int, i Item) string { return i.Kind }},
		{"网址", false, 48, func(_ int, i Item) string { return i.Address }},
		{"格式", false, 14, func(_ int, i Item) string { return i.Format }},
		{"大小（字节）", false, 14, func(_ int, i Item) string { return strconv.FormatInt(i.Size, 10) }},
		{"保管期限", false, 16, func(int, Item) string { return unconfirmed }},
		{"SHA-256", true, 68, func(_ int, i Item) string { return i.SHA256 }},
		{"首次公开日期", true, 14, func(_ int, i Item) string { return i.First }},
		{"登记日期", true, 14, func(_ int, i Item) string { return i.Logged }},
	}
}

// CSV returns the list as CSV, with the mark by which Excel knows UTF-8.
func CSV(items []Item) []byte {
	b := []byte("\ufeff")
	row := func(cell func(c column) string) {
		for i, c := range columns() {
			if i > 0 {
				b = append(b, ',')
			}
			b = export.AppendCell(b, cell(c))
		}
		b = append(b, "\r\n"...)
	}
	row(column.heading)
	for n, item := range items {
		row(func(c column) string { return c.of(n+1, item) })
	}
	return b
}

// XLSX returns the list as a workbook. The day is that of the release, which the workbook
// bears as its own, so that the same list gives the same bytes.
func XLSX(items []Item, day string) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	const sheet = "移交清单"
	if err := f.SetSheetName("Sheet1", sheet); err != nil {
		return nil, err
	}
	if err := fill(f, sheet, items); err != nil {
		return nil, err
	}
	stamp := day + "T00:00:00Z"
	if err := f.SetDocProps(&excelize.DocProperties{
		Title: sheet, Created: stamp, Modified: stamp, Creator: "gongkai", LastModifiedBy: "gongkai", Language: "zh-CN",
	}); err != nil {
		return nil, err
	}
	b, err := f.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// fill writes the rows, every cell as text: a number of a document is none to count with.
func fill(f *excelize.File, sheet string, items []Item) error {
	w, err := f.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	cells := make([]any, 0, len(columns()))
	for i, c := range columns() {
		if err := w.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
		cells = append(cells, c.heading())
	}
	if err := w.SetRow("A1", cells); err != nil {
		return err
	}
	for n, item := range items {
		cells = cells[:0]
		for _, c := range columns() {
			cells = append(cells, c.of(n+1, item))
		}
		if err := w.SetRow("A"+strconv.Itoa(n+2), cells); err != nil {
			return err
		}
	}
	return w.Flush()
}
