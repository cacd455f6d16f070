package catalog

import (
	"strings"
	"testing"

	"gongkai/generator/cache"
	"gongkai/generator/diag"
	"gongkai/generator/page"
)

// TestCopies: a file that is a copy of another by its name is an error that names
// both, and what only looks like one is none.
func TestCopies(t *testing.T) {
	for name, want := range map[string]string{
		"0001.sync-conflict-20260210-093000-ABCDEFG":           "0001",
		"0001.sync-conflict-20260210-093000":                   "0001",
		"0001_conflict-20260210-093000":                        "0001",
		"0001 (conflicted copy 2026-02-10 093000)":             "0001",
		"0001 (张三 的冲突副本 2026-02-10)":                           "0001",
		"0001（冲突文件-李四-2026-02-10）":                             "0001",
		"0001 (SFConflict li@example.com 2026-02-10-09-30-00)": "0001",
		"0001_DiskStation_Feb-10-0930-2026_Conflict":           "0001_DiskStation_Feb-10-0930-2026",
		"0001[Conflict]":         "0001",
		"0001-DESKTOP-AB12CD":    "0001",
		"0001-LAPTOP-3F7K2Q9P-2": "0001",
		"0001-MacBook":           "0001",
		"0001 - 副本":              "0001",
		"0001 - 副本 (2)":          "0001",
		"0001 - Copy (3)":        "0001",
		"0001 副本 2":              "0001",
		"0001 copy":              "0001",
		"0001-副本":                "0001",
		"0001副本":                 "0001",
		"0001的副本":                "0001",
		"复件 0001":                "0001",
		"复件 (2) 0001":            "0001",
		"Copy of 0001":           "0001",
		"0001(1)":                "0001",
		"0001 (2)":               "0001",
		"0001（1）":                "0001",
		"0001_LOCAL_4711":        "0001",
		"9999 - 副本":              "9999", // the original is gone
		"9999.sync-conflict-20260210-093000-ABCDEFG": "9999",
		// Known by their titles: the file beside it has the same.
		"0001-张三的电脑": "0001",
		"0001-PC":    "0001",
		"0001_旧稿":    "0001",
		"0001 2":     "0001",
		"0001.old":   "0001",
		// No copies.
		"0002": "", "0001-解读": "other", "0001-2": "other", "营业执照副本": "", "9999(1)": "", "9999-PC": "",
		"化解矛盾冲突": "", "lawyer-conflict": "", "hard-copy": "", "20260210-会议": "", "0001-政策": "other",
	} {
		original := &page.Meta{Path: "policies/2026/0001.md", Category: "policies", Title: "公告", Date: day(t, "2026-02-10")}
		other := *original
		other.Path, other.Title = "policies/2026/"+name+".md", "公告"
		if want == "other" {
			other.Title, want = "另一件公告", ""
		} else if strings.ContainsAny(name, "(（[") || strings.Contains(name, "副本") {
			other.Title = "改过的公告" // these need no title
		}
		_, found := New(input(t, "2026-03-01", original, &other))
		checkCopy(t, other.Path, found, want)
		other.Draft = true
		_, found = New(input(t, "2026-03-01", original, &other))
		checkCopy(t, other.Path, found, "")
	}
}

// checkCopy demands that there is no finding, or one at the copy that names the
// original.
func checkCopy(t *testing.T, path string, found []diag.Diagnostic, original string) {
	t.Helper()
	if original == "" {
		if len(found) > 0 {
			t.Errorf("%s: %v", path, found)
		}
		return
	}
	if len(found) != 1 || found[0].Code != "CT008" || found[0].Pos.File != "content/"+path || !strings.Contains(found[0].Message.ZH, " content/policies/2026/"+original+".md ") {
		t.Errorf("%s: %v, want a copy of %s", path, found, original)
	}
	if missing := strings.Contains(found[0].Message.ZH, "现在没有"); missing != (original != "0001") {
		t.Errorf("%s: the original is missing: %t", path, missing)
	}
}

// A copy of a folder holds copies.
func TestCopiedFolder(t *testing.T) {
	metas := []*page.Meta{
		{Path: "policies/2026/0001.md", Category: "policies", Title: "公告", Date: day(t, "2026-02-10")},
		{Path: "policies/2026 - 副本/0001.md", Category: "policies", Title: "公告", Date: day(t, "2026-02-10")},
	}
	_, found := New(input(t, "2026-03-01", metas...))
	if len(found) != 1 || found[0].Code != "CT008" || !strings.Contains(found[0].Message.ZH, "content/policies/2026/0001.md") {
		t.Errorf("%v", found)
	}
}

// Whether two documents are versions of one may hang on a title: a catalog does not
// serve another state in which it has changed.
func TestCopiesWatched(t *testing.T) {
	at := func(path, title string) *page.Meta {
		return &page.Meta{Path: path, Category: "policies", Title: title, Date: day(t, "2026-02-10")}
	}
	first, _ := New(input(t, "2026-03-01", at("policies/2026/0001.md", "甲"), at("policies/2026/0001-x.md", "乙")))
	for _, title := range []string{"乙", "丙"} {
		in := input(t, "2026-03-01", at("policies/2026/0001.md", title), at("policies/2026/0001-x.md", "乙"))
		in.Config = first.in.Config
		_, want := New(in)
		in.Previous = first
		if _, got := New(in); len(got) != len(want) {
			t.Errorf("%s: %v, want %v", title, got, want)
		}
	}
}

// TestTwins: a document that is published twice is an error that names both.
func TestTwins(t *testing.T) {
	make := func(path, category, title, date string, change func(*page.Meta)) *page.Meta {
		m := &page.Meta{Path: path, Category: category, Title: title, Date: day(t, date)}
		if change != nil {
			change(m)
		}
		return m
	}
	const first = "policies/2026/0001.md"
	one, two := cache.Sum{1}, cache.Sum{2}
	for name, c := range map[string]struct {
		other *page.Meta
		text  cache.Sum
		want  bool
	}{
		"the same":         {make("policies/2026/0002.md", "policies", "公告", "2026-02-10", nil), one, true},
		"at another hour":  {make("policies/2026/0002.md", "policies", "公告", "2026-02-10 09:30", nil), one, true},
		"in another year":  {make("policies/2025/0001.md", "policies", "公告", "2026-02-10", nil), one, true},
		"another text":     {make("policies/2026/0002.md", "policies", "公告", "2026-02-10", nil), two, false},
		"another title":    {make("policies/2026/0002.md", "policies", "通告", "2026-02-10", nil), one, false},
		"another day":      {make("policies/2026/0002.md", "policies", "公告", "2026-02-11", nil), one, false},
		"another category": {make("dynamics/2026/0002.md", "dynamics", "公告", "2026-02-10", nil), one, false},
		"a draft":          {make("policies/2026/0002.md", "policies", "公告", "2026-02-10", func(m *page.Meta) { m.Draft = true }), one, false},
		"other attachments": {make("policies/2026/0002.md", "policies", "公告", "2026-02-10", func(m *page.Meta) {
			m.Attachments = []page.Attachment{{File: "policies/2026/0002-名单.pdf", Title: "名单"}}
		}), one, false},
		"another one between": {make("policies/2026/0009.md", "policies", "公告", "2026-02-10", nil), one, true},
	} {
		for _, preview := range []bool{false, true} {
			in := input(t, "2026-03-01", make(first, "policies", "公告", "2026-02-10", nil), make("policies/2026/0003.md", "policies", "别的", "2026-02-10", nil), c.other)
			in.Preview = preview
			cat, _ := New(in)
			found := cat.Twins(func(id ID) cache.Sum {
				if cat.Meta(id).Path == c.other.Path {
					return c.text
				}
				return one
			})
			if got := len(found) == 1 && found[0].Code == "CT009" && strings.Contains(found[0].Message.ZH+found[0].Pos.File, first) && strings.Contains(found[0].Message.ZH+found[0].Pos.File, c.other.Path); got != c.want || !c.want && len(found) > 0 {
				t.Errorf("%s: %v", name, found)
			}
		}
	}
}

// TestTwinKept: of documents that are the same, the one is kept that lies where it
// belongs, whatever their names; all others are to go, each in favour of that.
func TestTwinKept(t *testing.T) {
	for _, c := range []struct {
		paths string
		kept  string
	}{
		{"0010.md policies/0009.md policies/2026/0001.md 政策/0001.md", "policies/2026/0001.md"},
		{"dynamics/2026/0001.md policies/2026/0002.md", "policies/2026/0002.md"},
		{"policies/2026/0001.md policies/2026/11月/0001.md policies/2026/新建.md policies/2026年/0001.md", "policies/2026/0001.md"},
		{"policies/2026/0002.md policies/2026/0003.md policies/a.md", "policies/2026/0002.md"},
		{"0010.md policies/0009.md", "policies/0009.md"},
	} {
		paths := strings.Fields(c.paths)
		for range len(paths) { // in each order
			paths = append(paths[1:], paths[0])
			var metas []*page.Meta
			for _, path := range paths {
				metas = append(metas, &page.Meta{Path: path, Category: "policies", Title: "公告", Date: day(t, "2026-02-10")})
			}
			cat, _ := New(input(t, "2026-03-01", metas...))
			found := cat.Twins(func(ID) cache.Sum { return cache.Sum{1} })
			if len(found) != len(paths)-1 {
				t.Errorf("%s: %v", paths, found)
			}
			for _, d := range found {
				if strings.HasPrefix(d.Pos.File, "content/"+c.kept) || !strings.Contains(d.Hint.ZH, "在 content/"+c.kept+" 里写") {
					t.Errorf("%s: %s: %s", paths, d.Pos.File, d.Hint.ZH)
				}
			}
		}
	}
}

// TestSampleLeft: the documents that a new site begins with are named when the site
// no longer says that it is a sample.
func TestSampleLeft(t *testing.T) {
	for _, c := range []struct {
		title, summary, sample string
		draft, want            bool
	}{
		{"示例镇概况", "", "", false, true}, {"关于示例事项的公告", "", "", false, true}, {"概况", "示例：说明。", "", false, true},
		{"示例镇概况", "", "本站是示例。", false, false}, {"示例镇概况", "", "", true, false}, {"材料示例", "填写示例：见附件。", "", false, false},
		{"行政许可申请书填写示例：营业执照", "", "", false, false}, {"示例：营业执照", "", "", false, true}, {"概况", "本镇概况。", "", false, false},
	} {
		in := input(t, "2026-03-01", &page.Meta{Path: "policies/2026/0001.md", Category: "policies", Title: c.title, Summary: c.summary, Draft: c.draft, Date: day(t, "2026-02-10")})
		in.Config.Site.Sample = c.sample
		_, found := New(in)
		if got := len(found) == 1 && found[0].Code == "CT010"; got != c.want || !c.want && len(found) > 0 {
			t.Errorf("%+v: %v", c, found)
		}
	}
}
