package attest

import (
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A folder gives away what is in it, and nothing that a link leads to.
func TestFolder(t *testing.T) {
	dir := t.TempDir()
	site, outside := filepath.Join(dir, "site"), filepath.Join(dir, "outside")
	for _, name := range []string{filepath.Join(site, "a", "b.html"), filepath.Join(outside, "b.html")} {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte("x"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	f, err := Folder(site).Open("a/b.html")
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	if err := os.Symlink(outside, filepath.Join(site, "link")); err != nil {
		t.Skip("this system makes no links")
	}
	if err := os.Symlink(filepath.Join(outside, "b.html"), filepath.Join(site, "link.html")); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"link/b.html", "link.html", "link", "a", "../outside/b.html", "none.html"} {
		if f, err := Folder(site).Open(path); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v, %v", path, f, err)
		}
	}
	names, listed, err := Folder(site).Names()
	if err != nil || !listed || len(names) != 4 {
		t.Errorf("%v, %v", names, err)
	}
}

func TestWebAddresses(t *testing.T) {
	for _, bad := range []string{"", "http://", "ftp://a.example/", "https://user:secret@a.example/", "://", "a.example"} {
		if _, err := Web(bad, http.DefaultTransport); err == nil {
			t.Errorf("%q is the address of a site", bad)
		}
	}
}

// An answer is an answer: missing is missing, refused is an error, and one that does not
// end is cut off.
func TestWeb(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		switch q.URL.Path {
		case "/gk/名单.txt":
			io.WriteString(w, "甲")
		case "/gk/forbidden":
			w.WriteHeader(http.StatusForbidden)
		case "/gk/loop":
			http.Redirect(w, q, "/gk/loop", http.StatusFound)
		default:
			w.WriteHeader(http.StatusNotFound)
		}
	}))
	defer server.Close()
	tree, err := Web(server.URL+"/gk/index.html?x#y", http.DefaultTransport)
	if err != nil {
		t.Fatal(err)
	}
	f, err := tree.Open("名单.txt")
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(f)
	if f.Close(); err != nil || string(data) != "甲" {
		t.Errorf("%q, %v", data, err)
	}
	if _, err := tree.Open("none"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("none: %v", err)
	}
	for _, path := range []string{"forbidden", "loop"} {
		if _, err := tree.Open(path); err == nil || errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v", path, err)
		}
	}
	endless := &bounded{io.NopCloser(strings.NewReader(strings.Repeat("x", 100))), 99, "x"}
	if _, err := io.ReadAll(endless); !errors.Is(err, errTooLong) {
		t.Errorf("an answer that is too long: %v", err)
	}
}
