package search

import (
	"cmp"
	"slices"
	"sync/atomic"

	"gongkai/generator/parallel"
)

// The postings of a segment: for each pair of characters that follow one another within a
// paragraph, and each single one, the documents that have it, and those that have it in
// their titles. A pair is known by 32 bits, mixed: the first of them are the file, the
// others are sorted in it, so that one costs about half of that.
//
//	file    = gamma(n+1), n × entry .
//	entry   = rice(gap-1), gamma(df), list(df of N), gamma(titles+1), list(titles of df) .

// lineFeed parts paragraphs; nothing is found across it.
const lineFeed = '\n'

// memory is what one segment leaves to the next.
type memory struct {
	text    []uint16
	entries []uint64
	ids     []int32
}

// chunkDocs is how many documents are folded at a time.
const chunkDocs = 64

// chunk is some documents of a segment on their way.
type chunk struct {
	text   []uint16
	starts []uint32 // of its documents, in text
	titles []uint32 // the ends of their titles, in text
	counts []uint32 // of the occurrences that go to each file; then the places for them
}

// postings makes the files of a segment.
type postings struct {
	workers int
	count   int // documents
	shift   uint
	tau     int

	text     []uint16
	memory   *memory
	start    []uint32 // of each document in text, and the end
	titleEnd []uint32
	near     []uint16 // the document at every 256th place
	chunks   []chunk
	at       []uint32 // of each file in entries
	entries  []uint64 // the rest of the hash<<32 | the place in text
	grams    [][]byte

	// What becomes of frequent pairs: see exceptions.
	ids      []int32 // of the frequent gram at a place; 0: there is none
	next     atomic.Int32
	frequent [][]*gram // by file
}

// gather folds the documents of a segment and puts them end to end.
func (p *postings) gather(document func(worker, i int) (Document, error)) error {
	files := 1 << (32 - p.shift)
	p.chunks = make([]chunk, (p.count+chunkDocs-1)/chunkDocs)
	space := make([]foldSpace, p.workers)
	err := parallel.Each(p.workers, len(p.chunks), func(w, i int) error {
		c := &p.chunks[i]
		c.counts, c.text = make([]uint32, files), space[w].text[:0]
		for d := i * chunkDocs; d < min(p.count, (i+1)*chunkDocs); d++ {
			doc, err := document(w, d)
			if err != nil {
				return err
			}
			space[w].add(c, &doc)
		}
		space[w].each(c, func(hash, _ uint32) { c.counts[hash>>p.shift]++ })
		space[w].text, c.text = c.text, slices.Clone(c.text)
		return nil
	})
	if err != nil {
		return err
	}
	return p.join()
}

// foldSpace is the memory of one worker.
type foldSpace struct {
	units []uint16
	text  []uint16 // of a chunk
	seen  []uint32 // by character: the last document that had it
	stamp uint32
}

// add adds a document to a chunk.
func (s *foldSpace) add(c *chunk, d *Document) {
	c.starts = append(c.starts, uint32(len(c.text)))
	for i, p := range d.head() {
		s.units = appendUnits(s.units[:0], p)
		c.text = append(theFolds().fold(c.text, s.units), lineFeed)
		if i == 0 {
			c.titles = append(c.titles, uint32(len(c.text)))
		}
	}
	s.units = d.Text.decode(s.units[:0])
	for rest := s.units; len(rest) > 0; {
		p := rest
		if end := slices.Index(rest, lineFeed); end >= 0 {
			p, rest = rest[:end], rest[end+1:]
		} else {
			rest = nil
		}
		c.text = append(theFolds().fold(c.text, p), lineFeed)
	}
}

// each calls f for the hash of each pair in a chunk, and of each character that is new
// in its document, with the place.
func (s *foldSpace) each(c *chunk, f func(hash, at uint32)) {
	if s.seen == nil {
		s.seen = make([]uint32, 1<<16)
	}
	for i, from := range c.starts {
		to := uint32(len(c.text))
		if i+1 < len(c.starts) {
			to = c.starts[i+1]
		}
		s.stamp++
		before := uint16(lineFeed)
		for k, u := range c.text[from:to] {
			if at := from + uint32(k); u != lineFeed {
				if before != lineFeed {
					f(mix(uint32(before)<<16|uint32(u)), at-1)
				}
				if s.seen[u] != s.stamp {
					s.seen[u] = s.stamp
					f(mix(uint32(u)), at)
				}
			}
			before = u
		}
	}
}

// join puts the chunks end to end, and shares out the entries among the files.
func (p *postings) join() error {
	total := 0
	for i := range p.chunks {
		total += len(p.chunks[i].text)
	}
	if total >= 1<<placeBits {
		return errTooLarge
	}
	p.text = slices.Grow(p.memory.text[:0], total)
	p.memory.text = p.text
	p.at = make([]uint32, 1<<(32-p.shift)+1)
	for i := range p.chunks {
		c := &p.chunks[i]
		from := uint32(len(p.text))
		for k := range c.starts {
			p.start = append(p.start, from+c.starts[k])
			p.titleEnd = append(p.titleEnd, from+c.titles[k])
		}
		p.text = append(p.text, c.text...)
		c.text = p.text[from:len(p.text):len(p.text)]
	}
	p.start = append(p.start, uint32(total))
	n := uint32(0)
	for file := range len(p.at) - 1 {
		p.at[file] = n
		for i := range p.chunks {
			c := p.chunks[i].counts
			c[file], n = n, n+c[file]
		}
	}
	p.at[len(p.at)-1] = n
	p.near = make([]uint16, total>>8+2)
	d := 0
	for i := range p.near {
		for d < p.count-1 && p.start[d+1] <= uint32(i<<8) {
			d++
		}
		p.near[i] = uint16(d)
	}
	return nil
}

// documentAt returns the document at a place of the text.
func (p *postings) documentAt(at uint32) uint16 {
	d := p.near[at>>8]
	for p.start[d+1] <= at {
		d++
	}
	return d
}

// scatter makes an entry of each occurrence, in the range of its file.
func (p *postings) scatter() {
	n := int(p.at[len(p.at)-1])
	p.entries = slices.Grow(p.memory.entries[:0], n)[:n]
	p.memory.entries = p.entries
	space := make([]foldSpace, p.workers)
	mask := uint32(1)<<p.shift - 1
	_ = parallel.Each(p.workers, len(p.chunks), func(w, i int) error {
		c := &p.chunks[i]
		from := p.start[i*chunkDocs]
		space[w].each(c, func(hash, at uint32) {
			file := uint64(hash) >> p.shift
			p.entries[c.counts[file]] = uint64(hash&mask)<<32 | uint64(from+at)
			c.counts[file]++
		})
		return nil
	})
	p.chunks = nil
}

// encode sorts and writes the files.
func (p *postings) encode() {
	files := len(p.at) - 1
	p.grams, p.frequent = make([][]byte, files), make([][]*gram, files)
	n := len(p.text) + 1
	p.ids = slices.Grow(p.memory.ids[:0], n)[:n]
	clear(p.ids)
	p.memory.ids = p.ids
	space := make([]encodeSpace, p.workers)
	_ = parallel.Each(p.workers, files, func(w, file int) error {
		p.encodeFile(&space[w], file)
		return nil
	})
}

// encodeSpace is the memory of one worker.
type encodeSpace struct {
	sorted []uint64
	count  [2048]uint32
	writer bitWriter
	docs   []uint16
	titles []uint16
}

func (p *postings) encodeFile(s *encodeSpace, file int) {
	places := p.entries[p.at[file]:p.at[file+1]]
	s.sort(places, p.shift)
	keys := 0
	for i := range places {
		if i == 0 || places[i]>>32 != places[i-1]>>32 {
			keys++
		}
	}
	w := &s.writer
	w.reset()
	w.gamma(uint64(keys) + 1)
	k := riceParameter(1<<p.shift, keys)
	next := uint64(0)
	for len(places) > 0 {
		rest := places[0] >> 32
		n := 1
		for n < len(places) && places[n]>>32 == rest {
			n++
		}
		w.rice(rest-next, k)
		next = rest + 1
		s.collect(p, places[:n])
		w.gamma(uint64(len(s.docs)))
		list(w, s.docs, p.count)
		w.gamma(uint64(len(s.titles)) + 1)
		list(w, s.titles, len(s.docs))
		if len(s.docs) > p.tau {
			p.note(file, uint32(uint64(file)<<p.shift|rest), p.at[file+1]-uint32(len(places)), uint32(n), s.docs)
		}
		places = places[n:]
	}
	out, _ := w.flush()
	p.grams[file] = slices.Clone(out)
}

// collect finds the documents of some places, and which of these are in titles.
func (s *encodeSpace) collect(p *postings, places []uint64) {
	s.docs, s.titles = s.docs[:0], s.titles[:0]
	for _, e := range places {
		at := uint32(e)
		d := p.documentAt(at)
		if n := len(s.docs); n > 0 && s.docs[n-1] == d {
			continue
		}
		if at < p.titleEnd[d] { // the first place in a document is that in its title
			s.titles = append(s.titles, uint16(len(s.docs)))
		}
		s.docs = append(s.docs, d)
	}
}

// sort sorts entries by the rest of the hash, of which shift bits count, and leaves equal
// ones in their order.
func (s *encodeSpace) sort(list []uint64, shift uint) {
	if len(list) < 64 {
		slices.SortStableFunc(list, func(a, b uint64) int { return cmp.Compare(a>>32, b>>32) })
		return
	}
	s.sorted = slices.Grow(s.sorted[:0], len(list))
	from, to := list, s.sorted[:len(list)]
	for bit := uint(32); bit < 32+shift; bit += 11 {
		clear(s.count[:])
		for _, e := range from {
			s.count[e>>bit&2047]++
		}
		n := uint32(0)
		for i, c := range s.count {
			s.count[i] = n
			n += c
		}
		for _, e := range from {
			k := e >> bit & 2047
			to[s.count[k]] = e
			s.count[k]++
		}
		from, to = to, from
	}
	if &from[0] != &list[0] {
		copy(list, from)
	}
}
