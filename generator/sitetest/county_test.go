package sitetest_test

import (
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"gongkai/generator/corpus"
	"gongkai/generator/sitetest"
	"gongkai/generator/toolstest"
)

// countyFile is a county of offices that differ: one with annual reports and every kind of
// page, one with many documents, one with few, and one with the longest of names.
const countyFile = `name = "示例县人民政府"
address = "https://county.example/"
id_code = "1100000001"
region = "示例市"
description = "示例县各乡镇、部门主动公开的政府信息。"
organizer = "示例县人民政府办公室"
contact = "示例联系方式"
icp = "京ICP备00000000号"
police = "京公网安备 00000000000000号"

[[link]]
name = "示例市人民政府"
url = "https://city.example/"

[[office]]
key = "kinds"
name = "示例镇人民政府"
level = "township"
folder = "kinds"

[[office]]
key = "many"
name = "示例县住房和城乡建设局（示例县城市管理综合行政执法局、示例县人民防空办公室）"
level = "department"
folder = "many"

[[office]]
key = "few"
name = "示例街道办事处"
level = "township"
folder = "few"

[[office]]
key = "more"
name = "示例县卫生健康局"
level = "department"
folder = "more"
`

// makeCounty builds a county with the program for it, and reads what came of it: Pages are
// those of the county itself, since those of its offices are looked at elsewhere.
func makeCounty(t *testing.T) *sitetest.Site {
	t.Helper()
	dir := t.TempDir()
	program := filepath.Join(dir, "gongkai-county")
	if out, err := exec.Command("go", "build", "-o", program, "gongkai/generator/county").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	write(t, dir, map[string][]byte{"county.toml": []byte(countyFile)})
	sourceNamed("kinds").write(t, filepath.Join(dir, "kinds"))
	plainLooks(filepath.Join(dir, "kinds"))
	sourceNamed("starter").write(t, filepath.Join(dir, "few"))
	must(t, corpus.Write(filepath.Join(dir, "many"), corpus.Options{Docs: 300, Seed: 1}))
	must(t, corpus.Write(filepath.Join(dir, "more"), corpus.Options{Docs: 30, Seed: 2}))
	if out, err := exec.Command(program, "build", "--source", dir, "--as-of", "2030-01-01").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	site, err := sitetest.Read(filepath.Join(dir, "public"), "https://county.example/")
	must(t, err)
	kinds := map[string]int{}
	var own []*sitetest.Page
	for _, p := range site.Pages {
		if p.Path != "index.html" && !strings.HasPrefix(p.Path, "portal/") {
			continue
		}
		kind := strings.TrimRight(strings.TrimSuffix(p.Path, ".html"), "0123456789-")
		if kinds[kind] < 2 { // of the pages of years, of subjects and of reports two each
			own = append(own, p)
		}
		kinds[kind]++
	}
	if len(kinds) < 10 {
		t.Errorf("the county has only these kinds of pages: %v", kinds)
	}
	site.Pages = own
	return site
}

// The county's own pages are held to what those of an office are: in windows of several
// widths, by axe-core, by the Nu HTML checker, and from a disk, the search among them.
func TestCounty(t *testing.T) {
	slow(t)
	axe, err := os.ReadFile(toolstest.Node(t, "axe-core/axe.min.js"))
	must(t, err)
	site := makeCounty(t)
	browser := startBrowser(t)
	t.Run("widths", func(t *testing.T) { report(t, widths(t, browser, site, string(axe))) })
	t.Run("measure", func(t *testing.T) {
		report(t, measured(t, browser, site, paths(site.Pages), 375, 1280))
	})
	t.Run("disk", func(t *testing.T) {
		report(t, quiet(t, browser, site, site.Pages, site.FileRoot()))
		mute := *site
		mute.Pages = slices.DeleteFunc(slices.Clone(site.Pages), func(p *sitetest.Page) bool { return p.Path == "portal/search.html" }) // it says what it is without
		report(t, withoutScript(t, browser, &mute, site.FileRoot()))
		testCountySearch(t, openTab(t, browser, site.FileRoot()))
	})
	t.Run("markup", func(t *testing.T) {
		var files []string
		for _, p := range site.Pages {
			files = append(files, filepath.Join(site.Dir, filepath.FromSlash(p.Path)))
		}
		for _, m := range checkMarkup(t, files) {
			if strings.HasPrefix(m.Text, refusedOnDisk) {
				continue
			}
			t.Errorf("%s:%d:%d: %s %s: %s\n\t%s", m.URL, m.Line, m.Column, m.Type, m.SubType, m.Text, m.Extract)
		}
	})
}

// testCountySearch looks for a document of one office, and follows what it finds there.
func testCountySearch(t *testing.T, b *tab) {
	b.run(t, chromedp.Navigate(b.root+"portal/search.html?"+url.Values{"q": {"示例"}}.Encode()))
	first := eval[string](t, b, `new Promise(done => {
		const look = () => document.documentElement.dataset.search === 'ready' ? done((document.querySelector('ol#results > li a') || {href: ''}).href) : setTimeout(look, 50);
		look();
	})`)
	path, inside := strings.CutPrefix(first, b.root)
	if !inside || strings.HasPrefix(path, "portal/") {
		t.Fatalf("what is found leads to %q", first)
	}
	b.run(t, chromedp.Navigate(first))
	if title := eval[string](t, b, `document.querySelector('h1').textContent`); title == "" {
		t.Errorf("%s has no heading", path)
	}
	report(t, b.troubles("portal/search.html"))
}
