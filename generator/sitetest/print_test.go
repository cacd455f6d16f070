package sitetest_test

import (
	"bytes"
	"context"
	"fmt"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"gongkai/generator/sitetest"
)

// paper is how wide A4 is between the margins of the style sheet, in pixels.
const paper = 627

// onPaper lays the pages of a tab out as they are printed.
func (b *tab) onPaper(t *testing.T) {
	t.Helper()
	_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	must(t, err)
	b.width(t, paper)
}

// sheets prints the page that is open and returns how many sheets it takes.
func (b *tab) sheets(t *testing.T) int {
	t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	yes := true
	pdf, err := chromedp.Call(ctx, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: &yes})
	must(t, err)
	return bytes.Count(pdf.Data, []byte("/Type /Page\n"))
}

// onSheet is an expression: what is wrong with a page as it is printed, beside what
// measure finds. What leads elsewhere is of no use on paper; what heads a table is
// repeated by browsers if it is laid out as a head; what scrolls is shown in full.
const onSheet = `(() => {
	const found = [], shown = e => e.getClientRects().length > 0, style = e => getComputedStyle(e);
	const each = (selector, wrong, what) => document.querySelectorAll(selector).forEach(e => { if (wrong(e)) found.push(what + ': ' + e.textContent.trim().slice(0, 30)); });
	each('nav, footer, .skip, .tools, button, form', shown, 'of no use on paper');
	each('thead', e => style(e).display !== 'table-header-group', 'a head that is not repeated');
	each('.table-scroll', e => style(e).overflowX !== 'visible', 'a table that is cut off');
	each('td:not([rowspan]), th:not([rowspan])', e => style(e).breakInside !== 'avoid', 'a row that may be cut');
	each('.doc-head h1', e => style(e).textAlign !== 'center', 'a title that is not centred');
	each('.doc-addressee', e => style(e).textIndent !== '0px' || style(e).textAlign !== 'start', 'an addressee that is not at the left');
	each('.doc-signature, .doc-date', e => style(e).textAlign !== 'end', 'a signature that is not at the right');
	const code = document.querySelector('.print-code img'), walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (code && walker.nextNode()) {
		const range = document.createRange(), at = code.getBoundingClientRect();
		range.selectNode(walker.currentNode);
		const under = r => r.width > 0 && r.left < at.right && r.right > at.left && r.top < at.bottom && r.bottom > at.top;
		if ([...range.getClientRects()].some(under)) found.push('under the code: ' + walker.currentNode.data.trim().slice(0, 30));
	}
	return found;
})()`

// printed measures pages as they are printed.
func printed(t *testing.T, browser context.Context, site *sitetest.Site, paths []string) []sitetest.Finding {
	t.Helper()
	server := httptest.NewServer(staying(site.Handler("/")))
	defer server.Close()
	b := openTab(t, browser, server.URL+"/")
	b.onPaper(t)
	var found []sitetest.Finding
	for _, path := range paths {
		b.open(t, path)
		for _, fault := range append(eval[[]string](t, b, measure), eval[[]string](t, b, onSheet)...) {
			found = append(found, sitetest.Finding{File: path, Text: "on paper, " + fault})
		}
	}
	return found
}

// TestPrint: every page can be printed. A table takes as many sheets as its rows fill,
// cells over many rows or not: 200 rows of one line six, 12 of ten lines with the
// rest of the page three; the form that is filled in by hand one and a half.
func TestPrint(t *testing.T) {
	slow(t)
	browser := startBrowser(t)
	town, clerk := sourceNamed("town").styled(t, plainLooks), sourceNamed("clerk").styled(t, withLongList(t))
	report(t, printed(t, browser, town, paths(town.Pages)))
	report(t, printed(t, browser, clerk, paths(clerk.Pages)))
	b := openTab(t, browser, clerk.FileRoot())
	for path, most := range map[string]int{
		"notices/2026/0099.html":  6,
		"duties/2026/0001.html":   3,
		"request/form.html":       2,
		"reports/2025/index.html": 4,
		"notices/2026/0001.html":  2,
	} {
		b.open(t, path)
		if n := b.sheets(t); n > most || n == 0 {
			t.Errorf("%s takes %d sheets, %d are enough", path, n, most)
		}
	}
}

// withLongList adds a document with a list of 200 rows.
func withLongList(t *testing.T) func(dir string) {
	return func(dir string) {
		rows := [][]any{{"序号", "姓名", "所在村", "金额（元）", "日期"}}
		for i := 1; i <= 200; i++ {
			rows = append(rows, []any{i, "张*华", fmt.Sprintf("示例第%d村", i%9+1), 1000 + i, "2026年1月1日"})
		}
		write(t, filepath.Join(dir, "content", "notices", "2026"), map[string][]byte{
			"0099-名单.xlsx": workbook(t, rows),
			"0099.md":      []byte("---\ntitle: 二百人的名单\ncategory: notices\ndate: 2026-09-01\nattachments:\n  - {file: 0099-名单.xlsx, title: 名单}\n---\n{{table 0099-名单.xlsx}}\n"),
		})
	}
}

// TestPrintCode: on paper, a page has its address and the code of its section, which is
// not on the screen; a page of a site without base_url has neither.
func TestPrintCode(t *testing.T) {
	town := sourceNamed("town")
	site := town.make(t)
	b := openTab(t, startBrowser(t), site.FileRoot())
	const code = `document.querySelector('.print-code img')`
	for _, path := range []string{"policies/2017/0002.html", "policies/index.html", "index.html", "catalog/index.html"} {
		b.open(t, path)
		if eval[bool](t, b, code+`.checkVisibility()`) {
			t.Errorf("%s: the code is on the screen", path)
		}
		b.onPaper(t)
		if !eval[bool](t, b, code+`.complete && `+code+`.naturalWidth > 0 && `+code+`.getBoundingClientRect().width > 80`) {
			t.Errorf("%s: the code is not on paper", path)
		}
		const shown = `[...document.querySelectorAll('.print-only')].filter(e => e.checkVisibility()).map(e => e.innerText).join('|')`
		if got, want := eval[string](t, b, shown), "本页网址："+town.base+path+"|扫码查阅："; !strings.HasPrefix(got, want) {
			t.Errorf("%s: on paper stands %q, want %q", path, got, want)
		}
		const long = `(() => {
			document.querySelector('p.print-only').textContent = '很长的一个网址'.repeat(%d);
			document.querySelector('.print-code figcaption').textContent = '很长的栏目名称'.repeat(%d);
		})()`
		for _, n := range []int{1, 10, 40} {
			b.run(t, chromedp.Evaluate[chromedp.Void](fmt.Sprintf(long, n, min(n, 10)))) // a name has two lines at most
			for _, fault := range append(eval[[]string](t, b, onSheet), eval[[]string](t, b, measure)...) {
				if strings.HasPrefix(fault, "under") || strings.HasPrefix(fault, "overlap") {
					t.Errorf("%s: on paper, with %d characters, %s", path, 7*n, fault)
				}
			}
		}
		b.onScreen(t)
	}
	report(t, b.troubles("policies/2017/0002.html"))
	for _, p := range sourceNamed("starter").make(t).Pages { // has no base_url
		if bytes.Contains(p.Raw, []byte("qrcode.svg")) || bytes.Contains(p.Raw, []byte("本页网址")) {
			t.Errorf("%s has a code or an address", p.Path)
		}
	}
}

// onScreen lays the pages of a tab out as they are seen.
func (b *tab) onScreen(t *testing.T) {
	t.Helper()
	_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "screen"})
	must(t, err)
}
