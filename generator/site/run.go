package site

import (
	"slices"
	"sync"

	"gongkai/generator/diag"
	"gongkai/generator/publish"
	"gongkai/generator/site/record"
	"gongkai/generator/site/snapshot"
)

// run is one build from plan to commit.
type run struct {
	site *Site
	tree *publish.Tree // nil: nothing is written (check, or findings so far)
	// distrust gives up what is known of the tree that was published before.
	distrust func() error
	// old are the published files that can be kept, by path; taken are those of
	// them in whose places the planned outputs stand, nil where there is none.
	old     map[string]*snapshot.Published
	taken   []*snapshot.Published
	removed int
	drift   drift
	// dropped says that packed copies went, for the summary of the build, and gone which
	// addresses did.
	dropped, gone []diag.Diagnostic

	// released is the id of the tree that is published, where it is a release, held how
	// many files that has added, and unsealed how many of them are true no more.
	released string
	held     int
	unsealed int

	records []record.Output // of the planned outputs, then of the files
	made    []bool          // which of them are new

	mu    sync.Mutex
	found []diag.Diagnostic
}

// drift is how the published folder was found to differ from what was published
// last: pages edited on the server, files deleted, files put there by hand. What has
// changed is no longer among the published files, so it is made anew as if it had
// never been there; what is foreign is in no tree. What a release had added and has changed
// is released: only the next release can make it anew. Paths are sorted.
type drift struct {
	changed, released, foreign []string
}

// find adds findings.
func (r *run) find(found ...diag.Diagnostic) {
	if len(found) > 0 {
		r.mu.Lock()
		r.found = append(r.found, found...)
		r.mu.Unlock()
	}
}

// match finds the published file whose place each planned output takes, and marks
// it as wanted still.
func (r *run) match() {
	if r.old == nil || r.taken != nil {
		return
	}
	plan := r.site.plan
	r.taken = make([]*snapshot.Published, plan.Len())
	for i := range r.taken {
		if old := r.old[plan.Output(i).Path]; old != nil {
			old.Wanted = true
			r.taken[i] = old
		}
	}
}

// remove takes those published files out of the tree that are not wanted any more
// and of which that is certain. It comes before what is put: see
// [publish.Tree.Remove].
func (r *run) remove(certain func(path string) bool) error {
	var gone []string
	for path, old := range r.old {
		if !old.Wanted && certain(path) {
			gone = append(gone, path)
			delete(r.old, path)
		}
	}
	slices.Sort(gone)
	r.removed += len(gone)
	return r.tree.Remove(gone...)
}

// before returns the record of the published file in whose place a planned output
// stands; nil where there is none.
func (r *run) before(at int) *record.Output {
	if r.taken == nil || r.taken[at] == nil {
		return nil
	}
	return &r.taken[at].Output
}

// keep keeps a published file as it is.
func (r *run) keep(at int, old *record.Output) error {
	r.records[at] = *old
	if r.tree == nil {
		return nil
	}
	return r.tree.Keep(old.Path)
}

// put records an output and writes it where its bytes are new.
func (r *run) put(at int, old *record.Output, rec record.Output, write func() (publish.Stamp, error)) (err error) {
	if old != nil && old.Sum == rec.Sum {
		rec.Stamp = old.Stamp
		return r.keep(at, &rec)
	}
	if old != nil && old.Key == rec.Key && r.site.opt.Verify {
		r.find(verifyDiffers.At(diag.Pos{}, rec.Path))
	}
	r.made[at] = true
	if r.tree != nil {
		rec.Stamp, err = write()
	}
	r.records[at] = rec
	return err
}
