package tree

import (
	"encoding/binary"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gongkai/generator/cache"
	"gongkai/generator/diag"
	"gongkai/generator/source"
)

// Listing is what the file system says of a site, or of some paths of it.
type Listing struct {
	Config []byte            // the text of config.toml; nil: there is none
	Found  []diag.Diagnostic // what is wrong with names, links and special files

	dir string
	// looked are the paths that were looked at, nil: the whole site.
	looked []string
	// files are, of content, those that were looked at; of other folders all.
	files [folders][]source.File
}

// Scan lists the files of the site in a folder. Roots that are not there have no
// files. The error is that of the system.
func Scan(dir string) (*Listing, error) {
	l := &Listing{dir: dir}
	var err error
	if l.Config, err = ReadConfig(dir); err != nil {
		return nil, err
	}
	files, found, err := source.Scan(dir, names[:folders]...)
	if err != nil {
		return nil, err
	}
	l.Found = found
	for r := range folders {
		l.files[r] = r.of(files)
	}
	return l, nil
}

// ReadConfig reads the config.toml of the site in a folder; nil: there is none.
func ReadConfig(dir string) ([]byte, error) {
	data, err := os.ReadFile(filepath.Join(dir, Config.Name()))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return data, err
}

// of returns the files of a sorted list of the site that lie below a root.
func (r Root) of(files []source.File) []source.File {
	from, to := span(files, pathOf, r.Name())
	list := slices.Clone(files[from:to])
	for i := range list {
		list[i].Path = list[i].Path[len(r.Name())+len("/"):]
	}
	return list
}

// Files lists the files of a root, sorted bytewise by path. Of content these are
// the files that were looked at.
func (l *Listing) Files(r Root) []source.File { return l.files[r] }

// Stamp returns the stamp of a file of a root other than content, but for the
// mark that says how young it was when it was looked at.
func (l *Listing) Stamp(r Root, file string) (source.Stamp, bool) {
	at, ok := find(l.files[r], pathOf, file)
	if !ok {
		return source.Stamp{}, false
	}
	stamp := l.files[r][at].Stamp
	stamp.Racy = false
	return stamp, true
}

// Drop forgets the files of a root, which whoever made documents and files of
// them holds too.
func (l *Listing) Drop(r Root) { l.files[r] = nil }

// Whole reports whether the whole site was looked at.
func (l *Listing) Whole() bool { return l.looked == nil }

// Looked returns the paths that were looked at in a root, relative to it; ""
// stands for the root itself.
func (l *Listing) Looked(r Root) []string {
	var list []string
	for _, path := range l.looked {
		if path == r.Name() {
			list = append(list, "")
		} else if rest, ok := r.Cut(path); ok {
			list = append(list, rest)
		}
	}
	return list
}

// Spares reports whether nothing in a root was looked at, so that what is known
// of it holds.
func (l *Listing) Spares(r Root) bool { return !l.Whole() && len(l.Looked(r)) == 0 }

// Sum identifies everything that is listed. It is zero where that cannot be
// said: a file was modified so lately that its stamp proves nothing.
func (l *Listing) Sum() cache.Sum {
	h := cache.NewHash()
	h.Write(l.Config)
	var b []byte
	for _, files := range l.files {
		b = append(b, 0)
		for _, f := range files {
			if f.Stamp.Racy {
				return cache.Sum{}
			}
			b = append(append(b, f.Path...), 0)
			for _, n := range [...]uint64{uint64(f.Stamp.Size), uint64(f.Stamp.MTime), uint64(f.Stamp.CTime), f.Stamp.Inode} {
				b = binary.LittleEndian.AppendUint64(b, n)
			}
			if len(b) > 1<<16 {
				h.Write(b)
				b = b[:0]
			}
		}
	}
	h.Write(b)
	return h.Sum()
}

func pathOf(f source.File) string { return f.Path }

// find returns the place of a name in a list sorted by name.
func find[T any](list []T, name func(T) string, of string) (int, bool) {
	return slices.BinarySearchFunc(list, of, func(e T, of string) int { return strings.Compare(name(e), of) })
}

// span returns the place in a list, sorted by name, of what lies below a folder;
// "" is the folder of all.
func span[T any](list []T, name func(T) string, folder string) (from, to int) {
	if folder == "" {
		return 0, len(list)
	}
	from, _ = find(list, name, folder+"/")
	to, _ = find(list, name, folder+"0") // "0" follows "/"
	return from, to
}
