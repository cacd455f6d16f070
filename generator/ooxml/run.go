package ooxml

import (
	"cmp"
	"strings"

	"gongkai/generator/diag"
)

// runReader reads what stands in a paragraph.
type runReader struct {
	word   *word
	x      *xmlReader
	runs   []Run
	joined strings.Builder // see extend
	base   textFormat      // of the paragraph's style
	change change
	link   string
}

// within reads the runs within the element whose start has been read last.
func (r *runReader) within() { r.x.each(r.inline) }

// inline reads one element of those that stand in a paragraph.
func (r *runReader) inline(name string) {
	w, x := r.word, r.x
	switch name {
	case "w:r":
		r.run()
	case "w:hyperlink":
		outer := r.link
		r.link = r.linkTarget()
		r.within()
		r.link = outer
	case "w:ins", "w:moveTo", "w:del", "w:moveFrom":
		outer := r.change
		r.change = w.changed(name, outer)
		r.within()
		r.change = outer
	case "w:sdt":
		x.each(func(name string) {
			if name == "w:sdtContent" {
				r.within()
			}
		})
	case "w:fldSimple":
		w.fields = append(w.fields, &field{})
		w.fields[len(w.fields)-1].code.WriteString(x.attr("w:instr"))
		r.fieldResult()
		r.within()
		r.fieldEnd()
	case "w:smartTag", "w:customXml", "w:dir", "w:bdo":
		r.within()
	case "mc:AlternateContent":
		w.alternative(r.within, func() int { return len(r.runs) })
	case "m:oMath", "m:oMathPara":
		r.add(formula(x))
	}
}

// linkTarget returns where a w:hyperlink leads.
func (r *runReader) linkTarget() string {
	if id := r.x.attr("r:id"); id != "" {
		target := r.word.arrows[id].target
		if anchor := r.x.attr("w:anchor"); anchor != "" {
			target += "#" + anchor
		}
		return target
	}
	if anchor := r.x.attr("w:anchor"); anchor != "" {
		return "#" + anchor
	}
	return ""
}

// run reads a w:r.
func (r *runReader) run() {
	format := r.base
	r.x.each(func(name string) {
		if name == "w:rPr" {
			// w:ins and w:del stand in here only for the ends of paragraphs.
			format = r.word.styles.format(r.x).over(r.base)
			return
		}
		r.content(name, format)
	})
}

// content reads one element within a run.
func (r *runReader) content(name string, t textFormat) {
	w, x := r.word, r.x
	text := func(s string) { r.text(s, t) }
	switch name {
	case "w:t":
		preserve := x.attr("xml:space") == "preserve"
		s := x.text()
		if !preserve {
			s = strings.Trim(s, " \t\r\n")
		}
		text(mapSymbols(s, t.symbol))
	case "w:delText":
		outer := r.change
		r.change.deleted = true
		text(x.text())
		r.change = outer
	case "w:instrText", "w:delInstrText":
		if n := len(w.fields); n > 0 {
			w.fields[n-1].code.WriteString(x.text())
		}
	case "w:fldChar":
		r.fieldChar()
	case "w:tab", "w:ptab":
		text("\t")
	case "w:br", "w:cr": // a page or a column that ends ends the line, too
		text("\n")
	case "w:noBreakHyphen":
		text("-")
	case "w:sym":
		text(symbol(x))
	case "w:ruby":
		r.ruby()
	case "w:footnoteReference", "w:endnoteReference":
		r.note(name)
	case "mc:AlternateContent":
		w.alternative(func() { x.each(func(name string) { r.content(name, t) }) }, func() int { return len(r.runs) })
	case "w:drawing", "w:pict", "w:object":
		r.drawing(t)
	case "w:contentPart":
		r.add(Run{Object: diag.Text{ZH: "手写墨迹", EN: "ink"}})
	}
}

// text adds text to the runs. Within the code of a field nothing is shown.
func (r *runReader) text(s string, t textFormat) {
	if s == "" {
		return
	}
	inCode, link, contents := r.word.fields.state()
	if inCode {
		return
	}
	if t.vertical == "" && t.size < r.base.size { // so LibreOffice writes it
		if t.raised > 0 {
			t.vertical = "superscript"
		} else if t.raised < 0 {
			t.vertical = "subscript"
		}
	}
	run := Run{
		Text: s, Bold: t.bold == on, Strike: t.strike == on, Hidden: t.hidden == on, Size: t.size,
		Super: t.vertical == "superscript", Sub: t.vertical == "subscript",
		Underline: t.underline != "" && t.underline != "none",
		Deleted:   r.change.deleted, Inserted: r.change.inserted, Author: r.change.author,
		Link: cmp.Or(r.link, link), Contents: contents || r.word.listed,
	}
	// Word splits what was typed at once into runs as it likes: by language, by
	// session, by the marks of its spelling. They are put together again.
	if n := len(r.runs); n > 0 && r.runs[n-1].continues(&run) {
		r.extend(&r.runs[n-1], s)
		return
	}
	r.add(run)
}

// extend appends to the text of a run. A text in thousands of pieces is not copied
// for each: joined holds it, and what is taken from a builder stays as it is.
func (r *runReader) extend(run *Run, s string) {
	r.word.fields.show()
	if r.joined.String() != run.Text { // the same bytes in memory, or else another run
		r.joined.Reset()
		r.joined.WriteString(run.Text)
	}
	r.joined.WriteString(s)
	run.Text = r.joined.String()
}

// continues reports whether two runs of text differ in nothing but the text.
func (r *Run) continues(next *Run) bool {
	return r.Text != "" && r.Picture == nil && r.Note == nil && r.Box == nil && r.Object == (diag.Text{}) && r.Code == "" &&
		r.Bold == next.Bold && r.Strike == next.Strike && r.Super == next.Super && r.Sub == next.Sub &&
		r.Underline == next.Underline && r.Size == next.Size && r.Hidden == next.Hidden &&
		r.Deleted == next.Deleted && r.Inserted == next.Inserted && r.Link == next.Link &&
		r.Contents == next.Contents && r.Author == next.Author
}

// add adds a run.
func (r *runReader) add(run Run) {
	if r.word.node(); len(r.runs) == maxRuns {
		r.x.stop(fault(ErrTooLarge, "一段里的文字片段超过 %d 个", "a paragraph of more than %d pieces of text", maxRuns))
		return
	}
	if run.Code == "" {
		r.word.fields.show()
	}
	r.runs = append(r.runs, run)
}

// note adds the note that a mark refers to.
func (r *runReader) note(name string) {
	tag := strings.TrimSuffix(name, "Reference")
	note := r.word.notes[tag+r.x.attr("w:id")]
	if note == nil {
		return
	}
	r.word.referenced[note] = true
	r.add(Run{Note: note, Deleted: r.change.deleted, Inserted: r.change.inserted, Author: r.change.author})
}

// ruby adds a word with what is written above it to say how it is read: 汉字
// with pinyin becomes 汉字（pinyin）.
func (r *runReader) ruby() {
	all := r.runs
	var above, base []Run
	r.x.each(func(name string) {
		r.runs = nil
		switch name {
		case "w:rt":
			r.within()
			above = r.runs
		case "w:rubyBase":
			r.within()
			base = r.runs
		}
	})
	r.runs = append(all, base...)
	if len(above) > 0 {
		above[0].Text = "（" + above[0].Text
		above[len(above)-1].Text += "）"
		r.runs = append(r.runs, above...)
	}
}
