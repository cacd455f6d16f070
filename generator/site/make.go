package site

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"reflect"
	"slices"
	"unsafe"

	"gongkai/generator/cache"
	"gongkai/generator/catalog"
	"gongkai/generator/diag"
	"gongkai/generator/layout"
	"gongkai/generator/markdown"
	"gongkai/generator/present"
	"gongkai/generator/report"
)

// Worker is the working space of one goroutine that makes outputs.
type Worker struct {
	file    []byte
	text    markdown.Result
	places  []report.Place // of the tables in text
	shown   layout.Text    // of text
	page    []byte
	scratch bytes.Buffer
	views   present.Memory
	key     []uint64
	parts   []uint32 // for the records: see Worker.record
}

// ownKeys are the parts of a page's key that are not fields of its view, in
// the order in which key appends them.
var ownKeys = [...]string{"layout", "chrome", "text", picturesPart: "pictures", "figures"}

// picturesPart is the place of the pictures in a key.
const picturesPart = 3

// key appends the key of a page to dst.
func (s *Site) key(dst []uint64, o present.Output, v present.View) ([]uint64, error) {
	frame, err := s.frame(v.Section, o.Path)
	if err != nil {
		return dst, err
	}
	var body, pictures, figures uint64
	if v.Body != catalog.None {
		if body = short(s.docs[v.Body].bodySum); s.config.JoinsLines() {
			body = ^body // the same bytes are another text
		}
		pictures = s.picturesKey(s.docs[v.Body].text.Load())
	}
	if year, ok := o.ReportYear(); ok {
		figures = s.figuresKey(year)
	}
	dst = append(dst, short(s.layouts.Sum(v.Layout)), short(frame.Sum), body, pictures, figures)
	return cache.AppendComponents(dst, v.Value), nil
}

// dataKey appends the key of an output that is not a page.
func (s *Site) dataKey(dst []uint64, o present.Output) []uint64 {
	key := s.plan.LateKey(s.plan.Late(o), func(id catalog.ID) cache.Sum { return s.docs[id].metaSum })
	return cache.AppendComponents(dst, &key)
}

// keyNames names the parts of the key of an output.
func (s *Site) keyNames(o present.Output) []string {
	if !o.IsPage() {
		return cache.Names(reflect.TypeFor[present.LateKey]())
	}
	return append(ownKeys[:], cache.Names(reflect.TypeOf(s.plan.View(new(present.Memory), o).Value))...)
}

// rendered reports whether what a document's text says of itself is known; of
// no document there is nothing to know.
func (s *Site) rendered(id catalog.ID) bool {
	return id == catalog.None || s.docs[id].text.Load() != nil
}

// short takes 64 bits of a sum.
func short(sum cache.Sum) uint64 { return binary.LittleEndian.Uint64(sum[:]) }

// picturesKey covers the sizes of the pictures that a text showed when it was
// last rendered. A text that was never rendered has no record to compare with.
func (s *Site) picturesKey(t *text) uint64 {
	if t == nil || len(t.Images) == 0 {
		return 0
	}
	h := fnv.New64a()
	for _, p := range t.Images {
		w, height, _ := s.imageSize(p.Path)
		fmt.Fprintf(h, "%s %d %d\n", p.Path, w, height)
	}
	return h.Sum64()
}

// makePage makes a page. What it returns is valid until the worker's next page.
// Findings concern the text; the error is a failure of the machine.
func (s *Site) makePage(w *Worker, o present.Output, v present.View) ([]byte, []diag.Diagnostic, error) {
	var found []diag.Diagnostic
	var text layout.Text
	if v.Body != catalog.None {
		var err error
		if found, err = s.render(w, v.Body, o); err != nil {
			return nil, nil, err
		}
		// The layout sees the worker's own bytes: it is done before they change.
		html := unsafe.String(unsafe.SliceData(w.text.HTML), len(w.text.HTML))
		w.shown = v.Text(w.shown, layout.HTML(html), w.text.Outline, w.places)
		text = w.shown
	}
	frame, err := s.frame(v.Section, o.Path)
	if err == nil {
		w.page, err = s.layouts.Execute(w.page[:0], &w.scratch, frame, v.Layout, v.Value, text)
	}
	if err != nil {
		return nil, append(found, s.layouts.Finding("layouts", v.Layout, err)), nil
	}
	return w.page, found, nil
}

// render renders the text of a document into w.text, and records what it says of
// itself. It returns the findings.
func (s *Site) render(w *Worker, id catalog.ID, o present.Output) ([]diag.Diagnostic, error) {
	d := s.docs[id]
	body, line, err := s.textOf(w, d)
	if err != nil {
		return nil, err
	}
	renderer := s.renderer(o)
	t := &text{IDs: renderer.key}
	src := markdown.Source{Path: d.path, Body: body, Line: line, UTF8: true} // as its sum shows
	var found []diag.Diagnostic
	var tables []report.Place
	if year, ok := o.ReportYear(); ok {
		src.Body, tables, found = s.expand(year)
		src.UTF8 = false
		t.Figures = short(cache.SumBytes(src.Body))
		for _, p := range tables {
			src.Places = append(src.Places, p.Offset)
		}
	}
	images := func(path string) (int, int, bool) {
		width, height, ok := s.imageSize(path)
		t.Images = append(t.Images, image{path, int32(width), int32(height)})
		return width, height, ok
	}
	w.text = renderer.Render(w.text, src, images)
	w.places = w.places[:0]
	for i, at := range w.text.Places {
		if at >= 0 {
			w.places = append(w.places, report.Place{Offset: at, Table: tables[i].Table})
		}
	}
	t.Anchors = slices.Grow(t.Anchors, len(w.text.Outline))
	for _, h := range w.text.Outline {
		t.Anchors = append(t.Anchors, anchorSum(h.ID))
	}
	t.Refs = slices.Grow(t.Refs, len(w.text.Refs))
	for _, r := range w.text.Refs {
		if r.Kind != markdown.RefExternal {
			t.Refs = append(t.Refs, ref{r.Kind, r.Target, r.Anchor, int32(r.Line), int32(r.Column)})
		}
	}
	t.Found = append(found, w.text.Diagnostics...)
	d.text.Store(t)
	return t.Found, nil
}

// anchorSum stands for the id of a heading: what is compared for each link need
// not be kept as text for each heading of the site.
func anchorSum(id string) uint64 {
	h := uint64(0xcbf29ce484222325) // FNV-1a
	for i := range len(id) {
		h = (h ^ uint64(id[i])) * 0x100000001b3
	}
	return h
}
