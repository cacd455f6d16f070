package site

import (
	"path"
	"strings"
	"sync/atomic"

	"gongkai/generator/cache"
	"gongkai/generator/diag"
	"gongkai/generator/markdown"
	"gongkai/generator/page"
	"gongkai/generator/source"
	"gongkai/generator/tree"
)

// doc is what is held of one content file. It is frozen once a Site holds it,
// except for the facts of its text, which are set when the text is rendered.
type doc struct {
	path  string // below content/
	stamp source.Stamp
	// meta is nil where the file could not be parsed.
	meta             *page.Meta
	metaSum, bodySum cache.Sum
	line             int    // of the file, on which the text begins
	body             []byte // the text where it was kept: see texts
	found            []diag.Diagnostic
	// stays says that the file has errors and the rest is that of its last
	// sound version; preview only.
	stays bool
	text  atomic.Pointer[text]
}

func (d *doc) name() string { return d.path }

// sound reports whether a document can be shown while its file has errors.
func (d *doc) sound() bool {
	return d != nil && d.meta != nil && (d.stays || !diag.HasErrors(d.found))
}

// stayAs makes d what an earlier version of the document was: while somebody
// mends a mistake in its front matter, the document keeps its page and its
// place in every list.
func (d *doc) stayAs(old *doc) {
	d.stays = true
	d.meta, d.metaSum, d.bodySum, d.line = old.meta, old.metaSum, old.bodySum, old.line
	d.text.Store(old.text.Load())
}

// text is what a document's text says of itself, recorded when it is rendered:
// enough to follow its links without reading it again. It holds places in the
// file, so it is good only as long as the text begins where it began.
type text struct {
	Refs    []ref
	Anchors []uint64 // sums of the ids of its headings
	Images  []image  // whose sizes are in the HTML
	Found   []diag.Diagnostic
	// Figures covers what stands in the text of an annual report in the place
	// of references to figures; else 0.
	Figures uint64
	// IDs covers the ids that its headings must not have: see renderers.
	IDs uint64
}

// ref is a reference to another file of the site.
type ref struct {
	Kind         markdown.RefKind
	Target       string
	Anchor       string
	Line, Column int32
}

// image is a picture that a text shows, with the size it was shown at.
type image struct {
	Path          string
	Width, Height int32
}

// isDocument reports whether a file below content/ is a document. The names of
// folders and files that begin with a dot were left out by the scan.
func isDocument(name string) bool { return strings.EqualFold(path.Ext(name), ".md") }

// contentPath returns the path of a document as findings name it.
func contentPath(p string) string { return tree.Content.Path(p) }
