package tidy

import (
	"bytes"
	"cmp"
	"slices"
	"unicode/utf8"

	"gongkai/generator/diag"
)

// Apply makes corrections in a file, and returns what it says then, and which were
// made. Those are
// left out that have no place in it, and those that overlap an earlier one: what
// they were about is to be looked at again.
func Apply(data []byte, corrections []diag.Correction) (corrected []byte, made []diag.Correction) {
	copied := 0
	pieces, made := Pieces(data, corrections)
	for _, p := range pieces {
		corrected = append(append(corrected, data[copied:p.From]...), p.Text...)
		copied = p.To
	}
	return append(corrected, data[copied:]...), made
}

// Piece is what takes the place of a part of a file, which is given by its offsets.
type Piece struct {
	From, To int
	Text     []byte
}

// Pieces returns what [Apply] puts where, from the beginning of a file to its end, and the
// corrections that it makes with it.
func Pieces(data []byte, corrections []diag.Correction) (pieces []Piece, made []diag.Correction) {
	corrections = slices.Clone(corrections)
	slices.SortStableFunc(corrections, func(a, b diag.Correction) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	at := places{data: data, line: 1, at: len(data) - len(bytes.TrimPrefix(data, []byte("\ufeff")))}
	lineEnd := lineEndOf(data)
	reached := 0
	for _, c := range slices.Compact(corrections) {
		before := at
		start, ok := at.find(c.Line, c.Column)
		end, isEnd := at.find(c.EndLine, c.EndColumn)
		if c.Column < 1 || !ok || !isEnd || start < reached || end < start {
			at = before
			continue
		}
		pieces = append(pieces, Piece{start, end, bytes.ReplaceAll([]byte(c.Text), []byte{'\n'}, lineEnd)})
		reached = end
		made = append(made, c)
	}
	return pieces, made
}

// lineEndOf returns the line end that a file has: that of its first line.
func lineEndOf(data []byte) []byte {
	i := bytes.IndexAny(data, "\r\n")
	switch {
	case i < 0 || data[i] == '\n':
		return []byte("\n")
	case bytes.HasPrefix(data[i:], []byte("\r\n")):
		return []byte("\r\n")
	}
	return []byte("\r")
}

// places finds places in a file whose lines end in LF, CRLF or CR. They are asked
// for in the order of their lines, so that the file is gone through once.
type places struct {
	data []byte
	line int // the line reached
	at   int // where it begins
}

// find returns the offset of a place, and whether there is one.
func (p *places) find(line, column int) (offset int, ok bool) {
	if line < p.line || line < 1 || column < 0 {
		return 0, false
	}
	for p.line < line {
		end := p.at + lineLength(p.data[p.at:])
		if end == len(p.data) {
			return 0, false
		}
		if p.at = end + 1; bytes.HasPrefix(p.data[end:], []byte("\r\n")) {
			p.at++
		}
		p.line++
	}
	text := p.data[p.at : p.at+lineLength(p.data[p.at:])]
	if column == 0 {
		return p.at + len(text), true
	}
	offset = p.at
	for ; column > 1; column-- {
		if len(text) == 0 {
			return 0, false
		}
		_, size := utf8.DecodeRune(text)
		text, offset = text[size:], offset+size
	}
	return offset, true
}

// lineLength returns the length of the line with which data begins, without its
// end.
func lineLength(data []byte) int {
	if i := bytes.IndexAny(data, "\r\n"); i >= 0 {
		return i
	}
	return len(data)
}
