package sitetest_test

import (
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/site/buildtest"
	"gongkai/generator/sitetest"
)

// broken reads a site with faults and what is to be found in it.
func broken(t *testing.T, name string) (site *sitetest.Site, want string) {
	t.Helper()
	archive, err := os.ReadFile(filepath.Join("testdata", "broken", name))
	must(t, err)
	files := map[string][]byte{}
	for part := range strings.SplitSeq("\n"+string(archive), "\n-- ") {
		if name, data, ok := strings.Cut(part, " --\n"); ok {
			files[name] = []byte(strings.TrimSuffix(data, "\n") + "\n")
		}
	}
	want = string(files["want"])
	delete(files, "want")
	dir := buildtest.TempDir(t)
	write(t, dir, files)
	site, err = sitetest.Read(dir, "https://town.example/")
	must(t, err)
	return site, want
}

// expect compares findings with what is to be found, in any order.
func expect(t *testing.T, want string, found []sitetest.Finding) {
	t.Helper()
	var lines []string
	for _, f := range found {
		lines = append(lines, f.String()+"\n")
	}
	slices.Sort(lines)
	if diff := cmp.Diff(want, strings.Join(lines, "")); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

// A check that finds nothing in a faulty site would pass for any: each fault is
// found, and nothing else.
func TestBrokenReferences(t *testing.T) {
	site, want := broken(t, "references.txtar")
	server := httptest.NewServer(site.Handler("/a/b/"))
	defer server.Close()
	expect(t, want, site.Crawl(server.URL+"/a/b/", sitetest.Fetch).Findings)
	expect(t, want, site.Crawl(site.FileRoot(), sitetest.Fetch).Findings)
}

// At the root of a server there is nothing above the site: a browser stays
// inside, whatever the reference says. So /a/b/ has to be looked at, too.
func TestRootForgives(t *testing.T) {
	site, want := broken(t, "references.txtar")
	server := httptest.NewServer(site.Handler("/"))
	defer server.Close()
	want = strings.Replace(want, "index.html: \"../page.html\" leaves the site\n", "", 1)
	expect(t, want, site.Crawl(server.URL+"/", sitetest.Fetch).Findings)
}

// What a server answers is compared with the file that is meant.
func TestWrongAnswers(t *testing.T) {
	site, _ := broken(t, "references.txtar")
	for _, test := range []struct {
		want   string
		answer http.HandlerFunc
	}{
		{"cannot be got: 404 Not Found", http.NotFound},
		{"cannot be got: 301 Moved Permanently", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/", http.StatusMovedPermanently) }},
		{"is answered with something else", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "about something else") }},
	} {
		server := httptest.NewServer(test.answer)
		found := site.Crawl(server.URL+"/", sitetest.Fetch).Findings
		if want := (sitetest.Finding{File: "index.html", Text: `"page.html" ` + test.want}); !slices.Contains(found, want) {
			t.Errorf("%v is not found, but %v", want, found)
		}
		server.Close()
	}
}

func TestBrokenPages(t *testing.T) {
	site, want := broken(t, "pages.txtar")
	expect(t, want, site.Check())
}

func TestBrokenPolicy(t *testing.T) {
	site, want := broken(t, "policy.txtar")
	expect(t, want, site.Inline())
}

func TestBrokenTags(t *testing.T) {
	site, want := broken(t, "tags.txtar")
	classes := map[string]sitetest.Class{"bare": sitetest.Bare, "column": sitetest.Column, "content": sitetest.Content}
	var found []sitetest.Finding
	for _, p := range site.Pages {
		name, _, _ := strings.Cut(p.Path, "-")
		found = append(found, p.Tags(classes[name], sitetest.Identity{SiteName: "示例镇", SiteDomain: "town.example"})...)
		found = append(found, p.Foot("示例镇")...)
	}
	expect(t, want, found)
}

func TestClicks(t *testing.T) {
	crawl := sitetest.Crawl{Links: map[string][]string{
		"index.html": {"a.html", "b.html"},
		"a.html":     {"index.html", "c.html"},
		"b.html":     {"c.html"},
		"c.html":     {"d.html"},
		"lost.html":  {"a.html"},
	}}
	want := map[string]int{"index.html": 0, "a.html": 1, "b.html": 1, "c.html": 2, "d.html": 3}
	if got := crawl.Clicks("index.html"); !maps.Equal(got, want) {
		t.Errorf("clicks = %v, want %v", got, want)
	}
}
