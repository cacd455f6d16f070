package site

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"

	"gongkai/generator/asset"
	"gongkai/generator/diag"
	"gongkai/generator/present"
	"gongkai/generator/site/content"
	"gongkai/generator/site/record"
	"gongkai/generator/tree"
)

// Item is what stands at one path of the site, to be made on request.
type Item struct {
	site   *Site
	output present.Output
	file   *record.File // nil: an output that is made
	// reduced is the copy of the file that stands there in its place; nil: none does.
	reduced *asset.Copy
}

// Item returns what stands at an output path, policies/2017/0003.html. A file
// beside documents is found whether or not one refers to it.
func (s *Site) Item(path string) (Item, bool) {
	if o, ok := s.plan.Lookup(path); ok {
		return Item{site: s, output: o}, true
	}
	f := s.content.Static[path]
	if f == nil && !content.IsReportData(path) {
		f = s.content.Beside[path]
	}
	i := Item{site: s, output: present.Output{Path: path}, file: f}
	if f == nil {
		if picture, c := s.content.Copied(path, s.settings.config.Images.Max); picture != nil {
			i.file, i.reduced = picture, &c
		}
	}
	return i, i.file != nil
}

// IsPage reports whether the item is an HTML page, which [Item.Make] makes.
func (i Item) IsPage() bool { return i.file == nil && i.output.IsPage() }

// IsFile reports whether the item is a file, which [Item.Open] opens.
// Everything else is written by [Item.WriteTo].
func (i Item) IsFile() bool { return i.file != nil }

// Used reports whether the file is published where documents use these files, which
// are sorted: it is one of them, the copy of one, or a static file, for which nobody
// asks.
func (i Item) Used(files []string) bool {
	path, beside := tree.Content.Cut(i.file.Path)
	_, used := slices.BinarySearch(files, path)
	return used || !beside
}

// Made is a page that was made.
type Made struct {
	Key  []uint64
	Data []byte
	// Found is what is wrong with the text; Data is nil where the page could
	// not be made at all.
	Found []diag.Diagnostic
}

// Make makes a page, or returns have, which may be nil, where its key says that
// it is still what would be made. The error is [ErrChanged], or a failure of the
// machine.
func (i Item) Make(w *Worker, have *Made) (*Made, error) {
	made, err := i.site.producer.produce(w, i.output, func(key []uint64) bool {
		return have != nil && slices.Equal(have.Key, key)
	})
	switch {
	case err != nil:
		return nil, err
	case made.current:
		return have, nil
	}
	return &Made{Key: slices.Clone(made.key), Data: bytes.Clone(made.data), Found: made.found}, nil
}

// Key returns the key that [Item.Make] would give the page. It is valid until
// the worker's next.
func (i Item) Key(w *Worker) ([]uint64, error) {
	made, err := i.site.producer.produce(w, i.output, nil)
	return made.key, cmp.Or(err, made.failed)
}

// Stays reports whether the page stays as it was because the file of its
// document has errors.
func (i Item) Stays() bool {
	return i.file == nil && i.output.ID >= 0 && i.site.content.Docs[i.output.ID].Stays
}

// Changed returns the key of a page and names the parts in which it differs from
// an earlier one, none where it does not. A page whose view has become another
// kind, or that cannot be made, differs as a whole.
func (i Item) Changed(w *Worker, key []uint64) (now []uint64, parts []string) {
	made, err := i.site.producer.produce(w, i.output, nil)
	now = made.key
	if err != nil || len(now) != len(key) {
		return slices.Clone(now), []string{"layout"}
	}
	if !i.site.producer.rendered(made.view.Body) {
		for _, part := range ofRendering {
			now[part] = key[part] // not known yet
		}
	}
	if slices.Equal(now, key) {
		return key, nil
	}
	names := i.site.producer.keyNames(i.output)
	for at := range now {
		if now[at] != key[at] {
			parts = append(parts, names[at])
		}
	}
	return slices.Clone(now), parts
}

// WriteTo writes an output that is neither a page nor a file.
func (i Item) WriteTo(w io.Writer) (int64, error) {
	made, err := i.site.producer.produce(new(Worker), i.output, nil)
	if err != nil {
		return 0, err
	}
	h := newHasher(w)
	err = made.late.Write(h)
	return h.size, err
}

// Bytes returns what stands there, whatever it is; nil for a page that cannot be made and a
// file that must not be published.
func (i Item) Bytes(w *Worker) ([]byte, error) {
	if i.IsPage() {
		made, err := i.Make(w, nil)
		if err != nil {
			return nil, err
		}
		return made.Data, nil
	}
	if i.IsFile() {
		in, _, err := i.Open()
		if in == nil || err != nil {
			return nil, err
		}
		defer in.Close()
		return io.ReadAll(in)
	}
	var b bytes.Buffer
	_, err := i.WriteTo(&b)
	return b.Bytes(), err
}

// Sum identifies the bytes of a file.
func (i Item) Sum() string {
	sum := i.file.Facts.Info.SHA256
	if i.reduced != nil {
		sum += fmt.Sprintf("-%dx%d", i.reduced.Width, i.reduced.Height)
	}
	return sum
}

// Open opens a file, as it is published. There is none where it must not be, which
// the findings explain.
func (i Item) Open() (io.ReadSeekCloser, []diag.Diagnostic, error) {
	found := i.file.Facts.Found
	if i.file.Err != nil || diag.HasErrors(found) {
		return nil, found, i.file.Err
	}
	if i.reduced != nil {
		data, err := i.site.content.Reduce(i.file, *i.reduced)
		return inMemory{bytes.NewReader(data)}, found, err
	}
	in, err := i.site.content.Publish(i.file)
	if err != nil {
		return nil, nil, err
	}
	if seeker, ok := in.(io.ReadSeekCloser); ok {
		return seeker, found, nil
	}
	defer in.Close()
	data, err := io.ReadAll(in)
	return inMemory{bytes.NewReader(data)}, found, err
}

// inMemory is a file in memory.
type inMemory struct{ *bytes.Reader }

// Close does nothing.
func (inMemory) Close() error { return nil }
