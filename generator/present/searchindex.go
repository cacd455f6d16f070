package present

import (
	"encoding/hex"
	"io"
	"slices"
	"sync"

	"gongkai/generator/cache"
	"gongkai/generator/catalog"
	"gongkai/generator/report"
	"gongkai/generator/search"
)

// index is the search index of one state of a site. Which files it has is known from the
// beginning; it is made when the first of them is asked for.
type index struct {
	*site
	arrangement *search.Arrangement
	sum         func() string
	made        func() (*search.Index, error)
}

// newIndex arranges the index of a site; nil: it has none.
func newIndex(s *site) *index {
	if s.Config.Search.Off || s.Texts.Text == nil {
		return nil
	}
	entries := make([]search.Entry, len(s.Catalog.All))
	for i, id := range s.Catalog.All {
		day := s.Catalog.Meta(id).Date
		entries[i] = search.Entry{Year: day.Year(), Month: int(day.Time().Month()), Size: s.Texts.Size(id)}
	}
	return (&index{arrangement: search.Arrange(entries)}).of(s)
}

// of returns the index of another state of the same site in which every document stands
// where it stood. It has the same files, which a build from nothing need not have where
// texts have grown much; only a preview is made so.
func (x *index) of(s *site) *index {
	if x == nil {
		return nil
	}
	next := &index{site: s, arrangement: x.arrangement}
	next.sum = sync.OnceValue(next.textsSum)
	next.made = sync.OnceValues(next.build)
	return next
}

// len returns how many files there are.
func (x *index) len() int {
	if x == nil {
		return 0
	}
	return len(x.arrangement.Files())
}

// path returns the path of a file.
func (x *index) path(i int) string { return searchFolder + x.arrangement.Files()[i] }

// late describes a file. They all depend on all texts, so each is summed once for all.
func (x *index) late(i int) *Late {
	return &Late{Path: x.path(i), ID: catalog.None, Texts: x.sum, Write: func(w io.Writer) error {
		made, err := x.made()
		if err != nil {
			return err
		}
		data, err := made.File(i)
		if err != nil {
			return err
		}
		return write(w, data)
	}}
}

// textsSum covers what the index is made from.
func (x *index) textsSum() string {
	h := cache.NewHash()
	var b []byte
	for _, id := range x.Catalog.All {
		m := x.Catalog.Meta(id)
		b = append(b[:0], byte(x.Catalog.State(id)))
		sum := x.Texts.Sum(id)
		for range 8 {
			b, sum = append(b, byte(sum)), sum>>8
		}
		codec := cache.For[searched]()
		meta := codec.Sum(&searched{x.address(id), m.Date.Day, m.Title, m.DocNumber, m.IndexNumber, m.Summary, x.attachmentTitles(id), x.Catalog.SectionOf(id).Index, x.cells(id)})
		h.Write(append(b, meta[:]...))
	}
	sum := h.Sum()
	return hex.EncodeToString(sum[:])
}

// searched is what of its front matter a document is found by, and shown with.
type searched struct {
	Path                          string
	Day                           int32
	Title, Number, Index, Summary string
	Attachments                   []string
	Section                       int
	Cells                         []string
}

// build makes the index.
func (x *index) build() (*search.Index, error) {
	if x.Texts.Begin != nil {
		x.Texts.Begin()
	}
	facets := search.Facets{Validities: validities()}
	for _, c := range x.Config.Categories {
		facets.Categories = append(facets.Categories, [2]string{c.Key, c.Name})
	}
	return search.Build(search.Input{
		Arrangement: x.arrangement, Facets: facets, Workers: x.Texts.Workers, Document: x.document, Text: x.text,
	})
}

// document returns a document as it is searched.
func (x *index) document(i int) search.Document {
	id := x.Catalog.All[i]
	m := x.Catalog.Meta(id)
	return search.Document{
		Path: x.address(id), Day: m.Date.Day, Title: m.Title, Number: m.DocNumber, Index: m.IndexNumber, Summary: m.Summary,
		Attachments: x.attachmentTitles(id), Category: x.Catalog.SectionOf(id).Index, Validity: int(x.Catalog.State(id)),
	}
}

// attachmentTitles are what the page of a document calls its files.
func (x *index) attachmentTitles(id catalog.ID) []string {
	var list []string
	for _, a := range x.Catalog.Meta(id).Attachments {
		if _, ok := x.File(a.File); ok {
			list = append(list, titleOf(a))
		}
	}
	return list
}

// text returns the text of a document, with what else its page shows.
func (x *index) text(worker, i int) (search.Text, error) {
	id := x.Catalog.All[i]
	text, err := x.Texts.Text(worker, id)
	cells := x.cells(id)
	if err != nil || cells == nil {
		return text, err
	}
	var coder search.Coder
	return coder.Append(text, cells...), nil
}

// cells lists what the page of a document shows beside its text: what is written in the
// tables of an annual report, and in a guide to a service; nil for any other document.
func (x *index) cells(id catalog.ID) []string {
	m := x.Catalog.Meta(id)
	if m.Service != nil {
		return serviceCells(service(m.Service))
	}
	if m.Form == "" {
		return nil
	}
	at := slices.IndexFunc(x.Catalog.Reports, func(r catalog.ReportID) bool { return r.ID == id })
	if at < 0 {
		return nil
	}
	r := x.Report(x.Catalog.Reports[at].Year)
	if r == nil {
		return nil
	}
	return cellsOf(r.Tables)
}

// cellsOf lists what is written in tables.
func cellsOf(tables []report.Table) []string {
	var list []string
	for _, t := range tables {
		list = append(list, t.Caption, t.Note)
		for _, row := range slices.Concat(t.Head, t.Rows) {
			for _, cell := range row {
				list = append(list, cell.Text)
			}
		}
	}
	return list
}
