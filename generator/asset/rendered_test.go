package asset_test

import (
	"testing"

	"gongkai/generator/asset"
	"gongkai/generator/corpus"
	"gongkai/generator/markdown"
	"gongkai/generator/page"
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
