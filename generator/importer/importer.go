// Package importer makes documents of what clerks have: Word, Excel, text files
// and saved web pages.
//
//	doc, found := importer.Read(importer.File{Name: "通知.docx", Data: data}, false)
//	body, files := doc.Compose("0004")
//
// [Read] looks at the bytes, not at the name, to tell what a file is (kind.go),
// and reads it into blocks, the same for all kinds: paragraphs, items of lists,
// tables, pictures (block.go). Then it takes from the text, where they stand in
// their usual places, the title, the document number, the day on which it was
// written and the issuing authority (facts.go), and finds the headings by their
// styles or by their numbering (outline.go). [Document.Compose] writes the
// Markdown and names the files beside it after the document's number.
//
// # Nothing is lost in silence
//
// The words of the file are those of the document: what was taken from the text
// stands in [Document.Meta], everything else in the body, in its order. Text
// boxes come after the paragraph that they hang on. What is not text (charts,
// embedded files) and what a reader of the file does not see (comments, hidden
// text, what was deleted with tracked changes on, hidden rows) is left out, and
// a finding names it with its place. Tests compare the words of files with those
// of the pages that they become.
//
// A table without merged cells becomes a Markdown table. Others, and long ones,
// become a workbook beside the document, which `{{table FILE}}` shows: it has the
// values as they are shown, and nothing that is hidden.
//
// # Hostile files
//
// Files are read by package ooxml and within its bounds. What is beside a saved
// web page is asked for through File.Beside by its relative path; nothing else
// is opened, and nothing is fetched.
//
// The package does not know the site: which number and which category a document
// gets, and where it is written, is for the caller.
package importer

import (
	"path"
	"regexp"
	"strings"

	"gongkai/generator/compose"
	"gongkai/generator/diag"
	"gongkai/generator/page"
)

// File is a file to be imported.
type File struct {
	Name string // without a folder
	Data []byte
	// Beside opens what a saved web page refers to by a relative path: its
	// pictures. nil: nothing is there.
	Beside func(path string) ([]byte, error)
}

// Document is what a file has become.
type Document struct {
	// Meta has what the text says of itself: title, and perhaps document number,
	// issuer and day of writing. The rest is for the caller.
	Meta page.Meta
	// JoinsLines says that in the site a line break within a paragraph means nothing:
	// more marks have to be kept from being any.
	JoinsLines bool

	blocks []block
	notes  [][]block
	behind []block // what is written behind the text: footnotes past maxNotes
	files  []Attachment
	names  map[string]bool // of files, in lower case

	pictures, tables int    // how many there are among the files
	hint             string // the title, if the text has none
	top              int    // of the blocks: where the text begins, below what a page has over it
}

// Attachment is a file that lies beside the document.
type Attachment struct {
	Name  string
	Title string // of one that is offered for download; "" for a picture
	Data  []byte
}

// Read reads a file. Of one that cannot be read, the findings say why, and the
// document is nil. With attach, the file itself becomes an attachment of the
// document.
func Read(f File, attach bool) (*Document, []diag.Diagnostic) {
	r := &reader{file: f, losses: newLosses(f.Name), doc: &Document{names: map[string]bool{}}, album: newAlbum(len(f.Data))}
	if d := r.read(); d != nil {
		return nil, []diag.Diagnostic{*d}
	}
	r.doc.find(&r.losses, f.Name)
	if title := r.doc.Meta.Title; len(r.doc.blocks) == 0 && (title == own(f.Name) || title == r.doc.hint) {
		return nil, []diag.Diagnostic{empty.At(r.losses.pos, noText(), lookInside())}
	}
	r.doc.captions()
	r.doc.outline()
	r.doc.blocks = append(r.doc.blocks, r.doc.behind...)
	r.doc.look(&r.losses)
	if attach {
		r.attach()
	}
	return r.doc, r.losses.findings()
}

// reader reads one file into a document.
type reader struct {
	file   File
	losses losses
	doc    *Document
	kind   kind
	album  album
}

// read reads the file by its kind. What it returns is why it cannot be read.
func (r *reader) read() *diag.Diagnostic {
	var refusal *diag.Diagnostic
	if r.kind, refusal = recognise(r.file); refusal != nil {
		return refusal
	}
	switch r.kind {
	case kindWord:
		return r.word()
	case kindWorkbook:
		return r.workbook()
	case kindHTML:
		return r.html()
	case kindCSV:
		return r.csv()
	}
	return r.plain()
}

// stem returns the name of a file without its extension.
func stem(name string) string { return strings.TrimSuffix(name, path.Ext(name)) }

// copyMark matches what file managers put behind the name of a copy, which nobody means to
// publish: 通知 - 副本 (2). A number alone may be that of an enclosure.
var copyMark = regexp.MustCompile(`(?i)(?: *[-–] *副本| +副本| *[-–] *copy)(?: *[(（]\d{1,2}[)）])?$`)

// own returns the name of a file, without its extension and without what says that it is a copy.
func own(name string) string {
	if cut := strings.TrimSpace(copyMark.ReplaceAllString(stem(name), "")); cut != "" {
		return cut
	}
	return stem(name)
}

// attach makes the file itself an attachment.
func (r *reader) attach() {
	if r.kind == kindHTML {
		r.losses.add(notAttachable, diag.Text{})
		return
	}
	ext := strings.ToLower(path.Ext(r.file.Name))
	if want := r.kind.extension(); ext != want { // a docx that is named doc
		ext = want
	}
	r.doc.addFile(fileName(own(r.file.Name), ext), own(r.file.Name), r.file.Data)
}

// addFile adds a file beside the document and returns its name, which no other
// has.
func (d *Document) addFile(name, title string, data []byte) string {
	base, ext := stem(name), path.Ext(name)
	for n := 2; d.names[strings.ToLower(name)]; n++ {
		name = base + "-" + decimal(n) + ext
	}
	d.names[strings.ToLower(name)] = true
	d.files = append(d.files, Attachment{Name: name, Title: title, Data: data})
	return name
}

// Compose writes the body of the document, and returns the files that belong
// beside it. Their names begin with the number that the document has been given.
func (d *Document) Compose(number string) (body []byte, files []Attachment) {
	prefix := number + "-"
	files = make([]Attachment, len(d.files))
	for i, f := range d.files {
		f.Name = prefix + f.Name
		files[i] = f
	}
	notes := make([][]compose.Block, len(d.notes))
	for i, note := range d.notes {
		notes[i] = composed(note, prefix)
	}
	if d.JoinsLines {
		return compose.Markdown(composed(d.blocks, prefix), notes), files
	}
	return compose.ByLine(composed(d.blocks, prefix), notes), files
}

// composed returns blocks as package compose takes them.
func composed(blocks []block, prefix string) []compose.Block {
	out := make([]compose.Block, 0, len(blocks))
	for i := range blocks {
		out = append(out, blocks[i].compose(prefix))
	}
	return out
}

// Summary says what a file has become, for the one who imported it.
func (d *Document) Summary(name, written string) diag.Diagnostic {
	paragraphs, tables := 0, 0
	for i := range d.blocks {
		if d.blocks[i].table != nil {
			tables++
		} else {
			paragraphs++
		}
	}
	m := &d.Meta
	taken := []diag.Text{{ZH: "标题“" + m.Title + "”", EN: "title “" + m.Title + "”"}}
	for _, f := range []struct{ zh, en, value string }{
		{"发文字号", "document number", m.DocNumber}, {"发文机关", "issuer", m.Issuer}, {"成文日期", "written", m.Written.String()},
	} {
		if f.value != "" {
			taken = append(taken, diag.Text{ZH: f.zh + " " + f.value, EN: f.en + " " + f.value})
		}
	}
	return imported.At(diag.Pos{File: name}, written, list(taken), paragraphs, tables, d.pictures, len(d.notes))
}
