package present

import (
	"io"

	"gongkai/generator/cache"
	"gongkai/generator/catalog"
)

// Late is an output that is no page: a feed, a sitemap, a file of data. It is made
// after the pages, or beside them. It says of itself what it is made from, and
// writes itself; nothing else knows one from another. A new one is a function that
// returns a Late, and a line in Plan.lateOutputs.
type Late struct {
	Path string
	// Beside says that it is much work and needs nothing that pages record: it is
	// begun before them. After them it would keep one worker busy while the others
	// have nothing to do.
	Beside bool
	// ID is the document that the file belongs to, or None: a finding about its
	// path is laid to that.
	ID catalog.ID
	// Docs are the documents of whose front matter and validity it tells, in
	// whatever order.
	Docs []catalog.ID
	// Texts covers the texts of documents that it tells of; nil: there are none. It is
	// asked for when all pages have been made.
	Texts func() string
	// Facts covers what it tells of files and of relations of documents; nil: nothing. It
	// is asked for when the key is wanted.
	Facts func() string
	// Values are what else it tells, the names of the site and of its categories
	// apart, which all do.
	Values []string
	// Write writes the bytes, which must be a function of the above.
	Write func(w io.Writer) error
}

// LateKey is the value that identifies the bytes of a late output. Its fields are
// the parts of the output's key.
type LateKey struct {
	Name string
	// Rows covers the documents that the file tells of.
	Rows cache.Sum
	// Texts covers the texts that the file tells of, "" where there are none.
	Texts string
	// Facts covers what the file tells of files and of relations.
	Facts string
	// Names are those of the site and of its categories, which any file may show.
	Names []string
	// Values are what else it tells.
	Values []string
}

// lateKey returns the key of a late output.
func lateKey(s *site, l *Late, sums func(catalog.ID) cache.Sum) LateKey {
	own := &s.Config.Site
	key := LateKey{
		Name: l.Path, Rows: rowsSum(s.Catalog, l.Docs, sums),
		Names: []string{own.Name, s.Config.Office.Name, own.BaseURL, own.Domain}, Values: l.Values,
	}
	if l.Texts != nil {
		key.Texts = l.Texts()
	}
	if l.Facts != nil {
		key.Facts = l.Facts()
	}
	for _, c := range s.Config.Categories {
		key.Names = append(key.Names, c.Key, c.Name)
	}
	return key
}

// rowsSum covers what any file can tell of some documents without their texts.
func rowsSum(c *catalog.Catalog, ids []catalog.ID, sums func(catalog.ID) cache.Sum) cache.Sum {
	h := cache.NewHash()
	b := make([]byte, 0, min(len(ids)*(len(cache.Sum{})+1), chunk+chunk/8))
	for _, id := range ids {
		sum := sums(id)
		b = append(append(b, sum[:]...), byte(c.State(id)))
		b, _ = flush(h, b) // a hash never fails
	}
	h.Write(b)
	return h.Sum()
}

// chunk is how much of a file is put together before it is written.
const chunk = 1 << 16

// flush writes b where it has become long, and returns what is left of it.
func flush(w io.Writer, b []byte) ([]byte, error) {
	if len(b) < chunk {
		return b, nil
	}
	return b[:0], write(w, b)
}

func write(w io.Writer, b []byte) error {
	_, err := w.Write(b)
	return err
}
