package buildtest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/generator/filelock"
)

func TestMain(m *testing.M) { os.Exit(Main(m)) }

// TestScratch: the folders of tests lie in memory where there is some and nobody asks for
// the disk, those of [testing.T], too, and everybody may go through.
func TestScratch(t *testing.T) {
	base, ok := memory()
	if ok != InMemory() {
		t.Errorf("there is memory: %v, it is used: %v", ok, InMemory())
	}
	if !ok {
		t.Skip("temporary folders are not in memory here")
	}
	for _, dir := range []string{t.TempDir(), TempDir(t)} {
		if !strings.HasPrefix(dir, filepath.Join(base, scratchName)) {
			t.Errorf("%s is not in %s", dir, base)
		}
	}
	if info, err := os.Stat(os.TempDir()); err != nil || info.Mode().Perm() != 0o755 {
		t.Error(info.Mode(), err)
	}
	t.Setenv(onDisk, "1")
	if dir, ok := memory(); ok {
		t.Errorf("%s is asked for, and %s is named", onDisk, dir)
	}
}

// TestRemoveLeft: what is left of tests that ended early goes; what others use stays, and so
// does what is no folder of tests.
func TestRemoveLeft(t *testing.T) {
	base := t.TempDir()
	names := []string{scratchName + "1", scratchName + "2", scratchName + "3", "other"}
	for _, name := range names {
		if err := Write(filepath.Join(base, name), map[string][]byte{"TestA/001/a.md": []byte("一")}); err != nil {
			t.Fatal(err)
		}
	}
	lock, err := filelock.Try(filepath.Join(base, names[1], lockName))
	if err != nil {
		t.Fatal(err)
	}
	defer lock.Release()
	removeLeft(base)
	for i, name := range names {
		_, err := os.Stat(filepath.Join(base, name))
		if stays := i == 1 || i == 3; (err == nil) != stays {
			t.Errorf("%s: %v", name, err)
		}
	}
}
