package content

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"gongkai/generator/asset"
	"gongkai/generator/site/buildtest"
	"gongkai/generator/site/record"
	"gongkai/generator/site/screening"
	"gongkai/generator/tree"
)

// builtin are static files that note which of them are opened.
type builtin struct {
	fs.FS
	mu     sync.Mutex
	opened []string
	fails  bool
}

// Open opens a file.
func (b *builtin) Open(name string) (fs.File, error) {
	info, err := fs.Stat(b.FS, name)
	if err != nil || info.IsDir() {
		return b.FS.Open(name)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.opened = append(b.opened, name)
	if b.fails {
		return nil, syscall.EBUSY
	}
	return b.FS.Open(name)
}

// newSite writes a site and returns its folder.
func newSite(t *testing.T) string {
	t.Helper()
	dir := buildtest.TempDir(t)
	if err := buildtest.Write(dir, buildtest.Site()); err != nil {
		t.Fatal(err)
	}
	return dir
}

// rested is how long a file must have rested for its stamp to be trusted, and more.
const rested = 2200 * time.Millisecond

// input says how to read a listing.
func input(l *tree.Listing, static fs.FS) Input {
	return Input{Tree: l, Static: static, Minify: asset.New(), Screen: screening.New(screening.Settings{Year: 2022}), Workers: 2, Progress: func(int, int) {}}
}

// read reads the site in a folder.
func read(t *testing.T, dir string, static fs.FS, known record.Sources) *Content {
	t.Helper()
	l, err := tree.Scan(dir, AllowLink)
	if err != nil {
		t.Fatal(err)
	}
	c, err := Read(input(l, static), known)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestFactsAreThere: what there is to know of a file is known once the site has been
// read, whoever refers to it, and of a draft's attachment too: before anybody has
// asked what is public.
func TestFactsAreThere(t *testing.T) {
	c := read(t, newSite(t), fstest.MapFS{"css/a.css": {Data: []byte("a { color: red }")}}, record.Sources{})
	facts, ok := c.Facts("notices/2022/0001-draft.txt")
	if !ok || facts.Info.SHA256 != asset.InfoOf([]byte("征求意见稿\n")).SHA256 || !facts.Copied {
		t.Errorf("the attachment of a draft: %+v, %t", facts, ok)
	}
	if f := c.Picture("policies/2017/0001-flow.png"); f == nil || f.Facts.Info.Width != 40 || f.Facts.Info.Height != 30 {
		t.Errorf("a picture: %+v", f)
	}
	if css := c.Static["css/a.css"].Facts; css.Copied || css.Info.Size != int64(len("a{color:red}")) {
		t.Errorf("a style sheet: %+v", css)
	}
	for path, f := range c.Beside {
		if f.Err != nil || f.Facts.Info.SHA256 == "" && len(f.Facts.Found) == 0 {
			t.Errorf("%s: nothing is known", path)
		}
	}
	if _, ok := c.Facts("notices/2022/none.txt"); ok {
		t.Error("there are facts of a file that is not there")
	}
}

// TestFactsStay: with nothing changed no file is opened, from a scan or in an update,
// and of one that has changed the facts are new.
func TestFactsStay(t *testing.T) {
	t.Parallel()
	dir := newSite(t)
	time.Sleep(rested)
	static := &builtin{FS: fstest.MapFS{"css/a.css": {Data: []byte("a{}")}, "js/a.js": {Data: []byte("1")}}}
	first := read(t, dir, static, record.Sources{})
	if len(static.opened) != 2 {
		t.Fatalf("opened %v, each once", static.opened)
	}
	for _, f := range first.Beside {
		f.Facts.Info.Width = 4711 // whoever reads it finds another
	}
	static.opened = nil
	second := read(t, dir, static, first.Sources)
	if len(static.opened) > 0 {
		t.Errorf("opened again: %v", static.opened)
	}
	for path, f := range first.Beside {
		if now := second.Beside[path]; now == nil || now.Facts.Info != f.Facts.Info {
			t.Errorf("%s: other facts", path)
		}
	}
	const changed = "content/notices/2017/名单.txt"
	if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(changed)), []byte("只有一名\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	l, err := second.tree.Again([]string{changed}, second)
	if err != nil {
		t.Fatal(err)
	}
	third, err := Read(input(l, static), second.Sources)
	if err != nil {
		t.Fatal(err)
	}
	if len(static.opened) > 0 {
		t.Errorf("opened by an update: %v", static.opened)
	}
	for path, f := range third.Beside {
		if same := f == second.Beside[path]; same != (Path(path) != changed) {
			t.Errorf("%s: taken over %t", path, same)
		}
	}
	if facts, _ := third.Facts("notices/2017/名单.txt"); facts.Info.Size != int64(len("只有一名\n")) {
		t.Errorf("of the new bytes: %+v", facts)
	}
	if facts, _ := second.Facts("notices/2017/名单.txt"); facts.Info.Size == int64(len("只有一名\n")) {
		t.Error("the facts of the earlier state have changed")
	}
}

// TestUnreadAgain: a file that cannot be read is an error of its own, and is tried
// again by the next state, though nothing about it has changed: another program held it.
func TestUnreadAgain(t *testing.T) {
	dir := newSite(t)
	static := &builtin{FS: fstest.MapFS{"css/a.css": {Data: []byte("a{b:c}")}}, fails: true}
	first := read(t, dir, static, record.Sources{})
	if f := first.Static["css/a.css"]; f.Err == nil || !slices.Equal(first.Unread, []*record.File{f}) {
		t.Fatalf("the error is lost: %v", first.Unread)
	}
	if _, err := first.Publish(first.Static["css/a.css"]); err == nil {
		t.Error("it is published")
	}
	next := func(from *Content) *Content {
		l, err := from.tree.Again(nil, from)
		if err != nil {
			t.Fatal(err)
		}
		c, err := Read(input(l, static), from.Sources)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	second := next(first)
	if len(second.Unread) != 1 || len(static.opened) != 2 {
		t.Errorf("tried %d times, %d files are unread", len(static.opened), len(second.Unread))
	}
	static.fails = false
	third := next(second)
	if f := third.Static["css/a.css"]; len(third.Unread) > 0 || f.Err != nil || f.Facts.Info.Size != 6 {
		t.Errorf("it is still unread: %+v", f)
	}
	if first.Static["css/a.css"].Err == nil {
		t.Error("the earlier state has changed")
	}
	next(third)
	if len(static.opened) != 3 {
		t.Errorf("opened %d times", len(static.opened))
	}
}
