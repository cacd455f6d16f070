package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/draft"
	"gongkai/generator/page"
	"gongkai/generator/suggest"
	"gongkai/generator/tree"
)

// newCommand is `gongkai new CATEGORY TITLE` and `gongkai new report YEAR`.
type newCommand struct {
	Category string   `arg:"" placeholder:"CATEGORY" help:"help_new_category"`
	Title    []string `arg:"" placeholder:"TITLE" help:"help_new_title"`
	Date     string   `placeholder:"DATE" help:"help_new_date"`
	Until    string   `name:"publish-until" placeholder:"DATE" help:"help_new_until"`
}

// Run writes the new file and prints its path alone on a line, for an editor
// to open.
func (n *newCommand) Run(c *call) error {
	opt, err := c.options()
	if err != nil {
		return err
	}
	title := strings.TrimSpace(strings.Join(n.Title, " "))
	if n.Category == "report" || n.Category == page.ReportsFolder {
		return n.report(c, title, opt.Today)
	}
	date := opt.Today
	if n.Date != "" {
		if date, err = page.ParseDate(n.Date); err != nil {
			return wrongDate("--date", n.Date)
		}
	}
	until := page.Date{}
	if n.Until != "" {
		var ok bool
		if until, ok = page.Until(n.Until, date); !ok || until.Day < date.Day {
			return refuse("--publish-until 写发布日期以后的一天，或者一段时间：+10d（十天）、+3m（三个月）、+3y（三年），不是 %s",
				"--publish-until takes a day after the publication, or a period such as +10d, +3m, +3y, not %s", n.Until)
		}
	}
	cfg, err := c.config()
	if cfg == nil {
		return err
	}
	category, err := documentCategory(c.Source, n.Category, cfg)
	if err != nil {
		return err
	}
	if title == "" {
		return refuse(`标题是空的；写成 gongkai new %s "文件的标题"`, `the title is empty; write gongkai new %s "the title"`, n.Category)
	}
	site := &draft.Site{Root: c.Source}
	m := page.Meta{Title: title, Category: category, Date: date, Disclosure: page.Proactive, PublishUntil: until}
	if slices.ContainsFunc(cfg.Categories, func(c config.Category) bool { return c.Key == category && c.IsService() }) {
		m.Service = new(page.Service)
	}
	file, found, err := site.Document(m, nil)
	sayUnknown(c, site)
	switch {
	case err != nil:
		return err
	case diag.HasErrors(found):
		c.report(found)
		c.status = exitCall
		return nil
	}
	c.printPath(file)
	return nil
}

// report starts the annual report of a year and prints the paths of its files.
func (n *newCommand) report(c *call, yearText string, today page.Date) error {
	year, err := reportYear(yearText)
	if err == nil && year > today.Year() {
		err = refuse("%d 年还没有到，不能编制它的年度报告", "%d has not begun: there is nothing to report", year)
	}
	if err == nil && n.Until != "" {
		err = refuse("年度报告没有公示截止，不用 --publish-until", "an annual report does not end: it takes no --publish-until")
	}
	if err == nil && n.Date != "" {
		err = refuse("新建年度报告时不用 --date；报告的日期写在 index.md 里", "a new report takes no --date; its date is in index.md")
	}
	if err != nil {
		return err
	}
	cfg, err := c.config()
	if cfg == nil {
		return err
	}
	files, err := (&draft.Site{Root: c.Source}).Report(year, cfg.Office.Name)
	var exists *fs.PathError
	if errors.Is(err, fs.ErrExist) && errors.As(err, &exists) {
		err = refuse("%d 年的报告已经有了：%s", "the report of %d exists: %s", year, exists.Path)
	}
	for _, file := range files {
		c.printPath(file)
	}
	return err
}

// documentCategory returns the key of the category of documents of a site that a word on
// the command line means: its key, or its name as it is read on the page.
func documentCategory(source, word string, cfg *config.Config) (string, error) {
	plain := func(s string) string { return strings.ToLower(norm.NFKC.String(strings.Join(strings.Fields(s), ""))) }
	var named []string
	for _, category := range cfg.Categories {
		switch {
		case category.Kind == config.KindReports:
			if category.Key == word || category.Name == word {
				return "", refuse("年度报告这样新建：gongkai new report 2025", "an annual report is started by: gongkai new report 2025")
			}
		case category.Key == word:
			return category.Key, nil
		case plain(category.Key) == plain(word) || plain(category.Name) == plain(word):
			named = append(named, category.Key)
		}
	}
	switch len(named) {
	case 0:
		if line := commentedCategory(source, word); line > 0 {
			return "", refuse("栏目 %s 在 config.toml 里写好了，没有启用：从第 %d 行起，删去这一段每行行首的“# ”，再运行一次",
				"the category %s is in config.toml as a comment: from line %d on, take the “# ” off each line of it, and run this again", word, line)
		}
		return "", wrongCategory(word, cfg)
	case 1:
		return named[0], nil
	}
	return "", refuse("叫“%s”的栏目不止一个，请写代号：%s", "more than one category is called %s: name its key, one of %s", word, strings.Join(named, " "))
}

// commentedCategory returns the line of config.toml from which on a category of that name
// or key is a comment, as gongkai init writes those that not every office has; 0: none is.
func commentedCategory(source, word string) int {
	data, err := os.ReadFile(filepath.Join(source, tree.Config.Name()))
	if err != nil {
		return 0 // it has been read before, and is gone
	}
	from := 0
	for i, line := range strings.Split(string(data), "\n") {
		text, isComment := strings.CutPrefix(strings.TrimSpace(line), "#")
		text = strings.TrimSpace(text)
		key, value, _ := strings.Cut(text, "=")
		switch key = strings.TrimSpace(key); {
		case !isComment:
			from = 0
		case text == "[[category]]":
			from = i + 1
		case from > 0 && (key == "name" || key == "key") && strings.Trim(strings.TrimSpace(value), `"`) == word:
			return from
		}
	}
	return 0
}

// wrongCategory names the category that was meant, and all there are.
func wrongCategory(got string, cfg *config.Config) error {
	var words, list, keys []string
	for _, category := range cfg.Categories {
		words = append(words, category.Key, category.Name)
		keys = append(keys, category.Key)
		list = append(list, category.Name+"（"+category.Key+"）")
	}
	return refuse("没有栏目 %s%s\n栏目写名称或者代号，config.toml 里有：%s",
		"there is no category %s%s\na category is named by its key or its name; config.toml has: %s",
		got, perhaps(meantCategory(got, words)), diag.Text{ZH: strings.Join(list, "、"), EN: strings.Join(keys, ", ")})
}

// meantCategory returns the key or the name that was most likely meant: one that is
// nearly the same, else the only one of which the word is a part, 招聘 for 招聘信息.
func meantCategory(got string, words []string) string {
	if near := suggest.Nearest(got, words); near != "" || got == "" {
		return near
	}
	containing := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return !strings.Contains(w, got) })
	if len(containing) == 1 {
		return containing[0]
	}
	sharing := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return !shareWord(w, got) })
	if len(sharing) != 1 {
		return ""
	}
	return sharing[0]
}

// shareWord reports whether two names have a Chinese word of two characters in common:
// 通知公告 and 公示公告.
func shareWord(a, b string) bool {
	runes := []rune(b)
	for i := range max(len(runes)-1, 0) {
		if unicode.Is(unicode.Han, runes[i]) && unicode.Is(unicode.Han, runes[i+1]) && strings.Contains(a, string(runes[i:i+2])) {
			return true
		}
	}
	return false
}

// perhaps asks whether something was meant, if anything could be.
func perhaps(meant string) diag.Text {
	if meant == "" {
		return diag.Text{}
	}
	return diag.Text{ZH: "，是不是 " + meant + "？", EN: ", did you mean " + meant + "?"}
}

// sayUnknown says that git did not tell which numbers deleted documents had. It goes
// where findings go: the output is the path of what was started.
func sayUnknown(c *call, site *draft.Site) {
	if site.Unknown != nil && !c.JSON {
		c.print(c.stderr, fmt.Sprintf(diag.Text{
			ZH: "说明：git 没有给出已删除文档的编号（%v），新编号可能是某篇已删除文档用过的；请核对后再发布。\n",
			EN: "note: git did not tell which numbers deleted documents had (%v); the new one may have been that of one: look before it is published.\n",
		}.In(c.Lang), site.Unknown))
	}
}
