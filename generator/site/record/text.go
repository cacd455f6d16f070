package record

import (
	"slices"

	"gongkai/generator/diag"
)

// Text is what a document's text says of itself, recorded when it is rendered:
// enough to follow its links without reading it again. It holds places in the
// file, so it is good only as long as the text begins where it began.
type Text struct {
	Refs    []Ref
	Anchors []uint64 // sums of the ids of its headings: see [Text.AddAnchor]
	Images  []string // whose sizes are in the HTML, as [markdown.Images] was asked for them
	Tables  []string // files whose tables are in the HTML, by path below content/
	Shown   uint64   // covers what those files said: see producer.tablesKey
	Found   []diag.Diagnostic
	// Figures covers what stands in the text of an annual report in the place
	// of references to figures; else 0.
	Figures uint64
	// Words are what it says, coded for the search; "" where nobody has asked for that.
	Words string
	// IDs covers how it was read: the ids that its headings must not have, and the
	// dialect.
	IDs uint64
}

// Ref is a reference to another file of the site, or out of it.
type Ref struct {
	Kind         RefKind
	Target       string
	Anchor       string
	Line, Column int32
}

// RefKind says what a reference leads to.
type RefKind uint8

const (
	ToPage    RefKind = iota + 1 // a document: Target is its path below content/
	ToFile                       // a file beside documents, or with "/" before it a static file
	ToOutput                     // a page that is made, or a static file: Target is an output path
	ToAnchor                     // a heading of the same document
	ToOutside                    // a page of another site: Target is its address
)

// AddAnchor adds the id of a heading.
func (t *Text) AddAnchor(id string) { t.Anchors = append(t.Anchors, anchorSum(id)) }

// HasAnchor reports whether a heading has an id.
func (t *Text) HasAnchor(id string) bool { return slices.Contains(t.Anchors, anchorSum(id)) }

// Anchored returns those of some ids that a heading has.
func (t *Text) Anchored(ids []string) []string {
	sums := make(map[uint64]bool, len(t.Anchors))
	for _, sum := range t.Anchors {
		sums[sum] = true
	}
	return slices.DeleteFunc(ids, func(id string) bool { return !sums[anchorSum(id)] })
}

// anchorSum stands for the id of a heading: what is compared for each link need
// not be kept as text for each heading of the site.
func anchorSum(id string) uint64 {
	h := uint64(0xcbf29ce484222325) // FNV-1a
	for i := range len(id) {
		h = (h ^ uint64(id[i])) * 0x100000001b3
	}
	return h
}
