package present

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/layout"
	"gongkai/generator/page"
)

// testConfig is the configuration of a site with two categories.
func testConfig() *config.Config {
	return &config.Config{
		Site:   config.Site{Name: "示例镇政府信息公开", BaseURL: "https://example.org/zz/", Domain: "example.org", IDCode: "1100000001"},
		Office: config.Office{Name: "示例镇人民政府"},
		Lists:  config.Lists{PageSize: 5, CatalogSize: 10, Home: 3, Feed: 4},
		Categories: []config.Category{
			{Key: "policies", Name: "政策文件", ColumnType: "政策文件", Description: "文件", Keywords: []string{"政策", "文件"}, Home: true, Statutory: true},
			{Key: "guide", Name: "政府信息公开指南", ColumnType: "信息公开指南", Kind: "guide"},
			{Key: "reports", Name: "政府信息公开年报", ColumnType: "信息公开年报", Kind: "reports"},
		},
		Platform: []config.Entry{
			{Key: "guide", Name: "政府信息公开指南"}, {Key: "systems", Name: "政府信息公开制度", Category: "policies"},
			{Key: "content", Name: "法定主动公开内容"}, {Key: "reports", Name: "政府信息公开年报"}, {Key: "request", Name: "依申请公开"},
		},
	}
}

// noTables are the tables of documents without any.
func noTables(catalog.ID) []page.Attachment { return nil }

// planOf plans a site of the given documents.
func planOf(t testing.TB, cfg *config.Config, metas ...*page.Meta) *Plan {
	t.Helper()
	slices.SortFunc(metas, func(a, b *page.Meta) int { return strings.Compare(a.Path, b.Path) })
	c, _ := catalog.New(catalog.Input{Config: cfg, Metas: metas, Today: page.NewDate(2018, 1, 1)})
	s, found := New(Input{
		Config: cfg, Catalog: c, Report: func(int) *Report { return nil }, Tables: noTables,
		File: func(string) (File, bool) { return File{Size: 2048, SHA256: "ab"}, true },
	})
	if len(found) > 0 {
		t.Fatal(found)
	}
	return s
}

// doc is the n-th document of a test, dated a day after the one before.
func doc(n int) *page.Meta {
	return &page.Meta{
		Path: fmt.Sprintf("policies/2017/%04d.md", n), Category: "policies",
		Title: fmt.Sprint("文件", n), Date: page.NewDate(2017, 1, n),
	}
}

func documents(n int) []*page.Meta {
	var list []*page.Meta
	for i := range n {
		list = append(list, doc(i+1))
	}
	return list
}

// view makes a view in new memory.
func view(p *Plan, o Output) View { return p.View(new(Memory), o) }

// head returns the head of a view of whatever type.
func head(v View) layout.Head {
	return reflect.ValueOf(v.Value).Elem().FieldByName("Head").Interface().(layout.Head)
}
