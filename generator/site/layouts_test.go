package site

import (
	"io/fs"
	"strings"
	"testing"

	"gongkai/generator/catalog"
	"gongkai/generator/present"
	"gongkai/generator/site/buildtest"
	"gongkai/layouts"
)

// Between the escaping of a value and the published page nothing looks at the
// page again: neither a value in a script nor a script itself is touched.
func TestPublishedAsEscaped(t *testing.T) {
	files := buildtest.Site()
	files["layouts/document.html"] = []byte("<h1>{{.Title}}</h1>\n" +
		"<script>\nvar a = `{{.Title}}` // one\nvar b = { \"c\" : 1.0 }\n</script>\n" +
		"<p style=\"color : red\" onclick=\"f( '{{.Title}}' )\" title=' a  b '>\n{{.Body}}</p>\n")
	files["content/policies/2017/0009.md"] = []byte("---\ntitle: '${alert(1)}`'\ncategory: policies\ndate: 2017-03-15\n---\n正文。\n")
	_, tree := mustBuild(t, newSite(t, files))
	const want = "<h1>${alert(1)}`</h1>" +
		"<script>\nvar a = `\\u0024\\u007balert(1)\\u007d\\u0060` \nvar b = { \"c\" : 1.0 }\n</script>" +
		"<p style=\"color : red\" onclick=\"f( '${alert(1)}\\u0060' )\" title=' a  b '><p>正文。</p></p><figure"
	if got := tree["policies/2017/0009.html"]; !strings.Contains(got, want) {
		t.Errorf("the page has no\n%s\n%s", want, got)
	}
}

// The layout of a text is known without the view of its page.
func TestTextLayout(t *testing.T) {
	opt := newSite(t, buildtest.Site())
	write(t, opt, "content/reports/index.md", "---\ntitle: 年度报告\ncategory: reports\ndate: 2017-03-15\n---\n正文。\n")
	s, found, err := Load(opt, nil)
	if err != nil || s == nil {
		t.Fatal(found, err)
	}
	seen := map[string]int{}
	for i := range s.plan.Len() {
		o := s.plan.Output(i)
		if !o.IsPage() {
			continue
		}
		v := s.plan.View(new(present.Memory), o)
		if v.Body == catalog.None {
			continue
		}
		seen[v.Layout]++
		if got := s.plan.TextLayout(o); got != v.Layout || s.settings.renderers[got].Renderer == nil {
			t.Errorf("%s: %s, want %s", o.Path, got, v.Layout)
		}
	}
	for _, name := range present.TextLayouts() {
		if seen[name] == 0 {
			t.Errorf("no text has the layout %s", name)
		}
	}
}

// An id that a layout takes is left to it by every text, also where no page shows
// it: the tree is that of a clean build, and the preview says the same.
func TestReservedIDs(t *testing.T) {
	files := buildtest.Site()
	const doc = "content/policies/2017/0009.md"
	files[doc] = []byte("---\ntitle: 关于申请的通知\ncategory: policies\ndate: 2017-03-15\n---\n## Apply\n\n见[申请](#apply)。\n")
	opt := newSite(t, files)
	_, tree := mustBuild(t, opt)
	if !strings.Contains(tree["policies/2017/0009.html"], `<h2 id="apply">`) {
		t.Fatal(tree["policies/2017/0009.html"])
	}
	preview := opt
	preview.Preview = true
	before, _, err := Load(preview, nil)
	if err != nil {
		t.Fatal(err)
	}
	if found := textsOf(t, before); strings.Contains(found, "BD004") {
		t.Fatal(found)
	}

	base, err := fs.ReadFile(layouts.Files, "base.html")
	if err != nil {
		t.Fatal(err)
	}
	write(t, opt, "layouts/base.html", strings.Replace(string(base), "</main>", `</main>{{if eq .Section "none"}}<p id="apply"></p>{{end}}`, 1))
	res, err := Build(opt)
	if err != nil || !strings.Contains(printed(t, res.Diagnostics), doc+":8:7: error BD004") {
		t.Fatalf("the link to what is another's is not found: %s, %v", printed(t, res.Diagnostics), err)
	}
	after, _, err := Update(preview, before, []string{"layouts/base.html"})
	if err != nil {
		t.Fatal(err)
	}
	if found := textsOf(t, after); !strings.Contains(found, doc+":8:7: error BD004") {
		t.Errorf("the preview does not find it: %s", found)
	}
	edit(t, opt, doc, "(#apply)", "(#apply-2)")
	_, got := mustBuild(t, opt)
	if !strings.Contains(got["policies/2017/0009.html"], `<h2 id="apply-2">`) {
		t.Error(got["policies/2017/0009.html"])
	}
	_, want := buildClean(t, opt)
	if diff := got.Since(want); !diff.Empty() {
		t.Errorf("stale: %v", diff.Changed)
	}
}

// textsOf renders what has not been rendered and prints all findings.
func textsOf(t *testing.T, s *Site) string {
	t.Helper()
	if err := s.Texts(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	found, err := s.Findings(true)
	if err != nil {
		t.Fatal(err)
	}
	return printed(t, found.Diagnostics)
}
