package importer

import (
	"encoding/csv"
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/generator/compose"
	"gongkai/generator/diag"
	"gongkai/generator/markdown/prose"
	"gongkai/generator/plaintext"
)

// plain reads a text file: a paragraph a line, as Notepad shows it, or as many lines as
// the margin of another program has made of it: see [reader.unwrap]. Lines with
// tabs one after the other are a table that was copied out of a spreadsheet, unless
// they are paragraphs with numbers that Word has written.
func (r *reader) plain() *diag.Diagnostic {
	text, refusal := r.text()
	if refusal != nil {
		return refusal
	}
	var rows [][]string
	var at diag.Text
	flush := func() {
		r.doc.blocks = append(r.doc.blocks, r.rowsOfText(rows, at)...)
		rows = nil
	}
	all := joinRows(r.unwrap(strings.Split(legible(text), "\n")))
	for i, l := range all {
		line := strings.TrimRight(l.text, " \u3000\r")
		cells := cellsOf(strings.TrimLeft(line, " \u3000"))
		if prose.Line(line).IsNumbered() && !isRow(rows, cells) {
			line = strings.ReplaceAll(line, "\t", " ")
		}
		if isTabbed(line) || i+1 < len(all) && begins(rows, line, all[i+1].text) || ends(rows, line) {
			if len(rows) == 0 {
				at = diag.Text{ZH: "第 " + decimal(l.number) + " 行", EN: "line " + decimal(l.number)}
			}
			rows = append(rows, cells)
			continue
		}
		flush()
		at = diag.Text{ZH: "第 " + decimal(l.number) + " 行", EN: "line " + decimal(l.number)}
		r.doc.blocks = append(r.doc.blocks, paragraphs(strings.TrimRight(line, blanks), at)...)
	}
	flush()
	return nil
}

// joinRows puts the lines of a row together of which a spreadsheet has divided one by a cell
// of several lines, between quotation marks.
func joinRows(lines []textLine) []textLine {
	const most = 50 // lines of a cell, and such cells of a row
	out := make([]textLine, 0, len(lines))
	for i := 0; i < len(lines); i++ {
		row := lines[i]
		for n := 0; n < most && opensCell(row.text); n++ {
			end := i + 1
			for end < min(len(lines), i+most) && !strings.Contains(lines[end].text, `"`) {
				end++
			}
			if end == len(lines) || !closesCell(lines[end].text) || !strings.Contains(row.text+lines[end].text, "\t") {
				break
			}
			for _, l := range lines[i+1 : end+1] {
				row.text += "\n" + l.text
			}
			i = end
		}
		out = append(out, row)
	}
	return out
}

// opensCell reports whether a quotation mark opens the last cell of a row, and none closes it.
func opensCell(row string) bool {
	cell := strings.TrimLeft(row[strings.LastIndexByte(row, '\t')+1:], " ")
	return strings.HasPrefix(cell, `"`) && strings.Count(cell, `"`)%2 == 1
}

// closesCell reports whether the first cell of a line ends with the quotation mark that
// another line has opened.
func closesCell(line string) bool {
	cell, _, _ := strings.Cut(line, "\t")
	cell = strings.TrimRight(cell, " \r")
	return strings.HasSuffix(cell, `"`) && strings.Count(cell, `"`)%2 == 1
}

// cellsOf divides a row at its tabs. Those of several lines lose their quotation marks.
func cellsOf(row string) []string {
	cells := strings.Split(row, "\t")
	for i, cell := range cells {
		if cell = strings.TrimSpace(cell); strings.Contains(cell, "\n") && len(cell) > 1 && cell[0] == '"' && cell[len(cell)-1] == '"' {
			cells[i] = strings.ReplaceAll(cell[1:len(cell)-1], `""`, `"`)
		}
	}
	return cells
}

// isTabbed reports whether a line has text on both sides of a tab.
func isTabbed(line string) bool { return strings.Contains(strings.Trim(line, blanks), "\t") }

// begins reports whether a line with tabs at one of its ends is a row of a table that
// goes on in the next: the label of a form with an empty cell behind it, or a row whose
// first cell is empty.
func begins(rows [][]string, line, next string) bool {
	if !mayBeRow(line) || !isTabbed(next) && !mayBeRow(next) {
		return false
	}
	return len(rows) > 0 || strings.HasSuffix(line, "\t") && !strings.HasPrefix(line, "\t") && (isTabbed(next) || strings.HasSuffix(next, "\t"))
}

// ends reports whether a line is the last row of a table: its last cells are empty.
func ends(rows [][]string, line string) bool {
	return len(rows) > 0 && strings.HasSuffix(line, "\t") && mayBeRow(line)
}

// mayBeRow reports whether a line with tabs at its ends alone may be a row: it is no
// sentence.
func mayBeRow(line string) bool {
	const longest = 40
	text := strings.Trim(line, blanks)
	return text != "" && strings.Contains(line, "\t") && utf8.RuneCountInString(text) <= longest &&
		!prose.Line(text+"\t").IsTabbedSentence()
}

// isRow reports whether the cells of a line that begins with a number are a row of the
// table above, rather than a paragraph.
func isRow(rows [][]string, cells []string) bool {
	return len(rows) > 0 && len(cells) <= len(rows[0]) &&
		prose.Line(strings.Join(rows[0], "\t")).HeadsRow(prose.Line(strings.Join(cells, "\t")))
}

// rowsOfText makes blocks of lines with tabs: tables of two rows or more, else the
// text.
func (r *reader) rowsOfText(rows [][]string, at diag.Text) []block {
	var blocks []block
	for len(rows) > 0 {
		n := rowsOfOne(rows)
		if n == 1 {
			blocks = append(blocks, paragraphs(strings.TrimRight(strings.Join(rows[0], " "), blanks), at)...)
		} else {
			blocks = append(blocks, r.tableBlocks(tableOfText(rows[:n]), at)...)
		}
		rows = rows[n:]
	}
	return blocks
}

// rowsOfOne returns how many of the rows are of the first table. A row that is wider than
// the header is one of it as well: the header has a cell less than there are columns. But
// labels stand above a table and not in it, and a row of words that is the first of wider
// ones with figures is the header of another table.
func rowsOfOne(rows [][]string) int {
	if len(rows) > 1 && width(rows[1]) > width(rows[0]) && allLabels(rows[0]) && !allLabels(rows[1]) {
		return 1
	}
	widest := width(rows[0])
	for i := 1; i < len(rows); i++ {
		w := width(rows[i])
		if i > 1 && w > widest && i+1 < len(rows) && !hasFigures(rows[i]) && !slices.ContainsFunc(rows[i+1:], func(row []string) bool {
			return width(row) < w || !hasFigures(row)
		}) {
			return i
		}
		widest = max(widest, w)
	}
	return len(rows)
}

// width returns how many cells a row has, without the empty ones at its end.
func width(row []string) int {
	n := len(row)
	for n > 0 && strings.TrimSpace(row[n-1]) == "" {
		n--
	}
	return n
}

func hasFigures(row []string) bool {
	return slices.ContainsFunc(row, func(cell string) bool { return strings.ContainsAny(cell, "0123456789") })
}

// allLabels reports whether every cell of a row says of what it has the value.
func allLabels(row []string) bool {
	return !slices.ContainsFunc(row, func(cell string) bool {
		cell = strings.TrimSpace(cell)
		_, is := plaintext.Label(cell)
		return !is && cell != ""
	})
}

// tableOfText is tableOf for lines with tabs, where the empty cells of a form are cells.
func tableOfText(rows [][]string) *table {
	if !prose.IsForm(prose.Line(strings.Join(rows[0], "\t"))) {
		return tableOf(rows)
	}
	t := &table{}
	for i, row := range rows {
		for column := range max(len(row), len(rows[0])) {
			text := ""
			if column < len(row) {
				text = row[column]
			}
			t.cells = append(t.cells, textCell(i, column, text))
		}
	}
	t.compact()
	return t
}

// tableOf makes a table of rows of text.
func tableOf(rows [][]string) *table {
	t := &table{}
	for i, row := range rows {
		for column, text := range row {
			text = strings.TrimSpace(legible(text))
			if text == "" {
				continue
			}
			t.cells = append(t.cells, textCell(i, column, text))
		}
	}
	t.compact()
	return t
}

// textCell makes a cell of a text.
func textCell(row, column int, text string) cell {
	c := cell{row: row, column: column, down: 1, across: 1}
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			c.paragraphs = append(c.paragraphs, []compose.Span{{Text: line}})
		}
	}
	return c
}

// maxCells bounds the cells of a csv, as package ooxml does those of a workbook.
const maxCells = 200_000

// csv reads a table of values divided by commas, or by what a program in another
// country or an old one has put in their place.
func (r *reader) csv() *diag.Diagnostic {
	text, refusal := r.text()
	if refusal != nil {
		return refusal
	}
	rows, err := plaintext.Rows(text, true)
	if err == nil && openQuote(text, rows) {
		err = csv.ErrQuote
	}
	if err != nil {
		d := damaged.At(r.losses.pos, diag.Text{ZH: "引号没有成对", EN: err.Error()})
		return &d
	}
	t := tableOf(rows)
	if len(t.cells) > maxCells {
		d := tooLarge.At(r.losses.pos, diag.Text{
			ZH: "格子超过 " + decimal(maxCells) + " 个", EN: "more than " + decimal(maxCells) + " cells",
		})
		return &d
	}
	r.sheet([]*table{t}, "", diag.Text{ZH: "整个文件", EN: "the whole file"})
	return nil
}

// openQuote reports whether a quotation mark that begins a value has no end, so that it
// takes all rows below with it.
func openQuote(text string, rows [][]string) bool {
	if len(rows) == 0 || strings.Count(text, `"`)%2 == 0 {
		return false
	}
	last := rows[len(rows)-1]
	value := last[len(last)-1]
	return strings.Contains(strings.TrimRight(value, "\r\n"), "\n")
}
