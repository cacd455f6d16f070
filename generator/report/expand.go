package report

import (
	"bytes"
	"slices"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/suggest"
)

// tablePrefix begins the names of table markers.
const tablePrefix = "table."

// Place is where a table of a report stands in its prose: in place of the line
// that begins at an offset of the expanded text.
type Place struct {
	Offset int
	Table  string // requests, proactive …
}

// Expand returns the prose with every reference replaced by its number, and the
// places of its tables in order: lines with a marker, each a paragraph of its own.
// A statutory table that the prose does not place has its place at the end of its
// chapter. A backslash before the braces, \{{, leaves them alone.
//
// Lines keep their numbers, so that findings about the expanded text are at the
// right place. (Where a marker is put below running text, the heading that
// follows it is one line lower; an empty line is dropped behind the heading.)
func (r *Report) Expand(counts Counts) ([]byte, []Place, []diag.Diagnostic) {
	e := expander{report: r, counts: counts, data: r.body.data}
	for {
		i := bytes.Index(e.data[e.done:], []byte("{{"))
		if i < 0 {
			break
		}
		e.at(e.done + i)
	}
	e.out = append(e.out, e.data[e.done:]...)
	if r.form.chapters != nil && !diag.HasErrors(e.list) {
		e.placeTables()
	}
	return e.out, e.places, e.all()
}

// expander walks through the prose from one pair of braces to the next.
type expander struct {
	report *Report
	counts Counts
	data   []byte
	done   int // bytes of data that are dealt with
	out    []byte
	places []Place
	findings
}

// at deals with the braces at offset i.
func (e *expander) at(i int) {
	e.out = append(e.out, e.data[e.done:i]...)
	if i > 0 && e.data[i-1] == '\\' {
		e.keep(i, 2)
		return
	}
	m := reference.FindSubmatchIndex(e.data[i:])
	if m == nil {
		e.broken(i)
		return
	}
	name := string(e.data[i+m[2] : i+m[3]])
	switch {
	case strings.HasPrefix(name, tablePrefix):
		e.marker(name, i, m[1])
	default:
		e.number(name, i, m[1])
	}
}

// keep copies n bytes from offset i on as they are.
func (e *expander) keep(i, n int) {
	e.out = append(e.out, e.data[i:i+n]...)
	e.done = i + n
}

// broken reports braces that are no reference.
func (e *expander) broken(i int) {
	line, _, _ := bytes.Cut(e.data[i:], []byte("\n"))
	n := len(line)
	if brace := bytes.IndexAny(line[2:], "{}"); brace >= 0 {
		n = 2 + brace
	}
	if bytes.HasPrefix(line[n:], []byte("}}")) {
		name := strings.TrimSpace(string(line[2:n]))
		n += 2
		e.unknown(name, i, n)
	} else {
		e.say(brokenReference, place{e.report.body, i, n})
	}
	e.keep(i, n)
}

// number replaces a reference by its value.
func (e *expander) number(name string, i, n int) {
	value, ok := "", false
	if counted, is := strings.CutPrefix(name, countedPrefix); is {
		var c Count
		c, ok = e.counts.get(counted)
		value = wholeNumber(c.N).String()
	} else {
		var f Figure
		f, ok = e.report.Figure(name)
		value = f.Value.String()
	}
	if !ok && e.report.incomplete && !strings.HasPrefix(name, countedPrefix) {
		e.keep(i, n) // the missing data is reported already
		return
	}
	if !ok {
		e.unknown(name, i, n)
		e.keep(i, n)
		return
	}
	e.out = append(e.out, value...)
	e.done = i + n
}

// unknown reports a reference to nothing.
func (e *expander) unknown(name string, i, n int) {
	if e.Take(unknownReference) {
		e.add(unknownReference.At(e.report.body.at(i, n), name, e.nearest(name)))
	}
}

// nearest suggests the name that was meant.
func (e *expander) nearest(name string) diag.Text {
	if !e.Early(unknownReference) {
		return missingFigure
	}
	if e.report.isCell(name) {
		return diag.Text{ZH: "表中这一格还没有数字，先在 figures.toml 中填上", EN: "this cell has no number yet; fill it in figures.toml first"}
	}
	known := e.report.names()
	for _, c := range e.counts.names() {
		known = append(known, countedPrefix+c)
	}
	for _, t := range e.report.tableNames() {
		known = append(known, tablePrefix+t)
	}
	if near := suggest.Nearest(name, known); near != "" {
		return diag.Text{ZH: "改为 {{" + near + "}}", EN: "did you mean {{" + near + "}}?"}
	}
	if free := e.report.freeNames(); len(free) > 0 && len(free) <= maxNames {
		list := strings.Join(free, ", ")
		return diag.Text{ZH: "figures.toml 中有：" + list, EN: "figures.toml has: " + list}
	}
	return missingFigure
}

var missingFigure = diag.Text{ZH: "在 figures.toml 中写上这个数据", EN: "add the figure to figures.toml"}

// marker checks a table marker and keeps it.
func (e *expander) marker(name string, i, n int) {
	table, at := strings.TrimPrefix(name, tablePrefix), place{e.report.body, i, n}
	known := e.report.tableNames()
	switch {
	case !slices.Contains(known, table) && e.report.incomplete: // the missing data is reported already
	case !slices.Contains(known, table):
		for k := range known {
			known[k] = tablePrefix + known[k]
		}
		advice := diag.Text{ZH: "本报告没有可以放的表格，删去标记", EN: "this report has no table to show; delete the marker"}
		if len(known) > 0 {
			advice = nearestHint(name, known)
		}
		e.say(unknownTable, at, name, advice)
	case !aloneOn(e.data, i, n):
		e.say(markerPlace, at, name)
	case e.placed(table):
		e.say(tableAgain, at, name)
	default:
		e.places = append(e.places, Place{len(e.out), table})
		e.out = append(e.out, marker(table)...)
		e.done = i + n
		return
	}
	e.keep(i, n)
}

// placed reports whether a table has its place.
func (e *expander) placed(table string) bool {
	return slices.ContainsFunc(e.places, func(p Place) bool { return p.Table == table })
}

// marker is the marker of a table, without blanks.
func marker(table string) string { return "{{" + tablePrefix + table + "}}" }

// aloneOn reports whether data[i:i+n] is a line of its own between empty lines
// (or headings) and not indented.
func aloneOn(data []byte, i, n int) bool {
	if i > 0 && data[i-1] != '\n' {
		return false
	}
	rest, _, _ := bytes.Cut(data[i+n:], []byte("\n"))
	if len(bytes.TrimSpace(rest)) > 0 {
		return false
	}
	if i > 0 {
		before := data[:i-1]
		previous := before[bytes.LastIndexByte(before, '\n')+1:]
		if !separates(previous) {
			return false
		}
	}
	after := data[min(i+n+len(rest)+1, len(data)):]
	next, _, _ := bytes.Cut(after, []byte("\n"))
	return separates(next)
}

// separates reports whether a line ends a paragraph: it is empty or a heading.
func separates(line []byte) bool {
	line = bytes.TrimSpace(line)
	title := bytes.TrimLeft(line, "#")
	level := len(line) - len(title)
	return len(line) == 0 || 1 <= level && level <= 6 && (len(title) == 0 || title[0] == ' ' || title[0] == '\t')
}

// placeTables gives the statutory tables that have no place one at the end of
// their chapters, last chapter first so that the offsets of chapters stay true.
func (e *expander) placeTables() {
	given := newText(e.report.path, e.out, 1).chapters()
	for _, home := range []struct {
		chapter int
		table   string
	}{
		{chapterLitigation, tableLitigation}, {chapterRequests, tableRequests}, {chapterProactive, tableProactive},
	} {
		if e.placed(home.table) {
			continue
		}
		title := e.report.form.chapters[home.chapter]
		if i := slices.IndexFunc(given, func(c chapter) bool { return c.title == title }); i >= 0 {
			e.insert(given[i], home.table)
		}
	}
	slices.SortFunc(e.places, func(a, b Place) int { return a.Offset - b.Offset })
}

// insert puts a marker at the end of a chapter. The places below move with their
// text.
func (e *expander) insert(c chapter, table string) {
	before := len(e.out)
	at := Place{Table: table}
	e.out, at.Offset = insertMarker(e.out, c, marker(table))
	for i := range e.places {
		if e.places[i].Offset >= c.end {
			e.places[i].Offset += len(e.out) - before
		}
	}
	e.places = append(e.places, at)
}

// insertMarker puts a marker at the end of a chapter in place of its trailing
// empty lines, keeping the number of lines where that can be done, and returns
// where it stands.
func insertMarker(out []byte, c chapter, mark string) ([]byte, int) {
	text := bytes.TrimRight(out[c.start:c.end], " \t\n")
	rest := out[c.end:]
	blank := bytes.Count(out[c.start+len(text):c.end], []byte("\n")) // line ends behind the text
	var b bytes.Buffer
	b.Write(out[:c.start])
	b.Write(text)
	used := 0 // line ends written behind the text
	if len(text) > 0 {
		b.WriteString("\n\n")
		used = 2
	}
	at := b.Len()
	b.WriteString(mark + "\n")
	used++
	for ; used < blank; used++ {
		b.WriteByte('\n')
	}
	if used > blank && len(rest) > 0 {
		// One line too many: drop the empty line behind the next heading.
		if heading := bytes.IndexByte(rest, '\n'); heading >= 0 && bytes.HasPrefix(rest[heading:], []byte("\n\n")) {
			rest = slices.Concat(rest[:heading+1], rest[heading+2:])
		}
	}
	b.Write(rest)
	return b.Bytes(), at
}
