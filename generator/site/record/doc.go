package record

import (
	"slices"
	"sync/atomic"

	"gongkai/generator/cache"
	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/source"
)

// Doc is what is held of one content file.
type Doc struct {
	Path  string // below content/
	Stamp source.Stamp
	// Meta is nil where the file could not be parsed.
	Meta             *page.Meta
	MetaSum, BodySum cache.Sum
	Line             int    // of the file, on which the text begins
	Body             []byte // the text where it was kept in memory; else nil
	Tabled           bool   // Body has lines that stand for tables of files, or are meant to
	Found            []diag.Diagnostic
	// Review is what is known of the text for its approvals; nil where the document
	// has none.
	Review *Review
	// Tables are the files whose tables its text shows, each once, with what they are called.
	Tables []page.Attachment
	// Marks are what must not go out of what is in the file.
	Marks []Mark
	// Stays says that the file has errors and the rest is that of its last
	// sound version; preview only.
	Stays bool

	text atomic.Pointer[Text]
}

// Review is what is summed of a document: see package review.
type Review struct {
	Text  [32]byte // the sum of the document's own words
	Named []string // the files that it may name, sorted
}

// Name returns the path.
func (d *Doc) Name() string { return d.Path }

// Text returns what the text said of itself when it was last rendered, nil where
// it never was.
func (d *Doc) Text() *Text { return d.text.Load() }

// SetText records what the text says of itself.
func (d *Doc) SetText(t *Text) { d.text.Store(t) }

// Sound reports whether a document can be shown while its file has errors.
func (d *Doc) Sound() bool {
	return d != nil && d.Meta != nil && (d.Stays || !diag.HasErrors(d.Found))
}

// StayAs makes d what an earlier version of the document was: while somebody
// mends a mistake in its front matter, the document keeps its page and its
// place in every list.
func (d *Doc) StayAs(old *Doc) {
	d.Stays = true
	d.Meta, d.MetaSum, d.BodySum, d.Line, d.Review, d.Tables, d.Marks = old.Meta, old.MetaSum, old.BodySum, old.Line, old.Review, old.Tables, old.Marks
	d.SetText(old.Text())
}

// Says reports whether two versions of a document say the same.
func (d *Doc) Says(other *Doc) bool {
	return d == other || d.MetaSum == other.MetaSum && d.BodySum == other.BodySum && d.Line == other.Line &&
		d.Stays == other.Stays && slices.Equal(d.Found, other.Found) && slices.Equal(d.Marks, other.Marks)
}
