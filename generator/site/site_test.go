package site

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"

	"gongkai/generator/asset"
	"gongkai/generator/cache"
	"gongkai/generator/diag"
	"gongkai/generator/layout"
	"gongkai/generator/page"
	"gongkai/generator/site/buildtest"
	"gongkai/generator/terminal"
	"gongkai/layouts"
	"gongkai/static"
)

// TestMain collects garbage as seldom as the program does (see tune in package main):
// a thousand small sites are built here, and nothing is kept of them.
func TestMain(m *testing.M) {
	debug.SetGCPercent(400)
	// Many tests wait for a stamp to grow old, or for a process; others can go on.
	if err := flag.Set("test.parallel", "6"); err != nil { // which the command line can change
		panic(err)
	}
	os.Exit(buildtest.Main(m))
}

// slow reports whether the tests that take minutes are asked for.
func slow() bool { return os.Getenv("GONGKAI_SLOW") != "" }

// histories returns how many random histories the slow suite tries: GONGKAI_HISTORIES, or
// so many as the checks of a change have the time for.
func histories(usual int) int {
	if n, err := strconv.Atoi(os.Getenv("GONGKAI_HISTORIES")); err == nil && n > 0 {
		return n
	}
	return usual
}

// day reads a date as a test writes it.
func day(t testing.TB, text string) page.Date {
	t.Helper()
	d, err := page.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// defaults and minifier are shared by all sites of the tests: to compile the layouts and
// to make the scripts small takes longer than most builds.
var (
	defaults = layout.NewDefaults(layouts.Files)
	minifier = asset.New()
)

// newSite writes files into a new folder and returns the options to build them
// into public/.
func newSite(t testing.TB, files map[string][]byte) Options {
	t.Helper()
	dir := filepath.Join(buildtest.TempDir(t), "site")
	if err := buildtest.Write(dir, files); err != nil {
		t.Fatal(err)
	}
	return Options{
		Source: dir, Out: filepath.Join(dir, "public"), Today: day(t, buildtest.Day),
		Layouts: defaults, Static: static.Files, Minifier: minifier, Salt: cache.SumBytes([]byte("test")),
	}
}

// write changes one file of a site.
func write(t testing.TB, opt Options, path, data string) {
	t.Helper()
	if err := buildtest.Write(opt.Source, map[string][]byte{path: []byte(data)}); err != nil {
		t.Fatal(err)
	}
}

// edit replaces a text that stands in a file of a site.
func edit(t testing.TB, opt Options, path, old, new string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(opt.Source, filepath.FromSlash(path)))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(data), old) {
		t.Fatalf("%s does not contain %q", path, old)
	}
	write(t, opt, path, strings.ReplaceAll(string(data), old, new))
}

// mustBuild builds a site that has no errors.
func mustBuild(t testing.TB, opt Options) (*Result, buildtest.Tree) {
	t.Helper()
	res, err := Build(opt)
	if err != nil {
		t.Fatal(err)
	}
	if diag.HasErrors(res.Diagnostics) {
		t.Fatalf("the site has errors:\n%s", printed(t, res.Diagnostics))
	}
	return res, readTree(t, opt.Out)
}

// buildClean builds a site as if for the first time, into a folder of its own
// that is gone afterwards.
func buildClean(t testing.TB, opt Options) (*Result, buildtest.Tree) {
	t.Helper()
	opt.Out = filepath.Join(filepath.Dir(opt.Source), "clean", "public")
	defer func() {
		works, err := filepath.Glob(filepath.Join(opt.Source, ".build", "public-*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range append(works, filepath.Dir(opt.Out)) {
			if err := os.RemoveAll(path); err != nil {
				t.Fatal(err)
			}
		}
	}()
	res, err := Build(opt)
	if err != nil {
		t.Fatal(err)
	}
	return res, readTree(t, opt.Out)
}

func readTree(t testing.TB, dir string) buildtest.Tree {
	t.Helper()
	tree, err := buildtest.ReadTree(dir)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// printed is what a user sees of findings.
func printed(t testing.TB, found []diag.Diagnostic) string {
	t.Helper()
	var b bytes.Buffer
	if err := (terminal.Printer{W: &b, Lang: "en"}).Print(found); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// infos returns what the system says of each file of a published folder.
func infos(t testing.TB, dir string) map[string]fs.FileInfo {
	t.Helper()
	found := map[string]fs.FileInfo{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		path, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		found[filepath.ToSlash(path)], err = d.Info()
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return found
}
