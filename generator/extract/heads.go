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

	aParagraph = 60 // bytes: the words of a line, which are no value in a table
)

// of returns the heads of the cells of a row, nil where there are none or the row
// itself has them.
func (h *heads) of(cells []string, columns []int) []string {
	if len(cells) > 1 && h.closed && Begins(cells) {
		*h = heads{}
	}
	if h.seen < headRows && len(cells) > 1 {
		h.seen++
		if h.take(cells, columns) {
			return nil
		}
	}
	if h.names == nil || len(cells) == 1 && len(cells[0]) > aParagraph {
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

// Begins reports whether a row below the heads of a table has those of another, or below
// its title its own: it is made of short words, and at least two, and half of all, end as
// what columns are called.
func Begins(cells []string) bool {
	known, all := 0, 0
	for _, cell := range cells {
		if cell != "" && strings.Trim(cell, "0123456789") == "" {
			return false // as nearly all rows have one: that is no word
		}
		cell = strings.TrimSpace(cell)
		if i := strings.IndexAny(cell, "（("); i >= 0 {
			cell = cell[:i]
		}
		if cell == "" {
			continue
		}
		all++
		switch last, _ := utf8.DecodeLastRuneInString(cell); last {
		case '号', '码', '名', '称', '别', '位', '型', '期', '间', '额', '量', '价', '计', '出', '入', '话', '机', '址', '注', '务', '村', '商', '分', '度', '卡', '证', '族', '龄':
			known++
		}
	}
	if known < 2 || known*2 < all {
		return false
	}
	for _, cell := range cells {
		if cell != "" && !plain([]string{cell}) {
			return false
		}
	}
	return true
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
