//go:build !(linux || darwin || freebsd)

package source

import (
	"io"
	"os"
)

// readOnce reads a file and reports whether it stayed the same meanwhile.
func (r Root) readOnce(path string, buf []byte) (data []byte, stable bool, err error) {
	f, err := r.Open(path)
	if err != nil {
		return nil, false, err
	}
	defer f.Close()
	before, err := f.Stat()
	if err != nil {
		return nil, false, err
	}
	if before.Size() > maxWhole {
		return nil, false, tooLarge(f.Name())
	}
	data, err = readSized(f, before.Size(), buf)
	if err != nil {
		return nil, false, err
	}
	after, err := f.Stat()
	if err != nil {
		return nil, false, err
	}
	same := before.Size() == after.Size() && before.ModTime().Equal(after.ModTime())
	return data, same && int64(len(data)) == after.Size(), nil
}

// readStamped reads size bytes of a file, or fewer where it ends before, and
// returns the stamp that it has then.
func (r Root) readStamped(path string, size int64, buf []byte) (data []byte, now Stamp, err error) {
	f, err := r.Open(path)
	if err != nil {
		return nil, Stamp{}, err
	}
	defer f.Close()
	data, err = readSized(f, size, buf)
	if err != nil {
		return nil, Stamp{}, err
	}
	after, err := f.Stat()
	if err != nil {
		return nil, Stamp{}, err
	}
	return data, stampOf(after), nil
}

// readSized reads size bytes, or fewer where the file ends before.
func readSized(f *os.File, size int64, buf []byte) ([]byte, error) {
	if int64(cap(buf)) < size {
		buf = make([]byte, size)
	}
	n, err := f.ReadAt(buf[:size], 0)
	if int64(n) < size && err == io.EOF {
		err = nil
	}
	return buf[:n], err
}
