package waiver

import "gongkai/generator/diag"

// Rules lists what this package can find wrong.
func Rules() []*diag.Rule {
	return []*diag.Rule{
		ruleNotUTF8, ruleTooMuch, ruleSyntax, ruleUnknown, ruleKey, ruleMissing, ruleValue, ruleFile, ruleDay, ruleRepeated,
	}
}

// restored is what to do where the file is not what waive has written.
var restored = diag.Text{
	ZH: "从版本库恢复这个文件，或者删去这一段，再运行 gongkai scan 和 gongkai waive",
	EN: "restore the file from version control, or delete this part and run gongkai scan and gongkai waive again",
}

const example = "\n\n    [[waiver]]\n    rule = \"PV003\"\n    file = \"content/notices/2026/0007.md\"\n    value = \"0123456789abcdef…\"\n    reason = \"办事窗口的公务手机\"\n    until = 2027-06-30"

var ruleNotUTF8 = &diag.Rule{
	Code: "WV001", Severity: diag.Error,
	Title:   diag.Text{ZH: "放行清单不是 UTF-8 编码", EN: "list of waivers is not UTF-8"},
	Message: diag.Text{ZH: "文件内容是%[1]s，不是 UTF-8 文本", EN: "the file is %[1]s, not UTF-8 text"},
	Hint:    diag.Text{ZH: "另存为时把编码选为 UTF-8", EN: "save it with the encoding UTF-8"},
	Explain: diag.Text{
		ZH: "records/waivers.toml 记着哪些检查结果看过、同意公开，由 gongkai waive 写。程序只读 UTF-8。\n\n错误：用旧的记事本保存成 ANSI\n正确：另存为，编码选 UTF-8",
		EN: "records/waivers.toml holds which findings were looked at and accepted; gongkai waive writes it. The program reads UTF-8 only.\n\nWrong: saved as ANSI\nRight: saved as UTF-8",
	},
}

var ruleTooMuch = &diag.Rule{
	Code: "WV002", Severity: diag.Error,
	Title:   diag.Text{ZH: "放行清单太大", EN: "list of waivers is too large"},
	Message: diag.Text{ZH: "文件的条目超过 %[1]d 个，或者括号套得太深，不是放行清单", EN: "the file has more than %[1]d entries, or too many brackets in brackets, and is no list of waivers"},
	Hint:    restored,
	Explain: diag.Text{
		ZH: "放行的应当是少数例外。这么多条，说明该改的是文档：用 gongkai check --fix 遮挡。\n\n错误：别的文件被复制成了 records/waivers.toml\n正确：git checkout records/waivers.toml",
		EN: "Waivers are for the few exceptions. Where there are so many, it is the documents that should be changed: gongkai check --fix masks.\n\nWrong: some other file was copied over records/waivers.toml\nRight: git checkout records/waivers.toml",
	},
}

var ruleSyntax = &diag.Rule{
	Code: "WV003", Severity: diag.Error,
	Title:   diag.Text{ZH: "放行清单格式有误", EN: "list of waivers is not TOML"},
	Message: diag.Text{ZH: "这里不是 TOML 格式：%[1]s", EN: "this is not TOML: %[1]s"},
	Hint:    restored,
	Explain: diag.Text{
		ZH: "这个文件由 gongkai waive 写，一般不用手改。格式是：" + example + "\n\n错误：until = 2027年6月30日\n正确：until = 2027-06-30",
		EN: "gongkai waive writes this file; there is seldom a reason to edit it. Its form is:" + example + "\n\nWrong: until = 30 June 2027\nRight: until = 2027-06-30",
	},
}

var ruleUnknown = &diag.Rule{
	Code: "WV004", Severity: diag.Error,
	Title:   diag.Text{ZH: "放行清单里有不认识的项", EN: "unknown key in the list of waivers"},
	Message: diag.Text{ZH: "不认识 %[1]s", EN: "unknown key %[1]s"},
	Hint:    diag.Text{ZH: "可以写：rule、file、value、reason、until、by、date", EN: "allowed: rule, file, value, reason, until, by, date"},
	Explain: diag.Text{
		ZH: "写错名称的项会被当作没有写：例如 untill，就等于没有期限。所以不认识的一律算错误。\n\n错误：untill = 2027-06-30\n正确：until = 2027-06-30",
		EN: "A misspelt key would count as not written: with untill, a waiver had no end. So whatever is not known is an error.\n\nWrong: untill = 2027-06-30\nRight: until = 2027-06-30",
	},
}

var ruleKey = &diag.Rule{
	Code: "WV005", Severity: diag.Error,
	Title:   diag.Text{ZH: "放行清单的密钥不对", EN: "key of the list of waivers is wrong"},
	Message: diag.Text{ZH: "key 应当是 64 位十六进制数", EN: "key must have 64 hexadecimal digits"},
	Hint:    diag.Text{ZH: "从版本库恢复 key 这一行；它由 gongkai waive 第一次写入，换了以后，以前放行的都要重新放行", EN: "restore the line with key from version control: gongkai waive has written it, and with another key nothing that was accepted is"},
	Explain: diag.Text{
		ZH: "清单里没有号码，只有号码和 key 一起算出的校验值。没有 key，就不知道哪个校验值是哪个号码。\n\n错误：key = \"\"\n正确：git checkout records/waivers.toml",
		EN: "The list holds no numbers, only sums of them under this key. Without it, nobody can tell which sum is of which number.\n\nWrong: key = \"\"\nRight: git checkout records/waivers.toml",
	},
}

var ruleMissing = &diag.Rule{
	Code: "WV006", Severity: diag.Error,
	Title:   diag.Text{ZH: "放行缺项", EN: "waiver lacks something"},
	Message: diag.Text{ZH: "缺少 %[1]s", EN: "%[1]s is missing"},
	Hint:    diag.Text{ZH: "rule、file、value、reason、until 都要写；没有理由和期限，就不放行", EN: "rule, file, value, reason and until must be there; without a reason and an end nothing is waived"},
	Explain: diag.Text{
		ZH: "放行的是一个例外，要写明为什么、到哪天为止。到期以后，检查结果重新出现，由人再看一次。\n\n错误：没有 reason\n正确：reason = \"办事窗口的公务手机，已经本人同意\"",
		EN: "A waiver is an exception: it says why, and until when. After that day the finding is back, and somebody looks again.\n\nWrong: no reason\nRight: reason = \"the official mobile phone of the counter, agreed to by its holder\"",
	},
}

var ruleValue = &diag.Rule{
	Code: "WV007", Severity: diag.Error,
	Title:   diag.Text{ZH: "放行的校验值不对", EN: "sum in a waiver is wrong"},
	Message: diag.Text{ZH: "value 应当是 64 位十六进制数，由 gongkai waive 写入", EN: "value must have 64 hexadecimal digits, as gongkai waive writes them"},
	Hint:    restored,
	Explain: diag.Text{
		ZH: "value 是号码的校验值，不是号码本身。不要把号码写在这里：这个文件会进入版本库。\n\n错误：value = \"（号码）\"\n正确：运行 gongkai scan，再用它给出的编号运行 gongkai waive",
		EN: "value is a sum of the number, not the number. Never write the number here: this file goes into version control.\n\nWrong: value = \"(the number)\"\nRight: gongkai scan, then gongkai waive with the ID that it gives",
	},
}

var ruleFile = &diag.Rule{
	Code: "WV008", Severity: diag.Error,
	Title:   diag.Text{ZH: "放行的文件路径不对", EN: "path in a waiver is wrong"},
	Message: diag.Text{ZH: "%[1]s 不是从站点文件夹写起的路径", EN: "%[1]s is no path from the site's folder"},
	Hint:    diag.Text{ZH: "改为 file = \"%[2]s\"", EN: "write file = \"%[2]s\""},
	Explain: diag.Text{
		ZH: "路径从站点文件夹写起，用 / 分隔。写得不一样，就对不上检查结果。\n\n错误：file = \"content\\\\notices\\\\0007.md\"\n正确：file = \"content/notices/0007.md\"",
		EN: "Paths begin in the site's folder and have slashes. Written otherwise, they meet no finding.\n\nWrong: file = \"./content/notices/0007.md\"\nRight: file = \"content/notices/0007.md\"",
	},
}

var ruleDay = &diag.Rule{
	Code: "WV009", Severity: diag.Error,
	Title:   diag.Text{ZH: "放行的日期不对", EN: "day in a waiver is wrong"},
	Message: diag.Text{ZH: "%[1]s 不是日期", EN: "%[1]s is no date"},
	Hint:    diag.Text{ZH: "写成 %[1]s = 2027-06-30", EN: "write %[1]s = 2027-06-30"},
	Explain: diag.Text{
		ZH: "until 是放行的最后一天，date 是同意的那一天，都是年-月-日。\n\n错误：until = 2027-06-31\n正确：until = 2027-06-30",
		EN: "until is the last day on which the waiver holds, date the day on which it was agreed to.\n\nWrong: until = 2027-06-31\nRight: until = 2027-06-30",
	},
}

var ruleRepeated = &diag.Rule{
	Code: "WV010", Severity: diag.Warning,
	Title:   diag.Text{ZH: "放行重复", EN: "waiver written twice"},
	Message: diag.Text{ZH: "和第 %[1]d 行的放行一样", EN: "it says what the waiver on line %[1]d says"},
	Hint:    diag.Text{ZH: "删去这一段", EN: "delete it"},
	Explain: diag.Text{
		ZH: "同一条规则、文件、号码和期限，放行一次就够。合并两个分支时容易重复。\n\n错误：两段 [[waiver]] 一样\n正确：只留一段",
		EN: "Rule, file, value and end are those of another waiver. A merge of two branches can do that.\n\nWrong: two [[waiver]] alike\nRight: one of them",
	},
}
