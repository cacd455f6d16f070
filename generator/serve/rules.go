package serve

import "gongkai/generator/diag"

// Rules lists what this package can find wrong.
func Rules() []*diag.Rule {
	return []*diag.Rule{&portTaken, &openToNetwork, &polling, &unreadable, &noAddress, &noCategory, &noFiles, &manyFiles, &badName, &notImported}
}

var portTaken = diag.Rule{
	Code:     "SV001",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "端口已被占用", EN: "port taken"},
	Message:  diag.Text{ZH: "端口 %[1]d 已被别的程序占用", EN: "port %[1]d is taken by another program"},
	Hint:     diag.Text{ZH: "改用空闲的端口：gongkai serve --port %[2]d", EN: "use a free one: gongkai serve --port %[2]d"},
	Explain: diag.Text{
		ZH: "一个端口同时只能由一个程序使用，多半是另一个窗口里已经开着预览。用 --port 指定的端口被占用时，不会自动换成别的；不写 --port 时，自动使用下一个空闲的端口，并显示出来。\n\n错误：gongkai serve --port 8017，而 8017 已被占用\n正确：gongkai serve --port 8018，或不写 --port",
		EN: "One port serves one program at a time; most likely a preview is open in another window. A port named with --port is never exchanged for another; without --port the next free one is taken, and named.\n\nWrong: gongkai serve --port 8017 while 8017 is taken\nRight: gongkai serve --port 8018, or no --port",
	},
}

var openToNetwork = diag.Rule{
	Code:     "SV002",
	Severity: diag.Warning,
	Title:    diag.Text{ZH: "预览对网络开放", EN: "preview open to the network"},
	Message:  diag.Text{ZH: "预览在 %[1]s 上开放：同一网络里的人都能看到，包括草稿和未到发布日期的文档", EN: "the preview is open at %[1]s: anybody on the network can see it, drafts and documents not yet due included"},
	Hint:     diag.Text{ZH: "只给自己看时去掉 --host", EN: "leave --host out to see it on this machine only"},
	Explain: diag.Text{
		ZH: "预览显示尚未公开的内容，没有密码，也不加密，因此默认只在本机（127.0.0.1）开放。只有在可信的内部网络里给同事看时，才用 --host。\n\n例如：gongkai serve --host 0.0.0.0",
		EN: "The preview shows what is not public yet, without a password and without encryption, so it is open to this machine only (127.0.0.1). Use --host in a network that you trust, to show it to colleagues.\n\nFor example: gongkai serve --host 0.0.0.0",
	},
}

var polling = diag.Rule{
	Code:     "SV003",
	Severity: diag.Note,
	Title:    diag.Text{ZH: "靠定时扫描发现改动", EN: "changes are found by scanning"},
	Message:  diag.Text{ZH: "系统不能报告这个文件夹里的改动（%[1]s），改为定时扫描：改动要过一会儿才显示", EN: "the system cannot report changes in this folder (%[1]s), so it is scanned: changes show a little later"},
	Hint:     diag.Text{ZH: "把站点放在本机硬盘上，改动会立即显示", EN: "keep the site on a local disk to see changes at once"},
	Explain: diag.Text{
		ZH: "网络共享文件夹和某些虚拟磁盘不报告文件的改动，系统允许监视的文件夹数量也有上限。这时预览每隔半秒左右扫描一遍，结果一样正确，只是慢一点。\n\n例如：站点放在 \\\\server\\share 上；Linux 上可以调大 fs.inotify.max_user_watches",
		EN: "Network shares and some virtual disks do not report changes, and systems limit how many folders can be watched. The preview then scans every half second or so: as right, and a little slower.\n\nFor example: a site on \\\\server\\share; on Linux, fs.inotify.max_user_watches can be raised",
	},
}

var unreadable = diag.Rule{
	Code:     "SV004",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "文件读不出来", EN: "file cannot be read"},
	Message:  diag.Text{ZH: "读不出这个文件：%[1]s", EN: "the file cannot be read: %[1]s"},
	Hint:     diag.Text{ZH: "检查文件的权限，关闭正在占用它的程序；预览会自动重试", EN: "check its permissions and close the program that holds it; the preview tries again by itself"},
	Explain: diag.Text{
		ZH: "文件没有读取权限，或者被别的程序锁住。在此之前，预览显示的是上一次读到的内容。\n\n例如：附件正在 Word 中打开，或文件只有另一个用户可读",
		EN: "The file may not be read, or another program holds it. Until it can be, the preview shows what was read last.\n\nFor example: an attachment is open in Word, or only another user may read it",
	},
}

var noAddress = diag.Rule{
	Code:     "SV005",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "预览的地址不能用", EN: "address cannot be used"},
	Message:  diag.Text{ZH: "不能在 %[1]s 上开放预览：%[2]s", EN: "the preview cannot be opened at %[1]s: %[2]s"},
	Hint:     diag.Text{ZH: "去掉 --host，或写本机的一个地址；--port 用 1024 到 65535 之间的数", EN: "leave --host out or name an address of this machine; --port takes a number from 1024 to 65535"},
	Explain: diag.Text{
		ZH: "--host 要写本机的地址，--port 要写本机允许使用的端口，1024 以下的端口一般只有系统管理员能用。\n\n错误：gongkai serve --port 80\n正确：gongkai serve --port 8017",
		EN: "--host names an address of this machine, --port a port that may be used; ports below 1024 usually belong to the administrator.\n\nWrong: gongkai serve --port 80\nRight: gongkai serve --port 8017",
	},
}

var noCategory = diag.Rule{
	Code:     "SV006",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "导入的栏目不对", EN: "category to import into"},
	Message:  diag.Text{ZH: "没有可以导入的栏目“%[1]s”", EN: "there is no category %[1]q to import into"},
	Hint:     diag.Text{ZH: "刷新这个网页，重新选择栏目", EN: "load the page again and choose a category"},
	Explain: diag.Text{
		ZH: "文件导入到 config.toml 里的一个栏目；年度报告和指南不是一篇篇导入的。网页打开以后改过 config.toml，选的栏目可能已经没有了。\n\n例如：栏目 notices 改成了 news，网页上还是原来的选择",
		EN: "Files are imported into a category of config.toml; annual reports and the guide are not imported. Where config.toml has changed since the page was opened, the category that was chosen may be gone.\n\nFor example: notices has become news, and the page still offers notices",
	},
}

var noFiles = diag.Rule{
	Code:     "SV007",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "没有选择文件", EN: "no file was chosen"},
	Message:  diag.Text{ZH: "没有选择要导入的文件", EN: "no file to import was chosen"},
	Hint:     diag.Text{ZH: "把文件拖到网页上，或者点“选择文件”", EN: "drop files on the page, or choose them"},
	Explain: diag.Text{
		ZH: "没有选择文件就点了“导入”。\n\n例如：选择文件的窗口里点了“取消”",
		EN: "The button was pressed before a file was chosen.\n\nFor example: the window in which files are chosen was closed",
	},
}

var manyFiles = diag.Rule{
	Code:     "SV008",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "一次导入的文件太多", EN: "too many files at once"},
	Message:  diag.Text{ZH: "一次导入 %[1]d 个文件，选了 %[2]d 个，后面的没有导入", EN: "%[1]d files are imported at once; of the %[2]d that were chosen the rest was not"},
	Hint:     diag.Text{ZH: "其余的再导入一次；很多文件用 gongkai import 文件夹", EN: "import the rest in another go; for many files use gongkai import FOLDER"},
	Explain: diag.Text{
		ZH: "每个文件变成一篇草稿，都要有人看。几百个文件多半是拖错了文件夹。\n\n例如：把一个有 300 个文件的文件夹里的文件全部拖了进来",
		EN: "Each file becomes a draft that somebody has to look at. Hundreds of them are most likely the wrong folder.\n\nFor example: all 300 files of a folder were dropped",
	},
}

var badName = diag.Rule{
	Code:     "SV009",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "文件名不能用", EN: "name of a file"},
	Message:  diag.Text{ZH: "这个文件名不能用，文件没有导入", EN: "the file has a name that cannot be used, and was not imported"},
	Hint:     diag.Text{ZH: "改名以后再导入：不用 < > : \" | ? * 和看不见的字符，不以点或者空格结尾，不叫 CON、NUL、COM1", EN: "give it another name: without < > : \" | ? * and characters that nobody sees, not ending in a dot or a blank, not CON, NUL or COM1"},
	Explain: diag.Text{
		ZH: "文档和附件可能用到文件名，所以文件名要在各种系统上都能用。\n\n错误：通知?.docx    CON.docx\n正确：通知.docx",
		EN: "The document and its attachments may be called by the name of the file, so it has to be one on every system.\n\nWrong: 通知?.docx    CON.docx\nRight: 通知.docx",
	},
}

var notImported = diag.Rule{
	Code:     "SV010",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "文件没有导入", EN: "file not imported"},
	Message:  diag.Text{ZH: "文件没有导入：%[1]s", EN: "the file was not imported: %[1]s"},
	Hint:     diag.Text{ZH: "看站点所在的磁盘有没有空间、文件夹能不能写入，再导入一次", EN: "look whether the disk of the site has room and its folders can be written to, and try again"},
	Explain: diag.Text{
		ZH: "读文件或者写草稿的时候系统报错。已经导入的别的文件不受影响。\n\n例如：磁盘满了；content 文件夹只读",
		EN: "The system failed to read the file or to write the draft. Other files are not affected.\n\nFor example: the disk is full; the folder content is read-only",
	},
}
