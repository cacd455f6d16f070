package page

import (
	"slices"
	"strings"
)

// checkRevisions demands that the revisions follow the publication, and one
// another in the order of time: the last one is the update.
func (c *checker) checkRevisions(m *Meta) {
	p, _ := find(c.entries, "revisions")
	n := p.value
	if len(m.Revisions) == 0 || len(n.items) != len(m.Revisions) {
		return // there are none, or what is wrong with them has been said
	}
	sorted := chronological(m.Revisions)
	if sorted[0].Date.IsZero() {
		return // likewise
	}
	late := 0 // the first that is older than the one before
	for i, r := range m.Revisions {
		if r.Date.Day < m.Date.Day {
			day, _ := find(n.items[i].pairs, "date")
			c.failAt(ruleRevisionEarly, day.value, r.Date.DayString(), m.Date.DayString())
		}
		if late == 0 && i > 0 && r.Date.Compare(m.Revisions[i-1].Date) < 0 {
			late = i
		}
	}
	if late == 0 || !c.tally.Take(ruleRevisionOrder) {
		return
	}
	item := n.items[late]
	c.say(ruleRevisionOrder, item.start, item.end, m.Revisions[late].Date.String(), m.Revisions[late-1].Date.String(), revisionList(sorted))
	if text, ok := reordered(string(c.data[c.base:c.end]), m.Revisions, n.items); ok {
		c.found[len(c.found)-1].Fix = c.lines.Replace(c.base+n.items[0].start, c.base+n.items[len(n.items)-1].end, text)
	}
}

// chronological returns revisions in the order of time.
func chronological(revisions []Revision) []Revision {
	return slices.SortedStableFunc(slices.Values(revisions), func(a, b Revision) int { return a.Date.Compare(b.Date) })
}

// reordered returns the items of a list of revisions as they are written, each in
// the place that its date gives it, and what stands between the places as it is.
// It declines where something stands there that may belong to an item: a comment.
func reordered(front string, revisions []Revision, items []node) (string, bool) {
	order := make([]int, len(revisions))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return revisions[a].Date.Compare(revisions[b].Date) })
	var b strings.Builder
	for at, i := range order {
		if at > 0 {
			between := front[items[at-1].end:items[at].start]
			if strings.Trim(between, "-, \n") != "" {
				return "", false
			}
			b.WriteString(between)
		}
		item := front[items[i].start:items[i].end]
		if !strings.HasPrefix(item, "{") || !strings.HasSuffix(item, "}") {
			return "", false
		}
		b.WriteString(item)
	}
	return b.String(), true
}
