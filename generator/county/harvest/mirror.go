package harvest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"time"

	"gongkai/generator/edition"
	"gongkai/generator/publish"
)

// lockWait is how long one process waits for another that mirrors the same site.
const lockWait = 5 * time.Minute

// Place is where a mirror is.
type Place struct {
	Site string // a folder that is none of the published ones: that of county.toml
	Out  string // the mirror
	Work string // a folder on its file system
}

// Judge says why a file of a site cannot be taken, which keeps the mirror as it is; nil takes
// all of them.
type Judge func(path string, data []byte) error

// Mirror makes the mirror what the list says, asking for no more files than differ, and
// says how many these were.
func (h *Harvester) Mirror(list *List, at Place, judge Judge) (asked int, err error) {
	return Bring(list, at, judge, h.file)
}

// Bring makes a folder what a list says, as Mirror does, with files that come from anywhere;
// read returns one whose sum was looked at.
func Bring(list *List, at Place, judge Judge, read func(edition.Sum) ([]byte, error)) (asked int, err error) {
	p, err := publish.Open(at.Site, at.Out, publish.Options{Wait: lockWait, Work: at.Work})
	if err != nil {
		return 0, err
	}
	defer p.Close()
	m := &mirror{read: read, list: list, judge: judge, stamps: map[string]publish.Stamp{}}
	if err := m.recall(p); err != nil {
		return 0, err
	}
	if m.have != nil && bytes.Equal(m.before.Text, list.Text) {
		return 0, nil
	}
	if m.tree, err = p.Begin(m.have == nil); err != nil {
		return 0, err
	}
	if err := m.fill(); err != nil {
		return m.asked, errors.Join(err, m.tree.Abort())
	}
	return m.asked, m.commit()
}

// mirror is one state of a mirror that is being made.
type mirror struct {
	read   func(edition.Sum) ([]byte, error)
	list   *List
	judge  Judge
	tree   *publish.Tree
	before List                     // what is there
	have   map[string]publish.Stamp // its stamps; nil where it is not sound
	stamps map[string]publish.Stamp // of what is to be
	asked  int
}

// recall reads what was recorded of the mirror that is there: a line for each file with
// its stamp, an empty line, and the list.
func (m *mirror) recall(p *publish.Publisher) error {
	facts, err := p.Snapshot()
	if err != nil || facts == nil {
		return err
	}
	if intact, err := p.Intact(); err != nil || !intact {
		return err
	}
	f, _, err := facts.Open()
	if err != nil {
		return nil // somebody takes it away: all is asked for anew
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		return err
	}
	stamps, text, _ := bytes.Cut(data, []byte("\n\n"))
	files, ok := edition.ParseList(text)
	if m.list.Name != "" {
		files = taken(files)
	}
	lines := strings.Split(string(stamps), "\n")
	if !ok || len(lines) != len(files)+m.list.own() {
		return nil
	}
	have := map[string]publish.Stamp{}
	for i, line := range lines {
		n, err := strconv.ParseUint(line, 16, 64)
		if err != nil {
			return nil
		}
		path := m.list.Name
		if i < len(files) {
			path = files[i].Path
		}
		have[path] = publish.Stamp(n)
	}
	m.before, m.have = List{Text: text, Files: files}, have
	return nil
}

// fill brings the tree to what the list says.
func (m *mirror) fill() error {
	known := map[edition.Sum]bool{}
	for _, f := range m.before.Files {
		known[f] = m.have != nil
	}
	wanted := map[string]bool{m.list.Name: true}
	for _, f := range m.list.Files {
		wanted[f.Path] = true
	}
	for path := range m.have {
		if !wanted[path] {
			if err := m.tree.Remove(path); err != nil {
				return err
			}
		}
	}
	for _, f := range m.list.Files {
		if known[f] {
			m.stamps[f.Path] = m.tree.Stamp(f.Path, m.have[f.Path])
			continue
		}
		data, err := m.read(f)
		if err == nil && m.judge != nil {
			err = m.judge(f.Path, data)
		}
		if err != nil {
			return err
		}
		m.asked++
		if m.stamps[f.Path], err = m.tree.Put(f.Path, data); err != nil {
			return err
		}
	}
	if m.list.Name == "" {
		return nil
	}
	var err error
	m.stamps[m.list.Name], err = m.tree.Put(m.list.Name, m.list.Text)
	return err
}

// commit exchanges the folder for the new one.
func (m *mirror) commit() error {
	var all iter.Seq2[string, publish.Stamp] = func(yield func(string, publish.Stamp) bool) {
		for path, stamp := range m.stamps {
			if !yield(path, stamp) {
				return
			}
		}
	}
	id := sha256.Sum256(m.list.Text)
	_, err := m.tree.Commit(hex.EncodeToString(id[:16]), all, func(w io.Writer) error {
		var b bytes.Buffer
		for _, f := range m.list.Files {
			fmt.Fprintf(&b, "%x\n", uint64(m.stamps[f.Path]))
		}
		if m.list.Name != "" {
			fmt.Fprintf(&b, "%x\n", uint64(m.stamps[m.list.Name]))
		}
		fmt.Fprintf(&b, "\n%s", m.list.Text)
		_, err := w.Write(b.Bytes())
		return err
	})
	return err
}
