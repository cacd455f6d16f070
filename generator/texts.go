package main

import (
	"github.com/alecthomas/kong"

	"gongkai/generator/diag"
)

// texts are the words of the command line.
var texts = map[string]diag.Text{
	"about":                 {ZH: "政府信息公开网站生成器：把 content/ 里的 Markdown 生成 public/ 里的网站。", EN: "Makes the website on which an office discloses government information."},
	"help_source":           {ZH: "站点所在的文件夹", EN: "the site's folder"},
	"help_out":              {ZH: "网站写到哪里（默认：站点里的 public）", EN: "where the site is written (default: public in the site's folder)"},
	"help_base_url":         {ZH: "网站的网址，代替 config.toml 里的 base_url", EN: "the site's address, instead of base_url in config.toml"},
	"help_as_of":            {ZH: "把这一天当作今天，例如 2017-03-15（默认：北京时间今天）", EN: "take this day for today, such as 2017-03-15 (default: today in UTC+8)"},
	"help_json":             {ZH: "检查结果以 JSON 逐行输出", EN: "findings as JSON lines on stdout"},
	"help_lang":             {ZH: "提示的语言：zh 或 en", EN: "language of messages: zh or en"},
	"help_quiet":            {ZH: "只显示错误和警告", EN: "print nothing but findings"},
	"help_help":             {ZH: "显示用法", EN: "show how the program is called"},
	"help_version":          {ZH: "显示程序的版本", EN: "print the version of the program"},
	"help_build":            {ZH: "生成网站", EN: "make the site"},
	"help_check":            {ZH: "只检查，不写文件", EN: "report what build would, without writing"},
	"help_serve":            {ZH: "在本机预览网站，保存后自动更新", EN: "preview the site on this machine; saved changes show at once"},
	"help_serve_host":       {ZH: "在哪个地址上开放（默认只给本机）", EN: "address to open the preview at (default: this machine only)"},
	"help_serve_port":       {ZH: "端口（默认 8017，被占用时用下一个空闲的）", EN: "port (default: 8017, or the next free one)"},
	"help_serve_open":       {ZH: "同时打开浏览器", EN: "open the browser too"},
	"help_serve_poll":       {ZH: "靠定时扫描发现改动，用于网络共享文件夹", EN: "find changes by scanning, for network shares"},
	"help_new":              {ZH: "新建一篇文档，或一年的年度报告（new report 2017）", EN: "start a document, or an annual report (new report 2017)"},
	"help_new_category":     {ZH: "栏目的名称或者代号，例如 公示公告、policies；年度报告写 report", EN: "name or key of the category, such as policies; report for an annual report"},
	"help_new_title":        {ZH: "文档的标题；年度报告写年份", EN: "title of the document; for a report, the year"},
	"help_new_date":         {ZH: "发布日期（默认：今天）", EN: "day of publication (default: today)"},
	"help_import":           {ZH: "把 Word、Excel、文本和网页文件变成文档（草稿）", EN: "make documents (drafts) of Word, Excel, text and HTML files"},
	"help_import_files":     {ZH: "文件或者文件夹；可以写几个", EN: "files or folders"},
	"help_import_to":        {ZH: "栏目的代号或者名称（默认：在终端上询问，否则第一个通知公告栏目）", EN: "key or name of the category (default: asked on a terminal, else the first of notices)"},
	"help_import_again":     {ZH: "已经导入过的也再导入一份", EN: "import what was imported before once more"},
	"help_import_attach":    {ZH: "把原文件也作为附件", EN: "attach the file itself, too"},
	"help_scan":             {ZH: "查找个人信息（身份证号、手机号、银行卡号等）和密级标志，附件里的也查", EN: "look for personal data and marks of secrecy, in attachments too"},
	"help_scan_paths":       {ZH: "只查这些文件或者文件夹（默认：整个站点）", EN: "look through these files or folders only (default: the whole site)"},
	"help_scan_waivers":     {ZH: "列出已经放行的", EN: "list what was accepted"},
	"help_waive":            {ZH: "放行一条检查结果：看过、确实可以公开的", EN: "accept one finding of scan, which somebody has looked at"},
	"help_waive_id":         {ZH: "检查结果的编号，在 gongkai scan 和 check 的提示里", EN: "the ID of the finding, as scan and check show it"},
	"help_waive_reason":     {ZH: "为什么可以公开", EN: "why it may be public"},
	"help_waive_until":      {ZH: "放行到哪一天为止，例如 2027-06-30", EN: "the last day, such as 2027-06-30"},
	"help_waive_by":         {ZH: "谁同意的，写职务或者部门", EN: "who has agreed, by office"},
	"help_fix":              {ZH: "先把文档、csv、txt 里的身份证号、手机号等遮挡起来", EN: "first mask ID numbers, telephone numbers and the like in documents, csv and txt"},
	"help_tidy":             {ZH: "改正不需要问人就能改正的错误，说明改了什么", EN: "mend what can be mended without asking, and say what"},
	"help_tidy_files":       {ZH: "只改这些文件或者文件夹（默认：整个站点）", EN: "mend only these files or folders (default: the whole site)"},
	"help_tidy_dry":         {ZH: "只显示要改的地方，不写文件", EN: "show what would be changed, and write nothing"},
	"help_report":           {ZH: "输出一年的年度报告：html、csv、json 或 xlsx", EN: "print one annual report as html, csv, json or xlsx"},
	"help_report_year":      {ZH: "年度，例如 2017", EN: "the year, such as 2017"},
	"help_report_format":    {ZH: "格式：html、csv、json 或 xlsx", EN: "html, csv, json or xlsx"},
	"help_report_output":    {ZH: "写到哪个文件（默认：标准输出）", EN: "the file to write (default: stdout)"},
	"help_report_from":      {ZH: "从填好的表（xlsx）填写 figures.toml，或者从台账（xlsx、csv）写 applications.csv", EN: "fill figures.toml from the form in a workbook, or applications.csv from a ledger (xlsx, csv)"},
	"help_explain":          {ZH: "解释一个代码怎样改，或一个网页为什么重新生成", EN: "explain a code, or why a page was made"},
	"help_explain_topic":    {ZH: "代码，例如 FM001；或路径，例如 policies/index.html；不写则列出全部代码", EN: "a code such as FM001, or a path such as policies/index.html; without it, all codes"},
	"help_init":             {ZH: "建立一个新站点", EN: "start a new site"},
	"help_init_dir":         {ZH: "新站点的文件夹，要是新的或空的", EN: "folder of the new site, new or empty"},
	"help_schema":           {ZH: "输出文档信息的 JSON Schema，供编辑器自动补全", EN: "print the JSON Schema of the front matter, for editors"},
	"help_bench":            {ZH: "在这台电脑上测量生成的速度", EN: "measure how fast this machine builds"},
	"help_bench_docs":       {ZH: "文档的篇数，用逗号分开", EN: "numbers of documents, with commas"},
	"help_bench_peer":       {ZH: "同时测量另一个生成器；{dir} 代表文档所在的文件夹", EN: "measure another generator too; {dir} stands for the folder of the documents"},
	"help_bench_dir":        {ZH: "在哪里建立临时文件夹（默认：内存盘 /dev/shm，没有则系统临时文件夹）", EN: "where to make temporary folders (default: /dev/shm, else the system's)"},
	"help_all":              {ZH: "列出全部检查结果（默认每条规则列出 10 个）", EN: "print all findings (default: ten of each rule)"},
	"help_verify":           {ZH: "重新生成每个网页，逐字节核对已发布的文件，并恢复被动过的", EN: "make every page anew, compare every published byte, and mend what differs"},
	"help_precompress":      {ZH: "在网页、脚本、数据旁边放压缩好的一份（.gz），服务器可以直接发送；每次都要，就写进 config.toml：[hosting] precompress = true", EN: "put a packed copy (.gz) beside pages, scripts and data, for a server to send as it is; to have them always, [hosting] precompress = true in config.toml"},
	"help_record":           {ZH: "生成以后把公开的网址登记到 records/published.tsv", EN: "record what is public in records/published.tsv after the build"},
	"help_allow_loss":       {ZH: "允许从网站上去掉一半以上的网页", EN: "allow that more than half of the pages are taken off the site"},
	"help_trace":            {ZH: "写出运行跟踪（go tool trace）", EN: "write an execution trace (go tool trace)"},
	"help_cpuprofile":       {ZH: "写出 CPU 剖析（go tool pprof）", EN: "write a CPU profile (go tool pprof)"},
	"help_memprofile":       {ZH: "写出内存剖析（go tool pprof）", EN: "write a memory profile (go tool pprof)"},
	"help_approve":          {ZH: "审核：记录一篇或几篇文档通过了一个审核环节", EN: "record that documents have passed a stage of review"},
	"help_approve_files":    {ZH: "要审核的文档；可以写几个", EN: "the documents to approve"},
	"help_approve_stage":    {ZH: "审核环节，例如 初审（默认：轮到的那一个）", EN: "the stage of review (default: the one that comes next)"},
	"help_approve_by":       {ZH: "审核人的职务，例如 主管副镇长（默认：这个环节只有一人时，就是这个人）", EN: "who approves (default: who alone may)"},
	"help_approve_key":      {ZH: "签名用的私钥文件，或者 agent（默认：环节设了公钥时用 ssh-agent）", EN: "private key to sign with, or agent (default: the agent, where the stage has keys)"},
	"help_approve_yes":      {ZH: "不问“同意公开？”", EN: "do not ask"},
	"help_review":           {ZH: "哪些文档等谁审核；写明一篇文档，则显示它的审核记录", EN: "which documents wait for whom; of a document, its approvals"},
	"help_review_file":      {ZH: "一篇文档（默认：全部等待审核的）", EN: "a document (default: all that wait)"},
	"help_review_statement": {ZH: "输出这个环节签名的原文，供 ssh-keygen -Y verify 核对", EN: "print what is signed at this stage, for ssh-keygen -Y verify"},
	"help_review_signature": {ZH: "输出这个环节的签名文件，供 ssh-keygen -Y verify 核对", EN: "print the signature of this stage, for ssh-keygen -Y verify"},
	"help_new_until":        {ZH: "公示截止的日期，或者一段时间：+10d、+3m、+3y", EN: "last day of publication, or a period: +10d, +3m, +3y"},
	"help_withdraw":         {ZH: "撤下一篇已经公开的文档，原来的网址留一页说明", EN: "take a published document down, leaving a notice at its address"},
	"help_withdraw_file":    {ZH: "文档的文件，例如 content/notices/2017/0003.md", EN: "the document's file, such as content/notices/2017/0003.md"},
	"help_withdraw_reason":  {ZH: "撤下的原因，显示在原来的网址上", EN: "why, to be shown at its address"},
	"help_withdraw_title":   {ZH: "说明里保留标题", EN: "let the notice name the document"},
	"help_withdraw_date":    {ZH: "撤下的日期（默认：今天）", EN: "day of the withdrawal (default: today)"},
	"help_withdraw_verify":  {ZH: "查看网站的每个文件里还有没有这篇文档的内容", EN: "search every published byte for what is left of the document"},
	"help_yes":              {ZH: "不询问", EN: "do not ask"},
	"help_audit":            {ZH: "按检查指标检查网站：哪些不合格，哪些快要到期", EN: "judge the site by the indicators of inspections: what fails, and what falls due"},
	"help_audit_profile":    {ZH: "用哪一套指标：随程序的名称，或者自己的文件（默认 national）", EN: "the indicators: a name of those that come with the program, or a file (default: national)"},
	"help_audit_html":       {ZH: "另写一份网页，给本单位看；不能写到 public 里", EN: "write a page for the office, too; never into the published folder"},
	"help_audit_calendar":   {ZH: "把今后 90 天的到期事项写成日历文件（.ics）", EN: "write what falls due in the next 90 days as a calendar (.ics)"},
	"help_audit_stale":      {ZH: "也列出两年以前的动态信息", EN: "list news of more than two years, too"},
	"help_next":             {ZH: "下一次什么时候、为什么要重新生成网站（供定时任务用）", EN: "when and why the site is next to be built again, for cron"},
}

// helpVars hands the texts to the parser.
func helpVars(lang string) kong.Vars {
	vars := kong.Vars{}
	for name, t := range texts {
		vars[name] = t.In(lang)
	}
	return vars
}
