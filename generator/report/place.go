package report

import (
	"bytes"
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
	lines  diag.Quoter
}

func newText(file string, data []byte, firstLine int) *text {
	t := &text{file: file, data: data, first: max(firstLine, 1), starts: []int{0}, lines: diag.Quoter{Data: data}}
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
	pos := t.lines.Locate(t.file, offset)
	pos.Line += t.first - 1
	line, _, _ := bytes.Cut(t.data[offset:min(max(offset+length, offset), len(t.data))], []byte{'\n'})
	pos.Width = utf8.RuneCount(line)
	return pos
}

// whole is the file without a line.
func (t *text) whole() diag.Pos { return diag.Pos{File: t.file} }

// place is a stretch of a text. Where in its lines that is is worked out only for
// what is found there: for each of the 50,000 numbers of a long line it would be
// to count the characters before it each time.
type place struct {
	text           *text
	offset, length int // offset -1: the file as a whole
}

// pos returns the position of a place.
func (p place) pos() diag.Pos {
	if p.offset < 0 {
		return p.text.whole()
	}
	return p.text.at(p.offset, p.length)
}

// findings are what one check has found of one text, the first of each rule.
type findings struct {
	diag.Tally
	list []diag.Diagnostic
}

// add records a finding that Take has let pass. The room for them is doubled: append
// alone adds a quarter, and of a file of garbage would copy each finding five times.
func (f *findings) add(d diag.Diagnostic) {
	if len(f.list) == cap(f.list) {
		f.list = slices.Grow(f.list, max(len(f.list), 8))
	}
	f.list = append(f.list, d)
}

// say records a finding whose arguments cost nothing.
func (f *findings) say(rule *diag.Rule, at place, args ...any) {
	if f.Take(rule) {
		f.add(rule.At(at.pos(), args...))
	}
}

// all returns the findings. The first of a rule says how many there are.
func (f *findings) all() []diag.Diagnostic { return f.Close(f.list) }
