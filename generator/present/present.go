// Package present knows which outputs a site has and what each of them shows.
//
// [New] makes the [Plan]: every output with its path. [Plan.View] makes the view
// of one page, a closed value from which a layout makes it. [Plan.Late] describes
// an output that is no page: what it is made from, and how it is written. All are
// pure functions of the configuration, the catalog, and what is known of
// attachments and reports. They are made anew whenever they are asked for, and
// hold everything that the output depends on but the text of a document. What a
// page shows of that is a value of its own, [View.Text], so that nothing changes a
// view after its sum was taken.
//
// # Outputs
//
//	index.html                          home
//	404.html sitemap.html search.html   not found, site map, search
//	elder.html                          长者模式: large type without a script
//	KEY/index.html                      front page of a category, newest first
//	KEY/list-3.html                     its third page, counted from the oldest
//	KEY/year-2017.html                  a year; KEY/year-2017-3.html its pages
//	KEY/valid.html KEY/lapsed.html      what is in force of a category of policies, and
//	                                    what no longer is; KEY/valid-3.html its pages
//	policies/2017/0003.html             content/policies/2017/0003.md, or the notice in its place
//	subjects/index.html                 index by subject
//	subjects/0201.html                  a subject; subjects/0201-3.html its pages
//	catalog/index.html                  政府信息公开目录; catalog/list-3.html its pages
//	disclosure/index.html               政府信息公开平台
//	disclosure/systems.html             政府信息公开制度
//	request/index.html request/form.html  依申请公开
//	reports/2017/index.html             an annual report
//	reports/2017/website.html           政府网站工作年度报表
//
// Late outputs, which are made after the pages:
//
//	KEY/feed.xml feed.xml               Atom
//	catalog/data-2017.js                rows of the catalog for its filter
//	catalog.json catalog.csv            its rows for machines; catalog.schema.json says what is in them
//	attachments.csv                     a line for each attachment
//	dcat.jsonld                         what data there is (DCAT 3)
//	reports/2017/report.json            figures of an annual report; .csv, .xlsx
//	sitemap.xml robots.txt
//	qrcode.svg KEY/qrcode.svg           codes for paper that lead to the front pages
//	search/…                            the search index, see package search
//	withdrawn.map                       addresses of what was withdrawn, for servers
//
// # Stable pagination
//
// Numbered pages are counted from the oldest end, and a front page repeats the
// newest documents. So a new document changes the front page and the last
// numbered page; all others stay as they are, and a bookmark to page 3 keeps
// showing what it showed.
//
// # Files
//
// Each file uses those before it, and none that comes later:
//
//	output, paths, texts    what an output is; where they stand; addresses and days
//	site, addresses         what everything is made from; which addresses are taken
//	view, viewpoint         what a page shows; a page that looks at the site
//	head, list              titles, meta tags, the way to a page; lists, their pages
//	contact                 what can be called or written to
//	service                 the guide to a service
//	validity                what is in force, and what no longer is
//	document, annual, catalogview, platform, chrome, guide, fixed, listview
//	                        views, by what they show
//	late                    an output that is no page
//	notice                  what is left of documents that were withdrawn
//	datasets, catalogdata, feed, sitemap, reportexport, code, searchindex
//	                        late outputs, by what they hold
//	plan, text              all of it together; the text beside a view
//
// present reads no file, knows no template and no Markdown.
package present
