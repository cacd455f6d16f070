package page

import (
	"net/url"
	"strings"
	"testing"
)

func TestRel(t *testing.T) {
	for _, test := range []struct{ from, to, want string }{
		{"index.html", "index.html", "index.html"},
		{"index.html", "policies/index.html", "policies/index.html"},
		{"policies/2017/0003.html", "policies/2017/0004.html", "0004.html"},
		{"policies/2017/0003.html", "policies/index.html", "../index.html"},
		{"policies/2017/0003.html", "index.html", "../../index.html"},
		{"a/b.html", "ab/c.html", "../ab/c.html"},
		{"policies/2017/0003.html", "policies/2017/附件 1.pdf", "%E9%99%84%E4%BB%B6%201.pdf"},
		{"index.html", "a:b.html", "a%3Ab.html"},
		{"index.html", "a#b?c%.html", "a%23b%3Fc%25.html"},
	} {
		if got := Rel(test.from, test.to); got != test.want {
			t.Errorf("Rel(%q, %q) = %q, want %q", test.from, test.to, got, test.want)
		}
	}
}

// FuzzRel resolves what Rel returns as a browser would, below a sub-path.
func FuzzRel(f *testing.F) {
	f.Add("policies/2017/0003.html", "policies/index.html")
	f.Add("a/b", "a/b/c")
	f.Fuzz(func(t *testing.T, from, to string) {
		if !wholePath(from) || !wholePath(to) {
			t.Skip()
		}
		base := &url.URL{Scheme: "https", Host: "example.org", Path: "/sub/" + from}
		ref, err := url.Parse(Rel(from, to))
		if err != nil {
			t.Fatal(err)
		}
		if got := base.ResolveReference(ref).Path; got != "/sub/"+to {
			t.Errorf("from %q, %q leads to %q, want %q", from, ref, got, "/sub/"+to)
		}
	})
}

// wholePath reports whether a string is an output path: no empty segment, none
// of dots.
func wholePath(s string) bool {
	for segment := range strings.SplitSeq(s, "/") {
		if segment == "" || strings.Trim(segment, ".") == "" {
			return false
		}
	}
	return true
}
