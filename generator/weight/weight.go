// Package weight tells how much a browser loads of a published page that it has never
// seen: the page, its style sheets, scripts and pictures, as they lie there. What is
// loaded later, at a click, is not counted; neither is that a server may compress it.
//
//	w, err := weight.Of(os.DirFS("public"), "index.html")
package weight

import (
	"bytes"
	"io/fs"
	"net/url"
	"path"
	"strings"

	"golang.org/x/net/html"
)

// Page is what a page weighs.
type Page struct {
	Path  string
	Bytes int64
	// Largest is the largest of the files, and how large it is.
	Largest      string
	LargestBytes int64
}

// Of weighs a page. What it refers to and is not there weighs nothing.
func Of(dir fs.FS, name string) (Page, error) {
	p := Page{Path: name}
	data, err := fs.ReadFile(dir, name)
	if err != nil {
		return p, err
	}
	p.add(name, int64(len(data)))
	seen := map[string]bool{}
	for tokens := html.NewTokenizer(bytes.NewReader(data)); ; {
		switch tokens.Next() {
		case html.ErrorToken:
			return p, nil
		case html.StartTagToken, html.SelfClosingTagToken:
			file := loaded(name, tokens.Token())
			if file == "" || seen[file] {
				continue
			}
			seen[file] = true
			if info, err := fs.Stat(dir, file); err == nil && info.Mode().IsRegular() {
				p.add(file, info.Size())
			}
		}
	}
}

func (p *Page) add(file string, size int64) {
	p.Bytes += size
	if size > p.LargestBytes {
		p.Largest, p.LargestBytes = file, size
	}
}

// loaded returns the file that a tag has a browser load; "" where it has none, or one of
// another site.
func loaded(from string, t html.Token) string {
	value := func(name string) string {
		for _, a := range t.Attr {
			if a.Key == name {
				return a.Val
			}
		}
		return ""
	}
	ref := ""
	switch t.Data {
	case "img", "script":
		ref = value("src")
	case "link":
		if rel := value("rel"); strings.Contains(rel, "stylesheet") || strings.Contains(rel, "icon") {
			ref = value("href")
		}
	}
	u, err := url.Parse(ref)
	if err != nil || u.Path == "" || u.Scheme != "" || u.Host != "" {
		return ""
	}
	file := path.Join(path.Dir(from), u.Path)
	if !fs.ValidPath(file) {
		return ""
	}
	return file
}
