package publish

import (
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
	info, err := os.Lstat(probe)
	if err != nil {
		return nil, err
	}
	return &disk{fixModes: hasModes && info.Mode().Perm() != 0o755}, os.Remove(probe)
}

func (d *disk) mkdir(path string) error {
	err := os.Mkdir(path, 0o755)
	if err == nil && d.fixModes {
		err = os.Chmod(path, 0o755)
	}
	return err
}

func (d *disk) create(path string) (io.WriteCloser, error) {
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
	return &diskFile{f}, nil
}

// diskFile is a file being written.
type diskFile struct{ *os.File }

func (f *diskFile) Close() error {
	if syncsEachFile {
		if err := syncFile(f.File); err != nil {
			f.File.Close()
			return err
		}
	}
	return f.File.Close()
}

func (d *disk) copyFile(path, from string) (int64, error) {
	in, err := os.Open(from)
	if err != nil {
		return 0, err
	}
	defer in.Close()
	out, err := d.create(path)
	if err != nil {
		return 0, err
	}
	// Between two os.Files the system copies, and where the file system can
	// share blocks it does: nothing is shared that an editor could write to.
	n, err := io.Copy(out.(*diskFile).File, in)
	if cerr := out.Close(); err == nil {
		err = cerr
	}
	return n, err
}

func (d *disk) link(path, from string) error { return os.Link(from, path) }

func (d *disk) remove(path string) error { return os.Remove(path) }

func (d *disk) removeAll(path string) error { return os.RemoveAll(path) }
