package pdf

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"unicode"
	"unicode/utf8"
)

// rules are the strokes on a page that may divide the cells of tables: upright ones, in
// the order of where they stand, and level ones.
type rules struct{ upright, level []rule }

// rule is a stroke at a place, from one end to the other.
type rule struct{ at, low, high float64 }

// maxRules bounds each kind. A page of a list has a thousand.
const maxRules = 20_000

// stroke is a straight piece of a path.
type stroke struct{ x, y, x2, y2 float64 }

// add takes up strokes that are drawn. One that is shorter than a letter divides
// nothing.
func (r *rules) add(strokes []stroke) {
	const short, straight = 4, 1
	for _, s := range strokes {
		switch dx, dy := math.Abs(s.x2-s.x), math.Abs(s.y2-s.y); {
		case dx < straight && dy > short && len(r.upright) < maxRules:
			r.upright = append(r.upright, rule{s.x, min(s.y, s.y2), max(s.y, s.y2)})
		case dy < straight && dx > short && len(r.level) < maxRules:
			r.level = append(r.level, rule{s.y, min(s.x, s.x2), max(s.x, s.x2)})
		}
	}
}

func (r *rules) sort() {
	slices.SortFunc(r.upright, func(a, b rule) int { return cmp.Compare(a.at, b.at) })
	slices.SortFunc(r.level, func(a, b rule) int { return cmp.Compare(a.at, b.at) })
}

// between reports whether an upright rule stands between two places on a line.
func (r *rules) between(left, right, y float64) bool { return crossed(r.upright, left, right, y) }

// below reports whether a level rule lies between two lines, at a place on them.
func (r *rules) below(upper, lower, x float64) bool { return crossed(r.level, lower, upper, x) }

// crossed reports whether one of the rules is met on the way from one place to another
// at a distance from the axis.
func crossed(rules []rule, from, to, distance float64) bool {
	const near, looked = 1, 1024
	i := sort.Search(len(rules), func(i int) bool { return rules[i].at > from-near })
	for _, r := range rules[i:min(len(rules), i+looked)] {
		if r.at > to+near {
			return false
		}
		if r.low <= distance && distance <= r.high {
			return true
		}
	}
	return false
}

// row is a line, or the lines of one row of a table.
type row struct {
	y, size float64
	cells   []Cell
}

// take takes up the line below, if it goes on with cells of this one, and reports
// whether it does. A number that is too long for its column goes on there.
func (w *row) take(next row, r *rules) bool {
	const apart = 2.5 // lines of one cell, in letters
	if w.y-next.y > apart*max(w.size, next.size) {
		return false
	}
	into := make([]int, len(next.cells))
	for i, c := range next.cells {
		into[i] = w.column(c, r, next.y)
		if into[i] < 0 {
			return false
		}
	}
	for i, c := range next.cells {
		if j := into[i]; j < len(w.cells) {
			at := &w.cells[j]
			at.Text += "\n" + c.Text
			at.Left, at.Right = min(at.Left, c.Left), max(at.Right, c.Right)
			continue
		}
		w.cells = append(w.cells, c)
	}
	slices.SortStableFunc(w.cells, func(a, b Cell) int { return cmp.Compare(a.Left, b.Left) })
	w.y, w.size = next.y, next.size
	return true
}

// column returns which cell of the row a cell below goes on with: len(w.cells) for one
// that is another of the same row, -1 where it belongs to no cell of it.
func (w *row) column(c Cell, r *rules, y float64) int {
	middle := (c.Left + c.Right) / 2
	if r.below(w.y, y, middle) {
		return -1
	}
	boxed := r.between(c.Left-maxCell, c.Left, y+w.size/3) && r.between(c.Right, c.Right+maxCell, y+w.size/3)
	for i, above := range w.cells {
		if above.Left > c.Right || above.Right < c.Left {
			continue
		}
		if boxed || len(w.cells) > 1 && broken(above.Text, c.Text) {
			return i
		}
		return -1
	}
	if boxed {
		return len(w.cells)
	}
	return -1
}

// maxCell is how far from its text the rules of a cell may be, in points.
const maxCell = 300

// broken reports whether a text goes on with a number that another ends with.
func broken(above, below string) bool {
	last, _ := utf8.DecodeLastRuneInString(above)
	first, _ := utf8.DecodeRuneInString(below)
	return unicode.IsDigit(last) && (unicode.IsDigit(first) || first == 'X' || first == 'x')
}
