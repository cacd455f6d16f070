package roster

import "gongkai/generator/diag"

// Rules lists what this package can find wrong.
func Rules() []*diag.Rule {
	return []*diag.Rule{
		ruleNotUTF8, ruleTooMuch, ruleSyntax, ruleUnknown, ruleMissing, ruleAddress, ruleNoOffice, ruleKey, ruleReserved,
		ruleSameKey, ruleLevel, ruleSource, ruleFolder, ruleRepository, ruleRevision, ruleSameSource,
	}
}

const example = "\n\n    name = \"示例县人民政府\"\n    address = \"https://county.example/\"\n\n    [[office]]\n    key = \"shili\"\n    name = \"示例镇人民政府\"\n    level = \"township\"\n    folder = \"sites/shili\""

var ruleNotUTF8 = &diag.Rule{
	Code: "CY001", Severity: diag.Error,
	Title:   diag.Text{ZH: "机关名录不是 UTF-8 编码", EN: "roster of offices is not UTF-8"},
	Message: diag.Text{ZH: "文件内容是%[1]s，不是 UTF-8 文本", EN: "the file is %[1]s, not UTF-8 text"},
	Hint:    diag.Text{ZH: "另存为时把编码选为 UTF-8", EN: "save it with the encoding UTF-8"},
	Explain: diag.Text{
		ZH: "county.toml 写明有哪些机关、网站从哪里来。程序只读 UTF-8。\n\n错误：用旧的记事本保存成 ANSI\n正确：另存为，编码选 UTF-8",
		EN: "county.toml says which offices there are, and where their sites come from. The program reads UTF-8 only.\n\nWrong: saved as ANSI\nRight: saved as UTF-8",
	},
}

var ruleTooMuch = &diag.Rule{
	Code: "CY002", Severity: diag.Error,
	Title:   diag.Text{ZH: "机关名录太大", EN: "roster of offices is too large"},
	Message: diag.Text{ZH: "文件的条目超过 %[1]d 个，或者括号套得太深，不是机关名录", EN: "the file has more than %[1]d entries, or too many brackets in brackets, and is no roster"},
	Hint:    diag.Text{ZH: "从版本库恢复 county.toml；一个机关只要一段 [[office]]", EN: "restore county.toml from version control; an office is one [[office]]"},
	Explain: diag.Text{
		ZH: "一万个机关也写不到这么多。文件这样大，是别的文件放到了这里。\n\n错误：别的文件被复制成了 county.toml\n正确：git checkout county.toml",
		EN: "Ten thousand offices need less. So large a file is some other one.\n\nWrong: some other file was copied over county.toml\nRight: git checkout county.toml",
	},
}

var ruleSyntax = &diag.Rule{
	Code: "CY003", Severity: diag.Error,
	Title:   diag.Text{ZH: "机关名录格式有误", EN: "roster of offices is not TOML"},
	Message: diag.Text{ZH: "这里不是 TOML 格式：%[1]s", EN: "this is not TOML: %[1]s"},
	Hint:    diag.Text{ZH: "写成 名称 = \"值\"，用英文的等号和双引号；每个机关以单独一行 [[office]] 开头", EN: "write name = \"value\" with straight double quotes; each office begins with [[office]] alone on a line"},
	Explain: diag.Text{
		ZH: "格式是：" + example + "\n\n错误：name = “示例镇人民政府”\n正确：name = \"示例镇人民政府\"",
		EN: "Its form is:" + example + "\n\nWrong: name = “示例镇人民政府”\nRight: name = \"示例镇人民政府\"",
	},
}

var ruleUnknown = &diag.Rule{
	Code: "CY004", Severity: diag.Error,
	Title:   diag.Text{ZH: "机关名录里有不认识的项", EN: "unknown key in the roster of offices"},
	Message: diag.Text{ZH: "不认识 %[1]s", EN: "unknown key %[1]s"},
	Hint:    diag.Text{ZH: "%[2]s", EN: "%[2]s"},
	Explain: diag.Text{
		ZH: "写错名称的项会被当作没有写：例如 revison，就会用仓库的最新版本。所以不认识的一律算错误。\n\n可以写的：name、address、domain、id_code、region、description、organizer、contact、icp、police、badge_url、errors_url；[[link]] 下的 name、url；[[office]] 下的 key、name、level、folder、git、revision、site。\n\n错误：revison = \"v2\"\n正确：revision = \"v2\"",
		EN: "A misspelt key would count as not written: with revison, the newest state of a repository would be made. So whatever is not known is an error.\n\nThere are: name, address, domain, id_code, region, description, organizer, contact, icp, police, badge_url, errors_url; name, url in [[link]]; key, name, level, folder, git, revision, site in [[office]].\n\nWrong: revison = \"v2\"\nRight: revision = \"v2\"",
	},
}

var ruleMissing = &diag.Rule{
	Code: "CY005", Severity: diag.Error,
	Title:   diag.Text{ZH: "机关名录缺项", EN: "roster of offices lacks something"},
	Message: diag.Text{ZH: "%[3]s缺少 %[1]s", EN: "%[1]s is missing %[3]s"},
	Hint:    diag.Text{ZH: "在%[3]s加上一行，例如 %[1]s = %[2]s", EN: "add %[3]s a line such as %[1]s = %[2]s"},
	Explain: diag.Text{
		ZH: "county.toml 要有 name 和 address；每个 [[office]] 要有 key、name、level 和来源（folder、git 或者 site）；每个 [[link]] 要有 name 和 url。\n\n错误：[[office]] 下没有 level\n正确：level = \"township\"",
		EN: "county.toml has name and address; each [[office]] has key, name, level and a source (folder, git or site); each [[link]] has name and url.\n\nWrong: an [[office]] without level\nRight: level = \"township\"",
	},
}

var ruleAddress = &diag.Rule{
	Code: "CY006", Severity: diag.Error,
	Title:   diag.Text{ZH: "机关名录里的网址不对", EN: "malformed address in the roster of offices"},
	Message: diag.Text{ZH: "不是网址：%[1]s", EN: "this is not an address: %[1]s"},
	Hint:    diag.Text{ZH: "写成例如 %[2]s = \"%[3]s\"", EN: "write, for example, %[2]s = \"%[3]s\""},
	Explain: diag.Text{
		ZH: "网址要写全，以 https:// 或者 http:// 开头；中文域名写成 xn-- 开头的形式。各机关的网站在 address 下面，地址是 address 加上 key。\n\n错误：address = \"county.example\"\n正确：address = \"https://county.example/\"",
		EN: "An address is written in full, with https:// or http://; a Chinese host in its form that begins with xn--. The sites of the offices are below address, each under its key.\n\nWrong: address = \"county.example\"\nRight: address = \"https://county.example/\"",
	},
}

var ruleNoOffice = &diag.Rule{
	Code: "CY007", Severity: diag.Error,
	Title:   diag.Text{ZH: "机关名录里没有机关", EN: "roster has no offices"},
	Message: diag.Text{ZH: "没有 [[office]]", EN: "there is no [[office]]"},
	Hint:    diag.Text{ZH: "每个机关写一段：[[office]]，下面各行写 key、name、level 和 folder", EN: "write a part for each office: [[office]], and below it key, name, level and folder"},
	Explain: diag.Text{
		ZH: "格式是：" + example + "\n\n错误：[office]\n正确：[[office]]",
		EN: "Its form is:" + example + "\n\nWrong: [office]\nRight: [[office]]",
	},
}

var ruleKey = &diag.Rule{
	Code: "CY008", Severity: diag.Error,
	Title:   diag.Text{ZH: "机关代号写法不对", EN: "malformed key of an office"},
	Message: diag.Text{ZH: "代号“%[1]s”只能用小写字母、数字和中间的减号，不超过 63 个", EN: "the key %[1]s must have lower-case letters, digits and hyphens between them, 63 at most"},
	Hint:    diag.Text{ZH: "改为例如 key = \"%[2]s\"", EN: "write, for example, key = \"%[2]s\""},
	Explain: diag.Text{
		ZH: "代号是文件夹名，也是网址的一部分，在各种系统上都要能用；发布以后不要改，改了以后原来的网址就打不开了。\n\n错误：key = \"示例镇\"\n正确：key = \"shili\"",
		EN: "A key is a folder and a part of addresses, on any system. Do not change it later: the addresses would be gone.\n\nWrong: key = \"示例镇\"\nRight: key = \"shili\"",
	},
}

var ruleReserved = &diag.Rule{
	Code: "CY009", Severity: diag.Error,
	Title:   diag.Text{ZH: "机关代号不能用", EN: "key of an office is taken"},
	Message: diag.Text{ZH: "代号 %[1]s 不能用：portal、search 是县级门户自己的文件夹，con、nul 一类在 Windows 上是设备", EN: "the key %[1]s cannot be used: portal and search are the folders of the county's own pages, and con, nul and the like are devices on Windows"},
	Hint:    diag.Text{ZH: "改为例如 key = \"%[1]s-office\"", EN: "write, for example, key = \"%[1]s-office\""},
	Explain: diag.Text{
		ZH: "代号是文件夹名，不能和县级门户自己的文件夹重名，也不能是有的系统上建不了的名称。\n\n错误：key = \"portal\"\n正确：key = \"bangongshi\"",
		EN: "A key is a folder. It is neither that of the county's own pages nor one that some system cannot make.\n\nWrong: key = \"portal\"\nRight: key = \"bangongshi\"",
	},
}

var ruleSameKey = &diag.Rule{
	Code: "CY010", Severity: diag.Error,
	Title:   diag.Text{ZH: "两个机关代号相同", EN: "two offices have one key"},
	Message: diag.Text{ZH: "代号 %[1]s 在第 %[2]d 行已经用过", EN: "the key %[1]s is already on line %[2]d"},
	Hint:    diag.Text{ZH: "给其中一个机关换一个代号，例如 key = \"%[1]s-2\"", EN: "give one of the two another key, such as key = \"%[1]s-2\""},
	Explain: diag.Text{
		ZH: "每个机关的网站在自己的文件夹里，代号相同就会互相覆盖。\n\n错误：两段都写 key = \"shili\"\n正确：key = \"shili\" 和 key = \"lishi\"",
		EN: "Each office has a folder of its own; with one key, one site would take the place of the other.\n\nWrong: key = \"shili\" in two parts\nRight: key = \"shili\" and key = \"lishi\"",
	},
}

var ruleLevel = &diag.Rule{
	Code: "CY011", Severity: diag.Error,
	Title:   diag.Text{ZH: "机关层级写法不对", EN: "unknown level of an office"},
	Message: diag.Text{ZH: "没有层级“%[1]s”；有 township（乡镇、街道）、county（县、区）、city（市）、province（省）、department（部门）", EN: "there is no level %[1]s; there are township, county, city, province and department"},
	Hint:    diag.Text{ZH: "改为 level = \"%[2]s\"", EN: "write level = \"%[2]s\""},
	Explain: diag.Text{
		ZH: "层级决定机关在门户上排在哪一组，和 config.toml 的 [office] level 用一样的词。\n\n错误：level = \"镇\"\n正确：level = \"township\"",
		EN: "The level says in which group the office stands on the portal; the words are those of level in [office] of config.toml.\n\nWrong: level = \"town\"\nRight: level = \"township\"",
	},
}

var ruleSource = &diag.Rule{
	Code: "CY012", Severity: diag.Error,
	Title:   diag.Text{ZH: "机关的网站来源要写一个", EN: "office needs one source"},
	Message: diag.Text{ZH: "folder、git、site 要写其中一个，现在写了 %[1]d 个", EN: "one of folder, git and site must be given; here are %[1]d"},
	Hint:    diag.Text{ZH: "留一行：folder = \"sites/shili\"，、git = \"https://git.example/shili\"，或者 site = \"https://shili.example/\"", EN: "keep one line: folder = \"sites/shili\", git = \"https://git.example/shili\" or site = \"https://shili.example/\""},
	Explain: diag.Text{
		ZH: "folder 是这台机器上的站点文件夹，从 county.toml 所在的文件夹写起；git 是存放站点的版本库；site 是已经用 gongkai release 发布在别处的网站，原样取来。\n\n错误：folder 和 git 都写\n正确：folder = \"sites/shili\"",
		EN: "folder is that of a site on this machine, from the folder of county.toml; git is a repository with the site; site is one that gongkai release has published elsewhere, and is mirrored as it is.\n\nWrong: both folder and git\nRight: folder = \"sites/shili\"",
	},
}

var ruleFolder = &diag.Rule{
	Code: "CY013", Severity: diag.Error,
	Title:   diag.Text{ZH: "站点文件夹写法不对", EN: "malformed folder of a site"},
	Message: diag.Text{ZH: "文件夹“%[1]s”写法不对：用 / 分隔，而且不能是 county.toml 所在的文件夹", EN: "the folder %[1]s cannot be: it has slashes, and is not that of county.toml"},
	Hint:    diag.Text{ZH: "改为 folder = \"%[2]s\"", EN: "write folder = \"%[2]s\""},
	Explain: diag.Text{
		ZH: "同一份 county.toml 要在 Windows 和 Linux 上都能用，所以一律用 /。\n\n错误：folder = 'sites\\shili'\n正确：folder = \"sites/shili\"",
		EN: "One county.toml serves Windows and Linux, so paths have slashes.\n\nWrong: folder = 'sites\\shili'\nRight: folder = \"sites/shili\"",
	},
}

var ruleRepository = &diag.Rule{
	Code: "CY014", Severity: diag.Error,
	Title:   diag.Text{ZH: "版本库地址不对", EN: "malformed address of a repository"},
	Message: diag.Text{ZH: "版本库地址要以 https://、http://、ssh://、git:// 或者 file:// 开头，或者写成 git@主机:路径，里面没有密码", EN: "the address of a repository begins with https://, http://, ssh://, git:// or file://, or is of the form git@host:path, and has no password in it"},
	Hint:    diag.Text{ZH: "写成例如 git = \"https://git.example/shili\"；密码由 git 的凭据管理保存", EN: "write, for example, git = \"https://git.example/shili\"; passwords are kept by git's credential helper"},
	Explain: diag.Text{
		ZH: "别的写法（例如 ext::）会运行程序，所以不接受。county.toml 会进入版本库，地址会显示出来，所以里面不能有密码。\n\n错误：git = \"https://name:password@git.example/shili\"\n正确：git = \"https://git.example/shili\"",
		EN: "Other forms, such as ext::, run programs. county.toml goes into version control and addresses are printed, so there is no password in them.\n\nWrong: git = \"https://name:password@git.example/shili\"\nRight: git = \"https://git.example/shili\"",
	},
}

var ruleRevision = &diag.Rule{
	Code: "CY015", Severity: diag.Error,
	Title:   diag.Text{ZH: "版本写法不对", EN: "malformed revision"},
	Message: diag.Text{ZH: "revision“%[1]s”不是分支、标签或者提交的名称，或者这个机关没有写 git", EN: "the revision %[1]s is no name of a branch, a tag or a commit, or the office has no git"},
	Hint:    diag.Text{ZH: "写成例如 revision = \"main\"，和 git 写在同一段；来源是 folder 的，删去这一行", EN: "write, for example, revision = \"main\", beside git; with a folder, delete the line"},
	Explain: diag.Text{
		ZH: "revision 说明用版本库的哪个分支、标签或者提交；不写就用默认分支的最新提交。\n\n错误：revision = \"main~1\"\n正确：revision = \"main\"",
		EN: "revision says which branch, tag or commit of the repository is made; without it, the newest commit of its default branch.\n\nWrong: revision = \"main~1\"\nRight: revision = \"main\"",
	},
}

var ruleSameSource = &diag.Rule{
	Code: "CY016", Severity: diag.Error,
	Title:   diag.Text{ZH: "两个机关的来源相同", EN: "two offices have one source"},
	Message: diag.Text{ZH: "来源 %[1]s 在第 %[2]d 行的机关已经用过", EN: "the source %[1]s is already that of the office on line %[2]d"},
	Hint:    diag.Text{ZH: "改正其中一个的 folder 或者 git；重复的机关删去", EN: "mend folder or git of one of the two, or delete the office that is there twice"},
	Explain: diag.Text{
		ZH: "复制一段 [[office]] 以后忘了改来源，一个机关的文件就会用另一个机关的名义公开。\n\n错误：两段都写 folder = \"sites/shili\"\n正确：folder = \"sites/shili\" 和 folder = \"sites/lishi\"",
		EN: "Where an [[office]] was copied and its source was not changed, the documents of one office would be published in the name of another.\n\nWrong: folder = \"sites/shili\" in two parts\nRight: folder = \"sites/shili\" and folder = \"sites/lishi\"",
	},
}
