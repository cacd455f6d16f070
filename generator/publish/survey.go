package publish

import (
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"gongkai/generator/cache"
	"gongkai/generator/parallel"
)

// What is published lies where others can reach it: a page is edited on the
// server, a file deleted, one put there by hand. So the folder is looked at like
// an input. One lstat a name tells whether anything is not as it was committed
// ([Publisher.Intact]); only then is it worked out what ([Publisher.Drift]).

// Intact reports whether the published folder is, by the stamps of all that is in
// it, as it was committed. It is false where no snapshot tells how that was; the
// snapshot must have been asked for before.
func (p *Publisher) Intact() (bool, error) {
	if p.sealed.IsZero() || p.unmarked {
		return false, nil
	}
	if marker, err := statPath(filepath.Join(p.out, Marker)); err != nil || !p.plain(marker) {
		return false, nil
	}
	sum, err := p.sum()
	return err == nil && sum == p.sealed, err
}

// sum seals what is in the published folder, its marker apart.
func (p *Publisher) sum() (cache.Sum, error) {
	var mu sync.Mutex
	var total seal
	err := p.walk(func(dir string, in []named) {
		var s seal
		for i := range in {
			s.addFound(dir, &in[i])
		}
		mu.Lock()
		defer mu.Unlock()
		total.join(&s)
	})
	return total.sum(), err
}

// Drift is how the published folder differs from what was committed. Paths are
// sorted; those of folders end in a slash, "/" is the published folder itself.
type Drift struct {
	// Changed is missing, something else than a file, or has other rights than it
	// was given. [Marker] may be among it.
	Changed []string
	// Suspect are files whose stamps differ, and no more can be said without
	// reading them.
	Suspect []Suspect
	// Foreign is what was never committed.
	Foreign []string
}

// Suspect is a published file that may have been edited.
type Suspect struct {
	Path  string
	Stamp Stamp // what it has now
}

// None reports whether there is no difference.
func (d *Drift) None() bool { return len(d.Changed)+len(d.Suspect)+len(d.Foreign) == 0 }

// Drift compares the published folder with the files that were committed. Where
// all is set, every file is suspect whose stamp does not already say more.
func (p *Publisher) Drift(files iter.Seq2[string, Stamp], all bool) (*Drift, error) {
	want := map[string]Stamp{"/": 0} // what has not been met yet
	for path, stamp := range files {
		want[path] = stamp
		for dir := parent(path); dir != ""; dir = parent(dir) {
			if _, known := want[dir+"/"]; known {
				break
			}
			want[dir+"/"] = 0
		}
	}
	d := &Drift{}
	if marker, err := statPath(filepath.Join(p.out, Marker)); err != nil || !p.plain(marker) || p.unmarked {
		d.Changed = append(d.Changed, Marker)
	}
	var mu sync.Mutex
	err := p.walk(func(dir string, in []named) {
		mu.Lock()
		defer mu.Unlock()
		for i := range in {
			p.judge(d, &in[i], in[i].path(dir), want, all)
		}
	})
	for path := range want {
		d.Changed = append(d.Changed, path)
	}
	d.sort()
	return d, err
}

// judge compares one thing that was found with what should be there.
func (p *Publisher) judge(d *Drift, found *named, path string, want map[string]Stamp, all bool) {
	stamp, known := want[path]
	delete(want, path)
	switch {
	case !known:
		d.Foreign = append(d.Foreign, path)
	case !p.plain(found.stat):
		d.Changed = append(d.Changed, path)
	case !found.isDir() && (all || stamp != found.stamp()):
		d.Suspect = append(d.Suspect, Suspect{path, found.stamp()})
	}
}

// sort sorts the paths and says everything once: what lies in a foreign folder
// goes with it, a file in the place of a folder, or a folder in that of a file, is
// a change, and a folder is named only where nothing in it is.
func (d *Drift) sort() {
	slices.Sort(d.Changed)
	slices.Sort(d.Foreign)
	slices.SortFunc(d.Suspect, func(a, b Suspect) int { return strings.Compare(a.Path, b.Path) })
	changed := func(path string) bool { _, ok := slices.BinarySearch(d.Changed, path); return ok }
	var foreign []string
	within := "" // the foreign folder that was met last
	for _, path := range d.Foreign {
		file, isDir := strings.CutSuffix(path, "/")
		if within != "" && strings.HasPrefix(path, within) {
			continue
		}
		if isDir {
			within = path
		}
		if !(isDir && changed(file)) && !(!isDir && changed(path+"/")) {
			foreign = append(foreign, path)
		}
	}
	d.Foreign = foreign
	all := slices.Clone(d.Changed)
	d.Changed = slices.DeleteFunc(d.Changed, func(path string) bool {
		at, _ := slices.BinarySearch(all, path)
		return strings.HasSuffix(path, "/") && at+1 < len(all) && strings.HasPrefix(all[at+1], path)
	})
}

// Files lists the regular files in the published folder, where it is ours; in no
// order.
func (p *Publisher) Files() ([]string, error) {
	if !p.ours {
		return nil, nil
	}
	var mu sync.Mutex
	var files []string
	err := p.walk(func(dir string, in []named) {
		mu.Lock()
		defer mu.Unlock()
		for i := range in {
			if in[i].isRegular() {
				files = append(files, in[i].path(dir))
			}
		}
	})
	return files, err
}

// named is what is found under a name in a folder.
type named struct {
	name string
	stat
}

// path returns the path of what is found in a folder.
func (n *named) path(dir string) string { return string(n.appendPath(nil, dir)) }

func (n *named) appendPath(b []byte, dir string) []byte {
	if dir != "" {
		b = append(append(b, dir...), '/')
	}
	b = append(b, n.name...)
	if n.isDir() {
		b = append(b, '/')
	}
	return b
}

// plain reports whether something is as this program makes it: a regular file or a
// folder, with the rights that it gives.
func (p *Publisher) plain(s stat) bool {
	switch {
	case s.isDir():
		return !p.sys.keepsModes() || s.rights() == 0o755
	case s.isRegular():
		return !p.sys.keepsModes() || s.rights() == 0o644
	}
	return false
}

// walk calls visit for what is in each published folder, several at a time; once
// for the published folder itself, which is in none. A folder that cannot be
// listed, or is none any more, is one in which everything is missing. The marker
// is left out, and so is what looking at a folder puts into it.
func (p *Publisher) walk(visit func(dir string, in []named)) error {
	root, err := statPath(p.out)
	if err != nil {
		return failure(p.out, err)
	}
	visit("", []named{{"", root}})
	return levels(func(dir string) (below []string, err error) {
		in, err := list(filepath.Join(p.out, filepath.FromSlash(dir)))
		if errors.Is(err, fs.ErrPermission) || absent(err) {
			return nil, nil
		}
		if err != nil {
			return nil, failure(p.out, err)
		}
		in = slices.DeleteFunc(in, func(n named) bool { return dir == "" && n.name == Marker || isLitter(n.name) })
		for i := range in {
			if in[i].isDir() {
				below = append(below, strings.TrimSuffix(in[i].path(dir), "/"))
			}
		}
		visit(dir, in)
		return below, nil
	})
}

// levels calls visit for the folder "" and for those that it returns, and so on,
// one level after the other, the folders of a level side by side.
func levels(visit func(dir string) (below []string, err error)) error {
	for level := []string{""}; len(level) > 0; {
		below := make([][]string, len(level))
		err := parallel.Each(0, len(level), func(_, i int) (err error) {
			below[i], err = visit(level[i])
			return err
		})
		if err != nil {
			return err
		}
		level = slices.Concat(below...)
	}
	return nil
}

// isLitter reports whether a name is one that systems put into a folder that
// somebody looks at.
func isLitter(name string) bool {
	switch name {
	case ".DS_Store", "Thumbs.db", "desktop.ini":
		return true
	}
	return false
}

// Open opens a published file for reading.
func (p *Publisher) Open(path string) (*os.File, error) {
	return openFile(filepath.Join(p.out, filepath.FromSlash(path)))
}

var errNotRegular = errors.New("not a regular file")

// onlyRegular closes a file again that is none.
func onlyRegular(f *os.File) (*os.File, error) {
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = &fs.PathError{Op: "open", Path: f.Name(), Err: errNotRegular}
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// maxRecord is the largest file of its own, in bytes, that the program reads again:
// the snapshot of two million documents. A larger one is none of ours.
const maxRecord = 1 << 30

// readFile reads a regular file of ours. What has taken its place is an error,
// and never waited for.
func readFile(name string) ([]byte, error) {
	f, err := openFile(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.Size() > maxRecord {
		return nil, errNotRegular
	}
	data := make([]byte, info.Size())
	n, err := io.ReadFull(f, data)
	if err == io.ErrUnexpectedEOF || err == io.EOF {
		err = nil
	}
	return data[:n], err
}
