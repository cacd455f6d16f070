package present

import "gongkai/generator/diag"

// Rules lists what this package can find wrong.
func Rules() []*diag.Rule { return []*diag.Rule{&collision} }

var collision = diag.Rule{
	Code:     "PR001",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "两个来源对应同一网址", EN: "two sources for one address"},
	Message:  diag.Text{ZH: "网址 /%[1]s 已经属于 %[2]s", EN: "the address /%[1]s already belongs to %[2]s"},
	Hint:     diag.Text{ZH: "给文件改名，或改正 aliases 里的旧网址", EN: "rename the file, or correct the old address in aliases"},
	Explain: diag.Text{
		ZH: "一个网址只能有一个来源。文档的网址由文件路径决定，list-3、year-2017 这类名字由列表页占用，aliases 里的旧网址也不能与现有页面相同。\n\n错误：content/policies/list-1.md\n正确：content/policies/2017/0001.md",
		EN: "An address has one source. A document's address follows from its path; names such as list-3 or year-2017 belong to list pages; an alias must not be the address of an existing page.\n\nWrong: content/policies/list-1.md\nRight: content/policies/2017/0001.md",
	},
}
