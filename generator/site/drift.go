package site

import (
	"crypto/sha256"
	"io"
	"slices"
	"strings"

	"gongkai/generator/cache"
	"gongkai/generator/diag"
	"gongkai/generator/parallel"
	"gongkai/generator/publish"
	"gongkai/generator/site/record"
)

func (d *drift) none() bool { return len(d.changed)+len(d.released)+len(d.foreign) == 0 }

// findDrift looks for what differs, and forgets the published files that cannot be
// kept. Of a file whose stamp has changed the bytes are compared: where they are the
// same, the site was copied or restored, and nothing needs to be done.
func (r *run) findDrift(pub *publish.Publisher) error {
	found, err := pub.Drift(func(yield func(string, publish.Stamp) bool) {
		for path, old := range r.old {
			if !yield(path, old.Stamp) {
				return
			}
		}
	}, r.site.opt.Verify)
	if err != nil {
		return err
	}
	edited := make([]bool, len(found.Suspect))
	_ = parallel.Each(r.site.opt.Workers, len(edited), func(_, i int) error {
		path := found.Suspect[i].Path
		edited[i] = !holds(pub, path, &r.old[path].Output)
		return nil
	})
	r.drift = drift{changed: found.Changed, foreign: found.Foreign}
	copied := false
	for i, s := range found.Suspect {
		if edited[i] {
			r.drift.changed = append(r.drift.changed, s.Path)
			continue
		}
		copied = copied || r.old[s.Path].Stamp != s.Stamp
		r.old[s.Path].Stamp = s.Stamp
	}
	slices.Sort(r.drift.changed)
	r.drift.changed = slices.DeleteFunc(r.drift.changed, func(path string) bool {
		old := r.old[path] // nil for a folder
		ours := old != nil && isSealed(&old.Output)
		if ours {
			r.drift.released = append(r.drift.released, path)
		}
		delete(r.old, path)
		return ours
	})
	if copied {
		return pub.Distrust()
	}
	return nil
}

// holds reports whether a published file holds what its record says. A file that was
// copied is known by its SHA-256, see record.Facts; it has no parts of a key. What
// cannot be read is not as it was.
func holds(pub *publish.Publisher, path string, rec *record.Output) bool {
	f, err := pub.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	if len(rec.Parts) > 0 {
		h := cache.NewHash()
		_, err = io.Copy(h, f)
		return err == nil && h.Sum() == rec.Sum
	}
	h := sha256.New()
	_, err = io.Copy(h, f)
	return err == nil && cache.Sum(h.Sum(nil)[:len(cache.Sum{})]) == rec.Sum
}

// remade says that a release has made anew what an earlier one had added.
func (d *drift) remade() {
	d.changed = append(d.changed, d.released...)
	slices.Sort(d.changed)
	d.released = nil
}

// notes says what was found and has been mended.
func (d *drift) notes() []diag.Diagnostic {
	var notes []diag.Diagnostic
	if n := len(d.changed); n > 0 {
		notes = append(notes, madeAnew.At(diag.Pos{}, n, someOf(d.changed)))
	}
	if n := len(d.foreign); n > 0 {
		notes = append(notes, foreignRemoved.At(diag.Pos{}, n, someOf(d.foreign)))
	}
	return notes
}

// someOf names the first of some paths.
func someOf(paths []string) string { return firstOf(paths, 3) }

// firstOf names the first of some paths, up to so many.
func firstOf(paths []string, most int) string {
	if len(paths) <= most {
		return strings.Join(paths, "  ")
	}
	return strings.Join(paths[:most], "  ") + "  …"
}
