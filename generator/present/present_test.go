package present

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/cache"
	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/diag"
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

// site plans a site of the given documents.
func site(t testing.TB, cfg *config.Config, metas ...*page.Meta) *Site {
	t.Helper()
	slices.SortFunc(metas, func(a, b *page.Meta) int { return strings.Compare(a.Path, b.Path) })
	c, _ := catalog.New(catalog.Input{Config: cfg, Metas: metas, Today: page.NewDate(2018, 1, 1)})
	s, found := New(Input{
		Config: cfg, Catalog: c, Report: func(int) *Report { return nil },
		File: func(string) (File, bool) { return File{Size: 2048, SHA256: "ab"}, true },
	})
	if len(found) > 0 {
		t.Fatal(found)
	}
	return s
}

// document is the n-th document of a test, dated a day after the one before.
func document(n int) *page.Meta {
	return &page.Meta{
		Path: fmt.Sprintf("policies/2017/%04d.md", n), Category: "policies",
		Title: fmt.Sprint("文件", n), Date: page.NewDate(2017, 1, n),
	}
}

func documents(n int) []*page.Meta {
	var list []*page.Meta
	for i := range n {
		list = append(list, document(i+1))
	}
	return list
}

// keys sums the views of all pages by path.
func keys(s *Site) map[string][]uint64 {
	sums := map[string][]uint64{}
	for i := range s.Len() {
		if o := s.Output(i); o.IsPage() {
			sums[o.Path] = cache.AppendComponents(nil, s.View(o).Value)
		}
	}
	return sums
}

// head returns the head of a view of whatever type.
func head(v View) layout.Head {
	return reflect.ValueOf(v.Value).Elem().FieldByName("Head").Interface().(layout.Head)
}

// A new document changes, of each list it is in, the front page and the last
// numbered page; at the turn of a page also the one before, which gets a
// neighbour. No other numbered page changes.
func TestStablePagination(t *testing.T) {
	for n := 6; n < 40; n++ {
		before, after := keys(site(t, testConfig(), documents(n)...)), keys(site(t, testConfig(), documents(n+1)...))
		for path, sum := range after {
			old, known := before[path]
			if !known || slices.Equal(old, sum) || !strings.Contains(path, "policies/list-") {
				continue
			}
			last := (n + 1 + 4) / 5
			allowed := []string{fmt.Sprintf("policies/list-%d.html", last)}
			if n%5 == 0 {
				allowed = append(allowed, fmt.Sprintf("policies/list-%d.html", last-1))
			}
			if !slices.Contains(allowed, path) {
				t.Errorf("%d documents and one more: %s changed", n, path)
			}
		}
	}
}

func TestPager(t *testing.T) {
	s := site(t, testConfig(), documents(23)...)
	list := func(path string) *layout.ListView {
		o, ok := s.Lookup(path)
		if !ok {
			t.Fatalf("no %s", path)
		}
		return s.View(o).Value.(*layout.ListView)
	}
	front := list("policies/index.html")
	if got := titles(front.Items); got != "文件23 文件22 文件21 文件20 文件19" {
		t.Errorf("front: %s", got)
	}
	if front.Pager.Older.Href != "list-4.html" || front.Pager.Newer.Text != "" {
		t.Errorf("front: %+v", front.Pager)
	}
	newest := list("policies/list-5.html")
	if titles(newest.Items) != "文件23 文件22 文件21" || newest.Pager.Newer.Text != "" || newest.Pager.Older.Href != "list-4.html" {
		t.Errorf("list-5: %s, %+v", titles(newest.Items), newest.Pager)
	}
	oldest := list("policies/list-1.html")
	if titles(oldest.Items) != "文件5 文件4 文件3 文件2 文件1" || oldest.Pager.Older.Text != "" || oldest.Pager.Newer.Href != "list-2.html" {
		t.Errorf("list-1: %s, %+v", titles(oldest.Items), oldest.Pager)
	}
}

func titles(items []layout.ListItem) string {
	var list []string
	for _, item := range items {
		list = append(list, item.Title)
	}
	return strings.Join(list, " ")
}

// Every numbered page can be reached from the front page by the pager alone,
// and each document stands on exactly one of them.
func TestPagesHoldEverything(t *testing.T) {
	for n := range 30 {
		s := site(t, testConfig(), documents(n)...)
		seen := map[string]int{}
		for i := range s.Len() {
			if o := s.Output(i); o.Kind == ListPage && strings.HasPrefix(o.Path, "policies/list-") {
				for _, item := range s.View(o).Value.(*layout.ListView).Items {
					seen[item.Title]++
				}
			}
		}
		want := map[string]int{}
		if n > 5 {
			for _, m := range documents(n) {
				want[m.Title] = 1
			}
		}
		if diff := cmp.Diff(want, seen); diff != "" {
			t.Errorf("%d documents: %s", n, diff)
		}
	}
}

func TestMetas(t *testing.T) {
	m := document(3)
	m.Source, m.Author, m.Keywords, m.Date.Minute = "党政办公室", "张某", []string{"一", "二"}, 10*60+31
	s := site(t, testConfig(), m)
	for _, test := range []struct{ path, want string }{
		{"policies/2017/0003.html", "SiteName=示例镇政府信息公开|SiteDomain=example.org|SiteIDCode=1100000001|ColumnName=政策文件|ColumnType=政策文件|" +
			"ArticleTitle=文件3|PubDate=2017-01-03 10:30|ContentSource=党政办公室|Keywords=一,二|Author=张某|Url=https://example.org/zz/policies/2017/0003.html"},
		{"policies/index.html", "SiteName=示例镇政府信息公开|SiteDomain=example.org|SiteIDCode=1100000001|" +
			"ColumnName=政策文件|ColumnDescription=文件|ColumnKeywords=政策,文件|ColumnType=政策文件"},
	} {
		o, _ := s.Lookup(test.path)
		var got []string
		for _, tag := range head(s.View(o)).Metas {
			got = append(got, tag.Name+"="+tag.Content)
		}
		if diff := cmp.Diff(test.want, strings.Join(got, "|")); diff != "" {
			t.Errorf("%s: %s", test.path, diff)
		}
	}
}

// A site that is a part of a superior portal carries the portal's tags and
// code.
func TestPortal(t *testing.T) {
	cfg := testConfig()
	cfg.Portal = config.Portal{Name: "示例区人民政府", URL: "https://portal.example/", Domain: "portal.example", IDCode: "1100000000"}
	s := site(t, cfg, document(1))
	o, _ := s.Lookup("policies/2017/0001.html")
	metas := head(s.View(o)).Metas
	if metas[0].Content != "示例区人民政府" || metas[1].Content != "portal.example" || metas[2].Content != "1100000000" {
		t.Errorf("tags: %v", metas[:3])
	}
	chrome := s.Chrome("policies", o.Path)
	if chrome.Portal.Href != "https://portal.example/" || chrome.Footer.IDCode != "1100000000" || chrome.SiteName != "示例镇政府信息公开" {
		t.Errorf("chrome: %+v", chrome)
	}
}

func TestDocument(t *testing.T) {
	old, note, m := document(1), document(2), document(3)
	m.Replaces, note.Interprets = []string{old.Path}, []string{m.Path}
	m.Subject, m.DocNumber = "综合政务/政务公开", "示例政发〔2017〕3号"
	m.Attachments = []page.Attachment{{File: "policies/2017/附件.pdf", Title: "申请表"}}
	old.Validity, old.Repealed = "废止", page.NewDate(2017, 6, 1)
	s := site(t, testConfig(), old, note, m)
	o, _ := s.Lookup("policies/2017/0003.html")
	v := s.View(o).Value.(*layout.PageView)
	if v.Older.Text != "文件2" || v.Newer.Text != "" || !v.Formal {
		t.Errorf("neighbours %q, %q, formal %t", v.Older.Text, v.Newer.Text, v.Formal)
	}
	want := []layout.Attachment{{Title: "申请表", Href: "%E9%99%84%E4%BB%B6.pdf", Type: "PDF", Size: "2.0 KB", SHA256: "ab"}}
	if diff := cmp.Diff(want, v.Attachments); diff != "" {
		t.Error(diff)
	}
	if len(v.Relations) != 2 || titles(v.Relations[0].Items) != "文件2" || v.Relations[1].Items[0].State != "废止" {
		t.Errorf("relations: %+v", v.Relations)
	}
	o, _ = s.Lookup("policies/2017/0001.html")
	banner := s.View(o).Value.(*layout.PageView).Banner
	if banner.Kind != "repealed" || banner.Text != "本文件已废止（废止日期：2017-06-01）。" || banner.Link.Href != "0003.html" {
		t.Errorf("banner: %+v", banner)
	}
}

// What stands at a path is found there, whatever it is, and nothing else.
func TestLookup(t *testing.T) {
	m := document(1)
	m.Aliases = []string{"old/1.html"}
	s := site(t, testConfig(), append(documents(12)[1:], m)...)
	seen := map[string]bool{}
	for i := range s.Len() {
		o := s.Output(i)
		if seen[o.Path] {
			t.Errorf("two outputs at %s", o.Path)
		}
		seen[o.Path] = true
		if got, ok := s.Lookup(o.Path); !ok || !reflect.DeepEqual(got, o) {
			t.Errorf("Lookup(%s) = %+v, want %+v", o.Path, got, o)
		}
	}
	for _, path := range []string{"", "policies/2017/0099.html", "policies/2017/0001.md", "policies/list-9.html", "reports/2017/index.html"} {
		if _, ok := s.Lookup(path); ok {
			t.Errorf("there is something at %q", path)
		}
	}
}

// collisionsOf plans a site of the given documents, and returns what is found.
func collisionsOf(metas ...*page.Meta) (*Site, []string) {
	slices.SortFunc(metas, func(a, b *page.Meta) int { return strings.Compare(a.Path, b.Path) })
	c, _ := catalog.New(catalog.Input{Config: testConfig(), Metas: metas, Today: page.NewDate(2018, 1, 1)})
	s, found := New(Input{
		Config: testConfig(), Catalog: c, Report: func(int) *Report { return nil },
		Locate: func(id catalog.ID, key, item string) diag.Pos {
			return diag.Pos{File: "content/" + c.Meta(id).Path + "#" + key + "[" + item + "]"}
		},
	})
	var lines []string
	for _, d := range found {
		lines = append(lines, d.Pos.File+": "+d.Message.EN)
	}
	slices.Sort(lines)
	return s, lines
}

// TestCollisions: what cannot stand beside another output is named with it, at
// the place that has to change.
func TestCollisions(t *testing.T) {
	const old = "content/policies/2017/0001.md#aliases"
	for name, c := range map[string]struct {
		paths   []string // of documents besides policies/2017/0001.md and 0003.md
		aliases []string // of policies/2017/0001.md
		want    []string
	}{
		"nothing": {[]string{"policies/Old/1.md", "policies/名单.md"}, []string{"old/a.html", "Old/b.html", "policies/2017/0002.html", "旧/甲.html"}, nil},
		"the page of a document": {nil, []string{"policies/2017/0003.html"}, []string{
			old + "[policies/2017/0003.html]: the address /policies/2017/0003.html already belongs to content/policies/2017/0003.md",
		}},
		"a generated page": {[]string{"policies/list-1.md"}, []string{"index.html"}, []string{
			old + "[index.html]: the address /index.html already belongs to a generated page",
		}},
		"a generated page, for a document": {[]string{"policies/year-2017.md"}, nil, []string{
			"content/policies/year-2017.md: the address /policies/year-2017.html already belongs to a generated page",
		}},
		"case": {nil, []string{"Policies/2017/0003.html", "INDEX.html", "policies/2017/0003.HTML"}, []string{
			old + "[INDEX.html]: the address /INDEX.html already belongs to a generated page, whose address /index.html is the same on Windows",
			old + "[Policies/2017/0003.html]: the address /Policies/2017/0003.html already belongs to content/policies/2017/0003.md, whose address /policies/2017/0003.html is the same on Windows",
			old + "[policies/2017/0003.HTML]: the address /policies/2017/0003.HTML already belongs to content/policies/2017/0003.md, whose address /policies/2017/0003.html is the same on Windows",
		}},
		"case of a document": {[]string{"policies/2017/A.md"}, []string{"policies/2017/a.html"}, []string{
			old + "[policies/2017/a.html]: the address /policies/2017/a.html already belongs to content/policies/2017/A.md, whose address /policies/2017/A.html is the same on Windows",
		}},
		"case of a document that looks generated": {[]string{"policies/INDEX.md", "policies/Year-2017.md"}, nil, []string{
			"content/policies/INDEX.md: the address /policies/INDEX.html already belongs to a generated page, whose address /policies/index.html is the same on Windows",
			"content/policies/Year-2017.md: the address /policies/Year-2017.html already belongs to a generated page, whose address /policies/year-2017.html is the same on Windows",
		}},
		"case of another alias": {nil, []string{"Old/A.html", "old/a.html"}, []string{
			old + "[old/a.html]: the address /old/a.html already belongs to content/policies/2017/0001.md, whose address /Old/A.html is the same on Windows",
		}},
		"composed characters": {nil, []string{"\u00e9.html", "e\u0301.html"}, []string{
			old + "[e\u0301.html]: the address /e\u0301.html already belongs to content/policies/2017/0001.md, whose address /\u00e9.html is the same on Windows",
		}},
		"a folder where a page is": {nil, []string{"catalog.json/index.html", "policies/2017/0003.html/index.html", "Feed.xml/a.html"}, []string{
			old + "[Feed.xml/a.html]: the address /Feed.xml/a.html already belongs to a generated page, whose address /feed.xml is a file and can be no folder",
			old + "[catalog.json/index.html]: the address /catalog.json/index.html already belongs to a generated page, whose address /catalog.json is a file and can be no folder",
			old + "[policies/2017/0003.html/index.html]: the address /policies/2017/0003.html/index.html already belongs to content/policies/2017/0003.md, whose address /policies/2017/0003.html is a file and can be no folder",
		}},
		"two aliases": {nil, []string{"a.html", "a.html/b.html", "c.html/d.html", "C.html"}, []string{
			old + "[C.html]: the address /C.html already belongs to content/policies/2017/0001.md, whose address /c.html/d.html needs a folder there",
			old + "[a.html/b.html]: the address /a.html/b.html already belongs to content/policies/2017/0001.md, whose address /a.html is a file and can be no folder",
		}},
		"a document in the folder of a page": {[]string{"policies/2017/0001.html/x.md", "policies/2017/0001.html/y/z.md"}, nil, []string{
			"content/policies/2017/0001.html/x.md: the address /policies/2017/0001.html/x.html already belongs to content/policies/2017/0001.md, whose address /policies/2017/0001.html is a file and can be no folder",
			"content/policies/2017/0001.html/y/z.md: the address /policies/2017/0001.html/y/z.html already belongs to content/policies/2017/0001.md, whose address /policies/2017/0001.html is a file and can be no folder",
		}},
		"a document in the folder of a generated page": {[]string{"policies/index.html/1.md"}, nil, []string{
			"content/policies/index.html/1.md: the address /policies/index.html/1.html already belongs to a generated page, whose address /policies/index.html is a file and can be no folder",
		}},
		"an alias for the folder of documents": {[]string{"policies/a.html/1.md"}, []string{"policies/A.html"}, []string{
			old + "[policies/A.html]: the address /policies/A.html already belongs to content/policies/a.html/1.md, whose address /policies/a.html/1.html needs a folder there",
		}},
	} {
		first, third := document(1), document(3)
		first.Aliases = c.aliases
		metas := []*page.Meta{first, third}
		for _, path := range c.paths {
			m := document(4)
			m.Path = path
			metas = append(metas, m)
		}
		s, got := collisionsOf(metas...)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", name, diff)
		}
		for _, m := range metas { // whatever is found, documents are there
			if o, ok := s.Lookup(page.URL(m.Path)); !ok || o.Kind != Document && len(c.want) == 0 {
				t.Errorf("%s: no page of %s", name, m.Path)
			}
		}
	}
}
