package screening

import (
	pathpkg "path"
	"slices"
	"strings"
	"unicode/utf8"
	"unsafe"

	"gongkai/generator/diag"
	"gongkai/generator/extract"
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
		d = &document{screener: s, reader: s.finder.Reader(), shownReader: s.finder.Reader()}
	}
	defer s.documents.Put(d)
	d.begin(path, data)
	d.name()
	front, fenceAt := strings.HasPrefix(d.text, fence), 0
	for at, n := 0, 1; at < len(d.text); n++ {
		end := len(d.text)
		if i := strings.IndexByte(d.text[at:], '\n'); i >= 0 {
			end = at + i
		}
		if d.csv {
			end = recordEnd(d.text, at, end)
		}
		line := d.text[at:end]
		switch {
		case front:
			if front = n == 1 || !strings.HasPrefix(line, fence); !front {
				fenceAt = at
			}
			d.approval(at, line)
		case d.first > 0 && strings.TrimSpace(line) != "":
			if d.first--; d.first == 0 {
				d.lines(at)
			}
		}
		if by := d.divider(at, end); by == "" {
			d.heads = d.heads[:0]
		} else {
			d.lines(at)
			d.row(at, strings.TrimSuffix(line, "\r"), by)
			d.from = min(end+1, len(d.text))
		}
		at = end + 1
	}
	d.lines(len(d.text))
	d.items(d.text[:fenceAt])
	return d.marks
}

// approval leaves the sum of an approval out of what is looked at, if a line of front matter is one.
func (d *document) approval(at int, line string) {
	cut := approvalSum(line)
	if cut < 0 {
		return
	}
	end := at + len(line)
	if isRole(line[:cut]) {
		cut = 0
	}
	d.lines(at + cut)
	d.from = min(end+1, len(d.text))
}

// begin begins another document, in the room of the one before.
func (d *document) begin(path string, data []byte) {
	d.reader.Reset()
	*d = document{
		screener: d.screener, reader: d.reader, shownReader: d.shownReader, path: path, csv: strings.EqualFold(pathpkg.Ext(path), ".csv"), first: firstLines, bar: -1, tab: -1,
		data: data, text: unsafe.String(unsafe.SliceData(data), len(data)), // nothing of it is kept in a mark
		cells: d.cells[:0], starts: d.starts[:0], before: d.before[:0], heads: d.heads[:0], places: d.places[:0], spans: d.spans[:0],
		pieces: d.pieces, shownCells: d.shownCells[:0], coded: d.coded,
	}
	if !d.csv && !strings.EqualFold(pathpkg.Ext(path), ".txt") { // those are shown as they are
		d.places = markedDigits(d.places, d.text)
	}
	d.marked = d.places
}

// approvalSum returns where in a line of front matter the sum of an approval begins, -1
// where there is none: what it and the signature behind it may be, package review says,
// and 64 digits of any kind take long to look at.
func approvalSum(line string) int {
	if !strings.HasPrefix(line, "  - {stage: ") {
		return -1
	}
	i := strings.Index(line, ", sum: ")
	if i < 0 {
		return -1
	}
	rest := line[i+len(", sum: "):]
	end := strings.IndexFunc(rest, func(r rune) bool { return !('0' <= r && r <= '9' || 'a' <= r && r <= 'f') })
	if end != 64 || strings.Count(rest, ":") > 1 { // at most that of sig
		return -1
	}
	return i
}

// isRole reports whether what stands before the sum of an approval is no more than the
// names of a stage and of an office, in Chinese characters, and a day: nothing is found in
// that, and it stands three times in each document.
func isRole(line string) bool {
	stage, rest, ok := strings.Cut(strings.TrimPrefix(line, "  - {stage: "), ", by: ")
	by, day, dated := strings.Cut(rest, ", date: ")
	if !ok || !dated || len(day) != len("2006-01-02") {
		return false
	}
	for i := range len(day) {
		if dash := i == 4 || i == 7; dash != (day[i] == '-') || !dash && !isDigit(day[i]) {
			return false
		}
	}
	other := func(r rune) bool { return r < 0x4e00 || r > 0x9fff }
	return strings.IndexFunc(stage, other) < 0 && strings.IndexFunc(by, other) < 0
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
	bar, tab int // where the next of these is that is known

	cells  []string
	starts []int // of the cells, in data
	before []int // those of the line before
	heads  []string
	places []int // where digits stand beside marks of Markdown
	marked []int // those from the present line on
	spans  []span
	marks  []record.Mark

	// Room for cells as a page shows them.
	pieces      []shown
	shownCells  []string
	coded       [1]shown // an address
	shownReader *privacy.Reader
}

// span is where something was found.
type span struct {
	rule     *diag.Rule
	from, to int
}

// name looks at the name of the file and of its folders, which are part of addresses.
func (d *document) name() {
	d.cells = append(d.cells[:0], named(d.path))
	for _, hit := range d.reader.Find(privacy.Passage{Cells: d.cells, Named: true}) {
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

// divider returns what divides the cells of a line of a table between two offsets; "" for any
// other line.
func (d *document) divider(at, end int) string {
	switch {
	case d.csv:
		if strings.IndexByte(d.text[at:end], ',') >= 0 {
			return ","
		}
	case d.next(&d.bar, '|', at) < end:
		return "|"
	}
	if tab := d.next(&d.tab, '\t', at); at < tab && tab < end { // one that is indented with a tab is no row
		return "\t"
	}
	return ""
}

// next returns where, from an offset on, the next of some character is; the length of the text
// where there is none. It remembers that one in known: most are far away.
func (d *document) next(known *int, c byte, at int) int {
	if *known < at {
		*known = indexFrom(d.text, c, at)
	}
	return *known
}

func indexFrom(text string, c byte, at int) int {
	if i := strings.IndexByte(text[min(at, len(text)):], c); i >= 0 {
		return at + i
	}
	return len(text)
}

// longestRecord is how many bytes a row of a csv file may have that is looked at as one,
// so that a quotation mark which is never closed divides nothing from its heads.
const longestRecord = 4 << 10

// recordEnd returns where the row of a csv file ends of which the first line ends at end: a
// line break may stand in quotation marks.
func recordEnd(text string, at, end int) int {
	first := end
	for strings.Count(text[at:end], `"`)%2 != 0 {
		if end == len(text) || end-at > longestRecord {
			return first
		}
		next := strings.IndexByte(text[end+1:], '\n')
		if next < 0 {
			next = len(text) - end - 1
		}
		end += 1 + next
	}
	return end
}

// row looks at a row of a table.
func (d *document) row(at int, line, by string) {
	d.before, d.starts, d.cells = d.starts, d.before[:0], d.cells[:0]
	end := at + len(line)
	for i := 0; at <= end; i++ {
		cell := d.text[at : at+cellSize(d.text[at:end], by)]
		if trimmed := strings.TrimLeft(cell, " "); trimmed != "" || i > 0 || by != "|" { // none before the first bar
			d.starts = append(d.starts, at+len(cell)-len(trimmed))
			d.cells = append(d.cells, strings.TrimRight(trimmed, " "))
		}
		at += len(cell) + len(by)
	}
	if len(d.heads) == 0 || extract.Begins(d.cells) {
		d.heads = append(d.heads[:0], d.cells...)
	}
	d.look(false, end)
}

// cellSize returns how long the first cell of a row is. A comma between quotation marks
// divides nothing.
func cellSize(row, by string) int {
	quoted := 0
	if by == "," && strings.HasPrefix(row, `"`) {
		quoted = 1
		for quoted < len(row) && (row[quoted] != '"' || strings.HasPrefix(row[quoted+1:], `"`)) {
			if row[quoted] == '"' {
				quoted++
			}
			quoted++
		}
		if quoted >= len(row) {
			quoted = 0 // it is never closed
		}
	}
	if i := strings.Index(row[quoted:], by); i >= 0 {
		return quoted + i
	}
	return len(row)
}

// look looks at the cells, which end at an offset.
func (d *document) look(first bool, to int) {
	d.spans = d.spans[:0]
	for _, hit := range d.reader.Find(privacy.Passage{Cells: d.cells, Heads: d.heads, First: first}) {
		d.mark(hit)
	}
	for len(d.marked) > 0 && d.marked[0] < to {
		at, end := d.marked[0], to
		if isCoded(d.text[at:to]) {
			end = d.address(at, to)
		} else if len(d.cells) > 1 {
			d.shown(d.cells, d.starts, d.heads)
		} else {
			var from int
			from, end = paragraph(d.text, at, d.starts[0], to)
			d.shown([]string{d.text[from:end]}, []int{from}, nil)
		}
		for len(d.marked) > 0 && d.marked[0] < max(end, at+1) {
			d.marked = d.marked[1:]
		}
	}
}

// paragraph returns where the paragraph begins and ends in which something stands, between
// two bounds.
func paragraph(text string, at, from, to int) (int, int) {
	for _, gap := range [...]string{"\n\n", "\r\n\r\n"} {
		if i := strings.LastIndex(text[from:at], gap); i >= 0 {
			from += i + len(gap)
		}
		if i := strings.Index(text[at:to], gap); i >= 0 {
			to = at + i
		}
	}
	return from, to
}

// leastDigits is how many digits the shortest number has that is looked for behind marks.
const leastDigits = 11

// shown looks at cells as a page shows them, for what was not found in their source:
// 138**1234**5678, half of it in bold.
func (d *document) shown(cells []string, starts []int, heads []string) {
	if digitsIn(cells...) < leastDigits {
		return
	}
	for len(d.pieces) < len(cells) {
		d.pieces = append(d.pieces, shown{})
	}
	plain, pieces := d.shownCells[:0], d.pieces[:len(cells)]
	for i, cell := range cells {
		pieces[i].read(cell)
		plain = append(plain, unsafe.String(unsafe.SliceData(pieces[i].text), len(pieces[i].text))) // as begin does with the whole
	}
	d.shownCells = plain
	d.plain(privacy.Passage{Cells: plain, Heads: heads}, starts, pieces)
	for i := range pieces {
		for _, at := range pieces[i].left {
			if at < len(cells[i]) && digitsIn(cells[i][at:]) >= leastDigits {
				d.address(starts[i]+at, starts[i]+len(cells[i]))
			}
		}
	}
}

// address looks at the address in which something stands, and returns where it ends.
func (d *document) address(at, to int) int {
	outside := func(c byte) bool { return c <= ' ' || c >= utf8.RuneSelf || strings.IndexByte("()<>\"'|`", c) >= 0 }
	from := at
	for from > 0 && !outside(d.text[from-1]) {
		from--
	}
	for i := at; i < to; i++ {
		if outside(d.text[i]) {
			to = i
		}
	}
	if digitsIn(d.text[from:to]) < leastDigits {
		return to
	}
	s := &d.coded[0]
	s.readAddress(d.text[from:to])
	d.plain(privacy.Passage{Cells: []string{named(string(s.text))}, Named: true}, []int{from}, d.coded[:])
	return to
}

// plain looks at what was made of the source.
func (d *document) plain(p privacy.Passage, starts []int, pieces []shown) {
	d.shownReader.Reset()
	for _, hit := range d.shownReader.Find(p) {
		piece := &pieces[hit.From.Cell]
		if hit.From.Offset >= len(piece.from) {
			continue
		}
		from := starts[hit.From.Cell] + int(piece.from[hit.From.Offset])
		to := from
		if !hit.Divided() && hit.To.Offset > 0 {
			to = starts[hit.To.Cell] + int(piece.to[hit.To.Offset-1])
		}
		known := slices.ContainsFunc(d.spans, func(s span) bool { return s.rule == hit.Rule && s.from < max(to, from+1) && from < s.to })
		if !known {
			d.at(hit, from, to)
		}
	}
}

// items looks for numbers of residents that items of a list divide: on lines of their own, or
// by commas. The check digit tells them from numbers that stand side by side.
func (d *document) items(front string) {
	var s shown
	var joints []int // in the text that is shown
	done := 0
	for at := range len(front) {
		if c := front[at]; c != ',' && c != '-' || at < done {
			continue
		}
		from, to, ok := joint(front, at)
		if !ok || from < done {
			continue
		}
		for i := done; i < from; i++ {
			s.put(front[i:i+1], i, i+1)
		}
		joints, done = append(joints, len(s.text)), to
	}
	if len(joints) == 0 { // as in nearly all
		return
	}
	for i := done; i < len(front); i++ {
		s.put(front[i:i+1], i, i+1)
	}
	d.shownReader.Reset()
	for _, hit := range d.shownReader.Find(privacy.Passage{Cells: []string{string(s.text)}}) {
		from, to := hit.From.Offset, hit.To.Offset
		across := slices.ContainsFunc(joints, func(at int) bool { return from < at && at < to })
		if across && hit.IsResident() && !hit.Divided() {
			d.once(hit, int(s.from[from]), int(s.to[to-1]))
		}
	}
}

// once marks a hit that was perhaps found in the lines as they stand.
func (d *document) once(hit privacy.Hit, from, to int) {
	n := len(d.marks)
	d.at(hit, from, to)
	pos := d.marks[n].Found.Pos
	if slices.ContainsFunc(d.marks[:n], func(m record.Mark) bool {
		return m.Found.Code == hit.Rule.Code && m.Found.Pos.Line == pos.Line && m.Found.Pos.Column == pos.Column
	}) {
		d.marks = d.marks[:n]
	}
}

// joint returns what stands between the digits of two items of a list, of which the comma or
// the hyphen at an offset is a part.
func joint(front string, at int) (from, to int, ok bool) {
	const beside = "\"' "
	if front[at] == '-' && at+1 < len(front) && front[at+1] != ' ' {
		return 0, 0, false // as in a day
	}
	before, after := strings.TrimRight(front[:at], beside), strings.TrimLeft(front[at+1:], beside)
	if front[at] == '-' {
		line := strings.TrimRight(before, "\r\n")
		if len(line) == len(before) {
			return 0, 0, false
		}
		before = strings.TrimRight(line, beside)
	}
	if before == "" || after == "" || !isDigit(before[len(before)-1]) || !isDigit(after[0]) && after[0]|0x20 != 'x' {
		return 0, 0, false
	}
	return len(before), len(front) - len(after), true
}

func digitsIn(texts ...string) (n int) {
	for _, text := range texts {
		for i := range len(text) {
			if isDigit(text[i]) {
				n++
			}
		}
	}
	return n
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
		if from, to, ok := withMarks(d.text, from, to); ok {
			m.Mask = d.quoter.Replace(from, to, hit.Masked)
		}
	}
	d.marks = append(d.marks, m)
	d.spans = append(d.spans, span{hit.Rule, from, max(to, from+1)})
}

// withMarks widens what is to be replaced so that no mark of emphasis in it is left without
// its other. What has links or tags in it is mended by a person.
func withMarks(text string, from, to int) (int, int, bool) {
	inside := text[from:to]
	if strings.ContainsAny(inside, "<[]") {
		return 0, 0, false
	}
	runs, last := 0, ""
	for i := 0; i < len(inside); i++ {
		if strings.IndexByte(emphases, inside[i]) >= 0 {
			last = inside[i : i+run(inside[i:])]
			runs++
			i += len(last) - 1
		}
	}
	switch {
	case runs%2 == 0:
		return from, to, true
	case strings.HasSuffix(text[:from], last):
		return from - len(last), to, true
	case strings.HasPrefix(text[to:], last):
		return from, to + len(last), true
	}
	return from, to, last == "_" // one of these means nothing within a word
}

// emphases are the characters of which Markdown makes marks of emphasis and code.
const emphases = "*_~`"

// isUnseen reports whether something begins or ends with a character that a page does not
// show.
func isUnseen(c byte) bool {
	switch c {
	case '*', '_', '~', '`', '\\', '&', '<', '>', '[', ']':
		return true
	}
	return false
}

// markedDigits lists where in a text digits stand beside something that a page does not
// show, so that a number may be divided by it, and where there are codes of characters. It
// goes from digits to what stands beside them: of that, there are many kinds.
func markedDigits(places []int, text string) []int {
	for at, end := privacy.NextDigit(text, 0), 0; at < len(text); at = privacy.NextDigit(text, end) {
		for end = at + 1; end < len(text) && isDigit(text[end]); {
			end++
		}
		before := at - 1
		if before > 0 && text[before] == ' ' && text[before-1] == '>' {
			before-- // a quotation goes on
		}
		if before >= 0 && isUnseen(text[before]) {
			places = append(places, before)
		}
		if end < len(text) && isUnseen(text[end]) {
			places = append(places, end)
		}
	}
	marks := len(places)
	places = codes(places, text, '%', isCoded)
	places = codes(places, text, '&', func(text string) bool { return strings.HasPrefix(text, "&#") })
	if len(places) > marks {
		slices.Sort(places)
	}
	return places
}

// codes adds to places where codes of characters are that begin with a mark.
func codes(places []int, text string, mark byte, is func(string) bool) []int {
	for at := 0; ; at++ {
		next := strings.IndexByte(text[at:], mark)
		if next < 0 {
			return places
		}
		if at += next; is(text[at:]) {
			places = append(places, at)
		}
	}
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
