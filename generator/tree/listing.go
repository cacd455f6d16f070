package tree

import (
	"encoding/binary"
	"errors"
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

	dir  string
	root source.Root
	// allow says which links are followed; links tells where those that were found
	// lead, by path; nil where there are none.
	allow Allow
	links map[string]string
	// looked are the paths that were looked at, nil: the whole site.
	looked []string
	// files are, of content, those that were looked at; of other folders all.
	files [folders][]source.File
}

// Allow decides whether a symbolic link at a path of the site may be followed to
// the file at another one. If not, the file is left out, and the finding says why.
type Allow func(link, target string) *diag.Diagnostic

// Scan lists the files of the site in a folder. Roots that are not there have no
// files. allow, if given, is asked about every link to a file of the site. The error
// is that of the system.
func Scan(dir string, allow Allow) (*Listing, error) {
	l := &Listing{dir: dir, allow: allow}
	files, err := l.scan(names[:]...)
	if err != nil {
		return nil, err
	}
	for r := range folders {
		l.files[r] = r.of(files)
	}
	l.Config, err = l.config(files)
	return l, err
}

// scan scans some paths, notes the links among the files, and drops those that must
// not be followed.
func (l *Listing) scan(paths ...string) ([]source.File, error) {
	var err error
	if l.root, err = source.At(l.dir); err != nil {
		return nil, err
	}
	files, found, err := source.Scan(l.dir, paths...)
	l.Found = append(l.Found, found...)
	return slices.DeleteFunc(files, func(f source.File) bool { return f.Target != "" && !l.follow(f) }), err
}

// follow notes where a link leads, if it may be followed.
func (l *Listing) follow(f source.File) bool {
	if l.allow != nil {
		if d := l.allow(f.Path, f.Target); d != nil {
			l.Found = append(l.Found, *d)
			return false
		}
	}
	if l.links == nil {
		l.links = map[string]string{}
	}
	l.links[f.Path] = f.Target
	return true
}

// Root returns the folder of the site, to read its files.
func (l *Listing) Root() source.Root { return l.root }

// Real returns the path at which the bytes of a file of the site are: where it is a
// symbolic link, that of the file it led to when it was listed.
func (l *Listing) Real(path string) string {
	if target, ok := l.links[path]; ok {
		return target
	}
	return path
}

// Read returns the bytes of a file of the site.
func (l *Listing) Read(path string) ([]byte, error) { return l.root.Read(l.Real(path)) }

// config reads config.toml, if it is among some files.
func (l *Listing) config(files []source.File) ([]byte, error) {
	if _, ok := find(files, pathOf, Config.Name()); !ok {
		return nil, nil
	}
	data, err := l.Read(Config.Name())
	if errors.Is(err, source.ErrTooLarge) {
		l.Found = append(l.Found, source.TooLarge(Config.Name(), 0))
		return nil, nil
	}
	if data == nil && err == nil {
		data = []byte{} // it is there, and empty
	}
	return data, err
}

// ReadConfig reads the config.toml of the site in a folder; nil: there is none, for
// which there may be a reason in the findings.
func ReadConfig(dir string) ([]byte, []diag.Diagnostic, error) {
	l := &Listing{dir: dir}
	files, err := l.scan(Config.Name())
	if err != nil {
		return nil, nil, err
	}
	data, err := l.config(files)
	return data, l.Found, err
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

// Leave forgets one file of a root, as if it were not there.
func (l *Listing) Leave(r Root, file string) {
	if at, ok := find(l.files[r], pathOf, file); ok {
		l.files[r] = slices.Delete(l.files[r], at, at+1)
	}
}

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
