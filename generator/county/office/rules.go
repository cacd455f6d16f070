package office

import (
	"gongkai/generator/county/roster"
	"gongkai/generator/diag"
)

// Rules lists what this package can find wrong.
func Rules() []*diag.Rule { return []*diag.Rule{ruleNoFolder, ruleFailed, ruleLeftOut} }

var ruleNoFolder = &diag.Rule{
	Code: "CY101", Severity: diag.Error,
	Title:   diag.Text{ZH: "机关的站点文件夹不存在", EN: "folder of an office is not there"},
	Message: diag.Text{ZH: "机关 %[1]s 的站点文件夹不存在：%[2]s", EN: "the folder of the office %[1]s is not there: %[2]s"},
	Hint:    diag.Text{ZH: "核对 county.toml 里 key = \"%[1]s\" 一段的 folder（从 county.toml 所在的文件夹写起），或者看共享文件夹有没有接上", EN: "see folder in the part with key = \"%[1]s\" of county.toml (it begins in the folder of county.toml), or whether a shared folder is mounted"},
	Explain: diag.Text{
		ZH: "这个机关的网站不更新，上一次生成的保留；别的机关照常生成。\n\n错误：folder = \"sites/shli\"（文件夹叫 shili）\n正确：folder = \"sites/shili\"",
		EN: "The site of this office is not made, and its last one stays; the others are made.\n\nWrong: folder = \"sites/shli\" (the folder is shili)\nRight: folder = \"sites/shili\"",
	},
}

var ruleFailed = &diag.Rule{
	Code: "CY102", Severity: diag.Error,
	Title:   diag.Text{ZH: "机关的网站没有做成", EN: "site of an office could not be made"},
	Message: diag.Text{ZH: "机关 %[1]s 的网站没有做成：%[2]s", EN: "the site of the office %[1]s could not be made: %[2]s"},
	Hint:    diag.Text{ZH: "处理以后再运行一次，只做没有做成的；来源是版本库的，先用 git fetch 试一下能不能取到", EN: "mend it and run the command again, which makes what is missing; of a repository, see whether git fetch can reach it"},
	Explain: diag.Text{
		ZH: "不是网站有错误，而是机器或者网络出了问题：磁盘满了，没有权限，版本库取不到。试了几次都不行才报告。上一次的网站保留，别的机关照常生成。\n\n错误：版本库改了地址，county.toml 没有改\n正确：git = \"https://git.example/shili\"",
		EN: "The site has no errors; the machine or the network failed: the disk is full, something may not be read, a repository cannot be reached. It was tried several times. The last site stays, and the others are made.\n\nWrong: a repository has moved, and county.toml has its old address\nRight: git = \"https://git.example/shili\"",
	},
}

// Failed is the finding about an office that could not be made, and why.
func Failed(key string, why diag.Text) diag.Diagnostic {
	return ruleFailed.At(diag.Pos{File: roster.File}, key, why)
}

var ruleLeftOut = &diag.Rule{
	Code: "CY106", Severity: diag.Error,
	Title:   diag.Text{ZH: "县级页面里没有这个机关", EN: "county's pages leave an office out"},
	Message: diag.Text{ZH: "县级的首页、目录和检索里没有机关 %[1]s：%[2]s", EN: "the county's home page, catalogue and search are without the office %[1]s: %[2]s"},
	Hint:    diag.Text{ZH: "让这个机关的网站做成：按它的另一条错误处理，再运行一次 gongkai-county build，县级页面里就又有它", EN: "have its site made: mend the other error about it and run gongkai-county build again, with which it is back"},
	Explain: diag.Text{
		ZH: "机关这次没有做成，上一次的网站又不在了（被删除，或者读不出来）。县级页面如果还列出它，链接打开就是找不到，所以先不列。别的机关照常。\n\n错误：删除了 public/shili，而 shili 的版本库又取不到\n正确：版本库能取到以后再运行一次；不再汇总的机关，从 county.toml 里删去",
		EN: "The office could not be made, and its last site is no longer there: it was deleted, or cannot be read. Pages that list it would lead to nothing, so they do not for now. The others are as always.\n\nWrong: public/shili was deleted, and the repository of shili cannot be reached\nRight: run it again when it can; an office that is no longer wanted is taken out of county.toml",
	},
}

// LeftOut is the finding about an office whose site is not there, and why.
func LeftOut(key string, why diag.Text) diag.Diagnostic {
	return ruleLeftOut.At(diag.Pos{File: roster.File}, key, why)
}
