package site

import (
	"gongkai/generator/catalog"
	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/records"
	"gongkai/generator/review"
)

// A document dated before `since` needs no approval: it was public, it is taken, before
// there was a chain of review. A new one needs but an earlier date to be taken for it.
// Where the office records what is public since when, that is known.

// outBefore says what is known of whether documents were public before there was a chain
// of review.
type outBefore struct {
	*Site
	since string
	begun string // when the recording began, "" where nobody records
}

func newOutBefore(s *Site) outBefore {
	o := outBefore{Site: s, since: s.policy.Since.DayString()}
	if s.published != nil {
		o.begun = s.published.Begun()
	}
	return o
}

// late reports whether a document is dated before since and is known not to have been
// public before it, and since when it is public, "" where it is not recorded. What was
// there when the recording began may have been there for ever, and a page that has moved
// was public where it was before.
func (o outBefore) late(m *page.Meta) (first string, late bool) {
	if m.Date.Day >= o.policy.Since.Day || m.IsIntro() || o.begun == "" {
		return "", false
	}
	for _, address := range append([]string{page.URL(m.Path)}, m.Aliases...) {
		e, ok := o.lookup(address)
		if ok && (e.First < o.since || e.First == o.begun) {
			return e.First, false
		}
		if ok && (first == "" || e.First < first) {
			first = e.First
		}
	}
	return first, true
}

// lookup finds the entry of an address. To an earlier day, which may be asked for, later
// ones are not there.
func (o outBefore) lookup(address string) (records.Entry, bool) {
	e, ok := o.published.Lookup(address)
	return e, ok && e.First <= o.opt.Today.DayString()
}

// known says why a document that is dated before since needs no approval.
func (o outBefore) known(m *page.Meta) diag.Text {
	first, _ := o.late(m)
	switch {
	case first == "":
		return diag.Text{
			ZH: "它什么时候公开的，没有登记（records/published.tsv），程序不知道", EN: "nothing is recorded (records/published.tsv), so it is not known since when it is public",
		}
	case first < o.since:
		return diag.Text{ZH: records.Path + " 里它 " + first + " 就公开了", EN: records.Path + " has it as public since " + first}
	}
	return diag.Text{ZH: records.Path + " 从 " + first + " 开始登记，那时它已经公开", EN: "it was public when " + records.Path + " was begun, on " + first}
}

// whole is the verdict by the whole chain on a document that is late. ok is false where
// its entries are of another chain: they count as [review.Policy.Judge] says.
func (j approver) whole(id catalog.ID) (v review.Verdict, ok bool) {
	var signatures [][32]byte
	v = j.policy.Whole().Judge(j.document(id, &signatures))
	return v, len(v.Found) == 0
}

// unapproved reports whether a document that is late has not passed the whole chain, and
// which stage comes next.
func (j approver) unapproved(id catalog.ID) (stage int, is bool) {
	judged := &j.judged[id]
	if len(j.metas[id].Review) == 0 {
		return 0, true
	}
	v, ok := j.whole(id)
	// What was changed since it was approved is an error already.
	return v.Stage, ok && v.Stage < len(j.policy.Stages) && judged.Stage == len(j.policy.Stages)
}

// backdated finds documents that are public without approval for no better reason than
// their date.
func (j approver) backdated() (found []diag.Diagnostic) {
	for _, late := range j.lateOnes() {
		at := j.content.Fronts().Locate(late.id, "date", "")
		found = append(found, review.Backdated(at, late.Meta, j.policy, late.Stage, late.First))
	}
	return found
}

// lateOne is a document that [approver.backdated] finds.
type lateOne struct {
	id catalog.ID
	review.Late
}

// lateOnes lists these documents.
func (j approver) lateOnes() (list []lateOne) {
	o := newOutBefore(j.Site)
	if o.begun == "" {
		return nil
	}
	for i, m := range j.metas {
		if m == nil || !j.due(m) || j.withdrawn(m) {
			continue
		}
		first, late := o.late(m)
		if !late {
			continue
		}
		if stage, is := j.unapproved(catalog.ID(i)); is {
			list = append(list, lateOne{catalog.ID(i), review.Late{Meta: m, Stage: stage, First: first}})
		}
	}
	return list
}
