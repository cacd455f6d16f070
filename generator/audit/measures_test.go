package audit

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/records"
	"gongkai/generator/requests"
	"gongkai/generator/weight"
)

// verdictOf judges a site by one indicator.
func verdictOf(ind Indicator, in Input) (Verdict, int) {
	r := Run(&Profile{Indicators: []Indicator{ind}}, in)
	return r.Results[0].Verdict, len(r.Results[0].Failing)
}

// Services: none is a veto, unless the portal has them; one, draft or not, is what counts.
func TestServiceNone(t *testing.T) {
	for name, x := range map[string]struct {
		change func(*testSite)
		want   Verdict
	}{
		"one":  {func(*testSite) {}, Passed},
		"none": {func(s *testSite) { s.doc("services/2026/0001.md").Draft = true }, Failed},
		"on the portal": {func(s *testSite) {
			s.doc("services/2026/0001.md").Draft = true
			s.config.Portal.URL = "https://www.example.cn/"
		}, Passed},
		"a sample":        {func(s *testSite) { s.doc("services/2026/0001.md").Draft = true; s.config.Site.Sample = "示例" }, Unseen},
		"another column":  {func(s *testSite) { s.config.Categories[4].Kind = config.KindReference }, Failed},
		"without a guide": {func(s *testSite) { s.doc("services/2026/0001.md").Service = nil }, Passed},
	} {
		s := newSite()
		x.change(s)
		if got, _ := verdictOf(*national(t, "V9"), s.input(t)); got != x.want {
			t.Errorf("%s: %v, want %v", name, got, x.want)
		}
	}
}

// Guides fail by what they lack: one element fewer, as many, one more; one guide fewer, as
// many, one more.
func TestServiceLacking(t *testing.T) {
	guides := func(n, lacking int) Input {
		s := newSite()
		for i := range n {
			s.add(fmt.Sprintf("services/2026/1%03d.md", i), "2026-06-01", "办事指南").Service = guide(lacking)
		}
		return s.input(t)
	}
	for _, x := range []struct {
		code       string
		n, lacking int
		want       Verdict
		failing    int
	}{
		{"D11", 1, 0, Passed, 0}, {"D11", 1, 1, Failed, 1}, {"D11", 1, 2, Failed, 1}, {"D11", 2, 7, Failed, 2},
		{"V10", 5, 3, Passed, 0}, {"V10", 5, 4, Failed, 5}, {"V10", 5, 5, Failed, 5}, {"V10", 4, 7, Passed, 4}, {"V10", 6, 4, Failed, 6},
	} {
		if got, failing := verdictOf(*national(t, x.code), guides(x.n, x.lacking)); got != x.want || failing != x.failing {
			t.Errorf("%s, %d guides that lack %d: %v, %d fail; want %v, %d", x.code, x.n, x.lacking, got, failing, x.want, x.failing)
		}
	}
	in := guides(1, 2)
	if r := Run(&Profile{Indicators: []Indicator{*national(t, "D11")}}, in); r.Results[0].Failing[0].Says.ZH != "缺 2 类要素：设定依据、受理条件" {
		t.Errorf("says %v", r.Results[0].Failing[0].Says)
	}
}

// Applications: well on the last working day, late on the next; extended, 20 more. From
// 30 September 2026 twenty working days end on 3 November, forty on 1 December; the make-up
// days of the National Day are worked.
func TestAnswerDue(t *testing.T) {
	ind := *national(t, "P10")
	for _, x := range []struct {
		from, last string
		extended   bool
	}{{"2026-09-30", "2026-11-03", false}, {"2026-09-30", "2026-12-01", true}} {
		for offset, want := range map[int32]Verdict{-1: Passed, 0: Passed, 1: Failed} {
			s := newSite()
			s.today = page.Date{Day: day(x.last).Day + offset}.DayString()
			in := s.input(t)
			in.Applications = []requests.Application{{File: "content/reports/2026/applications.csv", Line: 7, From: day(x.from), Extended: x.extended}}
			r := Run(&Profile{Indicators: []Indicator{ind}}, in)
			if got := r.Results[0].Verdict; got != want {
				t.Errorf("%+v on %s: %v, want %v", x, s.today, got, want)
			}
			if want == Passed && (len(r.Due) != 1 || r.Due[0].Day != day(x.last) || r.Due[0].Title != "第 7 行的申请") {
				t.Errorf("%+v on %s: due %v", x, s.today, r.Due)
			}
			if next := Next(in, 3); want == Passed && (len(next) == 0 || next[0].Indicator.Code != "P10") {
				t.Errorf("%+v on %s: a build does not remind of it: %v", x, s.today, next)
			}
		}
	}
	s := newSite()
	in := s.input(t)
	in.Applications = []requests.Application{{From: day("2026-12-20")}}
	if r := Run(&Profile{Indicators: []Indicator{ind}}, in); r.Results[0].Verdict != Passed || !slices.Equal(r.Missing, []int{2027}) || len(r.Due) > 0 {
		t.Errorf("into a year that is not announced: %v, due %v, missing %v", r.Results[0].Verdict, r.Due, r.Missing)
	}
	s.today = "2026-10-01"
	in = s.input(t)
	in.Applications = []requests.Application{{File: "a.csv", Line: 2, From: day("2026-09-30")}, {File: "a.csv", Line: 3, From: day("2026-09-30")}}
	if r := Run(&Profile{Indicators: []Indicator{ind}}, in); len(r.Due) != 2 || r.Due[0].Subject == r.Due[1].Subject {
		t.Errorf("two of one day: %v", r.Due)
	}
	in = s.input(t)
	in.Misread = []diag.Diagnostic{{Code: "RP021", Pos: diag.Pos{File: "content/reports/2026/applications.csv", Line: 3}}}
	if got, n := verdictOf(ind, in); got != Failed || n != 1 {
		t.Errorf("a line that nobody can read: %v", got)
	}
}

// Pages: a byte below, at, and above what is allowed.
func TestPageWeight(t *testing.T) {
	ind := *national(t, "D13")
	most := int64(ind.Kilobytes) * 1000
	for bytes, want := range map[int64]Verdict{most - 1: Passed, most: Passed, most + 1: Failed} {
		in := newSite().input(t)
		in.Pages = []weight.Page{{Path: "index.html", Bytes: bytes, Largest: "images/a.png", LargestBytes: bytes / 2}}
		if got, _ := verdictOf(ind, in); got != want {
			t.Errorf("%d bytes: %v, want %v", bytes, got, want)
		}
	}
	if got, _ := verdictOf(ind, newSite().input(t)); got != Unseen {
		t.Errorf("nothing is published: %v", got)
	}
}

// Links to other sites are judged where they were asked for, and else nobody has looked.
func TestOutside(t *testing.T) {
	ind := *national(t, "D12")
	in := newSite().input(t)
	if got, _ := verdictOf(ind, in); got != Unseen {
		t.Errorf("nobody has asked: %v", got)
	}
	in.Asked = true
	if got, _ := verdictOf(ind, in); got != Passed {
		t.Errorf("all are there: %v", got)
	}
	in.Found = []diag.Diagnostic{{Code: "OL003"}, {Code: "OL001", Pos: diag.Pos{File: "content/a.md", Line: 7}}}
	r := Run(&Profile{Indicators: []Indicator{ind}}, in)
	if got := r.Results[0]; got.Verdict != Failed || len(got.Failing) != 1 || got.Failing[0].Subject != "content/a.md:7" {
		t.Errorf("one is dead: %+v", got)
	}
}

// columnsOf adds columns of a kind whose newest is of a day.
func columnsOf(s *testSite, n int, kind, date string) {
	for i := range n {
		key := fmt.Sprintf("%s%d", kind, i)
		c := config.Category{Key: key, Name: key, Kind: kind}
		if kind == statutory {
			c.Kind, c.Statutory = "service", true // one that has no age of its own
		}
		s.config.Categories = append(s.config.Categories, c)
		s.add(key+"/2026/0001.md", date, "信息")
	}
}

// borders are sites on the border of each number of the national profile: with the number
// it has, the verdict is one, and with the next it is the other.
func borders(t *testing.T) map[string]func(*testSite) Input {
	plain := func(change func(*testSite)) func(*testSite) Input {
		return func(s *testSite) Input { change(s); return s.input(t) }
	}
	aged := func(n int, kind, date string) func(*testSite) Input {
		return plain(func(s *testSite) { columnsOf(s, n, kind, date) })
	}
	all := func(date string) func(*testSite) Input {
		return plain(func(s *testSite) {
			for _, m := range s.docs {
				m.Date = day(date)
			}
		})
	}
	titled := func(path, date, title string) func(*testSite) Input {
		return plain(func(s *testSite) { s.add(path, date, title) })
	}
	lacking := func(n, of int) func(*testSite) Input {
		return plain(func(s *testSite) {
			for i := range n {
				s.add(fmt.Sprintf("services/2026/1%03d.md", i), "2026-06-01", "办事指南").Service = guide(of)
			}
		})
	}
	written := func(made, published string) func(*testSite) Input {
		return plain(func(s *testSite) { s.add("notices/2026/0002.md", published, "公告").Written = day(made) })
	}
	interpreted := func(original, by string) func(*testSite) Input {
		return plain(func(s *testSite) {
			s.add("policies/2026/0002.md", original, "办法")
			s.add("policies/2026/0003.md", by, "解读").Interprets = []string{"policies/2026/0002.md"}
		})
	}
	return map[string]func(*testSite) Input{
		"V3 period": all("2026-06-16"),
		"V4 news":   aged(5, config.KindNews, "2026-06-16"), "V4 notices": aged(5, config.KindNotices, "2025-12-30"), "V4 items": aged(5, config.KindNews, "2026-06-01"),
		"V5 news": aged(10, config.KindNews, "2025-06-30"), "V5 notices": aged(10, config.KindNotices, "2025-06-30"), "V5 reference": aged(10, config.KindReference, "2025-06-30"),
		"V5 statutory": aged(10, statutory, "2025-06-30"), "V5 items": aged(10, config.KindReference, "2025-06-01"),
		"V6 items": plain(func(s *testSite) {
			for i := range 5 {
				s.config.Categories = append(s.config.Categories, config.Category{Key: fmt.Sprint("empty", i), Kind: config.KindReference})
			}
		}),
		"V10 missing": lacking(5, 4), "V10 items": lacking(5, 7), "D11 missing": lacking(1, 1),
		"D1 news": aged(1, config.KindNews, "2026-06-16"), "D1 notices": aged(1, config.KindNotices, "2025-12-30"), "C1 statutory": aged(1, statutory, "2025-12-30"),
		"D4 period": plain(func(s *testSite) {
			m := s.add("policies/2025/0002.md", "2025-06-30", "办法")
			m.DocNumber, m.Validity = "示政发〔2025〕2号", page.Valid
		}),
		"D6 workdays": interpreted("2026-06-22", "2026-06-25"), "D6 period": interpreted("2025-06-02", "2025-06-30"),
		"P4 workdays": written("2026-06-01", "2026-06-30"), "P4 period": written("2025-01-06", "2025-06-30"),
		"P2 period": plain(func(s *testSite) { s.doc("guide/2026/0001.md").Date = day("2025-06-30") }),
		"C3 period": titled("notices/2026/0002.md", "2026-03-30", "公开征求意见"), "C5 period": titled("notices/2026/0002.md", "2026-03-30", "名单公示"),
		"C6 period": plain(func(s *testSite) {
			s.stale = true
			s.add("dynamics/2024/0002.md", "2024-06-30", "旧闻")
		}),
		"P9 period": func(s *testSite) Input {
			s.add("notices/2026/0002.md", "2026-05-01", "公告")
			in := s.input(t)
			list, err := new(records.Published).Update("2026-04-01", []records.Entry{{Address: "notices/2026/0001.html", State: records.Public}})
			if err == nil {
				list, err = list.Update("2026-06-01", []records.Entry{{Address: "notices/2026/0001.html", State: records.Public}, {Address: "notices/2026/0002.html", State: records.Public}})
			}
			if err != nil {
				t.Fatal(err)
			}
			in.Published = list
			return in
		},
		"P10 workdays": func(s *testSite) Input {
			s.today = "2026-11-03"
			in := s.input(t)
			in.Applications = []requests.Application{{From: day("2026-09-30")}}
			return in
		},
		"D13 kilobytes": func(s *testSite) Input {
			in := s.input(t)
			in.Pages = []weight.Page{{Bytes: 1_500_000}}
			return in
		},
	}
}

// nextTo are the numbers of an indicator, each changed by one unit.
func nextTo(ind Indicator) map[string]Indicator {
	list := map[string]Indicator{}
	shorter := map[string]string{"14d": "13d", "6m": "5m", "1y": "11m", "3m": "2m", "2y": "1y", "1m": "27d"}
	if ind.Period != "" {
		changed := ind
		changed.Period = shorter[ind.Period]
		list["period"] = changed
	}
	for kind, age := range ind.Age {
		changed := ind
		changed.Age = maps.Clone(ind.Age)
		changed.Age[kind] = shorter[age]
		list[kind] = changed
	}
	if ind.Items > 1 {
		changed := ind
		changed.Items++
		list["items"] = changed
	}
	for key, number := range map[string]func(*Indicator) *int{
		"workdays": func(i *Indicator) *int { return &i.Workdays }, "missing": func(i *Indicator) *int { return &i.Missing }, "kilobytes": func(i *Indicator) *int { return &i.Kilobytes },
	} {
		if changed := ind; *number(&changed) != 0 {
			if *number(&changed)--; key == "missing" {
				*number(&changed) += 2 // more than that are missing
			}
			list[key] = changed
		}
	}
	return list
}

// Each number of the national profile counts: with the next one, the verdict on a site
// that lies on the border is the other.
func TestEveryNumberCounts(t *testing.T) {
	sites, tried := borders(t), 0
	for _, ind := range National().Indicators {
		for key, changed := range nextTo(ind) {
			tried++
			site := sites[ind.Code+" "+key]
			if site == nil {
				t.Errorf("%s: no site lies on the border of %s", ind.Code, key)
				continue
			}
			was, failing := verdictOf(ind, site(newSite()))
			is, failingThen := verdictOf(changed, site(newSite()))
			if was == is {
				t.Errorf("%s: with another %s the verdict is %v as before (%d and %d fail)", ind.Code, key, is, failing, failingThen)
			}
		}
	}
	if tried != len(sites) {
		t.Errorf("%d numbers, and %d sites", tried, len(sites))
	}
}
