package sitetest_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"gongkai/generator/sitetest"
)

// TestFeedInBrowser: a feed that is opened in a browser is a page: from a server,
// below a folder of one that allows nothing but its own files, and from the disk. What
// programs read is hidden, what people read is there, and its links lead to pages.
func TestFeedInBrowser(t *testing.T) {
	slow(t)
	browser := startBrowser(t)
	town := sources()[slices.IndexFunc(sources(), func(s source) bool { return s.name == "town" })]
	for name, root := range roots(t, town.styled(t, plainLooks)) {
		b := openTab(t, browser, root)
		for _, feed := range []string{"feed.xml", "policies/feed.xml"} {
			for _, width := range []int64{1280, 375} {
				b.width(t, width)
				b.open(t, feed)
				shown := eval[string](t, b, `[...document.getElementsByTagName('*')].filter(e => !e.children.length && e.textContent && e.getClientRects().length).map(e => e.nodeName).join(' ')`)
				if !strings.HasPrefix(shown, "h:h1 h:p h:p h:a h:a h:p summary ") || strings.Contains(shown, "title") || strings.Contains(shown, "updated") {
					t.Errorf("%s %s at %d px shows %s", name, feed, width, shown)
				}
				if over := eval[int](t, b, `document.documentElement.scrollWidth`) - int(width); over > 0 {
					t.Errorf("%s %s at %d px is %d px too wide", name, feed, width, over)
				}
				if size := eval[string](t, b, `getComputedStyle(document.getElementsByTagName('h:h1')[0]).borderBottomStyle`); size != "solid" {
					t.Errorf("%s %s: the style sheet is not applied", name, feed)
				}
			}
			first := eval[[]string](t, b, `(a => a instanceof HTMLAnchorElement ? [a.textContent, a.href] : [])(document.querySelector('entry a'))`)
			if len(first) == 0 {
				t.Fatalf("%s %s: the title of the first entry is no link", name, feed)
			}
			b.run(t, chromedp.Navigate(first[1]))
			if title := eval[string](t, b, `document.querySelector('h1').textContent`); title != first[0] {
				t.Errorf("%s %s: %s leads to %s", name, feed, first[0], title)
			}
		}
		// A browser looks for an icon where no page names one.
		report(t, slices.DeleteFunc(b.troubles("feed.xml"), func(f sitetest.Finding) bool { return strings.Contains(f.Text, "/favicon.ico") }))
	}
}
