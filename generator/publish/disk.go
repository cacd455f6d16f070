package publish

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// disk is the real file system. What differs between systems is in the files
// disk_*.go.
type disk struct {
	// fixModes is set where the process's umask would take rights away: what is
	// published has the same modes whoever builds it.
	fixModes bool
	// noModes is set where the file system gives all files the same (FAT).
	noModes bool
}

// newDisk returns the file system as seen from a folder on it.
func newDisk(work string) (*disk, error) {
	probe := filepath.Join(work, "umask")
	err := os.Mkdir(probe, 0o755)
	if errors.Is(err, fs.ErrExist) { // left by a process that was killed
		if err = os.Remove(probe); err == nil {
			err = os.Mkdir(probe, 0o755)
		}
	}
	if err != nil {
		return nil, err
	}
	d := &disk{noModes: !hasModes}
	if s, err := statPath(probe); err != nil {
		return nil, err
	} else if hasModes && s.rights() != 0o755 {
		_ = os.Chmod(probe, 0o755) // the next line tells
		s, err = statPath(probe)
		d.fixModes = err == nil && s.rights() == 0o755
		d.noModes = !d.fixModes
	}
	return d, os.Remove(probe)
}

func (d *disk) keepsModes() bool { return !d.noModes }

func (d *disk) lstat(path string) (stat, error) { return statPath(path) }

func (d *disk) mkdir(path string) error {
	err := os.Mkdir(path, 0o755)
	if err == nil && d.fixModes {
		err = os.Chmod(path, 0o755)
	}
	return err
}

func (d *disk) create(path string) (newFile, error) {
	f, err := d.open(path)
	if err != nil {
		return nil, err
	}
	return &diskFile{f: f}, nil
}

// open makes an empty file.
func (d *disk) open(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return nil, err
	}
	if d.fixModes {
		if err := f.Chmod(0o644); err != nil {
			f.Close()
			return nil, err
		}
	}
	return f, nil
}

// diskFile is a file being written.
type diskFile struct {
	f    *os.File
	hole bool // the file ends in one, which is not there until it is cut to its size
}

// zeros is what a hole reads as.
var zeros [32 << 10]byte

// Write appends to the file. A block of zeros is left out: an attachment of a
// gigabyte of which nearly all is holes takes no more room here than there.
func (f *diskFile) Write(b []byte) (int, error) {
	if len(b) == len(zeros) && bytes.Equal(b, zeros[:]) {
		f.hole = true
		_, err := f.f.Seek(int64(len(b)), io.SeekCurrent)
		return len(b), err
	}
	f.hole = false
	return f.f.Write(b)
}

// fill makes a hole at the end a part of the file.
func (f *diskFile) fill() error {
	if !f.hole {
		return nil
	}
	size, err := f.f.Seek(0, io.SeekCurrent)
	if err != nil {
		return err
	}
	return f.f.Truncate(size)
}

func (f *diskFile) Close() (Stamp, error) {
	if err := f.fill(); err != nil {
		f.f.Close()
		return 0, err
	}
	if syncsEachFile {
		if err := syncFile(f.f); err != nil {
			f.f.Close()
			return 0, err
		}
	}
	s, err := closeWritten(f.f)
	return s.stamp(), err
}

func (d *disk) copyFile(path, from string) (int64, error) {
	in, err := openFile(from)
	if err != nil {
		return 0, err
	}
	defer in.Close()
	f, err := d.open(path)
	if err != nil {
		return 0, err
	}
	// Between two os.Files the system copies, and where the file system can
	// share blocks it does: nothing is shared that an editor could write to.
	n, err := io.Copy(f, in)
	out := diskFile{f: f}
	if _, cerr := out.Close(); err == nil {
		err = cerr
	}
	return n, err
}

func (d *disk) link(path, from string) error { return os.Link(from, path) }

func (d *disk) remove(path string) error { return os.Remove(path) }

// removeAll also removes folders in which nobody may do anything any more, since
// they are ours.
func (d *disk) removeAll(path string) error {
	err := os.RemoveAll(path)
	if !errors.Is(err, fs.ErrPermission) {
		return err
	}
	_ = filepath.WalkDir(path, func(name string, e fs.DirEntry, err error) error {
		if e != nil && e.IsDir() {
			_ = os.Chmod(name, 0o700) // what that does not help the second attempt tells
		}
		return nil
	})
	return os.RemoveAll(path)
}
