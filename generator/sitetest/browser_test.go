package sitetest_test

import (
	"bytes"
	"context"
	"fmt"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"gongkai/generator/sitetest"
	"gongkai/generator/toolstest"
)

// roots serves a site at / and below /a/b/ and returns these addresses and the
// one on the disk.
func roots(t *testing.T, site *sitetest.Site) map[string]string {
	t.Helper()
	found := map[string]string{"file": site.FileRoot()}
	for name, prefix := range map[string]string{"root": "/", "folder": "/a/b/"} {
		server := httptest.NewServer(site.Handler(prefix))
		t.Cleanup(server.Close)
		found[name] = server.URL + prefix
	}
	return found
}

// The sites in a browser: pages with every kind of element, from the disk, from the root of
// a server and from a folder of one; all of them without scripts. With scripts, all are
// opened by TestMeasureEvery.
func TestBrowser(t *testing.T) {
	slow(t)
	browser := startBrowser(t)
	for _, s := range sources() {
		if s.name == "corpus" {
			continue // the pages of "kinds", many times
		}
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			site := s.styled(t, plainLooks)
			roots := roots(t, site)
			for name, root := range roots {
				t.Run(name, func(t *testing.T) { report(t, quiet(t, browser, site, site.Sample(), root)) })
				t.Run("filter "+name, func(t *testing.T) { testFilter(t, browser, site, root) })
			}
			if s.name == "starter" {
				return // the pages of "office", with less on them
			}
			t.Run("without script", func(t *testing.T) { report(t, withoutScript(t, browser, site, roots["folder"])) })
		})
	}
}

// The sites in windows of several widths, and as axe-core sees them.
func TestWidths(t *testing.T) {
	slow(t)
	axe, err := os.ReadFile(toolstest.Node(t, "axe-core/axe.min.js"))
	must(t, err)
	browser := startBrowser(t)
	for _, s := range sources() {
		if s.name == "corpus" || s.name == "starter" {
			continue // the pages of "kinds", many times; those of "office", with less on them
		}
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			report(t, widths(t, browser, s.styled(t, plainLooks), string(axe)))
		})
	}
}

// plainLooks removes the layouts and static files that a site has of its own:
// they are there to be tested, not to be looked at.
func plainLooks(dir string) {
	os.RemoveAll(filepath.Join(dir, "layouts"))
	os.RemoveAll(filepath.Join(dir, "static", "css"))
}

// quiet opens every page, and searches, and returns what the console shows, what the
// policy of a page refuses among it, and the requests that fail or leave the site.
func quiet(t *testing.T, browser context.Context, site *sitetest.Site, pages []*sitetest.Page, root string) []sitetest.Finding {
	t.Helper()
	b := openTab(t, browser, root)
	var found []sitetest.Finding
	if site.Page("search.html") != nil {
		b.search(t, url.Values{"q": {"公开"}})
		found = b.troubles("search.html")
	}
	for _, p := range pages {
		if p.Refresh {
			b.openRedirect(t, p.Path)
		} else {
			b.open(t, p.Path)
		}
		found = append(found, b.troubles(p.Path)...)
	}
	return found
}

// testFilter asks the catalog for a document, and for what is not there.
func testFilter(t *testing.T, browser context.Context, site *sitetest.Site, root string) {
	b := openTab(t, browser, root)
	b.open(t, "catalog/index.html")
	const rows = `[...document.querySelectorAll('#catalog-rows tbody tr')]`
	title := eval[string](t, b, rows+`[0].querySelector('th a').textContent`)
	before := eval[int](t, b, rows+`.length`)
	b.ask(t, title)
	found := eval[[]struct {
		Title string `json:"title"`
		Href  string `json:"href"`
	}](t, b, rows+`.map(row => row.querySelector('th a')).map(a => ({title: a.textContent, href: a.href}))`)
	if len(found) == 0 || found[0].Title != title {
		t.Errorf("%q was not found, but %v", title, found)
	}
	for _, f := range found {
		if !strings.HasPrefix(f.Href, root) {
			t.Errorf("%s leads out of the site", f.Href)
		}
	}
	// The words are taken along to the search, which looks for them in the texts as well.
	if link := eval[string](t, b, `(document.querySelector('#catalog-wider:not([hidden]) a') || {}).href || ''`); link == "" {
		if site.Page("search.html") != nil {
			t.Error("the catalog does not lead on to the search")
		}
	} else if asked, err := url.Parse(link); err != nil || !strings.HasPrefix(link, root+"search.html?") || asked.Query().Get("q") != title {
		t.Errorf("the catalog leads on to %s", link)
	}
	number := eval[string](t, b, `(document.querySelector('#catalog-rows td.number') || {}).textContent || ''`)
	if typed := strings.NewReplacer("〔", "(", "〕", ")").Replace(number); typed != number && eval[bool](t, b, `!!window.gongkaiSearch`) {
		b.ask(t, typed)
		if numbers := eval[[]string](t, b, `[...document.querySelectorAll('#catalog-rows td.number')].map(td => td.textContent)`); !slices.Contains(numbers, number) {
			t.Errorf("%s finds %q, and not %s", typed, numbers, number)
		}
	}
	b.ask(t, "龘龘龘")
	if found := eval[int](t, b, rows+`.length`); found != 0 {
		t.Errorf("%d results for what is not there", found)
	}
	b.run(t,
		chromedp.Click(chromedp.CSS(`#catalog-filter [type=reset]`)),
		chromedp.Poll[chromedp.Void](rows+`.length == `+fmt.Sprint(before)),
	)
	if eval[bool](t, b, `(document.getElementById('catalog-wider') || {hidden: true}).hidden === false`) {
		t.Error("the catalog leads on to the search without any words")
	}
	report(t, b.troubles("catalog/index.html"))
}

// ask types words into the catalog's filter and waits for the answer to all of them: where
// typing takes long there are answers to the first.
func (b *tab) ask(t *testing.T, words string) {
	t.Helper()
	b.run(t,
		chromedp.Evaluate[chromedp.Void](`document.getElementById('filter-words').value = ''`),
		chromedp.SendKeys(chromedp.CSS(`#filter-words`), words),
		chromedp.Evaluate[chromedp.Void](`document.getElementById('catalog-count').textContent = '';
			document.getElementById('filter-words').dispatchEvent(new Event('input', {bubbles: true}))`),
		chromedp.Poll[chromedp.Void](`/^(找到|没有找到)/.test(document.getElementById('catalog-count').textContent)`),
	)
}

// The filter offers every category there is, also those that are named like
// something that every object of JavaScript has.
func TestFilterNames(t *testing.T) {
	slow(t)
	names := map[string]string{"公示公告": "constructor", "工作动态": "__proto__", "政策解读": "toString"}
	kinds := sources()[slices.IndexFunc(sources(), func(s source) bool { return s.name == "kinds" })]
	site := kinds.styled(t, func(dir string) {
		plainLooks(dir)
		file := filepath.Join(dir, "config.toml")
		config, err := os.ReadFile(file)
		must(t, err)
		for was, is := range names {
			config = bytes.ReplaceAll(config, []byte(`name = "`+was+`"`), []byte(`name = "`+is+`"`))
		}
		must(t, os.WriteFile(file, config, 0o644))
	})
	b := openTab(t, startBrowser(t), site.FileRoot())
	b.open(t, "catalog/index.html")
	offered := eval[[]string](t, b, `[...document.getElementById('filter-category').options].map(o => o.value)`)
	for _, name := range names {
		if !slices.Contains(offered, name) {
			t.Errorf("%s is not among %q", name, offered)
		}
	}
	report(t, b.troubles("catalog/index.html"))
}

// withoutScript opens every page with scripts switched off and returns those on
// which a reader does not see what he sees with them. The filter of the catalog
// and the buttons of the head are for readers with scripts only.
func withoutScript(t *testing.T, browser context.Context, site *sitetest.Site, root string) []sitetest.Finding {
	t.Helper()
	with, without := openTab(t, browser, root), openTab(t, browser, root)
	_, err := chromedp.Call(without.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	must(t, err)
	const seen = `(() => { document.querySelectorAll('#catalog-filter, .reading, .reading-panel').forEach(e => e.remove()); return document.body.innerText })()`
	var found []sitetest.Finding
	for _, p := range site.Pages {
		if p.Refresh {
			continue // by the time it is read, it may have led on
		}
		if p.Path == "search.html" || bytes.Contains(p.Raw, []byte("js/validity.js")) {
			continue // they say what they are without: where else to look, the validity on the day of the build
		}
		with.open(t, p.Path)
		a := eval[string](t, with, seen)
		without.open(t, p.Path)
		b := eval[string](t, without, seen)
		if a != b || b == "" {
			found = append(found, sitetest.Finding{File: p.Path, Text: fmt.Sprintf("shows %d bytes with scripts and %d without", len(a), len(b))})
		}
		found = slices.Concat(found, with.troubles(p.Path), without.troubles(p.Path))
	}
	return found
}

// Each fault that only a browser finds is found.
func TestBrokenInBrowser(t *testing.T) {
	slow(t)
	axe, err := os.ReadFile(toolstest.Node(t, "axe-core/axe.min.js"))
	must(t, err)
	browser := startBrowser(t)
	site, _ := broken(t, "browser.txtar")
	root := roots(t, site)["folder"]
	found := quiet(t, browser, site, site.Pages, root)
	found = append(found, withoutScript(t, browser, site, root)...)
	found = append(found, widths(t, browser, site, string(axe))...)
	for _, want := range []sitetest.Finding{
		{File: "console.html", Text: "console warning"},
		{File: "console.html", Text: "exception"},
		{File: "outside.html", Text: "404 for " + root + "none.png"},
		{File: "outside.html", Text: "request to " + strings.TrimSuffix(root, "b/") + "up.png"},
		{File: "script.html", Text: "bytes with scripts and"},
		{File: "wide.html", Text: "is wider than 320 pixels"},
		{File: "wide.html", Text: "is wider than 375 pixels"},
		{File: "faint.html", Text: "axe-core at 375 pixels, color-contrast"},
		{File: "faint.html", Text: "axe-core at 1280 pixels, color-contrast"},
	} {
		if !slices.ContainsFunc(found, func(f sitetest.Finding) bool { return f.File == want.File && strings.Contains(f.Text, want.Text) }) {
			t.Errorf("not found: %v; but %v", want, found)
		}
	}
	if slices.ContainsFunc(found, func(f sitetest.Finding) bool { return strings.HasPrefix(f.Text, "is wider than 1280") }) {
		t.Error("500 pixels are wider than 1280")
	}
}
