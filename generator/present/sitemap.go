package present

import (
	"fmt"

	"gongkai/generator/catalog"
	"gongkai/generator/export"
)

// planSitemap adds the sitemap. Its addresses are absolute by definition, so
// there is none without base_url.
func (s *Site) planSitemap() {
	if s.in.Config.Site.BaseURL == "" {
		return
	}
	s.add(Output{Path: "sitemap.xml", Kind: Sitemap, ID: catalog.None})
	if n := len(s.mapped()); n > export.SitemapSize {
		for part := range (n + export.SitemapSize - 1) / export.SitemapSize {
			s.add(Output{Path: partPath(part), Kind: SitemapPart, ID: catalog.None, Index: int32(part)})
		}
	}
}

func partPath(part int) string { return fmt.Sprintf("sitemap-%d.xml", part+1) }

func (s *Site) sitemapAddress() string {
	if s.in.Config.Site.BaseURL == "" {
		return ""
	}
	return s.absolute("sitemap.xml")
}

// mapped lists the pages that belong in the sitemap: not the redirects, not
// the page for what is not found, not the numbered pages.
func (s *Site) mapped() []Output {
	var list []Output
	for i := range s.outputs {
		o := s.Output(i)
		if o.IsPage() && o.Kind != Redirect && o.Kind != NotFound && o.Kind != ListPage {
			list = append(list, o)
		}
	}
	return list
}

// sitemap makes sitemap.xml: the addresses, or an index of its parts.
func (s *Site) sitemap() []byte {
	mapped := s.mapped()
	if len(mapped) <= export.SitemapSize {
		return s.addresses(mapped)
	}
	var parts []string
	for part := range (len(mapped) + export.SitemapSize - 1) / export.SitemapSize {
		parts = append(parts, s.absolute(partPath(part)))
	}
	return export.SitemapIndex(nil, parts)
}

func (s *Site) sitemapPart(part int) []byte {
	mapped := s.mapped()
	return s.addresses(mapped[part*export.SitemapSize : min((part+1)*export.SitemapSize, len(mapped))])
}

func (s *Site) addresses(outputs []Output) []byte {
	b := export.SitemapOpen(nil)
	for _, o := range outputs {
		modified := ""
		if o.Kind == Document || o.Kind == AnnualReport {
			modified = s.in.Catalog.Meta(o.ID).Date.DayString()
		}
		b = export.AppendAddress(b, s.absolute(o.Path), modified)
	}
	return export.SitemapClose(b)
}
