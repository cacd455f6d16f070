//go:build unix

package publish

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
)

// What is written is what is read, and blocks of zeros take no room.
func TestSparse(t *testing.T) {
	block := bytes.Repeat([]byte("a"), len(zeros))
	for name, parts := range map[string][][]byte{
		"none":        {block},
		"between":     {block, zeros[:], zeros[:], block},
		"at the end":  {block, zeros[:]},
		"all":         {zeros[:], zeros[:]},
		"short zeros": {block[:7], zeros[:7]},
	} {
		path := filepath.Join(t.TempDir(), "file")
		f, err := new(disk).create(path)
		must(t, err)
		for _, part := range parts {
			n, err := f.Write(part)
			must(t, err)
			if n != len(part) {
				t.Errorf("%s: %d of %d bytes written", name, n, len(part))
			}
		}
		_, err = f.Close()
		must(t, err)
		got, err := os.ReadFile(path)
		must(t, err)
		if want := slices.Concat(parts...); !bytes.Equal(got, want) {
			t.Errorf("%s: %d bytes, want %d, or others", name, len(got), len(want))
		}
	}
	path := filepath.Join(t.TempDir(), "file")
	f, err := new(disk).create(path)
	must(t, err)
	for range 1000 {
		_, err := f.Write(zeros[:])
		must(t, err)
	}
	_, err = f.Close()
	must(t, err)
	info, err := os.Stat(path)
	must(t, err)
	if used := int64(info.Sys().(*syscall.Stat_t).Blocks) * 512; used > info.Size()/10 {
		t.Errorf("%d bytes of zeros take %d", info.Size(), used)
	}
}
