package diag

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// Locate returns the position of the byte at offset in data, whose path is
// file. Width is left for the caller. An offset past the end means the end.
func Locate(file string, data []byte, offset int) Pos {
	offset = min(max(offset, 0), len(data))
	start := bytes.LastIndexByte(data[:offset], '\n') + 1
	pos := Pos{
		File:   file,
		Line:   1 + bytes.Count(data[:start], []byte{'\n'}),
		Column: 1 + characters(data[start:offset]),
	}
	line := lineAt(data, start)
	behind := max(offset-start-len(line), 0) // of the line's end
	pos.quote(line, offset-start-behind, pos.Column-behind)
	return pos
}

// characters counts characters. utf8.RuneCount would copy the text first.
func characters(text []byte) int {
	n := 0
	for i := 0; i < len(text); n++ {
		_, size := utf8.DecodeRune(text[i:])
		i += size
	}
	return n
}

// lineAt returns the line that begins at an offset, without its end.
func lineAt(data []byte, start int) []byte {
	line := data[start:]
	if i := bytes.IndexByte(line, '\n'); i >= 0 {
		line = line[:i]
	}
	return bytes.TrimRight(line, "\r")
}

// Quoter sets what findings show of the lines of one text. Places that grow are
// found each from the last one: a text in which there are thousands, all on one
// line perhaps, is gone through once.
type Quoter struct {
	Data         []byte // its lines count from 1
	line, column int    // the place reached, from 1; 0: none
	start, at    int    // offsets of its line, and of itself
}

// Quote returns pos with the text of its line. Of a line that does not exist
// there is none; a column behind the end of its line means the end.
func (q *Quoter) Quote(pos Pos) Pos {
	if pos.Line <= 0 || !q.seek(pos.Line, max(pos.Column, 1)) {
		pos.Source, pos.Skipped, pos.Cut = "", 0, false
		return pos
	}
	line := lineAt(q.Data, q.start)
	behind := max(q.at-q.start-len(line), 0) // of the line's end
	pos.quote(line, q.at-q.start-behind, q.column-behind)
	return pos
}

// seek moves to a line and column, and reports whether there is such a line.
func (q *Quoter) seek(line, column int) bool {
	if q.line == 0 || line < q.line || line == q.line && column < q.column {
		q.line, q.column, q.start, q.at = 1, 1, 0, 0
	}
	for q.line < line {
		i := bytes.IndexByte(q.Data[q.at:], '\n')
		if i < 0 {
			return false
		}
		q.at += i + 1
		q.line, q.column, q.start = q.line+1, 1, q.at
	}
	for q.column < column && q.at < len(q.Data) && q.Data[q.at] != '\n' {
		_, size := utf8.DecodeRune(q.Data[q.at:])
		q.at += size
		q.column++
	}
	return true
}

// maxLine is how many characters are shown of a line, and maxBefore how many of
// them before the column: a paragraph of Chinese is one line, and a line of a
// damaged file can be a megabyte.
const (
	maxLine   = 80
	maxBefore = maxLine / 4
)

// quote takes from a line what is shown of it, around the byte at an offset,
// which is that of a column.
func (p *Pos) quote(line []byte, at, column int) {
	before, _ := back(line, at, maxLine)
	after, _ := forth(line, at, maxLine)
	before, start := back(line, at, min(before, max(maxBefore, maxLine-after)))
	_, end := forth(line, at, maxLine-before)
	p.Source = strings.ToValidUTF8(string(line[start:end]), "\uFFFD")
	p.Skipped, p.Cut = 0, end < len(line)
	if start > 0 {
		p.Skipped = column - 1 - before
	}
}

// back goes up to n characters back from an offset in a line, and returns how
// many there were and where it ends.
func back(line []byte, at, n int) (count, start int) {
	for count < n && at > 0 {
		_, size := utf8.DecodeLastRune(line[:at])
		at -= size
		count++
	}
	return count, at
}

// forth goes the other way.
func forth(line []byte, at, n int) (count, end int) {
	for count < n && at < len(line) {
		_, size := utf8.DecodeRune(line[at:])
		at += size
		count++
	}
	return count, at
}
