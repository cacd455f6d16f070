package ooxml

import (
	"strconv"
	"strings"

	"gongkai/generator/diag"
)

// The size of a sheet, as Excel has it.
const (
	maxRow            = 1 << 20
	maxColumnsOfSheet = 1 << 14
)

// sheetReader reads one sheet from start to end, a cell at a time, so that one
// of any size takes no memory.
type sheetReader struct {
	book   *book
	sheet  *sheetPart
	x      *xmlReader
	arrows map[string]relationship
	visit  func(SheetCell) error
	err    error // of visit

	rowsHidden  bool // unless a row says otherwise
	row, column int  // of the cell that is read, from 0
	rowHidden   bool
}

// read calls visit with the cells of a sheet that have a value.
func (b *book) read(s *sheetPart, visit func(SheetCell) error) error {
	arrows, err := b.file.relationships(s.part)
	if err != nil {
		return err
	}
	r := &sheetReader{book: b, sheet: s, arrows: arrows, visit: visit, row: -1}
	err = b.file.parse(s.part, func(x *xmlReader) {
		r.x = x
		x.each(func(string) { x.each(r.element) })
	})
	if r.err != nil {
		return r.err
	}
	return err
}

// element reads one of the elements of a sheet.
func (r *sheetReader) element(name string) {
	x := r.x
	switch name {
	case "x:sheetViews":
		x.each(func(string) {
			x.each(func(name string) {
				if name == "x:pane" && strings.HasPrefix(x.attr("state"), "frozen") {
					r.sheet.frozen = max(x.number("ySplit"), 0)
				}
			})
		})
	case "x:sheetFormatPr":
		r.rowsHidden = x.attr("zeroHeight") != "" && x.on("zeroHeight")
	case "x:cols":
		x.each(func(string) {
			if from, to := x.number("min")-1, x.number("max"); x.attr("hidden") != "" && x.on("hidden") && from < to {
				r.sheet.hiddenColumns.add(from, to)
			}
		})
	case "x:sheetData":
		x.each(func(name string) {
			if name == "x:row" {
				r.readRow()
			}
		})
	case "x:mergeCells":
		x.each(func(string) {
			if c, ok := parseRange(x.attr("ref")); ok && (c.top != c.bottom || c.left != c.right) {
				r.sheet.merges = append(r.sheet.merges, c)
			}
			if len(r.sheet.merges) > maxMerges {
				x.stop(fault(ErrTooLarge, "合并的单元格超过 %d 处", "more than %d merged cells", maxMerges))
			}
		})
	case "x:hyperlinks":
		x.each(func(string) {
			c, ok := parseRange(x.attr("ref"))
			if target := r.arrows[x.attr("r:id")].target; ok && target != "" {
				r.sheet.links = append(r.sheet.links, sheetLink{c, target})
			}
		})
	}
}

func (r *sheetReader) readRow() {
	x := r.x
	r.row++
	if n := x.number("r"); n > 0 {
		r.row = n - 1
	}
	if r.row >= maxRow {
		x.stop(fault(ErrDamaged, "行号超过 %d", "a row beyond %d", maxRow))
		return
	}
	r.rowHidden = r.rowsHidden
	if v, ok := x.lookup("hidden"); ok {
		r.rowHidden = v == "1" || v == "true"
	}
	if r.rowHidden {
		r.sheet.hiddenRows.add(r.row, r.row+1)
	}
	r.column = -1
	x.each(func(name string) {
		if name == "x:c" {
			r.readCell()
		}
	})
}

func (r *sheetReader) readCell() {
	x := r.x
	r.column++
	if c, ok := parseRange(x.attr("r")); ok {
		r.column = c.left
	}
	if r.column >= maxColumnsOfSheet {
		x.stop(fault(ErrDamaged, "列号超过 %d", "a column beyond %d", maxColumnsOfSheet))
		return
	}
	kind, style := x.attr("t"), x.number("s")
	c := SheetCell{Row: r.row, Column: r.column, Down: 1, Across: 1, Hidden: r.rowHidden || r.sheet.hiddenColumns.all(r.column, r.column+1)}
	value := ""
	x.each(func(name string) {
		switch name {
		case "x:v":
			value = x.text()
		case "x:f":
			c.Formula = x.text()
		case "x:is":
			c.Text = richText(x)
		}
	})
	r.show(&c, kind, style, value)
	if c.Text == "" && c.Formula == "" || r.err != nil {
		return
	}
	if r.err = r.visit(c); r.err != nil && x.err == nil {
		x.err = r.err // nothing more is read
	}
}

// show sets what a cell shows for its value.
func (r *sheetReader) show(c *SheetCell, kind string, style int, value string) {
	b := r.book
	switch kind {
	case "inlineStr":
	case "s":
		if i, err := strconv.Atoi(strings.TrimSpace(value)); err == nil && 0 <= i && i < len(b.shared) {
			c.Text = b.shared[i]
			b.used[i] = true
		}
	case "str", "e":
		c.Text = unescapeString(value)
	case "b":
		c.Text = map[string]string{"1": "TRUE", "0": "FALSE"}[value]
	case "d":
		c.Text, c.Number = value, true
	default:
		if value == "" {
			return
		}
		format := ""
		if 0 <= style && style < len(b.formats) {
			format = b.formats[style]
		}
		c.Number = true
		c.Text = b.show.number(value, format)
		if c.Text != value {
			c.Stored = value
		}
	}
}

// parseRange reads C17 or B2:D4.
func parseRange(s string) (cellRange, bool) {
	first, last, ok := strings.Cut(s, ":")
	if !ok {
		last = first
	}
	top, left, ok1 := parseCell(first)
	bottom, right, ok2 := parseCell(last)
	return cellRange{top, left, bottom, right}, ok1 && ok2 && top <= bottom && left <= right
}

// parseCell reads C17: row 16, column 2, from 0.
func parseCell(s string) (row, column int, ok bool) {
	i := 0
	for ; i < len(s) && 'A' <= s[i] && s[i] <= 'Z' && i < 4; i++ {
		column = 26*column + int(s[i]-'A') + 1
	}
	row, err := strconv.Atoi(s[i:])
	if i == 0 || err != nil || row < 1 || row > maxRow || column > maxColumnsOfSheet {
		return 0, 0, false
	}
	return row - 1, column - 1, true
}

// around reads what belongs to a sheet and is in other parts: comments, and
// what lies on it.
func (b *book) around(s *sheetPart, sheet *Sheet) error {
	comments, err := b.file.related(s.part, "comments")
	if err != nil {
		return err
	}
	for _, part := range comments {
		if err := b.file.parse(part, func(x *xmlReader) { sheet.Comments = append(sheet.Comments, readComments(x, s.name)...) }); err != nil {
			return err
		}
	}
	drawings, err := b.file.related(s.part, "drawing")
	if err != nil {
		return err
	}
	for _, part := range drawings {
		arrows, err := b.file.relationships(part)
		if err != nil {
			return err
		}
		d := &sheetDrawing{sheet: sheet, arrows: arrows}
		if err := b.file.parse(part, func(x *xmlReader) { d.x = x; x.each(d.element) }); err != nil {
			return err
		}
	}
	return nil
}

// readComments reads the comments of a sheet.
func readComments(x *xmlReader, sheet string) []Note {
	var authors []string
	var notes []Note
	x.each(func(string) {
		x.each(func(name string) {
			switch name {
			case "x:authors":
				x.each(func(string) { authors = append(authors, x.text()) })
			case "x:commentList":
				x.each(func(string) {
					n := Note{At: Place{area: areaComment, name: sheet + "!" + x.attr("ref")}}
					if i := x.number("authorId"); 0 <= i && i < len(authors) {
						n.Author = authors[i]
					}
					x.each(func(name string) {
						if name == "x:text" {
							n.Blocks = []Block{{Paragraph: &Paragraph{At: n.At, Runs: []Run{{Text: richText(x)}}}}}
						}
					})
					notes = append(notes, n)
				})
			}
		})
	})
	return notes
}

// sheetDrawing is what lies on a sheet, as it is read.
type sheetDrawing struct {
	x      *xmlReader
	sheet  *Sheet
	arrows map[string]relationship
	alt    string
}

func (d *sheetDrawing) element(name string) {
	x := d.x
	switch name {
	case "xdr:cNvPr":
		d.alt = x.attr("descr")
		if d.alt == "" {
			d.alt = x.attr("title")
		}
	case "a:blip":
		p := Picture{Alt: strings.TrimSpace(d.alt)}
		if arrow := d.arrows[x.attr("r:embed")]; arrow.external {
			p.Link = arrow.target
		} else {
			p.Part = arrow.target
		}
		if p.Part == "" && p.Link == "" {
			p.Link = d.arrows[x.attr("r:link")].target
		}
		d.sheet.Pictures = append(d.sheet.Pictures, p)
	case "a:srcRect":
		if n := len(d.sheet.Pictures); n > 0 {
			for i, side := range []string{"l", "t", "r", "b"} {
				d.sheet.Pictures[n-1].Crop[i] = min(max(x.number(side), 0), 100_000)
			}
		}
	case "xdr:txBody":
		var lines []string
		paragraphs(x, func(text string) { lines = append(lines, text) })
		if len(lines) > 0 {
			d.sheet.Boxes = append(d.sheet.Boxes, strings.Join(lines, "\n"))
		}
	case "c:chart":
		d.sheet.Objects = append(d.sheet.Objects, diag.Text{ZH: "图表", EN: "a chart"})
	default:
		x.each(d.element)
	}
}
