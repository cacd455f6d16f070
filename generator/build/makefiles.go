package build

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"

	"gongkai/generator/diag"
)

// makeFiles publishes the static files and the files that documents use.
func (r *run) makeFiles(used []string) error {
	s := r.site
	type item struct {
		path string
		file *file
	}
	var items []item
	for _, path := range slices.Sorted(maps.Keys(s.files.static)) {
		items = append(items, item{path, s.files.static[path]})
	}
	for _, path := range used {
		items = append(items, item{path, s.files.beside[path]})
	}
	from := len(r.records)
	r.records = append(r.records, make([]outputRecord, len(items))...)
	r.made = append(r.made, make([]bool, len(items))...)
	return each(s.opt.workers(), len(items), func(_, i int) error {
		if s.published(items[i].path) {
			r.find(fileCollision.At(diag.Pos{File: items[i].file.path}, items[i].path))
			return nil
		}
		return r.makeFile(from+i, items[i].path, items[i].file)
	})
}

// makeFile publishes one file if what is published of it has changed.
func (r *run) makeFile(at int, path string, f *file) error {
	facts, err := f.info(r.site.minify)
	if err != nil {
		return fmt.Errorf("%s: %w", f.path, err)
	}
	r.find(facts.Found...)
	rec := outputRecord{Path: path, Key: short(facts.sum()), Sum: facts.sum(), Size: facts.Info.Size}
	return r.put(at, r.before(path), rec, func() error { return r.copyFile(path, f) })
}

// copyFile writes the bytes of a file into the tree.
func (r *run) copyFile(path string, f *file) error {
	in, err := f.reader(r.site.minify)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := r.tree.Create(path)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return cmp.Or(err, out.Close())
}
