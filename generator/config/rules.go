package config

import "gongkai/generator/diag"

// Rules returns everything that can be wrong with config.toml, in the order of
// the codes.
func Rules() []*diag.Rule {
	return []*diag.Rule{
		ruleGBK, ruleNotUTF8, ruleSyntax, ruleQuotes, ruleEquals, ruleKey, ruleBackslash, ruleDuplicate, ruleTable, ruleUnknown, ruleType, ruleIllegal, ruleTooMuch, ruleHeader,
		ruleMissing, ruleNoCategory, ruleCategoryKey, ruleReserved, ruleSameKey, ruleReportsKind, ruleTwoGuides, ruleValue,
		ruleAddress, ruleHost, ruleIDCode, ruleICP, rulePolice, ruleOfficeCode, ruleCheckDigit, rulePrefix, ruleSize, ruleCode,
		ruleNoSuchCategory, ruleEntryMissing, ruleGuide, ruleGuideSample, ruleRemedy, ruleStandIn, ruleImages, ruleSameStage, rulePublicKey,
	}
}

var ruleGBK = &diag.Rule{
	Code: "CF001", Severity: diag.Error,
	Title:   diag.Text{ZH: "设置文件是 GBK 编码", EN: "configuration in GBK"},
	Message: diag.Text{ZH: "config.toml 是 GBK（GB18030）编码，不是 UTF-8", EN: "config.toml is encoded in GBK (GB18030), not in UTF-8"},
	Hint:    diag.Text{ZH: "用记事本打开，“另存为”时把编码选为 UTF-8", EN: "open it in Notepad and choose UTF-8 in \"Save as\""},
	Explain: diag.Text{
		ZH: "旧版 Windows 软件默认用 GBK 保存中文。设置文件必须是 UTF-8，带 BOM 也可以。",
		EN: "Older Windows programs save Chinese in GBK. The configuration must be UTF-8; with a byte order mark is fine.",
	},
}

var ruleNotUTF8 = &diag.Rule{
	Code: "CF002", Severity: diag.Error,
	Title:   diag.Text{ZH: "设置文件不是 UTF-8 文本", EN: "configuration is not UTF-8"},
	Message: diag.Text{ZH: "config.toml 不是 UTF-8 文本，或已损坏", EN: "config.toml is not UTF-8 text, or it is damaged"},
	Hint:    diag.Text{ZH: "用编辑器打开，改正显示为 � 的地方，按 UTF-8 保存", EN: "open it in an editor, mend what shows as �, save as UTF-8"},
	Explain: diag.Text{
		ZH: "文件是 UTF-16（记事本称“Unicode”）、含空字节，或有一处文字损坏。",
		EN: "The file is UTF-16 (\"Unicode\" in Notepad), contains NUL bytes, or is damaged in one place.",
	},
}

var ruleSyntax = &diag.Rule{
	Code: "CF003", Severity: diag.Error,
	Title:   diag.Text{ZH: "不合 TOML 的写法", EN: "not valid TOML"},
	Message: diag.Text{ZH: "这里不合 TOML 的写法：%[1]s", EN: "this is not valid TOML (%[1]s)"},
	Hint:    diag.Text{ZH: "写成 名称 = \"值\"；检查引号和方括号是否成对", EN: "write name = \"value\"; see whether quotes and brackets are closed"},
	Explain: diag.Text{
		ZH: "设置文件用 TOML 书写：[组名] 开始一组设置，每行一项“名称 = 值”，文字用英文双引号，# 之后是注释。",
		EN: "The configuration is TOML: [table] begins a group, every line is \"name = value\", text stands in double quotes, # begins a comment.",
	},
}

var ruleQuotes = &diag.Rule{
	Code: "CF004", Severity: diag.Error,
	Title:   diag.Text{ZH: "值的写法不对", EN: "malformed value"},
	Message: diag.Text{ZH: "值的写法不对：文字要用成对的英文双引号，列表用英文方括号和英文逗号，是非写 true 或 false", EN: "malformed value: text stands in straight double quotes, lists in brackets with commas, and flags are true or false"},
	Hint:    diag.Text{ZH: "改为 %[1]s", EN: "write %[1]s"},
	Explain: diag.Text{
		ZH: "错误：name = 某某镇    name = “某某镇”    home = 是    keywords = [\"甲\"，\"乙\"]\n正确：name = \"某某镇\"    home = true    keywords = [\"甲\", \"乙\"]",
		EN: "Wrong: name = 某某镇    name = “某某镇”    home = 是    keywords = [\"甲\"，\"乙\"]\nRight: name = \"某某镇\"    home = true    keywords = [\"甲\", \"乙\"]",
	},
}

var ruleHeader = &diag.Rule{
	Code: "CF014", Severity: diag.Error,
	Title:   diag.Text{ZH: "组名的方括号不对", EN: "wrong brackets around a table"},
	Message: diag.Text{ZH: "组名要用成对的英文方括号", EN: "the name of a table stands in a pair of brackets"},
	Hint:    diag.Text{ZH: "改为 %[1]s", EN: "write %[1]s"},
	Explain: diag.Text{
		ZH: "错误：【footer】    [footer    [[category]\n正确：[footer]    [[category]]",
		EN: "Wrong: 【footer】    [footer    [[category]\nRight: [footer]    [[category]]",
	},
}

var ruleEquals = &diag.Rule{
	Code: "CF005", Severity: diag.Error,
	Title:   diag.Text{ZH: "名称后面应当是等号", EN: "equals sign expected"},
	Message: diag.Text{ZH: "名称和值之间应当是英文等号 =", EN: "between name and value there must be an equals sign"},
	Hint:    diag.Text{ZH: "改为 %[1]s", EN: "write %[1]s"},
	Explain: diag.Text{
		ZH: "config.toml 用等号，文档信息用冒号。\n\n错误：name: \"某某镇\"    name＝\"某某镇\"\n正确：name = \"某某镇\"",
		EN: "config.toml uses an equals sign, front matter a colon.\n\nWrong: name: \"某某镇\"\nRight: name = \"某某镇\"",
	},
}

var ruleKey = &diag.Rule{
	Code: "CF006", Severity: diag.Error,
	Title:   diag.Text{ZH: "设置的名称不是英文", EN: "name of a setting is not English"},
	Message: diag.Text{ZH: "设置的名称要用英文：%[1]s", EN: "names of settings are English: %[1]s"},
	Hint:    diag.Text{ZH: "对照示例设置改用英文名称，例如 name、address；值可以是中文", EN: "use the names of the sample configuration, such as name or address; values may be Chinese"},
	Explain: diag.Text{
		ZH: "错误：名称 = \"某某镇\"\n正确：name = \"某某镇\"",
		EN: "Wrong: 名称 = \"某某镇\"\nRight: name = \"某某镇\"",
	},
}

var ruleBackslash = &diag.Rule{
	Code: "CF007", Severity: diag.Error,
	Title:   diag.Text{ZH: "双引号里的反斜线", EN: "backslash within double quotes"},
	Message: diag.Text{ZH: "双引号里的反斜线 \\ 和后面的字符有特殊含义，这里无法识别", EN: "a backslash within double quotes has a meaning together with what follows, which is unknown here"},
	Hint:    diag.Text{ZH: "用正斜线：%[1]s", EN: "use slashes: %[1]s"},
	Explain: diag.Text{
		ZH: "路径和网址用正斜线；确需反斜线时把双引号换成单引号。",
		EN: "Paths and addresses have slashes; where a backslash is needed, use single quotes.",
	},
}

var ruleDuplicate = &diag.Rule{
	Code: "CF008", Severity: diag.Error,
	Title:   diag.Text{ZH: "设置重复", EN: "duplicate setting"},
	Message: diag.Text{ZH: "“%[1]s”前面已经写过", EN: "%[1]s was given already"},
	Hint:    diag.Text{ZH: "%[2]s", EN: "%[2]s"},
	Explain: diag.Text{
		ZH: "同一项设置写两次时，程序不替您决定用哪一个。",
		EN: "Where a setting is given twice, the program does not choose between the two.",
	},
}

var ruleTable = &diag.Rule{
	Code: "CF009", Severity: diag.Error,
	Title:   diag.Text{ZH: "方括号用得不对", EN: "wrong kind of table"},
	Message: diag.Text{ZH: "%[1]s 的写法不对", EN: "%[1]s is the wrong kind of table"},
	Hint:    diag.Text{ZH: "写成 %[2]s", EN: "write %[2]s"},
	Explain: diag.Text{
		ZH: "可以出现多次的组用双方括号：[[category]]、[[platform]]、[[rule]]、[[footer.link]]；只出现一次的组用单方括号：[site]、[office]。",
		EN: "Tables that may repeat have double brackets: [[category]], [[platform]], [[rule]], [[footer.link]]; others have single ones: [site], [office].",
	},
}

var ruleUnknown = &diag.Rule{
	Code: "CF010", Severity: diag.Error,
	Title:   diag.Text{ZH: "不认识的设置", EN: "unknown setting"},
	Message: diag.Text{ZH: "%[1]s没有设置“%[2]s”", EN: "%[1]s has no setting %[2]s"},
	Hint:    diag.Text{ZH: "%[3]s", EN: "%[3]s"},
	Explain: diag.Text{
		ZH: "拼错的设置如果被忽略，页面会缺少内容而没有人知道，所以一律报错。\n\n错误：[site] 下的 titel = \"…\"\n正确：[site] 下的 name = \"…\"",
		EN: "If a misspelt setting were ignored, a page would lack something and nobody would know.\n\nWrong: titel = \"…\" in [site]\nRight: name = \"…\" in [site]",
	},
}

var ruleType = &diag.Rule{
	Code: "CF011", Severity: diag.Error,
	Title:   diag.Text{ZH: "值的类型不对", EN: "wrong kind of value"},
	Message: diag.Text{ZH: "%[1]s 的值应当是%[2]s", EN: "%[1]s must be %[2]s"},
	Hint:    diag.Text{ZH: "%[3]s", EN: "%[3]s"},
	Explain: diag.Text{
		ZH: "错误：page_size = \"20\"    home = \"true\"    keywords = \"甲\"\n正确：page_size = 20    home = true    keywords = [\"甲\"]",
		EN: "Wrong: page_size = \"20\"    home = \"true\"    keywords = \"甲\"\nRight: page_size = 20    home = true    keywords = [\"甲\"]",
	},
}

var ruleIllegal = &diag.Rule{
	Code: "CF012", Severity: diag.Error,
	Title:   diag.Text{ZH: "网页不允许的字符", EN: "a character that no page may have"},
	Message: diag.Text{ZH: "这里有网页不允许的字符 U+%[1]s，它是看不见的", EN: "there is a character here that no web page may have, U+%[1]s; it cannot be seen"},
	Hint:    diag.Text{ZH: "删去它；写成 \\u 加数字的，连同这几个字符一起删去", EN: "delete it; where it is written as \\u with a number, delete that"},
	Explain: diag.Text{
		ZH: "控制字符和 U+FFFE、U+FFFF 这样的“非字符”看不见，HTML 和 XML 都不允许：网站名称里有一个，每一页和订阅源就都有一个，有的软件会因此读不了整个文件。\n\n错误：\n  name = \"某某镇\\u001b政府信息公开\"\n改正：\n  name = \"某某镇政府信息公开\"",
		EN: "Control characters and noncharacters such as U+FFFE cannot be seen, and neither HTML nor XML may have them: with one in the name of the site, each page and the feeds have one, and some programs cannot read such a file at all.\n\nWrong:\n  name = \"某某镇\\u001b政府信息公开\"\nRight:\n  name = \"某某镇政府信息公开\"",
	},
}

var ruleTooMuch = &diag.Rule{
	Code: "CF013", Severity: diag.Error,
	Title:   diag.Text{ZH: "设置太多", EN: "too many settings"},
	Message: diag.Text{ZH: "config.toml 有超过 %[1]d 项设置，或者括号套了超过 %[2]d 层，没有读", EN: "config.toml has more than %[1]d settings, or brackets more than %[2]d deep, and was not read"},
	Hint:    diag.Text{ZH: "这多半不是设置文件，或者误贴了别的内容；用备份或 gongkai init 生成的文件恢复", EN: "most likely this is not the configuration, or something was pasted into it; restore it from a copy, or from what gongkai init writes"},
	Explain: diag.Text{
		ZH: "一个网站的设置有几十到几百项。有几千项，多半是别的程序的文件，或者把一张表格贴了进来。",
		EN: "A site has some dozens of settings, at most some hundreds. Where there are thousands, it is the file of another program, or a table was pasted into it.",
	},
}

var ruleMissing = &diag.Rule{
	Code: "CF020", Severity: diag.Error,
	Title:   diag.Text{ZH: "缺少必填的设置", EN: "required setting missing"},
	Message: diag.Text{ZH: "缺少 %[1]s（%[2]s）", EN: "%[1]s is missing (%[2]s)"},
	Hint:    diag.Text{ZH: "%[3]s", EN: "%[3]s"},
	Explain: diag.Text{
		ZH: "网站名称（site.name）、机关名称（office.name）和至少一个栏目是必填的；每个栏目要有 key 和 name，每个链接要有 name 和 url。网站名称要写进每页的 SiteName 标签（《政府网站发展指引》，国办发〔2017〕47号）。",
		EN: "site.name, office.name and one category at least are required; every category has key and name, every link name and url. The site's name goes into the meta tag SiteName of every page (国办发〔2017〕47号).",
	},
}

var ruleNoCategory = &diag.Rule{
	Code: "CF021", Severity: diag.Error,
	Title:   diag.Text{ZH: "没有栏目", EN: "no category"},
	Message: diag.Text{ZH: "没有设置任何栏目", EN: "there is no category"},
	Hint:    diag.Text{ZH: "至少写一组：[[category]]，下面是 key = \"policies\" 和 name = \"政策文件\"", EN: "write at least one: [[category]] with key = \"policies\" and name = \"政策文件\""},
	Explain: diag.Text{
		ZH: "每个栏目对应 content/ 下的一个文件夹。\n\n    [[category]]\n    key = \"policies\"\n    name = \"政策文件\"",
		EN: "Every category is a folder of content/.\n\n    [[category]]\n    key = \"policies\"\n    name = \"政策文件\"",
	},
}

var ruleCategoryKey = &diag.Rule{
	Code: "CF022", Severity: diag.Error,
	Title:   diag.Text{ZH: "栏目代号写法不对", EN: "malformed category key"},
	Message: diag.Text{ZH: "栏目代号“%[1]s”写法不对：只能用小写英文字母、数字和减号，以字母开头", EN: "the category key %[1]s is malformed: lower-case letters, digits and hyphens only, a letter first"},
	Hint:    diag.Text{ZH: "改为例如 key = \"%[2]s\"，content/ 下的文件夹同名", EN: "write, for example, key = \"%[2]s\", and name the folder in content/ the same"},
	Explain: diag.Text{
		ZH: "key 是 content/ 下的文件夹名，也是网址的一部分，发布以后不要改。栏目的中文名写在 name 里。",
		EN: "key is the folder in content/ and a part of addresses; do not change it after publication. The name that people read is name.",
	},
}

var ruleReserved = &diag.Rule{
	Code: "CF023", Severity: diag.Error,
	Title:   diag.Text{ZH: "栏目代号被程序占用", EN: "reserved category key"},
	Message: diag.Text{ZH: "栏目代号不能用 %[1]s，程序自己要用这个文件夹", EN: "the category key cannot be %[1]s: the generator uses that folder itself"},
	Hint:    diag.Text{ZH: "换一个代号，并给 content/ 下的文件夹改名", EN: "choose another one, and rename the folder in content/"},
	Explain: diag.Text{
		ZH: "catalog（目录）、disclosure（公开平台）、subjects（主题）、request（依申请公开）、css、js、images 等文件夹由程序生成；con、nul 等是 Windows 的设备名。",
		EN: "catalog, disclosure, subjects, request, css, js, images and others are folders that the generator makes; con, nul and so on are devices of Windows.",
	},
}

var ruleSameKey = &diag.Rule{
	Code: "CF024", Severity: diag.Error,
	Title:   diag.Text{ZH: "代号重复", EN: "duplicate key"},
	Message: diag.Text{ZH: "“%[1]s”已经用过了", EN: "%[1]s is used already"},
	Hint:    diag.Text{ZH: "两组合成一组，或给其中一组换一个代号", EN: "make the two one, or give one another key"},
	Explain: diag.Text{
		ZH: "每个栏目、平台入口、规则只能设置一次。",
		EN: "Every category, entry and rule is set once.",
	},
}

var ruleReportsKind = &diag.Rule{
	Code: "CF025", Severity: diag.Error,
	Title:   diag.Text{ZH: "年报栏目设置不对", EN: "wrong category for annual reports"},
	Message: diag.Text{ZH: "栏目 %[1]s 的 kind 不能是 %[2]s：年报栏目的代号是 reports，kind 也是 reports", EN: "the kind of category %[1]s cannot be %[2]s: the category of annual reports has the key reports and the kind reports"},
	Hint:    diag.Text{ZH: "年报栏目写 key = \"reports\"，不写 kind；其他栏目的 kind 不写 reports", EN: "write key = \"reports\" without kind; no other category has the kind reports"},
	Explain: diag.Text{
		ZH: "年度报告放在 content/reports/年份/，栏目 reports 由程序自动设立，可以改名称，不能改代号。",
		EN: "Annual reports lie in content/reports/YEAR/. The category reports is made by the program; its name can be changed, its key cannot.",
	},
}

var ruleTwoGuides = &diag.Rule{
	Code: "CF026", Severity: diag.Error,
	Title:   diag.Text{ZH: "有两个指南栏目", EN: "two guides"},
	Message: diag.Text{ZH: "栏目 %[1]s 也设成了政府信息公开指南，指南只能有一个", EN: "category %[1]s is a guide, too; there can be one only"},
	Hint:    diag.Text{ZH: "其中一个改为 kind = \"reference\"", EN: "give one kind = \"reference\""},
	Explain: diag.Text{
		ZH: "kind = \"guide\" 的栏目是《政府信息公开指南》那一页，平台入口指向它。",
		EN: "The category with kind = \"guide\" is the page 政府信息公开指南, to which the platform's entry leads.",
	},
}

var ruleValue = &diag.Rule{
	Code: "CF027", Severity: diag.Error,
	Title:   diag.Text{ZH: "值不在允许的范围内", EN: "value not allowed"},
	Message: diag.Text{ZH: "%[1]s 不能写 %[2]q", EN: "%[1]s cannot be %[2]q"},
	Hint:    diag.Text{ZH: "%[3]s", EN: "%[3]s"},
	Explain: diag.Text{
		ZH: "kind：news（动态要闻）、notices（通知公告、政策文件）、reference（不常变动的内容）、service（办事指南）、guide（指南）、reports（年报）。platform 的 key：guide、systems、content、reports、request。rule 的 level：off、note、warning、error。markdown.newline：paragraph（一行一段，含汉字的行）、join（连成一段，即 CommonMark 原来的规则）。report.deadline 写成“月-日”。",
		EN: "kind: news, notices, reference, service, guide, reports. key of platform: guide, systems, content, reports, request. level of rule: off, note, warning, error. markdown.newline: paragraph (a line of Chinese is a paragraph), join (lines are joined, as CommonMark has it). report.deadline: month and day, as 01-31.",
	},
}

var ruleAddress = &diag.Rule{
	Code: "CF030", Severity: diag.Error,
	Title:   diag.Text{ZH: "网址写法不对", EN: "malformed address"},
	Message: diag.Text{ZH: "%[1]s 的网址写法不对：%[2]s", EN: "%[1]s is no address: %[2]s"},
	Hint:    diag.Text{ZH: "写完整的网址，例如 %[3]s", EN: "write a complete address, such as %[3]s"},
	Explain: diag.Text{
		ZH: "网址以 http:// 或 https:// 开头，域名用英文字母、数字、点和减号。base_url 是网站发布后的地址，不带问号和井号，没有确定时可以不写。",
		EN: "An address begins with http:// or https://; its host is of letters, digits, dots and hyphens. base_url is where the site will be, without ? and #; leave it out while that is open.",
	},
}

var ruleHost = &diag.Rule{
	Code: "CF031", Severity: diag.Error,
	Title:   diag.Text{ZH: "域名写法不对", EN: "malformed host name"},
	Message: diag.Text{ZH: "%[1]s 只写域名，不能写“%[2]s”", EN: "%[1]s is a host name alone, not %[2]s"},
	Hint:    diag.Text{ZH: "改为 %[3]s", EN: "write %[3]s"},
	Explain: diag.Text{
		ZH: "域名写进每页的 SiteDomain 标签，只有英文域名，没有 http:// 和斜线（《政府网站发展指引》，国办发〔2017〕47号）。\n\n错误：domain = \"http://www.example.gov.cn/\"\n正确：domain = \"www.example.gov.cn\"",
		EN: "The host goes into the meta tag SiteDomain of every page: the host name alone, without http:// and slashes (国办发〔2017〕47号).\n\nWrong: domain = \"http://www.example.gov.cn/\"\nRight: domain = \"www.example.gov.cn\"",
	},
}

var ruleIDCode = &diag.Rule{
	Code: "CF032", Severity: diag.Error,
	Title:   diag.Text{ZH: "网站标识码写法不对", EN: "malformed site identification code"},
	Message: diag.Text{ZH: "%[1]s 不是网站标识码：%[2]s", EN: "%[1]s is no site identification code: %[2]s"},
	Hint:    diag.Text{ZH: "地方网站是 10 位数字，部委网站是 bm 加 8 位数字；没有就删去这一行", EN: "local sites have 10 digits, ministries bm and 8 digits; where there is none, delete the line"},
	Explain: diag.Text{
		ZH: "网站标识码由主管部门编发：6 位行政区划代码加 4 位序号，或 bm 加 8 位数字，写进每页的 SiteIDCode 标签（《政府网站发展指引》，国办发〔2017〕47号）。",
		EN: "The code is given by the authority in charge: the 6 digits of the region and a serial number of 4, or bm and 8 digits. It goes into the meta tag SiteIDCode of every page (国办发〔2017〕47号).",
	},
}

var ruleICP = &diag.Rule{
	Code: "CF033", Severity: diag.Error,
	Title:   diag.Text{ZH: "ICP 备案编号写法不对", EN: "malformed ICP number"},
	Message: diag.Text{ZH: "%[1]s 不是 ICP 备案编号：%[2]s", EN: "%[1]s is no ICP registration number: %[2]s"},
	Hint:    diag.Text{ZH: "写成例如 京ICP备12345678号-1；没有就删去这一行", EN: "write it as 京ICP备12345678号-1; where there is none, delete the line"},
	Explain: diag.Text{
		ZH: "ICP 备案编号的形式是省份简称、ICP备、8 到 10 位数字、号，可以再加“-序号”。网站页脚要列出它（国办发〔2017〕47号）。",
		EN: "The number is made of the province's sign, ICP备, 8 to 10 digits and 号, perhaps with -N. The foot of every page shows it (国办发〔2017〕47号).",
	},
}

var rulePolice = &diag.Rule{
	Code: "CF034", Severity: diag.Warning,
	Title:   diag.Text{ZH: "公安备案号的形式少见", EN: "unusual police registration number"},
	Message: diag.Text{ZH: "%[1]s 不像公安机关备案号：%[2]s", EN: "%[1]s does not look like a police registration number: %[2]s"},
	Hint:    diag.Text{ZH: "一般写成 京公网安备 11000000000000号；没有就删去这一行", EN: "the usual form is 京公网安备 11000000000000号; where there is none, delete the line"},
	Explain: diag.Text{
		ZH: "公安机关备案号的一般形式是省份简称、公网安备、14 位数字、号。",
		EN: "The usual form is the province's sign, 公网安备, 14 digits and 号.",
	},
}

var ruleOfficeCode = &diag.Rule{
	Code: "CF035", Severity: diag.Error,
	Title:   diag.Text{ZH: "机构代码写法不对", EN: "malformed organisation code"},
	Message: diag.Text{ZH: "%[1]s 不是机构代码：%[2]s", EN: "%[1]s is no organisation code: %[2]s"},
	Hint:    diag.Text{ZH: "写 9 位组织机构代码或 18 位统一社会信用代码；没有依据就删去这一行", EN: "give the organisation code of 9 characters or the unified social credit code of 18; where there is none, delete the line"},
	Explain: diag.Text{
		ZH: "office.code 是索引号的前段码（《政府信息公开目录系统实施指引（试行）》）：9 位组织机构代码（GB 11714），或 18 位统一社会信用代码（GB 32100—2015）。",
		EN: "office.code is the first part of index numbers (《政府信息公开目录系统实施指引（试行）》): the organisation code of 9 characters (GB 11714) or the unified social credit code of 18 (GB 32100—2015).",
	},
}

var ruleCheckDigit = &diag.Rule{
	Code: "CF036", Severity: diag.Warning,
	Title:   diag.Text{ZH: "机构代码的校验位不对", EN: "wrong check character"},
	Message: diag.Text{ZH: "机构代码 %[1]s 的最后一位校验不通过，多半有一位打错了", EN: "the last character of the code %[1]s does not fit the others: one is probably mistyped"},
	Hint:    diag.Text{ZH: "对照证书逐位核对；确是自编的代码可以保留", EN: "compare it with the certificate; a code that is not an official one may stay"},
	Explain: diag.Text{
		ZH: "最后一位由前面各位算出（GB 11714、GB 32100—2015），用来发现打错的字符。",
		EN: "The last character is computed from the others (GB 11714, GB 32100—2015), to catch mistyped ones.",
	},
}

var rulePrefix = &diag.Rule{
	Code: "CF037", Severity: diag.Error,
	Title:   diag.Text{ZH: "发文机关代字写法不对", EN: "malformed sign of the authority"},
	Message: diag.Text{ZH: "%[1]s 只写机关代字的汉字，不能写“%[2]s”", EN: "%[1]s is the sign alone, in Chinese characters, not %[2]s"},
	Hint:    diag.Text{ZH: "写成例如 doc_prefix = \"%[3]s\"，年份和序号不写在这里", EN: "write, for example, doc_prefix = \"%[3]s\", without year and number"},
	Explain: diag.Text{
		ZH: "发文字号“某政发〔2017〕3号”中，“某政发”是发文机关代字（GB/T 9704—2012）。",
		EN: "In 某政发〔2017〕3号 the sign is 某政发 (GB/T 9704—2012).",
	},
}

var ruleSize = &diag.Rule{
	Code: "CF040", Severity: diag.Error,
	Title:   diag.Text{ZH: "条数超出范围", EN: "size out of range"},
	Message: diag.Text{ZH: "%[1]s 应当在 1 到 %[2]d 之间", EN: "%[1]s must be from 1 to %[2]d"},
	Hint:    diag.Text{ZH: "不写时用默认值", EN: "leave it out for the default"},
	Explain: diag.Text{
		ZH: "列表每页的条数：page_size 默认 20，catalog_size 默认 50，home 默认 6，feed 默认 20。",
		EN: "How many documents lists show: page_size 20, catalog_size 50, home 6, feed 20, unless given.",
	},
}

var ruleImages = &diag.Rule{
	Code: "CF054", Severity: diag.Error,
	Title:   diag.Text{ZH: "图片的最大边长超出范围", EN: "longest side of pictures out of range"},
	Message: diag.Text{ZH: "images.max 是 %[1]d，应当是 0，或者在 %[2]d 到 %[3]d 之间", EN: "images.max is %[1]d; it must be 0, or from %[2]d to %[3]d"},
	Hint:    diag.Text{ZH: "写成 max = %[4]d；不写时是 1600，写 0 就不缩小图片", EN: "write max = %[4]d; left out it is 1600, and 0 means that pictures are not reduced"},
	Explain: diag.Text{
		ZH: "长边超过 images.max（像素）的照片，网页上显示缩小的一份，点开是原图。单位是像素，不是 KB。\n\n错误：\n  [images]\n  max = 160\n改正：\n  [images]\n  max = 1600",
		EN: "Of a photograph whose longer side has more pixels than images.max a page shows a reduced copy, which leads to the original. The unit is pixels, not KB.\n\nWrong:\n  [images]\n  max = 160\nRight:\n  [images]\n  max = 1600",
	},
}

var ruleCode = &diag.Rule{
	Code: "CF041", Severity: diag.Error,
	Title:   diag.Text{ZH: "规则代码写法不对", EN: "malformed rule code"},
	Message: diag.Text{ZH: "规则代码是两个大写字母加三位数字，不能写 %[1]q", EN: "the code of a rule is two capitals and three digits, not %[1]q"},
	Hint:    diag.Text{ZH: "照抄提示里的代码，例如 code = \"FM069\"", EN: "copy it from the message, as in code = \"FM069\""},
	Explain: diag.Text{
		ZH: "每条提示都带有规则代码。用 gongkai explain 代码 查看说明。\n\n    [[rule]]\n    code = \"FM069\"\n    level = \"off\"",
		EN: "Every message carries the code of its rule; `gongkai explain CODE` explains it.\n\n    [[rule]]\n    code = \"FM069\"\n    level = \"off\"",
	},
}

var ruleNoSuchCategory = &diag.Rule{
	Code: "CF042", Severity: diag.Error,
	Title:   diag.Text{ZH: "没有这个栏目", EN: "no such category"},
	Message: diag.Text{ZH: "没有代号为“%[1]s”的栏目", EN: "there is no category %[1]s"},
	Hint:    diag.Text{ZH: "写某个 [[category]] 的 key", EN: "give the key of one of the [[category]] tables"},
	Explain: diag.Text{
		ZH: "平台入口 systems（政府信息公开制度）的 category 说明从哪个栏目取文件。",
		EN: "category says from which category the platform's entry systems takes its documents.",
	},
}

var ruleEntryMissing = &diag.Rule{
	Code: "CF043", Severity: diag.Warning,
	Title:   diag.Text{ZH: "公开平台缺少入口", EN: "platform entry missing"},
	Message: diag.Text{ZH: "政府信息公开平台缺少“%[1]s”", EN: "the platform lacks the entry %[1]s"},
	Hint:    diag.Text{ZH: "加一组 [[platform]]，key = \"%[2]s\"；或删去全部 [[platform]]，用默认的五个入口", EN: "add [[platform]] with key = \"%[2]s\", or delete all [[platform]] for the five defaults"},
	Explain: diag.Text{
		ZH: "政府信息公开平台设政府信息公开指南、政府信息公开制度、法定主动公开内容、政府信息公开年报，并提供依申请公开的入口（国办公开办函〔2019〕61号）。",
		EN: "The platform has the sections 政府信息公开指南, 政府信息公开制度, 法定主动公开内容 and 政府信息公开年报, and leads to 依申请公开 (国办公开办函〔2019〕61号).",
	},
}

var guideExplain = diag.Text{
	ZH: "《中华人民共和国政府信息公开条例》（国务院令第711号）第十二条：政府信息公开指南包括政府信息的分类、编排体系、获取方式和政府信息公开工作机构的名称、办公地址、办公时间、联系电话、传真号码、互联网联系方式等内容。网站建设期间可以暂缺，公布以前要补齐。确实没有传真、没有互联网联系方式的，写 fax = \"无\"、online = \"无\"。",
	EN: "Regulations on the Disclosure of Government Information (State Council order 711), article 12: the guide states the classification of the information, its arrangement, how it is obtained, and the name, address, office hours, telephone and fax numbers and Internet address of the department in charge. A site under construction may lack them; a public one may not. Where there is no fax, or no address on the Internet, write fax = \"无\", online = \"无\".",
}

var ruleGuide = &diag.Rule{
	Code: "CF050", Severity: diag.Warning,
	Title:   diag.Text{ZH: "指南缺少法定内容", EN: "guide incomplete"},
	Message: diag.Text{ZH: "政府信息公开指南缺少“%[2]s”（条例第十二条）", EN: "the disclosure guide lacks: %[2]s (Regulations, article 12)"},
	Hint:    diag.Text{ZH: "在 [guide] 下加一行 %[1]s = \"…\"%[3]s", EN: "add a line %[1]s = \"…\" to [guide]%[3]s"},
	Explain: guideExplain,
}

var ruleGuideSample = &diag.Rule{
	Code: "CF051", Severity: diag.Note,
	Title:   diag.Text{ZH: "示例站点的指南缺少法定内容", EN: "guide of a sample site incomplete"},
	Message: diag.Text{ZH: "政府信息公开指南缺少“%[2]s”（条例第十二条）；正式使用前要补上", EN: "the disclosure guide lacks: %[2]s (Regulations, article 12); a public site needs it"},
	Hint:    diag.Text{ZH: "在 [guide] 下加一行 %[1]s = \"…\"%[3]s", EN: "add a line %[1]s = \"…\" to [guide]%[3]s"},
	Explain: guideExplain,
}

var ruleRemedy = &diag.Rule{
	Code: "CF052", Severity: diag.Warning,
	Title:   diag.Text{ZH: "不予公开要先申请行政复议", EN: "a refusal goes to administrative review first"},
	Message: diag.Text{ZH: "指南写成不服不予公开的可以复议或者诉讼，2024年1月1日起要先申请行政复议", EN: "the guide lets who is refused choose between review and lawsuit; since 1 January 2024 review comes first"},
	Hint:    diag.Text{ZH: "改为：对不予公开政府信息的决定不服的，应当先申请行政复议；对行政复议决定不服的，可以再依法提起行政诉讼", EN: "write: 对不予公开政府信息的决定不服的，应当先申请行政复议；对行政复议决定不服的，可以再依法提起行政诉讼"},
	Explain: diag.Text{
		ZH: "申请政府信息公开，行政机关不予公开的，应当先申请行政复议，并且要在答复时告知（《中华人民共和国行政复议法》2023年修订，第二十三条第一款第四项、第二款）。对乡镇人民政府的决定，由县级人民政府管辖（第二十四条）。\n\n错误：对不予公开决定不服的，可以申请行政复议或者提起行政诉讼。\n正确：对不予公开决定不服的，应当先申请行政复议；对行政复议决定不服的，可以再依法提起行政诉讼。",
		EN: "Who is refused information must go to administrative review before a court, and the answer must say so (Administrative Review Law as revised in 2023, article 23). Against a township the county government decides (article 24).\n\nWrong: 对不予公开决定不服的，可以申请行政复议或者提起行政诉讼。\nRight: 对不予公开决定不服的，应当先申请行政复议；对行政复议决定不服的，可以再依法提起行政诉讼。",
	},
}

var ruleStandIn = &diag.Rule{
	Code: "CF053", Severity: diag.Warning,
	Title:   diag.Text{ZH: "还没有填写的设置", EN: "a setting that is not filled in"},
	Message: diag.Text{ZH: "%[1]s 还是“%[2]s”，网页上会照样显示", EN: "%[1]s is still %[2]s, which is shown on pages as it is"},
	Hint:    diag.Text{ZH: "填上实际的内容%[3]s", EN: "fill in what it is%[3]s"},
	Explain: diag.Text{
		ZH: "gongkai init 写的“示例，请填写”是给填写的人看的，不能让办事的人看到。site.sample 有值时每一页都说明是示例，这里不查；正式使用时删去 sample 一行，没有填的就会指出来。\n\n错误：phone = \"示例，请填写\"\n正确：填上办公电话\n\n条例要求指南写明的，不能删去。确实没有传真、没有互联网联系方式的，写 fax = \"无\"、online = \"无\"，指南页显示“无”；别的设置没有就删去那一行。",
		EN: "What gongkai init writes, 示例，请填写, is for those who fill it in, not for citizens. While site.sample makes every page say that it is a sample, nothing is said.\n\nWrong: phone = \"示例，请填写\"\nRight: the telephone number\n\nWhat the guide must state cannot be left out. An office without fax or address on the Internet writes fax = \"无\" or online = \"无\", which the guide shows; other settings without a value have no line.",
	},
}

var ruleSameStage = &diag.Rule{
	Code: "CF055", Severity: diag.Error,
	Title:   diag.Text{ZH: "两个审核环节同名", EN: "two stages of one name"},
	Message: diag.Text{ZH: "已经有一个叫“%[1]s”的审核环节", EN: "there is a stage %[1]s already"},
	Hint:    diag.Text{ZH: "每个 [[review.stage]] 用不同的名称", EN: "give each [[review.stage]] a name of its own"},
	Explain: diag.Text{
		ZH: "文档里的审核记录用环节的名称说明是哪一个环节。\n\n错误：两个 [[review.stage]] 都写 name = \"审核\"\n正确：name = \"初审\"，name = \"保密审查\"",
		EN: "The entries of review in a document say by its name of which stage they are.\n\nWrong: name = \"审核\" twice\nRight: name = \"初审\", name = \"保密审查\"",
	},
}

var rulePublicKey = &diag.Rule{
	Code: "CF056", Severity: diag.Error,
	Title:   diag.Text{ZH: "公钥写法不对", EN: "malformed public key"},
	Message: diag.Text{ZH: "审核环节“%[1]s”的公钥用不了：%[2]s", EN: "a key of the stage %[1]s cannot be used: %[2]s"},
	Hint:    diag.Text{ZH: "抄写公钥文件（.pub）里的一整行：ssh-ed25519 AAAA… 名称", EN: "copy the one line of the .pub file: ssh-ed25519 AAAA… NAME"},
	Explain: diag.Text{
		ZH: "keys 里是审核人的 SSH 公钥，一人一行，和 .pub 文件里的那一行一样。私钥留在审核人自己的电脑上，不要写进来。\n\n错误：keys = [\"主管副镇长\"]\n正确：keys = [\"ssh-ed25519 AAAA… 主管副镇长\"]",
		EN: "keys holds the SSH public keys of those who approve, each as in the .pub file. Private keys stay with their owners.\n\nWrong: keys = [\"主管副镇长\"]\nRight: keys = [\"ssh-ed25519 AAAA… 主管副镇长\"]",
	},
}
