package source_test

import (
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"gongkai/generator/source"
)

// Where the system cannot watch, changes are found all the same, and the
// Watcher says so. The process is made to run out of file descriptors.
func TestWatchFallsBackToPolling(t *testing.T) {
	root := site(t, "content/a.md")
	known, _, err := source.Scan(root, "content")
	must(t, err)
	w := withoutDescriptors(t, func() (*source.Watcher, error) {
		return source.Watch(t.Context(), root, []string{"content"}, source.WatchOptions{Known: known, PollEvery: 20 * time.Millisecond})
	})
	defer w.Close()
	if mode, reason := w.Mode(); mode != source.Polling || reason == nil {
		t.Errorf("mode %s, reason %v", mode, reason)
	}
	put(t, root, "content/new.md", "new")
	gather(t, w, "content/new.md")
}

func withoutDescriptors(t *testing.T, do func() (*source.Watcher, error)) *source.Watcher {
	t.Helper()
	var limit unix.Rlimit
	must(t, unix.Getrlimit(unix.RLIMIT_NOFILE, &limit))
	none := unix.Rlimit{Cur: 3, Max: limit.Max}
	must(t, unix.Setrlimit(unix.RLIMIT_NOFILE, &none))
	w, err := do()
	must(t, unix.Setrlimit(unix.RLIMIT_NOFILE, &limit))
	must(t, err)
	return w
}
