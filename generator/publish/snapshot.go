package publish

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"

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

// Snapshot returns what the caller recorded when the tree that is published now
// was committed; nil where there is no such record, or none that belongs to
// that tree. Whether it is whole is for the caller to check.
func (p *Publisher) Snapshot() ([]byte, error) {
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
			return s.facts, nil
		}
	}
	return nil, nil
}

// snapshot is a snapshot file, taken apart.
type snapshot struct {
	id    string
	seal  cache.Sum
	facts []byte
}

// readSnapshot reads a snapshot file; nil where there is none, or something else.
func readSnapshot(name string) (*snapshot, error) {
	data, err := readFile(name)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, errNotRegular) || isNotDir(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	data, ok := bytes.CutPrefix(data, []byte(snapshotHead))
	id, data, ok2 := bytes.Cut(data, []byte("\n"))
	digits, facts, ok3 := bytes.Cut(data, []byte("\n"))
	s := &snapshot{id: string(id), facts: facts}
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
	w.WriteString(snapshotHead + id + "\n" + seal.String() + "\n")
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
