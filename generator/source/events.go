package source

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/fsnotify/fsnotify"
)

// Folders are watched, never files: a file that an editor replaces takes its
// watch along to the grave. The root is watched without what is below it, for
// watched files in it and for watched folders that do not exist yet.

// start watches all that is there, or turns to polling.
func (l *loop) start() {
	if l.opt.Poll {
		l.poll(errPollRequested)
		return
	}
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		l.poll(err)
		return
	}
	l.events = newFeed(watcher, watcher.Events, watcher.Errors)
	l.w.mode.Store(&modeReason{Events, nil})
	l.watch(".")
	paths := l.paths
	if len(paths) == 0 {
		paths = []string{"."}
	}
	for _, path := range paths {
		l.watchTree(path, false) // the first scan looks at the files
	}
}

// poll gives the system's events up.
func (l *loop) poll(reason error) {
	l.unwatch()
	l.w.mode.Store(&modeReason{Polling, reason})
	l.sweep.Reset(l.pause(0))
}

func (l *loop) unwatch() {
	if l.events != nil {
		l.events.system.Close()
		l.events = nil
	}
	clear(l.watched)
}

// watch puts one folder under watch. Where the system refuses (its limit of
// watches is reached, or its file system has none) everything is polled: half
// a watch would be trusted as a whole one.
func (l *loop) watch(dir string) {
	if _, ok := l.watched[dir]; ok || l.events == nil {
		return
	}
	err := l.events.system.Add(l.name(dir))
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	if err != nil {
		l.poll(err)
		return
	}
	l.watched[dir] = struct{}{}
}

// watchTree puts a folder and all below it under watch and, where asked to,
// notes the files in it: they may be older than the watch. First the watch,
// then the look, so that nothing falls between.
func (l *loop) watchTree(path string, notes bool) {
	info, err := os.Lstat(l.name(path))
	if err != nil || !info.IsDir() {
		return
	}
	l.watch(path)
	root, err := At(l.root)
	if err != nil {
		return
	}
	entries, err := root.Names(path)
	if err != nil {
		return
	}
	for _, e := range entries {
		if Ignored(e.Name()) {
			continue
		}
		sub := e.Name()
		if path != "." {
			sub = path + "/" + sub
		}
		if e.IsDir() {
			l.watchTree(sub, notes)
		} else if notes {
			l.note(sub, true)
		}
	}
}

// watchAbove watches the folders around a file that a scan found.
func (l *loop) watchAbove(path string) {
	for i := range path {
		if path[i] == '/' {
			l.watch(path[:i])
		}
	}
}

// take handles what the system has reported. An event or error can be the end of
// the watch: what came after it does not count then.
func (l *loop) take() {
	events, failures := l.events.take()
	for _, e := range events {
		if l.events != nil {
			l.handle(e)
		}
	}
	for _, err := range failures {
		if l.events != nil {
			l.failed(err)
		}
	}
}

// handle takes one event of the system.
func (l *loop) handle(e fsnotify.Event) {
	rel, err := filepath.Rel(l.root, e.Name)
	if err != nil || e.Op == fsnotify.Chmod {
		return // the bytes are the same
	}
	path := filepath.ToSlash(rel)
	if path == "." || ignoredPath(path) || !l.inScope(path) {
		return
	}
	if e.Has(fsnotify.Remove) || e.Has(fsnotify.Rename) {
		l.drop(path)
	}
	if e.Has(fsnotify.Create) {
		if info, err := os.Lstat(e.Name); err == nil && info.IsDir() {
			l.drop(path) // a watch left by a folder of this name
			l.watchTree(path, true)
			return
		}
	}
	l.note(path, true)
}

// drop forgets the watches of a folder that is gone or has moved, and notes the
// files that were in it.
func (l *loop) drop(path string) {
	if _, ok := l.watched[path]; !ok {
		return
	}
	for dir := range l.watched {
		if dir == path || strings.HasPrefix(dir, path+"/") {
			_ = l.events.system.Remove(l.name(dir)) // most often gone by itself
			delete(l.watched, dir)
		}
	}
	for file := range l.known {
		if strings.HasPrefix(file, path+"/") {
			l.note(file, false)
		}
	}
}

// failed takes an error of the system. Lost events are made up for by a scan at
// once; after any other error events cannot be relied on.
func (l *loop) failed(err error) {
	if errors.Is(err, fsnotify.ErrEventOverflow) {
		l.lost = true
		l.sweep.Reset(0)
		return
	}
	l.poll(err)
}

func (l *loop) name(path string) string {
	return filepath.Join(l.root, filepath.FromSlash(path))
}
