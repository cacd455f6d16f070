package privacy

import "unicode/utf8"

// digit is one digit of a run: its value, 10 for the X of a check digit, and where it
// stands.
type digit struct {
	value      byte
	join       join // between the digit before and this one
	earlier    bool // it stands in the passage before
	cell       int32
	start, end int32
}

// mayBe says of each byte whether a character that begins with it may be a digit. The
// letters of Chinese, E3 to E9, have none, nor has what their other bytes look like.
var mayBe = [256]bool{
	'0': true, '1': true, '2': true, '3': true, '4': true, '5': true, '6': true, '7': true, '8': true, '9': true,
	0xc2: true, 0xd9: true, 0xdb: true, 0xdf: true, 0xe0: true, 0xe1: true, 0xe2: true, 0xea: true, 0xef: true, 0xf0: true,
}

// scan looks through a cell: it reads the runs in it, and goes past all else.
func (r *Reader) scan(cellIndex int, text string) {
	i := 0
	if len(r.run) > 0 {
		i = r.resume(cellIndex, text)
	}
	for i < len(text) {
		b := text[i]
		if !mayBe[b] {
			i++
			continue
		}
		if b == 0xef && (i+2 >= len(text) || text[i+1] != 0xbc || text[i+2] < 0x90 || text[i+2] > 0x99) {
			i++ // the commas and colons of Chinese begin like the digits of full width
			continue
		}
		c, size := utf8.DecodeRuneInString(text[i:])
		if digitOf(c) >= 0 {
			i = r.read(cellIndex, text, i, 0)
			continue
		}
		i += size
	}
}

// resume goes on with a run that has come to the end of the cell before, or ends it.
func (r *Reader) resume(cellIndex int, text string) int {
	i, joined := skip(text, 0)
	r.open |= joined
	if i == len(text) {
		return i // nothing but blanks: the cell divides the number, and the next goes on
	}
	if r.next(text, i) < 0 {
		r.end()
		return 0
	}
	return r.read(cellIndex, text, i, r.open)
}

// skip goes past what may stand inside a number.
func skip(text string, i int) (int, join) {
	joined := join(0)
	for i < len(text) {
		c, size := utf8.DecodeRuneInString(text[i:])
		j := joinOf(c)
		if j == 0 && !isIgnorable(c) {
			break
		}
		joined |= j
		i += size
	}
	return i, joined
}

// idDigits is how many digits stand before the last of a resident ID, which may be X.
const idDigits = 17

// next returns the value of the digit at i that goes on the run; -1 if it does not. An X
// does where it can be the last of a resident ID.
func (r *Reader) next(text string, i int) int {
	c, size := utf8.DecodeRuneInString(text[i:])
	if v := digitOf(c); v >= 0 {
		return v
	}
	if letterOf(c) != 'X' || len(r.run) < idDigits {
		return -1
	}
	if c, _ := utf8.DecodeRuneInString(text[i+size:]); letterOf(c) != 0 {
		return -1
	}
	return 10
}

// read reads a run from its digit at i. If nothing but blanks follows in the cell, the run
// stays open, else it ends. It returns where to go on.
func (r *Reader) read(cellIndex int, text string, i int, joined join) int {
	for {
		_, size := utf8.DecodeRuneInString(text[i:])
		r.run = append(r.run, digit{
			value: byte(r.next(text, i)), join: joined, cell: int32(cellIndex), start: int32(i), end: int32(i + size),
		})
		i += size
		var next int
		next, joined = skip(text, i)
		if next == len(text) {
			r.open = joined | cell
			return next
		}
		if r.next(text, next) < 0 {
			r.end()
			return i
		}
		i = next
	}
}

// end ends a run: it is classified, and forgotten.
func (r *Reader) end() {
	r.classify()
	r.run, r.open = r.run[:0], 0
}

// longest is how many digits of a run can go on in the next passage.
const longest = 20

// leave ends the passage. What stands at its end may go on in the next: the digits of its
// last cell that belong to nothing yet are kept.
func (r *Reader) leave() {
	if len(r.run) > 0 {
		r.classify()
		keep := r.run[max(r.taken, len(r.run)-longest):]
		for len(keep) > 0 && (keep[0].earlier || int(keep[0].cell) != len(r.p.Cells)-1) {
			keep = keep[1:]
		}
		for i := range keep {
			keep[i].earlier = true
		}
		r.run, r.open = append(r.run[:0], keep...), r.open|passage
	}
	if len(r.p.Cells) > 0 {
		r.before = r.p.Cells[len(r.p.Cells)-1]
	}
}
