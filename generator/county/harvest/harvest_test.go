package harvest

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"gongkai/generator/attest"
	"gongkai/generator/edition"
	"gongkai/generator/site/buildtest"
)

// town is a server with a released site, which may do otherwise at some paths.
type town struct {
	*httptest.Server
	lock  sync.Mutex
	files map[string]string
	evil  map[string]http.HandlerFunc
	asked []string
	sent  int64
	judge Judge
}

// newTown serves a site of a few files.
func newTown(t *testing.T) *town {
	s := &town{evil: map[string]http.HandlerFunc{}, files: map[string]string{
		"catalog.json": `{"documents":[]}`, "index.html": "<!doctype html>", "notices/2022/0001.html": "公告", "notices/2022/名单.txt": "甲\n",
	}}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	return s
}

// list is the list of the release as it is.
func (s *town) list() string {
	var sums []edition.Sum
	for _, path := range slices.Sorted(maps.Keys(s.files)) {
		sums = append(sums, edition.Sum{Path: path, SHA256: sha256.Sum256([]byte(s.files[path]))})
	}
	return string(edition.AppendList(nil, sums))
}

// ServeHTTP answers, and notes what was asked for.
func (s *town) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path := strings.TrimPrefix(r.URL.Path, "/")
	s.lock.Lock()
	s.asked = append(s.asked, path)
	evil, text, ok := s.evil[path], s.files[path], true
	if path == "SHA256SUMS" {
		text = s.list()
	} else {
		_, ok = s.files[path]
	}
	s.lock.Unlock()
	switch {
	case evil != nil:
		evil(w, r)
	case !ok:
		http.NotFound(w, r)
	default:
		fmt.Fprint(w, text)
	}
}

// endless writes for ever, as long as somebody reads.
func (s *town) endless(w http.ResponseWriter, r *http.Request) {
	block := []byte(strings.Repeat("x", 1<<16))
	for r.Context().Err() == nil {
		n, err := w.Write(block)
		s.lock.Lock()
		s.sent += int64(n)
		s.lock.Unlock()
		if err != nil {
			return
		}
	}
}

// still, dripping and endless are such servers for a list of them; dripping sends a byte now
// and then, for ever.
func still(*town) http.HandlerFunc     { return hanging }
func endless(s *town) http.HandlerFunc { return s.endless }
func dripping(*town) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			_, _ = w.Write([]byte("x"))
			_ = http.NewResponseController(w).Flush()
			time.Sleep(10 * time.Millisecond)
		}
	}
}

// hanging never answers, as long as somebody waits.
func hanging(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() }

func small() Limits {
	return Limits{List: 1 << 16, File: 1 << 16, Files: 10, All: 1 << 20, Time: time.Minute, Pause: time.Nanosecond}
}

func newPlace(t *testing.T) Place {
	dir := buildtest.TempDir(t)
	if err := os.Mkdir(filepath.Join(dir, "county"), 0o755); err != nil {
		t.Fatal(err)
	}
	return Place{Site: filepath.Join(dir, "county"), Out: filepath.Join(dir, "out"), Work: filepath.Join(dir, "work")}
}

// mirror mirrors the site once.
func (s *town) mirror(ctx context.Context, at Place, limits Limits) (asked int, err error) {
	h, err := New(ctx, s.URL, s.Client().Transport, limits)
	if err != nil {
		return 0, err
	}
	list, err := h.List()
	if err != nil {
		return 0, err
	}
	return h.Mirror(list, at, s.judge)
}

// mirrored is what is there.
func mirrored(t *testing.T, at Place) map[string]string {
	t.Helper()
	tree, err := buildtest.ReadTree(at.Out)
	if err != nil {
		t.Fatal(err)
	}
	delete(tree, ".gongkai")
	return tree
}

// A mirror is the release, file by file; what has not changed is not asked for, what is gone
// is gone, and what others have done to the mirror is undone.
func TestMirror(t *testing.T) {
	s, at := newTown(t), newPlace(t)
	check := func(what string, want int) {
		t.Helper()
		asked, err := s.mirror(t.Context(), at, small())
		if err != nil || asked != want {
			t.Errorf("%s: %d files asked for, want %d (%v)", what, asked, want, err)
		}
		whole := maps.Clone(s.files)
		whole["SHA256SUMS"] = s.list()
		if got := mirrored(t, at); !maps.Equal(got, whole) {
			t.Errorf("%s: %v", what, got)
		}
	}
	check("first", 4)
	s.asked = nil
	check("nothing changed", 0)
	if !slices.Equal(s.asked, []string{"SHA256SUMS"}) {
		t.Errorf("with nothing changed, %v were asked for", s.asked)
	}
	s.files["index.html"], s.files["new.html"] = "<!doctype html>新", "新"
	delete(s.files, "notices/2022/名单.txt")
	check("changed", 2)
	if err := os.WriteFile(filepath.Join(at.Out, "index.html"), []byte("edited"), 0o644); err != nil {
		t.Fatal(err)
	}
	check("edited here", 4)
	if err := os.RemoveAll(at.Work); err != nil {
		t.Fatal(err)
	}
	check("work folder deleted", 4)
}

// Whatever a server does, the mirror stays as it was, and what that costs is bounded.
func TestHostile(t *testing.T) {
	s, at := newTown(t), newPlace(t)
	if _, err := s.mirror(t.Context(), at, small()); err != nil {
		t.Fatal(err)
	}
	before := mirrored(t, at)
	sum := strings.Repeat("0", 64)
	text := func(text string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, text) }
	}
	catalogLine := sum + "  catalog.json\n"
	many := ""
	for i := range 20 {
		many += fmt.Sprintf("%s  a%02d\n", sum, i)
	}
	elsewhere := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { t.Error("another server was asked") }))
	defer elsewhere.Close()
	for name, evil := range map[string]map[string]http.HandlerFunc{
		"no list":              {"SHA256SUMS": http.NotFound},
		"endless list":         {"SHA256SUMS": s.endless},
		"page for a list":      {"SHA256SUMS": text("<!doctype html><title>404</title>")},
		"empty list":           {"SHA256SUMS": text("")},
		"list of too many":     {"SHA256SUMS": text(many + catalogLine)},
		"list without catalog": {"SHA256SUMS": text(sum + "  a.html\n")},
		"path out of the site": {"SHA256SUMS": text(sum + "  ../a.html\n" + catalogLine)},
		"absolute path":        {"SHA256SUMS": text(sum + "  /a.html\n" + catalogLine)},
		"our marker":           {"SHA256SUMS": text(sum + "  .GONGKAI\n" + catalogLine)},
		"list in the list":     {"SHA256SUMS": text(sum + "  SHA256SUMS\n" + catalogLine)},
		"list elsewhere":       {"SHA256SUMS": http.RedirectHandler(elsewhere.URL+"/SHA256SUMS", http.StatusFound).ServeHTTP},
		"server error":         {"SHA256SUMS": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) }},
		"answer is cut": {"SHA256SUMS": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "1000")
			fmt.Fprint(w, "a")
		}},
		"file of another sum":    {"new.html": text("another")},
		"endless file":           {"new.html": s.endless},
		"file that is not there": {"new.html": http.NotFound},
		"file elsewhere":         {"new.html": http.RedirectHandler(elsewhere.URL+"/new.html", http.StatusFound).ServeHTTP},
	} {
		s.evil, s.sent = evil, 0
		s.files["new.html"] = "新"
		if _, err := s.mirror(t.Context(), at, small()); err == nil {
			t.Errorf("%s: no error", name)
		} else if f := new(attest.Fault); errors.As(err, &f) && (f.ZH == "" || f.EN == "") {
			t.Errorf("%s: %v says nothing", name, err)
		}
		if !maps.Equal(mirrored(t, at), before) {
			t.Errorf("%s: the mirror has changed", name)
		}
		s.lock.Lock()
		if s.sent > 16<<20 { // what is on its way beside what is read
			t.Errorf("%s: %d bytes were sent", name, s.sent)
		}
		s.lock.Unlock()
	}
	s.evil = map[string]http.HandlerFunc{}
	if asked, err := s.mirror(t.Context(), at, small()); err != nil || asked != 1 {
		t.Errorf("when all is well again: %d files asked for (%v)", asked, err)
	}
}

// What a server keeps to itself is not asked for, and not missed in the mirror.
func TestServersOwn(t *testing.T) {
	s, at := newTown(t), newPlace(t)
	s.files["404.html"], s.files["withdrawn.map"] = "page", "/a.html 1;\n"
	s.evil["404.html"], s.evil["withdrawn.map"] = http.NotFound, http.NotFound
	for _, want := range []int{4, 0} {
		if asked, err := s.mirror(t.Context(), at, small()); err != nil || asked != want {
			t.Errorf("%d files asked for, want %d (%v)", asked, want, err)
		}
	}
	if got := mirrored(t, at); got["404.html"] != "" || got["index.html"] == "" || len(got) != 5 {
		t.Errorf("the mirror is %v", got)
	}
	s.files["index.html"] += "新"
	if asked, err := s.mirror(t.Context(), at, small()); err != nil || asked != 1 {
		t.Errorf("changed: %d files asked for (%v)", asked, err)
	}
}

// A file that the one who knows it refuses keeps the mirror as it is, however well its sum
// agrees; it is judged before anything is exchanged, and only where it is new.
func TestJudged(t *testing.T) {
	s, at := newTown(t), newPlace(t)
	var judged []string
	s.judge = func(path string, data []byte) error {
		judged = append(judged, path)
		if path == "catalog.json" && string(data) == "bad" {
			return errors.New("bad")
		}
		return nil
	}
	if _, err := s.mirror(t.Context(), at, small()); err != nil || len(judged) != len(s.files) {
		t.Fatalf("%v were judged (%v)", judged, err)
	}
	before := mirrored(t, at)
	s.files["catalog.json"], judged = "bad", nil
	s.files["index.html"] += "新"
	if _, err := s.mirror(t.Context(), at, small()); err == nil || !maps.Equal(mirrored(t, at), before) || !slices.Equal(judged, []string{"catalog.json"}) {
		t.Errorf("%v were judged (%v)", judged, err)
	}
	s.files["catalog.json"] = "good"
	if asked, err := s.mirror(t.Context(), at, small()); err != nil || asked != 2 {
		t.Errorf("%d files asked for (%v)", asked, err)
	}
}

// Each bound ends what it bounds, by itself, and says which one it was: the time and the bytes
// of it all, those of the list and of a file, and how many files there are.
func TestBounds(t *testing.T) {
	for name, c := range map[string]struct {
		limits func(*Limits)
		evil   map[string]func(*town) http.HandlerFunc
		says   string
		most   int64 // bytes that are read
	}{
		"list that never comes": {func(l *Limits) { l.Time = 50 * time.Millisecond }, map[string]func(*town) http.HandlerFunc{"SHA256SUMS": still}, "", 0},
		"file that never comes": {func(l *Limits) { l.Time = 300 * time.Millisecond }, map[string]func(*town) http.HandlerFunc{"index.html": still}, "", 1 << 10},
		"file of drops":         {func(l *Limits) { l.Time = 300 * time.Millisecond }, map[string]func(*town) http.HandlerFunc{"index.html": dripping}, "", 1 << 10},
		"pauses":                {func(l *Limits) { l.Time, l.Pause = 300*time.Millisecond, 200*time.Millisecond }, nil, "", 1 << 10},
		"endless list":          {func(l *Limits) { l.List = 1000 }, map[string]func(*town) http.HandlerFunc{"SHA256SUMS": endless}, "太长，超过 1000 字节", 1001},
		"endless file":          {func(l *Limits) { l.File = 1000 }, map[string]func(*town) http.HandlerFunc{"index.html": endless}, "太长，超过 1000 字节", 2000},
		"all bytes":             {func(l *Limits) { l.All = 350 }, nil, "太长，超过", 351},
		"too many files":        {func(l *Limits) { l.Files = 3 }, nil, "文件太多：4 个，最多 3 个", 1 << 10},
	} {
		s, at, limits := newTown(t), newPlace(t), small()
		c.limits(&limits)
		for path, evil := range c.evil {
			s.evil[path] = evil(s)
		}
		h, err := New(t.Context(), s.URL, s.Client().Transport, limits)
		if err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		list, err := h.List()
		if err == nil {
			_, err = h.Mirror(list, at, nil)
		}
		if f := new(attest.Fault); err == nil || c.says != "" && (!errors.As(err, &f) || !strings.Contains(f.ZH, c.says)) {
			t.Errorf("%s: %v", name, err)
		}
		if took := time.Since(began); h.asked > c.most || took > 20*time.Second {
			t.Errorf("%s: %d bytes were read in %s", name, h.asked, took)
		}
		if _, err := os.Stat(filepath.Join(at.Out, "index.html")); err == nil {
			t.Errorf("%s: there is a mirror", name)
		}
	}
	s, at := newTown(t), newPlace(t)
	ctx, stop := context.WithCancel(t.Context())
	s.evil["index.html"] = func(w http.ResponseWriter, r *http.Request) { stop(); <-r.Context().Done() }
	if _, err := s.mirror(ctx, at, small()); !errors.Is(err, context.Canceled) && err == nil {
		t.Error("stopped: no error")
	}
}

// A server is asked for one thing at a time, with a pause between two; where nothing is said of
// bounds, there are some all the same.
func TestPolite(t *testing.T) {
	s, limits := newTown(t), small()
	limits.Pause = 20 * time.Millisecond
	var at atomic.Int32
	for path, text := range s.files {
		s.evil[path] = func(w http.ResponseWriter, _ *http.Request) {
			if at.Add(1) > 1 {
				t.Error("two things are asked for at a time")
			}
			time.Sleep(5 * time.Millisecond)
			at.Add(-1)
			fmt.Fprint(w, text)
		}
	}
	began := time.Now()
	if asked, err := s.mirror(t.Context(), newPlace(t), limits); err != nil || asked != 4 || time.Since(began) < 4*limits.Pause {
		t.Errorf("%d files in %s (%v)", asked, time.Since(began), err)
	}
	h, err := New(t.Context(), s.URL, s.Client().Transport, Limits{})
	if err != nil || h.limits != usual() || h.limits.Pause == 0 || time.Until(h.until) > h.limits.Time {
		t.Errorf("%+v, %v", h, err)
	}
}
