package site

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"io"
	"iter"
	"slices"
	"sync"
	"time"

	"gongkai/generator/cache"
	"gongkai/generator/diag"
	"gongkai/generator/precompress"
	"gongkai/generator/publish"
	"gongkai/generator/site/record"
	"gongkai/generator/site/snapshot"
	"gongkai/generator/tree"
)

// lockWait is how long a build waits for another one: longer than a build of a
// million documents takes.
const lockWait = 5 * time.Minute

// openPublisher opens the published folder, which can be none of the site's own.
func openPublisher(opt Options) (*publish.Publisher, error) {
	return publish.Open(opt.Source, opt.Out, publish.Options{
		Sources: tree.Roots(),
		Wait:    lockWait, Waiting: opt.Waiting, Work: opt.Work,
	})
}

// Build builds the site and publishes it. Where a finding is an error, what is
// published stays as it was. The error is a failure of the machine, or a
// *publish.Failure.
func Build(opt Options) (*Result, error) {
	if unusable(opt.Source) != nil {
		return Check(opt) // which makes no work folder in it
	}
	watch := startWatch()
	opt.keepTexts()
	pub, err := openPublisher(opt)
	if err != nil {
		return nil, err
	}
	defer pub.Close()
	// The sources and the published folder are looked at side by side: what one does
	// alone (the snapshot is read, the list sorted) the other fills, 0.05 s of 0.36 at
	// 100,000 documents.
	var last lastBuild
	var failed error
	var looking sync.WaitGroup
	looking.Go(func() { last, failed = lookBack(pub, opt.Salt) })
	listing, err := scan(opt)
	looking.Wait()
	if err = cmp.Or(err, failed); err != nil {
		return nil, err
	}
	if last.intact && !opt.Verify && !opt.Record && opt.Seal == nil && last.snap.Current(inputs(opt, listing), opt.Today) {
		watch.lap("scan")
		return replay(&opt, last.snap, watch), nil
	}
	known := last.snap.Restore()
	site, found, err := load(opt, listing, &known.Sources, nil, watch)
	if err != nil {
		return nil, err
	}
	if site == nil {
		return &Result{Diagnostics: finish(nil, found), screen: plainScreen(&opt)}, nil
	}
	r := &run{site: site, old: known.Outputs}
	r.find(approver{Site: site}.refused(known)...)
	if !diag.HasErrors(found) && !diag.HasErrors(r.found) && !site.content.HasErrors() {
		if err := r.begin(pub, last.intact); err != nil {
			return nil, err
		}
	}
	res, err := r.do(watch)
	if err != nil && r.tree != nil {
		r.tree.Abort()
	}
	return res, err
}

// lastBuild is what there is of the last build: its record, nil where none can be
// used, and whether what it published is still as it was.
type lastBuild struct {
	snap   *snapshot.Snapshot
	intact bool
}

func lookBack(pub *publish.Publisher, salt cache.Sum) (last lastBuild, err error) {
	if last.snap, err = lastSnapshot(pub, salt); err != nil {
		return last, err
	}
	last.intact, err = pub.Intact()
	return last, err
}

// lastSnapshot opens the record of what is published; nil where none can be used.
func lastSnapshot(pub *publish.Publisher, salt cache.Sum) (*snapshot.Snapshot, error) {
	facts, err := pub.Snapshot()
	if facts == nil || err != nil {
		return nil, err
	}
	return snapshot.Open(facts, salt), nil
}

// begin starts the tree, unless too much would be lost by it: then all is done as
// for a check.
func (r *run) begin(pub *publish.Publisher, intact bool) (err error) {
	if err := (sealer{r}).hold(pub); err != nil {
		return err
	}
	if r.old != nil && (!intact || r.site.opt.Verify) {
		if err := r.findDrift(pub); err != nil {
			return err
		}
	}
	r.match()
	found, err := r.massLoss(pub)
	if err != nil || found != nil {
		r.find(found...)
		return err
	}
	if lost := r.lost(r.old); len(lost) > 0 {
		r.gone = append(r.gone, addressesGone.At(diag.Pos{}, len(lost), firstOf(lost, mostGone)))
	}
	if r.tree, err = pub.Begin(r.old == nil || !r.drift.none()); err != nil {
		return err
	}
	r.tree.SumUp = r.site.opt.Seal != nil
	r.distrust = pub.Distrust
	return r.remove(func(path string) bool {
		if r.isFile(path) {
			return false
		}
		original, is := precompress.Original(path) // its copy goes with it
		return !is || !(packing{r}).stays(path) && !r.isFile(original)
	})
}

// isFile reports whether a file of the site is published at a path, or would be if it were
// referred to.
func (r *run) isFile(path string) bool {
	picture, _ := r.site.content.Copied(path, r.site.settings.config.Images.Max)
	return r.site.content.Static[path] != nil || r.site.content.Beside[path] != nil || picture != nil
}

// Check finds everything that Build would, and writes nothing.
func Check(opt Options) (*Result, error) {
	watch := startWatch()
	opt.keepTexts()
	listing, err := scan(opt)
	if err != nil {
		return nil, err
	}
	site, found, err := load(opt, listing, &record.Sources{}, nil, watch)
	if err != nil {
		return nil, err
	}
	if site == nil {
		return &Result{Diagnostics: finish(nil, found), screen: plainScreen(&opt)}, nil
	}
	r := &run{site: site}
	if !opt.SourcesOnly {
		if err := r.foresee(!diag.HasErrors(found) && !site.content.HasErrors()); err != nil {
			return nil, err
		}
	}
	return r.do(watch)
}

// replay is the result of a build in which nothing has changed.
func replay(opt *Options, s *snapshot.Snapshot, watch *stopwatch) *Result {
	return &Result{screen: plainScreen(opt), Diagnostics: s.Found, Reminders: s.Summary.Reminders, Until: s.Summary.Horizon, Stats: Stats{
		Documents: s.Summary.Documents, Drafts: s.Summary.Drafts, Waiting: s.Summary.Waiting, Future: s.Summary.Future, Outputs: s.Summary.Outputs, Kept: s.Summary.Outputs, Phases: watch.phases,
	}}
}

// do makes what has changed, checks the links, and commits.
func (r *run) do(watch *stopwatch) (*Result, error) {
	s := r.site
	if err := r.makeOutputs(); err != nil {
		return nil, err
	}
	watch.lap("make")
	used, found := s.inspect()
	r.find(found...)
	if err := r.makeFiles(used); err != nil {
		return nil, err
	}
	if err := (packing{r}).make(); err != nil {
		return nil, err
	}
	found = finish(s.settings.config, marker{s}.veil(r.found))
	watch.lap("check")
	res := &Result{Diagnostics: found, Stats: r.stats(), screen: s.screen}
	if r.tree != nil {
		if err := r.commit(res); err != nil {
			return nil, err
		}
		if res.Committed {
			res.Until = marker{s}.horizon()
		}
		watch.lap("commit")
	}
	res.Stats.Phases = watch.phases
	return res, nil
}

// stats counts what the run did.
func (r *run) stats() Stats {
	st := Stats{Documents: len(r.site.content.Docs), Drafts: r.site.catalog.Drafts, Waiting: r.site.catalog.Waiting, Future: r.site.catalog.Future, Outputs: len(r.records)}
	for i, made := range r.made {
		if !made {
			st.Kept++
			continue
		}
		st.Made++
		if len(st.Changed) < maxChanged {
			st.Changed = append(st.Changed, r.records[i].Path)
		}
	}
	slices.Sort(st.Changed)
	return st
}

// commit publishes, or gives up where there is an error.
func (r *run) commit(res *Result) error {
	if diag.HasErrors(res.Diagnostics) {
		return r.abort()
	}
	if r.site.opt.Remind != nil {
		res.Reminders = r.site.opt.Remind(r.site)
	}
	if err := (sealer{r}).seal(res); err != nil {
		return err
	}
	for i := range r.records {
		r.records[i].Stamp = r.tree.Stamp(r.records[i].Path, r.records[i].Stamp)
	}
	r.tree.Discard = hasNewNotice(r)
	done, err := r.tree.Commit(treeID(r.records), stamps(r.records), func(w io.Writer) error {
		return snapshot.Write(w, r.site.opt.Salt, r.site.snapshot(res, r.records))
	})
	if err != nil {
		return err
	}
	res.Committed = true
	res.Stats.Files, res.Stats.Bytes = done.Files, done.Bytes
	res.Stats.Removed = r.removed + len(r.drift.foreign)
	res.Gone = r.gone
	// What was mended is news of this build, and not of the next.
	res.Diagnostics = finish(r.site.settings.config, slices.Concat(res.Diagnostics, r.drift.notes(), r.dropped, sealer{r}.notes()))
	return nil
}

// hasNewNotice reports whether a notice has taken the place of a document. What was
// published before is no spare tree then: it is what was to go.
func hasNewNotice(r *run) bool {
	for i := range r.site.plan.Len() {
		if r.made[i] && r.site.plan.Output(i).IsNotice() {
			return true
		}
	}
	return false
}

// abort gives the tree up. Where a path holds what must not go out, the list of paths in
// which it differs from what is published goes, too.
func (r *run) abort() error {
	err := r.tree.Abort()
	if slices.ContainsFunc(r.records, func(o record.Output) bool { return r.site.screen.Veil(o.Path) != o.Path }) {
		err = cmp.Or(err, r.distrust())
	}
	return err
}

// stamps lists what is published, with the stamps of the files.
func stamps(records []record.Output) iter.Seq2[string, publish.Stamp] {
	return func(yield func(string, publish.Stamp) bool) {
		for i := range records {
			if !yield(records[i].Path, records[i].Stamp) {
				return
			}
		}
	}
}

// treeID identifies what is published: the sums of all files, added up, so that
// their order does not matter. It is a function of the site alone, so the
// marker that carries it is reproducible too. The list of a release and its signature
// are no part of it: they say what the others are, and the signature tells the id.
func treeID(records []record.Output) string {
	var low, high uint64
	var buf []byte
	for i := range records {
		if isList(&records[i]) {
			continue
		}
		buf = append(append(buf[:0], records[i].Path...), records[i].Sum[:]...)
		sum := cache.SumBytes(buf)
		low += binary.LittleEndian.Uint64(sum[:8])
		high += binary.LittleEndian.Uint64(sum[8:])
	}
	return fmt.Sprintf("%016x%016x", high, low)
}
