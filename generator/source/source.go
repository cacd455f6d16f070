// Package source finds the files of a site on disk and tells when they change.
//
// [Scan] lists a folder in sorted order; a file's place in that list is its id
// for the rest of the build. A [Stamp] is what the file system says of a file
// without opening it: a file whose stamp is the one recorded last time is not
// read again.
//
// source knows nothing of what is in a file.
package source

// Stamp is what the file system says of a file: enough to tell that it was not
// touched. Two stamps are equal only where neither is racy.
type Stamp struct {
	Size  int64
	MTime int64 // modification, nanoseconds since 1970
	CTime int64 // change of the inode, nanoseconds since 1970; 0 where the system has none
	Inode uint64
	// Racy marks a file modified so shortly before the scan that a later write
	// could have left the same times. It is read again next time.
	Racy bool
}

// Same reports whether a file with stamp s now surely is as it was at stamp t.
func (s Stamp) Same(t Stamp) bool { return s == t && !s.Racy }

// File is one file below the folder that was scanned.
type File struct {
	Path  string // slash-separated, relative to that folder, as on disk
	Stamp Stamp
}
