package attest

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gongkai/generator/minisign"
	"gongkai/generator/translog"
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
	endless := &bounded{io.NopCloser(strings.NewReader(strings.Repeat("x", 100))), func() {}, 99, "x"}
	var fault *Fault
	if _, err := io.ReadAll(endless); !errors.As(err, &fault) {
		t.Errorf("an answer that is too long: %v", err)
	}
}

// asked is a server that answers as a function says.
type asked func(q *http.Request) (*http.Response, error)

func (a asked) RoundTrip(q *http.Request) (*http.Response, error) { return a(q) }

// answer is what a server answers.
func answer(q *http.Request, status int, location, body string) *http.Response {
	return &http.Response{StatusCode: status, Header: http.Header{"Location": {location}}, Body: io.NopCloser(strings.NewReader(body)), Request: q}
}

// A server is followed to encryption, and not away from it.
func TestWebScheme(t *testing.T) {
	for _, c := range []struct {
		from, to string
		followed bool
	}{
		{"http://a.example/", "https://a.example/x", true},
		{"https://a.example/", "https://a.example/y", true},
		{"https://a.example/", "http://a.example/x", false},
		{"https://a.example/", "//b.example/x", false},
		{"http://a.example/", "http://a.example:81/x", false},
	} {
		var urls []string
		tree, err := Web(c.from, asked(func(q *http.Request) (*http.Response, error) {
			if urls = append(urls, q.URL.String()); len(urls) == 1 {
				return answer(q, http.StatusFound, c.to, ""), nil
			}
			return answer(q, http.StatusOK, "", "x"), nil
		}))
		if err != nil {
			t.Fatal(err)
		}
		_, err = tree.Open("x")
		var fault *Fault
		if refused := errors.As(err, &fault); refused == c.followed || c.followed != (len(urls) == 2) {
			t.Errorf("%s to %s: %v, %q", c.from, c.to, err, urls)
		}
		if fault != nil && !strings.Contains(fault.ZH, "没有跟去") {
			t.Errorf("%s to %s: %s", c.from, c.to, fault.ZH)
		}
	}
}

// What was withdrawn is answered with 410, and the answer is the file.
func TestWebGone(t *testing.T) {
	tree, err := Web("https://a.example/", asked(func(q *http.Request) (*http.Response, error) { return answer(q, http.StatusGone, "", "notice"), nil }))
	if err != nil {
		t.Fatal(err)
	}
	f, err := tree.Open("a.html")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if data, err := io.ReadAll(f); err != nil || string(data) != "notice" {
		t.Errorf("%q, %v", data, err)
	}
}

// A server that does not answer, or not in time, is not asked for each of all files.
func TestWebGivesUp(t *testing.T) {
	times := 0
	tree, err := Web("https://a.example/", asked(func(q *http.Request) (*http.Response, error) {
		if times++; times == 3 {
			return answer(q, http.StatusForbidden, "", ""), nil
		}
		return nil, errors.New("connection refused")
	}))
	if err != nil {
		t.Fatal(err)
	}
	for range 100 {
		_, err = tree.Open("a.html")
	}
	if !gaveUp(err) || times != 3+maxSilent {
		t.Errorf("asked %d times: %v", times, err)
	}
	w := tree.(*web)
	w.silent, w.until, times = 0, time.Now().Add(-time.Second), 0
	if _, err := w.Open("a.html"); !gaveUp(err) || times > 0 {
		t.Errorf("asked %d times when the time was over: %v", times, err)
	}
}

// hostile is a server that sends without end whatever it is asked for, but for its
// checkpoint, which somebody has signed. It counts what was taken.
func hostile(t *testing.T, key minisign.PrivateKey, tiles, sent *int) Tree {
	t.Helper()
	text := fmt.Sprintf("town.example\n%d\n%s\n", 1<<24, base64.StdEncoding.EncodeToString(make([]byte, sha256.Size)))
	id := sha256.Sum256(append([]byte("town.example\n\x01"), key.Public().Ed25519()...))
	signature, err := key.Sign([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	checkpoint := text + "\n— town.example " + base64.StdEncoding.EncodeToString(append(id[:4], signature...)) + "\n"
	entry := translog.Entry{Address: strings.Repeat("a", 1024), Sum: translog.None, First: "2026-12-01", Present: "2026-12-01", Logged: "2026-12-01", State: translog.Public}.Append(nil)
	entry = append([]byte{byte(len(entry) >> 8), byte(len(entry))}, entry...)
	tree, err := Web("https://a.example/", asked(func(q *http.Request) (*http.Response, error) {
		if q.URL.Path == "/log/checkpoint" {
			return answer(q, http.StatusOK, "", checkpoint), nil
		}
		body := io.LimitReader(&repeated{entry, 0, sent}, 1<<30)
		if strings.HasPrefix(q.URL.Path, "/log/tile/") {
			*tiles++
			body = io.LimitReader(body, 256*int64(len(entry))) // tiles that are as full as they can be
		}
		a := answer(q, http.StatusOK, "", "")
		a.Body = io.NopCloser(body)
		return a, nil
	}))
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// repeated is a text without end.
type repeated struct {
	text []byte
	at   int
	sent *int
}

func (r *repeated) Read(p []byte) (n int, err error) {
	for n < len(p) {
		m := copy(p[n:], r.text[r.at:])
		n, r.at = n+m, (r.at+m)%len(r.text)
	}
	*r.sent += n
	return n, nil
}

// Who has not signed the log cannot make us read it, and who has, not without end.
func TestHostile(t *testing.T) {
	own, thief := keyOf(t, 1), keyOf(t, 2)
	for name, c := range map[string]struct {
		signer minisign.PrivateKey
		most   int64
		tiles  int
	}{"unsigned": {thief, 1 << 20, 0}, "signed": {own, 1 << 20, 4}} {
		t.Run(name, func(t *testing.T) {
			tiles, sent := 0, 0
			v := look(hostile(t, c.signer, &tiles, &sent), Options{})
			if v.maxLog != maxRemoteLog || v.maxList != maxRemoteList {
				t.Errorf("a server may send %d and %d bytes", v.maxLog, v.maxList)
			}
			v.Key, v.maxLog = own.Public(), c.most
			v.log()
			if tiles != c.tiles || sent > 2<<20 {
				t.Errorf("%d tiles and %d bytes were read", tiles, sent)
			}
			if len(v.Findings) != 1 || (v.Findings[0].Kind == Signature) != (tiles == 0) {
				t.Errorf("%+v", v.Findings)
			}
			v.maxList, sent = 1<<20, 0
			if data, err := v.read("SHA256SUMS", v.maxList); err == nil || sent > 2<<20 {
				t.Errorf("%d bytes of a list without end, %d read, %v", len(data), sent, err)
			}
		})
	}
}

func keyOf(t *testing.T, seed byte) minisign.PrivateKey {
	t.Helper()
	key, err := minisign.GenerateKey(bytes.NewReader(bytes.Repeat([]byte{seed}, 64)))
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// A page for people shows what is not seen in an address, and obeys nothing in it.
func TestPageVisible(t *testing.T) {
	ev := &Evidence{Entry: translog.Entry{Address: "a\u202e\tb\x1b<i>.html"}, Checkpoint: &translog.Checkpoint{Origin: "town\u202e"}, Proof: &translog.Proof{}}
	page := string(ev.Page("x\u202e.proof", "https://"))
	if strings.ContainsAny(page, "\u202e\t\x1b") || !strings.Contains(page, "a&lt;U+202E&gt;&lt;U+0009&gt;b&lt;U+001B&gt;&lt;i&gt;.html") {
		t.Errorf("%q", page)
	}
}
