package search

import (
	"cmp"
	"errors"
	"math/bits"
	"slices"
	"sync"

	"gongkai/generator/parallel"
)

// Longer grams. The candidates of a gram are the documents that have both the gram without
// its last character and that without its first. Where they are few, the browser looks
// through their texts. Where they are more than tau, the index holds which of them are
// true: those, or the others, whichever are fewer; for a frequent phrase nearly all are,
// so it costs a few bits. A gram that is longer by one is looked at where this one is in
// more than tau documents. A gram with many candidates that is not there is in no document.
//
//	file     = gamma(n+1), n × (rice(gap), 16 bits unit, payload, children) .
//	payload  = 1 | 0, 0 members or 1 others, gamma(count), 4 bits k, rice(gaps of ranks) .
//	children = gamma(n+1), n × (rice(gap), payload, children) .
//
// The first trigrams are sorted by a hash of all three characters, children by their unit.

// longest is how long the grams are of which something is stored. Of longer terms the
// candidates are the documents that have all their grams of this length, and are looked
// through.
const longest = 12

// gram is a frequent gram: one that is in more than tau documents.
type gram struct {
	id   int32
	docs []uint16
	set  []uint64 // the same as a bitmap
	unit uint16   // the last character
	node *node

	// Its occurrences, in the order of the text: see occurrence.
	from, places uint32
	// next is the gram that stands one place further wherever this one does, if it is
	// known that there is one: then this one goes on in one way only, and need not be
	// looked at again for as long as that one does. Within a sentence that many documents
	// share nearly all grams are such.
	next *gram
	// What becomes of it in a step: the first of the longer ones that begin as it does,
	// and whether it is that at all its places.
	heir  *gram
	whole bool
	// What next and unit will be after the step, and whether it is still the same then.
	nextThen *gram
	unitThen uint16
	stays    bool

	paired bool // something frequent follows it
}

// node is a gram with more than tau candidates.
type node struct {
	hash     uint32 // of the pair, at the root
	unit     uint16
	mode     mode
	ranks    []uint16 // among the candidates
	of       int      // how many these are
	children []*node
}

// mode says what ranks are.
type mode uint8

const (
	all mode = iota
	members
	others
)

// An occurrence is a place in the text, the document that it is in, and the number of the
// frequent gram that stood at the next place when it was last looked at; 0: none.
const (
	documentBits = 14 // enough for fullSegment
	placeBits    = 27 // four times a segment of fullSize; see errTooLarge
	followerAt   = placeBits + documentBits
	followerBits = 64 - followerAt
)

// errTooLarge is returned where the texts of a segment, or what is frequent in them, are
// more than an occurrence can tell of: 134 million characters. The sizes of sources, by
// which segments are cut, do not have the tables in which a file is shown.
var errTooLarge = errors.New("检索索引容不下这么多文字（一段超过一亿三千万字）：减少文档里显示的表格，或者在 config.toml 写 [search] off = true / the texts are too large for the search index: show fewer tables, or set [search] off = true")

type occurrence uint64

func (o occurrence) follower() uint32 { return uint32(o >> followerAt) }
func (o occurrence) place() uint32    { return uint32(o>>documentBits) & (1<<placeBits - 1) }
func (o occurrence) document() uint16 { return uint16(o) & (1<<documentBits - 1) }

// note notes a frequent pair, of which entries has so many places from a certain one on.
// They become its occurrences.
func (p *postings) note(file int, hash, from, places uint32, docs []uint16) {
	all := p.entries[from : from+places]
	at := uint32(all[0])
	if mix(uint32(p.text[at])) == hash {
		return // a single character
	}
	g := &gram{id: p.next.Add(1), docs: slices.Clone(docs), unit: p.text[at+1], node: &node{hash: hash}, from: from, places: places}
	for i, e := range all {
		at := uint32(e)
		p.ids[at] = g.id
		all[i] = uint64(at)<<documentBits | uint64(p.documentAt(at))
	}
	p.frequent[file] = append(p.frequent[file], g)
}

// exceptions makes the files of longer grams.
func (p *postings) exceptions(longBits uint) ([][]byte, error) {
	l := lengthener{postings: p, grams: make([]*gram, p.next.Load()+1), space: make([]lengthenSpace, p.workers)}
	roots := make([]*node, 0, len(l.grams))
	for _, g := range slices.Concat(p.frequent...) {
		l.grams[g.id] = g
		roots = append(roots, g.node)
	}
	for length := 3; length <= longest; length++ {
		l.lengthen()
		if len(l.grams) >= 1<<followerBits {
			return nil, errTooLarge
		}
	}
	return encodeLong(p.workers, roots, longBits), nil
}

// lengthener makes grams longer, by one character a step. The numbers of frequent grams
// at the places of the text are those of the last step.
type lengthener struct {
	*postings
	grams []*gram // by their number; nil: it is none of those any more

	mu     sync.Mutex
	longer []*gram // those of the present step that did not get the number of another
	// Memory that is used in every step.
	open []*gram // what follows them has to be looked at
	used []*gram // those of them that something frequent follows, and what that is
	sets []uint64

	space []lengthenSpace // one a worker
}

// some is how many grams a worker takes at a time.
const some = 16

// each calls f for some grams, several at a time.
func (l *lengthener) each(grams []*gram, f func(s *lengthenSpace, g *gram)) {
	_ = parallel.Each(l.workers, (len(grams)+some-1)/some, func(w, k int) error {
		for _, g := range grams[k*some : min(len(grams), (k+1)*some)] {
			f(&l.space[w], g)
		}
		return nil
	})
}

// lengthen finds the frequent grams that are longer by one.
func (l *lengthener) lengthen() {
	l.open = l.open[:0]
	for _, g := range l.grams {
		if g != nil && g.next == nil {
			l.open = append(l.open, g)
		}
	}
	l.each(l.open, l.look)
	l.bitmaps()
	l.longer = l.longer[:0]
	l.each(l.open, l.extend)
	l.goOn()
}

// look notes at the occurrences of a gram what follows it.
func (l *lengthener) look(s *lengthenSpace, g *gram) {
	if len(s.beside) < len(l.grams) {
		s.beside = make([]bool, len(l.grams))
	}
	all := l.entries[g.from : g.from+g.places]
	for i, e := range all {
		follower := l.ids[occurrence(e).place()+1]
		s.beside[follower] = true
		g.paired = g.paired || follower != 0
		all[i] = e&(1<<followerAt-1) | uint64(follower)<<followerAt
	}
}

// bitmaps makes the bitmaps of the open grams, and of those that follow one.
func (l *lengthener) bitmaps() {
	l.used = l.used[:0]
	for i, g := range l.grams {
		beside := g != nil && g.paired
		for w := range l.space {
			if b := l.space[w].beside; i < len(b) && b[i] {
				b[i], beside = false, true
			}
		}
		if beside && g != nil {
			l.used = append(l.used, g)
		}
	}
	words := (l.postings.count + 63) / 64
	l.sets = slices.Grow(l.sets[:0], len(l.used)*words)[:len(l.used)*words]
	for i, g := range l.used {
		g.set = l.sets[i*words : (i+1)*words : (i+1)*words]
	}
	l.each(l.used, func(_ *lengthenSpace, g *gram) {
		clear(g.set)
		for _, d := range g.docs {
			g.set[d>>6] |= 1 << (d & 63)
		}
	})
}

// goOn puts the longer grams in the place of those that they begin with.
func (l *lengthener) goOn() {
	old := len(l.grams)
	l.grams = append(l.grams, l.longer...)
	for i, g := range l.grams {
		stays := i < old && g != nil && g.next != nil
		if i < old && g != nil && !stays {
			g = g.heir
			l.grams[i] = g
		}
		if g != nil {
			g.stays, g.nextThen, g.unitThen = stays, g.next.becomes(), g.next.unit
		}
	}
	for _, g := range l.grams {
		if g == nil {
			continue
		}
		if g.stays { // it is itself what it becomes, in the same documents
			n := one(&l.space[0].nodes)
			n.unit, n.of = g.unitThen, len(g.docs)
			g.node.children = append(g.node.children, n)
			g.node, g.unit = n, g.unitThen
		}
		g.next = g.nextThen
	}
}

// becomes returns the longer gram that a gram is at all its places, nil if there is none.
func (g *gram) becomes() *gram {
	switch {
	case g.next != nil:
		return g
	case g.whole:
		return g.heir
	}
	return nil
}

// lengthenSpace is the memory of one worker.
type lengthenSpace struct {
	beside []bool  // by number: the gram follows an open one
	count  []int32 // of each gram as follower: its occurrences, then its place in kept, from 1
	order  []uint32
	kept   []follower
	docs   []uint16 // of those in kept
	parted []uint64 // the occurrences, by what follows
	// What lives on is cut from larger pieces: there are hundreds of thousands of
	// grams, and the garbage collector would look at each.
	nodes []node
	grams []gram
	units []uint16
}

// follower is what follows a gram and has more than tau candidates with it.
type follower struct {
	gram   *gram
	of     int // candidates
	docs   []uint16
	n      uint32 // occurrences
	longer *gram  // nil: it is not frequent
}

// extend looks at all that follows a gram.
func (l *lengthener) extend(s *lengthenSpace, g *gram) {
	all := l.entries[g.from : g.from+g.places]
	s.follow(l, g, all)
	if len(s.kept) > 0 {
		s.collect(g, all)
		l.settle(s, g)
	}
	l.part(s, g, all)
	for i := range s.kept {
		s.count[s.kept[i].gram.id] = 0
	}
}

// collect finds the documents of what follows a gram and was kept.
func (s *lengthenSpace) collect(g *gram, all []uint64) {
	if s.kept[0].n == g.places { // it goes on in one way only
		s.kept[0].docs = g.docs
		return
	}
	for _, e := range all {
		if k := s.count[occurrence(e).follower()]; k != 0 {
			f, d := &s.kept[k-1], occurrence(e).document()
			if n := len(f.docs); n == 0 || f.docs[n-1] != d {
				f.docs = append(f.docs, d)
			}
		}
	}
}

// part divides the occurrences of a gram among the longer ones that are frequent, and puts
// their numbers in its place. That of its heir is its own.
func (l *lengthener) part(s *lengthenSpace, g *gram, all []uint64) {
	if g.whole { // all of them are those of its heir
		return
	}
	s.parted = slices.Grow(s.parted[:0], len(all))[:len(all)]
	next := uint32(0)
	for i := range s.kept {
		if f := &s.kept[i]; f.longer != nil {
			f.longer.from = next
			next += f.n
		}
	}
	for _, e := range all {
		o := occurrence(e)
		id := int32(0)
		if k := s.count[o.follower()]; k != 0 && s.kept[k-1].longer != nil {
			longer := s.kept[k-1].longer
			id = longer.id
			s.parted[longer.from] = e
			longer.from++
		}
		if id != g.id {
			l.ids[o.place()] = id
		}
	}
	copy(all, s.parted[:next])
	for i := range s.kept {
		if f := &s.kept[i]; f.longer != nil {
			f.longer.from += g.from - f.n
		}
	}
}

// follow finds what follows a gram and has more than tau candidates with it, and makes
// room for the documents.
func (s *lengthenSpace) follow(l *lengthener, g *gram, all []uint64) {
	if len(s.count) < len(l.grams) {
		s.count = make([]int32, len(l.grams))
	}
	s.order, s.kept = s.order[:0], s.kept[:0]
	for _, e := range all {
		b := occurrence(e).follower()
		if s.count[b]++; s.count[b] == 1 {
			s.order = append(s.order, b)
		}
	}
	room := uint32(0)
	for _, b := range s.order {
		n := uint32(s.count[b])
		s.count[b] = 0
		second := l.grams[b]
		if second == nil {
			continue // none
		}
		if of := g.common(second); of > l.tau {
			s.kept = append(s.kept, follower{gram: second, of: of, n: n})
			s.count[b] = int32(len(s.kept))
			room += n
		}
	}
	s.docs = slices.Grow(s.docs[:0], int(room))[:room]
	at := uint32(0)
	for i := range s.kept {
		f := &s.kept[i]
		f.docs = s.docs[at : at : at+f.n]
		at += f.n
	}
}

// settle notes what is true of what follows a gram.
func (l *lengthener) settle(s *lengthenSpace, g *gram) {
	for i := range s.kept {
		f := &s.kept[i]
		n := one(&s.nodes)
		n.unit, n.of = f.gram.unit, f.of
		s.units = n.except(s.units, g, f)
		g.node.children = append(g.node.children, n)
		if len(f.docs) > l.tau {
			f.longer = l.keep(s, g, f, n)
		}
	}
	slices.SortFunc(g.node.children, func(a, b *node) int { return cmp.Compare(a.unit, b.unit) })
}

// keep keeps a longer gram that is frequent. Its number is that of the gram that it begins
// with, if no other has it yet.
func (l *lengthener) keep(s *lengthenSpace, g *gram, f *follower, n *node) *gram {
	s.units = roomFor(s.units, len(f.docs))
	from := len(s.units)
	s.units = append(s.units, f.docs...)
	longer := one(&s.grams)
	*longer = gram{id: g.id, docs: s.units[from:len(s.units):len(s.units)], unit: f.gram.unit, node: n, from: g.from, places: f.n, next: f.gram}
	if g.heir == nil {
		g.heir, g.whole = longer, f.n == g.places
		return longer
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	longer.id = int32(len(l.grams) + len(l.longer))
	l.longer = append(l.longer, longer)
	return longer
}

// piece is how many values are allocated at once.
const piece = 1 << 10

// one returns a new value out of a piece of memory.
func one[T any](room *[]T) *T {
	if len(*room) == 0 {
		*room = make([]T, piece)
	}
	v := &(*room)[0]
	*room = (*room)[1:]
	return v
}

// roomFor returns memory with room for n more units behind those in use.
func roomFor(units []uint16, n int) []uint16 {
	if cap(units)-len(units) >= n {
		return units
	}
	return make([]uint16, 0, max(64*piece, n))
}

// common counts the documents that have both grams.
func (g *gram) common(other *gram) (n int) {
	if len(other.docs) < len(g.docs) {
		g, other = other, g
	}
	if len(g.docs) > len(g.set)/2 {
		for i, word := range g.set {
			n += bits.OnesCount64(word & other.set[i])
		}
		return n
	}
	for _, d := range g.docs {
		n += int(other.set[d>>6] >> (d & 63) & 1)
	}
	return n
}

// except notes which of the candidates have the longer gram, or which have not, in
// memory that is cut from units.
func (n *node) except(units []uint16, g *gram, f *follower) []uint16 {
	if len(f.docs) == f.of {
		return units // all of them
	}
	units = roomFor(units, min(len(f.docs), f.of-len(f.docs)))
	from := len(units)
	n.mode = members
	if len(f.docs) > f.of-len(f.docs) {
		n.mode = others
	}
	short, long := g, f.gram
	if len(long.docs) < len(short.docs) {
		short, long = long, short
	}
	i, rank := 0, uint16(0)
	for _, d := range short.docs {
		if long.set[d>>6]>>(d&63)&1 == 0 {
			continue
		}
		is := i < len(f.docs) && f.docs[i] == d
		if is {
			i++
		}
		if is == (n.mode == members) {
			units = append(units, rank)
		}
		rank++
	}
	n.ranks = units[from:len(units):len(units)]
	return units
}

// encodeLong writes the files of longer grams.
func encodeLong(workers int, roots []*node, longBits uint) [][]byte {
	type entry struct {
		hash uint32
		n    *node
	}
	byFile := make([][]entry, 1<<longBits)
	for _, root := range roots {
		for _, n := range root.children {
			hash := longHash(root.hash, n.unit)
			file := hash >> (32 - longBits)
			byFile[file] = append(byFile[file], entry{hash, n})
		}
	}
	out := make([][]byte, len(byFile))
	writers := make([]bitWriter, workers)
	_ = parallel.Each(workers, len(byFile), func(worker, i int) error {
		entries, w := byFile[i], &writers[worker]
		slices.SortFunc(entries, func(a, b entry) int {
			return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.n.unit, b.n.unit))
		})
		w.reset()
		w.gamma(uint64(len(entries)) + 1)
		k := riceParameter(1<<(32-longBits), len(entries))
		last := uint32(0)
		for _, e := range entries {
			rest := e.hash & (1<<(32-longBits) - 1)
			w.rice(uint64(rest-last), k)
			last = rest
			w.put(uint64(e.n.unit), 16)
			e.n.write(w)
		}
		body, _ := w.flush()
		out[i] = slices.Clone(body)
		return nil
	})
	return out
}

// longHash is the hash of a gram of three characters, from that of its first two.
func longHash(pair uint32, unit uint16) uint32 { return pair ^ mix(uint32(unit)+0x10000) }

// fewChildren is how many children have gaps that are not worth a parameter of their own.
const fewChildren = 4

// childParameter is the parameter for the units of n children.
func childParameter(n int) uint {
	if n < fewChildren {
		return 14
	}
	return riceParameter(1<<16, n)
}

// write writes a node and those below it.
func (n *node) write(w *bitWriter) {
	if n.mode == all {
		w.put(1, 1)
	} else {
		w.put(uint64(n.mode-members), 2)
		w.gamma(uint64(len(n.ranks)))
		k := riceParameter(uint64(n.of), len(n.ranks))
		w.put(uint64(k), 4)
		next := 0
		for _, rank := range n.ranks {
			w.rice(uint64(int(rank)-next), k)
			next = int(rank) + 1
		}
	}
	w.gamma(uint64(len(n.children)) + 1)
	k, next := childParameter(len(n.children)), 0
	for _, c := range n.children {
		w.rice(uint64(int(c.unit)-next), k)
		next = int(c.unit) + 1
		c.write(w)
	}
}
