package ooxml

// paragraph reads a w:p whose start has been read. c is a change around it.
func (w *word) paragraph(c change) *Paragraph {
	p := &Paragraph{At: w.nextPlace()}
	format := paragraphFormat{level: -1}
	w.applyStyle(p, &format)
	r := &runReader{word: w, x: w.x, change: c, base: format.text}
	w.x.each(func(name string) {
		if name == "w:pPr" {
			format = readParagraphFormat(w.x)
			w.applyStyle(p, &format)
			r.base = format.text
			return
		}
		r.inline(name)
	})
	p.Runs = r.runs
	p.MarkDeleted = format.markDeleted || c.deleted
	if !gone(p) && !format.markHidden {
		w.numbering.label(p, &format)
	}
	return p
}

// gone reports whether nothing will be left of a paragraph once the deletions
// in it are accepted: it takes no number, then.
func gone(p *Paragraph) bool {
	for i := range p.Runs {
		if !p.Runs[i].Deleted {
			return false
		}
	}
	return p.MarkDeleted
}

// paragraphFormat is what a paragraph says of itself.
type paragraphFormat struct {
	style       string // the id of its style
	outline     int    // 1 to 9; 0: not said; 10: body text
	list        string // numId
	level       int    // -1: not said
	align       string
	text        textFormat // of the runs, by the paragraph's style
	markDeleted bool
	markHidden  bool
}

const bodyText = 10

// readParagraphFormat reads w:pPr. What it was before a tracked change (w:pPrChange)
// is left out.
func readParagraphFormat(x *xmlReader) paragraphFormat {
	f := paragraphFormat{level: -1}
	x.each(func(name string) {
		switch name {
		case "w:pStyle":
			f.style = x.attr("w:val")
		case "w:outlineLvl":
			f.outline = min(max(x.number("w:val"), 0)+1, bodyText)
		case "w:jc":
			f.align = x.attr("w:val")
		case "w:numPr":
			x.each(func(name string) {
				switch name {
				case "w:ilvl":
					f.level = min(max(x.number("w:val"), 0), maxLevels-1)
				case "w:numId":
					f.list = x.attr("w:val")
				}
			})
		case "w:rPr":
			x.each(func(name string) {
				switch name {
				case "w:del", "w:moveFrom":
					f.markDeleted = true
				case "w:vanish":
					f.markHidden = x.on("w:val")
				}
			})
		}
	})
	return f
}

// applyStyle fills in what the style of a paragraph says where it says nothing
// itself.
func (w *word) applyStyle(p *Paragraph, f *paragraphFormat) {
	s := w.styles.paragraph(f.style)
	p.Style = s.name
	if f.outline == 0 {
		f.outline = s.outline
	}
	p.Heading = f.outline % bodyText
	if f.list == "" {
		f.list = s.list
		if f.level < 0 {
			f.level = s.level
		}
	}
	if f.align == "" {
		f.align = s.align
	}
	p.Centered = f.align == "center"
	p.Right = f.align == "right" || f.align == "end"
	f.text = s.text.over(w.styles.text)
}
