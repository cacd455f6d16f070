package main

import (
	"encoding/json"
	"strings"

	"gongkai/generator/approve"
	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/review"
	"gongkai/generator/site"
	"gongkai/generator/sshsig"
)

// reviewCommand is `gongkai review [FILE]`.
type reviewCommand struct {
	File      string `arg:"" optional:"" placeholder:"FILE" help:"help_review_file"`
	Statement string `placeholder:"STAGE" help:"help_review_statement"`
	Signature string `placeholder:"STAGE" help:"help_review_signature"`
}

// Run lists which documents wait for whom, or tells of the approvals of one.
func (r *reviewCommand) Run(c *call) error {
	if r.File == "" {
		if r.Statement+r.Signature != "" {
			return refuse("--statement 和 --signature 要写明是哪一篇文档", "--statement and --signature are of a document: name it")
		}
		return listQueue(c)
	}
	site, ok, err := reviewedSite(c)
	if !ok {
		return err
	}
	paths, err := site.documents([]string{r.File})
	if err != nil {
		return err
	}
	candidates, err := site.candidates(paths)
	switch {
	case err != nil:
		return refusal(err)
	case len(candidates) == 0:
		return refuse("content/%s 读不出来；运行 gongkai check 看原因", "content/%s cannot be read; gongkai check says why", paths[0])
	case r.Statement != "":
		return site.printStatement(candidates[0], r.Statement)
	case r.Signature != "":
		return site.printSignature(candidates[0], r.Signature)
	}
	site.showApprovals(candidates[0])
	return nil
}

// entryOf returns the entry of a stage that is asked for.
func entryOf(candidate review.Candidate, stage string) (signed []byte, sig string, err error) {
	e, ok := approve.Latest(candidate, stage)
	if !ok {
		return nil, "", refuse("content/%s 没有“%s”的审核记录", "content/%s has no entry of the stage %s", candidate.Meta.Path, stage)
	}
	return review.Statement(e.Stage, e.By, e.Date, e.Sum), e.Sig, nil
}

// printStatement prints the bytes that are signed, and no others.
func (r reviewed) printStatement(candidate review.Candidate, stage string) error {
	signed, _, err := entryOf(candidate, stage)
	if err != nil {
		return err
	}
	return r.data(r.stdout, signed)
}

// printSignature prints a signature as ssh-keygen reads it.
func (r reviewed) printSignature(candidate review.Candidate, stage string) error {
	_, sig, err := entryOf(candidate, stage)
	if err == nil && sig == "" {
		err = refuse("content/%s 的“%s”没有签名", "the entry of the stage %[2]s of content/%[1]s has no signature", candidate.Meta.Path, stage)
	}
	if err != nil {
		return err
	}
	armored, err := sshsig.Armor(sig)
	if err != nil {
		return refusal(err)
	}
	return r.data(r.stdout, []byte(armored))
}

// showApprovals tells what a document is, and what each of its approvals is worth.
func (r reviewed) showApprovals(candidate review.Candidate) {
	r.say("文件    content/%s", "file    content/%s", candidate.Meta.Path)
	r.say("标题    %s", "title   %s", candidate.Meta.Title)
	r.say("校验值  %s", "sum     %s", candidate.Sum)
	for _, f := range candidate.Files {
		r.say("附带    %s  %s", "covers  %s  %s", f.SHA256, f.Source())
	}
	for _, e := range approve.Entries(r.policy, candidate, r.opt.Today) {
		worth := diag.Text{ZH: "有效", EN: "counts"}
		switch {
		case e.Earlier:
			worth = diag.Text{ZH: "是以前内容的审核", EN: "of an earlier version"}
		case !e.Counts:
			worth = diag.Text{ZH: "无效：" + e.Why.ZH, EN: "does not count: " + e.Why.EN}
		}
		r.say("审核    %s，%s，%s：%s", "entry   %s, %s, %s: %s", e.Stage, e.By, e.Date.DayString(), worth)
	}
	switch {
	case candidate.Late && candidate.Stage < len(r.policy.Stages):
		r.say("日期早于 since（%s），那时却没有公开过（RV023）；不审核也公开。下一环节：%s", "Its date is before since (%s), and it was not public then (RV023); it is public all the same. Next: %s",
			r.policy.Since.DayString(), approve.Describe(r.policy.Stages[candidate.Stage]))
	case !r.policy.Needs(candidate.Meta):
		r.say("日期早于 since（%s），不用审核（%s）。", "Its date is before since (%s): it needs no approval (%s).", r.policy.Since.DayString(), candidate.Known)
	case candidate.Stage == len(r.policy.Stages):
		r.say("审核已完成。", "Approved by all stages.")
	default:
		r.say("下一环节：%s", "Next: %s", approve.Describe(r.policy.Stages[candidate.Stage]))
	}
}

// listQueue lists what waits for whom.
func listQueue(c *call) error {
	opt, err := c.options()
	if err != nil {
		return err
	}
	q, found, err := site.Waiting(opt)
	switch {
	case err != nil:
		return err
	case q == nil:
		c.report(found)
		return nil
	case q.Policy == nil:
		return noReview()
	case c.JSON:
		return queueJSON(c, q)
	}
	shown := -1
	var rows [][]string
	for i := range q.Waiting {
		w := &q.Waiting[i]
		if w.Stage != shown {
			c.printRows(rows)
			rows, shown = nil, w.Stage
			c.say("待%s：", "Waiting for %s:", approve.Describe(q.Policy.Stages[shown]))
		}
		_, state := queueState(w)
		rows = append(rows, []string{"  content/" + w.Meta.Path, w.Meta.Date.DayString(), w.Meta.Title, state.In(c.Lang)})
	}
	c.printRows(rows)
	listLate(c, q)
	c.say("%d 篇等待审核，%d 篇审核已完成。", "%d documents wait for approval, %d are approved.", len(q.Waiting), q.Approved)
	if q.Drafts > 0 {
		c.say("另有 %d 篇草稿，还没有提交审核。", "%d drafts are not offered for it yet.", q.Drafts)
	}
	if q.Faulty > 0 {
		c.say("另有 %d 篇有错误，先改正（gongkai check）。", "%d documents have errors, to be mended first (gongkai check).", q.Faulty)
	}
	return nil
}

// listLate lists what has gone past the review by its date.
func listLate(c *call, q *review.Queue) {
	if len(q.Late) == 0 {
		return
	}
	c.say("日期早于 since（%s）、那时却没有公开过，没有审核完就公开的（RV023）：", "Public without approval, dated before since (%s) and not public then (RV023):", q.Policy.Since.DayString())
	var rows [][]string
	for _, l := range q.Late {
		first := diag.Text{ZH: "没有登记过", EN: "not recorded"}
		if l.First != "" {
			first = diag.Text{ZH: "首次公开 " + l.First, EN: "first public on " + l.First}
		}
		next := diag.Text{ZH: "待" + q.Policy.Stages[l.Stage].Name, EN: "next: " + q.Policy.Stages[l.Stage].Name}
		rows = append(rows, []string{"  content/" + l.Meta.Path, l.Meta.Date.DayString(), l.Meta.Title, first.In(c.Lang), next.In(c.Lang)})
	}
	c.printRows(rows)
}

// queueState says how a document stands to what is public, as a word for programs and as
// one for people.
func queueState(w *review.Queued) (string, diag.Text) {
	switch {
	case w.Stale:
		return "changed", diag.Text{ZH: "审核后改过：" + w.Changed.ZH, EN: "changed since: " + w.Changed.EN}
	case w.Public:
		return "public", diag.Text{ZH: "已经公开，缺审核", EN: "public, without approval"}
	}
	return "new", diag.Text{ZH: "新文档", EN: "new"}
}

// queuedJSON is a document of the queue as it is printed for programs.
type queuedJSON struct {
	File    string   `json:"file"`
	Title   string   `json:"title"`
	Date    string   `json:"date"`
	Stage   string   `json:"stage"`
	By      []string `json:"by"`
	State   string   `json:"state"`
	Changed string   `json:"changed,omitempty"`
	Public  bool     `json:"public"`
}

// queueJSON prints what waits, one document a line, and then what is late.
func queueJSON(c *call, q *review.Queue) error {
	var lines strings.Builder
	encoder := json.NewEncoder(&lines)
	encoder.SetEscapeHTML(false)
	add := func(m *page.Meta, stage int, state, changed string, public bool) error {
		s := q.Policy.Stages[stage]
		return encoder.Encode(queuedJSON{"content/" + m.Path, m.Title, m.Date.String(), s.Name, append([]string{}, s.By...), state, changed, public})
	}
	for i := range q.Waiting {
		w := &q.Waiting[i]
		state, _ := queueState(w)
		if err := add(w.Meta, w.Stage, state, w.Changed.In(c.Lang), w.Public); err != nil {
			return err
		}
	}
	for _, l := range q.Late {
		if err := add(l.Meta, l.Stage, "backdated", "", true); err != nil {
			return err
		}
	}
	return c.data(c.stdout, []byte(lines.String()))
}
