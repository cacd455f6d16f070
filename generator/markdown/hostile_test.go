package markdown

import (
	"strings"
	"testing"
	"time"
)

// TestHostile renders 8 KB each of what makes careless programs take quadratic
// or exponential time.
func TestHostile(t *testing.T) {
	r := New(Options{})
	const n = 8000
	for _, unit := range []string{
		"[", "![", "](", "[a](", "[a](b)", "![a\n](", "*a", "*a ", "*a\n", "**a\n_b", "_a\n*", "a**", "~~a\n", "`", "``a`", "<", "<!--", "<a ", "<a b=", "\\", "&", "&a;",
		"> ", ">", "- ", "* a\n ", "1. ", "#", "# a\n", "|", "|-", "a|b\n-|-\n", "[^a]", "[^a]: ", ": a\n", "a\n: b\n", "https://a.b/", "www.a.", "a@b.c", "a@", "_@", "://",
		"a\n", "字\n", "*字*\n", "[a]: b\n[a]\n", "[a] ", "![](b)", "<b>", "**", "** ", "***a", "\t", "    a\n", "---\n", "{#a}", "# {#a}\n", "\x01", "&#1;", "\"'", "](a b)",
	} {
		start := time.Now()
		body := strings.Repeat(unit, n/len(unit))
		checkSafe(t, r.Render(Result{}, Source{Path: "a.md", Body: []byte(body), Line: 1}, nil).HTML)
		if took := time.Since(start); took > time.Second {
			t.Errorf("%q: %v", unit, took)
		} else if took > 100*time.Millisecond {
			t.Logf("%q: %v", unit, took)
		}
	}
}
