package markdown

import "gongkai/generator/diag"

// Rules returns the rules of this package, in order of their codes.
func Rules() []*diag.Rule {
	return []*diag.Rule{
		ruleRawHTML, ruleCommentOpen, ruleCommentText,
		ruleScheme, ruleLocalPath, ruleBackslash, ruleOutside, ruleLinkBroken, ruleLinkEncoding, ruleLinkNowhere,
		ruleLinkEmpty, ruleImageAlt, ruleImageExternal,
		ruleHeadingSkipped, ruleHeadingEmpty, ruleHeadingID,
		ruleFootnoteMissing, ruleFootnoteUnused, ruleTableCells,
		ruleIndentedCode, ruleLiteralStars, ruleMask, ruleControl, ruleDepth,
		ruleLinkBlank, ruleImageFile, ruleCrowded, ruleFootnotes, ruleTableSize, ruleGrowth, ruleHeadingReserved, rulePlace,
		ruleSevered, ruleDefinitionUnused, ruleLinkForm, ruleHeadingForm, ruleTableForm,
		ruleInvisible, rulePrivateUse, ruleLostCharacter, ruleCrossing, ruleRemark,
		ruleUnderline, ruleEaten, rulePath, ruleCellDivided, ruleLineBreak, ruleAligned, ruleUntitled, ruleOpenFence, ruleObject,
	}
}

var ruleRawHTML = &diag.Rule{
	Code:     "MD001",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "正文中有网页代码", EN: "raw HTML in the text"},
	Message:  diag.Text{ZH: "网页代码不能写进正文：%[1]s", EN: "raw HTML is not accepted: %[1]s"},
	Hint: diag.Text{
		ZH: "%[2]s；要把尖括号当文字显示，在 < 前加反斜线：\\%[1]s",
		EN: "%[2]s; to show an angle bracket as text, write \\%[1]s",
	},
	Explain: diag.Text{
		ZH: "网页代码可以夹带脚本、外部引用和打乱版面的样式，所以正文只用 Markdown。从网页或 Word 粘贴的内容常带有这些代码。注释 <!-- … --> 可以写，不会公开。\n\n错误：\n  <b>注意</b>\n改正：\n  **注意**",
		EN: "HTML can carry scripts, references to other sites and styles that break the page, so a text is Markdown and nothing else. It often comes in with what is pasted from a web page or from Word. A comment <!-- … --> may stand in the text and is not published.\n\nWrong:\n  <b>Note</b>\nRight:\n  **Note**",
	},
}

var ruleCommentOpen = &diag.Rule{
	Code:     "MD002",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "注释没有结束", EN: "a comment without an end"},
	Message:  diag.Text{ZH: "注释以 <!-- 开始，后面没有结束的 -->", EN: "a comment begins with <!-- and has no --> after it"},
	Hint:     diag.Text{ZH: "在注释末尾写 -->", EN: "write --> at the end of the comment"},
	Explain: diag.Text{
		ZH: "没有结束的注释会把它后面的全文都藏起来。\n\n错误：\n  <!-- 待核对\n改正：\n  <!-- 待核对 -->",
		EN: "A comment without an end would hide all the text after it.\n\nWrong:\n  <!-- to be checked\nRight:\n  <!-- to be checked -->",
	},
}

var ruleCommentText = &diag.Rule{
	Code:     "MD003",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "注释与文字在同一段", EN: "text in the same paragraph as a comment"},
	Message:  diag.Text{ZH: "以注释开头的段落里还有文字，这些文字不按 Markdown 排版", EN: "text stands beside the comment that begins this paragraph; its Markdown has no effect"},
	Hint:     diag.Text{ZH: "让注释单独成行，上下各空一行", EN: "put the comment on a line of its own, with a blank line on both sides"},
	Explain: diag.Text{
		ZH: "一行以注释开头时，这一行直到 --> 所在行的末尾都算注释块。\n\n错误：\n  <!-- 修订 -->**第一条** ……\n改正：\n  <!-- 修订 -->\n\n  **第一条** ……",
		EN: "Where a line begins with a comment, all up to the end of the line with --> belongs to it.\n\nWrong:\n  <!-- amended -->**Article 1** …\nRight:\n  <!-- amended -->\n\n  **Article 1** …",
	},
}

var ruleHeadingSkipped = &diag.Rule{
	Code:     "MD014",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "标题跳级", EN: "a heading level is skipped"},
	Message:  diag.Text{ZH: "标题跳级：这里是 %[1]d 级，上一层之下应为 %[2]d 级", EN: "this heading has level %[1]d; level %[2]d comes next"},
	Hint:     diag.Text{ZH: "去掉多余的 #，改为 %[3]s", EN: "take away a #: %[3]s"},
	Explain: diag.Text{
		ZH: "读屏软件的用户靠标题的级别了解文章的结构，跳级会让人以为漏了内容。页面上已自动补齐，但请改正原文。\n\n错误：\n  # 总则\n  ### 目的\n改正：\n  # 总则\n  ## 目的",
		EN: "Users of screen readers find their way by the levels of headings; a gap looks like something missing. The page closes the gap, but please mend the text.\n\nWrong:\n  # General\n  ### Purpose\nRight:\n  # General\n  ## Purpose",
	},
}

var ruleHeadingEmpty = &diag.Rule{
	Code:     "MD015",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "空标题", EN: "an empty heading"},
	Message:  diag.Text{ZH: "标题没有文字，没有显示出来", EN: "the heading has no text and was left out"},
	Hint:     diag.Text{ZH: "写上标题，或删去这一行", EN: "write the heading, or delete the line"},
	Explain: diag.Text{
		ZH: "没有文字的标题会出现在目录里，却不知指向什么。\n\n错误：\n  ##\n改正：\n  ## 第二章 公开范围",
		EN: "A heading without text would be an entry of the table of contents that says nothing.\n\nWrong:\n  ##\nRight:\n  ## Chapter 2",
	},
}

var ruleHeadingID = &diag.Rule{
	Code:     "MD016",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "标题的编号重复", EN: "an id given twice"},
	Message:  diag.Text{ZH: "编号 {#%[1]s} 已经用过，这里用的是 {#%[2]s}", EN: "the id {#%[1]s} is taken; this heading got {#%[2]s}"},
	Hint:     diag.Text{ZH: "改为 {#%[2]s}，或删去花括号由程序自动生成", EN: "write {#%[2]s}, or leave it to the program"},
	Explain: diag.Text{
		ZH: "编号是链接找到标题的依据，一页之内不能重复。\n\n错误：\n  ## 申请 {#apply}\n  ## 受理 {#apply}\n改正：\n  ## 申请 {#apply}\n  ## 受理 {#accept}",
		EN: "A link finds a heading by its id, so it must be unique on a page.\n\nWrong:\n  ## Application {#apply}\n  ## Acceptance {#apply}\nRight:\n  ## Application {#apply}\n  ## Acceptance {#accept}",
	},
}

var ruleHeadingReserved = &diag.Rule{
	Code:     "MD031",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "标题的编号与页面的编号相同", EN: "an id that the page has"},
	Message:  diag.Text{ZH: "编号 {#%[1]s} 是页面模板用的，这里用的是 {#%[2]s}", EN: "the id {#%[1]s} is one of the layout's; this heading got {#%[2]s}"},
	Hint:     diag.Text{ZH: "改为 {#%[2]s}，或删去花括号由程序自动生成", EN: "write {#%[2]s}, or leave it to the program"},
	Explain: diag.Text{
		ZH: "编号是链接找到标题的依据，一页之内不能重复。页面模板也有编号：正文区是 main，“本文目录”是 toc-title，“附件”是 doc-files。标题用了同样的编号，链接会跳到别处，读屏软件也会念错。\n\n错误：\n  ## 正文 {#main}\n改正：\n  ## 正文 {#main-2}",
		EN: "A link finds a heading by its id, so it must be unique on a page. The layouts have ids, too: main is the main part, toc-title the table of contents, doc-files the attachments. With a heading of the same id, links lead elsewhere, and screen readers say the wrong thing.\n\nWrong:\n  ## Text {#main}\nRight:\n  ## Text {#main-2}",
	},
}

var ruleFootnoteMissing = &diag.Rule{
	Code:     "MD017",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "脚注没有内容", EN: "a footnote without its text"},
	Message:  diag.Text{ZH: "找不到脚注 [^%[1]s] 的内容，页面上会原样显示 [^%[1]s]", EN: "there is no text for the footnote [^%[1]s]; the page shows [^%[1]s] as it stands"},
	Hint:     diag.Text{ZH: "在文末另起一行写：[^%[1]s]: 脚注的内容", EN: "write at the end, on a line of its own: [^%[1]s]: the footnote"},
	Explain: diag.Text{
		ZH: "脚注由两处组成：正文中的标记和文末的内容，两处的名称要相同。\n\n  依法公开[^1]。\n\n  [^1]: 《中华人民共和国政府信息公开条例》。",
		EN: "A footnote is written in two places: a mark in the text, and its text at the end, under the same name.\n\n  as the law says[^1].\n\n  [^1]: Regulations on Open Government Information.",
	},
}

var ruleFootnoteUnused = &diag.Rule{
	Code:     "MD018",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "脚注没有被引用", EN: "a footnote that nothing refers to"},
	Message:  diag.Text{ZH: "脚注 [^%[1]s] 没有被正文引用，不会显示", EN: "nothing refers to the footnote [^%[1]s], so it would not be shown"},
	Hint:     diag.Text{ZH: "在正文要加注的地方写 [^%[1]s]，或删去这条脚注", EN: "write [^%[1]s] in the text where it belongs, or delete the footnote"},
	Explain: diag.Text{
		ZH: "没有被引用的脚注不知道显示在哪里，这些文字就会从页面上消失。\n\n  依法公开[^1]。\n\n  [^1]: 《中华人民共和国政府信息公开条例》。",
		EN: "A footnote without a mark in the text has no place on the page, and its words would be lost.\n\n  as the law says[^1].\n\n  [^1]: Regulations on Open Government Information.",
	},
}

var ruleTableCells = &diag.Rule{
	Code:     "MD019",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "表格的行比表头多出了格子", EN: "a table row with too many cells"},
	Message:  diag.Text{ZH: "表头只有 %[1]d 列，第 %[2]s 行多出来的内容不会显示", EN: "the header has %[1]d columns; what is past them in line %[2]s would not be shown"},
	Hint:     diag.Text{ZH: "%[3]s；文字里的竖线写成 \\|，多打的删去", EN: "%[3]s; write a bar within text as \\|, and delete one typed by mistake"},
	Explain: diag.Text{
		ZH: "表格的列数由表头决定，超出的格子会被丢掉。gongkai tidy 给表头补上空格子，一个字也不少；补上的列请写上名称。\n\n错误：\n  | 事项 | 时限 |\n  |---|---|\n  | 申请公开 | 20 个工作日 | 可以延长 |\n改正：\n  | 事项 | 时限 | 说明 |\n  |---|---|---|\n  | 申请公开 | 20 个工作日 | 可以延长 |",
		EN: "The header says how many columns a table has; cells past them are dropped. gongkai tidy adds empty cells to the header, so that no word is lost; please write what these columns are.\n\nWrong:\n  | Item | Days |\n  |---|---|\n  | Request | 20 | may be extended |\nRight:\n  | Item | Days | Note |\n  |---|---|---|\n  | Request | 20 | may be extended |",
	},
}

var ruleIndentedCode = &diag.Rule{
	Code:     "MD020",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "行首的空格使文字成了代码", EN: "blanks at the beginning make text into code"},
	Message:  diag.Text{ZH: "行首有四个以上空格（或制表符），这段文字会显示成代码", EN: "four blanks (or a tab) at the beginning of a line make this text code"},
	Hint:     diag.Text{ZH: "删去行首的空格；段首缩进由页面样式负责", EN: "delete the blanks at the beginning of the line; the style sheet indents paragraphs"},
	Explain: diag.Text{
		ZH: "Markdown 把空行之后、行首有四个空格的文字当作代码，用等宽字体显示，不自动换行。有汉字的行按段落显示，但跟在没有汉字的行后面时仍是代码。\n\n错误：\n      2026-03-01\n      某某镇人民政府\n改正：\n  2026-03-01\n  某某镇人民政府",
		EN: "Markdown takes text that is indented by four blanks after an empty line for code and shows it as typed. A line of Chinese is a paragraph even so, unless it follows a line without Chinese.\n\nMend: delete the blanks.",
	},
}

var ruleLiteralStars = &diag.Rule{
	Code:     "MD021",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "加粗没有起作用", EN: "asterisks that show"},
	Message:  diag.Text{ZH: "这里的 ** 没有起加粗的作用，会原样显示", EN: "these ** do not make anything bold, and show"},
	Hint:     diag.Text{ZH: "改为 %[1]s；要显示星号本身，写 \\*\\*", EN: "write %[1]s; to show asterisks, write \\*\\*"},
	Explain: diag.Text{
		ZH: "开头的 ** 后面、结尾的 ** 前面不能有空格，并且两个要成对。\n\n错误：\n  ** 重点 **\n改正：\n  **重点**",
		EN: "No blank may follow the opening ** or precede the closing one, and they come in pairs.\n\nWrong:\n  ** word **\nRight:\n  **word**",
	},
}

var ruleMask = &diag.Rule{
	Code:     "MD022",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "星号成了加粗", EN: "asterisks taken for emphasis"},
	Message:  diag.Text{ZH: "从这里起的文字会加粗或变斜，星号不显示；加粗的文字不会以标点开头", EN: "the text from here on is emphasised and the asterisks do not show; emphasis seldom begins with such a mark"},
	Hint:     diag.Text{ZH: "用来隐去姓名的星号写成 \\*：%[1]s；或改用“某”：张某某", EN: "write asterisks that hide a name as \\*: %[1]s"},
	Explain: diag.Text{
		ZH: "名单里常用星号隐去姓名。两个名字的星号会配成一对，变成加粗，隐去的痕迹就看不见了。数字中间的星号（138****1234）、后面是顿号或者行末的（张**、李**）不受影响。\n\n错误：\n  张**（男）、李**（女）\n改正：\n  张\\*\\*（男）、李\\*\\*（女）",
		EN: "Lists hide names with asterisks. Those of two names make a pair, which is emphasis, and nothing shows that a name was hidden. Asterisks between digits (138****1234), and before a comma or the end of the line (张**、李**), are safe.\n\nWrong:\n  张**（男）、李**（女）\nRight:\n  张\\*\\*（男）、李\\*\\*（女）",
	},
}

var ruleControl = &diag.Rule{
	Code:     "MD023",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "有看不见的控制字符", EN: "control characters"},
	Message:  diag.Text{ZH: "正文中有看不见的控制字符，已经略去", EN: "the text has invisible control characters; they were left out"},
	Hint:     diag.Text{ZH: "删去这一处前后的字符，重新输入", EN: "delete the characters around this place and type them again"},
	Explain: diag.Text{
		ZH: "从 Word 或扫描件粘贴的文字常带有控制字符，网页不允许。\n\n改正：先粘贴到记事本，再复制过来。",
		EN: "What is pasted from Word or from scanned papers often has control characters; a web page must not have them.\n\nMend: paste into a plain editor first, and copy from there.",
	},
}

var ruleDepth = &diag.Rule{
	Code:     "MD024",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "嵌套太深", EN: "nested too deep"},
	Message:  diag.Text{ZH: "列表、引用或强调嵌套得太深：%[1]s", EN: "lists, quotes or emphasis are nested too deep: %[1]s"},
	Hint:     diag.Text{ZH: "检查行首是否误输入了成串的 > 、- 或 *，或者成片的空行", EN: "look for a long run of >, - or *, or of blank lines, typed by mistake"},
	Explain: diag.Text{
		ZH: "没有哪篇文章需要这么多层，浏览器也显示不了。\n\n改正：删去行首成串的符号。",
		EN: "No text needs so many levels, and browsers do not show them.\n\nMend: delete the run of signs.",
	},
}
