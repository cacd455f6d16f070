package site

import (
	"fmt"
	"io"
	"slices"

	"gongkai/generator/cache"
	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/parallel"
	"gongkai/generator/publish"
	"gongkai/generator/source"
)

// The snapshot: what a build leaves behind for the next one. It holds facts
// only, is written by no other program than the one that reads it (it is
// salted), and can be deleted at any time.
//
//	snapshot = summary, findings, {documents}, {files}, {outputs} .
//
// Documents, files and outputs come in portions, so that neither side holds
// them all in encoded form at once.

// summary is the first section.
type summary struct {
	Inputs    cache.Sum // see Site.inputs
	Today     page.Date
	Horizon   page.Date
	Documents int
	Outputs   int
	Portions  [3]int // of documents, files and outputs
}

type docRecord struct {
	Path             string
	Stamp            source.Stamp
	Parsed           bool
	Meta             page.Meta
	MetaSum, BodySum cache.Sum
	Line             int
	Found            []diag.Diagnostic
	Rendered         bool
	Text             text
}

type fileRecord struct {
	Path   string // as key of the map
	Static bool
	Source string
	Stamp  source.Stamp
	Facts  fileFacts
}

// outputRecord is what is known of a published file.
type outputRecord struct {
	Path string
	// Key is the sum of the output's key, and decides. Parts are the parts of
	// the key, of which 32 bits are enough to name those that changed.
	Key   uint64
	Parts []uint32
	Sum   cache.Sum
	Size  int64
	Stamp publish.Stamp
	// Why lists the parts of the key that differed when the file was last made;
	// empty for a file that was new.
	Why []uint8
}

// published is the record of a file that the last build made.
type published struct {
	outputRecord
	wanted bool // this build has an output at its path
}

// portion is how many records go into one section: some 250 KB of documents.
const portion = 500

// snapshot is the record of the last build, decoded.
type snapshot struct {
	summary summary
	found   []diag.Diagnostic
	data    [][]byte
}

// openSnapshot reads what every build needs; the rest is decoded on demand. nil
// means that there is no snapshot to be used.
func openSnapshot(data []byte, salt cache.Sum) *snapshot {
	if data == nil {
		return nil
	}
	sections, err := cache.ReadSnapshot(data, salt)
	if err != nil || len(sections) < 2 {
		return nil
	}
	s := &snapshot{data: sections[2:]}
	if _, err := cache.For[summary]().Decode(sections[0], &s.summary); err != nil {
		return nil
	}
	if _, err := cache.For[[]diag.Diagnostic]().Decode(sections[1], &s.found); err != nil {
		return nil
	}
	if p := s.summary.Portions; p[0] < 0 || p[1] < 0 || p[2] < 0 || p[0]+p[1]+p[2] != len(s.data) {
		return nil
	}
	return s
}

// current reports whether a build of these inputs would make what there is.
func (s *snapshot) current(inputs cache.Sum, today page.Date) bool {
	if inputs.IsZero() || inputs != s.summary.Inputs || today.Compare(s.summary.Today) < 0 {
		return false
	}
	return s.summary.Horizon.IsZero() || today.Compare(s.summary.Horizon) < 0
}

// decodePortions decodes the records of some sections, side by side. They are
// left in their portions: to put them together would mean to copy them.
func decodePortions[T any](sections [][]byte) ([][]T, error) {
	codec := cache.For[[]T]()
	all := make([][]T, len(sections))
	err := parallel.Each(0, len(sections), func(_, i int) error {
		_, err := codec.DecodeShared(sections[i], &all[i])
		return err
	})
	return all, err
}

// site makes the earlier state that Load starts from: its documents and files.
func (s *snapshot) site() (*Site, error) {
	p := s.summary.Portions
	docs, err := decodePortions[docRecord](s.data[:p[0]])
	if err != nil {
		return nil, err
	}
	records, err := decodePortions[fileRecord](s.data[p[0] : p[0]+p[1]])
	if err != nil {
		return nil, err
	}
	site := &Site{files: &files{beside: map[string]*file{}, static: map[string]*file{}}}
	for _, some := range docs {
		for i := range some {
			site.docs = append(site.docs, some[i].doc())
		}
	}
	for _, r := range slices.Concat(records...) {
		f := &file{path: r.Source, stamp: r.Stamp, static: r.Static, facts: r.Facts}
		if r.Static {
			site.files.static[r.Path] = f
		} else {
			site.files.beside[r.Path] = f
		}
	}
	return site, nil
}

// outputs returns the records of the published files.
func (s *snapshot) outputs() (map[string]*published, error) {
	p := s.summary.Portions
	list, err := decodePortions[outputRecord](s.data[p[0]+p[1]:])
	if err != nil {
		return nil, err
	}
	byPath := make(map[string]*published, s.summary.Outputs)
	for _, some := range list {
		all := make([]published, len(some))
		for i := range some {
			all[i].outputRecord = some[i]
			byPath[some[i].Path] = &all[i]
		}
	}
	return byPath, nil
}

func (r *docRecord) doc() *doc {
	d := &doc{path: r.Path, stamp: r.Stamp, metaSum: r.MetaSum, bodySum: r.BodySum, line: r.Line, found: r.Found}
	if r.Parsed {
		d.meta = &r.Meta
	}
	if r.Rendered {
		d.text.Store(&r.Text)
	}
	return d
}

func (d *doc) record() docRecord {
	r := docRecord{Path: d.path, Stamp: d.stamp, MetaSum: d.metaSum, BodySum: d.bodySum, Line: d.line, Found: d.found}
	if d.meta != nil {
		r.Parsed, r.Meta = true, *d.meta
	}
	if t := d.text.Load(); t != nil {
		r.Rendered, r.Text = true, *t
	}
	return r
}

// fileRecords lists the files whose facts are known, sorted.
func (s *Site) fileRecords() []fileRecord {
	var list []fileRecord
	add := func(files map[string]*file, static bool) {
		for path, f := range files {
			if f.facts.Known {
				list = append(list, fileRecord{Path: path, Static: static, Source: f.path, Stamp: f.stamp, Facts: f.facts})
			}
		}
	}
	add(s.files.beside, false)
	add(s.files.static, true)
	slices.SortFunc(list, func(a, b fileRecord) int {
		if a.Source < b.Source {
			return -1
		}
		return 1
	})
	return list
}

// writeSnapshot records a state and its outputs.
func (s *Site) writeSnapshot(w io.Writer, found []diag.Diagnostic, outputs []outputRecord) error {
	records := s.fileRecords()
	head := summary{
		Inputs: s.inputs, Today: s.opt.Today, Horizon: s.catalog.Horizon,
		Documents: len(s.docs), Outputs: len(outputs),
		Portions: [3]int{portions(len(s.docs)), portions(len(records)), portions(len(outputs))},
	}
	out := cache.NewSnapshotWriter(w, s.opt.Salt)
	out.Section(cache.For[summary]().Append(nil, &head))
	out.Section(cache.For[[]diag.Diagnostic]().Append(nil, &found))
	bufs := make([][]byte, s.opt.workers())
	writePortions(out, bufs, len(s.docs), func(i int) docRecord { return s.docs[i].record() })
	writePortions(out, bufs, len(records), func(i int) fileRecord { return records[i] })
	writePortions(out, bufs, len(outputs), func(i int) outputRecord { return outputs[i] })
	if err := out.Close(); err != nil {
		return fmt.Errorf("writing the snapshot: %w", err)
	}
	return nil
}

func portions(n int) int { return (n + portion - 1) / portion }

// writePortions writes n records, a portion a section, as a list of its own.
// There is one worker for each buffer, and each encodes a portion at a time; they
// are written in order.
func writePortions[T any](w *cache.SnapshotWriter, bufs [][]byte, n int, record func(i int) T) {
	codec := cache.For[T]()
	for first := 0; first < portions(n); first += len(bufs) {
		count := min(len(bufs), portions(n)-first)
		_ = parallel.Each(len(bufs), count, func(_, i int) error {
			from := (first + i) * portion
			bufs[i] = codec.AppendList(bufs[i][:0], min(portion, n-from), func(j int) T { return record(from + j) })
			return nil
		})
		for _, buf := range bufs[:count] {
			w.Section(buf)
		}
	}
}
