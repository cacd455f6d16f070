package present

import (
	"testing"

	"gongkai/generator/catalog"
	"gongkai/generator/page"
)

// Addresses and dates are taken from the tables as they would be written anew,
// before, in and behind the days that the tables hold.
func TestTexts(t *testing.T) {
	metas := documents(40)
	metas[7].Draft = true
	s := site(t, testConfig(), metas...)
	for _, id := range s.in.Catalog.All {
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
			if got, want := s.texts.day(d), d.DayString(); got != want {
				t.Fatalf("day %q, want %q", got, want)
			}
			if got, want := s.texts.date(d), d.String(); got != want {
				t.Fatalf("date %q, want %q", got, want)
			}
		}
	}
	if got := s.texts.clock(metas[0].Date); got != "2017-01-01 00:00" {
		t.Errorf("clock %q", got)
	}
}

// References to documents are those of package page, from and to whatever folder.
func TestRefer(t *testing.T) {
	metas := documents(8)
	for i, path := range []string{"a.md", "a/b.md", "a/c/d.md", "a/c/甲.md", "a:b.md", "甲/a.md", "policies/x.md", "policies/x y.md"} {
		metas[i].Path = path
	}
	s := site(t, testConfig(), metas...)
	for _, id := range s.in.Catalog.All {
		for _, from := range append(testPaths(), "policies/list-1.html", "subjects/0201.html", "policies/2017/0001.html") {
			if got, want := s.texts.refer(from, id), page.Rel(from, s.address(id)); got != want {
				t.Errorf("from %q to %q: %q, want %q", from, s.address(id), got, want)
			}
		}
	}
}

// A date that is a slip of the pen does not make the table of days long.
func TestTextsOfOddDates(t *testing.T) {
	metas := documents(2)
	metas[0].Date = page.NewDate(1, 1, 1)
	s := site(t, testConfig(), metas...)
	if len(s.texts.days) > (maxDays+1)*clockLength {
		t.Errorf("%d bytes of days", len(s.texts.days))
	}
	if got := s.texts.day(metas[0].Date); got != "0001-01-01" {
		t.Errorf("day %q", got)
	}
	if empty := newTexts(&catalog.Catalog{}); empty.day(page.Date{}) != "" {
		t.Error("a day that is not given is shown")
	}
}
