// Package columns decides how wide the columns of a table should be.
//
// A browser divides the width that there is by what the cells hold. On a phone
// that leaves two characters a line to a column of names beside one of long text,
// and a row as high as the screen. So each column is given the width in which its
// longest cell is read well: one line, if it is short, or a few of them; where
// all together are wider than the page, the table scrolls.
//
// Widths are in em, of which a Chinese character takes one and a letter half.
package columns

import (
	"math"
	"strconv"
	"unicode/utf8"
)

const (
	// oneLine is the width up to which no cell of a column is broken.
	oneLine = 9
	// widest is that of a column of long text.
	widest = 22
	// padding is what a cell has besides its text.
	padding = 1.6
)

// Phone and Text are the widths that a table may have so as not to scroll on a
// phone of 375 px, and so as to stay within running text.
const (
	Phone = 21
	Text  = 44
)

// Least is the number of columns from which on a table may need widths.
const Least = 2

// Widths are those of the columns of a table while it is read, in hundredths. The zero
// value is a table without cells.
type Widths []int

// Add takes the text of a cell of a column; lines are divided by \n.
func (w *Widths) Add(column int, text []byte) {
	for len(*w) <= column {
		*w = append(*w, 0)
	}
	(*w)[column] = max((*w)[column], longestLine(text))
}

// Of returns the width of a column: at least its longest cell where that is short,
// else what makes of it a few lines.
func (w Widths) Of(column int) int {
	longest := float64(w[column]) / 100
	if longest <= oneLine {
		return max(2, int(math.Ceil(longest)))
	}
	return min(max(oneLine, int(math.Ceil(2.4*math.Sqrt(longest)))), widest)
}

// Sum is the width of the table.
func (w Widths) Sum() float64 {
	sum := 0.0
	for column := range w {
		sum += float64(w.Of(column)) + padding
	}
	return sum
}

// Class names, for the style sheet, how a table with widths fits: "fit" where it does
// everywhere, "wide" where it scrolls on a phone, "wide full" where it needs more
// than the width of running text, too. It is "" for a table without widths.
func (w Widths) Class() string {
	if len(w) < 3 {
		return ""
	}
	switch sum := w.Sum(); {
	case sum > Text:
		return "wide full"
	case sum > Phone:
		return "wide"
	}
	return "fit"
}

// longestLine returns the width of the longest line of a text.
func longestLine(text []byte) int {
	const narrow, wide = 56, 100
	longest, line := 0, 0
	for _, c := range text {
		switch {
		case c == '\n':
			longest, line = max(longest, line), 0
		case c >= 0xE2: // it begins U+2000 and more
			line += wide
		case utf8.RuneStart(c):
			line += narrow
		}
	}
	return max(longest, line)
}

// AppendHTML appends the col elements of the table, with classes w2 to w22 that are
// as wide as they say, where a column is given its width. Their group, which HTML implies,
// is left out.
func (w Widths) AppendHTML(b []byte) []byte {
	some := false
	for column := range w {
		some = some || w.given(column)
	}
	if !some {
		return b
	}
	for column := range w {
		if !w.given(column) {
			b = append(b, "<col>"...)
			continue
		}
		b = append(b, `<col class="w`...)
		b = strconv.AppendInt(b, int64(w.Of(column)), 10)
		b = append(b, `">`...)
	}
	return b
}

// given reports whether a column is given its width. Of two columns, names and what is
// said of them, the short one is where the other is long, so that no name is broken:
// the other has the rest, and no table of two columns has to scroll.
func (w Widths) given(column int) bool {
	switch len(w) {
	case 0, 1:
		return false
	case 2:
		return w.Of(column) <= oneLine && (w.Of(1-column) > oneLine || column == 0 && w.Sum() > Phone)
	}
	return true
}
