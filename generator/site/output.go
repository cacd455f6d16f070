package site

import (
	"cmp"
	"io"

	"gongkai/generator/cache"
	"gongkai/generator/diag"
	"gongkai/generator/parallel"
	"gongkai/generator/present"
	"gongkai/generator/publish"
	"gongkai/generator/site/record"
)

// makeOutputs makes the planned outputs: the pages, with the late outputs that may
// be made beside them, and then the others.
func (r *run) makeOutputs() error {
	plan := r.site.plan
	r.match()
	r.records = make([]record.Output, plan.Len())
	// Touched by one: where two workers are the first to read and to write a
	// page of memory, the system stops both, which took 0.7 % of a build.
	clear(r.records)
	r.made = make([]bool, plan.Len())
	space := make([]Worker, r.site.opt.workers())
	beside, after := lateOutputs(plan)
	first, pages := len(beside), plan.Pages()
	err := parallel.Each(len(space), first+pages, func(worker, i int) error {
		if i%256 == 0 {
			r.site.opt.progress("make", i, plan.Len())
		}
		if i < first {
			return r.makeOutput(&space[worker], beside[i])
		}
		return r.makeOutput(&space[worker], i-first)
	})
	if err != nil {
		return err
	}
	return parallel.Each(len(space), len(after), func(worker, i int) error {
		return r.makeOutput(&space[worker], after[i])
	})
}

// lateOutputs returns the numbers of the late outputs, those that may be made
// beside the pages apart.
func lateOutputs(plan *present.Plan) (beside, after []int) {
	for i := plan.Pages(); i < plan.Len(); i++ {
		if plan.Late(plan.Output(i)).Beside {
			beside = append(beside, i)
		} else {
			after = append(after, i)
		}
	}
	return beside, after
}

// makeOutput makes one output if its key has changed, and writes it if its bytes
// have.
func (r *run) makeOutput(w *Worker, at int) error {
	o := r.site.plan.Output(at)
	old := r.before(at)
	made, err := r.site.producer.produce(w, o, func(key []uint64) bool {
		return old.HasKey(key) && !r.site.opt.Verify
	})
	switch {
	case err != nil:
		return err
	case made.current:
		return r.keep(at, old)
	case made.late != nil:
		return r.writeLate(at, made.late, old, w.record(o.Path, made.key, old))
	case made.data == nil || diag.HasErrors(made.found):
		r.find(made.found...)
		return nil
	}
	rec := w.record(o.Path, made.key, old)
	rec.Sum, rec.Size = cache.SumBytes(made.data), int64(len(made.data))
	return r.put(at, old, rec, func() (publish.Stamp, error) { return r.tree.Put(o.Path, made.data) })
}

// record begins the record of an output.
func (w *Worker) record(path string, key []uint64, old *record.Output) record.Output {
	from := len(w.parts)
	if cap(w.parts)-from < len(key) {
		from, w.parts = 0, make([]uint32, 0, max(partsChunk, len(key)))
	}
	for _, part := range key {
		w.parts = append(w.parts, uint32(part))
	}
	rec := record.Output{Path: path, Key: record.WholeKey(key), Parts: w.parts[from:len(w.parts):len(w.parts)]}
	rec.Why = old.Differing(rec.Parts)
	return rec
}

// writeLate writes an output that is no page.
func (r *run) writeLate(at int, late *present.Late, old *record.Output, rec record.Output) error {
	if r.tree == nil && late.Texts != nil {
		r.records[at], r.made[at] = rec, true
		return nil // the search index is much work, and nothing is found by it
	}
	if old != nil || r.tree == nil {
		h := newHasher(io.Discard)
		if err := late.Write(h); err != nil {
			return err
		}
		rec.Sum, rec.Size = h.sum()
		return r.put(at, old, rec, func() (publish.Stamp, error) {
			_, stamp, err := r.stream(late)
			return stamp, err
		})
	}
	h, stamp, err := r.stream(late)
	if err != nil {
		return err
	}
	rec.Sum, rec.Size = h.sum()
	rec.Stamp = stamp
	r.records[at], r.made[at] = rec, true
	return nil
}

// stream writes an output into the tree as it is made.
func (r *run) stream(late *present.Late) (*hasher, publish.Stamp, error) {
	out, err := r.tree.Create(late.Path)
	if err != nil {
		return nil, 0, err
	}
	h := newHasher(out)
	err = late.Write(h)
	stamp, closed := out.Close()
	return h, stamp, cmp.Or(err, closed)
}

// partsChunk is how many parts of keys are allocated at once: they live as long
// as the build, and a slice of its own for each output would cost more than
// what is in it.
const partsChunk = 1 << 14
