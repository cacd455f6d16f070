package corpus_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/generator/corpus"
	"gongkai/generator/toolstest"
)

// treeSum is one sum over the paths and the bytes of a tree.
func treeSum(t *testing.T, root string) string {
	t.Helper()
	h := sha256.New()
	for _, name := range files(t, root) {
		data, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		h.Write([]byte(name + "\x00"))
		h.Write(data)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// files lists a tree, with slashes, in order.
func files(t *testing.T, root string) []string {
	t.Helper()
	var list []string
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(root, name)
			list = append(list, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func write(t *testing.T, opt corpus.Options) string {
	t.Helper()
	dir := t.TempDir()
	if err := corpus.Write(dir, opt); err != nil {
		t.Fatal(err)
	}
	return dir
}

// The same options give the same bytes, whatever the number of workers;
// another seed gives another text.
func TestWriteIsDeterministic(t *testing.T) {
	one := treeSum(t, write(t, corpus.Options{Docs: 300, Seed: 7, Workers: 1}))
	eight := treeSum(t, write(t, corpus.Options{Docs: 300, Seed: 7, Workers: 8}))
	other := treeSum(t, write(t, corpus.Options{Docs: 300, Seed: 8}))
	if one != eight {
		t.Error("the number of workers shows")
	}
	if one == other {
		t.Error("the seed does not show")
	}
}

// Document gives what Write writes.
func TestDocument(t *testing.T) {
	opt := corpus.Options{Docs: 40, Seed: 3}
	dir := write(t, opt)
	for i := range opt.Docs {
		name, want := corpus.Document(opt, i)
		got, err := os.ReadFile(filepath.Join(dir, "content", filepath.FromSlash(name)))
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("document %d, %s: %v", i, name, err)
		}
	}
}

// A document has some 3 KB, and no folder more than a thousand files.
func TestShape(t *testing.T) {
	opt := corpus.Options{Docs: 20_000, Seed: 1}
	perFolder, bytes := make(map[string]int), 0
	for i := 0; i < opt.Docs; i += 50 {
		name, data := corpus.Document(opt, i)
		perFolder[path.Dir(name)]++
		bytes += len(data)
	}
	if mean := bytes / (opt.Docs / 50); mean < 2700 || mean > 4200 {
		t.Errorf("a document has %d bytes on average", mean)
	}
	toolstest.Slow(t, "counts the folders of 1,000,000 documents")
	opt.Docs = 1_000_000
	clear(perFolder)
	for i := range opt.Docs {
		name, _ := corpus.Document(opt, i)
		perFolder[path.Dir(name)]++
	}
	for folder, n := range perFolder {
		if n > 1000 {
			t.Errorf("%s has %d files", folder, n)
		}
	}
}

func TestWriteRefuses(t *testing.T) {
	dir := t.TempDir()
	if err := corpus.Write(dir, corpus.Options{}); err == nil {
		t.Error("no documents: no error")
	}
	if err := os.WriteFile(filepath.Join(dir, "mine"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := corpus.Write(dir, corpus.Options{Docs: 3}); err == nil {
		t.Error("folder in use: no error")
	}
	if got := files(t, dir); len(got) != 1 {
		t.Errorf("written into a folder in use: %v", got)
	}
}

// Floor writes files of the same paths and sizes.
func TestFloor(t *testing.T) {
	src := write(t, corpus.Options{Docs: 50})
	dst := filepath.Join(t.TempDir(), "out")
	r, err := corpus.Floor(src, src, dst, 3)
	if err != nil {
		t.Fatal(err)
	}
	want := files(t, src)
	if got := files(t, dst); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("files %v, want %v", got, want)
	}
	var size int64
	for _, name := range want {
		a, errA := os.Stat(filepath.Join(src, name))
		b, errB := os.Stat(filepath.Join(dst, name))
		if errA != nil || errB != nil || a.Size() != b.Size() {
			t.Errorf("%s: sizes differ", name)
			continue
		}
		size += a.Size()
	}
	if r.Files != len(want) || r.Bytes != size || r.Wall <= 0 {
		t.Errorf("result %+v, want %d files, %d bytes", r, len(want), size)
	}
	if _, err := corpus.Floor(src, src, dst, 0); err == nil {
		t.Error("existing destination: no error")
	}
	if _, err := corpus.Floor(filepath.Join(src, "none"), src, filepath.Join(dst, "x"), 1); err == nil {
		t.Error("missing source: no error")
	}
}

func TestUsage(t *testing.T) {
	before := corpus.Usage()
	sum := sha256.Sum256(nil)
	for range 200_000 {
		sum = sha256.Sum256(sum[:])
	}
	after := corpus.Usage()
	if before.Peak == 0 {
		t.Skip("this system does not tell what a process uses")
	}
	if after.CPU <= before.CPU || after.Peak < before.Peak || after.Peak < 1<<20 {
		t.Errorf("before %+v, after %+v", before, after)
	}
}

func BenchmarkDocument(b *testing.B) {
	opt := corpus.Options{Docs: 100_000, Seed: 1}
	i := 0
	for b.Loop() {
		_, data := corpus.Document(opt, i%opt.Docs)
		b.SetBytes(int64(len(data)))
		i++
	}
}

// BenchmarkWrite writes 10,000 documents; set TMPDIR to an in-memory file
// system to measure the maker and not the disk.
func BenchmarkWrite(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		dir := b.TempDir()
		b.StartTimer()
		if err := corpus.Write(dir, corpus.Options{Docs: 10_000, Seed: 1}); err != nil {
			b.Fatal(err)
		}
	}
}
