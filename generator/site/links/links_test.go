package links

import "testing"

// TestRelative: what was meant is told as it is written in the document.
func TestRelative(t *testing.T) {
	for _, c := range []struct{ folder, name, want string }{
		{"notices/2026", "notices/2026/0001-图.jpg", "0001-图.jpg"},
		{"notices/2026", "notices/2025/0001.md", "../2025/0001.md"},
		{"notices/2026", "policies/2026/0001.md", "../../policies/2026/0001.md"},
		{"notices/2026", "notices/index.md", "../index.md"},
		{"notices", "notices/2026/0001.md", "2026/0001.md"},
		{".", "notices/2026/0001.md", "notices/2026/0001.md"},
		{"notices/2026", "notices/20260/0001.md", "../20260/0001.md"},
	} {
		if got := relative(c.folder, c.name); got != c.want {
			t.Errorf("relative(%q, %q) = %q, want %q", c.folder, c.name, got, c.want)
		}
	}
}
