package approve

import (
	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/review"
	"gongkai/generator/sshsig"
)

// Judged is an entry of review, and what it is worth.
type Judged struct {
	page.Review
	// Counts says that it approves the document as it is, Earlier that it approved
	// what the document was. Otherwise Why says why it is worth nothing.
	Counts, Earlier bool
	Why             diag.Text
}

// Entries says which entries of a document count.
func Entries(p *review.Policy, c review.Candidate, today page.Date) []Judged {
	list := make([]Judged, len(c.Meta.Review))
	for i, e := range c.Meta.Review {
		list[i] = Judged{Review: e, Counts: e.Sum == c.Sum, Earlier: e.Sum != c.Sum}
	}
	v := p.Judge(&review.Document{
		Meta: c.Meta, Sum: c.Sum, Today: today, Elsewhere: c.Elsewhere,
		Verify: func(statement []byte, sig string, keys []sshsig.Key) error {
			_, err := sshsig.Verify(statement, sig, review.Namespace, keys)
			return err
		},
		Locate: func(n int) diag.Pos { return diag.Pos{Line: n + 1} },
	})
	for _, d := range v.Found {
		e := &list[d.Pos.Line-1]
		e.Counts, e.Earlier, e.Why = false, false, d.Message
	}
	return list
}

// Latest returns the newest entry of a stage: one that approves the document as it is
// before all others. ok is false where there is none.
func Latest(c review.Candidate, stage string) (e page.Review, ok bool) {
	for _, other := range c.Meta.Review {
		if other.Stage == stage && (!ok || other.Sum == c.Sum || e.Sum != c.Sum) {
			e, ok = other, true
		}
	}
	return e, ok
}
