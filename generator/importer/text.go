package importer

import (
	"encoding/csv"
	"strings"

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
	for _, l := range r.unwrap(strings.Split(legible(text), "\n")) {
		line := l.text
		numbered := prose.Line(line).IsNumbered()
		line = strings.TrimRight(line, blanks)
		cells := strings.Split(strings.TrimLeft(line, " \u3000"), "\t")
		if numbered && !isRow(rows, cells) {
			line = strings.ReplaceAll(line, "\t", " ")
		}
		if strings.Contains(strings.Trim(line, "\t \u3000"), "\t") {
			if len(rows) > 0 && len(cells) > len(rows[0]) { // a row may have lost the tabs at its end
				flush()
			}
			rows = append(rows, cells)
			continue
		}
		flush()
		at = diag.Text{ZH: "第 " + decimal(l.number) + " 行", EN: "line " + decimal(l.number)}
		r.doc.blocks = append(r.doc.blocks, paragraphs(line, at)...)
	}
	flush()
	return nil
}

// isRow reports whether the cells of a line that begins with a number are a row of the
// table above, rather than a paragraph.
func isRow(rows [][]string, cells []string) bool {
	return len(rows) > 0 && len(cells) <= len(rows[0]) &&
		prose.Line(strings.Join(rows[0], "\t")).HeadsRow(prose.Line(strings.Join(cells, "\t")))
}

// rowsOfText makes blocks of lines with tabs: a table of two or more, else the
// text.
func (r *reader) rowsOfText(rows [][]string, at diag.Text) []block {
	if len(rows) == 0 {
		return nil
	}
	if len(rows) == 1 {
		return paragraphs(strings.Join(rows[0], " "), at)
	}
	return r.tableBlocks(tableOf(rows), at)
}

// tableOf makes a table of rows of text.
func tableOf(rows [][]string) *table {
	t := &table{rows: len(rows)}
	for i, row := range rows {
		for column, text := range row {
			text = strings.TrimSpace(legible(text))
			if text == "" {
				continue
			}
			t.columns = max(t.columns, column+1)
			c := cell{row: i, column: column, down: 1, across: 1}
			for line := range strings.SplitSeq(text, "\n") {
				if line = strings.TrimSpace(line); line != "" {
					c.paragraphs = append(c.paragraphs, []compose.Span{{Text: line}})
				}
			}
			t.cells = append(t.cells, c)
		}
	}
	t.compact()
	return t
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
