package present

import (
	"io"
	"slices"
	"strconv"
	"sync"

	"gongkai/generator/cache"
	"gongkai/generator/catalog"
	"gongkai/generator/export"
	"gongkai/generator/page"
)

// usualRow is how many bytes the rows of most documents do not exceed.
const usualRow = 1 << 10

// catalogData lists the files of the catalog's rows: one as JSON, with what describes
// it, one as CSV, one of the attachments, and one for each year, which the catalog's
// page loads for its filter.
func catalogData(s *site) []Late {
	c := s.Catalog
	data := func(path string, form rowForm, docs []catalog.ID, open, end []byte) Late {
		return Late{Path: path, Beside: true, ID: catalog.None, Docs: docs, Write: func(w io.Writer) error {
			return writeRows(w, s, form, docs, open, end)
		}}
	}
	terms := export.Licence(s.Config.Licence)
	open := export.JSONOpen(nil, s.Config.Office.Name, s.Config.Site.Name, len(c.Docs), terms, schemaPath)
	late := []Late{
		data(catalogJSONPath, asJSON, c.Docs, open, export.JSONClose(nil)),
		data(catalogCSVPath, asCSV, c.Docs, export.CSVHead(nil), nil),
		data(filesCSVPath, asFiles, c.Docs, export.FilesHead(nil), nil),
	}
	facts := sync.OnceValue(func() string { return factsSum(s) })
	for i := range late {
		late[i].Facts = facts
		late[i].Values = []string{terms.Name, terms.URL}
	}
	late = append(late, Late{Path: schemaPath, ID: catalog.None, Write: func(w io.Writer) error {
		schema, err := export.CatalogSchema()
		if err != nil {
			return err
		}
		return write(w, schema)
	}})
	for _, year := range c.Years {
		late = append(late, data(catalogDataPath(year.Key), asData, year.Docs, export.DataOpen(nil, year.Key), export.DataClose(nil)))
	}
	return late
}

// factsSum covers what the catalog's rows tell that does not stand in the front matter
// of their documents: what is known of attachments and of files whose tables are shown, and
// the documents related.
func factsSum(s *site) string {
	h := cache.NewHash()
	var row export.Row
	var b []byte
	for _, id := range s.Catalog.Docs {
		fillFiles(&row, s, id)
		fillRelations(&row, s, id)
		if len(row.Files) > 0 || row.Relations.Any() {
			b = row.AppendJSON(strconv.AppendInt(b[:0], int64(id), 10))
			h.Write(b)
		}
	}
	sum := h.Sum()
	return string(sum[:])
}

// rowForm is the form in which a file has its rows.
type rowForm uint8

const (
	asJSON rowForm = iota
	asCSV
	asFiles
	asData
)

// append appends a row.
func (f rowForm) append(b []byte, row *export.Row) []byte {
	switch f {
	case asJSON:
		return row.AppendJSON(b)
	case asCSV:
		return row.AppendCSV(b)
	case asFiles:
		return row.AppendFiles(b)
	}
	return row.AppendData(b)
}

// comma reports whether rows stand in a list.
func (f rowForm) comma() bool { return f == asJSON || f == asData }

// writeRows writes documents, newest first, in pieces. A row is not handed to a
// function that is a value: it would not stay on the stack, and whenever the
// garbage collector runs each of its thirty pointers would be told to it.
func writeRows(w io.Writer, s *site, form rowForm, ids []catalog.ID, open, end []byte) error {
	b := append(make([]byte, 0, len(open)+min(len(ids)*usualRow, chunk+chunk/8)), open...)
	var row export.Row
	for i, id := range slices.Backward(ids) {
		fillRow(&row, s, id)
		if form != asData {
			fillFiles(&row, s, id)
			fillRelations(&row, s, id)
		}
		b = form.append(b, &row)
		if i > 0 && form.comma() {
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
	modified := m.Updated()
	if modified.IsZero() {
		modified = m.Date
	}
	*row = export.Row{
		Index: m.IndexNumber, Title: m.Title, URL: page.Rel("", s.address(id)), Base: s.Config.Site.BaseURL,
		Category: c.Key, Column: c.Name, Date: s.date(m.Date), Written: s.day(m.MadeOn()), Updated: s.date(m.Updated()),
		Issuer: s.issuer(m), Source: s.source(m), Number: m.DocNumber, Subject: m.Subject,
		Genre: m.Genre, Keywords: m.Keywords, Summary: m.Summary,
		Validity:  s.Catalog.State(id).String(),
		Effective: s.day(m.Effective), Expires: s.day(m.Expires), Repealed: s.day(m.Repealed),
		Disclosure: m.Disclosure, Attachments: row.Attachments[:0],
		Modified: s.day(modified), Files: row.Files[:0],
	}
	for _, a := range s.files(id) {
		row.Attachments = append(row.Attachments, a.File)
	}
}

// fillFiles tells what is known of the files of a document, as far as they exist.
func fillFiles(row *export.Row, s *site, id catalog.ID) {
	row.Files = row.Files[:0]
	for _, a := range s.files(id) {
		f, ok := s.File(a.File)
		if !ok {
			continue // a finding of the build
		}
		row.Files = append(row.Files, export.File{Title: titleOf(a), URL: page.Rel("", a.File), Media: mediaOf(a.File), Size: f.Size, SHA256: f.SHA256})
	}
}

// fillRelations tells which documents one is related to: few have any.
func fillRelations(row *export.Row, s *site, id catalog.ID) {
	r := s.Catalog.Relations(id)
	row.Relations = export.Relations{
		Interprets: s.refs(r.Interprets), InterpretedBy: s.refs(r.InterpretedBy), Replaces: s.refs(r.Replaces), ReplacedBy: s.refs(r.ReplacedBy),
	}
}

// refs names documents.
func (s *site) refs(ids []catalog.ID) (refs []export.Ref) {
	for _, id := range ids {
		refs = append(refs, export.Ref{Title: s.Catalog.Meta(id).Title, URL: page.Rel("", s.address(id))})
	}
	return refs
}
