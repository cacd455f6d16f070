// Package draft starts what is to be written: a document under the next free
// number of its category and year, and the annual report of a year.
//
//	site := &draft.Site{Root: "."}
//	file, found, err := site.Document(page.Meta{Title: "…", Category: "notices", Date: day}, nil)
//
// A [Site] is a folder in which documents are kept. An address is never given
// twice: the next number is one more than the highest that is in the folder of
// the year, as a document's or as that of a file beside one, or that was ever an
// address there. What was is known from the aliases of all documents, from the
// records (records/published.tsv), and from the history that git has of the
// folder, all branches of it. Numbers that were skipped stay free, for one of
// them may have been the address of a document that is gone. Where two people
// start a document at once, the one who comes second gets the number after.
//
// What is started is a draft, from the first line to the last that is filled in:
// it is published when somebody takes the line out that says so. Nothing is
// overwritten. What is started must be sound: front matter that
// [page.Parse] would refuse is not written, and the findings say why.
//
// draft knows neither the categories of the site nor whether a year can have a
// report; that is for the caller to ask.
package draft

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"

	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/source"
)

// Site is where something is started, for one goroutine.
type Site struct {
	// Root is the site's folder.
	Root string
	// JoinsLines says that a line break within a paragraph means nothing in the texts of
	// the site, as its config.toml may have it.
	JoinsLines bool
	// Unknown, if not nil, says why git did not tell which documents were deleted: the
	// number that was given may be that of one.
	Unknown error
	numbers map[string]int // see had
}

// Document is a document to be started.
type Document struct {
	Meta page.Meta
	Body []byte
	// Beside are the files that it refers to, to be written into its folder.
	Beside []File
}

// File is a file beside a document. Its name begins with the document's number,
// as in 0003-附件1.pdf, which keeps apart what belongs to different documents.
type File struct {
	Name string
	Data []byte
}

// Document writes a document under the next free number of its category and
// the year of its date, and returns the name of the file. Where m is not sound,
// it writes nothing and returns findings, errors among them.
//
// complete, if it is not nil, is called with the document once its path is
// known, and adds the body and what lies beside it, whose names depend on the
// path. It is called again with another path where that one was taken meanwhile.
func (s *Site) Document(m page.Meta, complete func(*Document) error) (file string, found []diag.Diagnostic, err error) {
	for {
		doc := Document{Meta: m}
		doc.Meta.Draft = true
		if doc.Meta.Path, err = s.next(m.Category, m.Date.Year()); err != nil {
			return "", nil, err
		}
		if complete != nil {
			if err := complete(&doc); err != nil {
				return "", nil, err
			}
		}
		text := append(page.Template(doc.Meta), doc.Body...)
		if _, found = page.Parse(doc.Meta.Path, text); diag.HasErrors(found) {
			return "", found, nil
		}
		file = s.file(doc.Meta.Path)
		if err = writeAll(file, text, doc.Beside); err != errTaken {
			return file, found, err
		}
	}
}

// errTaken says that there is a document of that number by now.
var errTaken = errors.New("the number is taken")

// writeAll writes a document and what lies beside it, or nothing. The document
// comes last: who sees it finds all that it refers to.
func writeAll(document string, text []byte, beside []File) error {
	var written []string
	var err error
	for _, f := range beside {
		name := filepath.Join(filepath.Dir(document), f.Name)
		if err = create(name, f.Data); err != nil {
			break
		}
		written = append(written, name)
	}
	if err == nil {
		if err = create(document, text); err == nil {
			return nil
		}
		if errors.Is(err, fs.ErrExist) {
			err = errTaken
		}
	}
	for _, name := range written {
		if e := os.Remove(name); e != nil {
			return errors.Join(err, e)
		}
	}
	return err
}

// file returns the name of a file by its path below content/.
func (s *Site) file(p string) string {
	return filepath.Join(s.Root, "content", filepath.FromSlash(p))
}

// next returns the path below content/ of the next document of a category in a
// year.
func (s *Site) next(category string, year int) (string, error) {
	folder := path.Join(category, strconv.Itoa(year))
	root, err := source.At(s.Root)
	if err != nil {
		return "", err
	}
	entries, err := root.Names(path.Join("content", folder))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	highest, err := s.had(folder)
	if err != nil {
		return "", err
	}
	for _, e := range entries {
		highest = max(highest, numberOf(e.Name()))
	}
	return path.Join(folder, fmt.Sprintf("%04d.md", highest+1)), nil
}

// numbered is the name of a numbered document, or of a file that belongs to
// one: 0003.md, 0003-附件1.pdf. A longer number is a date or something else, and so
// is one of six digits that begins as a year and a month do.
var (
	numbered = regexp.MustCompile(`^(\d{4,6})(?:\D|$)`)
	monthly  = regexp.MustCompile(`^(?:19|20)\d\d(?:0[1-9]|1[0-2])\D`)
)

// numberOf returns the number with which a name begins, 0 where it has none.
func numberOf(name string) int {
	m := numbered.FindStringSubmatch(name)
	if m == nil || monthly.MatchString(name) {
		return 0
	}
	n, _ := strconv.Atoi(m[1]) // six digits always fit
	return n
}

// create writes a file that does not exist yet, and its folder; what cannot be
// written to its end does not stay.
func create(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err != nil {
		err = errors.Join(err, os.Remove(name))
	}
	return err
}
