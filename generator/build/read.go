package build

import (
	"slices"
	"strings"

	"gongkai/generator/page"
	"gongkai/generator/source"
)

// readDocs makes the documents from the scan of content/. One whose stamp is
// known is taken over without being opened; one that was touched but says what
// it said keeps its Meta, so that nothing downstream takes it for changed.
func (s *Site) readDocs(files []source.File, before *Site) error {
	var list []source.File
	for _, f := range files {
		if isDocument(f.Path) {
			list = append(list, f)
		}
	}
	old := matchDocs(list, before)
	s.docs = make([]*doc, len(list))
	workers := s.opt.workers()
	interns := make([]intern, workers)
	return each(workers, len(list), func(worker, i int) error {
		if d := old(i); d != nil && list[i].Stamp.Same(d.stamp) {
			s.docs[i] = d
			return nil
		}
		d, err := s.readDoc(list[i], old(i), &interns[worker])
		s.docs[i] = d
		if i%256 == 0 {
			s.opt.progress("read", i, len(list))
		}
		return err
	})
}

// matchDocs returns a function that finds the earlier version of a file. Both
// lists are sorted by path.
func matchDocs(list []source.File, before *Site) func(i int) *doc {
	if before == nil {
		return func(int) *doc { return nil }
	}
	matched := make([]*doc, len(list))
	j := 0
	for i, f := range list {
		for j < len(before.docs) && before.docs[j].path < f.Path {
			j++
		}
		if j < len(before.docs) && before.docs[j].path == f.Path {
			matched[i] = before.docs[j]
		}
	}
	return func(i int) *doc { return matched[i] }
}

// readDoc reads and parses one file. Its body is dropped: when it is needed,
// the file is read again.
func (s *Site) readDoc(f source.File, old *doc, in *intern) (*doc, error) {
	data, err := source.Read(s.opt.Source, contentPath(f.Path))
	if err != nil {
		return nil, err
	}
	p, found := page.Parse(f.Path, data)
	d := &doc{path: f.Path, stamp: f.Stamp, found: found}
	if p == nil {
		return d, nil
	}
	d.metaSum, d.bodySum = p.MetaSum, p.BodySum
	if old != nil && old.meta != nil && old.bodySum == d.bodySum {
		d.text.Store(old.text.Load())
	}
	if old != nil && old.meta != nil && old.metaSum == d.metaSum {
		d.meta = old.meta
		return d, nil
	}
	meta := p.Meta
	in.meta(&meta)
	d.meta = &meta
	return d, nil
}

// intern holds one copy of each value that many documents share. Each worker
// has its own, so there is nothing to lock and little to hold twice.
type intern struct {
	known map[string]string
}

// maxShared bounds the values of one worker: a field that turns out to be
// different in every document must not be held in a map as well.
const maxShared = 1 << 14

func (in *intern) share(s *string) {
	if *s == "" {
		return
	}
	if in.known == nil {
		in.known = map[string]string{}
	}
	if known, ok := in.known[*s]; ok {
		*s = known
		return
	}
	*s = strings.Clone(*s)
	if len(in.known) < maxShared {
		in.known[*s] = *s
	}
}

// meta shares the fields whose values repeat from document to document, and
// copies the others out of the file's bytes, which would stay in memory for
// their sake.
func (in *intern) meta(m *page.Meta) {
	for _, s := range [...]*string{
		&m.Category, &m.Issuer, &m.Source, &m.Author, &m.Subject, &m.Genre, &m.Validity, &m.Disclosure, &m.Form,
	} {
		in.share(s)
	}
	for _, s := range [...]*string{&m.Path, &m.Title, &m.DocNumber, &m.IndexNumber, &m.Summary} {
		*s = strings.Clone(*s)
	}
	for i := range m.Keywords {
		in.share(&m.Keywords[i])
	}
	for _, list := range [...]*[]string{&m.Keywords, &m.Replaces, &m.Interprets, &m.Aliases} {
		*list = slices.Clip(*list)
	}
}
