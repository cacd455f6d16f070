// Package sitetest examines a finished site as its readers get it: a folder of
// files, opened in a browser from a server's root, from a folder of a server,
// or from a disk. It knows nothing of how the site was made.
//
//	site, err := sitetest.Read("public", "https://town.example/")
//	for _, f := range site.Check() { … }                 // what is wrong with the pages
//	crawl := site.Crawl("http://127.0.0.1:8080/a/b/", sitetest.Fetch)
//	for _, f := range crawl.Findings { … }               // what does not resolve
//	clicks := crawl.Clicks("index.html")                 // how far each page is
//
// [Site.Check] reads each page: its first line and language, its one title and
// one heading, ids and what refers to them. [Site.Inline] finds what browsers would
// refuse by the pages' own Content-Security-Policy. [Page.Tags] and [Page.Foot]
// hold a page against what 国办发〔2017〕47号 asks of it. [Site.Crawl] resolves every
// reference of every file as a browser does, and gets what it leads to.
//
// # References
//
// A reference is one of four kinds, and each has its own rule:
//
//	link    a reader follows it: inside the site relative and ending in a file
//	        name, so that it works from a disk; or http, https, mailto, tel
//	load    the browser loads it by itself: inside the site only
//	rooted  data for a script, relative to the root of the site
//	public  for the world outside: feeds, sitemaps, canonical addresses; begins
//	        with base_url, and what follows it exists; relative where the site
//	        has no base_url
//
// The package is imported by tests only. It imports nothing of ours.
package sitetest

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Site is a finished site, read from its folder.
type Site struct {
	Dir   string   // absolute
	Base  string   // base_url, "" for a site without
	Files []string // slash-separated paths below Dir, sorted
	Pages []*Page  // the HTML files among them, in the same order
	data  map[string][]byte
	pages map[string]*Page
}

// Finding is what is wrong with a file.
type Finding struct {
	File string // path below the site's folder
	Text string
}

// String returns the finding as a line of text.
func (f Finding) String() string { return f.File + ": " + f.Text }

// Read reads a site. Files whose names begin with a dot are the generator's or
// the server's own, and no part of it.
func Read(dir, base string) (*Site, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	s := &Site{Dir: dir, Base: base, data: map[string][]byte{}, pages: map[string]*Page{}}
	err = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if strings.HasPrefix(d.Name(), ".") && name != dir {
			if d.IsDir() {
				return filepath.SkipDir
			}
			return nil
		}
		if d.IsDir() {
			return nil
		}
		return s.add(name)
	})
	if err != nil {
		return nil, err
	}
	slices.Sort(s.Files)
	for _, path := range s.Files {
		if !isPage(path) {
			continue
		}
		page, err := parsePage(path, s.data[path])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		s.Pages = append(s.Pages, page)
		s.pages[path] = page
	}
	return s, nil
}

// add reads one file.
func (s *Site) add(name string) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	path, err := filepath.Rel(s.Dir, name)
	if err != nil {
		return err
	}
	path = filepath.ToSlash(path)
	s.Files = append(s.Files, path)
	s.data[path] = data
	return nil
}

// Data returns the bytes of a file of the site, nil where there is none.
func (s *Site) Data(path string) []byte { return s.data[path] }

// Sample returns pages that together have every kind of element there is: each has one, by its
// name and classes and those of the element around it, that none before it has.
func (s *Site) Sample() []*Page {
	var sample []*Page
	seen := map[string]bool{}
	for _, p := range s.Pages {
		before := len(seen)
		maps.Copy(seen, p.elements)
		if len(seen) > before {
			sample = append(sample, p)
		}
	}
	return sample
}

// Page returns a page of the site, nil where there is none.
func (s *Site) Page(path string) *Page { return s.pages[path] }

func isPage(path string) bool { return strings.HasSuffix(path, ".html") }
