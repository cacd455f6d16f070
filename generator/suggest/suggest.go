// Package suggest finds what was meant by a word that is none: the nearest of those
// that there are.
//
//	suggest.Nearest("polices", []string{"guide", "policies"}) // policies
//
// For paths, of which a site has many thousands, there is [Paths]. The package
// knows nothing of what the words stand for.
package suggest

import (
	"path"
	"slices"
	"strings"
	"unicode/utf8"
)

// Nearest returns the candidate that the user most likely meant by got, or ""
// where none is close: the smallest edit distance (with swapped neighbours as
// one edit), at most a third of the word, case ignored.
func Nearest(got string, candidates []string) string {
	best, _ := newWord(got).nearest(candidates)
	return best
}

// word is what candidates are compared with. It keeps its memory, so that a
// candidate costs no more than the look at what differs.
type word struct {
	runes, other       []rune
	limit              int // the distance from which on a candidate is not close
	before, above, row []int
}

func newWord(text string) *word {
	w := &word{runes: folded(nil, text)}
	w.limit = 1 + max(1, len(w.runes)/3)
	return w
}

// folded appends a text in small letters.
func folded(dst []rune, text string) []rune {
	for _, r := range strings.ToLower(text) {
		dst = append(dst, r)
	}
	return dst
}

// nearest returns the first of the candidates that are closest, and how close it
// is; "" where none is.
func (w *word) nearest(candidates []string) (best string, distance int) {
	distance = w.limit
	for _, c := range candidates {
		if d := w.distance(c, distance); d < distance {
			best, distance = c, d
		}
	}
	return best, distance
}

// distance is the optimal string alignment distance to a candidate, in runes,
// or limit where it is not below that.
func (w *word) distance(candidate string, limit int) int {
	// A rune has at most four bytes: most names that are too short or too long
	// need not be read.
	if len(w.runes)-len(candidate) >= limit || (len(candidate)+utf8.UTFMax-1)/utf8.UTFMax-len(w.runes) >= limit {
		return limit
	}
	w.other = folded(w.other[:0], candidate)
	s, t := unlike(w.runes, w.other)
	if abs(len(s)-len(t)) >= limit {
		return limit
	}
	before, above, row := w.rows(len(t) + 1)
	for j := range above {
		above[j] = j
	}
	for i := 1; i <= len(s); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(t); j++ {
			cost := 1
			if s[i-1] == t[j-1] {
				cost = 0
			}
			row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+cost)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > limit { // a swap of neighbours goes on from the row before this one
			return limit
		}
		before, above, row = above, row, before
	}
	return min(above[len(t)], limit)
}

// unlike takes off two texts what they begin and end with alike, which changes
// nothing about their distance.
func unlike(s, t []rune) (a, b []rune) {
	for len(s) > 0 && len(t) > 0 && s[0] == t[0] {
		s, t = s[1:], t[1:]
	}
	for len(s) > 0 && len(t) > 0 && s[len(s)-1] == t[len(t)-1] {
		s, t = s[:len(s)-1], t[:len(t)-1]
	}
	return s, t
}

// rows returns three rows of n numbers.
func (w *word) rows(n int) (before, above, row []int) {
	for _, r := range []*[]int{&w.before, &w.above, &w.row} {
		*r = slices.Grow((*r)[:0], n)[:n]
	}
	return w.before, w.above, w.row
}

func abs(n int) int { return max(n, -n) }

// Paths proposes what was meant by paths that do not exist. A file that many
// documents refer to is renamed, or the folder of many files: so each path is
// looked for once, and compared with few others, however many there are.
type Paths struct {
	Sorted []string            // slash-separated paths that exist
	named  map[string][]string // the paths that have a name, by the name in small letters
	known  map[string]string   // what was found
}

// maxCompared is with how many paths of its folder, and with how many of its
// name, one that does not exist is compared. In a folder of more they are those
// that stand next to it.
const maxCompared = 500

// Nearest returns the path that was most likely meant by got: one in the same
// folder with a name like it, or one of the same name in a folder like it; ""
// where there is none.
func (p *Paths) Nearest(got string) string {
	best, known := p.known[got]
	if !known {
		if p.known == nil {
			p.known = map[string]string{}
		}
		best = p.find(got)
		p.known[got] = best
	}
	return best
}

func (p *Paths) find(got string) string {
	folder, name := path.Split(got)
	w := newWord(name)
	best, distance := "", w.limit
	for _, other := range p.siblings(got, folder) {
		if d := w.distance(other[len(folder):], distance); d < distance {
			best, distance = other, d
		}
	}
	w = newWord(got)
	if best == "" {
		distance = w.limit
	}
	for _, other := range p.homonyms(got, name) {
		if d := w.distance(other, distance); d < distance {
			best, distance = other, d
		}
	}
	return best
}

// siblings returns the paths in a folder that stand next to a path, or would.
func (p *Paths) siblings(got, folder string) []string {
	at, _ := slices.BinarySearch(p.Sorted, got)
	from, to := at, at
	for from > 0 && at-from < maxCompared && strings.HasPrefix(p.Sorted[from-1], folder) {
		from--
	}
	for to < len(p.Sorted) && to-at < maxCompared && strings.HasPrefix(p.Sorted[to], folder) {
		to++
	}
	from, to = middle(from, at, to)
	var list []string
	for _, other := range p.Sorted[from:to] {
		if strings.IndexByte(other[len(folder):], '/') < 0 {
			list = append(list, other)
		}
	}
	return list
}

// middle shrinks a range to maxCompared, around at where there is enough on both
// sides of it.
func middle(from, at, to int) (int, int) {
	if to-from <= maxCompared {
		return from, to
	}
	from = min(max(at-maxCompared/2, from), to-maxCompared)
	return from, from + maxCompared
}

// homonyms returns paths that have the name of one, case ignored.
func (p *Paths) homonyms(got, name string) []string {
	if p.named == nil {
		p.named = make(map[string][]string, len(p.Sorted))
		for _, other := range p.Sorted {
			base := strings.ToLower(path.Base(other))
			p.named[base] = append(p.named[base], other)
		}
	}
	list := p.named[strings.ToLower(name)]
	at, _ := slices.BinarySearch(list, got)
	from, to := middle(0, at, len(list))
	return list[from:to]
}
