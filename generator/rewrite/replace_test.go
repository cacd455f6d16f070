package rewrite

import (
	"os"
	"path/filepath"
	"testing"
)

// What was written is taken back, folders included; and where one cannot be written, all
// others are.
func TestReplace(t *testing.T) {
	dir := t.TempDir()
	there := write(t, filepath.Join(dir, "there"), "old")
	changes := []Change{
		{Path: there, After: []byte("new")},
		{Path: filepath.Join(dir, "log", "tile", "0"), After: []byte("0")},
		{Path: filepath.Join(dir, "log", "checkpoint"), After: []byte("1")},
	}
	undo, err := Replace(changes)
	if err != nil {
		t.Fatal(err)
	}
	holds(t, filepath.Join(dir, "log", "tile"), map[string]string{"0": "0"})
	if data, err := os.ReadFile(there); string(data) != "new" {
		t.Errorf("%q, %v", data, err)
	}
	if err := undo.All(); err != nil {
		t.Fatal(err)
	}
	holds(t, dir, map[string]string{"there": "old"})

	// A file stands where a folder is needed.
	if _, err := Replace(append(changes, Change{Path: filepath.Join(there, "x"), After: []byte("2")})); err == nil {
		t.Error("a file is no folder")
	}
	holds(t, dir, map[string]string{"there": "old"})
}
