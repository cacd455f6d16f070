package extract

import "bytes"

// The bounds within which a file is looked through. They are counted in bytes and
// files, not in seconds: a report is the same on any machine.
const (
	maxUnpacked = 96 << 20  // bytes unpacked in one call of Read, in all archives and files within the file
	maxEntry    = 64 << 20  // bytes of one file within another
	maxMemory   = 128 << 20 // bytes of a PDF or a picture, which are read as a whole
	maxText     = 32 << 20  // bytes of a text or a web page
	maxFiles    = 10_000    // files within a file, however deep
	maxNested   = 6         // files within files within files
	maxPictures = 1000      // pictures that are shown of one file: looking at one takes seconds
)

// memory is a file that has been unpacked.
type memory struct {
	*bytes.Reader
	data []byte
}

// nested reads a file within another: an entry of an archive, a file in a document.
func (s *search) nested(in *container, name string, data []byte) {
	depth := 1
	if in.outer != nil {
		depth = in.outer.depth + 1
	}
	in.depth = depth
	switch {
	case depth > maxNested:
		s.remark(in, Remark{Reason: TooDeep, Detail: say("套了 %d 层以上", "files within files, more than %d deep", maxNested)})
	case s.files == 0:
		s.remark(in, Remark{Reason: TooLarge, Detail: say("里面的文件超过 %d 个", "more than %d files in it", maxFiles)})
	default:
		s.files--
		s.read(&file{in: in, name: name, data: &memory{bytes.NewReader(data), data}, size: int64(len(data))})
	}
}

// spend reports whether so many bytes may be unpacked, and counts them.
func (s *search) spend(in *container, n int64) bool {
	if n > s.left {
		s.remark(in, Remark{Reason: TooLarge, Detail: say("解开以后总共超过 %d MB", "more than %d MB when all is unpacked", maxUnpacked>>20)})
		return false
	}
	s.left -= n
	return true
}

// fits reports whether a file has no more bytes than limit, and says so if not.
func (s *search) fits(f *file, limit int64) bool {
	if f.size > limit {
		s.remark(f.in, Remark{Reason: TooLarge, Detail: say("文件超过 %d MB", "more than %d MB", limit>>20)})
		return false
	}
	return true
}
