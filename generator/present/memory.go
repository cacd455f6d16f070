package present

import "gongkai/generator/layout"

// Memory is what views of documents are made in, one after another: nine tenths
// of the pages of a site are documents, and a view of one is 2.5 KB. The zero
// value is ready; it is for one goroutine.
type Memory struct {
	page layout.PageView
}

// document returns an empty view whose lists have room.
func (m *Memory) document() *layout.PageView {
	v := &m.page
	*v = layout.PageView{
		Page: layout.Page{
			Head:       layout.Head{Metas: v.Head.Metas[:0]},
			Breadcrumb: v.Breadcrumb[:0],
		},
		Fields:  v.Fields[:0],
		Outline: v.Outline[:0],
	}
	return v
}
