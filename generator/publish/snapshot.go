package publish

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"

	"gongkai/generator/cache"
)

// A snapshot file is a line `gongkai snapshot`, a line with the id of the tree
// it belongs to, a line with the seal of that tree (32 hexadecimal digits), and
// the caller's bytes. There may be two: one is put in place before the trees are
// exchanged and takes the other's name afterwards. A process killed in between
// leaves both, and the id of what is published says which of them holds.
const (
	snapshotName = "snapshot"
	nextName     = "snapshot.next"
	snapshotHead = "gongkai snapshot\n"
)

// Facts are what the caller recorded when a tree was committed: a file, which is read as
// far as it is wanted.
type Facts struct {
	name string
	head string // its first lines: another build may put another file in its place
}

// Snapshot returns the record of the tree that is published now; nil where there is none,
// or none that belongs to that tree. Whether it is whole is for the caller to check.
func (p *Publisher) Snapshot() (*Facts, error) {
	if !p.ours {
		return nil, nil
	}
	for _, name := range []string{snapshotName, nextName} {
		s, err := readSnapshot(p.path(name))
		if err != nil {
			return nil, failure(p.path(name), err)
		}
		if s != nil && s.id == p.id {
			p.sealed = s.seal
			return &Facts{p.path(name), snapshotLines(s.id, s.seal)}, nil
		}
	}
	return nil, nil
}

// errReplaced is returned where another build has put its snapshot in the place of one.
var errReplaced = errors.New("the snapshot has been replaced")

// Open opens the record, and returns how many bytes it has.
func (f *Facts) Open() (io.ReadCloser, int64, error) {
	file, err := openFile(f.name)
	if err != nil {
		return nil, 0, err
	}
	size, err := f.skip(file)
	if err != nil {
		file.Close()
		return nil, 0, err
	}
	return file, size, nil
}

// skip reads the first lines of the file, and returns how many bytes follow.
func (f *Facts) skip(file *os.File) (int64, error) {
	info, err := file.Stat()
	if err != nil {
		return 0, err
	}
	head := make([]byte, len(f.head))
	if _, err := io.ReadFull(file, head); err != nil || string(head) != f.head {
		return 0, errReplaced
	}
	size := info.Size() - int64(len(head))
	if size > maxRecord {
		return 0, errNotRegular
	}
	return size, nil
}

// snapshot is what the first lines of a snapshot file say.
type snapshot struct {
	id   string
	seal cache.Sum
}

// snapshotLines are the first lines of a snapshot file.
func snapshotLines(id string, seal cache.Sum) string {
	return snapshotHead + id + "\n" + seal.String() + "\n"
}

// maxLines is more than the first lines of a snapshot file have.
const maxLines = 4 << 10

// readSnapshot reads the first lines of a snapshot file; nil where there is none, or
// something else.
func readSnapshot(name string) (*snapshot, error) {
	f, err := openFile(name)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, errNotRegular) || isNotDir(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxLines))
	if err != nil {
		return nil, err
	}
	data, ok := bytes.CutPrefix(data, []byte(snapshotHead))
	id, data, ok2 := bytes.Cut(data, []byte("\n"))
	digits, _, ok3 := bytes.Cut(data, []byte("\n"))
	s := &snapshot{id: string(id)}
	if n, err := hex.Decode(s.seal[:], digits[:min(len(digits), 2*len(s.seal))]); !ok || !ok2 || !ok3 || err != nil || n != len(s.seal) {
		return nil, nil
	}
	return s, nil
}

// Look returns a Publisher for readers who can do without what a build may be
// replacing just now: it has no lock, makes no folder, and can do nothing but
// [Publisher.Snapshot] and [Publisher.Files]. sources are as in [Options].
func Look(site, out string, sources []string) (*Publisher, error) {
	place, err := examine(site, out, sources)
	if err != nil {
		return nil, err
	}
	p := &Publisher{out: place.out, work: place.work()}
	if err := place.leadsNowhere(p.work); err != nil {
		return nil, err
	}
	if err := p.look(); err != nil {
		return nil, err
	}
	return p, nil
}

// writeSnapshot records the snapshot of the tree id under the name of the next.
func (p *Publisher) writeSnapshot(id string, seal cache.Sum, content func(io.Writer) error) error {
	name := p.path(nextName)
	f, err := p.replace(name)
	if err != nil {
		return failure(name, err)
	}
	w := bufio.NewWriterSize(f, 1<<20)
	w.WriteString(snapshotLines(id, seal))
	err = content(w)
	if ferr := w.Flush(); err == nil {
		err = ferr
	}
	if _, cerr := f.Close(); err == nil {
		err = cerr
	}
	return failure(name, err)
}

// replace creates a file of the work folder in place of an old one.
func (p *Publisher) replace(name string) (newFile, error) {
	f, err := p.sys.create(name)
	if errors.Is(err, fs.ErrExist) {
		if err := p.sys.removeAll(name); err != nil {
			return nil, err
		}
		f, err = p.sys.create(name)
	}
	return f, err
}
