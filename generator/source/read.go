package source

import (
	"cmp"
	"errors"
	"io/fs"
	"time"

	"gongkai/generator/diag"
)

// Read returns the bytes of a file. See [Root.ReadInto].
func (r Root) Read(path string) ([]byte, error) { return r.ReadInto(path, nil) }

// ReadInto is Read into the memory of buf, or into more where that is too
// small: a worker that reads one file after the other needs one buffer.
//
// A file that changes while it is read is read again, and on Windows a file
// that another program has locked is waited for, half a second in all. After
// that, the last state read, or the error, is returned: its stamp was taken
// earlier, so the next build reads it again.
func (r Root) ReadInto(path string, buf []byte) ([]byte, error) {
	for pause := readPause; ; pause *= 2 {
		data, stable, err := r.readOnce(path, buf)
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
func (r Root) ReadListed(path string, stamp Stamp, buf []byte) ([]byte, error) {
	if !stamp.Racy && stamp.Size <= maxWhole {
		data, now, err := r.readStamped(path, stamp.Size, buf)
		if err == nil && now == stamp && int64(len(data)) == stamp.Size {
			return data, nil
		}
	}
	return r.ReadInto(path, buf)
}

// maxWhole is the largest file, in bytes, that is read as a whole: a document, a
// layout, a table of figures. Nobody has written a larger one, and a file that
// takes no room on the disk (a sparse one) would take all memory.
const maxWhole = 64 << 20

// TooLarge is the finding about a file of the site that has more bytes than are read
// of its kind: most, or if that is 0, as many as of any.
func TooLarge(path string, most int) diag.Diagnostic {
	return tooLargeRule.At(diag.Pos{File: path}, path, cmp.Or(most, maxWhole)>>20)
}

// ErrTooLarge is returned for a larger one, before any of it is read.
var ErrTooLarge = errors.New("the file is larger than 64 MB")

func tooLarge(name string) error { return &fs.PathError{Op: "read", Path: name, Err: ErrTooLarge} }

const (
	readPause    = 4 * time.Millisecond // the first; each is twice the one before
	readPatience = 250 * time.Millisecond
)
