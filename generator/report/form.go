package report

// A form is one of the three shapes that an annual report has had. Labels are
// those printed on the form, to the character: nothing else may stand there
// (relation R12), so nobody can type them.
//
//	2007  条例 (国务院令第492号) 第三十二条: six items, free chapters and tables
//	2019  国办公开办函〔2019〕60号, for the reports of 2019 and 2020
//	2021  国办公开办函〔2021〕30号, for the reports of 2021 and later
type form struct {
	id        string // as in front matter
	authority string // the document that lays the form down
	first     int    // report years for which it is valid; last 0: until now
	last      int
	chapters  []string  // exact headings; nil: free
	proactive []section // 主动公开政府信息情况; nil: no statutory tables
	requests  []entry   // rows of 收到和处理政府信息公开申请情况
}

// item is a key of figures.toml with its label.
type item struct {
	key   string
	label string
}

// section is one of the parts of the first table, one clause of 条例第二十条.
type section struct {
	key     string
	title   string
	columns []item // a single column without a key has its figure under the row's own name
	rows    []item
	decimal bool // amounts in 万元, not counts
}

// entry is a row of the request table.
type entry struct {
	item
	// outcome, group are the labels of the cells that span several rows, to the
	// left of the row's own cell: 三、本年度办理结果 and （三）不予公开.
	outcome string
	group   item
}

const (
	form2007 = "2007"
	form2019 = "2019"
	form2021 = "2021"
)

// formOf returns the form with the given id.
func formOf(id string) (form, bool) {
	switch id {
	case form2007:
		return form{
			id: form2007, authority: "《中华人民共和国政府信息公开条例》（国务院令第492号）",
			first: 2008, last: 2018,
		}, true
	case form2019:
		return form{
			id: form2019, authority: "国办公开办函〔2019〕60号", first: 2019, last: 2020,
			chapters: chapters(), proactive: proactive2019(), requests: requestRows(other2019()),
		}, true
	case form2021:
		return form{
			id: form2021, authority: "国办公开办函〔2021〕30号", first: 2021,
			chapters: chapters(), proactive: proactive2021(), requests: requestRows(other2021()),
		}, true
	}
	return form{}, false
}

// formFor returns the form that the report of a year must use: relation R11.
func formFor(year int) string {
	switch {
	case year <= 2018:
		return form2007
	case year <= 2020:
		return form2019
	}
	return form2021
}

// statutory reports whether the form has tables that must be filled in.
func (f form) statutory() bool { return f.proactive != nil }

// Positions of the chapters that the program knows by content.
const (
	chapterGeneral = iota
	chapterProactive
	chapterRequests
	chapterLitigation
	chapterProblems
	chapterOther
)

func chapters() []string {
	return []string{
		chapterGeneral:    "一、总体情况",
		chapterProactive:  "二、主动公开政府信息情况",
		chapterRequests:   "三、收到和处理政府信息公开申请情况",
		chapterLitigation: "四、政府信息公开行政复议、行政诉讼情况",
		chapterProblems:   "五、存在的主要问题及改进情况",
		chapterOther:      "六、其他需要报告的事项",
	}
}

func proactive2021() []section {
	decisions := []item{{"", "本年处理决定数量"}}
	return []section{
		{
			key: "art20_1", title: "第二十条第（一）项",
			columns: []item{{"made", "本年制发件数"}, {"repealed", "本年废止件数"}, {"valid", "现行有效件数"}},
			rows:    []item{{"regulations", "规章"}, {"normative_documents", "行政规范性文件"}},
		},
		{
			key: "art20_5", title: "第二十条第（五）项", columns: decisions,
			rows: []item{{"licences", "行政许可"}},
		},
		{
			key: "art20_6", title: "第二十条第（六）项", columns: decisions,
			rows: []item{{"penalties", "行政处罚"}, {"coercive_measures", "行政强制"}},
		},
		{
			key: "art20_8", title: "第二十条第（八）项", decimal: true,
			columns: []item{{"", "本年收费金额（单位：万元）"}},
			rows:    []item{{"fees", "行政事业性收费"}},
		},
	}
}

func proactive2019() []section {
	changes := []item{{"prev_items", "上一年项目数量"}, {"delta", "本年增/减"}, {"decisions", "处理决定数量"}}
	return []section{
		{
			key: "art20_1", title: "第二十条第（一）项",
			columns: []item{{"made", "本年新制作数量"}, {"published", "本年新公开数量"}, {"total_public", "对外公开总数量"}},
			rows:    []item{{"regulations", "规章"}, {"normative_documents", "规范性文件"}},
		},
		{
			key: "art20_5", title: "第二十条第（五）项", columns: changes,
			rows: []item{{"licences", "行政许可"}, {"other_services", "其他对外管理服务事项"}},
		},
		{
			key: "art20_6", title: "第二十条第（六）项", columns: changes,
			rows: []item{{"penalties", "行政处罚"}, {"coercive_measures", "行政强制"}},
		},
		{
			key: "art20_8", title: "第二十条第（八）项", columns: changes[:2],
			rows: []item{{"fees", "行政事业性收费"}},
		},
		{
			key: "art20_9", title: "第二十条第（九）项", decimal: true,
			columns: []item{{"projects", "采购项目数量"}, {"amount", "采购总金额"}},
			rows:    []item{{"procurement", "政府集中采购"}},
		},
	}
}

// stub is the label of the first column in every section of the first table.
const stub = "信息内容"

// applicants are the columns of the request table; the first and the last are
// not part of 法人或其他组织.
func applicants() []item {
	return []item{
		{"natural", "自然人"}, {"business", "商业企业"}, {"research", "科研机构"},
		{"charity", "社会公益组织"}, {"legal", "法律服务机构"}, {"other", "其他"}, {"total", "总计"},
	}
}

const (
	requestsTotal = "total" // the key of the 总计 column, and of the （七）总计 row
	requestsNote  = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
	outcomeLabel  = "三、本年度办理结果"
)

// requestRows lists the rows of the request table; the two forms differ in
// （六）其他处理 alone.
func requestRows(other []entry) []entry {
	deny := item{"deny", "（三）不予公开"}
	unable := item{"unable", "（四）无法提供"}
	notproc := item{"notproc", "（五）不予处理"}
	rows := []entry{
		{item: item{"new", "一、本年新收政府信息公开申请数量"}},
		{item: item{"carried_in", "二、上年结转政府信息公开申请数量"}},
		{item: item{"granted", "（一）予以公开"}, outcome: outcomeLabel},
		{item: item{"partial", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"}, outcome: outcomeLabel},
	}
	rows = append(rows, grouped(deny, "1.属于国家秘密", "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”",
		"4.保护第三方合法权益", "5.属于三类内部事务信息", "6.属于四类过程性信息", "7.属于行政执法案卷", "8.属于行政查询事项")...)
	rows = append(rows, grouped(unable, "1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确")...)
	rows = append(rows, grouped(notproc, "1.信访举报投诉类申请", "2.重复申请", "3.要求提供公开出版物",
		"4.无正当理由大量反复申请", "5.要求行政机关确认或重新出具已获取信息")...)
	rows = append(rows, other...)
	return append(rows,
		entry{item: item{requestsTotal, "（七）总计"}, outcome: outcomeLabel},
		entry{item: item{"carried_out", "四、结转下年度继续办理"}},
	)
}

func other2021() []entry {
	return grouped(item{"other", "（六）其他处理"},
		"1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
		"2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
		"3.其他")
}

func other2019() []entry {
	return []entry{{item: item{"other", "（六）其他处理"}, outcome: outcomeLabel}}
}

// grouped makes the rows KEY_1, KEY_2, … of a group of outcomes.
func grouped(group item, labels ...string) []entry {
	rows := make([]entry, len(labels))
	for i, label := range labels {
		rows[i] = entry{
			item: item{group.key + "_" + string(rune('1'+i)), label}, outcome: outcomeLabel, group: group,
		}
	}
	return rows
}

// outcomes returns the rows that say how an application was dealt with, those
// that （七）总计 adds up.
func (f form) outcomes() []entry {
	rows := make([]entry, 0, len(f.requests))
	for _, r := range f.requests {
		if r.outcome != "" && r.key != requestsTotal {
			rows = append(rows, r)
		}
	}
	return rows
}

// litigationBlocks are the rows of figures.toml, and on the form the three
// blocks of columns of 行政复议、行政诉讼.
func litigationBlocks() []item {
	return []item{{"review", "行政复议"}, {"direct", "未经复议直接起诉"}, {"after_review", "复议后起诉"}}
}

// litigationColumns are the columns of each block.
func litigationColumns() []item {
	return []item{
		{"upheld", "结果维持"}, {"corrected", "结果纠正"}, {"other", "其他结果"}, {"pending", "尚未审结"}, {"total", "总计"},
	}
}

const lawsuits = "行政诉讼"

// name returns the name of a figure of the first table.
func (s section) name(row, column item) string {
	name := "proactive." + s.key + "." + row.key
	if column.key != "" {
		name += "." + column.key
	}
	return name
}

// requestName returns the name of a figure of the request table.
func requestName(row, column string) string { return "requests." + row + "." + column }

// litigationName returns the name of a figure of the third table.
func litigationName(block, column string) string { return "litigation." + block + "." + column }
