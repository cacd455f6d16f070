package source_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gongkai/generator/source"
)

// TestReadListed reads files whose stamp is that of the list, and files that
// have become something else since.
func TestReadListed(t *testing.T) {
	long := strings.Repeat("长", 1000)
	for _, c := range []struct {
		name string
		data string // what it becomes
		racy bool
	}{
		{"the same", "content/a.md", false},
		{"the same, but young", "content/a.md", true},
		{"of the same size", "CONTENT/A.MD", false},
		{"longer", long, false},
		{"shorter", "c", false},
		{"empty", "", false},
		{"longer and young", long, true},
	} {
		root := site(t, "content/a.md")
		name := filepath.Join(root, "content", "a.md")
		must(t, os.Chtimes(name, time.Time{}, time.Unix(1_500_000_000, 0)))
		f, ok := source.Lookup(root, "content/a.md")
		if !ok {
			t.Fatal("not listed")
		}
		f.Stamp.Racy = c.racy
		if c.data != "content/a.md" {
			must(t, os.WriteFile(name, []byte(c.data), 0o644))
		}
		at, err := source.At(root)
		must(t, err)
		for _, buf := range [][]byte{nil, make([]byte, 5), bytes.Repeat([]byte("x"), 5000)} {
			data, err := at.ReadListed(f.Path, f.Stamp, buf)
			if err != nil || string(data) != c.data {
				t.Errorf("%s: read %q, %v", c.name, data, err)
			}
		}
		must(t, os.Remove(name))
		if _, err := at.ReadListed(f.Path, f.Stamp, nil); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: deleted: %v", c.name, err)
		}
	}
}

// BenchmarkRead reads a document of 3 KB as it is read when nothing is known of
// it, and when it was listed before.
func BenchmarkRead(b *testing.B) {
	root, err := os.MkdirTemp(memory(), "read")
	must(b, err)
	defer os.RemoveAll(root)
	must(b, os.WriteFile(filepath.Join(root, "0001.md"), bytes.Repeat([]byte("公开\n"), 440), 0o644))
	f, _ := source.Lookup(root, "0001.md")
	f.Stamp.Racy = false
	at, err := source.At(root)
	must(b, err)
	buf := make([]byte, 0, f.Stamp.Size)
	b.Run("into", func(b *testing.B) {
		for b.Loop() {
			_, err = at.ReadInto(f.Path, buf)
		}
	})
	b.Run("listed", func(b *testing.B) {
		for b.Loop() {
			_, err = at.ReadListed(f.Path, f.Stamp, buf)
		}
	})
	must(b, err)
}
