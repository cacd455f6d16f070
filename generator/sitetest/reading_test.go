package sitetest_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"gongkai/generator/sitetest"
)

// wish has the browser keep how a reader wants pages.
func (b *tab) wish(t *testing.T, wish string) {
	t.Helper()
	b.run(t, chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`void localStorage.setItem('gongkai-reading', %q)`, wish)))
}

// before has a script run in each page that is opened, before any of its own.
func (b *tab) before(t *testing.T, script string) {
	t.Helper()
	_, err := chromedp.Call(b.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
	must(t, err)
}

// tabTo presses the tabulator until what has the focus is called text.
func (b *tab) tabTo(t *testing.T, text string) {
	t.Helper()
	for range 40 {
		b.run(t, chromedp.KeyEvent(kb.Tab))
		if eval[string](t, b, `document.activeElement.textContent`) == text {
			return
		}
	}
	t.Fatalf("the keyboard does not come to %s", text)
}

// classes are those by which the style sheet knows how a reader wants pages.
func (b *tab) classes(t *testing.T) string {
	t.Helper()
	return eval[string](t, b, `['small', 'standard', 'large', 'huge', 'elder', 'big'].filter(c => document.documentElement.classList.contains(c)).join(' ')`)
}

// pressed lists the buttons that say they are pressed.
func (b *tab) pressed(t *testing.T) string {
	t.Helper()
	return eval[string](t, b, `[...document.querySelectorAll('[aria-pressed=true]')].map(b => b.textContent).join(' ')`)
}

// TestReading: 长者模式 and the size of the type are chosen by keyboard alone, hold on
// other pages, from a folder and from a server, are there before the first element of a
// page, and move nothing when the buttons come.
func TestReading(t *testing.T) {
	site := sourceNamed("town").make(t)
	browser := startBrowser(t)
	for _, name := range []string{"file", "folder"} {
		t.Run(name, func(t *testing.T) { testReading(t, openTab(t, browser, roots(t, site)[name])) })
	}
	t.Run("storage refused", func(t *testing.T) { testReadingRefused(t, browser, site) })
	t.Run("without script", func(t *testing.T) { testElderPage(t, browser, site) })
}

func testReading(t *testing.T, b *tab) {
	b.before(t, `
		new MutationObserver(() => { if (document.body && !window.early) window.early = document.documentElement.className; }).observe(document, {childList: true, subtree: true});
		window.moved = 0;
		new PerformanceObserver(list => list.getEntries().forEach(e => window.moved += e.value)).observe({type: 'layout-shift', buffered: true});`)
	b.open(t, "index.html")
	if got := b.classes(t) + "|" + b.pressed(t); got != "standard|标准" {
		t.Errorf("at first: %s", got)
	}
	b.tabTo(t, "长者模式")
	b.run(t, chromedp.KeyEvent(kb.Enter))
	b.tabTo(t, "字号")
	b.run(t, chromedp.KeyEvent(kb.Enter))
	b.tabTo(t, "大")
	b.run(t, chromedp.KeyEvent(" "))
	const want = "large elder big|长者模式 大"
	if got := b.classes(t) + "|" + b.pressed(t); got != want {
		t.Errorf("after the keys: %s", got)
	}
	b.open(t, "policies/2017/0003.html")
	if got := b.classes(t) + "|" + b.pressed(t); got != want {
		t.Errorf("on another page: %s", got)
	}
	if early := eval[string](t, b, `window.early`); !strings.Contains(early, "large elder") {
		t.Errorf("when the body began, the page was %q", early)
	}
	b.wish(t, "standard")
	for _, width := range []int64{375, 1280} {
		b.width(t, width)
		b.open(t, "policies/index.html")
		b.run(t, chromedp.Poll[chromedp.Void](`document.readyState == 'complete' && document.querySelector('.reading button') != null`))
		if moved := eval[float64](t, b, `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(window.moved))))`); moved > 0 {
			t.Errorf("at %d px, the page moves by %g", width, moved)
		}
	}
	b.run(t, chromedp.Evaluate[chromedp.Void](`localStorage.removeItem('gongkai-reading')`))
	report(t, b.troubles("index.html"))
}

// testReadingRefused: where nothing can be kept, the buttons serve the page they are on.
func testReadingRefused(t *testing.T, browser context.Context, site *sitetest.Site) {
	b := openTab(t, browser, site.FileRoot())
	b.before(t, `Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('refused', 'SecurityError'); }});`)
	b.open(t, "index.html")
	b.tabTo(t, "长者模式")
	b.run(t, chromedp.KeyEvent(kb.Enter))
	if got := b.classes(t) + "|" + b.pressed(t); got != "standard elder big|长者模式 标准" {
		t.Errorf("where nothing can be kept: %s", got)
	}
	report(t, b.troubles("index.html"))
}

// testElderPage: without a script, each page leads to one in large type, from which all
// categories are one click away.
func testElderPage(t *testing.T, browser context.Context, site *sitetest.Site) {
	b := openTab(t, browser, site.FileRoot())
	_, err := chromedp.Call(b.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	must(t, err)
	b.open(t, "policies/2017/0003.html")
	if text := eval[string](t, b, `document.querySelector('.reading a').innerText`); text != "长者模式" || eval[int](t, b, `document.querySelectorAll('button').length`) > 1 {
		t.Errorf("without a script, the head shows %q", text)
	}
	b.open(t, "elder.html")
	if got := b.classes(t); got != "elder big" {
		t.Errorf("elder.html is %q", got)
	}
	if size := eval[float64](t, b, `parseFloat(getComputedStyle(document.querySelector('.item-title a')).fontSize)`); size < 22 {
		t.Errorf("titles are %g px high", size)
	}
	from := site.Crawl(site.FileRoot(), sitetest.Fetch).Clicks("elder.html")
	for _, p := range site.Pages {
		if strings.Count(p.Path, "/") == 1 && strings.HasSuffix(p.Path, "/index.html") && from[p.Path] != 1 && !strings.HasPrefix(p.Path, "subjects/") && !strings.HasPrefix(p.Path, "disclosure/") {
			t.Errorf("%s is %d clicks away", p.Path, from[p.Path])
		}
	}
	report(t, b.troubles("elder.html"))
}

// Pages in smaller and larger type, in 长者模式 and out of it, are laid out as well as in
// the usual one: on a phone, and in the largest, which need the most room, on a desk. The
// sizes between lie between. The sites are that with pages of every kind and that of a clerk.
func TestMeasureReading(t *testing.T) {
	slow(t)
	browser := startBrowser(t)
	phone, desk := []string{"small", "huge", "huge elder"}, []string{"huge", "huge elder"}
	for _, name := range []string{"clerk", "kinds"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			site := sourceNamed(name).styled(t, plainLooks)
			pages := paths(site.Sample())
			report(t, measuredAs(t, browser, site, phone, pages, 375))
			report(t, measuredAs(t, browser, site, desk, pages, 1280))
		})
	}
}
