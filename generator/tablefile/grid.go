package tablefile

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/width"

	"gongkai/generator/diag"
	"gongkai/generator/ooxml"
	"gongkai/generator/plaintext"
)

// grid is a sheet while it becomes a table: the cells that have a value or cover
// others, row by row.
type grid struct {
	cells         []gridCell
	rows, columns int
	header        int // rows that the sheet repeats in print, 0 for none
}

type gridCell struct {
	row int
	Cell
}

// end is the row behind the last that a cell covers, and right its column.
func (c *gridCell) end() int   { return c.row + c.Down }
func (c *gridCell) right() int { return c.Column + c.Across }

// areaForm is a range as Excel writes it: A3:F40, $A$3:$F$40.
var areaForm = regexp.MustCompile(`^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$`)

// column returns the number of a column, from 0, that areaForm has matched.
func column(letters string) int {
	n := 0
	for i := range len(letters) {
		n = 26*n + int(letters[i]-'A') + 1
	}
	return n - 1
}

// number returns a number that areaForm has matched.
func number(digits string) int {
	n, _ := strconv.Atoi(digits) // seven digits always are one
	return n
}

// cut keeps the cells of a range, and of those that reach out of it what is
// within.
func (g *grid) cut(name, area string) *Fault {
	if area == "" {
		return nil
	}
	m := areaForm.FindStringSubmatch(strings.ToUpper(area))
	if m == nil {
		return &Fault{badRange, []any{name, area, meantRange(area)}}
	}
	left, top, right, bottom := column(m[1]), number(m[2])-1, column(m[3])+1, number(m[4])
	if left >= right || top < 0 || top >= bottom {
		return &Fault{badRange, []any{name, area, meantRange(area)}}
	}
	kept := g.cells[:0]
	for _, c := range g.cells {
		row, col := max(c.row, top), max(c.Column, left)
		c.Down, c.Across = min(c.end(), bottom)-row, min(c.right(), right)-col
		if c.row, c.Column = row, col; c.Down > 0 && c.Across > 0 {
			kept = append(kept, c)
		}
	}
	g.cells = kept
	g.header = max(0, g.header-top)
	return nil
}

// looseRange matches two cells with whatever between them, as people write a range.
var looseRange = regexp.MustCompile(`^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})\s*(?:[:\-–—~～至到.,]|：|\.\.)+\s*\$?([A-Z]{1,3})\$?([1-9]\d{0,6})$`)

// meantRange says how a range is written: that which was meant, where both its cells are
// there.
func meantRange(area string) diag.Text {
	m := looseRange.FindStringSubmatch(strings.ToUpper(width.Narrow.String(strings.TrimSpace(area))))
	if m == nil {
		return diag.Text{ZH: "写成 range=A3:F40：左上角和右下角的单元格", EN: "write range=A3:F40: the cells at the upper left and the lower right"}
	}
	left, right, top, bottom := m[1], m[3], m[2], m[4]
	if column(left) > column(right) {
		left, right = right, left
	}
	if number(top) > number(bottom) {
		top, bottom = bottom, top
	}
	meant := "range=" + left + top + ":" + right + bottom
	return diag.Text{ZH: "改为 " + meant, EN: "write " + meant}
}

// spoiled lists the cells that do not show what was written in them, by the names that
// they have in Excel: before anything is left out.
func (g *grid) spoiled() (cells []string) {
	for i := range g.cells {
		if c := &g.cells[i]; ooxml.Spoiled(c.Text) {
			cells = append(cells, columnName(c.Column)+strconv.Itoa(c.row+1)+" "+c.Text)
		}
	}
	return cells
}

// compact leaves out the rows and columns in which no cell begins, and what is
// empty: hidden ones, and those around the table. It counts what is left.
func (g *grid) compact() {
	g.cells = slices.DeleteFunc(g.cells, func(c gridCell) bool { return c.Text == "" && c.Down*c.Across == 1 })
	slices.SortStableFunc(g.cells, func(a, b gridCell) int { return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.Column, b.Column)) })
	var rows, columns []int
	for i := range g.cells {
		rows, columns = append(rows, g.cells[i].row), append(columns, g.cells[i].Column)
	}
	rows, columns = distinct(rows), distinct(columns)
	place := func(list []int, at int) int { i, _ := slices.BinarySearch(list, at); return i }
	for i := range g.cells {
		c := &g.cells[i]
		row, column := place(rows, c.row), place(columns, c.Column)
		c.Down, c.Across = place(rows, c.end())-row, place(columns, c.right())-column
		c.row, c.Column = row, column
	}
	if g.header > 0 {
		g.header = place(rows, g.header)
	}
	g.rows, g.columns = len(rows), len(columns)
}

func distinct(list []int) []int {
	slices.Sort(list)
	return slices.Compact(list)
}

// table makes the table.
func (g *grid) table(opt Options) *Table {
	t := &Table{Caption: opt.Caption, Columns: g.columns, Rows: make([]Row, g.rows)}
	for _, c := range g.cells {
		t.Rows[c.row] = append(t.Rows[c.row], c.Cell)
	}
	titles := t.titles(opt.Range != "")
	if opt.Caption != "" {
		titles = append([]string{opt.Caption}, titles[min(1, len(titles)):]...)
	}
	if opt.Range == "" && len(titles) < maxTitles {
		titles = append(titles, t.unit()...)
	}
	t.Caption = strings.Join(titles, "\n")
	switch found := g.header - (g.rows - len(t.Rows)); {
	case opt.Header > 0:
		t.Header = opt.Header
	case found > 0:
		t.Header = found
	default:
		t.Header = t.heads()
	}
	t.Header = t.closed(min(t.Header, len(t.Rows)))
	t.fill()
	return t
}

// maxTitles is how many rows at the top may be what a table is called: its name, and
// the unit of what it holds.
const maxTitles = 2

// titles takes the rows off the top that are what the table is called: a cell as wide
// as all, or the first of its row and the only one, above a row that is full. Where
// the rows were chosen, that may be a row of data.
func (t *Table) titles(chosen bool) []string {
	var titles []string
	full := func(row int) bool { return row < len(t.Rows) && len(t.Rows[row]) == t.Columns }
	for t.Columns > 1 && len(t.Rows) > 1 && len(titles) < maxTitles && len(t.Rows[0]) == 1 {
		c := t.Rows[0][0]
		above := !chosen && c.Column == 0 && (full(1) || len(titles) == 0 && len(t.Rows[1]) == 1 && full(2))
		if c.Down != 1 || c.Text == "" || c.Across < t.Columns && !above {
			break
		}
		titles = append(titles, c.Text)
		t.Rows = t.Rows[1:]
	}
	return titles
}

// unit takes the row off the top that says who made the table, or in which unit it is.
func (t *Table) unit() []string {
	if len(t.Rows) < 3 || !t.Rows[0].saysUnit() || t.Rows[1].labelled() {
		return nil
	}
	said := t.Rows[0].line()
	t.Rows = t.Rows[1:]
	return []string{said}
}

// labelled reports whether all that a row has is labels: of a form, each row may be.
func (r Row) labelled() bool {
	return !slices.ContainsFunc(r, func(c Cell) bool {
		_, is := plaintext.Label(c.Text)
		return c.Text != "" && (!is || c.Down > 1)
	})
}

// saysUnit reports whether a row says something of the table below it: labels, at least
// one of them with a value, as in 填报单位：某镇 | 单位：元.
func (r Row) saysUnit() bool {
	return r.labelled() && slices.ContainsFunc(r, func(c Cell) bool {
		value, _ := plaintext.Label(c.Text)
		return value != ""
	})
}

// line returns the cells of a row in one line.
func (r Row) line() string {
	var texts []string
	for _, c := range r {
		if c.Text != "" {
			texts = append(texts, strings.ReplaceAll(c.Text, "\n", " "))
		}
	}
	return strings.Join(texts, "\u3000\u3000")
}

// heads counts the rows that head the columns: the first, with those below a cell
// that heads several columns. A row with numbers other than years is one of data.
func (t *Table) heads() int {
	if slices.ContainsFunc(t.Rows[0], func(c Cell) bool { return c.Number && !isYear(c.Text) }) {
		return 0
	}
	n := 0
	for more := 1; n < more && n < len(t.Rows); n++ {
		for _, c := range t.Rows[n] {
			if c.Across > 1 && c.Across < t.Columns {
				more = max(more, n+c.Down+1)
			}
		}
	}
	return n
}

// isYear reports whether a number may be a year.
func isYear(text string) bool { return len(text) == 4 && (text[:2] == "19" || text[:2] == "20") }

// closed returns the number of header rows next to header that no cell reaches
// beyond and below which something is left: more of them if there are, else fewer.
func (t *Table) closed(header int) int {
	reach := func(header int) (end int) {
		for i := range header {
			for _, c := range t.Rows[i] {
				end = max(end, i+c.Down)
			}
		}
		return end
	}
	for header < len(t.Rows) && reach(header) > header {
		header = min(reach(header), len(t.Rows))
	}
	for header == len(t.Rows) || reach(header) > header {
		header--
	}
	return header
}

// fill adds the empty cells, so that every place is covered once.
func (t *Table) fill() {
	until := make([]int, t.Columns) // the row up to which a column is covered
	for i, row := range t.Rows {
		full := make(Row, 0, t.Columns)
		for column := 0; column < t.Columns; {
			if until[column] > i {
				column++
				continue
			}
			c := Cell{Column: column, Down: 1, Across: 1}
			if len(row) > 0 && row[0].Column == column {
				c, row = row[0], row[1:]
			}
			c.Down = min(c.Down, len(t.Rows)-i)
			for at := column; at < column+c.Across; at++ {
				until[at] = i + c.Down
			}
			full = append(full, c)
			column += c.Across
		}
		t.Rows[i] = full
	}
}
