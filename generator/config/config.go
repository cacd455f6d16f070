// Package config is config.toml: who the office is, which categories the site
// has, what stands at its foot, and which rules it keeps more or less strictly.
//
// [Load] reads the file strictly: an unknown key, a wrong type or a missing
// value is a finding with its place. Every value that a template shows comes
// from here; none is invented, and what is not given is left out of the page.
//
// config does not know pages or layouts.
package config

import "github.com/pelletier/go-toml/v2"

// Config is the whole of config.toml, validated, with defaults filled in.
type Config struct {
	Site       Site        `toml:"site"`
	Office     Office      `toml:"office"`
	Portal     Portal      `toml:"portal"`
	Guide      Guide       `toml:"guide"`
	Footer     Footer      `toml:"footer"`
	Lists      Lists       `toml:"lists"`
	Report     Report      `toml:"report"`
	Categories []Category  `toml:"category"`
	Platform   []Entry     `toml:"platform"`
	Rules      []RuleLevel `toml:"rule"`
	// Images says how pictures in texts are shown.
	Images struct {
		// Max is the longest side, in pixels, of a picture that is shown itself; of a
		// larger one a reduced copy is. 0: there are no copies. Default 1600.
		Max int `toml:"max"`
	} `toml:"images"`
	// Search says whether the site can be searched.
	Search struct {
		Off bool `toml:"off"`
	} `toml:"search"`
	// Licence says on what terms the data of the site may be used; empty: nothing is
	// said.
	Licence Link `toml:"licence"`
	// Hosting says what the server of the site wants.
	Hosting struct {
		// Precompress publishes a packed copy beside each file that it is worth for.
		Precompress bool `toml:"precompress"`
	} `toml:"hosting"`
	Review reviewChain `toml:"review"`
	// Scan says what the privacy scan need not find.
	Scan struct {
		// OfficeNumbers are telephone numbers that the office has made public itself,
		// such as the mobile telephone of a counter; those of [guide] and [footer] need
		// not be repeated.
		OfficeNumbers []string `toml:"office_numbers"`
	} `toml:"scan"`
	// Markdown says how the texts of documents are read.
	Markdown struct {
		// Newline says what a line break within a paragraph means: "paragraph",
		// another paragraph beside Chinese, or "join", nothing, as in CommonMark.
		Newline string `toml:"newline"`
		// Official gives the parts of an official document their places, as far as a
		// text has them; default true.
		Official bool `toml:"official"`
	} `toml:"markdown"`
}

// JoinsLines reports whether a line break within a paragraph means nothing.
func (c *Config) JoinsLines() bool { return c.Markdown.Newline == newlineJoin }

// Site is the web site as such.
type Site struct {
	Name        string   `toml:"name"`     // 网站名称; meta SiteName
	BaseURL     string   `toml:"base_url"` // https://…/, for feeds, sitemap and canonical links; may be empty
	Domain      string   `toml:"domain"`   // meta SiteDomain, host only; default: the host of base_url
	IDCode      string   `toml:"id_code"`  // 网站标识码; meta SiteIDCode
	Description string   `toml:"description"`
	Keywords    []string `toml:"keywords"`
	// Sample says that the site shows example data; every page then says so.
	Sample string `toml:"sample"`
}

// Office is the authority that publishes.
type Office struct {
	Name      string `toml:"name"`       // 巨各庄镇人民政府
	ShortName string `toml:"short_name"` // 巨各庄镇
	Region    string `toml:"region"`     // 北京市密云区
	Code      string `toml:"code"`       // first part of its index numbers: organisation code or USCC
	DocPrefix string `toml:"doc_prefix"` // 发文机关代字: 巨政发
	// Level is township, county, city, province or department, "" where it is not
	// stated; it decides whether the office can make 规章.
	Level string `toml:"level"`
}

// Portal is the superior portal of which the site is a part: 乡镇 as a rule
// have no portal of their own (国办发〔2017〕47号). Empty: a stand-alone site.
type Portal struct {
	Name   string `toml:"name"`
	URL    string `toml:"url"`
	Domain string `toml:"domain"`
	IDCode string `toml:"id_code"`
}

// Guide holds what 条例第十二条 demands of the disclosure guide: the division
// of the information, how it is arranged and obtained, and six facts about the
// department in charge.
type Guide struct {
	Classification string `toml:"classification"` // 政府信息的分类
	Arrangement    string `toml:"arrangement"`    // 编排体系
	Access         string `toml:"access"`         // 获取方式
	Department     string `toml:"department"`     // 工作机构的名称
	Address        string `toml:"address"`        // 办公地址
	Hours          string `toml:"hours"`          // 办公时间
	Phone          string `toml:"phone"`          // 联系电话
	Fax            string `toml:"fax"`            // 传真号码
	Online         string `toml:"online"`         // 互联网联系方式
	Postcode       string `toml:"postcode"`       // optional
	// ReleaseKey is the public key of releases, as `gongkai key show` prints it, if the
	// guide is to show it.
	ReleaseKey string `toml:"release_key"`
}

// Footer is what stands at the foot of every page (国办发〔2017〕47号).
type Footer struct {
	Organizer string `toml:"organizer"` // 主办单位; default: the office
	Operator  string `toml:"operator"`  // 承办单位
	Contact   string `toml:"contact"`   // 联系方式
	ICP       string `toml:"icp"`       // ICP 备案编号
	Police    string `toml:"police"`    // 公安机关备案号
	BadgeURL  string `toml:"badge_url"` // 党政机关网站标识
	ErrorsURL string `toml:"errors_url"`
	Links     []Link `toml:"link"`
}

// Link is a labelled address.
type Link struct {
	Name string `toml:"name"`
	URL  string `toml:"url"`
}

// Lists says how many documents lists show.
type Lists struct {
	PageSize    int `toml:"page_size"`    // a list page; default 20
	CatalogSize int `toml:"catalog_size"` // a page of the catalog; default 50
	Home        int `toml:"home"`         // a category on the home page; default 6
	Feed        int `toml:"feed"`         // a feed; default 20
}

// Report holds settings of the annual report.
type Report struct {
	Deadline string `toml:"deadline"` // month and day by which it is due, "01-31"
	// Profile names what a superior authority demands of the text, beyond the form;
	// "" is the form alone.
	Profile string `toml:"profile"`
}

// reviewChain is the chain of review through which documents go before they are public.
type reviewChain struct {
	// Since is the day from which on documents need it; zero: all do.
	Since toml.LocalDate `toml:"since"`
	// Stages are what a document passes, in order; none: there is no review. Where the
	// table is given and names none, they are those of [defaultStages].
	Stages []reviewStage `toml:"stage"`
}

// reviewStage is one step of the review.
type reviewStage struct {
	Name string   `toml:"name"` // 初审
	By   []string `toml:"by"`   // who may, by office: 主管副镇长; empty: anybody
	// Keys are public keys as in authorized_keys; where there are some, only a signed
	// approval counts.
	Keys []string `toml:"keys"`
}

// Category is one column of the site and one folder of content/.
type Category struct {
	Key         string   `toml:"key"`  // policies
	Name        string   `toml:"name"` // 政策文件; meta ColumnName
	Description string   `toml:"description"`
	Keywords    []string `toml:"keywords"`
	ColumnType  string   `toml:"column_type"` // meta ColumnType; default by key, else the name
	// Kind says what is expected of the column: "news" (动态要闻), "notices"
	// (通知公告、政策文件), "reference" (standing texts), "service" (办事指南), "guide"
	// (the page 政府信息公开指南) or "reports" (政府信息公开年报).
	Kind string `toml:"kind"`
	// Statutory marks 法定主动公开内容 (条例第二十条, 第二十一条).
	Statutory bool `toml:"statutory"`
	// Home shows its latest documents on the home page.
	Home bool `toml:"home"`
}

// IsPolicies reports whether the category holds 政策文件, among which are the
// 行政规范性文件 that an annual report counts.
func (c *Category) IsPolicies() bool { return c.ColumnType == columnPolicies }

// IsService reports whether the category holds 办事指南.
func (c *Category) IsService() bool { return c.Kind == kindService }

// IsOverview reports whether the category holds 概况类信息, in the words of the
// yearly report of a site.
func (c *Category) IsOverview() bool { return c.ColumnType == columnOverview }

// Entry is one of the entries of 政府信息公开平台 (国办公开办函〔2019〕61号).
type Entry struct {
	// Key is guide, systems, content, reports or request.
	Key  string `toml:"key"`
	Name string `toml:"name"`
	// Category and Subject choose the documents of "systems".
	Category string `toml:"category"`
	Subject  string `toml:"subject"`
}

// Entry returns the entry of the platform with the given key.
func (c *Config) Entry(key string) Entry {
	for _, e := range c.Platform {
		if e.Key == key {
			return e
		}
	}
	return Entry{}
}

// RuleLevel changes how strictly a rule is kept.
type RuleLevel struct {
	Code  string `toml:"code"`
	Level string `toml:"level"` // off, note, warning, error
}

// Category returns the category with the given key.
func (c *Config) Category(key string) (Category, bool) {
	for _, cat := range c.Categories {
		if cat.Key == key {
			return cat, true
		}
	}
	return Category{}, false
}
