// Package extract finds every text in a file that is offered for download,
// wherever it hides.
//
// [Read] looks through one file and calls a function with each [Text]: a paragraph,
// or a row of a table with the heads of its columns; and with what no reader sees:
// comments, tracked changes, hidden rows and sheets, properties, names of files,
// addresses of links, revisions of a PDF that were replaced. [Text.Place] says where
// it stands in words that a clerk understands, with the way to it through archives
// and embedded files:
//
//	report, err := extract.Read("附件.zip", file, size, func(t extract.Text) error {
//		for i, cell := range t.Cells {
//			// 压缩包内 名单.xlsx › 工作表 低保!C17
//			fmt.Println(t.Place(i).ZH, cell)
//		}
//		return nil
//	})
//
// # What cannot be looked into
//
// A file that nobody can look into is no file without findings. What was not read,
// and why, is a [Remark] of the [Report]: a file with a password, the old binary forms
// of Office, a picture, a page that was scanned, what is damaged or larger than our
// bounds. There is no way through this package that drops something without one, but
// for what nobody has typed anything into: the fonts and the settings of printers in an
// Office file, the colour profile of a picture, the signature of an OFD and its seal.
//
// # Pictures
//
// [Images] goes the same way, within the same bounds, and calls a function with each
// picture instead, those of pages that were scanned among them: for somebody who can read
// what is written in it. Each [Remark] that speaks of pictures speaks of those.
//
// # Kinds
//
// A file is what its bytes say (kind.go); where its name says something else, that
// is a remark as well, for programs may go by the name. Each kind has a reader of its
// own: office.go (by package ooxml), package pdf, rtf.go, markup.go (html, svg, xml),
// textfile.go (txt, csv), picture.go, archive.go. Files within files are read by the
// same function.
//
// # Bounds
//
// Files come from anywhere. What is unpacked for one call of Read, all archives and
// files within it together, is counted (bounds.go), and so is how deep they are nested.
// What is beyond is a remark. Nothing depends on a clock, so that one file has one
// report.
//
// The package knows nothing of pages, and of what must not be published: others judge
// what is found here.
package extract

import (
	"io"
	"net/url"
	"strings"

	"gongkai/generator/diag"
)

// Text is what stands together in a file. It is valid until the function that was
// called with it returns.
type Text struct {
	// Cells is one text, or those of the row of a table.
	Cells []string
	// Heads are the heads of the columns that Cells stand in, as many as those, ""
	// where a column has none; nil where no row looks like heads.
	Heads []string
	// Hidden says that who opens the file sees none of it at once.
	Hidden bool
	// Named says that it is the name of a file.
	Named bool

	in *container
	at placer
}

// Place says where a cell stands.
func (t *Text) Place(cell int) diag.Text { return t.in.place(t.at.place(cell)) }

// placer says where in its file a cell stands. A place is put into words only when
// somebody asks: most texts are never spoken of.
type placer interface{ place(cell int) diag.Text }

// fixed is a place that is known in words.
type fixed diag.Text

func (f fixed) place(int) diag.Text { return diag.Text(f) }

// container is a file within a file, nil for the file that Read was called with.
type container struct {
	outer *container
	words diag.Text // what it is, and its name
	depth int
	part  bool // of a document: nobody sees it as a file
}

// place returns a place within a container with the way to it.
func (c *container) place(t diag.Text) diag.Text {
	const arrow = " › "
	for ; c != nil; c = c.outer {
		if t.ZH == "" {
			t = c.words
			continue
		}
		t = diag.Text{ZH: c.words.ZH + arrow + t.ZH, EN: c.words.EN + arrow + t.EN}
	}
	return t
}

// Read looks through a file of size bytes and calls visit with every text in it. The
// error is the first of visit or of r, and ends the reading; what is wrong with the
// file itself is in the report.
func Read(name string, r io.ReaderAt, size int64, visit func(Text) error) (Report, error) {
	s := &search{visit: visit}
	s.all(name, r, size)
	return s.report, s.err
}

// all looks through the file that it was called with.
func (s *search) all(name string, r io.ReaderAt, size int64) {
	disk := &watched{ReaderAt: r, size: size}
	s.left, s.files = maxUnpacked, maxFiles
	s.addName(nil, fixed{ZH: "文件名", EN: "name of the file"}, name)
	s.report.Kind = s.read(&file{name: name, data: disk, size: size})
	if s.err == nil {
		s.err = disk.err
	}
}

// watched notes the errors of a disk, which are no fault of the file. That somebody
// asks for what is outside of the file is one.
type watched struct {
	io.ReaderAt
	size int64
	err  error
}

func (w *watched) ReadAt(p []byte, at int64) (int, error) {
	if at < 0 || at >= w.size {
		return 0, io.EOF
	}
	n, err := w.ReaderAt.ReadAt(p, at)
	if err != nil && err != io.EOF && w.err == nil {
		w.err = err
	}
	return n, err
}

// file is a file that is to be read: the one that Read was called with, or one
// within it.
type file struct {
	in   *container
	name string
	data io.ReaderAt
	size int64
}

// bytes returns all of a file; no more than limit are asked for.
func (f *file) bytes() ([]byte, error) {
	if within, ok := f.data.(*memory); ok {
		return within.data, nil
	}
	data := make([]byte, f.size)
	n, err := f.data.ReadAt(data, 0)
	if err == io.EOF {
		err = nil
	}
	return data[:n], err
}

// search is one call of Read.
type search struct {
	visit  func(Text) error
	show   func(Image) error // unless nil, called with pictures
	shown  int               // pictures that it was called with
	err    error
	report Report
	one    [1]string // what is visited next, if it is alone
	left   int64     // bytes that may still be unpacked
	files  int       // files within the file that may still be read
}

// add visits one text.
func (s *search) add(in *container, at placer, hidden bool, text string) {
	if text = strings.TrimSpace(text); text != "" && s.err == nil {
		s.one[0] = text
		s.err = s.visit(Text{Cells: s.one[:], Hidden: hidden, in: in, at: at})
	}
}

// addName visits the name of a file, with those of the folders in which it is offered.
func (s *search) addName(in *container, at placer, name string) {
	if s.err == nil {
		s.one[0] = name
		s.err = s.visit(Text{Cells: s.one[:], Named: true, in: in, at: at})
	}
}

// addUnescaped visits once more what may be the address of a link, in which characters
// are written by their codes: tel:138%200013%208000.
func (s *search) addUnescaped(in *container, at placer, text string) {
	if strings.IndexByte(text, '%') < 0 {
		return
	}
	if plain, err := url.PathUnescape(text); err == nil && plain != text {
		s.add(in, at, true, plain)
	}
}

// addRow visits a row of which at least one cell has a text.
func (s *search) addRow(t Text) {
	if s.err == nil && strings.Join(t.Cells, "") != "" {
		s.err = s.visit(t)
	}
}
