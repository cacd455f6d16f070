package sitetest_test

import (
	"context"
	_ "embed"
	"fmt"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"gongkai/generator/sitetest"
)

// measure finds what is wrong with the looks of the page that is open: see there.
//
//go:embed measure.js
var measure string

// unfold opens what a page has folded: for a reader on a telephone, nearly all of it.
const unfold = `(() => {
	document.querySelectorAll('details').forEach(d => d.open = true);
	const sheet = new CSSStyleSheet(); // the pages allow no style element
	sheet.replaceSync('.site-nav, .platform-nav, .site-nav .nav-close, .toc ul { display: block !important }');
	document.adoptedStyleSheets = [sheet];
})()`

// measured measures pages of a site in windows of some widths; the narrow ones with
// what is folded open, too. It returns as well what the console shows, and the requests that
// fail or leave the site.
func measured(t *testing.T, browser context.Context, site *sitetest.Site, paths []string, widths ...int64) []sitetest.Finding {
	t.Helper()
	return measuredAs(t, browser, site, []string{""}, paths, widths...)
}

// measuredAs does so for readers who want pages in ways of their own: see js/reading.js. A
// page is opened once, and told what is wanted as by another tab, since to open it takes as
// long as to measure it six times. What is laid out anew is the same: no script looks at
// the size of anything.
func measuredAs(t *testing.T, browser context.Context, site *sitetest.Site, wishes, paths []string, widths ...int64) []sitetest.Finding {
	t.Helper()
	server := httptest.NewServer(staying(site.Handler("/")))
	defer server.Close()
	b := openTab(t, browser, server.URL+"/")
	var found []sitetest.Finding
	look := func(path, how string) {
		for _, wish := range wishes {
			if wish != "" {
				b.tell(t, wish)
			}
			for _, fault := range eval[[]string](t, b, measure) {
				found = append(found, sitetest.Finding{File: path, Text: strings.TrimSpace(wish+" "+how) + ", " + fault})
			}
		}
	}
	slices.Sort(widths)
	for _, path := range paths {
		b.open(t, path)
		for _, width := range slices.Backward(widths) {
			b.width(t, width)
			look(path, fmt.Sprintf("at %d px", width))
		}
		if widths[0] < 500 {
			b.run(t, chromedp.Evaluate[chromedp.Void](unfold))
			look(path, fmt.Sprintf("at %d px and unfolded", widths[0]))
		}
		if last := wishes[len(wishes)-1]; last != "" && path != "elder.html" && !strings.HasPrefix(b.classes(t), last) {
			found = append(found, sitetest.Finding{File: path, Text: last + " is wanted, and it is shown as " + b.classes(t)})
		}
		found = append(found, b.troubles(path)...)
	}
	return found
}

// tell wants pages in another way, and tells the page that is open as another tab would.
func (b *tab) tell(t *testing.T, wish string) {
	t.Helper()
	b.wish(t, wish)
	b.run(t, chromedp.Evaluate[chromedp.Void](`void dispatchEvent(new Event('storage'))`))
}

// paths lists where some pages are.
func paths(pages []*sitetest.Page) (paths []string) {
	for _, p := range pages {
		paths = append(paths, p.Path)
	}
	return paths
}

// sourceNamed returns one of the sites.
func sourceNamed(name string) *source {
	all := sources()
	return &all[slices.IndexFunc(all, func(s source) bool { return s.name == name })]
}

// Every element of every page of the sites, in windows as wide as a telephone, a tablet and a
// desk; in others TestWidths looks at the pages.
func TestMeasureEvery(t *testing.T) {
	slow(t)
	browser := startBrowser(t)
	for _, name := range []string{"town", "clerk", "kinds"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			site := sourceNamed(name).styled(t, plainLooks)
			report(t, measured(t, browser, site, paths(site.Pages), 375, 768, 1280))
		})
	}
}

// The same of the pages that are the hardest to set.
func TestMeasure(t *testing.T) {
	slow(t)
	browser := startBrowser(t)
	site := sourceNamed("clerk").make(t)
	pages := []string{"index.html", "notices/2026/0001.html", "duties/2026/0001.html", "services/2026/0001.html"}
	report(t, measured(t, browser, site, append(pages, "reports/2025/index.html"), 375, 1024, 1280))
	report(t, printed(t, browser, site, pages))
	testTitles(t, browser, site)
	faulty, want := broken(t, "measure.txtar")
	rules := map[string]bool{}
	for _, f := range measured(t, browser, faulty, paths(faulty.Pages), 375) {
		if !strings.Contains(f.Text, "at 375 px") {
			continue // of the console: that site has no icon
		}
		rule := strings.Split(f.Text, ": ")[0]
		rules[f.File+": "+rule[strings.LastIndex(rule, " ")+1:]+"\n"] = true
	}
	for line := range strings.Lines(want) {
		if !rules[line] {
			t.Errorf("not found: %s", line)
		}
		delete(rules, line)
	}
	for line := range rules {
		t.Errorf("found in what is well: %s", line)
	}
}

// brokenWord is an expression: the words that lines of a heading or of a list of titles
// end within, of those that stand at the end of titles.
const brokenWord = `(() => {
	const found = [];
	for (const e of document.querySelectorAll('h1, .item-title a')) {
		const walker = document.createTreeWalker(e, NodeFilter.SHOW_TEXT), places = [];
		while (walker.nextNode()) for (let i = 0; i < walker.currentNode.data.length; i++) places.push([walker.currentNode, i]);
		const text = e.textContent;
		const words = '通知|公告|公示|办法|规定|解读|意见|名单|清单|指南';
		for (const m of text.matchAll(new RegExp(e.matches('h1') ? words + '|[0-9]+年|《[^》]?|.》|（试行）' : '(' + words + ')$', 'g'))) {
			const tops = new Set(places.slice(m.index, m.index + m[0].length).map(([node, i]) => {
				const range = document.createRange();
				range.setStart(node, i);
				range.setEnd(node, i + 1);
				return Math.round(range.getClientRects()[0].top);
			}));
			if (tops.size > 1) found.push(m[0] + ' in ' + text);
		}
	}
	return found;
})()`

// testTitles: a heading breaks within no word at its end, no year and behind no
// opening mark; it is found in the page, and copied, as it was written.
func testTitles(t *testing.T, browser context.Context, site *sitetest.Site) {
	b := openTab(t, browser, site.FileRoot())
	for path, title := range map[string]string{
		"notices/2026/0001.html":      "关于开展2026年度农村人居环境整治“百日攻坚”行动的通知",
		"consultation/2026/0001.html": "关于公开征求《示例镇村庄规划（2026—2035年）（草案）》意见的公告",
		"policies/2026/0003.html":     "《示例镇政府投资小型建设项目管理办法》政策解读",
		"index.html":                  "", // lists of titles
		"notices/index.html":          "",
	} {
		b.open(t, path)
		for _, width := range []int64{320, 375, 412, 530} {
			b.width(t, width)
			for _, word := range eval[[]string](t, b, brokenWord) {
				t.Errorf("%s: at %d px, a line ends within %s", path, width, word)
			}
		}
		if title == "" {
			continue
		}
		if copied := eval[string](t, b, `(getSelection().selectAllChildren(document.querySelector('h1')), getSelection().toString())`); copied != title {
			t.Errorf("%s: copied, the title is %q", path, copied)
		}
		if !eval[bool](t, b, `(getSelection().removeAllRanges(), find(`+fmt.Sprintf("%q", title)+`))`) {
			t.Errorf("%s: a search in the page does not find the title", path)
		}
	}
}
