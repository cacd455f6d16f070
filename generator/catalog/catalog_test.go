package catalog

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/page"
)

// day parses a date of a test.
func day(t *testing.T, s string) page.Date {
	t.Helper()
	if s == "" {
		return page.Date{}
	}
	d, err := page.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func testConfig() *config.Config {
	return &config.Config{
		Categories: []config.Category{
			{Key: "policies", Name: "政策文件"}, {Key: "dynamics", Name: "工作动态"},
			{Key: "reports", Name: "政府信息公开年报", Kind: "reports"},
		},
		Platform: []config.Entry{{Key: "systems", Category: "policies", Subject: "综合政务/政务公开"}},
	}
}

// input makes an input for the metas, sorted by path as a scan would have them.
func input(t *testing.T, today string, metas ...*page.Meta) Input {
	slices.SortFunc(metas, func(a, b *page.Meta) int { return strings.Compare(a.Path, b.Path) })
	return Input{
		Config: testConfig(), Metas: metas, Today: day(t, today),
		Locate: func(id ID, key, item string) diag.Pos {
			return diag.Pos{File: fmt.Sprintf("content/%s#%s[%s]", metas[id].Path, key, item)}
		},
	}
}

func titles(c *Catalog, ids []ID) string {
	var list []string
	for _, id := range ids {
		list = append(list, c.Meta(id).Title)
	}
	return strings.Join(list, " ")
}

func TestOrderAndGroups(t *testing.T) {
	c, found := New(input(t, "2018-01-01",
		&page.Meta{Path: "policies/b.md", Category: "policies", Title: "B", Date: day(t, "2017-03-15")},
		&page.Meta{Path: "policies/a.md", Category: "policies", Title: "A", Date: day(t, "2017-03-15")},
		&page.Meta{Path: "policies/c.md", Category: "policies", Title: "C", Date: day(t, "2017-03-15 08:00")},
		&page.Meta{Path: "policies/d.md", Category: "policies", Title: "D", Date: day(t, "2016-12-31"), Subject: "综合政务/政务公开"},
		&page.Meta{Path: "policies/index.md", Category: "policies", Title: "说明", Date: day(t, "2017-01-01")},
		&page.Meta{Path: "dynamics/e.md", Category: "dynamics", Title: "E", Date: day(t, "2017-01-01")},
		&page.Meta{Path: "reports/2017/index.md", Category: "reports", Title: "R", Form: "2007", Date: day(t, "2017-12-31")},
	))
	if len(found) > 0 {
		t.Fatalf("findings: %v", found)
	}
	policies := &c.Sections[0]
	for _, test := range []struct{ what, got, want string }{
		{"all", titles(c, c.All), "D E 说明 A B C R"},
		{"listed", titles(c, c.Docs), "D E A B C R"},
		{"section, oldest first", titles(c, policies.Docs), "D A B C"},
		{"newest year", policies.Years[0].Key + ": " + titles(c, policies.Years[0].Docs), "2017: A B C"},
		{"older year", policies.Years[1].Key + ": " + titles(c, policies.Years[1].Docs), "2016: D"},
		{"section text", c.Meta(policies.Intro).Title, "说明"},
		{"subject", c.Subjects[0].Key + ": " + titles(c, c.Subjects[0].Docs), "0201: D"},
		{"systems", titles(c, c.Systems), "D"},
		{"report", fmt.Sprint(c.Reports[0].Year), "2017"},
	} {
		if test.got != test.want {
			t.Errorf("%s: got %q, want %q", test.what, test.got, test.want)
		}
	}
	older, newer := c.Neighbours(policies.Docs[1])
	if titles(c, []ID{older, newer}) != "D B" {
		t.Errorf("neighbours of A: %s", titles(c, []ID{older, newer}))
	}
	if older, _ := c.Neighbours(policies.Docs[0]); older != None {
		t.Error("the oldest document has an older neighbour")
	}
}

// What is not public is in no group: lists, feeds and counts are built from
// groups, so none of them can leak it.
func TestWithheld(t *testing.T) {
	metas := []*page.Meta{
		{Path: "policies/draft.md", Category: "policies", Title: "草稿件", Date: day(t, "2017-01-01"), Draft: true, Subject: "综合政务/政务公开"},
		{Path: "policies/future.md", Category: "policies", Title: "将来件", Date: day(t, "2017-06-02"), Subject: "综合政务/政务公开"},
		{Path: "policies/public.md", Category: "policies", Title: "公开件", Date: day(t, "2017-06-01 23:59"), Replaces: []string{"policies/draft.md"}},
	}
	in := input(t, "2017-06-01", metas...)
	c, _ := New(in)
	if got := titles(c, c.All); got != "公开件" {
		t.Errorf("public: %s", got)
	}
	if len(c.Subjects) != 0 || len(c.Systems) != 0 || len(c.Relations(2).Replaces) != 0 {
		t.Error("a document that is not public is in a group or relation")
	}
	if c.Horizon != day(t, "2017-06-02") {
		t.Errorf("horizon %v", c.Horizon)
	}
	in.Preview = true
	c, _ = New(in)
	if got := titles(c, c.All); got != "草稿件 公开件 将来件" {
		t.Errorf("preview: %s", got)
	}
	if c.Mark(0) != "草稿" || c.Mark(1) != "未到发布日期" || c.Mark(2) != "" {
		t.Errorf("marks: %q %q %q", c.Mark(0), c.Mark(1), c.Mark(2))
	}
	if c.Published(0) || c.Published(1) || !c.Published(2) {
		t.Error("the preview takes for published what it shows")
	}
	in = input(t, "2017-06-01", &page.Meta{Path: "nowhere/a.md", Category: "nowhere", Title: "无栏目件", Date: day(t, "2017-06-01")})
	if c, _ := New(in); c.Published(0) {
		t.Error("a document without a category is published")
	}
}

func TestState(t *testing.T) {
	for _, test := range []struct {
		name                         string
		validity                     string
		effective, expires, repealed string
		want                         State
		since                        string
	}{
		{name: "nothing said", want: Unstated},
		{name: "in force", validity: "有效", want: InForce},
		{name: "last day", validity: "有效", expires: "2017-06-01", want: InForce},
		{name: "day after", validity: "有效", effective: "2016-02-01", expires: "2017-05-31", want: Expired, since: "2017-06-01"},
		{name: "said to be over", validity: "失效", want: Expired},
		{name: "said to be over before its day", validity: "失效", expires: "2018-05-31", want: Expired},
		{name: "repealed today", validity: "有效", repealed: "2017-06-01", want: Repealed, since: "2017-06-01"},
		{name: "to be repealed", validity: "有效", repealed: "2017-06-02", want: InForce},
		{name: "repealed goes before expired", validity: "废止", expires: "2017-01-01", want: Repealed},
		{name: "said to be repealed, and since when", validity: "废止", repealed: "2017-03-01", want: Repealed, since: "2017-03-01"},
		{name: "not yet", validity: "有效", effective: "2017-06-02", want: Pending},
		{name: "from today", validity: "有效", effective: "2017-06-01", want: InForce, since: "2017-06-01"},
		{name: "amended", validity: "已修改", effective: "2016-03-01", want: Amended, since: "2016-03-01"},
	} {
		c, _ := New(input(t, "2017-06-01", &page.Meta{
			Path: "policies/a.md", Category: "policies", Date: day(t, "2016-01-01"), Validity: test.validity,
			Effective: day(t, test.effective), Expires: day(t, test.expires), Repealed: day(t, test.repealed),
		}))
		if got := c.State(0); got != test.want {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
		if got := c.Since(0); got != day(t, test.since) {
			t.Errorf("%s: since %v, want %s", test.name, got, test.since)
		}
	}
}

func TestRelations(t *testing.T) {
	c, found := New(input(t, "2018-01-01",
		&page.Meta{Path: "policies/new.md", Category: "policies", Title: "新", Date: day(t, "2017-02-01"), Replaces: []string{"policies/old.md"}},
		&page.Meta{Path: "policies/note.md", Category: "policies", Title: "解读", Date: day(t, "2017-02-02"), Interprets: []string{"policies/new.md"}},
		&page.Meta{Path: "policies/old.md", Category: "policies", Title: "旧", Date: day(t, "2012-02-01")},
	))
	if len(found) != 0 {
		t.Fatal(found)
	}
	if r := c.Relations(0); titles(c, r.Replaces) != "旧" || titles(c, r.InterpretedBy) != "解读" {
		t.Errorf("new: %v", r)
	}
	if r := c.Relations(2); titles(c, r.ReplacedBy) != "新" {
		t.Errorf("old: %v", r)
	}
}

func TestFindings(t *testing.T) {
	_, found := New(input(t, "2018-01-01",
		&page.Meta{Path: "policies/1.md", Category: "policies", IndexNumber: "000014349/2017-00001", DocNumber: "巨政发〔2017〕1号", Date: day(t, "2017-01-01")},
		&page.Meta{Path: "policies/2.md", Category: "policies", IndexNumber: "000014349/2017-00001", DocNumber: "巨政发〔2017〕1号", Date: day(t, "2017-01-01")},
		&page.Meta{Path: "policies/3.md", Category: "policies", Date: day(t, "2017-01-01"), Replaces: []string{"policies/4.md"}},
		&page.Meta{Path: "policies/4.md", Category: "policies", Date: day(t, "2017-01-01"), Replaces: []string{"policies/3.md", "policies/44.md"}},
		&page.Meta{Path: "policy/5.md", Category: "policy", Date: day(t, "2017-01-01")},
		&page.Meta{Path: "policies/6.md", Category: "policies", Date: day(t, "2017-01-01"), Interprets: []string{"policies/7.md"}},
		&page.Meta{Path: "policies/7.md", Category: "policies", Date: day(t, "2017-01-01"), Draft: true},
	))
	var got []string
	for _, d := range diag.Sort(found) {
		got = append(got, fmt.Sprintf("%s %s: %s", d.Code, d.Pos.File, d.Message.EN))
	}
	want := []string{
		"CT002 content/policies/2.md#index_number[]: index number 000014349/2017-00001 is already used by content/policies/1.md",
		"CT003 content/policies/2.md#doc_number[]: document number 巨政发〔2017〕1号 is already used by content/policies/1.md",
		"CT004 content/policies/4.md#replaces[policies/44.md]: content/policies/44.md does not exist",
		"CT006 content/policies/6.md#interprets[policies/7.md]: content/policies/7.md is not public; the page shows no link to it",
		"CT007 content/policies/3.md#replaces[policies/4.md]: following replaces leads back to content/policies/3.md",
		"CT007 content/policies/4.md#replaces[policies/3.md]: following replaces leads back to content/policies/4.md",
		"CT001 content/policy/5.md#category[]: config.toml has no category \"policy\"",
	}
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestFutureRevision: a revision that is dated after today is a mistake, on the page
// that has it; that of a draft is told in the preview.
func TestFutureRevision(t *testing.T) {
	in := input(t, "2018-01-01",
		&page.Meta{Path: "policies/1.md", Category: "policies", Date: day(t, "2017-01-01"), Revisions: []page.Revision{{Date: day(t, "2017-02-01")}, {Date: day(t, "2018-01-01 23:59")}}},
		&page.Meta{Path: "policies/2.md", Category: "policies", Date: day(t, "2017-01-01"), Revisions: []page.Revision{{Date: day(t, "2017-02-01")}, {Date: day(t, "2018-01-02")}}},
		&page.Meta{Path: "policies/3.md", Category: "policies", Date: day(t, "2017-01-01"), Draft: true, Revisions: []page.Revision{{Date: day(t, "2018-01-02 10:00")}}},
	)
	for _, test := range []struct {
		preview bool
		want    []string
	}{
		{false, []string{"content/policies/2.md#revisions[2018-01-02]"}},
		{true, []string{"content/policies/2.md#revisions[2018-01-02]", "content/policies/3.md#revisions[2018-01-02 10:00]"}},
	} {
		in.Preview = test.preview
		_, found := New(in)
		var got []string
		for _, d := range found {
			if d.Code == "CT011" {
				got = append(got, d.Pos.File)
			}
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("preview %t: %s", test.preview, diff)
		}
	}
}

// TestCircles compares the circles that are found with what follows from the
// definition, over relations made by chance.
func TestCircles(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	for n := range 300 {
		n = 2 + n%12
		metas := make([]*page.Meta, n)
		reach := make([][]bool, n) // by what is replaced
		for i := range metas {
			reach[i] = make([]bool, n)
			metas[i] = &page.Meta{Path: fmt.Sprintf("policies/%02d.md", i), Category: "policies", Date: day(t, "2017-01-01")}
			for range rng.IntN(3) {
				if to := rng.IntN(n); to != i {
					metas[i].Replaces = append(metas[i].Replaces, fmt.Sprintf("policies/%02d.md", to))
					reach[i][to] = true
				}
			}
		}
		for k := range n {
			for i := range n {
				for j := range n {
					reach[i][j] = reach[i][j] || reach[i][k] && reach[k][j]
				}
			}
		}
		var want, got []string
		for i := range n {
			if reach[i][i] {
				want = append(want, metas[i].Path)
			}
		}
		in := input(t, "2018-01-01", metas...)
		in.Locate = func(id ID, _, _ string) diag.Pos { return diag.Pos{File: metas[id].Path} }
		_, found := New(in)
		for _, d := range found {
			got = append(got, d.Pos.File)
		}
		if slices.Sort(got); !slices.Equal(got, want) {
			t.Fatalf("found %v, want %v", got, want)
		}
	}
}

// Values that several documents have are found as a map finds them, also where
// there are few places in the table, or all documents have the same value.
func TestValuesTwice(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for n := range 200 {
		metas := make([]*page.Meta, n)
		for i := range metas {
			metas[i] = &page.Meta{Path: fmt.Sprintf("policies/%04d.md", i), Category: "policies", Date: day(t, "2017-01-01")}
			if value := rng.IntN(1 + n*(n%3)); value > 0 || n%2 == 0 {
				metas[i].IndexNumber = fmt.Sprint(value)
			}
		}
		var want []string
		seen := map[string]string{}
		for _, m := range metas {
			first, twice := seen[m.IndexNumber]
			switch {
			case m.IndexNumber == "":
			case twice:
				want = append(want, fmt.Sprintf("index number %s is already used by content/%s", m.IndexNumber, first))
			default:
				seen[m.IndexNumber] = m.Path
			}
		}
		var got []string
		_, found := New(input(t, "2018-01-01", metas...))
		for _, d := range found {
			got = append(got, d.Message.EN)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%d documents: %s", n, diff)
		}
	}
}

// Years are divided at the first of January, whatever the time of day, and a
// list that is added to leaves the next year alone.
func TestYears(t *testing.T) {
	var metas []*page.Meta
	for i, date := range []string{"2014-12-31 23:59", "2015-01-01", "2015-12-31", "2017-01-01 00:00", "2017-01-01 00:01", "2018-01-01"} {
		metas = append(metas, &page.Meta{Path: fmt.Sprintf("policies/%d.md", i), Category: "policies", Title: fmt.Sprint(i), Date: day(t, date)})
	}
	c, _ := New(input(t, "2018-01-01", metas...))
	var got []string
	for _, year := range c.Sections[0].Years {
		got = append(got, year.Name+": "+titles(c, year.Docs))
		if len(year.Docs) != cap(year.Docs) {
			t.Errorf("%s has room in the next year", year.Name)
		}
	}
	want := []string{"2018年: 5", "2017年: 3 4", "2015年: 1 2", "2014年: 0"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// A catalog made with the help of an earlier one is the one made without.
func TestPreviousChangesNothing(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	random := func(i int) *page.Meta {
		m := &page.Meta{
			Path: fmt.Sprintf("policies/%04d.md", i), Category: []string{"policies", "dynamics"}[rng.IntN(2)],
			Title: fmt.Sprint("标题", rng.IntN(100)), Date: page.NewDate(2010+rng.IntN(8), 1, 1+rng.IntN(300)),
			Subject: []string{"", "综合政务/政务公开", "财政、金融、审计/财政"}[rng.IntN(3)], Draft: rng.IntN(10) == 0,
		}
		if rng.IntN(8) == 0 {
			m.Revisions = []page.Revision{{Date: page.NewDate(2010+rng.IntN(8), 1, 1+rng.IntN(300))}}
		}
		if rng.IntN(3) == 0 {
			m.Replaces = []string{fmt.Sprintf("policies/%04d.md", rng.IntN(40))}
		}
		return m
	}
	var metas []*page.Meta
	for i := range 40 {
		metas = append(metas, random(i))
	}
	in := input(t, "2016-06-01", metas...)
	before, _ := New(in)
	for range 300 {
		in.Metas = slices.Clone(in.Metas)
		at := rng.IntN(len(in.Metas))
		if rng.IntN(2) == 0 {
			changed := *in.Metas[at]
			changed.Title = fmt.Sprint("新标题", rng.IntN(100))
			if rng.IntN(4) == 0 {
				changed.Revisions = []page.Revision{{Date: page.NewDate(2016, 1, 1+rng.IntN(300))}}
			}
			in.Metas[at] = &changed
		} else {
			in.Metas[at] = random(at)
		}
		in.Previous = before
		with, foundWith := New(in)
		in.Previous = nil
		without, foundWithout := New(in)
		if diff := cmp.Diff(outline(without), outline(with)); diff != "" {
			t.Fatal(diff)
		}
		if diff := cmp.Diff(foundWithout, foundWith); diff != "" {
			t.Fatal(diff)
		}
		before = with
	}
}

// outline is everything that a catalog tells.
func outline(c *Catalog) any {
	type doc struct {
		State        State
		Public       bool
		Older, Newer ID
		Relations    Relations
	}
	var docs []doc
	for id := range ID(len(c.in.Metas)) {
		d := doc{State: c.State(id), Public: c.Public(id), Relations: c.Relations(id)}
		d.Older, d.Newer = c.Neighbours(id)
		docs = append(docs, d)
	}
	return []any{c.All, c.Docs, c.Years, c.Sections, c.Subjects, c.Reports, c.Systems, c.Horizon, docs}
}

// TestUnknownCategoryMeant: the hint says which category was meant, and where its file
// belongs.
func TestUnknownCategoryMeant(t *testing.T) {
	cfg := &config.Config{Categories: []config.Category{{Key: "notices", Name: "公示公告"}, {Key: "policies", Name: "政策文件"}}}
	for _, c := range []struct{ path, category, hint, mended string }{
		{"notices/2017/1.md", "公示公告", "改为 category: notices", "notices"},
		{"notices/2017/1.md", "Notices", "改为 category: notices", "notices"},
		{"notices/2017/1.md", "foo", "改为 category: notices；或在 config.toml 里新增一个 [[category]]", ""},
		{"notice/2017/1.md", "notice", "改为 category: notices，并把文件移到 content/notices/；或在 config.toml 里新增一个 [[category]]", ""},
		{"公示/2017/1.md", "公示公吿", "改为 category: notices，并把文件移到 content/notices/；或在 config.toml 里新增一个 [[category]]", ""},
		{"notices/2017/1.md", "政策文件", "改为 category: policies，并把文件移到 content/policies/；文件夹对的，改为 category: notices", ""},
		{"foo/2017/1.md", "foo", "可用的类别：notices、policies；或在 config.toml 里新增一个 [[category]]", ""},
	} {
		m := page.Meta{Path: c.path, Title: "通知", Category: c.category, Date: page.NewDate(2017, time.March, 1)}
		_, found := New(Input{Config: cfg, Metas: []*page.Meta{&m}, Today: page.NewDate(2026, time.March, 1), Locate: func(ID, string, string) diag.Pos { return diag.Pos{Line: 3, Column: 11, Width: 4} }})
		want := diag.Correction{}
		if c.mended != "" {
			want = diag.Correction{Line: 3, Column: 11, EndLine: 3, EndColumn: 15, Text: c.mended}
		}
		if len(found) == 0 || found[0].Code != "CT001" || found[0].Hint.ZH != c.hint || found[0].Fix != want {
			t.Errorf("%s, %s: %v", c.path, c.category, found)
		}
	}
	_, found := New(Input{Config: cfg, Metas: []*page.Meta{{Path: "notices/2017/1.md", Title: "通知"}}, Today: page.NewDate(2026, time.March, 1), Locate: func(ID, string, string) diag.Pos { return diag.Pos{} }})
	if len(found) > 0 {
		t.Errorf("no category at all, which the front matter has told: %v", found)
	}
}
