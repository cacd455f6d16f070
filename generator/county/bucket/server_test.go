package bucket

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"gongkai/generator/county/harvest"
	"gongkai/generator/publish"
	"gongkai/generator/site/buildtest"
	"gongkai/generator/toolstest"
)

// server is a real one, with our credentials in the environment.
func server(t *testing.T) *toolstest.S3Server {
	t.Helper()
	toolstest.Slow(t, "starts a storage server")
	s := toolstest.S3(t)
	t.Setenv("AWS_ACCESS_KEY_ID", s.Access)
	t.Setenv("AWS_SECRET_ACCESS_KEY", s.Secret)
	t.Setenv("AWS_REGION", "us-east-1")
	return s
}

// quick are limits of which tests can await the end.
func quick() Limits {
	return Limits{Files: 100, File: 1 << 20, List: 1 << 16, Sending: time.Minute, Sweeping: time.Minute, Wait: 30 * time.Second, Grace: time.Nanosecond}
}

func open(t *testing.T, address string, limits Limits) *Bucket {
	t.Helper()
	b, err := Open(Options{Address: address, Limits: limits})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// send sends one tree.
func send(ctx context.Context, b *Bucket, t Tree) (Sent, error) {
	s, err := b.Begin(ctx)
	if err != nil {
		return Sent{}, err
	}
	sent, err := s.Send(t)
	return sent, errors.Join(err, s.End())
}

// put writes a folder anew, as if it had been exchanged.
func put(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	all := map[string][]byte{publish.Marker: fmt.Appendf(nil, "gongkai\n%q\n", files)}
	for path, text := range files {
		all[path] = []byte(text)
	}
	if err := buildtest.Write(dir, all); err != nil {
		t.Fatal(err)
	}
}

// fetched is a tree as it comes out of the bucket.
func fetched(t *testing.T, b *Bucket, name, dir string) (files map[string]string, asked int) {
	t.Helper()
	at := harvest.Place{Site: filepath.Join(dir, "county"), Out: filepath.Join(dir, "out", name), Work: filepath.Join(dir, "work", name)}
	if err := os.MkdirAll(at.Site, 0o755); err != nil {
		t.Fatal(err)
	}
	asked, err := b.Fetch(t.Context(), name, at)
	if err != nil {
		t.Fatal(err)
	}
	tree, err := buildtest.ReadTree(at.Out)
	if err != nil {
		t.Fatal(err)
	}
	delete(tree, publish.Marker)
	return tree, asked
}

// objectsOf counts the objects that there are, by what the file system of the server has.
func objectsOf(t *testing.T, s *toolstest.S3Server, folder string) (n int) {
	t.Helper()
	tree, err := buildtest.ReadTree(s.Folder)
	if err != nil {
		t.Fatal(err)
	}
	for path := range tree {
		if strings.HasPrefix(path, folder) {
			n++
		}
	}
	return n
}

// What is sent comes out again, byte for byte. What is there is not sent again, be it of this
// tree or of another, and of a folder that says it is the same nothing is read.
func TestSend(t *testing.T) {
	s := server(t)
	dir := buildtest.TempDir(t)
	b := open(t, s.Address+"/site", quick())
	files := map[string]string{"index.html": "<!doctype html>", "a/公告 1.html": "公告", "a/empty.txt": "", "same.html": "<!doctype html>", "catalog.json": "{}"}
	tree := Tree{Name: "o1", Dir: filepath.Join(dir, "o1"), Note: filepath.Join(dir, "sent", "o1")}
	check := func(what string, tree Tree, want Sent, asked int) {
		t.Helper()
		sent, err := send(t.Context(), b, tree)
		if err != nil || sent != want {
			t.Errorf("%s: %+v, want %+v (%v)", what, sent, want, err)
		}
		if got, n := fetched(t, b, tree.Name, dir); !maps.Equal(got, files) || n != asked {
			t.Errorf("%s: %d files were asked for, want %d: %v", what, n, asked, got)
		}
	}
	put(t, tree.Dir, files)
	check("first", tree, Sent{4, 23, true}, 5)
	check("nothing changed", tree, Sent{}, 0)
	other := Tree{Name: "o2", Dir: tree.Dir}
	check("another with the same files", other, Sent{Switched: true}, 5)
	files["index.html"], files["b.html"] = "<!doctype html>新", "新"
	delete(files, "same.html")
	put(t, tree.Dir, files)
	check("changed", tree, Sent{2, 21, true}, 2)
	if err := os.WriteFile(filepath.Join(tree.Dir, "b.html"), []byte("edited"), 0o644); err != nil {
		t.Fatal(err)
	}
	check("the same by what it says", tree, Sent{}, 0)
	tree.Verify, files["b.html"] = true, "edited"
	check("the same by what it says, verified", tree, Sent{1, 6, true}, 1)
	if err := os.RemoveAll(filepath.Join(s.Folder, "site", "objects")); err != nil {
		t.Fatal(err)
	}
	sent, err := send(t.Context(), b, tree)
	if err != nil || sent.Files != 5 || sent.Switched {
		t.Errorf("objects were lost: %+v, %v", sent, err)
	}
	if names, err := b.Names(t.Context()); err != nil || strings.Join(names, " ") != "o1 o2" {
		t.Errorf("%v, %v", names, err)
	}
	top := Tree{Name: "_top", Dir: tree.Dir, Only: []string{"index.html", "none.txt"}}
	if _, err := send(t.Context(), b, top); err != nil {
		t.Error(err)
	}
	if got, err := b.FetchOnly(t.Context(), "_top", []string{"index.html", "catalog.json"}); err != nil || len(got) != 1 || string(got["index.html"]) != files["index.html"] {
		t.Errorf("%q, %v", got, err)
	}
	if n := objectsOf(t, s, "site/sending/"); n != 0 {
		t.Errorf("%d flags are left", n)
	}
	whole := objectsOf(t, s, "")
	if site := objectsOf(t, s, "site/"); site != whole {
		t.Errorf("%d objects are outside of the folder", whole-site)
	}
}

// broken asks a server through a proxy that fails from some question on.
func broken(t *testing.T, s *toolstest.S3Server, fails func(n int64, w http.ResponseWriter, r *http.Request) bool) string {
	to, err := url.Parse(s.Endpoint)
	if err != nil {
		t.Fatal(err)
	}
	var asked atomic.Int64
	proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(to); r.Out.Host = r.In.Host }}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !fails(asked.Add(1), w, r) {
			proxy.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(server.Close)
	return server.URL + "/county"
}

// Wherever a sending is cut off, the site is the old one or the new one, and the next sending
// brings the new one.
func TestFails(t *testing.T) {
	s := server(t)
	dir := buildtest.TempDir(t)
	whole := open(t, s.Address, quick())
	old := map[string]string{"index.html": "old", "catalog.json": "{}"}
	tree := Tree{Name: "o1", Dir: filepath.Join(dir, "o1")}
	put(t, tree.Dir, old)
	if _, err := send(t.Context(), whole, tree); err != nil {
		t.Fatal(err)
	}
	for last := int64(1); ; last++ {
		next := map[string]string{"index.html": fmt.Sprint("new ", last), "catalog.json": "{}", "a.html": fmt.Sprint("a", last)}
		put(t, tree.Dir, next)
		cut := open(t, broken(t, s, func(n int64, w http.ResponseWriter, r *http.Request) bool {
			if n <= last {
				return false
			}
			if last%2 == 0 {
				w.WriteHeader(http.StatusForbidden) // which nobody tries again
				return true
			}
			conn, _, err := http.NewResponseController(w).Hijack()
			if err == nil {
				conn.Close()
			}
			return true
		}), quick())
		ctx, stop := context.WithTimeout(t.Context(), time.Second)
		_, err := send(ctx, cut, tree)
		stop()
		got, _ := fetched(t, whole, "o1", dir)
		if !maps.Equal(got, old) && !maps.Equal(got, next) || err == nil && !maps.Equal(got, next) {
			t.Errorf("cut off after %d questions (%v): %v", last, err, got)
		}
		if err == nil {
			break
		}
		if last > 50 {
			t.Fatalf("after %d questions: %v", last, err)
		}
		if strings.Contains(err.Error(), s.Secret) {
			t.Errorf("the secret is told: %v", err)
		}
		if _, err := send(t.Context(), whole, tree); err != nil {
			t.Fatal(err)
		}
		if got, _ := fetched(t, whole, "o1", dir); !maps.Equal(got, next) {
			t.Errorf("sent again after %d questions: %v", last, got)
		}
		old = next
	}
}

// A sweep takes away what no site needs, and nothing else; not while somebody sends.
func TestSweep(t *testing.T) {
	s := server(t)
	dir := buildtest.TempDir(t)
	b := open(t, s.Address, quick())
	tree := Tree{Name: "o1", Dir: filepath.Join(dir, "o1")}
	for i := range 3 {
		put(t, tree.Dir, map[string]string{"index.html": fmt.Sprint(i), "catalog.json": "{}"})
		if _, err := send(t.Context(), b, tree); err != nil {
			t.Fatal(err)
		}
	}
	later := quick()
	later.Grace = time.Hour
	if swept, err := open(t, s.Address, later).Sweep(t.Context()); err != nil || swept != (Swept{Kept: 4}) {
		t.Errorf("within the day: %+v, %v", swept, err)
	}
	sending, err := b.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if swept, err := b.Sweep(t.Context()); err == nil || swept != (Swept{}) {
		t.Errorf("while somebody sends: %+v", swept)
	}
	if err := sending.End(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(1100 * time.Millisecond) // the times of versions are whole seconds
	if swept, err := b.Sweep(t.Context()); err != nil || swept != (Swept{Versions: 2, Objects: 2, Bytes: 2, Kept: 2}) {
		t.Errorf("%+v, %v", swept, err)
	}
	if got, _ := fetched(t, b, "o1", dir); got["index.html"] != "2" {
		t.Errorf("%v", got)
	}
	if n := objectsOf(t, s, "sweeping/"); n != 0 {
		t.Errorf("%d flags are left", n)
	}
	list := "sites/o1/" + currentVersion(t, b) + "/SHA256SUMS"
	for file, text := range map[string]string{"sites/o1/current": "nothing\n", list: "nothing\n", list + " ": ""} {
		name := filepath.Join(s.Folder, filepath.FromSlash(strings.TrimSpace(file)))
		was, err := os.ReadFile(name)
		if err == nil && text == "" {
			err = os.Remove(name)
		} else if err == nil {
			err = os.WriteFile(name, []byte(text), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
		before := objectsOf(t, s, "objects/")
		if swept, err := b.Sweep(t.Context()); err == nil || objectsOf(t, s, "objects/") != before {
			t.Errorf("%s is damaged: %+v, %v", file, swept, err)
		}
		if err := os.WriteFile(name, was, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func currentVersion(t *testing.T, b *Bucket) string {
	t.Helper()
	s, err := b.state(t.Context(), "o1")
	if err != nil {
		t.Fatal(err)
	}
	return s.version
}

// Flags of processes that were killed count for a while; a sending waits for a sweep.
func TestFlags(t *testing.T) {
	s := server(t)
	limits := quick()
	limits.Sending, limits.Sweeping, limits.Wait = 3*time.Second, time.Second, 100*time.Millisecond
	b := open(t, s.Address, limits)
	for _, flag := range []string{"sweeping/killed", "sending/killed"} {
		if _, err := b.raise(t.Context(), flag); err != nil {
			t.Fatal(err)
		}
	}
	f := new(Fault)
	if _, err := b.Begin(t.Context()); !errors.As(err, &f) || !strings.Contains(f.ZH, "正在清理") {
		t.Errorf("while somebody sweeps: %v", err)
	}
	if _, err := b.Sweep(t.Context()); !errors.As(err, &f) || !strings.Contains(f.ZH, "等完了再清理") {
		t.Errorf("while somebody sends: %v", err)
	}
	b.limits.Wait = 20 * time.Second
	time.Sleep(time.Second) // of the time in which it must begin, not all can be waited
	sending, err := b.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := sending.End(); err != nil {
		t.Error(err)
	}
	for began := time.Now(); ; time.Sleep(200 * time.Millisecond) {
		if _, err := b.Sweep(t.Context()); err == nil {
			break
		} else if time.Since(began) > 20*time.Second {
			t.Fatal(err)
		}
	}
	if n := objectsOf(t, s, "s"); n != 0 {
		t.Errorf("%d flags are left", n)
	}
}

// Senders and sweeps that know nothing of one another, at any moment: every site is whole.
func TestSweptMeanwhile(t *testing.T) {
	s := server(t)
	ctx, stop := context.WithTimeout(t.Context(), 40*time.Second)
	defer stop()
	var sent, swept atomic.Int64
	var all sync.WaitGroup
	for i := range 2 {
		dir := buildtest.TempDir(t)
		tree := Tree{Name: fmt.Sprint("o", i), Dir: filepath.Join(dir, "tree")}
		all.Go(func() {
			b := open(t, s.Address, quick())
			for ctx.Err() == nil {
				files := map[string]string{"catalog.json": "{}"}
				for range 3 { // of few contents, so that objects come back again and again
					files[fmt.Sprint(rand.IntN(3), ".html")] = fmt.Sprint(rand.IntN(5))
				}
				put(t, tree.Dir, files)
				if _, err := send(t.Context(), b, tree); err != nil {
					t.Error(err)
					return
				}
				sent.Add(1)
				time.Sleep(time.Duration(rand.IntN(600)) * time.Millisecond)
				if got, _ := fetched(t, b, tree.Name, dir); !maps.Equal(got, files) {
					t.Errorf("sent %v, and there is %v", files, got)
				}
			}
		})
	}
	all.Go(func() {
		b := open(t, s.Address, quick())
		for ctx.Err() == nil {
			time.Sleep(time.Duration(rand.IntN(400)) * time.Millisecond)
			if n, err := b.Sweep(t.Context()); err == nil && n.Objects > 0 && swept.Add(1) > 1 && sent.Load() > 4 {
				stop()
			}
		}
	})
	all.Wait()
	if sent.Load() < 4 || swept.Load() == 0 {
		t.Errorf("%d sendings and %d sweeps with something to do: the test shows nothing", sent.Load(), swept.Load())
	}
}

// Who may not, learns so in words, and nothing says the secret. What is not there and who
// does not answer is told.
func TestRights(t *testing.T) {
	s := server(t)
	s.User(t, "stranger", "the-secret-of-a-stranger")
	dir := buildtest.TempDir(t)
	tree := Tree{Name: "o1", Dir: filepath.Join(dir, "o1")}
	put(t, tree.Dir, map[string]string{"index.html": "a"})
	hanging := broken(t, s, func(_ int64, _ http.ResponseWriter, r *http.Request) bool {
		_, _ = io.Copy(io.Discard, r.Body) // without which nobody notices that the other side is gone
		<-r.Context().Done()
		return true
	})
	for name, c := range map[string]struct{ address, access, secret, says string }{
		"wrong secret":   {s.Address, s.Access, "another-secret", "凭据不对"},
		"unknown":        {s.Address, "nobody", "another-secret", "凭据不对"},
		"without rights": {s.Address, "stranger", "the-secret-of-a-stranger", "没有权限"},
		"no bucket":      {s.Endpoint + "/none", s.Access, s.Secret, "没有这个桶"},
		"no server":      {"http://127.0.0.1:1/county", s.Access, s.Secret, "连不上"},
		"no answer":      {hanging, s.Access, s.Secret, "太久没有回答"},
	} {
		t.Setenv("AWS_ACCESS_KEY_ID", c.access)
		t.Setenv("AWS_SECRET_ACCESS_KEY", c.secret)
		limits := quick()
		limits.Sending = 2 * time.Second
		_, err := send(t.Context(), open(t, c.address, limits), tree)
		if err == nil || !strings.Contains(words(err), c.says) || strings.Contains(fmt.Sprintf("%v%+v", words(err), err), c.secret) {
			t.Errorf("%s: %v", name, words(err))
		}
	}
	if n := objectsOf(t, s, ""); n != 0 {
		t.Errorf("%d objects were written by those who may not", n)
	}
}

// words are those of the first fault.
func words(err error) string {
	if f := new(Fault); errors.As(err, &f) {
		return f.ZH
	}
	return fmt.Sprint(err)
}

// What a bucket says is bounded and never believed: the folder that is there stays.
func TestDamaged(t *testing.T) {
	s := server(t)
	dir := buildtest.TempDir(t)
	b := open(t, s.Address, quick())
	tree := Tree{Name: "o1", Dir: filepath.Join(dir, "o1")}
	good := map[string]string{"index.html": "good", "catalog.json": "{}"}
	put(t, tree.Dir, good)
	if _, err := send(t.Context(), b, tree); err != nil {
		t.Fatal(err)
	}
	fetched(t, b, "o1", dir)
	put(t, tree.Dir, map[string]string{"index.html": "newer", "catalog.json": "{}"})
	if _, err := send(t.Context(), b, tree); err != nil {
		t.Fatal(err)
	}
	version := currentVersion(t, b)
	_, files, err := b.files(t.Context(), "o1", version)
	if err != nil {
		t.Fatal(err)
	}
	marker := strings.Repeat("0", 64) + "  .gongkai\n"
	for name, write := range map[string]map[string]string{
		"object of other bytes": {b.object(files[1].SHA256): "nuwer"},
		"endless object":        {b.object(files[1].SHA256): strings.Repeat("x", 2<<20)},
		"no object":             {b.object(files[1].SHA256): ""},
		"endless list":          {b.list("o1", version): strings.Repeat("x", 1<<20)},
		"list of another":       {b.list("o1", version): marker},
		"no list":               {b.list("o1", version): ""},
		"marker":                {b.list("o1", versionOf([]byte(marker))): marker, "sites/o1/current": versionOf([]byte(marker)) + "\n"},
		"no version":            {"sites/o1/current": "../../o2\n"},
		"endless version":       {"sites/o1/current": strings.Repeat(version+"\n", 10000)},
	} {
		for path, text := range write {
			file := filepath.Join(s.Folder, filepath.FromSlash(path))
			was, err := os.ReadFile(file)
			if err == nil {
				defer func() { _ = os.WriteFile(file, was, 0o644) }()
			}
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			if text == "" {
				err = os.Remove(file)
			} else {
				err = os.WriteFile(file, []byte(text), 0o644)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		at := harvest.Place{Site: filepath.Join(dir, "county"), Out: filepath.Join(dir, "out", "o1"), Work: filepath.Join(dir, "work", "o1")}
		if _, err := b.Fetch(t.Context(), "o1", at); err == nil {
			t.Errorf("%s: no error", name)
		} else if f := new(Fault); !errors.As(err, &f) {
			t.Errorf("%s: %v is not in words", name, err)
		}
		got, err := buildtest.ReadTree(at.Out)
		if delete(got, publish.Marker); err != nil || !maps.Equal(got, good) {
			t.Errorf("%s: the folder has changed (%v): %v", name, err, got)
		}
	}
}

// What is sent is bounded.
func TestBounds(t *testing.T) {
	s := server(t)
	dir := buildtest.TempDir(t)
	limits := quick()
	limits.Files, limits.File = 3, 100
	b := open(t, s.Address, limits)
	for name, files := range map[string]map[string]string{
		"too many":  {"a": "", "b": "", "c": "", "d": ""},
		"too large": {"a": strings.Repeat("x", 101)},
	} {
		tree := Tree{Name: "o1", Dir: filepath.Join(dir, name)}
		put(t, tree.Dir, files)
		f := new(Fault)
		if _, err := send(t.Context(), b, tree); !errors.As(err, &f) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n := objectsOf(t, s, "objects/"); n != 0 {
		t.Errorf("%d objects were sent", n)
	}
}
