package privacy

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// rowFacts is what is true of a row as a whole. It is found out when it is first asked
// for, and once: a row may have ten thousand cells.
type rowFacts struct {
	name         int // the cell of the name, counted from 1; 0 unknown, -1 none
	organisation int // 1 if one is named, -1 if none is, 0 unknown
	person       person
	told         bool // what it tells of the person is known
}

// nameIn returns the cell that has the name of a person; -1 if none has.
func (f *rowFacts) nameIn(p Passage) int {
	if f.name == 0 {
		if f.name = p.name() + 1; f.name == 0 {
			f.name = -1
		}
	}
	return max(f.name-1, -1)
}

// organisationIn reports whether a cell names an organisation.
func (f *rowFacts) organisationIn(p Passage) bool {
	if f.organisation == 0 {
		f.organisation = -1
		if slices.ContainsFunc(p.Cells, func(text string) bool { return containsAny(text, wordsOfOrganisation) }) {
			f.organisation = 1
		}
	}
	return f.organisation > 0
}

// wholeRow looks at a row as a whole: who is named in it, and what else it says of that
// person.
func (r *Reader) wholeRow() {
	if !r.tells() {
		return
	}
	name := r.row.nameIn(r.p)
	if name < 0 {
		return
	}
	addressed := map[int]bool{} // with a number, an address was found at it
	for _, h := range r.hits {
		if h.Rule == ruleAddress {
			addressed[h.From.Cell] = true
		}
	}
	for i, text := range r.p.Cells {
		if i != name && !r.condition(name, i, text) && !addressed[i] {
			r.home(i, text)
		}
	}
}

// tells reports whether the row may tell of a condition or a home. Whose they are takes
// longer to find out.
func (r *Reader) tells() bool {
	for _, text := range r.p.Cells {
		if r.finder.conditions.within(text) {
			return true
		}
	}
	for _, head := range r.p.Heads[:min(len(r.p.Heads), len(r.p.Cells))] {
		if r.finder.conditions.within(head) || r.finder.homes.within(head) {
			return true
		}
	}
	return false
}

// condition finds what the row says of somebody's health or need.
func (r *Reader) condition(name, cellIndex int, text string) bool {
	from, to := r.finder.conditions.find(text)
	if from < 0 && cellIndex < len(r.p.Heads) && isAffirmed(text) {
		if h, _ := r.finder.conditions.find(r.p.Heads[cellIndex]); h >= 0 {
			from, to = 0, len(text)
		}
	}
	if from < 0 || containsAny(text, wordsOfService) {
		return false
	}
	who := strings.TrimSpace(r.p.Cells[name])
	_, size := utf8.DecodeRuneInString(who)
	r.hits = append(r.hits, Hit{
		Rule: ruleCondition, From: Place{Cell: cellIndex, Offset: from}, To: Place{Cell: cellIndex, Offset: to},
		Masked: who[:size] + strings.Repeat("*", utf8.RuneCountInString(who)-1), value: compact(who + " " + text),
	})
	return true
}

// isAffirmed reports whether a cell below the name of a condition says that there is one.
func isAffirmed(text string) bool {
	switch strings.TrimSpace(text) {
	case "", "否", "无", "0", "-", "—", "/", "不是", "没有", "×", "零":
		return false
	}
	return true
}

// home finds an address below a head that calls it a home.
func (r *Reader) home(cellIndex int, text string) {
	if cellIndex >= len(r.p.Heads) || !r.finder.homes.within(r.p.Heads[cellIndex]) {
		return
	}
	known := toTownship(text)
	rest := strings.TrimPrefix(text, strings.TrimSuffix(known, "***"))
	if containsAny(rest, wordsOfPlace) && rest != text {
		r.hits = append(r.hits, Hit{
			Rule: ruleAddress, From: Place{Cell: cellIndex}, To: Place{Cell: cellIndex, Offset: len(text)}, Masked: known, Maskable: true, value: compact(text),
		})
	}
}

// words are words that are looked for in one pass, whatever their number: only where the
// second and third byte of a letter are those of a first letter of one, words are compared.
type words struct {
	begins [1 << 12]bool
	list   map[string][]string // by the first letter
}

// newWords makes a set of words, each of which begins with a letter of Chinese.
func newWords(list []string) *words {
	w := &words{list: map[string][]string{}}
	for _, word := range list {
		w.begins[filter(word)] = true
		w.list[word[:3]] = append(w.list[word[:3]], word)
	}
	return w
}

// within reports whether a text has one of the words.
func (w *words) within(text string) bool {
	from, _ := w.find(text)
	return from >= 0
}

// filter is a number of twelve bits of a letter of three bytes.
func filter(text string) int { return int(text[1]&0x3f)<<6 | int(text[2]&0x3f) }

// find returns where the first of the words is; -1 if none is.
func (w *words) find(text string) (from, to int) {
	for i := 0; i+3 <= len(text); i++ {
		if text[i] < 0xe4 || text[i] > 0xe9 {
			continue
		}
		if !w.begins[filter(text[i:])] {
			i += 2
			continue
		}
		for _, word := range w.list[text[i:i+3]] {
			if strings.HasPrefix(text[i:], word) {
				return i, i + len(word)
			}
		}
		i += 2
	}
	return -1, -1
}
