package markdown

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/generator/markdown/prose"
)

// A cell of a spreadsheet with a line break in it is pasted between quotation marks, over
// several lines. The row ends with the first of them, and the rest becomes text.

// maxCellLines is how many lines one cell may have.
const maxCellLines = 50

// dividesCell reports whether a cell is open at the end of a line, and goes on in the
// next: the last of a row, or the first, which its own next line ends with a tab.
func dividesCell(this, next []byte) bool {
	if bytes.IndexByte(this, '"') < 0 {
		return false // as of nearly all
	}
	cell := this[bytes.LastIndexByte(this, '\t')+1:]
	if !opensCell(cell) {
		return false
	}
	return bytes.IndexByte(this, '\t') >= 0 || bytes.Contains(next, []byte("\"\t"))
}

// dividesRow reports whether two rows of a table with tabs are one: the last cell of this is
// open, and the first of the next is the rest of it.
func dividesRow(this, next []byte) bool {
	if bytes.IndexByte(this, '"') < 0 {
		return false // as of nearly all
	}
	rest, _, _ := bytes.Cut(next, []byte{'\t'})
	rest = bytes.TrimRight(rest, " ")
	return opensCell(this[bytes.LastIndexByte(this, '\t')+1:]) && bytes.HasSuffix(rest, []byte{'"'}) && bytes.Count(rest, []byte{'"'})%2 == 1
}

// opensCell reports whether a quotation mark opens a cell and none closes it.
func opensCell(cell []byte) bool {
	cell = bytes.TrimLeft(cell, " ")
	return bytes.HasPrefix(cell, []byte{'"'}) && bytes.Count(cell, []byte{'"'})%2 == 1
}

// reportDivided reports the tables with such cells, each once, as they should be.
func (j seams) reportDivided() {
	done := 0
	slices.Sort(j.divided)
	for _, start := range j.divided {
		if start < done {
			continue
		}
		from := start
		for from > 0 {
			above := prose.StartOfLine(j.src.Body, from-1)
			if bytes.IndexByte(j.src.Body[above:from], '\t') < 0 || above < done {
				break
			}
			from = above
		}
		rows, end := pastedRows(j.src.Body, from)
		if done = max(end, start+1); len(rows) < 2 {
			continue
		}
		table := pipeTable(rows)
		const most = 4
		shown := strings.Join(table[:min(len(table), most)], " / ")
		if len(table) > most {
			shown += " / …"
		}
		found := len(j.found)
		j.report(ruleCellDivided, start, utf8.RuneCount(prose.LineOf(j.src.Body[start:])), shown)
		if len(j.found) > found {
			j.found[found].Fix = j.fix(from, end, strings.Join(table, "\n")+"\n")
		}
	}
}

// pastedRows reads the rows that were pasted from a spreadsheet from an offset on, and
// returns where they end: behind the last line feed, or at the end of the text. There are
// none where a cell has no end.
func pastedRows(text []byte, from int) (rows [][]string, end int) {
	at := from
	for at < len(text) {
		line := prose.LineOf(text[at:])
		stop := at + len(line)
		for n := 0; isOpen(text[at:stop]); n++ {
			if n == maxCellLines || stop >= len(text) {
				return nil, at
			}
			stop += 1 + len(prose.LineOf(text[stop+1:]))
		}
		if row := text[at:stop]; bytes.IndexByte(row, '\t') < 0 {
			break
		}
		rows = append(rows, pastedCells(string(text[at:stop])))
		at = min(stop+1, len(text))
	}
	return rows, at
}

// isOpen reports whether a row of cells ends within quotation marks.
func isOpen(row []byte) bool {
	open := false
	for cell := range bytes.SplitSeq(row, []byte{'\t'}) {
		if open {
			open = bytes.Count(cell, []byte{'"'})%2 == 0
		} else {
			open = opensCell(cell)
		}
	}
	return open
}

// pastedCells divides a row into its cells, as Markdown writes them.
func pastedCells(row string) (cells []string) {
	open := false
	for part := range strings.SplitSeq(row, "\t") {
		if open {
			cells[len(cells)-1] += " " + part
			open = strings.Count(part, `"`)%2 == 0
		} else {
			cells = append(cells, part)
			open = opensCell([]byte(part))
		}
	}
	for i, cell := range cells {
		cell = strings.TrimSpace(cell)
		if len(cell) > 1 && cell[0] == '"' && cell[len(cell)-1] == '"' {
			cell = strings.ReplaceAll(cell[1:len(cell)-1], `""`, `"`)
		}
		var lines []string
		for line := range strings.Lines(cell) {
			if line = strings.TrimSpace(line); line != "" {
				lines = append(lines, strings.ReplaceAll(line, "|", `\|`))
			}
		}
		cells[i] = strings.Join(lines, "<br>")
	}
	return cells
}

// pipeTable writes rows as lines with bars; the first is the header.
func pipeTable(rows [][]string) (lines []string) {
	columns := 0
	for _, row := range rows {
		columns = max(columns, len(row))
	}
	for i, row := range rows {
		row = append(row, make([]string, columns-len(row))...)
		lines = append(lines, "| "+strings.Join(row, " | ")+" |")
		if i == 0 {
			lines = append(lines, delimiterLine("", columns))
		}
	}
	return lines
}
