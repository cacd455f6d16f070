package main

import (
	"path"

	"gongkai/generator/diag"
	"gongkai/generator/site"
	"gongkai/generator/site/content"
	"gongkai/generator/tree"
)

// checkCommand is `gongkai check`.
type checkCommand struct {
	All       bool `help:"help_all"`
	AllowLoss bool `help:"help_allow_loss"`
	Fix       bool `help:"help_fix"`
}

// Run reports what build would, and writes nothing, but with --fix. Then it looks at the documents
// that build would not look at yet: what is wrong with them changes nothing about
// the exit status, since build would go on.
func (k *checkCommand) Run(c *call) error {
	opt, err := c.options()
	if err != nil {
		return err
	}
	if k.Fix {
		if err := mask(c); err != nil {
			return err
		}
	}
	opt.AllowLoss = k.AllowLoss
	c.shorten(k.All)
	bar := newPhases(c)
	opt.Progress = bar.show
	res, err := site.Check(opt)
	bar.clear()
	if err != nil {
		return err
	}
	c.report(res.Diagnostics)
	if res.Stats.Withheld() > 0 {
		found, err := withheldFindings(opt, res.Diagnostics)
		if err != nil {
			return err
		}
		if len(found) > 0 && !c.JSON {
			c.print(c.stderr, diag.Text{
				ZH: "\n下面是还没有公开的文档（草稿、没有完成审核的、没有到发布日期的）里的问题，现在不影响生成网站，公开以前要改：\n",
				EN: "\nBelow: what is wrong with drafts, documents that are not approved, and documents whose day has not come. The build goes on; mend it before they are public.\n",
			}.In(c.Lang))
		}
		c.withheld = true
		c.report(found)
	}
	errors, warnings := diag.Count(res.Diagnostics)
	c.say("检查了 %d 篇文档：%d 个错误，%d 个警告。", "%d documents checked: %d errors, %d warnings.", res.Stats.Documents, errors, warnings)
	sayWithheld(c, res.Stats)
	return nil
}

// withheldFindings looks at the documents that a build would not publish, as the
// preview does, and returns what is wrong with them beyond what is known: warnings
// at most, because none of it stops a build.
func withheldFindings(opt site.Options, known []diag.Diagnostic) ([]diag.Diagnostic, error) {
	opt.Preview, opt.Progress = true, nil
	preview, _, err := site.Load(opt, nil)
	if preview == nil || err != nil {
		return nil, err
	}
	var sources []string // files of which only such documents have need
	var w site.Worker
	for _, d := range preview.Withheld() {
		sources = append(sources, d.Source)
		if item, ok := preview.Item(d.Path); ok && item.IsPage() {
			if _, err := item.Make(&w, nil); err != nil {
				return nil, err
			}
		}
	}
	all, err := preview.Findings(true)
	if err != nil {
		return nil, err
	}
	// What is wrong with a file that a public document uses is known.
	for _, p := range all.Used {
		sources = append(sources, "content/"+p)
	}
	withheld := map[string]bool{}
	for _, name := range sources {
		withheld[all.Named(name)] = true
	}
	type finding struct { // which the preview may word otherwise
		code string
		pos  diag.Pos
	}
	said := map[finding]bool{}
	for _, d := range known {
		said[finding{d.Code, d.Pos}] = true
	}
	var found []diag.Diagnostic
	for _, d := range all.Diagnostics {
		if withheld[reported(d.Pos.File)] && !said[finding{d.Code, d.Pos}] {
			d.Severity = min(d.Severity, diag.Warning)
			found = append(found, d)
		}
	}
	return found, nil
}

// reported is the document that a finding in a file is about: of the data of an annual
// report, that report; of any other file, the file itself. The figures of a report that
// is still a draft are held against each other while they can be put right quietly.
func reported(file string) string {
	name, ok := tree.Content.Cut(file)
	if !ok || !content.IsReportData(name) {
		return file
	}
	return content.Path(path.Join(path.Dir(name), "index.md"))
}
