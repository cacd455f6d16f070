package search

import (
	"cmp"
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

	places int
	// next is the gram that stands one place further wherever this one does, if it is
	// known that there is one: then this one goes on in one way only, and need not be
	// looked at again for as long as that one does. Within a sentence that many documents
	// share nearly all grams are such.
	next *gram
	// What becomes of it in a step: the first of the longer ones that begin as it does,
	// and whether it is that at all its places.
	heir  *gram
	whole bool
	// What next and unit will be after the step.
	nextThen *gram
	unitThen uint16
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

// note notes a frequent pair, and where it is.
func (p *postings) note(file int, hash uint32, places []uint64, docs []uint16) {
	at := uint32(places[0])
	if mix(uint32(p.text[at])) == hash {
		return // a single character
	}
	g := &gram{id: p.next.Add(1), docs: slices.Clone(docs), unit: p.text[at+1], node: &node{hash: hash}, places: len(places)}
	for _, e := range places {
		p.ids[uint32(e)] = g.id
	}
	p.frequent[file] = append(p.frequent[file], g)
}

// exceptions makes the files of longer grams.
func (p *postings) exceptions(longBits uint) [][]byte {
	l := lengthener{postings: p, grams: make([]*gram, p.next.Load()+1), parts: p.parts(), space: make([]lengthenSpace, p.workers)}
	roots := make([]*node, 0, len(l.grams))
	for _, g := range slices.Concat(p.frequent...) {
		l.grams[g.id] = g
		roots = append(roots, g.node)
	}
	for length := 3; length <= longest; length++ {
		l.lengthen()
	}
	p.memory.entries = l.entries
	return encodeLong(roots, longBits)
}

// lengthener makes grams longer, by one character a step. The numbers of frequent grams
// at the places of the text are those of the last step.
type lengthener struct {
	*postings
	grams []*gram // by their number; nil: it is none of those any more
	parts []part  // of the text, one a worker

	mu     sync.Mutex
	longer []*gram // those of the present step that did not get the number of another
	// Memory that is used in every step.
	sets  []uint64
	open  []bool // by number: what follows the gram has to be looked at
	space []lengthenSpace
}

// part is a part of the text.
type part struct {
	spans  []span   // where frequent grams may follow one another
	counts []uint32 // by number: occurrences of open grams; then places in entries
	beside []bool   // by number: the gram follows an open one
}

// span is a range of places.
type span struct{ from, to uint32 }

// parts divides the text among the workers, between documents.
func (p *postings) parts() []part {
	parts := make([]part, p.workers)
	for w := range parts {
		from, to := p.start[p.count*w/p.workers], p.start[p.count*(w+1)/p.workers]
		parts[w].spans = []span{{from, to}}
	}
	return parts
}

// lengthen finds the frequent grams that are longer by one.
func (l *lengthener) lengthen() {
	at := l.pairs()
	l.longer = l.longer[:0]
	const some = 16
	_ = parallel.Each(l.workers, (len(l.grams)+some-1)/some, func(w, k int) error {
		for i := k * some; i < min(len(l.grams), (k+1)*some); i++ {
			if at[i] < at[i+1] {
				l.extend(&l.space[w], l.grams[i], l.entries[at[i]:at[i+1]])
			}
		}
		return nil
	})
	l.goOn()
}

// goOn puts the longer grams in the place of those that they begin with.
func (l *lengthener) goOn() {
	old := len(l.grams)
	l.grams = append(l.grams, l.longer...)
	for i, g := range l.grams {
		if g != nil && i < old && g.next == nil {
			g = g.heir
			l.grams[i] = g
		}
		if g != nil {
			g.nextThen, g.unitThen = g.next.becomes(), g.next.unit
		}
	}
	for i, g := range l.grams {
		if g == nil {
			continue
		}
		if i < old && !l.open[i] { // it is itself what it becomes, in the same documents
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

// An occurrence of a gram that another frequent one follows at the next place: the number
// of that, the place, the document.
const (
	documentBits = 14 // enough for fullSegment
	placeBits    = 30 // more than a segment of fullSize has, and the largest document
)

// pairs lists the occurrences of open grams that are followed by a frequent one, by gram,
// and returns where those of each begin in entries. It takes their numbers off the text.
func (l *lengthener) pairs() []uint32 {
	l.open = slices.Grow(l.open[:0], len(l.grams))[:len(l.grams)]
	for i, g := range l.grams {
		l.open[i] = g != nil && g.next == nil
	}
	_ = parallel.Each(l.workers, len(l.parts), func(_, w int) error {
		l.parts[w].look(l.ids, l.open)
		return nil
	})
	at := make([]uint32, len(l.grams)+1)
	var used []*gram
	n := uint32(0)
	for i, g := range l.grams {
		at[i] = n
		beside := false
		for w := range l.parts {
			p := &l.parts[w]
			p.counts[i], n = n, n+p.counts[i]
			beside = beside || p.beside[i]
		}
		if beside || n > at[i] {
			used = append(used, g)
		}
	}
	at[len(l.grams)] = n
	l.bitmaps(used)
	if cap(l.entries) < int(n) {
		l.entries = make([]uint64, n)
	}
	l.entries = l.entries[:n]
	_ = parallel.Each(l.workers, len(l.parts), func(_, w int) error {
		l.list(&l.parts[w])
		return nil
	})
	return at
}

// look finds the spans in which frequent grams follow one another, and counts the
// occurrences of the open ones.
func (p *part) look(ids []int32, open []bool) {
	p.counts = slices.Grow(p.counts[:0], len(open))[:len(open)]
	p.beside = slices.Grow(p.beside[:0], len(open))[:len(open)]
	clear(p.counts)
	clear(p.beside)
	var spans []span
	for _, s := range p.spans {
		for at := s.from; at < s.to; at++ {
			from := at
			for before := int32(0); at < s.to && ids[at] != 0; at++ {
				if open[before] {
					p.counts[before]++
					p.beside[ids[at]] = true
				}
				before = ids[at]
			}
			if at-from > 1 {
				spans = append(spans, span{from, at})
			} else if at > from {
				ids[from] = 0
			}
		}
	}
	p.spans = spans
}

// list lists the occurrences of a part.
func (l *lengthener) list(p *part) {
	d := uint16(0)
	for _, s := range p.spans {
		for at := s.from; at < s.to; at++ {
			first := l.ids[at]
			if !l.open[first] {
				continue
			}
			if l.ids[at] = 0; at+1 == s.to {
				continue
			}
			for l.start[d+1] <= at {
				d++
			}
			l.entries[p.counts[first]] = uint64(l.ids[at+1])<<(placeBits+documentBits) | uint64(at)<<documentBits | uint64(d)
			p.counts[first]++
		}
	}
}

// bitmaps makes the bitmaps of some grams.
func (l *lengthener) bitmaps(grams []*gram) {
	words := (l.postings.count + 63) / 64
	l.sets = slices.Grow(l.sets[:0], len(grams)*words)[:len(grams)*words]
	clear(l.sets)
	for i, g := range grams {
		g.set = l.sets[i*words : (i+1)*words : (i+1)*words]
		for _, d := range g.docs {
			g.set[d>>6] |= 1 << (d & 63)
		}
	}
}

// lengthenSpace is the memory of one worker.
type lengthenSpace struct {
	count []int32 // of each gram as follower: its occurrences, then its place in kept, from 1
	order []uint32
	kept  []follower
	docs  []uint16 // of those in kept
	// What lives on is cut from larger pieces: there are hundreds of thousands of
	// grams, and the garbage collector would look at each.
	nodes []node
	grams []gram
	units []uint16
}

// follower is what follows a gram and has more than tau candidates with it.
type follower struct {
	gram *gram
	of   int // candidates
	docs []uint16
	n    int   // occurrences
	id   int32 // the number of the longer gram, if it is frequent
}

// extend looks at all that follows a gram.
func (l *lengthener) extend(s *lengthenSpace, g *gram, entries []uint64) {
	s.follow(l, g, entries)
	if len(s.kept) == 0 {
		return
	}
	for _, e := range entries {
		if k := s.count[e>>(placeBits+documentBits)]; k != 0 {
			f, d := &s.kept[k-1], uint16(e&(1<<documentBits-1))
			if n := len(f.docs); n == 0 || f.docs[n-1] != d {
				f.docs = append(f.docs, d)
			}
		}
	}
	if l.settle(s, g) {
		for _, e := range entries {
			if k := s.count[e>>(placeBits+documentBits)]; k != 0 {
				l.ids[e>>documentBits&(1<<placeBits-1)] = s.kept[k-1].id
			}
		}
	}
	for i := range s.kept {
		s.count[s.kept[i].gram.id] = 0
	}
}

// follow finds what follows a gram and has more than tau candidates with it, and makes
// room for the documents.
func (s *lengthenSpace) follow(l *lengthener, g *gram, entries []uint64) {
	if len(s.count) < len(l.grams) {
		s.count = make([]int32, len(l.grams))
	}
	s.order, s.kept = s.order[:0], s.kept[:0]
	for _, e := range entries {
		b := uint32(e >> (placeBits + documentBits))
		if s.count[b]++; s.count[b] == 1 {
			s.order = append(s.order, b)
		}
	}
	room := 0
	for _, b := range s.order {
		n := int(s.count[b])
		s.count[b] = 0
		second := l.grams[b]
		if of := g.common(second); of > l.tau {
			s.kept = append(s.kept, follower{gram: second, of: of, n: n})
			s.count[b] = int32(len(s.kept))
			room += n
		}
	}
	s.docs = slices.Grow(s.docs[:0], room)[:room]
	at := 0
	for i := range s.kept {
		f := &s.kept[i]
		f.docs = s.docs[at : at : at+f.n]
		at += f.n
	}
}

// settle notes what is true of what follows a gram, and reports whether some of it is
// frequent.
func (l *lengthener) settle(s *lengthenSpace, g *gram) (frequent bool) {
	for i := range s.kept {
		f := &s.kept[i]
		n := one(&s.nodes)
		n.unit, n.of = f.gram.unit, f.of
		s.units = n.except(s.units, g, f)
		g.node.children = append(g.node.children, n)
		if len(f.docs) > l.tau {
			frequent = true
			f.id = l.keep(s, g, f, n)
		}
	}
	slices.SortFunc(g.node.children, func(a, b *node) int { return cmp.Compare(a.unit, b.unit) })
	return frequent
}

// keep keeps a longer gram that is frequent, and returns its number: that of the gram that
// it begins with, if no other has it yet.
func (l *lengthener) keep(s *lengthenSpace, g *gram, f *follower, n *node) int32 {
	s.units = roomFor(s.units, len(f.docs))
	from := len(s.units)
	s.units = append(s.units, f.docs...)
	longer := one(&s.grams)
	*longer = gram{id: g.id, docs: s.units[from:len(s.units):len(s.units)], unit: f.gram.unit, node: n, places: f.n, next: f.gram}
	if g.heir == nil {
		g.heir, g.whole = longer, f.n == g.places
		return g.id
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	longer.id = int32(len(l.grams) + len(l.longer))
	l.longer = append(l.longer, longer)
	return longer.id
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
func encodeLong(roots []*node, longBits uint) [][]byte {
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
	var w bitWriter
	for i, entries := range byFile {
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
			e.n.write(&w)
		}
		body, _ := w.flush()
		out[i] = slices.Clone(body)
	}
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
