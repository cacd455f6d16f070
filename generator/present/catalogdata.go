package present

import (
	"io"
	"slices"

	"gongkai/generator/catalog"
	"gongkai/generator/export"
	"gongkai/generator/page"
)

// usualRow is how many bytes the rows of most documents do not exceed.
const usualRow = 1 << 10

// catalogData lists the files of the catalog's rows: one as JSON, one as CSV, and
// one for each year, which the catalog's page loads for its filter.
func catalogData(s *site) []Late {
	c := s.Catalog
	data := func(path string, form rowForm, docs []catalog.ID, open, end []byte) Late {
		return Late{Path: path, Beside: true, ID: catalog.None, Docs: docs, Write: func(w io.Writer) error {
			return writeRows(w, s, form, docs, open, end)
		}}
	}
	open := export.JSONOpen(nil, s.Config.Office.Name, s.Config.Site.Name, len(c.Docs))
	late := []Late{
		data(catalogJSONPath, asJSON, c.Docs, open, export.JSONClose(nil)),
		data(catalogCSVPath, asCSV, c.Docs, export.CSVHead(nil), nil),
	}
	for _, year := range c.Years {
		late = append(late, data(catalogDataPath(year.Key), asData, year.Docs, export.DataOpen(nil, year.Key), export.DataClose(nil)))
	}
	return late
}

// rowForm is the form in which a file has its rows.
type rowForm uint8

const (
	asJSON rowForm = iota
	asCSV
	asData
)

// append appends a row.
func (f rowForm) append(b []byte, row *export.Row) []byte {
	switch f {
	case asJSON:
		return row.AppendJSON(b)
	case asCSV:
		return row.AppendCSV(b)
	}
	return row.AppendData(b)
}

// writeRows writes documents, newest first, in pieces. A row is not handed to a
// function that is a value: it would not stay on the stack, and whenever the
// garbage collector runs each of its thirty pointers would be told to it.
func writeRows(w io.Writer, s *site, form rowForm, ids []catalog.ID, open, end []byte) error {
	b := append(make([]byte, 0, len(open)+min(len(ids)*usualRow, chunk+chunk/8)), open...)
	var row export.Row
	for i, id := range slices.Backward(ids) {
		fillRow(&row, s, id)
		b = form.append(b, &row)
		if i > 0 && form != asCSV {
			b = append(b, ',')
		}
		var err error
		if b, err = flush(w, b); err != nil {
			return err
		}
	}
	return write(w, append(b, end...))
}

// fillRow makes the catalog's row of a document where another was.
func fillRow(row *export.Row, s *site, id catalog.ID) {
	m := s.Catalog.Meta(id)
	c := &s.Catalog.SectionOf(id).Category
	*row = export.Row{
		Index: m.IndexNumber, Title: m.Title, URL: page.Rel("", s.address(id)), Base: s.Config.Site.BaseURL,
		Category: c.Key, Column: c.Name, Date: s.date(m.Date), Written: s.day(m.MadeOn()), Updated: s.date(m.Updated()),
		Issuer: s.issuer(m), Source: s.source(m), Number: m.DocNumber, Subject: m.Subject,
		Genre: m.Genre, Keywords: m.Keywords, Summary: m.Summary,
		Validity:  s.Catalog.State(id).String(),
		Effective: s.day(m.Effective), Expires: s.day(m.Expires), Repealed: s.day(m.Repealed),
		Disclosure: m.Disclosure, Attachments: row.Attachments[:0],
	}
	for _, a := range m.Attachments {
		row.Attachments = append(row.Attachments, a.File)
	}
}
