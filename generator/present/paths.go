package present

import (
	"regexp"
	"strconv"

	"gongkai/generator/page"
)

// Where the outputs stand that no content file gives its place to.
const (
	homePath     = "index.html"
	notFoundPath = "404.html"
	siteMapPath  = "sitemap.html"
	subjectsPath = "subjects/index.html"
	catalogPath  = "catalog/index.html"
	platformPath = "disclosure/index.html"
	systemsPath  = "disclosure/systems.html"
	requestPath  = "request/index.html"
	formPath     = "request/form.html"
	reportsPath  = page.ReportsFolder + "/index.html"

	catalogJSONPath = "catalog.json"
	catalogCSVPath  = "catalog.csv"
	schemaPath      = "catalog.schema.json"
	filesCSVPath    = "attachments.csv"
	dcatPath        = "dcat.jsonld"
	feedPath        = "feed.xml"
	feedStylePath   = "css/feed.css" // a static file
	sitemapPath     = "sitemap.xml"
	searchPath      = "search.html"
	elderPath       = "elder.html"
	codeName        = "qrcode.svg" // beside the front page that it leads to
	searchFolder    = "search/"
	robotsPath      = "robots.txt"
)

// columnPath is the front page of a category.
func columnPath(key string) string { return key + "/index.html" }

// columnFeedPath is the feed of a category.
func columnFeedPath(key string) string { return key + "/" + feedPath }

// yearPath is the front page of a year of a category.
func yearPath(key, year string) string { return key + "/year-" + year + ".html" }

// validPath is the front page of what is in force of a category.
func validPath(key string) string { return key + "/valid.html" }

// overPath is the front page of what no longer is.
func overPath(key string) string { return key + "/lapsed.html" }

// subjectPath is the front page of a subject.
func subjectPath(code string) string { return "subjects/" + code + ".html" }

// catalogDataPath is the file of the catalog's rows of a year.
func catalogDataPath(year string) string { return "catalog/data-" + year + ".js" }

// reportPath is the page of an annual report.
func reportPath(year int) string { return reportFile(year, "index.html") }

// siteReportPath is the page of a site report.
func siteReportPath(year int) string { return reportFile(year, "website.html") }

// reportFile is a file published with an annual report.
func reportFile(year int, name string) string {
	return page.ReportsFolder + "/" + strconv.Itoa(year) + "/" + name
}

// sitemapPartPath is a part of the sitemap, counted from 0.
func sitemapPartPath(part int) string { return "sitemap-" + strconv.Itoa(part+1) + ".xml" }

// ListsOthers reports by the path of an output whether it is a page that lists
// others, and may go with them. Nothing else of the output need be known: it may be
// one that an earlier build has made.
func (o Output) ListsOthers() bool { return listPath.MatchString(o.Path) }

// listPath matches the paths of pages that list others.
var listPath = regexp.MustCompile(`^(?:[^/]+/)?(?:index|list-\d+|(?:year-\d+|valid|lapsed)(?:-\d+)?)\.html$|^(?:subjects|catalog|disclosure|request)/`)
