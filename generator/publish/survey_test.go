package publish

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/site/buildtest"
)

// maintained is a site that is built as a program should: it remembers the stamp of
// each file, holds the published folder against them, and mends what differs.
type maintained struct {
	site   string
	sys    system
	have   content
	stamps map[string]Stamp
}

func (m *maintained) out() string { return filepath.Join(m.site, "public") }

// build publishes want, and returns how the published folder differed from what was
// published last; suspects are among what has changed only if they have.
func (m *maintained) build(t testing.TB, want content) *Drift {
	t.Helper()
	p, err := Open(m.site, m.out(), Options{sys: m.sys})
	must(t, err)
	defer p.Close()
	facts, err := p.Snapshot()
	must(t, err)
	if facts == nil {
		m.have = nil
	}
	d := m.look(t, p)
	tree, err := p.Begin(m.have == nil || len(d.Changed)+len(d.Foreign) > 0)
	must(t, err)
	have := maps.Clone(m.have)
	for _, path := range d.Changed {
		delete(have, path)
	}
	gone := maps.Clone(have)
	maps.DeleteFunc(gone, func(path, _ string) bool { _, stays := want[path]; return stays })
	must(t, tree.Remove(slices.Sorted(maps.Keys(gone))...))
	stamps := map[string]Stamp{}
	for _, path := range slices.Sorted(maps.Keys(want)) {
		if old, ok := have[path]; ok && old == want[path] {
			must(t, tree.Keep(path))
			stamps[path] = m.stamps[path]
			continue
		}
		stamps[path], err = tree.Put(path, []byte(want[path]))
		must(t, err)
	}
	_, err = tree.Commit(want.id(), func(yield func(string, Stamp) bool) {
		for path := range stamps {
			stamps[path] = tree.Stamp(path, stamps[path])
			if !yield(path, stamps[path]) {
				return
			}
		}
	}, want.write)
	must(t, err)
	m.have, m.stamps = want, stamps
	return d
}

// look compares the published folder with what was published.
func (m *maintained) look(t testing.TB, p *Publisher) *Drift {
	t.Helper()
	intact, err := p.Intact()
	must(t, err)
	if intact || m.have == nil {
		return &Drift{}
	}
	d, err := p.Drift(maps.All(m.stamps), false)
	must(t, err)
	for _, s := range d.Suspect {
		data, err := readFile(filepath.Join(m.out(), s.Path))
		must(t, err)
		if string(data) != m.have[s.Path] {
			d.Changed = append(d.Changed, s.Path)
			continue
		}
		m.stamps[s.Path] = s.Stamp
		must(t, p.Distrust())
	}
	slices.Sort(d.Changed)
	return d
}

// sound fails unless just want is published, as a first build would have done it.
func (m *maintained) sound(t testing.TB, want content) {
	t.Helper()
	found := content{}
	must(t, filepath.WalkDir(m.out(), func(name string, e os.DirEntry, err error) error {
		must(t, err)
		info, err := e.Info()
		must(t, err)
		path, _ := filepath.Rel(m.out(), name)
		mode := os.FileMode(0o644)
		if e.IsDir() {
			mode = os.ModeDir | 0o755
		} else if path != Marker {
			data, err := os.ReadFile(name)
			must(t, err)
			found[filepath.ToSlash(path)] = string(data)
		}
		if hasModes && info.Mode() != mode {
			t.Errorf("%s has the mode %v", path, info.Mode())
		}
		return nil
	}))
	if diff := cmp.Diff(want, found); diff != "" {
		t.Errorf("published:\n%s", diff)
	}
	noEmptyFolders(t, m.out())
}

// possible skips a test where the system cannot be told to do a damage.
func (d *damage) possible(t *testing.T) {
	if !hasModes && strings.Contains(d.name, "rights") {
		t.Skip("this system keeps no modes of files")
	}
	if strings.Contains(d.name, "link") {
		buildtest.NeedLinks(t)
	}
}

// damage is something that others do to a published folder.
type damage struct {
	name string
	do   func(out string) error
	want Drift // without suspects
}

func damages() []damage {
	at := func(do func(name string) error, path string) func(string) error {
		return func(out string) error { return do(filepath.Join(out, path)) }
	}
	replace := func(path string, by func(name string) error) func(string) error {
		return func(out string) error {
			if err := os.RemoveAll(filepath.Join(out, path)); err != nil {
				return err
			}
			return by(filepath.Join(out, path))
		}
	}
	file := func(name string) error { return os.WriteFile(name, []byte("evil"), 0o644) }
	folder := func(name string) error { return os.MkdirAll(filepath.Join(name, "sub", "deep"), 0o755) }
	filled := func(name string) error {
		if err := os.Mkdir(name, 0o755); err != nil {
			return err
		}
		return file(filepath.Join(name, "evil.html"))
	}
	link := func(to string) func(string) error { return func(name string) error { return os.Symlink(to, name) } }
	mode := func(m os.FileMode) func(string) error { return func(name string) error { return os.Chmod(name, m) } }
	return []damage{
		{"a file is deleted", at(os.Remove, "index.html"), Drift{Changed: []string{"index.html"}}},
		{"a folder is deleted", at(os.RemoveAll, "a"), Drift{Changed: []string{"a/1.html", "a/2.html", "a/b/3.html"}}},
		{"all is deleted", func(out string) error {
			return errorsOf(at(os.RemoveAll, "a")(out), at(os.RemoveAll, "c")(out), at(os.Remove, "index.html")(out))
		}, Drift{Changed: slices.Sorted(maps.Keys(first))}},
		{"a file is edited in place", at(file, "a/1.html"), Drift{Changed: []string{"a/1.html"}}},
		{"a file is edited, its size stays", func(out string) error {
			return os.WriteFile(filepath.Join(out, "a", "1.html"), []byte("X"), 0o644)
		}, Drift{Changed: []string{"a/1.html"}}},
		{"a file is cut", at(func(name string) error { return os.Truncate(name, 0) }, "a/1.html"), Drift{Changed: []string{"a/1.html"}}},
		{"a file is replaced by a new one", replace("a/1.html", file), Drift{Changed: []string{"a/1.html"}}},
		{"a file is replaced by a link", replace("a/1.html", link("2.html")), Drift{Changed: []string{"a/1.html"}}},
		{"a file is replaced by a link to nothing", replace("a/1.html", link("/nowhere")), Drift{Changed: []string{"a/1.html"}}},
		{"a file is replaced by a folder", replace("a/1.html", folder), Drift{Changed: []string{"a/1.html"}}},
		{"a file is replaced by a filled folder", replace("a/1.html", filled), Drift{Changed: []string{"a/1.html"}}},
		{"a folder is replaced by a file", replace("a", file), Drift{Changed: []string{"a/1.html", "a/2.html", "a/b/3.html"}}},
		{"a folder is replaced by a link", replace("a", link("c")), Drift{Changed: []string{"a/1.html", "a/2.html", "a/b/3.html"}}},
		{"a file is added", at(file, "evil.html"), Drift{Foreign: []string{"evil.html"}}},
		{"a file is added deep in", at(file, "a/b/evil.html"), Drift{Foreign: []string{"a/b/evil.html"}}},
		{"a hidden file is added", at(file, ".htaccess"), Drift{Foreign: []string{".htaccess"}}},
		{"a marker is added deep in", at(file, "a/"+Marker), Drift{Foreign: []string{"a/" + Marker}}},
		{"a link is added", at(link("/nowhere"), "etc"), Drift{Foreign: []string{"etc"}}},
		{"an empty folder is added", at(folder, "new"), Drift{Foreign: []string{"new/"}}},
		{"a filled folder is added", at(filled, "new"), Drift{Foreign: []string{"new/"}}},
		{"a file loses its rights", at(mode(0), "a/1.html"), Drift{Changed: []string{"a/1.html"}}},
		{"a file gets rights", at(mode(0o777), "a/1.html"), Drift{Changed: []string{"a/1.html"}}},
		{"a file gets special rights", at(mode(0o644|os.ModeSetuid), "a/1.html"), Drift{Changed: []string{"a/1.html"}}},
		{"a folder gets special rights", at(mode(0o755|os.ModeSticky), "a/b"), Drift{Changed: []string{"a/b/"}}},
		{"a folder loses its rights", at(mode(0o700), "a/b"), Drift{Changed: []string{"a/b/"}}},
		{"the folder itself loses its rights", at(mode(0o700), "."), Drift{Changed: []string{"/"}}},
		{"the marker is deleted", at(os.Remove, Marker), Drift{Changed: []string{Marker}}},
		{"the marker is edited", at(file, Marker), Drift{Changed: []string{Marker}}},
		{"the marker is replaced by a folder", replace(Marker, filled), Drift{Changed: []string{Marker}}},
		{"the marker loses its rights", at(mode(0o600), Marker), Drift{Changed: []string{Marker}}},
	}
}

func errorsOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// Whatever is done to the published folder, the next build names it and publishes
// what a first build would, and the one after finds nothing: neither through the
// links between the two trees nor through the tree that is spare then does anything
// of it come back.
func TestDrift(t *testing.T) {
	for _, basic := range systems() {
		for builds := range 3 {
			if testing.Short() && builds < 2 {
				continue
			}
			for _, d := range damages() {
				t.Run(fmt.Sprintf("%s, after %d builds, basic %v", d.name, builds+1, basic), func(t *testing.T) {
					d.possible(t)
					sys := healthy()
					sys.basic = basic
					m := &maintained{site: memory(t), sys: sys}
					steps := []content{first, second, first}
					for _, want := range steps[2-builds:] {
						m.build(t, want)
					}
					must(t, d.do(m.out()))
					got := m.build(t, first)
					got.Suspect = nil
					if diff := cmp.Diff(d.want, *got); diff != "" {
						t.Errorf("drift:\n%s", diff)
					}
					m.sound(t, first)
					for _, want := range []content{first, second, second, first, second} {
						if d := m.build(t, want); !d.None() && !basic {
							t.Errorf("found again: %+v", d)
						}
						m.sound(t, want)
					}
				})
			}
		}
	}
}

// The change that is to be published may be one of what is damaged.
func TestDriftAndChange(t *testing.T) {
	for _, d := range damages() {
		t.Run(d.name, func(t *testing.T) {
			d.possible(t)
			m := &maintained{site: memory(t), sys: healthy()}
			for _, want := range []content{second, first} {
				m.build(t, want)
			}
			must(t, d.do(m.out()))
			for _, want := range []content{second, first, second} {
				m.build(t, want)
				m.sound(t, want)
			}
		})
	}
}

// Stamps that differ where nothing else does cost a look, and nothing is written.
func TestFalseAlarm(t *testing.T) {
	for name, do := range map[string]func(t *testing.T, m *maintained){
		"touched": func(t *testing.T, m *maintained) {
			must(t, os.Chtimes(filepath.Join(m.out(), "index.html"), time.Time{}, time.Unix(1, 0)))
		},
		"copied with the site": func(t *testing.T, m *maintained) {
			to := memory(t)
			must(t, os.CopyFS(to, os.DirFS(m.site)))
			m.site = to
		},
		"saved and put back": func(t *testing.T, m *maintained) {
			must(t, os.Rename(m.out(), m.out()+".saved"))
			must(t, os.CopyFS(m.out(), os.DirFS(m.out()+".saved")))
		},
		"looked at on a Mac": func(t *testing.T, m *maintained) { must(t, write(m.out(), "a/.DS_Store")) },
	} {
		t.Run(name, func(t *testing.T) {
			m := &maintained{site: memory(t), sys: healthy()}
			for _, want := range []content{first, second, first} {
				m.build(t, want)
			}
			do(t, m)
			before := stamps(t, m.site)
			if d := m.build(t, first); len(d.Changed)+len(d.Foreign) > 0 {
				t.Errorf("drift: %+v", d)
			}
			if diff := cmp.Diff(before, stamps(t, m.site)); diff != "" {
				t.Errorf("written:\n%s", diff)
			}
			for _, want := range []content{first, second, second, first} {
				if d := m.build(t, want); !d.None() {
					t.Errorf("another alarm: %+v", d)
				}
				got := published(t, m.out())
				delete(got, "a/.DS_Store")
				if diff := cmp.Diff(want, got); diff != "" {
					t.Error(diff)
				}
			}
		})
	}
}

// An edit that keeps the size and puts the time back is what no stamp shows: a look
// at everything does.
func TestHiddenEdit(t *testing.T) {
	m := &maintained{site: memory(t), sys: healthy()}
	m.build(t, first)
	name := filepath.Join(m.out(), "a", "1.html")
	info, err := os.Stat(name)
	must(t, err)
	must(t, os.WriteFile(name, []byte("X"), 0o644))
	must(t, os.Chtimes(name, time.Time{}, info.ModTime()))
	p, err := Open(m.site, m.out(), Options{})
	must(t, err)
	defer p.Close()
	_, err = p.Snapshot()
	must(t, err)
	if intact, err := p.Intact(); !intact || err != nil {
		t.Errorf("seen by its stamp: %v", err)
	}
	d, err := p.Drift(maps.All(m.stamps), true)
	must(t, err)
	if len(d.Suspect) != len(first) || d.Suspect[1].Path != "a/2.html" && d.Suspect[0].Path != "a/1.html" {
		t.Errorf("suspects %+v", d.Suspect)
	}
}

// A folder whose marker is missing is ours only if everything else is.
func TestUnmarked(t *testing.T) {
	m := &maintained{site: memory(t), sys: healthy()}
	m.build(t, first)
	must(t, os.Remove(filepath.Join(m.out(), Marker)))
	must(t, write(m.out(), "mine.txt"))
	_, err := Open(m.site, m.out(), Options{})
	if f, ok := err.(*Failure); !ok || f.Kind != NotOurs {
		t.Errorf("error %v", err)
	}
	if got := published(t, m.out()); got["mine.txt"] != "mine" {
		t.Errorf("published %v", got)
	}
}

// A folder of the spare tree that was replaced by a link while it was published
// leads nothing out of the tree.
func TestSpareLeadsNowhere(t *testing.T) {
	buildtest.NeedLinks(t)
	m := &maintained{site: memory(t), sys: healthy()}
	for _, want := range []content{first, second, first} {
		m.build(t, want)
	}
	elsewhere := memory(t)
	for _, path := range []string{"2.html", "b/3.html"} {
		must(t, write(elsewhere, path))
	}
	spare := filepath.Join(m.site, ".build", "public", spareName)
	must(t, os.RemoveAll(filepath.Join(spare, "a")))
	must(t, os.Symlink(elsewhere, filepath.Join(spare, "a")))
	for _, want := range []content{second, first} {
		m.build(t, want)
		m.sound(t, want)
	}
	if got := published(t, elsewhere); !cmp.Equal(got, content{"2.html": "mine", "b/3.html": "mine"}) {
		t.Errorf("elsewhere: %v", got)
	}
}

// Random contents and random damage: what is published is always what a first build
// would have published.
func TestDriftModel(t *testing.T) {
	seeds := uint64(12)
	if slow() {
		seeds = 250
	}
	for seed := range seeds {
		r := rand.New(rand.NewPCG(seed, 9))
		sys := healthy()
		sys.basic = seed%4 == 3 || runtime.GOOS == "windows"
		m := &maintained{site: memory(t), sys: sys}
		want := content{}
		for step := range 20 {
			if r.IntN(2) == 0 {
				want = mutate(r, want)
			}
			m.build(t, want)
			m.sound(t, want)
			if t.Failed() {
				t.Fatalf("seed %d, step %d", seed, step)
			}
			for range r.IntN(4) {
				must(t, hurt(r, m.out()))
			}
		}
	}
}

// hurt does something to one thing in a published folder, the marker apart.
func hurt(r *rand.Rand, out string) error {
	var names []string
	err := filepath.WalkDir(out, func(name string, e os.DirEntry, err error) error {
		if err == nil && name != out && e.Name() != Marker {
			names = append(names, name)
		}
		return err
	})
	if err != nil || len(names) == 0 {
		return err
	}
	name := names[r.IntN(len(names))]
	evil := []byte(strings.Repeat("e", r.IntN(3)))
	switch r.IntN(8) {
	case 0:
		return os.RemoveAll(name)
	case 1:
		if err := os.RemoveAll(name); err != nil {
			return err
		}
		return os.Symlink(names[r.IntN(len(names))], name)
	case 2:
		if err := os.RemoveAll(name); err != nil {
			return err
		}
		return os.Mkdir(name, 0o755)
	case 3:
		if err := os.RemoveAll(name); err != nil {
			return err
		}
		return os.WriteFile(name, evil, 0o644)
	case 4:
		added := filepath.Join(filepath.Dir(name), "evil")
		if err := os.RemoveAll(added); err != nil { // a folder, by an earlier harm
			return err
		}
		return os.WriteFile(added, evil, 0o600)
	case 5:
		if info, err := os.Lstat(name); err != nil || info.Mode()&os.ModeSymlink != 0 {
			return err
		}
		return os.Chmod(name, os.FileMode(r.IntN(0o777)))
	}
	if info, err := os.Lstat(name); err != nil || !info.Mode().IsRegular() {
		return err
	}
	return os.WriteFile(name, evil, 0o644)
}

// The file system's refusal to list a folder is a finding about the folder, and
// the tree it is in can be removed.
func TestUnreadableFolder(t *testing.T) {
	if !hasModes {
		t.Skip("this system keeps no modes of files")
	}
	if os.Geteuid() == 0 {
		t.Log("root may list every folder: this shows less than for a user")
	}
	m := &maintained{site: memory(t), sys: healthy()}
	for _, want := range []content{first, second, first} {
		m.build(t, want)
	}
	must(t, os.Chmod(filepath.Join(m.out(), "a"), 0))
	m.build(t, first)
	m.sound(t, first)
	if left, err := filepath.Glob(filepath.Join(m.site, ".build", "public", spareName)); err != nil || len(left) > 0 {
		t.Errorf("the damaged tree is still there: %v %v", left, err)
	}
}
