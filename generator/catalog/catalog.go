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
// One publishable set feeds everything: a document that is a draft, that is not
// approved, whose date lies after the day of the build, or that is withdrawn, is in no group at all. A list, a feed,
// a search index or a count that is built from groups cannot leak it.
//
// What the annual reports count is counted here as well ([Catalog.Counts]): which
// documents are 行政规范性文件 is a question about documents, not about reports.
//
// catalog does not know layouts, Markdown, or how output files are made.
package catalog

import (
	"slices"

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
	// Waiting holds, by id, the stage of review that a document waits for, "" where it
	// waits for none; nil: no document waits.
	Waiting []string
	// WasPublic says, by id, of a document that waits whether it was public before: it
	// was approved as it was then, or is recorded; nil where Waiting is.
	WasPublic []bool
	// Preview makes public what is not, so that an editor can look at it;
	// [Catalog.Mark] then says why it is not.
	Preview bool
	// Locate finds a value of a document's front matter, for findings; item is
	// one of a list, or "".
	Locate func(id ID, key, item string) diag.Pos
	// Previous, if given, is the catalog of an earlier state of the same site.
	// It only saves work: what does not depend on what changed is taken over.
	Previous *Catalog
}

// Catalog is the site as a whole, frozen.
type Catalog struct {
	in    Input
	found []diag.Diagnostic
	// standing is shared by the catalogs in which every document stands at the
	// same place: see serves.
	standing *byte

	// All holds every public content file, oldest first; the texts of sections
	// and the annual reports included.
	All []ID
	// Docs is All without the texts of sections: what is counted, listed in the
	// catalog, and exported.
	Docs []ID
	// Years are the years of Docs, newest first.
	Years []Group
	// Sections are the categories in the order of the configuration.
	Sections []Section
	// Subjects are the subjects in use, in the order of the official tree.
	Subjects []Group
	// Reports are the annual reports by year, oldest first.
	Reports []ReportID
	// Systems are the documents of the platform entry 政府信息公开制度.
	Systems []ID
	// Drafts, Waiting and Future are how many documents are not public because they
	// are drafts, because they are not approved, and because their day has not come.
	Drafts, Waiting, Future int
	// Withdrawn are the documents in whose places a notice stands, by id.
	Withdrawn []ID
	// Horizon is the first day after Today on which the catalog would differ
	// (a document appears, a validity ends); zero: never.
	Horizon page.Date

	watched  []ID     // documents that are copies, or not, by their titles
	copied   []ID     // those that are
	paths    []ID     // of public documents, in the order of their paths
	left     []int16  // of Withdrawn: the index into Sections
	section  []int16  // by id: index into Sections; -1: not public
	position []int32  // by id: place in its section's Docs; -1: not listed
	kind     []listed // by id
	state    []State  // by id: a dozen outputs ask for that of each document
	// relations are those of the documents that have some; the first is empty,
	// and stands for all others. related is by id: the place in relations.
	relations []Relations
	related   []int32
}

// Section is one category with its documents.
type Section struct {
	Index    int // its place in Sections
	Category config.Category
	Docs     []ID    // oldest first
	Years    []Group // newest year first
	Intro    ID      // CATEGORY/index.md, or None
	// Of a category of policies, InForce are the documents that apply today and Over
	// those that no longer do, oldest first; Pending is how many do not yet. What
	// says nothing of its validity is none of these.
	InForce, Over []ID
	Pending       int
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
	old := in.Previous
	in.Previous = nil // or a chain of catalogs would stay in memory
	if old != nil && old.serves(in) {
		c := *old
		c.in = in
		return &c, c.found
	}
	b := builder{Catalog: &Catalog{in: in}}
	b.order()
	b.group()
	b.relate()
	k := checker{Catalog: b.Catalog, byPath: b.byPath}
	b.found = k.check()
	return b.Catalog, b.found
}

// serves reports whether c, given other documents, is their catalog too: its
// order, its groups and its findings, because no document changed in what they
// depend on. A new title or summary moves nothing. Findings carry positions, so
// a document that has one must not have changed at all.
func (c *Catalog) serves(in Input) bool {
	if c.in.Config != in.Config || c.in.Today != in.Today || c.in.Preview != in.Preview || len(c.in.Metas) != len(in.Metas) || !slices.Equal(c.in.Waiting, in.Waiting) || !slices.Equal(c.in.WasPublic, in.WasPublic) {
		return false
	}
	for i, m := range in.Metas {
		before := c.in.Metas[i]
		if m != before && (!sameStanding(m, before) || c.findsFault(m) || m.Title != before.Title && slices.Contains(c.watched, ID(i))) {
			return false
		}
	}
	return true
}

// findsFault reports whether a finding is about a document.
func (c *Catalog) findsFault(m *page.Meta) bool {
	return slices.ContainsFunc(c.found, func(d diag.Diagnostic) bool { return d.Pos.File == "content/"+m.Path })
}

// sameStanding reports whether two versions of a document stand at the same
// place in every group, relation, count and finding.
func sameStanding(a, b *page.Meta) bool {
	if a == nil || b == nil {
		return false
	}
	was, _ := sampleIn(a)
	is, _ := sampleIn(b)
	return was == is &&
		a.Path == b.Path && a.Date == b.Date && a.Category == b.Category &&
		a.Subject == b.Subject && a.Draft == b.Draft && a.Form == b.Form &&
		a.IndexNumber == b.IndexNumber && a.DocNumber == b.DocNumber &&
		a.Validity == b.Validity && a.Written == b.Written &&
		a.PublishUntil == b.PublishUntil && a.Withdrawn == b.Withdrawn &&
		a.Effective == b.Effective && a.Expires == b.Expires && a.Repealed == b.Repealed && a.Updated() == b.Updated() &&
		sameService(a.Service, b.Service) && slices.Equal(a.Aliases, b.Aliases) && slices.Equal(a.Review, b.Review) &&
		slices.Equal(a.Interprets, b.Interprets) && slices.Equal(a.Replaces, b.Replaces)
}

// sameService reports whether two guides to a service lack the same.
func sameService(a, b *page.Service) bool {
	return (a == nil) == (b == nil) && (a == nil || slices.Equal(a.Lacking(), b.Lacking()))
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
