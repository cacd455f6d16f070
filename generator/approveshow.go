package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"

	"gongkai/generator/approve"
	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/review"
	"gongkai/generator/waiver"
)

// firstLines is how much of a text is shown that nobody has approved before.
const firstLines = 12

// showStep shows what is about to be approved: it is what the entry will be of.
func (r reviewed) showStep(s *approve.Step, full bool) error {
	if r.JSON || r.Quiet {
		return nil
	}
	r.say("文件    content/%s", "file    content/%s", s.Meta.Path)
	r.say("标题    %s", "title   %s", s.Meta.Title)
	if s.Meta.DocNumber != "" {
		r.say("文号    %s", "number  %s", s.Meta.DocNumber)
	}
	r.say("日期    %s", "date    %s", s.Meta.Date)
	if !s.Meta.Written.IsZero() {
		r.say("成文    %s", "written %s", s.Meta.Written.DayString())
	}
	r.say("环节    %s，%s，%s", "stage   %s, %s, %s", s.Entry.Stage, s.Entry.By, s.Entry.Date.DayString())
	for _, e := range s.Meta.Review {
		if e.Sum == s.Sum {
			r.say("已审    %s，%s，%s", "passed  %s, %s, %s", e.Stage, e.By, e.Date.DayString())
		}
	}
	r.showFiles(s.Files)
	r.showMarks(s.Marks)
	r.say("校验值  %s", "sum     %s", s.Sum)
	return r.showText(s, full)
}

// showFiles lists files that an approval covers.
func (r reviewed) showFiles(files []review.File) {
	for _, f := range files {
		bytes := "?"
		if info, err := os.Stat(filepath.Join(r.Source, filepath.FromSlash(f.Source()))); err == nil {
			bytes = size(info.Size())
		}
		r.say("附带    %s（%s）", "covers  %s (%s)", f.Source(), bytes)
	}
}

// showMarks shows what personal data and marks of secrecy were found in what is approved,
// what was not looked into, and what somebody has accepted: whoever approves answers for
// it.
func (r reviewed) showMarks(marks []waiver.Finding) {
	for _, m := range marks {
		at := m.Found.Pos.File
		if m.Found.Pos.Line > 0 {
			at += ":" + strconv.Itoa(m.Found.Pos.Line)
		} else if where := m.Found.Pos.Where.In(r.Lang); where != "" {
			at += " " + where
		}
		if w := m.Waiver; w != nil {
			r.say("已放行  %s：%s（%s，到 %s）", "accept. %s: %s (%s, until %s)", at, m.Found.Message, w.Reason, w.Until)
			continue
		}
		r.say("请看    %s：%s", "look at %s: %s", at, m.Found.Message)
	}
	if len(marks) == 0 {
		r.say("个人信息和密级标志：没有查到", "no personal data and no marks of secrecy were found")
	}
}

// showText shows what has changed since something was approved last, where git knows
// that. Where it does not, all is shown: what has changed may stand anywhere. Of what
// nobody has approved before, the beginning is shown, or all where that is asked for.
func (r reviewed) showText(s *approve.Step, full bool) error {
	before, err := approve.Before(s.Candidate, r.Source)
	switch {
	case err != nil:
		r.say("上次审核的内容 git 没有给出（%s），无法对照，下面是全文，请通读。", "git did not tell what was approved last (%s): there is nothing to compare with; this is all of it, read it.", err)
	case before == nil && !full:
		r.say("以前没有审核过。", "Nothing of it was approved before.")
		r.showBeginning(s)
		return nil
	case before == nil:
		r.say("以前没有审核过。", "Nothing of it was approved before.")
	case before.Commit == "":
		r.say("上次审核（%s，%s，%s）的内容找不到（%s），无法对照，下面是全文，请通读。", "What was approved last (%s, %s, %s) is not known (%s): there is nothing to compare with; this is all of it, read it.",
			before.Entry.Stage, before.Entry.By, before.Entry.Date.DayString(), before.Lacking)
	default:
		r.showChange(before)
		if !full {
			return nil
		}
	}
	r.showLines(bytes.Split(bytes.TrimRight(page.WithoutReview(s.Data), "\n"), []byte("\n")))
	return nil
}

// showBeginning shows how a text begins, and how the rest is seen.
func (r reviewed) showBeginning(s *approve.Step) {
	lines := bytes.Split(bytes.Trim(s.Body, "\n"), []byte("\n"))
	r.say("正文    %d 行，%s：", "text    %d lines, %s:", len(lines), size(int64(len(s.Body))))
	r.showLines(lines[:min(len(lines), firstLines)])
	if more := len(lines) - firstLines; more > 0 {
		r.say("  …（还有 %d 行；要看全文，加 --full，或者看预览）", "  … (%d lines more; see all of it with --full, or in the preview)", more)
	}
}

// showLines prints lines of a document.
func (r reviewed) showLines(lines [][]byte) {
	for _, line := range lines {
		r.print(r.stdout, "  "+string(line)+"\n")
	}
}

// showChange shows what has changed since something was approved.
func (r reviewed) showChange(b *approve.Earlier) {
	r.say("上次审核（%s，%s，%s；提交 %.8s）以来的改动：", "Since it was approved last (%s, %s, %s; commit %.8s):", b.Entry.Stage, b.Entry.By, b.Entry.Date.DayString(), b.Commit)
	if !b.Exact {
		r.say("（git 里的那一版与审核的内容不完全相同，对照仅供参考。）", "(What git has is not exactly what was approved: take it for a hint.)")
	}
	for _, list := range []struct {
		what  diag.Text
		files []string
	}{
		{diag.Text{ZH: "新附带", EN: "new"}, b.Added}, {diag.Text{ZH: "不再附带", EN: "gone"}, b.Removed}, {diag.Text{ZH: "改过", EN: "changed"}, b.Changed},
	} {
		for _, file := range list.files {
			r.say("  %s %s", "  %s %s", list.what, file)
		}
	}
	if len(b.Diff) == 0 {
		r.say("  正文和字段没有改动。", "  Text and front matter are what they were.")
		return
	}
	r.print(r.stdout, string(b.Diff))
}

// sayNext says what comes after an approval.
func (r reviewed) sayNext(s *approve.Step) {
	r.say("content/%s：已记录“%s”（%s，%s）。", "content/%s: recorded: %s (%s, %s).", s.Meta.Path, s.Entry.Stage, s.Entry.By, s.Entry.Date.DayString())
	switch {
	case s.Next != nil:
		r.say("下一环节：%s", "Next: %s", approve.Describe(*s.Next))
	case s.Meta.Draft:
		r.say("审核已完成；它还是草稿，删去 draft: true 一行以后公开。", "Approved by all stages; it is a draft still, and public without the line draft: true.")
	case s.Meta.Date.Day > r.opt.Today.Day:
		r.say("审核已完成，到 %s 生成网站时公开。", "Approved by all stages; it will be public on %s, when the site is built.", s.Meta.Date)
	default:
		r.say("审核已完成，下次生成网站时公开。", "Approved by all stages; the next build publishes it.")
	}
}
