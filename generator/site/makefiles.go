package site

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"

	"gongkai/generator/cache"
	"gongkai/generator/diag"
	"gongkai/generator/parallel"
	"gongkai/generator/publish"
	"gongkai/generator/site/content"
	"gongkai/generator/site/record"
)

// makeFiles publishes the static files and the files that documents use.
func (r *run) makeFiles(used []string) error {
	files, found := r.site.copies(used)
	r.find(found...)
	for _, f := range files {
		if old := r.old[f.path]; old != nil {
			old.Wanted = true
		}
	}
	if r.tree != nil {
		copies := packing{r}
		if n := copies.given(); n > 0 {
			r.dropped = append(r.dropped, copiesDropped.At(diag.Pos{}, n))
		}
		if err := r.remove(func(path string) bool { return !copies.wanted() || !copies.stays(path) }); err != nil {
			return err
		}
	}
	from := len(r.records)
	r.records = append(r.records, make([]record.Output, len(files))...)
	r.made = append(r.made, make([]bool, len(files))...)
	return parallel.Each(r.site.opt.workers(), len(files), func(_, i int) error {
		r.site.opt.progress("files", i, len(files))
		return r.makeFile(from+i, files[i])
	})
}

// makeFile publishes one file if what is published of it has changed. One that
// must not be published has no bytes to copy, and its findings end the build.
func (r *run) makeFile(at int, c copied) error {
	f := c.file
	if f.Err != nil {
		return fmt.Errorf("%s: %w", f.Path, f.Err)
	}
	var old *record.Output
	if p := r.old[c.path]; p != nil {
		old = &p.Output
	}
	if c.reduced != nil {
		return r.makeCopy(at, c, old)
	}
	found := slices.Concat(f.Facts.Found, marker{r.site}.ofFile(f))
	r.find(found...)
	if diag.HasErrors(found) {
		return nil
	}
	sum := f.Facts.Sum()
	rec := record.Output{Path: c.path, Key: short(sum), Sum: sum, Size: f.Facts.Info.Size}
	return r.put(at, old, rec, func() (publish.Stamp, error) { return r.copyFile(c.path, f) })
}

// makeCopy makes the copy of a picture, unless it is what it was. A check has no use
// for it: making it finds nothing.
func (r *run) makeCopy(at int, c copied, old *record.Output) error {
	key := copyKey(c.file, c.reduced)
	if r.tree == nil {
		r.records[at] = record.Output{Path: c.path}
		return nil
	}
	if old.HasKey(key) && !r.site.opt.Verify {
		return r.keep(at, old)
	}
	data, err := r.site.content.Reduce(c.file, *c.reduced)
	if err != nil {
		return err
	}
	rec := new(Worker).record(c.path, key, old)
	rec.Sum, rec.Size = cache.SumBytes(data), int64(len(data))
	return r.put(at, old, rec, func() (publish.Stamp, error) { return r.tree.Put(c.path, data) })
}

// copyFile writes the bytes of a file into the tree, which must be those that
// pages already tell the sum of.
func (r *run) copyFile(path string, f *record.File) (publish.Stamp, error) {
	in, err := r.site.content.Publish(f)
	if err != nil {
		return 0, err
	}
	defer in.Close()
	out, err := r.tree.Create(path)
	if err != nil {
		return 0, err
	}
	h := sha256.New()
	_, err = io.Copy(io.MultiWriter(out, h), in)
	stamp, closed := out.Close()
	if err = cmp.Or(err, closed); err == nil && hex.EncodeToString(h.Sum(nil)) != f.Facts.Info.SHA256 {
		err = fmt.Errorf("%s: %w", f.Path, content.ErrChanged)
	}
	return stamp, err
}
