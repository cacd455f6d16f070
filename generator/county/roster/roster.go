// Package roster is county.toml: the county, its address, and the offices that it
// answers for.
//
//	name = "示例县人民政府"
//	address = "https://county.example/"
//
//	[[office]]
//	key = "shili"                       # the site is below https://county.example/shili/
//	name = "示例镇人民政府"
//	level = "township"
//	folder = "sites/shili"              # a folder, from that of county.toml
//
//	[[office]]
//	key = "jiaoyu"
//	name = "示例县教育局"
//	level = "department"
//	git = "https://git.example/jiaoyu"  # or a repository
//	revision = "main"                   # of which this branch, tag or commit is made; default: HEAD
//
//	[[office]]
//	key = "weisheng"
//	name = "示例县卫生健康局"
//	level = "department"
//	site = "https://weisheng.example/"  # or a site that is released elsewhere, and mirrored
//
// [Parse] reads it strictly: an unknown key, a value that cannot be, an office without a
// source is a finding with its place and with what to write instead. Nothing is looked
// for on disk or on a network: an office whose source is not there is the failure of that
// office, when it is built, and stops no other.
//
// roster does not know how an office is built.
package roster

import (
	"cmp"
	"net/url"
	"strings"

	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/tomllist"
)

// File is the name of the file.
const File = "county.toml"

// County is the whole of county.toml, validated, with defaults filled in.
type County struct {
	Name        string   `toml:"name"`    // 示例县人民政府; meta SiteName of all pages
	Address     string   `toml:"address"` // of the portal; the sites of the offices are below it
	Domain      string   `toml:"domain"`  // meta SiteDomain; default: the host of Address
	IDCode      string   `toml:"id_code"` // 网站标识码; meta SiteIDCode
	Region      string   `toml:"region"`  // 示例市
	Description string   `toml:"description"`
	Organizer   string   `toml:"organizer"` // 主办单位; default: Name
	Contact     string   `toml:"contact"`
	ICP         string   `toml:"icp"`
	Police      string   `toml:"police"`
	BadgeURL    string   `toml:"badge_url"`
	ErrorsURL   string   `toml:"errors_url"`
	Links       []link   `toml:"link"`
	Offices     []Office `toml:"office"`
}

// link is a labelled address at the foot of all pages.
type link struct {
	Name string `toml:"name"`
	URL  string `toml:"url"`
}

// Office is an office of the county, and where its site comes from: one of Folder, Git and
// Site is given.
type Office struct {
	Key   string `toml:"key"` // a folder of the county's site
	Name  string `toml:"name"`
	Level string `toml:"level"` // township, county, city, province or department
	// Folder is the folder of the site, from that of county.toml.
	Folder string `toml:"folder"`
	// Git is a repository whose top folder is that of the site, and Revision what of it is
	// made; "": its HEAD.
	Git      string `toml:"git"`
	Revision string `toml:"revision"`
	// Site is the address of a site that `gongkai release` has published, and which is
	// mirrored as it is: with its own names and its own footer.
	Site string `toml:"site"`
}

// Source names where the site comes from, as county.toml says it.
func (o *Office) Source() string { return cmp.Or(o.Folder, o.Git, o.Site) }

// Parse reads county.toml. It is nil where a finding is an error.
func Parse(data []byte) (*County, []diag.Diagnostic) {
	c := new(County)
	file, found := tomllist.Decode(File, data, c, tomllist.Rules{NotUTF8: ruleNotUTF8, TooMuch: ruleTooMuch, Syntax: ruleSyntax, Unknown: ruleUnknown, Most: mostEntries})
	if file == nil {
		return nil, nearest(found)
	}
	k := &check{file: file}
	k.county(c)
	k.offices(c.Offices)
	if diag.HasErrors(k.found) {
		return nil, diag.Sort(k.found)
	}
	c.complete()
	return c, diag.Sort(k.found)
}

// complete fills in what follows from the rest.
func (c *County) complete() {
	var site config.Site
	site.SetBaseURL(c.Address)
	c.Address = site.BaseURL
	if u, err := url.Parse(c.Address); err == nil && c.Domain == "" {
		c.Domain = u.Hostname()
	}
	c.Organizer = cmp.Or(c.Organizer, c.Name)
}

// Portal is the portal as the sites of its offices name it. They stand in folders beside
// its home page.
func (c *County) Portal() config.Portal {
	return config.Portal{Name: c.Name, URL: "../index.html", Domain: c.Domain, IDCode: c.IDCode}
}

// Footer is what stands at the foot of the pages of an office, or with nil of the
// portal's own: the county runs the site (主办单位), and the office answers for what is
// in it (承办单位).
func (c *County) Footer(o *Office) config.Footer {
	f := config.Footer{Organizer: c.Organizer, Contact: c.Contact, ICP: c.ICP, Police: c.Police, BadgeURL: c.BadgeURL, ErrorsURL: c.ErrorsURL}
	if o != nil {
		f.Operator = o.Name
	}
	for _, l := range c.Links {
		f.Links = append(f.Links, config.Link(l))
	}
	return f
}

// AddressOf is where the site of an office is.
func (c *County) AddressOf(o *Office) string { return c.Address + o.Key + "/" }

// Find returns the office with a key.
func (c *County) Find(key string) (*Office, bool) {
	for i := range c.Offices {
		if c.Offices[i].Key == key {
			return &c.Offices[i], true
		}
	}
	return nil, false
}

// keys are the names that may be written in a table: "" stands for the top of the file.
func keys(table string) []string {
	switch table {
	case "office":
		return strings.Fields("key name level folder git revision site")
	case "link":
		return strings.Fields("name url")
	}
	return strings.Fields("name address domain id_code region description organizer contact icp police badge_url errors_url office link")
}
