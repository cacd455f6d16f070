package export

// SitemapSize is how many addresses one sitemap may hold (sitemaps.org).
const SitemapSize = 50000

// SitemapOpen begins a sitemap.
func SitemapOpen(b []byte) []byte {
	return append(b, `<?xml version="1.0" encoding="utf-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`...)
}

// AppendAddress appends the address of a page relative to base; lastmod
// (2017-03-15) may be empty.
func AppendAddress(b []byte, base, page, lastmod string) []byte {
	b = append(b, "<url><loc>"...)
	b = AppendXML(AppendXML(b, base), page)
	b = append(b, "</loc>"...)
	b = element(b, "lastmod", lastmod)
	return append(b, "</url>"...)
}

// SitemapClose ends a sitemap.
func SitemapClose(b []byte) []byte { return append(b, "</urlset>"...) }

// SitemapIndex appends an index of sitemaps.
func SitemapIndex(b []byte, addresses []string) []byte {
	b = append(b, `<?xml version="1.0" encoding="utf-8"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`...)
	for _, a := range addresses {
		b = append(b, "<sitemap>"...)
		b = element(b, "loc", a)
		b = append(b, "</sitemap>"...)
	}
	return append(b, "</sitemapindex>"...)
}

// Robots appends robots.txt; sitemap may be empty.
func Robots(b []byte, sitemap string) []byte {
	b = append(b, "User-agent: *\nAllow: /\n"...)
	if sitemap != "" {
		b = append(append(append(b, "Sitemap: "...), sitemap...), '\n')
	}
	return b
}
