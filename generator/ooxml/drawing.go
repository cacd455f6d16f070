package ooxml

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"gongkai/generator/diag"
)

// drawing reads w:drawing, w:pict or w:object: pictures, shapes with text in
// them, charts, embedded files, in the order in which they stand there.
func (r *runReader) drawing(t textFormat) {
	c := r.change
	d := &drawing{word: r.word, list: r, run: Run{
		Hidden: t.hidden == on, Deleted: c.deleted, Inserted: c.inserted, Author: c.author, Link: r.link,
	}}
	start := len(r.runs)
	d.within()
	if d.object != "" {
		// What stands for an object in the text is most often a picture that only
		// Windows can show.
		r.runs = append(r.runs[:start], slices.DeleteFunc(r.runs[start:], func(run Run) bool {
			return run.Picture != nil && isMetafile(run.Picture.Part)
		})...)
		d.add(func(run *Run) { run.Object = embeddedObject(d.object) })
	}
}

// drawing is one drawing as it is read.
type drawing struct {
	word      *word
	list      *runReader
	run       Run    // what all that is in it has in common
	alt, name string // of the drawing as a whole
	pictured  *Picture
	object    string // the program of an embedded object
}

func (d *drawing) within() { d.word.x.each(d.element) }

func (d *drawing) add(set func(*Run)) {
	run := d.run
	set(&run)
	d.list.add(run)
}

// element reads one element of a drawing, whatever it is in: drawings are
// groups within groups, in two languages.
func (d *drawing) element(name string) {
	x := d.word.x
	switch name {
	case "wp:docPr", "pic:cNvPr", "wps:cNvPr":
		d.describe()
	case "a:blip":
		d.blip()
	case "a:srcRect":
		d.crop()
	case "w:txbxContent":
		d.box()
	case "v:shape", "v:rect", "v:roundrect", "v:oval", "v:line", "v:group":
		d.alt = cmp.Or(x.attr("alt"), d.alt)
		d.within()
	case "v:imagedata":
		d.alt = cmp.Or(d.alt, x.attr("o:title"))
		d.picture(x.attr("r:id"), x.attr("r:href"))
	case "v:textpath":
		if s := x.attr("string"); s != "" {
			d.lettering(s)
		}
	case "c:chart":
		d.add(func(run *Run) { run.Object = diag.Text{ZH: "图表", EN: "a chart"} })
	case "dgm:relIds":
		d.diagram(x.attr("r:dm"))
	case "o:OLEObject", "w:control":
		d.object = cmp.Or(x.attr("ProgID"), x.attr("w:name"), "OLE")
	case "mc:AlternateContent":
		d.word.alternative(d.within, func() int { return len(d.list.runs) })
	default:
		d.within()
	}
}

// describe takes over what a drawing says that it shows.
func (d *drawing) describe() {
	x := d.word.x
	d.alt = cmp.Or(x.attr("descr"), x.attr("title"), d.alt)
	d.name = cmp.Or(x.attr("name"), d.name)
	if x.attr("hidden") != "" && x.on("hidden") {
		d.run.Hidden = true
	}
	d.within()
}

func (d *drawing) blip() {
	x := d.word.x
	d.picture(x.attr("r:embed"), x.attr("r:link"))
	// a:extLst has the same picture as SVG; the one beside it is as good, and
	// cannot carry scripts.
}

// picture adds a picture by the arrow that leads to it.
func (d *drawing) picture(embedded, linked string) {
	p := &Picture{Alt: strings.TrimSpace(d.alt), Name: d.name}
	if arrow, ok := d.word.arrows[embedded]; ok && !arrow.external {
		p.Part = arrow.target
	} else if ok {
		p.Link = arrow.target
	}
	if p.Part == "" && p.Link == "" {
		p.Link = d.word.arrows[linked].target
	}
	if p.Part == "" && p.Link == "" {
		return
	}
	d.pictured = p
	d.add(func(run *Run) { run.Picture = p })
}

// crop reads how much of the picture before is cut off.
func (d *drawing) crop() {
	x := d.word.x
	if d.pictured == nil {
		return
	}
	for i, side := range []string{"l", "t", "r", "b"} {
		d.pictured.Crop[i] = min(max(x.number(side), 0), 100_000)
	}
}

// box adds the text of a text box.
func (d *drawing) box() {
	w := d.word
	outer := w.at
	w.at.box = true
	blocks := w.blocks()
	w.at = outer
	if len(blocks) > 0 {
		d.add(func(run *Run) { run.Box = blocks })
	}
}

// lettering adds the text of WordArt as Word wrote it up to 2007.
func (d *drawing) lettering(text string) {
	at := d.word.at
	at.box = true
	d.add(func(run *Run) { run.Box = []Block{{Paragraph: &Paragraph{At: at, Runs: []Run{{Text: text}}}}} })
}

// diagram adds the text of a SmartArt graphic, which is in a part of its own.
func (d *drawing) diagram(id string) {
	object := diag.Text{ZH: "SmartArt 图形", EN: "SmartArt"}
	var blocks []Block
	at := Place{area: areaDiagram, box: true}
	part := d.word.arrows[id].target
	if part != "" && d.word.file.has(part) {
		err := d.word.file.parse(part, func(x *xmlReader) {
			paragraphs(x, func(text string) {
				d.word.node()
				blocks = append(blocks, Block{Paragraph: &Paragraph{At: at, Runs: []Run{{Text: text}}}})
			})
		})
		if err != nil && d.word.x.err == nil {
			d.word.x.err = err
		}
	}
	d.add(func(run *Run) { run.Object, run.Box = object, blocks })
}

// paragraphs calls visit with the text of each a:p that has one, in the element
// whose start has been read last or in the whole part.
func paragraphs(x *xmlReader, visit func(text string)) {
	x.each(func(name string) {
		if name != "a:p" {
			paragraphs(x, visit)
			return
		}
		var b strings.Builder
		drawnText(x, &b)
		if text := strings.TrimSpace(b.String()); text != "" {
			visit(text)
		}
	})
}

// drawnText appends the text of a paragraph in a drawing.
func drawnText(x *xmlReader, b *strings.Builder) {
	x.each(func(name string) {
		switch name {
		case "a:t":
			b.WriteString(x.text())
		case "a:br":
			b.WriteString("\n")
		case "a:tab":
			b.WriteString("\t")
		default:
			drawnText(x, b)
		}
	})
}

// embeddedObject names an embedded object by the program that made it.
func embeddedObject(program string) diag.Text {
	switch {
	case strings.HasPrefix(program, "Equation"), strings.HasPrefix(program, "MathType"), strings.HasPrefix(program, "KWEquation"):
		return diag.Text{ZH: "公式（" + program + "）", EN: "a formula (" + program + ")"}
	case strings.HasPrefix(program, "Excel"), strings.HasPrefix(program, "ET."), strings.HasPrefix(program, "KET"):
		return diag.Text{ZH: "嵌入的表格（" + program + "）", EN: "an embedded spreadsheet (" + program + ")"}
	}
	return diag.Text{ZH: "嵌入的文件（" + program + "）", EN: "an embedded file (" + program + ")"}
}

// isMetafile reports whether a part is a picture of the form that Windows alone
// knows.
func isMetafile(part string) bool {
	switch strings.ToLower(path.Ext(part)) {
	case ".emf", ".wmf", ".emz", ".wmz":
		return true
	}
	return false
}
