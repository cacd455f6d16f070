package publish

import "gongkai/generator/diag"

// Rules lists what this package can find wrong.
func Rules() []*diag.Rule {
	return []*diag.Rule{
		notOurs, notFolder, isLink, workLink, holdsSite, inSources, mountPoint,
		busy, diskFull, permission, heldOpen, failed,
	}
}

// All messages take the path concerned and the system's reason, which may be
// empty.

var notOurs = &diag.Rule{
	Code:     "PB001",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "输出文件夹里有别的内容", EN: "output folder holds something else"},
	Message: diag.Text{
		ZH: "%[1]s 里有内容，但不是本程序生成的，不能覆盖",
		EN: "%[1]s is not empty and was not made by this program; it is not replaced",
	},
	Hint: diag.Text{
		ZH: "用 --out 指定另一个文件夹；如果里面的内容确实不要了，请自己把它清空",
		EN: "name another folder with --out, or empty this one yourself if nothing in it is needed",
	},
	Explain: diag.Text{
		ZH: `生成网站会整个替换输出文件夹。为了不误删您的文件，程序只替换空文件夹，或者自己生成的文件夹：后者里有一个名为 .gongkai 的标记文件。

错误：  gongkai build --out D:\资料
改正：  gongkai build --out D:\资料\public`,
		EN: `A build replaces the output folder as a whole. So that no file of yours is lost, the program replaces only an empty folder, or one that it made itself, which holds a marker file named .gongkai.

Wrong:  gongkai build --out ~/documents
Right:  gongkai build --out ~/documents/public`,
	},
}

var notFolder = &diag.Rule{
	Code:     "PB002",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "输出位置是一个文件", EN: "output is a file"},
	Message:  diag.Text{ZH: "%[1]s 是一个文件，不是文件夹", EN: "%[1]s is a file, not a folder"},
	Hint: diag.Text{
		ZH: "用 --out 指定一个文件夹，例如 --out public",
		EN: "name a folder with --out, for example --out public",
	},
	Explain: diag.Text{
		ZH: "网站由许多文件组成，要放在一个文件夹里。\n\n错误：  gongkai build --out index.html\n改正：  gongkai build --out public",
		EN: "A site consists of many files and needs a folder.\n\nWrong:  gongkai build --out index.html\nRight:  gongkai build --out public",
	},
}

var isLink = &diag.Rule{
	Code:     "PB003",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "输出文件夹是符号链接", EN: "output folder is a symbolic link"},
	Message:  diag.Text{ZH: "%[1]s 是一个符号链接，不能整体替换", EN: "%[1]s is a symbolic link and cannot be replaced as a whole"},
	Hint: diag.Text{
		ZH: "用 --out 写出链接所指的真实文件夹",
		EN: "name the folder that the link leads to with --out",
	},
	Explain: diag.Text{
		ZH: "发布时新旧两个文件夹整体交换。如果这里是符号链接，被换掉的只是链接本身，链接所指的网站并没有更新。",
		EN: "Publishing exchanges the old and the new folder. Where the name is a link, the link would be exchanged, and the site it leads to would stay as it was.",
	},
}

var workLink = &diag.Rule{
	Code:     "PB012",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "工作文件夹是符号链接", EN: "work folder is a symbolic link"},
	Message:  diag.Text{ZH: "%[1]s 是一个符号链接，不能在里面工作", EN: "%[1]s is a symbolic link and cannot be worked in"},
	Hint: diag.Text{
		ZH: "删去这个链接（只删链接，不删它所指的文件夹），再运行一次",
		EN: "remove the link (the link alone, not what it leads to) and run the command again",
	},
	Explain: diag.Text{
		ZH: ".build 里的东西是程序自己的，会被改写和删除。它如果是链接，被改写和删除的就是别处的文件。\n\n错误：.build 是指向另一个文件夹的链接\n正确：没有 .build，或者它是真正的文件夹",
		EN: "What is in .build is the program's own and is replaced and removed. Behind a link that would be somebody else's files.\n\nWrong: .build is a link to another folder\nRight: there is no .build, or it is a folder",
	},
}

var holdsSite = &diag.Rule{
	Code:     "PB004",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "输出文件夹包含网站源文件", EN: "output folder holds the site's sources"},
	Message:  diag.Text{ZH: "%[1]s 就是网站的源文件夹，或者包含它", EN: "%[1]s is the folder of the site's sources, or holds it"},
	Hint: diag.Text{
		ZH: "用 --out 指定另一个文件夹，例如 --out public",
		EN: "name another folder with --out, for example --out public",
	},
	Explain: diag.Text{
		ZH: "生成网站会整个替换输出文件夹，源文件会一起丢失。\n\n错误：  gongkai build --out .\n改正：  gongkai build --out public",
		EN: "A build replaces the output folder as a whole: the sources would be lost.\n\nWrong:  gongkai build --out .\nRight:  gongkai build --out public",
	},
}

var inSources = &diag.Rule{
	Code:     "PB005",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "输出文件夹在源文件夹里面", EN: "output folder inside the sources"},
	Message:  diag.Text{ZH: "%[1]s 在网站的源文件夹里面", EN: "%[1]s lies in one of the site's source folders"},
	Hint: diag.Text{
		ZH: "输出文件夹不要放在 content、layouts、static 等源文件夹里，例如 --out public",
		EN: "keep the output out of content, layouts, static and the like, for example --out public",
	},
	Explain: diag.Text{
		ZH: "输出放进源文件夹，下次生成时它又成了输入，网站会越套越深。\n\n错误：  gongkai build --out content/public\n改正：  gongkai build --out public",
		EN: "Output inside a source folder would be input of the next build, and the site would grow into itself.\n\nWrong:  gongkai build --out content/public\nRight:  gongkai build --out public",
	},
}

var mountPoint = &diag.Rule{
	Code:     "PB006",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "输出文件夹是挂载点或在另一个磁盘上", EN: "output folder is a mount point or on another disk"},
	Message: diag.Text{
		ZH: "%[1]s 是一个挂载点，或者与工作文件夹不在同一个文件系统上，不能整体替换",
		EN: "%[1]s is a mount point, or not on the file system of the work folder, and cannot be replaced as a whole",
	},
	Hint: diag.Text{
		ZH: "输出到它里面的一个子文件夹：--out %[1]s/site",
		EN: "publish into a folder inside it: --out %[1]s/site",
	},
	Explain: diag.Text{
		ZH: `发布时新旧两个文件夹整体交换，读者任何时候看到的都是完整的网站。挂载点（例如容器里挂载的卷）不能改名，所以不能交换；它里面的子文件夹可以。

错误：  gongkai build --out /srv/public（/srv/public 是挂载的卷）
改正：  gongkai build --out /srv/public/site，网页服务器的根目录也改为它`,
		EN: `Publishing exchanges the old and the new folder, so that readers see a whole site at any moment. A mount point (such as a volume in a container) cannot be renamed and so cannot be exchanged; a folder inside it can.

Wrong:  gongkai build --out /srv/public   (a mounted volume)
Right:  gongkai build --out /srv/public/site, and the same as root of the web server`,
	},
}

var busy = &diag.Rule{
	Code:     "PB007",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "另一个生成正在进行", EN: "another build is under way"},
	Message:  diag.Text{ZH: "另一个程序正在生成这个网站", EN: "another process is building this site"},
	Hint: diag.Text{
		ZH: "等它结束后再试",
		EN: "try again when it has finished",
	},
	Explain: diag.Text{
		ZH: "同一个输出文件夹同一时间只能有一个程序在写。锁由操作系统保管：那个程序结束（包括被强行结束）时锁自动解除，不需要删除任何文件。",
		EN: "Only one process at a time may publish into a folder. The system holds the lock and releases it when that process ends, however it ends: there is no file to delete.",
	},
}

var diskFull = &diag.Rule{
	Code:     "PB008",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "磁盘已满", EN: "disk full"},
	Message:  diag.Text{ZH: "写入 %[1]s 时磁盘已满或超出配额；原来发布的网站没有改动", EN: "no space left while writing %[1]s; the published site is unchanged"},
	Hint: diag.Text{
		ZH: "清理磁盘后重新生成；删除 .build 文件夹也能腾出空间，它只用来加快生成",
		EN: "free some space and build again; the folder .build may be deleted, it only makes builds faster",
	},
	Explain: diag.Text{
		ZH: "新网站先完整写到旁边，再整体替换。磁盘写满时旧网站原样保留，腾出空间后重新运行即可，不需要修复。",
		EN: "The new site is written beside the old one and takes its place when it is complete. When the disk is full the old one stays as it was; free some space and run the build again. Nothing needs repair.",
	},
}

var permission = &diag.Rule{
	Code:     "PB009",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "没有写入权限", EN: "no permission to write"},
	Message:  diag.Text{ZH: "没有权限写入 %[1]s（%[2]s）；原来发布的网站没有改动", EN: "no permission to write %[1]s (%[2]s); the published site is unchanged"},
	Hint: diag.Text{
		ZH: "请技术人员给运行本程序的用户写入权限，或用 --out 指定另一个文件夹",
		EN: "give the user who runs this program the right to write there, or name another folder with --out",
	},
	Explain: diag.Text{
		ZH: "程序需要在输出文件夹的上一级文件夹里改名，所以对上一级文件夹也要有写入权限；磁盘还可能是只读的。",
		EN: "The program renames folders, so it needs the right to write in the folder around the output too; or the disk may be read-only.",
	},
}

var heldOpen = &diag.Rule{
	Code:     "PB010",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "文件被其他程序占用", EN: "held open by another program"},
	Message:  diag.Text{ZH: "%[1]s 中有文件正被其他程序打开；原来发布的网站没有改动", EN: "a file in %[1]s is open in another program; the published site is unchanged"},
	Hint: diag.Text{
		ZH: "关闭正在查看这个文件夹的窗口、编辑器或网页服务器，然后重新生成",
		EN: "close the windows, editors or servers that look into this folder, and build again",
	},
	Explain: diag.Text{
		ZH: "在 Windows 上，文件夹里只要有一个文件被打开，就不能给文件夹改名，也就不能整体替换。程序会重试两秒钟。",
		EN: "On Windows a folder cannot be renamed, and so not be replaced, while a file in it is open. The program tries for two seconds.",
	},
}

var failed = &diag.Rule{
	Code:     "PB011",
	Severity: diag.Error,
	Title:    diag.Text{ZH: "发布失败", EN: "publishing failed"},
	Message:  diag.Text{ZH: "写入 %[1]s 失败：%[2]s；原来发布的网站没有改动", EN: "writing %[1]s failed: %[2]s; the published site is unchanged"},
	Hint: diag.Text{
		ZH: "检查磁盘后重新生成",
		EN: "check the disk and build again",
	},
	Explain: diag.Text{
		ZH: "操作系统报告了一个错误，原文在括号或冒号之后。旧网站原样保留，问题解决后重新运行即可。",
		EN: "The system reported an error, whose text is quoted. The old site stays as it was; run the build again when the cause is gone.",
	},
}
