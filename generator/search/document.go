package search

import "strings"

// Document is a document as it is searched.
type Document struct {
	Path        string // of its page, from the root of the site
	Day         int32  // of its publication: days, the first of January of the year 1 is 1
	Title       string
	Number      string // 发文字号
	Index       string // 索引号
	Summary     string
	Attachments []string // their titles
	Category    int      // its place in Facets.Categories
	Validity    int      // and in Facets.Validities
	Text        Text
}

// head returns the paragraphs of a document that do not stand in its text, the title
// first.
func (d *Document) head() []string {
	return append([]string{d.Title, d.Number, d.Index, d.Summary}, d.Attachments...)
}

const (
	dayBits      = 22 // enough for the days of ten thousand years
	validityBits = 4  // and for sixteen kinds of validity
)

// write writes what the browser shows of a document, and looks through: its day, its
// validity, its path, the paragraphs of its head, the attachments in one line, its text.
func (d *Document) write(w *bitWriter, units []uint16) []uint16 {
	w.put(uint64(max(d.Day, 0)), dayBits)
	w.put(uint64(d.Validity), validityBits)
	units = appendUnits(units[:0], d.Path)
	for _, s := range []string{d.Title, d.Number, d.Index, d.Summary} {
		units = appendUnits(append(units, lineFeed), oneLine(s))
	}
	units = append(units, lineFeed)
	for i, s := range d.Attachments {
		if i > 0 {
			units = append(units, '\t')
		}
		units = appendUnits(units, oneLine(s))
	}
	units = append(units, lineFeed)
	theTokens().encode(w, units)
	d.Text.writeTo(w)
	return units
}

// oneLine puts one blank in the place of white space.
func oneLine(s string) string {
	if !strings.ContainsAny(s, "\t\n\r\v\f") {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}
