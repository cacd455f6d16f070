package site

import "gongkai/generator/diag"

// Words says what the part is. Its name may also be one that Item.Differs gives.
func (p Part) Words() diag.Text {
	if t, ok := partNames[p.Name]; ok {
		return t
	}
	return diag.Text{ZH: p.Name, EN: p.Name}
}

// partNames are the words for the parts of a key: what an output depends on
// besides its view, then the fields of the views. A test fails where one is
// missing.
var partNames = map[string]diag.Text{
	"layout":   {ZH: "模板", EN: "the layout"},
	"chrome":   {ZH: "页眉和页脚", EN: "header and footer"},
	"text":     {ZH: "正文", EN: "the text"},
	"pictures": {ZH: "图片的尺寸", EN: "sizes of pictures"},
	"picture":  {ZH: "原图", EN: "the original picture"},
	"measures": {ZH: "缩小后的尺寸", EN: "measures of the copy"},
	"figures":  {ZH: "报告数字", EN: "figures of the report"},

	"Head":        {ZH: "页面的标题和元数据", EN: "title and metadata"},
	"Reason":      {ZH: "撤下原因", EN: "reason of the withdrawal"},
	"Document":    {ZH: "撤下的文件的标题", EN: "title of what was withdrawn"},
	"Dated":       {ZH: "有效性以后会变", EN: "its validity will change"},
	"Section":     {ZH: "所在栏目", EN: "its category"},
	"Root":        {ZH: "到网站根目录的路径", EN: "the way to the site's root"},
	"Title":       {ZH: "标题", EN: "heading"},
	"Breadcrumb":  {ZH: "当前位置", EN: "breadcrumb"},
	"Fields":      {ZH: "文件信息", EN: "metadata of the document"},
	"Banner":      {ZH: "效力提示", EN: "validity banner"},
	"Formal":      {ZH: "公文版式", EN: "formal style"},
	"Date":        {ZH: "发布日期", EN: "day of publication"},
	"Updated":     {ZH: "更新日期", EN: "day of the update"},
	"Revisions":   {ZH: "修订记录", EN: "revisions"},
	"Source":      {ZH: "信息来源", EN: "source"},
	"Issuer":      {ZH: "发文机关", EN: "issuer"},
	"Author":      {ZH: "责任编辑", EN: "editor in charge"},
	"Summary":     {ZH: "内容概述", EN: "summary"},
	"Attachments": {ZH: "附件", EN: "attachments"},
	"Relations":   {ZH: "相关文件", EN: "related documents"},
	"Older":       {ZH: "上一篇", EN: "the one before"},
	"Newer":       {ZH: "下一篇", EN: "the one after"},
	"Mark":        {ZH: "预览标记", EN: "mark of the preview"},
	"Description": {ZH: "说明", EN: "description"},
	"Label":       {ZH: "页码或年份", EN: "number or year"},
	"Items":       {ZH: "文件列表", EN: "list of documents"},
	"Empty":       {ZH: "空白提示", EN: "words for an empty list"},
	"Pager":       {ZH: "翻页", EN: "pager"},
	"Validity":    {ZH: "现行有效和失效的目录", EN: "lists by validity"},
	"Over":        {ZH: "是否失效的目录", EN: "which list by validity"},
	"Written":     {ZH: "有没有成文日期", EN: "whether days of writing are shown"},
	"Effective":   {ZH: "有没有实施日期", EN: "whether days of effect are shown"},
	"Ending":      {ZH: "有没有失效日期", EN: "whether last days are shown"},
	"Pending":     {ZH: "尚未施行的件数", EN: "how many are not in force yet"},
	"Other":       {ZH: "另一个目录", EN: "the other list"},
	"Years":       {ZH: "年份链接", EN: "years"},
	"Platform":    {ZH: "平台入口", EN: "entries of the platform"},
	"Sections":    {ZH: "各栏目的最新文件", EN: "latest of each category"},
	"Contact":     {ZH: "联系方式", EN: "contact"},
	"SiteReport":  {ZH: "政府网站工作年度报表", EN: "the site report"},
	"Parts":       {ZH: "各部分", EN: "parts"},
	"Office":      {ZH: "工作机构", EN: "the department in charge"},
	"Links":       {ZH: "链接", EN: "links"},
	"Form":        {ZH: "申请表", EN: "form"},
	"Guide":       {ZH: "指南", EN: "guide"},
	"Phone":       {ZH: "电话", EN: "telephone"},
	"OrgName":     {ZH: "机关名称", EN: "name of the office"},
	"Portal":      {ZH: "上级门户", EN: "superior portal"},
	"Deadline":    {ZH: "答复期限", EN: "time to answer"},
	"Entries":     {ZH: "五个入口", EN: "the five entries"},
	"Rows":        {ZH: "所列的文件", EN: "documents listed"},
	"Indexed":     {ZH: "索引号一列", EN: "column of index numbers"},
	"Numbered":    {ZH: "发文字号一列", EN: "column of document numbers"},
	"Facets":      {ZH: "分类查找", EN: "facets"},
	"Data":        {ZH: "数据下载", EN: "data files"},
	"Scripts":     {ZH: "筛选用的数据", EN: "data for the filter"},
	"Total":       {ZH: "总数", EN: "total"},
	"Groups":      {ZH: "分组链接", EN: "groups of links"},
	"Text":        {ZH: "文字", EN: "words"},
	"Year":        {ZH: "年度", EN: "year"},
	"Highlights":  {ZH: "主要数据", EN: "key figures"},
	"Charts":      {ZH: "图表", EN: "charts"},
	"Downloads":   {ZH: "下载", EN: "downloads"},
	"Reports":     {ZH: "各年度报告", EN: "reports"},
	"SiteReports": {ZH: "政府网站工作年度报表", EN: "the site report"},
	"Tables":      {ZH: "表格", EN: "tables"},
	"Name":        {ZH: "文件名", EN: "file name"},
	"Names":       {ZH: "网站和栏目的名称", EN: "names of the site and its categories"},
	"Values":      {ZH: "其他内容", EN: "what else it shows"},
}
