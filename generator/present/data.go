package present

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"gongkai/generator/cache"
	"gongkai/generator/catalog"
	"gongkai/generator/export"
	"gongkai/generator/page"
)

// Data describes an output that is not a page: the value that identifies its
// bytes.
type Data struct {
	Name string
	// Rows covers the documents that the file lists.
	Rows cache.Sum
	// Value is what else it shows.
	Value []string
}

// chunk is how much of a data file is put together before it is written.
const chunk = 1 << 16

// usualRow is how much of it most documents do not exceed.
const usualRow = 1 << 10

// Data returns the value from which an output that is not a page is made.
// sums gives the sum of a document's Meta.
func (s *Site) Data(o Output, sums func(catalog.ID) cache.Sum) Data {
	site := s.in.Config.Site
	d := Data{Name: o.Path, Value: []string{site.Name, s.in.Config.Office.Name, site.BaseURL, site.Domain}}
	switch o.Kind {
	case CatalogJSON, CatalogCSV:
		d.Rows = s.rowsSum(s.in.Catalog.Docs, sums)
	case CatalogData:
		d.Rows = s.rowsSum(s.yearDocs(int(o.Index)), sums)
	case Feed:
		d.Rows = s.rowsSum(s.feedDocs(o), sums)
	case Sitemap, SitemapPart:
		d.Rows = s.rowsSum(s.in.Catalog.Docs, sums)
		d.Value = append(d.Value, strconv.Itoa(len(s.outputs)))
	case ReportJSON, ReportCSV, ReportXLSX:
		if r := s.in.Report(int(o.Index)); r != nil {
			d.Value = append(d.Value, r.Sum)
		}
	}
	for _, c := range s.in.Config.Categories {
		d.Value = append(d.Value, c.Key, c.Name)
	}
	return d
}

// rowsSum covers what any data file can say of some documents.
func (s *Site) rowsSum(ids []catalog.ID, sums func(catalog.ID) cache.Sum) cache.Sum {
	h := cache.NewHash()
	b := make([]byte, 0, min(len(ids)*(len(cache.Sum{})+1), chunk+chunk/8))
	for _, id := range ids {
		sum := sums(id)
		b = append(append(b, sum[:]...), byte(s.in.Catalog.State(id)))
		b, _ = flush(h, b) // a hash never fails
	}
	h.Write(b)
	return h.Sum()
}

// Write writes an output that is not a page, nor made by package report.
func (s *Site) Write(w io.Writer, o Output) error {
	switch o.Kind {
	case CatalogJSON:
		open := export.JSONOpen(nil, s.in.Config.Office.Name, s.in.Config.Site.Name, len(s.in.Catalog.Docs))
		return s.writeRows(w, o.Kind, s.in.Catalog.Docs, open, export.JSONClose(nil))
	case CatalogCSV:
		return s.writeRows(w, o.Kind, s.in.Catalog.Docs, export.CSVHead(nil), nil)
	case CatalogData:
		open := export.DataOpen(nil, strconv.Itoa(int(o.Index)))
		return s.writeRows(w, o.Kind, s.yearDocs(int(o.Index)), open, export.DataClose(nil))
	case Feed:
		return write(w, s.feed(o).Atom(nil))
	case Sitemap:
		return s.writeSitemap(w)
	case SitemapPart:
		return s.writeAddresses(w, int(o.Index))
	case Robots:
		return write(w, export.Robots(nil, s.sitemapAddress()))
	}
	panic("present: not a data file: " + o.Path)
}

func write(w io.Writer, b []byte) error {
	_, err := w.Write(b)
	return err
}

// flush writes b where it has become long, and returns what is left of it.
func flush(w io.Writer, b []byte) ([]byte, error) {
	if len(b) < chunk {
		return b, nil
	}
	return b[:0], write(w, b)
}

// writeRows writes documents, newest first, in pieces. A row is not handed to a
// function that is a value: it would not stay on the stack, and whenever the
// garbage collector runs each of its thirty pointers would be told to it.
func (s *Site) writeRows(w io.Writer, kind Kind, ids []catalog.ID, b, end []byte) error {
	b = slices.Grow(b, min(len(ids)*usualRow, chunk+chunk/8))
	var row export.Row
	for i, id := range slices.Backward(ids) {
		s.fillRow(&row, id)
		b = appendRow(b, kind, &row)
		if i > 0 && kind != CatalogCSV {
			b = append(b, ',')
		}
		var err error
		if b, err = flush(w, b); err != nil {
			return err
		}
	}
	return write(w, append(b, end...))
}

// appendRow appends a row in the form of a kind of output.
func appendRow(b []byte, kind Kind, row *export.Row) []byte {
	switch kind {
	case CatalogJSON:
		return row.AppendJSON(b)
	case CatalogCSV:
		return row.AppendCSV(b)
	}
	return row.AppendData(b)
}

// fillRow makes the catalog's row of a document where another was.
func (s *Site) fillRow(row *export.Row, id catalog.ID) {
	m := s.in.Catalog.Meta(id)
	c := &s.in.Catalog.SectionOf(id).Category
	*row = export.Row{
		Index: m.IndexNumber, Title: m.Title, URL: page.Rel("", s.address(id)), Base: s.in.Config.Site.BaseURL,
		Category: c.Key, Column: c.Name, Date: s.texts.date(m.Date), Written: s.texts.day(m.MadeOn()),
		Issuer: s.issuer(m), Source: s.source(m), Number: m.DocNumber, Subject: m.Subject,
		Genre: m.Genre, Keywords: m.Keywords, Summary: m.Summary,
		Validity:  s.in.Catalog.State(id).String(),
		Effective: s.texts.day(m.Effective), Expires: s.texts.day(m.Expires), Repealed: s.texts.day(m.Repealed),
		Disclosure: m.Disclosure, Attachments: row.Attachments[:0],
	}
	for _, a := range m.Attachments {
		row.Attachments = append(row.Attachments, a.File)
	}
}

// feedDocs returns the documents of a feed, newest first.
func (s *Site) feedDocs(o Output) []catalog.ID {
	docs := s.in.Catalog.Docs
	if o.Index >= 0 {
		docs = s.lists[o.Index].docs
	}
	newest := slices.Clone(docs[max(0, len(docs)-s.in.Config.Lists.Feed):])
	slices.Reverse(newest)
	return newest
}

// feed makes the feed of the site or of a category.
func (s *Site) feed(o Output) *export.Feed {
	home, title := "index.html", s.in.Config.Site.Name
	if o.Index >= 0 {
		l := &s.lists[o.Index]
		home, title = l.front, title+" "+s.in.Catalog.Sections[l.section].Category.Name
	}
	f := &export.Feed{
		Title:  title,
		Author: s.in.Config.Office.Name,
		ID:     s.feedID(o.Path),
		Home:   s.reach(o.Path, home),
		Self:   s.absolute(o.Path),
		// A feed without entries has no date of its own; any fixed one will do.
		Updated: time.Unix(0, 0).In(page.Zone).Format(time.RFC3339),
	}
	for i, id := range s.feedDocs(o) {
		m := s.in.Catalog.Meta(id)
		updated := m.Date.Time().Format(time.RFC3339)
		if i == 0 {
			f.Updated = updated
		}
		f.Entries = append(f.Entries, export.Entry{
			Title: m.Title, ID: s.feedID(s.address(id)), Href: s.reach(o.Path, s.address(id)),
			Updated: updated, Author: s.source(m), Summary: m.Summary,
			Column: s.in.Catalog.SectionOf(id).Category.Name,
		})
	}
	return f
}

// feedID identifies an output in a feed: its address, or where the site's
// address is not known, a URN made from the name of the site and the path.
func (s *Site) feedID(path string) string {
	if address := s.absolute(path); address != "" {
		return address
	}
	sum := sha256.Sum256([]byte(s.in.Config.Site.Name + "\x00" + path))
	h := hex.EncodeToString(sum[:16])
	return "urn:uuid:" + strings.Join([]string{h[:8], h[8:12], h[12:16], h[16:20], h[20:]}, "-")
}

// reach returns an absolute address, or one relative to `from` where the
// site's address is not known.
func (s *Site) reach(from, to string) string {
	if address := s.absolute(to); address != "" {
		return address
	}
	return page.Rel(from, to)
}
