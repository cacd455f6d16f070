//go:build unix

package serve

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"gongkai/generator/site/buildtest"
)

// Files that are a pipe or a link out of the site every other moment hang neither a
// request nor the end of the server (which every test waits for), and nothing from
// outside is shown.
func TestSwapped(t *testing.T) {
	secret := filepath.Join(buildtest.TempDir(t), "secret.md")
	if err := os.WriteFile(secret, []byte("---\ntitle: TOP SECRET\ncategory: policies\ndate: 2017-03-15\n---\nTOP SECRET\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	rounds := 20
	if slow() {
		rounds = 400
	}
	r := start(t, buildtest.Site(), quietly)
	targets := []struct{ file, page string }{
		{"content/policies/2017/0001.md", "policies/2017/0001.html"},
		{"content/policies/2017/0001-form.csv", "policies/2017/0001-form.csv"},
		{"static/data/readme.txt", "data/readme.txt"},
		{"config.toml", "index.html"},
		{"layouts/message.html", "404.html"},
	}
	for i := range rounds {
		at := targets[i%len(targets)]
		name := filepath.Join(r.dir, filepath.FromSlash(at.file))
		aside := filepath.Join(r.dir, ".aside")
		instead := func() error { return unix.Mkfifo(name, 0o644) }
		if i%2 == 0 {
			instead = func() error { return os.Symlink(secret, name) }
		}
		if err := errors.Join(os.Rename(name, aside), instead()); err != nil {
			t.Fatal(err)
		}
		for range 3 {
			if _, body := r.get(at.page); strings.Contains(body, "TOP SECRET") {
				t.Fatalf("round %d: %s shows what lies outside the site", i, at.page)
			}
			time.Sleep(5 * time.Millisecond)
		}
		if err := errors.Join(os.Remove(name), os.Rename(aside, name)); err != nil {
			t.Fatal(err)
		}
	}
	r.wait("the site as it was", func() bool {
		_, body := r.get("policies/2017/0001.html")
		st := r.s.current.Load()
		return strings.Contains(body, "关于信息公开的通知") && !st.unread && len(st.pending) == 0
	})
	// The last thing before the end is a pipe that nobody will ever write to.
	for _, at := range targets {
		name := filepath.Join(r.dir, filepath.FromSlash(at.file))
		if err := errors.Join(os.Remove(name), unix.Mkfifo(name, 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	r.get("policies/2017/0001.html")
}
