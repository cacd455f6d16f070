package sitetest_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"gongkai/generator/sitetest"
)

// violation is a finding of axe-core.
type violation struct {
	ID     string   `json:"id"`
	Impact string   `json:"impact"`
	Help   string   `json:"help"`
	Nodes  []string `json:"nodes"`
}

// runAxe runs the rules of WCAG 2.2 A and AA and axe-core's own best practices,
// and returns what they find and what they leave to be looked at.
const runAxe = `axe.run(document, {
	runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
	resultTypes: ["violations", "incomplete"],
}).then(r => {
	const brief = list => list.map(v => ({id: v.id, impact: v.impact, help: v.help, nodes: v.nodes.map(n => n.html.slice(0, 200))}));
	return {violations: brief(r.violations), incomplete: brief(r.incomplete)};
})`

// widths looks at every page as wide as an old telephone, a telephone, a desk
// and a wall, and returns what is wider than the window, and what axe-core finds; of one
// page of each kind also where 长者模式 is wanted.
func widths(t *testing.T, browser context.Context, site *sitetest.Site, axe string) []sitetest.Finding {
	t.Helper()
	server := httptest.NewServer(staying(site.Handler("/a/b/")))
	defer server.Close()
	b := openTab(t, browser, server.URL+"/a/b/")
	undecided := map[string]int{}
	sample := paths(site.Sample())
	var found []sitetest.Finding
	for _, p := range site.Pages {
		b.open(t, p.Path)
		for _, width := range []int64{1920, 320} {
			b.width(t, width)
			found = append(found, b.overflow(t, p.Path, width)...)
		}
		b.run(t, chromedp.Evaluate[chromedp.Void](axe+";0"))
		for _, width := range []int64{375, 1280} {
			b.width(t, width)
			found = append(found, b.overflow(t, p.Path, width)...)
			found = append(found, b.axe(t, p.Path, width, "", undecided)...)
		}
		if slices.Contains(sample, p.Path) {
			found = append(found, b.axe(t, p.Path, 375, "standard elder", undecided)...)
		}
	}
	for what, times := range undecided {
		t.Logf("axe-core leaves to people, %d times: %s", times, what)
	}
	return found
}

// overflow says which elements are wider than the window and make the page
// scroll sideways.
func (b *tab) overflow(t *testing.T, path string, width int64) []sitetest.Finding {
	t.Helper()
	beyond := eval[[]string](t, b, `(() => {
		const room = document.documentElement.clientWidth;
		if (document.documentElement.scrollWidth <= room) return [];
		return [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > room + 1)
			.map(e => e.outerHTML.slice(0, 80)).slice(0, 3);
	})()`)
	if len(beyond) == 0 {
		return nil
	}
	return []sitetest.Finding{{File: path, Text: fmt.Sprintf("is wider than %d pixels: %s", width, strings.Join(beyond, " … "))}}
}

// axe runs axe-core on the page, for a reader who wants it in a way of his own (see
// js/reading.js), and counts the rules that it could not decide.
func (b *tab) axe(t *testing.T, path string, width int64, wish string, undecided map[string]int) []sitetest.Finding {
	t.Helper()
	if wish != "" {
		b.width(t, width)
		b.tell(t, wish)
		defer b.tell(t, "standard")
	}
	result := eval[struct {
		Violations []violation `json:"violations"`
		Incomplete []violation `json:"incomplete"`
	}](t, b, runAxe)
	for _, v := range result.Incomplete {
		undecided[v.ID+": "+v.Help]++
	}
	var found []sitetest.Finding
	for _, v := range result.Violations {
		found = append(found, sitetest.Finding{File: path, Text: fmt.Sprintf(
			"axe-core at %d pixels%s, %s, %s: %s: %s", width, wish, v.ID, v.Impact, v.Help, strings.Join(v.Nodes, " … "))})
	}
	return found
}

var refresh = regexp.MustCompile(`<meta http-equiv="refresh"[^>]*>`)

// staying serves pages that do not lead on by themselves, so that a redirect
// can be looked at.
func staying(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer := httptest.NewRecorder()
		h.ServeHTTP(answer, r)
		for name, values := range answer.Header() {
			w.Header()[name] = values
		}
		w.WriteHeader(answer.Code)
		w.Write(refresh.ReplaceAll(answer.Body.Bytes(), nil)) // a reader who goes away is no error
	})
}
