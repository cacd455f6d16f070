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
)

// makeFiles publishes the static files and the files that documents use.
func (r *run) makeFiles(used []string) error {
	files, found := r.site.copies(used)
	r.find(found...)
	for _, f := range files {
		if old := r.old[f.path]; old != nil {
			old.wanted = true
		}
	}
	if r.tree != nil {
		if err := r.remove(func(string) bool { return true }); err != nil {
			return err
		}
	}
	from := len(r.records)
	r.records = append(r.records, make([]outputRecord, len(files))...)
	r.made = append(r.made, make([]bool, len(files))...)
	return parallel.Each(r.site.opt.workers(), len(files), func(_, i int) error {
		return r.makeFile(from+i, files[i].path, files[i].file)
	})
}

// makeFile publishes one file if what is published of it has changed. One that
// must not be published has no bytes to copy, and its findings end the build.
func (r *run) makeFile(at int, path string, f *file) error {
	facts, err := f.info(r.site.minify)
	if err != nil {
		return fmt.Errorf("%s: %w", f.path, err)
	}
	r.find(facts.Found...)
	if diag.HasErrors(facts.Found) {
		return nil
	}
	rec := outputRecord{Path: path, Key: short(facts.sum()), Sum: facts.sum(), Size: facts.Info.Size}
	var old *outputRecord
	if p := r.old[path]; p != nil {
		old = &p.outputRecord
	}
	return r.put(at, old, rec, func() (publish.Stamp, error) { return r.copyFile(path, f, facts.Info.SHA256) })
}

// copyFile writes the bytes of a file into the tree, which must be those that
// pages already tell the sum of.
func (r *run) copyFile(path string, f *file, sum string) (publish.Stamp, error) {
	in, err := f.reader(r.site.minify)
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
	if err = cmp.Or(err, closed); err == nil && hex.EncodeToString(h.Sum(nil)) != sum {
		err = fmt.Errorf("%s: %w", f.path, errChanged)
	}
	return stamp, err
}
