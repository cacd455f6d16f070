package present

import (
	"slices"
	"strings"

	"gongkai/generator/catalog"
	"gongkai/generator/page"
)

// texts are what views say most often: the addresses of documents, and days. A
// document is named by a dozen pages, so both are written once for a plan, each
// kind end to end in one string, and views hold parts of it: that is less
// memory than a string for each output, and nothing for the garbage collector
// to follow.
type texts struct {
	// Each address has the way up one folder before it: that makes it the
	// reference from a page of the catalog or of a subject.
	addresses string
	// ends[id+1] is where in addresses the one of a document ends. What is not
	// public has no address.
	ends []uint32
	// days holds the days from first on, each with the first minute.
	days  string
	first int32
}

// midnight is what the clock shows where only a day is given.
const midnight = " 00:00"

// clockLength is the length of 2017-03-15 00:00, dayLength without the clock.
const (
	dayLength   = len("2017-03-15")
	clockLength = dayLength + len(midnight)
)

// maxDays bounds the table of days: a date that is a slip of the pen must not
// make it long. What is not in it is written when it is asked for.
const maxDays = 50 * 366

func newTexts(c *catalog.Catalog) texts {
	var t texts
	if len(c.All) == 0 {
		return t
	}
	t.ends = make([]uint32, slices.Max(c.All)+2)
	var all []byte
	for id := range catalog.ID(len(t.ends) - 1) {
		if c.Public(id) {
			all = page.AppendURL(append(all, oneUp...), c.Meta(id).Path)
		}
		t.ends[id+1] = uint32(len(all))
	}
	t.addresses = string(all)
	t.writeDays(c.Meta(c.All[0]).Date.Day, c.Meta(c.All[len(c.All)-1]).Date.Day)
	return t
}

// writeDays writes the days from first to last, but the last maxDays at most.
func (t *texts) writeDays(first, last int32) {
	t.first = max(first, last-maxDays, 1)
	var b strings.Builder
	b.Grow(int(last-t.first+1) * clockLength)
	for day := t.first; day <= last; day++ {
		b.WriteString(page.Date{Day: day}.DayString())
		b.WriteString(midnight)
	}
	t.days = b.String()
}

// oneUp leads up one folder.
const oneUp = "../"

// address returns the output path of the page that shows a document.
func (t *texts) address(id catalog.ID) string {
	return t.addresses[t.ends[id]+uint32(len(oneUp)) : t.ends[id+1]]
}

// refer returns the reference from a page to the page that shows a document.
func (t *texts) refer(from string, id catalog.ID) string {
	address := t.address(id)
	if folder := strings.IndexByte(from, '/') + 1; folder > 0 && strings.IndexByte(from[folder:], '/') < 0 &&
		!strings.HasPrefix(address, from[:folder]) && page.Plain(address) {
		return t.addresses[t.ends[id]:t.ends[id+1]]
	}
	return page.Rel(from, address)
}

// clock returns the beginning of a day; "" where the date is not given.
func (t *texts) clock(d page.Date) string {
	if at := (int(d.Day) - int(t.first)) * clockLength; 0 <= at && at < len(t.days) {
		return t.days[at : at+clockLength]
	}
	if d.IsZero() {
		return ""
	}
	return d.DayString() + midnight
}

// day does what [page.Date.DayString] does.
func (t *texts) day(d page.Date) string {
	clock := t.clock(d)
	return clock[:min(len(clock), dayLength)]
}

// date does what [page.Date.String] does.
func (t *texts) date(d page.Date) string {
	if d.Minute == 0 {
		return t.day(d)
	}
	return d.String()
}
