package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// heads finds the row of a table that names its columns, while its rows pass by: of
// the first ten the one that has the most cells, if all of these are short words
// without numbers. Above it there is often a title, and a line with the unit.
type heads struct {
	names  map[int]string // by column
	seen   int            // rows
	closed bool           // a row that names nothing has come after them
}

const (
	headRows  = 10 // in which heads are looked for
	headRunes = 24 // of the longest head
)

// of returns the heads of the cells of a row, nil where there are none or the row
// itself has them.
func (h *heads) of(cells []string, columns []int) []string {
	if len(cells) > 2 && h.closed && begins(cells) {
		*h = heads{}
	}
	if h.seen < headRows && len(cells) > 1 {
		h.seen++
		if h.take(cells, columns) {
			return nil
		}
	}
	if h.names == nil {
		return nil
	}
	found := make([]string, len(cells))
	for i, column := range columns {
		found[i] = h.names[column]
	}
	return found
}

// take reports whether a row has heads, and keeps them. A row right below the heads
// that looks like them, and names columns that those leave out, says more: under
// 联系人, which covers two columns, stand 姓名 and 电话.
func (h *heads) take(cells []string, columns []int) bool {
	if !plain(cells) {
		h.closed = true
		return false
	}
	if len(cells) > len(h.names) {
		h.names, h.closed = make(map[int]string, len(cells)), false
	}
	if h.closed || !h.lacks(columns) {
		h.closed = true
		return false
	}
	for i, column := range columns {
		h.names[column] = strings.TrimSpace(h.names[column] + " " + cells[i])
	}
	return true
}

// begins reports whether a row below the heads of a table has those of another: it is
// made of short words, and at least two, and half of all, are what columns are called.
func begins(cells []string) bool {
	known := 0
	for _, cell := range cells {
		cell, _, _ = strings.Cut(strings.TrimSpace(cell), "（")
		for _, end := range headEnds() {
			if strings.HasSuffix(cell, end) {
				known++
				break
			}
		}
	}
	return known >= 2 && known*2 >= len(cells) && plain(cells)
}

// headEnds are what the names of columns end in.
func headEnds() []string {
	return []string{"序号", "编号", "号", "码", "姓名", "名称", "性别", "单位", "类别", "类型", "日期", "时间", "金额", "数量", "单价", "合计", "支出", "收入", "电话", "地址", "住址", "备注", "职务", "村", "供应商", "报价", "得分", "季度"}
}

// lacks reports whether one of the columns has no name yet.
func (h *heads) lacks(columns []int) bool {
	for _, column := range columns {
		if h.names[column] == "" {
			return true
		}
	}
	return false
}

// plain reports whether all cells are short words.
func plain(cells []string) bool {
	for _, cell := range cells {
		if utf8.RuneCountInString(cell) > headRunes || !wordy(cell) {
			return false
		}
	}
	return true
}

// wordy reports whether a text has letters and no number longer than a year.
func wordy(s string) bool {
	letters, digits := 0, 0
	for _, r := range s {
		if unicode.IsDigit(r) {
			if digits++; digits > 4 {
				return false
			}
			continue
		}
		digits = 0
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters > 0
}
