package site

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/corpus"
	"gongkai/generator/site/buildtest"
)

// TestNothingChanged builds twice. The second build writes nothing; once the
// files have rested it does not even open them, nor make a plan.
func TestNothingChanged(t *testing.T) {
	t.Parallel()
	opt := newSite(t, buildtest.Site())
	first, tree := mustBuild(t, opt)
	time.Sleep(rested)
	before := infos(t, opt.Source)
	for _, what := range []struct {
		name   string
		phases []string
	}{
		{"files just written are read again", []string{"scan", "read", "catalog", "make", "check", "commit"}},
		{"files that rested are not", []string{"scan"}},
	} {
		res, got := mustBuild(t, opt)
		if res.Stats.Files != 0 || res.Stats.Bytes != 0 || res.Stats.Made != 0 || res.Stats.Removed != 0 {
			t.Errorf("%s: something was written: %+v", what.name, res.Stats)
		}
		if res.Stats.Outputs != first.Stats.Outputs || res.Stats.Kept != res.Stats.Outputs || res.Stats.Documents != first.Stats.Documents {
			t.Errorf("%s: %+v, at first %+v", what.name, res.Stats, first.Stats)
		}
		if diff := cmp.Diff(what.phases, phases(res)); diff != "" {
			t.Errorf("%s: phases (-want +got):\n%s", what.name, diff)
		}
		if got.Sum() != tree.Sum() {
			t.Errorf("%s: the tree changed", what.name)
		}
		if diff := cmp.Diff(printed(t, first.Diagnostics), printed(t, res.Diagnostics)); diff != "" {
			t.Errorf("%s: findings (-first +again):\n%s", what.name, diff)
		}
	}
	for name, now := range infos(t, opt.Source) {
		if old, ok := before[name]; !strings.HasPrefix(name, ".build/") && (!ok || !now.ModTime().Equal(old.ModTime()) || !os.SameFile(old, now)) {
			t.Errorf("%s was written", name)
		}
	}
}

// TestShortCut takes the way of TestNothingChanged as long as nothing can have
// changed, and no longer: what is public may depend on the day.
func TestShortCut(t *testing.T) {
	t.Parallel()
	opt := newSite(t, buildtest.Site())
	mustBuild(t, opt)
	time.Sleep(rested)
	mustBuild(t, opt)
	for _, c := range []struct {
		today string
		base  string
		short bool
	}{
		{"2022-06-01", "", true},
		{"2022-06-30", "", true},  // the day before a document appears
		{"2022-07-01", "", false}, // it does
		{"2022-08-31", "", true},  // the last day on which another is in force
		{"2022-09-01", "", false}, // it is no longer
		{"2022-12-31", "", true},  // nothing left to happen
		{"2030-01-01", "", false}, // in another year, other people are born
		{"2030-12-31", "", true},
		{"2022-06-01", "", false}, // earlier than last time
		{"2022-06-01", "https://other.example/", false},
		{"2022-06-02", "https://other.example/", true},
	} {
		opt.Today, opt.BaseURL = day(t, c.today), c.base
		res, got := mustBuild(t, opt)
		if short := len(res.Stats.Phases) == 1; short != c.short {
			t.Errorf("%s %s: took the short cut: %t", c.today, c.base, short)
		}
		if _, want := buildClean(t, opt); got.Sum() != want.Sum() {
			t.Errorf("%s %s: not the tree of a clean build", c.today, c.base)
		}
	}
}

func phases(res *Result) []string {
	var names []string
	for _, p := range res.Stats.Phases {
		names = append(names, p.Name)
	}
	return names
}

// TestEdits makes one edit after another and demands the exact list of outputs
// that it makes.
func TestEdits(t *testing.T) {
	opt := newSite(t, buildtest.Site())
	_, tree := mustBuild(t, opt)
	for _, c := range []struct {
		name, file, old, new string
		made                 []string
	}{
		{
			"the text of a document: its page",
			"content/dynamics/2018/0001.md", "检查了各村", "检查了全部",
			[]string{"dynamics/2018/0001.html"},
		},
		{
			"a title: the page, its neighbours, what lists it",
			"content/dynamics/2018/0001.md", "title: 检查公开栏", "title: 检查村务公开栏",
			[]string{
				"catalog.csv", "catalog.json", "catalog/data-2018.js", "catalog/index.html", "catalog/list-4.html",
				"dynamics/2017/0003.html", "dynamics/2018/0001.html", "dynamics/2021/0001.html",
				"dynamics/feed.xml", "dynamics/index.html", "dynamics/list-2.html", "dynamics/year-2018.html", "elder.html", "index.html",
			},
		},
		{
			"a title that others refer to",
			"content/policies/2017/0001.md", "title: 关于信息公开的通知", "title: 关于做好信息公开的通知",
			[]string{
				"attachments.csv", "catalog.csv", "catalog.json", "catalog/data-2017.js", "catalog/list-2.html",
				"disclosure/systems-1.html", "disclosure/systems.html", "interpretations/2017/0001.html", "old/folder/index.html", "old/notice.html",
				"policies/2016/0001.html", "policies/2017/0001.html", "policies/2018/0001.html",
				"policies/feed.xml", "policies/lapsed.html", "policies/list-1.html", "policies/valid.html", "policies/year-2017.html",
				"subjects/0201-1.html",
			},
		},
		{
			"a keyword: its page, and the data for machines",
			"content/notices/2017/0001.md", "keywords: [道路, 施工]", "keywords: [道路, 养护]",
			[]string{"catalog.csv", "catalog.json", "notices/2017/0001.html"},
		},
		{
			"the text of a section: its front page",
			"content/policies/index.md", "本栏目公布", "这里公布",
			[]string{"policies/index.html"},
		},
		{
			"a figure of a report: its page and its downloads",
			"content/reports/2017/figures.toml", "people = 217", "people = 218",
			[]string{
				"dcat.jsonld", "reports/2017/index.html", "reports/2017/report.csv", "reports/2017/report.json",
				"reports/2017/report.xlsx",
			},
		},
		{
			"a link at the foot: every page",
			"config.toml", `name = "示例链接"`, `name = "另一链接"`,
			tree.Containing("<html"),
		},
		{
			"a style sheet",
			"static/css/site.css", "#123456", "#654321",
			[]string{"css/site.css"},
		},
		{
			"an attachment: it, and the page and the data that say how large it is",
			"content/notices/2017/名单.txt", "第二名", "第二名\n第三名",
			[]string{"attachments.csv", "catalog.json", "notices/2017/0002.html", "notices/2017/名单.txt"},
		},
	} {
		edit(t, opt, c.file, c.old, c.new)
		res, got := mustBuild(t, opt)
		if diff := cmp.Diff(c.made, withoutIndex(res.Stats.Changed)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
		if diff := cmp.Diff(got.Since(tree).Changed, res.Stats.Changed); diff != "" {
			t.Errorf("%s: other outputs differ (-differ +said):\n%s", c.name, diff)
		}
		tree = got
	}
}

// withoutIndex leaves out the files of the search index: which of them change depends on
// every pair of characters in a text.
func withoutIndex(made []string) []string {
	return slices.DeleteFunc(slices.Clone(made), func(path string) bool { return strings.HasPrefix(path, "search/") })
}

// TestFindingsMove puts a line before the text of a document about which there
// is something to say: its page stays as it is, and the finding moves along.
func TestFindingsMove(t *testing.T) {
	opt := newSite(t, buildtest.Site())
	const file = "content/dynamics/2021/0001.md"
	edit(t, opt, file, "各科室互查。", "## 标题\n\n#### 跳级的标题\n\n[没有的文件](none.md)")
	for lines := range 3 {
		if lines > 0 {
			edit(t, opt, file, "date:", "# 说明\ndate:")
		}
		if lines == 1 {
			edit(t, opt, file, "none.md", "0001.md")
		}
		res, err := Build(opt)
		if err != nil {
			t.Fatal(err)
		}
		clean, _ := buildClean(t, opt)
		if diff := cmp.Diff(printed(t, clean.Diagnostics), printed(t, res.Diagnostics)); diff != "" {
			t.Errorf("with %d lines more (-clean +incremental):\n%s", lines, diff)
		}
		if want := fmt.Sprintf("%s:%d:1: warning MD014", file, 8+lines); !strings.Contains(printed(t, res.Diagnostics), want) {
			t.Errorf("no %s in\n%s", want, printed(t, res.Diagnostics))
		}
		if lines == 2 && res.Stats.Made != 0 {
			t.Errorf("made %v", res.Stats.Changed)
		}
	}
}

// TestEditsDoNotGrow edits one document in the middle of sites of two sizes. An
// edit of its text makes its page; a new title makes the outputs in which it
// stands, and as many of them whatever the size of the site.
func TestEditsDoNotGrow(t *testing.T) {
	const old, new = "绝无仅有的标题", "另起的一个标题"
	made := map[int]int{}
	for _, n := range []int{50, 500} {
		opt := newSite(t, nil)
		if err := corpus.Write(opt.Source, corpus.Options{Docs: n, Seed: 1}); err != nil {
			t.Fatal(err)
		}
		opt.Today = day(t, "2018-01-01")
		name, data := corpus.Document(corpus.Options{Docs: n, Seed: 1}, n/2)
		file := path.Join("content", name)
		write(t, opt, file, string(withField(data, "title", old)))
		mustBuild(t, opt)

		text, err := os.ReadFile(filepath.Join(opt.Source, file))
		if err != nil {
			t.Fatal(err)
		}
		write(t, opt, file, string(text)+"\n末尾另加一段。\n")
		res, tree := mustBuild(t, opt)
		pages := withoutIndex(res.Stats.Changed)
		if want := []string{strings.TrimSuffix(name, ".md") + ".html"}; !slices.Equal(pages, want) {
			t.Errorf("%d documents: an edited text made %v", n, res.Stats.Changed)
		}
		if indexed := len(res.Stats.Changed) - len(pages); res.Stats.Files-indexed > 2 || indexed > 20 { // the page and the marker
			t.Errorf("%d documents: an edited text wrote %d files", n, res.Stats.Files)
		}
		edit(t, opt, file, old, new)
		res, _ = mustBuild(t, opt)
		if diff := cmp.Diff(tree.Containing(old), withoutIndex(res.Stats.Changed)); diff != "" {
			t.Errorf("%d documents: a new title (-shown in +made):\n%s", n, diff)
		}
		made[n] = len(withoutIndex(res.Stats.Changed))
	}
	if made[50] == 0 || made[500] > made[50]+2 { // numbered pages appear beside front pages
		t.Errorf("a new title made %d outputs of 50 documents, %d of 500", made[50], made[500])
	}
}
