package site

import (
	"fmt"
	"slices"

	"gongkai/generator/catalog"
	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/publish"
	"gongkai/generator/review"
	"gongkai/generator/site/content"
	"gongkai/generator/site/snapshot"
	"gongkai/generator/tree"
)

// This file is what there is to say of documents that wait for review, to those who
// review them.

// Candidate returns a document as it stands to be approved; policy is nil where no
// document needs that. ok is false where there is no such document, or it cannot be
// read. The path is below content/. What is found includes files that its text uses and an approval would not cover,
// as far as the text has been rendered. The error is [ErrChanged] where the document is no
// longer what it was when the state was made.
func (s *Site) Candidate(path string) (c review.Candidate, policy *review.Policy, ok bool, err error) {
	id, ok := s.content.Doc(path)
	if !ok || s.metas[id] == nil {
		return c, s.policy, false, nil
	}
	d := s.content.Docs[id]
	if c.Data, err = s.tree.Read(content.Path(path)); err != nil {
		return c, s.policy, false, content.AsChanged(content.Path(path), err)
	}
	p, _ := page.Parse(path, c.Data)
	if !d.Stays && (p == nil || p.MetaSum != d.MetaSum || p.BodySum != d.BodySum) {
		return c, s.policy, false, fmt.Errorf("%s: %w", content.Path(path), ErrChanged)
	}
	c.Meta = s.metas[id]
	c.Body, _, _ = page.Body(c.Data)
	r := content.ReviewOf(c.Meta, c.Body)
	j := approver{Site: s}
	j.bySum = j.sums()
	c.Files = j.files(r)
	c.Sum = review.Sum(r.Text, c.Files)
	c.Marks = marker{s}.ofCandidate(d, c.Files)
	c.Elsewhere = j.elsewhere
	if s.judged != nil {
		c.Verdict = j.verdict(catalog.ID(id), &c)
		c.Found = append(slices.Clone(c.Found), j.uncoveredBy(d, r.Named)...)
	}
	return c, s.policy, true, nil
}

// verdict is the verdict on a candidate. One that is late is taken through the whole chain
// by who approves it, though nothing waits for that.
func (j approver) verdict(id catalog.ID, c *review.Candidate) review.Verdict {
	o := newOutBefore(j.Site)
	if _, c.Late = o.late(c.Meta); c.Late {
		if v, ok := j.whole(id); ok {
			return v
		}
		c.Late = false
	}
	c.Known = o.known(c.Meta)
	return j.judged[id].Verdict
}

// Waiting returns what waits for review. It reads the snapshot and the sources, writes
// nothing, and waits for no build. The queue is nil where there is no site; the findings
// say why.
func Waiting(opt Options) (*review.Queue, []diag.Diagnostic, error) {
	pub, err := publish.Look(opt.Source, opt.Out, tree.Roots())
	if err != nil {
		return nil, nil, err
	}
	last, err := lastSnapshot(pub, opt.Salt)
	if err != nil {
		return nil, nil, err
	}
	known := last.Restore()
	opt.Preview = true
	s, found, err := Load(opt, &known.Sources)
	if s == nil || err != nil {
		return nil, found, err
	}
	return approver{Site: s}.queue(known), nil, nil
}

// queue lists what waits for review. known is what the last build knew.
func (j approver) queue(known *snapshot.Restored) *review.Queue {
	q := &review.Queue{Policy: j.policy}
	if j.policy == nil {
		return q
	}
	late := map[catalog.ID]bool{}
	for _, l := range j.lateOnes() {
		late[l.id] = true
		q.Late = append(q.Late, l.Late)
	}
	stages := make([][]review.Queued, len(j.policy.Stages))
	for _, id := range j.catalog.All {
		m := j.metas[id]
		v := j.judged[id].Verdict
		switch {
		case late[id]:
		case !j.policy.Needs(m):
		case j.content.Docs[id].Stays || diag.HasErrors(j.content.Docs[id].Found) || diag.HasErrors(v.Found):
			q.Faulty++
		case v.Stage == len(stages):
			q.Approved++
		case m.Draft:
			q.Drafts++
		default:
			w := review.Queued{Meta: m, Stage: v.Stage, Stale: v.Stale, Public: j.wasPublic(m, known.Outputs)}
			if w.Stale {
				w.Changed = j.changed(id, &known.Sources)
			}
			stages[v.Stage] = append(stages[v.Stage], w)
		}
	}
	for _, m := range j.metas {
		if m == nil {
			q.Faulty++
		}
	}
	for _, list := range stages {
		q.Waiting = append(q.Waiting, list...)
	}
	return q
}
