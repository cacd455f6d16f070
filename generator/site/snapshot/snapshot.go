// Package snapshot is what a build leaves behind for the next one: the records of
// documents, files and outputs, in one file. It holds facts only, is written by no
// other program than the one that reads it (it is salted), and can be deleted at any
// time.
//
//	snapshot = summary, findings, {documents}, {files}, {outputs} .
//
// Documents, files and outputs come in portions, so that neither side holds
// them all in encoded form at once. [Open] reads the first two sections, which
// every build needs; [Snapshot.Restore] the rest, for a build that has something to
// do: for one that has not, reading 20 MB for 10,000 documents would be a tenth of it.
package snapshot

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"gongkai/generator/cache"
	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/parallel"
	"gongkai/generator/site/record"
	"gongkai/generator/source"
)

// Summary is the first section.
type Summary struct {
	Inputs    cache.Sum // of everything that the site was made from; zero: never the same
	Today     page.Date
	Horizon   page.Date // the first day on which the site would be another; zero: none
	Drafts    int       // documents that are not public because they are drafts
	Waiting   int       // those that are not approved
	Future    int       // and those whose day has not come
	Documents int
	Outputs   int
	Portions  [3]int // of documents, files and outputs
	Downloads []record.Download
	// Signatures are as in [record.Sources].
	Signatures [][32]byte
	Screened   cache.Sum
	Reminders  []record.Reminder
}

type docRecord struct {
	Path             string
	Stamp            source.Stamp
	Parsed           bool
	Meta             page.Meta
	MetaSum, BodySum cache.Sum
	Line             int
	Found            []diag.Diagnostic
	Reviewed         bool
	Review           record.Review
	Tables           []page.Attachment
	Marks            []record.Mark
	Rendered         bool
	Text             record.Text
}

type fileRecord struct {
	Path   string // as key of the map
	Static bool
	Source string
	Stamp  source.Stamp
	Facts  record.Facts
}

// portion is how many records go into one section: some 250 KB of documents.
const portion = 500

// Snapshot is the record of the last build.
type Snapshot struct {
	Summary Summary
	Found   []diag.Diagnostic
	file    File
	salt    cache.Sum
	head    []byte // the first section, as it is in the file
}

// File is the file of a snapshot.
type File interface {
	// Open opens it, and returns how many bytes it has.
	Open() (r io.ReadCloser, size int64, err error)
}

// Restored is what a snapshot restores: what the last build knew of its sources, and
// what it published. It is no site, which would have a catalog and a plan: those are
// made anew.
type Restored struct {
	record.Sources
	// Outputs are the published files, by path.
	Outputs map[string]*Published
}

// Published is the record of a file that the last build made.
type Published struct {
	record.Output
	Wanted bool // this build has an output at its path
}

// headSections is how many sections every build needs.
const headSections = 2

// Open reads what every build needs. nil means that there is no snapshot to be used.
func Open(file File, salt cache.Sum) *Snapshot {
	r, size, err := file.Open()
	if err != nil {
		return nil
	}
	defer r.Close()
	sections, err := cache.ReadSnapshotHead(r, size, salt, headSections)
	if err != nil {
		return nil
	}
	s := &Snapshot{file: file, salt: salt, head: sections[0]}
	if _, err := cache.For[Summary]().Decode(sections[0], &s.Summary); err != nil {
		return nil
	}
	if _, err := cache.For[[]diag.Diagnostic]().Decode(sections[1], &s.Found); err != nil {
		return nil
	}
	return s
}

// Current reports whether a build of these inputs would make what there is.
func (s *Snapshot) Current(inputs cache.Sum, today page.Date) bool {
	if s == nil || inputs.IsZero() || inputs != s.Summary.Inputs || today.Compare(s.Summary.Today) < 0 {
		return false
	}
	return s.Summary.Horizon.IsZero() || today.Compare(s.Summary.Horizon) < 0
}

// Restore reads the records. Where they cannot be used it is empty, which costs
// time and no more.
func (s *Snapshot) Restore() *Restored {
	docs, files, outputs, ok := s.portions()
	if !ok {
		return &Restored{}
	}
	var r Restored
	var err, failed error
	r.Sources, err = restoreSources(docs, files)
	s.Summary.complete(&r.Sources)
	r.Outputs, failed = restoreOutputs(outputs, s.Summary.Outputs)
	if err != nil || failed != nil {
		return &Restored{}
	}
	return &r
}

// complete gives sources what the summary holds of them.
func (s *Summary) complete(sources *record.Sources) {
	sources.Downloads, sources.Signatures, sources.Screened = s.Downloads, s.Signatures, s.Screened
}

// RestoreSources reads the records of the sources alone; nil: they cannot be used.
func (s *Snapshot) RestoreSources() *record.Sources {
	docs, files, _, ok := s.portions()
	if !ok {
		return nil
	}
	sources, err := restoreSources(docs, files)
	if err != nil {
		return nil
	}
	s.Summary.complete(&sources)
	return &sources
}

// portions reads the sections of each kind of record.
func (s *Snapshot) portions() (docs, files, outputs [][]byte, ok bool) {
	if s == nil {
		return nil, nil, nil, false
	}
	sections, err := s.read()
	p := s.Summary.Portions
	if err != nil || p[0] < 0 || p[1] < 0 || p[2] < 0 || headSections+p[0]+p[1]+p[2] != len(sections) {
		return nil, nil, nil, false
	}
	sections = sections[headSections:]
	return sections[:p[0]], sections[p[0] : p[0]+p[1]], sections[p[0]+p[1]:], true
}

// read reads all sections.
func (s *Snapshot) read() ([][]byte, error) {
	r, size, err := s.file.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data := make([]byte, size)
	if _, err := io.ReadFull(r, data); err != nil {
		return nil, err
	}
	sections, err := cache.ReadSnapshot(data, s.salt)
	if err == nil && (len(sections) < headSections || !bytes.Equal(sections[0], s.head)) {
		return nil, errReplaced
	}
	return sections, err
}

// errReplaced is returned where another build has written its snapshot since.
var errReplaced = errors.New("the snapshot has been replaced")

func restoreSources(docs, files [][]byte) (sources record.Sources, err error) {
	docRecords, err := decodePortions[docRecord](docs)
	if err != nil {
		return sources, err
	}
	fileRecords, err := decodePortions[fileRecord](files)
	if err != nil {
		return sources, err
	}
	for _, some := range docRecords {
		for i := range some {
			sources.Docs = append(sources.Docs, some[i].doc())
		}
	}
	sources.Beside, sources.Static = map[string]*record.File{}, map[string]*record.File{}
	for _, r := range slices.Concat(fileRecords...) {
		f := &record.File{Path: r.Source, Stamp: r.Stamp, Static: r.Static, Facts: r.Facts}
		if r.Static {
			sources.Static[r.Path] = f
		} else {
			sources.Beside[r.Path] = f
		}
	}
	return sources, nil
}

func restoreOutputs(sections [][]byte, n int) (map[string]*Published, error) {
	list, err := decodePortions[record.Output](sections)
	if err != nil {
		return nil, err
	}
	byPath := make(map[string]*Published, n)
	for _, some := range list {
		all := make([]Published, len(some))
		for i := range some {
			all[i].Output = some[i]
			byPath[some[i].Path] = &all[i]
		}
	}
	return byPath, nil
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

func (r *docRecord) doc() *record.Doc {
	d := &record.Doc{Path: r.Path, Stamp: r.Stamp, MetaSum: r.MetaSum, BodySum: r.BodySum, Line: r.Line, Found: r.Found, Tables: r.Tables, Marks: r.Marks}
	if r.Parsed {
		d.Meta = &r.Meta
	}
	if r.Reviewed {
		d.Review = &r.Review
	}
	if r.Rendered {
		d.SetText(&r.Text)
	}
	return d
}

func recordOf(d *record.Doc) docRecord {
	r := docRecord{Path: d.Path, Stamp: d.Stamp, MetaSum: d.MetaSum, BodySum: d.BodySum, Line: d.Line, Found: d.Found, Tables: d.Tables, Marks: d.Marks}
	if d.Meta != nil {
		r.Parsed, r.Meta = true, *d.Meta
	}
	if d.Review != nil {
		r.Reviewed, r.Review = true, *d.Review
	}
	if t := d.Text(); t != nil {
		r.Rendered, r.Text = true, *t
	}
	return r
}

// recordsOf lists the files of which there are facts, sorted.
func recordsOf(sources *record.Sources) []fileRecord {
	list := make([]fileRecord, 0, len(sources.Beside)+len(sources.Static))
	for _, files := range []map[string]*record.File{sources.Beside, sources.Static} {
		for path, f := range files {
			if f.Err == nil {
				list = append(list, fileRecord{Path: path, Static: f.Static, Source: f.Path, Stamp: f.Stamp, Facts: f.Facts})
			}
		}
	}
	slices.SortFunc(list, func(a, b fileRecord) int { return strings.Compare(a.Source, b.Source) })
	return list
}

// Build is what a snapshot records of a build.
type Build struct {
	// Summary has what identifies the build; what it counts is filled in.
	Summary Summary
	Found   []diag.Diagnostic
	Sources *record.Sources
	Outputs []record.Output
	Workers int
}

// Write writes the snapshot of a build.
func Write(w io.Writer, salt cache.Sum, b *Build) error {
	docs, files := b.Sources.Docs, recordsOf(b.Sources)
	head := b.Summary
	head.Documents, head.Outputs = len(docs), len(b.Outputs)
	head.Downloads, head.Signatures, head.Screened = b.Sources.Downloads, b.Sources.Signatures, b.Sources.Screened
	head.Portions = [3]int{portions(len(docs)), portions(len(files)), portions(len(b.Outputs))}
	out := cache.NewSnapshotWriter(w, salt)
	out.Section(cache.For[Summary]().Append(nil, &head))
	out.Section(cache.For[[]diag.Diagnostic]().Append(nil, &b.Found))
	bufs := make([][]byte, b.Workers)
	writePortions(out, bufs, len(docs), func(i int) docRecord { return recordOf(docs[i]) })
	writePortions(out, bufs, len(files), func(i int) fileRecord { return files[i] })
	writePortions(out, bufs, len(b.Outputs), func(i int) record.Output { return b.Outputs[i] })
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
