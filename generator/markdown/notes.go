package markdown

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"gongkai/generator/diag"
)

// notes are what is found in one body: what is wrong, and where it refers to.
type notes struct {
	opt    Options
	src    Source
	lines  lineIndex
	quoter diag.Quoter // of the body
	found  []diag.Diagnostic
	tally  diag.Tally
	refs   []Ref
	// mended are the beginnings of lines with a correction that covers what cannot be
	// seen in them.
	mended []int
}

// report records a finding at a byte of the body, that many characters wide.
func (j *notes) report(rule *diag.Rule, offset, width int, args ...any) {
	if j.opt.CommonMark || !j.tally.Take(rule) {
		return
	}
	pos := j.quoter.Locate("content/"+j.src.Path, offset)
	pos.Line += max(j.src.Line, 1) - 1
	pos.Width = width
	j.found = append(j.found, rule.At(pos, args...))
}

// refer records a reference whose destination is written at a byte of the body.
func (j *notes) refer(ref Ref, offset int) {
	line, column := j.lines.place(offset)
	ref.Line, ref.Column = line+max(j.src.Line, 1)-1, column
	j.refs = append(j.refs, ref)
}

// offsetOf returns where in the body part stands, a slice that the parser cut
// out of it; otherwise is returned for a slice that it copied. Both reach to the
// end of the same array, so their capacities differ by the offset.
func (j *notes) offsetOf(part []byte, otherwise int) int {
	body := j.src.Body
	at := cap(body) - cap(part)
	if len(part) == 0 || at < 0 || at+len(part) > len(body) || &body[at] != &part[0] {
		return min(max(otherwise, 0), len(body))
	}
	return at
}

// lineIndex finds the lines of offsets that mostly grow: it goes on from the
// last one.
type lineIndex struct {
	body         []byte
	offset       int   // the last offset, and
	line, column int   // its place, from 0
	starts       []int // of lines; made when an offset is smaller than the last
}

// place returns line and column (characters) of an offset, both from 1.
func (x *lineIndex) place(offset int) (line, column int) {
	if offset < x.offset {
		x.goBack(offset)
	}
	between := x.body[x.offset:offset]
	if n := bytes.Count(between, []byte("\n")); n > 0 {
		x.line += n
		x.column = 0
		between = between[bytes.LastIndexByte(between, '\n')+1:]
	}
	x.column += characters(between)
	x.offset = offset
	return x.line + 1, x.column + 1
}

// goBack goes to the beginning of the line of an offset. References to addresses
// that are defined elsewhere go to and fro.
func (x *lineIndex) goBack(offset int) {
	if x.starts == nil {
		x.starts = []int{0}
		for i, c := range x.body {
			if c == '\n' {
				x.starts = append(x.starts, i+1)
			}
		}
	}
	x.line, _ = slices.BinarySearch(x.starts, offset+1)
	x.line--
	x.offset, x.column = x.starts[x.line], 0
}

// characters counts the characters of text, which is UTF-8. utf8.RuneCount would
// copy it first.
func characters(text []byte) int {
	n := 0
	for _, c := range text {
		if utf8.RuneStart(c) {
			n++
		}
	}
	return n
}
