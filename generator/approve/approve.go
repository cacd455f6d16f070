// Package approve takes one step of the chain of review: it says whether a document may
// pass a stage, signs, and inserts the entry into the file.
//
//	step, err := approve.Plan(policy, candidate, approve.Request{Stage: "初审", By: "主管副镇长", Today: day})
//	err = step.Sign(signer)         // where the stage has keys
//	data, err := step.Insert()      // the file, with one more entry
//	before, err := approve.Before(step.Candidate, dir) // what was approved last, as git has it
//	list := approve.Entries(policy, candidate, day)    // which entries count
//
// What may not be approved is a [Refusal]: one sentence that says why, and what to do
// instead. What package review would not count is never written: every step is judged by
// it once more before the file is.
//
// approve knows neither the command line nor how files are written.
package approve

import (
	"slices"
	"strings"
	"unicode"

	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/review"
	"gongkai/generator/sshsig"
	"gongkai/generator/suggest"
	"gongkai/generator/terminal"
)

// Request is what somebody wants to approve.
type Request struct {
	Stage string // "": the one that comes next
	By    string // "": who alone may
	Today page.Date
}

// Step is a stage that a document is about to pass.
type Step struct {
	review.Candidate
	Stage review.Stage
	Next  *review.Stage // that comes then; nil: all have been passed
	Entry page.Review
	// Unsigned says that the entry wants a signature and has none yet.
	Unsigned bool
	policy   *review.Policy
	today    page.Date
}

// Refusal is why something may not be approved.
type Refusal struct{ diag.Text }

func (r Refusal) Error() string { return r.EN }

// refuse makes a [Refusal]. The arguments are those of both formats.
func refuse(zh, en string, args ...any) error { return Refusal{terminal.Textf(zh, en, args...)} }

// Faults returns those of the findings of a site that stand in the way of approving some
// documents: the errors of the documents, and of the files that they name. That one has
// changed since it was approved is none.
func Faults(found []diag.Diagnostic, paths []string, candidates []review.Candidate) []diag.Diagnostic {
	about := map[string]bool{}
	for _, p := range paths {
		about[review.File{Path: p}.Source()] = true
	}
	var faults []diag.Diagnostic
	for _, c := range candidates {
		faults = append(faults, c.Found...)
		for _, f := range c.Files {
			about[f.Source()] = true
		}
	}
	known := func(d diag.Diagnostic) bool {
		return slices.ContainsFunc(faults, func(f diag.Diagnostic) bool { return f.Code == d.Code && f.Pos == d.Pos })
	}
	for _, d := range found {
		if d.Severity == diag.Error && about[d.Pos.File] && !review.IsStale(d) && !known(d) {
			faults = append(faults, d)
		}
	}
	return diag.Sort(faults)
}

// Plan says which step a request is, or refuses it.
func Plan(p *review.Policy, c review.Candidate, r Request) (*Step, error) {
	if c.Late {
		p = p.Whole()
	}
	if !p.Needs(c.Meta) {
		return nil, refuse("%s 不用审核：它的日期 %s 早于 config.toml 里 [review] 的 since（%s），算作开始审核以前公开的（%s）；没有写审核记录",
			"%s needs no approval: its date, %s, is before since of [review] in config.toml (%s), and it is taken to have been public before there was one (%s); nothing was written",
			file(c), c.Meta.Date.DayString(), p.Since.DayString(), c.Known)
	}
	at, err := stageOf(p, c, r.Stage)
	if err != nil {
		return nil, err
	}
	s := &Step{Candidate: c, Stage: p.Stages[at], Unsigned: len(p.Stages[at].Keys) > 0, policy: p, today: r.Today}
	if at+1 < len(p.Stages) {
		s.Next = &p.Stages[at+1]
	}
	by, err := personOf(s, r.By)
	if err != nil {
		return nil, err
	}
	s.Entry = page.Review{Stage: s.Stage.Name, By: by, Date: page.Date{Day: r.Today.Day}, Sum: c.Sum}
	return s, Dated(c, r.Today)
}

// file is how a document is named.
func file(c review.Candidate) string { return "content/" + c.Meta.Path }

// stageOf returns the place of the stage that is meant, which must be the one that comes
// next.
func stageOf(p *review.Policy, c review.Candidate, name string) (int, error) {
	at := c.Stage
	if name != "" {
		if at = slices.IndexFunc(p.Stages, func(s review.Stage) bool { return s.Name == name }); at < 0 {
			return 0, unknownStage(p, name)
		}
	}
	switch {
	case c.Stage == len(p.Stages):
		return 0, refuse("%s 照现在的内容已经审核完毕，不用再审核", "%s is approved by all stages as it is; there is nothing to do", file(c))
	case at < c.Stage:
		done, _ := passed(c, p.Stages[at].Name)
		return 0, refuse("%s 的“%s”已经由 %s 在 %s 审核过；下一环节是%s", "%s: the stage %s was approved by %s on %s; the next is %s",
			file(c), done.Stage, done.By, done.Date.DayString(), Describe(p.Stages[c.Stage]))
	case at > c.Stage:
		next := p.Stages[c.Stage]
		return 0, refuse("%s 还没有轮到“%s”：先要%s，用 gongkai approve %s --stage %s --by %s", "%s: it is not the turn of the stage %s: first comes %s, by gongkai approve %s --stage %s --by %s",
			file(c), name, Describe(next), file(c), next.Name, example(next))
	}
	return at, nil
}

// unknownStage says which stages there are.
func unknownStage(p *review.Policy, name string) error {
	var names []string
	for _, s := range p.Stages {
		names = append(names, s.Name)
	}
	return refuse("没有审核环节 %s%s；config.toml 的 [[review.stage]] 有：%s", "there is no stage %s%s; [[review.stage]] in config.toml has: %s",
		name, perhaps(name, names), listed(names))
}

// perhaps asks whether one of some names was meant: one that is nearly the same, or the
// only one of which the word is a part.
func perhaps(got string, names []string) diag.Text {
	meant := suggest.Nearest(got, names)
	if meant == "" {
		containing := slices.DeleteFunc(slices.Clone(names), func(n string) bool { return !strings.Contains(n, got) && !strings.Contains(got, n) })
		if len(containing) != 1 {
			return diag.Text{}
		}
		meant = containing[0]
	}
	return diag.Text{ZH: "（是不是 " + meant + "？）", EN: " (did you mean " + meant + "?)"}
}

// listed lists names.
func listed(names []string) diag.Text {
	return diag.Text{ZH: strings.Join(names, "、"), EN: strings.Join(names, ", ")}
}

// Describe names a stage and who may approve it.
func Describe(s review.Stage) diag.Text {
	if len(s.By) == 0 {
		return diag.Text{ZH: s.Name, EN: s.Name}
	}
	by := listed(s.By)
	return diag.Text{ZH: s.Name + "（" + by.ZH + "）", EN: s.Name + " (" + by.EN + ")"}
}

// example is somebody who may approve a stage.
func example(s review.Stage) diag.Text {
	if len(s.By) == 0 {
		return diag.Text{ZH: "审核人", EN: "NAME"}
	}
	return diag.Text{ZH: s.By[0], EN: s.By[0]}
}

// passed returns the entry by which a document has passed a stage as it is.
func passed(c review.Candidate, stage string) (page.Review, bool) {
	for _, e := range c.Meta.Review {
		if e.Stage == stage && e.Sum == c.Sum {
			return e, true
		}
	}
	return page.Review{}, false
}

// personOf returns who approves, and refuses who may not.
func personOf(s *Step, name string) (string, error) {
	may := s.Stage.By
	// As front matter has it: what it would not give back as it was is not signed.
	by := strings.Join(strings.Fields(name), " ")
	switch {
	case by == "" && len(may) == 1:
		by = may[0]
	case by == "" && len(may) == 0:
		return "", refuse("请用 --by 写明“%s”的审核人，例如 --by 主管副镇长", "name who approves the stage %s, such as --by 主管副镇长", s.Stage.Name)
	case by == "":
		return "", refuse("请用 --by 写明“%s”的审核人，可以是：%s", "name with --by who approves the stage %s, one of: %s", s.Stage.Name, listed(may))
	case strings.ContainsFunc(by, func(r rune) bool { return !unicode.IsGraphic(r) }):
		return "", refuse("--by 里有看不见的字符：%s", "--by has characters that cannot be seen: %s", by)
	case len(may) > 0 && !slices.Contains(may, by):
		return "", refuse("“%s”不能做“%s”%s；这个环节由 %s 审核（config.toml 的 [[review.stage]]）", "%s may not approve the stage %s%s; it is for %s ([[review.stage]] in config.toml)",
			by, s.Stage.Name, perhaps(by, may), listed(may))
	}
	for _, e := range s.Meta.Review {
		if e.Sum == s.Sum && e.By == by {
			return "", refuse("%s 的“%s”已经由 %s 审核，一人只审核一个环节；“%s”请另一人审核%s", "%s: the stage %s was approved by %s, and one person approves one stage; somebody else approves %s%s",
				file(s.Candidate), e.Stage, by, s.Stage.Name, others(may, by))
		}
	}
	return by, nil
}

// others lists who else may.
func others(may []string, but string) diag.Text {
	rest := slices.DeleteFunc(slices.Clone(may), func(name string) bool { return name == but })
	if len(rest) == 0 {
		return diag.Text{}
	}
	names := listed(rest)
	return diag.Text{ZH: "：" + names.ZH, EN: ": " + names.EN}
}

// Dated refuses a day on which a document cannot be reviewed: before it was written, or
// before the stage before. It is asked first, since on such a day the entries that there
// are seem to be of the future.
func Dated(c review.Candidate, day page.Date) error {
	if w := c.Meta.Written; !w.IsZero() && day.Day < w.Day {
		return refuse("%s 的成文日期是 %s，不能在 %s 审核；成文日期写错了就先改正，或者到那一天以后再审核",
			"%s was written on %s and cannot be approved on %s; correct written: if it is wrong, or approve it from that day on", file(c), w.DayString(), day.DayString())
	}
	for _, e := range c.Meta.Review {
		if e.Sum == c.Sum && day.Day < e.Date.Day {
			return refuse("%s 的“%s”是 %s 审核的，下一环节不能在此之前（%s）；请看电脑的日期，或者 --as-of",
				"%s: the stage %s was approved on %s, and the next cannot be before (%s); see the clock of this machine, or --as-of", file(c), e.Stage, e.Date.DayString(), day.DayString())
		}
	}
	return nil
}

// Statement returns what is signed.
func (s *Step) Statement() []byte {
	return review.Statement(s.Entry.Stage, s.Entry.By, s.Entry.Date, s.Entry.Sum)
}

// Fits refuses a key that is none of those of the stage. A stage without keys takes any.
func (s *Step) Fits(key sshsig.Key) error {
	if len(s.Stage.Keys) == 0 || slices.ContainsFunc(s.Stage.Keys, func(k sshsig.Key) bool { return k.Fingerprint() == key.Fingerprint() }) {
		return nil
	}
	var names []string
	for _, k := range s.Stage.Keys {
		names = append(names, strings.TrimSpace(k.Fingerprint()+" "+k.Comment()))
	}
	return refuse("这把钥匙（%s）不在“%s”的 keys 里，签了也不算数；config.toml 里有：%s", "this key (%s) is none of keys of the stage %s; config.toml has: %s",
		key.Fingerprint(), s.Stage.Name, listed(names))
}

// Sign signs the entry.
func (s *Step) Sign(by *sshsig.Signer) error {
	sig, err := sshsig.Sign(s.Statement(), review.Namespace, by)
	if err != nil {
		return err
	}
	s.Entry.Sig, s.Unsigned = sig, false
	return nil
}

// Insert returns the file with the entry. It refuses where the entry would not count,
// and where review is written so that nothing can be added to it.
func (s *Step) Insert() ([]byte, error) {
	m := *s.Meta
	m.Review = append(slices.Clone(m.Review), s.Entry)
	v := s.policy.Judge(&review.Document{
		Meta: &m, Sum: s.Sum, Today: s.today, Elsewhere: s.Elsewhere,
		Verify: func(statement []byte, sig string, keys []sshsig.Key) error {
			_, err := sshsig.Verify(statement, sig, review.Namespace, keys)
			return err
		},
		Locate: func(int) diag.Pos { return diag.Pos{} },
	})
	if len(v.Found) > 0 {
		return nil, refuse("%s 不能这样审核：%s", "%s cannot be approved like this: %s", file(s.Candidate), v.Found[len(v.Found)-1].Message)
	}
	data, ok := page.InsertReview(m.Path, s.Data, s.Entry)
	if !ok {
		return nil, refuse("%s 里的 review 写得很特别，程序没有动它；请自己在 review 的最后加上这一行：  %s",
			"review in %s is written in a way that nothing can be added to, and was left alone; add this line at its end by hand:  %s", file(s.Candidate), page.ReviewEntry(s.Entry))
	}
	return data, nil
}
