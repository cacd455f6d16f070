package present

import "gongkai/generator/catalog"

// Output is one file of the site to be made.
type Output struct {
	Path string
	// ID is the document that the output shows, or belongs to; else None.
	ID   catalog.ID
	kind kind
	// index is the place of a list, a fixed page or a late output among those of
	// its kind; of a report, the year.
	index int32
	// number is that of a numbered page; 0 on the front page of a list.
	number int32
}

// kind says what an output is.
type kind uint8

const (
	kindDocument kind = iota
	kindRedirect
	kindNotice
	kindFixed
	kindList
	kindReport
	kindSiteReport
	kindLate
	kindIndex // a file of the search index, which is a late output as well
)

// IsPage reports whether the output is an HTML page, not a [Late] output.
func (o Output) IsPage() bool { return o.kind < kindLate }

// IsDocument reports whether the output is the page of a document other than an
// annual report.
func (o Output) IsDocument() bool { return o.kind == kindDocument }

// IsRedirect reports whether the output is the page behind an alias.
func (o Output) IsRedirect() bool { return o.kind == kindRedirect }

// IsNotice reports whether the output stands in the place of a document that was
// withdrawn.
func (o Output) IsNotice() bool { return o.kind == kindNotice }

// StandsForDocument reports whether the output is there because of one document:
// its page, the notice in its place, or one that leads there from an earlier address.
func (o Output) StandsForDocument() bool {
	switch o.kind {
	case kindDocument, kindReport, kindRedirect, kindNotice:
		return true
	}
	return false
}

// ReportYear returns the year of the annual report that the output is the page of.
func (o Output) ReportYear() (year int, ok bool) { return int(o.index), o.kind == kindReport }
