package catalog

import (
	"slices"

	"gongkai/generator/page"
)

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

// Since returns the first day of the state in which a document is, where its front matter
// tells it, and the zero date where not.
func (c *Catalog) Since(id ID) (day page.Date) {
	switch m := c.Meta(id); c.State(id) {
	case InForce, Amended:
		day = m.Effective
	case Expired:
		if day = m.Expires; !day.IsZero() {
			day.Day++
		}
	case Repealed:
		day = m.Repealed
	}
	if day.Day > c.in.Today.Day {
		return page.Date{} // 废止 is said before its day
	}
	return day
}

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

// reason is why a document is not public.
type reason uint8

const (
	nothing     reason = iota // it is public
	isDraft                   // it is a draft
	isWaiting                 // it is not approved
	isFuture                  // its day has not come
	isWithdrawn               // it is no longer public, and a notice stands in its place
)

// withheld returns why a document is not public.
func (c *Catalog) withheld(id ID) reason {
	m := c.in.Metas[id]
	_, withdrawn := m.WithdrawnOn(c.in.Today)
	switch {
	case m.Draft:
		return isDraft
	case c.waits(id) && !(withdrawn && c.in.WasPublic[id]):
		return isWaiting
	case m.Date.Day > c.in.Today.Day:
		return isFuture
	case withdrawn:
		return isWithdrawn
	}
	return nothing
}

// waits reports whether a document waits for an approval.
func (c *Catalog) waits(id ID) bool { return c.in.Waiting != nil && c.in.Waiting[id] != "" }

// Awaited returns the categories in which a document lacks nothing but an approval. One that
// cannot be read lacks more.
func (c *Catalog) Awaited() map[string]bool {
	found := map[string]bool{}
	if c.in.Waiting == nil {
		return found
	}
	for id, m := range c.in.Metas {
		if m != nil && c.withheld(ID(id)) == isWaiting && m.Date.Day <= c.in.Today.Day {
			found[m.Category] = true
		}
	}
	return found
}

// Mark returns the words with which the preview marks a document that is not
// public; "" for a public one.
func (c *Catalog) Mark(id ID) string {
	switch c.withheld(id) {
	case isDraft:
		return "草稿"
	case isWaiting:
		return "待" + c.in.Waiting[id]
	case isFuture:
		return "未到发布日期"
	}
	return ""
}

// Notice is what is left of a document that was withdrawn.
type Notice struct {
	page.Withdrawal
	Section *Section // in which it was
}

// Notice returns what is left of a document, nil where it is not withdrawn. To take
// something down never waits for approval, but to show its title does.
func (c *Catalog) Notice(id ID) *Notice {
	at, withdrawn := slices.BinarySearch(c.Withdrawn, id)
	if !withdrawn {
		return nil
	}
	w, _ := c.Meta(id).WithdrawnOn(c.in.Today)
	w.KeepTitle = w.KeepTitle && !c.waits(id)
	return &Notice{w, &c.Sections[c.left[at]]}
}

// Published reports whether a document is public without regard to the preview.
func (c *Catalog) Published(id ID) bool { return c.Public(id) && c.withheld(id) == nothing }

// Withheld is a document that the preview shows and a build would not publish.
type Withheld struct {
	Source string // content/policies/2017/0003.md
	Path   string // its output
	Title  string
	Mark   string   // why: 待初审, 草稿, 未到发布日期
	By     []string // who may approve it, where it waits for that; empty: anybody
	Date   page.Date
}
