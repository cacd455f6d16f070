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

// TestRelPlain compares Rel, AppendRel and Root with writing every segment of
// every reference.
func TestRelPlain(t *testing.T) {
	for _, from := range testPaths() {
		root := strings.Repeat("../", strings.Count(from, "/"))
		if root == "" {
			root = "./"
		}
		if got := Root(from); got != root {
			t.Errorf("Root(%q) = %q, want %q", from, got, root)
		}
		for _, to := range testPaths() {
			want := written(from, to)
			if got := Rel(from, to); got != want {
				t.Errorf("Rel(%q, %q) = %q, want %q", from, to, got, want)
			}
			if got := string(AppendRel([]byte("?"), from, []byte(to))); got != "?"+want {
				t.Errorf("AppendRel(%q, %q) = %q, want %q", from, to, got, "?"+want)
			}
		}
	}
}

// written writes a reference in the plainest way.
func written(from, to string) string {
	same := 0
	for i := 0; i < len(from) && i < len(to) && from[i] == to[i]; i++ {
		if from[i] == '/' {
			same = i + 1
		}
	}
	var segments []string
	for segment := range strings.SplitSeq(strings.TrimLeft(to[same:], "/"), "/") {
		segments = append(segments, encoded(segment))
	}
	return strings.Repeat("../", strings.Count(from[same:], "/")) + strings.Join(segments, "/")
}

// encoded writes a segment as RFC 3986 has it, which writes a plus sign for no
// blank and encodes an asterisk.
func encoded(segment string) string {
	return strings.NewReplacer("+", "%20", "*", "%2A").Replace(url.QueryEscape(segment))
}

// TestAppendEscaped holds every byte to what net/url makes of it.
func TestAppendEscaped(t *testing.T) {
	for c := range 0x100 {
		text := string([]byte{'a', byte(c), 'b'})
		if got, want := string(AppendEscaped(nil, []byte(text))), encoded(text); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

// TestRelMemory: most references take no memory, the others one piece.
func TestRelMemory(t *testing.T) {
	for _, test := range []struct {
		from, to string
		most     float64
	}{
		{"policies/2017/0003.html", "policies/2017/0004.html", 0},
		{"policies/index.html", "policies/2017/0004.html", 0},
		{"policies/2017/0003.html", "index.html", 1},
	} {
		if n := testing.AllocsPerRun(10, func() { Rel(test.from, test.to) }); n > test.most {
			t.Errorf("Rel(%q, %q): %g allocations", test.from, test.to, n)
		}
	}
	dst, to := make([]byte, 0, 100), []byte("policies/2017/附件 1.pdf")
	if n := testing.AllocsPerRun(10, func() { AppendRel(dst, "policies/index.html", to) }); n > 0 {
		t.Errorf("AppendRel: %g allocations", n)
	}
}
