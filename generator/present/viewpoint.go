package present

import (
	"slices"

	"gongkai/generator/catalog"
	"gongkai/generator/layout"
	"gongkai/generator/page"
)

// viewpoint is the place of a page from which it sees the site: every reference
// on the page leads from there.
type viewpoint struct {
	*site
	path string
}

// to returns the reference to an output.
func (at viewpoint) to(path string) string { return page.Rel(at.path, path) }

// toDocument returns the reference to the page that shows a document.
func (at viewpoint) toDocument(id catalog.ID) string { return at.refer(at.path, id) }

// link links to an output.
func (at viewpoint) link(text, path string) layout.Link {
	return layout.Link{Text: text, Href: at.to(path)}
}

// counted links to an output and says how many documents it holds.
func (at viewpoint) counted(text, path string, n int) layout.Link {
	return layout.Link{Text: text, Href: at.to(path), Counted: true, Count: n}
}

// document links to a document by its title; the zero Link for None.
func (at viewpoint) document(id catalog.ID) layout.Link {
	if id == catalog.None {
		return layout.Link{}
	}
	return layout.Link{Text: at.Catalog.Meta(id).Title, Href: at.toDocument(id)}
}

// column links to the front page of a category.
func (at viewpoint) column(sec *catalog.Section) layout.Link {
	return at.link(sec.Category.Name, at.columns[sec.Index].front)
}

// siteFeed links to the feed of the site.
func (at viewpoint) siteFeed() layout.Link { return at.link(at.Config.Site.Name, feedPath) }

// columnFeed links to the feed of a category.
func (at viewpoint) columnFeed(sec *catalog.Section) layout.Link {
	c := &at.columns[sec.Index]
	return at.link(c.feedName, c.feed)
}

// yearLinks links the front page of a section to its years.
func (at viewpoint) yearLinks(sec *catalog.Section) []layout.Link {
	links := make([]layout.Link, len(sec.Years))
	for i, y := range sec.Years {
		links[i] = at.counted(y.Name, yearPath(sec.Category.Key, y.Key), len(y.Docs))
	}
	return links
}

// items makes list entries of documents.
func (at viewpoint) items(ids []catalog.ID) []layout.ListItem {
	items := make([]layout.ListItem, len(ids))
	for i, id := range ids {
		items[i] = at.item(id)
	}
	return items
}

// newest appends list entries of documents, oldest first, in the order in which
// lists show them: newest first.
func (at viewpoint) newest(items []layout.ListItem, ids []catalog.ID) []layout.ListItem {
	items = slices.Grow(items, len(ids))
	for _, id := range slices.Backward(ids) {
		items = append(items, at.item(id))
	}
	return items
}

// item makes the list entry of a document.
func (at viewpoint) item(id catalog.ID) layout.ListItem {
	m := at.Catalog.Meta(id)
	return layout.ListItem{
		Title:   m.Title,
		Href:    at.toDocument(id),
		Date:    at.day(m.Date),
		Summary: m.Summary,
		State:   stateWord(at.Catalog.State(id)),
		Mark:    at.Catalog.Mark(id),
	}
}

// stateWord is what stands before a title in a list.
func stateWord(state catalog.State) string {
	switch state {
	case catalog.Expired, catalog.Repealed, catalog.Amended:
		return state.String()
	}
	return ""
}
