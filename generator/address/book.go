package address

import "strings"

// Book is a list of the paths of a site that are taken, each by a T. The zero
// value is an empty one.
type Book[T any] struct {
	files   map[string]T // by what their paths fold to
	folders map[string]T // the first that was entered below each folder
}

// Relation is what is in the way of a path.
type Relation uint8

const (
	// Free says that nothing is.
	Free Relation = iota
	// Taken says that the path is taken, or one that is the same somewhere.
	Taken
	// Folder says that something that is taken needs a folder there.
	Folder
	// Inside says that the path needs a folder where something is taken.
	Inside
)

// Reverse is how what is in the way sees it.
func (r Relation) Reverse() Relation {
	switch r {
	case Folder:
		return Inside
	case Inside:
		return Folder
	}
	return r
}

// Words says, in Chinese and English, how what is at one path is in the way of
// another, to be put behind the name of it; nothing where both are the same.
func (r Relation) Words(path, at string) (zh, en string) {
	switch {
	case r == Folder:
		return "（/" + at + " 要在这里有一个文件夹）", ", whose address /" + at + " needs a folder there"
	case r == Inside:
		return "（/" + at + " 是文件，不能又是文件夹）", ", whose address /" + at + " is a file and can be no folder"
	case path != at:
		return "（/" + at + "，在 Windows 上是同一个网址）", ", whose address /" + at + " is the same on Windows"
	}
	return "", ""
}

// Enter takes a path.
func (b *Book[T]) Enter(path string, by T) {
	if b.files == nil {
		b.files = map[string]T{}
	}
	path = Fold(path)
	b.files[path] = by
	if end := strings.LastIndexByte(path, '/'); end > 0 {
		b.enterFolder(path[:end], by)
	}
}

// EnterFolder takes a folder and those that it is in, for files that are found
// without being entered: see [Book.Find].
func (b *Book[T]) EnterFolder(path string, by T) { b.enterFolder(Fold(path), by) }

func (b *Book[T]) enterFolder(path string, by T) {
	if b.folders == nil {
		b.folders = map[string]T{}
	}
	for {
		if _, known := b.folders[path]; known {
			return
		}
		b.folders[path] = by
		end := strings.LastIndexByte(path, '/')
		if end < 0 {
			return
		}
		path = path[:end]
	}
}

// Find returns what is in the way of a path, and how. also, if given, finds files
// that have not been entered, by what their paths fold to.
func (b *Book[T]) Find(path string, also func(folded string) (T, bool)) (by T, how Relation) {
	path = Fold(path)
	if by, ok := b.file(path, also); ok {
		return by, Taken
	}
	if by, ok := b.folders[path]; ok {
		return by, Folder
	}
	for {
		end := strings.LastIndexByte(path, '/')
		if end < 0 {
			return by, Free
		}
		path = path[:end]
		if by, ok := b.file(path, also); ok {
			return by, Inside
		}
	}
}

func (b *Book[T]) file(folded string, also func(string) (T, bool)) (by T, ok bool) {
	if by, ok = b.files[folded]; ok || also == nil {
		return by, ok
	}
	return also(folded)
}
