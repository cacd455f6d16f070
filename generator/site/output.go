package site

import (
	"cmp"
	"io"
	"math/bits"
	"slices"

	"gongkai/generator/cache"
	"gongkai/generator/catalog"
	"gongkai/generator/diag"
	"gongkai/generator/parallel"
	"gongkai/generator/present"
	"gongkai/generator/publish"
)

// makeOutputs makes the planned outputs: the pages, with the late outputs that may
// be made beside them, and then the others.
func (r *run) makeOutputs() error {
	plan := r.site.plan
	r.match()
	r.records = make([]outputRecord, plan.Len())
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
			return r.makeLate(&space[worker], beside[i])
		}
		return r.makePage(&space[worker], i-first)
	})
	if err != nil {
		return err
	}
	return parallel.Each(len(space), len(after), func(worker, i int) error {
		return r.makeLate(&space[worker], after[i])
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

// makePage makes one page if its key has changed, and writes it if its bytes
// have.
func (r *run) makePage(w *Worker, at int) error {
	o := r.site.plan.Output(at)
	v := r.site.plan.View(&w.views, o)
	key, err := r.site.key(w.key[:0], o, v)
	if err != nil {
		r.find(r.site.layouts.Finding("layouts", "base.html", err))
		return nil
	}
	w.key = key
	old := r.before(at)
	if old.hasKey(key) && r.site.rendered(v.Body) && !r.site.opt.Verify {
		return r.keep(at, old)
	}
	data, found, err := r.site.makePage(w, o, v)
	if err != nil {
		return err
	}
	if data == nil || diag.HasErrors(found) {
		r.find(found...)
		return nil
	}
	if v.Body != catalog.None {
		// The pictures of a text are known only now that it has been rendered.
		key[picturesPart] = r.site.picturesKey(r.site.docs[v.Body].text.Load())
	}
	rec := w.record(o.Path, key, old)
	rec.Sum, rec.Size = cache.SumBytes(data), int64(len(data))
	return r.put(at, old, rec, func() (publish.Stamp, error) { return r.tree.Put(o.Path, data) })
}

// before returns the record of the published file in whose place a planned output
// stands; nil where there is none.
func (r *run) before(at int) *outputRecord {
	if r.taken == nil || r.taken[at] == nil {
		return nil
	}
	return &r.taken[at].outputRecord
}

// keep keeps a published file as it is.
func (r *run) keep(at int, old *outputRecord) error {
	r.records[at] = *old
	if r.tree == nil {
		return nil
	}
	return r.tree.Keep(old.Path)
}

// record begins the record of an output.
func (w *Worker) record(path string, key []uint64, old *outputRecord) outputRecord {
	from := len(w.parts)
	if cap(w.parts)-from < len(key) {
		from, w.parts = 0, make([]uint32, 0, max(partsChunk, len(key)))
	}
	for _, part := range key {
		w.parts = append(w.parts, uint32(part))
	}
	rec := outputRecord{Path: path, Key: whole(key), Parts: w.parts[from:len(w.parts):len(w.parts)]}
	rec.Why = reasons(old, rec.Parts)
	return rec
}

// put records an output and writes it where its bytes are new.
func (r *run) put(at int, old *outputRecord, rec outputRecord, write func() (publish.Stamp, error)) (err error) {
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

// makeLate makes one output that is not a page. It is never held in memory: a
// catalog of a million documents has half a gigabyte.
func (r *run) makeLate(w *Worker, at int) error {
	o := r.site.plan.Output(at)
	w.key = r.site.dataKey(w.key[:0], o)
	old := r.before(at)
	if old.hasKey(w.key) && !r.site.opt.Verify {
		return r.keep(at, old)
	}
	rec := w.record(o.Path, w.key, old)
	if old != nil || r.tree == nil {
		h := newHasher(io.Discard)
		if err := r.site.plan.Late(o).Write(h); err != nil {
			return err
		}
		rec.Sum, rec.Size = h.sum()
		return r.put(at, old, rec, func() (publish.Stamp, error) {
			_, stamp, err := r.stream(o)
			return stamp, err
		})
	}
	h, stamp, err := r.stream(o)
	if err != nil {
		return err
	}
	rec.Sum, rec.Size = h.sum()
	rec.Stamp = stamp
	r.records[at], r.made[at] = rec, true
	return nil
}

// stream writes an output into the tree as it is made.
func (r *run) stream(o present.Output) (*hasher, publish.Stamp, error) {
	out, err := r.tree.Create(o.Path)
	if err != nil {
		return nil, 0, err
	}
	h := newHasher(out)
	err = r.site.plan.Late(o).Write(h)
	stamp, closed := out.Close()
	return h, stamp, cmp.Or(err, closed)
}

// partsChunk is how many parts of keys are allocated at once: they live as long
// as the build, and a slice of its own for each output would cost more than
// what is in it.
const partsChunk = 1 << 14

// whole is the sum of a key: its parts, each a good hash already, mixed so that
// their order counts.
func whole(key []uint64) uint64 {
	h := uint64(len(key))
	for _, part := range key {
		h = bits.RotateLeft64(h^part, 29) * 0x9e3779b97f4a7c15
	}
	return h ^ h>>32
}

// hasKey reports whether an output was made with a key.
func (rec *outputRecord) hasKey(key []uint64) bool { return rec != nil && rec.Key == whole(key) }

// reasons lists the parts in which two keys differ.
func reasons(old *outputRecord, parts []uint32) []uint8 {
	if old == nil || len(old.Parts) != len(parts) {
		return nil
	}
	var why []uint8
	for i := range parts {
		if old.Parts[i] != parts[i] {
			why = append(why, uint8(i))
		}
	}
	return slices.Clip(why)
}
