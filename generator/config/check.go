package config

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"gongkai/generator/diag"
	"gongkai/generator/minisign"
	"gongkai/generator/sshsig"
	"gongkai/generator/suggest"
)

// check judges the values, defaults included. Paths of values are those of TOML, with the number
// of the table, from 0, where a table repeats: category.2.key.
func (l *loader) check(c *Config) {
	l.required(c.Site.Name, "site.name", diag.Text{ZH: "网站名称", EN: "the site's name"}, "某某镇政府信息公开")
	l.required(c.Office.Name, "office.name", diag.Text{ZH: "机关名称", EN: "the office's name"}, "某某镇人民政府")
	l.checkCategories(c)
	l.checkPlatform(c)
	l.checkSizes(c)
	l.checkImages(c)
	l.checkReview(c)
	l.checkRules(c)
	l.checkGuide(c)
	l.checkRemedies(c)
	l.checkStandIns(c)
	if c.Office.Level != "" {
		l.oneOf("office.level", c.Office.Level, []string{"township", "county", "city", "province", "department"})
	}
	if c.Report.Profile != "" {
		l.oneOf("report.profile", c.Report.Profile, []string{"wuhan-2025"})
	}
	if n := c.Markdown.Newline; n != newlineParagraph && n != newlineJoin {
		l.fail(ruleValue, "markdown.newline", "markdown.newline", n, diag.Text{
			ZH: `写成 "paragraph"（一行一段）或 "join"（连成一段）`, EN: `write "paragraph" (a line is a paragraph) or "join" (lines are joined)`,
		})
	}
	if _, err := time.Parse("2006-01-02", "2000-"+c.Report.Deadline); err != nil {
		hint := diag.Text{ZH: "写成“月-日”，例如 01-31", EN: "write month and day, such as 01-31"}
		if day := meantDay("2000-" + strings.Replace(c.Report.Deadline, "月", "-", 1)); day != "" {
			hint = diag.Text{ZH: "改为 " + day[len("2000-"):], EN: "write " + day[len("2000-"):]}
		}
		l.fail(ruleValue, "report.deadline", "report.deadline", c.Report.Deadline, hint)
	}
}

// checkGiven judges values that stand in the file, before defaults are made
// from them.
func (l *loader) checkGiven(c *Config) {
	l.checkAddresses(c)
	l.checkCodes(c)
}

func (l *loader) required(value, path string, meaning diag.Text, example string) {
	if strings.TrimSpace(value) != "" || !l.tally.Take(ruleMissing) {
		return
	}
	name := path[strings.LastIndexByte(path, '.')+1:]
	example = name + ` = "` + example + `"`
	hint := diag.Text{ZH: "加一行 " + example, EN: "add a line such as " + example}
	if line, setting := l.commented(path, name); setting != "" {
		hint = diag.Text{
			ZH: fmt.Sprintf("第 %d 行有这一项，行首有井号（#），程序不读：删去井号，写成 %s", line, setting),
			EN: fmt.Sprintf("it is on line %d behind a #, which is not read: delete the # and leave %s", line, setting),
		}
	}
	l.sayAt(ruleMissing, path, settingOf(path), meaning, hint)
}

// commented looks for a setting among the comments of its table. Who takes the # from the
// lines of a table and forgets one has written what is missing.
func (l *loader) commented(path, name string) (number int, setting string) {
	table, ok := l.spans[path[:max(strings.LastIndexByte(path, '.'), 0)]]
	if !ok {
		return 0, ""
	}
	number = l.lines.Locate(file, table.start).Line
	_, rest, _ := bytes.Cut(l.data[table.start:], []byte{'\n'})
	for line := range bytes.Lines(rest) {
		number++
		line := strings.TrimSpace(string(line))
		text := strings.TrimLeft(line, "# \t")
		if strings.HasPrefix(text, "[") && !strings.HasPrefix(text, "[]") {
			break // the next table, or one that is a comment
		}
		key, value, is := strings.Cut(text, "=")
		if line != text && is && strings.TrimSpace(key) == name && strings.Trim(value, ` "'`) != "" {
			return number, text
		}
	}
	return 0, ""
}

// checkAddresses judges URLs and host names.
func (l *loader) checkAddresses(c *Config) {
	if meant := baseMeant(c.Site.BaseURL); meant != "" {
		l.fail(ruleAddress, "site.base_url", "site.base_url", c.Site.BaseURL, meant)
	}
	l.address("portal.url", c.Portal.URL)
	l.address("licence.url", c.Licence.URL)
	if c.Licence.URL != "" {
		l.required(c.Licence.Name, "licence.name", diag.Text{ZH: "使用许可的名称", EN: "the name of the licence"}, "CC BY 4.0")
	}
	l.address("footer.badge_url", c.Footer.BadgeURL)
	l.address("footer.errors_url", c.Footer.ErrorsURL)
	for i, link := range c.Footer.Links {
		path := "footer.link." + strconv.Itoa(i)
		l.required(link.Name, path+".name", diag.Text{ZH: "链接名称", EN: "the link's name"}, "中国政府网")
		l.required(link.URL, path+".url", diag.Text{ZH: "链接地址", EN: "the link's address"}, "https://www.gov.cn/")
		l.address(path+".url", link.URL)
	}
	if c.Portal != (Portal{}) {
		l.required(c.Portal.Name, "portal.name", diag.Text{ZH: "上级门户名称", EN: "the portal's name"}, "某某区人民政府")
	}
	l.host("site.domain", c.Site.Domain)
	l.host("portal.domain", c.Portal.Domain)
}

// address demands an absolute http or https address.
func (l *loader) address(path, value string) {
	if meant := addressMeant(value); meant != "" {
		l.fail(ruleAddress, path, settingOf(path), value, meant)
	}
}

// exampleAddress is what an address looks like.
const exampleAddress = "https://www.example.gov.cn/"

// addressMeant returns "" for an address, and what was perhaps meant for anything
// else. Everything in an address is ASCII: it stands in feeds and site maps.
func addressMeant(value string) string {
	if value == "" {
		return ""
	}
	u, err := url.Parse(value)
	if bare := strings.Trim(value, "/ "); hostForm.MatchString(bare) {
		return "https://" + bare + "/"
	}
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || !hostForm.MatchString(u.Hostname()) || !portForm(u.Host[len(u.Hostname()):]) || u.User != nil {
		return exampleAddress
	}
	if encoded := u.String(); strings.ContainsFunc(value, func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune(`"<>\^`+"`{|}", r) }) {
		return encoded
	}
	return ""
}

// baseMeant does the same for the address of the site, to which paths are added.
func baseMeant(value string) string {
	if meant := addressMeant(value); meant != "" {
		return meant
	}
	if strings.ContainsAny(value, "?#") {
		return exampleAddress
	}
	return ""
}

// SetBaseURL sets the address of the site to one that does not come from
// config.toml, and is held to the same. Where it is none, the site stays as it is,
// and meant is what was perhaps meant.
func (s *Site) SetBaseURL(address string) (meant string) {
	if meant := baseMeant(address); meant != "" {
		return meant
	}
	s.BaseURL = strings.TrimSuffix(address, "/") + "/"
	return ""
}

// portForm accepts the port of an address, with its colon, or none.
func portForm(port string) bool {
	if port == "" {
		return true
	}
	n, err := strconv.ParseUint(port[1:], 10, 16)
	return err == nil && n > 0
}

// hostForm is a host name in ASCII, or an address of the local machine.
var hostForm = regexp.MustCompile(`^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*$`)

// host demands a host name alone, as the meta tag SiteDomain has it.
func (l *loader) host(path, value string) {
	if value == "" || hostForm.MatchString(value) {
		return
	}
	meant := "www.example.gov.cn"
	if u, err := url.Parse(value); err == nil && hostForm.MatchString(u.Hostname()) {
		meant = u.Hostname()
	} else if bare, _, _ := strings.Cut(value, "/"); hostForm.MatchString(bare) {
		meant = bare
	}
	l.fail(ruleHost, path, settingOf(path), value, meant)
}

// The forms of codes and numbers; standards are named in the rules.
var (
	idForm     = regexp.MustCompile(`^(?:bm\d{8}|\d{10})$`)
	icpForm    = regexp.MustCompile(`^[一-龥]ICP备\d{8,10}号(?:-\d+)?$`)
	policeForm = regexp.MustCompile(`^[一-龥]公网安备\s?\d{14}号$`)
	officeForm = regexp.MustCompile(`^(?:[0-9A-Z]{8}-?[0-9A-Z]|[0-9A-HJ-NPQRTUWXY]{18})$`)
	prefixForm = regexp.MustCompile(`^\p{Han}{1,20}$`)
)

func (l *loader) checkCodes(c *Config) {
	form := func(path, value string, form *regexp.Regexp, rule *diag.Rule) {
		if value != "" && !form.MatchString(value) {
			l.fail(rule, path, settingOf(path), value, signOf(value))
		}
	}
	form("site.id_code", c.Site.IDCode, idForm, ruleIDCode)
	form("portal.id_code", c.Portal.IDCode, idForm, ruleIDCode)
	form("footer.icp", c.Footer.ICP, icpForm, ruleICP)
	form("footer.police", c.Footer.Police, policeForm, rulePolice)
	form("office.code", c.Office.Code, officeForm, ruleOfficeCode)
	form("office.doc_prefix", c.Office.DocPrefix, prefixForm, rulePrefix)
	if officeForm.MatchString(c.Office.Code) && !checkDigit(c.Office.Code) {
		l.fail(ruleCheckDigit, "office.code", c.Office.Code)
	}
}

// signOf returns the sign of an authority that begins a text, 某政发 where none does.
func signOf(text string) string {
	rest := strings.TrimLeftFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) })
	if sign := text[:len(text)-len(rest)]; prefixForm.MatchString(sign) {
		return sign
	}
	return "某政发"
}

// keyForm is the form of a category key, which becomes a folder and a part of
// addresses.
var keyForm = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)

// reserved are the folders that the generator itself writes to, or may.
func reserved() []string {
	return []string{
		"assets", "catalog", "css", "data", "disclosure", "feed", "fonts", "images", "img", "index", "js",
		"request", "search", "sitemap", "static", "subjects",
		"con", "prn", "aux", "nul", // devices on Windows
	}
}

func (l *loader) checkCategories(c *Config) {
	if len(c.Categories) == 0 {
		l.fail(ruleNoCategory, "category")
	}
	guide := false
	before, free := map[string]bool{}, newFreeKeys(c)
	for i, cat := range c.Categories {
		path := "category." + strconv.Itoa(i)
		if !l.given(path) { // added by complete
			continue
		}
		l.checkKey(&cat, path, before, free)
		before[cat.Key] = true
		l.required(cat.Name, path+".name", diag.Text{ZH: "栏目名称", EN: "the category's name"}, "政策文件")
		l.oneOf(path+".kind", cat.Kind, []string{KindNews, KindNotices, KindReference, kindService, KindGuide, KindReports})
		if (cat.Kind == KindReports) != (cat.Key == reportsKey) {
			l.fail(ruleReportsKind, path+".kind", cat.Key, cat.Kind)
		}
		if cat.Kind == KindGuide && guide {
			l.fail(ruleTwoGuides, path+".kind", cat.Key)
		}
		guide = guide || cat.Kind == KindGuide
	}
}

// checkKey judges the key of a category, given those of the categories before it and
// those that nobody has.
func (l *loader) checkKey(cat *Category, path string, before map[string]bool, free freeKeys) {
	key := cat.Key
	switch {
	case key == "":
		l.required("", path+".key", diag.Text{ZH: "栏目代号", EN: "the category's key"}, free.propose(cat.Kind))
	case !keyForm.MatchString(key):
		meant := strings.Trim(strings.NewReplacer("_", "-", " ", "-", "/", "").Replace(strings.ToLower(key)), "-")
		if free.used[meant] || !keyForm.MatchString(meant) {
			meant = free.propose(cat.Kind)
		}
		l.fail(ruleCategoryKey, path+".key", key, meant)
	case slices.Contains(reserved(), key):
		l.fail(ruleReserved, path+".key", key)
	case before[key]:
		l.fail(ruleSameKey, path+".key", key)
	}
}

// freeKeys proposes keys that no category has, each once.
type freeKeys struct {
	used map[string]bool
	next map[string]int // by the key that a number is added to
}

func newFreeKeys(c *Config) freeKeys {
	f := freeKeys{map[string]bool{}, map[string]int{}}
	for _, cat := range c.Categories {
		f.used[cat.Key] = true
	}
	return f
}

// propose returns a key for a category of a kind.
func (f freeKeys) propose(kind string) string {
	usual := map[string][]string{
		KindNews: {"dynamics", "news"}, KindReference: {"functions", "overview", "budget"}, kindService: {"services"},
		KindGuide: {"guide"}, KindReports: {reportsKey},
	}[kind]
	if usual == nil {
		usual = []string{"policies", "notices", "jobs"}
	}
	i := slices.IndexFunc(usual, func(key string) bool { return !f.used[key] })
	if i >= 0 {
		f.used[usual[i]] = true
		return usual[i]
	}
	for n := max(f.next[usual[0]], 2); ; n++ {
		if key := usual[0] + "-" + strconv.Itoa(n); !f.used[key] {
			f.used[key], f.next[usual[0]] = true, n+1
			return key
		}
	}
}

// oneOf demands that a value is one of those allowed.
func (l *loader) oneOf(path, value string, values []string) bool {
	if slices.Contains(values, value) {
		return true
	}
	list := strings.Join(values, "、")
	hint := diag.Text{ZH: "可以写：" + list, EN: "allowed: " + list}
	near := suggest.Nearest(value, values)
	if word := inEnglish[value]; slices.Contains(values, word) {
		near = word
	}
	if near != "" {
		hint = diag.Text{ZH: "改为 " + near + "（可以写：" + list + "）", EN: "write " + near + " (allowed: " + list + ")"}
	}
	l.fail(ruleValue, path, settingOf(path), value, hint)
	return false
}

// inEnglish are the values of settings that people write in Chinese.
var inEnglish = map[string]string{
	"乡镇": "township", "乡": "township", "镇": "township", "街道": "township", "县": "county", "区": "county", "县级": "county", "市": "city", "设区的市": "city", "省": "province", "省级": "province", "部门": "department",
	"关": "off", "关闭": "off", "不查": "off", "提示": "note", "说明": "note", "警告": "warning", "错误": "error",
	"动态": "news", "新闻": "news", "动态要闻": "news", "公告": "notices", "通知公告": "notices", "政策文件": "notices", "办事": "service", "办事指南": "service", "指南": "guide", "年报": "reports",
	"分段": "paragraph", "一行一段": "paragraph", "连成一段": "join",
}

func (l *loader) checkPlatform(c *Config) {
	if !l.given("platform.0") {
		return
	}
	var keys []string
	for _, e := range entries() {
		keys = append(keys, e.Key)
	}
	before := map[string]bool{}
	for i, e := range c.Platform {
		path := "platform." + strconv.Itoa(i)
		if !l.oneOf(path+".key", e.Key, keys) {
			continue
		}
		if before[e.Key] {
			l.fail(ruleSameKey, path+".key", e.Key)
			continue
		}
		before[e.Key] = true
		if _, ok := c.Category(e.Category); e.Category != "" && !ok {
			l.fail(ruleNoSuchCategory, path+".category", e.Category)
		}
	}
	for _, e := range entries() {
		if !slices.ContainsFunc(c.Platform, func(o Entry) bool { return o.Key == e.Key }) {
			l.fail(ruleEntryMissing, "platform.0", e.Name, e.Key)
		}
	}
}

// maxSize is the greatest number of documents that a list may show.
const maxSize = 1000

func (l *loader) checkSizes(c *Config) {
	for name, n := range map[string]int{
		"page_size": c.Lists.PageSize, "catalog_size": c.Lists.CatalogSize, "home": c.Lists.Home, "feed": c.Lists.Feed,
	} {
		path := "lists." + name
		s, ok := l.spans[path]
		zero := ok && strings.Trim(string(l.data[s.start:s.end]), "+-0_") == ""
		if n < 1 || n > maxSize || zero {
			l.fail(ruleSize, path, path, maxSize)
		}
	}
}

// The longest side of pictures on pages, in pixels. A text is 740 wide, and some
// screens have two or three pixels for each of these; a picture smaller than the
// least is no photograph any more, and one of more than the greatest would be no
// reduced copy.
const (
	defaultImage         = 1600
	leastImage, maxImage = 400, 6000
)

func (l *loader) checkImages(c *Config) {
	if n := c.Images.Max; n != 0 && (n < leastImage || n > maxImage) {
		l.fail(ruleImages, "images.max", n, leastImage, maxImage, min(max(n, leastImage), maxImage))
	}
}

// codeForm is the form of the code of a rule.
var codeForm = regexp.MustCompile(`^[A-Z]{2}\d{3}$`)

func (l *loader) checkRules(c *Config) {
	before := map[string]bool{}
	for i, r := range c.Rules {
		path := "rule." + strconv.Itoa(i)
		switch {
		case !codeForm.MatchString(r.Code):
			l.fail(ruleCode, path+".code", r.Code)
		case before[r.Code]:
			l.fail(ruleSameKey, path+".code", r.Code)
		}
		before[r.Code] = true
		l.oneOf(path+".level", r.Level, []string{"off", "note", "warning", "error"})
	}
}

// checkGuide asks for the nine facts that 条例第十二条 demands of the guide. A
// site under construction must build without them, and one that shows sample
// data has none to give.
func (l *loader) checkGuide(c *Config) {
	if key := c.Guide.ReleaseKey; key != "" {
		if parsed, err := minisign.ParsePublicKey(key); err != nil || parsed.String() != key {
			l.fail(ruleValue, "guide.release_key", "guide.release_key", strings.Join(strings.Fields(key), " "), diag.Text{ZH: "写 gongkai key show 显示的那一行，RW 开头，56 个字符", EN: "write the line that gongkai key show prints: 56 characters that begin with RW"})
		}
	}
	rule := ruleGuide
	if c.Site.Sample != "" {
		rule = ruleGuideSample
	}
	for _, f := range []struct {
		name, value string
		meaning     diag.Text
	}{
		{"classification", c.Guide.Classification, diag.Text{ZH: "政府信息的分类", EN: "how the information is classified"}},
		{"arrangement", c.Guide.Arrangement, diag.Text{ZH: "编排体系", EN: "how it is arranged"}},
		{"access", c.Guide.Access, diag.Text{ZH: "获取方式", EN: "how it is obtained"}},
		{"department", c.Guide.Department, diag.Text{ZH: "工作机构的名称", EN: "the department's name"}},
		{"address", c.Guide.Address, diag.Text{ZH: "办公地址", EN: "its address"}},
		{"hours", c.Guide.Hours, diag.Text{ZH: "办公时间", EN: "its office hours"}},
		{"phone", c.Guide.Phone, diag.Text{ZH: "联系电话", EN: "its telephone number"}},
		{"fax", c.Guide.Fax, diag.Text{ZH: "传真号码", EN: "its fax number"}},
		{"online", c.Guide.Online, diag.Text{ZH: "互联网联系方式", EN: "its address on the Internet"}},
	} {
		if strings.TrimSpace(f.value) == "" {
			l.fail(rule, "guide."+f.name, f.name, f.meaning, orNone("guide."+f.name))
		}
	}
}

// checkReview judges the stages of review.
func (l *loader) checkReview(c *Config) {
	seen := map[string]bool{}
	for i, s := range c.Review.Stages {
		path := "review.stage." + strconv.Itoa(i)
		l.required(s.Name, path+".name", diag.Text{ZH: "审核环节的名称", EN: "the name of the stage"}, "初审")
		if strings.ContainsAny(s.Name, "\n\r\t") { // of which the lines of what is signed must not consist
			l.fail(ruleValue, path+".name", "review.stage.name", strings.Join(strings.Fields(s.Name), " "), diag.Text{ZH: "写在一行里", EN: "write it on one line"})
		}
		if seen[s.Name] && s.Name != "" {
			l.fail(ruleSameStage, path+".name", s.Name)
		}
		seen[s.Name] = true
		for k, line := range s.Keys {
			if _, err := sshsig.ParseKey(line); err != nil {
				l.fail(rulePublicKey, path+".keys."+strconv.Itoa(k), s.Name, reasonOf(err))
			}
		}
	}
}

// reasonOf says why a line is no public key.
func reasonOf(err error) diag.Text {
	var said *sshsig.Error
	if errors.As(err, &said) {
		return diag.Text{ZH: said.ZH, EN: said.EN}
	}
	return diag.Text{ZH: err.Error(), EN: err.Error()}
}

// eitherRemedy matches a text by which who is refused information may choose
// between 行政复议 and a court.
var eitherRemedy = regexp.MustCompile(`(?:不予公开|答复|决定|拒绝)[^。\n]{0,40}行政复议[^。\n，；]{0,8}(?:或者?|也可以?|以及|、)[^。\n]{0,12}诉讼`)

// checkRemedies finds advice in the guide that the law has overtaken.
func (l *loader) checkRemedies(c *Config) {
	for name, text := range map[string]string{
		"classification": c.Guide.Classification, "arrangement": c.Guide.Arrangement, "access": c.Guide.Access,
	} {
		if eitherRemedy.MatchString(text) {
			l.fail(ruleRemedy, "guide."+name)
		}
	}
}

// standIn matches what the starter, or a template, has where a value is to come.
var standIn = regexp.MustCompile(`请填写|此处填写|待填写|待补充|暂无|未提供|^示例$`)

// noValue matches what says that there is nothing.
var noValue = regexp.MustCompile(`^(?:无|没有|[-—/／]+)$`)

// mayBeNone reports whether an office may really not have what a setting asks for, though
// the guide must say something of it: then it says 无.
func mayBeNone(path string) bool { return path == "guide.fax" || path == "guide.online" }

// orNone is how to say that there is none, for the hint about a setting; empty where that
// cannot be.
func orNone(path string) diag.Text {
	if !mayBeNone(path) {
		return diag.Text{}
	}
	name := strings.TrimPrefix(path, "guide.")
	return diag.Text{ZH: "；确实没有的，写 " + name + ` = "无"`, EN: "; where there is none, write " + name + ` = "无"`}
}

// StandIn reports whether the value of a setting says nothing yet: it is empty, or words in
// its place; and how to say that there is none, where that can be.
func StandIn(path, value string) (is bool, none diag.Text) {
	value = strings.TrimSpace(value)
	is = value == "" || standIn.MatchString(value) || noValue.MatchString(value) && !(mayBeNone(path) && value == "无")
	return is, orNone(path)
}

// checkStandIns finds values that are shown on pages and are none, unless the site
// says on every page that it is a sample.
func (l *loader) checkStandIns(c *Config) {
	if c.Site.Sample != "" {
		return
	}
	absent := diag.Text{ZH: "；没有的，删去这一行", EN: ", or delete the line"}
	for _, f := range []struct {
		path, value string
		none        diag.Text // what to do where there is none
	}{
		{"site.name", c.Site.Name, diag.Text{}}, {"site.description", c.Site.Description, absent},
		{"office.name", c.Office.Name, diag.Text{}}, {"office.region", c.Office.Region, absent},
		{"guide.classification", c.Guide.Classification, diag.Text{}}, {"guide.arrangement", c.Guide.Arrangement, diag.Text{}}, {"guide.access", c.Guide.Access, diag.Text{}},
		{"guide.department", c.Guide.Department, diag.Text{}}, {"guide.address", c.Guide.Address, diag.Text{}}, {"guide.hours", c.Guide.Hours, diag.Text{}},
		{"guide.phone", c.Guide.Phone, diag.Text{}}, {"guide.fax", c.Guide.Fax, orNone("guide.fax")}, {"guide.online", c.Guide.Online, orNone("guide.online")},
		{"guide.postcode", c.Guide.Postcode, absent}, {"footer.operator", c.Footer.Operator, absent}, {"footer.contact", c.Footer.Contact, absent},
	} {
		is, _ := StandIn(f.path, f.value)
		if l.given(f.path) && strings.TrimSpace(f.value) != "" && (is || strings.HasPrefix(f.value, "示例")) {
			l.fail(ruleStandIn, f.path, f.path, strings.TrimSpace(f.value), f.none)
		}
	}
}
