package present

import (
	"strings"

	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/page"
)

// wayUp leads up as many folders as references are taken from it.
const wayUp = "../../../../../../../../"

// up returns the way up n folders.
func up(n int) string {
	if n := n * len("../"); n <= len(wayUp) {
		return wayUp[:n]
	}
	return strings.Repeat("../", n)
}

// root does what [page.Root] does.
func root(from string) string {
	if n := strings.Count(from, "/"); n > 0 {
		return up(n)
	}
	return "./"
}

// rel does what [page.Rel] does. Most references lead to a place in or below
// the folder of the page, and most addresses need no encoding: then it is the
// end of the address, or that behind the way up.
func rel(from, to string) string {
	rest, below := strings.CutPrefix(to, from[:strings.LastIndexByte(from, '/')+1])
	n := 0
	if !below {
		same := common(from, to)
		rest, n = to[same:], strings.Count(from[same:], "/")
	}
	switch {
	case !plain(rest):
		return page.Rel(from, to)
	case n == 0:
		return rest
	}
	return up(n) + rest
}

// common returns the length of the folders that two paths have in common.
func common(a, b string) int {
	same := 0
	for i := 0; i < len(a) && i < len(b) && a[i] == b[i]; i++ {
		if a[i] == '/' {
			same = i + 1
		}
	}
	return same
}

// plain reports whether a path stands in a reference as it is.
func plain(path string) bool {
	for i := range len(path) {
		if !unreserved[path[i]] {
			return false
		}
	}
	return path == "" || path[0] != '/'
}

// unreserved tells the characters of RFC 3986 that are never encoded, and the
// slash.
var unreserved = func() (table [256]bool) {
	for _, c := range []byte("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/") {
		table[c] = true
	}
	return table
}()

// target is a path that very many pages refer to. It is written behind the way
// up once, whole and without its folder: references to it are parts of these.
type target struct {
	path   string
	folder int    // length of the folder of the path
	whole  string // the way up, and the path
	file   string // the way up, and the path without its folder
}

func newTarget(path string) target {
	folder := strings.LastIndexByte(path, '/') + 1
	if !plain(path) || strings.Count(path, "/") > 1 {
		return target{path: path, folder: folder}
	}
	return target{path, folder, wayUp + path, wayUp + path[folder:]}
}

// from does what [page.Rel] does.
func (t *target) from(page string) string {
	text, below := t.whole, 0
	if strings.HasPrefix(page, t.path[:t.folder]) {
		text, below = t.file, t.folder
	}
	up := strings.Count(page[below:], "/") * len("../")
	if up > len(wayUp) || text == "" {
		return rel(page, t.path)
	}
	return text[len(wayUp)-up:]
}

// targets are what the pages of a site refer to most often.
type targets struct {
	home, feed target
	columns    []column          // by section
	subjects   map[string]target // front pages of the subjects that documents have
}

// column is what all pages of a category say of it.
type column struct {
	front, feed target
	feedName    string
	keywords    string
}

func newTargets(cfg *config.Config, c *catalog.Catalog) targets {
	t := targets{
		home: newTarget("index.html"), feed: newTarget("feed.xml"),
		columns:  make([]column, len(c.Sections)),
		subjects: make(map[string]target, len(c.Subjects)),
	}
	for i := range c.Sections {
		cat := &c.Sections[i].Category
		t.columns[i] = column{
			front:    newTarget(cat.Key + "/index.html"),
			feed:     newTarget(cat.Key + "/feed.xml"),
			feedName: cfg.Site.Name + " " + cat.Name,
			keywords: strings.Join(cat.Keywords, ","),
		}
		if cat.Kind == "reports" { // they have no feed of their own
			t.columns[i].feed, t.columns[i].feedName = t.feed, cfg.Site.Name
		}
	}
	for _, g := range c.Subjects {
		t.subjects[g.Name] = newTarget(subjectPath(g.Key))
	}
	return t
}
