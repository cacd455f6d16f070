// Package record holds what is known of the documents and files of a site once
// they have been read: facts that are found out once, stay true as long as a
// file's stamp does, and are handed from one build to the next.
//
//   - [Doc]: one content file: its front matter, and sums of what it says.
//   - [Text]: what a document's text said of itself when it was rendered: its
//     links, anchors and pictures. Links are followed over these records.
//   - [File]: one file that is published as a file, with its [Facts]: the sum, the
//     size and the findings of what is published.
//   - [Output]: one published file, and the key it was made with.
//
// [Sources] are all documents and files together.
//
// Records are values of the snapshot, so they hold facts only: no handle on a
// site, and nothing that another day or another configuration would change. Once a
// Sources holds them, nothing changes them but [Doc.SetText].
//
// record reads no file, and knows nothing of outputs that are not yet made.
package record

import (
	"cmp"
	"slices"
	"strings"

	"gongkai/generator/asset"
	"gongkai/generator/cache"
	"gongkai/generator/diag"
	"gongkai/generator/page"
)

// Sources are the documents and the files of a site.
type Sources struct {
	Docs   []*Doc           // sorted by path; the place of a document is its ID
	Beside map[string]*File // files beside documents, by path below content/
	Static map[string]*File // the static files of the binary and of the site, by output path
	// Unread are those of the files that could not be read.
	Unread []*File
	// Downloads are the files that were made of the data of annual reports.
	Downloads []Download
	// Signatures are sums of signatures that have been verified, with what they are of
	// and by whose key they are.
	Signatures [][32]byte
	// Screened covers what the marks were found with: [screening.Screener.Sum].
	Screened cache.Sum
}

// Download is a file made of the data of an annual report. Pages tell its size and
// its SHA-256, and as long as it is made of the same, it need not be made again for that.
type Download struct {
	Of   cache.Sum // all that it is made of
	Info asset.Info
}

// Doc returns the place of the document at a path below content/; where there is
// none, the place that it would have.
func (s *Sources) Doc(path string) (id int, ok bool) {
	return slices.BinarySearchFunc(s.Docs, path, func(d *Doc, path string) int { return strings.Compare(d.Path, path) })
}

// File returns a file by its path below content/, or below static/ with a slash before
// it; nil where there is none.
func (s *Sources) File(path string) *File {
	if rest, ok := strings.CutPrefix(path, "/"); ok {
		return s.Static[rest]
	}
	return s.Beside[path]
}

// SourceSum returns the SHA-256 of the bytes of a file as they are committed, as 64
// hexadecimal digits; "" where there is no such file, or it cannot be read.
func (s *Sources) SourceSum(path string) string {
	f := s.File(path)
	if f == nil || f.Err != nil {
		return ""
	}
	return cmp.Or(f.Facts.Source, f.Facts.Info.SHA256)
}

// HasErrors reports whether some document has an error, apart from its text.
func (s *Sources) HasErrors() bool {
	return slices.ContainsFunc(s.Docs, func(d *Doc) bool { return diag.HasErrors(d.Found) })
}

// Reminder is something that must be done about a site by a day.
type Reminder struct {
	Day   page.Date // the last on which all is well
	Title string
	Says  diag.Text // what about it
}
