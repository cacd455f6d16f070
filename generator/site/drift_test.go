package site

import (
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/cache"
	"gongkai/generator/diag"
	"gongkai/generator/site/buildtest"
	"gongkai/generator/site/record"
)

// TestDamageIsMended does to the published folder, between builds of a site that is
// changed at random too, what people and programs do: delete, edit in place, cut,
// add, replace by a link, a folder or a file, take rights away. After each build the
// folder is that of a first build, modes and folders included, and the build after it
// has nothing to do.
func TestDamageIsMended(t *testing.T) {
	runs, steps := 1, 12
	if slow() {
		runs, steps = histories(4), 50
	}
	for seed := range runs {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(uint64(seed), 6))
			h := newHistory(t, buildtest.Site(), r.IntN)
			all := allSteps()
			for range steps {
				files, opt := h.files, h.opt
				if r.IntN(3) == 0 {
					h.steps++
					h.past = append(h.past, files)
					h.files = maps.Clone(files)
					all[r.IntN(len(all))].do(h)
				}
				var done []string
				for range 1 + r.IntN(4) {
					done = append(done, damagePublished(t, r.IntN, h.opt.Out))
				}
				if !mended(t, h.opt, strings.Join(done, ", ")) {
					h.files, h.opt = files, opt
					h.sync()
					if !mended(t, h.opt, "taken back") {
						t.Fatal("errors after taking a step back")
					}
				}
			}
		})
	}
}

// mended builds a site and demands that the published folder is that of a first
// build. It reports whether the site was without errors.
func mended(t *testing.T, opt Options, what string) bool {
	t.Helper()
	res, err := Build(opt)
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	if diag.HasErrors(res.Diagnostics) {
		return false
	}
	clean, want := buildClean(t, opt)
	if diff := cmp.Diff(want, readTree(t, opt.Out)); diff != "" {
		t.Fatalf("%s: trees (-clean +mended):\n%s", what, shortened(diff))
	}
	modes(t, opt.Out)
	again, _ := mustBuild(t, opt)
	if diff := cmp.Diff(printed(t, clean.Diagnostics), printed(t, again.Diagnostics)); diff != "" || again.Stats.Files+again.Stats.Removed != 0 {
		t.Fatalf("%s: again: %+v\nfindings (-clean +again):\n%s", what, again.Stats, diff)
	}
	return true
}

// modes fails where something published has not the rights, or is not of the kind,
// that it should be, or a folder is empty.
func modes(t *testing.T, out string) {
	t.Helper()
	err := filepath.WalkDir(out, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		want := fs.FileMode(0o644)
		if d.IsDir() {
			want = fs.ModeDir | 0o755
			if entries, err := os.ReadDir(name); err != nil || len(entries) == 0 {
				t.Errorf("%s is empty: %v", name, err)
			}
		}
		if info.Mode() != want {
			t.Errorf("%s has the mode %v", name, info.Mode())
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// damagePublished does something to one thing in a published folder, and says what.
func damagePublished(t *testing.T, pick func(int) int, out string) string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(out, func(name string, d fs.DirEntry, err error) error {
		if err == nil && name != out && d.Name() != ".gongkai" {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(names) == 0 {
		return "nothing is left"
	}
	name := names[pick(len(names))]
	info, err := os.Lstat(name)
	if err != nil {
		t.Fatal(err)
	}
	evil := []byte("<script>alert(1)</script>"[:pick(20)])
	kinds := []struct {
		name string
		do   func() error
	}{
		{"delete", func() error { return os.RemoveAll(name) }},
		{"edit", func() error { return inPlace(name, info, evil) }},
		{"truncate", func() error { return inPlace(name, info, nil) }},
		{"change a byte", func() error { return changeByte(name, info) }},
		{"add beside", func() error { return os.WriteFile(filepath.Join(filepath.Dir(name), "evil.html"), evil, 0o600) }},
		{"add a folder beside", func() error { return os.MkdirAll(filepath.Join(filepath.Dir(name), "evil", "deep"), 0o755) }},
		{"replace by a link", func() error { return instead(name, func() error { return os.Symlink(names[pick(len(names))], name) }) }},
		{"replace by a link to outside", func() error {
			return instead(name, func() error { return os.Symlink(outsideFolder(t), name) })
		}},
		{"replace by a folder", func() error { return instead(name, func() error { return os.Mkdir(name, 0o755) }) }},
		{"replace by a file", func() error { return instead(name, func() error { return os.WriteFile(name, evil, 0o644) }) }},
		{"take rights away", func() error {
			if info.Mode()&fs.ModeSymlink != 0 {
				return nil
			}
			return os.Chmod(name, []fs.FileMode{0, 0o400, 0o600, 0o777, 0o555}[pick(5)])
		}},
		{"touch", func() error { return os.Chtimes(name, time.Time{}, time.Unix(int64(pick(1000)), 0)) }},
		{"rename", func() error { return os.Rename(name, name+".bak") }},
	}
	k := kinds[pick(len(kinds))]
	if err := k.do(); err != nil && !(info.Mode()&fs.ModeSymlink != 0 && k.name == "touch") {
		t.Fatalf("%s %s: %v", k.name, name, err)
	}
	return k.name + " " + name
}

// inPlace writes into a file as an editor does that keeps the file.
func inPlace(name string, info fs.FileInfo, data []byte) error {
	if !info.Mode().IsRegular() {
		return nil
	}
	return os.WriteFile(name, data, 0o644)
}

// changeByte edits a file so that its size stays.
func changeByte(name string, info fs.FileInfo) error {
	if !info.Mode().IsRegular() || info.Size() == 0 {
		return nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	data[len(data)/2] ^= 1
	return os.WriteFile(name, data, 0o644)
}

func instead(name string, do func() error) error {
	if err := os.RemoveAll(name); err != nil {
		return err
	}
	return do()
}

// TestDriftIsSaid demands a note with number and names, once, whose hint asks for
// nothing that would take the site down.
func TestDriftIsSaid(t *testing.T) {
	t.Parallel()
	opt := newSite(t, buildtest.Site())
	first, _ := mustBuild(t, opt)
	time.Sleep(rested)
	at := func(path string) string { return filepath.Join(opt.Out, filepath.FromSlash(path)) }
	for _, err := range []error{
		os.Remove(at("css/site.css")),
		os.WriteFile(at("index.html"), []byte("<p>evil"), 0o644),
		instead(at("policies/2017/0001.html"), func() error { return os.Symlink("0002.html", at("policies/2017/0001.html")) }),
		os.Remove(at("feed.xml")),
		os.WriteFile(at("evil.html"), nil, 0o644),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	res, _ := mustBuild(t, opt)
	for _, want := range []string{
		"note BD014: 4 files in the published folder had been changed, removed or replaced, and were made anew: css/site.css  feed.xml  index.html  …",
		"note BD015: 1 files or folders in the published folder were not made by this program and were removed: evil.html",
	} {
		if said := printed(t, res.Diagnostics); !strings.Contains(said, want) {
			t.Errorf("no %q in\n%s", want, said)
		}
	}
	if res.Stats.Made != 4 || res.Stats.Removed != 1 {
		t.Errorf("%+v", res.Stats)
	}
	again, _ := mustBuild(t, opt)
	if diff := cmp.Diff(printed(t, first.Diagnostics), printed(t, again.Diagnostics)); diff != "" || len(again.Stats.Phases) != 1 {
		t.Errorf("phases %v, findings (-first +again):\n%s", again.Stats.Phases, diff)
	}
}

// TestDriftWaitsForErrors damages what is published while the site has errors: no
// byte of it is touched before they are mended, and then all of it is.
func TestDriftWaitsForErrors(t *testing.T) {
	opt := newSite(t, buildtest.Site())
	_, tree := mustBuild(t, opt)
	const file = "content/dynamics/2018/0001.md"
	edit(t, opt, file, "date:", "datum:")
	if err := os.Remove(filepath.Join(opt.Out, "index.html")); err != nil {
		t.Fatal(err)
	}
	res, err := Build(opt)
	if err != nil || !diag.HasErrors(res.Diagnostics) || strings.Contains(printed(t, res.Diagnostics), "BD014") {
		t.Fatalf("%v, %s", err, printed(t, res.Diagnostics))
	}
	edit(t, opt, file, "datum:", "date:")
	if _, got := mustBuild(t, opt); got.Sum() != tree.Sum() {
		t.Errorf("%+v", got.Since(tree))
	}
}

// TestVerifyMends makes the edit that no stamp shows, and adds a file: --verify sees
// both and mends them.
func TestVerifyMends(t *testing.T) {
	opt := newSite(t, buildtest.Site())
	_, tree := mustBuild(t, opt)
	var names []string
	for _, path := range []string{"index.html", "feed.xml", "notices/2017/名单.txt", "images/emblem.svg"} {
		name := filepath.Join(opt.Out, filepath.FromSlash(path))
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := changeByte(name, info); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(name, time.Time{}, info.ModTime()); err != nil {
			t.Fatal(err)
		}
		names = append(names, path)
	}
	slices.Sort(names)
	if _, got := mustBuild(t, opt); len(got.Since(tree).Changed) != len(names) {
		t.Fatalf("the stamps show it: %+v", got.Since(tree))
	}
	opt.Verify = true
	res, got := mustBuild(t, opt)
	if diff := cmp.Diff(names, res.Stats.Changed); diff != "" || got.Sum() != tree.Sum() {
		t.Errorf("made (-want +got):\n%s%+v", diff, got.Since(tree))
	}
	if said := printed(t, res.Diagnostics); !strings.Contains(said, "BD014: 4 files") || strings.Contains(said, "BD009") {
		t.Error(said)
	}
	if err := os.WriteFile(filepath.Join(opt.Out, "evil.html"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if res, got = mustBuild(t, opt); got.Sum() != tree.Sum() || !strings.Contains(printed(t, res.Diagnostics), "BD015") {
		t.Errorf("%+v\n%s", got.Since(tree), printed(t, res.Diagnostics))
	}
	if res, _ = mustBuild(t, opt); res.Stats.Files != 0 || res.Stats.Made != 0 {
		t.Errorf("nothing to mend: %+v", res.Stats)
	}
}

// TestVerifyFindsFaults makes an output that came out differently for no reason: only
// a fault of the program does that, so the test plays its part. The output is written,
// and a warning says so.
func TestVerifyFindsFaults(t *testing.T) {
	old := &record.Output{Path: "index.html", Key: 7, Sum: cache.SumBytes([]byte("before"))}
	rec := record.Output{Path: "index.html", Key: 7, Sum: cache.SumBytes([]byte("after"))}
	for _, verify := range []bool{false, true} {
		r := &run{site: &Site{opt: Options{Verify: verify}}, records: make([]record.Output, 1), made: make([]bool, 1)}
		if err := r.put(0, old, rec, nil); err != nil || !r.made[0] || r.records[0].Sum != rec.Sum {
			t.Errorf("verify %t: %v, made %t", verify, err, r.made[0])
		}
		if said := printed(t, r.found); strings.Contains(said, "warning BD009: index.html") != verify {
			t.Errorf("verify %t: %s", verify, said)
		}
	}
	r := &run{site: &Site{opt: Options{Verify: true}}, records: make([]record.Output, 1), made: make([]bool, 1)}
	rec.Key++ // it was to be made in any case
	if err := r.put(0, old, rec, nil); err != nil || len(r.found) > 0 {
		t.Errorf("%v, %s", err, printed(t, r.found))
	}
}

// TestCopiedSite copies a built site with all that belongs to it, as a backup does,
// with other stamps: nothing is made anew and nothing said, in this build and the
// next ones.
func TestCopiedSite(t *testing.T) {
	opt := newSite(t, buildtest.Site())
	first, _ := mustBuild(t, opt)
	edit(t, opt, "content/dynamics/2018/0001.md", "检查了各村", "检查了全部")
	mustBuild(t, opt) // there are two trees now
	to := filepath.Join(buildtest.TempDir(t), "copy")
	if err := os.CopyFS(to, os.DirFS(opt.Source)); err != nil {
		t.Fatal(err)
	}
	opt.Source, opt.Out = to, filepath.Join(to, "public")
	for i := range 4 {
		if i == 2 {
			edit(t, opt, "content/dynamics/2018/0001.md", "检查了全部", "又检查了全部")
		}
		res, got := mustBuild(t, opt)
		if want := i / 2 * (3 - i); len(withoutIndex(res.Stats.Changed)) != want {
			t.Errorf("build %d: made %v", i, res.Stats.Changed)
		}
		if diff := cmp.Diff(printed(t, first.Diagnostics), printed(t, res.Diagnostics)); diff != "" {
			t.Errorf("build %d: findings (-first +copied):\n%s", i, diff)
		}
		if _, want := buildClean(t, opt); got.Sum() != want.Sum() {
			t.Errorf("build %d: %+v", i, got.Since(want))
		}
	}
}

// TestLossWithoutRecord takes the documents away where the last build is not known,
// as after an update of the program: the published folder itself is then counted.
func TestLossWithoutRecord(t *testing.T) {
	opt := newSite(t, manyDocuments(12))
	_, before := mustBuild(t, opt)
	for i := range 7 {
		if err := os.Remove(filepath.Join(opt.Source, noticeFile(i))); err != nil {
			t.Fatal(err)
		}
	}
	opt.Salt[0]++
	res, err := Build(opt)
	if err != nil || codes(res.Diagnostics) != "BD013" || !strings.Contains(printed(t, res.Diagnostics), "14 of the 24") {
		t.Fatalf("%v, %s", err, printed(t, res.Diagnostics))
	}
	if got := readTree(t, opt.Out); got.Sum() != before.Sum() {
		t.Errorf("%+v", got.Since(before))
	}
	opt.AllowLoss = true
	if _, got := mustBuild(t, opt); len(got.Since(before).Removed) < 14 {
		t.Errorf("%+v", got.Since(before))
	}
}

// outsideFolder makes a folder that no build may touch, which is looked at when the
// test ends.
func outsideFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	kept := filepath.Join(dir, "deep", "index.html")
	if err := buildtest.Write(dir, map[string][]byte{"deep/index.html": []byte("kept")}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if data, err := os.ReadFile(kept); err != nil || string(data) != "kept" {
			t.Errorf("what lies behind a link in the published folder was touched: %q, %v", data, err)
		}
	})
	return dir
}
