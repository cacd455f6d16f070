package ooxml

import (
	"cmp"
	"strings"

	"gongkai/generator/diag"
)

// Document reads a docx.
func (f *File) Document() (*Document, error) {
	if f.kind != kindWord {
		return nil, fault(ErrForeign, "%s，不是 docx", "%s, not docx", f.kind)
	}
	return f.document(false)
}

// document reads a docx; all says that what only other programs would show is
// wanted, too.
func (f *File) document(all bool) (*Document, error) {
	w := &word{file: f, all: all, notes: map[string]*Note{}, referenced: map[*Note]bool{}}
	d := &Document{}
	w.doc = d
	if err := w.prepare(); err != nil {
		return nil, err
	}
	var err error
	if d.Body, err = w.story(f.main, Place{area: areaBody}); err != nil {
		return nil, err
	}
	for _, s := range []struct {
		kind string
		area area
		into *[]Note
	}{{"header", areaHeader, &d.Headers}, {"footer", areaFooter, &d.Footers}} {
		parts, err := f.related(f.main, s.kind)
		if err != nil {
			return nil, err
		}
		for _, part := range parts {
			blocks, err := w.story(part, Place{area: s.area})
			if err != nil {
				return nil, err
			}
			*s.into = append(*s.into, Note{At: Place{area: s.area}, Blocks: blocks})
		}
	}
	for _, n := range w.comments {
		d.Comments = append(d.Comments, *n)
	}
	for _, n := range w.ordered {
		if !w.referenced[n] {
			d.Unreferenced = append(d.Unreferenced, *n)
		}
	}
	return d, nil
}

// word reads the stories of a docx: its body, and what stands outside of it.
type word struct {
	doc        *Document
	file       *File
	all        bool
	styles     styles
	numbering  numbering
	notes      map[string]*Note // by kind and id
	ordered    []*Note
	comments   []*Note
	referenced map[*Note]bool
	nodes      int // how many have been made

	// Of the story that is being read:
	x      *xmlReader
	arrows map[string]relationship
	at     Place
	tables int32
	paras  int32
	fields fields
	listed bool               // within a content control that holds a table of contents
	spare  []*paragraphReader // that are not in use
}

// maxNodes bounds the paragraphs, runs, cells and pictures of one file. A list
// of names of 5,000 rows has 120,000; so many take 40 MB. maxRuns bounds the runs
// of one paragraph.
const (
	maxNodes = 200_000
	maxRuns  = 20_000
)

// node counts one.
func (w *word) node() {
	if w.nodes++; w.nodes == maxNodes {
		w.x.stop(fault(ErrTooLarge, "段落、格子和文字片段超过 %d 个", "more than %d paragraphs, cells and pieces of text", maxNodes))
	}
}

// prepare reads what the stories refer to: styles, lists, notes, comments.
func (w *word) prepare() error {
	main := w.file.main
	for _, p := range []struct {
		kind string
		read func(*xmlReader)
	}{{"styles", w.styles.read}, {"numbering", w.numbering.read}} {
		parts, err := w.file.related(main, p.kind)
		if err != nil {
			return err
		}
		for _, part := range parts {
			if err := w.file.parse(part, p.read); err != nil {
				return err
			}
		}
	}
	for _, p := range []struct {
		kind, tag string
		area      area
	}{{"footnotes", "w:footnote", areaFootnote}, {"endnotes", "w:endnote", areaEndnote}, {"comments", "w:comment", areaComment}} {
		parts, err := w.file.related(main, p.kind)
		if err != nil {
			return err
		}
		for _, part := range parts {
			if err := w.readNotes(part, p.tag, p.area); err != nil {
				return err
			}
		}
	}
	return nil
}

// readNotes reads the part of the footnotes, the endnotes or the comments.
func (w *word) readNotes(part, tag string, a area) error {
	n := int32(0)
	return w.begin(part, func() {
		w.x.each(func(string) {
			w.x.each(func(name string) {
				if name != tag || strings.Contains(strings.ToLower(w.x.attr("w:type")), "separat") {
					return // the line above the footnotes is one, too, and its continuation
				}
				n++
				note := &Note{At: Place{area: a, n: n}, Endnote: a == areaEndnote, Author: w.x.attr("w:author")}
				id := w.x.attr("w:id")
				w.at, w.paras, w.tables = note.At, 0, 0
				note.Blocks = w.blocks()
				if a == areaComment {
					w.comments = append(w.comments, note)
					return
				}
				w.notes[tag+id] = note
				w.ordered = append(w.ordered, note)
			})
		})
	})
}

// story reads a part that has one text: the body, a header, a footer.
func (w *word) story(part string, at Place) (blocks []Block, err error) {
	err = w.begin(part, func() {
		w.at, w.paras, w.tables = at, 0, 0
		w.x.each(func(root string) {
			if root != "w:document" {
				blocks = w.blocks()
				return
			}
			w.x.each(func(name string) {
				if name == "w:body" {
					blocks = w.blocks()
				}
			})
		})
	})
	return blocks, err
}

// begin reads one part.
func (w *word) begin(part string, read func()) error {
	var err error
	if w.arrows, err = w.file.relationships(part); err != nil {
		return err
	}
	w.fields = nil
	return w.file.parse(part, func(x *xmlReader) {
		w.x = x
		if w.all {
			x.started = func() { w.doc.asides = appendAsides(w.doc.asides, x, part) }
		}
		read()
	})
}

// blocks reads the paragraphs and tables within the element whose start has been
// read last.
func (w *word) blocks() []Block {
	b := &blockList{}
	w.x.each(func(name string) { w.block(name, b) })
	return b.blocks
}

// blockList gathers blocks. change is what tracked changes say of all of them.
type blockList struct {
	blocks []Block
	change change
}

// change is a tracked change around runs, blocks or rows.
type change struct {
	inserted, deleted bool
	author            string
}

// block reads one element of those that a body has.
func (w *word) block(name string, b *blockList) {
	switch name {
	case "w:p":
		w.node()
		if p := w.paragraph(b.change); p != nil {
			b.blocks = append(b.blocks, Block{Paragraph: p})
		}
	case "w:tbl":
		w.node()
		b.blocks = append(b.blocks, Block{Table: w.table(b.change)})
	case "w:sdt":
		outer := w.listed
		w.x.each(func(name string) {
			switch name {
			case "w:sdtPr":
				w.listed = w.listed || w.holdsContents()
			case "w:sdtContent":
				w.x.each(func(name string) { w.block(name, b) })
			}
		})
		w.listed = outer
	case "w:customXml", "w:smartTag":
		w.x.each(func(name string) { w.block(name, b) })
	case "w:ins", "w:moveTo", "w:del", "w:moveFrom":
		outer := b.change
		b.change = w.changed(name, outer)
		w.x.each(func(name string) { w.block(name, b) })
		b.change = outer
	case "mc:AlternateContent":
		w.alternative(func() { w.x.each(func(name string) { w.block(name, b) }) }, func() int { return len(b.blocks) })
	case "m:oMathPara", "m:oMath":
		w.node()
		b.blocks = append(b.blocks, Block{Paragraph: &Paragraph{At: w.nextPlace(), Runs: []Run{formula(w.x)}}})
	case "w:altChunk":
		w.node()
		part := w.arrows[w.x.attr("r:id")].target
		b.blocks = append(b.blocks, Block{Paragraph: &Paragraph{At: w.nextPlace(), Runs: []Run{{Object: diag.Text{
			ZH: "插入的整个文件 " + part, EN: "a whole file " + part,
		}}}}})
	}
}

// holdsContents reports whether a content control is the one in which Word puts a table of
// contents: the gallery that it was taken from says so, in every language.
func (w *word) holdsContents() (yes bool) {
	w.x.each(func(string) {
		w.x.each(func(name string) {
			yes = yes || name == "w:docPartGallery" && w.x.attr("w:val") == "Table of Contents"
		})
	})
	return yes
}

// changed returns the change that an element stands for, within another.
func (w *word) changed(name string, outer change) change {
	c := outer
	switch name {
	case "w:ins", "w:moveTo":
		c.inserted = true
	default:
		c.deleted = true
	}
	c.author = cmp.Or(w.x.attr("w:author"), outer.author)
	return c
}

// alternative reads mc:AlternateContent: the first choice that we understand,
// else what is there for programs that understand none. Word writes one text box
// in both. Where the choice gives nothing, or all is wanted, the fallback is read
// as well; size tells how much there is.
func (w *word) alternative(read func(), size func() int) {
	before, chosen := size(), false
	w.x.each(func(name string) {
		switch {
		case name == "mc:Choice" && !chosen && w.understood(w.x.attr("Requires")):
			read()
			chosen = true
		case name == "mc:Fallback" && (!chosen || w.all || size() == before):
			outer := w.at
			if chosen && size() > before {
				w.at.aspect = aspectFallback
			}
			read()
			w.at.aspect = outer.aspect
		}
	})
}

// understood reports whether we know all namespaces that a choice requires.
func (w *word) understood(prefixes string) bool {
	for prefix := range strings.FieldsSeq(prefixes) {
		if w.x.scope.bound(prefix) == "" {
			return false
		}
	}
	return true
}

// nextPlace is the place of a new paragraph.
func (w *word) nextPlace() Place {
	if w.at.table == 0 && !w.at.box {
		w.paras++
		w.at.paragraph = w.paras
	}
	return w.at
}

// aside is what an attribute says that belongs to no text: what a shape shows for those
// who cannot see it, the name of a bookmark or of a field to be filled in.
type aside struct{ part, text string }

// appendAsides adds what the attributes of the element say whose start was read.
func appendAsides(list []aside, x *xmlReader, part string) []aside {
	switch x.name[strings.IndexByte(x.name, ':')+1:] {
	case "docPr", "cNvPr", "alias", "tag", "bookmarkStart", "shape", "rect", "textpath", "default", "helpText", "statusText", "listItem", "tblCaption", "tblDescription":
	default:
		return list
	}
	for _, a := range x.attrs {
		if telling.Match(a.value) && a.name != "id" && a.name != "style" && a.name != "w:id" {
			list = append(list, aside{part, x.decode(a.value)})
		}
	}
	return list
}
