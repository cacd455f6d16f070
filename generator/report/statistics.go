package report

import "strings"

// The figures that reports under the 条例 of 2007 gave, by the rows of the
// national 政府信息公开情况统计表 of 2014 to 2018. The first three rows are
// confirmed; the others follow practice, so nothing here is demanded: a row is
// shown where figures.toml has its figure, and sums are compared where all of
// their parts are given.

// indicator is a row of the table.
type indicator struct {
	name  string // of the figure; "" for a heading
	label string
	unit  string
	level int // 0 a heading, 1 to 3 as the rows are indented
	// title names the figure where the row's own label needs its heading to be
	// understood; "" where the label does.
	title string
}

// indicators lists the rows in the order of the table.
func indicators() []indicator {
	return []indicator{
		{label: "一、主动公开情况"},
		{name: "disclosure.total", label: "（一）主动公开政府信息数", unit: "条", level: 1},
		{name: "disclosure.normative", label: "其中：主动公开规范性文件数", unit: "条", level: 2, title: "主动公开规范性文件数"},
		{name: "normative.made", label: "制发规范性文件总数", unit: "件", level: 2},
		{label: "（二）通过不同渠道和方式公开政府信息的情况", level: 1},
		{name: "disclosure.gazette", label: "1.政府公报公开政府信息数", unit: "条", level: 2},
		{name: "disclosure.portal", label: "2.政府网站公开政府信息数", unit: "条", level: 2},
		{name: "disclosure.weibo", label: "3.政务微博公开政府信息数", unit: "条", level: 2},
		{name: "disclosure.wechat", label: "4.政务微信公开政府信息数", unit: "条", level: 2},
		{name: "disclosure.other", label: "5.其他方式公开政府信息数", unit: "条", level: 2},
		{label: "二、回应解读情况"},
		{name: "response.total", label: "（一）回应公众关注热点或重大舆情数", unit: "次", level: 1},
		{name: "response.press", label: "参加或举办新闻发布会总次数", unit: "次", level: 2},
		{name: "response.interviews", label: "政府网站在线访谈次数", unit: "次", level: 2},
		{name: "response.interpretations", label: "政策解读稿件发布数", unit: "篇", level: 2},
		{name: "response.social", label: "微博微信回应事件数", unit: "次", level: 2},
		{label: "三、依申请公开情况"},
		{name: "requests.received", label: "（一）收到申请数", unit: "件", level: 1},
		{name: "requests.in_person", label: "1.当面申请数", unit: "件", level: 2},
		{name: "requests.fax", label: "2.传真申请数", unit: "件", level: 2},
		{name: "requests.web", label: "3.网络申请数", unit: "件", level: 2},
		{name: "requests.letter", label: "4.信函申请数", unit: "件", level: 2},
		{name: "requests.closed", label: "（二）申请办结数", unit: "件", level: 1},
		{name: "requests.on_time", label: "1.按时办结数", unit: "件", level: 2},
		{name: "requests.extended", label: "2.延期办结数", unit: "件", level: 2},
		{name: "requests.answered", label: "（三）申请答复数", unit: "件", level: 1},
		{name: "requests.already_public", label: "1.属于已主动公开范围数", unit: "件", level: 2},
		{name: "requests.granted", label: "2.同意公开答复数", unit: "件", level: 2},
		{name: "requests.partial", label: "3.同意部分公开答复数", unit: "件", level: 2},
		{name: "requests.denied", label: "4.不同意公开答复数", unit: "件", level: 2},
		{name: "requests.not_ours", label: "5.不属于本行政机关公开数", unit: "件", level: 2},
		{name: "requests.nonexistent", label: "6.申请信息不存在数", unit: "件", level: 2},
		{name: "requests.clarify", label: "7.告知作出更改补充数", unit: "件", level: 2},
		{name: "requests.other_channel", label: "8.告知通过其他途径办理数", unit: "件", level: 2},
		{name: "review.total", label: "四、行政复议数量", unit: "件", title: "行政复议"},
		{name: "review.upheld", label: "（一）维持具体行政行为数", unit: "件", level: 1, title: "行政复议维持"},
		{name: "review.corrected", label: "（二）被依法纠错数", unit: "件", level: 1, title: "行政复议纠错"},
		{name: "review.other", label: "（三）其他情形数", unit: "件", level: 1, title: "行政复议其他情形"},
		{name: "lawsuit.total", label: "五、行政诉讼数量", unit: "件", title: "行政诉讼"},
		{name: "lawsuit.upheld", label: "（一）维持具体行政行为或者驳回原告诉讼请求数", unit: "件", level: 1, title: "行政诉讼维持或者驳回"},
		{name: "lawsuit.corrected", label: "（二）被依法纠错数", unit: "件", level: 1, title: "行政诉讼纠错"},
		{name: "lawsuit.other", label: "（三）其他情形数", unit: "件", level: 1, title: "行政诉讼其他情形"},
		{name: "complaints.total", label: "六、举报投诉数量", unit: "件", title: "举报投诉（申诉）"},
		{name: "fees.charged", label: "七、依申请公开信息收取的费用", unit: "万元", title: "政府信息公开收费"},
		{label: "八、机构建设和保障经费情况"},
		{name: "staff.units", label: "（一）政府信息公开工作专门机构数", unit: "个", level: 1},
		{name: "staff.access_points", label: "（二）设置政府信息公开查阅点数", unit: "个", level: 1},
		{name: "staff.people", label: "（三）从事政府信息公开工作人员数", unit: "人", level: 1},
		{name: "staff.full_time", label: "1.专职人员数", unit: "人", level: 2},
		{name: "staff.part_time", label: "2.兼职人员数", unit: "人", level: 2},
		{name: "staff.budget", label: "（四）政府信息公开专项经费", unit: "万元", level: 1},
		{label: "九、政府信息公开会议和培训情况"},
		{name: "training.meetings", label: "（一）召开政府信息公开工作会议或专题会议数", unit: "次", level: 1},
		{name: "training.sessions", label: "（二）举办各类培训班数", unit: "次", level: 1},
		{name: "training.people", label: "（三）接受培训人员数", unit: "人次", level: 1},
	}
}

// sums are the totals of the table and their parts.
func sums() map[string][]string {
	return map[string][]string{
		"requests.received": {"requests.in_person", "requests.fax", "requests.web", "requests.letter"},
		"requests.closed":   {"requests.on_time", "requests.extended"},
		"requests.answered": {
			"requests.already_public", "requests.granted", "requests.partial", "requests.denied",
			"requests.not_ours", "requests.nonexistent", "requests.clarify", "requests.other_channel",
		},
		"review.total":  {"review.upheld", "review.corrected", "review.other"},
		"lawsuit.total": {"lawsuit.upheld", "lawsuit.corrected", "lawsuit.other"},
		"staff.people":  {"staff.full_time", "staff.part_time"},
	}
}

// plain returns the label without its number and colon: 举办各类培训班数.
func (i indicator) plain() string {
	if i.title != "" {
		return i.title
	}
	label := strings.TrimPrefix(i.label, "其中：")
	if _, rest, ok := strings.Cut(label, "）"); ok && strings.HasPrefix(label, "（") {
		return rest
	}
	if label != "" && label[0] >= '0' && label[0] <= '9' {
		_, label, _ = strings.Cut(label, ".")
	}
	return label
}

// knownLabel names a figure that the program knows, with its unit; others are
// named by themselves.
func knownLabel(name string) (label, unit string) {
	switch name {
	case tableCharges + ".cases":
		return "收取信息处理费件数", "件"
	case tableCharges + ".amount":
		return "收取信息处理费金额", "元"
	}
	for _, i := range indicators() {
		if i.name == name {
			return i.plain(), i.unit
		}
	}
	return name, ""
}

// tableStatistics is the name of the table {{table.statistics}}, whose rows are
// tables of their own in figures.toml.
const tableStatistics = "statistics"

// hasStatistics reports whether figures.toml gives any row of the table.
func (r *Report) hasStatistics() bool {
	if r.form.statutory() {
		return false
	}
	for _, i := range indicators() {
		if _, ok := r.figures.get(i.name); ok {
			return true
		}
	}
	return false
}

const statisticsNote = "本表只列有数据的指标；指标名称参照2014至2018年度《政府信息公开情况统计表》。"

// statisticsTable is the table {{table.statistics}}: indicator, unit, number.
// Headings stand where a row below them is shown.
func (r tableMaker) statisticsTable() Table {
	t := newTableBuilder(tableStatistics, "政府信息公开情况统计表（"+r.yearText()+"年度）")
	t.Note = statisticsNote
	t.head(
		t.columnHead("indicator", "指标", 1, 1), t.columnHead("unit", "单位", 1, 1), t.columnHead("value", "统计数", 1, 1),
	)
	var headings []indicator
	for _, i := range indicators() {
		if i.name == "" {
			for len(headings) > 0 && headings[len(headings)-1].level >= i.level {
				headings = headings[:len(headings)-1]
			}
			headings = append(headings, i)
			continue
		}
		f, ok := r.figures.get(i.name)
		if !ok {
			continue
		}
		for len(headings) > 0 && headings[len(headings)-1].level >= i.level {
			headings = headings[:len(headings)-1]
		}
		for _, h := range headings {
			t.row(t.groupHead(h.label, 3, h.level))
		}
		headings = nil
		key := strings.ReplaceAll(i.name, ".", "-")
		t.row(
			Cell{Text: i.label, Header: true, Scope: "row", ID: t.id(key), Headers: t.id("indicator"), Indent: i.level},
			Cell{Text: i.unit, Headers: t.ids("unit", key)},
			Cell{Text: f.Value.String(), Number: true, Figure: f.Name, Headers: t.ids("value", key)},
		)
	}
	return t.Table
}
