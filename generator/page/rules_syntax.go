package page

import "gongkai/generator/diag"

// syntaxRules are about lines of the front matter that cannot be read.
func syntaxRules() []*diag.Rule {
	return []*diag.Rule{
		ruleWideColon, ruleNoBlank, ruleNoColon, ruleNotEntry, ruleColonInside, ruleReserved, ruleQuoteOpen, ruleQuoteRest,
		ruleEscape, ruleBracketOpen, ruleTab, ruleIndented, ruleDash, ruleManyLines, ruleForeign, ruleHashLost, ruleUnreadable,
		ruleTooMuch, ruleManyEntries,
	}
}

var ruleWideColon = &diag.Rule{
	Code: "FM020", Severity: diag.Error,
	Title:   diag.Text{ZH: "用了中文冒号", EN: "full-width colon"},
	Message: diag.Text{ZH: "字段名后面是中文冒号“：”，应当是英文冒号加一个空格", EN: "there is a full-width colon after the key; a colon and a blank belong there"},
	Hint:    diag.Text{ZH: "改为 %[1]s", EN: "write %[1]s"},
	Explain: diag.Text{
		ZH: "字段名和值之间用英文冒号加一个空格。\n\n错误：title：防火通知\n正确：title: 防火通知",
		EN: "Between key and value stand a colon (not the full-width one) and a blank.\n\nWrong: title：防火通知\nRight: title: 防火通知",
	},
}

var ruleNoBlank = &diag.Rule{
	Code: "FM021", Severity: diag.Error,
	Title:   diag.Text{ZH: "冒号后面没有空格", EN: "no blank after the colon"},
	Message: diag.Text{ZH: "冒号后面要空一格", EN: "there must be a blank after the colon"},
	Hint:    diag.Text{ZH: "改为 %[1]s", EN: "write %[1]s"},
	Explain: diag.Text{
		ZH: "冒号后面没有空格时，YAML 把整行当作一段文字。\n\n错误：title:防火通知\n正确：title: 防火通知",
		EN: "Without a blank after the colon, YAML takes the whole line for one piece of text.\n\nWrong: title:防火通知\nRight: title: 防火通知",
	},
}

var ruleNoColon = &diag.Rule{
	Code: "FM022", Severity: diag.Error,
	Title:   diag.Text{ZH: "字段名后面没有冒号", EN: "no colon after the key"},
	Message: diag.Text{ZH: "字段名和值之间应当是英文冒号加一个空格", EN: "between key and value there must be a colon and a blank"},
	Hint:    diag.Text{ZH: "改为 %[1]s", EN: "write %[1]s"},
	Explain: diag.Text{
		ZH: "错误：title 防火通知\n错误：title = 防火通知\n正确：title: 防火通知",
		EN: "Wrong: title 防火通知\nWrong: title = 防火通知\nRight: title: 防火通知",
	},
}

var ruleNotEntry = &diag.Rule{
	Code: "FM023", Severity: diag.Error,
	Title:   diag.Text{ZH: "这一行不是“字段: 值”", EN: "not a \"key: value\" line"},
	Message: diag.Text{ZH: "文档信息里每行应当是“字段: 值”，这一行不是", EN: "every line of the front matter is \"key: value\"; this one is not"},
	Hint:    diag.Text{ZH: "如果它是正文，在它前面单独写一行 ---；如果它接着上一行，把两行并成一行", EN: "if it is text, write a line --- before it; if it continues the line above, join the two"},
	Explain: diag.Text{
		ZH: "这一行没有字段名。最常见的原因是文档信息末尾少了一行 ---，正文被读成了文档信息；同类的行只报告第一行。",
		EN: "The line has no key. Most often the closing --- is missing and the text is read as front matter; only the first such line is reported.",
	},
}

var ruleColonInside = &diag.Rule{
	Code: "FM024", Severity: diag.Error,
	Title:   diag.Text{ZH: "值里有冒号加空格", EN: "colon and blank in a value"},
	Message: diag.Text{ZH: "值里的英文冒号后面有空格（或在末尾），YAML 会把它当作新的字段", EN: "a colon followed by a blank (or at the end) makes YAML see another key in the value"},
	Hint:    diag.Text{ZH: "给整个值加英文引号：%[2]s；或改用中文冒号“：”", EN: "put the value in quotes: %[2]s; or use the full-width colon"},
	Explain: diag.Text{
		ZH: "错误：title: 通知: 春季防火\n正确：title: \"通知: 春季防火\"\n正确：title: 通知：春季防火",
		EN: "Wrong: title: 通知: 春季防火\nRight: title: \"通知: 春季防火\"\nRight: title: 通知：春季防火",
	},
}

var ruleReserved = &diag.Rule{
	Code: "FM025", Severity: diag.Error,
	Title:   diag.Text{ZH: "值以 YAML 的专用符号开头", EN: "value begins with a reserved character"},
	Message: diag.Text{ZH: "值以 %[1]s 开头，它在 YAML 里另有含义", EN: "the value begins with %[1]s, which means something else in YAML"},
	Hint:    diag.Text{ZH: "给整个值加英文引号：%[2]s", EN: "put the value in quotes: %[2]s"},
	Explain: diag.Text{
		ZH: "以 @ ` % & * ! | > [ { 或“- ”“? ”开头的文字要加英文引号。引用、锚点、类型标记等 YAML 功能在这里不用。\n\n错误：title: [2017]3号文件\n正确：title: \"[2017]3号文件\"",
		EN: "Text that begins with @ ` % & * ! | > [ { or with \"- \" or \"? \" must be in quotes. Anchors, aliases and tags of YAML are not used here.\n\nWrong: title: [2017]3号文件\nRight: title: \"[2017]3号文件\"",
	},
}

var ruleQuoteOpen = &diag.Rule{
	Code: "FM026", Severity: diag.Error,
	Title:   diag.Text{ZH: "引号没有成对", EN: "quote not closed"},
	Message: diag.Text{ZH: "以 %[1]s 开头的值在本行没有结束的 %[1]s", EN: "the value begins with %[1]s, and no %[1]s closes it on this line"},
	Hint:    diag.Text{ZH: "在值的末尾补上 %[1]s；文字本身的引号请用中文引号“”", EN: "write %[1]s at its end; for quotation marks in the text use “”"},
	Explain: diag.Text{
		ZH: "错误：title: \"防火通知\n正确：title: \"防火通知\"\n正确：title: 防火通知",
		EN: "Wrong: title: \"防火通知\nRight: title: \"防火通知\"\nRight: title: 防火通知",
	},
}

var ruleQuoteRest = &diag.Rule{
	Code: "FM027", Severity: diag.Error,
	Title:   diag.Text{ZH: "引号后面还有文字", EN: "text after the closing quote"},
	Message: diag.Text{ZH: "值以英文引号 %[1]s 开头，引号结束之后还有文字", EN: "the value begins with %[1]s, and text follows the closing quote"},
	Hint:    diag.Text{ZH: "文字里的引号改用中文引号“”，例如 “三农”工作要点", EN: "use “” for quotation marks in the text, as in “三农”工作要点"},
	Explain: diag.Text{
		ZH: "值的第一个字符是英文引号时，YAML 认为整个值都在引号里。\n\n错误：title: \"三农\"工作要点\n正确：title: “三农”工作要点\n正确：title: '\"三农\"工作要点'",
		EN: "Where the first character of a value is a quote, YAML takes the whole value to be within quotes.\n\nWrong: title: \"三农\"工作要点\nRight: title: “三农”工作要点\nRight: title: '\"三农\"工作要点'",
	},
}

var ruleEscape = &diag.Rule{
	Code: "FM028", Severity: diag.Error,
	Title:   diag.Text{ZH: "引号里的反斜线", EN: "backslash within quotes"},
	Message: diag.Text{ZH: "英文双引号里的反斜线 \\ 和后面的字符有特殊含义，这里无法识别", EN: "a backslash within double quotes has a meaning together with what follows, which is unknown here"},
	Hint:    diag.Text{ZH: "路径用正斜线：%[1]s", EN: "write paths with slashes: %[1]s"},
	Explain: diag.Text{
		ZH: "错误：replaces: [\"policies\\2012\\0001.md\"]\n正确：replaces: [policies/2012/0001.md]",
		EN: "Wrong: replaces: [\"policies\\2012\\0001.md\"]\nRight: replaces: [policies/2012/0001.md]",
	},
}

var ruleBracketOpen = &diag.Rule{
	Code: "FM029", Severity: diag.Error,
	Title:   diag.Text{ZH: "括号没有成对", EN: "bracket not closed"},
	Message: diag.Text{ZH: "括号没有结束，缺少 %[1]s", EN: "the bracket is not closed: %[1]s is missing"},
	Hint:    diag.Text{ZH: "在末尾补上英文的 %[1]s", EN: "write %[1]s at the end"},
	Explain: diag.Text{
		ZH: "列表用英文方括号，写在一行里；中文的【】不算。\n\n错误：keywords: [公开, 办法\n正确：keywords: [公开, 办法]",
		EN: "A list stands in square brackets on one line; the Chinese 【】 do not count.\n\nWrong: keywords: [公开, 办法\nRight: keywords: [公开, 办法]",
	},
}

var ruleTab = &diag.Rule{
	Code: "FM030", Severity: diag.Error,
	Title:   diag.Text{ZH: "用制表符缩进", EN: "indented with a tab"},
	Message: diag.Text{ZH: "行首有制表符（Tab），YAML 只认空格", EN: "the line is indented with a tab; YAML wants blanks"},
	Hint:    diag.Text{ZH: "%[1]s", EN: "%[1]s"},
	Explain: diag.Text{
		ZH: "需要缩进的行（例如附件列表）用空格缩进。",
		EN: "Lines that are indented, such as those of the attachments, are indented with blanks.",
	},
}

var ruleIndented = &diag.Rule{
	Code: "FM031", Severity: diag.Error,
	Title:   diag.Text{ZH: "字段没有顶格写", EN: "key not in the first column"},
	Message: diag.Text{ZH: "第一个字段之前有缩进的行或列表；字段名要顶格写", EN: "an indented line or a list stands before the first key; keys begin in the first column"},
	Hint:    diag.Text{ZH: "删去行首的空格", EN: "delete the blanks at the beginning of the line"},
	Explain: diag.Text{
		ZH: "错误：\n    ---\n      title: 通知\n\n正确：\n    ---\n    title: 通知",
		EN: "Wrong:\n    ---\n      title: 通知\n\nRight:\n    ---\n    title: 通知",
	},
}

var ruleDash = &diag.Rule{
	Code: "FM032", Severity: diag.Error,
	Title:   diag.Text{ZH: "列表的减号后面没有空格", EN: "no blank after the dash"},
	Message: diag.Text{ZH: "列表每项前的减号后面要空一格", EN: "there must be a blank after the dash of a list item"},
	Hint:    diag.Text{ZH: "改为 %[1]s", EN: "write %[1]s"},
	Explain: diag.Text{
		ZH: "错误：\n    keywords:\n      -公开\n\n正确：\n    keywords:\n      - 公开",
		EN: "Wrong:\n    keywords:\n      -公开\n\nRight:\n    keywords:\n      - 公开",
	},
}

var ruleManyLines = &diag.Rule{
	Code: "FM033", Severity: diag.Error,
	Title:   diag.Text{ZH: "值写成了几行", EN: "value over several lines"},
	Message: diag.Text{ZH: "这一行接在上一行的值后面；一个值要写在一行里", EN: "this line continues the value above; a value stands on one line"},
	Hint:    diag.Text{ZH: "%[2]s", EN: "%[2]s"},
	Explain: diag.Text{
		ZH: "缩进的行会被 YAML 并到上一个值里，少了结束的 --- 时正文也会这样被并进去，所以不允许。\n\n正确：\n    summary: |\n      规定政府信息公开的范围、\n      程序和责任。",
		EN: "YAML would join indented lines to the value above, and with the closing --- missing it would do so to the text; so it is refused.\n\nRight:\n    summary: |\n      规定政府信息公开的范围、\n      程序和责任。",
	},
}

var ruleForeign = &diag.Rule{
	Code: "FM034", Severity: diag.Error,
	Title:   diag.Text{ZH: "不支持的 YAML 写法", EN: "YAML feature not supported"},
	Message: diag.Text{ZH: "%[1]s 是这里不支持的 YAML 写法", EN: "%[1]s: this feature of YAML is not supported here"},
	Hint:    diag.Text{ZH: "每行只写“字段: 值”；文字以特殊符号开头时加英文引号", EN: "write plain \"key: value\" lines; put text that begins with a special character in quotes"},
	Explain: diag.Text{
		ZH: "锚点（&）、引用（*）、合并（<<）、类型标记（!）、指令（%）、多个文档（...）等 YAML 功能会让同一行文字有看不见的含义，文档信息里一律不用。",
		EN: "Anchors (&), aliases (*), merging (<<), tags (!), directives (%) and several documents (...) give a line a meaning that cannot be seen in it. Front matter does without them.",
	},
}

var ruleHashLost = &diag.Rule{
	Code: "FM035", Severity: diag.Warning,
	Title:   diag.Text{ZH: "# 后面的文字被当作注释", EN: "text taken for a comment"},
	Message: diag.Text{ZH: "空格加 # 之后的文字被 YAML 当作注释，不会发布", EN: "what follows a blank and # is a comment in YAML and is not published"},
	Hint:    diag.Text{ZH: "如果它是值的一部分，给整个值加英文引号；如果是注释，在 # 后面空一格", EN: "if it belongs to the value, put the value in quotes; if it is a comment, write a blank after #"},
	Explain: diag.Text{
		ZH: "错误：title: 关于 #1 楼改造的通知\n正确：title: \"关于 #1 楼改造的通知\"",
		EN: "Wrong: title: 关于 #1 楼改造的通知\nRight: title: \"关于 #1 楼改造的通知\"",
	},
}

var ruleUnreadable = &diag.Rule{
	Code: "FM036", Severity: diag.Error,
	Title:   diag.Text{ZH: "读不懂的一行", EN: "line cannot be read"},
	Message: diag.Text{ZH: "从这一行读不出字段和值：%[1]s", EN: "no key and value can be read from this line: %[1]s"},
	Hint:    diag.Text{ZH: "写成“字段: 值”，冒号后面空一格；值里有特殊符号时加英文引号；列表写成 [甲, 乙]", EN: "write key: value, with a blank behind the colon; put a value with special characters in quotes; write a list as [a, b]"},
	Explain: diag.Text{
		ZH: "程序没能从这一行读出字段和值。检查引号、括号是否成对，逗号、冒号是否为英文标点并后跟空格。\n\n错误：\n  : 张某\n改正：\n  author: 张某",
		EN: "No key and value could be read from the line. See whether quotes and brackets are closed, and whether commas and colons are the narrow ones, with a blank behind them.\n\nWrong:\n  : 张某\nRight:\n  author: 张某",
	},
}

var ruleTooMuch = &diag.Rule{
	Code: "FM037", Severity: diag.Error,
	Title:   diag.Text{ZH: "一项太长", EN: "entry too long"},
	Message: diag.Text{ZH: "这一项里的标点、括号或空行太多，没有读", EN: "this entry has too many marks, brackets or blank lines and was not read"},
	Hint:    diag.Text{ZH: "删去误贴的内容和多余的空行；长的材料写进正文", EN: "delete what was pasted by mistake, and blank lines; long texts belong below the front matter"},
	Explain: diag.Text{
		ZH: "一项只写一段文字或一个列表。几千个逗号、括号或几百个空行，多半是误贴进来的表格或代码，或者是漏写了结束的 ---。",
		EN: "An entry is one text or one list. Thousands of commas or brackets, or hundreds of blank lines, are most often a table or code pasted by mistake, or the closing --- is missing.",
	},
}

var ruleManyEntries = &diag.Rule{
	Code: "FM038", Severity: diag.Error,
	Title:   diag.Text{ZH: "文档信息的项太多", EN: "too many entries"},
	Message: diag.Text{ZH: "文档信息有很多项，其中超过 %[1]d 项不是最简单的“字段: 值”；从这一行起没有读", EN: "the front matter has very many entries, more than %[1]d of them not plain \"key: value\" lines; it was not read from this line on"},
	Hint:    diag.Text{ZH: "能用的字段只有二十几个；如果这里已经是正文，在它前面单独写一行 ---", EN: "there are only some two dozen keys; if this is the text, write a line --- before it"},
	Explain: diag.Text{
		ZH: "文档信息里的字段只有二十几个，每个写一次。有几百项，多半是漏写了结束的 ---，正文被读成了文档信息。",
		EN: "There are two dozen keys, each of which stands once. With hundreds of entries the closing --- is most often missing, and the text is read as front matter.",
	},
}
