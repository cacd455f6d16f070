package sitetest_test

import (
	"slices"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// TestPhone: on a phone the title of a document and the beginning of its text are
// on the first screen; what is folded for that opens without a script, and what it
// names can be reached.
func TestPhone(t *testing.T) {
	slow(t)
	town := sources()[slices.IndexFunc(sources(), func(s source) bool { return s.name == "town" })]
	b := openTab(t, startBrowser(t), town.styled(t, plainLooks).FileRoot())
	b.run(t, chromedp.EmulateViewport(375, 812))
	const path = "policies/2017/0003.html" // has a table of facts and contents
	b.open(t, path)
	bottom := func(selector string) float64 {
		return eval[float64](t, b, `document.querySelector('`+selector+`').getBoundingClientRect().bottom`)
	}
	if title, text := bottom("h1"), bottom(".prose p"); title > 812/2 || text > 812 {
		t.Errorf("the title ends at %.0f px, the first paragraph at %.0f", title, text)
	}
	for _, fold := range []struct{ link, part string }{
		{".nav-open a", "#site-nav a"}, {"#toc-title a", ".toc li a"},
	} {
		shown := func() bool {
			return eval[bool](t, b, `document.querySelector('`+fold.part+`').getClientRects().length > 0`)
		}
		before := shown()
		after := false
		for range 5 { // while a busy browser scrolls, a click misses
			b.run(t, chromedp.Click(chromedp.CSS(fold.link)))
			for range 50 {
				if after = shown(); after {
					break
				}
				time.Sleep(20 * time.Millisecond)
			}
			if after {
				break
			}
		}
		if before || !after {
			t.Errorf("%s is there: %t, and after a click on %s: %t", fold.part, before, fold.link, after)
		}
	}
	report(t, b.troubles(path))
}
