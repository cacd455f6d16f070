// Package review is who has approved which bytes.
//
// 政府信息 are reviewed before they are published, one by one (《中华人民共和国政府信息公开条例》第十七条,
// 国务院令第711号). An office says in config.toml through which stages a document goes; each
// stage that has been passed is an entry of `review` in the front matter of the document,
// written by `gongkai approve`. An entry is bound to what was approved by a sum
// ([TextOf], [Named], [Sum]), and, where the stage has keys, by a signature ([Statement]).
//
//	policy := review.NewPolicy(cfg)
//	verdict := policy.Judge(doc)
//	if verdict.Stage < len(policy.Stages) { … } // not public yet
//
// Entries of earlier versions stay where they are: those whose sum is another say what
// was approved once. Only entries with the sum of what is there now count. So a
// document that is restored as it was is approved as it was.
//
// review reads no file and does not know what is public; docs/review.md is its
// grammar, so that others can compute the same.
package review

import (
	"errors"
	"slices"
	"time"

	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/sshsig"
	"gongkai/generator/waiver"
)

// Policy is the chain of review of an office.
type Policy struct {
	// Since is the day from which on documents need approval; those published before
	// do not.
	Since  page.Date
	Stages []Stage
}

// Stage is one step of the chain.
type Stage struct {
	Name string
	By   []string     // who may; empty: anybody
	Keys []sshsig.Key // of those who may; empty: no signature is needed
}

// NewPolicy returns the chain that a configuration has; nil where it has none.
func NewPolicy(c *config.Config) *Policy {
	if len(c.Review.Stages) == 0 {
		return nil
	}
	p := &Policy{}
	if d := c.Review.Since; d.Year != 0 {
		p.Since = page.NewDate(d.Year, time.Month(d.Month), d.Day)
	}
	for _, s := range c.Review.Stages {
		stage := Stage{Name: s.Name, By: s.By}
		for _, line := range s.Keys {
			// One that is none is a finding of package config, and nothing is made.
			if key, err := sshsig.ParseKey(line); err == nil {
				stage.Keys = append(stage.Keys, key)
			}
		}
		p.Stages = append(p.Stages, stage)
	}
	return p
}

// Needs reports whether a document needs approval. One that has been approved once
// does for ever: another date must not take it out of review.
func (p *Policy) Needs(m *page.Meta) bool {
	return p != nil && (m.Date.Day >= p.Since.Day || len(m.Review) > 0)
}

// Whole returns the policy for documents of any date.
func (p *Policy) Whole() *Policy { return &Policy{Stages: p.Stages} }

// Document is what is judged.
type Document struct {
	Meta *page.Meta
	Sum  string // of what it is now
	// Verify says why a signature is none of a statement by one of some keys; nil: it is.
	Verify func(statement []byte, sig string, keys []sshsig.Key) error
	// Locate finds the n-th entry of review, for findings.
	Locate func(n int) diag.Pos
	// Elsewhere returns the document of which a sum is, "" where none is known.
	Elsewhere func(sum string) string
	// Today is the day on which it is judged.
	Today page.Date
}

// Verdict says how far a document has come.
type Verdict struct {
	// Stage is the place in the policy of the stage that comes next; the number of
	// stages where all have been passed.
	Stage int
	// Stale says that the stages were all passed once, by what the document was then.
	Stale bool
	Found []diag.Diagnostic
}

// Judge says which stages a document has passed. Entries that cannot be what they
// claim to be are found, and do not count.
func (p *Policy) Judge(d *Document) Verdict {
	j := judge{Policy: p, Document: d, passed: make([]bool, len(p.Stages)), before: make([]bool, len(p.Stages))}
	if d.Meta.Date.Day < p.Since.Day {
		return j.earlier()
	}
	for i := range d.Meta.Review {
		j.entry(i)
	}
	v := Verdict{Found: j.found}
	for v.Stage < len(p.Stages) && j.passed[v.Stage] {
		v.Stage++
	}
	v.Stale = v.Stage < len(p.Stages) && !slices.Contains(j.before, false)
	return v
}

// Candidate is a document as it stands to be approved.
type Candidate struct {
	Meta  *page.Meta
	Data  []byte // the file
	Body  []byte
	Sum   string // what an approval is of
	Files []File // those that the sum covers
	// Marks are what must not go out of the document and of these files.
	Marks []waiver.Finding
	Verdict
	// Late says that it is dated before since and was not public before it: the verdict is
	// that of [Policy.Whole].
	Late bool
	// Known says, of one that is not, what is known of its having been public before since.
	Known diag.Text
	// Elsewhere returns the document of which a sum is: see [Document].
	Elsewhere func(sum string) string
}

// earlier judges a document from before there was this chain: it may have passed
// another one, whose stages and people are gone. That somebody has approved it as it is
// must do; where the chain has keys, by one of them, or a date would lead around them.
func (j *judge) earlier() Verdict {
	v := Verdict{Stale: true}
	for i := range j.Meta.Review {
		e := &j.Meta.Review[i]
		switch {
		case !isSum(e.Sum):
			j.find(i, ruleSum, e.Sum)
		case e.Sum == j.Sum:
			if j.genuine(e) {
				v = Verdict{Stage: len(j.Stages)}
			}
		default:
			if from := j.Elsewhere(e.Sum); from != "" && from != j.Meta.Path {
				j.find(i, ruleMoved, from)
			}
		}
	}
	v.Found = j.found
	return v
}

// genuine reports whether an entry is signed, if any stage demands that.
func (j *judge) genuine(e *page.Review) bool {
	keyed := false
	for i := range j.Stages {
		keys := j.Stages[i].Keys
		keyed = keyed || len(keys) > 0
		if len(keys) > 0 && e.Sig != "" && j.Verify(Statement(e.Stage, e.By, e.Date, e.Sum), e.Sig, keys) == nil {
			return true
		}
	}
	return !keyed
}

// judge judges one document.
type judge struct {
	*Policy
	*Document
	passed []bool // the stages, by what the document is
	before []bool // the stages, by anything that it was, or is
	people []string
	last   page.Date // of the entry before that counts
	found  []diag.Diagnostic
}

// find records what is wrong with an entry.
func (j *judge) find(n int, rule *diag.Rule, args ...any) {
	j.found = append(j.found, rule.At(j.Locate(n), args...))
}

// entry judges an entry.
func (j *judge) entry(n int) {
	e := &j.Meta.Review[n]
	at := slices.IndexFunc(j.Stages, func(s Stage) bool { return s.Name == e.Stage })
	switch {
	case at < 0:
		j.find(n, ruleStage, e.Stage, j.names())
	case !isSum(e.Sum):
		j.find(n, ruleSum, e.Sum)
	case e.Sum == j.Sum:
		if j.counts(n, at, e) {
			j.passed[at], j.before[at] = true, true
			j.people = append(j.people, e.By)
			j.last = e.Date
		}
	default:
		if from := j.Elsewhere(e.Sum); from != "" && from != j.Meta.Path {
			j.find(n, ruleMoved, from)
			return
		}
		// By whom it was, only an entry that could have counted tells.
		s := &j.Stages[at]
		j.before[at] = j.before[at] || (len(s.By) == 0 || slices.Contains(s.By, e.By)) &&
			(len(s.Keys) == 0 || e.Sig != "" && j.Verify(Statement(e.Stage, e.By, e.Date, e.Sum), e.Sig, s.Keys) == nil)
	}
}

// counts judges an entry with the sum of what the document is.
func (j *judge) counts(n, at int, e *page.Review) bool {
	s := &j.Stages[at]
	switch {
	case len(s.By) > 0 && !slices.Contains(s.By, e.By):
		j.find(n, ruleBy, e.By, e.Stage, quoted(s.By))
	case e.Date.Day > j.Today.Day:
		// To an earlier day, which may be asked for, later documents are no mistake.
		if j.Meta.Date.Day <= j.Today.Day {
			j.find(n, ruleFuture, e.Date.DayString(), j.Today.DayString())
		}
	case j.passed[at]:
		j.find(n, ruleTwice, e.Stage)
	case at > 0 && !j.passed[at-1]:
		j.find(n, ruleOrder, e.Stage, j.Stages[at-1].Name)
	case slices.Contains(j.people, e.By):
		j.find(n, ruleSamePerson, e.By)
	case !j.Meta.Written.IsZero() && e.Date.Day < j.Meta.Written.Day:
		j.find(n, ruleBefore, e.Date.DayString(), diag.Text{ZH: "成文日期", EN: "the day on which the document was written,"}, j.Meta.Written.DayString())
	case e.Date.Day < j.last.Day:
		j.find(n, ruleBefore, e.Date.DayString(), diag.Text{ZH: "上一环节的日期", EN: "the day of the stage before,"}, j.last.DayString())
	default:
		return j.signed(n, s, e)
	}
	return false
}

// signed judges the signature of an entry, where its stage has keys.
func (j *judge) signed(n int, s *Stage, e *page.Review) bool {
	if len(s.Keys) == 0 {
		return true
	}
	if e.Sig == "" {
		j.find(n, ruleUnsigned, e.Stage)
		return false
	}
	if err := j.Verify(Statement(e.Stage, e.By, e.Date, e.Sum), e.Sig, s.Keys); err != nil {
		j.find(n, ruleSignature, j.fault(s, e, err))
		return false
	}
	return true
}

// fault says what is wrong with a signature. Most often an honest one stands in a
// wrong place: that of another stage, or another date.
func (j *judge) fault(s *Stage, e *page.Review, err error) diag.Text {
	fits := func(stage, by string, date page.Date, sum string) bool {
		return j.Verify(Statement(stage, by, date, sum), e.Sig, s.Keys) == nil
	}
	for _, other := range j.Stages {
		for _, by := range append([]string{e.By}, other.By...) {
			if (other.Name != e.Stage || by != e.By) && fits(other.Name, by, e.Date, e.Sum) {
				return diag.Text{ZH: "它签的是“" + by + "”在“" + other.Name + "”环节的审核", EN: "it is of the stage " + other.Name + " by " + by}
			}
		}
	}
	for _, other := range j.Meta.Review {
		if fits(e.Stage, e.By, other.Date, e.Sum) || fits(e.Stage, e.By, e.Date, other.Sum) {
			return diag.Text{ZH: "它签的是另一个日期或另一次审核的内容", EN: "it is of another date, or of what was approved another time"}
		}
	}
	var said *sshsig.Error
	if errors.As(err, &said) {
		return diag.Text{ZH: said.ZH, EN: said.EN}
	}
	return diag.Text{ZH: err.Error(), EN: err.Error()}
}

// names lists the stages.
func (p *Policy) names() string {
	var names []string
	for _, s := range p.Stages {
		names = append(names, s.Name)
	}
	return quoted(names)
}

// Statement is what is signed: an approval without its signature.
//
//	gongkai-review 1
//	stage 初审
//	by 主管副镇长
//	date 2017-03-11
//	sum …
func Statement(stage, by string, date page.Date, sum string) []byte {
	return []byte(title + "stage " + stage + "\nby " + by + "\ndate " + date.DayString() + "\nsum " + sum + "\n")
}

// Namespace is the namespace of the signatures.
const Namespace = "gongkai-review"

// isSum reports whether a text is a sum: 64 hexadecimal digits in lower case.
func isSum(s string) bool {
	if len(s) != 64 {
		return false
	}
	for i := range len(s) {
		if c := s[i]; (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}
