package catalog

import (
	"cmp"
	"slices"

	"gongkai/generator/diag"
	"gongkai/generator/page"
)

// Event is what happens to a document on a day.
type Event uint8

// The events of a document, in the order in which those of one day are told.
const (
	appears   Event = iota // its date is reached
	takesHold              // it is in force
	expires                // it no longer is
	repealed
	ends      // it is withdrawn by publish_until
	withdrawn // it is withdrawn by withdrawn
)

// String returns the event as it is written for programs.
func (e Event) String() string {
	return [...]string{"appears", "effective", "expires", "repealed", "publish_until", "withdrawn"}[e]
}

// Words says the same for people.
func (e Event) Words() diag.Text {
	return [...]diag.Text{
		{ZH: "公开", EN: "appears"}, {ZH: "施行", EN: "takes effect"}, {ZH: "失效", EN: "expires"}, {ZH: "废止", EN: "is repealed"},
		{ZH: "公示期满撤下", EN: "ends by publish_until"}, {ZH: "撤下", EN: "is withdrawn"},
	}[e]
}

// Heading is what a list of days is headed with: what begins or ends on one.
func (e Event) Heading() diag.Text {
	return [...]diag.Text{
		{ZH: "自动公开", EN: "appears"}, {ZH: "开始施行", EN: "takes effect"}, {ZH: "到期失效", EN: "expires"}, {ZH: "废止", EN: "repealed"},
		{ZH: "公示期满撤下", EN: "ends by publish_until"}, {ZH: "撤下", EN: "withdrawn"},
	}[e]
}

// Change is an event to come.
type Change struct {
	Day   page.Date // at whose beginning, UTC+8, a build makes another site
	Event Event
	ID    ID
}

// Upcoming returns the changes to come, by day and path: what a build on a later day
// would publish otherwise though no file has changed. Drafts and what waits for an
// approval do not appear by themselves.
func (c *Catalog) Upcoming() []Change {
	var list []Change
	for i, m := range c.in.Metas {
		id := ID(i)
		if m == nil || m.Draft {
			continue
		}
		if why := c.withheld(id); why == nothing || why == isFuture && !c.waits(id) {
			list = append(list, c.ChangesOf(id)...)
		}
	}
	slices.SortFunc(list, func(a, b Change) int {
		return cmp.Or(cmp.Compare(a.Day.Day, b.Day.Day), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Event, b.Event))
	})
	return list
}

// StateOn returns whether a document will be in force on a day.
func (c *Catalog) StateOn(id ID, day page.Date) State { return stateOf(c.Meta(id), day) }

// ChangesOf returns what will happen to one document: its state changes as long as it
// is public.
func (c *Catalog) ChangesOf(id ID) (list []Change) {
	m := c.Meta(id)
	if max(m.Date.Day, m.Effective.Day, m.Expires.Day+1, m.Repealed.Day, m.PublishUntil.Day+1, m.Withdrawn.Date.Day) <= c.in.Today.Day {
		return nil // as nearly all
	}
	add := func(day int32, e Event) {
		if day > c.in.Today.Day {
			list = append(list, Change{page.Date{Day: day}, e, id})
		}
	}
	add(m.Date.Day, appears)
	for _, at := range [...]struct {
		day   int32
		event Event
		state State
	}{
		{m.Effective.Day, takesHold, Pending}, {m.Expires.Day + 1, expires, Expired}, {m.Repealed.Day, repealed, Repealed},
	} {
		day := page.Date{Day: at.day}
		before, after := stateOf(m, page.Date{Day: at.day - 1}), stateOf(m, day)
		_, gone := m.WithdrawnOn(day)
		if at.day <= m.Date.Day || gone || before == after {
			continue
		}
		if at.event == takesHold && before == Pending || after == at.state {
			add(at.day, at.event)
		}
	}
	if w := m.Withdrawn.Date.Day; w > c.in.Today.Day {
		add(w, withdrawn)
	}
	if until := m.PublishUntil; !until.IsZero() && (m.Withdrawn.Date.IsZero() || m.Withdrawn.Date.Day > until.Day+1) && m.Form == "" && !m.IsIntro() {
		add(until.Day+1, ends)
	}
	return list
}
