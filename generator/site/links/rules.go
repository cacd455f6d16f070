package links

import "gongkai/generator/diag"

// Rules lists what this package can find wrong.
func Rules() []*diag.Rule {
	return []*diag.Rule{&missingPage, &hiddenPage, &missingAnchor, &missingFile, &missingOutput, &neverPublished, &unusedFile, &withdrawnPage}
}

var missingPage = diag.Rule{
	Code:     "BD002",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "链接的文档不存在", EN: "link to a missing document"},
	Message:  diag.Text{ZH: "链接的文档 content/%[1]s 不存在", EN: "the linked document content/%[1]s does not exist"},
	Hint:     diag.Text{ZH: "改正路径%[2]s；路径相对于本文档所在的文件夹，以 / 开头则从 content/ 算起", EN: "correct the path%[2]s; it is relative to this document's folder, or to content/ if it begins with /"},
	Explain: diag.Text{
		ZH: "正文里的链接指向另一篇文档时，写那篇文档的 .md 路径；生成网页时自动换成网址。错误链接是网站检查的扣分项（国办秘函〔2019〕19号）。\n\n错误：[办法](0033.md)\n正确：[办法](0003.md)",
		EN: "A link to another document names its .md file; the generator turns it into an address. Broken links cost points in inspections (Guobanmihan 〔2019〕 No. 19).\n\nWrong: [measures](0033.md)\nRight: [measures](0003.md)",
	},
}

var hiddenPage = diag.Rule{
	Code:     "BD003",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "链接的文档尚未公开", EN: "link to a document that is not public"},
	Message:  diag.Text{ZH: "链接的文档 content/%[1]s 还没有公开", EN: "the linked document content/%[1]s is not public"},
	Hint:     diag.Text{ZH: "去掉这个链接，或与那篇文档同时发布", EN: "remove the link, or publish both together"},
	Explain: diag.Text{
		ZH: "被链接的文档是草稿、没有完成审核，或者发布日期还没到，网站上没有它的页面，读者点击后会看到“页面不存在”。\n\n错误：[解读](0004.md)，而 0004.md 里有 draft: true\n正确：两篇同时发布",
		EN: "The linked document is a draft, it is not approved, or its date has not come: there is no page, and readers would find nothing.\n\nWrong: [notes](0004.md) while 0004.md has draft: true\nRight: publish both together",
	},
}

var missingAnchor = diag.Rule{
	Code:     "BD004",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "链接的标题不存在", EN: "link to a missing heading"},
	Message:  diag.Text{ZH: "%[1]s 里没有标题 #%[2]s", EN: "%[1]s has no heading #%[2]s"},
	Hint:     diag.Text{ZH: "%[3]s", EN: "%[3]s"},
	Explain: diag.Text{
		ZH: "链接中 # 之后的部分必须是那篇文档里某个标题的编号。编号由标题文字得到，标题改动后编号也随之改变。\n\n错误：[第二章](0003.md#第2章)\n正确：[第二章](0003.md#第二章-主动公开)",
		EN: "What follows # must be the id of a heading of that document. Ids are made from the text of headings.\n\nWrong: [chapter 2](0003.md#第2章)\nRight: [chapter 2](0003.md#第二章-主动公开)",
	},
}

var missingFile = diag.Rule{
	Code:     "BD005",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "附件或图片不存在", EN: "missing attachment or picture"},
	Message:  diag.Text{ZH: "文件 content/%[1]s 不存在", EN: "the file content/%[1]s does not exist"},
	Hint:     diag.Text{ZH: "把文件放到文档旁边，并核对文件名（包括大小写和扩展名）%[2]s", EN: "put the file beside the document and check its name, case and extension included%[2]s"},
	Explain: diag.Text{
		ZH: "front matter 的 attachments 和正文里的图片、下载链接，指向与文档放在一起的文件。\n\n错误：- {file: 附件1.PDF, title: 申请表}，而文件名是 附件1.pdf\n正确：- {file: 附件1.pdf, title: 申请表}",
		EN: "attachments in front matter, pictures and downloads in the text name files that lie beside the document.\n\nWrong: - {file: form.PDF, title: Form} while the file is form.pdf\nRight: - {file: form.pdf, title: Form}",
	},
}

var missingOutput = diag.Rule{
	Code:     "BD006",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "链接的页面不存在", EN: "link to a missing page"},
	Message:  diag.Text{ZH: "网站上没有 /%[1]s", EN: "the site has no /%[1]s"},
	Hint:     diag.Text{ZH: "链接到文档时写它的 .md 路径；链接到栏目时写 /栏目/index.html", EN: "link to a document by its .md path, to a category as /KEY/index.html"},
	Explain: diag.Text{
		ZH: "以 / 开头的站内链接要指向网站上确实有的页面或静态文件。\n\n错误：[目录](/mulu.html)\n正确：[目录](/catalog/index.html)",
		EN: "A link that begins with / must lead to a page or a static file of the site.\n\nWrong: [catalogue](/mulu.html)\nRight: [catalogue](/catalog/index.html)",
	},
}

var neverPublished = diag.Rule{
	Code:     "BD017",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "报告的数据文件不公开", EN: "data of a report is not published"},
	Message:  diag.Text{ZH: "content/%[1]s 是年度报告的数据文件，只供程序读取，不能链接、不能作为附件", EN: "content/%[1]s is data of an annual report: the program reads it, and nothing may lead to it"},
	Hint:     diag.Text{ZH: "去掉这个引用；要提供下载，链接报告页面上的 report.csv 或 report.xlsx", EN: "remove the reference; for a download, link the report's report.csv or report.xlsx"},
	Explain: diag.Text{
		ZH: "figures.toml、applications.csv 和 website.toml 是填报用的，台账里是一件一件的申请。公开的是报告里的统计表，和由它导出的 report.csv、report.xlsx、report.json。\n\n错误：[台账](/reports/2025/applications.csv)\n正确：[申请情况统计表](/reports/2025/report.xlsx)",
		EN: "figures.toml, applications.csv and website.toml are filled in by the office; the ledger has every single application. Published are the tables of the report, and report.csv, report.xlsx and report.json, which are made from it.\n\nWrong: [ledger](/reports/2025/applications.csv)\nRight: [tables](/reports/2025/report.xlsx)",
	},
}

var unusedFile = diag.Rule{
	Code:     "BD007",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "没有文档使用的文件", EN: "file that no document uses"},
	Message:  diag.Text{ZH: "没有已公开的文档使用这个文件，不会发布", EN: "no public document uses this file; it is not published"},
	Hint:     diag.Text{ZH: "在文档的 attachments 或正文里引用它；不用的文件请删去", EN: "name it in the attachments or the text of a document, or delete it"},
	Explain: diag.Text{
		ZH: "content/ 里的附件和图片，只有被已公开的文档引用才会发布。这样，草稿的附件不会提前泄露，删去引用的附件也会从网站上消失。\n\n例如：换了新附件，旧附件忘了删除",
		EN: "A file in content/ is published only where a public document refers to it, so that the attachment of a draft cannot leak, and one that is no longer referred to disappears.\n\nFor example: an attachment was replaced and the old one left behind",
	},
}

var withdrawnPage = diag.Rule{
	Code:     "BD030",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "链接的文档已经撤下", EN: "link to a document that is withdrawn"},
	Message:  diag.Text{ZH: "链接的文档 content/%[1]s 已经撤下，读者点开看到的是撤下说明", EN: "the linked document content/%[1]s is withdrawn: readers who follow the link find a notice"},
	Hint:     diag.Text{ZH: "去掉这个链接；链接文字里有那篇文档的标题的，一并改掉", EN: "remove the link, and the title of that document where it is in the text"},
	Explain: diag.Text{
		ZH: "撤下不等别的文档改好：网站照常生成，链接通到撤下说明。但是别的文档里写的话不会自动改，标题、文号也许还在那里。`gongkai withdraw --verify 文件` 列出哪里还有。\n\n错误：见[关于某某的决定](0004.md)，而 0004.md 已经撤下\n正确：去掉这句话",
		EN: "To take something down waits for no other document: the site is built, and the link leads to the notice. But what other documents say does not change by itself, and may still have the title or the number. `gongkai withdraw --verify FILE` says where.\n\nWrong: see [the decision on …](0004.md), and 0004.md is withdrawn\nRight: the sentence is taken out",
	},
}
