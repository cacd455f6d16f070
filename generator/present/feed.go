package present

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"slices"
	"strings"
	"time"

	"gongkai/generator/catalog"
	"gongkai/generator/export"
	"gongkai/generator/page"
)

// feeds lists the feed of the site and those of its sections.
func feeds(s *site, lists []list) []Late {
	late := []Late{newFeed(s, feedPath, homePath, s.Config.Site.Name, s.Catalog.Docs)}
	for i := range lists {
		if l := &lists[i]; l.kind == ofSection {
			c := &s.columns[l.section]
			late = append(late, newFeed(s, c.feed, c.front, c.feedName, l.docs))
		}
	}
	return late
}

// newFeed makes the feed of the newest of some documents. home is the page that
// it belongs to.
func newFeed(s *site, path, home, title string, docs []catalog.ID) Late {
	docs = docs[max(0, len(docs)-s.Config.Lists.Feed):]
	return Late{Path: path, ID: catalog.None, Docs: docs, Write: func(w io.Writer) error {
		at := viewpoint{s, path}
		f := export.Feed{
			Title:  title,
			Author: s.Config.Office.Name,
			ID:     feedID(s, path),
			Home:   at.reach(home),
			Self:   s.absolute(path),
			Shown:  at.feedPage(home, title, len(docs)),
			// A feed without entries has no date of its own; any fixed one will do.
			Updated: time.Unix(0, 0).In(page.Zone).Format(time.RFC3339),
		}
		for _, id := range slices.Backward(docs) {
			f.Entries = append(f.Entries, feedEntry(at, id))
		}
		if len(docs) > 0 {
			f.Updated = moment(latestChange(s.Catalog, docs))
		}
		return write(w, f.Atom(nil))
	}}
}

// feedPage is what a feed says to people who have opened it in a browser.
func (at viewpoint) feedPage(home, title string, entries int) export.FeedPage {
	shown := export.FeedPage{
		Style: at.to(feedStylePath),
		About: []string{"这是“" + title + "”的订阅文件，供订阅软件（阅读器）使用：把浏览器地址栏里的网址复制到订阅软件里，这里有新的内容，软件就会提醒您。"},
		Back:  at.to(home), Label: "返回 " + title,
	}
	if entries > 0 {
		shown.About = append(shown.About, "不用订阅软件的，可以直接打开下面的链接，这些是最近发布的内容。")
	}
	return shown
}

// feedEntry is a document in a feed.
func feedEntry(at viewpoint, id catalog.ID) export.Entry {
	m := at.Catalog.Meta(id)
	return export.Entry{
		Title: m.Title, ID: feedID(at.site, at.address(id)), Href: at.reach(at.address(id)),
		Published: moment(m.Date), Updated: moment(lastChange(m)), Author: at.source(m), Summary: m.Summary,
		Column: at.Catalog.SectionOf(id).Category.Name,
		Page:   at.toDocument(id), Day: at.day(m.Date),
	}
}

// lastChange returns the day of the last revision of a document, or where there is
// none, that of its publication.
func lastChange(m *page.Meta) page.Date {
	if day := m.Updated(); day.Compare(m.Date) > 0 {
		return day
	}
	return m.Date
}

// latestChange returns the last change of any of some documents.
func latestChange(c *catalog.Catalog, docs []catalog.ID) page.Date {
	var last page.Date
	for _, id := range docs {
		if day := lastChange(c.Meta(id)); day.Compare(last) > 0 {
			last = day
		}
	}
	return last
}

// moment writes a date as feeds do.
func moment(d page.Date) string { return d.Time().Format(time.RFC3339) }

// feedID identifies an output in a feed: its address, or where the site's
// address is not known, a URN made from the name of the site and the path.
func feedID(s *site, path string) string {
	if address := s.absolute(path); address != "" {
		return address
	}
	sum := sha256.Sum256([]byte(s.Config.Site.Name + "\x00" + path))
	h := hex.EncodeToString(sum[:16])
	return "urn:uuid:" + strings.Join([]string{h[:8], h[8:12], h[12:16], h[16:20], h[20:]}, "-")
}

// reach returns the absolute address of an output, or the reference to it where the
// site's address is not known.
func (at viewpoint) reach(path string) string {
	if address := at.absolute(path); address != "" {
		return address
	}
	return at.to(path)
}
