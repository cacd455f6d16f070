package site

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

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
		if err := r.remove(func(string) bool { return true }); err != nil {
			return err
		}
	}
	from := len(r.records)
	r.records = append(r.records, make([]record.Output, len(files))...)
	r.made = append(r.made, make([]bool, len(files))...)
	return parallel.Each(r.site.opt.workers(), len(files), func(_, i int) error {
		return r.makeFile(from+i, files[i].path, files[i].file)
	})
}

// makeFile publishes one file if what is published of it has changed. One that
// must not be published has no bytes to copy, and its findings end the build.
func (r *run) makeFile(at int, path string, f *record.File) error {
	if f.Err != nil {
		return fmt.Errorf("%s: %w", f.Path, f.Err)
	}
	r.find(f.Facts.Found...)
	if diag.HasErrors(f.Facts.Found) {
		return nil
	}
	sum := f.Facts.Sum()
	rec := record.Output{Path: path, Key: short(sum), Sum: sum, Size: f.Facts.Info.Size}
	var old *record.Output
	if p := r.old[path]; p != nil {
		old = &p.Output
	}
	return r.put(at, old, rec, func() (publish.Stamp, error) { return r.copyFile(path, f) })
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
