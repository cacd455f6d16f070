// Package present knows which pages a site has and what each of them shows.
//
// [New] makes the plan: every output of the site with its path. [Site.View]
// makes the view of one output, a closed value from which a layout makes the
// page. Both are pure functions of the configuration, the catalog, and what is
// known of attachments and reports; a view is made anew whenever it is asked
// for, and holds everything that the output depends on except the text of a
// document. What a page shows of that is a value of its own, [View.Text], so that
// nothing changes a view after its sum was taken.
//
// # Addresses
//
//	index.html                          home
//	404.html sitemap.html               not found, site map
//	KEY/index.html                      front page of a category, newest first
//	KEY/list-3.html                     its third page, counted from the oldest
//	KEY/year-2017.html                  a year; KEY/year-2017-3.html its pages
//	KEY/feed.xml feed.xml               Atom
//	policies/2017/0003.html             content/policies/2017/0003.md
//	subjects/index.html                 index by subject
//	subjects/0201.html                  a subject; subjects/0201-3.html its pages
//	catalog/index.html                  政府信息公开目录; catalog/list-3.html its pages
//	catalog/data-2017.js                its rows for the filter
//	catalog.json catalog.csv            its rows for machines
//	disclosure/index.html               政府信息公开平台
//	disclosure/systems.html             政府信息公开制度
//	request/index.html request/form.html  依申请公开
//	reports/2017/index.html             an annual report, with .json, .csv and .xlsx
//	reports/2017/website.html           政府网站工作年度报表
//	sitemap.xml robots.txt
//
// # Stable pagination
//
// Numbered pages are counted from the oldest end, and a front page repeats the
// newest documents. So a new document changes the front page and the last
// numbered page; all others stay as they are, and a bookmark to page 3 keeps
// showing what it showed.
//
// present reads no file, knows no template and no Markdown.
package present

import (
	"strings"

	"gongkai/generator/address"
	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/report"
)

// File is what a view says of a file that is published with a document.
type File struct {
	Size   int64
	SHA256 string // hexadecimal
}

// Report is the annual report of one year with everything shown around it.
type Report struct {
	Highlights []report.Highlight
	Charts     []report.Chart
	Tables     []report.Table
	// SiteReport is 政府网站工作年度报表; no tables: there is none.
	SiteReport []report.Table
	// Files are the generated downloads by extension: json, csv, xlsx.
	Files map[string]File
	// Sum identifies the figures, for the files' own keys.
	Sum string
}

// Input is what a plan is made from.
type Input struct {
	Config  *config.Config
	Catalog *catalog.Catalog
	// File describes a file below content/; ok is false where it does not
	// exist.
	File func(path string) (f File, ok bool)
	// Report returns the parsed report of a year, nil where there is none.
	Report func(year int) *Report
	// Locate finds a value of a document's front matter, for findings: an element
	// of the list of a key.
	Locate func(id catalog.ID, key, item string) diag.Pos
}

// Site is the plan of a site, frozen.
type Site struct {
	in      Input
	lists   []list
	outputs []Output // without the paths of documents: see texts
	book    *address.Book[Output]
	texts   texts
	targets targets
}

// Kind says what an output is.
type Kind uint8

// The kinds of outputs. Pages come first, then what is not HTML.
const (
	Home Kind = iota
	Document
	Redirect
	ListFront
	ListPage
	Subjects
	Platform
	Request
	Form
	SiteMap
	NotFound
	AnnualReport
	Reports
	SiteReport
	lastPage = SiteReport

	CatalogJSON Kind = iota
	CatalogCSV
	CatalogData
	Feed
	Sitemap
	SitemapPart
	Robots
	ReportJSON
	ReportCSV
	ReportXLSX
)

// Output is one file of the site to be made.
type Output struct {
	Path string
	Kind Kind
	// ID is the document that the output shows, or belongs to; else None.
	ID catalog.ID
	// Index is the list of a ListFront, ListPage or Feed (-1: the feed of the
	// site), the alias of a Redirect, the part of a SitemapPart, the year of
	// CatalogData.
	Index int32
	// Page is the number of a ListPage.
	Page int32
}

// IsPage reports whether outputs of this kind are HTML pages.
func (k Kind) IsPage() bool { return k <= lastPage }

// IsPage reports whether the output is an HTML page.
func (o Output) IsPage() bool { return o.Kind.IsPage() }

// New makes the plan of a site and reports outputs that would stand at one
// path.
func New(in Input) (*Site, []diag.Diagnostic) {
	s := &Site{in: in, texts: newTexts(in.Catalog), targets: newTargets(in.Config, in.Catalog)}
	s.makeLists()
	s.plan()
	return s, s.enter()
}

// With returns the plan for another state of the same site in which every
// document stands where it stood: only what the pages show has changed.
func (s *Site) With(in Input) *Site {
	next := *s
	next.in = in
	return &next
}

// Len returns how many outputs there are.
func (s *Site) Len() int { return len(s.outputs) }

// Kind returns the kind of an output by its number.
func (s *Site) Kind(i int) Kind { return s.outputs[i].Kind }

// Output returns an output by its number, from 0.
func (s *Site) Output(i int) Output {
	o := s.outputs[i]
	if o.Kind == Document {
		o.Path = s.address(o.ID)
	}
	return o
}

// Lookup returns the output at a path.
func (s *Site) Lookup(path string) (Output, bool) {
	if o, how := s.Occupant(path); how == address.Taken && o.Path == path {
		return o, true
	}
	id, ok := s.document(path) // another one may be its like
	return Output{Path: path, Kind: Document, ID: id}, ok
}

// document returns the document whose page stands at a path.
func (s *Site) document(path string) (catalog.ID, bool) {
	stem, ok := strings.CutSuffix(path, ".html")
	if !ok {
		return catalog.None, false
	}
	id, ok := s.in.Catalog.Find(stem + ".md")
	if !ok || !s.isDocument(id) {
		return catalog.None, false
	}
	return id, true
}

// isDocument reports whether a public content file has a page of its own: it is
// neither a report nor the text of a section.
func (s *Site) isDocument(id catalog.ID) bool {
	c := s.in.Catalog
	return c.Public(id) && c.Meta(id).Form == "" && c.SectionOf(id).Intro != id
}

// plan enumerates the outputs.
func (s *Site) plan() {
	c := s.in.Catalog
	s.outputs = make([]Output, 0, len(c.All)+len(c.All)/8+64)
	s.planDocuments()
	add := func(path string, kind Kind) { s.add(Output{Path: path, Kind: kind, ID: catalog.None}) }
	add("index.html", Home)
	for i := range s.lists {
		s.planList(int32(i))
	}
	s.planReports()
	add("subjects/index.html", Subjects)
	add("disclosure/index.html", Platform)
	add("request/index.html", Request)
	add("request/form.html", Form)
	add("sitemap.html", SiteMap)
	add("404.html", NotFound)
	add("catalog.json", CatalogJSON)
	add("catalog.csv", CatalogCSV)
	for _, year := range s.catalogYears() {
		s.add(Output{Path: dataPath(year), Kind: CatalogData, ID: catalog.None, Index: int32(year)})
	}
	s.add(Output{Path: "feed.xml", Kind: Feed, ID: catalog.None, Index: -1})
	s.planSitemap()
	add("robots.txt", Robots)
}

func (s *Site) add(o Output) { s.outputs = append(s.outputs, o) }

// planDocuments adds the documents, their redirects, and the reports.
func (s *Site) planDocuments() {
	c := s.in.Catalog
	for _, id := range c.All {
		m := c.Meta(id)
		for i, alias := range m.Aliases {
			s.add(Output{Path: alias, Kind: Redirect, ID: id, Index: int32(i)})
		}
		if s.isDocument(id) {
			s.add(Output{Kind: Document, ID: id})
		}
	}
	for _, r := range c.Reports {
		path := s.address(r.ID)
		s.add(Output{Path: path, Kind: AnnualReport, ID: r.ID, Index: int32(r.Year)})
		for _, f := range reportFiles {
			s.add(Output{Path: sibling(path, f.name), Kind: f.kind, ID: r.ID, Index: int32(r.Year)})
		}
		if known := s.in.Report(r.Year); known != nil && len(known.SiteReport) > 0 {
			s.add(Output{Path: sibling(path, "website.html"), Kind: SiteReport, ID: r.ID, Index: int32(r.Year)})
		}
	}
}

// reportFiles are the files published with each annual report.
var reportFiles = [...]struct {
	name, label, ext string
	kind             Kind
}{
	{"report.xlsx", "Excel 表格", "xlsx", ReportXLSX},
	{"report.csv", "CSV 数据", "csv", ReportCSV},
	{"report.json", "JSON 数据", "json", ReportJSON},
}
