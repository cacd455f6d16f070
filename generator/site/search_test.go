package site

import (
	"path"
	"regexp"
	"strings"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/search"
	"gongkai/generator/site/buildtest"
)

// indexed returns the files of the search index in a tree, and the texts in them.
func indexed(tree buildtest.Tree) (files []string, texts string) {
	for name, data := range tree {
		if strings.HasPrefix(name, "search") {
			files = append(files, name)
			texts += search.Reveal([]byte(data))
		}
	}
	return files, texts
}

// TestSearchOff: a site that cannot be searched has no index, no page and no box for
// it, and no text is coded.
func TestSearchOff(t *testing.T) {
	t.Parallel()
	opt := newSite(t, buildtest.Site())
	_, with := mustBuild(t, opt)
	if files, texts := indexed(with); len(files) < 10 || !strings.Contains(with["index.html"], "search.html") || !strings.Contains(texts, "检查了各村") {
		t.Fatalf("the site has no search: %v", files)
	}
	edit(t, opt, "config.toml", "[lists]", "[search]\noff = true\n\n[lists]")
	_, without := mustBuild(t, opt)
	if files, _ := indexed(without); len(files) > 0 || len(without.Containing("search.html")) > 1 { // the script of the page
		t.Errorf("there are %v, and %v", files, without.Containing("search.html"))
	}
	if clean, want := buildClean(t, opt); !without.Since(want).Empty() {
		t.Errorf("a clean build differs: %+v %v", without.Since(want), clean.Stats)
	}
	if words := firstCoded(opt); words != "" {
		t.Errorf("%s: its text is coded", words)
	}
	edit(t, opt, "config.toml", "off = true", "off = false")
	if _, again := mustBuild(t, opt); !again.Since(with).Empty() {
		t.Errorf("put back, the site is not what it was: %+v", again.Since(with))
	}
}

// TestSearchPreview: a preview codes no text until somebody searches, and then finds what
// a build would.
func TestSearchPreview(t *testing.T) {
	t.Parallel()
	opt := newSite(t, buildtest.Site())
	opt.Preview = true
	s, _, err := Load(opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	var page Worker
	item, ok := s.Item("dynamics/2018/0001.html")
	if !ok {
		t.Fatal("there is no page")
	}
	if _, err := item.Make(&page, nil); err != nil {
		t.Fatal(err)
	}
	coded := func() (n int) {
		for _, d := range s.content.Docs {
			if d.Text() != nil && d.Text().Words != "" {
				n++
			}
		}
		return n
	}
	if n := coded(); n > 0 {
		t.Errorf("%d texts are coded before anybody searches", n)
	}
	file, ok := s.Item("search/index.js")
	if !ok {
		t.Fatal("there is no index")
	}
	var out strings.Builder
	if _, err := file.WriteTo(&out); err != nil || !strings.HasPrefix(out.String(), "gongkaiSearch.index(") || coded() < 10 {
		t.Errorf("%v, %d texts are coded:\n%s", err, coded(), out.String())
	}
}

// firstCoded returns the path of a document whose text the last build has coded.
func firstCoded(opt Options) string {
	for _, d := range Resume(opt).Docs {
		if t := d.Text(); t != nil && t.Words != "" {
			return d.Path
		}
	}
	return ""
}

// TestSearchFollowsFigures: what stands in the tables of a report is searched, and is
// looked for again when a figure changes that the text does not mention.
func TestSearchFollowsFigures(t *testing.T) {
	t.Parallel()
	files := buildtest.Site()
	opt := newSite(t, files)
	mustBuild(t, opt)
	changed := 0
	for _, key := range []string{"people", "sessions", "licences", "penalties", "total", "access_points"} {
		for name, data := range files {
			if path.Base(name) != "figures.toml" {
				continue
			}
			line := regexp.MustCompile(`(?m)^` + key + ` *= \d+`).Find(data)
			if line == nil {
				continue
			}
			write(t, opt, name, strings.Replace(string(data), string(line), key+" = 73", 1))
			res, err := Build(opt)
			if err != nil {
				t.Fatal(err)
			}
			if diag.HasErrors(res.Diagnostics) {
				continue
			}
			changed++
			if _, want := buildClean(t, opt); readTree(t, opt.Out).Sum() != want.Sum() {
				t.Errorf("%s of %s: not the tree of a clean build: %+v", key, name, readTree(t, opt.Out).Since(want))
			}
		}
	}
	if changed == 0 {
		t.Error("no figure could be changed")
	}
}
