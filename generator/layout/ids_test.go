package layout

import (
	"slices"
	"testing"
	"testing/fstest"

	"gongkai/layouts"
)

// The ids of the layouts that show a text.
func TestIDs(t *testing.T) {
	set := defaults(t)
	for name, want := range map[string][]string{
		"document.html": {"doc-files", "doc-revisions", "main", "site-nav", "toc-title"},
		"list.html":     {"main", "site-nav", "years-title"},
		"guide.html":    {"main", "site-nav", "years-title"},
		"reports.html":  {"main", "site-nav", "site-reports"},
		"report.html": {"*", "*-caption", "*-desc", "*-name", "*-p0", "*-p1", "*-p2", "*-p3", "doc-revisions", "main", "report-charts", "report-files",
			"report-summary", "site-nav", "toc-title"},
	} {
		if got := set.IDs(name); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// An id is found however a layout writes it.
func TestIDsOfOwnLayouts(t *testing.T) {
	for text, want := range map[string][]string{
		`<p id="a">`:                      {"a"},
		`<p class="x" ID='a'>`:            {"a"},
		`<p id=a><p id = "b" ><p id= c >`: {"a", "b", "c"},
		`<p id=a/>`:                       {"a/"},
		`<p id><p id=""><p xid="a" id-x="b" identity="c" title="id=d">`: nil,
		`<p{{if .Title}} id="a"{{else}} id="b"{{end}}>`:                 {"a", "b"},
		`<p id="{{if .Title}}a{{else}}b{{end}}-c">`:                     {"a-c", "b-c"},
		`<p id="{{.Title}}"><p id="a-{{.Title}}{{.Text}}-b">`:           {"*", "a-*-b"},
		`<p id={{.Title}}>`:                                                               {"*"},
		`<p id="{{"a"}}{{/* b */}}c{{$x := 1}}">`:                                         {"ac"},
		`<p id="a{{range .Links}}b{{end}}c">`:                                             {"a*c"},
		`{{range .Links}}<p id="a{{with .Text}}-{{.}}{{end}}">{{end}}`:                    {"a", "a-*"},
		`{{define "own"}}b{{end}}<p id="a{{template "own"}}">`:                            {"ab"},
		`{{define "own"}}<p id="a">{{end}}{{template "own"}}`:                             {"a"},
		`{{define "own"}}<p id="a">{{end}}x`:                                              nil,
		`<!-- <p id="a"> --><script>'<p id="b">'</script><textarea><p id="c"></textarea>`: nil,
		`<pre><b id="a">x</b></pre></p id="b">`:                                           {"a", "b"},
		`1 < 2 id="a"`:                                                                    nil,
		`<p title="<p id='a'>" id="b">`:                                                   {"b"},
		`<p title=x>y" id="a"`:                                                            nil,
	} {
		set, found := Load(layouts.Files, fstest.MapFS{"message.html": {Data: []byte(text)}}, "layouts")
		if set == nil {
			t.Fatal(text, found)
		}
		want = append(slices.Clone(want), "main", "site-nav") // of the frame
		slices.Sort(want)
		if got := set.IDs("message.html"); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// The sum of a layout changes with an id of the frame, which no text may have,
// though no page shows it.
func TestSumCoversIDs(t *testing.T) {
	own := func(id string) *Set {
		set, found := Load(layouts.Files, fstest.MapFS{
			"own.html": {Data: []byte(`{{define "bottom"}}{{if eq .Section "none"}}<p id="` + id + `">{{end}}</main></body></html>{{end}}`)},
		}, "layouts")
		if set == nil {
			t.Fatal(found)
		}
		return set
	}
	a, b := own("a"), own("b")
	if !slices.Contains(a.IDs("list.html"), "a") {
		t.Errorf("%q", a.IDs("list.html"))
	}
	if a.Sum("list.html") == b.Sum("list.html") || a.Sum("document.html") == b.Sum("document.html") {
		t.Error("the sum is the same")
	}
}
