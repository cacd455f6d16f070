package report

import (
	"slices"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/suggest"
)

// SiteReportInput is 《政府网站工作年度报表》 of one year as found on disk: website.toml
// beside the annual report, what config.toml says of the site, and what was
// published in the year.
type SiteReportInput struct {
	Year      int
	Path      string // for findings: content/reports/2017/website.toml
	Data      []byte
	Facts     SiteFacts
	Published SitePublished
}

// SiteFacts come from config.toml; empty where it does not say.
type SiteFacts struct {
	Name      string // 网站名称
	URL       string // 首页网址
	Organizer string // 主办单位
	IDCode    string // 政府网站标识码
	ICP       string // ICP备案号
	Police    string // 公安机关备案号
}

// SitePublished counts the documents published in the year by what they are.
type SitePublished struct {
	Overview        int // 概况类信息
	News            int // 政务动态信息
	Catalog         int // 信息公开目录信息
	Interpretations int // 解读信息
}

// siteReport is 《政府网站工作年度报表》, which every government site publishes on
// its home page by 31 January (国办函〔2018〕12号). The eight groups of its
// contents are those that the notice names; the rows follow the form as sites
// publish it.
type siteReport struct {
	year   int
	groups []siteGroup
	values map[string]string // as shown, by name
}

// siteKind says what a row of the site report holds.
type siteKind uint8

const (
	siteNumber siteKind = iota
	siteYes
	siteText
)

type siteRow struct {
	name  string // in website.toml: visits.total
	label string
	unit  string
	kind  siteKind
}

type siteGroup struct {
	title string
	rows  []siteRow
}

// uncollected is what stands in website.toml for what nobody kept a record of.
const uncollected = "未统计"

// siteGroups lists the rows in the order of the form.
func siteGroups() []siteGroup {
	return []siteGroup{
		{"网站概况", []siteRow{
			{"site.name", "网站名称", "", siteText}, {"site.url", "首页网址", "", siteText},
			{"site.organizer", "主办单位", "", siteText}, {"site.kind", "网站类型", "", siteText},
			{"site.id_code", "政府网站标识码", "", siteText}, {"site.icp", "ICP备案号", "", siteText},
			{"site.police", "公安机关备案号", "", siteText},
			{"visits.visitors", "独立用户访问总量", "个", siteNumber}, {"visits.total", "网站总访问量", "次", siteNumber},
		}},
		{"信息发布", []siteRow{
			{"published.total", "总数", "条", siteNumber}, {"published.overview", "概况类信息更新量", "条", siteNumber},
			{"published.news", "政务动态信息更新量", "条", siteNumber},
			{"published.catalog", "信息公开目录信息更新量", "条", siteNumber},
		}},
		{"专栏专题", []siteRow{
			{"features.maintained", "维护数量", "个", siteNumber}, {"features.new", "新开设数量", "个", siteNumber},
		}},
		{"解读回应", []siteRow{
			{"interpretation.total", "解读信息发布总数", "条", siteNumber},
			{"interpretation.materials", "解读材料数量", "条", siteNumber},
			{"interpretation.products", "解读产品数量", "个", siteNumber},
			{"interpretation.comments", "媒体评论文章数量", "篇", siteNumber},
			{"interpretation.responses", "回应公众关注热点或重大舆情数量", "次", siteNumber},
		}},
		{"办事服务", []siteRow{
			{"services.directory", "是否发布服务事项目录", "", siteYes}, {"services.users", "注册用户数", "个", siteNumber},
			{"services.items", "政务服务事项数量", "项", siteNumber},
			{"services.online", "可全程在线办理政务服务事项数量", "项", siteNumber},
			{"services.cases", "办件量总数", "件", siteNumber}, {"services.natural", "自然人办件量", "件", siteNumber},
			{"services.legal", "法人办件量", "件", siteNumber},
		}},
		{"互动交流", []siteRow{
			{"interaction.unified", "是否使用统一平台", "", siteYes},
			{"interaction.received", "收到留言数量", "条", siteNumber}, {"interaction.closed", "办结留言数量", "条", siteNumber},
			{"interaction.days", "平均办理时间", "天", siteNumber}, {"interaction.public", "公开答复数量", "条", siteNumber},
			{"interaction.surveys", "征集调查期数", "期", siteNumber}, {"interaction.opinions", "收到意见数量", "条", siteNumber},
			{"interaction.results", "公布调查结果期数", "期", siteNumber},
			{"interaction.interviews", "在线访谈期数", "期", siteNumber},
			{"interaction.questions", "网民留言数量", "条", siteNumber}, {"interaction.answers", "答复网民提问数量", "条", siteNumber},
			{"interaction.assistant", "是否提供智能问答", "", siteYes},
		}},
		{"安全防护", []siteRow{
			{"security.tests", "安全检测评估次数", "次", siteNumber}, {"security.problems", "发现问题数量", "个", siteNumber},
			{"security.mended", "问题整改数量", "个", siteNumber}, {"security.warning", "是否建立安全监测预警机制", "", siteYes},
			{"security.drill", "是否开展应急演练", "", siteYes}, {"security.owner", "是否明确网站安全责任人", "", siteYes},
		}},
		{"移动新媒体", []siteRow{
			{"media.any", "是否有移动新媒体", "", siteYes}, {"media.weibo", "微博名称", "", siteText},
			{"media.weibo_posts", "微博信息发布量", "条", siteNumber}, {"media.weibo_followers", "微博关注量", "个", siteNumber},
			{"media.wechat", "微信名称", "", siteText}, {"media.wechat_posts", "微信信息发布量", "条", siteNumber},
			{"media.wechat_followers", "微信订阅数", "个", siteNumber},
		}},
		{"创新发展", []siteRow{
			{"innovation.search", "搜索即服务", "", siteYes}, {"innovation.languages", "多语言版本", "", siteYes},
			{"innovation.accessible", "无障碍浏览", "", siteYes}, {"innovation.personal", "千人千网", "", siteYes},
			{"innovation.other", "其他", "", siteText},
		}},
	}
}

// siteSums are the totals of the form and their parts.
func siteSums() map[string][]string {
	return map[string][]string{
		"published.total":      {"published.overview", "published.news", "published.catalog"},
		"interpretation.total": {"interpretation.materials", "interpretation.products", "interpretation.comments"},
		"services.cases":       {"services.natural", "services.legal"},
	}
}

// SiteReportFile is the data file of the site report, beside index.md.
const SiteReportFile = "website.toml"

// Tables reads the site report, and returns it as tables. What can be counted or is known from
// config.toml need not be in the file.
func (in SiteReportInput) Tables() ([]Table, []diag.Diagnostic) {
	s := &siteReader{
		report:  &siteReport{year: in.Year, groups: siteGroups(), values: map[string]string{}},
		numbers: map[string]Number{}, places: map[string]diag.Pos{},
	}
	root, found := parseTree(in.Path, in.Data)
	if root == nil {
		root = newTable(place{text: newText(in.Path, nil, 1), offset: -1})
	}
	s.list = found
	s.read(root)
	s.facts(in.Facts)
	s.counted(in.Published)
	s.checkSums()
	s.checkMissing(in.Path)
	return s.report.tables(), s.all()
}

type siteReader struct {
	findings
	report  *siteReport
	numbers map[string]Number
	places  map[string]diag.Pos
}

// read takes the values of the file.
func (s *siteReader) read(root *node) {
	rows := map[string]siteRow{}
	var known []string
	for _, g := range s.report.groups {
		for _, row := range g.rows {
			rows[row.name] = row
			known = append(known, row.name)
		}
	}
	flatten("", root, func(name string, n *node) {
		row, ok := rows[name]
		if !ok {
			if s.Take(unknownKey) {
				s.add(unknownKey.At(n.at.pos(), name, siteNearest(name, known)))
			}
			return
		}
		s.value(row, n)
	})
}

// siteNearest names the row that was meant; all of them would be too many.
func siteNearest(name string, known []string) diag.Text {
	if near := suggest.Nearest(name, known); near != "" {
		return diag.Text{ZH: "改为 " + near, EN: "did you mean " + near + "?"}
	}
	table, _, _ := strings.Cut(name, ".")
	var same []string
	for _, k := range known {
		if strings.HasPrefix(k, table+".") {
			same = append(same, k)
		}
	}
	if same == nil {
		return diag.Text{ZH: "删去这一项", EN: "delete it"}
	}
	list := strings.Join(same, ", ")
	return diag.Text{ZH: "可以写的有：" + list, EN: "known here: " + list}
}

func (s *siteReader) value(row siteRow, n *node) {
	s.places[row.name] = n.at.pos()
	switch {
	case row.kind == siteNumber && n.kind == kindNumber:
		v, ok := parseNumber(n.text)
		if !ok || v < 0 {
			s.bad(row, n)
			return
		}
		s.numbers[row.name] = v
		s.report.values[row.name] = v.String()
	case row.kind != siteText && n.kind == kindText && n.text == uncollected,
		row.kind == siteText && n.kind == kindText:
		s.report.values[row.name] = strings.TrimSpace(n.text)
	case row.kind == siteYes && n.kind == kindBool:
		s.report.values[row.name] = map[string]string{"true": "是", "false": "否"}[n.text]
	default:
		s.bad(row, n)
	}
}

func (s *siteReader) bad(row siteRow, n *node) {
	want := [...]diag.Text{
		siteNumber: {ZH: "数字", EN: "a number"},
		siteYes:    {ZH: "“是”或者“否”", EN: "true or false"},
		siteText:   {ZH: "引号里的文字", EN: "a text in quotes"},
	}[row.kind]
	hint := [...]diag.Text{
		siteNumber: {ZH: "写数字，没有的写 0，没有统计过的写 \"" + uncollected + "\"", EN: `a number, 0 for none, "` + uncollected + `" where nobody counted`},
		siteYes:    {ZH: "是写 true，否写 false，不清楚的写 \"" + uncollected + "\"", EN: `true for yes, false for no, "` + uncollected + `" where nobody knows`},
		siteText:   {ZH: "写成 \"文字\"，没有的写 \"无\"", EN: `"text", "无" for none`},
	}[row.kind]
	s.report.values[row.name] = ""
	s.say(siteValue, n.at, row.label, row.name, want, hint)
}

// facts fills in what config.toml knows.
func (s *siteReader) facts(f SiteFacts) {
	for _, fact := range []struct{ name, value string }{
		{"site.name", f.Name}, {"site.url", f.URL}, {"site.organizer", f.Organizer},
		{"site.id_code", f.IDCode}, {"site.icp", f.ICP}, {"site.police", f.Police},
	} {
		if _, given := s.report.values[fact.name]; !given && fact.value != "" {
			s.report.values[fact.name] = fact.value
		}
	}
}

// counted fills in what was published, and compares it where it is given.
func (s *siteReader) counted(p SitePublished) {
	for _, c := range []struct {
		name string
		n    int
	}{
		{"published.overview", p.Overview}, {"published.news", p.News}, {"published.catalog", p.Catalog},
		{"published.total", p.Overview + p.News + p.Catalog}, {"interpretation.total", p.Interpretations},
	} {
		given, ok := s.numbers[c.name]
		switch {
		case ok && given != wholeNumber(c.n):
			s.add(siteCounted.At(s.places[c.name], s.label(c.name), given.String(), wholeNumber(c.n).String()))
		case !ok:
			s.numbers[c.name] = wholeNumber(c.n)
			s.report.values[c.name] = wholeNumber(c.n).String()
		}
	}
}

// checkSums compares the totals with their parts, where all are known.
func (s *siteReader) checkSums() {
	for _, g := range s.report.groups {
		for _, row := range g.rows {
			var sum Number
			known := true
			parts := siteSums()[row.name]
			for _, part := range parts {
				v, ok := s.numbers[part]
				sum, known = sum+v, known && ok
			}
			total, ok := s.numbers[row.name]
			if len(parts) > 0 && known && ok && sum != total && !s.reported(row.name) {
				s.add(siteSum.At(s.places[row.name], row.label, total.String(), sum.String()))
			}
		}
	}
}

// reported says whether there is already a finding about a row.
func (s *siteReader) reported(name string) bool {
	return slices.ContainsFunc(s.list, func(d diag.Diagnostic) bool { return d.Pos == s.places[name] })
}

// checkMissing reports once what is not filled in.
func (s *siteReader) checkMissing(path string) {
	var missing []string
	for _, g := range s.report.groups {
		for _, row := range g.rows {
			if _, ok := s.report.values[row.name]; !ok {
				missing = append(missing, row.label+"（"+row.name+"）")
			}
		}
	}
	if len(missing) > 0 {
		s.add(siteMissing.At(diag.Pos{File: path}, atMost(8, missing)))
	}
}

func (s *siteReader) label(name string) string {
	for _, g := range s.report.groups {
		if i := slices.IndexFunc(g.rows, func(r siteRow) bool { return r.name == name }); i >= 0 {
			return g.title + "·" + g.rows[i].label
		}
	}
	return name
}

// tables returns the report as one table: group, indicator, value.
func (s *siteReport) tables() []Table {
	t := newTableBuilder("website", "政府网站工作年度报表（"+wholeNumber(s.year).String()+"年度）")
	t.Labels = 2
	t.head(t.columnHead("group", "类别", 1, 1), t.columnHead("row", "指标", 1, 1), t.columnHead("value", "数据", 1, 1))
	for gi, g := range s.groups {
		group := "g" + wholeNumber(gi+1).String()
		for ri, row := range g.rows {
			var cells []Cell
			if ri == 0 {
				cells = append(cells, t.rowHead(group, g.title, 1, len(g.rows)))
			}
			key := group + "-" + wholeNumber(ri+1).String()
			label := t.rowHead(key, row.label, 1, 1)
			if row.unit != "" {
				label.Text += "（单位：" + row.unit + "）"
			}
			label.Headers = t.ids("row", group)
			value := s.values[row.name]
			_, numeric := parseNumber(value)
			cells = append(cells, label, Cell{
				Text: value, Number: row.kind == siteNumber && numeric, Headers: t.ids("value", group, key), Figure: row.name,
			})
			t.row(cells...)
		}
	}
	return []Table{t.Table}
}
