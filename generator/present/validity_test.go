package present

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/catalog"
	"gongkai/generator/layout"
	"gongkai/generator/page"
)

// standings are documents of every standing as of 2018-01-01.
func standings() []*page.Meta {
	metas := documents(9)
	metas[0].Validity, metas[0].DocNumber = page.Valid, "示政发〔2017〕1号"
	metas[1].Validity, metas[1].Effective = page.Valid, page.NewDate(2018, 2, 1)
	metas[2].Validity, metas[2].Expires = page.Valid, page.NewDate(2017, 12, 31)
	metas[3].Validity, metas[3].Repealed = page.Repealed, page.NewDate(2017, 6, 1)
	metas[4].Validity, metas[4].Written = page.Amended, page.NewDate(2016, 12, 30)
	metas[5].Validity, metas[5].Expires = page.Valid, page.NewDate(2018, 1, 1) // its last day
	metas[6].Validity = page.Expired
	metas[7].Replaces = []string{metas[3].Path}
	return metas
}

// titlesOf are the titles of a page of a list, with what it says of each.
func titlesOf(rows []layout.ValidityRow) string {
	var list []string
	for _, r := range rows {
		list = append(list, r.Title+" "+r.Validity+" "+r.End)
	}
	return strings.Join(list, "; ")
}

func TestValidity(t *testing.T) {
	cfg := testConfig()
	metas := standings()
	metas = append(metas, &page.Meta{Path: "guide/1.md", Category: "guide", Title: "指南", Date: page.NewDate(2017, 1, 1), Validity: page.Valid})
	p := planOf(t, cfg, metas...)
	valid, over := at[*layout.ValidityView](t, p, "policies/valid.html"), at[*layout.ValidityView](t, p, "policies/lapsed.html")
	if got := titlesOf(valid.Rows); got != "文件6 有效 2018-01-01; 文件5 已修改 ; 文件1 有效 " {
		t.Errorf("in force: %s", got)
	}
	if got := titlesOf(over.Rows); got != "文件7 失效 ; 文件4 废止 2017-06-01; 文件3 失效 2017-12-31" {
		t.Errorf("over: %s", got)
	}
	if valid.Total != 3 || valid.Pending != 1 || over.Total != 3 || valid.Over || !over.Over || valid.Other.Href != "lapsed.html" || over.Other.Href != "valid.html" {
		t.Errorf("%+v\n%+v", valid, over)
	}
	if !valid.Numbered || !valid.Written || valid.Effective || !valid.Ending || over.Numbered || over.Written || !over.Ending {
		t.Errorf("columns of %+v\n%+v", valid, over)
	}
	if over.Rows[1].ReplacedBy.Text != "文件8" || valid.Rows[2].Number != "示政发〔2017〕1号" || valid.Rows[1].Written != "2016-12-30" {
		t.Errorf("%+v\n%+v", valid.Rows, over.Rows)
	}
	if valid.Title != "现行有效的政策文件" || valid.Breadcrumb[1].Href != "index.html" {
		t.Errorf("title %q, way %v", valid.Title, valid.Breadcrumb)
	}
	for _, path := range []string{"guide/valid.html", "reports/valid.html"} {
		if _, ok := p.Lookup(path); ok {
			t.Errorf("%s is no category of policies", path)
		}
	}
}

// The lists can be reached from the front page of the category, the catalog and the
// site map; where nothing says how far it is in force there are neither.
func TestValidityLinks(t *testing.T) {
	want := func(root string) []layout.Link {
		return []layout.Link{
			{Text: "现行有效的政策文件", Href: root + "valid.html", Counted: true, Count: 3},
			{Text: "已失效、废止的政策文件", Href: root + "lapsed.html", Counted: true, Count: 3},
		}
	}
	p := planOf(t, testConfig(), standings()...)
	if diff := cmp.Diff(want(""), at[*layout.ListView](t, p, "policies/index.html").Validity); diff != "" {
		t.Errorf("section: %s", diff)
	}
	if diff := cmp.Diff(want("../policies/"), at[*layout.CatalogView](t, p, "catalog/index.html").Facets[1].Links); diff != "" {
		t.Errorf("catalog: %s", diff)
	}
	if links := at[*layout.IndexView](t, p, "sitemap.html").Groups[2].Links; !slices.Contains(links, want("policies/")[0]) || !slices.Contains(links, want("policies/")[1]) {
		t.Errorf("site map: %v", links)
	}
	if sitemap := late(t, p)["sitemap.xml"].data; !strings.Contains(sitemap, "policies/valid.html<") {
		t.Errorf("sitemap.xml: %s", sitemap)
	}
	p = planOf(t, testConfig(), documents(3)...)
	if _, ok := p.Lookup("policies/valid.html"); ok || len(at[*layout.ListView](t, p, "policies/index.html").Validity) > 0 {
		t.Error("there is a list of nothing")
	}
	for _, path := range []string{"policies/valid.html", "policies/valid-3.html", "policies/lapsed-12.html"} {
		if !(Output{Path: path}).ListsOthers() {
			t.Errorf("%s is taken for the page of a document", path)
		}
	}
}

// TestValidityHorizon goes from day to day over documents made by chance: every one
// stands on the pages of the list that its state puts it into, once, and no list
// changes but on the day that the catalog of the day before has named.
func TestValidityHorizon(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	day := func() page.Date {
		if rng.IntN(3) == 0 {
			return page.Date{}
		}
		return page.NewDate(2018, 1, 1+rng.IntN(60))
	}
	metas := documents(60)
	for _, m := range metas {
		m.Validity = []string{"", page.Valid, page.Valid, page.Amended, page.Repealed, page.Expired}[rng.IntN(6)]
		m.Date, m.Effective, m.Expires, m.Repealed = page.NewDate(2017, 12, 1+rng.IntN(60)), day(), day(), day()
	}
	cfg := testConfig()
	var before string
	var horizon page.Date
	for n := range 70 {
		today := page.NewDate(2018, 1, 1+n)
		c, _ := catalog.New(catalog.Input{Config: cfg, Metas: metas, Today: today})
		p, _ := New(Input{Config: cfg, Catalog: c, Report: func(int) *Report { return nil }, Tables: noTables})
		now := shownByValidity(t, p)
		if n > 0 && now != before && today != horizon {
			t.Errorf("%s: the lists changed, and the horizon was %s:\n%s\n%s", today, horizon, before, now)
		}
		if today == horizon || n == 0 {
			horizon = c.Horizon
		} else if c.Horizon != horizon {
			t.Errorf("%s: the horizon went from %s to %s", today, horizon, c.Horizon)
		}
		before = now
	}
}

// shownByValidity returns what the lists of a plan show, having compared their
// numbered pages with the states of the documents.
func shownByValidity(t *testing.T, p *Plan) string {
	t.Helper()
	var shown []string
	got := map[string]int{}
	for i := range p.Len() {
		o := p.Output(i)
		if _, name, _ := strings.Cut(o.Path, "/"); !strings.HasPrefix(name, "valid") && !strings.HasPrefix(name, "lapsed") {
			continue
		}
		v := view(p, o).Value.(*layout.ValidityView)
		shown = append(shown, o.Path+": "+titlesOf(v.Rows))
		if v.Label != "" || v.Total <= 10 && v.Total > 0 {
			for _, row := range v.Rows {
				got[fmt.Sprint(row.Title, " ", row.Validity, " ", v.Over)]++
			}
		}
	}
	want := map[string]int{}
	for _, id := range p.site.Catalog.Sections[0].Docs {
		state := p.site.Catalog.State(id)
		if state != catalog.Unstated && state != catalog.Pending {
			want[fmt.Sprint(p.site.Catalog.Meta(id).Title, " ", state, " ", state == catalog.Expired || state == catalog.Repealed)]++
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s: %s", p.site.Catalog.Horizon, diff)
	}
	return strings.Join(shown, "\n")
}

// TestChanges: what a page tells js/validity.js makes of its text, on any day, what a
// build on that day would say, and the text is true without it.
func TestChanges(t *testing.T) {
	rnd := rand.New(rand.NewPCG(13, 1))
	today := page.NewDate(2018, 1, 1)
	some := func() page.Date {
		if rnd.IntN(3) == 0 {
			return page.Date{}
		}
		return page.Date{Day: today.Day - 10 + int32(rnd.IntN(40))}
	}
	changing := 0
	for range 300 {
		m := documents(1)[0]
		m.Validity, m.Effective, m.Expires, m.Repealed = []string{page.Valid, page.Amended, page.Expired}[rnd.IntN(3)], some(), some(), some()
		v := at[*layout.PageView](t, planOf(t, testConfig(), m), "policies/2017/0001.html")
		f := v.Fields[len(v.Fields)-1]
		if v.Dated != (f.Changes != "") {
			t.Fatalf("dated %t: %q", v.Dated, f.Changes)
		}
		for day := today.Day; day < today.Day+40; day++ {
			shown, class := f.Value, f.Class
			for change := range strings.SplitSeq(f.Changes, ";") {
				if parts := strings.Split(change, " "); f.Changes != "" && parts[0] <= (page.Date{Day: day}).DayString() {
					shown, class = parts[2], parts[1]
				}
			}
			c, _ := catalog.New(catalog.Input{Config: testConfig(), Metas: []*page.Meta{m}, Today: page.Date{Day: day}})
			if want := c.State(0); !strings.HasPrefix(shown, want.String()) || class != stateClass(want) {
				t.Fatalf("%+v on %s: %s (%s), and it is %s", m, page.Date{Day: day}, shown, class, want)
			}
		}
		if f.Changes != "" {
			changing++
		}
	}
	if changing < 50 {
		t.Errorf("only %d change", changing)
	}

	m := documents(1)[0]
	m.Validity, m.Effective, m.Expires = page.Valid, page.NewDate(2018, 2, 1), page.NewDate(2022, 3, 31)
	v := at[*layout.PageView](t, planOf(t, testConfig(), m), "policies/2017/0001.html")
	if f, want := v.Fields[len(v.Fields)-1], (layout.Field{Name: "有效性", Value: "尚未施行（2018-02-01 起施行）", Class: "pending", Changes: "2018-02-01 valid 有效;2022-04-01 expired 失效"}); !cmp.Equal(f, want) {
		t.Errorf("%+v", f)
	}
}
