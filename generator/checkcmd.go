package main

import (
	"gongkai/generator/diag"
	"gongkai/generator/site"
)

// checkCommand is `gongkai check`.
type checkCommand struct {
	All bool `help:"${help_all}"`
}

// Run reports what build would, and writes nothing.
func (k *checkCommand) Run(c *call) error {
	opt, err := c.options()
	if err != nil {
		return err
	}
	c.shorten(k.All)
	bar := newProgress(c)
	opt.Progress = bar.show
	res, err := site.Check(opt)
	bar.clear()
	if err != nil {
		return err
	}
	c.report(res.Diagnostics)
	errors, warnings := diag.Count(res.Diagnostics)
	c.say("检查了 %d 篇文档：%d 个错误，%d 个警告。", "%d documents checked: %d errors, %d warnings.", res.Stats.Documents, errors, warnings)
	return nil
}
