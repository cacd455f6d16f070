// Package pipetable reads the lines of a table whose cells are divided by bars (GFM
// 4.10): a [Line] gives its cells one after the other, [Delimiters] reads the line
// below the header, and [MayFill] says which tables are nearly all empty cells.
//
// No bar is escaped in the lines that it is given, and none stands in code.
package pipetable

import "bytes"

// Alignment is how the cells of a column stand.
type Alignment uint8

const (
	None Alignment = iota
	Left
	Center
	Right
)

// Delimiters appends the alignments of the columns that the line below a header
// makes. ok is false for a line that is none, or needs a closer look.
func Delimiters(columns []Alignment, line []byte) (all []Alignment, ok bool) {
	line = bytes.TrimRight(line, " \r\n")
	if bytes.IndexByte(line, '|') < 0 {
		return columns, false
	}
	line = bytes.TrimSuffix(bytes.TrimPrefix(line, []byte("|")), []byte("|"))
	for cell := range bytes.SplitSeq(line, []byte("|")) {
		cell = bytes.Trim(cell, " ")
		dashes, left := bytes.CutPrefix(cell, []byte(":"))
		dashes, right := bytes.CutSuffix(dashes, []byte(":"))
		if len(dashes) == 0 || len(bytes.Trim(dashes, "-")) > 0 {
			return columns, false
		}
		columns = append(columns, alignment(left, right))
	}
	return columns, true
}

func alignment(left, right bool) Alignment {
	switch {
	case left && right:
		return Center
	case left:
		return Left
	case right:
		return Right
	}
	return None
}

// Line is a line of a table, of which the next cell is to be found.
type Line struct {
	text  []byte
	start int // of the line, without blanks
	at    int // the next cell, counted from there
	end   int // of the last
	// The cell that Next has found: where it begins, counted from the line's first
	// character, and where its text begins and ends.
	From, Start, Stop int
}

// LineOf returns the line that stands in a text from one offset to another.
func LineOf(text []byte, start, stop int) Line {
	start, stop = trim(text, start, stop)
	l := Line{text: text, start: start, end: stop - start}
	if l.end > 0 && text[start] == '|' {
		l.at++
	}
	if l.end > 0 && text[stop-1] == '|' {
		l.end--
	}
	return l
}

// Next finds the next cell.
func (l *Line) Next() bool {
	if l.at >= l.end {
		return false
	}
	stop := l.end
	if i := bytes.IndexByte(l.text[l.start+l.at:l.start+l.end], '|'); i >= 0 {
		stop = l.at + i
	}
	l.Start, l.Stop = trim(l.text, l.start+l.at, l.start+stop)
	l.From, l.at = l.at, stop+1
	return true
}

// Cell returns the text of the cell that Next has found.
func (l *Line) Cell() []byte { return l.text[l.Start:l.Stop] }

// Count returns how many cells are still to be found.
func (l Line) Count() int {
	n := 0
	for l.Next() {
		n++
	}
	return n
}

// trim leaves blanks out at both ends; of nothing but blanks, the end is left.
func trim(text []byte, start, stop int) (int, int) {
	for start < stop && isBlank(text[start]) {
		start++
	}
	for start < stop && isBlank(text[stop-1]) {
		stop--
	}
	return start, stop
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// MayFill reports whether a table may have so many cells, given the size of its text
// without the last line. A row has as many as the header, even if only one is given.
func MayFill(columns, rows, size int) bool { return columns*rows <= 500+2*size }

// Columns counts the columns that a line below a table's header makes, 0 if it is
// none. Where it is not exact, it is one or two too many.
func Columns(line []byte) int {
	line = bytes.TrimSpace(line)
	for _, c := range line {
		if c != '|' && c != ':' && c != '-' && c != ' ' && c != '\t' {
			return 0 // mostly the first one
		}
	}
	if len(line) == 0 {
		return 0
	}
	return 1 + bytes.Count(bytes.TrimPrefix(bytes.TrimSuffix(line, []byte("|")), []byte("|")), []byte("|"))
}
