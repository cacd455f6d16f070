package site

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"gongkai/generator/site/buildtest"
)

// TestExplainReads: an explanation writes nothing and waits for nobody, not even
// for a build that is under way.
func TestExplainReads(t *testing.T) {
	opt := newSite(t, buildtest.Site())
	e, err := Explain(opt, "policies/index.html")
	if err != nil || e.Published {
		t.Fatalf("%+v, %v", e, err)
	}
	if _, err := os.Lstat(filepath.Join(opt.Source, ".build")); !os.IsNotExist(err) {
		t.Errorf("there is a work folder: %v", err)
	}
	mustBuild(t, opt)
	edit(t, opt, "content/policies/2017/0001.md", "title: ", "title: 新")
	pub, err := openPublisher(opt)
	if err != nil {
		t.Fatal(err)
	}
	defer pub.Close()
	before := infos(t, filepath.Dir(opt.Out))
	e, err = Explain(opt, "content/policies/2017/0001.md")
	if err != nil || !e.Published {
		t.Fatalf("%+v, %v", e, err)
	}
	changed := func(p Part) bool { return p.Name == "Title" && p.New }
	if !slices.ContainsFunc(e.Parts, changed) {
		t.Errorf("the title has not changed: %+v", e.Parts)
	}
	after := infos(t, filepath.Dir(opt.Out))
	for name, info := range after {
		if was, ok := before[name]; !ok || was.ModTime() != info.ModTime() || was.Size() != info.Size() {
			t.Errorf("%s is written", name)
		}
	}
	if len(after) != len(before) {
		t.Errorf("there were %d files, there are %d", len(before), len(after))
	}
}
