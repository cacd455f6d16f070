package ooxml

import (
	"cmp"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// pages visits an OFD file page by page. GB/T 33190 puts text on a page as
// objects with a place and no order but that in which they are drawn; a line may
// be one object or one for each character.
func (t *texts) pages() {
	for _, part := range t.pageParts() {
		if t.err != nil {
			return
		}
		at := Place{area: areaPage, n: part.number}
		t.read(part.name)
		err := t.file.parse(part.name, func(x *xmlReader) { x.each(func(tag string) { t.element(x, at, tag) }) })
		t.failed(err)
	}
}

// pagePart is the part of one page.
type pagePart struct {
	name   string
	number int32
}

// pageParts lists the pages of all documents in the file, in order.
func (t *texts) pageParts() (pages []pagePart) {
	var roots []string
	err := t.file.parse(t.file.main, func(x *xmlReader) {
		find(x, "ofd:DocRoot", func() { roots = append(roots, strings.TrimPrefix(x.text(), "/")) })
	})
	for _, root := range roots {
		if err != nil || !t.file.has(root) {
			continue
		}
		n := int32(0)
		err = t.file.parse(root, func(x *xmlReader) {
			find(x, "ofd:Page", func() {
				n++
				name := x.attr("BaseLoc")
				if !strings.HasPrefix(name, "/") {
					name = path.Join("/", path.Dir(root), name)
				}
				if name = name[1:]; t.file.has(name) {
					pages = append(pages, pagePart{name, n})
				}
			})
		})
	}
	t.failed(err)
	return pages
}

// find calls f at each element of a name.
func find(x *xmlReader, tag string, f func()) {
	x.each(func(name string) {
		if name == tag {
			f()
			return
		}
		find(x, tag, f)
	})
}

// printedLine is the text objects that stand in one line, as drawn.
type printedLine struct {
	y     float64
	right float64 // where the last one ends
	drawn []TextCell
}

// cells returns what stands in a line as the cells of a row.
func (l *printedLine) cells(at Place, hidden bool) []TextCell {
	for i := range l.drawn {
		l.drawn[i].Place, l.drawn[i].Hidden, l.drawn[i].Column = at, hidden, i
	}
	return l.drawn
}

// printed is a text object as drawn.
type printed struct {
	box
	placed bool // it says where it stands
	text   string
}

// readPrinted reads the text objects within an element.
func readPrinted(x *xmlReader) (all []printed) {
	find(x, "ofd:TextObject", func() {
		var p printed
		p.box, p.placed = boundary(x.attr("Boundary"))
		var b strings.Builder
		x.each(func(name string) {
			if name == "ofd:TextCode" {
				b.WriteString(x.text())
			}
		})
		p.text = b.String()
		all = append(all, p)
	})
	return all
}

// printedLines puts those objects together that stand in one line and follow one another.
// One that stands at a distance from the one before begins another cell.
func printedLines(all []printed) []printedLine {
	var lines []printedLine
	for _, p := range all {
		n := len(lines) - 1
		if !p.placed || n < 0 || max(p.y-lines[n].y, lines[n].y-p.y) >= p.height/2 {
			line := printedLine{y: math.Inf(1), drawn: []TextCell{{Text: p.text}}}
			if p.placed {
				line.y, line.right = p.y, p.x+p.width
				line.drawn[0].Left, line.drawn[0].Right = p.x, line.right
			}
			lines = append(lines, line)
			continue
		}
		line := &lines[n]
		if gap := p.x - line.right; gap < p.height/2 && gap > -p.height*2 {
			last := &line.drawn[len(line.drawn)-1]
			last.Text += p.text
			last.Right = max(last.Right, p.x+p.width)
		} else {
			line.drawn = append(line.drawn, TextCell{Text: p.text, Left: p.x, Right: p.x + p.width})
		}
		line.y, line.right = p.y, p.x+p.width
	}
	return lines
}

// strewn returns the cells that only the eye puts together: of objects that stand in one
// line and are not drawn from left to right. What is drawn in order is in lines already.
func strewn(all []printed, lines []printedLine) (cells []TextCell) {
	placed := slices.DeleteFunc(slices.Clone(all), func(p printed) bool { return !p.placed })
	slices.SortStableFunc(placed, func(a, b printed) int { return cmp.Compare(a.y, b.y) })
	for from := 0; from < len(placed); {
		to := from + 1
		for to < len(placed) && placed[to].y-placed[from].y < placed[from].height/2 {
			to++
		}
		slices.SortStableFunc(placed[from:to], func(a, b printed) int { return cmp.Compare(a.x, b.x) })
		from = to
	}
	known := map[string]bool{}
	for _, l := range lines {
		for _, c := range l.drawn {
			known[c.Text] = true
		}
	}
	for _, l := range printedLines(placed) {
		for _, c := range l.drawn {
			if !known[c.Text] {
				cells = append(cells, c)
			}
		}
	}
	return cells
}

// printedText visits the text objects within an element.
func printedText(t *texts, x *xmlReader, at Place) {
	all := readPrinted(x)
	lines := printedLines(all)
	for i := range lines {
		t.addRow(0, lines[i].cells(at, at.area != areaPage))
	}
	for _, c := range strewn(all, lines) {
		c.Place, c.Hidden = at, at.area != areaPage
		t.addCell(0, c)
	}
	const aNumber = 8 // fewer are no number that anybody looks for
	unknown := 0
	for _, p := range all {
		for _, r := range p.text {
			if r == '□' || r == utf8.RuneError || unicode.Is(unicode.Co, r) {
				unknown++
			}
		}
	}
	if unknown >= aNumber {
		t.failed(fault(ErrForeign, "有的文字只有字形，没有写明是什么字", "some text has shapes and does not say which characters these are"))
	}
}

// box is where an object stands.
type box struct{ x, y, width, height float64 }

// boundary reads "x y width height".
func boundary(s string) (b box, ok bool) {
	fields := strings.Fields(s)
	if len(fields) != 4 {
		return b, false
	}
	for i, to := range []*float64{&b.x, &b.y, &b.width, &b.height} {
		n, err := strconv.ParseFloat(fields[i], 64)
		if err != nil {
			return b, false
		}
		*to = n
	}
	return b, true
}
