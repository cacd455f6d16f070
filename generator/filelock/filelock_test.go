package filelock

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// One has the lock at a time, and a file that was left says nothing.
func TestTry(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lock")
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		lock, err := Try(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Try(path); !errors.Is(err, ErrHeld) {
			t.Errorf("two have the lock: %v", err)
		}
		for range 2 {
			if err := lock.Release(); err != nil {
				t.Error(err)
			}
		}
	}
	if _, err := os.Stat(path); err != nil {
		t.Error("the file is gone, and somebody may hold it")
	}
	if _, err := Try(filepath.Join(path, "below")); err == nil || errors.Is(err, ErrHeld) {
		t.Errorf("where no file can be: %v", err)
	}
}
