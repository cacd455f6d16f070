package markdown

import "gongkai/generator/diag"

// The rules about what is too much, see bounds.go.

var ruleCrowded = &diag.Rule{
	Code:     "MD027",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "一段里的标记太多", EN: "too many marks in one block"},
	Message:  diag.Text{ZH: "这一段里的方括号、星号等标记超过 %[1]d 个，都按文字显示", EN: "this block has more than %[1]d brackets, asterisks and other marks; they are all shown as text"},
	Hint:     diag.Text{ZH: "用空行把它分成几段；成串的符号若是误输入或转换留下的，删去", EN: "divide it by blank lines; delete runs of signs that were typed by mistake or left over from a conversion"},
	Explain: diag.Text{
		ZH: "标记要成对，程序得把它们一个一个对起来，太多就对不过来。没有哪一段文章需要这么多，常见的原因是整个文件没有一个空行，或者从别的系统转换时留下了成串的符号。\n\n改正：每段之间空一行。",
		EN: "Marks come in pairs, and each has to be held against the others. No paragraph needs so many; most often a file has no blank line at all, or a conversion has left runs of signs behind.\n\nMend: put a blank line between paragraphs.",
	},
}

var ruleFootnotes = &diag.Rule{
	Code:     "MD028",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "脚注太多", EN: "too many footnotes"},
	Message:  diag.Text{ZH: "脚注超过 %[1]d 条，从这一条起按文字显示", EN: "there are more than %[1]d footnotes; from this one on they are shown as text"},
	Hint:     diag.Text{ZH: "把文章分成几篇，或把注释写进正文", EN: "divide the document, or write the notes into the text"},
	Explain: diag.Text{
		ZH: "一页上有这么多脚注，读者找不到要看的那一条。\n\n改正：分成几篇文件。",
		EN: "With so many footnotes on one page nobody finds the one that is meant.\n\nMend: make several documents of it.",
	},
}

var ruleTableSize = &diag.Rule{
	Code:     "MD029",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "表格里几乎都是空格子", EN: "a table of empty cells"},
	Message:  diag.Text{ZH: "表头有 %[1]d 列，表格有 %[2]d 行，写了内容的却很少，没有排成表格", EN: "the header has %[1]d columns, the table %[2]d rows, and very little is written in them; it is not shown as a table"},
	Hint:     diag.Text{ZH: "删去表头和分隔行里多余的竖线，列数与下面各行一致", EN: "delete the extra bars in the header and in the line below it, so that there are as many columns as in the rows"},
	Explain: diag.Text{
		ZH: "每一行都会补成与表头一样多的格子。表头误写了成百上千列时，几百行就会补出几十万个空格子，网页大得打不开。\n\n错误：表头一千列，每行只写一格。\n改正：表头只写用得到的列。",
		EN: "Each row gets as many cells as the header has. With a header of a thousand columns, some hundred rows would get hundreds of thousands of empty cells, and no browser would open the page.\n\nWrong: a thousand columns, and one cell in each row.\nRight: no more columns than are used.",
	},
}

var ruleGrowth = &diag.Rule{
	Code:     "MD030",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "网页比原文大太多", EN: "a page much larger than its source"},
	Message:  diag.Text{ZH: "网页已是原文的 %[1]d 倍大，从这里起没有显示", EN: "the page is %[1]d times as large as its source; what follows was left out"},
	Hint:     diag.Text{ZH: "检查文末“[名称]: 地址”里的地址是否误贴了很长的内容", EN: "see whether an address that is defined as \"[name]: address\" is very long by mistake"},
	Explain: diag.Text{
		ZH: "正文里每写一次 [名称]，文末“[名称]: 地址”里的地址就抄写一遍。地址有几万字、又引用了几百次时，网页会有几百兆。\n\n改正：改短那个地址。",
		EN: "Each [name] in the text repeats the address that \"[name]: address\" defines. Where that has ten thousands of characters and is referred to some hundred times, the page has hundreds of megabytes.\n\nMend: shorten the address.",
	},
}

var rulePlace = &diag.Rule{
	Code:     "MD032",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "表格没有地方放", EN: "a table has no place"},
	Message:  diag.Text{ZH: "这里应当放一张表格，但这一行在代码或注释里，或者与上下文连成了一段", EN: "a table belongs here, but the line is within code or a comment, or part of a paragraph"},
	Hint:     diag.Text{ZH: "让这一行顶格写，上下各空一行，并检查前面的 ``` 和 <!-- 有没有结束", EN: "write the line at the margin with a blank line on both sides, and see whether each ``` and <!-- above has an end"},
	Explain: diag.Text{
		ZH: "年度报告里的法定表格和 {{table 文件名}} 一行放在一个自成一段的位置上。那里如果是代码块或注释，表格就显示不出来。\n\n改正：代码块以 ``` 结束，注释以 --> 结束。",
		EN: "The statutory tables of an annual report, and a line {{table FILE}}, are put where a paragraph of their own stands. Within a block of code or a comment they could not be shown.\n\nMend: end the code with ```, the comment with -->.",
	},
}
