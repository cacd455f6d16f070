package report

import (
	"slices"
	"unicode/utf8"

	"gongkai/generator/diag"
)

// text is a file, or the part of it that follows the front matter, with an
// index of its lines: findings are placed by byte offset.
type text struct {
	file   string
	data   []byte
	first  int   // number of the line on which data begins
	starts []int // offsets at which lines begin
}

func newText(file string, data []byte, firstLine int) *text {
	t := &text{file: file, data: data, first: max(firstLine, 1), starts: []int{0}}
	for i, c := range data {
		if c == '\n' {
			t.starts = append(t.starts, i+1)
		}
	}
	return t
}

// at returns the position of length bytes from offset on.
func (t *text) at(offset, length int) diag.Pos {
	offset = min(max(offset, 0), len(t.data))
	line, exact := slices.BinarySearch(t.starts, offset)
	if !exact {
		line--
	}
	start, end := t.starts[line], len(t.data)
	if line+1 < len(t.starts) {
		end = t.starts[line+1] - 1
	}
	last := min(max(offset+length, offset), max(end, offset))
	pos := diag.Locate(t.file, t.data[start:end], offset-start)
	pos.Line = t.first + line
	pos.Width = utf8.RuneCount(t.data[offset:last])
	return pos
}

// whole is the file without a line.
func (t *text) whole() diag.Pos { return diag.Pos{File: t.file} }
