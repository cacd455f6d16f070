package present

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/cache"
	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/export"
	"gongkai/generator/page"
	"gongkai/generator/report"
	"gongkai/generator/search"
)

// reports are annual reports by year, as a test gives them.
type reports map[int]*Report

// state is everything that a plan is made from, to be changed by tests.
type state struct {
	cfg     *config.Config
	metas   []*page.Meta
	reports reports
	today   page.Date
	text    string // of every document
	altered bool   // attachments have other bytes
	tables  map[string][]page.Attachment
}

// newState is a site with everything that late outputs tell of.
func newState() *state {
	s := &state{cfg: testConfig(), metas: documents(12), reports: reports{}, today: page.NewDate(2018, 1, 1)}
	s.metas[4].Attachments = []page.Attachment{{File: "policies/2017/附件.pdf"}}
	s.metas[7].Aliases = []string{"old/8.html"}
	s.metas[8].Validity, s.metas[8].Expires = page.Valid, page.NewDate(2018, 6, 30)
	for year := 2014; year <= 2016; year++ {
		s.metas = append(s.metas, &page.Meta{
			Path: fmt.Sprintf("reports/%d/index.md", year), Category: "reports", Form: "2007",
			Title: fmt.Sprint(year, "年年度报告"), Date: page.NewDate(year+1, 1, 20),
		})
		s.reports[year] = &Report{Exports: []Export{
			{Name: "report.xlsx", Label: "Excel 表格", Data: bytesOf("xlsx"), File: File{Size: 4, SHA256: fmt.Sprint("x", year)}},
			{Name: "report.json", Label: "JSON 数据", Data: bytesOf("{}"), File: File{Size: 2, SHA256: fmt.Sprint("j", year)}},
		}}
	}
	s.reports[2015].SiteReport = []report.Table{{ID: "website"}}
	return s
}

func bytesOf(text string) func() ([]byte, error) {
	return func() ([]byte, error) { return []byte(text), nil }
}

// plan plans the site.
func (s *state) plan(t testing.TB) *Plan {
	t.Helper()
	p, found := New(s.input())
	if len(found) > 0 {
		t.Fatal(found)
	}
	return p
}

func (s *state) input() Input {
	slices.SortFunc(s.metas, func(a, b *page.Meta) int { return strings.Compare(a.Path, b.Path) })
	c, _ := catalog.New(catalog.Input{Config: s.cfg, Metas: slices.Clone(s.metas), Today: s.today})
	return Input{
		Config: s.cfg, Catalog: c,
		Report: func(year int) *Report { return s.reports[year] },
		Tables: func(id catalog.ID) []page.Attachment { return s.tables[c.Meta(id).Path] },
		File: func(path string) (File, bool) {
			if s.altered {
				return File{Size: 9, SHA256: "cd"}, path == "policies/2017/附件.pdf"
			}
			return File{Size: 8, SHA256: "ab"}, path == "policies/2017/附件.pdf"
		},
		Texts: Texts{
			Workers: 1, Size: func(catalog.ID) int64 { return 100 }, Sum: func(catalog.ID) uint64 { return uint64(len(s.text)) },
			Text: func(int, catalog.ID) (search.Text, error) { return new(search.Coder).Paragraphs(s.text), nil },
		},
	}
}

// written is a late output: its bytes, and its key.
type written struct {
	data string
	key  []uint64
}

// late writes the late outputs of a plan.
func late(t testing.TB, p *Plan) map[string]written {
	t.Helper()
	all := map[string]written{}
	metas := cache.For[page.Meta]()
	for i := p.Pages(); i < p.Len(); i++ {
		o := p.Output(i)
		l := p.Late(o)
		if o.IsPage() || o.Path != l.Path || o.ID != l.ID {
			t.Errorf("output %d: %+v", i, o)
		}
		var b bytes.Buffer
		if err := l.Write(&b); err != nil {
			t.Fatal(err)
		}
		key := p.LateKey(l, func(id catalog.ID) cache.Sum { return metas.Sum(p.site.Catalog.Meta(id)) })
		all[o.Path] = written{b.String(), cache.AppendComponents(nil, &key)}
	}
	return all
}

// TestLateKeys changes a site in many ways: where the bytes of a late output have
// changed, so has its key.
func TestLateKeys(t *testing.T) {
	before := late(t, newState().plan(t))
	for _, test := range []struct {
		name   string
		change func(*state)
		want   string // some of what must change
	}{
		{"nothing", func(*state) {}, ""},
		{"a title", func(s *state) { s.metas[11].Title = "新标题" }, "catalog.csv catalog.json catalog/data-2017.js feed.xml policies/feed.xml"},
		{"a title of long ago", func(s *state) { s.metas[0].Title = "新标题" }, "catalog.csv catalog.json catalog/data-2017.js search/new/g0.js"},
		{"a revision", func(s *state) { s.metas[10].Revisions = []page.Revision{{Date: page.NewDate(2017, 6, 1), Note: "甲"}} }, "catalog.csv catalog.json feed.xml policies/feed.xml sitemap.xml"},
		{"an attachment", func(s *state) { s.metas[4].Attachments[0].File = "policies/2017/表.pdf" }, "catalog.json"},
		{"a table", func(s *state) {
			s.tables = map[string][]page.Attachment{s.metas[5].Path: {{File: "policies/2017/附件.pdf", Title: "名单"}}}
		}, "catalog.json attachments.csv dcat.jsonld"},
		{"the bytes of an attachment", func(s *state) { s.altered = true }, "catalog.json attachments.csv"},
		{"a title that others name", func(s *state) { s.metas[4].Replaces = []string{s.metas[3].Path} }, "catalog.json"},
		{"the terms of use", func(s *state) { s.cfg.Licence = config.Link{Name: "许可", URL: "https://licence.example/"} }, "catalog.json dcat.jsonld"},
		{"a day", func(s *state) { s.metas[3].Date = page.NewDate(2016, 7, 1) }, "catalog.json catalog/data-2016.js sitemap.xml"},
		{"a validity that ends", func(s *state) { s.metas[3].Validity = page.Repealed }, "search/filter.js catalog.csv catalog/data-2017.js"},
		{"a day after which one is not in force", func(s *state) { s.today = page.NewDate(2018, 7, 1) }, "catalog.csv catalog.json catalog/data-2017.js"},
		{"a document less", func(s *state) { s.metas[3].Draft = true }, "catalog.json sitemap.xml"},
		{"a subject", func(s *state) { s.metas[3].Subject = "综合政务/政务公开" }, "catalog.json sitemap.xml"},
		{"the name of a category", func(s *state) { s.cfg.Categories[0].Name = "文件" }, "catalog.json policies/feed.xml"},
		{"the name of the office", func(s *state) { s.cfg.Office.Name = "别的镇人民政府" }, "catalog.json feed.xml"},
		{"the name of the site", func(s *state) { s.cfg.Site.Name = "别的网站" }, "catalog.json feed.xml guide/feed.xml"},
		{"the address of the site", func(s *state) { s.cfg.Site.BaseURL = "https://example.com/" }, "catalog.json feed.xml policies/qrcode.svg qrcode.svg robots.txt sitemap.xml"},
		{"no address of the site", func(s *state) { s.cfg.Site.BaseURL = "" }, "feed.xml robots.txt"},
		{"how long feeds are", func(s *state) { s.cfg.Lists.Feed = 2 }, "feed.xml policies/feed.xml"},
		{"how long lists are", func(s *state) { s.cfg.Lists.PageSize = 3 }, ""},
		{"a site report of another year", func(s *state) {
			s.reports[2014].SiteReport, s.reports[2015].SiteReport = s.reports[2015].SiteReport, nil
		}, "sitemap.xml"},
		{"a redirect more and a page less", func(s *state) {
			s.metas[9].Aliases, s.reports[2015].SiteReport = []string{"old/10.html"}, nil
		}, "sitemap.xml"},
		{"a text", func(s *state) { s.text = "政府信息公开" }, "search/index.js search/new/g0.js"},
		{"the number of a document", func(s *state) { s.metas[3].DocNumber = "示例〔2017〕1号" }, "catalog.json search/index.js search/new/g0.js"},
		{"a figure", func(s *state) {
			s.reports[2016].Exports[1] = Export{Name: "report.json", Data: bytesOf("[]"), File: File{SHA256: "j"}}
		}, "reports/2016/report.json"},
	} {
		s := newState()
		test.change(s)
		after := late(t, s.plan(t))
		var changed []string
		for path, now := range after {
			then, known := before[path]
			if !known || now.data != then.data {
				changed = append(changed, path)
			}
			if known && now.data != then.data && slices.Equal(now.key, then.key) {
				t.Errorf("%s: the bytes of %s have changed, its key has not", test.name, path)
			}
		}
		for _, path := range strings.Fields(test.want) {
			if !slices.Contains(changed, path) {
				t.Errorf("%s: %s has not changed", test.name, path)
			}
		}
		if test.want == "" && len(changed) > 0 {
			t.Errorf("%s: changed %v", test.name, changed)
		}
	}
}

// TestWith gives a plan another state of the site: it is what a new plan of that
// state is.
func TestWith(t *testing.T) {
	s := newState()
	old := s.plan(t)
	changed := *s.metas[5]
	changed.Title, changed.Summary = "新标题", "新摘要"
	s.metas[5] = &changed
	want, got := s.plan(t), old.With(s.input())
	if got.Len() != want.Len() || got.Pages() != want.Pages() {
		t.Fatalf("%d outputs, want %d", got.Len(), want.Len())
	}
	for i := range want.Pages() {
		o := want.Output(i)
		if got.Output(i) != o || !reflect.DeepEqual(view(got, o), view(want, o)) {
			t.Errorf("%s is not as a new plan has it", o.Path)
		}
	}
	if !reflect.DeepEqual(late(t, got), late(t, want)) {
		t.Error("a late output is not as a new plan has it")
	}
	if reflect.DeepEqual(late(t, old), late(t, want)) {
		t.Error("the change has changed nothing")
	}
}

// addressesIn returns the addresses in a sitemap.
func addressesIn(sitemap string) []string {
	var list []string
	for part := range strings.SplitSeq(sitemap, "<loc>") {
		if address, _, ok := strings.Cut(part, "</loc>"); ok {
			list = append(list, address)
		}
	}
	return list
}

func TestSitemap(t *testing.T) {
	const base = "https://example.org/zz/"
	p := newState().plan(t)
	got := addressesIn(late(t, p)["sitemap.xml"].data)
	var want []string
	for i := range p.Pages() {
		o := p.Output(i)
		numbered := strings.Contains(o.Path, "/list-") || strings.Contains(o.Path, "/year-2017-") || strings.Contains(o.Path, "systems-")
		if o.Path != "404.html" && o.Path != "search.html" && o.Path != "elder.html" && o.Path != "old/8.html" && !numbered {
			want = append(want, base+o.Path)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("the sitemap has\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if !slices.Contains(got, base+"reports/2015/website.html") || !slices.Contains(got, base+"policies/2017/0001.html") {
		t.Error("a page is missing")
	}
}

// TestSitemapParts has more pages than fit into one file: each stands in one part,
// and the index has the parts.
func TestSitemapParts(t *testing.T) {
	s := newState()
	for i := range export.SitemapSize {
		s.metas = append(s.metas, &page.Meta{Path: fmt.Sprintf("policies/2016/%06d.md", i), Category: "policies", Date: page.NewDate(2016, 1, 1)})
	}
	p := s.plan(t)
	files := late(t, p)
	var got []string
	for _, part := range addressesIn(files["sitemap.xml"].data) {
		some := addressesIn(files[strings.TrimPrefix(part, s.cfg.Site.BaseURL)].data)
		if len(some) == 0 || len(some) > export.SitemapSize {
			t.Errorf("%s has %d addresses", part, len(some))
		}
		got = append(got, some...)
	}
	slices.Sort(got)
	if n := p.mapped.count; len(got) != n || len(slices.Compact(got)) != n || n <= export.SitemapSize {
		t.Errorf("%d addresses, %d different ones, want %d", len(got), len(slices.Compact(got)), n)
	}
}

func TestFeeds(t *testing.T) {
	s := newState()
	for _, test := range []struct {
		base, path string
		want       []string // in this order
	}{
		{"https://example.org/zz/", "policies/feed.xml", []string{
			"<title>示例镇政府信息公开 政策文件</title>", "<updated>2017-01-12T00:00:00+08:00</updated>", "https://example.org/zz/policies/index.html",
			"文件12", "policies/2017/0012.html", "文件11", "文件10", "文件9",
		}},
		{"", "policies/feed.xml", []string{"urn:uuid:", `href="index.html"`, "文件12", "urn:uuid:", `href="2017/0012.html"`}},
		{"https://example.org/zz/", "guide/feed.xml", []string{"政府信息公开指南", "<updated>1970-01-01T08:00:00+08:00</updated>"}},
	} {
		s.cfg.Site.BaseURL = test.base
		feed := late(t, s.plan(t))[test.path].data
		rest := feed
		for _, text := range test.want {
			_, after, ok := strings.Cut(rest, text)
			if !ok {
				t.Errorf("%s of %q: no %q behind what was found before it in\n%s", test.path, test.base, text, feed)
				break
			}
			rest = after
		}
		if style := `<?xml-stylesheet type="text/css" href="../css/feed.css"?>`; !strings.Contains(feed, style) || strings.Contains(feed, "直接打开") != (test.path != "guide/feed.xml") {
			t.Errorf("%s in a browser:\n%s", test.path, feed)
		}
		if n := strings.Count(feed, "<entry>"); n > s.cfg.Lists.Feed {
			t.Errorf("%s: %d entries", test.path, n)
		}
	}
}
