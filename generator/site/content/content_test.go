package content

import (
	"testing"

	"gongkai/generator/site/record"
)

func TestOutputOf(t *testing.T) {
	for source, want := range map[string]string{
		"content/policies/2017/0003.md":       "policies/2017/0003.html",
		"content/policies/2017/0003-表.pdf":    "policies/2017/0003-表.pdf",
		"static/css/site.css":                 "css/site.css",
		"layouts/list.html":                   "",
		"config.toml":                         "",
		"content/reports/2017/index.md":       "reports/2017/index.html",
		"staticky/css/site.css":               "",
		"content-of-another/policies/0001.md": "",
	} {
		if got := OutputOf(source); want != "" && got != want {
			t.Errorf("%s: %q, want %q", source, got, want)
		}
	}
}

// gallop finds what a plain search finds.
func TestGallop(t *testing.T) {
	for n := range 40 {
		var docs []*record.Doc
		for i := range n {
			docs = append(docs, &record.Doc{Path: string(rune('b' + 2*i))})
		}
		for c := 'a'; c < 'b'+2*40; c++ {
			want := 0
			for want < n && docs[want].Path < string(c) {
				want++
			}
			if got := gallop(docs, string(c)); got != want {
				t.Fatalf("%d documents, %c: %d, want %d", n, c, got, want)
			}
		}
	}
}
