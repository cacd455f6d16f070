// Package pdf finds every text in a PDF file.
//
// [Read] calls a [Sink] with the lines of each page, the words of one line put together
// by where they stand, so that a number that is set digit by digit is one; and with what
// no page shows: annotations, form fields, bookmarks, properties, alternative texts,
// addresses of links, and what was on a page before it was changed. A file that is
// changed keeps the former state of what was replaced, until somebody writes it anew
// (ISO 32000-1, 7.5.6 "Incremental updates"); all of it is looked through.
//
// # How it goes
//
//	scan       which objects are in the file, replaced ones included    scan.go, lexer.go, object.go
//	unpack     streams: filters, predictors, object streams, encryption filter.go, object.go, crypt.go
//	pages      what operators draw, as pieces of text with places       page.go, content.go, font.go, cmap.go, glyph.go
//	lines      pieces to lines, cells, rows of tables                   line.go, rule.go
//	the rest   strings in all objects, streams that no page has used    rest.go
//	pictures   as files that other programs read, where they are wanted picture.go, sample.go
//
// The file is not read by its own table of contents (xref), which tells where the
// current objects are: it is looked through from start to end, so that a table that is
// damaged, or leaves something out, hides nothing. Of two objects with one number the
// later is the current one, and the other is read as what it was.
//
// # What is not read
//
// [Result] says what was not: pages that are pictures, text in fonts that do not say
// which characters they show, what takes a password, is damaged, or beyond the bounds. A
// file that is encrypted only to forbid that it be copied, with an empty password, is
// read. It does not draw: text that something covers is found like any other, which is the point.
//
// It stands alone behind Read, so that a program that knows PDF better can take its
// place. PDFium does not: docs/performance.md has what was measured.
package pdf

import (
	"strconv"
	"strings"

	"gongkai/generator/diag"
)

// Text is one text in the file: a line of a page with its cells, or a single text from
// anywhere else. It is valid until the function that was called with it returns.
type Text struct {
	Place Place
	// Hidden says that no page shows it.
	Hidden bool
	// Line says that it is a line of a page, or of what looks like one.
	Line  bool
	Cells []Cell
}

// Cell is what stands together in a line, and from where to where, in points.
type Cell struct {
	Text        string
	Left, Right float64
}

// Sink takes what is found. An error ends the reading.
type Sink struct {
	Text func(Text) error
	// File is called with a file within the file, or with a piece of another kind,
	// metadata as XML most often.
	File func(at Place, name string, data []byte) error
	// Picture is called, unless it is nil, with each picture in the file that somebody could
	// read, once, and for pages that are drawn as pictures are.
	Picture func(Picture) error
}

// Result says what was not read.
type Result struct {
	Pages  int  // how many pages there are
	Drawn  bool // a page has a letter, a picture or a line
	Unread []Unread
	Spent  int64 // of the limit
}

// Unread is something that was not read, and on which pages, where it is on pages.
type Unread struct {
	Why   Why
	Pages []int // in ascending order
	What  diag.Text
}

// Why is why something was not read.
type Why uint8

const (
	// Encrypted: it takes a password.
	Encrypted Why = iota + 1
	// Scanned: the page is a picture.
	Scanned
	// Pictures: there are pictures on the page.
	Pictures
	// Unmapped: fonts do not say which characters they show.
	Unmapped
	// Damaged: the file is not as it should be.
	Damaged
	// TooLarge: it is beyond our bounds.
	TooLarge
	// Foreign: data of a kind that is not read.
	Foreign
	// Active: it runs a script or another program. What it does, nobody can tell.
	Active
)

// Place is where in the file a text stands.
type Place struct {
	Page int  // from 1; 0: on none
	Old  bool // in an earlier state of the file
	what diag.Text
}

// Text puts a place into words: 第 3 页; 第 2 页 批注; 旧版本 文档属性 作者.
func (p Place) Text() diag.Text {
	var zh, en []string
	add := func(t diag.Text) {
		if t.ZH != "" {
			zh, en = append(zh, t.ZH), append(en, t.EN)
		}
	}
	if p.Page > 0 {
		n := strconv.Itoa(p.Page)
		add(diag.Text{ZH: "第 " + n + " 页", EN: "page " + n})
	}
	if p.Old {
		add(diag.Text{ZH: "修改前的版本", EN: "earlier state"})
	}
	add(p.what)
	return diag.Text{ZH: strings.Join(zh, " "), EN: strings.Join(en, ", ")}
}

// as returns the place with what a text is.
func (p Place) as(zh, en string) Place {
	p.what = diag.Text{ZH: zh, EN: en}
	return p
}

// Read looks through a PDF file. limit bounds the bytes that are unpacked and those that
// are read of objects and operators, each time they are. The error is that of the sink.
func Read(data []byte, limit int64, sink Sink) (Result, error) {
	o := newObjects(data, limit)
	d := &document{objects: o, fonts: &fonts{objects: o, read: map[int]*font{}}, sink: sink, attached: map[int]string{}, pageOf: map[int]int{}, images: images{o, maxSamples}}
	if o.locked() {
		o.miss(Encrypted, 0, diag.Text{})
	} else {
		d.pages()
		d.rest()
	}
	d.result.Spent = limit - o.left + min(maxWork, limit) - max(o.work, 0)
	for why := Encrypted; why <= Active; why++ {
		if u := d.unread[why]; u != nil {
			d.result.Unread = append(d.result.Unread, *u)
		}
	}
	return d.result, d.err
}

// The bounds within which a file is read.
const (
	maxWork    = 48 << 20 // bytes of objects and of what draws pages that are read, each time they are
	maxObjects = 400_000
	maxPages   = 20_000
	maxDepth   = 64        // of arrays and dictionaries in one another
	maxForms   = 12        // of drawings within drawings
	maxSample  = 128 << 20 // bytes of one picture, unpacked
	maxSamples = 2 << 30   // bytes of all pictures, unpacked one after the other
	maxPixels  = 100 << 20 // of a picture that is written anew
)

// document is a file that is being read.
type document struct {
	*objects
	fonts    *fonts
	sink     Sink
	err      error // of the sink
	result   Result
	pageOf   map[int]int    // of objects that are annotations
	known    []dict         // resources of pages, for what has none
	attached map[int]string // names of embedded files
	images   images
	pictured map[int]bool // numbers of pictures that were handed on
}

// text hands on one text.
func (d *document) text(at Place, hidden bool, s string) {
	if s = strings.TrimSpace(s); s != "" && d.err == nil {
		d.err = d.sink.Text(Text{Place: at, Hidden: hidden, Cells: []Cell{{Text: s}}})
	}
}
