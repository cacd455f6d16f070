package audit

import (
	"fmt"
	"testing"

	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/page"
)

// The indicators of these fixtures, with points that are round numbers or tenths.
const (
	columns   = "kind = \"deduction\"\nmeasure = \"column-age\"\nage = {news = \"14d\", notices = \"6m\"}\npoints = 4\nmost = 10"
	empties   = "kind = \"deduction\"\nmeasure = \"column-empty\"\npoints = 5"
	links     = "kind = \"deduction\"\nmeasure = \"findings\"\ncodes = [\"BD005\"]\npoints = 0.1\nmost = 3"
	footers   = "kind = \"deduction\"\nmeasure = \"footer\"\npoints = 1"
	guides    = "kind = \"deduction\"\nmeasure = \"guide-fields\"\npoints = 2.5\nmost = 15"
	unpriced  = "kind = \"deduction\"\nmeasure = \"meta-site\""
	homeVeto  = "kind = \"veto\"\nmeasure = \"home-age\"\nperiod = \"14d\""
	threeVeto = "kind = \"veto\"\nmeasure = \"column-empty\"\nitems = 3"
	extra     = "kind = \"bonus\"\nmeasure = \"unlinked\"\nwords = [\"解读\"]\npoints = 3"
)

// TestScores compares scores with those counted by hand. The arithmetic stands in want.
func TestScores(t *testing.T) {
	all := []string{columns, empties, links, footers, guides, unpriced, homeVeto, threeVeto, extra}
	old := func(keys ...string) func(*testSite) {
		return func(s *testSite) {
			for _, key := range keys {
				s.doc(key + "/2026/0001.md").Date = day("2025-01-02")
			}
		}
	}
	empty := func(n int) func(*testSite) {
		return func(s *testSite) {
			for i := range n {
				key := fmt.Sprintf("empty%d", i)
				s.config.Categories = append(s.config.Categories, config.Category{Key: key, Name: key, Kind: config.KindReference, ColumnType: key, Description: "说明", Keywords: []string{"词"}})
			}
		}
	}
	broken := func(n int) func(*testSite) {
		return func(s *testSite) {
			for i := range n {
				s.found = append(s.found, diag.Diagnostic{Code: "BD005", Pos: diag.Pos{File: fmt.Sprint(i)}})
			}
		}
	}
	foot := func(s *testSite) { s.config.Footer.ICP, s.config.Footer.Police = "", "" }
	fields := func(n int) func(*testSite) {
		return func(s *testSite) {
			g := &s.config.Guide
			for i, v := range []*string{&g.Classification, &g.Arrangement, &g.Access, &g.Department, &g.Address, &g.Hours, &g.Phone, &g.Fax, &g.Online} {
				if i < n {
					*v = ""
				}
			}
		}
	}
	unlinked := func(s *testSite) { s.add("notices/2026/0009.md", "2026-06-30", "政策解读").Validity = page.Valid }
	for i, x := range []struct {
		want     float64 // deductions, and 3 points of the bonus above 80
		unpriced int
		vetoes   int
		changes  []func(*testSite)
	}{
		{100 + 3, 0, 0, nil},
		{100, 0, 0, []func(*testSite){unlinked}},
		{100 - 1*4 + 3, 0, 0, []func(*testSite){old("dynamics")}},
		{100 - 2*4 + 3, 0, 0, []func(*testSite){old("dynamics", "notices")}},
		{100 - 10 + 3, 0, 0, []func(*testSite){old("dynamics", "notices", "policies")}}, // 3 × 4 = 12, at most 10
		{100 - 1*5 + 3, 0, 0, []func(*testSite){empty(1)}},
		{100 - 2*5 + 3, 0, 0, []func(*testSite){empty(2)}},
		{100 - 3*5, 0, 1, []func(*testSite){empty(3)}}, // a veto: no bonus
		{100 - 4*5, 0, 1, []func(*testSite){empty(4)}},
		{100 - 0.1 + 3, 0, 0, []func(*testSite){broken(1)}},
		{100 - 29*0.1 + 3, 0, 0, []func(*testSite){broken(29)}},
		{100 - 3 + 3, 0, 0, []func(*testSite){broken(30)}},
		{100 - 3 + 3, 0, 0, []func(*testSite){broken(31)}}, // 3.1, at most 3
		{100 - 2*1 + 3, 0, 0, []func(*testSite){foot}},
		{100 - 2.5 + 3, 0, 0, []func(*testSite){fields(1)}},
		{100 - 6*2.5 + 3, 0, 0, []func(*testSite){fields(6)}},
		{100 - 15 + 3, 0, 0, []func(*testSite){fields(9)}},           // 22.5, at most 15
		{100 - 15 - 5, 0, 0, []func(*testSite){fields(9), empty(1)}}, // 80 is not above 80
		{100 - 15 - 5 - 1*4, 0, 0, []func(*testSite){fields(9), empty(1), old("notices")}},
		{100 - 15 - 2*5 - 10 - 3 - 2*1, 0, 0, []func(*testSite){fields(9), empty(2), old("dynamics", "notices", "policies"), broken(40), foot}},
		{100 - 2*1 - 1*1 + 3, 1, 0, []func(*testSite){foot, func(s *testSite) { s.config.Site.IDCode = "" }}}, // the code is at the foot, too
	} {
		s := newSite()
		for _, change := range x.changes {
			change(s)
		}
		s.add("functions/2026/0002.md", "2026-06-30", "首页的新信息")
		r := Run(profile(t, all...), s.input(t))
		if r.Score != cents(x.want) || r.Unpriced != x.unpriced || r.Vetoes != x.vetoes {
			t.Errorf("fixture %d: score %v, %d without points, %d vetoes; want %v, %d, %d", i, r.Score, r.Unpriced, r.Vetoes, cents(x.want), x.unpriced, x.vetoes)
		}
		if want := x.vetoes > 0 || x.want < 60; r.Fails() != want {
			t.Errorf("fixture %d fails: %v", i, r.Fails())
		}
	}
}

// A site below 60 points fails without any veto; none has less than 0.
func TestPass(t *testing.T) {
	for points, fails := range map[string]bool{"39.9": false, "40": false, "40.1": true, "100": true} {
		s := newSite()
		s.config.Footer.ICP = ""
		r := Run(profile(t, "kind = \"deduction\"\nmeasure = \"footer\"\npoints = "+points), s.input(t))
		if r.Fails() != fails {
			t.Errorf("with %s points, score %v: fails %v", points, r.Score, r.Fails())
		}
	}
	s := newSite()
	s.config.Footer = config.Footer{}
	if r := Run(profile(t, "kind = \"deduction\"\nmeasure = \"footer\"\npoints = 90"), s.input(t)); r.Score != 0 {
		t.Errorf("score %v", r.Score)
	}
}

// Each number of a profile counts: with another one the result is another.
func TestNumbersCount(t *testing.T) {
	s := newSite()
	s.doc("dynamics/2026/0001.md").Date = day("2026-06-16") // 14 days ago
	in := s.input(t)
	verdict := func(body string) (Verdict, float64) {
		r := Run(profile(t, body), in)
		return r.Results[0].Verdict, r.Score
	}
	const body = "kind = \"deduction\"\nmeasure = \"column-age\"\nage = {news = %q}\nitems = %d\npoints = %g\n"
	for _, x := range []struct {
		age    string
		items  int
		points float64
		want   Verdict
		score  float64
	}{
		{"14d", 1, 2, Passed, 100}, {"13d", 1, 2, Failed, 98}, {"13d", 2, 2, Passed, 100}, {"13d", 1, 2.5, Failed, 97.5},
	} {
		if v, score := verdict(fmt.Sprintf(body, x.age, x.items, x.points)); v != x.want || score != x.score {
			t.Errorf("%+v: %v, %v", x, v, score)
		}
	}
}
