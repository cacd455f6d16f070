package config

import (
	"net/url"
	"strings"
)

// reportsKey is the category of the annual reports, which every site has.
const reportsKey = "reports"

// The column types by which documents are counted.
const (
	columnPolicies = "政策文件"
	columnOverview = "概况信息"
)

// known returns what is usual for the categories that most sites have. The
// column types are those of the meta tag ColumnType (国办发〔2017〕47号).
func known(key string) Category {
	switch key {
	case "overview":
		return Category{Name: "镇村概况", ColumnType: columnOverview, Kind: KindReference}
	case "functions":
		return Category{Name: "机构职能", ColumnType: "机构职能", Kind: KindReference}
	case "leaders":
		return Category{Name: "负责人信息", ColumnType: "负责人信息", Kind: KindReference}
	case "dynamics":
		return Category{Name: "工作动态", ColumnType: "工作动态", Kind: KindNews}
	case "notices":
		return Category{Name: "公示公告", ColumnType: "通知公告", Kind: KindNotices}
	case "policies":
		return Category{Name: "政策文件", ColumnType: columnPolicies, Kind: KindNotices}
	case "interpretations":
		return Category{Name: "政策解读", ColumnType: "政策解读", Kind: KindNotices}
	case "statistics":
		return Category{Name: "统计数据", ColumnType: "数据发布", Kind: KindReference}
	case "guide":
		return Category{Name: "政府信息公开指南", ColumnType: "信息公开指南", Kind: KindGuide}
	case reportsKey:
		return Category{Name: "政府信息公开年报", ColumnType: "信息公开年报", Kind: KindReports}
	}
	return Category{Kind: KindReference}
}

// The kinds of categories.
const (
	KindNews      = "news"
	KindNotices   = "notices"
	KindReference = "reference"
	KindGuide     = "guide"
	kindService   = "service" // see Category.IsService
	KindReports   = "reports"
)

// The entries of the platform, in the order in which they are shown.
const (
	EntryGuide   = "guide"
	EntrySystems = "systems"
	EntryContent = "content"
	EntryReports = "reports"
	EntryRequest = "request"
)

// entries returns the five entries of 政府信息公开平台 with their fixed names.
func entries() []Entry {
	return []Entry{
		{Key: EntryGuide, Name: "政府信息公开指南"},
		{Key: EntrySystems, Name: "政府信息公开制度"},
		{Key: EntryContent, Name: "法定主动公开内容"},
		{Key: EntryReports, Name: "政府信息公开年报"},
		{Key: EntryRequest, Name: "依申请公开"},
	}
}

// defaultStages are the stages of review that a township has as a rule: the deputy
// mayor in charge, the leader in charge of secrecy, the mayor's meeting.
func defaultStages() []reviewStage {
	return []reviewStage{
		{Name: "初审", By: []string{"主管副镇长"}},
		{Name: "保密审查", By: []string{"主管保密领导"}},
		{Name: "会议审核", By: []string{"镇长办公会议"}},
	}
}

// What a line break within a paragraph may mean.
const (
	newlineParagraph = "paragraph"
	newlineJoin      = "join"
)

// complete fills in the defaults of what was left out.
func (c *Config) complete() {
	if c.Site.BaseURL != "" && !strings.HasSuffix(c.Site.BaseURL, "/") {
		c.Site.BaseURL += "/"
	}
	if u, err := url.Parse(c.Site.BaseURL); err == nil && c.Site.Domain == "" {
		c.Site.Domain = u.Hostname()
	}
	if c.Office.ShortName == "" {
		c.Office.ShortName = strings.TrimSuffix(c.Office.Name, "人民政府")
	}
	if c.Footer.Organizer == "" {
		c.Footer.Organizer = c.Office.Name
	}
	defaultTo(&c.Lists.PageSize, 20)
	defaultTo(&c.Lists.CatalogSize, 50)
	defaultTo(&c.Lists.Home, 6)
	defaultTo(&c.Lists.Feed, 20)
	if c.Markdown.Newline == "" {
		c.Markdown.Newline = newlineParagraph
	}
	if c.Report.Deadline == "" {
		c.Report.Deadline = "01-31"
	}
	c.completeCategories()
	c.completePlatform()
}

func defaultTo(n *int, value int) {
	if *n == 0 {
		*n = value
	}
}

func (c *Config) completeCategories() {
	if _, ok := c.Category(reportsKey); !ok && len(c.Categories) > 0 {
		c.Categories = append(c.Categories, Category{Key: reportsKey, Statutory: true})
	}
	for i := range c.Categories {
		cat := &c.Categories[i]
		usual := known(cat.Key)
		if cat.Name == "" {
			cat.Name = usual.Name
		}
		if cat.Kind == "" {
			cat.Kind = usual.Kind
		}
		if cat.ColumnType == "" {
			cat.ColumnType = usual.ColumnType
		}
		if cat.ColumnType == "" {
			cat.ColumnType = cat.Name
		}
	}
}

func (c *Config) completePlatform() {
	usual := entries()
	if len(c.Platform) == 0 {
		c.Platform = usual
	}
	for i := range c.Platform {
		for _, e := range usual {
			if e.Key == c.Platform[i].Key && c.Platform[i].Name == "" {
				c.Platform[i].Name = e.Name
			}
		}
	}
}
