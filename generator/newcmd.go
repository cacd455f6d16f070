package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"gongkai/generator/build"
	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/page"
)

// newCommand is `gongkai new CATEGORY TITLE` and `gongkai new report YEAR`.
type newCommand struct {
	Category string   `arg:"" placeholder:"CATEGORY" help:"${help_new_category}"`
	Title    []string `arg:"" placeholder:"TITLE" help:"${help_new_title}"`
	Date     string   `placeholder:"DATE" help:"${help_new_date}"`
}

// Run writes the new file and prints its path alone on a line, for an editor
// to open.
func (n *newCommand) Run(c *call) error {
	opt, err := c.options()
	if err != nil {
		return err
	}
	title := strings.TrimSpace(strings.Join(n.Title, " "))
	if n.Category == "report" || n.Category == reportsKey {
		return n.report(c, title, opt.Today)
	}
	date := opt.Today
	if n.Date != "" {
		if date, err = page.ParseDate(n.Date); err != nil {
			return wrongDate("--date", n.Date)
		}
	}
	cfg, err := c.config()
	if cfg == nil {
		return err
	}
	if _, ok := cfg.Category(n.Category); !ok {
		return wrongCategory(n.Category, cfg)
	}
	if title == "" {
		return wrongCall{diag.Text{ZH: "标题是空的；写成 gongkai new " + n.Category + " \"文件的标题\"", EN: "the title is empty; write gongkai new " + n.Category + " \"the title\""}}
	}
	return c.newDocument(page.Meta{
		Title: title, Category: n.Category, Date: date, Disclosure: page.Proactive,
	})
}

// reportsKey is the folder of the annual reports; every site has it.
const reportsKey = "reports"

// wrongDate says that an option is not a date.
func wrongDate(flag, got string) error {
	return wrongCall{diag.Text{
		ZH: flag + " 要写成 2017-03-15 这样的日期，不是 " + got,
		EN: flag + " takes a date such as 2017-03-15, not " + got,
	}}
}

// config reads config.toml. Where it cannot be used, the findings are reported
// and it is nil.
func (c *call) config() (*config.Config, error) {
	cfg, found, err := build.Config(c.Source)
	if cfg == nil && err == nil {
		c.report(found)
	}
	return cfg, err
}

// wrongCategory names the category that was meant, and all there are.
func wrongCategory(got string, cfg *config.Config) error {
	meant := ""
	var keys, list []string
	for _, category := range cfg.Categories {
		keys = append(keys, category.Key)
		list = append(list, category.Key+"（"+category.Name+"）")
		if category.Name == got {
			meant = category.Key
		}
	}
	if meant == "" {
		meant = diag.Nearest(got, keys)
	}
	text := diag.Text{ZH: "没有栏目 " + got, EN: "there is no category " + got}
	if meant != "" {
		text.ZH += "，是不是 " + meant + "？"
		text.EN += ", did you mean " + meant + "?"
	}
	return wrongCall{diag.Text{
		ZH: text.ZH + "\n栏目写它的代号，config.toml 里有：" + strings.Join(list, "、"),
		EN: text.EN + "\na category is named by its key; config.toml has: " + strings.Join(keys, ", "),
	}}
}

// newDocument writes a document under the next free number. Where two people
// do so at once, the one who comes second gets the number after.
func (c *call) newDocument(m page.Meta) error {
	for {
		folder := filepath.Join(c.Source, "content", m.Category, fmt.Sprint(m.Date.Year()))
		names, err := namesIn(folder)
		if err != nil {
			return err
		}
		m.Path = page.Next(m.Category, m.Date.Year(), names)
		data := page.Template(m, m.Date)
		if _, found := page.Parse(m.Path, data); diag.HasErrors(found) {
			c.report(found)
			c.status = exitCall
			return nil
		}
		file := filepath.Join(c.Source, "content", filepath.FromSlash(m.Path))
		err = createFile(file, data)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err == nil {
			fmt.Fprintln(c.stdout, file)
		}
		return err
	}
}

// namesIn lists a folder; one that does not exist is empty.
func namesIn(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return names, nil
}

// createFile writes a file that does not exist yet, and its folder.
func createFile(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}
