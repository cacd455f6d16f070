package serve

import (
	"bytes"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/site"
	"gongkai/generator/site/buildtest"
)

// compare holds every output of a clean build against what the server serves,
// and returns the paths that differ. gone are paths that must not be there.
func (r *running) compare(clean buildtest.Tree, gone []string) []string {
	r.t.Helper()
	var wrong []string
	for path, want := range clean {
		if path == ".gongkai" {
			continue
		}
		res, got := r.get(path)
		if got = ours.ReplaceAllString(got, ""); got != want || res.StatusCode != http.StatusOK {
			wrong = append(wrong, path)
		}
	}
	for _, path := range gone {
		if _, there := clean[path]; there {
			continue
		}
		if res, _ := r.get(path); res.StatusCode == http.StatusOK {
			wrong = append(wrong, path+" (should be gone)")
		}
	}
	slices.Sort(wrong)
	return wrong
}

// clean builds the site from nothing.
func (r *running) clean() (buildtest.Tree, *site.Result) {
	r.t.Helper()
	opt := r.opt
	opt.Out = filepath.Join(buildtest.TempDir(r.t), "public")
	res, err := site.Build(opt)
	if err != nil {
		r.t.Fatal(err)
	}
	tree, err := buildtest.ReadTree(opt.Out)
	if err != nil {
		r.t.Fatal(err)
	}
	if err := os.RemoveAll(opt.Out); err != nil {
		r.t.Fatal(err)
	}
	return tree, res
}

// What is served is what a build publishes, page by page and file by file.
func TestServesWhatBuildPublishes(t *testing.T) {
	r := start(t, buildtest.Site(), nil)
	tree, res := r.clean()
	if len(tree) < 80 {
		t.Fatalf("the site has %d files only: %v", len(tree), res.Diagnostics)
	}
	if wrong := r.compare(tree, nil); len(wrong) > 0 {
		t.Errorf("not as built: %v", wrong)
	}
	for _, path := range []string{"public", ".build"} {
		if path == "public" {
			if _, err := os.Stat(filepath.Join(r.dir, path)); err == nil {
				t.Errorf("%s was written", path)
			}
		}
	}
	r.wait("a complete review", func() bool { return r.s.current.Load().complete })
	if got := r.s.current.Load().found; !slices.Equal(got, res.Diagnostics) {
		t.Errorf("findings differ:\n%v\nwant\n%v", got, res.Diagnostics)
	}
}

func TestContentTypes(t *testing.T) {
	r := start(t, buildtest.Site(), nil)
	for path, want := range map[string]string{
		"":                            "text/html; charset=utf-8",
		"policies/":                   "text/html; charset=utf-8",
		"css/site.css":                "text/css; charset=utf-8",
		"js/local.js":                 "text/javascript; charset=utf-8",
		"images/plan.svg":             "image/svg+xml",
		"policies/2017/0001-flow.png": "image/png",
		"policies/2017/0001-form.csv": "text/csv; charset=utf-8",
		"catalog.json":                "application/json",
		"feed.xml":                    "application/xml",
		"robots.txt":                  "text/plain; charset=utf-8",
		"reports/2017/report.xlsx":    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		"_gongkai/client.js":          "text/javascript; charset=utf-8",
		"_gongkai/panel.css":          "text/css; charset=utf-8",
	} {
		res, _ := r.get(path)
		if got := res.Header.Get("Content-Type"); got != want || res.StatusCode != http.StatusOK {
			t.Errorf("%s: %s, %q, want %q", path, res.Status, got, want)
		}
		if res.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: may be sniffed", path)
		}
	}
}

// The folder of a category is reached without its slash; what is not there says
// so, and can appear by itself.
func TestFoldersAndMissing(t *testing.T) {
	r := start(t, buildtest.Site(), nil)
	if res, _ := r.get("policies"); res.StatusCode != http.StatusTemporaryRedirect || res.Header.Get("Location") != "/policies/" {
		t.Errorf("policies: %s to %s", res.Status, res.Header.Get("Location"))
	}
	res, body := r.get(`policies/"><script>alert(1)</script>.html`)
	if res.StatusCode != http.StatusNotFound || strings.Contains(body, "<script>alert") {
		t.Errorf("%s:\n%s", res.Status, body)
	}
	if !ours.MatchString(body) {
		t.Error("the page cannot replace itself")
	}
}

// A large attachment is sent in parts, and only once as long as it stays the
// same.
func TestRanges(t *testing.T) {
	files := buildtest.Site()
	large := bytes.Repeat([]byte("名次,编号\n1,甲\n"), 30_000)
	files["content/policies/2017/0001-form.csv"] = large
	r := start(t, files, nil)
	const path = "policies/2017/0001-form.csv"
	res, body := r.get(path, "Range", "bytes=100000-100099")
	if res.StatusCode != http.StatusPartialContent || body != string(large[100000:100100]) {
		t.Errorf("%s, %d bytes", res.Status, len(body))
	}
	if res, _ := r.get(path, "Range", "bytes=99999999999-"); res.StatusCode != http.StatusRequestedRangeNotSatisfiable {
		t.Errorf("beyond the end: %s", res.Status)
	}
	tag := res.Header.Get("ETag")
	if res, body := r.get(path, "If-None-Match", tag); res.StatusCode != http.StatusNotModified || body != "" {
		t.Errorf("again: %s", res.Status)
	}
	r.write("content/"+path, "名次\n1\n")
	r.wait("the new file", func() bool {
		res, body := r.get(path, "If-None-Match", tag)
		return res.StatusCode == http.StatusOK && body == "名次\n1\n"
	})
}

// A file beside documents is served where a document refers to it.
func TestUnusedFile(t *testing.T) {
	files := buildtest.Site()
	files["content/policies/2017/internal.csv"] = []byte("内部\n")
	r := start(t, files, nil)
	r.wait("a complete review", func() bool { return r.s.current.Load().complete })
	if res, _ := r.get("policies/2017/internal.csv"); res.StatusCode != http.StatusNotFound {
		t.Errorf("unused file: %s", res.Status)
	}
	r.edit("content/policies/2017/0001.md", "## 第四章 附则", "[表](internal.csv)\n\n## 第四章 附则")
	r.wait("the file", func() bool {
		res, body := r.get("policies/2017/internal.csv")
		return res.StatusCode == http.StatusOK && body == "内部\n"
	})
	r.write("content/policies/2017/program.exe", "MZ")
	r.edit("content/policies/2017/0001.md", "[表](internal.csv)", "[表](program.exe)")
	r.wait("the finding", func() bool { _, body := r.get(reserved); return strings.Contains(body, "program.exe") })
	if res, _ := r.get("policies/2017/program.exe"); res.StatusCode != http.StatusNotFound {
		t.Errorf("program: %s", res.Status)
	}
}

// A file that is too new for the state is waited for, not served half.
func TestFileNewerThanState(t *testing.T) {
	r := start(t, buildtest.Site(), nil)
	for i := range 20 {
		text := strings.Repeat("新", i+1) + "段落"
		r.edit("content/policies/2017/0001.md", "## 第二章 范围\n", "## 第二章 范围\n\n"+text+"\n")
		_, body := r.get("policies/2017/0001.html") // before the watch can have told
		if !strings.Contains(body, "</html>") {
			t.Fatal("half a page")
		}
		r.shows("policies/2017/0001.html", text)
	}
}

// The overview lists what is not public and what is wrong.
func TestOverview(t *testing.T) {
	r := start(t, buildtest.Site(), nil)
	r.write("content/policies/2017/0009.md", "---\ntitle: 草稿<b>一</b>\ncategory: policies\ndate: 2022-05-05\ndraft: true\n---\n\n正文。\n")
	r.shows(reserved, "草稿&lt;b&gt;一&lt;/b&gt;")
	r.shows("policies/2017/0009.html", "预览：草稿")
	r.shows("policies/index.html", "草稿")
	r.shows(reserved, "未到发布日期")
	r.edit("content/policies/2017/0001.md", "(../2016/0001.md#一-旧的办法)", "(../2016/0009.md)")
	r.shows(reserved, "BD002")
	_, body := r.get(reserved)
	if want := r.inEditor("content/policies/2017/0001.md") + ":"; !strings.Contains(body, want) {
		t.Errorf("no link %s", want)
	}
}

// TestOverviewDue: what must be done in the days to come is listed, as an audit says it.
func TestOverviewDue(t *testing.T) {
	files := buildtest.Site()
	files["content/dynamics/2022/0001.md"] = []byte("---\ntitle: 新动态\ncategory: dynamics\ndate: 2022-05-30\n---\n\n正文。\n")
	files["content/notices/2022/0009.md"] = []byte("---\ntitle: 公示<b>一</b>\ncategory: notices\ndate: 2022-05-20\npublish_until: 2022-06-20\n---\n\n正文。\n")
	r := start(t, files, nil)
	_, body := r.get(reserved)
	at := 0
	for _, want := range []string{"今后 30 天到期", "2022-06-13</span>工作动态 ", "content/dynamics</span>", "2022-06-21</span>公示&lt;b&gt;一&lt;/b&gt; "} {
		i := strings.Index(body[at:], want)
		if i < 0 {
			t.Fatalf("no %s behind the one before:\n%s", want, body)
		}
		at += i
	}
}

// TestOverviewByTurn: what waits for review is listed by whose turn it is, in the order of
// the chain, before drafts and what is to come.
func TestOverviewByTurn(t *testing.T) {
	files := buildtest.Site()
	files["config.toml"] = append(files["config.toml"], "\n[review]\nsince = 2022-01-01\n[[review.stage]]\nname = \"初审\"\nby = [\"甲\", \"乙<b>\"]\n[[review.stage]]\nname = \"复核\"\n"...)
	files["content/policies/2022/0001.md"] = []byte("---\ntitle: 待审的文件\ncategory: policies\ndate: 2022-01-01\n---\n\n正文。\n")
	files["content/policies/2022/0002.md"] = []byte("---\ntitle: 草稿一\ncategory: policies\ndate: 2022-01-01\ndraft: true\n---\n\n正文。\n")
	r := start(t, files, nil)
	_, body := r.get(reserved)
	at := 0
	for _, want := range []string{"<h3>待初审（甲、乙&lt;b&gt;）</h3><ul>", "待审的文件</a>", "</ul><h3>草稿</h3><ul>", "草稿一</a>"} {
		i := strings.Index(body[at:], want)
		if i < 0 {
			t.Fatalf("no %s behind the one before:\n%s", want, body)
		}
		at += i
	}
}

// A link to a draft is an error before the draft is forgotten: the preview shows
// both, a build would not.
func TestLinkToDraft(t *testing.T) {
	r := start(t, buildtest.Site(), nil)
	r.edit("content/policies/2016/0001.md", "---\ntitle", "---\ndraft: true\ntitle")
	r.shows(reserved, "BD003")
}

// A browser that has the copy of a picture is told so without its being made; one that
// has the copy of what the picture was gets the new one.
func TestCopyNotModified(t *testing.T) {
	r := start(t, buildtest.Site(), nil)
	const path = "dynamics/2017/0003-field.400.jpg"
	res, first := r.get(path)
	tag := res.Header.Get("ETag")
	if res, body := r.get(path, "If-None-Match", tag); tag == "" || res.StatusCode != http.StatusNotModified || body != "" {
		t.Errorf("again: %s for %q", res.Status, tag)
	}
	r.write("content/dynamics/2017/0003-field.jpg", string(buildtest.JPEG(404, 60, 2)))
	r.wait("the new copy", func() bool {
		res, body := r.get(path, "If-None-Match", tag)
		return res.StatusCode == http.StatusOK && body != first && len(body) > 0
	})
}
