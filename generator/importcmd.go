package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/draft"
	"gongkai/generator/intake"
	"gongkai/generator/page"
	"gongkai/generator/progress"
)

// importCommand is `gongkai import FILE…`.
type importCommand struct {
	Files    []string `arg:"" placeholder:"FILE" help:"help_import_files"`
	Category string   `placeholder:"KEY" help:"help_import_to"`
	Attach   bool     `help:"help_import_attach"`
	Again    bool     `help:"help_import_again"`
}

// Run makes a draft of each file and prints its path alone on a line. A file
// that cannot be read keeps none of the others from being imported.
func (i *importCommand) Run(c *call) error {
	opt, err := c.options()
	if err != nil {
		return err
	}
	cfg, err := c.config()
	if cfg == nil {
		return err
	}
	files, left, err := i.files()
	if err != nil {
		return err
	}
	category, err := i.category(c, cfg)
	if err != nil {
		return err
	}
	spare()
	c.report(left)
	site := &draft.Site{Root: c.Source, JoinsLines: cfg.JoinsLines()}
	taker := &intake.Taker{Site: site, Again: i.Again}
	for _, file := range files {
		m := page.Meta{Category: category, Date: opt.Today, Disclosure: page.Proactive}
		if err := i.one(c, taker, file, m); err != nil {
			return err
		}
	}
	sayUnknown(c, site)
	return nil
}

// files lists the files that are named, with those in folders that are named, and says
// what of the folders is left out.
func (i *importCommand) files() (all []string, left []diag.Diagnostic, err error) {
	for _, name := range i.Files {
		named, err := expanded(name)
		if err != nil {
			return nil, nil, err
		}
		for _, name := range named {
			files, found, err := filesOf(name)
			if err != nil {
				return nil, nil, err
			}
			all, left = append(all, files...), append(left, found...)
		}
	}
	return all, left, nil
}

// expanded lists what a pattern names, or the one name that is none: the command line of
// Windows leaves patterns to the program.
func expanded(name string) ([]string, error) {
	if _, err := os.Stat(name); err == nil || !strings.ContainsAny(name, "*?") {
		return []string{name}, nil
	}
	named, err := filepath.Glob(name)
	if err != nil || len(named) == 0 {
		return nil, refuse("没有符合 %s 的文件", "no file matches %s", name)
	}
	return named, nil
}

// filesOf lists the files of a folder that can be imported, or the one file.
func filesOf(name string) (files []string, left []diag.Diagnostic, err error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, nil, refuse("没有这个文件：%s", "there is no file %s", name)
	case err != nil:
		return nil, nil, err
	case info.Mode().IsRegular():
		return []string{name}, nil, nil
	case !info.IsDir():
		return nil, nil, refuse("%s 不是文件", "%s is no file", name)
	}
	files, left, err = intake.Folder(name)
	if err == nil && len(files) == 0 {
		for _, d := range left {
			return nil, nil, refuse("文件夹 %s 里没有可以导入的文件（docx、xlsx、csv、txt、html）；%s", "the folder %s has no file that can be imported (docx, xlsx, csv, txt, html); %s", name, d.Hint)
		}
		return nil, nil, refuse("文件夹 %s 里没有可以导入的文件（docx、xlsx、csv、txt、html）", "the folder %s has no file that can be imported (docx, xlsx, csv, txt, html)", name)
	}
	return files, left, err
}

// category returns the key of the category: the one that was named, else the one
// that somebody at the terminal chooses, else the first of notices.
func (i *importCommand) category(c *call, cfg *config.Config) (string, error) {
	if i.Category != "" {
		return documentCategory(c.Source, i.Category, cfg)
	}
	categories, first := intake.Categories(cfg.Categories)
	if len(categories) == 0 {
		return "", refuse("config.toml 里没有可以放文档的栏目", "config.toml has no category for documents")
	}
	if progress.IsTerminal(os.Stdin) && progress.IsTerminal(c.stderr) && !c.JSON {
		return askCategory(c, os.Stdin, categories, first)
	}
	return categories[first].Key, nil
}

// askCategory lets somebody at the terminal choose a category by its number, its
// key or its name. An empty line takes the one that is suggested.
func askCategory(c *call, answers io.Reader, categories []config.Category, suggested int) (string, error) {
	for n, category := range categories {
		c.print(c.stderr, fmt.Sprintf("%3d  %s（%s）\n", n+1, category.Name, category.Key))
	}
	lines := bufio.NewScanner(answers)
	for {
		c.print(c.stderr, diag.Text{
			ZH: fmt.Sprintf("导入到哪个栏目？写编号，直接回车是 %d：", suggested+1),
			EN: fmt.Sprintf("Which category? Its number, or return for %d: ", suggested+1),
		}.In(c.Lang))
		if !lines.Scan() {
			return "", refuse("没有选择栏目；用 --category 写明", "no category was chosen; name one with --category")
		}
		answer := strings.TrimSpace(lines.Text())
		if answer == "" {
			return categories[suggested].Key, nil
		}
		for n, category := range categories {
			if answer == strconv.Itoa(n+1) || answer == category.Key || answer == category.Name {
				return category.Key, nil
			}
		}
	}
}

// one imports a file.
func (i *importCommand) one(c *call, taker *intake.Taker, name string, m page.Meta) error {
	file, err := intake.Open(name)
	if err != nil {
		return err
	}
	result, err := taker.Take(file, m, i.Attach)
	if err != nil {
		return err
	}
	c.report(result.Found)
	switch {
	case result.There:
	case result.Refused():
		c.status = exitCall
	case !c.JSON:
		c.printPath(result.Written)
	}
	return nil
}
