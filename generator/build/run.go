package build

import (
	"cmp"
	"io"
	"slices"

	"gongkai/generator/cache"
	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/present"
	"gongkai/generator/publish"
)

// run is one build from plan to commit.
type run struct {
	site *Site
	tree *publish.Tree // nil: nothing is written (check, or findings so far)
	old  map[string]*outputRecord

	records []outputRecord // of the planned outputs, then of the files
	results []result
	found   []diag.Diagnostic
}

// result is what became of one output.
type result struct {
	made  bool
	found []diag.Diagnostic
}

// Build builds the site and publishes it. Where a finding is an error, what is
// published stays as it was. The error is a failure of the machine, or a
// *publish.Failure.
func Build(opt Options) (*Result, error) {
	watch := startWatch()
	pub, err := publish.Open(opt.Source, opt.Out, publish.Options{Waiting: opt.Waiting})
	if err != nil {
		return nil, err
	}
	defer pub.Close()
	data, err := pub.Snapshot()
	if err != nil {
		return nil, err
	}
	snap := openSnapshot(data, opt.Salt)
	scan, err := scanAll(opt)
	if err != nil {
		return nil, err
	}
	if snap != nil && !opt.Verify && snap.current(scan.sum(opt), opt.Today) {
		watch.lap("scan")
		return snap.replay(watch), nil
	}
	before, old := snap.resume()
	site, found, err := load(opt, scan, before, watch)
	if err != nil {
		return nil, err
	}
	if site == nil {
		return &Result{Diagnostics: finish(nil, found)}, nil
	}
	r := &run{site: site, old: old}
	if !diag.HasErrors(found) && !diag.HasErrors(site.docFindings()) {
		if r.tree, err = pub.Begin(old == nil); err != nil {
			return nil, err
		}
	}
	res, err := r.do(watch)
	if err != nil && r.tree != nil {
		r.tree.Abort()
	}
	return res, err
}

// Check finds everything that Build would, and writes nothing.
func Check(opt Options) (*Result, error) {
	watch := startWatch()
	scan, err := scanAll(opt)
	if err != nil {
		return nil, err
	}
	site, found, err := load(opt, scan, nil, watch)
	if err != nil {
		return nil, err
	}
	if site == nil {
		return &Result{Diagnostics: finish(nil, found)}, nil
	}
	return (&run{site: site}).do(watch)
}

// resume returns the state and the outputs of the last build; nothing where
// they cannot be used, which costs time and no more.
func (s *snapshot) resume() (*Site, map[string]*outputRecord) {
	if s == nil {
		return nil, nil
	}
	site, err := s.site()
	if err != nil {
		return nil, nil
	}
	old, err := s.outputs()
	if err != nil {
		return nil, nil
	}
	return site, old
}

// replay is the result of a build in which nothing has changed.
func (s *snapshot) replay(watch *stopwatch) *Result {
	return &Result{Diagnostics: s.found, Stats: Stats{
		Documents: s.summary.Documents, Outputs: s.summary.Outputs, Kept: s.summary.Outputs, Phases: watch.phases,
	}}
}

// do makes what has changed, checks the links, and commits.
func (r *run) do(watch *stopwatch) (*Result, error) {
	s := r.site
	if err := r.makeOutputs(); err != nil {
		return nil, err
	}
	watch.lap("make")
	used, broken := s.followLinks()
	r.found = slices.Concat(r.found, s.found, s.docFindings(), s.textFindings(), broken, s.checkSite(used))
	if err := r.makeFiles(used); err != nil {
		return nil, err
	}
	found := finish(s.config, r.found)
	watch.lap("check")
	res := &Result{Diagnostics: found, Stats: r.stats()}
	if r.tree != nil {
		if err := r.commit(res); err != nil {
			return nil, err
		}
		watch.lap("commit")
	}
	res.Stats.Phases = watch.phases
	return res, nil
}

// makeOutputs makes the planned outputs. What is not a page comes first: the
// catalog's data are the largest pieces of work, and would else keep one worker
// busy after the others have finished.
func (r *run) makeOutputs() error {
	outputs := r.site.plan.Outputs()
	r.records = make([]outputRecord, len(outputs))
	r.results = make([]result, len(outputs))
	order := dataFirst(outputs)
	workers := r.site.opt.workers()
	space := make([]Worker, workers)
	return each(workers, len(order), func(worker, i int) error {
		if i%256 == 0 {
			r.site.opt.progress("make", i, len(order))
		}
		at := order[i]
		if outputs[at].IsPage() {
			return r.makePage(&space[worker], outputs[at], int(at))
		}
		return r.makeData(&space[worker], outputs[at], int(at))
	})
}

func dataFirst(outputs []present.Output) []int32 {
	order := make([]int32, 0, len(outputs))
	for i := len(outputs) - 1; i >= 0; i-- {
		if !outputs[i].IsPage() {
			order = append(order, int32(i))
		}
	}
	for i := range outputs {
		if outputs[i].IsPage() {
			order = append(order, int32(i))
		}
	}
	return order
}

// makePage makes one page if its key has changed, and writes it if its bytes
// have.
func (r *run) makePage(w *Worker, o present.Output, at int) error {
	v := r.site.plan.View(o)
	key, err := r.site.key(w.key[:0], o, v)
	if err != nil {
		r.results[at].found = []diag.Diagnostic{r.site.layouts.Finding("layouts", "base.html", err)}
		return nil
	}
	w.key = key
	old := r.old[o.Path]
	if old != nil && slices.Equal(old.Key, key) && r.site.rendered(v.Body) && !r.site.opt.Verify {
		r.records[at] = *old
		return nil
	}
	data, found, err := r.site.makePage(w, o, v)
	if err != nil {
		return err
	}
	if data == nil || diag.HasErrors(found) {
		r.results[at].found = found
		return nil
	}
	if v.Body != catalog.None {
		// The pictures of a text are known only now that it has been rendered.
		key[picturesPart] = r.site.picturesKey(r.site.docs[v.Body].text.Load())
	}
	rec := outputRecord{
		Path: o.Path, Key: slices.Clone(key), Sum: cache.SumBytes(data), Size: int64(len(data)), Why: reasons(old, key),
	}
	return r.put(at, old, rec, func() error { return r.tree.Put(o.Path, data) })
}

// put records an output and writes it where its bytes are new.
func (r *run) put(at int, old *outputRecord, rec outputRecord, write func() error) error {
	r.records[at] = rec
	if old != nil && old.Sum == rec.Sum {
		return nil
	}
	if old != nil && r.site.opt.Verify && slices.Equal(old.Key, rec.Key) {
		r.results[at].found = append(r.results[at].found, verifyDiffers.At(diag.Pos{}, rec.Path))
	}
	r.results[at].made = true
	if r.tree == nil {
		return nil
	}
	return write()
}

// makeData makes one output that is not a page. It is never held in memory: a
// catalog of a million documents has half a gigabyte.
func (r *run) makeData(w *Worker, o present.Output, at int) error {
	w.key = r.site.dataKey(w.key[:0], o)
	old := r.old[o.Path]
	if old != nil && slices.Equal(old.Key, w.key) && !r.site.opt.Verify {
		r.records[at] = *old
		return nil
	}
	rec := outputRecord{Path: o.Path, Key: slices.Clone(w.key), Why: reasons(old, w.key)}
	if old != nil || r.tree == nil {
		h := newHasher(io.Discard)
		if err := r.site.writeData(h, o); err != nil {
			return err
		}
		rec.Sum, rec.Size = h.sum()
		return r.put(at, old, rec, func() error {
			_, err := r.stream(o)
			return err
		})
	}
	h, err := r.stream(o)
	if err != nil {
		return err
	}
	rec.Sum, rec.Size = h.sum()
	r.records[at], r.results[at].made = rec, true
	return nil
}

// stream writes an output into the tree as it is made.
func (r *run) stream(o present.Output) (*hasher, error) {
	out, err := r.tree.Create(o.Path)
	if err != nil {
		return nil, err
	}
	h := newHasher(out)
	err = r.site.writeData(h, o)
	return h, cmp.Or(err, out.Close())
}

// stats counts what the run did.
func (r *run) stats() Stats {
	st := Stats{Documents: len(r.site.docs), Outputs: len(r.records)}
	for i, res := range r.results {
		if !res.made {
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
		return r.tree.Abort()
	}
	wanted := make(map[string]bool, len(r.records))
	for i := range r.records {
		wanted[r.records[i].Path] = true
	}
	for path := range r.old {
		if !wanted[path] {
			res.Stats.Removed++
			if err := r.tree.Remove(path); err != nil {
				return err
			}
		}
	}
	done, err := r.tree.Commit(treeID(r.records), func(w io.Writer) error {
		return r.site.writeSnapshot(w, res.Diagnostics, r.records)
	})
	res.Stats.Files, res.Stats.Bytes = done.Files, done.Bytes
	return err
}

// treeID identifies what is published: the sums of all files. It is a function
// of the site alone, so the marker that carries it is reproducible too.
func treeID(records []outputRecord) string {
	order := make([]int32, len(records))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int { return cmp.Compare(records[a].Path, records[b].Path) })
	h := newHasher(io.Discard)
	for _, i := range order {
		io.WriteString(h, records[i].Path)
		h.Write(records[i].Sum[:])
	}
	sum, _ := h.sum()
	return sum.String()
}

// finish applies the levels that the site sets for rules, and sorts.
func finish(cfg *config.Config, found []diag.Diagnostic) []diag.Diagnostic {
	if cfg != nil && len(cfg.Rules) > 0 {
		found = relevel(cfg, found)
	}
	return diag.Sort(found)
}
