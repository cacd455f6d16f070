package diag

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Locate returns the position of the byte at offset in data, whose path is
// file. Width is left for the caller. An offset past the end means the end.
func Locate(file string, data []byte, offset int) Pos {
	offset = min(max(offset, 0), len(data))
	start := bytes.LastIndexByte(data[:offset], '\n') + 1
	m := mark{
		offset: offset, start: start,
		line: 1 + bytes.Count(data[:start], []byte{'\n'}), column: 1 + characters(data[start:offset]),
	}
	pos := Pos{File: file, Line: m.line, Column: m.column}
	pos.quote(data, m)
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

// Quoter finds places in one text, and sets what findings show of their lines.
// The first place goes through the text once, and each costs one stride of it
// after that, whatever their order and however long the lines.
type Quoter struct {
	Data  []byte // its lines count from 1
	marks []mark // one at the beginning of each stride, or up to three bytes behind
}

// mark is a place between two characters.
type mark struct {
	offset, start int // of itself, and of its line
	line, column  int // from 1
}

// stride is how many bytes are between two marks.
const stride = 1 << 10

// Locate is [Locate] in the text.
func (q *Quoter) Locate(file string, offset int) Pos {
	m := q.mark(offset)
	pos := Pos{File: file, Line: m.line, Column: m.column}
	pos.quote(q.Data, m)
	return pos
}

// mark returns the place at an offset.
func (q *Quoter) mark(offset int) mark {
	offset = min(max(offset, 0), len(q.Data))
	q.index()
	i := min(offset/stride, len(q.marks)-1)
	if q.marks[i].offset > offset {
		i--
	}
	m := q.marks[i]
	m.move(q.Data, offset)
	m.offset = offset // within a character, the mark is behind it
	return m
}

// Quote returns pos with the text of its line. Of a line that does not exist
// there is none; a column behind the end of its line means the end.
func (q *Quoter) Quote(pos Pos) Pos {
	pos.Source, pos.Skipped, pos.Cut = "", 0, false
	if pos.Line <= 0 {
		return pos
	}
	if m, ok := q.seek(pos.Line, max(pos.Column, 1)); ok {
		pos.quote(q.Data, m)
	}
	return pos
}

// index sets the marks.
func (q *Quoter) index() {
	if q.marks != nil {
		return
	}
	m := mark{line: 1, column: 1}
	q.marks = make([]mark, 0, len(q.Data)/stride+1)
	for {
		q.marks = append(q.marks, m)
		next := len(q.marks) * stride
		if next > len(q.Data) {
			return
		}
		m.move(q.Data, next)
	}
}

// move goes forward to an offset, or to the end of the character that it is in.
func (m *mark) move(data []byte, offset int) {
	for m.offset < offset {
		_, size := utf8.DecodeRune(data[m.offset:])
		if data[m.offset] == '\n' {
			m.line, m.column, m.start = m.line+1, 0, m.offset+1
		}
		m.offset += size
		m.column++
	}
}

// seek finds a line and column, and reports whether there is such a line.
func (q *Quoter) seek(line, column int) (mark, bool) {
	q.index()
	i, exact := slices.BinarySearchFunc(q.marks, mark{line: line, column: column}, func(a, b mark) int {
		return cmp.Or(cmp.Compare(a.line, b.line), cmp.Compare(a.column, b.column))
	})
	if !exact {
		i--
	}
	m := q.marks[i]
	for m.line < line {
		end := bytes.IndexByte(q.Data[m.offset:], '\n')
		if end < 0 {
			return m, false
		}
		m.offset += end + 1
		m.line, m.column, m.start = m.line+1, 1, m.offset
	}
	for m.column < column && m.offset < len(q.Data) && q.Data[m.offset] != '\n' {
		m.move(q.Data, m.offset+1)
	}
	return m, true
}

// maxLine is how many characters are shown of a line, and maxBefore how many of
// them before the column: a paragraph of Chinese is one line, and a line of a
// damaged file can be a megabyte.
const (
	maxLine   = 80
	maxBefore = maxLine / 4
)

// quote takes what is shown of a line around a place. A place behind the end of a line shows its end.
func (p *Pos) quote(data []byte, m mark) {
	line := data[m.start:lineEnd(data, m.start, m.offset)]
	at := min(m.offset-m.start, len(line))
	column := m.column - (m.offset - m.start - at)
	before, _ := back(line, at, maxLine)
	after, _ := forth(line, at, maxLine)
	before, from := back(line, at, min(before, max(maxBefore, maxLine-after)))
	_, to := forth(line, at, maxLine-before)
	p.Source = strings.ToValidUTF8(string(line[from:to]), "\uFFFD")
	p.Skipped, p.Cut = 0, to < len(line)
	if from > 0 {
		p.Skipped = column - 1 - before
	}
}

// lineEnd returns where a line ends, without what ends it. Of a line that goes on
// for longer than what is shown behind an offset, it returns some end behind that.
func lineEnd(data []byte, start, offset int) int {
	rest := data[offset:min(len(data), offset+utf8.UTFMax*(maxLine+1))]
	end := offset + len(rest)
	if i := bytes.IndexByte(rest, '\n'); i >= 0 {
		end = offset + i
	} else if end < len(data) {
		return end
	}
	return start + len(bytes.TrimRight(data[start:end], "\r"))
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
