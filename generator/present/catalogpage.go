package present

import (
	"slices"
	"strconv"

	"gongkai/generator/catalog"
	"gongkai/generator/layout"
	"gongkai/generator/page"
)

// catalogView makes a page of 政府信息公开目录.
func (s *Site) catalogView(v *layout.CatalogView, o Output) View {
	l := &s.lists[o.Index]
	v.Pager = s.pager(l, o.Path, int(o.Page))
	ids := l.newest()
	if o.Page > 0 {
		ids, v.Label = l.page(int(o.Page)), pageLabel(int(o.Page))
	} else {
		s.catalogFront(v, o.Path)
	}
	for _, id := range slices.Backward(ids) {
		v.Rows = append(v.Rows, s.catalogRow(o.Path, id))
		row := &v.Rows[len(v.Rows)-1]
		v.Indexed = v.Indexed || row.Index != ""
		v.Numbered = v.Numbered || row.Number != ""
	}
	s.plainHead(&v.Head, o.Path, catalogName, s.in.Config.Office.Name+"政府信息公开目录", "信息公开目录")
	s.finish(&v.Page, o.Path, join(catalogName, v.Label), catalogName, nil, v.Label)
	return View{Layout: "catalog.html", Section: "catalog", Value: v, Body: catalog.None}
}

// catalogFront adds what only the front page shows.
func (s *Site) catalogFront(v *layout.CatalogView, from string) {
	v.Total = len(s.in.Catalog.Docs)
	for _, year := range s.catalogYears() {
		v.Scripts = append(v.Scripts, layout.Link{Text: strconv.Itoa(year) + "年", Href: page.Rel(from, dataPath(year))})
	}
	v.Data = []layout.Link{
		{Text: "JSON", Href: page.Rel(from, "catalog.json")},
		{Text: "CSV（可用 Excel 打开）", Href: page.Rel(from, "catalog.csv")},
	}
	columns := layout.Facet{Title: "按栏目"}
	for i := range s.in.Catalog.Sections {
		sec := &s.in.Catalog.Sections[i]
		columns.Links = append(columns.Links, layout.Link{
			Text: sec.Category.Name, Href: page.Rel(from, sec.Category.Key+"/index.html"),
			Counted: true, Count: s.count(sec),
		})
	}
	v.Facets = append(v.Facets, columns)
	if len(s.in.Catalog.Subjects) > 0 {
		subjects := layout.Facet{Title: "按主题"}
		for _, g := range s.in.Catalog.Subjects {
			subjects.Links = append(subjects.Links, layout.Link{
				Text: g.Name, Href: page.Rel(from, subjectPath(g.Key)), Counted: true, Count: len(g.Docs),
			})
		}
		v.Facets = append(v.Facets, subjects)
	}
}

func (s *Site) catalogRow(from string, id catalog.ID) layout.CatalogRow {
	m := s.in.Catalog.Meta(id)
	return layout.CatalogRow{
		Index:    m.IndexNumber,
		Title:    m.Title,
		Href:     s.texts.refer(from, id),
		Summary:  m.Summary,
		Written:  s.texts.day(m.MadeOn()),
		Date:     s.texts.day(m.Date),
		Category: s.in.Catalog.SectionOf(id).Category.Name,
		Issuer:   s.issuer(m),
		Number:   m.DocNumber,
		Validity: s.in.Catalog.State(id).String(),
	}
}

// dataPath returns the data file of the catalog's rows of one year.
func dataPath(year int) string { return "catalog/data-" + strconv.Itoa(year) + ".js" }

// catalogYears lists the years of the catalog, newest first. Documents are in
// the order of their dates.
func (s *Site) catalogYears() []int {
	var years []int
	docs := s.in.Catalog.Docs
	for i := len(docs) - 1; i >= 0; {
		year := s.in.Catalog.Meta(docs[i]).Date.Year()
		years = append(years, year)
		i = s.yearStart(year) - 1
	}
	return years
}

// yearStart returns the place in Docs of the first document of a year or a
// later one.
func (s *Site) yearStart(year int) int {
	first := page.NewDate(year, 1, 1).Day
	docs := s.in.Catalog.Docs
	low, high := 0, len(docs)
	for low < high {
		middle := (low + high) / 2
		if s.in.Catalog.Meta(docs[middle]).Date.Day < first {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low
}

// yearDocs returns the documents of a year, oldest first.
func (s *Site) yearDocs(year int) []catalog.ID {
	return s.in.Catalog.Docs[s.yearStart(year):s.yearStart(year+1)]
}
