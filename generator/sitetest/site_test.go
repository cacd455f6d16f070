package sitetest_test

import (
	"bytes"
	"net/http/httptest"
	"strings"
	"testing"

	"gongkai/generator/asset"
	"gongkai/generator/corpus"
	"gongkai/generator/sitetest"
)

// The sites that the generator makes, examined as their readers get them.
func TestSites(t *testing.T) {
	for _, s := range sources() {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			site := s.make(t)
			t.Run("pages", func(t *testing.T) { report(t, site.Check()) })
			t.Run("policy", func(t *testing.T) { report(t, site.Inline()) })
			t.Run("tags", func(t *testing.T) { testTags(t, &s, site) })
			t.Run("references", func(t *testing.T) { testReferences(t, &s, site) })
			t.Run("minified", func(t *testing.T) { testMinified(t, site) })
		})
	}
}

// Every page carries the tags of 国办发〔2017〕47号 for its class, and the
// elements of its footer.
func testTags(t *testing.T, s *source, site *sitetest.Site) {
	count := map[sitetest.Class]int{}
	for _, p := range site.Pages {
		class := class(site.Dir, p)
		count[class]++
		report(t, p.Tags(class, s.identity))
		report(t, p.Foot(s.foot...))
	}
	if count[sitetest.Column] < 10 || count[sitetest.Content] < 5 {
		t.Errorf("pages by class: %v", count)
	}
}

// Every reference resolves at a server's root, below a folder of a server, and
// opened from a disk; and every page is few clicks from the home page.
func testReferences(t *testing.T, s *source, site *sitetest.Site) {
	for _, prefix := range []string{"/", "/a/b/"} {
		server := httptest.NewServer(site.Handler(prefix))
		report(t, site.Crawl(server.URL+prefix, sitetest.Fetch).Findings)
		server.Close()
	}
	crawl := site.Crawl(site.FileRoot(), sitetest.Fetch)
	report(t, crawl.Findings)
	report(t, farthest(site, crawl.Clicks("index.html"), s.deepest))
}

// Minifying a file of the site once more changes nothing.
func testMinified(t *testing.T, site *sitetest.Site) {
	m := asset.New()
	for _, path := range site.Files {
		data := site.Data(path)
		got, found := m.Minify(path, data)
		for _, d := range found {
			t.Errorf("%s: %s", path, d.Message.EN)
		}
		if strings.HasPrefix(path, "search/") {
			continue // data in one string, as short as they can be
		}
		if strings.HasPrefix(path, "js/") && len(got) == len(data) {
			continue // names of equal frequency are dealt out anew each time
		}
		if !bytes.Equal(got, data) {
			at := 0
			for at < min(len(got), len(data)) && got[at] == data[at] {
				at++
			}
			t.Errorf("%s: %d bytes, minified %d; from byte %d on %q, minified %q", path, len(data), len(got),
				at, data[at:min(at+60, len(data))], got[at:min(at+60, len(got))])
		}
	}
}

// Without a script, every document of the town, and every one of 3,000, is at most three
// clicks from the home page or from the catalog.
func TestThreeClicks(t *testing.T) {
	testThreeClicks(t, sourceNamed("town"))
	t.Run("3000", func(t *testing.T) {
		slow(t)
		testThreeClicks(t, &source{name: "corpus", base: "https://corpus.example/", day: "2030-01-01", write: func(t *testing.T, dir string) {
			must(t, corpus.Write(dir, corpus.Options{Docs: 3000, Seed: 1}))
		}})
	})
}

func testThreeClicks(t *testing.T, s *source) {
	site := s.make(t)
	crawl := site.Crawl(site.FileRoot(), sitetest.Fetch)
	home, catalog := crawl.Clicks("index.html"), crawl.Clicks("catalog/index.html")
	documents := 0
	for _, p := range site.Pages {
		if class(site.Dir, p) != sitetest.Content {
			continue
		}
		documents++
		fromHome, known := home[p.Path]
		fromCatalog, alsoKnown := catalog[p.Path]
		if (!known || fromHome > 3) && (!alsoKnown || fromCatalog > 3) {
			t.Errorf("%s is %d clicks from the home page and %d from the catalog", p.Path, fromHome, fromCatalog)
		}
	}
	if documents < 20 {
		t.Errorf("%d documents", documents)
	}
}
