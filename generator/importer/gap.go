package importer

import (
	"math"
	"regexp"
	"slices"

	"gongkai/generator/diag"
	"gongkai/generator/plaintext"
)

// closeGaps joins the parts of a sheet between which an empty row merely lies: a list
// in groups, or one that was printed page by page. A part with a title or a header of its
// own is another table.
func (r *reader) closeGaps(parts []*table, at diag.Text) []*table {
	var tables []*table
	var above extent
	for _, part := range parts {
		of := part.extent()
		if n := len(tables); n > 0 && above.contains(of) && part.continues(tables[n-1]) {
			row := decimal(part.cells[0].row) // the one above its first, counted from 1
			r.losses.add(gaps, diag.Text{ZH: at.ZH + " 第 " + row + " 行", EN: at.EN + ", row " + row})
			tables[n-1].cells = append(tables[n-1].cells, part.cells...)
			continue
		}
		tables, above = append(tables, part), of
	}
	return tables
}

// extent is from which column to which cells reach.
type extent struct{ left, right int }

func (t *table) extent() extent {
	e := extent{left: math.MaxInt}
	for i := range t.cells {
		c := &t.cells[i]
		e.left, e.right = min(e.left, c.column), max(e.right, c.column+c.across)
	}
	return e
}

func (e extent) contains(other extent) bool { return e.left <= other.left && other.right <= e.right }

// continues reports whether a part goes on with the rows above it. Its first row is one
// of data: it has a number, or nothing in the part has one and it is filled as the row
// above it is.
func (t *table) continues(above *table) bool {
	first, last := t.firstRow(), above.lastRow()
	if len(first) < 2 || len(last) < 2 || labelled(first) || labelled(last) {
		return false
	}
	counts := func(c cell) bool { return c.counts() }
	if slices.ContainsFunc(first, counts) {
		return true
	}
	return !slices.ContainsFunc(t.cells, counts) &&
		slices.EqualFunc(first, last, func(a, b cell) bool { return a.column == b.column && a.across == b.across }) &&
		!slices.EqualFunc(first, above.firstRow(), func(a, b cell) bool { return a.text() == b.text() })
}

// firstRow and lastRow return the cells that begin in the first row that has any, and
// in the last.
func (t *table) firstRow() []cell {
	n := 0
	for n < len(t.cells) && t.cells[n].row == t.cells[0].row {
		n++
	}
	return t.cells[:n]
}

func (t *table) lastRow() []cell {
	n := len(t.cells)
	for n > 0 && t.cells[n-1].row == t.cells[len(t.cells)-1].row {
		n--
	}
	return t.cells[n:]
}

// counts reports whether a cell is one of data by what is in it: a number that is no
// year, as headers have.
func (c *cell) counts() bool {
	text := c.text()
	return (c.number || amount.MatchString(text)) && !year.MatchString(text)
}

var year = regexp.MustCompile(`^(?:19|20)\d\d$`)

// labelled reports whether all that a row has is labels and their values, as they stand
// below a table: 填表人：张某 | 审核人：.
func labelled(row []cell) bool {
	found := false
	for i := range row {
		text := row[i].text()
		if text == "" {
			continue
		}
		if _, is := plaintext.Label(text); !is || row[i].down > 1 {
			return false
		}
		found = true
	}
	return found
}

// unitLine reports whether a row stands above a table and says something of it, as
// 填报单位：某镇 | 单位：元 does: labels, of which one has a value.
func unitLine(row []cell) bool {
	return labelled(row) && slices.ContainsFunc(row, func(c cell) bool {
		value, _ := plaintext.Label(c.text())
		return value != ""
	})
}
