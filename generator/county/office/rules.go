package office

import (
	"gongkai/generator/county/roster"
	"gongkai/generator/diag"
)

// Rules lists what this package can find wrong.
func Rules() []*diag.Rule { return []*diag.Rule{ruleNoFolder, ruleFailed} }

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
