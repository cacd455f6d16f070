// Package catalog sees all pages together: which of them are public, how they
// are grouped and ordered, who comes before and after whom, and how they refer
// to one another.
//
// [New] is a pure function of the configuration, the Metas and the day. It
// reads no file and no body. What it returns is frozen: nothing changes a
// Catalog after New has returned, and any number of workers read it.
//
// Documents are known by their [ID], the place of their file in the sorted
// scan. Since that order is the order of paths, a date and an id packed into
// one integer sort documents by date and then by path, and one sort of plain
// integers orders the whole site. Groups are slices of ids, oldest first: list
// pages are numbered from the oldest end, so a new document changes only the
// newest of them.
//
// One publishable set feeds everything: a document that is a draft, or whose
// date lies after the day of the build, is in no group at all. A list, a feed,
// a search index or a count that is built from groups cannot leak it.
//
// catalog does not know layouts, Markdown, or how output files are made.
package catalog

import (
	"cmp"
	"slices"
	"strings"

	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/page"
)

// ID is the number of a content file: its place in the sorted scan.
type ID int32

// None is the ID of no document.
const None ID = -1

// Input is everything a catalog is made from.
type Input struct {
	Config *config.Config
	// Metas by id; nil for a file that could not be parsed.
	Metas []*page.Meta
	// Today is the day that decides what is public and what is in force.
	Today page.Date
	// Preview makes public what is not, so that an editor can look at it;
	// [Catalog.Mark] then says why it is not.
	Preview bool
	// Locate finds a value of a document's front matter, for findings.
	Locate func(id ID, key string, item int) diag.Pos
	// Previous, if given, is the catalog of an earlier state of the same site.
	// It only saves work: what does not depend on what changed is taken over.
	Previous *Catalog
}

// Catalog is the site as a whole, frozen.
type Catalog struct {
	in    Input
	found []diag.Diagnostic
	// standing is shared by the catalogs in which every document stands at the
	// same place: see takeOver.
	standing *byte

	// All holds every public content file, oldest first; the texts of sections
	// and the annual reports included.
	All []ID
	// Docs is All without the texts of sections: what is counted, listed in the
	// catalog, and exported.
	Docs []ID
	// Sections are the categories in the order of the configuration.
	Sections []Section
	// Subjects are the subjects in use, in the order of the official tree.
	Subjects []Group
	// Reports are the annual reports by year, oldest first.
	Reports []ReportID
	// Systems are the documents of the platform entry 政府信息公开制度.
	Systems []ID
	// Horizon is the first day after Today on which the catalog would differ
	// (a document appears, a validity ends); zero: never.
	Horizon page.Date

	paths    []ID     // of public documents, in the order of their paths
	section  []int16  // by id: index into Sections; -1: not public
	position []int32  // by id: place in its section's Docs; -1: not listed
	kind     []listed // by id
	state    []State  // by id: a dozen outputs ask for that of each document
	// relations are those of the documents that have some; the first is empty,
	// and stands for all others. related is by id: the place in relations.
	relations []Relations
	related   []int32
	byPath    map[string]ID // only the paths that relations name
}

// Section is one category with its documents.
type Section struct {
	Index    int // its place in Sections
	Category config.Category
	Docs     []ID    // oldest first
	Years    []Group // newest year first
	Intro    ID      // CATEGORY/index.md, or None
}

// Group is a set of documents under one heading, oldest first.
type Group struct {
	Key  string // "2017", "0201"
	Name string // "2017年", "综合政务/政务公开"
	Docs []ID
}

// ReportID is the annual report of one year.
type ReportID struct {
	Year int
	ID   ID
}

// Relations of one document to others, both ways. Only public ones are listed.
type Relations struct {
	Interprets    []ID
	InterpretedBy []ID
	Replaces      []ID
	ReplacedBy    []ID
}

// New makes the catalog and reports what is wrong between documents.
func New(in Input) (*Catalog, []diag.Diagnostic) {
	c := &Catalog{in: in}
	c.in.Previous = nil // or a chain of catalogs would stay in memory
	if c.takeOver(in.Previous) {
		return c, c.found
	}
	c.order()
	c.group()
	c.relate()
	c.found = c.check()
	return c, c.found
}

// Same reports whether every document stands in c where it stands in other:
// the same groups, order and relations, so that only what documents say of
// themselves can differ.
func (c *Catalog) Same(other *Catalog) bool { return other != nil && c.standing == other.standing }

// Meta returns the front matter of a document.
func (c *Catalog) Meta(id ID) *page.Meta { return c.in.Metas[id] }

// Find returns the public document at a path below content/.
func (c *Catalog) Find(path string) (ID, bool) {
	low, high := 0, len(c.paths)
	for low < high {
		middle := (low + high) / 2
		if c.Meta(c.paths[middle]).Path < path {
			low = middle + 1
		} else {
			high = middle
		}
	}
	if low < len(c.paths) && c.Meta(c.paths[low]).Path == path {
		return c.paths[low], true
	}
	return None, false
}

// Today returns the day the catalog was made for.
func (c *Catalog) Today() page.Date { return c.in.Today }

// Public reports whether a document is in the catalog.
func (c *Catalog) Public(id ID) bool { return c.section[id] >= 0 }

// SectionOf returns the section of a public document.
func (c *Catalog) SectionOf(id ID) *Section { return &c.Sections[c.section[id]] }

// Neighbours returns the documents before and after a document in its section
// by date, None at the ends.
func (c *Catalog) Neighbours(id ID) (older, newer ID) {
	older, newer = None, None
	at := c.position[id]
	if at < 0 {
		return older, newer
	}
	docs := c.SectionOf(id).Docs
	if at > 0 {
		older = docs[at-1]
	}
	if int(at)+1 < len(docs) {
		newer = docs[at+1]
	}
	return older, newer
}

// Relations returns the relations of a document; the zero value where it has
// none.
func (c *Catalog) Relations(id ID) Relations { return c.relations[c.related[id]] }

// listed says how a document takes part in lists.
type listed uint8

const (
	hidden   listed = iota // not public
	ordinary               // in its section's list
	intro                  // the section's own text
	annual                 // an annual report
)

// kindOf decides how a document of a known category takes part.
func (c *Catalog) kindOf(m *page.Meta) listed {
	switch {
	case !c.in.Preview && c.withheld(m) != "":
		return hidden
	case m.Form != "":
		return annual
	}
	if rest, ok := strings.CutPrefix(m.Path, m.Category); ok && rest == "/index.md" {
		return intro
	}
	return ordinary
}

// order decides what is public and sorts it by date and path.
func (c *Catalog) order() {
	c.standing = new(byte)
	for i, cat := range c.in.Config.Categories {
		c.Sections = append(c.Sections, Section{Index: i, Category: cat, Intro: None})
	}
	keys := c.classify()
	slices.Sort(keys)
	c.All = make([]ID, len(keys))
	for i, k := range keys {
		c.All[i] = ID(uint32(k))
	}
}

// classify fills in what is known of each document by itself, and returns the
// keys by which those that are public are sorted.
func (c *Catalog) classify() []uint64 {
	metas := c.in.Metas
	c.section, c.position = make([]int16, len(metas)), make([]int32, len(metas))
	c.kind, c.state = make([]listed, len(metas)), make([]State, len(metas))
	c.paths = make([]ID, 0, len(metas))
	keys := make([]uint64, 0, len(metas))
	sections := c.sectionFinder()
	for i, m := range metas {
		c.section[i], c.position[i] = -1, -1
		if m == nil {
			continue
		}
		c.state[i] = stateOf(m, c.in.Today)
		c.noteHorizon(m)
		section := sections(m.Category)
		if section < 0 {
			continue
		}
		if c.kind[i] = c.kindOf(m); c.kind[i] != hidden {
			c.section[i] = section
			keys = append(keys, sortKey(m.Date, ID(i)))
			c.paths = append(c.paths, ID(i))
		}
	}
	return keys
}

// sectionFinder returns a function that finds the section of a category, -1
// where there is none. Documents come in the order of their paths, so nearly
// all are of the category of the one before.
func (c *Catalog) sectionFinder() func(category string) int16 {
	last := int16(-1)
	return func(category string) int16 {
		if last < 0 || c.Sections[last].Category.Key != category {
			last = int16(slices.IndexFunc(c.Sections, func(s Section) bool { return s.Category.Key == category }))
		}
		return last
	}
}

// sortKey packs a date and an id: 20 bits of days, 11 of minutes, 32 of id.
func sortKey(d page.Date, id ID) uint64 {
	return uint64(d.Day)<<43 | uint64(d.Minute)<<32 | uint64(uint32(id))
}

// group puts the ordered documents into sections, years and subjects.
func (c *Catalog) group() {
	c.makeRoom()
	subjects := map[string]int{}
	entry := c.systemsEntry()
	for _, id := range c.All {
		s := &c.Sections[c.section[id]]
		if c.kind[id] == intro {
			s.Intro = id
			continue
		}
		c.Docs = append(c.Docs, id)
		m := c.in.Metas[id]
		if c.kind[id] == annual {
			c.Reports = append(c.Reports, ReportID{Year: reportYear(m.Path), ID: id})
			continue
		}
		c.position[id] = int32(len(s.Docs))
		s.Docs = append(s.Docs, id)
		c.addToSubject(subjects, m.Subject, id)
		if s.Category.Key == entry.Category && (entry.Subject == "" || m.Subject == entry.Subject) {
			c.Systems = append(c.Systems, id)
		}
	}
	for i := range c.Sections {
		c.Sections[i].Years = c.years(c.Sections[i].Docs)
	}
	slices.SortFunc(c.Subjects, func(a, b Group) int { return cmp.Compare(a.Key, b.Key) })
	slices.SortFunc(c.Reports, func(a, b ReportID) int { return cmp.Compare(a.Year, b.Year) })
}

// makeRoom makes the lists of documents as long as they will be.
func (c *Catalog) makeRoom() {
	c.Docs = make([]ID, 0, len(c.All))
	counts := make([]int, len(c.Sections))
	for id, kind := range c.kind {
		if kind == ordinary {
			counts[c.section[id]]++
		}
	}
	for i, n := range counts {
		if n > 0 {
			c.Sections[i].Docs = make([]ID, 0, n)
		}
	}
}

// systemsEntry returns the platform entry that lists 政府信息公开制度.
func (c *Catalog) systemsEntry() config.Entry {
	for _, e := range c.in.Config.Platform {
		if e.Key == "systems" {
			return e
		}
	}
	return config.Entry{}
}
