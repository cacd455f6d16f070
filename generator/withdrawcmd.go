package main

import (
	"bufio"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/progress"
	"gongkai/generator/review"
	"gongkai/generator/rewrite"
	"gongkai/generator/site"
)

// withdrawCommand is `gongkai withdraw FILE --reason TEXT` and
// `gongkai withdraw --verify FILE`.
type withdrawCommand struct {
	File      string `arg:"" placeholder:"FILE" help:"help_withdraw_file"`
	Reason    string `placeholder:"TEXT" help:"help_withdraw_reason"`
	KeepTitle bool   `help:"help_withdraw_title"`
	Date      string `placeholder:"DATE" help:"help_withdraw_date"`
	Yes       bool   `help:"help_yes"`
	Verify    bool   `help:"help_withdraw_verify"`
}

// Run writes into the file of a document that it is withdrawn, or looks for what is
// left of one.
func (w *withdrawCommand) Run(c *call) error {
	opt, err := c.options()
	if err != nil {
		return err
	}
	path, err := withdrawnPath(c.Source, w.File)
	if err != nil {
		return err
	}
	s, found, err := site.Load(opt, site.Resume(opt))
	if err != nil {
		return err
	}
	if s == nil {
		c.report(found)
		return nil
	}
	doc, policy, ok, err := s.Candidate(path)
	if err != nil {
		return err
	}
	if !ok {
		return refuse("%s 不能用：没有这个文件，或者文档信息读不出来；运行 gongkai check 查看", "%s cannot be used: there is no such file, or its front matter cannot be read; run gongkai check", "content/"+path)
	}
	if w.Verify {
		return verifyWithdrawn(c, opt, &doc)
	}
	out, err := w.out(opt.Today, doc.Meta)
	if err == nil {
		err = refuseWithdrawal(doc.Meta, out, policy, &doc, opt.Today)
	}
	if err != nil {
		return err
	}
	return w.write(c, path, doc.Meta, out)
}

// out is the withdrawal that is asked for.
func (w *withdrawCommand) out(today page.Date, m *page.Meta) (page.Withdrawal, error) {
	out := page.Withdrawal{Date: today, Reason: strings.Join(strings.Fields(w.Reason), " "), KeepTitle: w.KeepTitle}
	if out.Reason == "" {
		return out, refuse("要写明原因：--reason \"决定被撤销\"；它显示在原来的网址上", `a reason is wanted: --reason "…"; it is shown at the address of the document`)
	}
	if w.Date != "" {
		var err error
		if out.Date, err = page.ParseDate(w.Date); err != nil || out.Date.Minute != 0 {
			return out, wrongDate("--date", w.Date)
		}
	}
	switch {
	case out.Date.Day > today.Day:
		last := page.Date{Day: out.Date.Day - 1}
		return out, refuse("--date %s 还没有到；到期才撤下的，在文件里写 publish_until: %s（公开的最后一天）", "--date %s has not come; what is to end by itself says publish_until: %s, its last day", out.Date.DayString(), last.DayString())
	case out.Date.Day < m.Date.Day:
		return out, refuse("--date %s 早于发布日期 %s", "--date %s is before the publication on %s", out.Date.DayString(), m.Date.DayString())
	}
	return out, nil
}

// refuseWithdrawal says why a document cannot be withdrawn, nil where it can.
func refuseWithdrawal(m *page.Meta, out page.Withdrawal, policy *review.Policy, doc *review.Candidate, today page.Date) error {
	switch {
	case m.Form != "":
		return refuse("年度报告是法定公开的，不能撤下；有错的，改正以后写 revisions（修订记录）", "an annual report must be public and is not withdrawn; correct it, and say so in revisions")
	case m.IsIntro():
		return refuse("栏目的说明不能撤下，它的网址是栏目的首页；不需要的，删去这个文件", "the text of a section is not withdrawn: its address is the front page of the section; delete the file where it is not wanted")
	case m.Withdrawn != page.Withdrawal{}:
		return refuse("已经在 %s 撤下（%s）", "withdrawn already on %s (%s)", m.Withdrawn.Date.DayString(), m.Withdrawn.Reason)
	case m.Draft:
		return refuse("这是草稿，没有公开过，不用撤下", "this is a draft: it was never public, and there is nothing to withdraw")
	case m.Date.Day > today.Day:
		return refuse("发布日期 %s 还没有到，没有公开，不用撤下；不再发布的，写 draft: true", "its day, %s, has not come: there is nothing to withdraw; to keep it back write draft: true", m.Date.DayString())
	case policy != nil && policy.Needs(m) && doc.Stage < len(policy.Stages) && !doc.Stale && len(m.Review) == 0:
		return refuse("没有审核过，没有公开，不用撤下", "it was never approved and is not public: there is nothing to withdraw")
	}
	return nil
}

// write writes the withdrawal into the file, where whoever is at the terminal agrees.
func (w *withdrawCommand) write(c *call, path string, m *page.Meta, out page.Withdrawal) error {
	name := filepath.Join(c.Source, "content", filepath.FromSlash(path))
	before, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	after, ok := page.InsertWithdrawal(path, before, out)
	if !ok {
		return refuse("%s 的文档信息有问题，写不进去；运行 gongkai check 查看", "the front matter of %s is damaged, and nothing can be inserted; run gongkai check", "content/"+path)
	}
	c.say("撤下：%s（content/%s）", "Withdraw: %s (content/%s)", m.Title, path)
	c.say("原来的网址 %s 显示：%s，%s%s。", "At its address, %s, stands: %s, %s%s.", page.URL(path), out.Date.DayString(), out.Reason, titleShown(out))
	if !w.Yes && progress.IsTerminal(os.Stdin) && progress.IsTerminal(c.stdout) && !c.JSON && !agreesToWithdraw(c) {
		c.say("没有改动。", "Nothing was changed.")
		return nil
	}
	err = rewrite.Files([]rewrite.Change{{Path: name, Before: before, After: after}})
	if errors.Is(err, rewrite.ErrChanged) {
		return refuse("%s 刚才被别人改过；请再运行一次", "%s has changed meanwhile; run this again", "content/"+path)
	}
	if err == nil {
		sayNext(c, path, m)
	}
	return err
}

func titleShown(w page.Withdrawal) diag.Text {
	if w.KeepTitle {
		return diag.Text{ZH: "，保留标题", EN: ", with the title"}
	}
	return diag.Text{ZH: "，不显示标题", EN: ", without the title"}
}

// agreesToWithdraw asks whoever is at the terminal.
func agreesToWithdraw(c *call) bool {
	c.print(c.stdout, diag.Text{ZH: "确定撤下吗？[y/N] ", EN: "Withdraw it? [y/N] "}.In(c.Lang))
	answer, _ := bufio.NewReader(os.Stdin).ReadString('\n') // the end of the input is no
	switch strings.ToLower(strings.TrimSpace(answer)) {
	case "y", "yes", "是", "确定":
		return true
	}
	return false
}

// sayNext says what is still to be done, which no program does.
func sayNext(c *call, path string, m *page.Meta) {
	c.say("已写入 withdrawn。接下来：", "withdrawn was written. Next:")
	c.say("  1. gongkai build，并上传网站；", "  1. gongkai build, and put the site online;")
	c.say("  2. gongkai withdraw --verify content/%s，核对网站上已经没有它的任何内容；", "  2. gongkai withdraw --verify content/%s, to see that nothing of it is left;", path)
	c.say("  3. 搜索引擎会保留快照，到各搜索引擎的投诉入口申请删除。", "  3. search engines keep copies: ask them to delete theirs.")
	if strings.Contains(m.Title, "处罚") || strings.Contains(m.Genre, "处罚") {
		c.say("提醒：行政处罚决定被变更、撤销、确认违法或者确认无效的，要在三日内撤回并公开说明理由（《行政处罚法》第四十八条）。",
			"Note: a decision on an administrative penalty that is changed, annulled, or found illegal or void must be withdrawn within three days, with the reasons made public (Administrative Penalty Law, article 48).")
	}
}

// withdrawnPath returns the path below content/ of a document that was named: as a file,
// or by its path in the site.
func withdrawnPath(root, name string) (string, error) {
	base, err := filepath.Abs(filepath.Join(root, "content"))
	if err != nil {
		return "", err
	}
	for _, try := range []string{name, filepath.Join(root, name), filepath.Join(base, name)} {
		full, err := filepath.Abs(try)
		if err != nil {
			return "", err
		}
		info, err := os.Stat(full)
		if err != nil || !info.Mode().IsRegular() {
			continue
		}
		rel, err := filepath.Rel(base, full)
		if err == nil && filepath.IsLocal(rel) && strings.EqualFold(filepath.Ext(rel), ".md") {
			return filepath.ToSlash(rel), nil
		}
		return "", refuse("%s 不是 content/ 里的文档", "%s is no document in content/", name)
	}
	return "", refuse("没有这个文件：%s", "there is no file %s", name)
}
