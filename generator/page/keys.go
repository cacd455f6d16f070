package page

import "gongkai/generator/diag"

// scope says in which files a key may stand.
type scope uint8

const (
	inDocument scope = 1 << iota // content/CATEGORY/…
	inReport                     // content/reports/YEAR/index.md
	anywhere   = inDocument | inReport
)

// key is one key of the front matter, or of a mapping in it. Its table drives
// reading, the JSON Schema and the reference, so that they cannot differ.
type key struct {
	name     string
	meaning  diag.Text
	also     []string // other Chinese names by which people call it
	required bool
	in       scope
	// into returns where the value goes: *string, *Date, *bool, *[]string,
	// *[]Attachment, *Withdrawal, *[]Revision, **Service or *[]Review, whose type is the type of
	// the value.
	into func(*Meta) any
	// values are the only ones allowed; pattern is what the schema demands.
	values  []string
	pattern string
	// check judges a value that has the right type, and may complete it.
	check   func(*checker, *Meta, node)
	example string
	// aside says why a value is no part of what is approved; "": it is.
	aside string
}

// The values of validity and disclosure.
const (
	Valid    = "有效"
	Expired  = "失效"
	Repealed = "废止"
	Amended  = "已修改"

	Proactive = "主动公开"
	OnRequest = "依申请公开"
)

// documentKeys are the keys of front matter, in the order in which they are
// shown and written.
var documentKeys = []key{
	{name: "title", meaning: diag.Text{ZH: "标题", EN: "title"}, also: []string{"名称", "题目", "文件名称"}, required: true, in: anywhere,
		into: func(m *Meta) any { return &m.Title }, example: "某某镇政府信息公开管理办法"},
	{name: "category", meaning: diag.Text{ZH: "栏目", EN: "category, as in config.toml and as the folder's name"}, also: []string{"分类", "类别", "组配分类"}, required: true, in: anywhere,
		into: func(m *Meta) any { return &m.Category }, check: (*checker).checkCategory, pattern: `^[a-z][a-z0-9-]*$`, example: "policies"},
	{name: "date", meaning: diag.Text{ZH: "发布日期", EN: "day of publication"}, also: []string{"日期", "公开日期", "发布时间"}, required: true, in: anywhere,
		into: func(m *Meta) any { return &m.Date }, example: "2017-03-15"},
	{name: "form", meaning: diag.Text{ZH: "年报格式", EN: "form of the annual report"}, also: []string{"格式"}, required: true, in: inReport,
		into: func(m *Meta) any { return &m.Form }, values: []string{"2007", "2019", "2021"}, example: `"2021"`},
	{name: "written", meaning: diag.Text{ZH: "成文日期", EN: "day on which it was written"}, also: []string{"生成日期"}, in: inDocument,
		into: func(m *Meta) any { return &m.Written }, example: "2017-03-10"},
	{name: "doc_number", meaning: diag.Text{ZH: "发文字号", EN: "document number"}, also: []string{"文号"}, in: inDocument,
		into: func(m *Meta) any { return &m.DocNumber }, check: (*checker).checkDocNumber, example: "某政发〔2017〕3号"},
	{name: "index_number", meaning: diag.Text{ZH: "索引号", EN: "index number"}, in: anywhere,
		into: func(m *Meta) any { return &m.IndexNumber }, check: (*checker).checkIndexNumber, pattern: indexPattern, example: "123456789/2017-00003"},
	{name: "issuer", meaning: diag.Text{ZH: "发文机关", EN: "issuing authority; the office where it is left out"}, also: []string{"发布机构", "发文机构", "发文单位"}, in: anywhere,
		into: func(m *Meta) any { return &m.Issuer }, example: "某某镇人民政府"},
	{name: "source", meaning: diag.Text{ZH: "信息来源", EN: "source of the information; the issuer where it is left out"}, also: []string{"来源", "文件来源"}, in: anywhere,
		into: func(m *Meta) any { return &m.Source }, example: "某某镇党政办公室"},
	{name: "author", meaning: diag.Text{ZH: "责任编辑", EN: "editor in charge"}, also: []string{"作者", "编辑"}, in: anywhere,
		into: func(m *Meta) any { return &m.Author }, example: "张某"},
	{name: "subject", meaning: diag.Text{ZH: "主题分类", EN: "subject, of the official tree"}, also: []string{"主题"}, in: inDocument,
		into: func(m *Meta) any { return &m.Subject }, check: (*checker).checkSubject, example: "综合政务/政务公开"},
	{name: "genre", meaning: diag.Text{ZH: "体裁", EN: "genre"}, also: []string{"文种", "体裁分类"}, in: inDocument,
		into: func(m *Meta) any { return &m.Genre }, check: (*checker).checkGenre, example: "通知"},
	{name: "keywords", meaning: diag.Text{ZH: "关键词", EN: "keywords"}, also: []string{"主题词", "关键字"}, in: anywhere,
		into: func(m *Meta) any { return &m.Keywords }, check: (*checker).checkKeywords, example: "[政府信息公开, 管理办法]"},
	{name: "summary", meaning: diag.Text{ZH: "内容概述", EN: "summary; lists and feeds show it"}, also: []string{"摘要", "概述", "简介"}, in: anywhere,
		into: func(m *Meta) any { return &m.Summary }, check: (*checker).checkSummary, example: "规定政府信息公开的范围、程序和责任。"},
	{name: "validity", meaning: diag.Text{ZH: "有效性", EN: "validity"}, also: []string{"效力", "时效"}, in: inDocument,
		into: func(m *Meta) any { return &m.Validity }, values: []string{Valid, Expired, Repealed, Amended}, example: Valid},
	{name: "effective", meaning: diag.Text{ZH: "实施日期", EN: "day from which it is in force"}, also: []string{"施行日期", "生效日期"}, in: inDocument,
		into: func(m *Meta) any { return &m.Effective }, example: "2017-04-01"},
	{name: "expires", meaning: diag.Text{ZH: "失效日期", EN: "last day on which it is in force"}, also: []string{"有效期至"}, in: inDocument,
		into: func(m *Meta) any { return &m.Expires }, example: "2022-03-31"},
	{name: "repealed", meaning: diag.Text{ZH: "废止日期", EN: "day on which it was repealed"}, in: inDocument,
		into: func(m *Meta) any { return &m.Repealed }, example: "2020-01-01"},
	{name: "replaces", meaning: diag.Text{ZH: "替代的文件", EN: "documents that it replaces, by path below content/"}, also: []string{"替代", "代替"}, in: inDocument,
		into: func(m *Meta) any { return &m.Replaces }, check: (*checker).checkReplaces, pattern: relationPattern, example: "[policies/2012/0001.md]"},
	{name: "interprets", meaning: diag.Text{ZH: "解读的文件", EN: "documents that it interprets, by path below content/"}, also: []string{"解读", "原文"}, in: inDocument,
		into: func(m *Meta) any { return &m.Interprets }, check: (*checker).checkInterprets, pattern: relationPattern, example: "[policies/2017/0003.md]"},
	{name: "disclosure", meaning: diag.Text{ZH: "公开方式", EN: "way of disclosure"}, also: []string{"公开类别"}, in: inDocument,
		into: func(m *Meta) any { return &m.Disclosure }, values: []string{Proactive, OnRequest}, example: Proactive},
	{name: "attachments", meaning: diag.Text{ZH: "附件", EN: "files published with the document, beside it"}, in: anywhere,
		into: func(m *Meta) any { return &m.Attachments }, example: "[{file: 0003-附件1.pdf, title: 申请表}]"},
	{name: "aliases", meaning: diag.Text{ZH: "旧网址", EN: "earlier addresses, redirected to this one"}, also: []string{"别名"}, in: anywhere,
		into: func(m *Meta) any { return &m.Aliases }, check: (*checker).checkAliases, pattern: aliasPattern, example: "[old/path.html]"},
	{name: "draft", meaning: diag.Text{ZH: "草稿", EN: "draft: never published"}, in: anywhere,
		into: func(m *Meta) any { return &m.Draft }, example: "true", aside: "a draft is public only when it is none, and then nothing else has changed"},
	{name: "publish_until", meaning: diag.Text{ZH: "公示截止", EN: "last day of publication: withdrawn by itself on the day after"}, also: []string{"公示截止日期", "公示期至", "公示至", "截止日期"}, in: inDocument,
		into: func(m *Meta) any { return &m.PublishUntil }, example: "2017-05-01"},
	{name: "withdrawn", meaning: diag.Text{ZH: "撤下", EN: "withdrawal"}, also: []string{"撤回", "撤销公开", "下架"}, in: inDocument,
		into: func(m *Meta) any { return &m.Withdrawn }, example: "{date: 2017-06-01, reason: 公示期满, keep_title: true}", aside: "to take something down must never wait for approval"},
	{name: "revisions", meaning: diag.Text{ZH: "修订记录", EN: "what was changed since publication; the last day is that of the update"}, also: []string{"修订", "更新记录", "更正记录", "更新日期"}, in: anywhere,
		into: func(m *Meta) any { return &m.Revisions }, example: "[{date: 2017-04-02, note: 更正第三条中的电话号码}]"},
	{name: "service", meaning: diag.Text{ZH: "办事指南", EN: "the guide to a service, in categories of the kind service"}, also: []string{"办事", "服务指南"}, in: inDocument,
		into: func(m *Meta) any { return &m.Service }, example: "{basis: 《某某办法》第十条, place: 某某镇便民服务中心一层}"},
	{name: "review", meaning: diag.Text{ZH: "审核记录", EN: "the review chain, written by `gongkai approve`"}, also: []string{"审核", "审查"}, in: anywhere,
		into: func(m *Meta) any { return &m.Review }, example: "[{stage: 初审, by: 主管副镇长, date: 2017-03-11, sum: …}]", aside: "it holds the approvals themselves"},
}

// member is a key of the mappings below attachments, withdrawn, revisions, service or
// review.
type member[T any] struct {
	name     string
	meaning  diag.Text
	required bool
	into     func(*T) any // *string, *Date, *bool, *[]string or *[]Material
	values   []string     // the only ones allowed
	example  string
	full     string // with the key before it: review.stage
}

// membersOf completes the members of the mappings below a key.
func membersOf[T any](key string, list []member[T]) []member[T] {
	for i := range list {
		list[i].full = key + "." + list[i].name
	}
	return list
}

var attachmentMembers = membersOf("attachments", []member[Attachment]{
	{name: "file", meaning: diag.Text{ZH: "文件名", EN: "file, relative to the document"}, required: true, into: func(a *Attachment) any { return &a.File }},
	{name: "title", meaning: diag.Text{ZH: "附件标题", EN: "title; the file name where it is left out"}, into: func(a *Attachment) any { return &a.Title }},
})

var withdrawalMembers = membersOf("withdrawn", []member[Withdrawal]{
	{name: "date", meaning: diag.Text{ZH: "撤下日期", EN: "day of the withdrawal"}, required: true, into: func(w *Withdrawal) any { return &w.Date }},
	{name: "reason", meaning: diag.Text{ZH: "撤下原因", EN: "reason, shown in its place"}, required: true, into: func(w *Withdrawal) any { return &w.Reason }},
	{name: "keep_title", meaning: diag.Text{ZH: "保留标题", EN: "the notice names the document"}, into: func(w *Withdrawal) any { return &w.KeepTitle }},
})

var revisionMembers = membersOf("revisions", []member[Revision]{
	{name: "date", meaning: diag.Text{ZH: "修订日期", EN: "day of the change"}, required: true, into: func(r *Revision) any { return &r.Date }},
	{name: "note", meaning: diag.Text{ZH: "修订说明", EN: "what was changed"}, required: true, into: func(r *Revision) any { return &r.Note }},
})

var reviewMembers = membersOf("review", []member[Review]{
	{name: "stage", meaning: diag.Text{ZH: "审核环节", EN: "stage"}, required: true, into: func(r *Review) any { return &r.Stage }},
	{name: "by", meaning: diag.Text{ZH: "审核人", EN: "who reviewed"}, required: true, into: func(r *Review) any { return &r.By }},
	{name: "date", meaning: diag.Text{ZH: "审核日期", EN: "day of the review"}, required: true, into: func(r *Review) any { return &r.Date }},
	{name: "sum", meaning: diag.Text{ZH: "内容校验值", EN: "sum of what was approved"}, required: true, into: func(r *Review) any { return &r.Sum }},
	{name: "sig", meaning: diag.Text{ZH: "签名", EN: "signature"}, into: func(r *Review) any { return &r.Sig }},
})
