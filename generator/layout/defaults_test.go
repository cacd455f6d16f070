package layout_test

import (
	"fmt"
	"reflect"
	"testing"
	"testing/fstest"

	"gongkai/generator/layout"
	"gongkai/layouts"
)

// TestShared: sites with the same layouts share a set and have the same findings, whatever
// else was loaded between them as long as it is not much; other sites have sets of their own.
func TestShared(t *testing.T) {
	d := layout.NewDefaults(layouts.Files)
	site := func(text string) fstest.MapFS {
		return fstest.MapFS{"own.html": {Data: []byte(text)}}
	}
	first, found := d.Load(site(`{{define "own"}}一{{end}}`), "layouts")
	if first == nil || len(found) == 0 {
		t.Fatalf("a template that nothing uses is not found: %v", found)
	}
	own := first
	for i := range 3 {
		own, _ = d.Load(site(fmt.Sprintf(`{{define "own"}}%d{{end}}`, i)), "layouts")
		if own == first {
			t.Error("other layouts, the same set")
		}
	}
	again, foundAgain := d.Load(site(`{{define "own"}}一{{end}}`), "layouts")
	if again != first || !reflect.DeepEqual(found, foundAgain) {
		t.Errorf("the same layouts: shared %v, found %v and %v", again == first, found, foundAgain)
	}
	if other, found := d.Load(site(`{{define "own"}}一{{end}}`), "elsewhere"); other == first || found[0].Pos.File != "elsewhere/own.html" {
		t.Errorf("another folder: found in %v", found)
	}
	for range 2 {
		if broken, found := d.Load(site(`{{end}}`), "layouts"); broken != nil || len(found) == 0 {
			t.Errorf("a mistake: %v", found)
		}
	}
	if alone, _ := d.Load(nil, "layouts"); alone == first || alone == nil {
		t.Error("a site without layouts shares those of others")
	}
}

// TestForgotten: what is kept for others is bounded.
func TestForgotten(t *testing.T) {
	d := layout.NewDefaults(layouts.Files)
	set := func(i int) *layout.Set {
		set, _ := d.Load(fstest.MapFS{"own.html": {Data: fmt.Appendf(nil, `{{define "own"}}%d{{end}}`, i)}}, "layouts")
		return set
	}
	first := set(0)
	for i := range 4 {
		set(1 + i)
	}
	if set(0) == first {
		t.Error("the first of five is still kept")
	}
}
