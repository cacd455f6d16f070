package sitetest_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"gongkai/generator/corpus"
)

// TestAnswers: what the page of the search says besides the documents it finds: which are
// not in force, that there are more than it shows, what keeps others out.
func TestAnswers(t *testing.T) {
	slow(t)
	browser := startBrowser(t)
	many := &source{name: "many", base: "https://corpus.example/", day: "2030-01-01", write: func(t *testing.T, dir string) {
		must(t, corpus.Write(dir, corpus.Options{Docs: 520, Seed: 1}))
	}}
	b := openTab(t, browser, many.make(t).FileRoot())
	testSearchEnd(t, b)
	testSearchMore(t, b)
	report(t, b.troubles("search.html"))
	b = openTab(t, browser, sourceNamed("clerk").make(t).FileRoot())
	testSearchStates(t, b)
	testSearchLimits(t, b)
	testSearchPhone(t, b)
	report(t, b.troubles("search.html"))
}

const line = `document.querySelector('.count-line').textContent`

// testSearchEnd: where no more can be shown, the page says what can be done about it.
func testSearchEnd(t *testing.T, b *tab) {
	const way = "请加检索词"
	for size, want := range map[string]bool{"480": false, "500": true, "5000": true} {
		b.search(t, url.Values{"q": {"的"}, "size": {size}})
		said, more := eval[string](t, b, line), eval[bool](t, b, `document.getElementById('search-more').checkVisibility()`)
		if strings.Contains(said, way) != want || more == want {
			t.Errorf("asked for %s: it says %s, and offers more: %t", size, said, more)
		}
	}
}

// testSearchMore: who asks for more by keyboard goes on at the first that has come.
func testSearchMore(t *testing.T, b *tab) {
	b.search(t, url.Values{"q": {"的"}})
	const place = `[...document.querySelectorAll('#results > li')].findIndex(li => li.contains(document.activeElement))`
	for _, want := range []int{10, 30} {
		b.run(t,
			chromedp.Evaluate[chromedp.Void](`delete document.documentElement.dataset.search; document.querySelector('#search-more a').focus()`),
			chromedp.KeyEvent(kb.Enter),
			chromedp.Poll[chromedp.Void](`document.documentElement.dataset.search === 'ready'`),
		)
		if got := eval[int](t, b, place); got != want {
			t.Errorf("after more was asked for, the focus is on result %d, not %d", got, want)
		}
	}
	b.search(t, url.Values{"q": {"的"}})
	if got := eval[int](t, b, place); got != -1 {
		t.Errorf("a page that was opened puts the focus on result %d", got)
	}
}

// testSearchStates: a result says of a document what the lists say.
func testSearchStates(t *testing.T, b *tab) {
	b.open(t, "policies/index.html")
	listed := eval[map[string]string](t, b, `Object.fromEntries([...document.querySelectorAll('.items li')].map(li => [li.querySelector('a').textContent, (li.querySelector('.state') || {}).textContent || '']))`)
	noted := 0
	for title, want := range listed {
		b.search(t, url.Values{"q": {title}})
		got := eval[string](t, b, `(document.querySelector('#results li .state') || {}).textContent || ''`)
		if got != want {
			t.Errorf("%s is %q in the list, and %q where it is found", title, want, got)
		}
		if got != "" {
			noted++
		}
	}
	if noted == 0 || noted == len(listed) {
		t.Errorf("%d of %d documents have a mark", noted, len(listed))
	}
}

// testSearchLimits: what an address asks for is to be seen in the fields, also what they do
// not offer; where nothing is found, the page says what keeps it out. What cannot be seen
// is no question.
func testSearchLimits(t *testing.T, b *tab) {
	for asked, want := range map[string]string{
		"q=示例镇&category=gone":         "gone,,|没有找到。可以少用几个字，或者用空格把词分开，或者不限栏目。共 0 条",
		"q=龘&year=1901&validity=失效":   ",1901,失效|没有找到。可以少用几个字，或者用空格把词分开，或者不限年份、有效性。共 0 条",
		"year=1901":                   ",1901,|没有找到。可以不限年份。共 0 条",
		"q=龘":                         ",,|没有找到。可以少用几个字，或者用空格把词分开。共 0 条",
		"q=%00":                       ",,|",
		"q=%E2%80%8B%20%EF%BB%BF%00":  ",,|",
		"q=%E2%80%8B%E9%BE%98&size=1": ",,|没有找到。可以少用几个字，或者用空格把词分开。共 0 条",
	} {
		b.run(t, chromedp.Navigate(b.root+"search.html?"+asked), chromedp.Poll[chromedp.Void](`document.documentElement.dataset.search === 'ready'`))
		if got := eval[string](t, b, `['category', 'year', 'validity'].map(id => document.getElementById(id).value).join() + '|' + `+line); got != want {
			t.Errorf("%s: %s\nwant %s", asked, got, want)
		}
	}
}

// testSearchPhone: on the first screen of a telephone stands what was found, in the largest
// type how much it is; the filters are behind a button, unless one is in force.
func testSearchPhone(t *testing.T, b *tab) {
	const (
		filters = `document.getElementById('year').checkVisibility() + ' ' + document.querySelector('.fold button').checkVisibility() + ' ' + document.querySelector('.fold button').ariaExpanded`
		press   = `document.querySelector('.fold button').click()`
	)
	bottom := func(selector string) float64 {
		return eval[float64](t, b, `document.querySelector('`+selector+`').getBoundingClientRect().bottom`)
	}
	see := func(when, want string) {
		t.Helper()
		if got := eval[string](t, b, filters); got != want {
			t.Errorf("%s: filters, button, expanded: %s; want %s", when, got, want)
		}
	}
	b.run(t, chromedp.EmulateViewport(375, 812))
	b.search(t, url.Values{"q": {"示例镇"}})
	if y := bottom("#results li a"); y > 812 {
		t.Errorf("the first result ends at %.0f px", y)
	}
	see("folded", "false true false")
	b.run(t, chromedp.Evaluate[chromedp.Void](press))
	see("unfolded", "true true true")
	b.run(t, chromedp.Evaluate[chromedp.Void](press))
	see("folded again", "false true false")
	b.search(t, url.Values{"q": {"示例镇"}, "sort": {"date"}})
	see("sorted", "true true true")
	b.run(t, chromedp.Evaluate[chromedp.Void](`localStorage.setItem('gongkai-reading', 'huge elder')`))
	b.search(t, url.Values{"q": {"示例镇"}})
	if y := bottom(".count-line"); y > 812 {
		t.Errorf("in the largest type, how much was found ends at %.0f px", y)
	}
	b.run(t, chromedp.Evaluate[chromedp.Void](`localStorage.clear()`), chromedp.EmulateViewport(1280, 900))
	b.search(t, url.Values{"q": {"示例镇"}})
	see("on a desk", "true false false")
}

// TestComposing: while a Chinese word is being composed, its letters are no question to the
// catalog: a phone need not load the data of all years for them.
func TestComposing(t *testing.T) {
	slow(t)
	b := openTab(t, startBrowser(t), sourceNamed("town").make(t).FileRoot())
	b.open(t, "catalog/index.html")
	b.run(t, chromedp.Focus(chromedp.CSS(`#filter-words`)))
	for _, letters := range []string{"x", "xi", "xin xi"} {
		_, err := chromedp.Call(b.ctx, input.ImeSetComposition, input.ImeSetCompositionParams{Text: letters, SelectionStart: int64(len(letters)), SelectionEnd: int64(len(letters))})
		must(t, err)
	}
	const said = `new Promise(done => setTimeout(() => done(document.getElementById('catalog-count').textContent), 400))` // asked 150 ms after the last letter
	if got := eval[string](t, b, said); got != "" {
		t.Errorf("while a word is being composed, the catalog says %s", got)
	}
	_, err := chromedp.Call(b.ctx, input.InsertText, input.InsertTextParams{Text: "信息"})
	must(t, err)
	b.run(t, chromedp.Poll[chromedp.Void](`/^找到/.test(document.getElementById('catalog-count').textContent)`))
	report(t, b.troubles("catalog/index.html"))
}

// TestCatalogAddress: what the catalog is asked for stands in its address, and whoever opens
// that sees the same; what there is not is not asked for.
func TestCatalogAddress(t *testing.T) {
	slow(t)
	browser, site := startBrowser(t), sourceNamed("clerk").make(t)
	b := openTab(t, browser, site.FileRoot())
	const (
		answered = `/找到/.test(document.getElementById('catalog-count').textContent)`
		shown    = `[...document.querySelectorAll('#catalog-rows tbody a')].map(a => a.textContent).join()`
	)
	b.open(t, "catalog/index.html")
	whole := eval[string](t, b, shown)
	b.run(t,
		chromedp.SendKeys(chromedp.CSS(`#filter-words`), "示政发(2020)9号"),
		chromedp.Evaluate[chromedp.Void](`for (const [id, value] of [['filter-year', 'data-2026.js'], ['filter-category', '政策文件'], ['filter-validity', '废止']]) {
			const field = document.getElementById(id);
			field.value = value;
			field.dispatchEvent(new Event('change', {bubbles: true}));
		}`),
		chromedp.Poll[chromedp.Void](answered+` && location.search !== ''`),
	)
	address, found := eval[string](t, b, `location.href`), eval[string](t, b, shown)
	want := url.Values{"q": {"示政发(2020)9号"}, "year": {"2026"}, "category": {"政策文件"}, "validity": {"废止"}}
	if found != "示例镇小型工程管理暂行规定" {
		t.Errorf("found %s", found)
	} else if at, err := url.Parse(address); err != nil || at.Query().Encode() != want.Encode() {
		t.Errorf("the address is %s", address)
	}
	other := openTab(t, browser, site.FileRoot())
	other.run(t, chromedp.Navigate(address), chromedp.Poll[chromedp.Void](answered))
	if got := eval[string](t, other, shown); got != found {
		t.Errorf("by the address is found %s, not %s", got, found)
	}
	other.run(t, chromedp.Click(chromedp.CSS(`#catalog-filter [type=reset]`)), chromedp.Poll[chromedp.Void](`location.search === ''`))
	if got := eval[string](t, other, shown); got != whole {
		t.Errorf("cleared, it shows %s", got)
	}
	other.run(t, chromedp.Navigate(b.root+"catalog/index.html?category=gone&year=1901&from=elsewhere"))
	if got := eval[string](t, other, shown+` + document.getElementById('filter-category').selectedIndex + location.search`); got != whole+"0?category=gone&year=1901&from=elsewhere" {
		t.Errorf("asked for what there is not, it shows %s", got)
	}
	report(t, append(b.troubles("catalog/index.html"), other.troubles("catalog/index.html")...))
}
