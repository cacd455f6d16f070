package present

import (
	"gongkai/generator/catalog"
	"gongkai/generator/layout"
	"gongkai/generator/page"
)

// View is what one page shows, ready for its layout.
type View struct {
	Layout  string
	Section string // has the chrome
	Value   layout.View
	// Body is the document whose text belongs on the page, or None.
	Body catalog.ID
}

// Sections, by which layouts and style sheets know where a page belongs: the keys
// of the categories, and these.
const (
	sectionHome     = "home"
	sectionSubjects = "subjects"
	sectionCatalog  = "catalog"
	sectionPlatform = "disclosure"
	sectionSystems  = "systems"
	sectionRequest  = "request"
	sectionReports  = page.ReportsFolder
	sectionSiteMap  = "sitemap"
	sectionNotFound = "404"
	sectionSearch   = "search"
	sectionElder    = "elder"
)

// Memory is what views of documents and lists are made in, one after another:
// nearly all pages of a site are of these kinds, and a view is 2.5 KB. The zero
// value is ready; it is for one goroutine.
type Memory struct {
	page     layout.PageView
	list     layout.ListView
	catalog  layout.CatalogView
	validity layout.ValidityView
}

// document returns an empty view whose lists have room.
func (m *Memory) document() *layout.PageView {
	v := &m.page
	*v = layout.PageView{Page: emptied(v.Page), Fields: v.Fields[:0]}
	return v
}

// listPage does the same for a page of a list.
func (m *Memory) listPage() *layout.ListView {
	v := &m.list
	*v = layout.ListView{Page: emptied(v.Page), Items: v.Items[:0]}
	return v
}

// catalogPage does the same for a page of the catalog.
func (m *Memory) catalogPage() *layout.CatalogView {
	v := &m.catalog
	*v = layout.CatalogView{Page: emptied(v.Page), Rows: v.Rows[:0]}
	return v
}

// validityPage does the same for a page of what is in force, or no longer is.
func (m *Memory) validityPage() *layout.ValidityView {
	v := &m.validity
	*v = layout.ValidityView{Page: emptied(v.Page), Rows: v.Rows[:0]}
	return v
}

// emptied returns an empty page whose lists have the room of another's.
func emptied(p layout.Page) layout.Page {
	return layout.Page{Head: layout.Head{Metas: p.Head.Metas[:0]}, Breadcrumb: p.Breadcrumb[:0]}
}
