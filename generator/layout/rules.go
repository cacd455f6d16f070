package layout

import "gongkai/generator/diag"

// Rules lists what this package can find wrong.
func Rules() []*diag.Rule {
	return []*diag.Rule{&broken, &missing, &undefined, &unused, &unreadable, &notUTF8, &recursive, &illegal, &showsNothing, &textLost, &endless, &tooLarge}
}

var broken = diag.Rule{
	Code:     "LY001",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "模板有错", EN: "broken layout"},
	Message:  diag.Text{ZH: "模板无法使用：%[1]s", EN: "the layout cannot be used: %[1]s"},
	Hint:     diag.Text{ZH: "改正模板；或删去这个文件，改用自带的同名模板", EN: "mend the layout, or delete the file to use the built-in one"},
	Explain: diag.Text{
		ZH: "layouts/ 里的模板用 Go 的 html/template 写成，只能使用传给它的数据（见 generator/layout/view.go）。\n\n错误：{{.Titel}}\n正确：{{.Title}}",
		EN: "The templates in layouts/ are written for Go's html/template and see only the view they are given (generator/layout/view.go).\n\nWrong: {{.Titel}}\nRight: {{.Title}}",
	},
}

var missing = diag.Rule{
	Code:     "LY002",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "缺少模板", EN: "missing layout"},
	Message:  diag.Text{ZH: "缺少模板 %[1]s", EN: "the template %[1]s is missing"},
	Hint:     diag.Text{ZH: "base.html 必须定义 open、head、top、bottom；其余页面模板各是一个文件", EN: "base.html defines open, head, top and bottom; each page template is a file"},
	Explain: diag.Text{
		ZH: "改写 base.html 时，四段 {{define}} 一段也不能少。\n\n错误：删去了 {{define \"bottom\"}}\n正确：保留 {{define \"open\"}}、{{define \"head\"}}、{{define \"top\"}}、{{define \"bottom\"}}",
		EN: "An overriding base.html must keep its four {{define}} blocks.\n\nWrong: {{define \"bottom\"}} removed\nRight: open, head, top and bottom all defined",
	},
}

var undefined = diag.Rule{
	Code:     "LY003",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "引用的模板不存在", EN: "undefined template"},
	Message:  diag.Text{ZH: "没有名为 %[1]q 的模板", EN: "there is no template named %[1]q"},
	Hint:     diag.Text{ZH: "用 {{define %[1]q}} 定义它，或改正名字", EN: "define it with {{define %[1]q}}, or correct the name"},
	Explain: diag.Text{
		ZH: "{{template \"名字\"}} 引用的模板要在 layouts/ 的某个文件里定义。\n\n错误：{{template \"breadcrum\" .}}\n正确：{{template \"breadcrumb\" .}}",
		EN: "What {{template \"name\"}} calls must be defined in some file of layouts/.\n\nWrong: {{template \"breadcrum\" .}}\nRight: {{template \"breadcrumb\" .}}",
	},
}

var unused = diag.Rule{
	Code:     "LY004",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "没有用到的模板", EN: "unused layout"},
	Message:  diag.Text{ZH: "没有页面使用 %[1]s", EN: "no page uses %[1]s"},
	Hint:     diag.Text{ZH: "要改写自带的模板，文件名必须相同（相近的名字：%[2]s）；不用的文件请删去", EN: "a layout is overridden by a file of the same name (a similar one: %[2]s); delete what is not used"},
	Explain: diag.Text{
		ZH: "站点的 layouts/ 里，与自带模板同名的文件才会起作用。\n\n错误：layouts/docment.html\n正确：layouts/document.html",
		EN: "A file in the site's layouts/ takes effect where it has the name of a built-in layout.\n\nWrong: layouts/docment.html\nRight: layouts/document.html",
	},
}

var unreadable = diag.Rule{
	Code:     "LY005",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "模板读不出来", EN: "layouts cannot be read"},
	Message:  diag.Text{ZH: "读取模板失败：%[1]s", EN: "reading the layouts failed: %[1]s"},
	Hint:     diag.Text{ZH: "检查文件是否存在、是否有读取权限", EN: "check that the files exist and may be read"},
	Explain: diag.Text{
		ZH: "layouts/ 里的某个文件无法读取，多半是权限不对。\n\n错误：chmod 000 layouts/list.html\n正确：chmod 644 layouts/list.html",
		EN: "A file in layouts/ could not be read, most likely for lack of permission.\n\nWrong: chmod 000 layouts/list.html\nRight: chmod 644 layouts/list.html",
	},
}

var notUTF8 = diag.Rule{
	Code:     "LY006",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "模板编码不是 UTF-8", EN: "layout is not UTF-8"},
	Message:  diag.Text{ZH: "模板内容是%[1]s，不是 UTF-8 文本，页面会显示为乱码", EN: "the layout is %[1]s, not UTF-8 text; pages would be garbled"},
	Hint:     diag.Text{ZH: "用记事本打开，“另存为”时编码选 UTF-8", EN: "open it in an editor and save it as UTF-8"},
	Explain: diag.Text{
		ZH: "网页一律使用 UTF-8。Windows 上的旧编辑器常把文件存为 GBK（ANSI）或 UTF-16（Unicode）。\n\n错误：在记事本中把 layouts/list.html 另存为“ANSI”\n正确：另存为“UTF-8”（带 BOM 也可以），覆盖原文件",
		EN: "All pages use UTF-8. Old editors on Windows often save files as GBK (ANSI) or UTF-16 (Unicode).\n\nWrong: layouts/list.html saved as \"ANSI\" in Notepad\nRight: saved as \"UTF-8\", with or without a byte order mark",
	},
}

var recursive = diag.Rule{
	Code:     "LY007",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "模板引用自己", EN: "layout that calls itself"},
	Message:  diag.Text{ZH: "模板 %[1]q 直接或间接引用了自己（%[2]s），页面永远做不完", EN: "the template %[1]q calls itself, directly or by others (%[2]s): a page would have no end"},
	Hint:     diag.Text{ZH: "删去这里的 {{template %[1]q …}}；要重复一段内容，用 {{range}}", EN: "remove this {{template %[1]q …}}; what is to be repeated goes into {{range}}"},
	Explain: diag.Text{
		ZH: "一个模板展开后不能又包含它自己，不论直接引用，还是经过别的模板绕回来。\n\n错误：{{define \"entry\"}}<li>{{template \"entry\" .}}</li>{{end}}\n正确：{{define \"entry\"}}<li>{{.Title}}</li>{{end}}，列表里写 {{range .Items}}{{template \"entry\" .}}{{end}}",
		EN: "A template must not contain itself, whether it calls itself or another one that leads back to it.\n\nWrong: {{define \"entry\"}}<li>{{template \"entry\" .}}</li>{{end}}\nRight: {{define \"entry\"}}<li>{{.Title}}</li>{{end}}, and in the list {{range .Items}}{{template \"entry\" .}}{{end}}",
	},
}

var illegal = diag.Rule{
	Code:     "LY008",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "网页不允许的字符", EN: "a character that no page may have"},
	Message:  diag.Text{ZH: "模板里有网页不允许的字符 U+%[1]s，它是看不见的", EN: "the layout has a character that no web page may have, U+%[1]s; it cannot be seen"},
	Hint:     diag.Text{ZH: "删去这一处前后的几个字，重新输入", EN: "delete some characters around this place and type them again"},
	Explain: diag.Text{
		ZH: "HTML 标准不允许网页含有控制字符（U+001B、U+0080–U+009F 等）和“非字符”（U+FFFE、U+FFFF 等）。模板里有一个，每一页就都有一个。\n\n错误：从别的系统复制的文字里夹带了这样的字符\n正确：先粘贴到记事本，再复制过来",
		EN: "By the HTML standard a page has no control characters (U+001B, U+0080 to U+009F and others) and no noncharacters (U+FFFE, U+FFFF and others). With one in a layout, each page has one.\n\nWrong: such a character among words that were copied from another system\nRight: paste into a plain editor first, and copy from there",
	},
}

var showsNothing = diag.Rule{
	Code:     "LY009",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "模板什么也不显示", EN: "layout that shows nothing"},
	Message:  diag.Text{ZH: "模板 %[1]s 什么也不显示，用它的网页都是空的", EN: "the template %[1]s shows nothing: the pages made with it would be empty"},
	Hint:     diag.Text{ZH: "删去这个文件，改用自带的同名模板；或者从备份里找回它的内容", EN: "delete this file to use the built-in one of the same name, or put its text back from a backup"},
	Explain: diag.Text{
		ZH: "layouts/ 里的文件整个代替自带的同名模板。文件是空的（复制中断、磁盘满了、只剩 {{define}} 段落），网页上就什么也没有。\n\n错误：layouts/document.html 是 0 字节\n正确：删去 layouts/document.html，或写上内容",
		EN: "A file in layouts/ takes the place of the whole built-in layout of that name. Where it is empty (a copy was interrupted, the disk was full, only {{define}} blocks are left), so are the pages.\n\nWrong: layouts/document.html has 0 bytes\nRight: no layouts/document.html, or one with a text",
	},
}

var textLost = diag.Rule{
	Code:     "LY010",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "模板不显示正文", EN: "layout that does not show the text"},
	Message:  diag.Text{ZH: "模板 %[1]s 没有显示文档的正文", EN: "the template %[1]s does not show the text of the document"},
	Hint:     diag.Text{ZH: "在要显示正文的地方写 %[2]s；或删去这个文件，改用自带的同名模板", EN: "write %[2]s where the text is to be, or delete the file to use the built-in one"},
	Explain: diag.Text{
		ZH: "正文要由模板放到网页上：document.html 用 {{.Body}}，list.html、guide.html、reports.html 用 {{.Intro}}，report.html 用 {{range .Parts}}。没有这一句，写在文档里的文字就不会公开，也没有人看得出来。写在注释里、写在永远不成立的条件里，都不算。\n\n错误：<h1>{{.Title}}</h1>\n正确：<h1>{{.Title}}</h1>{{.Body}}",
		EN: "It is the layout that puts the text on the page: document.html by {{.Body}}; list.html, guide.html and reports.html by {{.Intro}}; report.html by {{range .Parts}}. Without that, what documents say is not published and nobody notices. In a comment, or under a condition that never holds, it does not count.\n\nWrong: <h1>{{.Title}}</h1>\nRight: <h1>{{.Title}}</h1>{{.Body}}",
	},
}

var endless = diag.Rule{
	Code:     "LY011",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "模板做不完一页", EN: "layout without end"},
	Message:  diag.Text{ZH: "模板做到这里被停止了：%[1]s", EN: "the layout was stopped here: %[1]s"},
	Hint:     diag.Text{ZH: "看看这里的 {{range}} 要重复多少次，{{template}} 是不是层层加倍，变量是不是越拼越长；减少到一页需要的", EN: "see how often this {{range}} goes round, whether each {{template}} calls two more, whether a variable is put together with itself; keep what a page needs"},
	Explain: diag.Text{
		ZH: "一页最多 64 MB、100 万步，变量里拼成的文字最多 256 MB；平常的一页只有几十 KB、几千步。超过的，是模板写错了。\n\n错误：{{range 2000000000}}<br>{{end}}\n正确：{{range .Items}}<li>{{.Title}}</li>{{end}}",
		EN: "A page has at most 64 MB and takes at most a million steps, with 256 MB of text put together in variables; an ordinary one has some ten KB and takes some thousand steps. What goes beyond is a mistake in the layout.\n\nWrong: {{range 2000000000}}<br>{{end}}\nRight: {{range .Items}}<li>{{.Title}}</li>{{end}}",
	},
}

var tooLarge = diag.Rule{
	Code:     "LY012",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "模板文件太大", EN: "layout too large"},
	Message:  diag.Text{ZH: "模板文件超过 %[1]d MB，没有读取", EN: "the layout has more than %[1]d MB and was not read"},
	Hint:     diag.Text{ZH: "看看这个文件是不是放错了；删去它，就用自带的同名模板", EN: "see whether it is the wrong file; without it the built-in one is used"},
	Explain: diag.Text{
		ZH: "模板只有几 KB。图片和长的脚本放在 static/ 里，模板用地址引用它们。\n\n错误：layouts/base.html 里有几 MB 的 data: 图片\n正确：<img src=\"{{.Root}}logo.png\">",
		EN: "A layout has some KB. Pictures and long scripts go into static/, and layouts refer to them.\n\nWrong: pictures of some MB as data: in layouts/base.html\nRight: <img src=\"{{.Root}}logo.png\">",
	},
}
