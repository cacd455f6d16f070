package present

import (
	"fmt"
	"io"

	"gongkai/generator/catalog"
	"gongkai/generator/export"
	"gongkai/generator/page"
)

// planSitemap adds the sitemap. Its addresses are absolute by definition, so
// there is none without base_url.
func (s *Site) planSitemap() {
	if s.in.Config.Site.BaseURL == "" {
		return
	}
	s.add(Output{Path: "sitemap.xml", Kind: Sitemap, ID: catalog.None})
	if n := s.parts(); n > 1 {
		for part := range n {
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

// mapped yields the pages that belong in the sitemap: not the redirects, not
// the page for what is not found, not the numbered pages.
func (s *Site) mapped(yield func(Output) bool) {
	for i := range s.outputs {
		o := s.Output(i)
		if o.IsPage() && o.Kind != Redirect && o.Kind != NotFound && o.Kind != ListPage && !yield(o) {
			return
		}
	}
}

// parts returns into how many parts the sitemap must be divided.
func (s *Site) parts() int {
	n := 0
	for range s.mapped {
		n++
	}
	return (n + export.SitemapSize - 1) / export.SitemapSize
}

// writeSitemap writes sitemap.xml: the addresses, or an index of its parts.
func (s *Site) writeSitemap(w io.Writer) error {
	n := s.parts()
	if n <= 1 {
		return s.writeAddresses(w, 0)
	}
	parts := make([]string, n)
	for i := range parts {
		parts[i] = s.absolute(partPath(i))
	}
	return write(w, export.SitemapIndex(nil, parts))
}

// writeAddresses writes a part of the sitemap, in pieces.
func (s *Site) writeAddresses(w io.Writer, part int) error {
	b := export.SitemapOpen(make([]byte, 0, chunk+chunk/8))
	first, at := part*export.SitemapSize, 0
	for o := range s.mapped {
		if at++; at <= first {
			continue
		}
		modified := ""
		if o.Kind == Document || o.Kind == AnnualReport {
			modified = s.texts.day(s.in.Catalog.Meta(o.ID).Date)
		}
		b = export.AppendAddress(b, s.in.Config.Site.BaseURL, page.Rel("", o.Path), modified)
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
