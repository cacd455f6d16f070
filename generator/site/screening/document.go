package screening

import (
	pathpkg "path"
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/privacy"
	"gongkai/generator/site/record"
)

// firstLines is how many lines with text, from the end of the front matter on, are the
// first of a document, among which marks of secrecy stand.
const firstLines = 6

// fence is what front matter begins and ends with.
const fence = "---"

// Document looks through a document or another text of the site: a configuration, a
// ledger. data is the whole file, in UTF-8.
func (s *Screener) Document(path string, data []byte) []record.Mark {
	d := document{screener: s, path: path, csv: strings.EqualFold(pathpkg.Ext(path), ".csv"), data: data, reader: s.finder.Reader(), first: firstLines}
	d.name()
	text := string(data)
	d.marked = markedDigits(d.marked, text)
	front := strings.HasPrefix(text, fence)
	for at, n := 0, 1; at < len(text); n++ {
		end := len(text)
		if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
			end = at + i
		}
		line := strings.TrimSuffix(text[at:end], "\r")
		d.line(at, line, !front && d.first > 0)
		switch {
		case front && n > 1 && strings.HasPrefix(line, fence):
			front = false
		case !front && d.first > 0 && strings.TrimSpace(line) != "":
			d.first--
		}
		at = end + 1
	}
	return d.marks
}

// document is one that is being looked through.
type document struct {
	screener *Screener
	path     string
	csv      bool // values are divided by commas
	data     []byte
	reader   *privacy.Reader
	quoter   *diag.Quoter
	first    int // how many of the first lines are left

	cells  []string
	starts []int // of the cells, in data
	before []int // those of the line before
	heads  []string
	marked []int // where digits stand beside marks of Markdown, from the present line on
	marks  []record.Mark
}

// name looks at the name of the file, which is part of addresses.
func (d *document) name() {
	name := d.path[strings.LastIndexByte(d.path, '/')+1:]
	for _, hit := range d.screener.finder.Reader().Find(privacy.Passage{Cells: []string{name}}) {
		d.marks = append(d.marks, d.screener.mark(hit, diag.Pos{File: d.path}))
	}
}

// line looks at the line at an offset.
func (d *document) line(at int, line string, first bool) {
	d.before, d.starts = d.starts, d.before[:0]
	d.cells = d.cells[:0]
	if table := d.split(at, line); !table {
		d.heads = d.heads[:0]
	} else if len(d.heads) == 0 {
		d.heads = append(d.heads, d.cells...)
	}
	hits := d.reader.Find(privacy.Passage{Cells: d.cells, Heads: d.heads, First: first})
	for _, hit := range hits {
		d.mark(hit)
	}
	if len(d.marked) > 0 && d.marked[0] < at+len(line) {
		d.unmarked(at, line, hits)
		for len(d.marked) > 0 && d.marked[0] < at+len(line) {
			d.marked = d.marked[1:]
		}
	}
}

// split makes the cells of a line: those of a table with bars or tabs, else one.
func (d *document) split(at int, line string) (table bool) {
	by := ""
	switch {
	case d.csv && strings.IndexByte(line, ',') >= 0:
		by = ","
	case !d.csv && strings.IndexByte(line, '|') >= 0:
		by = "|"
	case strings.IndexByte(line, '\t') > 0:
		by = "\t"
	default:
		d.cells, d.starts = append(d.cells, line), append(d.starts, at)
		return false
	}
	for i, cell := range strings.Split(line, by) {
		if trimmed := strings.TrimLeft(cell, " "); trimmed != "" || i > 0 || by != "|" { // none before the first bar
			d.starts = append(d.starts, at+len(cell)-len(trimmed))
			d.cells = append(d.cells, strings.TrimRight(trimmed, " "))
		}
		at += len(cell) + len(by)
	}
	return true
}

// mark records a hit in the cells.
func (d *document) mark(hit privacy.Hit) {
	starts := d.starts
	if hit.From.Passage < 0 {
		starts = d.before
	}
	if hit.From.Cell >= len(starts) {
		return
	}
	from := starts[hit.From.Cell] + hit.From.Offset
	to := from
	if hit.To.Passage == hit.From.Passage && hit.To.Cell < len(starts) {
		to = starts[hit.To.Cell] + hit.To.Offset
	}
	d.at(hit, from, to)
}

// at records a hit between two offsets.
func (d *document) at(hit privacy.Hit, from, to int) {
	if d.quoter == nil {
		d.quoter = &diag.Quoter{Data: d.data}
	}
	pos := d.quoter.Locate(d.path, from)
	pos.Width = max(utf8.RuneCount(d.data[from:max(from, to)]), 1)
	m := d.screener.mark(hit, pos)
	if hit.Maskable && !hit.Divided() {
		m.Mask = d.quoter.Replace(from, to, hit.Masked)
	}
	d.marks = append(d.marks, m)
}

// markedDigits lists where in a text digits stand beside marks of Markdown that a page
// does not show, so that a number may be divided by them.
func markedDigits(places []int, text string) []int {
	for i := range len(unseen) {
		for at := 0; ; at++ {
			next := strings.IndexByte(text[at:], unseen[i])
			if next < 0 {
				break
			}
			if at += next; at > 0 && isDigit(text[at-1]) || at+1 < len(text) && isDigit(text[at+1]) {
				places = append(places, at)
			}
		}
	}
	slices.Sort(places)
	return places
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// unseen are the characters of which Markdown makes marks that a page does not show.
const unseen = "*_~`\\"

// unmarked looks at a line without these characters, for what was not found with them:
// 138**1234**5678, half of it in bold.
func (d *document) unmarked(at int, line string, found []privacy.Hit) {
	var plain strings.Builder
	var places []int // of each byte of plain, in line
	for i := range len(line) {
		if strings.IndexByte(unseen, line[i]) < 0 {
			plain.WriteByte(line[i])
			places = append(places, i)
		}
	}
	for _, hit := range d.screener.finder.Reader().Find(privacy.Passage{Cells: []string{plain.String()}}) {
		if hit.To.Offset > 0 && !known(hit, found) {
			d.at(hit, at+places[hit.From.Offset], at+places[hit.To.Offset-1]+1)
		}
	}
}

// known reports whether a value was found in the line before.
func known(hit privacy.Hit, found []privacy.Hit) bool {
	return slices.ContainsFunc(found, func(f privacy.Hit) bool { return f.Rule == hit.Rule && f.Masked == hit.Masked })
}
