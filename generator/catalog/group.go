package catalog

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/config"
	"gongkai/generator/page"
)

// builder fills in a catalog, one group of its fields after the other, each from
// those before.
type builder struct {
	*Catalog
	subjects map[string]int // the place in Subjects by subject
	byPath   map[string]ID  // by the paths that relations name
}

// listed says how a document takes part in lists.
type listed uint8

const (
	hidden   listed = iota // not public
	ordinary               // in its section's list
	intro                  // the section's own text
	annual                 // an annual report
)

// kindOf decides how a document of a known category takes part.
func (b *builder) kindOf(m *page.Meta, reason reason) listed {
	switch {
	case !b.in.Preview && reason != nothing, reason == isWithdrawn: // a preview shows the notice, too
		return hidden
	case m.Form != "":
		return annual
	case m.IsIntro():
		return intro
	}
	return ordinary
}

// order decides what is public and sorts it by date and path.
func (b *builder) order() {
	b.standing = new(byte)
	for i, cat := range b.in.Config.Categories {
		b.Sections = append(b.Sections, Section{Index: i, Category: cat, Intro: None})
	}
	keys := b.classify()
	slices.Sort(keys)
	b.All = make([]ID, len(keys))
	for i, k := range keys {
		b.All[i] = ID(uint32(k))
	}
}

// classify fills in what is known of each document by itself, and returns the
// keys by which those that are public are sorted.
func (b *builder) classify() []uint64 {
	metas := b.in.Metas
	b.section, b.position = make([]int16, len(metas)), make([]int32, len(metas))
	b.kind, b.state = make([]listed, len(metas)), make([]State, len(metas))
	b.paths = make([]ID, 0, len(metas))
	keys := make([]uint64, 0, len(metas))
	sectionOf := sectionFinder(b.Sections)
	for i, m := range metas {
		b.section[i], b.position[i] = -1, -1
		if m == nil {
			continue
		}
		b.state[i] = stateOf(m, b.in.Today)
		b.noteHorizon(m)
		reason := b.withheld(ID(i))
		switch reason {
		case isDraft:
			b.Drafts++
		case isWaiting:
			b.Waiting++
		case isFuture:
			b.Future++
		}
		section := sectionOf(m.Category)
		if section < 0 {
			continue
		}
		if reason == isWithdrawn {
			b.Withdrawn, b.left = append(b.Withdrawn, ID(i)), append(b.left, section)
		}
		if b.kind[i] = b.kindOf(m, reason); b.kind[i] != hidden {
			b.section[i] = section
			keys = append(keys, sortKey(m.Date, ID(i)))
			b.paths = append(b.paths, ID(i))
		}
	}
	return keys
}

// sectionFinder returns a function that finds the section of a category, -1
// where there is none. Documents come in the order of their paths, so nearly
// all are of the category of the one before.
func sectionFinder(sections []Section) func(category string) int16 {
	last := int16(-1)
	return func(category string) int16 {
		if last < 0 || sections[last].Category.Key != category {
			last = int16(slices.IndexFunc(sections, func(s Section) bool { return s.Category.Key == category }))
		}
		return last
	}
}

// sortKey packs a date and an id: 20 bits of days, 11 of minutes, 32 of id.
func sortKey(d page.Date, id ID) uint64 {
	return uint64(d.Day)<<43 | uint64(d.Minute)<<32 | uint64(uint32(id))
}

// group puts the ordered documents into sections, years and subjects.
func (b *builder) group() {
	b.makeRoom()
	b.subjects = map[string]int{}
	entry := b.in.Config.Entry(config.EntrySystems)
	for _, id := range b.All {
		s := &b.Sections[b.section[id]]
		if b.kind[id] == intro {
			s.Intro = id
			continue
		}
		b.Docs = append(b.Docs, id)
		m := b.in.Metas[id]
		if b.kind[id] == annual {
			b.Reports = append(b.Reports, ReportID{Year: reportYear(m.Path), ID: id})
			continue
		}
		b.position[id] = int32(len(s.Docs))
		s.Docs = append(s.Docs, id)
		b.addToSubject(m.Subject, id)
		if s.Category.Key == entry.Category && (entry.Subject == "" || m.Subject == entry.Subject) {
			b.Systems = append(b.Systems, id)
		}
	}
	b.Years = b.years(b.Docs)
	for i := range b.Sections {
		b.Sections[i].Years = b.years(b.Sections[i].Docs)
		b.divide(&b.Sections[i])
	}
	slices.SortFunc(b.Subjects, func(a, z Group) int { return cmp.Compare(a.Key, z.Key) })
	slices.SortFunc(b.Reports, func(a, z ReportID) int { return cmp.Compare(a.Year, z.Year) })
}

// makeRoom makes the lists of documents as long as they will be.
func (b *builder) makeRoom() {
	b.Docs = make([]ID, 0, len(b.All))
	counts := make([]int, len(b.Sections))
	for id, kind := range b.kind {
		if kind == ordinary {
			counts[b.section[id]]++
		}
	}
	for i, n := range counts {
		if n > 0 {
			b.Sections[i].Docs = make([]ID, 0, n)
		}
	}
}

// years divides documents, oldest first, into years, newest first. A year is a
// part of the list it is made from, found by halving: few documents are looked
// at.
func (b *builder) years(docs []ID) []Group {
	var years []Group
	for len(docs) > 0 {
		year := b.Meta(docs[0]).Date.Year()
		end, _ := slices.BinarySearchFunc(docs, page.NewDate(year+1, 1, 1).Day, func(id ID, day int32) int {
			return cmp.Compare(b.Meta(id).Date.Day, day)
		})
		key := strconv.Itoa(year)
		years = append(years, Group{Key: key, Name: key + "年", Docs: docs[:end:end]})
		docs = docs[end:]
	}
	slices.Reverse(years)
	return years
}

// divide tells what is in force of a category of policies from what is not.
func (b *builder) divide(sec *Section) {
	if !sec.Category.IsPolicies() {
		return
	}
	for _, id := range sec.Docs {
		switch b.state[id] {
		case InForce, Amended: // as amended, it still applies
			sec.InForce = append(sec.InForce, id)
		case Expired, Repealed:
			sec.Over = append(sec.Over, id)
		case Pending:
			sec.Pending++
		}
	}
}

// addToSubject adds a document to its subject, if it has one.
func (b *builder) addToSubject(subject string, id ID) {
	if subject == "" {
		return
	}
	i, ok := b.subjects[subject]
	if !ok {
		code, known := page.SubjectCode(subject)
		if !known {
			return // reported when the file was parsed
		}
		i = len(b.Subjects)
		b.subjects[subject] = i
		b.Subjects = append(b.Subjects, Group{Key: code, Name: subject})
	}
	b.Subjects[i].Docs = append(b.Subjects[i].Docs, id)
}

// reportYear returns the year of reports/YEAR/index.md.
func reportYear(path string) int {
	_, rest, _ := strings.Cut(path, "/")
	folder, _, _ := strings.Cut(rest, "/")
	year, err := strconv.Atoi(folder)
	if err != nil {
		return 0
	}
	return year
}

// noteHorizon moves the horizon to the first day on which m would appear, change its
// state or be withdrawn.
func (b *builder) noteHorizon(m *page.Meta) {
	if m.Draft {
		return
	}
	for _, day := range [...]int32{m.Date.Day, m.Effective.Day, m.Repealed.Day, m.Expires.Day + 1, m.PublishUntil.Day + 1, m.Withdrawn.Date.Day} {
		b.noteDay(day)
	}
	for i := range m.Review { // an approval counts from its day on
		b.noteDay(m.Review[i].Date.Day)
	}
}

// noteDay moves the horizon to a day, if that is the first one yet.
func (b *builder) noteDay(day int32) {
	if day > b.in.Today.Day && (b.Horizon.IsZero() || day < b.Horizon.Day) {
		b.Horizon = page.Date{Day: day}
	}
}
