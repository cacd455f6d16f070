package rows

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strconv"

	"gongkai/generator/diag"
)

// blockSize is how much of each shard is held: 1,400 of them are 45 MB.
const blockSize = 32 << 10

// maxLine is the longest line; no row of a catalogue comes near it.
const maxLine = 4 << 20

// Order is how the lines of shards are sorted by their keys.
type Order int

const (
	Ascending  Order = 1
	Descending Order = -1
)

// damaged is what is wrong with a shard that is not as it was written.
func (r *reader) damaged() error {
	name := filepath.Base(r.shard.File)
	return &Fault{diag.Text{ZH: name + " 坏了：运行 gongkai-county build --verify，重新做一份", EN: name + " is damaged: run gongkai-county build --verify, which makes it anew"}}
}

// Merge visits the lines of all shards in their order; where keys are equal, the shards
// that were named first come first. The line is without its key, and valid until visit
// returns; shard is the place of its shard in the list. The whole is a function of what
// the shards hold: neither the number of processors nor time has a part in it.
func Merge(shards []Shard, order Order, visit func(shard int, key, line []byte) error) error {
	m := merger{order: order}
	for i, s := range shards {
		r := &reader{shard: s, number: i, order: order}
		if err := r.next(); err == io.EOF {
			continue
		} else if err != nil {
			return err
		}
		m.heap = append(m.heap, r)
	}
	for i := len(m.heap)/2 - 1; i >= 0; i-- {
		m.sift(i)
	}
	for len(m.heap) > 0 {
		first := m.heap[0]
		if err := visit(first.number, first.key, first.line); err != nil {
			return err
		}
		switch err := first.next(); {
		case err == io.EOF:
			last := len(m.heap) - 1
			m.heap[0], m.heap = m.heap[last], m.heap[:last]
		case err != nil:
			return err
		}
		m.sift(0)
	}
	return nil
}

// merger is a heap of readers, of which the first has the line that comes next.
type merger struct {
	order Order
	heap  []*reader
}

func (m *merger) before(i, j int) bool {
	a, b := m.heap[i], m.heap[j]
	if c := bytes.Compare(a.key, b.key) * int(m.order); c != 0 {
		return c < 0
	}
	return a.number < b.number
}

// sift moves the reader at i down to where it belongs.
func (m *merger) sift(i int) {
	for {
		least := i
		for _, below := range []int{2*i + 1, 2*i + 2} {
			if below < len(m.heap) && m.before(below, least) {
				least = below
			}
		}
		if least == i {
			return
		}
		m.heap[i], m.heap[least] = m.heap[least], m.heap[i]
		i = least
	}
}

// reader reads a shard, block by block.
type reader struct {
	shard  Shard
	number int
	order  Order

	buf       []byte // read, and not yet visited from at on
	at        int
	offset    int64 // in the file, of the end of buf
	end       bool  // offset is the end of the file
	lines     int   // so far
	key, line []byte
	last      []byte // the key before
}

// next goes to the next line. It fails where the shard is not sorted, or has not as many
// lines as it was written with.
func (r *reader) next() error {
	r.last = append(r.last[:0], r.key...)
	n := bytes.IndexByte(r.buf[r.at:], '\n')
	for n < 0 {
		if r.end {
			if r.at < len(r.buf) || r.lines != r.shard.Lines {
				return r.damaged()
			}
			r.buf = nil
			return io.EOF
		}
		if err := r.fill(); err != nil {
			return err
		}
		n = bytes.IndexByte(r.buf[r.at:], '\n')
	}
	whole := r.buf[r.at : r.at+n]
	r.at += n + 1
	r.lines++
	key, line, ok := bytes.Cut(whole, []byte("\t"))
	if !ok || r.lines > 1 && bytes.Compare(r.last, key)*int(r.order) > 0 {
		return r.damaged()
	}
	r.key, r.line = key, line
	return nil
}

// fill reads another block behind what is left of the last one.
func (r *reader) fill() error {
	rest := len(r.buf) - r.at
	if rest > maxLine {
		return r.damaged()
	}
	size := max(blockSize, 2*rest)
	if cap(r.buf) < size {
		r.buf = append(make([]byte, 0, size), r.buf[r.at:]...)
	} else {
		r.buf = r.buf[:copy(r.buf[:cap(r.buf)], r.buf[r.at:])]
	}
	r.at = 0
	f, err := os.Open(r.shard.File)
	if err != nil {
		return err
	}
	defer f.Close()
	n, err := f.ReadAt(r.buf[rest:cap(r.buf)], r.offset)
	r.buf, r.offset = r.buf[:rest+n], r.offset+int64(n)
	if err == io.EOF {
		r.end, err = true, nil
	}
	return err
}

// Collision is an index number that documents of two offices have.
type Collision struct {
	Index string
	URLs  []string // of the documents, at most a few
	More  int      // how many others have it
}

// maxURLs is how many documents a collision names.
const maxURLs = 5

// Collisions visits the index numbers that more than one office has, in their order. Two
// documents of one office with one number are a finding of that office's own site.
func Collisions(shards []Shard, visit func(Collision) error) error {
	var c Collision
	var index []byte
	owner, shared := -1, false
	flush := func() (err error) {
		if shared {
			c.Index, err = strconv.Unquote(string(index))
			if err == nil {
				err = visit(c)
			}
		}
		return err
	}
	err := Merge(shards, Ascending, func(shard int, key, line []byte) error {
		if !bytes.Equal(key, index) || owner < 0 {
			if err := flush(); err != nil {
				return err
			}
			c, index, owner, shared = Collision{}, append(index[:0], key...), shard, false
		}
		shared = shared || shard != owner
		if len(c.URLs) == maxURLs {
			c.More++
			return nil
		}
		c.URLs = append(c.URLs, string(line))
		return nil
	})
	if err != nil {
		return err
	}
	return flush()
}
