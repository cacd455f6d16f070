package content

import "gongkai/generator/diag"

// Rules lists what this package can find wrong.
func Rules() []*diag.Rule { return []*diag.Rule{&linkAround, &addedExtension} }

var linkAround = diag.Rule{
	Code:     "BD016",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "符号链接绕开了公开的规则", EN: "link around the rules of publication"},
	Message: diag.Text{
		ZH: "%[1]s 是一个符号链接，它指向的 %[2]s 不能用这个名字公开",
		EN: "%[1]s is a symbolic link; %[2]s, to which it leads, cannot be published by that name",
	},
	Hint: diag.Text{
		ZH: "删除这个链接；要公开的文件，复制到这里再引用",
		EN: "delete the link; copy a file that is to be published to its place",
	},
	Explain: diag.Text{
		ZH: "一个文件公开不公开，由它自己决定：文档看它的 front matter（草稿不公开），附件看有没有已公开的文档引用它，报告的数据文件从不公开。用符号链接给它另起一个名字，就绕开了这些规则。所以链接只能指向同一类文件：文档指向文档；文档旁边的文件，指向 static/ 里的文件，或者已公开的文档引用的文件；static/ 和 layouts/ 里的，指向同一文件夹里的。\n\n错误：content/notices/2017/s.txt -> 0010.md（一篇草稿）\n正确：把要公开的内容另存为 s.txt",
		EN: "Whether a file is published is for itself to say: a document by its front matter (a draft is not), an attachment by the public documents that refer to it, the figures of a report never. A link gives it another name and leads around that. So a link leads to a file of its own kind: a document to a document; a file beside documents to one in static/, or to one that public documents refer to; a file in static/ or layouts/ to one in the same folder.\n\nWrong: content/notices/2017/s.txt -> 0010.md (a draft)\nRight: saving what is to be published as s.txt",
	},
}

var addedExtension = diag.Rule{
	Code:     "BD031",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "文件多了一个扩展名", EN: "a file with one extension too many"},
	Message:  diag.Text{ZH: "看文件名，这是 %[1]s，可是%[2]s，它没有被读取", EN: "by its name this is %[1]s, but %[2]s, and it is not read"},
	Hint:     diag.Text{ZH: "把文件改名为 %[1]s；看不到扩展名的，先在文件夹的“查看”里勾选“文件扩展名”", EN: "rename it %[1]s; where Windows hides extensions, show them first"},
	Explain: diag.Text{
		ZH: "记事本另存的时候会在文件名后面加 .txt，Windows 又不显示扩展名，看上去还是 0184.md。这样的文件不是文档，不会公开。\n\n错误：content/notices/2026/0184.md.txt\n正确：content/notices/2026/0184.md（记事本里“保存类型”选“所有文件”）",
		EN: "Notepad adds .txt to a name, and Windows does not show it: the file still looks like 0184.md. It is no document, and is not published.\n\nWrong: content/notices/2026/0184.md.txt\nRight: content/notices/2026/0184.md (choose all files when saving)",
	},
}
