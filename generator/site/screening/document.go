package screening

import (
	pathpkg "path"
	"slices"
	"strings"
	"unicode/utf8"
	"unsafe"

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
	d, _ := s.documents.Get().(*document)
	if d == nil {
		d = &document{screener: s, reader: s.finder.Reader()}
	}
	defer s.documents.Put(d)
	d.begin(path, data)
	d.name()
	front := strings.HasPrefix(d.text, fence)
	for at, n := 0, 1; at < len(d.text); n++ {
		end := len(d.text)
		if i := strings.IndexByte(d.text[at:], '\n'); i >= 0 {
			end = at + i
		}
		line := d.text[at:end]
		switch {
		case front:
			front = n == 1 || !strings.HasPrefix(line, fence)
		case d.first > 0 && strings.TrimSpace(line) != "":
			if d.first--; d.first == 0 {
				d.lines(at)
			}
		}
		if by := d.divider(line); by == "" {
			d.heads = d.heads[:0]
		} else {
			d.lines(at)
			d.row(at, strings.TrimSuffix(line, "\r"), by)
			d.from = min(end+1, len(d.text))
		}
		at = end + 1
	}
	d.lines(len(d.text))
	return d.marks
}

// begin begins another document, in the room of the one before.
func (d *document) begin(path string, data []byte) {
	d.reader.Reset()
	*d = document{
		screener: d.screener, reader: d.reader, path: path, csv: strings.EqualFold(pathpkg.Ext(path), ".csv"), first: firstLines,
		data: data, text: unsafe.String(unsafe.SliceData(data), len(data)), // nothing of it is kept in a mark
		cells: d.cells[:0], starts: d.starts[:0], before: d.before[:0], heads: d.heads[:0], places: d.places[:0],
	}
	d.places = markedDigits(d.places, d.text)
	d.marked = d.places
}

// document is one that is being looked through.
type document struct {
	screener *Screener
	path     string
	csv      bool // values are divided by commas
	data     []byte
	text     string // the same
	from     int    // where the lines begin that were not looked at yet
	reader   *privacy.Reader
	quoter   *diag.Quoter
	first    int // how many of the first lines are left

	cells  []string
	starts []int // of the cells, in data
	before []int // those of the line before
	heads  []string
	places []int // where digits stand beside marks of Markdown
	marked []int // those from the present line on
	marks  []record.Mark
}

// name looks at the name of the file, which is part of addresses.
func (d *document) name() {
	name := d.path[strings.LastIndexByte(d.path, '/')+1:]
	d.cells = append(d.cells[:0], name)
	for _, hit := range d.reader.Find(privacy.Passage{Cells: d.cells}) {
		d.marks = append(d.marks, d.screener.mark(hit, diag.Pos{File: d.path}))
	}
	d.reader.Reset()
}

// lines looks at the lines up to an offset, which are not those of a table, together: a
// word may stand on another line than its number, and each look has its price.
func (d *document) lines(to int) {
	if d.from >= to {
		return
	}
	d.before, d.starts = d.starts, append(d.before[:0], d.from)
	d.cells = append(d.cells[:0], d.text[d.from:to])
	d.look(d.first > 0, to)
	d.from = to
}

// divider returns what divides the cells of a line of a table; "" for any other line.
func (d *document) divider(line string) string {
	switch {
	case d.csv:
		if strings.IndexByte(line, ',') >= 0 {
			return ","
		}
	case strings.IndexByte(line, '|') >= 0:
		return "|"
	}
	if strings.IndexByte(line, '\t') > 0 {
		return "\t"
	}
	return ""
}

// row looks at a row of a table.
func (d *document) row(at int, line, by string) {
	d.before, d.starts, d.cells = d.starts, d.before[:0], d.cells[:0]
	end := at + len(line)
	for i, cell := range strings.Split(line, by) {
		if trimmed := strings.TrimLeft(cell, " "); trimmed != "" || i > 0 || by != "|" { // none before the first bar
			d.starts = append(d.starts, at+len(cell)-len(trimmed))
			d.cells = append(d.cells, strings.TrimRight(trimmed, " "))
		}
		at += len(cell) + len(by)
	}
	if len(d.heads) == 0 {
		d.heads = append(d.heads, d.cells...)
	}
	d.look(false, end)
}

// look looks at the cells, which end at an offset.
func (d *document) look(first bool, to int) {
	hits := d.reader.Find(privacy.Passage{Cells: d.cells, Heads: d.heads, First: first})
	for _, hit := range hits {
		d.mark(hit)
	}
	for len(d.marked) > 0 && d.marked[0] < to {
		at := d.marked[0]
		start := strings.LastIndexByte(d.text[:at], '\n') + 1
		end := to
		if i := strings.IndexByte(d.text[at:], '\n'); i >= 0 {
			end = at + i
		}
		d.unmarked(start, d.text[start:end], hits)
		for len(d.marked) > 0 && d.marked[0] < end {
			d.marked = d.marked[1:]
		}
	}
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
