package site

import (
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/precompress"
	"gongkai/generator/site/buildtest"
	"gongkai/generator/toolstest"
)

// copies demands that each file of a tree that may have a packed copy has one that
// unpacks to it, unless it would not be worth one, and that there is no other. It
// returns how many there are.
func copies(t *testing.T, tree buildtest.Tree) (n int) {
	t.Helper()
	var packer precompress.Packer
	for path, data := range tree {
		if original, is := precompress.Original(path); is && tree[original] != tree.Text(path) {
			t.Errorf("%s is a copy of something else", path)
		}
		if !precompress.Worth(path, int64(len(data))) {
			continue
		}
		for i, e := range precompress.Encodings() {
			want, err := packer.Pack(i, strings.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			if got := tree[path+e.Ext]; got != string(want) {
				t.Errorf("the copy %s of %s has %d bytes, not %d", e.Ext, path, len(got), len(want))
			}
			if want != nil {
				n++
			}
		}
	}
	return n
}

// packed returns the paths of a tree that are copies, sorted.
func packed(tree buildtest.Tree) (paths []string) {
	for path := range tree {
		if _, is := precompress.Original(path); is {
			paths = append(paths, path)
		}
	}
	slices.Sort(paths)
	return paths
}

// TestPrecompress: copies are made once, again where their file has changed, and never
// else; a site that has them is otherwise what it was.
func TestPrecompress(t *testing.T) {
	opt := newSite(t, buildtest.Site())
	_, plain := mustBuild(t, opt)
	opt.Precompress = true
	_, tree := mustBuild(t, opt)
	if n := copies(t, tree); n < 40 || n != len(packed(tree)) {
		t.Errorf("%d files are worth a copy, and there are %d", n, len(packed(tree)))
	}
	if d := tree.Since(plain); !slices.Equal(d.Changed, packed(tree)) || len(d.Removed) > 0 {
		t.Errorf("with copies the site differs in more: %v", d)
	}
	if res, _ := mustBuild(t, opt); res.Stats.Files+res.Stats.Removed > 0 {
		t.Errorf("nothing changed: %+v", res.Stats)
	}
	if _, clean := buildClean(t, opt); !clean.Since(tree).Empty() {
		t.Error("a clean build differs")
	}
	const page = "policies/2017/0001.html"
	text := string(buildtest.Site()["content/policies/2017/0001.md"])
	write(t, opt, "content/policies/2017/0001.md", text+"\n再加一段话。\n")
	res, edited := mustBuild(t, opt)
	changed := edited.Since(tree).Changed
	if !slices.Contains(changed, page) || !slices.Contains(changed, page+".gz") || !slices.Contains(changed, page+".br") || !slices.Equal(changed, res.Stats.Changed) {
		t.Errorf("an edit changed %v, and is said to have changed %v", changed, res.Stats.Changed)
	}
	for _, path := range changed {
		if original, is := precompress.Original(path); is && !slices.Contains(changed, original) {
			t.Errorf("%s was made again, though its file stays", path)
		}
	}
	copies(t, edited)
}

// TestPrecompressDropped: where nobody asks for copies any more there is none left, and
// that is said once. Whether the call asks or config.toml is all the same.
func TestPrecompressDropped(t *testing.T) {
	opt := newSite(t, buildtest.Site())
	_, plain := mustBuild(t, opt)
	opt.Precompress = true
	_, tree := mustBuild(t, opt)
	opt.Precompress = false
	res, without := mustBuild(t, opt)
	if !without.Since(plain).Empty() {
		t.Errorf("it is not what it was: %v", without.Since(plain))
	}
	if said := printed(t, res.Diagnostics); strings.Count(said, "BD020") != 1 || res.Stats.Removed != len(packed(tree)) {
		t.Errorf("%d files removed:\n%s", res.Stats.Removed, said)
	}
	if res, _ := mustBuild(t, opt); strings.Contains(printed(t, res.Diagnostics), "BD020") {
		t.Error("it is said again")
	}
	config := string(buildtest.Site()["config.toml"])
	write(t, opt, "config.toml", config+"\n[hosting]\nprecompress = true\n")
	if _, set := mustBuild(t, opt); !set.Since(tree).Empty() {
		t.Errorf("by config.toml the site differs: %v", set.Since(tree))
	}
}

// TestPrecompressTaken: a file that the office itself has put where a copy would stand is
// left alone, and so is one that is no copy of anything.
func TestPrecompressTaken(t *testing.T) {
	opt := newSite(t, buildtest.Site())
	opt.Precompress = true
	data := strings.Repeat("甲,乙\n", 400)
	own := map[string]string{"own/a.csv": data, "own/a.csv.gz": "\x1f\x8b 自己的", "own/b.xml.gz": "\x1f\x8b 自己的"}
	for path, data := range own {
		write(t, opt, "static/"+path, data)
	}
	for i := range 2 {
		res, tree := mustBuild(t, opt)
		if removed := res.Stats.Removed; removed > 0 || i > 0 && slices.Contains(res.Stats.Changed, "own/b.xml.gz") {
			t.Errorf("%d removed, written: %v", removed, res.Stats.Changed)
		}
		for path, data := range own {
			if tree[path] != data {
				t.Errorf("%s is %q", path, tree[path])
			}
		}
		write(t, opt, "static/own/c.csv", data)
	}
	if err := os.Remove(filepath.Join(opt.Source, "static", "own", "a.csv.gz")); err != nil {
		t.Fatal(err)
	}
	_, tree := mustBuild(t, opt)
	if tree.Text("own/a.csv.gz") != data || tree.Text("own/c.csv.gz") != data {
		t.Error("the copies are not made when there is room")
	}
}

// TestPrecompressImpostor: no file of the office's own has the name of a page's copy, with
// copies or without; one beside its own file, and one beside nothing, may.
func TestPrecompressImpostor(t *testing.T) {
	opt := newSite(t, buildtest.Site())
	for name, refused := range map[string]bool{
		"index.html.gz": true, "policies/2017/0001.html.gz": true, "catalog.json.gz": true, "index.html.br": true, "own.html.gz": false, "index.htmlgz": false,
	} {
		write(t, opt, "static/"+name, "假首页")
		res, err := Build(opt)
		if err != nil {
			t.Fatal(err)
		}
		if said := printed(t, res.Diagnostics); strings.Contains(said, "static/"+name+": error BD033") != refused {
			t.Errorf("%s: %s", name, said)
		}
		if err := os.Remove(filepath.Join(opt.Source, "static", filepath.FromSlash(name))); err != nil {
			t.Fatal(err)
		}
	}
}

// TestPrecompressDamage: a copy that somebody has edited, or taken away, is made anew, and
// one whose file was edited stays.
func TestPrecompressDamage(t *testing.T) {
	opt := newSite(t, buildtest.Site())
	opt.Precompress = true
	_, tree := mustBuild(t, opt)
	for _, verify := range []bool{false, true} {
		for path, data := range map[string]string{"index.html.gz": "x", "notices/index.html.br": "x", "feed.xml.gz": "", "catalog.json": "{}"} {
			if err := os.WriteFile(filepath.Join(opt.Out, path), []byte(data), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.Remove(filepath.Join(opt.Out, "sitemap.html.gz")); err != nil {
			t.Fatal(err)
		}
		opt.Verify = verify
		if res, got := mustBuild(t, opt); !got.Since(tree).Empty() || strings.Contains(printed(t, res.Diagnostics), "BD009") {
			t.Errorf("verify %t: %v\n%s", verify, got.Since(tree), printed(t, res.Diagnostics))
		}
	}
}

// TestPrecompressHistory changes a site with copies at random, with builds without them in
// between: each build is that of a clean one.
func TestPrecompressHistory(t *testing.T) {
	toolstest.Slow(t, "builds a site in many steps")
	t.Parallel()
	rnd := rand.New(rand.NewPCG(5, 15))
	h := newHistory(t, buildtest.Site(), rnd.IntN)
	steps := append(allSteps(), step{"copies", func(h *history) string {
		h.opt.Precompress = !h.opt.Precompress
		return ""
	}})
	for i := range 80 {
		if i%4 == 0 {
			h.step(steps[len(steps)-1])
			continue
		}
		h.step(steps[rnd.IntN(len(steps))])
	}
	if len(slices.Collect(maps.Keys(h.tree))) < 20 {
		t.Error("there is hardly a site left")
	}
}
