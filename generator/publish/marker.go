package publish

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Marker is the name of the file by which a published folder is known as ours.
// It says `gongkai` and, on the second line, the id of the tree.
const Marker = ".gongkai"

const markerHead = "gongkai\n"

// readMarker says whether dir exists, whether it may be replaced because we
// made it, and the id of what is in it. A folder that exists, is not ours and
// holds anything gives a Failure.
func readMarker(dir string) (exists, ours bool, id string, err error) {
	data, err := readFile(filepath.Join(dir, Marker))
	switch {
	case err == nil:
		if rest, ok := bytes.CutPrefix(data, []byte(markerHead)); ok {
			id, _, _ := bytes.Cut(rest, []byte("\n"))
			return true, true, string(id), nil
		}
		return true, false, "", &Failure{Kind: NotOurs, Path: dir}
	case errors.Is(err, errNotRegular):
		return true, false, "", &Failure{Kind: NotOurs, Path: dir}
	case !errors.Is(err, fs.ErrNotExist) && !isNotDir(err):
		return false, false, "", failure(dir, err)
	}
	// Windows has one error for a folder that is not there and for one that is a
	// file.
	info, err := os.Lstat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, false, "", nil
	case err != nil:
		return false, false, "", failure(dir, err)
	case !info.IsDir():
		return true, false, "", &Failure{Kind: NotOurs, Path: dir}
	}
	names, err := os.ReadDir(dir)
	if err != nil {
		return false, false, "", failure(dir, err)
	}
	for _, n := range names {
		if !isLitter(n.Name()) {
			return true, false, "", &Failure{Kind: NotOurs, Path: dir}
		}
	}
	return true, false, "", nil
}

// marker returns the content of the marker of a tree.
func marker(id string) []byte {
	return []byte(markerHead + id + "\n")
}
