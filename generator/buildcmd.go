package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"gongkai/generator/bench"
	"gongkai/generator/diag"
	"gongkai/generator/records"
	"gongkai/generator/rewrite"
	"gongkai/generator/site"
	"gongkai/generator/site/record"
)

// buildCommand is `gongkai build`.
type buildCommand struct {
	All         bool   `help:"help_all"`
	Verify      bool   `help:"help_verify"`
	Precompress bool   `help:"help_precompress"`
	AllowLoss   bool   `help:"help_allow_loss"`
	Trace       string `placeholder:"FILE" help:"help_trace"`
	CPUProfile  string `name:"cpuprofile" placeholder:"FILE" help:"help_cpuprofile"`
	MemProfile  string `name:"memprofile" placeholder:"FILE" help:"help_memprofile"`
	Record      bool   `help:"help_record"`
	// Measured is for bench.
	Measured string `hidden:"" placeholder:"FILE"`
}

// Run makes public/.
func (b *buildCommand) Run(c *call) error {
	opt, err := c.options()
	if err != nil {
		return err
	}
	stop, err := b.profile()
	if err != nil {
		return err
	}
	opt.Verify, opt.AllowLoss, opt.Record, opt.Precompress = b.Verify, b.AllowLoss, b.Record, b.Precompress
	c.shorten(b.All)
	start := time.Now()
	res, err := built(c, opt)
	if profiled := stop(); err == nil {
		err = profiled
	}
	if err != nil {
		return err
	}
	c.report(slices.Concat(res.Diagnostics, res.Gone))
	c.summary(res, time.Since(start))
	sayDue(c, opt.Today, res.Reminders)
	if res.Published != nil {
		if err := writePublished(c, res.Published); err != nil {
			return err
		}
	}
	if b.Measured != "" {
		return bench.WriteRecord(b.Measured, res.Stats.Files)
	}
	return nil
}

// built builds a site, and shows how far it is.
func built(c *call, opt site.Options) (*site.Result, error) {
	bar := newPhases(c)
	defer bar.clear()
	opt.Progress = bar.show
	opt.Waiting = func() {
		c.say("另一个 gongkai 正在生成这个站点，等它完成……", "another gongkai is building this site; waiting for it to finish")
	}
	opt.Remind = func(s *site.Site) []record.Reminder { return remind(s, opt) }
	return site.Build(opt)
}

// writePublished writes the list of what was ever public.
func writePublished(c *call, data []byte) error {
	file := filepath.Join(c.Source, filepath.FromSlash(records.Path))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	if err := rewrite.File(file, data, 0o644); err != nil {
		return err
	}
	c.say("登记了公开的网址：%s。请和文档一起提交。", "what is public is recorded in %s; commit it with the documents.", records.Path)
	return nil
}

// summary prints one line about a build.
func (c *call) summary(res *site.Result, took time.Duration) {
	st := res.Stats
	errors, warnings := diag.Count(res.Diagnostics)
	if errors > 0 && !res.Committed {
		c.say("%d 个错误，%d 个警告；已发布的网站没有改动。", "%d errors, %d warnings; the published site was left as it was.", errors, warnings)
		return
	}
	if errors > 0 {
		c.say("%d 个错误，%d 个警告；错误说的是原来的网站文件夹，网站已经生成并换上。", "%d errors, %d warnings; the errors are about the published folder as it was, and the site has been made and published.", errors, warnings)
	}
	phases := ""
	for _, p := range st.Phases {
		phases += fmt.Sprintf(" %s %s", p.Name, round(p.Time))
	}
	c.say("文档 %d 篇；网页和文件：新 %d，不变 %d，删除 %d；写入 %d 个文件，%s；用时 %s（%s）",
		"%d documents; outputs: %d made, %d kept, %d removed; %d files written, %s; %s (%s)",
		st.Documents, st.Made, st.Kept, st.Removed, st.Files, size(st.Bytes), round(took), phases[min(1, len(phases)):])
	sayWithheld(c, st)
}

// sayWithheld says how many documents are not public, and why. Who has forgotten
// to take out the line that makes a draft finds the document missing otherwise.
func sayWithheld(c *call, st site.Stats) {
	switch n := st.Withheld(); {
	case n > 0 && st.Waiting > 0:
		c.say("没有公开的 %d 篇：草稿 %d 篇，没有完成审核 %d 篇，没有到发布日期 %d 篇。", "%d are not public: %d drafts, %d not approved, %d whose day has not come.", n, st.Drafts, st.Waiting, st.Future)
	case n > 0:
		c.say("没有公开的 %d 篇：草稿 %d 篇，没有到发布日期 %d 篇。", "%d are not public: %d drafts, %d whose day has not come.", n, st.Drafts, st.Future)
	}
}
