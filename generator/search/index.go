package search

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"math/bits"
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
	// Document returns a document by its place. It is called by several workers at a
	// time, each with its number, and more than once for each document: the texts are
	// never all in memory.
	Document func(worker, i int) (Document, error)
}

// Index is an index that was made.
type Index struct {
	Input
	posted  [][]byte // the files of grams; nil for the others
	sums    []uint64 // of the documents
	version string
}

// Build makes the index, one segment at a time.
func Build(in Input) (*Index, error) {
	x := &Index{Input: in, posted: make([][]byte, len(in.Arrangement.files)), sums: make([]uint64, len(in.Arrangement.entries))}
	for i := range in.Arrangement.groups {
		g := &in.Arrangement.groups[i]
		x.open(g.gramsAt, 1<<g.gramBits)
		x.open(g.longAt, 1<<g.longBits)
		for _, s := range g.segments {
			if err := x.add(g, s); err != nil {
				return nil, err
			}
		}
		x.close(g.gramsAt, 1<<g.gramBits)
		x.close(g.longAt, 1<<g.longBits)
	}
	x.version = x.sum()
	return x, nil
}

// open begins some files, each of which has a body for each segment.
func (x *Index) open(from, n int) {
	for i := from; i < from+n; i++ {
		x.posted[i] = opened(x.Arrangement.files[i])
	}
}

// opened is the beginning of a file.
func opened(path string) []byte {
	return fmt.Appendf(nil, "gongkaiSearch.put(\"%s\"", path[:len(path)-len(".js")])
}

func (x *Index) close(from, n int) {
	for i := from; i < from+n; i++ {
		x.posted[i] = append(x.posted[i], ");\n"...)
	}
}

// add adds a segment to its group.
func (x *Index) add(g *group, s segment) error {
	p := &postings{workers: x.Workers, count: s.count, shift: 32 - g.gramBits, tau: x.Arrangement.tau()}
	err := p.gather(func(worker, i int) (Document, error) {
		d, err := x.Document(worker, s.first+i)
		x.sums[s.first+i] = d.sum()
		return d, err
	})
	if err != nil {
		return err
	}
	p.scatter()
	p.encode()
	x.take(g.gramsAt, p.grams)
	x.take(g.longAt, p.exceptions(g.longBits))
	return nil
}

// take adds the bodies of a segment to some files.
func (x *Index) take(from int, bodies [][]byte) {
	for i, body := range bodies {
		out := append(append(x.posted[from+i], `,"`...), body...)
		x.posted[from+i] = append(out, '"')
	}
}

// sum identifies the whole index, so that files of two builds are never put together.
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
		return theTokens().script(), nil
	case foldsFile:
		usual, _ := theFolds().scripts()
		return usual, nil
	case moreFoldsFile:
		_, rest := theFolds().scripts()
		return rest, nil
	case filterFile:
		return x.filter()
	}
	if i < x.Arrangement.textsAt {
		return x.posted[i], nil
	}
	return x.texts(i)
}

// texts returns a file of texts.
func (x *Index) texts(file int) ([]byte, error) {
	m := x.Arrangement.monthOf(file)
	from := m.first + (file-m.file)*perFile
	w := bitWriter{out: append(opened(x.Arrangement.files[file]), `,"`...)}
	var units []uint16
	for i := from; i < min(from+perFile, m.first+m.count); i++ {
		d, err := x.Document(0, i)
		if err != nil {
			return nil, err
		}
		units = d.write(&w, units)
	}
	out, _ := w.flush()
	return append(out, "\");\n"...), nil
}

// filter returns the file of categories and validities.
func (x *Index) filter() ([]byte, error) {
	w := bitWriter{out: append(opened(x.Arrangement.files[filterFile]), `,"`...)}
	categories, validities := uint(bits.Len(uint(len(x.Facets.Categories)))), uint(bits.Len(uint(len(x.Facets.Validities))))
	for i := range x.Arrangement.entries {
		d, err := x.Document(0, i)
		if err != nil {
			return nil, err
		}
		w.put(uint64(d.Category), categories)
		w.put(uint64(d.Validity), validities)
	}
	out, _ := w.flush()
	return append(out, "\");\n"...), nil
}

// manifest returns the file that tells of all the others.
func (x *Index) manifest() ([]byte, error) {
	type groupEntry struct {
		Name     string `json:"name"`
		Grams    uint   `json:"grams"`
		Longs    uint   `json:"longs"`
		Segments []int  `json:"segments"`
	}
	m := struct {
		Version    string       `json:"version"`
		Tau        int          `json:"tau"`
		PerFile    int          `json:"perFile"`
		Groups     []groupEntry `json:"groups"`
		Months     [][2]any     `json:"months"`
		Categories [][2]string  `json:"categories"`
		Validities []string     `json:"validities"`
	}{Version: x.version, Tau: x.Arrangement.tau(), PerFile: perFile, Groups: []groupEntry{}, Months: [][2]any{}, Categories: x.Facets.Categories, Validities: x.Facets.Validities}
	for _, g := range x.Arrangement.groups {
		e := groupEntry{Name: g.name, Grams: g.gramBits, Longs: g.longBits, Segments: []int{}}
		for _, s := range g.segments {
			e.Segments = append(e.Segments, s.count)
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
	return append(append([]byte("gongkaiSearch.index("), data...), ");\n"...), nil
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
		r.read(dayBits)
		var whole bool
		if text, whole = theTokens().decode(text, &r); !whole {
			break
		}
		text = append(text, lineFeed)
	}
	return string(utf16.Decode(text))
}
