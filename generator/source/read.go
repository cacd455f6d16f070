package source

import (
	"path/filepath"
	"time"
)

// Read returns the bytes of a file, whose slash-separated path is relative to
// root. See [ReadInto].
func Read(root, path string) ([]byte, error) {
	return ReadInto(root, path, nil)
}

// ReadInto is Read into the memory of buf, or into more where that is too
// small: a worker that reads one file after the other needs one buffer.
//
// A file that changes while it is read is read again, and on Windows a file
// that another program has locked is waited for, half a second in all. After
// that, the last state read, or the error, is returned: its stamp was taken
// earlier, so the next build reads it again.
func ReadInto(root, path string, buf []byte) ([]byte, error) {
	name := nameOf(root, path)
	for pause := readPause; ; pause *= 2 {
		data, stable, err := readOnce(name, buf)
		if (err == nil && stable) || (err != nil && !locked(err)) || pause > readPatience {
			return data, err
		}
		time.Sleep(pause)
	}
}

// ReadListed is ReadInto for a file that had a stamp when it was listed. If it
// has the same after it was read, and that one is not racy, nobody has written
// to it since: it need not be looked at before as well, which takes a tenth of
// the time. Else it is read as if nothing were known of it.
func ReadListed(root, path string, stamp Stamp, buf []byte) ([]byte, error) {
	if !stamp.Racy {
		data, now, err := readStamped(nameOf(root, path), stamp.Size, buf)
		if err == nil && now == stamp && int64(len(data)) == stamp.Size {
			return data, nil
		}
	}
	return ReadInto(root, path, buf)
}

// nameOf is filepath.Join of a path that is clean, which it does not look at.
func nameOf(root, path string) string {
	if root == "" || root == "." {
		return filepath.FromSlash(path)
	}
	return root + string(filepath.Separator) + filepath.FromSlash(path)
}

const (
	readPause    = 4 * time.Millisecond // the first; each is twice the one before
	readPatience = 250 * time.Millisecond
)
