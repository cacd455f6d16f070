package markdown

import (
	"strings"
	"testing"
)

// TestDepth pins that what is nested beyond all measure is cut off, said once
// (MD024), and that what is nested as deep as allowed is not.
func TestDepth(t *testing.T) {
	r := New(Options{})
	for depth, want := range map[int]int{10: 0, maxDepth + 50: 1} {
		body := strings.Repeat("> ", depth) + "文字\n"
		result := r.Render(Result{}, Source{Path: "a.md", Body: []byte(body), Line: 1}, nil)
		found := 0
		for _, d := range result.Diagnostics {
			if d.Code == "MD024" {
				found++
			}
		}
		if found != want || strings.Contains(string(result.HTML), "文字") == (want > 0) {
			t.Errorf("%d quotes deep: found %d times, want %d; the text shown: %t", depth, found, want, strings.Contains(string(result.HTML), "文字"))
		}
	}
}
