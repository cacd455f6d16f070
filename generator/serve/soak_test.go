package serve

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"gongkai/generator/site/buildtest"
)

// Must hold 4: 24 hours in short. However many edits there were, a server holds
// no more memory, files, and goroutines than after the first thousand.
func TestSoak(t *testing.T) {
	edits := 1300
	if slow() {
		edits = 8_000
	}
	r := start(t, buildtest.Site(), quietly)
	r.listen("index.html")
	r.listen("policies/2017/0001.html")
	body, message, config := r.read(document), r.read("layouts/message.html"), r.read("config.toml")
	var early holding
	for i := 1; i <= edits; i++ {
		r.soak(i, body, message, config)
		if i == 1000 {
			early = hold(t)
		}
	}
	r.wait("the last review", func() bool { return r.s.current.Load().complete })
	late := hold(t)
	t.Logf("after 1000 edits: %+v, after %d: %+v", early, edits, late)
	if late.heap > early.heap+early.heap/5+4<<20 {
		t.Errorf("the heap grew from %d to %d bytes", early.heap, late.heap)
	}
	if late.files > early.files+8 || late.goroutines > early.goroutines+8 {
		t.Errorf("files or goroutines are leaking: %+v, then %+v", early, late)
	}
	tree, _ := r.clean()
	r.wait("the site as built", func() bool { return len(r.compare(tree, nil)) == 0 })
}

// soak makes the i-th edit, of all kinds, and looks at some pages.
func (r *running) soak(i int, body, message, config string) {
	path, data := document, body+fmt.Sprintf("\n\n第%d次修改。\n", i)
	switch {
	case i%101 == 0:
		path, data = "layouts/message.html", strings.Replace(message, "</h1>", fmt.Sprintf("%d</h1>", i%7), 1)
	case i%53 == 0:
		path, data = "config.toml", strings.Replace(config, "short_name = \"", fmt.Sprintf("short_name = \"第%d", i%7), 1)
	case i%31 == 0:
		path, data = "static/css/site.css", fmt.Sprintf("main{margin:%dpx}", i)
	case i%29 == 0:
		path, data = "content/dynamics/2017/8000.md", fmt.Sprintf("---\ntitle: 新%d\ncategory: dynamics\ndate: 2017-08-08\n---\n\n正文。\n", i)
	case i%29 == 15:
		path = "content/dynamics/2017/8000.md"
		if err := os.Remove(filepath.Join(r.dir, path)); err != nil && !os.IsNotExist(err) {
			r.t.Fatal(err)
		}
		data = ""
	case i%13 == 0:
		data = strings.Replace(body, "title: ", fmt.Sprintf("title: 第%d版", i), 1)
	case i%17 == 0:
		data = strings.Replace(body, "title: ", "tilte: ", 1)
	}
	if data != "" {
		r.write(path, data)
	}
	r.s.Apply([]string{path})
	for _, page := range []string{"policies/2017/0001.html", "index.html"}[:i%3] {
		r.get(page)
	}
	if i%100 == 0 {
		r.get(fmt.Sprintf("nothing/%d.html", i))
		r.get(reserved)
	}
}

// holding is what a process holds on to.
type holding struct {
	heap              uint64
	files, goroutines int
}

// hold measures it after a collection.
func hold(t *testing.T) holding {
	t.Helper()
	runtime.GC()
	runtime.GC() // what finalizers released
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	h := holding{heap: m.HeapAlloc, goroutines: runtime.NumGoroutine()}
	if open, err := os.ReadDir("/proc/self/fd"); err == nil {
		h.files = len(open)
	}
	return h
}
