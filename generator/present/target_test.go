package present

import (
	"strings"
	"testing"

	"gongkai/generator/page"
)

// testPaths are paths of all sorts, in and outside one another's folders, with
// and without what must be encoded, and deeper than the way up is long.
func testPaths() []string {
	paths := []string{
		"", "a", "a.html", "a/b.html", "a/c/d.html", "a/c/e/f.html", "a/cc/d.html", "ab/c.html", "a/b c.html", "a/甲.html", "甲/a.html", "甲/b/c.html",
		"a:b.html", "a/~x_-.Z09", "/a/b.html", "a//b.html", "a/c//d.html", "//", "a/", "a/c/", "index.html", "feed.xml", "a/index.html", "甲/feed.xml",
	}
	for _, depth := range []int{7, 8, 9, 20} {
		paths = append(paths, strings.Repeat("a/", depth)+"b.html", strings.Repeat("z/", depth)+"甲.html")
	}
	return paths
}

// References to targets are those of package page with less work.
func TestTargets(t *testing.T) {
	for _, from := range testPaths() {
		for _, to := range testPaths() {
			want := page.Rel(from, to)
			target := newTarget(to)
			if got := target.from(from); got != want {
				t.Errorf("target %q from %q = %q, want %q", to, from, got, want)
			}
		}
	}
}

// A reference to a target takes no memory, from whatever folder.
func TestTargetMemory(t *testing.T) {
	target := newTarget("policies/index.html")
	for _, from := range []string{"index.html", "policies/2017/0003.html", "subjects/0201.html", "guide/2017/03/0001.html"} {
		if n := testing.AllocsPerRun(10, func() { target.from(from) }); n != 0 {
			t.Errorf("from %s: %g allocations", from, n)
		}
	}
}
