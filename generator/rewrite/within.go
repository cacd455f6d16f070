package rewrite

import (
	"path/filepath"
	"strings"
)

// Within reports whether a file that is about to be written would be a folder or lie in it,
// by whatever links, on systems too where case does not count in names. Neither need be
// there yet.
func Within(file, folder string) bool {
	folder = realPath(folder)
	for path := realPath(file); ; path = filepath.Dir(path) {
		if strings.EqualFold(path, folder) {
			return true
		}
		if filepath.Dir(path) == path {
			return false
		}
	}
}

// realPath is a path with all links in it followed, as far as it is there.
func realPath(path string) string {
	abs, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		return real
	}
	if dir := filepath.Dir(abs); dir != abs {
		return filepath.Join(realPath(dir), filepath.Base(abs))
	}
	return abs
}
