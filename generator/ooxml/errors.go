package ooxml

import "errors"

// What a file that cannot be read is. An error of this package is one of these,
// with the part and the reason wrapped around it.
var (
	// ErrForeign is no Office file at all.
	ErrForeign = errors.New("not an Office file")
	// ErrLegacy is a binary file as Office wrote it up to 2003, and WPS: .doc,
	// .xls, .ppt, .wps, .et, .dps.
	ErrLegacy = errors.New("an Office file of the old binary form")
	// ErrEncrypted can be opened with a password only.
	ErrEncrypted = errors.New("encrypted")
	// ErrDamaged has been cut off or changed, or was never well-formed.
	ErrDamaged = errors.New("damaged")
	// ErrTooLarge is beyond a bound of this package.
	ErrTooLarge = errors.New("too large")
)
