package tree

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/source"
)

// Renewed is what replacing and sorting again would be.
func TestRenewed(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	names := []string{"a", "a-b", "a/b", "a/b/c", "a/c", "a0", "b", "b/a", "b/a0", "通知/1", "通知/2"}
	random := func(chance float64) (list []source.File) {
		for _, name := range names {
			if rng.Float64() < chance {
				list = append(list, source.File{Path: name, Stamp: source.Stamp{Inode: rng.Uint64()}})
			}
		}
		return list
	}
	for range 3000 {
		old, now := random(0.6), random(0.6)
		var paths []string
		for _, p := range append(names, "") {
			if rng.Float64() < 0.15 {
				paths = append(paths, p)
			}
		}
		covered := func(f source.File) bool {
			return slices.ContainsFunc(paths, func(p string) bool { return Below(f.Path, p) })
		}
		var want []source.File
		for _, f := range old {
			if !covered(f) {
				want = append(want, f)
			}
		}
		var fresh []source.File
		for _, f := range now {
			if covered(f) {
				fresh, want = append(fresh, f), append(want, f)
			}
		}
		slices.SortFunc(want, func(a, b source.File) int { return strings.Compare(a.Path, b.Path) })
		before := slices.Clone(old)
		if got := Renewed(old, pathOf, paths, fresh); !slices.Equal(got, want) {
			t.Fatalf("%v, at %q %v:\n%v, want\n%v", old, paths, fresh, got, want)
		}
		if !slices.Equal(old, before) {
			t.Fatal("the list it was made from has changed")
		}
	}
}

// Many new entries are sorted in as one by one.
func TestInsertMany(t *testing.T) {
	list := []string{"b", "d"}
	var added []string
	for i := range 2 * manyAdded {
		added = append(added, fmt.Sprintf("c%04d", i))
	}
	self := func(s string) string { return s }
	many := insert(slices.Clone(list), self, added)
	for _, e := range added {
		list = insert(list, self, []string{e})
	}
	if !slices.Equal(many, list) || !slices.IsSorted(many) {
		t.Error(many)
	}
}

// all is a Known of a whole list.
type all []source.File

func (a all) HasFile(path string) bool {
	_, ok := find(a, pathOf, path)
	return ok
}

func (a all) HasFilesIn(folder string) bool {
	from, to := span(a, pathOf, folder)
	return from < to
}

// Whatever comes and goes, looking at what changed gives the listing that a scan
// of the whole site gives.
func TestAgain(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "config.toml"), []byte("a = 1"), 0o644); err != nil {
		t.Fatal(err)
	}
	names := []string{"content/a.md", "content/a/b.md", "content/a-b/c.md", "content/通知/1.md", "content/通知/1.md/x", "static/css/a.css", "static/a.css", "layouts/base.html"}
	have, err := Scan(dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	content := all(have.Files(Content))
	for step := range 300 {
		name := names[rng.IntN(len(names))]
		file := filepath.Join(dir, filepath.FromSlash(name))
		changed := []string{name}
		if rng.IntN(3) == 0 {
			folder := filepath.Dir(file)
			os.RemoveAll(folder)
			changed = []string{filepath.ToSlash(strings.TrimPrefix(folder, dir+string(filepath.Separator)))}
		} else if rng.IntN(2) == 0 {
			os.RemoveAll(file)
		} else if os.MkdirAll(filepath.Dir(file), 0o755) == nil {
			os.WriteFile(file, fmt.Append(nil, step), 0o644)
		}
		next, err := have.Again(changed, content)
		if err != nil {
			t.Fatal(err)
		}
		want, err := Scan(dir, nil)
		if err != nil {
			t.Fatal(err)
		}
		content = Renewed(content, pathOf, next.Looked(Content), next.Files(Content))
		for r := range folders {
			got := next.Files(r)
			if r == Content {
				got = content
			}
			if !reflect.DeepEqual(unaged(got), unaged(want.Files(r))) {
				t.Fatalf("step %d, %v, %s: %v, want %v", step, changed, r.Name(), got, want.Files(r))
			}
		}
		have = next
	}
}

// unaged leaves out the mark that a file was young when it was looked at.
func unaged(files []source.File) []source.File {
	list := make([]source.File, len(files))
	for i, f := range files {
		f.Stamp.Racy = false
		list[i] = f
	}
	return list
}

// The sum of a listing tells every file, its stamp and the configuration; none
// that is too young to be known by its stamp has one.
func TestSum(t *testing.T) {
	file := source.File{Path: "a.md", Stamp: source.Stamp{Size: 1, MTime: 2, Inode: 3}}
	plain := Listing{Config: []byte("a"), files: [folders][]source.File{Content: {file}}}
	seen := map[string]string{plain.Sum().String(): "plain"}
	other := func(name string, change func(l *Listing, f *source.File)) {
		l, f := plain, file
		change(&l, &f)
		if l.files[Content] != nil {
			l.files[Content] = []source.File{f}
		}
		if was, twice := seen[l.Sum().String()]; twice {
			t.Errorf("%s has the sum of %s", name, was)
		}
		seen[l.Sum().String()] = name
	}
	other("another configuration", func(l *Listing, _ *source.File) { l.Config = []byte("b") })
	other("another name", func(_ *Listing, f *source.File) { f.Path = "b.md" })
	other("another size", func(_ *Listing, f *source.File) { f.Stamp.Size++ })
	other("another time", func(_ *Listing, f *source.File) { f.Stamp.MTime++ })
	other("another change time", func(_ *Listing, f *source.File) { f.Stamp.CTime++ })
	other("another inode", func(_ *Listing, f *source.File) { f.Stamp.Inode++ })
	other("another root", func(l *Listing, _ *source.File) {
		l.files[Static], l.files[Content] = l.files[Content], nil
	})
	file.Stamp.Racy = true
	racy := Listing{files: [folders][]source.File{Content: {file}}}
	if !racy.Sum().IsZero() {
		t.Error("a file that is too young has a sum")
	}
}
