package source_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"gongkai/generator/site/buildtest"
	"gongkai/generator/source"
)

// watching starts a Watcher on content/ and config.toml of a site.
func watching(t *testing.T, root string, poll bool) *source.Watcher {
	t.Helper()
	w, err := source.Watch(t.Context(), root, []string{"content", "layouts", "config.toml"}, source.WatchOptions{
		Poll: poll, PollEvery: 20 * time.Millisecond, Sweep: time.Hour,
	})
	must(t, err)
	t.Cleanup(func() { w.Close() })
	want := source.Events
	if poll {
		want = source.Polling
	}
	if mode, reason := w.Mode(); mode != want || (reason == nil) == poll {
		t.Skipf("mode %s: %v", mode, reason)
	}
	return w
}

// gather receives batches until all of want are reported, and returns what was
// reported.
func gather(t *testing.T, w *source.Watcher, want string) []string {
	t.Helper()
	var got []string
	deadline := time.After(30 * time.Second)
	for {
		missing := slices.DeleteFunc(strings.Fields(want), func(p string) bool { return slices.Contains(got, p) })
		if len(missing) == 0 {
			slices.Sort(got)
			return slices.Compact(got)
		}
		select {
		case b := <-w.Batches():
			if !slices.IsSorted(b.Paths) {
				t.Errorf("paths not sorted: %v", b.Paths)
			}
			got = append(got, b.Paths...)
		case <-deadline:
			t.Fatalf("reported %v, want %s", got, want)
		}
	}
}

func put(t *testing.T, root, path, data string) {
	t.Helper()
	name := filepath.Join(root, filepath.FromSlash(path))
	must(t, os.MkdirAll(filepath.Dir(name), 0o755))
	must(t, os.WriteFile(name, []byte(data), 0o644))
}

// Ways in which editors save and people move files.
var saves = []struct {
	name string
	do   func(t *testing.T, root string)
	want string
}{
	{"in place", func(t *testing.T, root string) { put(t, root, "content/a.md", "new") }, "content/a.md"},
	{"file of the root", func(t *testing.T, root string) { put(t, root, "config.toml", "new") }, "config.toml"},
	{"atomic rename", func(t *testing.T, root string) {
		put(t, root, "content/.a.md.tmp123", "new")
		must(t, os.Rename(root+"/content/.a.md.tmp123", root+"/content/a.md"))
	}, "content/a.md"},
	{"backup and rename, as Vim does", func(t *testing.T, root string) {
		put(t, root, "content/4913", "")
		must(t, os.Remove(root+"/content/4913"))
		must(t, os.Rename(root+"/content/a.md", root+"/content/a.md~"))
		put(t, root, "content/a.md", "new")
		must(t, os.Remove(root+"/content/a.md~"))
	}, "content/a.md"},
	{"delete and recreate", func(t *testing.T, root string) {
		must(t, os.Remove(root+"/content/a.md"))
		time.Sleep(20 * time.Millisecond)
		put(t, root, "content/a.md", "new")
	}, "content/a.md"},
	{"empty for a moment", func(t *testing.T, root string) {
		must(t, os.Truncate(root+"/content/a.md", 0))
		time.Sleep(80 * time.Millisecond)
		put(t, root, "content/a.md", "new")
	}, "content/a.md"},
	{"new file", func(t *testing.T, root string) { put(t, root, "content/new.md", "new") }, "content/new.md"},
	{"new folders with files", func(t *testing.T, root string) { put(t, root, "content/x/y/z/new.md", "new") }, "content/x/y/z/new.md"},
	{"a watched folder appears", func(t *testing.T, root string) { put(t, root, "layouts/page.html", "new") }, "layouts/page.html"},
	{"file removed", func(t *testing.T, root string) { must(t, os.Remove(root+"/content/a.md")) }, "content/a.md"},
	{"file renamed", func(t *testing.T, root string) { must(t, os.Rename(root+"/content/a.md", root+"/content/b.md")) }, "content/a.md content/b.md"},
	{"folder removed", func(t *testing.T, root string) { must(t, os.RemoveAll(root+"/content/dir")) }, "content/dir/1.md content/dir/sub/2.md"},
	{"folder renamed", func(t *testing.T, root string) { must(t, os.Rename(root+"/content/dir", root+"/content/moved")) },
		"content/dir/1.md content/dir/sub/2.md content/moved/1.md content/moved/sub/2.md"},
	{"folder moved in", func(t *testing.T, root string) {
		put(t, root, "elsewhere/in/a.md", "new")
		must(t, os.Rename(root+"/elsewhere", root+"/content/elsewhere"))
	}, "content/elsewhere/in/a.md"},
	{"folder moved out", func(t *testing.T, root string) { must(t, os.Rename(root+"/content/dir", root+"/out")) }, "content/dir/1.md content/dir/sub/2.md"},
}

func TestWatch(t *testing.T) {
	for _, poll := range []bool{false, true} {
		for _, c := range saves {
			t.Run(fmt.Sprintf("%s, poll %v", c.name, poll), func(t *testing.T) {
				t.Parallel()
				root := site(t, "content/a.md", "content/dir/1.md", "content/dir/sub/2.md", "config.toml", "public/a.html")
				w := watching(t, root, poll)
				if poll {
					time.Sleep(60 * time.Millisecond) // the first scan is made
				}
				c.do(t, root)
				if got := strings.Join(gather(t, w, c.want), " "); got != c.want {
					t.Errorf("reported %s, want %s", got, c.want)
				}
				// The new state is watched as the old one was.
				last := c.want[strings.LastIndexByte(c.want, ' ')+1:]
				put(t, root, last, "newer still")
				gather(t, w, last)
			})
		}
	}
}

// While a file is empty or away for a moment, nothing is reported.
func TestWatchWaitsForTheEditor(t *testing.T) {
	root := site(t, "content/a.md")
	w := watching(t, root, false)
	for name, begin := range map[string]func() error{
		"truncated": func() error { return os.Truncate(root+"/content/a.md", 0) },
		"deleted":   func() error { return os.Remove(root + "/content/a.md") },
	} {
		must(t, begin())
		select {
		case b := <-w.Batches():
			t.Errorf("%s: reported %v at once", name, b)
		case <-time.After(30 * time.Millisecond):
		}
		put(t, root, "content/a.md", "filled")
		gather(t, w, "content/a.md")
	}
	// A file that stays empty is reported in the end.
	must(t, os.Truncate(root+"/content/a.md", 0))
	gather(t, w, "content/a.md")
}

// Hundreds of changes come in few batches, whole.
func TestWatchCheckout(t *testing.T) {
	root := site(t, "content/a.md")
	w := watching(t, root, false)
	var want []string
	for i := range 600 {
		path := fmt.Sprintf("content/d%02d/%d.md", i%30, i)
		put(t, root, path, "x")
		want = append(want, path)
	}
	slices.Sort(want)
	if got := gather(t, w, strings.Join(want, " ")); !slices.Equal(got, want) {
		t.Errorf("reported %d paths, want %d", len(got), len(want))
	}
}

// What happens between the caller's scan and the first watch is not lost.
func TestWatchFromKnown(t *testing.T) {
	root := site(t, "content/a.md", "content/b.md", "content/gone.md")
	known, _, err := source.Scan(root, "content")
	must(t, err)
	for i := range known {
		known[i].Stamp.Racy = false // as after a rest
	}
	put(t, root, "content/b.md", "changed")
	put(t, root, "content/new/c.md", "new")
	must(t, os.Remove(root+"/content/gone.md"))
	w, err := source.Watch(t.Context(), root, []string{"content"}, source.WatchOptions{Known: known, Sweep: time.Hour})
	must(t, err)
	defer w.Close()
	want := "content/b.md content/gone.md content/new/c.md"
	if got := strings.Join(gather(t, w, want), " "); got != want {
		t.Errorf("reported %s, want %s", got, want)
	}
}

// A change without an event is found by the sweep: here, through a link.
func TestWatchSweep(t *testing.T) {
	buildtest.NeedLinks(t)
	root := site(t, "data/target.md", "content/link.md->../data/target.md")
	w, err := source.Watch(t.Context(), root, []string{"content"}, source.WatchOptions{Sweep: 50 * time.Millisecond})
	must(t, err)
	defer w.Close()
	time.Sleep(20 * time.Millisecond)
	put(t, root, "data/target.md", "changed behind the link")
	gather(t, w, "content/link.md")
}

func TestWatchCloses(t *testing.T) {
	root := site(t, "content/a.md")
	before, files := runtime.NumGoroutine(), openFiles(t)
	for i := range 20 {
		ctx, cancel := context.WithCancel(t.Context())
		w, err := source.Watch(ctx, root, []string{"content"}, source.WatchOptions{})
		must(t, err)
		put(t, root, "content/a.md", fmt.Sprint(i)) // a batch that nobody receives
		if i%2 == 0 {
			cancel()
		}
		must(t, w.Close())
		must(t, w.Close())
		if _, open := <-w.Batches(); open {
			t.Error("a batch after the end")
		}
		cancel()
	}
	time.Sleep(50 * time.Millisecond) // fsnotify's own goroutines end a little later
	if n := runtime.NumGoroutine(); n > before+2 {
		t.Errorf("%d goroutines more", n-before)
	}
	if n := openFiles(t); n > files+2 {
		t.Errorf("%d open files more", n-files)
	}
	if _, err := source.Watch(t.Context(), filepath.Join(root, "none"), nil, source.WatchOptions{}); !os.IsNotExist(err) {
		t.Errorf("watching nothing: %v", err)
	}
}

// openFiles counts the process's file descriptors; 0 where that cannot be told.
func openFiles(t *testing.T) int {
	t.Helper()
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return 0
	}
	return len(entries)
}
