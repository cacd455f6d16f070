package sitetest

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Crawl is what came of following every reference of a site from one root.
type Crawl struct {
	Findings []Finding
	// Links lists, for each page, the pages that a reader can go to from it.
	Links map[string][]string
}

// Fetch gets what stands at an address: over HTTP, or from the disk for a file
// address. A folder is not an answer, nor is a redirect: both differ from
// server to server.
func Fetch(u *url.URL) ([]byte, error) {
	if u.Scheme == "file" {
		return os.ReadFile(filepath.FromSlash(u.Path))
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.Get(u.String())
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s", res.Status)
	}
	return io.ReadAll(res.Body)
}

// FileRoot returns the address under which a browser opens the site from the
// disk.
func (s *Site) FileRoot() string {
	dir := filepath.ToSlash(s.Dir)
	return (&url.URL{Scheme: "file", Path: "/" + strings.TrimPrefix(dir, "/") + "/"}).String()
}

// Crawl follows every reference of every file of the site, as it is seen from
// root, an address that ends in a slash. What a reference leads to must be the
// file of the site that it names, byte for byte.
func (s *Site) Crawl(root string, fetch func(*url.URL) ([]byte, error)) *Crawl {
	at, err := url.Parse(root)
	if err != nil {
		return &Crawl{Findings: []Finding{{"", err.Error()}}}
	}
	w := walker{Site: s, root: at, fetch: fetch, fetched: map[string]string{}, links: map[string]map[string]bool{}}
	for _, path := range s.Files {
		w.file(path)
	}
	c := &Crawl{Findings: w.found, Links: map[string][]string{}}
	for from, to := range w.links {
		c.Links[from] = slices.Sorted(maps.Keys(to))
	}
	return c
}

// walker is a crawl in the course of being made.
type walker struct {
	*Site
	root    *url.URL
	fetch   func(*url.URL) ([]byte, error)
	fetched map[string]string // what is wrong with the answer from an address, "" for nothing
	links   map[string]map[string]bool
	found   []Finding
}

// file follows the references of one file.
func (w *walker) file(path string) {
	refs, err := w.references(path)
	if err != nil {
		w.found = append(w.found, Finding{path, err.Error()})
		return
	}
	seen := map[reference]bool{}
	for _, r := range refs {
		if seen[r] {
			continue
		}
		seen[r] = true
		if problem := w.follow(path, r); problem != "" {
			w.found = append(w.found, Finding{path, fmt.Sprintf("%q %s", r.value, problem)})
		}
	}
}

// follow follows one reference and says what is wrong with it, "" for nothing.
func (w *walker) follow(path string, r reference) string {
	if problem := misspelt(r.value); problem != "" {
		return problem
	}
	u, err := url.Parse(r.value)
	if err != nil {
		return err.Error()
	}
	from := w.root.JoinPath(path)
	switch r.kind {
	case public:
		if w.Base != "" {
			return w.outward(u, r.value)
		}
	case rooted:
		from = w.root
	}
	if problem, done := w.written(u, r); done {
		return problem
	}
	to := from.ResolveReference(u)
	inside, ok := strings.CutPrefix(to.EscapedPath(), w.root.EscapedPath())
	if to.Scheme != w.root.Scheme || to.Host != w.root.Host || !ok {
		return "leaves the site"
	}
	target, err := url.PathUnescape(inside)
	if err != nil {
		return err.Error()
	}
	if problem := w.arrive(to, target, u.Fragment); problem != "" {
		return problem
	}
	if r.kind == link && isPage(path) && isPage(target) {
		w.leadsTo(path, target)
	}
	return ""
}

// misspelt says what is wrong with the characters of a reference: browsers
// mend these, each in its own way.
func misspelt(value string) string {
	switch {
	case value == "":
		return "is empty"
	case strings.ContainsFunc(value, func(c rune) bool { return c <= ' ' || c == 0x7f || c == '\\' || c > 0x7e }):
		return "contains characters that have to be escaped"
	}
	return ""
}

// written judges a reference by how it is written. done says that there is
// nothing more to ask.
func (w *walker) written(u *url.URL, r reference) (problem string, done bool) {
	switch {
	case w.Base != "" && strings.HasPrefix(r.value, w.Base) && !r.shown:
		return "leads into the site by its public address", true
	case r.kind == link && (u.Scheme == "http" || u.Scheme == "https" || u.Scheme == "mailto" || u.Scheme == "tel"):
		return "", true
	case u.Scheme != "":
		return "is no address of the site", true
	case strings.HasPrefix(r.value, "/"):
		return "is not relative", true
	case u.RawQuery != "" || strings.HasSuffix(r.value, "?"):
		return "has a query", true
	case strings.HasSuffix(u.Path, "/") || u.Path == "." || u.Path == ".." || strings.HasSuffix(u.Path, "/..") || strings.HasSuffix(u.Path, "/."):
		return "does not end in a file name", true
	case strings.HasSuffix(r.value, "#"):
		return "has an empty fragment", true
	}
	return "", false
}

// outward judges an address for the world outside.
func (w *walker) outward(u *url.URL, value string) string {
	inside, ok := strings.CutPrefix(value, w.Base)
	if !ok {
		return "does not begin with the public address of the site"
	}
	inside, _, _ = strings.Cut(inside, "#")
	target, err := url.PathUnescape(inside)
	if err != nil {
		return err.Error()
	}
	return w.arrive(w.root.JoinPath(strings.Split(inside, "/")...), target, u.Fragment)
}

// arrive gets what stands at an address and compares it with the file of the
// site that is meant.
func (w *walker) arrive(to *url.URL, target, fragment string) string {
	address := *to
	address.Fragment, address.RawFragment = "", ""
	problem, known := w.fetched[address.String()]
	if !known {
		problem = w.get(&address, target)
		w.fetched[address.String()] = problem
	}
	if problem != "" || fragment == "" || fragment == "top" {
		return problem
	}
	if page := w.pages[target]; page != nil && page.anchors[fragment] {
		return ""
	}
	if strings.HasSuffix(target, ".svg") && bytes.Contains(w.data[target], []byte(`id="`+fragment+`"`)) {
		return ""
	}
	return "names a place that " + target + " does not have"
}

func (w *walker) get(address *url.URL, target string) string {
	want, ok := w.data[target]
	if !ok {
		return "leads to nothing"
	}
	got, err := w.fetch(address)
	if err != nil {
		return "cannot be got: " + err.Error()
	}
	if !bytes.Equal(got, want) {
		return "is answered with something else"
	}
	return ""
}

func (w *walker) leadsTo(from, to string) {
	if w.links[from] == nil {
		w.links[from] = map[string]bool{}
	}
	w.links[from][to] = true
}

// Clicks returns how many links lie between a page and each page that can be
// reached from it.
func (c *Crawl) Clicks(from string) map[string]int {
	clicks := map[string]int{from: 0}
	for queue := []string{from}; len(queue) > 0; queue = queue[1:] {
		for _, to := range c.Links[queue[0]] {
			if _, known := clicks[to]; !known {
				clicks[to] = clicks[queue[0]] + 1
				queue = append(queue, to)
			}
		}
	}
	return clicks
}
