package markdown

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/generator/markdown/prose"
)

// fewestAligned is how many lines in a row, with as many columns each, are a table that
// somebody has aligned with blanks. Two lines may have blanks in them by chance.
const fewestAligned = 3

// aligned reports runs of lines whose columns are set apart by blanks, which no page
// keeps. Every line but the last of a run is a seam.
func (j seams) aligned() {
	body, all := j.src.Body, j.body.Seams
	for i := 0; i < len(all); {
		gaps := wideGaps(prose.LineOf(body[all[i].Start:]))
		last := i
		for last+1 < len(all) && all[last].Stop == prose.StartOfLine(body, all[last+1].Start) && wideGaps(prose.LineOf(body[all[last+1].Start:])) == gaps {
			last++
		}
		lines := last - i + 1
		if wideGaps(prose.LineOf(body[all[last].Stop:])) == gaps {
			lines++
		}
		if gaps >= 2 && lines >= fewestAligned {
			j.reportAligned(all[i].Start, lines)
		}
		i = last + 1
	}
}

// reportAligned reports lines that are a table, with what they should be. That takes their
// place where the first is surely a header: names in rows of four have none.
func (j seams) reportAligned(start, lines int) {
	body := j.src.Body
	var rows [][]string
	from := prose.StartOfLine(body, start)
	end := from
	for at := start; len(rows) < lines; at = min(end+1, len(body)) {
		line := prose.LineOf(body[at:])
		end = at + len(line)
		rows = append(rows, alignedCells(line))
	}
	table := pipeTable(rows)
	const most = 4
	shown := strings.Join(table[:min(len(table), most)], " / ")
	if len(table) > most {
		shown += " / …"
	}
	first, _ := j.lines.place(start)
	first += max(j.src.Line, 1) - 1
	found := len(j.found)
	j.report(ruleAligned, start, 1, first, first+lines-1, shown)
	if len(j.found) == found || len(bytes.TrimFunc(body[from:start], unicode.IsSpace)) > 0 || !hasHeader(rows) {
		return
	}
	mended := strings.Join(table, "\n")
	if from > 0 && len(bytes.TrimSpace(prose.LineOf(body[prose.StartOfLine(body, from-1):]))) > 0 {
		mended = "\n" + mended
	}
	if end < len(body) && len(bytes.TrimSpace(prose.LineOf(body[end+1:]))) > 0 {
		mended += "\n" // or that line would be a row
	}
	j.found[found].Fix = j.fix(from, end, mended)
}

// hasHeader reports whether the first row heads the others: there is a column of numbers,
// and a word above it.
func hasHeader(rows [][]string) bool {
	digit := func(cell string) bool { return strings.ContainsAny(cell, "0123456789") }
	for column, head := range rows[0] {
		if !digit(head) && !slices.ContainsFunc(rows[1:], func(row []string) bool { return !digit(row[column]) }) {
			return true
		}
	}
	return false
}

// alignedCells divides a line at its runs of two blanks and more.
func alignedCells(line []byte) (cells []string) {
	blanks, begin := 0, 0
	text := string(bytes.TrimFunc(line, unicode.IsSpace))
	for at, r := range text {
		switch {
		case unicode.IsSpace(r):
			blanks++
		case blanks >= 2:
			cells = append(cells, strings.TrimRightFunc(text[begin:at], unicode.IsSpace))
			blanks, begin = 0, at
		default:
			blanks = 0
		}
	}
	return append(cells, text[begin:])
}

// wideGaps counts the runs of two blanks and more within the text of a line.
func wideGaps(line prose.Line) (gaps int) {
	text := bytes.TrimFunc(line, unicode.IsSpace)
	for blanks := 0; len(text) > 0; {
		r, n := utf8.DecodeRune(text)
		switch {
		case r == '\t' || r == '|':
			return 0 // a table of another kind
		case !unicode.IsSpace(r):
			blanks = 0
		default:
			if blanks++; blanks == 2 {
				gaps++
			}
		}
		text = text[n:]
	}
	return gaps
}
