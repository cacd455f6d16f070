package pdf

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// lines puts pieces of text together: those that stand in one line, from left to right.
// Text that is turned is turned back first, so that a line is one whichever way it runs;
// so is text that runs from top to bottom.
// Where one of the rules stands between two pieces, they are in two cells.
func lines(pieces []piece, r *rules) [][]Cell {
	var turned [4][]placed
	for _, p := range pieces {
		q, one := turn(p)
		turned[q] = append(turned[q], one)
	}
	var all [][]Cell
	for quarters, pieces := range turned {
		if quarters > 0 {
			r = &rules{} // they are not turned
		}
		all = append(all, straight(pieces, r)...)
	}
	return all
}

// placed is a piece that runs from left to right, from one point to another.
type placed struct {
	text           string
	left, right, y float64
	size           float64
}

// turn turns a piece by a quarter, as many times as makes it run from left to right.
func turn(p piece) (quarters int, out placed) {
	dx, dy := p.endX-p.x, p.endY-p.y
	out = placed{text: p.text, left: p.x, right: p.endX, y: p.y, size: max(p.size, 0.1)}
	switch {
	case math.Abs(dy) > 2*math.Abs(dx) && dy < 0:
		out.left, out.right, out.y, quarters = -p.y, -p.endY, p.x, 1
	case math.Abs(dy) > 2*math.Abs(dx):
		out.left, out.right, out.y, quarters = p.y, p.endY, -p.x, 2
	case dx < 0:
		out.left, out.right, out.y, quarters = -p.x, -p.endX, -p.y, 3
	}
	return quarters, out
}

// straight makes lines of pieces that all run from left to right, and puts the lines of
// one row of a table together.
func straight(pieces []placed, r *rules) [][]Cell {
	slices.SortStableFunc(pieces, func(a, b placed) int { return cmp.Compare(b.y, a.y) })
	var all []row
	for len(pieces) > 0 {
		n := 1
		// Letters that are raised, or stand in a box, are a little higher or lower.
		for n < len(pieces) && pieces[0].y-pieces[n].y < 0.4*min(pieces[0].size, pieces[n].size) {
			n++
		}
		next := row{y: pieces[0].y, size: pieces[0].size, cells: cells(pieces[:n], r)}
		pieces = pieces[n:]
		if last := len(all) - 1; last < 0 || !all[last].take(next, r) {
			all = append(all, next)
		}
	}
	out := make([][]Cell, len(all))
	for i := range all {
		out[i] = all[i].cells
	}
	return out
}

// The distances, in letters, that begin a word and a cell.
const (
	wordGap = 0.25
	cellGap = 0.9
)

// cells makes the cells of one line.
func cells(pieces []placed, r *rules) []Cell {
	slices.SortStableFunc(pieces, func(a, b placed) int { return cmp.Compare(a.left, b.left) })
	var row []Cell
	var text strings.Builder
	var last placed
	for i, p := range pieces {
		if i > 0 && p.text == last.text && math.Abs(p.left-last.left) < 0.3*p.size {
			continue // drawn twice, to look bold
		}
		gap := (p.left - last.right) / p.size
		switch {
		case i == 0:
		case gap > cellGap, r.between(last.right, p.left, p.y+p.size/3):
			row = finish(row, &text, last.right)
		case gap > wordGap && !joined(text.String(), p.text):
			text.WriteByte(' ')
		}
		if text.Len() == 0 {
			row = append(row, Cell{Left: p.left})
		}
		text.WriteString(p.text)
		last = p
	}
	row = finish(row, &text, last.right)
	return slices.DeleteFunc(row, func(c Cell) bool { return c.Text == "" })
}

// finish sets the text of the last cell.
func finish(row []Cell, text *strings.Builder, right float64) []Cell {
	if n := len(row); n > 0 {
		row[n-1].Text, row[n-1].Right = plainText(strings.TrimSpace(text.String())), right
	}
	text.Reset()
	return row
}

// joined reports whether no blank is to be written between two texts: there is one, or
// they are Chinese.
func joined(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	return unicode.IsSpace(last) || unicode.IsSpace(first) || unicode.Is(unicode.Han, last) && unicode.Is(unicode.Han, first)
}
