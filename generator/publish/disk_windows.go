package publish

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/sys/windows"
)

const (
	hasModes      = false
	syncsEachFile = true
)

func (d *disk) write(path string, data []byte) (Stamp, error) {
	f, err := d.create(path)
	if err != nil {
		return 0, err
	}
	_, err = f.Write(data)
	stamp, cerr := f.Close()
	if err == nil {
		err = cerr
	}
	return stamp, err
}

func syncFile(f *os.File) error { return f.Sync() }

// sync has nothing left to do: each file was flushed as it was written.
func (d *disk) sync(string) error { return nil }

// syncDir has nothing to do: NTFS writes names to its journal in order.
func (d *disk) syncDir(string) error { return nil }

// exchange is not to be had; two renames stand in for it.
func (d *disk) exchange(a, b string) error { return errNoExchange }

// renamePatience is how long a rename is tried again while another program
// (a virus scanner, an index service, a browser) holds a file in the folder.
const renamePatience = 2 * time.Second

func (d *disk) rename(from, to string) error {
	deadline := time.Now().Add(renamePatience)
	for pause := 10 * time.Millisecond; ; pause *= 2 {
		err := os.Rename(from, to)
		if err == nil || !held(err) || time.Now().Add(pause).After(deadline) {
			return err
		}
		time.Sleep(pause)
	}
}

func held(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_LOCK_VIOLATION) ||
		errors.Is(err, windows.ERROR_ACCESS_DENIED)
}

// kindOf classifies an error of the system. A rename that is denied is more
// often due to a program that holds a file than to missing rights.
func kindOf(err error) Kind {
	var link *os.LinkError
	switch {
	case errors.Is(err, windows.ERROR_DISK_FULL), errors.Is(err, windows.ERROR_HANDLE_DISK_FULL):
		return DiskFull
	case errors.As(err, &link) && held(err), errors.Is(err, windows.ERROR_SHARING_VIOLATION), errors.Is(err, windows.ERROR_LOCK_VIOLATION):
		return Held
	case errors.Is(err, windows.ERROR_ACCESS_DENIED), errors.Is(err, windows.ERROR_WRITE_PROTECT):
		return Permission
	case errors.Is(err, windows.ERROR_NOT_SAME_DEVICE):
		return MountPoint
	}
	return other
}

// isMountPoint is false: a volume mounted on a folder is a reparse point, which
// os.Lstat does not show as a folder.
func isMountPoint(string) bool { return false }

// sameVolume reports whether two folders are on one drive.
func sameVolume(a, b string) bool {
	return strings.EqualFold(filepath.VolumeName(a), filepath.VolumeName(b))
}

// isNotDir reports whether a part of a path is a file.
func isNotDir(err error) bool {
	return errors.Is(err, windows.ERROR_PATH_NOT_FOUND) || errors.Is(err, windows.ERROR_DIRECTORY)
}

// isNotEmpty reports whether a folder was not removed because of its content.
func isNotEmpty(err error) bool { return errors.Is(err, windows.ERROR_DIR_NOT_EMPTY) }
