package audit

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/calendar"
	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/records"
	"gongkai/generator/requests"
	"gongkai/generator/waiver"
)

func day(text string) page.Date {
	d, err := page.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

// testSite is a site to be judged: documents and settings.
type testSite struct {
	config config.Config
	docs   []*page.Meta
	today  string
	found  []diag.Diagnostic
	stale  bool
}

// newSite is a site of an office that has filled in everything.
func newSite() *testSite {
	s := &testSite{today: "2026-06-30"}
	s.config.Site = config.Site{Name: "示例镇政府信息公开", Domain: "town.example", IDCode: "1234567890"}
	s.config.Guide = config.Guide{Classification: "类", Arrangement: "序", Access: "法", Department: "办", Address: "址", Hours: "时", Phone: "话", Fax: "真", Online: "网"}
	s.config.Footer = config.Footer{Organizer: "镇", Contact: "话", ICP: "备", Police: "安", BadgeURL: "标", ErrorsURL: "错"}
	s.config.Report.Deadline = "01-31"
	for _, c := range [...]struct{ key, kind, column string }{
		{"dynamics", config.KindNews, "工作动态"}, {"notices", config.KindNotices, "通知公告"}, {"policies", config.KindNotices, "政策文件"},
		{"functions", config.KindReference, "机构职能"}, {"services", "service", "办事服务"}, {"guide", config.KindGuide, "信息公开指南"}, {"reports", config.KindReports, "信息公开年报"},
	} {
		s.config.Categories = append(s.config.Categories, config.Category{Key: c.key, Name: c.column, Kind: c.kind, ColumnType: c.column, Description: "说明", Keywords: []string{"词"}})
	}
	s.add("dynamics/2026/0001.md", "2026-06-30", "动态")
	s.add("notices/2026/0001.md", "2026-06-30", "通知")
	s.add("policies/2026/0001.md", "2026-06-30", "文件")
	s.add("functions/2026/0001.md", "2026-06-30", "职责")
	s.add("services/2026/0001.md", "2026-06-30", "办事指南").Service = guide(0)
	s.add("guide/2026/0001.md", "2026-06-30", "指南")
	s.add("reports/2025/index.md", "2026-01-20", "年报").Form = "2021"
	return s
}

// add adds a document, or finds the one that is there.
func (s *testSite) add(path, date, title string) *page.Meta {
	category, _, _ := strings.Cut(path, "/")
	m := &page.Meta{Path: path, Category: category, Title: title}
	m.Date = day(date)
	s.docs = append(s.docs, m)
	return m
}

// guide is a guide to a service that lacks some of the seven elements.
func guide(lacking int) *page.Service {
	s := &page.Service{
		Basis: []string{"办法"}, Conditions: []string{"条件"}, Materials: []page.Material{{Name: "申请表"}}, Steps: []string{"申请"},
		Place: "址", Hours: "时", Phone: "话",
	}
	for i, clear := range []func(){
		func() { s.Basis = nil }, func() { s.Conditions = nil }, func() { s.Materials = nil }, func() { s.Steps = nil },
		func() { s.Place = "" }, func() { s.Hours = "" }, func() { s.Phone = "" },
	} {
		if i < lacking {
			clear()
		}
	}
	return s
}

func (s *testSite) doc(path string) *page.Meta {
	return s.docs[slices.IndexFunc(s.docs, func(m *page.Meta) bool { return m.Path == path })]
}

// input makes the catalog.
func (s *testSite) input(t testing.TB) Input {
	t.Helper()
	docs := slices.SortedFunc(slices.Values(s.docs), func(a, b *page.Meta) int { return strings.Compare(a.Path, b.Path) })
	c, _ := catalog.New(catalog.Input{
		Config: &s.config, Metas: docs, Today: day(s.today),
		Locate: func(catalog.ID, string, string) diag.Pos { return diag.Pos{} },
	})
	return Input{Config: &s.config, Catalog: c, Calendar: calendar.Announced(), Today: day(s.today), Found: s.found, Stale: s.stale}
}

// profile makes a profile of indicators that have their measures only.
func profile(t testing.TB, indicators ...string) *Profile {
	t.Helper()
	text := "name = \"test\"\ntitle = \"试\"\npass = 60\nbonus_above = 80\n"
	for i, body := range indicators {
		text += fmt.Sprintf("[[indicator]]\ncode = \"T%d\"\ntext = \"指标\"\nbasis = \"依据\"\nconfidence = \"A\"\n%s\n", i, body)
	}
	p, found := ParseProfile("test.toml", []byte(text))
	if len(found) > 0 {
		t.Fatalf("%v\n%s", found, text)
	}
	return p
}

// indicator is the one of the national profile with a code.
func national(t testing.TB, code string) *Indicator {
	t.Helper()
	p := National()
	i := slices.IndexFunc(p.Indicators, func(ind Indicator) bool { return ind.Code == code })
	if i < 0 {
		t.Fatalf("there is no %s", code)
	}
	return &p.Indicators[i]
}

// Nothing is wrong with a site that has everything.
func TestSound(t *testing.T) {
	r := Run(National(), newSite().input(t))
	for _, result := range r.Results {
		if result.Verdict == Failed {
			t.Errorf("%s %s fails: %v", result.Code, result.Text, result.Failing)
		}
	}
	if r.Vetoes > 0 || r.Score != 100 || r.Fails() || len(r.Missing) > 0 {
		t.Errorf("%d vetoes, score %v", r.Vetoes, r.Score)
	}
}

// Each indicator of the national profile that days decide is well on the last day and
// fails on the next.
func TestDays(t *testing.T) {
	for _, x := range []struct {
		code, last string
		change     func(*testSite)
	}{
		{"V3", "2026-05-15", func(s *testSite) { // 1 May and 14 days
			for i := range s.config.Categories[:3] {
				s.config.Categories[i].Home = true
				s.docs[i].Date = day("2026-05-01")
			}
		}},
		{"D1", "2026-05-15", func(s *testSite) { s.doc("dynamics/2026/0001.md").Date = day("2026-05-01") }},
		{"D1", "2026-02-28", func(s *testSite) { // six months after 31 August there is no 31 February
			s.doc("notices/2026/0001.md").Date = day("2025-08-31")
			s.doc("dynamics/2026/0001.md").Date = day("2026-02-20")
		}},
		{"C1", "2026-05-30", func(s *testSite) {
			s.config.Categories[3].Statutory = true
			s.doc("functions/2026/0001.md").Date = day("2025-11-30")
		}},
		{"P2", "2027-01-02", func(s *testSite) { s.doc("guide/2026/0001.md").Date = day("2026-01-02") }},
		{"P2", "2027-03-01", func(s *testSite) {
			m := s.doc("guide/2026/0001.md")
			m.Date, m.Revisions = day("2026-01-02"), []page.Revision{{Date: day("2026-03-01"), Note: "更正"}}
		}},
		{"P3", "2027-01-31", func(*testSite) {}}, // the report of 2026
		{"P3", "2027-03-20", func(s *testSite) { s.config.Report.Deadline = "03-20" }},
		{"P3", "2019-03-31", func(s *testSite) { // under the 条例 of 2007
			for _, m := range s.docs {
				m.Date = day("2019-01-01")
			}
			s.doc("reports/2025/index.md").Path = "reports/2017/index.md"
		}},
		{"C3", "2026-09-30", func(s *testSite) { s.doc("notices/2026/0001.md").Title = "某某方案公开征求意见" }},
		{"C5", "2026-09-30", func(s *testSite) { s.doc("notices/2026/0001.md").Title = "某某名单公示" }},
	} {
		last := day(x.last)
		for _, offset := range []int32{-1, 0, 1} {
			s := newSite()
			x.change(s)
			s.today = page.Date{Day: last.Day + offset}.DayString()
			for _, m := range s.docs { // columns that are not looked at stay as they are
				if m.Date.Day > last.Day+offset {
					m.Date = page.Date{Day: last.Day + offset}
				}
			}
			r := Run(&Profile{Indicators: []Indicator{*national(t, x.code)}}, s.input(t))
			want := Passed
			if offset > 0 {
				want = Failed
			}
			if got := r.Results[0].Verdict; got != want {
				t.Errorf("%s on %s is %v, want %v: %v", x.code, s.today, got, want, r.Results[0].Failing)
			}
			if offset <= 0 && (len(r.Due) == 0 || r.Due[0].Day != last || r.Due[0].In(r.Today) != int(-offset)) {
				t.Errorf("%s on %s: due %v, want %s", x.code, s.today, r.Due, x.last)
			}
		}
	}
}

// Those that a number of items decides: one fewer, as many, one more.
func TestItems(t *testing.T) {
	column := func(s *testSite, i int, kind string) {
		key := fmt.Sprintf("column%02d", i)
		s.config.Categories = append(s.config.Categories, config.Category{Key: key, Name: key, Kind: kind, ColumnType: key, Description: "说明", Keywords: []string{"词"}})
	}
	for _, x := range []struct {
		code  string
		items int
		add   func(s *testSite, i int)
	}{
		{"V4", 5, func(s *testSite, i int) {
			column(s, i, []string{config.KindNews, config.KindNotices}[i%2])
			s.add(fmt.Sprintf("column%02d/2025/0001.md", i), "2025-01-01", "旧")
		}},
		{"V5", 10, func(s *testSite, i int) {
			column(s, i, config.KindReference)
			s.add(fmt.Sprintf("column%02d/2025/0001.md", i), "2025-01-01", "旧")
		}},
		{"V6", 5, func(s *testSite, i int) { column(s, i, config.KindNotices) }},
		{"D2", 1, func(s *testSite, i int) { column(s, i, config.KindReference) }},
		{"D3", 1, func(s *testSite, i int) {
			s.found = append(s.found, diag.Diagnostic{Code: "BD005", Pos: diag.Pos{File: fmt.Sprint(i)}})
		}},
		{"D4", 1, func(s *testSite, i int) {
			m := s.add(fmt.Sprintf("policies/2026/1%03d.md", i), "2026-06-01", "办法")
			m.DocNumber, m.Validity = fmt.Sprintf("示政发〔2026〕%d号", i+1), page.Valid
		}},
		{"D5", 1, func(s *testSite, i int) {
			s.add(fmt.Sprintf("policies/2026/1%03d.md", i), "2026-06-01", "政策解读")
		}},
		{"C2", 1, func(s *testSite, i int) {
			s.add(fmt.Sprintf("notices/2026/1%03d.md", i), "2026-06-01", "公开征求意见")
		}},
		{"C4", 1, func(s *testSite, i int) {
			s.add(fmt.Sprintf("policies/2025/1%03d.md", i), "2025-06-01", "旧办法")
			s.add(fmt.Sprintf("policies/2026/1%03d.md", i), "2026-06-01", "新办法").Replaces = []string{fmt.Sprintf("policies/2025/1%03d.md", i)}
		}},
		{"C6", 1, func(s *testSite, i int) {
			s.stale = true
			s.add(fmt.Sprintf("dynamics/2024/1%03d.md", i), "2024-06-29", "旧闻")
		}},
	} {
		for n := max(x.items-1, 0); n <= x.items+1; n++ {
			s := newSite()
			for i := range n {
				x.add(s, i)
			}
			r := Run(&Profile{Indicators: []Indicator{*national(t, x.code)}}, s.input(t))
			want := Passed
			if n >= x.items {
				want = Failed
			}
			if got := r.Results[0]; got.Verdict != want || len(got.Failing) != n {
				t.Errorf("%s with %d: %v, %d items fail; want %v", x.code, n, got.Verdict, len(got.Failing), want)
			}
		}
	}
}

// The clocks in working days: 20 days from 30 September 2026 are over on 3 November, as
// calendar.TestAfter counts them, and 3 days from 24 September on 30 September.
func TestWorkdays(t *testing.T) {
	for date, want := range map[string]Verdict{"2026-11-02": Passed, "2026-11-03": Passed, "2026-11-04": Failed} {
		s := newSite()
		s.today = "2026-11-30"
		s.add("notices/2026/0002.md", date, "公告").Written = day("2026-09-30")
		if r := Run(&Profile{Indicators: []Indicator{*national(t, "P4")}}, s.input(t)); r.Results[0].Verdict != want {
			t.Errorf("published on %s: %v", date, r.Results[0].Verdict)
		}
	}
	for date, want := range map[string]Verdict{"2026-09-29": Passed, "2026-09-30": Passed, "2026-10-08": Failed} {
		s := newSite()
		s.today = "2026-11-30"
		s.add("policies/2026/0002.md", "2026-09-24", "办法")
		s.add("policies/2026/0003.md", date, "解读").Interprets = []string{"policies/2026/0002.md"}
		if r := Run(&Profile{Indicators: []Indicator{*national(t, "D6")}}, s.input(t)); r.Results[0].Verdict != want {
			t.Errorf("interpreted on %s: %v", date, r.Results[0].Verdict)
		}
	}
	s := newSite()
	s.today = "2027-03-01"
	s.add("notices/2027/0002.md", "2027-02-26", "公告").Written = day("2026-12-30")
	if r := Run(&Profile{Indicators: []Indicator{*national(t, "P4")}}, s.input(t)); r.Results[0].Verdict != Passed || !slices.Equal(r.Missing, []int{2027}) {
		t.Errorf("a year that is not announced: %v, missing %v", r.Results[0].Verdict, r.Missing)
	}
}

// What was first public more than a month after its date is to be looked at, unless it
// was there when the recording began.
func TestBackdated(t *testing.T) {
	for first, want := range map[string]Verdict{"2026-06-01": Passed, "2026-06-30": Passed, "2026-07-01": Passed, "2026-07-02": Failed} {
		s := newSite()
		s.today = "2026-08-01"
		s.add("notices/2026/0002.md", "2026-06-01", "公告")
		in := s.input(t)
		list, err := new(records.Published).Update("2026-05-01", []records.Entry{{Address: "notices/2026/0001.html", State: records.Public}})
		if err == nil {
			list, err = list.Update(first, []records.Entry{{Address: "notices/2026/0001.html", State: records.Public}, {Address: "notices/2026/0002.html", State: records.Public}})
		}
		if err != nil {
			t.Fatal(err)
		}
		p := &Profile{Indicators: []Indicator{*national(t, "P9")}}
		in.Published = list
		if got := Run(p, in).Results[0].Verdict; got != want {
			t.Errorf("first public on %s: %v", first, got)
		}
		in.Published, err = new(records.Published).Update(first, []records.Entry{{Address: "notices/2026/0002.html", State: records.Public}})
		if got := Run(p, in).Results[0].Verdict; got != Passed || err != nil {
			t.Errorf("there when the recording began: %v, %v", got, err)
		}
	}
}

// What an office says of itself: each setting that is taken away is an item.
func TestSettings(t *testing.T) {
	for _, x := range []struct {
		code  string
		items int
		clear func(*config.Config)
	}{
		{"P1", 9, func(c *config.Config) { c.Guide = config.Guide{} }},
		{"P1", 1, func(c *config.Config) { c.Guide.Fax = "未提供" }},
		{"P1", 1, func(c *config.Config) { c.Guide.Fax = "示例，请填写" }},
		{"P1", 0, func(c *config.Config) { c.Guide.Fax, c.Guide.Online = "无", "无" }},
		{"P1", 2, func(c *config.Config) { c.Guide.Fax, c.Guide.Phone = "没有", "无" }},
		{"D7", 3, func(c *config.Config) { c.Site = config.Site{} }},
		{"D7", 2, func(c *config.Config) { c.Portal.Name = "某区" }},
		{"D8", 3, func(c *config.Config) {
			c.Categories[0].Description, c.Categories[0].Keywords, c.Categories[0].ColumnType = "", nil, ""
		}},
		{"D9", 7, func(c *config.Config) { c.Footer, c.Site.IDCode = config.Footer{}, "" }},
		{"V7", 1, func(c *config.Config) { c.Guide.Online, c.Footer.Contact = "", "" }},
		{"V7", 0, func(c *config.Config) { c.Guide.Online = "" }},
	} {
		s := newSite()
		x.clear(&s.config)
		r := Run(&Profile{Indicators: []Indicator{*national(t, x.code)}}, s.input(t))
		if got := len(r.Results[0].Failing); got != x.items {
			t.Errorf("%s: %d items, want %d: %v", x.code, got, x.items, r.Results[0].Failing)
		}
		s.config.Site.Sample = "示例"
		if v := Run(&Profile{Indicators: []Indicator{*national(t, "V7")}}, s.input(t)).Results[0].Verdict; v != Unseen {
			t.Errorf("a sample site is judged: %v", v)
		}
	}
}

// What is not public is not looked at.
func TestWithheld(t *testing.T) {
	s := newSite()
	s.doc("dynamics/2026/0001.md").Date = day("2026-06-01")
	s.add("dynamics/2026/0002.md", "2026-06-29", "草稿").Draft = true
	s.add("policies/2026/0002.md", "2026-06-29", "解读").Draft = true
	in := s.input(t)
	if r := Run(National(), in); r.Unpriced != 1 {
		t.Errorf("%d deductions, want that of the column", r.Unpriced)
	}
	preview, _ := catalog.New(catalog.Input{Config: in.Config, Metas: s.docs, Today: in.Today, Preview: true, Locate: func(catalog.ID, string, string) diag.Pos { return diag.Pos{} }})
	in.Catalog = preview
	if r := Run(National(), in); r.Unpriced != 1 {
		t.Errorf("%d deductions in a preview, want that of the column", r.Unpriced)
	}
}

// What is due is there once, by day; what happens by itself is too.
func TestDue(t *testing.T) {
	s := newSite()
	s.add("notices/2026/0002.md", "2026-06-30", "公示").PublishUntil = day("2026-07-07")
	r := Run(National(), s.input(t))
	var got []string
	for _, d := range r.Within(30) {
		code := "-"
		if d.Indicator != nil {
			code = d.Indicator.Code
		}
		got = append(got, fmt.Sprintf("%s %s %s %d", d.Day.DayString(), d.Subject, code, d.In(r.Today)))
	}
	want := []string{
		"2026-07-08 content/notices/2026/0002.md - 8",
		"2026-07-14 content V3 14",
		"2026-07-14 content/dynamics D1 14",
	}
	if !slices.Equal(got, want) {
		t.Errorf("due:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if n := Next(s.input(t), 2); len(n) != 2 || n[1].Day != day("2026-07-14") {
		t.Errorf("the next two: %v", n)
	}
	if r.Within(0) != nil && len(r.Within(0)) > 0 {
		t.Errorf("due today: %v", r.Within(0))
	}
}

// TestEveryKindDue: each thing that a day decides is in the list of what falls due, with
// what the day is; a duty that was missed hides no later one.
func TestEveryKindDue(t *testing.T) {
	s := newSite()
	s.today = "2026-11-28"
	for _, m := range s.docs {
		m.Date = day("2026-11-20")
	}
	s.doc("reports/2025/index.md").Form, s.doc("reports/2025/index.md").Draft = "2021", true // never published
	policy := func(path, effective string) *page.Meta {
		m := s.add(path, "2026-11-20", "办法")
		m.DocNumber, m.Validity, m.Effective = "示政发〔2026〕"+path[14:18]+"号", page.Valid, day(effective)
		return m
	}
	policy("policies/2026/0002.md", "2026-12-01")
	policy("policies/2026/0003.md", "2026-12-02")
	s.add("policies/2026/0004.md", "2026-11-20", "《办法》解读").Interprets = []string{"policies/2026/0003.md"}
	policy("policies/2026/0005.md", "2026-11-20").Expires = day("2026-12-31")
	policy("policies/2026/0006.md", "2026-11-20").Repealed = day("2027-01-05")
	s.add("notices/2026/0002.md", "2026-12-03", "明天的事")
	s.add("notices/2026/0003.md", "2026-11-20", "名单公示").PublishUntil = day("2026-12-04")
	s.add("notices/2026/0004.md", "2026-11-20", "方案公开征求意见")
	s.add("notices/2026/0005.md", "2026-11-20", "另一份名单公示")
	in := s.input(t)
	in.Applications = []requests.Application{{File: "content/reports/2026/applications.csv", Line: 3, From: day("2026-11-20")}}
	in.Waivers = []waiver.Waiver{{Rule: "PV010", File: "content/notices/2026/0001.md", Until: "2026-12-10", Reason: "公务手机"}}
	var got []string
	for _, d := range Run(National(), in).Within(90) {
		code := d.Event
		if d.Indicator != nil {
			code = d.Indicator.Code
		}
		if d.Kind.ZH == "" || d.Kind.EN == "" {
			t.Errorf("%s %s has no kind", d.Day.DayString(), d.Subject)
		}
		got = append(got, fmt.Sprintf("%s %s %s %s", d.Day.DayString(), d.Kind.ZH, strings.TrimPrefix(d.Subject, "content/"), code))
	}
	for _, want := range []string{
		"2026-11-30 最后期限 policies/2026/0002.md D4", "2026-12-01 开始施行 policies/2026/0002.md effective", "2026-12-02 开始施行 policies/2026/0003.md effective",
		"2027-01-01 到期失效 policies/2026/0005.md expires", "2027-01-05 废止 policies/2026/0006.md repealed", "2026-12-03 自动公开 notices/2026/0002.md appears",
		"2026-12-05 公示期满撤下 notices/2026/0003.md publish_until", "2027-01-31 最后期限 reports/2026/index.md P3", "2026-12-10 放行到期 notices/2026/0001.md waiver",
		"2027-02-20 最后期限 notices/2026/0004.md C3", "2027-02-20 最后期限 notices/2026/0005.md C5", "2026-12-04 最后期限 content V3", "2026-12-18 最后期限 reports/2026/applications.csv:3 P10",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("%s is not among\n%s", want, strings.Join(got, "\n"))
		}
	}
	if text := strings.Join(got, "\n"); strings.Contains(text, "0003.md D4") || strings.Contains(text, "reports/2025") {
		t.Errorf("what was interpreted, or is over, is due:\n%s", text)
	}
}

// A veto of five columns is due on the day of the fifth.
func TestVetoDue(t *testing.T) {
	s := newSite()
	p := profile(t, "kind = \"veto\"\nmeasure = \"column-age\"\nage = {news = \"14d\", notices = \"6m\"}\nitems = 2")
	s.doc("notices/2026/0001.md").Date = day("2026-02-10")
	r := Run(p, s.input(t))
	if len(r.Due) != 2 || r.Due[0].Day != day("2026-08-10") {
		t.Errorf("due %v, want the second column", r.Due)
	}
}

func BenchmarkRun(b *testing.B) {
	in, p := manyDocuments(b), National()
	b.ReportAllocs()
	for b.Loop() {
		if len(Run(p, in).Results) == 0 {
			b.Fatal("nothing")
		}
	}
}

// BenchmarkNext is what a build pays for its reminders.
func BenchmarkNext(b *testing.B) {
	in := manyDocuments(b)
	b.ReportAllocs()
	for b.Loop() {
		if len(Next(in, 3)) == 0 {
			b.Fatal("nothing")
		}
	}
}

// manyDocuments is a site of 10,000 documents.
func manyDocuments(b *testing.B) Input {
	s := newSite()
	for i := range 10_000 {
		m := s.add(fmt.Sprintf("policies/20%02d/%06d.md", 16+i/1000, i), fmt.Sprintf("20%02d-03-0%d", 16+i/1000, 1+i%9), fmt.Sprintf("关于做好第%d批工作的通知", i))
		m.Written, m.DocNumber, m.Validity = m.Date, fmt.Sprintf("示政发〔2016〕%d号", i+1), page.Valid
	}
	return s.input(b)
}
