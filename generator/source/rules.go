package source

import "gongkai/generator/diag"

// Rules lists what this package can find wrong.
func Rules() []*diag.Rule {
	return []*diag.Rule{linkAstray, sameName, notUTF8, notPortable, specialFile, decomposed, tooLargeRule}
}

var linkAstray = &diag.Rule{
	Code:     "SR001",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "链接指向网站以外", EN: "link that leads out of the site"},
	Message: diag.Text{
		ZH: "%s 是一个符号链接，它指向网站文件夹以外、隐藏文件、文件夹，或者目标不存在",
		EN: "%s is a symbolic link that leads out of the site's folder, to a hidden file, to a folder, or nowhere",
	},
	Hint: diag.Text{
		ZH: "删除这个链接，把要公开的文件复制到这里",
		EN: "delete the link and copy the file that you want to publish to its place",
	},
	Explain: diag.Text{
		ZH: `符号链接可以把网站以外的文件带到公开网站上，因此只接受指向本网站内普通文件的链接；指向文件夹的链接一律不接受，因为它可能绕回自身。

错误：  content/policies/2017 -> D:\内部资料\2017
改正：  把需要公开的文件复制到 content/policies/2017/`,
		EN: `A symbolic link could bring a file from outside onto the public site, so only links to regular files of this site are followed. Links to folders are never followed: they may lead round in a circle.

Wrong:  content/policies/2017 -> ../../internal/2017
Right:  copy the files that are to be published to content/policies/2017/`,
	},
}

var sameName = &diag.Rule{
	Code:     "SR002",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "文件名只有大小写之差", EN: "names that differ in case only"},
	Message: diag.Text{
		ZH: "%[1]s 与同一文件夹中的 %[2]s 在 Windows 和 macOS 上是同一个名字",
		EN: "%[1]s and %[2]s in the same folder are one name on Windows and macOS",
	},
	Hint: diag.Text{
		ZH: "给 %[1]s 换一个名字",
		EN: "rename %[1]s",
	},
	Explain: diag.Text{
		ZH: `Windows 和 macOS 不区分文件名的大小写，也不区分一个字符的两种编码形式（NFC 与 NFD）；名字末尾的句点和空格，Windows 也不计。这样的两个文件复制到那里时，一个会覆盖另一个。

错误：  0003-附件A.pdf 与 0003-附件a.pdf
改正：  0003-附件1.pdf 与 0003-附件2.pdf`,
		EN: `Windows and macOS do not distinguish upper and lower case in names, nor the two encodings of one character (NFC and NFD); Windows drops dots and blanks at the end of a name. Copied there, one of the two files overwrites the other.

Wrong:  0003-A.pdf and 0003-a.pdf
Right:  0003-1.pdf and 0003-2.pdf`,
	},
}

var notUTF8 = &diag.Rule{
	Code:     "SR003",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "文件名不是 UTF-8 编码", EN: "name that is not UTF-8"},
	Message: diag.Text{
		ZH: "文件名 %s 不是 UTF-8 编码，可能是从 GBK 编码的压缩包解压出来的",
		EN: "the name %s is not UTF-8; it may come from an archive with names in GBK",
	},
	Hint: diag.Text{
		ZH: "给这个文件重新命名",
		EN: "rename the file",
	},
	Explain: diag.Text{
		ZH: `在 Windows 上打的压缩包，文件名常是 GBK 编码；在 Linux 上解压后就成了乱码，网址也随之出错。

错误：  0003-���.pdf
改正：  0003-附件.pdf`,
		EN: `Archives made on Windows often hold names in GBK. Unpacked on Linux they turn into garbage, and so would the address of the page.

Wrong:  0003-���.pdf
Right:  0003-附件.pdf`,
	},
}

var notPortable = &diag.Rule{
	Code:     "SR004",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "Windows 不接受的文件名", EN: "name that Windows refuses"},
	Message: diag.Text{
		ZH: "Windows 不接受文件名 %q",
		EN: "Windows does not accept the name %q",
	},
	Hint: diag.Text{
		ZH: `文件名不要用 \ : * ? " < > | 和控制字符，不要以句点或空格结尾，也不要叫 con、prn、aux、nul、com1、lpt1`,
		EN: `do not use \ : * ? " < > | or control characters, do not end in a period or a blank, and do not use con, prn, aux, nul, com1 or lpt1`,
	},
	Explain: diag.Text{
		ZH: `网站文件夹要能复制到任何一台电脑上编辑和存放。含有这些字符的文件在 Windows 上无法保存。

错误：  通知:2017.md、aux.md
改正：  通知-2017.md、auxiliary.md`,
		EN: `The site's folder must survive a copy to any computer. Windows cannot store files with such names.

Wrong:  notice:2017.md, aux.md
Right:  notice-2017.md, auxiliary.md`,
	},
}

var specialFile = &diag.Rule{
	Code:     "SR005",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "不是普通文件", EN: "not a regular file"},
	Message: diag.Text{
		ZH: "%s 不是普通文件（可能是设备、管道或套接字），已跳过",
		EN: "%s is not a regular file (a device, a pipe or a socket) and was left out",
	},
	Hint: diag.Text{
		ZH: "从网站文件夹中删除它",
		EN: "remove it from the site's folder",
	},
	Explain: diag.Text{
		ZH: "网站只由普通文件组成。管道、套接字和设备没有可以公开的内容，读取它们还可能使程序一直等待。",
		EN: "A site consists of regular files. Pipes, sockets and devices have no content to publish, and reading one could wait for ever.",
	},
}

var decomposed = &diag.Rule{
	Code:     "SR006",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "文件名使用了分解形式的字符", EN: "name in decomposed characters"},
	Message: diag.Text{
		ZH: "文件名 %[1]s 使用了分解形式（NFD）的字符，键盘输入的同名链接找不到它",
		EN: "the name %[1]s is written in decomposed characters (NFD); a link typed on a keyboard does not find it",
	},
	Hint: diag.Text{
		ZH: "把文件重新命名为 %[2]s（看起来相同，编码不同）",
		EN: "rename it to %[2]s (it looks the same and is encoded differently)",
	},
	Explain: diag.Text{
		ZH: `有些 macOS 程序把一个字符存成“字母加符号”两个编码，看起来相同，比较起来却不同。链接里键入的名字因此与文件名对不上。`,
		EN: `Some programs on macOS store a character as a letter and a mark. It looks the same and compares as different, so that the name typed in a link does not match the name of the file.`,
	},
}

var tooLargeRule = &diag.Rule{
	Code:     "SR007",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "文件太大，没有读取", EN: "file too large to be read"},
	Message:  diag.Text{ZH: "%[1]s 超过 %[2]d MB，没有读取", EN: "%[1]s has more than %[2]d MB and was not read"},
	Hint: diag.Text{
		ZH: "看看这个文件是不是放错了（例如把压缩包改名成了 .md），或者被别的程序写坏了；大的表格和图片作为附件放在文档旁边",
		EN: "see whether it is the wrong file (an archive renamed to .md, say) or was damaged by another program; large tables and pictures go beside the document, as attachments",
	},
	Explain: diag.Text{
		ZH: "文档、config.toml 和报告的数据文件要整个读入内存。再长的公文也不到 1 MB；几十 MB 的，不是人写的。附件不受这个限制。\n\n错误：content/notices/2017/0001.md 有 65 MB\n正确：正文写在 0001.md 里，大文件作为附件",
		EN: "Documents, config.toml and the data files of reports are held in memory as a whole. The longest document has less than 1 MB; what has dozens was not written by anybody. Attachments have no such limit.\n\nWrong: content/notices/2017/0001.md of 65 MB\nRight: the text in 0001.md, the large file as an attachment",
	},
}
