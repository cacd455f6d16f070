package search

import (
	"fmt"
	"math/bits"
	"slices"
)

// Entry is what is known of a document before its text is.
type Entry struct {
	Year, Month int
	Size        int64 // of its source, about: how many files there are follows from that
}

// Arrangement says which files an index has and which documents each of them tells of.
type Arrangement struct {
	limits  limits
	entries []Entry // in the order of their days
	groups  []group
	months  []month
	files   []string
	textsAt int // the first of the files with texts
}

// group is a part of the documents that has files of its own. How many documents a group
// has decides how each of its lists is coded, so a new document changes nearly all files
// of its group: the newest documents are few, and the others are left alone.
type group struct {
	name     string
	segments []segment
	gramBits uint // 2^gramBits files
	longBits uint
	gramsAt  int // the first of its files
	longAt   int
}

// first is the first document of a group, if it has any, and count how many there are.
func (g *group) first() int {
	if len(g.segments) == 0 {
		return 0
	}
	return g.segments[0].first
}

func (g *group) count() (n int) {
	for _, s := range g.segments {
		n += s.count
	}
	return n
}

// segment is a part of a group that is indexed at a time, which bounds memory.
type segment struct {
	first, count int
	groupNumber  int
	number       int // in its group
	tau          int // see Arrangement.setTaus
}

// month is the documents of one month, whose texts have files of their own, so that a
// document that is inserted moves those of its month alone.
type month struct {
	year, month  int
	first, count int
	file         int // the first of its files
}

// limits bound the parts of an index.
type limits struct {
	leastOld    int   // documents from which on older years are a group
	settled     int   // documents in a piece of the newest year that new ones leave alone
	fullSegment int   // documents, and
	fullSize    int64 // bytes, at which a segment ends
	gramsFile   int64 // bytes that a file of grams is to have, about
	tau         int   // candidates: see Arrangement.setTaus
}

// usualLimits returns the limits, but in tests.
func usualLimits() limits {
	return limits{leastOld: 2000, settled: 128, fullSegment: 4096, fullSize: 32 << 20, gramsFile: 4 << 10, tau: 128}
}

const (
	perFile      = 1 // documents a file of texts
	mostGramBits = 13
)

// The files that are there once.
const (
	manifestFile = iota
	tokensFile
	foldsFile
	moreFoldsFile
	filterFile
)

// Arrange arranges the index of some documents, which are in the order of their days.
func Arrange(entries []Entry) *Arrangement { return arrange(entries, usualLimits()) }

func arrange(entries []Entry, l limits) *Arrangement {
	a := &Arrangement{entries: entries, limits: l, files: []string{
		manifestFile: "index.js", tokensFile: "tokens.js", foldsFile: "fold.js", moreFoldsFile: "fold-more.js", filterFile: "filter.js",
	}}
	newest := 0
	if n := len(entries); n > l.leastOld {
		year := entries[n-1].Year
		newest, _ = slices.BinarySearchFunc(entries, year, func(e Entry, year int) int { return e.Year - year })
		if newest > 0 {
			a.addGroup("old", 0, newest)
		}
	}
	if whole := (len(entries) - newest) / l.settled; whole > 1 {
		from := newest
		newest += (whole - 1) * l.settled
		a.addGroup("year", from, newest)
	}
	a.addGroup("new", newest, len(entries))
	a.setTaus()
	a.addMonths()
	return a
}

// addGroup adds a group and its files.
func (a *Arrangement) addGroup(name string, from, to int) {
	g := group{name: name}
	var size, whole int64
	begun := from
	for i := from; i < to; i++ {
		size += a.entries[i].Size
		whole += a.entries[i].Size
		if i+1-begun == a.limits.fullSegment || size >= a.limits.fullSize || i+1 == to {
			g.segments = append(g.segments, segment{first: begun, count: i + 1 - begun, groupNumber: len(a.groups), number: len(g.segments)})
			begun, size = i+1, 0
		}
	}
	file := a.limits.gramsFile
	if to == len(a.entries) { // a new document changes nearly all of them: fewer, and larger
		file *= 2
	}
	g.gramBits = min(uint(bits.Len64(uint64(whole/4/file))), mostGramBits)
	g.longBits = g.gramBits
	g.gramsAt = len(a.files)
	for i := range 1 << g.gramBits {
		a.files = append(a.files, fmt.Sprintf("%s/g%x.js", name, i))
	}
	g.longAt = len(a.files)
	for i := range 1 << g.longBits {
		a.files = append(a.files, fmt.Sprintf("%s/x%x.js", name, i))
	}
	a.groups = append(a.groups, g)
}

// addMonths adds the files of the texts.
func (a *Arrangement) addMonths() {
	for i, e := range a.entries {
		n := len(a.months)
		if n == 0 || a.months[n-1].year != e.Year || a.months[n-1].month != e.Month {
			a.months = append(a.months, month{year: e.Year, month: e.Month, first: i})
			n++
		}
		a.months[n-1].count++
	}
	a.textsAt = len(a.files)
	for i := range a.months {
		m := &a.months[i]
		m.file = len(a.files)
		for k := range (m.count + perFile - 1) / perFile {
			a.files = append(a.files, fmt.Sprintf("t/%s/%x.js", m.name(), k))
		}
	}
}

func (m *month) name() string { return fmt.Sprintf("%04d%02d", m.year, m.month) }

// Files lists the files, by their paths in the folder of the index.
func (a *Arrangement) Files() []string { return a.files }

// setTaus decides how many candidates a longer gram may have in each segment before it is
// stored which of them are true. What is not stored a browser looks for in the texts, so
// it is all segments together that should have few: each has its share by the number of
// its documents, but not so few that nearly every gram would be stored.
func (a *Arrangement) setTaus() {
	for i := range a.groups {
		for k := range a.groups[i].segments {
			s := &a.groups[i].segments[k]
			least := a.limits.tau / 4
			s.tau = powerOfTwo(max(least, a.limits.tau*s.count/len(a.entries)))
		}
	}
}

// powerOfTwo rounds a number above 0 down to a power of two, so that it seldom changes.
func powerOfTwo(n int) int { return 1 << (bits.Len(uint(n)) - 1) }

// monthOf returns the month of a file of texts.
func (a *Arrangement) monthOf(file int) *month {
	i, found := slices.BinarySearchFunc(a.months, file, func(m month, file int) int { return m.file - file })
	if !found {
		i--
	}
	return &a.months[i]
}
