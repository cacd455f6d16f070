package ooxml

import (
	"cmp"
	"math"
	"slices"
)

// cellRange is a rectangle of cells, counted from 0, both ends included.
type cellRange struct{ top, left, bottom, right int }

// maxMerges bounds the merged ranges of a sheet.
const maxMerges = 20_000

// merge makes the first cells of merged ranges cover them. What other cells of
// a range have is not shown, and goes. Ranges that overlap are damage.
func merge(cells []SheetCell, ranges []cellRange) ([]SheetCell, error) {
	byPlace := func(a, b SheetCell) int { return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Column, b.Column)) }
	if !slices.IsSortedFunc(cells, byPlace) {
		slices.SortStableFunc(cells, byPlace)
	}
	slices.SortFunc(ranges, func(a, b cellRange) int {
		return cmp.Or(cmp.Compare(a.top, b.top), cmp.Compare(a.left, b.left))
	})
	open := openRanges{end: math.MaxInt}
	var out []SheetCell
	for _, r := range ranges {
		for len(cells) > 0 && (cells[0].Row < r.top || cells[0].Row == r.top && cells[0].Column < r.left) {
			out = open.uncovered(out, cells[0])
			cells = cells[1:]
		}
		if !open.add(r) {
			return nil, fault(ErrDamaged, "%s 处合并的单元格互相重叠", "merged cells overlap at %s", cellName(int32(r.top+1), int32(r.left+1)))
		}
		first := SheetCell{Row: r.top, Column: r.left}
		if len(cells) > 0 && cells[0].Row == r.top && cells[0].Column == r.left {
			first, cells = cells[0], cells[1:]
		}
		first.Down, first.Across = r.bottom-r.top+1, r.right-r.left+1
		out = append(out, first)
	}
	for _, c := range cells {
		out = open.uncovered(out, c)
	}
	return out, nil
}

// openRanges are the merged ranges that a row of cells crosses. They do not
// overlap, so they are in the order of their columns. A sheet may have 8,000 of
// them in each of a million rows: no row may look at all.
type openRanges struct {
	ranges []cellRange
	end    int // the first row at which one of them ends
}

// uncovered appends a cell that no range covers.
func (o *openRanges) uncovered(cells []SheetCell, c SheetCell) []SheetCell {
	o.drop(c.Row)
	if i := o.before(c.Column); i >= 0 && c.Column <= o.ranges[i].right {
		return cells
	}
	return append(cells, c)
}

// add adds a range, and reports false where it overlaps another.
func (o *openRanges) add(r cellRange) bool {
	o.drop(r.top)
	i := o.before(r.left)
	if i >= 0 && r.left <= o.ranges[i].right || i+1 < len(o.ranges) && o.ranges[i+1].left <= r.right {
		return false
	}
	o.ranges = slices.Insert(o.ranges, i+1, r)
	o.end = min(o.end, r.bottom)
	return true
}

// drop removes the ranges that end above a row.
func (o *openRanges) drop(row int) {
	if row <= o.end {
		return
	}
	o.ranges = slices.DeleteFunc(o.ranges, func(r cellRange) bool { return r.bottom < row })
	o.end = math.MaxInt
	for _, r := range o.ranges {
		o.end = min(o.end, r.bottom)
	}
}

// before returns the last range that begins at a column or left of it, -1 where
// there is none.
func (o *openRanges) before(column int) int {
	i, found := slices.BinarySearchFunc(o.ranges, column, func(r cellRange, c int) int { return cmp.Compare(r.left, c) })
	if found {
		return i
	}
	return i - 1
}
