package page

import "gongkai/generator/diag"

// pathRules are about the file's own name and about the paths that it gives.
func pathRules() []*diag.Rule {
	return []*diag.Rule{
		ruleNoFolder, ruleExtension, ruleReportPath, ruleName, ruleOddName,
		ruleCategory, ruleAttachment, ruleRelation, ruleSelf, ruleAlias, ruleAliasSelf,
	}
}

var ruleNoFolder = &diag.Rule{
	Code: "FM090", Severity: diag.Error,
	Title:   diag.Text{ZH: "文档不在栏目文件夹里", EN: "document outside a category"},
	Message: diag.Text{ZH: "文档直接放在 content/ 下，不属于任何栏目", EN: "the document lies directly in content/, in no category"},
	Hint:    diag.Text{ZH: "移到栏目的文件夹里，例如 content/policies/%[1]s", EN: "move it into the folder of its category, such as content/policies/%[1]s"},
	Explain: diag.Text{
		ZH: "content/ 下每个栏目一个文件夹，文档放在栏目里，可以再按年份分文件夹：content/policies/2017/0003.md",
		EN: "content/ has one folder for each category. Documents lie in it, perhaps in folders for the years: content/policies/2017/0003.md",
	},
}

var ruleExtension = &diag.Rule{
	Code: "FM091", Severity: diag.Error,
	Title:   diag.Text{ZH: "扩展名不是 .md", EN: "extension is not .md"},
	Message: diag.Text{ZH: "文档的扩展名是 %[1]s，应当是小写的 .md", EN: "the extension is %[1]s; it must be .md, in lower case"},
	Hint:    diag.Text{ZH: "把文件改名为 %[2]s", EN: "rename the file to %[2]s"},
	Explain: diag.Text{
		ZH: "Windows 不区分大小写，多数服务器区分。扩展名统一为小写的 .md，链接才不会失效。",
		EN: "Windows takes upper and lower case for the same, most servers do not. With .md in lower case links keep working.",
	},
}

var ruleReportPath = &diag.Rule{
	Code: "FM092", Severity: diag.Error,
	Title:   diag.Text{ZH: "年度报告的位置不对", EN: "misplaced annual report"},
	Message: diag.Text{ZH: "reports 文件夹里只放年度报告，每年一个 年份/index.md", EN: "the folder reports holds annual reports only, each as YEAR/index.md"},
	Hint:    diag.Text{ZH: "年度报告移到 content/reports/2017/index.md 这样的位置；其他文档移到别的栏目", EN: "move a report to a place like content/reports/2017/index.md, other documents to another category"},
	Explain: diag.Text{
		ZH: "年度报告由 index.md（文字）和旁边的 figures.toml（数据）组成，放在四位数年份的文件夹里。gongkai new report 2021 会建好它们。",
		EN: "An annual report is index.md (text) with figures.toml (data) beside it, in a folder named after the year. `gongkai new report 2021` makes them.",
	},
}

var ruleName = &diag.Rule{
	Code: "FM093", Severity: diag.Error,
	Title:   diag.Text{ZH: "文件名不能用", EN: "unusable file name"},
	Message: diag.Text{ZH: "文件或文件夹名“%[1]s”不能用：%[2]s", EN: "the name %[1]s cannot be used: %[2]s"},
	Hint:    diag.Text{ZH: "改名，用字母、数字、减号或汉字，例如 0003.md", EN: "rename it with letters, digits, hyphens or Chinese characters, such as 0003.md"},
	Explain: diag.Text{
		ZH: "文件名就是网址。它要在 Windows、Linux、macOS 和各种服务器上都能用：不含 \\ : * ? \" < > | 和控制字符，不以空格或句点结尾，不用 CON、NUL 等 Windows 设备名，不超过 200 字节，整个路径不超过 600 字节。",
		EN: "The file name becomes the address. It must work on Windows, Linux, macOS and every server: without \\ : * ? \" < > | and control characters, not ending in a blank or a dot, no Windows device such as CON or NUL, at most 200 bytes, the whole path at most 600.",
	},
}

var ruleOddName = &diag.Rule{
	Code: "FM094", Severity: diag.Warning,
	Title:   diag.Text{ZH: "文件名含不便用于网址的字符", EN: "awkward file name"},
	Message: diag.Text{ZH: "文件或文件夹名“%[1]s”含“%[2]s”，网址会变得难读，有的服务器会出错", EN: "the name %[1]s contains \"%[2]s\", which makes a bad address and fails on some servers"},
	Hint:    diag.Text{ZH: "改名，用减号代替空格和符号；已发布的文档改名时在 aliases 里写上旧网址", EN: "rename it with hyphens; of a published document, put the old address into aliases"},
	Explain: diag.Text{
		ZH: "空格在网址里显示为 %20，# % & + 等符号在网址里另有含义。",
		EN: "A blank shows as %20 in an address, and # % & + have a meaning of their own there.",
	},
}

var ruleCategory = &diag.Rule{
	Code: "FM095", Severity: diag.Error,
	Title:   diag.Text{ZH: "栏目与文件夹不一致", EN: "category contradicts the folder"},
	Message: diag.Text{ZH: "category 是 %[1]s，文件却在 %[2]s 文件夹里", EN: "category is %[1]s, and the file lies in the folder %[2]s"},
	Hint:    diag.Text{ZH: "%[3]s", EN: "%[3]s"},
	Explain: diag.Text{
		ZH: "文档的网址由它所在的文件夹决定，栏目由 category 说明，两者必须一致。年度报告的 category 是 reports，可以不写。",
		EN: "The folder decides the address of a document, category its column; the two must agree. The category of an annual report is reports and may be left out.",
	},
}

var ruleAttachment = &diag.Rule{
	Code: "FM096", Severity: diag.Error,
	Title:   diag.Text{ZH: "附件路径不能用", EN: "unusable attachment path"},
	Message: diag.Text{ZH: "附件路径“%[1]s”不能用", EN: "the attachment path %[1]s cannot be used"},
	Hint:    diag.Text{ZH: "%[2]s", EN: "%[2]s"},
	Explain: diag.Text{
		ZH: "附件放在文档旁边，file 写文件名；也可以写相对于文档的路径，但不能离开 content/。\n\n错误：file: C:\\文件\\附件1.pdf\n正确：file: 0003-附件1.pdf",
		EN: "Attachments lie beside the document, and file gives their name; a path relative to the document will do, too, if it stays inside content/.\n\nWrong: file: C:\\文件\\附件1.pdf\nRight: file: 0003-附件1.pdf",
	},
}

var ruleRelation = &diag.Rule{
	Code: "FM097", Severity: diag.Error,
	Title:   diag.Text{ZH: "关联文件的路径写法不对", EN: "malformed relation"},
	Message: diag.Text{ZH: "%[1]s 的路径写法不对：%[2]s", EN: "a path in %[1]s is malformed: %[2]s"},
	Hint:    diag.Text{ZH: "写 content/ 之下、以 .md 结尾的路径，例如 %[3]s", EN: "write the path below content/, ending in .md, such as %[3]s"},
	Explain: diag.Text{
		ZH: "replaces 和 interprets 写被替代、被解读的文档的路径，从 content/ 下面算起。政策与解读要双向关联（《政府网站与政务新媒体检查指标》，国办秘函〔2019〕19号）；另一个方向由程序自动生成。\n\n错误：interprets: [/content/policies/2017/0003.html]\n正确：interprets: [policies/2017/0003.md]",
		EN: "replaces and interprets give the paths of the other documents, below content/. Policy and interpretation must link to each other (国办秘函〔2019〕19号); the program makes the other direction.\n\nWrong: interprets: [/content/policies/2017/0003.html]\nRight: interprets: [policies/2017/0003.md]",
	},
}

var ruleSelf = &diag.Rule{
	Code: "FM098", Severity: diag.Error,
	Title:   diag.Text{ZH: "文档关联了自己", EN: "document refers to itself"},
	Message: diag.Text{ZH: "%[1]s 指向文档自己", EN: "%[1]s names the document itself"},
	Hint:    diag.Text{ZH: "写另一份文档的路径", EN: "name the other document"},
	Explain: diag.Text{
		ZH: "一份文件不能替代或解读它自己；多半是复制文档信息时忘了改。",
		EN: "A document cannot replace or interpret itself; most likely the front matter was copied and not changed.",
	},
}

var ruleAlias = &diag.Rule{
	Code: "FM099", Severity: diag.Error,
	Title:   diag.Text{ZH: "旧网址不能用", EN: "unusable alias"},
	Message: diag.Text{ZH: "旧网址“%[1]s”不能用", EN: "the alias %[1]s cannot be used"},
	Hint:    diag.Text{ZH: "%[2]s", EN: "%[2]s"},
	Explain: diag.Text{
		ZH: "aliases 写这份文档以前的网址，程序在那里生成跳转页。写从网站根目录算起的路径，以 .html 或 / 结尾，其中的名字不以“.”或“_”开头。\n\n错误：aliases: [http://旧网站/art/2012/1.html]\n正确：aliases: [art/2012/1.html]",
		EN: "aliases are earlier addresses of the document; a page that redirects is put there. Give the path from the site's root, ending in .html or /, with no name in it that begins with . or _.\n\nWrong: aliases: [http://old-site/art/2012/1.html]\nRight: aliases: [art/2012/1.html]",
	},
}

var ruleAliasSelf = &diag.Rule{
	Code: "FM100", Severity: diag.Error,
	Title:   diag.Text{ZH: "旧网址就是现在的网址", EN: "alias is the present address"},
	Message: diag.Text{ZH: "旧网址 %[1]s 就是本文档现在的网址", EN: "the alias %[1]s is the document's present address"},
	Hint:    diag.Text{ZH: "删去它", EN: "delete it"},
	Explain: diag.Text{
		ZH: "跳转页会覆盖文档自己的页面。",
		EN: "The redirecting page would take the place of the document.",
	},
}
