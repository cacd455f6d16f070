// Package wacz writes a web archive of a site, and reads it back: a WACZ 1.2, which is a
// zip with a WARC 1.1, an index and a list of pages in it, and with other files beside
// these.
//
//	w, err := wacz.NewWriter(out, wacz.Site{Title: …, Address: …, Released: …})
//	err = w.Capture(wacz.Resource{Path: "index.html", …}, body)  // all of the site first
//	err = w.File("source/config.toml", body)                     // then what goes with it
//	err = w.Close()
//
//	r, err := wacz.Open(file, size)             // each file of the zip is held against its sum
//	err = r.Captures(func(path string, body io.Reader) error { … })
//	err = r.Files("source", func(path string, body io.Reader) error { … })
//
// # What is in it
//
//	archive/data.warc.gz     ; a warcinfo record, and a response for each file of the site
//	indexes/index.cdx        ; where in it each address is: CDXJ, sorted
//	pages/pages.jsonl        ; the HTML pages with their titles, the home page first
//	…                        ; other files, wherever the caller puts them
//	datapackage.json         ; all of these with sizes and SHA-256
//	datapackage-digest.json  ; the SHA-256 of that
//
// Each record is a gzip member of its own, and the archive is stored in the zip without
// another compression, so that one page can be read out of a large pack. A page called
// index.html is there under the address of its folder as well, as servers answer, and what
// is asked for with a query under an address with one.
//
// datapackage.json says that it is a "data-package", as WACZ 1.1.1 has it: the draft of 1.2
// has "wacz" there, which no reader knows and ReplayWeb.page refuses.
//
// Records are written here, and not by a library for WARC: those draw ids and times, or hold
// a record before it is written, and what is here is a header, a body and their place.
//
// # The same site gives the same bytes
//
// No clock is read. A capture bears the day on which its document was published, all else
// the day of the release, at midnight UTC: they are days, and not times. Ids of records
// are made of addresses and sums.
//
// # Packs from anywhere
//
// A pack is read as if an enemy had made it. A name that leads out of a folder or that some
// system cannot have, a link, a name twice, what is not listed or is not what is listed, a
// record that is longer or shorter than it says or not what its own sum says: all of that is
// an [Error], and so is a pack that unfolds to a hundred times its size. The sum of a record
// is known at its end: [Reader.Captures] has handed the file out by then. Heads of records
// and the list are bounded, the list by the number of files that there are.
//
// All these sums are in the pack itself. Who changes a file can change them, too: they show
// damage, and nothing else. Nor is the index read, or the list of pages.
//
// wacz writes no file and knows nothing of releases: whether the site in a pack is the one
// that an office has published is another question.
package wacz

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"strings"
	"time"
	"unicode"

	"gongkai/generator/address"
)

// The files of the format.
const (
	warcPath    = "archive/data.warc.gz"
	indexPath   = "indexes/index.cdx"
	pagesPath   = "pages/pages.jsonl"
	packagePath = "datapackage.json"
	digestPath  = "datapackage-digest.json"
)

// software is what packs and archives say of who has made them.
const software = "gongkai"

// home is the page that a reader of the pack sees first.
const home = "index.html"

// Site is the site of a pack.
type Site struct {
	Title string
	// Address is that of the site, which ends with a slash.
	Address  string
	Released time.Time
}

// Resource is a file of the site.
type Resource struct {
	Path      string // slash-separated
	Media     string // text/html; charset=utf-8
	Published time.Time
	Size      int64
	SHA256    [sha256.Size]byte
	// Asked is the parameter with which a form or a script asks for it, "" where none does.
	// A reader looks for an address with its query, and takes the most similar one.
	Asked string
}

// also are the other addresses under which a file is found.
func (r Resource) also(base string) (list []string) {
	if dir, name := path.Split(r.Path); name == home {
		list = append(list, escape(base, dir))
	}
	if r.Asked != "" {
		list = append(list, escape(base, r.Path)+"?"+url.QueryEscape(r.Asked)+"=")
	}
	return list
}

// description is datapackage.json.
type description struct {
	Profile      string   `json:"profile"`
	Version      string   `json:"wacz_version"`
	Title        string   `json:"title"`
	Created      string   `json:"created"`
	Software     string   `json:"software"`
	Home         start    `json:"home"`
	MainPageURL  string   `json:"mainPageUrl"`  // as WACZ 1.1 has it
	MainPageDate string   `json:"mainPageDate"` // likewise
	Resources    []listed `json:"resources"`
}

// start is where a reader begins.
type start struct {
	URL string `json:"url"`
	TS  string `json:"ts"`
}

// listed is a file of the pack.
type listed struct {
	Name  string `json:"name"`
	Path  string `json:"path"`
	Hash  string `json:"hash"`
	Bytes int64  `json:"bytes"`
}

// digest is datapackage-digest.json.
type digest struct {
	Path string `json:"path"`
	Hash string `json:"hash"`
}

// Error is what is wrong with a pack.
type Error struct{ ZH, EN string }

func (e *Error) Error() string { return e.EN }

// fail makes an Error. The formats take the same arguments.
func fail(zh, en string, args ...any) error {
	return &Error{fmt.Sprintf(zh, args...), fmt.Sprintf(en, args...)}
}

// isSafe reports whether a path leads to a file below a folder, and nowhere else, on any
// system: what is written on one is copied to another.
func isSafe(path string) bool {
	if !fs.ValidPath(path) || path == "." || strings.ContainsAny(path, `\:*?"<>|`) || strings.ContainsFunc(path, unicode.IsControl) {
		return false
	}
	for name := range strings.SplitSeq(path, "/") {
		if address.Device(name) || strings.HasSuffix(name, ".") || strings.HasSuffix(name, " ") {
			return false
		}
	}
	return true
}
