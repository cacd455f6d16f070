package present

import (
	"strings"
	"testing"

	"gongkai/generator/catalog"
	"gongkai/generator/page"
)

// Addresses and dates are taken from the tables as they would be written anew,
// before, in and behind the days that the tables hold.
func TestTexts(t *testing.T) {
	metas := documents(40)
	metas[7].Draft = true
	s := planOf(t, testConfig(), metas...).site
	for _, id := range s.Catalog.All {
		if got, want := s.address(id), page.URL(metas[id].Path); got != want {
			t.Errorf("address %q, want %q", got, want)
		}
	}
	for day := int32(0); day < 800_000; day++ {
		if day == 1000 {
			day = page.NewDate(2016, 12, 1).Day
		}
		if day == page.NewDate(2017, 4, 1).Day {
			day = 799_000
		}
		for _, d := range []page.Date{{Day: day}, {Day: day, Minute: 631}} {
			if got, want := s.day(d), d.DayString(); got != want {
				t.Fatalf("day %q, want %q", got, want)
			}
			if got, want := s.date(d), d.String(); got != want {
				t.Fatalf("date %q, want %q", got, want)
			}
		}
	}
	if got := s.clock(metas[0].Date); got != "2017-01-01 00:00" {
		t.Errorf("clock %q", got)
	}
}

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

// References to documents are those of package page, from and to whatever folder.
func TestRefer(t *testing.T) {
	metas := documents(8)
	for i, path := range []string{"a.md", "a/b.md", "a/c/d.md", "a/c/甲.md", "a:b.md", "甲/a.md", "policies/x.md", "policies/x y.md"} {
		metas[i].Path = path
	}
	s := planOf(t, testConfig(), metas...).site
	for _, id := range s.Catalog.All {
		for _, from := range append(testPaths(), "policies/list-1.html", "subjects/0201.html", "policies/2017/0001.html") {
			if got, want := s.refer(from, id), page.Rel(from, s.address(id)); got != want {
				t.Errorf("from %q to %q: %q, want %q", from, s.address(id), got, want)
			}
		}
	}
}

// A date that is a slip of the pen does not make the table of days long.
func TestTextsOfOddDates(t *testing.T) {
	metas := documents(2)
	metas[0].Date = page.NewDate(1, 1, 1)
	s := planOf(t, testConfig(), metas...).site
	if len(s.days) > (maxDays+1)*clockLength {
		t.Errorf("%d bytes of days", len(s.days))
	}
	if got := s.day(metas[0].Date); got != "0001-01-01" {
		t.Errorf("day %q", got)
	}
	if empty := newTexts(&catalog.Catalog{}); empty.day(page.Date{}) != "" {
		t.Error("a day that is not given is shown")
	}
}
