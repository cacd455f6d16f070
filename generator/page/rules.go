package page

import (
	"slices"

	"gongkai/generator/diag"
)

// Rules returns everything that can be wrong with a content file as such, in
// the order of the codes.
func Rules() []*diag.Rule {
	return slices.Concat(fileRules(), syntaxRules(), typeRules(), valueRules(), pathRules())
}

// fileRules are about bytes and fences.
func fileRules() []*diag.Rule {
	return []*diag.Rule{
		ruleNoFence, ruleUnclosed, ruleGBK, ruleUTF16, ruleNotUTF8, ruleNUL,
		ruleFenceLate, ruleFenceForm, ruleFenceIndented, ruleFenceLost, ruleFrontLarge, ruleIllegal,
	}
}

var ruleNoFence = &diag.Rule{
	Code: "FM001", Severity: diag.Error,
	Title:   diag.Text{ZH: "没有文档信息", EN: "no front matter"},
	Message: diag.Text{ZH: "文件开头没有文档信息：第一行应当是 ---", EN: "the file has no front matter: its first line must be ---"},
	Hint:    diag.Text{ZH: "在最前面加三行以上：---，title: 标题 等各项，再一行 ---；也可以用 gongkai new 新建", EN: "begin with a line ---, then title: and the others, then a line ---; or use `gongkai new`"},
	Explain: diag.Text{
		ZH: `每个文档以“文档信息”开头：第一行是三个减号，接着每行一项，再以三个减号结束，之后才是正文。

    ---
    title: 关于做好春季防火工作的通知
    category: notices
    date: 2017-03-15
    ---
    正文从这里开始。`,
		EN: `Every document begins with its front matter: a line of three hyphens, one "key: value" a line, and a line of three hyphens again. The text follows.

    ---
    title: 关于做好春季防火工作的通知
    category: notices
    date: 2017-03-15
    ---
    The text begins here.`,
	},
}

var ruleUnclosed = &diag.Rule{
	Code: "FM002", Severity: diag.Error,
	Title:   diag.Text{ZH: "文档信息没有结束", EN: "front matter not closed"},
	Message: diag.Text{ZH: "文档信息没有结束：找不到第二行 ---", EN: "the front matter is not closed: there is no second line ---"},
	Hint:    diag.Text{ZH: "在最后一项之后、正文之前，单独写一行 ---", EN: "write a line --- of its own after the last key, before the text"},
	Explain: diag.Text{
		ZH: `文档信息要用单独一行的三个减号结束，否则程序分不清哪里是正文。

错误：
    ---
    title: 通知
    正文……

正确：
    ---
    title: 通知
    ---
    正文……`,
		EN: `The front matter ends with a line of three hyphens; without it nobody can tell where the text begins.

Wrong:
    ---
    title: 通知
    text …

Right:
    ---
    title: 通知
    ---
    text …`,
	},
}

var ruleGBK = &diag.Rule{
	Code: "FM003", Severity: diag.Error,
	Title:   diag.Text{ZH: "文件是 GBK 编码", EN: "file in GBK"},
	Message: diag.Text{ZH: "文件是 GBK（GB18030）编码，不是 UTF-8", EN: "the file is encoded in GBK (GB18030), not in UTF-8"},
	Hint:    diag.Text{ZH: "用记事本打开，“另存为”时把编码选为 UTF-8", EN: "open it in Notepad and choose UTF-8 in \"Save as\""},
	Explain: diag.Text{
		ZH: `旧版 Windows 软件默认用 GBK 保存中文。网站一律用 UTF-8；程序不会猜测编码，以免发布乱码。

办法：记事本“文件”→“另存为”→“编码”选 UTF-8；VS Code 点右下角的编码名称，先“通过编码重新打开”选 GBK，再“通过编码保存”选 UTF-8。`,
		EN: `Older Windows programs save Chinese in GBK. The site is UTF-8 throughout, and the program does not guess, so that no garbled text is published.

To mend it: in Notepad, File, Save as, encoding UTF-8. In VS Code, click the name of the encoding at the bottom right: reopen with GBK, then save with UTF-8.`,
	},
}

var ruleUTF16 = &diag.Rule{
	Code: "FM006", Severity: diag.Error,
	Title:   diag.Text{ZH: "文件是 UTF-16 编码", EN: "file in UTF-16"},
	Message: diag.Text{ZH: "文件是 UTF-16 编码（记事本称“Unicode”），不是 UTF-8", EN: "the file is encoded in UTF-16 (\"Unicode\" in Notepad), not in UTF-8"},
	Hint:    diag.Text{ZH: "用记事本打开，“另存为”时把编码选为 UTF-8", EN: "open it in Notepad and choose UTF-8 in \"Save as\""},
	Explain: diag.Text{
		ZH: "记事本“另存为”里的“Unicode”或“UTF-16 LE”不是网站使用的编码。请改选“UTF-8”（带 BOM 也可以）。",
		EN: "\"Unicode\" or \"UTF-16 LE\" in Notepad's \"Save as\" is not the encoding of the site. Choose \"UTF-8\"; with a byte order mark is fine.",
	},
}

var ruleNotUTF8 = &diag.Rule{
	Code: "FM007", Severity: diag.Error,
	Title:   diag.Text{ZH: "文件里有损坏的文字", EN: "damaged text"},
	Message: diag.Text{ZH: "这里有不是 UTF-8 的字节，文字已损坏", EN: "there are bytes here that are not UTF-8: the text is damaged"},
	Hint:    diag.Text{ZH: "用编辑器打开，把显示为 � 的地方改正，按 UTF-8 保存", EN: "open it in an editor, mend what shows as �, save as UTF-8"},
	Explain: diag.Text{
		ZH: "文件大体是 UTF-8，但有一处字节不合规则，多半是复制、传输或转换编码时损坏的。程序不会带着损坏的文字发布。",
		EN: "The file is UTF-8 on the whole, but some bytes break its rules: they were damaged in copying or converting. Damaged text is not published.",
	},
}

var ruleNUL = &diag.Rule{
	Code: "FM008", Severity: diag.Error,
	Title:   diag.Text{ZH: "文件不是文本", EN: "not a text file"},
	Message: diag.Text{ZH: "文件里有空字节（NUL），它不是文本文件或已损坏", EN: "the file contains a NUL byte: it is no text file, or damaged"},
	Hint:    diag.Text{ZH: "如果是 Word 等文件改了扩展名，请把文字复制到新的 .md 文件里", EN: "if it is a Word file under another name, copy its text into a new .md file"},
	Explain: diag.Text{
		ZH: "Markdown 是纯文本。把 .doc、.docx、.pdf 的扩展名改成 .md 不会变成 Markdown；磁盘或同步软件出错时也会在文件里留下空字节。",
		EN: "Markdown is plain text. Renaming a .doc, .docx or .pdf file to .md does not make it Markdown; a failing disk or synchronisation can also leave NUL bytes.",
	},
}

var ruleFenceLate = &diag.Rule{
	Code: "FM009", Severity: diag.Error,
	Title:   diag.Text{ZH: "第一行之前有空行", EN: "front matter not on the first line"},
	Message: diag.Text{ZH: "--- 必须在文件的第一行，前面不能有空行或空格", EN: "--- must be the first line, with nothing before it"},
	Hint:    diag.Text{ZH: "删去它前面的空行和空格", EN: "delete the blank lines and blanks before it"},
	Explain: diag.Text{
		ZH: "文档信息从文件的第一个字符开始。第一行之前的空行、空格要删去。",
		EN: "The front matter begins with the first character of the file. Delete blank lines and blanks before it.",
	},
}

var ruleFenceForm = &diag.Rule{
	Code: "FM005", Severity: diag.Error,
	Title:   diag.Text{ZH: "分隔行写法不对", EN: "malformed fence"},
	Message: diag.Text{ZH: "分隔行应当是三个英文减号 ---", EN: "the fence must be three hyphens, ---"},
	Hint:    diag.Text{ZH: "把这一行改为 ---（三个英文减号，前后没有别的字符）", EN: "make this line ---, three hyphens and nothing else"},
	Explain: diag.Text{
		ZH: `Word 和中文输入法会把减号变成破折号“——”或全角“－－－”，也容易多打或少打一个。分隔行只认三个英文减号。

错误：———    －－－    ----    +++
正确：---`,
		EN: `Word and input methods turn hyphens into dashes (—, －), and one is easily typed too many or too few. Only three hyphens make a fence.

Wrong: ———    －－－    ----    +++
Right: ---`,
	},
}

var ruleFenceIndented = &diag.Rule{
	Code: "FM010", Severity: diag.Error,
	Title:   diag.Text{ZH: "分隔行前面有空格", EN: "indented fence"},
	Message: diag.Text{ZH: "--- 前面有空格，分不清是结束文档信息还是一段文字", EN: "--- is indented: it could close the front matter or be text"},
	Hint:    diag.Text{ZH: "如果文档信息到此结束，删去 --- 前面的空格", EN: "if the front matter ends here, delete the blanks before ---"},
	Explain: diag.Text{
		ZH: "结束文档信息的 --- 必须顶格写。",
		EN: "The --- that closes the front matter begins in the first column.",
	},
}

var ruleFenceLost = &diag.Rule{
	Code: "FM011", Severity: diag.Error,
	Title:   diag.Text{ZH: "正文混进了文档信息", EN: "text within the front matter"},
	Message: diag.Text{ZH: "这一行像是正文，却在文档信息里；多半是前面少了一行 ---", EN: "this looks like text, but it is within the front matter: a line --- is probably missing above"},
	Hint:    diag.Text{ZH: "在正文之前单独写一行 ---；如果这是文档信息里的注释，删去它前面的空行", EN: "write a line --- before the text; if this is a comment of the front matter, delete the empty line before it"},
	Explain: diag.Text{
		ZH: `在文档信息里，“#”开头的行是注释，“- ”开头的行是列表；在正文里，它们是标题和列表。少了结束的 ---，正文的标题就会被当作注释丢掉。空一行之后出现这样的行，程序就停下来问。

错误：
    date: 2017-03-15

    # 一、总体要求
    ---

正确：
    date: 2017-03-15
    ---

    # 一、总体要求`,
		EN: `Within front matter a line with # is a comment and a line with "- " a list item; in the text they are a heading and a list. Where the closing --- is missing, a heading would be dropped as a comment. So such a line after an empty line is refused.

Wrong:
    date: 2017-03-15

    # 一、总体要求
    ---

Right:
    date: 2017-03-15
    ---

    # 一、总体要求`,
	},
}

var ruleFrontLarge = &diag.Rule{
	Code: "FM012", Severity: diag.Error,
	Title:   diag.Text{ZH: "文档信息太长", EN: "front matter too long"},
	Message: diag.Text{ZH: "文档信息到第 %[1]d 行的 --- 才结束，有 %[2]d KB；最多 %[3]d KB", EN: "the front matter ends with the --- of line %[1]d and has %[2]d KB; %[3]d are the most"},
	Hint:    diag.Text{ZH: "如果正文在那之前就开始了，在正文前面单独写一行 ---；不然就删短里面的列表和文字", EN: "if the text begins before that line, write a line --- in front of it; otherwise shorten the lists and texts"},
	Explain: diag.Text{
		ZH: `文档信息里只有标题、日期、关键词这些短的内容，几十行就够了。长到 64 KB，多半是结束的 --- 漏写了，正文里的一行 --- 被当作了结尾。

改正：
    ---
    title: 通知
    category: notices
    date: 2017-03-15
    ---
    正文……`,
		EN: `Front matter has a title, a date, some keywords: a few dozen lines are enough. Where it has 64 KB, the closing --- is most often missing, and a line --- of the text is taken for it.

Right:
    ---
    title: 通知
    category: notices
    date: 2017-03-15
    ---
    The text …`,
	},
}

var ruleIllegal = &diag.Rule{
	Code: "FM013", Severity: diag.Error,
	Title:   diag.Text{ZH: "网页不允许的字符", EN: "a character that no page may have"},
	Message: diag.Text{ZH: "这里有网页不允许的字符 U+%[1]s，它是看不见的", EN: "there is a character here that no web page may have, U+%[1]s; it cannot be seen"},
	Hint:    diag.Text{ZH: "%[2]s", EN: "%[2]s"},
	Explain: diag.Text{
		ZH: "HTML 标准不允许网页含有控制字符 U+0080–U+009F 和“非字符”（U+FFFE、U+FFFF 等），订阅源和站点地图用的 XML 1.0 也不允许后者：只要有一个，整个文件就读不了。它们多半是转换编码时弄坏的文字。\n\n改正：先粘贴到记事本，再复制过来；或者重新输入。",
		EN: "By the HTML standard a page has no control characters (U+0080 to U+009F) and no noncharacters (U+FFFE, U+FFFF and others), and XML 1.0, in which feeds and sitemaps are written, has none of the latter: a single one makes the whole file unreadable. They are most often what a conversion between encodings has left of a text.\n\nMend: paste into a plain editor first, or type the words again.",
	},
}
