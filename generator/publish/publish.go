// Package publish replaces the published folder as a whole: whoever looks at
// it sees the old site or the new one, never a mixture, whatever happens to the
// program, the power or the disk.
//
// # Two trees
//
// Beside the published tree lies a spare one, in a work folder on the same file
// system. A build brings the spare to the wanted state (hard links for what
// stays, new files for what changed), syncs it, and exchanges the two folders
// in one system call. What was published is the spare from then on, and the
// list of paths in which it is behind is kept, so a build costs what it
// changes, not what the site holds. The first build makes one tree only; the
// spare appears with the first change.
//
//	p, err := publish.Open(site, "public", publish.Options{})
//	defer p.Close()
//	facts, err := p.Snapshot()                          // of the build that is published now
//	intact, err := p.Intact()                           // nobody has changed it since
//	t, err := p.Begin(facts == nil || !intact)          // nothing is known, or it is not sound: start afresh
//	err = t.Remove("policies/2016/0001.html")           // what is gone, first
//	stamp, err := t.Put("policies/2017/0003.html", page) // what changed
//	err = t.Keep("index.html")                          // what stays, if t.Fresh()
//	stats, err := t.Commit(id, stamps, writeFacts)      // or t.Abort()
//
// # The published folder is an input
//
// Others can reach it: they edit a page on the server, delete a file, put one there.
// Each file's [Stamp] is kept, and all of them are held against the folder before
// it is built upon ([Publisher.Intact]). Where something differs, [Publisher.Drift]
// says what; the next tree is then begun with nothing, so that no more gets into it
// than what is put and what is kept by name, and the old one is removed.
//
// # The work folder
//
//	lock           held while a Publisher is open
//	spare/         the second tree
//	behind         where spare/ differs from the published tree; missing while
//	               spare/ is being changed: it is then made anew
//	snapshot       what the caller recorded of the build that is published
//	snapshot.next  the same of a build about to be published
//	old/           the old tree, between the two renames that stand in for the
//	               exchange where the system has none
//
// All of it may be deleted at any time but in the middle of a build, old/ apart.
//
// # Invariants
//
//   - Files of the published tree are never written to: a path that changes
//     gets a new file, because the old one may be linked into both trees.
//   - No file is opened or linked through a symbolic link in the published or the
//     spare tree, and no pipe in the place of one is waited for.
//   - behind exists only while spare/ is exactly as it says.
//   - A snapshot is only ever returned for the tree it was written for: both
//     carry the tree's id.
//   - An error means that the published tree is as it was.
//
// publish knows nothing of pages, and nothing of what it is given to publish.
package publish

import (
	"os"
	"path/filepath"
	"time"

	"gongkai/generator/cache"
	"gongkai/generator/filelock"
)

// Options of [Open]. The zero value is right for most callers.
type Options struct {
	// Sources are paths below the site that must never be published over:
	// out may not be one of them, nor lie in one.
	Sources []string
	// Wait is how long to wait for another build to finish; 0: not at all.
	Wait time.Duration
	// Waiting is called once before waiting begins.
	Waiting func()
	// Work is the work folder; it must be on the file system of out. Default:
	// .build/ in the site, or a hidden folder beside out where that is on
	// another file system.
	Work string

	sys system // for tests: stands in for the file system
}

// Publisher publishes into one folder. It is not safe for concurrent use.
type Publisher struct {
	sys  system
	out  string // absolute, links resolved
	work string
	lock *filelock.Lock

	// exists and ours say whether out is there and carries our marker; id is
	// then the id of what is published.
	exists, ours bool
	id           string
	sealed       cache.Sum // of the tree that is published; zero: not known
	unmarked     bool      // ours, and the marker is missing or damaged

	tree *Tree // the last one begun
}

// Open prepares to publish into the folder out for the site in the folder site.
// It checks that out may be replaced, takes the lock, and finishes or takes
// back what an interrupted build left behind. Errors are of type [*Failure].
func Open(site, out string, opt Options) (*Publisher, error) {
	place, err := examine(site, out, opt.Sources)
	if err != nil {
		return nil, err
	}
	p := &Publisher{sys: opt.sys, out: place.out, work: opt.Work}
	if p.work == "" {
		p.work = place.work()
	}
	if p.work, err = filepath.Abs(p.work); err != nil {
		return nil, failure(p.work, err)
	}
	if within(p.work, p.out) {
		return nil, &Failure{Kind: HoldsSite, Path: out}
	}
	if err := place.leadsNowhere(p.work); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(p.work, 0o755); err != nil {
		return nil, failure(p.work, err)
	}
	if p.lock, err = takeLock(p.path("lock"), opt); err != nil {
		return nil, err
	}
	if err := p.open(); err != nil {
		p.Close()
		return nil, err
	}
	return p, nil
}

// open does what needs the lock.
func (p *Publisher) open() error {
	if p.sys == nil {
		d, err := newDisk(p.work)
		if err != nil {
			return failure(p.work, err)
		}
		p.sys = d
	}
	if err := p.mend(); err != nil {
		return err
	}
	return p.look()
}

// look finds out what is published.
func (p *Publisher) look() error {
	var err error
	p.exists, p.ours, p.id, err = readMarker(p.out)
	if f, ok := err.(*Failure); ok && f.Kind == NotOurs && p.recognize() {
		return nil
	}
	return err
}

// recognize reports whether a folder without a sound marker is ours all the same:
// everything else in it is, file by file, what a snapshot of ours says. Telling its
// owner to empty it would take a site down for one lost file.
func (p *Publisher) recognize() bool {
	for _, name := range []string{snapshotName, nextName} {
		s, err := readSnapshot(p.path(name))
		if err != nil || s == nil {
			continue
		}
		if sum, err := p.sum(); err == nil && sum == s.seal {
			p.exists, p.ours, p.id, p.unmarked = true, true, s.id, true
			return true
		}
	}
	return false
}

// Close releases the lock. A tree that was begun and neither committed nor
// aborted is lost.
func (p *Publisher) Close() error {
	return p.lock.Release()
}

// path returns the path of something in the work folder.
func (p *Publisher) path(name string) string {
	return filepath.Join(p.work, name)
}

const (
	spareName  = "spare"
	oldName    = "old"
	behindName = "behind"
)
