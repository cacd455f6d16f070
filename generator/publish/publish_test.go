package publish

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/cache"
	"gongkai/generator/parallel"
)

// content is a tree: path → bytes.
type content map[string]string

// id is a pure function of the content, as Commit asks for.
func (c content) id() string {
	var b strings.Builder
	for _, path := range slices.Sorted(maps.Keys(c)) {
		fmt.Fprintf(&b, "%q=%q ", path, c[path])
	}
	return b.String()
}

// memory returns a folder on a memory file system where there is one: these
// tests make tens of thousands of small files.
func memory(t testing.TB) string {
	t.Helper()
	base := ""
	if info, err := os.Stat("/dev/shm"); err == nil && info.IsDir() && runtime.GOOS != "windows" {
		base = "/dev/shm"
	}
	dir, err := os.MkdirTemp(base, "publish")
	must(t, err)
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// published reads what is in a folder, without the marker; nil where there is
// no folder.
func published(t testing.TB, out string) content {
	t.Helper()
	if _, err := os.Lstat(out); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	c := content{}
	must(t, filepath.WalkDir(out, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == Marker {
			return err
		}
		data, err := os.ReadFile(path)
		rel, _ := filepath.Rel(out, path)
		c[filepath.ToSlash(rel)] = string(data)
		return err
	}))
	return c
}

// noEmptyFolders fails where a folder without files is published.
func noEmptyFolders(t testing.TB, out string) {
	t.Helper()
	must(t, filepath.WalkDir(out, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		entries, err := os.ReadDir(path)
		if len(entries) == 0 {
			t.Errorf("%s is empty", path)
		}
		return err
	}))
}

// build publishes want as a program would: what the snapshot knows and has not
// changed is left alone.
func build(site string, sys system, want content) (Stats, error) {
	p, err := Open(site, filepath.Join(site, "public"), Options{sys: sys})
	if err != nil {
		return Stats{}, err
	}
	defer p.Close()
	facts, err := p.Snapshot()
	if err != nil {
		return Stats{}, err
	}
	return update(p, parse(facts), want)
}

// parse reads the snapshot that update writes: nil for none.
func parse(facts *Facts) content {
	if facts == nil {
		return nil
	}
	r, size, err := facts.Open()
	if err != nil {
		panic(err) // it was there just now
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil || int64(len(data)) != size {
		panic(fmt.Sprintf("%d of %d bytes, %v", len(data), size, err))
	}
	c := content{}
	for line := range strings.SplitSeq(strings.TrimSuffix(string(data), "\n"), "\n") {
		path, data, ok := strings.Cut(line, "\t")
		if ok {
			c[path] = data
		}
	}
	return c
}

func update(p *Publisher, have, want content) (Stats, error) {
	t, err := p.Begin(have == nil)
	if err != nil {
		return Stats{}, err
	}
	if err := change(t, have, want); err != nil {
		t.Abort()
		return Stats{}, err
	}
	return t.Commit(want.id(), nothing, want.write)
}

// nothing is what a test says of the files that it publishes where no seal matters.
func nothing(func(string, Stamp) bool) {}

// write writes a snapshot for parse.
func (c content) write(w io.Writer) error {
	for _, path := range slices.Sorted(maps.Keys(c)) {
		if _, err := fmt.Fprintf(w, "%s\t%s\n", path, c[path]); err != nil {
			return err
		}
	}
	return nil
}

func change(t *Tree, have, want content) error {
	var gone []string
	for _, path := range slices.Sorted(maps.Keys(have)) {
		if _, ok := want[path]; !ok {
			gone = append(gone, path)
		}
	}
	if err := t.Remove(gone...); err != nil {
		return err
	}
	for _, path := range slices.Sorted(maps.Keys(want)) {
		if old, ok := have[path]; !t.Fresh() && ok && old == want[path] {
			continue
		}
		if _, err := t.Put(path, []byte(want[path])); err != nil {
			return err
		}
	}
	return nil
}

func expect(t *testing.T, site string, want content) {
	t.Helper()
	out := filepath.Join(site, "public")
	if diff := cmp.Diff(want, published(t, out)); diff != "" {
		t.Fatalf("published:\n%s", diff)
	}
	noEmptyFolders(t, out)
}

var (
	first  = content{"index.html": "one", "a/1.html": "1", "a/2.html": "2", "a/b/3.html": "3", "c/4.html": "4"}
	second = content{"index.html": "two", "a/1.html": "1", "a/2.html": "2!", "d/e/5.html": "5", "c/4.html": "4"}
)

func TestBuilds(t *testing.T) {
	site := memory(t)
	for i, step := range []struct {
		want  content
		stats Stats
	}{
		{first, Stats{Files: 5, Bytes: 7}},
		{first, Stats{}},
		{second, Stats{Files: 3, Bytes: 6, Links: 6, Removed: 1}}, // the spare is made: every file and the marker
		{second, Stats{}},
		{first, Stats{Files: 3, Bytes: 5, Links: 4, Removed: 1}}, // it is behind in what the last step changed
		{second, Stats{Files: 3, Bytes: 6, Links: 4, Removed: 1}},
		{content{}, Stats{Links: 4, Removed: 5}},
		{content{}, Stats{}},
		{first, Stats{Files: 5, Bytes: 7, Links: 1}},
	} {
		stats, err := build(site, nil, step.want)
		must(t, err)
		expect(t, site, step.want)
		if stats != step.stats {
			t.Errorf("step %d: %+v, want %+v", i, stats, step.stats)
		}
	}
}

// Where nothing changed, nothing is touched: not the folder, not a file in it.
func TestNothingChanged(t *testing.T) {
	site := memory(t)
	_, err := build(site, nil, first)
	must(t, err)
	before := stamps(t, site)
	_, err = build(site, nil, first)
	must(t, err)
	if diff := cmp.Diff(before, stamps(t, site)); diff != "" {
		t.Error(diff)
	}
}

func stamps(t *testing.T, site string) map[string]time.Time {
	m := map[string]time.Time{}
	must(t, filepath.WalkDir(filepath.Join(site, "public"), func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		m[path] = info.ModTime()
		return err
	}))
	return m
}

// A file and a folder of one name take each other's place, in every order.
func TestFileBecomesFolder(t *testing.T) {
	site := memory(t)
	x, y, z := content{"a": "file", "z": "z"}, content{"a/b/c": "deep", "a/d": "d", "z": "z"}, content{"a/b": "mid", "z": "z"}
	for _, want := range []content{x, y, x, y, z, x, z, y, z, x} {
		_, err := build(site, nil, want)
		must(t, err)
		expect(t, site, want)
	}
}

func TestConflict(t *testing.T) {
	for _, fresh := range []bool{true, false} {
		for _, paths := range [][]string{{"a", "a/b"}, {"a/b", "a"}, {"a/b/c", "a/b"}} {
			site := memory(t)
			_, err := build(site, nil, first)
			must(t, err)
			p, err := Open(site, filepath.Join(site, "public"), Options{})
			must(t, err)
			tree, err := p.Begin(fresh)
			must(t, err)
			must(t, tree.Remove("a/1.html"))
			must(t, tree.Remove("a/2.html"))
			must(t, tree.Remove("a/b/3.html"))
			_, err = tree.Put(paths[0], nil)
			must(t, err)
			if _, err := tree.Put(paths[1], nil); !errors.Is(err, errConflict) {
				t.Errorf("fresh %v, %v: error %v", fresh, paths, err)
			}
			if _, err := tree.Commit("x", nothing, nil); !errors.Is(err, errConflict) {
				t.Errorf("committed all the same: %v", err)
			}
			p.Close()
			expect(t, site, first)
		}
	}
}

func TestKeepCreate(t *testing.T) {
	site := memory(t)
	_, err := build(site, nil, first)
	must(t, err)
	p, err := Open(site, filepath.Join(site, "public"), Options{})
	must(t, err)
	defer p.Close()
	tree, err := p.Begin(true)
	must(t, err)
	must(t, tree.Keep("a/1.html"))
	w, err := tree.Create("feed.xml")
	must(t, err)
	fmt.Fprint(w, "in ")
	fmt.Fprint(w, "pieces")
	_, err = w.Close()
	must(t, err)
	stats, err := tree.Commit("id", nothing, nil)
	must(t, err)
	expect(t, site, content{"a/1.html": "1", "feed.xml": "in pieces"})
	if want := (Stats{Files: 1, Bytes: 9, Links: 1}); stats != want {
		t.Errorf("%+v, want %+v", stats, want)
	}
	if facts, err := p.Snapshot(); facts != nil || err != nil {
		t.Errorf("a snapshot %v, %v of a tree that has none", facts, err)
	}
}

func TestMisuse(t *testing.T) {
	site := memory(t)
	p, err := Open(site, filepath.Join(site, "public"), Options{})
	must(t, err)
	defer p.Close()
	tree, err := p.Begin(false)
	must(t, err)
	for _, path := range []string{"", ".", "..", "../x", "/x", "a/../b", "a//b", "a/", Marker, "a\x00b"} {
		if _, err := tree.Put(path, nil); err == nil {
			t.Errorf("%q was accepted", path)
		}
	}
	if _, err := p.Begin(false); !errors.Is(err, errUnderWay) {
		t.Errorf("a second tree: %v", err)
	}
	if _, err := tree.Create("open"); err != nil {
		t.Error(err)
	}
	if _, err := tree.Commit("id", nothing, nil); !errors.Is(err, errOpen) {
		t.Errorf("an open file: %v", err)
	}
	if _, err := tree.Put("late", nil); !errors.Is(err, errFinished) {
		t.Errorf("after the end: %v", err)
	}
	if _, err := tree.Commit("id", nothing, nil); !errors.Is(err, errFinished) {
		t.Errorf("committed twice: %v", err)
	}
	tree, err = p.Begin(false)
	must(t, err)
	if _, err := tree.Commit("two\nlines", nothing, nil); err == nil {
		t.Error("an id of two lines was accepted")
	}
	if got := published(t, filepath.Join(site, "public")); got != nil {
		t.Errorf("published %v", got)
	}
}

// A build that is aborted leaves what is published, and the spare tree useful.
func TestAbort(t *testing.T) {
	site := memory(t)
	for _, want := range []content{first, second} {
		_, err := build(site, nil, want)
		must(t, err)
	}
	for range 3 {
		p, err := Open(site, filepath.Join(site, "public"), Options{})
		must(t, err)
		tree, err := p.Begin(false)
		must(t, err)
		must(t, change(tree, second, content{"index.html": "bad", "x/y.html": "bad"}))
		must(t, tree.Abort())
		must(t, tree.Abort())
		must(t, p.Close())
		expect(t, site, second)
	}
	stats, err := build(site, nil, first)
	must(t, err)
	expect(t, site, first)
	if stats.Links > 5 { // the marker and what the aborted build would have changed
		t.Errorf("the spare tree was made anew: %+v", stats)
	}
}

// What an aborted build wrote does not stay on the disk.
func TestAbortFreesSpace(t *testing.T) {
	site := memory(t)
	for _, want := range []content{first, second} {
		_, err := build(site, nil, want)
		must(t, err)
	}
	p, err := Open(site, filepath.Join(site, "public"), Options{})
	must(t, err)
	defer p.Close()
	for _, fresh := range []bool{false, true} {
		tree, err := p.Begin(fresh)
		must(t, err)
		_, err = tree.Put("big/file.pdf", make([]byte, 1000))
		must(t, err)
		must(t, tree.Abort())
		for path := range published(t, p.path(spareName)) {
			if strings.HasPrefix(path, "big") {
				t.Errorf("fresh %v: %s is still there", fresh, path)
			}
		}
	}
}

// Workers put at the same time; run with -race too.
func TestConcurrent(t *testing.T) {
	site := memory(t)
	old, want := content{}, content{}
	for i := range 400 {
		old[fmt.Sprintf("d%d/old/%d.html", i%9, i)] = "old"
		old[fmt.Sprintf("d%d/both/%d.html", i%9, i)] = "old"
		want[fmt.Sprintf("d%d/both/%d.html", i%9, i)] = fmt.Sprint(i)
		want[fmt.Sprintf("d%d/new/%d/%d.html", i%9, i%5, i)] = "new"
	}
	for _, next := range []content{old, want, old, want} {
		p, err := Open(site, filepath.Join(site, "public"), Options{})
		must(t, err)
		facts, err := p.Snapshot()
		must(t, err)
		have := parse(facts)
		tree, err := p.Begin(have == nil)
		must(t, err)
		gone := slices.DeleteFunc(slices.Collect(maps.Keys(have)), func(path string) bool { _, stays := next[path]; return stays })
		must(t, tree.Remove(gone...))
		paths := slices.Collect(maps.Keys(next))
		must(t, parallel.Each(0, len(paths), func(_, i int) error {
			_, err := tree.Put(paths[i], []byte(next[paths[i]]))
			return err
		}))
		_, err = tree.Commit(next.id(), nothing, next.write)
		must(t, err)
		must(t, p.Close())
		expect(t, site, next)
	}
}

// A record is read only for as long as it is the one that was found.
func TestFactsReplaced(t *testing.T) {
	site := memory(t)
	_, err := build(site, nil, first)
	must(t, err)
	p, err := Look(site, filepath.Join(site, "public"), nil)
	must(t, err)
	facts, err := p.Snapshot()
	must(t, err)
	if !maps.Equal(parse(facts), first) {
		t.Errorf("%v", parse(facts))
	}
	_, err = build(site, nil, content{"index.html": "another"})
	must(t, err)
	if _, _, err := facts.Open(); !errors.Is(err, errReplaced) {
		t.Errorf("the record of another tree is opened: %v", err)
	}
}

// The marker, like every output, is a function of what is published.
func TestMarkerIsTheIDOnly(t *testing.T) {
	site := memory(t)
	_, err := build(site, nil, first)
	must(t, err)
	data, err := os.ReadFile(filepath.Join(site, "public", Marker))
	must(t, err)
	if want := "gongkai\n" + first.id() + "\n"; string(data) != want {
		t.Errorf("%q, want %q", data, want)
	}
}

func TestLock(t *testing.T) {
	site := memory(t)
	out := filepath.Join(site, "public")
	p, err := Open(site, out, Options{})
	must(t, err)
	var f *Failure
	if _, err := Open(site, out, Options{}); !errors.As(err, &f) || f.Kind != Busy || f.Refused() {
		t.Fatalf("a second one: %v", err)
	}
	told := 0
	if _, err := Open(site, out, Options{Wait: 120 * time.Millisecond, Waiting: func() { told++ }}); !errors.As(err, &f) || told != 1 {
		t.Errorf("waited: error %v, told %d times", err, told)
	}
	opened := make(chan error)
	go func() {
		second, err := Open(site, out, Options{Wait: 10 * time.Second, Waiting: func() { p.Close() }})
		if err == nil {
			err = second.Close()
		}
		opened <- err
	}()
	must(t, <-opened)
	must(t, p.Close())
}

// A missing, cut, changed or foreign list of differences costs time only.
func TestDamagedWorkFolder(t *testing.T) {
	for name, damage := range map[string]func(work string) error{
		"no work folder": os.RemoveAll,
		"no list":        func(work string) error { return os.Remove(filepath.Join(work, behindName)) },
		"list cut":       func(work string) error { return os.Truncate(filepath.Join(work, behindName), 30) },
		"list empty":     func(work string) error { return os.Truncate(filepath.Join(work, behindName), 0) },
		"no spare":       func(work string) error { return os.RemoveAll(filepath.Join(work, spareName)) },
		"no snapshot":    func(work string) error { return os.Remove(filepath.Join(work, snapshotName)) },
		"other snapshot": func(work string) error {
			return os.WriteFile(filepath.Join(work, snapshotName), []byte(snapshotHead+"other\n"+cache.Sum{}.String()+"\n"), 0o644)
		},
		"leftovers": func(work string) error {
			return errors.Join(os.WriteFile(filepath.Join(work, nextName), []byte("x"), 0o644),
				os.WriteFile(filepath.Join(work, behindName+".next"), []byte("x"), 0o644),
				os.Mkdir(filepath.Join(work, "umask"), 0o755))
		},
	} {
		t.Run(name, func(t *testing.T) {
			site := memory(t)
			for _, want := range []content{first, second} {
				_, err := build(site, nil, want)
				must(t, err)
			}
			must(t, damage(filepath.Join(site, ".build", "public")))
			for _, want := range []content{first, second, second, first} {
				_, err := build(site, nil, want)
				must(t, err)
				expect(t, site, want)
			}
		})
	}
}

// Somebody deletes what is published.
func TestPublishedFolderGone(t *testing.T) {
	site := memory(t)
	for _, want := range []content{first, second} {
		_, err := build(site, nil, want)
		must(t, err)
	}
	must(t, os.RemoveAll(filepath.Join(site, "public")))
	for _, want := range []content{second, first, second} {
		_, err := build(site, nil, want)
		must(t, err)
		expect(t, site, want)
	}
}

// Of what is written, the sum is known; not of what is kept, or gone again.
func TestSums(t *testing.T) {
	site := memory(t)
	p, err := Open(site, filepath.Join(site, "public"), Options{})
	must(t, err)
	defer p.Close()
	tree, err := p.Begin(true)
	must(t, err)
	defer tree.Abort()
	tree.SumUp = true
	_, err = tree.Put("a/put.html", []byte("put"))
	must(t, err)
	file, err := tree.Create("a/made.json")
	must(t, err)
	for _, part := range []string{"ma", "de"} {
		_, err = file.Write([]byte(part))
		must(t, err)
	}
	_, err = file.Close()
	must(t, err)
	_, err = tree.Put("a/gone.html", []byte("gone"))
	must(t, err)
	must(t, tree.Remove("a/gone.html"))
	_, err = tree.Put("a/again.html", []byte("once"))
	must(t, err)
	_, err = tree.Put("a/again.html", []byte("again"))
	must(t, err)
	for path, want := range map[string]string{"a/put.html": "put", "a/made.json": "made", "a/again.html": "again", "a/gone.html": "", "a/other.html": ""} {
		sum, known := tree.Sums.Load(path)
		if known != (want != "") || known && sum != sha256.Sum256([]byte(want)) {
			t.Errorf("%s: %x, %t", path, sum, known)
		}
	}
}
