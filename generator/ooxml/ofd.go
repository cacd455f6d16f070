package ooxml

import (
	"math"
	"path"
	"strconv"
	"strings"
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

// printedLines reads the text objects within an element and puts those together
// that stand in one line. One that stands at a distance from the one before begins
// another cell.
func printedLines(x *xmlReader) []printedLine {
	var lines []printedLine
	find(x, "ofd:TextObject", func() {
		box, ok := boundary(x.attr("Boundary"))
		var b strings.Builder
		x.each(func(name string) {
			if name == "ofd:TextCode" {
				b.WriteString(x.text())
			}
		})
		n := len(lines) - 1
		if !ok || n < 0 || max(box.y-lines[n].y, lines[n].y-box.y) >= box.height/2 {
			line := printedLine{y: math.Inf(1), drawn: []TextCell{{Text: b.String()}}}
			if ok {
				line.y, line.right = box.y, box.x+box.width
				line.drawn[0].Left, line.drawn[0].Right = box.x, line.right
			}
			lines = append(lines, line)
			return
		}
		line := &lines[n]
		if gap := box.x - line.right; gap < box.height/2 && gap > -box.height*2 {
			last := &line.drawn[len(line.drawn)-1]
			last.Text += b.String()
			last.Right = max(last.Right, box.x+box.width)
		} else {
			line.drawn = append(line.drawn, TextCell{Text: b.String(), Left: box.x, Right: box.x + box.width})
		}
		line.y, line.right = box.y, box.x+box.width
	})
	return lines
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
