package importer_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"gongkai/generator/importer"
	"gongkai/generator/ooxml/ooxmltest"
)

// wrapped are titles in several lines, what stands below them, and the title that it is;
// rest is what is no title of it.
var wrapped = []struct{ lines, title, rest string }{
	{"关于做好2026年度城乡居民基本医疗保险\n参保缴费工作的通知", "关于做好2026年度城乡居民基本医疗保险参保缴费工作的通知", ""},
	{"某某镇人民政府\n关于做好2026年度城乡居民基本医疗保险\n参保缴费工作的通知", "某某镇人民政府关于做好2026年度城乡居民基本医疗保险参保缴费工作的通知", ""},
	{"某某镇人民政府关于印发\n某某镇农村宅基地审批管理办法（试行）\n的通知", "某某镇人民政府关于印发某某镇农村宅基地审批管理办法（试行）的通知", ""},
	{"某某镇2026年度城乡居民\n基本医疗保险补贴名单公示", "某某镇2026年度城乡居民基本医疗保险补贴名单公示", ""},
	{"关于防汛工作\n的通知", "关于防汛工作的通知", ""},
	{"某某镇农村宅基地\n审批管理办法\n（征求意见稿）", "某某镇农村宅基地审批管理办法（征求意见稿）", ""},
	{"关于防汛工作的通知", "关于防汛工作的通知", ""},
	// These are one line.
	{"村务公开\n二月收支情况", "村务公开", "二月收支情况"},
	{"某某镇召开防汛会议\n2月10日，镇政府召开会议，学习上级通知", "某某镇召开防汛会议", "2月10日，镇政府召开会议，学习上级通知"},
	{"关于防汛工作的通知\n附防汛预案", "关于防汛工作的通知", "附防汛预案"},
}

// TestWrappedTitle: a title in several lines is the title as a whole, in every kind of
// file; and what stands below it is not.
func TestWrappedTitle(t *testing.T) {
	const below = "各村民委员会：\n现将有关事项通知如下。"
	for _, c := range wrapped {
		lines := strings.Split(c.lines, "\n")
		paragraphs, broken := "", ""
		for _, line := range lines {
			paragraphs += ooxmltest.P(line)
			broken += "<w:br/><w:t>" + line + "</w:t>"
		}
		broken = "<w:p><w:r>" + strings.TrimPrefix(broken, "<w:br/>") + "</w:r></w:p>"
		tail := ooxmltest.P("各村民委员会：") + ooxmltest.P("现将有关事项通知如下。")
		for name, data := range map[string][]byte{
			"a.txt":       []byte(c.lines + "\n\n" + below),
			"indent.txt":  []byte("　　　　" + strings.ReplaceAll(c.lines, "\n", "\n　　　　　") + "\r\n" + below),
			"a.docx":      ooxmltest.Docx{Body: paragraphs + tail}.Bytes(),
			"broken.docx": ooxmltest.Docx{Body: broken + tail}.Bytes(),
		} {
			r := read(t, importer.File{Name: name, Data: data})
			if r.doc.Meta.Title != c.title {
				t.Errorf("%s, %q: title %q", name, c.lines, r.doc.Meta.Title)
			}
			want := strings.TrimPrefix(c.rest+"\n\n"+strings.ReplaceAll(below, "\n", "\n\n")+"\n", "\n\n")
			if r.body != want {
				t.Errorf("%s, %q: text %q, want %q", name, c.lines, r.body, want)
			}
		}
	}
}

// TestWrappedTitleOfSheet: in a sheet, too, in one cell and in two rows.
func TestWrappedTitleOfSheet(t *testing.T) {
	const first, second = "某某镇2026年度城乡居民", "基本医疗保险补贴名单公示"
	table := [][]any{{"序号", "姓名"}, {1, "张*华"}, {2, "李*明"}}
	for name, above := range map[string][][]any{"a cell": {{first + "\n" + second}}, "two rows": {{first}, {second}}} {
		data := xlsx(t, func(f *excelize.File) error { return rows(f, "Sheet1", append(above, table...)...) })
		if r := read(t, importer.File{Name: "a.xlsx", Data: data}); r.doc.Meta.Title != first+second || strings.Contains(r.body, second) {
			t.Errorf("%s: title %q, text %q", name, r.doc.Meta.Title, r.body)
		}
	}
}

// TestPageTitle: the title of a web page is its main heading, else what <title> says
// without the site; never what leads to other pages.
func TestPageTitle(t *testing.T) {
	const (
		title  = "关于做好防汛工作的通知"
		nav    = `<nav><ul><li><a href="/">首页</a></li><li><a href="/gg">公示公告</a></li></ul></nav>`
		divs   = `<div class="top-bar"><div id="menu"><a href="/">首页</a> <a href="/gg">公示公告</a></div></div>`
		text   = `<p>各村民委员会：</p><p>现将有关事项通知如下。</p>`
		shown  = "各村民委员会：\n\n现将有关事项通知如下。\n"
		footer = `<footer>版权所有</footer>`
	)
	for i, c := range []struct{ head, body, title, text string }{
		{title + "_某某镇人民政府", nav + "<h1>" + title + "</h1>" + text + footer, title, shown},
		{title + " - 某某镇人民政府门户网站", "<header><h1>某某镇人民政府</h1>" + nav + "</header><h1>" + title + "</h1>" + text, title, shown},
		{title + "|公示公告|某某镇人民政府", divs + `<div class="title">` + title + "</div>" + text, title, shown},
		{"某某镇人民政府", divs + "<h1>" + title + `</h1><div id="zoom">` + text + "</div>", title, shown},
		{title + "-某某镇人民政府", divs + `<div id="zoom">` + text + "</div>", title, shown},
		{"某某镇人民政府-" + title, nav + text, title, shown},
		{"某某网", nav + "<main><h1>关于做好<br>防汛工作的通知</h1>" + text + "</main>", title, shown},
		{"某某镇防汛情况_某某网", nav + text, "某某镇防汛情况", shown},
		{"某某镇2025-2026年防汛情况 － 某某网", nav + text, "某某镇2025-2026年防汛情况", shown},
		{"坚持预防为主——防汛纪实 » 新闻 » 某某网", nav + text, "坚持预防为主——防汛纪实", shown},
		{"无标题文档", nav + "<p align=center>关于做好2026年</p><p align=center>防汛工作的通知</p>" + text, "关于做好2026年防汛工作的通知", shown},
		{"首页", nav + "<h1>防汛工作</h1>" + text + "<h1>相关链接</h1><p>水务局</p>", "防汛工作", shown + "\n## 相关链接\n\n水务局\n"},
		{"首页", divs + `<header class="article"><h1>` + title + "</h1></header>" + text, title, shown},
		{"某某网", `<meta name="ArticleTitle" content="` + title + `">` + nav + "<p>" + title + "</p>" + text, title, shown},
		// Nothing leads to other pages here: it is what a program for documents has saved.
		{"文档", "<h1>总则</h1>" + text + "<h1>分则</h1>" + text, "文档", "## 总则\n\n" + shown + "\n## 分则\n\n" + shown},
		{"文档", "<p align=center>" + title + "</p>" + text + "<h1>总则</h1><p>略。</p>", title, shown + "\n## 总则\n\n略。\n"},
		{"某某镇防汛情况", text, "某某镇防汛情况", shown},
	} {
		data := fmt.Sprintf("<html><head><meta charset=utf-8><title>%s</title></head><body>%s</body></html>", c.head, c.body)
		r := read(t, importer.File{Name: "页.html", Data: []byte(data)})
		if r.doc.Meta.Title != c.title || r.body != c.text {
			t.Errorf("%d: title %q, text %q", i, r.doc.Meta.Title, r.body)
		}
		around := strings.Contains(c.body, "首页")
		if named := strings.Contains(r.codes(), "IM027"); named != around {
			t.Errorf("%d: what was left out is named: %v", i, r.found)
		}
	}
}
