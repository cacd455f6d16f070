package serve

import "gongkai/generator/diag"

// Rules lists what this package can find wrong.
func Rules() []*diag.Rule {
	return []*diag.Rule{&portTaken, &openToNetwork, &polling, &unreadable, &noAddress}
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
