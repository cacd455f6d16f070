// Package source finds the files of a site on disk, reads them, and tells when
// they change.
//
// [Scan] lists folders in sorted order; a file's place in that list is its id
// for the rest of the build. A [Stamp] is what the file system says of a file
// without opening it: a file whose stamp is the one recorded last time is not
// read again. A [Root] opens and reads files; [Root.Read] returns the bytes of one,
// whole, even while an editor is saving it.
//
// [Watch] reports files that change, in batches:
//
//	w, err := source.Watch(ctx, root, []string{"content", "static"}, source.WatchOptions{})
//	for batch := range w.Batches() {
//		… batch.Paths changed, were made or are gone
//	}
//
// Files that no author means to publish are invisible to all of these: hidden
// ones, and what editors and systems leave behind ([Ignored]). Symbolic links
// are followed to files of the site only, and when they are listed only: what is
// read is the file that was found behind the link, by its own path, in which no link
// is followed any more. So no page can show what lies outside the site, whatever is
// swapped while it is read.
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

// racyGap is how long before a scan a file must have rested for its stamp to be
// trusted, in nanoseconds. Two writes within one tick of the file system's
// clock leave the same times, and the second may come after the file was read.
// Ticks are 1 to 10 ms on Linux, 100 ns on NTFS, 1 s on HFS+ and 2 s on FAT,
// the coarsest that a memory stick brings along. The price of two seconds is
// that a build right behind a checkout is followed by one that reads again.
const racyGap = 2_000_000_000

// settled returns s with Racy set as of a scan that began at now, nanoseconds
// since 1970. A time in the future is never trusted.
func (s Stamp) settled(now int64) Stamp {
	s.Racy = max(s.MTime, s.CTime) > now-racyGap
	return s
}

// File is one file below the folder that was scanned.
type File struct {
	Path  string // slash-separated, relative to that folder, as on disk
	Stamp Stamp
	// Target is set where the file is a symbolic link: the path of the file that it
	// leads to, whose stamp this is.
	Target string
}

// Real returns the path at which the file's bytes are.
func (f File) Real() string {
	if f.Target != "" {
		return f.Target
	}
	return f.Path
}
