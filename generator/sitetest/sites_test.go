package sitetest_test

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/cache"
	"gongkai/generator/corpus"
	"gongkai/generator/diag"
	"gongkai/generator/layout"
	"gongkai/generator/page"
	"gongkai/generator/site"
	"gongkai/generator/site/buildtest"
	"gongkai/generator/sitetest"
	"gongkai/generator/starter"
	"gongkai/layouts"
	"gongkai/static"
)

// source is a site to be built and examined.
type source struct {
	name     string
	base     string
	day      string // the day it is built for
	identity sitetest.Identity
	foot     []string // what every footer shows
	deepest  int      // clicks from the home page to the farthest page
	write    func(t *testing.T, dir string)
}

// sources are the sites that the tests examine: the one of this repository, the
// one that init writes, the same with every setting filled in as a part of a
// superior portal, one with every kind of page, and one with many documents.
func sources() []source {
	return []source{
		{
			name: "town", base: "https://jugezhuang.example/", day: "2030-01-01",
			identity: sitetest.Identity{SiteName: "巨各庄镇政府信息公开", SiteDomain: "jugezhuang.example"},
			foot:     []string{"主办单位", "巨各庄镇人民政府", "承办单位", "地址", "电话", "网站地图", "订阅更新"},
			deepest:  3, write: writeTown,
		},
		{
			name: "starter", day: "2030-01-01",
			identity: sitetest.Identity{SiteName: "示例镇政府信息公开"},
			foot:     []string{"主办单位", "示例镇人民政府", "承办单位", "网站地图"},
			deepest:  3, write: writeStarter,
		},
		{
			name: "office", base: "https://www.county.gov.example/town/", day: "2030-01-01",
			identity: sitetest.Identity{SiteName: "示例区人民政府", SiteDomain: "www.county.gov.example", SiteIDCode: "1100000000"},
			foot: []string{
				"主办单位", "示例镇人民政府", "联系方式", "示例联系方式", "党政机关网站标识", "我为政府网站找错",
				"网站标识码", "1100000000", "京ICP备00000000号", "京公网安备 00000000000000号", "网站地图",
			},
			deepest: 3, write: writeOffice,
		},
		{
			name: "clerk", base: "https://town.example/", day: "2026-11-27",
			identity: sitetest.Identity{SiteName: "示例镇政府信息公开", SiteDomain: "town.example"},
			foot:     []string{"主办单位", "示例镇人民政府", "承办单位", "地址", "电话", "网站地图", "订阅更新"},
			deepest:  3, write: writeClerk,
		},
		{
			name: "kinds", base: "https://town.example/", day: buildtest.Day,
			identity: sitetest.Identity{SiteName: "示例镇政府信息公开", SiteDomain: "town.example"},
			foot:     []string{"主办单位", "示例镇人民政府", "联系方式", "示例链接", "网站地图"},
			deepest:  3, write: func(t *testing.T, dir string) { write(t, dir, buildtest.Site()) },
		},
		{
			name: "corpus", base: "https://corpus.example/", day: "2030-01-01",
			identity: sitetest.Identity{SiteName: "示例镇人民政府", SiteDomain: "corpus.example"},
			foot:     []string{"主办单位", "示例镇人民政府", "联系方式"},
			deepest:  3, write: func(t *testing.T, dir string) { must(t, corpus.Write(dir, corpus.Options{Docs: 300, Seed: 1})) },
		},
	}
}

// writeTown copies the site of this repository, that nothing is written into it.
func writeTown(t *testing.T, dir string) {
	must(t, os.CopyFS(filepath.Join(dir, "content"), os.DirFS("../../content")))
	config, err := os.ReadFile("../../config.toml")
	must(t, err)
	must(t, os.WriteFile(filepath.Join(dir, "config.toml"), config, 0o644))
}

// writeStarter writes the site of init, as it is.
func writeStarter(t *testing.T, dir string) {
	files, err := starter.Files()
	must(t, err)
	must(t, os.CopyFS(dir, files))
}

// settings are the lines of the starter's config.toml that stand there as
// comments, filled in. What an office would be given is zeros here.
var settings = map[string]string{
	"base_url":   "https://www.county.gov.example/town/",
	"id_code":    "1100000000",
	"code":       "000000000",
	"doc_prefix": "示例政发",
	"name":       "示例区人民政府",
	"url":        "https://www.county.gov.example/",
	"domain":     "www.county.gov.example",
	"postcode":   "100000",
	"contact":    "示例联系方式",
	"icp":        "京ICP备00000000号",
	"police":     "京公网安备 00000000000000号",
	"badge_url":  "https://badge.example/",
	"errors_url": "https://errors.example/",
}

// writeOffice writes the starter site with every setting filled in, and adds
// what a site can have and the starter does not: an attachment and a folder
// whose names must be escaped in an address, a redirect from such a name, and a guide
// to a service.
func writeOffice(t *testing.T, dir string) {
	writeStarter(t, dir)
	config, err := os.ReadFile(filepath.Join(dir, "config.toml"))
	must(t, err)
	var filled strings.Builder
	for line := range strings.Lines(string(config)) {
		filled.WriteString(fillIn(line))
	}
	filled.WriteString("\n[[category]]\nkey = \"services\"\nname = \"办事服务\"\ndescription = \"办事的条件、材料、程序。\"\nkeywords = [\"办事指南\"]\ncolumn_type = \"办事服务\"\nkind = \"service\"\n")
	write(t, dir, map[string][]byte{
		"config.toml": []byte(filled.String()),
		"content/services/2025/0001.md": []byte(`---
title: 高龄津贴的申领
category: services
date: 2025-03-02
summary: 年满八十周岁的老人怎样申领高龄津贴。
service:
  agency: 示例镇便民服务中心
  object: 本镇户籍居民
  basis: [《某某省老年人权益保障条例》第二十条, 《某某县高龄津贴发放办法》（某政发〔2020〕1号）第三条]
  conditions: [年满八十周岁, 本镇户籍，且实际居住满一年]
  materials:
    - {name: 居民身份证, form: 原件和复印件, copies: 1, source: 申请人自备, note: 由他人代办的，另交代办人的身份证复印件和委托书，委托书要写明事项和期限}
    - {name: 高龄津贴申请表, form: 原件, copies: 2, source: 窗口领取}
    - {name: 无}
  steps: [到村（居）民委员会登记, 便民服务中心受理，材料不全的一次告知, 民政科审核并公示五日, 从次月起按月发放]
  limit: 5个工作日
  statutory_limit: 20个工作日
  fee: 不收费
  place: 示例镇便民服务中心一层三号窗口
  hours: 工作日 9:00—12:00，14:00—17:30
  phone: （示例）12345
  complaints: "12345"
  online: https://www.county.gov.example/banshi/
  result: 发放津贴
---
`),
		"content/notices/二〇二五年/名单（示例）.csv": []byte("名次,编号\n1,甲\n"),
		"content/notices/二〇二五年/100%a.txt":  []byte("示例\n"),
		"content/notices/二〇二五年/关于名单的公告.md": []byte(`---
title: 关于名单的公告
category: notices
date: 2025-03-01
summary: 附件的文件名带汉字、括号和百分号。
attachments:
  - {file: 名单（示例）.csv, title: 名单}
  - {file: 100%a.txt, title: 说明}
aliases: [旧址/公告.html]
---
见[上一篇](../2025/0001.md)、[名单](名单（示例）.csv)和[后文](#后文)。

## 后文

示例。
`),
	})
}

// fillIn fills a setting in where the line is one that stands as a comment.
func fillIn(line string) string {
	setting, ok := strings.CutPrefix(line, "# ")
	key, given, _ := strings.Cut(strings.TrimSpace(setting), " = ")
	value, known := settings[key]
	switch {
	case strings.HasPrefix(line, "# [portal]"):
		return "[portal]\n"
	case ok && known && (given == `""` || key == "base_url"):
		return key + " = \"" + value + "\"\n"
	}
	return line
}

// make builds a site into a new folder and reads what came of it.
func (s *source) make(t *testing.T) *sitetest.Site {
	t.Helper()
	return s.styled(t, func(string) {})
}

// styled builds a site from sources to which prepare has done something.
func (s *source) styled(t *testing.T, prepare func(dir string)) *sitetest.Site {
	t.Helper()
	dir := filepath.Join(buildtest.TempDir(t), s.name)
	s.write(t, dir)
	prepare(dir)
	today, err := page.ParseDate(s.day)
	must(t, err)
	out := filepath.Join(dir, "public")
	res, err := site.Build(site.Options{
		Source: dir, Out: out, Today: today,
		Layouts: layout.NewDefaults(layouts.Files), Static: static.Files, Salt: cache.SumBytes([]byte("sitetest")),
	})
	must(t, err)
	for _, d := range res.Diagnostics {
		if d.Severity == diag.Error {
			t.Fatalf("%s:%d: %s %s", d.Pos.File, d.Pos.Line, d.Code, d.Message.EN)
		}
	}
	site, err := sitetest.Read(out, s.base)
	must(t, err)
	return site
}

// class says which tags a page must carry: Content where it shows one document.
func class(dir string, p *sitetest.Page) sitetest.Class {
	if p.Refresh {
		return sitetest.Bare
	}
	name := strings.TrimSuffix(p.Path, ".html") + ".md"
	_, err := fs.Stat(os.DirFS(filepath.Dir(dir)), path.Join("content", name))
	if err != nil || path.Base(name) == "index.md" && strings.Count(name, "/") == 1 {
		return sitetest.Column
	}
	return sitetest.Content
}

func write(t *testing.T, dir string, files map[string][]byte) {
	t.Helper()
	must(t, buildtest.Write(dir, files))
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// report fails the test with the findings, as many as somebody will read.
func report(t *testing.T, found []sitetest.Finding) {
	t.Helper()
	const most = 30
	for _, f := range found[:min(most, len(found))] {
		t.Error(f)
	}
	if len(found) > most {
		t.Errorf("and %d more", len(found)-most)
	}
}

// farthest lists the pages that are more than limit clicks away, or not to be
// reached at all. A reader is not led to redirects, nor to the page that says
// that there is no page.
func farthest(site *sitetest.Site, clicks map[string]int, limit int) []sitetest.Finding {
	var found []sitetest.Finding
	for _, p := range site.Pages {
		n, reached := clicks[p.Path]
		switch {
		case p.Refresh || p.Path == "404.html":
		case !reached:
			found = append(found, sitetest.Finding{File: p.Path, Text: "cannot be reached from the home page"})
		case n > limit:
			found = append(found, sitetest.Finding{File: p.Path, Text: "is too far from the home page: " + strings.Repeat("click ", n)})
		}
	}
	slices.SortFunc(found, func(a, b sitetest.Finding) int { return strings.Compare(a.File, b.File) })
	return found
}
