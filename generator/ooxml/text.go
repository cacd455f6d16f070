package ooxml

import (
	"cmp"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
)

// Text is what stands together in a file: a paragraph, the address of a link, the
// name of an author; or what a row of a table says.
type Text struct {
	// Cells is one, or those of a row that have a text, from left to right. It is
	// valid until visit returns.
	Cells []TextCell
	// Table tells the rows of one table or sheet from those of another; 0 for what
	// is in none.
	Table int
}

// TextCell is one text with its place.
type TextCell struct {
	Place Place
	// Hidden says that who opens the file does not see it at once: it has been
	// deleted or hidden, or it is in what only programs read.
	Hidden bool
	Text   string
	Column int // of its table, from 0
	// Left and Right are where it begins and ends, of a text that is only drawn (OFD).
	Left, Right float64
}

// Texts calls visit with every text in the file, until one call returns an
// error, which it returns. A text that was typed as one is one, however the file
// splits it.
//
// A part that cannot be read as what it is, is read as XML like any other, if it is
// that; a part that cannot be read at all does not keep from reading the others. The
// error is then the first of those that were met.
func (f *File) Texts(visit func(Text) error) error {
	t := &texts{file: f, visit: visit, done: map[string]bool{}, links: map[string]bool{}, shapes: map[string]bool{}}
	switch f.kind {
	case kindWord:
		t.document()
	case kindSpreadsheet:
		t.workbook()
	case kindFixed:
		t.pages()
	}
	for _, name := range f.names {
		if t.err == nil && isXML(name) && !t.known(name) {
			t.part(name)
		}
	}
	for _, u := range slices.SortedFunc(maps.Keys(f.unshown), compareUnshown) {
		t.add(Place{area: areaOther, name: u[0]}, true, u[1])
	}
	if t.err != nil {
		return t.err
	}
	return t.fault
}

// compareUnshown orders texts by their parts.
func compareUnshown(a, b [2]string) int {
	return cmp.Or(strings.Compare(a[0], b[0]), strings.Compare(a[1], b[1]))
}

// texts gathers the texts of a file.
type texts struct {
	file   *File
	visit  func(Text) error
	err    error           // of visit: it ends everything
	fault  error           // the first of a part
	done   map[string]bool // parts, in lower case, that have been read by their own rules
	links  map[string]bool // addresses that have been visited where they are used
	shapes map[string]bool // what pictures say, that have been visited
	// tables counts the tables that were met.
	tables int
	drawn  int32       // of the part that is read
	one    [1]TextCell // what is visited next, if it is alone
}

// failed notes the error of a part.
func (t *texts) failed(err error) {
	if t.fault == nil && t.err == nil {
		t.fault = err
	}
}

// add reports one text.
func (t *texts) add(at Place, hidden bool, text string) {
	t.addCell(0, TextCell{Place: at, Hidden: hidden, Text: text})
}

// addCell reports one text in a column of a table.
func (t *texts) addCell(table int, c TextCell) {
	if c.Text = strings.TrimSpace(c.Text); c.Text == "" || t.err != nil {
		return
	}
	if c.Place.aspect == aspectLink {
		t.links[c.Text] = true
	}
	t.one[0] = c
	t.err = t.visit(Text{Cells: t.one[:], Table: table})
}

// addRow reports the texts of a row. What has none is left out.
func (t *texts) addRow(table int, row []TextCell) {
	kept := row[:0]
	for _, c := range row {
		if c.Text = strings.TrimSpace(c.Text); c.Text != "" {
			kept = append(kept, c)
		}
	}
	if len(kept) > 0 && t.err == nil {
		t.err = t.visit(Text{Cells: kept, Table: table})
	}
}

// newTable returns the number of a table that begins.
func (t *texts) newTable() int {
	t.tables++
	return t.tables
}

// read notes that a part has been read.
func (t *texts) read(part string) { t.done[strings.ToLower(part)] = true }

// document visits a docx.
func (t *texts) document() {
	doc, err := t.file.document(true)
	if err != nil {
		t.failed(err)
		return
	}
	t.read(t.file.main)
	for _, kind := range []string{"header", "footer", "footnotes", "endnotes", "comments"} {
		parts, err := t.file.related(t.file.main, kind)
		if err != nil {
			t.failed(err)
			return
		}
		for _, part := range parts {
			t.read(part)
		}
	}
	t.blocks(doc.Body)
	for _, notes := range [][]Note{doc.Headers, doc.Footers, doc.Comments, doc.Unreferenced} {
		for i := range notes {
			t.note(&notes[i])
		}
	}
	for _, a := range doc.asides {
		if !t.shapes[a.text] {
			t.add(Place{area: areaOther, name: a.part, aspect: aspectName}, true, a.text)
		}
	}
}

func (t *texts) note(n *Note) {
	t.add(n.At.as(aspectAuthor), true, n.Author)
	t.blocks(n.Blocks)
}

// blocks visits paragraphs and tables.
func (t *texts) blocks(blocks []Block) { t.story(blocks, t.paragraph) }

// story calls end with the texts of each paragraph, and visits tables. A paragraph
// whose end was deleted goes on in the next.
func (t *texts) story(blocks []Block, end func(Place, *paragraphTexts)) {
	var p paragraphTexts
	for _, b := range blocks {
		if b.Table != nil {
			t.table(b.Table)
			continue
		}
		for i := range b.Paragraph.Runs {
			t.run(b.Paragraph, &b.Paragraph.Runs[i], &p)
		}
		if !b.Paragraph.MarkDeleted {
			end(b.Paragraph.At, &p)
			p = paragraphTexts{}
		}
	}
	if len(blocks) > 0 && blocks[len(blocks)-1].Paragraph != nil {
		end(blocks[len(blocks)-1].Paragraph.At, &p)
	}
}

// table visits a table row by row: each as it is shown and, where something in it
// was deleted, as it was before.
func (t *texts) table(table *Table) {
	number := t.newTable()
	var shown, before []TextCell
	deleted := false
	flush := func() {
		t.addRow(number, shown)
		if deleted {
			t.addRow(number, before)
		}
		shown, before, deleted = shown[:0], before[:0], false
	}
	for i := range table.Cells {
		c := &table.Cells[i]
		if i > 0 && c.Row != table.Cells[i-1].Row {
			flush()
		}
		var now, was []string
		at := table.At
		t.story(c.Blocks, func(in Place, p *paragraphTexts) {
			if len(now) == 0 {
				at = in
			}
			now, was = append(now, p.shown.String()), append(was, p.before.String())
			deleted = deleted || p.deleted
			t.aside(in, p)
		})
		if c.Hidden {
			at = at.as(aspectHidden)
		}
		shown = append(shown, TextCell{Place: at, Hidden: at.aspect != aspectShown, Text: strings.Join(now, "\n"), Column: c.Column})
		before = append(before, TextCell{Place: at.as(aspectDeleted), Hidden: true, Text: strings.Join(was, "\n"), Column: c.Column})
	}
	flush()
}

// paragraphTexts are the texts of one paragraph: what is shown, what it was
// before the changes in it, and what is hidden.
type paragraphTexts struct {
	shown, before, hidden strings.Builder
	deleted               bool
	links, authors        []string
}

func (t *texts) paragraph(at Place, p *paragraphTexts) {
	t.add(at, at.aspect != aspectShown, p.shown.String())
	if p.deleted {
		t.add(at.as(aspectDeleted), true, p.before.String())
	}
	t.aside(at, p)
}

// aside visits what belongs to a paragraph and is not among its words.
func (t *texts) aside(at Place, p *paragraphTexts) {
	t.add(at.as(aspectHidden), true, p.hidden.String())
	for _, link := range p.links {
		t.add(at.as(aspectLink), true, link)
	}
	for _, author := range p.authors {
		t.add(at.as(aspectAuthor), true, author)
	}
}

func (t *texts) run(in *Paragraph, r *Run, p *paragraphTexts) {
	switch {
	case r.Hidden:
		p.hidden.WriteString(r.Text)
	case r.Deleted:
		p.deleted = true
		p.before.WriteString(r.Text)
	default:
		p.shown.WriteString(r.Text)
		if !r.Inserted {
			p.before.WriteString(r.Text)
		}
	}
	if r.Link != "" && !slices.Contains(p.links, r.Link) {
		p.links = append(p.links, r.Link)
	}
	if r.Author != "" && !slices.Contains(p.authors, r.Author) {
		p.authors = append(p.authors, r.Author)
	}
	t.add(in.At.as(aspectFieldCode), true, r.Code)
	if r.Picture != nil {
		t.shapes[r.Picture.Alt], t.shapes[r.Picture.Name] = true, true
		t.add(in.At.as(aspectAlternative), true, r.Picture.Alt)
		t.add(in.At.as(aspectName), true, r.Picture.Name)
		t.add(in.At.as(aspectLink), true, r.Picture.Link)
	}
	if r.Note != nil {
		t.note(r.Note)
	}
	t.blocks(r.Box)
}

// workbook visits an xlsx.
func (t *texts) workbook() {
	b, err := t.file.openBook()
	if err != nil {
		t.failed(err)
		return
	}
	t.failed(b.lost)
	for i := range b.sheets {
		t.sheet(b, &b.sheets[i])
	}
	parts, err := t.file.related(t.file.main, "sharedStrings")
	t.failed(err)
	for _, p := range parts {
		t.read(p)
	}
	for i, s := range b.shared { // of cells that are gone
		if !b.used[i] {
			t.add(Place{area: areaOther, name: "sharedStrings"}, true, s)
		}
	}
	for _, n := range b.names {
		t.add(Place{area: areaOther, name: n.name, aspect: aspectName}, true, n.name)
		t.add(Place{area: areaOther, name: n.name}, true, n.value)
	}
	t.read(t.file.main)
}

// sheet visits a sheet row by row: what its cells show, and where that is not what
// they hold, what they hold.
func (t *texts) sheet(b *book, s *sheetPart) {
	at := s.place()
	t.add(at.as(aspectName), s.hidden, s.name)
	table, number := t.newTable(), -1
	var row []TextCell
	err := b.read(s, func(c SheetCell) error {
		if c.Row != number {
			t.addRow(table, row)
			row, number = row[:0], c.Row
		}
		at.row, at.cell = int32(c.Row+1), int32(c.Column+1)
		shown, hidden := at, s.hidden || c.Hidden
		if hidden {
			shown = at.as(aspectHidden)
		}
		row = append(row, TextCell{Place: shown, Hidden: hidden, Text: c.Text, Column: c.Column})
		t.addCell(table, TextCell{Place: at.as(aspectStored), Hidden: true, Text: c.Stored, Column: c.Column})
		t.add(at.as(aspectFormula), true, c.Formula)
		return t.err
	})
	t.addRow(table, row)
	if err == nil {
		t.read(s.part)
	}
	t.failed(err)
	t.aroundSheet(b, s)
}

// aroundSheet visits the links, comments and drawings of a sheet, and what else
// its part says: headers for print, notes of data validation.
func (t *texts) aroundSheet(b *book, s *sheetPart) {
	at := s.place()
	for _, l := range s.links {
		at.row, at.cell = int32(l.top+1), int32(l.left+1)
		t.add(at.as(aspectLink), true, l.target)
	}
	at = s.place()
	comments, err := t.file.related(s.part, "comments")
	for _, part := range comments {
		t.read(part)
		if err == nil {
			err = t.file.parse(part, func(x *xmlReader) {
				for _, n := range readComments(x, s.name) {
					t.note(&n)
				}
			})
		}
	}
	if err == nil {
		err = t.file.parse(s.part, func(x *xmlReader) {
			x.each(func(string) {
				x.each(func(name string) {
					if name != "x:sheetData" && name != "x:cols" {
						t.element(x, at, name)
					}
				})
			})
		})
	}
	t.failed(err)
}

// known reports whether nothing in a part is text: it has been read, or it says
// how things look.
func (t *texts) known(part string) bool {
	name := strings.ToLower(part)
	if t.done[name] {
		return true
	}
	base := path.Base(name)
	switch {
	case base == "styles.xml", base == "fonttable.xml", base == "numbering.xml", base == "websettings.xml",
		base == "calcchain.xml", base == "[content_types].xml", strings.Contains(name, "/theme/"),
		strings.HasSuffix(base, ".rels") && t.file.kind == kindFixed:
		return true
	}
	return false
}

// part visits a part of which no more is known than that it is XML.
func (t *texts) part(name string) {
	at := placeOfPart(name)
	t.drawn = 0
	if strings.HasSuffix(strings.ToLower(name), ".rels") {
		t.targets(name, at)
		return
	}
	err := t.file.parse(name, func(x *xmlReader) { x.each(func(tag string) { t.element(x, at, tag) }) })
	t.failed(err)
}

// targets visits the arrows that lead out of the file and that no text has.
func (t *texts) targets(name string, at Place) {
	err := t.file.parse(name, func(x *xmlReader) {
		x.each(func(string) {
			x.each(func(string) {
				if target := x.attr("Target"); x.attr("TargetMode") == "External" && !t.links[target] {
					t.add(at.as(aspectLink), true, target)
				}
			})
		})
	})
	t.failed(err)
}

// element visits an element of a part that is not known: a paragraph as one
// text, other characters as they come, and attributes that say something.
func (t *texts) element(x *xmlReader, at Place, tag string) {
	if tag == "p:sld" && x.attr("show") != "" && !x.on("show") {
		at.aspect = aspectHidden
	}
	shown := at.aspect == aspectShown && (at.area == areaSlide || at.area == areaChart || at.area == areaDiagram || at.area == areaDrawing)
	if at.area == areaProperties {
		at.name = propertyName(tag, x.attr("name"))
	}
	t.attributes(x, at)
	switch tag {
	case "a:p":
		var b strings.Builder
		drawnText(x, &b)
		t.add(at, !shown, b.String())
		return
	case "x:si", "x:comment", "w:p":
		t.add(at, !shown, x.text())
		return
	case "a:tbl":
		t.drawnTable(x, at, shown)
		return
	case "ofd:Content", "ofd:Appearance":
		printedText(t, x, at)
		return
	}
	depth := len(x.open)
	for x.next() && t.err == nil {
		switch x.kind {
		case tokenStart:
			t.element(x, at, x.name)
			x.leave(depth)
		case tokenChars:
			t.add(at, !shown, x.decoded())
		case tokenEnd:
			if len(x.open) < depth {
				return
			}
		}
	}
}

// drawnTable visits a table of a slide row by row.
func (t *texts) drawnTable(x *xmlReader, at Place, shown bool) {
	number := t.newTable()
	t.drawn++
	at.table, at.row = t.drawn, 0
	x.each(func(name string) {
		if name != "a:tr" {
			return
		}
		at.row++
		at.cell = 0
		var row []TextCell
		x.each(func(name string) {
			if name != "a:tc" {
				return
			}
			at.cell++
			var lines []string
			paragraphs(x, func(text string) { lines = append(lines, text) })
			row = append(row, TextCell{Place: at, Hidden: !shown, Text: strings.Join(lines, "\n"), Column: int(at.cell) - 1})
		})
		t.addRow(number, row)
	})
}

// propertyName names a property of a file as Word does; own is the name of one
// that somebody has made.
func propertyName(tag, own string) string {
	switch tag {
	case "dc:creator":
		return "作者"
	case "cp:lastModifiedBy":
		return "最后一次保存者"
	case "dc:title":
		return "标题"
	case "dc:subject":
		return "主题"
	case "cp:keywords":
		return "标记"
	case "dc:description":
		return "备注"
	case "ep:Company":
		return "单位"
	case "ep:Manager":
		return "经理"
	case "op:property":
		return own
	}
	return tag[strings.IndexByte(tag, ':')+1:]
}

// telling matches what in an attribute may be more than a format: letters beyond
// ASCII, a number of seven digits, an address.
var telling = regexp.MustCompile(`[^\x00-\x7F]|\d{7}|@|://`)

func (t *texts) attributes(x *xmlReader, at Place) {
	for _, a := range x.attrs {
		if !telling.Match(a.value) {
			continue
		}
		switch a.name {
		case "id", "r:id", "uri", unread + "uid", unread + "id", "w14:paraId", "w14:textId":
			continue // numbers that programs give
		}
		t.add(at.as(aspectName), true, x.decode(a.value))
	}
}

// numberedPart matches the parts of which a file has several.
var numberedPart = regexp.MustCompile(`(\d+)\.xml$`)

// placeOfPart says what a part is to a reader.
func placeOfPart(part string) Place {
	name := strings.ToLower(part)
	p := Place{area: areaOther, name: part}
	for _, k := range []struct {
		folder string
		area   area
	}{
		{"ppt/slides/", areaSlide}, {"ppt/notesslides/", areaSlideNotes}, {"docprops/", areaProperties},
		{"/charts/", areaChart}, {"/diagrams/", areaDiagram}, {"/drawings/", areaDrawing}, {"ppt/comments/", areaComment},
		{"/threadedcomments/", areaComment}, {"/comments", areaComment},
	} {
		if !strings.Contains(name, k.folder) {
			continue
		}
		p = Place{area: k.area}
		if m := numberedPart.FindStringSubmatch(name); m != nil && k.area != areaProperties {
			p.n = int32(max(smallNumber(m[1]), 0))
		}
		break
	}
	return p
}
