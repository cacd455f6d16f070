package markdown

import "gongkai/generator/diag"

// The rules about lines and characters that are not what was meant.

var ruleSevered = &diag.Rule{
	Code:     "MD033",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "一句话断成了两段", EN: "a sentence cut in two"},
	Message:  diag.Text{ZH: "第 %[1]s 行的末尾没有写完一句话，下一行却是另一段：可能是从 PDF 里复制的", EN: "a sentence goes on behind the end of line %[1]s, but the next line is another paragraph; it may come out of a PDF"},
	Hint:     diag.Text{ZH: "接成一行：%[2]s", EN: "make one line of it: %[2]s"},
	Explain: diag.Text{
		ZH: "正文里一行就是一段。从 PDF 里复制的文字在每行末尾都断开，一句话就成了几段。\n\n错误：\n  为进一步规范政府信息公开工作，提高政府工作的透\n  明度，制定本办法。\n改正：\n  为进一步规范政府信息公开工作，提高政府工作的透明度，制定本办法。",
		EN: "A line of the text is a paragraph. Text that was copied out of a PDF ends its lines where the page did, so that a sentence becomes several paragraphs.\n\nMend: make one line of each paragraph.",
	},
}

var ruleDefinitionUnused = &diag.Rule{
	Code:     "MD034",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "方括号加冒号的一行不会显示", EN: "a line of brackets and a colon that is not shown"},
	Message:  diag.Text{ZH: "“[%[1]s]: …”是链接地址的写法，正文里没有用到它，这一行不会显示", EN: "\"[%[1]s]: …\" defines the address of a link, and nothing refers to it: the line is not shown"},
	Hint:     diag.Text{ZH: "要显示出来，在前面加反斜线：\\[%[1]s]: …；不需要的删去", EN: "to show it, write a backslash before it: \\[%[1]s]: …; or delete it"},
	Explain: diag.Text{
		ZH: "在 CommonMark 里，“[名称]: 地址”给出链接的地址，自己不显示。只在 config.toml 里写了 [markdown] newline = \"join\" 时这样；平时没有用到的照原样显示。\n\n错误：\n  [联系人]: 张某\n改正：\n  联系人：张某",
		EN: "In CommonMark \"[name]: address\" gives the address of a link and is not shown itself. That is so only with newline = \"join\" in [markdown] of config.toml; elsewhere what nothing refers to is shown as it is typed.\n\nWrong:\n  [contact]: Zhang\nRight:\n  Contact: Zhang",
	},
}
