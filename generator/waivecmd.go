package main

import (
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gongkai/generator/page"
	"gongkai/generator/privacy"
	"gongkai/generator/rewrite"
	"gongkai/generator/waiver"
)

// waiveCommand is `gongkai waive ID`.
type waiveCommand struct {
	ID     string `arg:"" placeholder:"ID" help:"help_waive_id"`
	Reason string `required:"" placeholder:"TEXT" help:"help_waive_reason"`
	Until  string `required:"" placeholder:"DATE" help:"help_waive_until"`
	By     string `placeholder:"NAME" help:"help_waive_by"`
}

// Run accepts one finding of scan: it adds an entry to records/waivers.toml.
func (k *waiveCommand) Run(c *call) error {
	opt, err := c.options()
	if err != nil {
		return err
	}
	until, err := k.until(opt.Today)
	if err != nil {
		return err
	}
	key := make([]byte, 32) // for a site that has none
	rand.Read(key)
	s, err := scan(c, key)
	if s == nil || err != nil {
		return err
	}
	if s.list == nil {
		s.list = &waiver.List{}
	}
	if s.list.Key == nil {
		s.list.Key = key
	}
	i := slices.IndexFunc(s.marks, func(m waiver.Finding) bool { return m.ID == strings.ToLower(k.ID) })
	if i < 0 {
		return refuse("没有编号是 %s 的检查结果；文件改动以后编号会变，请重新运行 gongkai scan 查看", "there is no finding %s; IDs change when files do: run gongkai scan again", k.ID)
	}
	m := s.marks[i]
	if m.Waiver != nil && m.Waiver.Until >= until {
		return refuse("%s 已经放行到 %s", "%s is accepted until %s", k.ID, m.Waiver.Until)
	}
	if err := k.write(c, s.list, waiver.Waiver{
		Rule: m.Found.Code, File: m.Found.Pos.File, Value: m.Value, Reason: strings.TrimSpace(k.Reason), Until: until, By: strings.TrimSpace(k.By), Date: opt.Today.DayString(),
	}); err != nil {
		return err
	}
	c.say("放行到 %s：%s 里的 %s。已经记在 %s，请和文档一起提交。", "Accepted until %s: in %s, %s. It is recorded in %s; commit that with the documents.",
		until, m.Found.Pos.File, m.Found.Code, waiver.Path)
	return nil
}

// until checks the call, and returns the last day of the waiver.
func (k *waiveCommand) until(today page.Date) (string, error) {
	until, err := page.ParseDate(k.Until)
	switch {
	case err != nil || until.Minute != 0:
		return "", wrongDate("--until", k.Until)
	case until.Day < today.Day:
		return "", refuse("--until %s 已经过去了", "--until %s has passed", k.Until)
	case strings.TrimSpace(k.Reason) == "":
		return "", refuse("--reason 要写明理由", "--reason must say why")
	}
	finder := privacy.New(privacy.Settings{Today: today.Time()})
	if len(finder.Reader().Find(privacy.Passage{Cells: []string{k.Reason, k.By}})) > 0 {
		return "", refuse("理由里有号码。%s 会进入版本库，不要在里面写号码", "there is a number in the reason. %s goes into version control: leave it out", waiver.Path)
	}
	return until.DayString(), nil
}

// write adds a waiver to the file, which is made where there is none.
func (k *waiveCommand) write(c *call, list *waiver.List, w waiver.Waiver) error {
	path := filepath.Join(c.Source, filepath.FromSlash(waiver.Path))
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return err
		}
		return rewrite.File(path, list.Append(nil, w), 0o666)
	}
	if err != nil {
		return err
	}
	return rewrite.Files([]rewrite.Change{{Path: path, Before: data, After: list.Append(data, w)}})
}
