package ooxml

// paragraphReader reads a w:p. Text boxes have paragraphs in paragraphs; apart
// from these, one reader does for all.
type paragraphReader struct {
	runReader
	made   *Paragraph
	format paragraphFormat
}

// paragraph reads a w:p whose start has been read. c is a change around it.
func (w *word) paragraph(c change) *Paragraph {
	var r *paragraphReader
	if n := len(w.spare); n > 0 {
		r, w.spare = w.spare[n-1], w.spare[:n-1]
	} else {
		r = new(paragraphReader)
	}
	p := &Paragraph{At: w.nextPlace()}
	*r = paragraphReader{made: p, format: paragraphFormat{level: -1}}
	w.applyStyle(p, &r.format)
	r.runReader = runReader{word: w, x: w.x, change: c, base: r.format.text}
	w.x.each(r.element)
	p.Runs = r.runs
	p.MarkDeleted = r.format.markDeleted || c.deleted
	if !gone(p) && !r.format.markHidden {
		w.numbering.label(p, &r.format)
	}
	w.spare = append(w.spare, r)
	return p
}

// element reads one element of a paragraph.
func (r *paragraphReader) element(name string) {
	if name != "w:pPr" {
		r.inline(name)
		return
	}
	r.format = readParagraphFormat(r.x)
	r.word.applyStyle(r.made, &r.format)
	r.base = r.format.text
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
