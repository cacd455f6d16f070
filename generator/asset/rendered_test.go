package asset_test

import (
	"path/filepath"
	"strings"
	"testing"

	"gongkai/generator/asset"
	"gongkai/generator/build"
	"gongkai/generator/build/buildtest"
	"gongkai/generator/corpus"
	"gongkai/generator/markdown"
	"gongkai/generator/page"
	"gongkai/layouts"
	"gongkai/static"
)

// Bodies as the renderer writes them need no minifying, and are recognised as
// such: without this, every page of a build would go through the minifier.
func TestRenderedBodiesAreRecognised(t *testing.T) {
	opt := corpus.Options{Docs: 240, Seed: 11}
	renderer := markdown.New(markdown.Options{})
	noImages := func(string) (int, int, bool) { return 0, 0, false }
	for i := range opt.Docs {
		name, data := corpus.Document(opt, i)
		p, found := page.Parse(name, data)
		if len(found) > 0 {
			t.Fatalf("%s: %v", name, found)
		}
		html := renderer.Render(markdown.Result{}, markdown.Source{Path: name, Body: p.Body, Line: p.BodyLine}, noImages).HTML
		if len(html) < len(p.Body) || !asset.Minified(html) {
			t.Fatalf("%s is not recognised:\n%s", name, html)
		}
	}
}

// The pages of a whole site are judged soundly.
func TestPublishedPages(t *testing.T) {
	dir := filepath.Join(buildtest.TempDir(t), "site")
	if err := buildtest.Write(dir, buildtest.Site()); err != nil {
		t.Fatal(err)
	}
	today, err := page.ParseDate(buildtest.Day)
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "public")
	if _, err := build.Build(build.Options{Source: dir, Out: out, Today: today, Layouts: layouts.Files, Static: static.Files}); err != nil {
		t.Fatal(err)
	}
	tree, err := buildtest.ReadTree(out)
	if err != nil {
		t.Fatal(err)
	}
	m := asset.New()
	pages, recognised := 0, 0
	for name, html := range tree {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		pages++
		if asset.Sound(t, m, []byte(html)) {
			recognised++
		}
	}
	if recognised < pages*3/4 || pages < 40 {
		t.Errorf("%d of %d pages are recognised", recognised, pages)
	}
}
