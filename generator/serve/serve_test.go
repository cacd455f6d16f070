package serve

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"gongkai/generator/asset"
	"gongkai/generator/cache"
	"gongkai/generator/diag"
	"gongkai/generator/layout"
	"gongkai/generator/page"
	"gongkai/generator/site"
	"gongkai/generator/site/buildtest"
	"gongkai/layouts"
	"gongkai/static"
)

// slow reports whether the tests that take minutes are asked for.
func slow() bool { return os.Getenv("GONGKAI_SLOW") != "" }

// patience is how long a test waits for what should take milliseconds, and
// longPatience for the first review of a site of 100,000 documents on a machine
// that has other things to do.
const (
	patience     = 20 * time.Second
	longPatience = 5 * time.Minute
)

// running is a server with its site and what it has printed.
type running struct {
	t      testing.TB
	s      *Server
	dir    string
	url    string // http://127.0.0.1:8017
	screen *lockedBuffer
	opt    site.Options
}

// start serves files from a new folder until the test ends.
func start(t testing.TB, files map[string][]byte, change func(*Options)) *running {
	t.Helper()
	dir := buildtest.TempDir(t)
	if err := buildtest.Write(dir, files); err != nil {
		t.Fatal(err)
	}
	return startIn(t, dir, change)
}

// defaults and minifier are shared: what they do once takes longer than most builds.
var (
	defaults = layout.NewDefaults(layouts.Files)
	minifier = asset.New()
)

// optionsFor returns the options to build the site in a folder.
func optionsFor(t testing.TB, dir string) site.Options {
	t.Helper()
	today, err := page.ParseDate(buildtest.Day)
	if err != nil {
		t.Fatal(err)
	}
	return site.Options{
		Source: dir, Out: filepath.Join(dir, "public"), Today: today, Preview: true,
		Layouts: defaults, Static: static.Files, Minifier: minifier, Salt: cache.SumBytes([]byte("test")),
	}
}

// startIn serves the site in a folder.
func startIn(t testing.TB, dir string, change func(*Options)) *running {
	t.Helper()
	r := &running{t: t, dir: dir, screen: &lockedBuffer{}, opt: optionsFor(t, dir)}
	opt := Options{Build: r.opt, Today: func() page.Date { return r.opt.Today }, Lang: "zh", Screen: r.screen}
	if change != nil {
		change(&opt)
	}
	ln, found := Listen("127.0.0.1", 0, true)
	if ln == nil {
		t.Fatal(found)
	}
	r.s, r.url = New(opt), "http://"+ln.Addr().String()
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- r.s.Run(ctx, ln) }()
	t.Cleanup(func() {
		stop()
		select {
		case err := <-done:
			if err != nil {
				t.Error(err)
			}
		case <-time.After(patience):
			t.Error("the server does not end")
		}
	})
	r.wait("the first review", func() bool { st := r.s.current.Load(); return st.complete || diag.HasErrors(st.found) })
	return r
}

// inEditor is the address that opens a file of the site in VS Code.
func (r *running) inEditor(path string) string {
	return "vscode://file/" + strings.TrimPrefix(filepath.ToSlash(r.dir), "/") + "/" + path
}

// quietly leaves the screen out.
func quietly(o *Options) { o.Screen = nil }

// lockedBuffer is a screen that can be read while it is written.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// wait waits until something holds.
func (r *running) wait(what string, holds func() bool) {
	r.t.Helper()
	limit := patience
	if _, isBenchmark := r.t.(*testing.B); isBenchmark {
		limit = longPatience
	}
	for end := time.Now().Add(limit); !holds(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			r.t.Fatalf("waited in vain for %s; the screen says:\n%s", what, r.screen)
		}
	}
}

// get returns the answer for a path.
func (r *running) get(path string, header ...string) (*http.Response, string) {
	r.t.Helper()
	req, err := http.NewRequest("GET", r.url+(&url.URL{Path: "/" + path}).EscapedPath(), nil)
	if err != nil {
		r.t.Fatal(err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	res, err := noRedirect.Do(req)
	if err != nil {
		r.t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		r.t.Fatal(err)
	}
	return res, string(body)
}

// noRedirect is a client that shows redirects instead of following them.
var noRedirect = &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}

// shows waits until a page has a text.
func (r *running) shows(path, text string) {
	r.t.Helper()
	r.wait(fmt.Sprintf("%q on %s", text, path), func() bool {
		_, body := r.get(path)
		return strings.Contains(body, text)
	})
}

// read returns a file of the site.
func (r *running) read(path string) string {
	r.t.Helper()
	data, err := os.ReadFile(filepath.Join(r.dir, path))
	if err != nil {
		r.t.Fatal(err)
	}
	return string(data)
}

// write writes a file of the site.
func (r *running) write(path, data string) {
	r.t.Helper()
	if err := buildtest.Write(r.dir, map[string][]byte{path: []byte(data)}); err != nil {
		r.t.Fatal(err)
	}
}

// remove deletes a file of the site.
func (r *running) remove(path string) {
	r.t.Helper()
	if err := os.Remove(filepath.Join(r.dir, path)); err != nil {
		r.t.Fatal(err)
	}
}

// edit replaces a text in a file of the site.
func (r *running) edit(path, old, now string) {
	r.t.Helper()
	data := r.read(path)
	if !strings.Contains(data, old) {
		r.t.Fatalf("%s has no %q", path, old)
	}
	r.write(path, strings.Replace(data, old, now, 1))
}

// ours is the script element that the server adds.
var ours = regexp.MustCompile(`<script src="/_gongkai/client\.js"[^>]*></script>`)

// listening is an open page as the server sees one.
type listening struct {
	t      testing.TB
	events chan liveEvent
}

type liveEvent struct{ name, data string }

// listen opens a page: it fetches it and follows its events.
func (r *running) listen(path string) *listening {
	r.t.Helper()
	_, body := r.get(path)
	tag := ours.FindString(body)
	value := func(name string) string {
		m := regexp.MustCompile(`data-` + name + `="([^"]*)"`).FindStringSubmatch(tag)
		if m == nil {
			r.t.Fatalf("no data-%s on %s: %s", name, path, tag)
		}
		return m[1]
	}
	query := url.Values{"page": {value("page")}, "key": {value("key")}, "state": {value("state")}}
	return r.follow(query)
}

// follow asks for events until the test ends.
func (r *running) follow(query url.Values) *listening {
	r.t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	req, err := http.NewRequestWithContext(ctx, "GET", r.url+"/_gongkai/live?"+query.Encode(), nil)
	if err != nil {
		r.t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		r.t.Fatal(err)
	}
	if res.StatusCode != http.StatusOK {
		r.t.Fatal(res.Status)
	}
	l := &listening{t: r.t, events: make(chan liveEvent, 100)}
	go func() {
		defer res.Body.Close()
		var e liveEvent
		lines := bufio.NewScanner(res.Body)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			line := lines.Text()
			if name, ok := strings.CutPrefix(line, "event: "); ok {
				e.name = name
			} else if data, ok := strings.CutPrefix(line, "data: "); ok {
				e.data = data
			} else if line == "" && e.name != "" {
				l.events <- e
				e = liveEvent{}
			}
		}
	}()
	r.t.Cleanup(stop)
	return l
}

// await returns the data of the next event of a name that satisfies a
// condition; nil: any.
func (l *listening) await(name string, good func(data string) bool) string {
	l.t.Helper()
	end := time.After(patience)
	for {
		select {
		case e := <-l.events:
			if e.name == name && (good == nil || good(e.data)) {
				return e.data
			}
		case <-end:
			l.t.Fatalf("no event %s", name)
		}
	}
}

// panel waits for a panel that satisfies a condition.
func (l *listening) panel(good func(p panel) bool) panel {
	l.t.Helper()
	var p panel
	l.await("panel", func(data string) bool {
		p = panel{}
		if err := json.Unmarshal([]byte(data), &p); err != nil {
			l.t.Fatal(err)
		}
		return good(p)
	})
	return p
}

// raw sends a request as it stands and returns the status line and all the
// rest.
func (r *running) raw(request string) string {
	r.t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(r.url, "http://"))
	if err != nil {
		r.t.Fatal(err)
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(patience)); err != nil {
		r.t.Fatal(err)
	}
	if _, err := io.WriteString(conn, request); err != nil {
		r.t.Fatal(err)
	}
	answer, err := io.ReadAll(conn)
	if err != nil {
		r.t.Fatal(err)
	}
	return string(answer)
}
