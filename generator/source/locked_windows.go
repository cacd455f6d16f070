package source

import (
	"errors"

	"golang.org/x/sys/windows"
)

// locked reports whether an error means that another program, most often the
// editor that is saving, keeps the file to itself for a moment.
func locked(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_LOCK_VIOLATION)
}
