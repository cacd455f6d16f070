package rewrite

import (
	"os"
	"path/filepath"
	"testing"
)

func TestWithin(t *testing.T) {
	dir := t.TempDir()
	public := filepath.Join(dir, "public")
	if err := os.Mkdir(public, 0o755); err != nil {
		t.Fatal(err)
	}
	cases := map[string]bool{
		public:                                  true,
		filepath.Join(public, "new", "a.html"):  true,
		filepath.Join(dir, "Public", "a.html"):  true,
		filepath.Join(dir, "public2", "a.html"): false,
		filepath.Join(public, "..", "a.html"):   false,
		dir:                                     false,
	}
	if err := os.Symlink(public, filepath.Join(dir, "link")); err == nil { // not every Windows may
		cases[filepath.Join(dir, "link", "a.html")] = true
	}
	for file, want := range cases {
		if Within(file, public) != want {
			t.Errorf("%s: %t", file, !want)
		}
	}
}
