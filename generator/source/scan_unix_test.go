//go:build unix

package source_test

import (
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"

	"gongkai/generator/source"
)

func TestScanSpecialFile(t *testing.T) {
	root := site(t, "a.md")
	must(t, unix.Mkfifo(filepath.Join(root, "pipe"), 0o644))
	files, found, err := source.Scan(root)
	must(t, err)
	if paths(files) != "a.md" || len(found) != 1 || found[0].Code != "SR005" {
		t.Errorf("files %v, found %v", files, found)
	}
}
