package present

import (
	"reflect"
	"testing"

	"gongkai/generator/page"
)

// What stands at a path is found there, whatever it is, and nothing else.
func TestLookup(t *testing.T) {
	m := doc(1)
	m.Aliases = []string{"old/1.html"}
	s := planOf(t, testConfig(), append(documents(12)[1:], m)...)
	seen := map[string]bool{}
	for i := range s.Len() {
		o := s.Output(i)
		if seen[o.Path] {
			t.Errorf("two outputs at %s", o.Path)
		}
		seen[o.Path] = true
		if got, ok := s.Lookup(o.Path); !ok || !reflect.DeepEqual(got, o) {
			t.Errorf("Lookup(%s) = %+v, want %+v", o.Path, got, o)
		}
	}
	for _, path := range []string{"", "policies/2017/0099.html", "policies/2017/0001.md", "policies/list-9.html", "reports/2017/index.html"} {
		if _, ok := s.Lookup(path); ok {
			t.Errorf("there is something at %q", path)
		}
	}
}

// TestSamples: whoever has made the samples has used every layout that the pages
// of the site are made with, and each fixed page.
func TestSamples(t *testing.T) {
	s := newState()
	s.metas = append(s.metas, &page.Meta{Path: "guide/1.md", Category: "guide", Date: page.NewDate(2017, 1, 1)})
	p := s.plan(t)
	sampled := map[string]int{}
	for _, o := range p.Samples() {
		sampled[view(p, o).Layout]++
	}
	for i := range p.Pages() {
		o := p.Output(i)
		if v := view(p, o); sampled[v.Layout] == 0 {
			t.Errorf("no sample of %s, which %s is made with", v.Layout, o.Path)
		}
	}
	if got := len(p.Samples()); got > 20 {
		t.Errorf("%d samples", got)
	}
	if sampled["document.html"] != 1 || sampled["list.html"] != 2 || sampled["guide.html"] != 1 || sampled["catalog.html"] != 2 {
		t.Errorf("samples %v", sampled)
	}
}

// What an output is for can be told from it.
func TestOutputs(t *testing.T) {
	p := newState().plan(t)
	for _, test := range []struct {
		path              string
		page, doc, stands bool
		year              int
	}{
		{path: "policies/2017/0001.html", page: true, doc: true, stands: true},
		{path: "old/8.html", page: true, stands: true},
		{path: "reports/2015/index.html", page: true, stands: true, year: 2015},
		{path: "reports/2015/website.html", page: true},
		{path: "reports/2015/report.json"},
		{path: "policies/index.html", page: true},
		{path: "policies/list-2.html", page: true},
		{path: "index.html", page: true},
		{path: "feed.xml"},
	} {
		o, ok := p.Lookup(test.path)
		if !ok {
			t.Errorf("nothing at %s", test.path)
			continue
		}
		year, isReport := o.ReportYear()
		if o.IsPage() != test.page || o.IsDocument() != test.doc || o.StandsForDocument() != test.stands ||
			isReport != (test.year > 0) || isReport && year != test.year {
			t.Errorf("%s: page %t, document %t, stands for one %t, report %t of %d", test.path,
				o.IsPage(), o.IsDocument(), o.StandsForDocument(), isReport, year)
		}
	}
}
