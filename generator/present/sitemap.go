package present

import (
	"io"

	"gongkai/generator/catalog"
	"gongkai/generator/export"
	"gongkai/generator/page"
)

// mapped are the pages that belong in the sitemap: not the redirects and notices, not the page
// for what is not found, not the numbered pages.
type mapped struct {
	pages []Output // all pages
	count int      // those that belong in it
	// others are the paths of those that show no document: what the front matter
	// of documents does not tell of the sitemap.
	others []string
}

func newMapped(pages []Output) mapped {
	m := mapped{pages: pages}
	for i := range pages {
		if o := &pages[i]; o.isMapped() {
			m.count++
			if o.kind != kindDocument {
				m.others = append(m.others, o.Path)
			}
		}
	}
	return m
}

func (o *Output) isMapped() bool {
	switch o.kind {
	case kindRedirect, kindNotice:
		return false
	case kindFixed:
		return !fixedPages[o.index].unlisted
	case kindList:
		return o.number == 0
	}
	return true
}

// sitemaps lists sitemap.xml and, where there are too many pages for one file, its
// parts. Its addresses are absolute by definition, so there is none without
// base_url.
func sitemaps(s *site, m mapped) []Late {
	if s.Config.Site.BaseURL == "" {
		return nil
	}
	part := func(path string, part int) Late {
		return Late{Path: path, ID: catalog.None, Docs: s.Catalog.Docs, Values: m.others, Write: func(w io.Writer) error {
			return writeAddresses(w, s, m, part)
		}}
	}
	n := (m.count + export.SitemapSize - 1) / export.SitemapSize
	if n <= 1 {
		return []Late{part(sitemapPath, 0)}
	}
	parts := make([]string, n)
	late := make([]Late, 1, n+1)
	for i := range parts {
		path := sitemapPartPath(i)
		parts[i] = s.absolute(path)
		late = append(late, part(path, i))
	}
	late[0] = Late{Path: sitemapPath, ID: catalog.None, Values: parts, Write: func(w io.Writer) error {
		return write(w, export.SitemapIndex(nil, parts))
	}}
	return late
}

// writeAddresses writes a part of the sitemap, in pieces.
func writeAddresses(w io.Writer, s *site, m mapped, part int) error {
	b := export.SitemapOpen(make([]byte, 0, chunk+chunk/8))
	first, at := part*export.SitemapSize, 0
	for i := range m.pages {
		o := m.pages[i]
		if !o.isMapped() {
			continue
		}
		if at++; at <= first {
			continue
		}
		path, modified := o.Path, ""
		if o.kind == kindDocument {
			path = s.address(o.ID)
		}
		if o.kind == kindDocument || o.kind == kindReport {
			modified = s.day(pageChange(s, o.ID))
		}
		b = export.AppendAddress(b, s.Config.Site.BaseURL, page.Rel("", path), modified)
		var err error
		if b, err = flush(w, b); err != nil {
			return err
		}
		if at == first+export.SitemapSize {
			break
		}
	}
	return write(w, export.SitemapClose(b))
}

// pageChange returns the day since which the page of a document says what it says: that of
// its last change, or of what became of it: who looks for it is to find it repealed.
func pageChange(s *site, id catalog.ID) page.Date {
	changed := lastChange(s.Catalog.Meta(id))
	if since := s.Catalog.Since(id); since.Compare(changed) > 0 {
		return since
	}
	return changed
}

// robots makes robots.txt, which names the sitemap.
func robots(s *site) Late {
	sitemap := ""
	if s.Config.Site.BaseURL != "" {
		sitemap = s.absolute(sitemapPath)
	}
	return Late{Path: robotsPath, ID: catalog.None, Write: func(w io.Writer) error {
		return write(w, export.Robots(nil, sitemap))
	}}
}
