package portal

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"iter"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"gongkai/generator/cache"
	"gongkai/generator/publish"
)

// lockWait is how long one process waits for another that makes the portal.
const lockWait = 10 * time.Minute

// tree is a folder of the portal's that is exchanged as a whole, and in which files are
// written only where they have changed.
type tree struct {
	*publish.Publisher
	next    *publish.Tree
	key     string
	current bool            // what is published was made from the same
	intact  bool            // and nobody has changed it since
	old     map[string]file // what is published
	files   map[string]file // what is to be
	written int
}

// file is what is known of a published file.
type file struct {
	sum   cache.Sum
	stamp publish.Stamp
}

// openTree opens a folder; key stands for all that it is made from.
func openTree(in Input, name, key string) (*tree, error) {
	p, err := publish.Open(in.Dir, filepath.Join(in.Out, name), publish.Options{Wait: lockWait, Work: filepath.Join(in.Work, name)})
	if err != nil {
		return nil, err
	}
	t := &tree{Publisher: p, key: key, files: map[string]file{}}
	facts, err := p.Snapshot()
	if err == nil {
		t.intact, err = p.Intact()
	}
	if err == nil && facts != nil && t.intact {
		err = t.read(facts)
	}
	if err != nil {
		p.Close()
		return nil, err
	}
	return t, nil
}

// read reads what was recorded: the key, then a line for each file with its sum, its stamp
// and its path. Where it is not what we write, all is made anew.
func (t *tree) read(facts *publish.Facts) error {
	f, _, err := facts.Open()
	if err != nil {
		return nil // somebody takes it away
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		return err
	}
	key, rest, _ := strings.Cut(string(data), "\n")
	old := map[string]file{}
	for line := range strings.Lines(rest) {
		sum, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		stamp, path, cut := strings.Cut(rest, " ")
		raw, err := hex.DecodeString(sum)
		n, err2 := strconv.ParseUint(stamp, 16, 64)
		var f file
		if !cut || err != nil || err2 != nil || len(raw) != len(f.sum) {
			return nil
		}
		copy(f.sum[:], raw)
		f.stamp = publish.Stamp(n)
		old[path] = f
	}
	t.old, t.current = old, key == t.key
	return nil
}

func (t *tree) begin() (err error) {
	t.next, err = t.Begin(t.old == nil)
	return err
}

// put publishes a file.
func (t *tree) put(path string, data []byte) error {
	if _, twice := t.files[path]; twice {
		return fmt.Errorf("%s is made twice: a mistake in the program", path)
	}
	f := file{sum: cache.SumBytes(data)}
	if was, ok := t.old[path]; ok && was.sum == f.sum {
		f.stamp = t.next.Stamp(path, was.stamp)
		t.files[path] = f
		return nil
	}
	var err error
	f.stamp, err = t.next.Put(path, data)
	t.files[path] = f
	t.written++
	return err
}

// commit exchanges the folder for the new one.
func (t *tree) commit() error {
	for path := range t.old {
		if _, stays := t.files[path]; !stays {
			if err := t.next.Remove(path); err != nil {
				return err
			}
		}
	}
	paths := slices.Sorted(maps.Keys(t.files))
	id := sha256.New()
	for _, path := range paths {
		fmt.Fprintf(id, "%x %s\n", t.files[path].sum, path)
	}
	var stamps iter.Seq2[string, publish.Stamp] = func(yield func(string, publish.Stamp) bool) {
		for _, path := range paths {
			if !yield(path, t.files[path].stamp) {
				return
			}
		}
	}
	_, err := t.next.Commit(hex.EncodeToString(id.Sum(nil)[:16]), stamps, func(w io.Writer) error {
		var b bytes.Buffer
		b.WriteString(t.key + "\n")
		for _, path := range paths {
			sum := t.files[path].sum
			fmt.Fprintf(&b, "%x %x %s\n", sum[:], uint64(t.files[path].stamp), path)
		}
		_, err := w.Write(b.Bytes())
		return err
	})
	return err
}

// abort gives up what was begun.
func (t *tree) abort() error { return t.next.Abort() }

func (t *tree) close() { _ = t.Close() }
