package markdown

import "testing"

// TestHostile: what makes careless programs write what they should not is safe,
// a little of each construct.
func TestHostile(t *testing.T) {
	r := New(Options{})
	for _, c := range all() {
		checkSafe(t, r.Render(Result{}, Source{Path: "a.md", Body: []byte(c.Text(2000)), Line: 1}, nil).HTML)
	}
}
