package publish

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestStamp: whatever changes about a file changes its stamp; of a folder, what is
// in it does not.
func TestStamp(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "a")
	must(t, os.WriteFile(name, []byte("甲"), 0o644))
	read := func(name string) stat {
		s, err := statPath(name)
		must(t, err)
		return s
	}
	file, folder := read(name), read(dir)
	changes := map[string]func(*stat){
		"size": func(s *stat) { s.size++ }, "time": func(s *stat) { s.mtime++ }, "inode": func(s *stat) { s.inode++ },
		"rights": func(s *stat) { s.mode ^= 1 }, "the high half of the time": func(s *stat) { s.mtime += 1 << 40 },
	}
	for what, change := range changes {
		changed, other := file, folder
		change(&changed)
		change(&other)
		if changed.stamp() == file.stamp() {
			t.Errorf("a file: another %s has the same stamp", what)
		}
		if same := other.stamp() == folder.stamp(); same != (what != "rights") {
			t.Errorf("a folder: another %s has the same stamp: %t", what, same)
		}
	}
	if file.stamp() == 0 || file.stamp() != read(name).stamp() {
		t.Error("a stamp is unknown, or not that of the file")
	}
	must(t, os.Chtimes(name, time.Time{}, time.Unix(1, 0)))
	if read(name).stamp() == file.stamp() {
		t.Error("another time on the disk has the same stamp")
	}
}
