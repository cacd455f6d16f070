package site

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"gongkai/generator/site/buildtest"
)

// sparse makes a file of the site that has so many bytes and takes no room.
func sparse(t *testing.T, opt Options, name string, size int64) {
	t.Helper()
	write(t, opt, name, "x")
	if err := os.Truncate(filepath.Join(opt.Source, filepath.FromSlash(name)), size); err != nil {
		t.Fatal(err)
	}
}

// A file that is too large for its kind is found, and so is all else; it is not read.
func TestTooLarge(t *testing.T) {
	const mistake = "content/policies/2017/0099.md"
	for _, test := range []struct {
		name, file, code string
		size             int64
		alone            bool // nothing else can be looked at
	}{
		{"a document", "content/policies/2017/0098.md", "SR007", 65 << 20, false},
		{"a sparse document", "content/policies/2017/0098.md", "SR007", 1 << 40, false},
		{"the configuration", "config.toml", "SR007", 65 << 20, true},
		{"figures", "content/reports/2017/figures.toml", "SR007", 1 << 28, false},
		{"a ledger", "content/reports/2017/applications.csv", "SR007", 1 << 28, false},
		{"figures of the site", "content/reports/2017/website.toml", "SR007", 1 << 28, false},
		{"a style sheet", "static/own.css", "AS013", 1 << 40, false},
		{"a script", "static/js/own.js", "AS013", 1 << 40, false},
		{"a picture", "static/own.png", "AS005", 1 << 40, false},
		{"a drawing", "static/own.svg", "AS005", 1 << 40, false},
		{"a layout", "layouts/list.html", "LY012", 1 << 40, true},
	} {
		opt := newSite(t, buildtest.Site())
		write(t, opt, mistake, "---\ntitel: 通知\n---\n")
		sparse(t, opt, test.file, test.size)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		res, err := Build(opt)
		runtime.ReadMemStats(&after)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		said := printed(t, res.Diagnostics)
		if !strings.Contains(said, test.file+": error "+test.code) || !test.alone && !strings.Contains(said, mistake) {
			t.Errorf("%s: %s", test.name, said)
		}
		if read := after.TotalAlloc - before.TotalAlloc; read > 60<<20 {
			t.Errorf("%s: %d MB of memory", test.name, read>>20)
		}
	}
}

// Where git has left a file for a link, the site does not go back to the built-in
// layouts in silence.
func TestRootIsFile(t *testing.T) {
	for _, name := range []string{"layouts", "static"} {
		opt := newSite(t, buildtest.Site())
		if err := os.RemoveAll(filepath.Join(opt.Source, name)); err != nil {
			t.Fatal(err)
		}
		write(t, opt, name, "../shared/"+name)
		res, err := Build(opt)
		if err != nil {
			t.Fatal(err)
		}
		if said := printed(t, res.Diagnostics); !strings.Contains(said, name+": error BD018") {
			t.Errorf("%s: %s", name, said)
		}
	}
}

// A snapshot of an absurd size is a damaged one.
func TestHugeSnapshot(t *testing.T) {
	opt := newSite(t, buildtest.Site())
	_, want := mustBuild(t, opt)
	names, err := filepath.Glob(filepath.Join(opt.Source, ".build", "*", "snapshot"))
	if err != nil || len(names) != 1 {
		t.Fatal(names, err)
	}
	if err := os.Truncate(names[0], 3<<30); err != nil {
		t.Skip("no sparse files here: ", err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, got := mustBuild(t, opt)
	runtime.ReadMemStats(&after)
	if diff := got.Since(want); !diff.Empty() {
		t.Error(diff)
	}
	if read := after.TotalAlloc - before.TotalAlloc; read > 100<<20 {
		t.Errorf("%d MB of memory", read>>20)
	}
}
