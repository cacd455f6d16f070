package catalog

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/config"
	"gongkai/generator/page"
	"gongkai/generator/report"
)

// countedConfig has a category of each sort that is counted in its own way.
func countedConfig() *config.Config {
	return &config.Config{Categories: []config.Category{
		{Key: "overview", Name: "镇村概况", ColumnType: "概况信息", Kind: config.KindReference},
		{Key: "policies", Name: "政策文件", ColumnType: "政策文件", Kind: config.KindNotices},
		{Key: "dynamics", Name: "工作动态", ColumnType: "工作动态", Kind: config.KindNews},
		{Key: "notices", Name: "公示公告", ColumnType: "通知公告", Kind: config.KindNotices},
		{Key: "reports", Name: "政府信息公开年报", ColumnType: "信息公开年报", Kind: config.KindReports},
	}}
}

// counted makes a catalog of the given documents as of the end of 2018.
func counted(t *testing.T, metas ...*page.Meta) *Catalog {
	t.Helper()
	for _, m := range metas {
		m.Category, _, _ = strings.Cut(m.Path, "/")
	}
	in := input(t, "2018-12-31", metas...)
	in.Config = countedConfig()
	c, found := New(in)
	if len(found) > 0 {
		t.Fatal(found)
	}
	return c
}

func TestCounts(t *testing.T) {
	c := counted(t,
		&page.Meta{Path: "policies/index.md", Date: day(t, "2017-01-01")},
		&page.Meta{Path: "policies/before.md", Date: day(t, "2016-12-31 23:59")},
		&page.Meta{Path: "policies/first.md", Date: day(t, "2017-01-01 00:00")},
		&page.Meta{Path: "dynamics/last.md", Date: day(t, "2017-12-31 23:59")},
		&page.Meta{Path: "dynamics/march.md", Date: day(t, "2017-03-15")},
		&page.Meta{Path: "dynamics/draft.md", Date: day(t, "2017-03-15"), Draft: true},
		&page.Meta{Path: "notices/after.md", Date: day(t, "2018-01-01")},
		&page.Meta{Path: "reports/2016/index.md", Date: day(t, "2017-01-20"), Form: "2007"},
	)
	of := func(paths ...string) report.Count { return report.Count{N: len(paths), Paths: paths} }
	want := report.Counts{
		Year:      2017,
		Documents: of("content/policies/first.md", "content/dynamics/march.md", "content/dynamics/last.md"),
		Categories: []report.CategoryCount{
			{Key: "overview", Name: "镇村概况"},
			{Key: "policies", Name: "政策文件", Count: of("content/policies/first.md")},
			{Key: "dynamics", Name: "工作动态", Count: of("content/dynamics/march.md", "content/dynamics/last.md")},
			{Key: "notices", Name: "公示公告"},
		},
		Months: [12]int{0: 1, 2: 1, 11: 1},
	}
	if diff := cmp.Diff(want, c.Counts(2017)); diff != "" {
		t.Error(diff)
	}
}

// TestNormative counts one document at a time: whether it is 行政规范性文件, and
// in which years it was made, ended, and in force at the end.
func TestNormative(t *testing.T) {
	for _, test := range []struct {
		name string
		meta page.Meta
		want string // the years from 2015 to 2018 in which it counts
	}{
		{"made in a year", page.Meta{Date: day(t, "2016-05-01"), Validity: "有效"}, "made 2016, valid 2016 2017 2018"},
		{"made when it was written", page.Meta{Date: day(t, "2017-01-10"), Written: day(t, "2016-12-30"), Validity: "有效"}, "made 2016, valid 2016 2017 2018"},
		{"amended is in force", page.Meta{Date: day(t, "2017-12-31"), Validity: "已修改"}, "made 2017, valid 2017 2018"},
		{"repealed on a day", page.Meta{Date: day(t, "2016-01-01"), Repealed: day(t, "2017-12-31"), Validity: "废止"}, "made 2016, repealed 2017, valid 2016"},
		{"repealed on the next day", page.Meta{Date: day(t, "2016-01-01"), Repealed: day(t, "2018-01-01"), Validity: "废止"}, "made 2016, repealed 2018, valid 2016 2017"},
		{"expired on a day", page.Meta{Date: day(t, "2016-01-01"), Expires: day(t, "2017-06-30"), Validity: "有效"}, "made 2016, repealed 2017, valid 2016"},
		{"repealed before it would have expired", page.Meta{Date: day(t, "2015-01-01"), Repealed: day(t, "2016-03-01"), Expires: day(t, "2017-06-30"), Validity: "废止"}, "made 2015, repealed 2016, valid 2015"},
		{"repealed on a day that nobody knows", page.Meta{Date: day(t, "2016-01-01"), Validity: "废止"}, "made 2016"},
		{"expired on a day that nobody knows", page.Meta{Date: day(t, "2016-01-01"), Validity: "失效"}, "made 2016"},
		{"to expire", page.Meta{Date: day(t, "2016-01-01"), Expires: day(t, "2030-01-01"), Validity: "有效"}, "made 2016, valid 2016 2017 2018"},
		{"made and repealed in one year", page.Meta{Date: day(t, "2016-01-01"), Repealed: day(t, "2016-02-01"), Validity: "废止"}, "made 2016, repealed 2016"},
		{"validity not stated", page.Meta{Date: day(t, "2016-01-01")}, ""},
		{"no number", page.Meta{Date: day(t, "2016-01-01"), Validity: "有效", DocNumber: "-"}, ""},
		{"of another category", page.Meta{Path: "notices/a.md", Date: day(t, "2016-01-01"), Validity: "有效"}, ""},
	} {
		m := test.meta
		if m.Path == "" {
			m.Path = "policies/a.md"
		}
		switch m.DocNumber {
		case "":
			m.DocNumber = "示政发〔2016〕1号"
		case "-":
			m.DocNumber = ""
		}
		if got := normativeYears(counted(t, &m)); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

// normativeYears says in which years the only document of a catalog counts.
func normativeYears(c *Catalog) string {
	var made, repealed, valid []string
	for year := 2015; year <= 2018; year++ {
		counts := c.Counts(year)
		for to, count := range map[*[]string]report.Count{&made: counts.Made, &repealed: counts.Repealed, &valid: counts.Valid} {
			if count.N > 0 {
				*to = append(*to, fmt.Sprint(year))
			}
		}
	}
	var parts []string
	for _, part := range []string{"made " + strings.Join(made, " "), "repealed " + strings.Join(repealed, " "), "valid " + strings.Join(valid, " ")} {
		if !strings.HasSuffix(part, " ") {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

func TestSitePublished(t *testing.T) {
	metas := []*page.Meta{
		{Path: "overview/a.md", Date: day(t, "2017-01-01")},
		{Path: "overview/b.md", Date: day(t, "2018-01-01")},
		{Path: "policies/a.md", Date: day(t, "2016-12-31")},
		{Path: "policies/b.md", Date: day(t, "2017-12-31"), Interprets: []string{"policies/a.md"}},
		{Path: "policies/c.md", Date: day(t, "2018-01-01"), Interprets: []string{"policies/a.md"}},
		{Path: "policies/index.md", Date: day(t, "2017-01-01")},
		{Path: "reports/2016/index.md", Date: day(t, "2017-01-20"), Form: "2007"},
	}
	for i := range 3 {
		metas = append(metas, &page.Meta{Path: fmt.Sprintf("dynamics/%d.md", i), Date: day(t, "2017-06-01")})
	}
	for i := range 4 {
		metas = append(metas, &page.Meta{Path: fmt.Sprintf("notices/%d.md", i), Date: day(t, "2017-06-01")})
	}
	c := counted(t, slices.Clone(metas)...)
	want := report.SitePublished{Overview: 1, News: 3, Catalog: 5, Interpretations: 1}
	if diff := cmp.Diff(want, c.SitePublished(2017)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(report.SitePublished{}, c.SitePublished(2015)); diff != "" {
		t.Errorf("a year without documents: %s", diff)
	}
}
