package snapshot

import (
	"bytes"
	"errors"
	"io"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"gongkai/generator/asset"
	"gongkai/generator/cache"
	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/site/record"
	"gongkai/generator/source"
)

// build makes a build of several portions.
func build() *Build {
	rendered := &record.Doc{
		Path: "a.md", Stamp: source.Stamp{Size: 7, MTime: 8}, Meta: &page.Meta{Title: "标题"}, MetaSum: cache.SumBytes([]byte("meta")),
		Line: 4, Found: []diag.Diagnostic{{Code: "FM001", Pos: diag.Pos{File: "content/a.md"}}},
	}
	rendered.SetText(&record.Text{Refs: []record.Ref{{Kind: record.ToPage, Target: "b.md", Line: 3}}, Anchors: []uint64{5}})
	b := &Build{
		Summary: Summary{Inputs: cache.SumBytes([]byte("inputs")), Today: page.Date{Day: 100}, Horizon: page.Date{Day: 200}},
		Found:   rendered.Found,
		Sources: &record.Sources{
			Docs:       []*record.Doc{rendered, {Path: "b.md"}},
			Beside:     map[string]*record.File{"a.pdf": {Path: "content/a.pdf", Facts: record.Facts{Copied: true, Info: asset.Info{Size: 9}}}},
			Static:     map[string]*record.File{"a.css": {Path: "static/a.css", Static: true, Facts: record.Facts{Info: asset.Info{Size: 3}}}},
			Downloads:  []record.Download{{Of: cache.SumBytes([]byte("figures")), Info: asset.Info{Size: 5, SHA256: "5"}}},
			Signatures: [][32]byte{{1}, {2}},
		},
		Workers: 2,
	}
	for i := range 3*portion + 1 {
		b.Outputs = append(b.Outputs, record.Output{Path: string(rune('a' + i)), Key: uint64(i), Parts: []uint32{uint32(i)}})
	}
	return b
}

// file is a snapshot in memory.
type file []byte

func (f *file) Open() (io.ReadCloser, int64, error) {
	return io.NopCloser(bytes.NewReader(*f)), int64(len(*f)), nil
}

// write returns the file of a snapshot.
func write(t *testing.T, b *Build, salt cache.Sum) *file {
	t.Helper()
	var data bytes.Buffer
	if err := Write(&data, salt, b); err != nil {
		t.Fatal(err)
	}
	f := file(data.Bytes())
	return &f
}

// TestRestore: what one build has recorded the next one knows, but for a file that
// could not be read, of which nothing is known.
func TestRestore(t *testing.T) {
	salt := cache.SumBytes([]byte("program"))
	b := build()
	b.Sources.Beside["held.pdf"] = &record.File{Path: "content/held.pdf", Err: errors.New("held")}
	s := Open(write(t, b, salt), salt)
	if s == nil {
		t.Fatal("not opened")
	}
	got := s.Restore()
	delete(b.Sources.Beside, "held.pdf")
	same := cmp.Options{cmpopts.IgnoreUnexported(record.Doc{}), cmpopts.EquateEmpty()}
	if diff := cmp.Diff(*b.Sources, got.Sources, same); diff != "" {
		t.Errorf("sources (-recorded +restored):\n%s", diff)
	}
	if diff := cmp.Diff(b.Sources.Docs[0].Text(), got.Docs[0].Text(), same); diff != "" || got.Docs[1].Text() != nil {
		t.Errorf("texts (-recorded +restored):\n%s", diff)
	}
	if sources := s.RestoreSources(); !cmp.Equal(*sources, got.Sources, same) {
		t.Error("the sources alone are others")
	}
	if len(got.Outputs) != len(b.Outputs) || s.Summary.Outputs != len(b.Outputs) || s.Summary.Documents != 2 {
		t.Errorf("%d outputs, summary %+v", len(got.Outputs), s.Summary)
	}
	for _, o := range b.Outputs {
		if p := got.Outputs[o.Path]; p == nil || !cmp.Equal(p.Output, o, same) || p.Wanted {
			t.Errorf("%s: %+v", o.Path, p)
		}
	}
	if !slices.Equal(s.Found, b.Found) {
		t.Errorf("found %v", s.Found)
	}
}

// TestNothingToRestore: what is missing, foreign or damaged costs time and no more.
func TestNothingToRestore(t *testing.T) {
	salt := cache.SumBytes([]byte("program"))
	whole := write(t, build(), salt)
	short := (*whole)[:40]
	for name, s := range map[string]*Snapshot{
		"missing": nil,
		"foreign": Open(whole, cache.SumBytes([]byte("another"))),
		"damaged": Open(&short, salt),
	} {
		if s != nil {
			t.Errorf("%s: opened", name)
		}
		if r := s.Restore(); r == nil || r.Docs != nil || r.Outputs != nil || s.RestoreSources() != nil || s.Current(cache.Sum{}, page.Date{}) {
			t.Errorf("%s: restored %+v", name, r)
		}
	}
	another := build()
	another.Summary.Future++
	for name, then := range map[string]file{
		"cut":            (*whole)[:len(*whole)/2],
		"damaged behind": append(slices.Clone((*whole)[:len(*whole)-20]), bytes.Repeat([]byte{7}, 20)...),
		"replaced":       *write(t, another, salt),
	} {
		f := slices.Clone(*whole)
		s := Open(&f, salt)
		if s == nil {
			t.Fatalf("%s: not opened", name)
		}
		f = then
		if r := s.Restore(); r == nil || r.Docs != nil || r.Outputs != nil || s.RestoreSources() != nil {
			t.Errorf("%s: restored %+v", name, r)
		}
	}
}

// TestCurrent: nothing is to be done for the same inputs, from the day of the build
// to the day before something would appear or lapse.
func TestCurrent(t *testing.T) {
	salt := cache.SumBytes([]byte("program"))
	b := build()
	s := Open(write(t, b, salt), salt)
	days := map[int32]bool{99: false, 100: true, 199: true, 200: false}
	for _, day := range slices.Sorted(maps.Keys(days)) {
		if got := s.Current(b.Summary.Inputs, page.Date{Day: day}); got != days[day] {
			t.Errorf("day %d: %t", day, got)
		}
	}
	if s.Current(cache.SumBytes([]byte("other inputs")), page.Date{Day: 100}) {
		t.Error("current for other inputs")
	}
	b.Summary.Inputs = cache.Sum{}
	if Open(write(t, b, salt), salt).Current(cache.Sum{}, page.Date{Day: 100}) {
		t.Error("current for inputs of which nothing can be said")
	}
}
