//go:build !(linux || darwin || freebsd)

package source

import (
	"errors"
	"io/fs"
	"os"
)

// list returns what is in a folder, in no order; want, where given, chooses the
// names. On Windows the listing itself brings sizes and times: Info asks the
// system nothing.
func (s *scanner) list(dir string, want func(name string) bool) ([]entry, error) {
	found, err := os.ReadDir(s.root.name(dir))
	if err != nil {
		return nil, err
	}
	entries := make([]entry, 0, len(found))
	for _, d := range found {
		if Ignored(d.Name()) || want != nil && !want(d.Name()) {
			continue
		}
		info, err := d.Info()
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		entries = append(entries, entry{name: d.Name(), kind: kindOf(info.Mode()), stamp: stampOf(info)})
	}
	return entries, nil
}

func kindOf(mode fs.FileMode) kind {
	switch {
	case mode.IsRegular():
		return file
	case mode.IsDir():
		return folder
	case mode&fs.ModeSymlink != 0:
		return link
	}
	return special
}

func stampOf(info fs.FileInfo) Stamp {
	return Stamp{Size: info.Size(), MTime: info.ModTime().UnixNano()}
}

// stat returns the stamp of a path, links followed, and whether it is a
// regular file.
func stat(path string) (Stamp, bool, error) {
	info, err := os.Stat(path)
	if err != nil {
		return Stamp{}, false, err
	}
	return stampOf(info), info.Mode().IsRegular(), nil
}
