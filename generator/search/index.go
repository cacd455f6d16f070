package search

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"math/bits"
	"sync"
	"unicode/utf16"
)

// Facets are what results can be narrowed by, in the order in which they are offered.
type Facets struct {
	Categories [][2]string // key and name
	Validities []string
}

// Input is what an index is made from.
type Input struct {
	Arrangement *Arrangement
	Facets      Facets
	Workers     int
	// Document returns a document by its place, without its text, and Text the text,
	// which it is asked for once. Both are called by several workers at a time, Text with
	// the number of the worker.
	Document func(i int) Document
	Text     func(worker, i int) (Text, error)
}

// Index is an index that was made.
type Index struct {
	Input
	posted [][]byte // the files of grams; nil for the others
	texts  []Text
	sums   []uint64 // of the documents
	format int      // of its files
	// version is that of all files, editions of the groups and edition of all documents:
	// see editionOf.
	version  string
	editions []string
	edition  string
	memory   memory
}

// format is one more whenever the bytes of a file come to mean something else. It stands in
// static/js/search.js, too: a script that is older or newer than the files, in a page that was
// open before a release or out of a store, says that the page has to be loaded again.
const format = 2

// Build makes the index, one segment at a time.
func Build(in Input) (*Index, error) {
	x := &Index{Input: in, format: format, posted: make([][]byte, len(in.Arrangement.files)), texts: make([]Text, len(in.Arrangement.entries)), sums: make([]uint64, len(in.Arrangement.entries))}
	x.edition = x.editionOf(0, len(x.sums))
	for i := range in.Arrangement.groups {
		g := &in.Arrangement.groups[i]
		edition := x.editionOf(g.first(), g.first()+g.count())
		x.editions = append(x.editions, edition)
		x.open(g.gramsAt, 1<<g.gramBits, edition)
		x.open(g.longAt, 1<<g.longBits, edition)
		for _, s := range g.segments {
			if err := x.add(g, s); err != nil {
				return nil, err
			}
		}
		x.close(g.gramsAt, 1<<g.gramBits)
		x.close(g.longAt, 1<<g.longBits)
	}
	x.version, x.memory = x.sum(), memory{}
	return x, nil
}

// document returns a document with its text.
func (x *Index) document(i int) Document {
	d := x.Document(i)
	d.Text = x.texts[i]
	return d
}

// open begins some files, each of which has a body for each segment.
func (x *Index) open(from, n int, edition string) {
	for i := from; i < from+n; i++ {
		x.posted[i] = fmt.Appendf(opened(x.Arrangement.files[i]), `,"%s"`, edition)
	}
}

// editionOf says which documents some places are those of. Files that know documents by
// their place carry it, so that a browser that has read the manifest before a release and
// reads them after it knows that they are not of that. An edited text leaves it as it is.
func (x *Index) editionOf(from, to int) string {
	h := fnv.New32a()
	for i := from; i < to; i++ {
		d := x.Document(i)
		fmt.Fprintf(h, "%s %d\n", d.Path, d.Day)
	}
	return fmt.Sprintf("%08x", h.Sum32())
}

// opened is the beginning of a file.
func opened(path string) []byte {
	return fmt.Appendf(nil, "gongkaiSearch.put(\"%s\"", path[:len(path)-len(".js")])
}

func (x *Index) close(from, n int) {
	for i := from; i < from+n; i++ {
		x.posted[i] = append(x.posted[i], ")"...)
	}
}

// add adds a segment to its group.
func (x *Index) add(g *group, s segment) error {
	p := &postings{workers: x.Workers, count: s.count, shift: 32 - g.gramBits, tau: s.tau, memory: &x.memory}
	err := p.gather(func(worker, i int) (d Document, err error) {
		i += s.first
		if x.texts[i], err = x.Text(worker, i); err != nil {
			return d, err
		}
		d = x.document(i)
		x.sums[i] = d.sum()
		return d, nil
	})
	if err != nil {
		return err
	}
	p.scatter()
	p.encode()
	x.take(g.gramsAt, p.grams)
	longer, err := p.exceptions(g.longBits)
	x.take(g.longAt, longer)
	return err
}

// take adds the bodies of a segment to some files.
func (x *Index) take(from int, bodies [][]byte) {
	for i, body := range bodies {
		out := append(append(x.posted[from+i], `,"`...), body...)
		x.posted[from+i] = append(out, '"')
	}
}

// sum identifies the whole index: a browser asks for files under it, and so for no old ones
// that it has kept.
func (x *Index) sum() string {
	h := fnv.New64a()
	for _, sum := range x.sums {
		fmt.Fprintf(h, "%x,", sum)
	}
	fmt.Fprintf(h, "%q %v", x.Facets, x.Arrangement.groups)
	return fmt.Sprintf("%016x", h.Sum64())
}

// File returns a file by its number in the arrangement.
func (x *Index) File(i int) ([]byte, error) {
	switch i {
	case manifestFile:
		return x.manifest()
	case tokensFile:
		return fixedScripts().tokens, nil
	case foldsFile:
		return fixedScripts().folds, nil
	case moreFoldsFile:
		return fixedScripts().moreFolds, nil
	case filterFile:
		return x.filter(), nil
	}
	if i < x.Arrangement.textsAt {
		return x.posted[i], nil
	}
	return x.textFile(i), nil
}

// scripts are the files that are the same in every index.
type scripts struct{ tokens, folds, moreFolds []byte }

var fixedScripts = sync.OnceValue(func() scripts {
	usual, rest := theFolds().scripts()
	return scripts{theTokens().script(), usual, rest}
})

// textFile returns a file of texts.
func (x *Index) textFile(file int) []byte {
	m := x.Arrangement.monthOf(file)
	from := m.first + (file-m.file)*perFile
	w := bitWriter{out: append(opened(x.Arrangement.files[file]), `,"`...)}
	var units []uint16
	for i := from; i < min(from+perFile, m.first+m.count); i++ {
		d := x.document(i)
		units = d.write(&w, units)
	}
	out, _ := w.flush()
	return append(out, "\")"...)
}

// filter returns the file of categories and validities.
func (x *Index) filter() []byte {
	w := bitWriter{out: fmt.Appendf(opened(x.Arrangement.files[filterFile]), `,"%s","`, x.edition)}
	categories, validities := uint(bits.Len(uint(len(x.Facets.Categories)))), uint(bits.Len(uint(len(x.Facets.Validities))))
	for i := range x.Arrangement.entries {
		d := x.Document(i)
		w.put(uint64(d.Category), categories)
		w.put(uint64(d.Validity), validities)
	}
	out, _ := w.flush()
	return append(out, "\")"...)
}

// manifest returns the file that tells of all the others.
func (x *Index) manifest() ([]byte, error) {
	type groupEntry struct {
		Name     string `json:"name"`
		Edition  string `json:"edition"`
		Grams    uint   `json:"grams"`
		Longs    uint   `json:"longs"`
		Segments []int  `json:"segments"`
		Taus     []int  `json:"taus"` // of the segments
	}
	m := struct {
		Format     int          `json:"format"`
		Version    string       `json:"version"`
		Edition    string       `json:"edition"`
		Longest    int          `json:"longest"`
		PerFile    int          `json:"perFile"`
		Groups     []groupEntry `json:"groups"`
		Months     [][2]any     `json:"months"`
		Categories [][2]string  `json:"categories"`
		Validities []string     `json:"validities"`
	}{Format: x.format, Version: x.version, Edition: x.edition, Longest: longest, PerFile: perFile, Groups: []groupEntry{}, Months: [][2]any{}, Categories: x.Facets.Categories, Validities: x.Facets.Validities}
	for i, g := range x.Arrangement.groups {
		e := groupEntry{Name: g.name, Edition: x.editions[i], Grams: g.gramBits, Longs: g.longBits, Segments: []int{}, Taus: []int{}}
		for _, s := range g.segments {
			e.Segments, e.Taus = append(e.Segments, s.count), append(e.Taus, s.tau)
		}
		m.Groups = append(m.Groups, e)
	}
	for i := range x.Arrangement.months {
		one := &x.Arrangement.months[i]
		m.Months = append(m.Months, [2]any{one.name(), one.count})
	}
	data, err := json.Marshal(m)
	if err != nil {
		return nil, err
	}
	return append(append([]byte("gongkaiSearch.index("), data...), ")"...), nil
}

// sum identifies what is in a document.
func (d *Document) sum() uint64 {
	h := fnv.New64a()
	fmt.Fprintf(h, "%s %d %q %d %d ", d.Path, d.Day, d.head(), d.Category, d.Validity)
	_, _ = h.Write([]byte(d.Text)) // a hash never fails
	return h.Sum64()
}

// Reveal returns the texts in a file of the index, which are coded: for whoever has to
// know whether a text is in it. It returns nothing where the file holds none.
func Reveal(data []byte) string {
	from := bytes.Index(data, []byte(`","`))
	if !bytes.HasPrefix(data, []byte(`gongkaiSearch.put("t/`)) || from < 0 {
		return ""
	}
	body, _, _ := bytes.Cut(data[from+3:], []byte(`"`))
	r := bitReader{data: unpack(body)}
	var text []uint16
	for range perFile {
		r.read(dayBits + validityBits)
		var whole bool
		if text, whole = theTokens().decode(text, &r); !whole {
			break
		}
		text = append(text, lineFeed)
	}
	return string(utf16.Decode(text))
}
