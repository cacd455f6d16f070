package present

import (
	"slices"

	"gongkai/generator/catalog"
	"gongkai/generator/layout"
)

// catalogView makes a page of 政府信息公开目录 in an empty view.
func catalogView(v *layout.CatalogView, at viewpoint, l *list, n int) View {
	v.Pager, v.Label = l.pager(at, n), pageLabel(n)
	if n == 0 {
		catalogFront(v, at)
	}
	for _, id := range slices.Backward(l.on(n)) {
		v.Rows = append(v.Rows, catalogRow(at, id))
		row := &v.Rows[len(v.Rows)-1]
		v.Indexed = v.Indexed || row.Index != ""
		v.Numbered = v.Numbered || row.Number != ""
	}
	at.plainHead(&v.Head, catalogName, at.Config.Office.Name+"政府信息公开目录", catalogColumn)
	at.entitle(&v.Page, join(catalogName, v.Label), catalogName, v.Label)
	return View{Layout: "catalog.html", Section: sectionCatalog, Value: v, Body: catalog.None}
}

// catalogFront adds what only the front page shows.
func catalogFront(v *layout.CatalogView, at viewpoint) {
	c := at.Catalog
	v.Total = len(c.Docs)
	for _, year := range c.Years {
		v.Scripts = append(v.Scripts, at.link(year.Name, catalogDataPath(year.Key)))
	}
	for i := range c.Sections {
		v.Categories = append(v.Categories, c.Sections[i].Category.Name)
	}
	v.Validities, v.Searched = validities()[1:], !at.Config.Search.Off
	v.Data = []layout.Link{at.link("JSON", catalogJSONPath), at.link("CSV（可用 Excel 打开）", catalogCSVPath), at.link("附件清单 CSV", filesCSVPath), at.link("DCAT", dcatPath)}
	columns := layout.Facet{Title: "按栏目"}
	for i := range c.Sections {
		sec := &c.Sections[i]
		columns.Links = append(columns.Links, at.counted(sec.Category.Name, at.columns[i].front, count(c, sec)))
	}
	v.Facets = append(v.Facets, columns)
	validity := layout.Facet{Title: "按效力"}
	for i := range c.Sections {
		validity.Links = append(validity.Links, at.validityLinks(i)...)
	}
	if len(validity.Links) > 0 {
		v.Facets = append(v.Facets, validity)
	}
	if len(c.Subjects) > 0 {
		subjects := layout.Facet{Title: "按主题"}
		for _, g := range c.Subjects {
			subjects.Links = append(subjects.Links, at.counted(g.Name, subjectPath(g.Key), len(g.Docs)))
		}
		v.Facets = append(v.Facets, subjects)
	}
}

// catalogRow is a document in the catalog.
func catalogRow(at viewpoint, id catalog.ID) layout.CatalogRow {
	m := at.Catalog.Meta(id)
	return layout.CatalogRow{
		Index:    m.IndexNumber,
		Title:    m.Title,
		Href:     at.toDocument(id),
		Summary:  m.Summary,
		Written:  at.day(m.MadeOn()),
		Date:     at.day(m.Date),
		Category: at.Catalog.SectionOf(id).Category.Name,
		Issuer:   at.issuer(m),
		Number:   m.DocNumber,
		Validity: at.Catalog.State(id).String(),
	}
}
