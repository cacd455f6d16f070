package markdown

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/text"

	"gongkai/generator/diag"
	"gongkai/generator/markdown/prose"
	"gongkai/generator/unseen"
)

// meant looks at a paragraph for what was meant as another block, and became text by
// a blank that is missing or a character of the wrong width: headings, and tables.
// What that was is an error, with the lines as they should be.
type meant struct{ *job }

// check is given the lines of a paragraph.
func (j meant) check(lines *text.Segments) {
	if lines.Len() > 1 {
		j.table(lines)
	} else if lines.Len() == 1 {
		j.line(lines.At(0))
	}
}

// line is given a line that stands alone.
func (j meant) line(line text.Segment) {
	switch begin := prose.ByteAt(j.src.Body, line.Start); {
	case begin == '|':
		j.apart(line, strings.TrimSpace(string(j.src.Body[line.Start:line.Stop])), true)
	case begin == '#', begin == 0xEF, begin == 0xE2, begin == 0xC2, begin == 0xE1: // ＃, the byte order mark, a blank without width
		j.heading(line)
	}
}

// heading reports a line that begins with the marks of a heading, but is none.
func (j meant) heading(line text.Segment) {
	value := bytes.TrimSpace(j.src.Body[line.Start:line.Stop])
	rest := bytes.TrimLeftFunc(value, unseen.ShowsNothing)
	level, wide := 0, false
	for len(rest) > 0 {
		r, n := utf8.DecodeRune(rest)
		if r != '#' && r != '＃' {
			break
		}
		wide = wide || r == '＃'
		level++
		rest = rest[n:]
	}
	title := bytes.TrimFunc(rest, unicode.IsSpace)
	r, _ := utf8.DecodeRune(title)
	if level == 0 || len(title) == 0 {
		return
	}
	level = min(level, 6)
	if bytes.HasSuffix(title, []byte("##")) { // they were meant to close it
		title = bytes.TrimRight(title, "# ")
	}
	if level == 1 && !wide && len(title) == len(rest) && (!prose.IsHan(r) && r != '（' || bytes.IndexByte(title, '#') >= 0) {
		return // #1, #话题#
	}
	start, _ := j.lead(line)
	mended := strings.Repeat("#", level) + " " + string(title)
	j.mended = append(j.mended, prose.StartOfLine(j.src.Body, start))
	// A single # before a word may be the tag of a message, which is no heading.
	sure := level > 1 || wide || len(title) < len(rest) || prose.Line(title).Enumerates()
	j.reportLines(ruleHeadingForm, start, start+len(prose.LineOf(j.src.Body[start:])), mended, sure, mended)
}

// lead returns where the text of a line is to be replaced from, and what stands there
// that stays: the marks of quotes and lists, but no blanks that do not belong to one.
func (j meant) lead(line text.Segment) (start int, kept string) {
	start = prose.StartOfLine(j.src.Body, line.Start)
	before := j.src.Body[start:line.Start]
	if len(bytes.TrimFunc(before, unseen.ShowsNothing)) == 0 {
		return start, ""
	}
	return line.Start, string(before)
}

// closing reports a heading that ends with several # right behind a word: the blank
// before them is missing.
func (j meant) closing(line text.Segment) {
	value := bytes.TrimSpace(j.src.Body[line.Start:line.Stop])
	start := prose.StartOfLine(j.src.Body, line.Start)
	if bytes.HasSuffix(value, []byte("##")) && !bytes.HasSuffix(value, []byte(`\##`)) && bytes.IndexByte(j.src.Body[start:line.Start], '#') >= 0 {
		mended := string(j.src.Body[start:line.Start]) + string(bytes.TrimRight(value, "# "))
		j.reportLines(ruleHeadingForm, start, line.Stop, mended, true, mended)
	}
}

// reportLines reports the lines from one offset to another with what they should be,
// which takes their place where it is sure.
func (j meant) reportLines(rule *diag.Rule, start, stop int, mended string, sure bool, args ...any) {
	before := len(j.found)
	j.report(rule, start, utf8.RuneCount(prose.LineOf(j.src.Body[start:stop])), args...)
	if len(j.found) > before && sure {
		stop -= len(j.src.Body[start:stop]) - len(bytes.TrimRight(j.src.Body[start:stop], "\r\n"))
		j.found[before].Fix = j.fix(start, stop, mended)
	}
}

// table reports lines with bars that make no table: the bars are wide, the line
// below the header is not of hyphens, has another number of cells, or is missing.
func (j meant) table(lines *text.Segments) {
	var rows []string
	mixed := false // bars of both widths in a line: one may be part of the text
	for i := range lines.Len() {
		line := lines.At(i)
		row := strings.TrimFunc(string(j.src.Body[line.Start:line.Stop]), unseen.ShowsNothing)
		if !prose.Line(row).HasBar() || strings.Contains(row, "`") {
			return
		}
		mixed = mixed || strings.Contains(row, "｜") && strings.Contains(row, "|")
		rows = append(rows, strings.ReplaceAll(row, "｜", "|"))
	}
	if j.apart(lines.At(0), rows[0], false) {
		return
	}
	if len(rows) > 1 && isRuleLine(rows[0]) && !isRuleLine(rows[1]) { // the header stands below it
		rows[0], rows[1] = rows[1], rows[0]
		if len(rows) > 2 && isRuleLine(rows[2]) {
			rows = append(rows[:1], rows[2:]...)
		}
	}
	framed := true
	header, columns := cellsIn(rows[0]), cellsIn(rows[0])
	for _, row := range rows {
		framed = framed && row[0] == '|' && (row[len(row)-1] == '|' || cellsIn(row) == header)
		columns = max(columns, cellsIn(row))
	}
	if columns > header+maxWidened {
		columns = header
	}
	switch {
	case len(rows) < 2 || columns == 0:
		return
	case isRuleLine(rows[1]):
		rows[1] = delimiterLine(rows[1], columns)
	case framed && header > 1 && cellsIn(rows[1]) > 1 && (cellsIn(rows[1]) == header || columns > header):
		rows = append(rows[:1], append([]string{delimiterLine("", columns)}, rows[1:]...)...)
	default:
		return
	}
	rows[0] = widerRow(rows[0], columns-header)
	const most = 4
	shown := strings.Join(rows[:min(len(rows), most)], " / ")
	if len(rows) > most {
		shown += " / …"
	}
	start, lead := j.lead(lines.At(0))
	if lead != "" { // below the mark of an item there are blanks
		second := lines.At(1)
		lead = string(j.src.Body[prose.StartOfLine(j.src.Body, second.Start):second.Start])
	}
	j.mended = append(j.mended, prose.StartOfLine(j.src.Body, start))
	last := lines.At(lines.Len() - 1)
	j.reportLines(ruleTableForm, start, last.Stop, strings.Join(rows, "\n"+lead), noneWider(rows) && !(mixed && columns > header), shown, diag.Text{})
}

// apart reports the row of a table that a blank line divides from the one above, and
// returns whether it is one. A row that is not alone may begin another table, unless
// there is nothing above it but a header.
func (j meant) apart(line text.Segment, row string, alone bool) bool {
	body := j.src.Body
	start := prose.StartOfLine(body, line.Start)
	above := bytes.TrimRightFunc(body[:start], unicode.IsSpace)
	from := prose.StartOfLine(above, len(above))
	header := strings.TrimSpace(string(above[from:]))
	isRow := func(s string) bool { return len(s) > 2 && s[0] == '|' && s[len(s)-1] == '|' }
	if bytes.Count(body[len(above):start], []byte{'\n'}) < 2 || !isRow(row) || !isRow(header) || cellsIn(header) != cellsIn(row) || cellsIn(row) < 2 || !alone && !isRuleLine(header) {
		return false
	}
	before := len(j.found)
	j.report(ruleTableForm, start, utf8.RuneCount(prose.LineOf(body[start:])), header+" / "+row,
		diag.Text{ZH: "，中间没有空行", EN: ", without a blank line between them"})
	if len(j.found) > before {
		j.found[before].Fix = j.fix(len(above), line.Start, "\n")
	}
	return true
}

// noneWider reports whether no line of a table has more cells than the first, which
// would be lost.
func noneWider(rows []string) bool {
	for _, row := range rows {
		if cellsIn(row) > cellsIn(rows[0]) {
			return false
		}
	}
	return true
}

// cellsIn counts the cells of a line.
func cellsIn(row string) int {
	row = strings.ReplaceAll(row, `\|`, "")
	return 1 + strings.Count(strings.TrimSuffix(strings.TrimPrefix(row, "|"), "|"), "|")
}

// isRuleLine reports whether a line was meant to stand below the header of a table.
func isRuleLine(row string) bool {
	return strings.Trim(row, "|:：-—–－―─ _\t") == "" && strings.ContainsAny(row, "-—–－―─_")
}

// delimiterLine returns the line below a header of so many cells, with the alignment
// that a line like it has.
func delimiterLine(row string, columns int) string {
	given := strings.Split(strings.TrimSuffix(strings.TrimPrefix(row, "|"), "|"), "|")
	var b strings.Builder
	b.WriteByte('|')
	for i := range columns {
		cell := ""
		if i < len(given) {
			cell = strings.ReplaceAll(strings.TrimSpace(given[i]), "：", ":")
		}
		if strings.HasPrefix(cell, ":") {
			b.WriteByte(':')
		}
		b.WriteString("---")
		if len(cell) > 1 && strings.HasSuffix(cell, ":") {
			b.WriteByte(':')
		}
		b.WriteByte('|')
	}
	return b.String()
}

// indented reports a row of a table before whose first bar there are blanks that are not
// those of ASCII: they would be a cell. It returns whether it is one.
func (j meant) indented(start, columns int) bool {
	line := prose.LineOf(j.src.Body[start:])
	row := bytes.TrimFunc(line, unseen.ShowsNothing)
	lead := len(line) - len(bytes.TrimLeftFunc(line, unseen.ShowsNothing))
	if len(bytes.Trim(line[:lead], " \t")) == 0 || !bytes.HasPrefix(row, []byte("|")) || cellsIn(string(row)) != columns {
		return false
	}
	j.reportLines(ruleTableForm, start, start+len(line), string(row), true, string(row), diag.Text{})
	return true
}

// row reports a row of a table with fewer cells than columns in which wide bars
// stand.
func (j meant) row(line text.Segment, columns int) {
	value := j.src.Body[line.Start:line.Stop]
	if !bytes.Contains(value, []byte("｜")) || cellsIn(string(value)) >= columns {
		return
	}
	mended := strings.TrimSpace(strings.ReplaceAll(string(value), "｜", "|"))
	j.reportLines(ruleTableForm, line.Start, line.Stop, mended, cellsIn(mended) == columns, mended, diag.Text{})
}
