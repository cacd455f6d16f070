package layout

import (
	"html/template"

	"gongkai/generator/report"
)

// The views. A layout sees one of these, with the text of a document ([Text]) on
// the pages that have one, and nothing else: plain data, never a handle on the
// site, never a clock. So an output is a pure function of its view and its text,
// and their sums are the exact key of the output. Every address in a view is
// page-relative and escaped; every list is in the order shown.

// View is a pointer to one of the types below.
type View interface {
	page() *Page
}

// HTML is markup that is already safe: the body of a document.
type HTML = template.HTML

// Chrome is what surrounds the main part on every page of one section at one
// depth. It is rendered once for each of them, so it holds no
// fact of a single page, no count, and no list that grows.
type Chrome struct {
	Lang        string // zh-CN
	Root        string // reference to the site's root: "./", "../../"
	Section     string // key of the section; "home" and other page kinds have their own
	SiteName    string
	OfficeName  string
	Region      string
	Sample      string
	Description string
	Portal      Link // the superior portal; empty Text: none
	Nav         []Link
	Platform    []Link
	Feed        Link   // the feed of the section or the site; empty Text: none
	Search      string // the page of the search; empty: there is none
	Code        Link   // for paper, a picture that leads to the front page of the section; empty Text: none
	Footer      Footer
}

// Footer is the 底部功能区.
type Footer struct {
	Organizer string
	Operator  string
	Contact   string
	Address   string
	Phone     string
	// ContactWays and PhoneWays are the two in parts; see Field.Ways.
	ContactWays []Way
	PhoneWays   []Way
	IDCode      string
	ICP         string
	ICPURL      string
	Police      string
	Badge       Link
	Errors      Link
	SiteMap     Link
	Links       []Link
}

// Link is an anchor. Current marks the page or section that is being shown;
// Count is shown behind the text where Counted is set.
type Link struct {
	Text     string
	Href     string
	Current  bool
	Counted  bool
	Count    int
	External bool
}

// Meta is one meta tag.
type Meta struct {
	Name    string
	Content string
}

// Head is what a page says of itself in its head element.
type Head struct {
	Title     string // the whole title, with the name of the site
	Metas     []Meta // 国办发〔2017〕47号, in order
	Canonical string // absolute; empty without base_url
	Feed      Link   // empty Text: none
	NoIndex   bool
	// Refresh is the address a redirect page leads to.
	Refresh string
}

// Page is what the views of all kinds of pages have in common. Root leads to
// the site's root, for references to static files.
type Page struct {
	Head       Head
	Root       string
	Title      string
	Breadcrumb []Link
}

func (p *Page) page() *Page { return p }

// PageView is a document (document.html).
type PageView struct {
	Page
	Fields []Field
	Banner Banner
	// Formal is set for a document of record (公文), one with a 体裁 or a
	// 发文字号: it is set under the name of its issuer and a red rule.
	Formal      bool
	Dated       bool   // a field has Changes
	Date        string // 2017-03-15 10:30
	Updated     string // 更新日期; "" where nothing has been revised
	Source      string
	Issuer      string
	Author      string
	Summary     string
	Service     []ServicePart // of the guide to a service
	Attachments []Attachment
	Relations   []Relation
	Revisions   []Revision
	Older       Link // previous and next in the section; empty Text: none
	Newer       Link
	// Mark is set in the preview for what is not yet public: 草稿, 未到发布日期, 未经审核.
	Mark string
}

// Field is one line of the metadata header: 索引号, 发文机关 …
type Field struct {
	Name  string
	Value string
	Href  string
	// Ways is Value in parts, where some of it can be called or written to.
	Ways []Way
	// Class lets the style sheet mark a value: "valid", "invalid".
	Class string
	// Changes are what js/validity.js makes of a validity on days to come:
	// "2022-04-01 expired 失效", more behind a semicolon; "" for none.
	Changes string
}

// Way is a part of a text that says how an office is reached: words, or what can
// be followed.
type Way struct {
	Text string
	Href string // of a page or mail
	Tel  string // the number as it is dialled
}

// ServicePart is a part of the guide to a service. It has one of the four.
type ServicePart struct {
	Title      string
	Fields     []Field // 办理地点, 办理时间, 联系电话 …
	Paragraphs []string
	Heads      Material // of the columns of Materials
	Materials  []Material
	Steps      []string // in order
}

// Material is something that an applicant brings along: the cells of its row.
type Material struct {
	Name   string
	Form   string // 原件，2份
	Source string // with what else is said of it
}

// Banner says that a document is no longer in force, or was amended.
type Banner struct {
	Kind string // expired, repealed, amended, future; empty: no banner
	Text string
	Link Link // what replaced it
}

// Heading is one entry of the table of contents.
type Heading struct {
	Level int // 2 to 6
	ID    string
	Text  string
}

// Attachment is a file to download.
type Attachment struct {
	Title  string
	Href   string
	Type   string // PDF, Word, Excel …
	Size   string // 1.2 MB
	SHA256 string
}

// Revision is an entry of the 修订记录.
type Revision struct {
	Date string
	Note string
}

// Relation is a group of related documents: 政策解读, 替代 …
type Relation struct {
	Label string
	Items []ListItem
}

// ListItem is a document in a list.
type ListItem struct {
	Title   string
	Href    string
	Date    string // 2017-03-15
	Summary string
	State   string // "", or the words to put before the title: 废止, 失效, 已修改
	Mark    string // preview only, as in PageView
}

// ListView is the front page of a section, one of its numbered pages, a year
// or a subject (list.html).
type ListView struct {
	Page
	Description string
	// Label says which part of the list this is: 第3页, 2017年; "" on a front page.
	Label string
	Items []ListItem
	Empty string // what to say where there is nothing
	Pager Pager
	Years []Link // front only
	// Validity leads from the front page of a category of policies to the lists of
	// what is in force and of what no longer is.
	Validity []Link
}

// Pager leads through numbered pages. Pages are numbered from the oldest end,
// so a new document changes the newest of them only; a numbered page therefore
// does not say how many there are.
type Pager struct {
	Older Link
	Newer Link
	Front Link
	// Numbers lead to some of all pages from a front page, and from a numbered one to
	// those before it.
	Numbers []Link
}

// HomeView is the home page (home.html).
type HomeView struct {
	Page
	Description string
	Platform    []Link
	Sections    []HomeSection
	Contact     []Field
	SiteReport  []Link // 政府网站工作年度报表, newest first
}

// HomeSection is a category on the home page.
type HomeSection struct {
	Title string
	Href  string
	Items []ListItem
}

// ElderView is 长者模式 (elder.html): the ways and the newest documents on one page in
// large type, for readers whose browsers run no script. For the others, each page
// has 长者模式.
type ElderView struct {
	Page
	Ways     []Link // catalog, search, 政府信息公开平台
	Columns  []Link // the categories
	Sections []HomeSection
	Contact  []Field
}

// GuideView is 政府信息公开指南 (guide.html): 条例第十二条.
type GuideView struct {
	Page
	Parts  []GuidePart // classification, arrangement, access
	Office []Field     // the department in charge
	Links  []Link      // catalog, request page, reports
	Items  []ListItem  // documents of the category
	Pager  Pager
	Years  []Link
}

// GuidePart is a part of the guide in running text, one string a paragraph.
type GuidePart struct {
	Title      string
	Paragraphs []string
}

// RequestView is 依申请公开 (request.html) and its printable form (form.html).
type RequestView struct {
	Page
	Office   []Field
	Form     Link
	Guide    Link
	Phone    string
	OrgName  string
	Portal   Link
	Deadline int // working days in which an answer is due
}

// PlatformView is 政府信息公开平台, the five entries and what they hold
// (platform.html).
type PlatformView struct {
	Page
	Entries []PlatformEntry
}

// PlatformEntry is one of the five entries.
type PlatformEntry struct {
	Title string
	Text  string
	Href  string
	Links []Link
}

// CatalogView is one page of 政府信息公开目录 (catalog.html).
type CatalogView struct {
	Page
	Label string
	Rows  []CatalogRow
	// Indexed and Numbered say that some row has an 索引号, a 发文字号: a column
	// that would be empty is left out.
	Indexed, Numbered bool
	Pager             Pager
	Facets            []Facet // front only
	Data              []Link  // catalog.json, catalog.csv; front only
	Scripts           []Link  // one data file a year for the filter; front only
	// Categories and Validities are what the filter offers, Searched says that it can fold
	// characters as the search does: there is one; front only.
	Categories, Validities []string
	Searched               bool
	Total                  int // front only
}

// CatalogRow is one document in the catalog: at least the four things that
// 条例第十二条 names (索引, 名称, 内容概述, 生成日期).
type CatalogRow struct {
	Index    string
	Title    string
	Href     string
	Summary  string
	Written  string
	Date     string
	Category string
	Issuer   string
	Number   string
	Validity string
}

// ValidityView is one page of the list of the documents of a category that are in
// force, or of that of those that no longer are (validity.html).
type ValidityView struct {
	Page
	Over  bool // the list is that of what is no longer in force
	Label string
	Rows  []ValidityRow
	// Numbered, Written, Effective and Ending say that some row has an entry in the
	// column of that name: one that would be empty is left out.
	Numbered, Written, Effective, Ending bool
	Dated                                bool // a row has Changes
	Pager                                Pager
	// Front only: how many documents the list has, how many are not in force yet,
	// and the other list.
	Total, Pending int
	Other          Link
}

// ValidityRow is a document in a list of what is in force, or no longer is.
type ValidityRow struct {
	Title     string
	Href      string
	Mark      string // preview only, as in PageView
	Number    string
	Written   string
	Date      string
	Effective string
	End       string // the last day in force, or that of the repeal
	Validity  string
	Changes   string // as in Field
	// ReplacedBy is the document that stands in its place; empty Text: none.
	ReplacedBy Link
}

// Facet is a way to narrow a list down without a script: by category, year or
// subject.
type Facet struct {
	Title string
	Links []Link
}

// IndexView is a page of links in groups: the index by subject, the site map
// (index.html).
type IndexView struct {
	Page
	Description string
	Groups      []Facet
}

// SearchView is the page of the search (search.html).
type SearchView struct {
	Page
	Categories, Years []Choice
	Validities        []string
	Others            []Link // other ways to what is published
}

// Choice is something to choose: what the choice is known by, and what it is called.
type Choice struct {
	Value, Text string
}

// MessageView is 404 (message.html) and the page behind an alias
// (redirect.html).
type MessageView struct {
	Page
	Text  string
	Links []Link
}

// WithdrawnView stands in the place of a document that was withdrawn (withdrawn.html).
type WithdrawnView struct {
	Page
	Date     string
	Reason   string
	Document string // the title, where it is kept
	Section  Link
}

// ReportView is an annual report (report.html).
type ReportView struct {
	Page
	Fields     []Field
	Date       string
	Updated    string
	Issuer     string
	Year       int
	Tables     []report.Table // those of the form; the text has the place of each
	Highlights []report.Highlight
	Charts     []report.Chart
	Downloads  []Attachment
	Revisions  []Revision
	Older      Link // the report of the year before
	Newer      Link
	Mark       string
}

// ReportPart is a stretch of prose, or a table of the form (Table.ID != "").
type ReportPart struct {
	Body  HTML
	Table report.Table
}

// ReportIndexView is the list of reports by year (reports.html).
type ReportIndexView struct {
	Page
	Description string
	Reports     []ReportItem
	SiteReports []Link // 政府网站工作年度报表
}

// ReportItem is one report in the index.
type ReportItem struct {
	Year       int
	Title      string
	Href       string
	Date       string
	Highlights []report.Highlight
	Downloads  []Link
}

// SiteReportView is 政府网站工作年度报表 (sitereport.html).
type SiteReportView struct {
	Page
	Year   int
	Fields []Field
	Tables []report.Table
}
