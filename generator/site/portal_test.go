package site

import (
	"path/filepath"
	"strings"
	"testing"

	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/privacy/privacytest"
	"gongkai/generator/site/buildtest"
)

// A site that is made as a part of a portal has the portal's names and footer, and
// leaves its own folder as it is where another one is there to work in. Where the
// portal changes, all pages do, and nothing is kept that has the old one.
func TestPartOfPortal(t *testing.T) {
	opt := newSite(t, buildtest.Site())
	opt.Out = filepath.Join(filepath.Dir(opt.Source), "out", "office")
	opt.Work = filepath.Join(filepath.Dir(opt.Source), "work")
	opt.BaseURL = "https://county.example/office/"
	opt.Portal = config.Portal{Name: "示例县人民政府", URL: "https://county.example/", Domain: "county.example", IDCode: "1100000001"}
	opt.Footer = config.Footer{Organizer: "示例县人民政府办公室", Links: []config.Link{{Name: "示例市", URL: "https://city.example/"}}}
	_, tree := mustBuild(t, opt)
	home := tree["index.html"]
	for _, want := range []string{`name="SiteName" content="示例县人民政府"`, `name="SiteDomain" content="county.example"`, `name="SiteIDCode" content="1100000001"`, "<dd>示例县人民政府办公室</dd>", `href="https://city.example/"`, `href="https://county.example/office/`} {
		if !strings.Contains(home, want) {
			t.Errorf("the home page lacks %s", want)
		}
	}
	if made, err := filepath.Glob(filepath.Join(opt.Source, ".*")); err != nil || made != nil {
		t.Errorf("the build has made %v in the site (%v)", made, err)
	}
	if res, _ := mustBuild(t, opt); res.Stats.Made != 0 {
		t.Errorf("with nothing changed, %d outputs were made", res.Stats.Made)
	}
	for name, change := range map[string]func(){
		"name":   func() { opt.Portal.Name = "另一县人民政府" },
		"footer": func() { opt.Footer.Links = []config.Link{{Name: "另一市", URL: "https://other.example/"}} },
	} {
		change()
		_, tree := mustBuild(t, opt)
		_, clean := buildClean(t, withoutWork(opt))
		if tree.Sum() != clean.Sum() {
			t.Errorf("after another %s: %+v", name, tree.Since(clean))
		}
		if home := tree["index.html"]; strings.Contains(home, "示例县人民政府\"") && name == "name" {
			t.Error("the home page has the old name")
		}
	}
}

// withoutWork are options with the usual work folder.
func withoutWork(opt Options) Options {
	opt.Work = ""
	return opt
}

// A build says until when its result stands, and so does one that has nothing to do; one
// that was refused says nothing.
func TestUntil(t *testing.T) {
	opt := newSite(t, buildtest.Site())
	for _, work := range []string{"made", "replayed"} {
		res, _ := mustBuild(t, opt)
		if res.Until != day(t, "2022-07-01") { // the day of a document that is not public yet
			t.Errorf("%s: until %v", work, res.Until)
		}
	}
	head := "---\ntitle: 公告\ncategory: notices\ndate: 2022-05-01\n---\n"
	for when, text := range map[string]string{
		"read":     "---\ntitle: 错\n",
		"rendered": head + "见[办法](/policies/none.md)。\n",
		"screened": head + privacytest.WithCheck("11010119900307123") + "\n",
	} {
		write(t, opt, "content/notices/2022/0009.md", text)
		if res, err := Build(opt); err != nil || !diag.HasErrors(res.Diagnostics) || !res.Until.IsZero() {
			t.Errorf("refused when %s: until %v (%v)", when, res.Until, err)
		}
	}
}
