//go:build !linux

package rewrite

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// Sync flushes all that was written below a folder, by whomever, its names included: a
// power failure behind it takes none of it.
func Sync(dir string) error {
	return filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.Type().IsRegular():
			return flush(path, os.O_RDWR)
		case e.IsDir() && runtime.GOOS != "windows": // NTFS writes names to its journal in order
			return flush(path, os.O_RDONLY)
		}
		return nil
	})
}

func flush(path string, flag int) error {
	f, err := os.OpenFile(path, flag, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
