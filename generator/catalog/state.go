package catalog

import "gongkai/generator/page"

// State says how far a document is in force on the day of the build.
type State uint8

const (
	// Unstated: the document says nothing of its validity.
	Unstated State = iota
	// InForce: 有效.
	InForce
	// Amended: 已修改.
	Amended
	// Pending: not yet in force.
	Pending
	// Expired: 失效.
	Expired
	// Repealed: 废止.
	Repealed
)

// String returns the state as 有效性 shows it; "" where it is not stated.
func (s State) String() string {
	return [...]string{"", page.Valid, page.Amended, "尚未施行", page.Expired, page.Repealed}[s]
}

// State returns whether a document is in force. A date that has passed counts
// for more than the word in the field: a document whose 失效日期 is over is no
// longer 有效, even if nobody has changed it.
func (c *Catalog) State(id ID) State { return c.state[id] }

func stateOf(m *page.Meta, today page.Date) State {
	switch {
	case m.Validity == page.Repealed, reached(m.Repealed, today):
		return Repealed
	case m.Validity == page.Expired, !m.Expires.IsZero() && m.Expires.Day < today.Day:
		return Expired
	case !m.Effective.IsZero() && m.Effective.Day > today.Day:
		return Pending
	case m.Validity == page.Amended:
		return Amended
	case m.Validity == page.Valid:
		return InForce
	}
	return Unstated
}

// reached reports whether a given date is today or past.
func reached(d, today page.Date) bool { return !d.IsZero() && d.Day <= today.Day }

// Marks of what is not public, as the preview shows them.
const (
	markDraft  = "草稿"
	markFuture = "未到发布日期"
)

// withheld returns why a document is not public, "" where it is. The rules of
// the review chain belong here when they come: they are one more reason.
func withheld(m *page.Meta, today page.Date) string {
	switch {
	case m.Draft:
		return markDraft
	case m.Date.Day > today.Day:
		return markFuture
	}
	return ""
}

// Mark returns the words with which the preview marks a document that is not
// public; "" for a public one.
func (c *Catalog) Mark(id ID) string { return withheld(c.in.Metas[id], c.in.Today) }

// Published reports whether a document is public without regard to the preview.
func (c *Catalog) Published(id ID) bool { return c.Public(id) && c.Mark(id) == "" }
