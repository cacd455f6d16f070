package records

import "gongkai/generator/diag"

// Rules lists what this package can find wrong.
func Rules() []*diag.Rule {
	return []*diag.Rule{
		ruleNotUTF8, ruleTooLarge, ruleConflict, ruleControl, ruleRemark, ruleColumns,
		ruleAddress, ruleDay, ruleSum, ruleState, ruleUnsorted, ruleTwice, ruleVanished,
	}
}

var ruleNotUTF8 = &diag.Rule{
	Code: "RC001", Severity: diag.Error,
	Title:   diag.Text{ZH: "公开登记表不是 UTF-8 编码", EN: "list of publications is not UTF-8"},
	Message: diag.Text{ZH: "文件内容是%[1]s，不是 UTF-8 文本", EN: "the file is %[1]s, not UTF-8 text"},
	Hint:    diag.Text{ZH: "从版本库恢复这个文件；或另存为时把编码选为 UTF-8", EN: "restore the file from version control, or save it again with the encoding UTF-8"},
	Explain: diag.Text{
		ZH: "records/published.tsv 记着每个公开过的网址，由 gongkai build --record 写。用 Excel 打开再保存，会变成 GBK 或 UTF-16，日期和列也会走样。只想看看的，看完不要保存。\n\n错误：在 Excel 中打开后保存\n正确：git checkout records/published.tsv，恢复原样",
		EN: "records/published.tsv lists every address that was ever public; gongkai build --record writes it. Excel saves it as GBK or UTF-16, and changes days and columns. Who only looks at it does not save it.\n\nWrong: opened in Excel, and saved\nRight: git checkout records/published.tsv, which restores it",
	},
}

var ruleTooLarge = &diag.Rule{
	Code: "RC002", Severity: diag.Error,
	Title:   diag.Text{ZH: "公开登记表太大", EN: "list of publications is too large"},
	Message: diag.Text{ZH: "文件超过 %[1]d MB，不是公开登记表", EN: "the file has more than %[1]d MB, and is no list of publications"},
	Hint:    diag.Text{ZH: "从版本库恢复这个文件", EN: "restore the file from version control"},
	Explain: diag.Text{
		ZH: "一个网址一行，最多一百多字节。256 MB 能记两百万个网址，没有哪个乡镇有这么多。\n\n错误：别的文件被复制成了 records/published.tsv\n正确：git checkout records/published.tsv，恢复原样",
		EN: "An address takes a line of a hundred bytes or so. 256 MB hold two million, which no township has.\n\nWrong: some other file was copied over records/published.tsv\nRight: git checkout records/published.tsv, which restores it",
	},
}

var ruleConflict = &diag.Rule{
	Code: "RC003", Severity: diag.Error,
	Title:   diag.Text{ZH: "公开登记表里有没处理完的合并冲突", EN: "unfinished merge in the list of publications"},
	Message: diag.Text{ZH: "这是 git 合并冲突留下的标记", EN: "this is the mark of a merge in git that was left unfinished"},
	Hint: diag.Text{
		ZH: "删去 <<<<<<<、|||||||、=======、>>>>>>> 这几行，两边的网址都留下，按网址排序；同一个网址只留一行，首次公开日期取较早的",
		EN: "delete the lines <<<<<<<, |||||||, ======= and >>>>>>>, keep the addresses of both sides, sorted; of one address keep one line, with the earlier day",
	},
	Explain: diag.Text{
		ZH: "两个分支各自登记了新网址，合并时 git 把两边的行都放在标记之间。网址只增不减，所以两边都要。\n\n错误：\n    <<<<<<< HEAD\n    notices/2026/0007.html⇥2026-12-01⇥-⇥公开\n    =======\n    notices/2026/0008.html⇥2026-12-02⇥-⇥公开\n    >>>>>>> 分支\n正确：\n    notices/2026/0007.html⇥2026-12-01⇥-⇥公开\n    notices/2026/0008.html⇥2026-12-02⇥-⇥公开",
		EN: "Two branches have recorded new addresses, and git puts the lines of both between its marks. Addresses only become more, so both are kept.\n\nWrong:\n    <<<<<<< HEAD\n    notices/2026/0007.html⇥2026-12-01⇥-⇥公开\n    =======\n    notices/2026/0008.html⇥2026-12-02⇥-⇥公开\n    >>>>>>> branch\nRight:\n    notices/2026/0007.html⇥2026-12-01⇥-⇥公开\n    notices/2026/0008.html⇥2026-12-02⇥-⇥公开",
	},
}

var ruleControl = &diag.Rule{
	Code: "RC004", Severity: diag.Error,
	Title:   diag.Text{ZH: "公开登记表里有看不见的字符", EN: "invisible character in the list of publications"},
	Message: diag.Text{ZH: "这里有看不见的字符 %[1]s", EN: "there is an invisible character, %[1]s"},
	Hint:    diag.Text{ZH: "%[2]s", EN: "%[2]s"},
	Explain: diag.Text{
		ZH: "看不见的字符会让两个看上去一样的网址不是同一个。它们多半是从网页或 Word 里粘贴来的。\n\n错误：网址里有零宽空格 U+200B\n正确：重新输入这个网址",
		EN: "With an invisible character, two addresses that look the same are two. Such come with what is pasted from a page or from Word.\n\nWrong: a zero width space, U+200B, in an address\nRight: the address typed again",
	},
}

var ruleRemark = &diag.Rule{
	Code: "RC005", Severity: diag.Error,
	Title:   diag.Text{ZH: "说明行不在第一行", EN: "remark that is not on the first line"},
	Message: diag.Text{ZH: "只有第一行可以是 # 开头的说明", EN: "only the first line may be a remark that begins with #"},
	Hint:    diag.Text{ZH: "删去这一行", EN: "delete the line"},
	Explain: diag.Text{
		ZH: "文件由程序重写，第一行以外的说明留不住。两个文件并在一起时，第二个的说明行也要删去。\n\n错误：# 2026 年的\n正确：没有这一行",
		EN: "The program writes the file anew and could keep no remark but that of the first line. Of two files that are put together, that of the second goes.\n\nWrong: # those of 2026\nRight: no such line",
	},
}

var ruleColumns = &diag.Rule{
	Code: "RC006", Severity: diag.Error,
	Title:   diag.Text{ZH: "公开登记表的一行不是四列", EN: "line of the list of publications has not four columns"},
	Message: diag.Text{ZH: "一行应有四列，用 Tab 分开，这里是 %[1]d 列", EN: "a line has four columns, divided by tabs; this one has %[1]d"},
	Hint:    diag.Text{ZH: "%[2]s", EN: "%[2]s"},
	Explain: diag.Text{
		ZH: "一行是网址、首次公开日期、审查校验和、状态，各列之间一个 Tab。有的编辑器把 Tab 换成空格，Excel 换成逗号。\n\n错误：policies/2017/0003.html,2017/3/15,-,公开\n正确：policies/2017/0003.html⇥2017-03-15⇥-⇥公开（⇥ 是 Tab 键）",
		EN: "A line is address, first day, sum of what was approved, and state, with one tab between them. Some editors make blanks of tabs, Excel makes commas.\n\nWrong: policies/2017/0003.html,2017/3/15,-,公开\nRight: policies/2017/0003.html⇥2017-03-15⇥-⇥公开 (⇥ is a tab)",
	},
}

var ruleAddress = &diag.Rule{
	Code: "RC007", Severity: diag.Error,
	Title:   diag.Text{ZH: "公开登记表里的网址写法不对", EN: "malformed address in the list of publications"},
	Message: diag.Text{ZH: "“%[1]s”不是站内文件的路径", EN: "%[1]q is not the path of a file of the site"},
	Hint:    diag.Text{ZH: "%[2]s", EN: "%[2]s"},
	Explain: diag.Text{
		ZH: "网址写成文件从网站根目录算起的路径，不带域名和开头的斜线，只有一种写法。\n\n错误：https://www.example.gov.cn/policies/2017/0003.html、/policies/2017/0003.html、policies\\2017\\0003.html\n正确：policies/2017/0003.html",
		EN: "An address is the path of the file from the root of the site, without host and leading slash, in one spelling only.\n\nWrong: https://www.example.gov.cn/policies/2017/0003.html, /policies/2017/0003.html, policies\\2017\\0003.html\nRight: policies/2017/0003.html",
	},
}

var ruleDay = &diag.Rule{
	Code: "RC008", Severity: diag.Error,
	Title:   diag.Text{ZH: "首次公开日期不对", EN: "bad first day in the list of publications"},
	Message: diag.Text{ZH: "首次公开日期“%[1]s”不对", EN: "%[1]q is no day"},
	Hint:    diag.Text{ZH: "%[2]s", EN: "%[2]s"},
	Explain: diag.Text{
		ZH: "日期写成 2017-03-15。Excel 会把它改成 2017/3/15 或者一个数字。\n\n错误：2017/3/15、42809、2017-02-30\n正确：2017-03-15",
		EN: "Days are written as 2017-03-15. Excel changes them to 2017/3/15 or to a number.\n\nWrong: 2017/3/15, 42809, 2017-02-30\nRight: 2017-03-15",
	},
}

var ruleSum = &diag.Rule{
	Code: "RC009", Severity: diag.Error,
	Title:   diag.Text{ZH: "审查校验和不对", EN: "bad sum in the list of publications"},
	Message: diag.Text{ZH: "审查校验和“%[1]s”不对", EN: "%[1]q is no sum"},
	Hint:    diag.Text{ZH: "%[2]s", EN: "%[2]s"},
	Explain: diag.Text{
		ZH: "校验和说明审查通过的是哪一份内容，是 64 位十六进制数字；没有审查过的写 -。它由程序写，不要手改。\n\n错误：空着，或者 1.23E+63\n正确：-，或者 64 位数字，例如 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
		EN: "A sum tells which content was approved, in 64 hexadecimal digits, - where nothing was. The program writes it.\n\nWrong: nothing, or 1.23E+63\nRight: -, or 64 digits such as 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
	},
}

var ruleState = &diag.Rule{
	Code: "RC010", Severity: diag.Error,
	Title:   diag.Text{ZH: "没有这种状态", EN: "unknown state in the list of publications"},
	Message: diag.Text{ZH: "没有“%[1]s”这种状态", EN: "there is no state %[1]q"},
	Hint:    diag.Text{ZH: "%[2]s", EN: "%[2]s"},
	Explain: diag.Text{
		ZH: "状态只有三种：公开（有网页）、撤下（只有撤下的说明）、转址（转到新的网址）。\n\n错误：已发布\n正确：公开",
		EN: "There are three states: 公开 (a page), 撤下 (the notice of a page that was withdrawn), 转址 (leads to where the page has moved).\n\nWrong: 已发布\nRight: 公开",
	},
}

var ruleUnsorted = &diag.Rule{
	Code: "RC011", Severity: diag.Error,
	Title:   diag.Text{ZH: "公开登记表没有按网址排序", EN: "list of publications is not sorted"},
	Message: diag.Text{ZH: "没有按网址排序：%[1]s 比上一行的网址靠前%[4]s", EN: "not sorted by address: %[1]s is before that of the line above%[4]s"},
	Hint:    diag.Text{ZH: "移到第 %[2]d 行 %[3]s 之前；整个文件按字节排序（LC_ALL=C sort）", EN: "move it before line %[2]d, %[3]s; the whole file is sorted by bytes (LC_ALL=C sort)"},
	Explain: diag.Text{
		ZH: "按网址的字节排序，同样的内容就只有一种写法，每次改动只涉及有变化的行。\n\n错误：\n    policies/2017/0003.html⇥2017-03-15⇥-⇥公开\n    notices/2017/0001.html⇥2017-01-10⇥-⇥公开\n正确：\n    notices/2017/0001.html⇥2017-01-10⇥-⇥公开\n    policies/2017/0003.html⇥2017-03-15⇥-⇥公开",
		EN: "Sorted by the bytes of the addresses, the same list is the same file, and a change is one of the lines that it is about.\n\nWrong:\n    policies/2017/0003.html⇥2017-03-15⇥-⇥公开\n    notices/2017/0001.html⇥2017-01-10⇥-⇥公开\nRight:\n    notices/2017/0001.html⇥2017-01-10⇥-⇥公开\n    policies/2017/0003.html⇥2017-03-15⇥-⇥公开",
	},
}

var ruleTwice = &diag.Rule{
	Code: "RC012", Severity: diag.Error,
	Title:   diag.Text{ZH: "一个网址登记了两次", EN: "address that is listed twice"},
	Message: diag.Text{ZH: "%[1]s 在第 %[2]d 行已经有了", EN: "%[1]s is on line %[2]d already"},
	Hint:    diag.Text{ZH: "%[3]s", EN: "%[3]s"},
	Explain: diag.Text{
		ZH: "一个网址只有一个首次公开日期、一个状态。\n\n错误：\n    notices/2017/0001.html⇥2017-01-10⇥-⇥公开\n    notices/2017/0001.html⇥2017-02-01⇥-⇥公开\n正确：\n    notices/2017/0001.html⇥2017-01-10⇥-⇥公开",
		EN: "An address has one first day and one state.\n\nWrong:\n    notices/2017/0001.html⇥2017-01-10⇥-⇥公开\n    notices/2017/0001.html⇥2017-02-01⇥-⇥公开\nRight:\n    notices/2017/0001.html⇥2017-01-10⇥-⇥公开",
	},
}

var ruleVanished = &diag.Rule{
	Code: "RC020", Severity: diag.Error,
	Title:   diag.Text{ZH: "公开过的网址不再有网页", EN: "an address that was public would not answer"},
	Message: diag.Text{ZH: "%[1]s 公开过，现在没有网页了：%[2]s", EN: "%[1]s was public and would have no page any more: %[2]s"},
	Hint:    diag.Text{ZH: "%[3]s", EN: "%[3]s"},
	Explain: diag.Text{
		ZH: "公开过的网址，别人会引用、收藏，检查时会逐个打开。所以网址不能悄悄消失：文档移动了，旧网址转到新网址；要撤下的，原网址留一个撤下的说明。records/published.tsv 记着每个公开过的网址。\n\n错误：删去 content/policies/2017/0003.md\n正确：gongkai withdraw content/policies/2017/0003.md --reason 公示期满",
		EN: "Addresses that were public are cited and kept, and inspectors open them. So none vanishes in silence: where a document moves, the old address leads to the new one; what is taken down leaves a notice at its address. records/published.tsv lists every address that was ever public.\n\nWrong: content/policies/2017/0003.md is deleted\nRight: gongkai withdraw content/policies/2017/0003.md --reason 公示期满",
	},
}
