package publish

import (
	"errors"
	"io"
)

// system is every way in which this package changes the file system. Tests
// stand in for it to stop the program after any operation, or to make one fail.
type system interface {
	// mkdir makes a folder, mode 0755.
	mkdir(path string) error
	// write makes a file, mode 0644; fs.ErrExist where there is something.
	write(path string, data []byte) (Stamp, error)
	// create is write for content that comes in pieces.
	create(path string) (newFile, error)
	// copyFile is write with the content of another file; it returns its size.
	copyFile(path, from string) (int64, error)
	// link makes path another name of the file from.
	link(path, from string) error
	// remove removes a file or an empty folder.
	remove(path string) error
	// removeAll removes a folder and all that is in it; nothing is no error.
	removeAll(path string) error
	// rename moves a file over another, or a folder to a free name.
	rename(from, to string) error
	// exchange swaps two folders in one step; errNoExchange where the system
	// or the file system cannot.
	exchange(a, b string) error
	// sync returns when everything written below a folder would survive a loss
	// of power.
	sync(dir string) error
	// syncDir returns when the names in a folder would.
	syncDir(dir string) error
	// lstat returns what is at a path, a link not followed.
	lstat(path string) (stat, error)
	// keepsModes reports whether the file system keeps the modes it is given.
	keepsModes() bool
}

// newFile is a file being written.
type newFile interface {
	io.Writer
	// Close returns the stamp of the file that is then complete.
	Close() (Stamp, error)
}

var errNoExchange = errors.New("no atomic exchange of folders here")
