// Package records keeps what an office knows about publishing: the folder records/ of
// a site, of which this is the file published.tsv. It lists every address that was
// ever public, so that none vanishes unnoticed: what is once in the list stays in it.
//
//	old, found := records.Parse("records/published.tsv", data)
//	entry, ok := old.Lookup("policies/2017/0003.html")
//	now, err := old.Update("2026-12-01", []records.Entry{{Address: "policies/2017/0003.html", Sum: sum, State: records.Public}})
//	os.WriteFile(…, now.Append(nil), …)
//
// # Form
//
// The file is UTF-8 text. `build --record` writes it, people read it in the diffs of
// a version control system, and now and then somebody opens it in a spreadsheet.
//
//	file    = [header] {line}
//	header  = "#" anything LF                   ; kept as it is
//	line    = address TAB first TAB sum TAB state LF
//	address = the path of a file of the site    ; policies/2017/0003.html, no slash before it
//	first   = YYYY-MM-DD                        ; the day on which it was first public
//	sum     = 64 digits 0-9a-f | "-"            ; of what was approved, "-" where nothing was
//	state   = "公开" | "撤下" | "转址"           ; a page, the notice of one withdrawn, a redirect
//
// For example, with ⇥ for the tab:
//
//	policies/2017/0003.html⇥2017-03-15⇥-⇥公开
//
// The states are Chinese words because they are for clerks: 公开 → 撤下 in a diff
// needs no key. Lines are sorted by the bytes of their addresses, and no address has
// two, so that a change of the site is a change of as few lines as can be, and two
// branches seldom touch the same one.
//
// A byte order mark, line ends of Windows, blank lines and a missing last line end
// are read and not written. Anything else is refused with its place and its mending:
// a list that was misread would let an address vanish.
//
// # Size
//
// A list is held as the text of its file and four bytes a line. A million addresses
// are nothing unusual.
//
// records knows nothing of the site: which files there are, what was approved, what
// the day is.
package records

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"sort"
	"strings"
)

// Path is where the list is in the folder of a site.
const Path = "records/published.tsv"

// MaxBytes is the size of the largest list that is read: of two million addresses with
// their sums.
const MaxBytes = 256 << 20

// State is what an address answers with.
type State uint8

const (
	// Public is a page, or another file.
	Public State = iota + 1
	// Withdrawn is the notice of a page that was withdrawn.
	Withdrawn
	// Redirect leads to where a page has moved.
	Redirect
)

// stateNames are the states as they are written.
var stateNames = [...]string{Public: "公开", Withdrawn: "撤下", Redirect: "转址"}

// String returns the state as it is written.
func (s State) String() string {
	if s == 0 || int(s) >= len(stateNames) {
		return fmt.Sprintf("State(%d)", uint8(s))
	}
	return stateNames[s]
}

// parseState returns the state of a name, 0 for none.
func parseState(name string) State {
	for s := Public; int(s) < len(stateNames); s++ {
		if stateNames[s] == name {
			return s
		}
	}
	return 0
}

// Entry is what is known of an address.
type Entry struct {
	Address string
	// First is the day on which the address was first public, YYYY-MM-DD.
	First string
	// Sum is that of what was approved, 64 hexadecimal digits; "" for none.
	Sum   string
	State State
}

// noSum stands in the file for a sum that there is not.
const noSum = "-"

// append writes an entry as a line.
func (e Entry) append(b []byte) []byte {
	b = append(append(b, e.Address...), '\t')
	b = append(append(b, e.First...), '\t')
	b = append(append(b, cmp.Or(e.Sum, noSum)...), '\t')
	return append(append(b, e.State.String()...), '\n')
}

// header is the first line of a list that is begun.
const header = "# 网址\t首次公开\t审查校验和\t状态\n"

// Published is a list of all addresses that were ever public. It does not change. The
// zero value is an empty list.
type Published struct {
	text   string   // of the whole file, as Append writes it
	starts []uint32 // where the lines with addresses begin
}

// Len returns how many addresses there are.
func (p *Published) Len() int { return len(p.starts) }

// All lists the entries, sorted by address.
func (p *Published) All() iter.Seq[Entry] {
	return func(yield func(Entry) bool) {
		for i := range p.starts {
			if !yield(parseEntry(p.line(i))) {
				return
			}
		}
	}
}

// Begun returns the day on which the recording began, "" for an empty list: what was first
// public on that day may have been public for long.
func (p *Published) Begun() string {
	begun := ""
	for i := range p.starts {
		if e := parseEntry(p.line(i)); begun == "" || e.First < begun {
			begun = e.First
		}
	}
	return begun
}

// Lookup finds the entry of an address.
func (p *Published) Lookup(address string) (Entry, bool) {
	i := sort.Search(len(p.starts), func(i int) bool { return addressOf(p.line(i)) >= address })
	if i == len(p.starts) || addressOf(p.line(i)) != address {
		return Entry{}, false
	}
	return parseEntry(p.line(i)), true
}

// Append appends the list as it stands in its file. What was read in this form is
// written as the same bytes.
func (p *Published) Append(b []byte) []byte { return append(b, p.text...) }

// line returns a line, without its end.
func (p *Published) line(i int) string {
	end := len(p.text)
	if i+1 < len(p.starts) {
		end = int(p.starts[i+1])
	}
	return p.text[p.starts[i] : end-1]
}

// addressOf returns the address of a line.
func addressOf(line string) string { return line[:strings.IndexByte(line, '\t')] }

// parseEntry reads a line that is well formed.
func parseEntry(line string) Entry {
	address, rest, _ := strings.Cut(line, "\t")
	first, rest, _ := strings.Cut(rest, "\t")
	sum, state, _ := strings.Cut(rest, "\t")
	if sum == noSum {
		sum = ""
	}
	return Entry{address, first, sum, parseState(state)}
}

// Update returns the list with what is public on a day, in any order. An address that
// is new has the day as its first; of one that was there before, the first day stays,
// and sum and state become those of now. One that is not public now stays as it was:
// none ever leaves the list. Where nothing changes, it is p that is returned.
//
// The first days of now count for nothing. An error says which entry could not be
// written so that it is read again, or that there are two of one address.
func (p *Published) Update(day string, now []Entry) (*Published, error) {
	if !isDay(day) {
		return nil, fmt.Errorf("records: %q is no day", day)
	}
	byAddress := func(a, b Entry) int { return strings.Compare(a.Address, b.Address) }
	if !slices.IsSortedFunc(now, byAddress) {
		now = slices.Clone(now)
		slices.SortFunc(now, byAddress)
	}
	for i, e := range now {
		switch {
		case !isAddress(e.Address):
			return nil, fmt.Errorf("records: %q is no address", e.Address)
		case e.Sum != "" && !isSum(e.Sum) || e.Sum == noSum:
			return nil, fmt.Errorf("records: the sum %q of %s is none", e.Sum, e.Address)
		case e.State == 0 || int(e.State) >= len(stateNames):
			return nil, fmt.Errorf("records: the state %v of %s is none", e.State, e.Address)
		case i > 0 && now[i-1].Address == e.Address:
			return nil, fmt.Errorf("records: there are two entries of %s", e.Address)
		}
	}
	return p.merge(day, now)
}

// merge is Update for entries that are sorted and can be written.
func (p *Published) merge(day string, now []Entry) (*Published, error) {
	w := writer{text: make([]byte, 0, len(p.text)+len(header)+64*max(0, len(now)-p.Len()))}
	w.text = append(w.text, cmp.Or(p.text, header)[:p.headerEnd()]...)
	changed := false
	i := 0
	for _, e := range now {
		for i < p.Len() && addressOf(p.line(i)) < e.Address {
			w.keep(p.line(i))
			i++
		}
		e.First = day
		if i < p.Len() && addressOf(p.line(i)) == e.Address {
			was := parseEntry(p.line(i))
			e.First = was.First
			changed = changed || e != was
			i++
		} else {
			changed = true
		}
		w.write(e)
	}
	if !changed {
		return p, nil
	}
	for ; i < p.Len(); i++ {
		w.keep(p.line(i))
	}
	if len(w.text) > MaxBytes {
		return nil, fmt.Errorf("records: the list has more than %d MB", MaxBytes>>20)
	}
	return &Published{string(w.text), w.starts}, nil
}

// headerEnd returns where the first entry begins, or would.
func (p *Published) headerEnd() int {
	switch {
	case len(p.starts) > 0:
		return int(p.starts[0])
	case p.text == "":
		return len(header)
	}
	return len(p.text)
}

// writer makes the text of a list. Where that has become longer than MaxBytes, it is
// good for nothing, the places least of all.
type writer struct {
	text   []byte
	starts []uint32
}

// write adds an entry.
func (w *writer) write(e Entry) {
	w.starts = append(w.starts, uint32(len(w.text)))
	w.text = e.append(w.text)
}

// keep adds a line as it is.
func (w *writer) keep(line string) {
	w.starts = append(w.starts, uint32(len(w.text)))
	w.text = append(append(w.text, line...), '\n')
}
