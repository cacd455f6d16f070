package rewrite

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

func write(t *testing.T, path, text string) string {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o640); err != nil {
		t.Fatal(err)
	}
	return path
}

// holds demands that a folder has these files and no others, a temporary one among them.
func holds(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != len(want) {
		t.Errorf("%d files, want %d: %v", len(entries), len(want), entries)
	}
	for name, text := range want {
		if got, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(got) != text {
			t.Errorf("%s holds %q, want %q (%v)", name, got, text, err)
		}
	}
}

func TestFiles(t *testing.T) {
	dir := t.TempDir()
	a, b := write(t, filepath.Join(dir, "a"), "1"), write(t, filepath.Join(dir, "b"), "2")
	if err := Files([]Change{{a, []byte("1"), []byte("3")}, {b, []byte("2"), []byte("4")}}); err != nil {
		t.Fatal(err)
	}
	holds(t, dir, map[string]string{"a": "3", "b": "4"})
	if info, err := os.Stat(a); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o640 {
		t.Errorf("another mode: %v, %v", info.Mode(), err)
	}

	err := Files([]Change{{a, []byte("3"), []byte("5")}, {b, []byte("2"), []byte("6")}})
	var of *os.PathError
	if !errors.Is(err, ErrChanged) || !errors.As(err, &of) || filepath.Base(of.Path) != "b" {
		t.Errorf("b has changed: %v", err)
	}
	holds(t, dir, map[string]string{"a": "3", "b": "4"})

	if err := Files([]Change{{a, []byte("3"), []byte("5")}, {filepath.Join(dir, "c"), nil, nil}}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("there is no c: %v", err)
	}
	holds(t, dir, map[string]string{"a": "3", "b": "4"})
}

// TestRestore: where a file cannot take its place, those before it are what they were.
func TestRestore(t *testing.T) {
	dir := t.TempDir()
	a, b := write(t, filepath.Join(dir, "a"), "1"), write(t, filepath.Join(dir, "b"), "2")
	first, err := stage(Change{a, []byte("1"), []byte("3")})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(first.temporary, first.path); err != nil {
		t.Fatal(err)
	}
	holds(t, dir, map[string]string{"a": "3", "b": "2"})
	if err := restore([]staged{first}); err != nil {
		t.Fatal(err)
	}
	holds(t, dir, map[string]string{"a": "1", "b": "2"})
	if err := restore([]staged{{path: filepath.Join(b, "below"), info: first.info}}); err == nil {
		t.Error("nothing says that a file could not be restored")
	}
}

// TestLink: what a symbolic link leads to is changed, and the link stays.
func TestLink(t *testing.T) {
	dir := t.TempDir()
	a, link := write(t, filepath.Join(dir, "a"), "1"), filepath.Join(dir, "link")
	if err := os.Symlink("a", link); err != nil {
		t.Skip("no symbolic links here: ", err)
	}
	if err := Files([]Change{{link, []byte("1"), []byte("2")}}); err != nil {
		t.Fatal(err)
	}
	holds(t, dir, map[string]string{"a": "2", "link": "2"})
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is gone: %v, %v", info, err)
	}
	if err := Files([]Change{{a, []byte("2"), []byte("3")}, {link, []byte("2"), []byte("4")}}); !errors.Is(err, ErrTwice) {
		t.Errorf("one file by two names: %v", err)
	}
	holds(t, dir, map[string]string{"a": "2", "link": "2"})
	if err := File(a, []byte("3"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := File(filepath.Join(dir, "new"), []byte("4"), 0o600); err != nil {
		t.Fatal(err)
	}
	holds(t, dir, map[string]string{"a": "3", "link": "3", "new": "4"})
}

// What a run that was killed has left is removed when files in the folder are written again:
// not what another may be writing now, and nothing of another name.
func TestSweep(t *testing.T) {
	for name, writes := range map[string]func(path string) error{
		"Files":   func(path string) error { return Files([]Change{{path, []byte("1"), []byte("2")}}) },
		"Replace": func(path string) error { _, err := Replace([]Change{{Path: path, After: []byte("2")}}); return err },
	} {
		dir := t.TempDir()
		path := write(t, filepath.Join(dir, "a"), "1")
		old := time.Now().Add(-2 * time.Hour)
		others := []string{".gongkai", ".gongkai-", ".gongkai-county", ".gongkai-archive-1", ".gongkai-1a", "gongkai-1"}
		for _, other := range append(others, ".gongkai-0123456789") {
			if err := os.Chtimes(write(t, filepath.Join(dir, other), "x"), old, old); err != nil {
				t.Fatal(err)
			}
		}
		write(t, filepath.Join(dir, ".gongkai-1"), "x") // just now
		if err := os.Mkdir(filepath.Join(dir, ".gongkai-2"), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := writes(path); err != nil {
			t.Fatal(name, err)
		}
		if _, err := os.Stat(filepath.Join(dir, ".gongkai-0123456789")); !os.IsNotExist(err) {
			t.Errorf("%s: what was left is there (%v)", name, err)
		}
		for _, other := range append(others, ".gongkai-1", ".gongkai-2", "a") {
			if _, err := os.Stat(filepath.Join(dir, other)); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	Sweep(filepath.Join(t.TempDir(), "none"), 0)
}
