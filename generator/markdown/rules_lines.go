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

var ruleHeadingForm = &diag.Rule{
	Code:     "MD036",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "标题的写法不对", EN: "a heading that is none"},
	Message:  diag.Text{ZH: "这一行没有成为标题，# 会原样显示", EN: "this line is no heading; the # is shown as it stands"},
	Hint:     diag.Text{ZH: "改为 %[1]s", EN: "write %[1]s"},
	Explain: diag.Text{
		ZH: "标题以半角的 # 开头，# 后面有一个半角空格，前面没有别的字符，看不见的字符也不能有。\n\n错误：\n  ##二、工作要求\n  ＃＃ 二、工作要求\n改正：\n  ## 二、工作要求",
		EN: "A heading begins with # of ASCII and a blank behind it, with nothing before it, not even what cannot be seen.\n\nWrong:\n  ##Duties\n  ＃＃ Duties\nRight:\n  ## Duties",
	},
}

var ruleTableForm = &diag.Rule{
	Code:     "MD037",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "表格的写法不对", EN: "a table that is none"},
	Message:  diag.Text{ZH: "这几行没有排成表格，竖线会原样显示", EN: "these lines are no table; the bars are shown as they stand"},
	Hint:     diag.Text{ZH: "改为 %[1]s%[2]s", EN: "write %[1]s%[2]s"},
	Explain: diag.Text{
		ZH: "表格的竖线用半角，表头下面有一行分隔线，格子与表头一样多，每格至少一个半角减号。\n\n错误：\n  ｜ 项目 ｜ 数量 ｜\n  ｜——｜——｜\n  ｜ 甲 ｜ 5 ｜\n改正：\n  | 项目 | 数量 |\n  |---|---|\n  | 甲 | 5 |",
		EN: "The bars of a table are those of ASCII. Below the header stands a line with as many cells, each of hyphens.\n\nWrong:\n  ｜ Item ｜ Count ｜\n  ｜——｜——｜\n  ｜ A ｜ 5 ｜\nRight:\n  | Item | Count |\n  |---|---|\n  | A | 5 |",
	},
}

var ruleInvisible = &diag.Rule{
	Code:     "MD038",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "正文里有看不见的字符", EN: "an invisible character in the text"},
	Message:  diag.Text{ZH: "正文里有看不见的字符 %[1]s", EN: "the text has invisible characters in it: %[1]s"},
	Hint:     diag.Text{ZH: "删去它：光标放在前一个字后面按 Delete%[2]s", EN: "delete it, with the cursor behind the character before it%[2]s"},
	Explain: diag.Text{
		ZH: "从网页、微信或 Word 复制的文字常带有零宽空格、软连字符、方向控制符，也有填充符、标签字符、没有着落的变体选择符。它们使检索找不到这个词，方向控制符还能使显示的文字与实际的顺序相反。删去以后读者看不出差别的，gongkai tidy 可以代改；谚文填充符（U+3164）改成一样宽的空格。\n\n错误：\n  关于停水<U+200B>的公告\n改正：\n  关于停水的公告",
		EN: "Text copied from web pages or Word often carries blanks of no width, soft hyphens and direction marks, and also fillers, tags and variation selectors that nothing takes. They keep search from finding the word, and direction marks can make text read in another order. gongkai tidy takes out those whose absence no reader sees, and writes a blank of the same width for the Hangul filler (U+3164).\n\nWrong:\n  关于停水<U+200B>的公告\nRight:\n  关于停水的公告",
	},
}

var rulePrivateUse = &diag.Rule{
	Code:     "MD039",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "正文里有造字区的字符", EN: "a private character in the text"},
	Message:  diag.Text{ZH: "正文里有造字区的字符 U+%[1]s，别人的电脑显示不出来", EN: "the text has the private character U+%[1]s in it, which other computers cannot show"},
	Hint:     diag.Text{ZH: "用系统自带的输入法重新输入这个字；Word 的项目符号改成 - 或者编号", EN: "type the character again with the system's input method; write - or a number for a bullet of Word's"},
	Explain: diag.Text{
		ZH: "姓名里的生僻字过去用造字程序画出来，只在那台电脑上显示，别处是空白或方框；这些字现在几乎都有正式的编码。Word 的项目符号也在这一区。",
		EN: "Rare characters in names were once drawn with an editor of private characters and show only on that computer. Nearly all have a proper code by now. The bullets of Word are private characters, too.",
	},
}

var ruleObject = &diag.Rule{
	Code:     "MD051",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "没有粘贴过来的图片", EN: "a picture that was not pasted"},
	Message:  diag.Text{ZH: "这里原来有图片或者别的东西，粘贴时没有过来，只剩下一个记号（U+%[1]s）", EN: "a picture or something else stood here and was not pasted; a mark is left of it (U+%[1]s)"},
	Hint:     diag.Text{ZH: "把图片存在文档旁边，写成 ![图上是什么](图片.png)，删去这个记号；没有用的，只删去记号", EN: "save the picture beside the document, write ![what it shows](picture.png) and delete the mark; where nothing is missing, delete the mark alone"},
	Explain: diag.Text{
		ZH: "从 Word、微信或网页复制文字，图片、公式、文本框不会一起过来，原来的位置留下一个看不见或者显示成方框的记号。\n\n错误：在“见下图：”后面只留下一个方框\n改正：见下图：\n  ![服务大厅的窗口](0003-大厅.jpg)",
		EN: "With text that is copied from Word or a web page, pictures, formulas and text boxes do not come along; a mark that is not seen, or shown as a box, stands in their place.\n\nWrong: nothing but a box behind \"see below:\"\nRight: the picture, ![what it shows](0003-hall.jpg)",
	},
}

var ruleLostCharacter = &diag.Rule{
	Code:     "MD040",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "正文里有一个字变成了 �", EN: "a character that was lost"},
	Message:  diag.Text{ZH: "正文里有 �（U+%[1]s）：转换编码时丢了一个字", EN: "the text has � (U+%[1]s) in it: a character was lost in a conversion"},
	Hint:     diag.Text{ZH: "对照原件，把这个字重新输入", EN: "type the character that stands in the original"},
	Explain: diag.Text{
		ZH: "编码转换不了的字会变成 �，原来是哪个字已经看不出来，只能对照原件。\n\n错误：\n  负责人：李�\n改正：\n  负责人：李某",
		EN: "A character that a conversion cannot take becomes �. Which one it was can only be seen in the original.\n\nWrong:\n  Head: Li �\nRight:\n  Head: Li X",
	},
}

var ruleCrossing = &diag.Rule{
	Code:     "MD041",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "标记断在两行", EN: "marks over the end of a line"},
	Message:  diag.Text{ZH: "这一行的标记到下一行才结束，会原样显示：一行就是一段", EN: "marks that begin on this line end on the next, and are shown as they stand: a line is a paragraph"},
	Hint:     diag.Text{ZH: "接成一行：%[1]s；要显示标记本身，在前面加反斜线", EN: "make one line of it: %[1]s; to show the marks, write a backslash before each"},
	Explain: diag.Text{
		ZH: "正文里一行就是一段，加粗、代码和链接的标记要在同一行里开始和结束。\n\n错误：\n  请在**三月三十一日\n  以前**报送。\n改正：\n  请在**三月三十一日以前**报送。",
		EN: "A line of the text is a paragraph: marks of strong text, of code and of links begin and end on one line.\n\nWrong:\n  请在**三月三十一日\n  以前**报送。\nRight:\n  请在**三月三十一日以前**报送。",
	},
}

var ruleUnderline = &diag.Rule{
	Code:     "MD043",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "下面的一行使它成了标题", EN: "a line below that makes a heading"},
	Message:  diag.Text{ZH: "下一行的 %[1]s 使这一行成了标题，它自己不显示", EN: "the %[1]s below this line make it a heading, and are not shown"},
	Hint:     diag.Text{ZH: "要标题，删去下一行，写成 %[2]s；要分隔线，在两行之间空一行，写成 ---", EN: "for a heading write %[2]s and delete the line below; for a rule leave a blank line between the two, and write ---"},
	Explain: diag.Text{
		ZH: "在 Markdown 里，文字下面紧接着一行 === 或 --- 是标题的写法。用来分隔的横线上面要空一行。\n\n错误：\n  附件\n  ------\n改正：\n  附件\n\n  ---",
		EN: "In Markdown a line of === or --- right below a text makes a heading of it. A rule has a blank line above it.\n\nWrong:\n  Enclosures\n  ------\nRight:\n  Enclosures\n\n  ---",
	},
}

var ruleEaten = &diag.Rule{
	Code:     "MD044",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "下划线、波浪线成了格式", EN: "underscores or tildes taken for a format"},
	Message:  diag.Text{ZH: "这里的 %[1]s 使文字成了%[2]s，它们自己不显示", EN: "these %[1]s make the text %[2]s, and are not shown"},
	Hint:     diag.Text{ZH: "要照原样显示，写成 %[3]s；%[4]s", EN: "to show them, write %[3]s; %[4]s"},
	Explain: diag.Text{
		ZH: "成对的下划线是斜体、加粗，成对的两个波浪线是删除线。表示填写处、起止时间的，会不见。整个网站都用它们作格式的，在 config.toml 里用 [[rule]] 关闭这一条。\n\n错误：\n  办公时间 8:30~~11:30，13:30~~17:30\n改正：\n  办公时间 8:30～11:30，13:30～17:30",
		EN: "A pair of underscores makes text slanted or strong, and a pair of double tildes strikes it out. Where they stood for a blank to fill in, or between two times, they are gone. A site that has them as formats turns this rule off by [[rule]] in config.toml.\n\nWrong:\n  open 8:30~~11:30, 13:30~~17:30\nRight:\n  open 8:30–11:30, 13:30–17:30",
	},
}

var rulePath = &diag.Rule{
	Code:     "MD045",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "路径里的反斜线少了", EN: "a path loses backslashes"},
	Message:  diag.Text{ZH: "这个路径里的反斜线有的不会显示：%[1]s", EN: "not all backslashes of this path are shown: %[1]s"},
	Hint:     diag.Text{ZH: "改为 %[2]s", EN: "write %[2]s"},
	Explain: diag.Text{
		ZH: "Markdown 里反斜线加标点只显示标点，两条反斜线只显示一条。\n\n错误：\n  \\\\server\\公开\n改正：\n  \\\\\\\\server\\\\公开",
		EN: "In Markdown a backslash before a mark shows the mark alone, and two of them show one.\n\nWrong:\n  \\\\server\\public\nRight:\n  \\\\\\\\server\\\\public",
	},
}

var ruleCellDivided = &diag.Rule{
	Code:     "MD046",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "表格的一格断成了几行", EN: "a cell in several lines"},
	Message:  diag.Text{ZH: "从 Excel 粘贴的表格里，这一格有几行（引号里换行），表格在这里断开了", EN: "a cell of this table, pasted from a spreadsheet, has several lines between quotation marks: the table breaks off here"},
	Hint:     diag.Text{ZH: "改为 %[1]s", EN: "write %[1]s"},
	Explain: diag.Text{
		ZH: "Excel 里一格有几行的，粘贴出来带着引号，占几行。Markdown 表格的一行只能是一行，格子里换行写成 <br>。也可以把文件放在旁边，写 {{table 文件名}}。\n\n错误：\n  姓名\t住址\n  张某\t\"某村\n  一组\"\n改正：\n  | 姓名 | 住址 |\n  |---|---|\n  | 张某 | 某村<br>一组 |",
		EN: "A cell of several lines comes out of Excel in quotation marks, over several lines. A row of a table in Markdown is one line, with <br> between the lines of a cell. Or put the file beside the document and write {{table FILE}}.\n\nWrong:\n  Name\tPlace\n  A\t\"Village,\n  group 1\"\nRight:\n  | Name | Place |\n  |---|---|\n  | A | Village,<br>group 1 |",
	},
}

var ruleLineBreak = &diag.Rule{
	Code:     "MD047",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "正文里有 Word 的手动换行符", EN: "a line break of Word's in the text"},
	Message:  diag.Text{ZH: "这里有%[1]s（U+%[2]s），网页上在这里换行，别的程序里却看不出来", EN: "there is %[1]s (U+%[2]s) here; the page breaks the line, but other programs show the text as one line"},
	Hint:     diag.Text{ZH: "改成真正的换行：%[3]s", EN: "make a real line break of it: %[3]s"},
	Explain: diag.Text{
		ZH: "Word 里按 Shift+Enter 是手动换行符，粘贴出来是 U+000B 或 U+2028；分页符是 U+000C。多数编辑器不把它们当换行，两行看上去接在一起。网页上照样换行；gongkai tidy 把它们改成真正的换行。\n\n错误：\n  联系人：张某<U+000B>电话：0000\n改正：\n  联系人：张某\n  电话：0000",
		EN: "Shift+Enter in Word makes a manual line break, which is pasted as U+000B or U+2028; a page break is U+000C. To most editors they break no line. The page breaks the line nevertheless, and gongkai tidy makes real line breaks of them.\n\nWrong:\n  Contact: Zhang<U+000B>Phone: 0000\nRight:\n  Contact: Zhang\n  Phone: 0000",
	},
}

var ruleAligned = &diag.Rule{
	Code:     "MD048",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "用空格对齐的表格", EN: "a table aligned with blanks"},
	Message:  diag.Text{ZH: "第 %[1]d 到 %[2]d 行用空格对齐成了表格，网页上不会对齐", EN: "lines %[1]d to %[2]d are a table aligned with blanks, which no page keeps"},
	Hint:     diag.Text{ZH: "改为 %[3]s；或把 Excel 文件放在旁边，写 {{table 文件名}}", EN: "write %[3]s; or put the workbook beside the document and write {{table FILE}}"},
	Explain: diag.Text{
		ZH: "网页上几个空格只显示一个，对齐的几列就挤在一起。第一行是表头、下面是数字的，gongkai tidy 可以代改；没有表头的名单，先在上面加一行表头。\n\n错误：\n  姓名    金额    村\n  张某    100     东村\n  李某    200     西村\n改正：\n  | 姓名 | 金额 | 村 |\n  |---|---|---|\n  | 张某 | 100 | 东村 |\n  | 李某 | 200 | 西村 |",
		EN: "A page shows several blanks as one, so that columns aligned with them run together. Where the first line heads a column of numbers, gongkai tidy makes the table; rows of names without a header want one first.\n\nWrong:\n  姓名    金额    村\n  张某    100     东村\n  李某    200     西村\nRight:\n  | 姓名 | 金额 | 村 |\n  |---|---|---|\n  | 张某 | 100 | 东村 |\n  | 李某 | 200 | 西村 |",
	},
}

var ruleUntitled = &diag.Rule{
	Code:     "MD049",
	Severity: diag.Note,
	Title:    diag.Text{ZH: "像标题的几行没有成为标题", EN: "lines that look like headings"},
	Message:  diag.Text{ZH: "第 %[1]s 行像是标题，没有写成标题，网页上没有目录，也不能链接到这里", EN: "lines %[1]s look like headings and are none: the page has no contents, and nothing can link there"},
	Hint:     diag.Text{ZH: "前面加上 # 和一个空格：%[2]s；是正文的不用改", EN: "put # and a blank before them: %[2]s; leave them if they are text"},
	Explain: diag.Text{
		ZH: "从 Word 粘贴的文字没有样式，“一、总体要求”只是一段。写成标题，网页才有目录，读屏软件才能跳到那里；gongkai import 导入的同一个文件就是这样。只有全文一个标题也没有，“一、”“二、”后面都有正文时才提示；gongkai tidy 可以代改。\n\n错误：\n  一、总体要求\n  各村要高度重视。\n  二、工作措施\n  按下列要求办理。\n改正：\n  ## 一、总体要求\n  各村要高度重视。\n  ## 二、工作措施\n  按下列要求办理。",
		EN: "What is pasted from Word has no styles, and 一、总体要求 is a paragraph. Only as a heading is it in the contents of the page, and found by screen readers; so it is where gongkai import takes the same file. This is said only where a text has no heading at all, and text below 一、 and 二、; gongkai tidy makes headings of them.\n\nWrong:\n  一、总体要求\n  各村要高度重视。\n  二、工作措施\n  按下列要求办理。\nRight:\n  ## 一、总体要求\n  各村要高度重视。\n  ## 二、工作措施\n  按下列要求办理。",
	},
}

var ruleOpenFence = &diag.Rule{
	Code:     "MD050",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "代码块没有结束", EN: "code without an end"},
	Message:  diag.Text{ZH: "这一行 %[1]s 是代码的开始，后面没有结束：%[2]s", EN: "the line %[1]s begins code, and nothing ends it: %[2]s"},
	Hint:     diag.Text{ZH: "不是代码的，删去这一行；是代码的，在它的后面加一行 %[3]s", EN: "where there is no code, delete the line; where there is, write a line %[3]s behind it"},
	Explain: diag.Text{
		ZH: "三个反引号或者波浪线单独成行，是代码的开始，到同样的一行为止。没有那一行，后面的正文都显示在灰底的框里，标题、表格也不再是标题、表格。\n\n错误：\n  ```\n  请各村按时报送。\n改正：\n  请各村按时报送。",
		EN: "Three backticks or tildes on a line of their own begin code, which goes on to another such line. Without one the rest of the text stands in a grey box, and its headings and tables are none.\n\nWrong:\n  ```\n  Send it in by March.\nMend:\n  Send it in by March.",
	},
}
