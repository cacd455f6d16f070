// Package intake takes files of other programs into a site: each becomes a draft
// under the next free number of a category, for `gongkai import` and for what is
// dropped on the preview.
//
//	file, err := intake.Open("通知.docx")
//	taker := &intake.Taker{Site: &draft.Site{Root: "."}}
//	result, err := taker.Take(file, page.Meta{Category: "notices", Date: today}, false)
//
// A file that was imported before is not imported again, and it is said what it has become
// (before.go).
//
// It joins two packages that do not know each other: importer, which knows files and
// no site, and draft, which knows a site and no files. What is said of a file is for
// the caller to show.
package intake

import (
	"path"
	"path/filepath"
	"slices"
	"strings"

	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/draft"
	"gongkai/generator/importer"
	"gongkai/generator/page"
)

// Result is what has become of a file.
type Result struct {
	// Written is the name of the draft's file, Path its path below content/ and Title
	// its title; all "" of a file that was refused.
	Written, Path, Title string
	// Found says what was taken from the file, and what could not be carried over; of
	// one that was refused or is there already, why.
	Found []diag.Diagnostic
	// There reports whether it is in the site already, and was left alone.
	There bool
}

// Refused reports whether no draft was made.
func (r *Result) Refused() bool { return r.Written == "" }

// Taker takes files into a site, for one goroutine.
type Taker struct {
	Site *draft.Site
	// Again takes what is in the site already all the same.
	Again bool
	known map[string][]known // by category; see in
}

// Take makes a draft of a file. m says where it belongs: category, date, and what else
// the file itself does not tell. With attach, the file becomes an attachment, too.
// err is a failure of the machine.
func (t *Taker) Take(file importer.File, m page.Meta, attach bool) (Result, error) {
	doc, found := importer.Read(file, attach)
	if doc == nil {
		return Result{Found: found}, nil
	}
	doc.JoinsLines = t.Site.JoinsLines
	m.Title, m.DocNumber, m.Issuer, m.Written = doc.Meta.Title, doc.Meta.DocNumber, doc.Meta.Issuer, doc.Meta.Written
	there, namesake, err := t.before(m.Category, doc, &m)
	if err != nil {
		return Result{}, err
	}
	switch pos := (diag.Pos{File: file.Name}); {
	case t.Again:
	case there != nil:
		there.Pos = pos
		return Result{Found: []diag.Diagnostic{*there}, There: true}, nil
	case namesake != "":
		found = append(found, sameTitle.At(pos, namesake))
	}
	result := Result{Title: m.Title}
	written, refused, err := t.Site.Document(m, func(d *draft.Document) error {
		result.Path = d.Meta.Path
		complete(d, doc)
		return nil
	})
	if err != nil || diag.HasErrors(refused) {
		return Result{Found: refused}, err
	}
	result.Written = written
	m.Path = result.Path
	body, _ := doc.Compose(numberOf(m.Path))
	t.known[m.Category] = append(t.known[m.Category], knownOf(&m, body))
	result.Found = append([]diag.Diagnostic{doc.Summary(file.Name, filepath.ToSlash(written))}, found...)
	return result, nil
}

// complete adds the body and the files of an imported document to a draft whose
// path is known.
func complete(d *draft.Document, doc *importer.Document) {
	number := strings.TrimSuffix(path.Base(d.Meta.Path), ".md")
	body, files := doc.Compose(number)
	d.Body = body
	d.Meta.Attachments = nil
	for _, f := range files {
		d.Beside = append(d.Beside, draft.File{Name: f.Name, Data: f.Data})
		if f.Title != "" {
			d.Meta.Attachments = append(d.Meta.Attachments, page.Attachment{File: path.Join(path.Dir(d.Meta.Path), f.Name), Title: f.Title})
		}
	}
}

// Categories lists the categories that take documents, and which of them is
// suggested: the first of notices. There may be none.
func Categories(all []config.Category) (list []config.Category, suggested int) {
	list = slices.DeleteFunc(slices.Clone(all), func(c config.Category) bool {
		return c.Kind == config.KindReports || c.Kind == config.KindGuide
	})
	return list, max(0, slices.IndexFunc(list, func(c config.Category) bool { return c.Kind == config.KindNotices }))
}
