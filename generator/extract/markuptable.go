package extract

import (
	"strconv"
	"strings"

	"gongkai/generator/diag"
)

// role is what an element does to the text around it.
type role uint8

const (
	roleBlock role = iota
	roleInline
	roleBreak
	roleTable
	roleRow
	roleCell
)

// roleOf tells the role of an element by its name: those of HTML and, in XML, of
// SVG, OpenDocument and WordprocessingML too, without their prefixes.
func roleOf(name string, xml bool) role {
	switch name {
	case "table":
		return roleTable
	case "tr":
		return roleRow
	case "td", "th":
		return roleCell
	case "br":
		return roleBreak
	case "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins", "kbd",
		"label", "mark", "nobr", "o:p", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time",
		"tt", "u", "var", "wbr":
		return roleInline
	}
	if !xml {
		return roleBlock
	}
	switch name {
	case "tbl":
		return roleTable
	case "table-row":
		return roleRow
	case "tc", "table-cell", "covered-table-cell":
		return roleCell
	case "line-break", "tab":
		return roleBreak
	case "tspan", "textpath", "r", "t", "rpr":
		return roleInline
	}
	return roleBlock
}

// spans are the columns and rows that a cell covers.
type spans struct{ across, down int }

// maxSpan bounds the columns and rows that a cell may cover. Behind so many columns
// heads are not told apart any more.
const maxSpan = 256

func (s *spans) read(key, value string) {
	n, err := strconv.Atoi(value)
	if err != nil {
		return
	}
	switch key[strings.IndexByte(key, ':')+1:] {
	case "colspan", "number-columns-spanned", "number-columns-repeated":
		s.across = min(max(n, 1), maxSpan)
	case "rowspan", "number-rows-spanned":
		s.down = min(max(n, 1), maxSpan)
	}
}

// markupTable is a table whose end has not come.
type markupTable struct {
	heads  heads
	line   int
	row    []*markupCell
	open   *markupCell // the last of row, as long as its end has not come
	column int
	above  [maxSpan]uint16 // for columns that cells above cover, how many rows more
	hiding int             // open elements in something hidden around it
}

// markupCell is a cell with its text.
type markupCell struct {
	column int
	lines  []string
	hidden bool
}

func (c *markupCell) add(text string) {
	if text != "" {
		c.lines = append(c.lines, text)
	}
}

// cell returns the cell that is open, nil outside of tables.
func (m *markup) cell() *markupCell {
	if n := len(m.tables); n > 0 {
		return m.tables[n-1].open
	}
	return nil
}

// maxTables bounds how deep tables may stand in tables; what is deeper is text.
const maxTables = 64

// tableStart begins a table, a row or a cell.
func (m *markup) tableStart(kind role, s spans) {
	if kind == roleTable {
		if len(m.tables) < maxTables {
			m.tables = append(m.tables, &markupTable{hiding: len(m.hiding)})
		}
		return
	}
	n := len(m.tables)
	if n == 0 {
		return
	}
	t := m.tables[n-1]
	t.open = nil
	if kind == roleRow {
		m.endRow(t)
		return
	}
	if len(t.row) == 0 {
		t.line = m.line
	}
	for t.column < maxSpan && t.above[t.column] > 0 {
		t.above[t.column]--
		t.column++
	}
	t.open = &markupCell{column: t.column, hidden: len(m.hiding) > 0}
	t.row = append(t.row, t.open)
	for range max(s.across, 1) {
		if s.down > 1 && t.column < maxSpan {
			t.above[t.column] = uint16(s.down - 1)
		}
		t.column++
	}
}

// tableEnd ends one.
func (m *markup) tableEnd(kind role) {
	n := len(m.tables)
	if n == 0 {
		return
	}
	t := m.tables[n-1]
	switch kind {
	case roleCell:
		t.open = nil
	case roleRow:
		m.endRow(t)
	case roleTable:
		m.endRow(t)
		m.tables = m.tables[:n-1]
		m.unhide(min(t.hiding, len(m.hiding))) // rows need no end tag
	}
}

// closeTables ends those whose end tag is missing.
func (m *markup) closeTables() {
	m.flush()
	for len(m.tables) > 0 {
		m.tableEnd(roleTable)
	}
}

// endRow visits a row.
func (m *markup) endRow(t *markupTable) {
	place := markupRow{line: t.line}
	var cells []string
	hidden := true
	for _, c := range t.row {
		text := strings.Join(c.lines, "\n")
		if text == "" {
			continue
		}
		cells, place.columns = append(cells, text), append(place.columns, c.column)
		hidden = hidden && c.hidden
	}
	t.row, t.open, t.column = t.row[:0], nil, 0
	if len(cells) == 0 {
		return
	}
	m.search.addRow(Text{Cells: cells, Heads: t.heads.of(cells, place.columns), Hidden: hidden, in: m.file.in, at: place})
}

// markupRow is where a row stands.
type markupRow struct {
	line    int
	columns []int
}

func (r markupRow) place(cell int) diag.Text {
	return say("第 %d 行，表格第 %d 列", "line %d, column %d of the table", r.line, r.columns[cell]+1)
}
