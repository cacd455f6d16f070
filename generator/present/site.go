package present

import (
	"slices"
	"strings"

	"gongkai/generator/catalog"
	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/report"
	"gongkai/generator/search"
)

// Input is what a plan is made from.
type Input struct {
	Config  *config.Config
	Catalog *catalog.Catalog
	// File describes a file below content/; ok is false where it does not
	// exist.
	File func(path string) (f File, ok bool)
	// Tables returns the files whose tables a document shows.
	Tables func(id catalog.ID) []page.Attachment
	// Report returns the parsed report of a year, nil where there is none.
	Report func(year int) *Report
	// Texts are the texts of documents, for the search.
	Texts Texts
	// Locate finds a value of a document's front matter, for findings: an element
	// of the list of a key.
	Locate func(id catalog.ID, key, item string) diag.Pos
}

// Texts is what the search index has to be told of the texts of documents, which are
// rendered elsewhere.
type Texts struct {
	// Size is how long a document is, about; Sum covers what Text returns; Text is called
	// by several workers at a time, each with its number below Workers.
	Size    func(id catalog.ID) int64
	Sum     func(id catalog.ID) uint64
	Text    func(worker int, id catalog.ID) (search.Text, error)
	Workers int
	// Begin is called before the index is made.
	Begin func()
}

// File is what a view says of a file that is published.
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
	// Exports are the figures as files to download, in the order shown.
	Exports []Export
}

// Export is a file made from the figures of an annual report.
type Export struct {
	File
	Name  string // report.xlsx
	Label string // Excel 表格
	// Data returns the bytes. They are made only where they have to be written.
	Data func() ([]byte, error)
}

// site is what everything here is made from: the input, and the texts that
// nearly every page needs, written once. Nothing changes it.
type site struct {
	Input
	texts
	columns  []column          // by section
	subjects map[string]string // front pages, by the names of the subjects in use
}

// column is what all pages of a category say of it.
type column struct {
	front    string // path of its front page
	feed     string // path of its feed
	feedName string
}

func newSite(in Input) *site {
	s := &site{Input: in, texts: newTexts(in.Catalog), subjects: make(map[string]string, len(in.Catalog.Subjects))}
	for i := range in.Catalog.Sections {
		c := &in.Catalog.Sections[i].Category
		one := column{columnPath(c.Key), columnFeedPath(c.Key), in.Config.Site.Name + " " + c.Name}
		if c.Kind == config.KindReports { // they have no feed of their own
			one.feed, one.feedName = feedPath, in.Config.Site.Name
		}
		s.columns = append(s.columns, one)
	}
	for _, g := range in.Catalog.Subjects {
		s.subjects[g.Name] = subjectPath(g.Key)
	}
	return s
}

// with returns what is known of another state of the same site in which every
// document stands where it stood.
func (s *site) with(in Input) *site {
	next := *s
	next.Input = in
	return &next
}

// files are what belongs to a document and can be downloaded: its attachments, and behind
// them the files whose tables it shows.
func (s *site) files(id catalog.ID) []page.Attachment {
	list := s.Catalog.Meta(id).Attachments
	named := len(list)
	for _, t := range s.Tables(id) {
		if !slices.ContainsFunc(list[:named], func(a page.Attachment) bool { return a.File == t.File }) {
			list = append(slices.Clip(list), t)
		}
	}
	return list
}

// isDocument reports whether a public content file has a page of its own: it is
// neither a report nor the text of a section.
func isDocument(c *catalog.Catalog, id catalog.ID) bool {
	return c.Public(id) && c.Meta(id).Form == "" && c.SectionOf(id).Intro != id
}

// documentAt returns the document whose page stands at a path.
func (s *site) documentAt(path string) (catalog.ID, bool) {
	stem, ok := strings.CutSuffix(path, ".html")
	if !ok {
		return catalog.None, false
	}
	id, ok := s.Catalog.Find(stem + ".md")
	if !ok || !isDocument(s.Catalog, id) {
		return catalog.None, false
	}
	return id, true
}

// absolute returns the address of an output for the outside world, "" without
// base_url.
func (s *site) absolute(output string) string {
	base := s.Config.Site.BaseURL
	if base == "" {
		return ""
	}
	return base + page.Rel("", output)
}

// issuer returns who issued a document: by default the office.
func (s *site) issuer(m *page.Meta) string {
	if m.Issuer != "" {
		return m.Issuer
	}
	return s.Config.Office.Name
}

// source returns where a document came from: by default its issuer.
func (s *site) source(m *page.Meta) string {
	if m.Source != "" {
		return m.Source
	}
	return s.issuer(m)
}

// count returns how many documents a category holds. Annual reports are not in
// its list, but they are what its page shows.
func count(c *catalog.Catalog, sec *catalog.Section) int {
	if sec.Category.Kind == config.KindReports {
		return len(c.Reports)
	}
	return len(sec.Docs)
}

// reportsSection returns the category of the annual reports, which every site
// has.
func reportsSection(c *catalog.Catalog) *catalog.Section {
	for i := range c.Sections {
		if c.Sections[i].Category.Kind == config.KindReports {
			return &c.Sections[i]
		}
	}
	return nil
}
