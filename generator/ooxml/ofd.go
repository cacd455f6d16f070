package ooxml

import (
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
		if t.err == nil {
			t.err = err
		}
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
	if t.err == nil {
		t.err = err
	}
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

// printedLines reads the text objects within an element and puts those together
// that stand in one line.
func printedLines(x *xmlReader) []string {
	var lines []string
	last := -1.0
	find(x, "ofd:TextObject", func() {
		y, height := boundary(x.attr("Boundary"))
		var b strings.Builder
		x.each(func(name string) {
			if name == "ofd:TextCode" {
				b.WriteString(x.text())
			}
		})
		if n := len(lines); n > 0 && y >= 0 && last >= 0 && max(y-last, last-y) < height/2 {
			lines[n-1] += b.String()
		} else {
			lines = append(lines, b.String())
		}
		last = y
	})
	return lines
}

// boundary returns the upper edge and the height in "x y width height", -1 where
// it is not said.
func boundary(s string) (y, height float64) {
	fields := strings.Fields(s)
	if len(fields) != 4 {
		return -1, 0
	}
	y, err1 := strconv.ParseFloat(fields[1], 64)
	height, err2 := strconv.ParseFloat(fields[3], 64)
	if err1 != nil || err2 != nil {
		return -1, 0
	}
	return y, height
}
