// Package ooxml reads Office files: docx, xlsx, pptx, and OFD, the fixed layout
// of GB/T 33190, all of which are XML in a ZIP archive.
//
// [Open] tells what a file is. There are three ways into it, one for each
// question that is asked of an Office file:
//
//	doc, err := f.Document()    // a docx: paragraphs, tables, pictures, notes, in order
//	book, err := f.Workbook()   // an xlsx: sheets with what their cells show
//	err := f.Texts(visit)       // any: every text in it, and where it stands
//
// A [Document] says what is there, not what to make of it: a [Run] that was
// deleted with tracked changes on, or that is hidden, is in it and is marked. A
// [Text] is for those who look for something that must not be published: it
// comes from everywhere, headers, notes, comments, properties, field codes,
// hidden rows and names included, whether a reader would see it or not; [Place]
// says where in words that a clerk understands.
//
// # Bounds
//
// Files come from anywhere. What is refused is refused by one of the errors of
// this package, in less than a second and 100 MB: the directory of the archive
// is held to bounds before anything is unpacked (archive.go), parts are read
// one at a time by a reader that knows no entities and no deep nesting (xml.go),
// and what is built of them is counted (bounds.go). Nothing outside of the file
// is ever opened.
//
// The package knows nothing of Markdown and of rules: what is found here is
// judged by others.
package ooxml

import (
	"io"
	"slices"
	"strings"
)

// File is an Office file that has been opened. It reads what it is asked for
// from where it was opened, and is not safe for concurrent use.
type File struct {
	*archive
	types map[string]string
	kind  string
	main  string // the part where everything begins
	// unshown are texts, each with its part, that have been met and are shown nowhere.
	unshown map[[2]string]bool
}

// The kinds of files, as [File.Kind] gives them.
const (
	kindWord         = "docx"
	kindSpreadsheet  = "xlsx"
	kindPresentation = "pptx"
	kindFixed        = "ofd"
)

// Open opens a file of size bytes. Its name does not count: a docx may be named
// anything. The error is or wraps one of those of this package, or comes from r.
func Open(r io.ReaderAt, size int64) (*File, error) {
	a, err := openArchive(r, size)
	if err != nil {
		return nil, err
	}
	f := &File{archive: a, unshown: map[[2]string]bool{}}
	if f.has("OFD.xml") {
		f.kind, f.main = kindFixed, "OFD.xml"
		return f, nil
	}
	if !f.has("[Content_Types].xml") {
		return nil, fault(ErrForeign, "压缩包", "a ZIP archive")
	}
	if err := f.readTypes(); err != nil {
		return nil, err
	}
	main, err := f.related("", "officeDocument")
	if err != nil {
		return nil, err
	}
	if len(main) == 0 {
		return nil, fault(ErrDamaged, "正文不在文件里", "the main part is missing")
	}
	f.main = main[0]
	if f.kind = kindOf(f.contentType(f.main)); f.kind == "" {
		return nil, fault(ErrForeign, "别的办公文件（%s）", "another office file (%s)", f.contentType(f.main))
	}
	return f, nil
}

// kindOf tells the kind of a file by the media type of its main part: that of a
// document, a template, or one with macros.
func kindOf(mediaType string) string {
	switch {
	case strings.Contains(mediaType, "binary"): // xlsb
	case strings.Contains(mediaType, ".wordprocessingml."), strings.Contains(mediaType, "vnd.ms-word."):
		return kindWord
	case strings.Contains(mediaType, ".spreadsheetml."), strings.Contains(mediaType, "vnd.ms-excel."):
		return kindSpreadsheet
	case strings.Contains(mediaType, ".presentationml."), strings.Contains(mediaType, "vnd.ms-powerpoint."):
		return kindPresentation
	}
	return ""
}

// Kind returns what a file is: "docx", "xlsx", "pptx" or "ofd".
func (f *File) Kind() string { return f.kind }

// Size returns how many bytes of XML there are to be read, unpacked.
func (f *File) Size() int64 { return f.xml }

// Parts lists the parts of the file that are not XML: pictures, embedded files,
// macros, fonts, and what else somebody has put in.
func (f *File) Parts() []string {
	return slices.DeleteFunc(slices.Clone(f.names), isXML)
}

// Read returns the bytes of a part; one that is larger than limit is refused.
func (f *File) Read(part string, limit int64) ([]byte, error) { return f.read(part, limit) }
