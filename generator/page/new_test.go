package page

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"gongkai/generator/diag"

	"github.com/google/go-cmp/cmp"
)

func TestTemplate(t *testing.T) {
	today := NewDate(2017, time.March, 15)
	for _, m := range []Meta{
		{Path: "policies/2017/0003.md", Category: "policies", Title: "关于印发《办法》的通知"},
		{Path: "policies/2017/0003.md", Category: "policies", Title: `通知: "三农" \ #1`, Keywords: []string{"甲, 乙", "[丙]", "丁"}, Draft: true,
			Written: today, Attachments: []Attachment{{"policies/2017/a.pdf", "表: 一"}, {"policies/共用/b, c.pdf", "二"}}},
		{Path: "policies/2017/0003.md", Category: "policies", Title: "2017", Source: "null", Author: "true", Summary: "- 甲"},
		{Path: "reports/2021/index.md", Category: "reports", Title: "年度报告", Form: "2021"},
		{Path: "policies/2017/0003.md", Category: "policies", Title: "通知", Revisions: []Revision{{today, "更正: [甲], {乙}"}, {today, "更正：“丙”#1"}}},
		{Path: "services/2017/0001.md", Category: "services", Title: "高龄津贴", Draft: true, Service: new(Service)},
		{Path: "services/2017/0001.md", Category: "services", Title: "高龄津贴", Service: &Service{
			Agency: "民政科", Basis: []string{"《办法》第十条：“一”", "甲, 乙"}, Materials: []Material{{Name: "身份证: [正反面]", Form: "原件和复印件", Copies: "1"}, {Name: "无"}},
			Steps: []string{"申请", "审核", "申请"}, Limit: "5个工作日", Hours: "工作日 9:00—12:00", Phone: "12345",
		}},
	} {
		m.Date = today
		text := append(Template(m), "正文。\n"...)
		// A line that is emptied rather than deleted is nothing.
		if _, found := Parse(m.Path, bytes.ReplaceAll(text, []byte("draft: true # 草稿：不发布。写完、核对以后，删去这一行"), nil)); len(found) > 0 {
			t.Errorf("%s, with an empty line: %s", text, printed(found))
		}
		p, found := Parse(m.Path, text)
		if len(found) > 0 {
			t.Errorf("%s\n%s", text, printed(found))
			continue
		}
		if diff := cmp.Diff(m, p.Meta); diff != "" {
			t.Errorf("Meta (-want +got):\n%s\nof\n%s", diff, text)
		}
		for _, k := range documentKeys {
			if in := strings.Contains(string(text), "\n"+k.name+": ") || strings.Contains(string(text), "\n# "+k.name+": "); in != (k.name != "review" && k.name != "withdrawn" && (k.name != "service" || m.Service != nil) && (isReport(m.Path) && k.in&inReport > 0 && k.name != "category" || !isReport(m.Path) && k.in&inDocument > 0)) {
				t.Errorf("%s: key %s in template: %t", m.Path, k.name, in)
			}
		}
	}
}

// TestSchema checks that the schema knows the same keys and values as Parse.
func TestSchema(t *testing.T) {
	data, err := Schema([]string{"policies", "notices"})
	if err != nil {
		t.Fatal(err)
	}
	var schema struct {
		Schema     string `json:"$schema"`
		Required   []string
		Properties map[string]struct {
			Description, Type string
			Enum              []string
			Properties        map[string]any
			Items             struct {
				Properties map[string]any
			}
		}
	}
	if err := json.Unmarshal(data, &schema); err != nil {
		t.Fatal(err)
	}
	if schema.Schema != "https://json-schema.org/draft/2020-12/schema" {
		t.Errorf("$schema = %q", schema.Schema)
	}
	if !slices.Equal(schema.Required, []string{"title", "date"}) {
		t.Errorf("required = %q", schema.Required)
	}
	if len(schema.Properties) != len(documentKeys) {
		t.Errorf("%d properties, want %d", len(schema.Properties), len(documentKeys))
	}
	for _, k := range documentKeys {
		p := schema.Properties[k.name]
		if !strings.HasPrefix(p.Description, k.meaning.ZH) {
			t.Errorf("%s: description %q", k.name, p.Description)
		}
		if k.values != nil && k.name != "form" && !slices.Equal(p.Enum, k.values) {
			t.Errorf("%s: enum %q, want %q", k.name, p.Enum, k.values)
		}
	}
	if got := schema.Properties["category"].Enum; !slices.Equal(got, []string{"policies", "notices"}) {
		t.Errorf("category: enum %q", got)
	}
	if got := schema.Properties["service"].Properties; len(got) != len(serviceMembers) {
		t.Errorf("service: properties %v", got)
	}
	if got := schema.Properties["review"].Items.Properties; len(got) != len(reviewMembers) {
		t.Errorf("review: properties %v", got)
	}
}

func TestReference(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		text := string(Reference(lang))
		for _, k := range documentKeys {
			if !strings.Contains(text, "| `"+k.name+"` | "+k.meaning.In(lang)+" |") {
				t.Errorf("%s: no row for %s", lang, k.name)
			}
		}
	}
}

// TestLocate finds values by what Metas hold of them.
func TestLocate(t *testing.T) {
	front := ReadFront("policies/2017/0003.md", []byte(full))
	for _, c := range []struct {
		key, item    string
		line, column int
		width        int
	}{
		{"title", "", 3, 8, 14},
		{"keywords", "", 15, 3, 8},
		{"keywords", "管理, 办法", 16, 5, 8},
		{"aliases", "old/path.html", 35, 11, 13},
		{"aliases", "old/index.html", 35, 26, 4},
		{"aliases", "a/b/index.html", 35, 32, 4},
		{"aliases", "none.html", 35, 10, 27},
		{"attachments", "policies/2017/0003-附件1.pdf", 31, 12, 12},
		{"attachments", "policies/公用/附件2.xlsx", 32, 11, 14},
		{"nothing", "", 0, 0, 0},
	} {
		pos := front.Locate(c.key, c.item)
		if pos.Line != c.line || pos.Column != c.column || pos.Width != c.width || pos.File != "content/policies/2017/0003.md" {
			t.Errorf("Locate(%s, %s) = %+v", c.key, c.item, pos)
		}
	}
	if pos := ReadFront("a.md", []byte("no front matter")).Locate("title", ""); pos.Line != 0 || pos.File != "content/a.md" {
		t.Errorf("without front matter: %+v", pos)
	}
}

// TestAliases: a redirecting page is put only where programs and servers have
// nothing of their own, and every file system has room for it.
func TestAliases(t *testing.T) {
	pattern := regexp.MustCompile(aliasPattern)
	long := strings.Repeat("x/", 297) + "x.html"
	for alias, want := range map[string]string{
		"old.html": "old.html", "old/": "old/index.html", "旧/2012-1_2.html": "旧/2012-1_2.html", "a.b/c.html": "a.b/c.html", "a.html/": "a.html/index.html", "Old/A.HTML.html": "Old/A.HTML.html", long: long,
		".html": "", ".git/": "", ".git/a.html": "", "a/.html": "", "a/.git/b.html": "", "..html": "", "_gongkai/": "", "_gongkai/client.html": "", "_a.html": "", "a/_b/c.html": "", "a/_b.html": "",
		".well-known/a.html": "", ".gongkai/": "", "con.html": "", "a/AUX/": "", "com¹.html": "", "a./b.html": "", "a /b.html": "", "x/" + long: "",
		"policies/2017/0003.html": "",
		"100%.html":               "100%.html", "a%zz.html": "a%zz.html", "old/%61.html": "", "%E6%97%A7.html": "", "%e6%97%a7/": "", "a%2Fb.html": "", "%D6%D0.html": "", "%2561.html": "", "a%00.html": "", "%2e%2e/a.html": "", "http://old.example/%61.html": "",
	} {
		p, found := Parse("policies/2017/0003.md", []byte("---\ntitle: 办法\ncategory: policies\ndate: 2017-03-15\naliases: ["+alias+"]\n---\n正文。\n"))
		got := strings.Join(p.Meta.Aliases, " ")
		if got != want || (len(found) == 0) != (want != "") {
			t.Errorf("%.40s becomes %q, want %q:\n%s", alias, got, want, printed(found))
		}
		if want != "" && !pattern.MatchString(alias) {
			t.Errorf("the schema refuses %s", alias)
		}
	}
	for _, alias := range []string{".html", "_a.html", "a/.b/c.html", "a/_b/", ".git/"} {
		if pattern.MatchString(alias) {
			t.Errorf("the schema accepts %s", alias)
		}
	}
}

// TestEscapedAlias: the correction of an alias with escapes is what they stand for.
func TestEscapedAlias(t *testing.T) {
	for alias, want := range map[string]string{
		"old/%61.html": "old/a.html", "%E6%97%A7%e7%bd%91/": "旧网/", "a%2Fb.html": "a/b.html", "http://old.example/%61.html": "a.html", "/%61.html": "a.html", "%2561.html": "a.html",
	} {
		if got := aliasFault(alias, alias); !strings.HasSuffix(got.ZH, " "+want) || !strings.HasSuffix(got.EN, " "+want) {
			t.Errorf("%s: %v", alias, got)
		}
	}
}

// TestSoundElements: elements of a list that are wrong are left out of the Meta,
// each with its own finding, and move no finding about the others to another line.
func TestSoundElements(t *testing.T) {
	const file = `---
title: 管理办法
category: policies
date: 2017-03-15
replaces:
  - /content/policies/2012/0001.md
  -
  - policies/2012/0002.md
  - policies/2012/0002.md
  - policies/2017/0003.md
aliases:
  - http://old.example/a.html
  - old/
  - old/
  - ../x.html
attachments:
  - {file: C:\\a.pdf}
  - {title: 没有文件}
  - {file: a.pdf, titel: 申请表}
  - {file: ../../../a.pdf}
  - {file: b.pdf}
---
正文。
`
	p, found := Parse("policies/2017/0003.md", []byte(file))
	var lines []int
	for _, d := range diag.Sort(found) {
		lines = append(lines, d.Pos.Line)
	}
	if want := []int{6, 7, 9, 10, 12, 14, 15, 17, 18, 19, 20}; !slices.Equal(lines, want) {
		t.Errorf("findings on lines %v, want %v:\n%s", lines, want, printed(found))
	}
	if want := []string{"policies/2012/0002.md"}; !slices.Equal(p.Meta.Replaces, want) {
		t.Errorf("replaces = %q, want %q", p.Meta.Replaces, want)
	}
	if want := []string{"old/index.html"}; !slices.Equal(p.Meta.Aliases, want) {
		t.Errorf("aliases = %q, want %q", p.Meta.Aliases, want)
	}
	if want := []Attachment{{"policies/2017/a.pdf", "a.pdf"}, {"policies/2017/b.pdf", "b.pdf"}}; !slices.Equal(p.Meta.Attachments, want) {
		t.Errorf("attachments = %q, want %q", p.Meta.Attachments, want)
	}
	front := ReadFront("policies/2017/0003.md", []byte(file))
	for item, line := range map[string]int{"policies/2017/a.pdf": 19, "policies/2017/b.pdf": 21} {
		if pos := front.Locate("attachments", item); pos.Line != line {
			t.Errorf("%s is on line %d, want %d", item, pos.Line, line)
		}
	}
}

func TestSubjects(t *testing.T) {
	tree := Subjects()
	if len(tree) != 22 {
		t.Errorf("%d subjects of the first level, want 22", len(tree))
	}
	count := 0
	for _, parent := range tree {
		for _, s := range append([]Subject{parent}, parent.Children...) {
			count++
			if code, ok := SubjectCode(s.Path); !ok || code != s.Code {
				t.Errorf("SubjectCode(%s) = %s, %t, want %s", s.Path, code, ok, s.Code)
			}
		}
	}
	if count != 22+121 {
		t.Errorf("%d subjects, want 143", count)
	}
	if tree[1].Children[0].Code != "0201" || tree[1].Children[0].Path != "综合政务/政务公开" {
		t.Errorf("the first child of the second is %+v", tree[1].Children[0])
	}
	for _, s := range []string{"", "/", "综合政务/", "综合政务/其", "政务公开", "综合政务/政务公开/其他", "其他:", "综合政务/政务公开 政务督查"} {
		if code, ok := SubjectCode(s); ok {
			t.Errorf("SubjectCode(%q) = %s", s, code)
		}
	}
}

func TestParseDate(t *testing.T) {
	for s, ok := range map[string]bool{
		"2017-03-15": true, "2016-02-29": true, "2017-12-31 23:59": true, "2017-01-01 00:00": true, "0001-01-01": true, "9999-12-31": true,
		"2017-02-29": false, "2017-13-01": false, "2017-00-01": false, "2017-01-00": false, "2017-3-15": false, "2017-03-15 24:00": false,
		"2017-03-15 10:60": false, "2017-03-15T10:30": false, "2017-03-15 10:30:00": false, "": false, "0000-01-01": false, "２017-03-15": false,
	} {
		d, err := ParseDate(s)
		if (err == nil) != ok {
			t.Errorf("ParseDate(%q): %v", s, err)
		}
		if ok && d.String() != s {
			t.Errorf("ParseDate(%q) = %s", s, d)
		}
	}
}

// TestDateDays compares days with package time over 800 years.
func TestDateDays(t *testing.T) {
	for day := time.Date(1599, 12, 25, 0, 0, 0, 0, Zone); day.Year() < 2400; day = day.AddDate(0, 0, 1) {
		d := DateOf(day)
		if got := d.DayString(); got != day.Format("2006-01-02") || d.Year() != day.Year() || !d.Time().Equal(day) {
			t.Fatalf("%v: %s, year %d, time %v", day, got, d.Year(), d.Time())
		}
		if e, err := ParseDate(d.String()); err != nil || e != d {
			t.Fatalf("%v: %v, %v", d, e, err)
		}
	}
}

func TestReadDate(t *testing.T) {
	for s, want := range map[string]string{
		"2017年3月15日": "2017-03-15", "2017/3/5": "2017-03-05", "2017.3.15": "2017-03-15", "20170315": "2017-03-15", "２０１７－０３－１５": "2017-03-15",
		"二〇一七年三月十五日": "2017-03-15", "二○一七年十月三十一日": "2017-10-31", "二〇一七年十二月二十日": "2017-12-20", "2017年3月15日 9:05": "2017-03-15 09:05",
		"2017-3-15 9点05分": "2017-03-15 09:05", "2017-03-15T10:30:00+08:00": "2017-03-15 10:30", "2017 3 15": "2017-03-15",
		// As Excel writes and keeps them.
		"2025/3/1": "2025-03-01", "45717": "2025-03-01", "2025年3月1日": "2025-03-01", "45717.5": "2025-03-01 12:00", "45717.999999": "2025-03-02", "2025/3/1 0:00": "2025-03-01", "2025-03-01 00:00:00": "2025-03-01",
		"2025/3/1 9:05:30": "2025-03-01 09:05", "2025/3/1 下午3:30": "2025-03-01 15:30", "2025/3/1 3:30 PM": "2025-03-01 15:30", "2025年3月1日 星期六": "2025-03-01", "60000": "2064-04-08", "36526": "2000-01-01",
		// The moment of another time zone.
		"2023-12-31T20:00:00Z": "2024-01-01 04:00", "2023-12-31T16:00:00Z": "2024-01-01 00:00", "2023-12-31T00:00:00Z": "2023-12-31 08:00", "2023-12-31 20:00 UTC": "2024-01-01 04:00",
		"2024-02-28T23:30:00.000Z": "2024-02-29 07:30", "2023-12-31T20:00:00+08:00": "2023-12-31 20:00", "2023-12-31T20:00:00+0900": "2023-12-31 19:00", "2023-12-31T20:00:00-05:00": "2024-01-01 09:00",
		"2024-03-01T02:00:00+05:30": "2024-03-01 04:30", "2024-03-01T00:00:00+08:00": "2024-03-01",
		"2024年3月1日上午12:10": "2024-03-01 00:10", "2024年3月1日 中午12点": "2024-03-01 12:00", "2024年3月1日晚8点": "2024-03-01 20:00", "2024年3月1日 凌晨1时5分": "2024-03-01 01:05",
	} {
		got, ok := readDate(s)
		if !ok || got.String() != want {
			t.Errorf("readDate(%q) = %s, %t, want %s", s, got, ok, want)
		}
	}
	for _, s := range []string{"", "今天", "3月15日", "2017", "2017年", "一七年三月", "4571", "457170", "25/3/1", "2017-03"} {
		if got, ok := readDate(s); ok {
			t.Errorf("readDate(%q) = %s", s, got)
		}
	}
}

func TestURL(t *testing.T) {
	if got := URL("policies/2017/0003.md"); got != "policies/2017/0003.html" {
		t.Errorf("URL = %s", got)
	}
	for _, c := range []struct{ from, to, want string }{
		{"index.html", "index.html", "index.html"},
		{"a/b.html", "a/c/d.html", "c/d.html"},
		{"a/b/c.html", "a/d.html", "../d.html"},
		{"a/b.html", "index.html", "../index.html"},
		{"a/b.html", "c/通知 1#.html", "../c/%E9%80%9A%E7%9F%A5%201%23.html"},
		{"a/a/x.html", "a/x.html", "../x.html"},
		{"x.html", "javascript:a/b.html", "javascript%3Aa/b.html"},
	} {
		if got := Rel(c.from, c.to); got != c.want {
			t.Errorf("Rel(%s, %s) = %s, want %s", c.from, c.to, got, c.want)
		}
	}
	for from, want := range map[string]string{"index.html": "./", "a/b.html": "../", "a/b/c.html": "../../"} {
		if got := Root(from); got != want {
			t.Errorf("Root(%s) = %s, want %s", from, got, want)
		}
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"甲": "甲", " 甲 ": "甲", "甲  乙": "甲 乙", "甲\u3000乙": "甲 乙", "甲\n乙": "甲乙", "甲，\n\n乙": "甲，乙", "a\nb": "a b", "甲\nb": "甲 b", "": "", " \u00a0": "",
		"“甲”": "“甲”", "한\n국": "한 국",
	} {
		if got := fold(in); got != want {
			t.Errorf("fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestDocNumber(t *testing.T) {
	for in, want := range map[string]string{
		"某政发[2017]3号": "某政发〔2017〕3号", "某政發(2011)129號": "某政發〔2011〕129号", "中办发﹝2016﹞8号": "中办发〔2016〕8号", "某政发〔2017〕第03号": "某政发〔2017〕3号",
		"某政发【2017】3号": "某政发〔2017〕3号", "某政发〔２０１７〕３号": "某政发〔2017〕3号", "某政发〔2017〕3": "某政发〔2017〕3号", "某政发 [2017] 3 号": "某政发〔2017〕3号", "公告2017第1号": "公告2017年第1号", "公告2017年1号": "公告2017年第1号", "公告[2017]第1号": "公告〔2017〕第1号", "公告 2017 年第 1 号": "公告2017年第1号",
		"公告２０１７年第１号": "公告2017年第1号", "某县人民政府通告(2017)第03号": "某县人民政府通告〔2017〕第3号", "公告[2017]1号": "公告〔2017〕1号",
	} {
		_, found := Parse("a/b.md", []byte("---\ntitle: 甲\ncategory: a\ndate: 2017-03-15\ndoc_number: \""+in+"\"\n---\n正文。\n"))
		if len(found) != 1 || found[0].Code != ruleDocNumber.Code || !strings.Contains(found[0].Hint.ZH, want) {
			t.Errorf("%s: %s", in, printed(found))
		}
	}
	for _, good := range []string{
		"某政发〔2017〕3号", "政府令〔2017〕293号", "第293号", "国办公开办函〔2017〕30号", "公告2017年第1号", "公告〔2017〕1号", "公告〔2017〕第1号", "2017年第1号", "2017年第1号公告",
		"公告第1号", "第12号公告", "国务院令第711号", "北京市人民政府令第257号", "中华人民共和国主席令第五十八号", "主席令（第五十八号）", "财政部 税务总局公告2017年第12号", "某公交通告〔2017〕第1号", "第257号令", "某某镇人民政府公告（2017年第1号）", "2017年第12号（总第34号）",
	} {
		_, found := Parse("a/b.md", []byte("---\ntitle: 甲\ncategory: a\ndate: 2017-03-15\ndoc_number: "+good+"\n---\n正文。\n"))
		if len(found) != 0 {
			t.Errorf("%s: %s", good, printed(found))
		}
	}
}

func TestIndexNumber(t *testing.T) {
	for s, good := range map[string]bool{
		"000014349/2017-00110": true, "01424668-5/2017-00063": true, "11341703003249434A/201706-00042": true, "113306020025825184/2017-72921": true,
		"11370321004221441C/2017-5017627": true, "0142768-8/2017-00185": false, "001008003004034/2017-204477": false, "000014349/2017": false,
	} {
		_, found := Parse("a/b.md", []byte("---\ntitle: 甲\ncategory: a\ndate: 2017-03-15\nindex_number: "+s+"\n---\n正文。\n"))
		if (len(found) == 0) != good {
			t.Errorf("%s: %s", s, printed(found))
		}
	}
}

// TestIndexNumberPadded: a serial number that is too short is shown as it should be.
func TestIndexNumberPadded(t *testing.T) {
	for s, want := range map[string]string{"000014349/2026-77": "000014349/2026-00077", "00014349/2026-77": "123456789/2017-00003"} {
		_, found := Parse("a/b.md", []byte("---\ntitle: 甲\ncategory: a\ndate: 2026-03-15\nindex_number: "+s+"\n---\n正文。\n"))
		if len(found) != 1 || !strings.Contains(found[0].Hint.ZH, want) {
			t.Errorf("%s: %s", s, printed(found))
		}
	}
}

// TestNumberYear: the year in a number is that in which a document was written,
// which may be long before it was published.
func TestNumberYear(t *testing.T) {
	for _, c := range []struct {
		date, written, line string
		found               string
	}{
		{"2018-12-03", "1996-08-05", "index_number: 000014349/1996-00077", ""},
		{"2018-12-03", "1996-08-05", "index_number: 000014349/2018-00077", ""}, // given when it was published
		{"2018-12-03", "", "index_number: 000014349/1996-00077", ""},
		{"2018-12-03", "1996-08-05", "doc_number: 某政发〔1996〕3号", ""},
		{"2018-01-03", "2018-01-02", "doc_number: 某政发〔2017〕30号", ""},
		{"2018-12-03", "", "doc_number: 公告1996年第1号", ""},
		{"2018-12-03", "", "doc_number: 第1号", ""},
		{"2018-12-03", "1996-08-05", "index_number: 000014349/1969-00077", "FM067"},
		{"2018-12-03", "1996-08-05", "index_number: 000014349/2001-00077", "FM067"},
		{"2018-12-03", "", "index_number: 000014349/2081-00077", "FM067"},
		{"2018-12-03", "2018-03-01", "doc_number: 某政发〔2016〕3号", "FM067"},
		{"2018-12-03", "2018-03-01", "doc_number: 某政发〔2081〕3号", "FM067"},
		{"2018-12-03", "", "doc_number: 公告2019年第1号", "FM067"},
	} {
		front := "title: 甲\ncategory: a\ndate: " + c.date + "\n" + c.line + "\n"
		if c.written != "" {
			front += "written: " + c.written + "\n"
		}
		if _, found := Parse("a/b.md", []byte("---\n"+front+"---\n正文。\n")); codes(found) != c.found {
			t.Errorf("%s: %s, want %s", front, codes(found), c.found)
		}
	}
}

// TestGoodPath: what goodPath passes has no bad name.
func TestGoodPath(t *testing.T) {
	names := []string{"con", "nul", "aux", "prn", "com1", "lpt9", "a", "2017", "0003", "policies", "x.y", "", ".", "..", "a b", "甲", "md", "coma", "abc"}
	for _, a := range names {
		for _, b := range names {
			p := a + "/" + b + ".md"
			if goodPath(p) && badSegment(p) != (diag.Text{}) {
				t.Errorf("%s passes", p)
			}
		}
	}
	if !goodPath("policies/2017/0003.md") || goodPath("policies/con.md") || goodPath("com1/0003.md") {
		t.Error("goodPath is wrong")
	}
}

// TestContent parses the site's own content.
func TestContent(t *testing.T) {
	root := os.DirFS("../../content")
	count := 0
	err := fs.WalkDir(root, ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || path.Ext(p) != ".md" {
			return err
		}
		data, err := fs.ReadFile(root, p)
		if err != nil {
			return err
		}
		count++
		if _, found := Parse(p, data); diag.HasErrors(found) {
			t.Error(printed(found))
		}
		return nil
	})
	if err != nil || count == 0 {
		t.Errorf("%d files, %v", count, err)
	}
}
