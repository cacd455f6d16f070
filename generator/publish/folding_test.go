package publish

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// folding is a file system in whose names case does not count, as on Windows and
// macOS: what is there is found by any spelling, and keeps the spelling that it was
// made with.
type folding struct {
	*disk
	base string
}

// real returns the path under which something is there, or would be made.
func (f folding) real(path string) string {
	rest, err := filepath.Rel(f.base, path)
	if err != nil || strings.HasPrefix(rest, "..") {
		return path
	}
	at := f.base
	for name := range strings.SplitSeq(rest, string(filepath.Separator)) {
		entries, _ := os.ReadDir(at)
		if i := slices.IndexFunc(entries, func(e os.DirEntry) bool { return strings.EqualFold(e.Name(), name) }); i >= 0 {
			name = entries[i].Name()
		}
		at = filepath.Join(at, name)
	}
	return at
}

func (f folding) mkdir(path string) error { return f.disk.mkdir(f.real(path)) }

func (f folding) write(path string, data []byte) (Stamp, error) {
	return f.disk.write(f.real(path), data)
}

func (f folding) create(path string) (newFile, error) { return f.disk.create(f.real(path)) }

func (f folding) copyFile(path, from string) (int64, error) {
	return f.disk.copyFile(f.real(path), f.real(from))
}

func (f folding) link(path, from string) error { return f.disk.link(f.real(path), f.real(from)) }

func (f folding) remove(path string) error { return f.disk.remove(f.real(path)) }

func (f folding) removeAll(path string) error { return f.disk.removeAll(f.real(path)) }

func (f folding) rename(from, to string) error { return f.disk.rename(f.real(from), f.real(to)) }

func (f folding) exchange(a, b string) error { return f.disk.exchange(f.real(a), f.real(b)) }

func (f folding) lstat(path string) (stat, error) { return f.disk.lstat(f.real(path)) }

// A page or a folder that is renamed by case alone is published under its new name,
// and nothing of it is lost, where the two names are one.
func TestCaseRenamed(t *testing.T) {
	for name, steps := range map[string][]content{
		"a file":           {{"A.html": "1", "z": "z"}, {"a.html": "1", "z": "z"}, {"A.HTML": "2", "z": "z"}, {"a.html": "2", "z": "z"}},
		"a folder":         {{"News/1.html": "1", "News/b/2.html": "2"}, {"news/1.html": "1", "news/b/2.html": "2"}, {"NEWS/1.html": "1", "NEWS/B/2.html": "3"}},
		"a folder deep in": {{"a/News/1.html": "1", "a/x": "x"}, {"a/news/1.html": "1", "a/x": "x"}, {"a/News/1.html": "2", "a/x": "y"}},
		"two swap":         {{"A.html": "1", "b.html": "2"}, {"a.html": "2", "B.html": "1"}, {"A.html": "2", "b.html": "1"}},
		"file and folder":  {{"News": "file"}, {"news/1.html": "1"}, {"NEWS": "file"}, {"news/2.html": "2"}},
	} {
		t.Run(name, func(t *testing.T) {
			site := memory(t)
			sys := folding{&disk{}, site}
			for round := range 2 {
				for i, want := range steps {
					if _, err := build(site, sys, want); err != nil {
						t.Fatal(err)
					}
					if diff := cmp.Diff(want, published(t, filepath.Join(site, "public"))); diff != "" {
						t.Fatalf("%s: step %d:\n%s", fmt.Sprint("round ", round), i, diff)
					}
					noEmptyFolders(t, filepath.Join(site, "public"))
				}
			}
		})
	}
}
