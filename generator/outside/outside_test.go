package outside

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"gongkai/generator/diag"
	"gongkai/generator/page"
)

// host is another site, on this machine.
type host struct {
	*httptest.Server
	mu     sync.Mutex
	asked  []string // METHOD path
	now    int      // requests being answered
	most   int
	answer func(w http.ResponseWriter, r *http.Request)
}

func newHost(t *testing.T, answer func(w http.ResponseWriter, r *http.Request)) *host {
	h := &host{answer: answer}
	h.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.mu.Lock()
		h.asked = append(h.asked, r.Method+" "+r.URL.Path)
		h.now++
		h.most = max(h.most, h.now)
		h.mu.Unlock()
		h.answer(w, r)
		h.mu.Lock()
		h.now--
		h.mu.Unlock()
	}))
	t.Cleanup(h.Close)
	return h
}

// status answers with the status that a path names: /404.
func status(w http.ResponseWriter, r *http.Request) {
	switch path := strings.TrimPrefix(r.URL.Path, "/"); path {
	case "head-refused":
		if r.Method == http.MethodHead {
			w.WriteHeader(http.StatusMethodNotAllowed)
		}
	case "head-lies":
		if r.Method == http.MethodHead {
			w.WriteHeader(http.StatusNotFound)
		}
	case "loop":
		http.Redirect(w, r, "/loop", http.StatusFound)
	case "moved":
		http.Redirect(w, r, "/ok", http.StatusMovedPermanently)
	case "slow":
		time.Sleep(400 * time.Millisecond)
	default:
		if code, ok := map[string]int{"404": 404, "410": 410, "403": 403, "412": 412, "500": 500, "503": 503, "416": 416}[path]; ok {
			w.WriteHeader(code)
		}
	}
}

func today(t *testing.T, day string) page.Date {
	d, err := page.ParseDate(day)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// quick is a checker for this machine's own hosts.
func quick(t *testing.T, cache string) Checker {
	return Checker{Today: today(t, "2026-03-01"), Intranet: true, Timeout: 200 * time.Millisecond, Pause: time.Millisecond, Cache: cache}
}

// codes are the findings by the last part of their addresses.
func codes(found []diag.Diagnostic) map[string]string {
	list := map[string]string{}
	for _, d := range found {
		address, _, _ := strings.Cut(d.Message.EN, " ")
		list[address[strings.LastIndexByte(address, '/')+1:]] = d.Code
	}
	return list
}

// TestCheck: each kind of answer means what it means.
func TestCheck(t *testing.T) {
	h := newHost(t, status)
	gone := httptest.NewServer(nil)
	gone.Close()
	secret := httptest.NewTLSServer(http.HandlerFunc(status))
	defer secret.Close()
	var links []Link
	for i, path := range []string{"ok", "moved", "head-refused", "head-lies", "416", "404", "410", "loop", "403", "412", "500", "503", "slow"} {
		links = append(links, Link{h.URL + "/" + path, diag.Pos{File: "content/a.md", Line: i + 1}})
	}
	links = append(links, Link{gone.URL + "/closed", diag.Pos{File: "content/b.md", Line: 3}}, Link{secret.URL + "/certificate", diag.Pos{File: "content/b.md", Line: 4}},
		Link{h.URL + "/404#part", diag.Pos{File: "content/c.md", Line: 9}}, Link{"mailto:a@example.org", diag.Pos{}}, Link{"http://", diag.Pos{}})
	c := quick(t, "")
	found, stats, err := c.Check(t.Context(), links)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"404": "OL001", "410": "OL001", "loop": "OL001", "slow": "OL001", "closed": "OL001", "certificate": "OL001", "403": "OL003", "412": "OL003", "500": "OL003", "503": "OL003"}
	got := codes(found)
	for path, code := range want {
		if got[path] != code {
			t.Errorf("%s is %q, want %s", path, got[path], code)
		}
	}
	if len(got) != len(want) || stats.Addresses != 15 || stats.Asked != 15 || stats.Left != 0 {
		t.Errorf("found %v, %+v", got, stats)
	}
	places := 0
	for _, d := range found {
		if strings.Contains(d.Message.EN, "/404 ") {
			places++
		}
	}
	if places != 2 {
		t.Errorf("404 is found at %d places, want both", places)
	}
	if h.most != 1 {
		t.Errorf("%d questions at once to one host", h.most)
	}
}

// TestCache: what was there is believed for a week, what was not for a day.
func TestCache(t *testing.T) {
	h := newHost(t, status)
	c := quick(t, filepath.Join(t.TempDir(), ".build", "links.json"))
	links := []Link{{h.URL + "/ok", diag.Pos{}}, {h.URL + "/404", diag.Pos{}}}
	for _, x := range []struct {
		day   string
		asked int
	}{{"2026-03-01", 2}, {"2026-03-01", 0}, {"2026-03-02", 1}, {"2026-03-07", 1}, {"2026-03-08", 2}, {"2026-03-01", 2}} {
		c.Today = today(t, x.day)
		found, stats, err := c.Check(t.Context(), links)
		if err != nil || stats.Asked != x.asked || len(found) != 1 {
			t.Errorf("on %s: %+v, %d findings, %v; want %d asked", x.day, stats, len(found), err, x.asked)
		}
	}
}

// TestMost: a run asks so much and no more; the next goes on.
func TestMost(t *testing.T) {
	h := newHost(t, status)
	c := quick(t, filepath.Join(t.TempDir(), "links.json"))
	c.Most = 2
	links := []Link{{h.URL + "/1", diag.Pos{}}, {h.URL + "/2", diag.Pos{}}, {h.URL + "/3", diag.Pos{}}}
	for _, want := range []Stats{{3, 2, 1}, {3, 1, 0}, {3, 0, 0}} {
		if _, stats, err := c.Check(t.Context(), links); err != nil || stats != want {
			t.Errorf("%+v, %v; want %+v", stats, err, want)
		}
	}
}

// TestPrivate: nobody asks what is in the office's own network, by whatever way it leads
// there, unless told to.
func TestPrivate(t *testing.T) {
	h := newHost(t, status)
	c := quick(t, "")
	c.Intranet = false
	found, _, err := c.Check(t.Context(), []Link{{h.URL + "/a", diag.Pos{}}, {strings.Replace(h.URL, "127.0.0.1", "localhost", 1) + "/b", diag.Pos{}}})
	if got := codes(found); err != nil || got["a"] != "OL002" || got["b"] != "OL002" || len(h.asked) > 0 {
		t.Errorf("found %v, asked %v, %v", got, h.asked, err)
	}
	for address, want := range map[string]bool{
		"127.0.0.1": true, "::1": true, "10.0.0.8": true, "172.16.0.1": true, "192.168.1.1": true, "169.254.1.1": true, "100.64.0.1": true, "0.0.0.0": true,
		"::ffff:10.0.0.8": true, "fd00::1": true, "fe80::1": true, "8.8.8.8": false, "172.32.0.1": false, "2001:4860::1": false,
	} {
		if got := isPrivate(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s is private: %t", address, got)
		}
	}
}

// TestOffline: where nobody answers, nothing is said of anybody, and nothing is kept.
func TestOffline(t *testing.T) {
	a, b := newHost(t, status), newHost(t, status)
	links := []Link{{a.URL + "/", diag.Pos{}}, {b.URL + "/", diag.Pos{}}}
	a.Close()
	b.Close()
	c := quick(t, filepath.Join(t.TempDir(), "links.json"))
	if found, _, err := c.Check(t.Context(), links); !errors.Is(err, ErrOffline) || found != nil {
		t.Errorf("found %v, %v", found, err)
	}
	if kept, _ := readAnswers(c.Cache); kept != nil {
		t.Errorf("kept %v", kept)
	}
}

// TestStopped: Ctrl+C ends it, and keeps nothing half known.
func TestStopped(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	h := newHost(t, func(http.ResponseWriter, *http.Request) { cancel() })
	c := quick(t, filepath.Join(t.TempDir(), "links.json"))
	if _, _, err := c.Check(ctx, []Link{{h.URL + "/1", diag.Pos{}}, {h.URL + "/2", diag.Pos{}}}); !errors.Is(err, context.Canceled) || len(h.asked) != 1 {
		t.Errorf("asked %v, %v", h.asked, err)
	}
}
