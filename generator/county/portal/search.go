package portal

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"

	"gongkai/generator/catalog"
	"gongkai/generator/county/rows"
	"gongkai/generator/layout"
	"gongkai/generator/page"
	"gongkai/generator/parallel"
	"gongkai/generator/search"
)

func (m *maker) searchMost() int { return cmp.Or(m.SearchMost, SearchMost) }

// validities are the words by which results can be narrowed, as on the sites of offices.
func validities() []string {
	var list []string
	for state := catalog.Unstated; state <= catalog.Repealed; state++ {
		list = append(list, state.String())
	}
	return list
}

// searchPage makes the page of the search.
func (m singles) searchPage(a at) ([]byte, error) {
	v := &layout.SearchView{Validities: validities()[1:], Others: m.ways(a)}
	for _, o := range m.Offices {
		v.Categories = append(v.Categories, layout.Choice{Value: o.Key, Text: o.Name})
	}
	for _, y := range m.years {
		v.Years = append(v.Years, layout.Choice{Value: y.key, Text: y.name})
	}
	v.Page = m.page(a, searchName, "", "在各机关公开的文件中检索")
	return m.render(a, "search", "search.html", v)
}

// search makes the index of the newest documents: their titles, numbers and summaries.
func (m *maker) search(t *tree, first newest) error {
	first = first[:min(m.searchMost(), len(first))]
	nth := func(i int) *rows.Row { return &first[len(first)-1-i] } // an index goes from the oldest on
	offices, states := map[string]int{}, map[string]int{}
	facets := search.Facets{Validities: validities()}
	for i, o := range m.Offices {
		offices[o.Key] = i
		facets.Categories = append(facets.Categories, [2]string{o.Key, o.Name})
	}
	for i, word := range facets.Validities {
		states[word] = i
	}
	entries := make([]search.Entry, len(first))
	for i := range entries {
		r := nth(i)
		d, err := page.ParseDate(r.Date)
		if err != nil {
			return fmt.Errorf("%s: %w", r.URL, err)
		}
		entries[i] = search.Entry{Year: d.Year(), Month: int(d.Time().Month()), Size: int64(len(r.Title) + len(r.Summary))}
	}
	x, err := search.Build(search.Input{
		Arrangement: search.Arrange(entries), Facets: facets, Workers: parallel.Workers(m.Workers),
		Document: func(i int) search.Document { return searched(nth(i), offices, states) },
		Text:     func(int, int) (search.Text, error) { return new(search.Coder).Paragraphs(), nil },
	})
	if err != nil {
		return err
	}
	for i, name := range search.Arrange(entries).Files() {
		data, err := x.File(i)
		if err == nil {
			err = t.put(name, data)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// searched is a document as it is searched. Its path is not escaped: the page of the
// search escapes it.
func searched(r *rows.Row, offices, states map[string]int) search.Document {
	d, _ := page.ParseDate(r.Date) // which has been read before
	path, err := url.PathUnescape(r.URL)
	if err != nil {
		path = r.URL
	}
	return search.Document{
		Path: path, Day: d.Day, Title: r.Title, Number: r.Number, Index: r.Index, Summary: r.Summary, Category: offices[r.Office], Validity: states[r.Validity],
	}
}

// key stands for all that the portal is made from: the county, what each office has in the
// catalogue and in its annual reports, and the program.
func (m *maker) key() string {
	h := sha256.New()
	fmt.Fprintf(h, "%x %d\n%q\n", m.Salt, m.searchMost(), *m.County)
	for _, o := range m.Offices {
		fmt.Fprintf(h, "%q %q %q %q %q\n", o.Key, o.Name, o.Level, o.Rows.Days.File, o.Reports) // maps are printed in order
	}
	return hex.EncodeToString(h.Sum(nil))
}
