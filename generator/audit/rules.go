package audit

import "gongkai/generator/diag"

// Rules lists what this package can find wrong with a profile.
func Rules() []*diag.Rule {
	return []*diag.Rule{ruleNotUTF8, ruleTooMuch, ruleSyntax, ruleUnknown, ruleMissing, ruleValue, ruleUseless, ruleRepeated}
}

const example = "\n\n    name = \"county\"\n    title = \"某县2026年检查指标\"\n    base = \"national\"\n\n    [[indicator]]\n    code = \"C1\"\n    text = \"工作动态一个月内更新\"\n    kind = \"deduction\"\n    measure = \"column-age\"\n    age = {news = \"1m\"}\n    points = 2\n    most = 6\n    basis = \"（文件标题）\"\n    number = \"（文号）\"\n    confidence = \"A\""

var ruleNotUTF8 = &diag.Rule{
	Code: "AU001", Severity: diag.Error,
	Title:   diag.Text{ZH: "指标文件不是 UTF-8 编码", EN: "profile is not UTF-8"},
	Message: diag.Text{ZH: "文件内容是%[1]s，不是 UTF-8 文本", EN: "the file is %[1]s, not UTF-8 text"},
	Hint:    diag.Text{ZH: "另存为时把编码选为 UTF-8", EN: "save it with the encoding UTF-8"},
	Explain: diag.Text{
		ZH: "gongkai audit --profile 读的指标文件是 UTF-8 文本。\n\n错误：用旧的记事本保存成 ANSI\n正确：另存为，编码选 UTF-8",
		EN: "The profile of gongkai audit --profile is UTF-8 text.\n\nWrong: saved as ANSI\nRight: saved as UTF-8",
	},
}

var ruleTooMuch = &diag.Rule{
	Code: "AU002", Severity: diag.Error,
	Title:   diag.Text{ZH: "指标文件太大", EN: "profile is too large"},
	Message: diag.Text{ZH: "文件的条目超过 %[1]d 个，或者括号套得太深，不是指标文件", EN: "the file has more than %[1]d entries, or too many brackets in brackets, and is no profile"},
	Hint:    diag.Text{ZH: "检查 --profile 后面写的是不是指标文件", EN: "see whether the file behind --profile is the right one"},
	Explain: diag.Text{
		ZH: "一套指标不过几十项。\n\n错误：--profile 后面是别的文件\n正确：--profile county.toml",
		EN: "There are some dozens of indicators in a profile.\n\nWrong: some other file behind --profile\nRight: --profile county.toml",
	},
}

var ruleSyntax = &diag.Rule{
	Code: "AU003", Severity: diag.Error,
	Title:   diag.Text{ZH: "指标文件格式有误", EN: "profile is not TOML"},
	Message: diag.Text{ZH: "这里不是 TOML 格式，或者值的类型不对：%[1]s", EN: "this is not TOML, or has a value of another type: %[1]s"},
	Hint:    diag.Text{ZH: "文字加英文双引号，数字不加：points = 2", EN: "text in double quotes, numbers without: points = 2"},
	Explain: diag.Text{
		ZH: "格式是：" + example + "\n\n错误：points = 2分\n正确：points = 2",
		EN: "Its form is:" + example + "\n\nWrong: points = 2分\nRight: points = 2",
	},
}

var ruleUnknown = &diag.Rule{
	Code: "AU004", Severity: diag.Error,
	Title:   diag.Text{ZH: "指标文件里有不认识的项", EN: "unknown key in a profile"},
	Message: diag.Text{ZH: "不认识 %[1]s", EN: "unknown key %[1]s"},
	Hint: diag.Text{
		ZH: "开头可以写 name、title、base、pass、bonus_above；指标可以写 code、text、kind、measure、items、points、most、basis、number、confidence、note、age、period、workdays、missing、kilobytes、codes、words",
		EN: "at the top name, title, base, pass, bonus_above; in an indicator code, text, kind, measure, items, points, most, basis, number, confidence, note, age, period, workdays, missing, kilobytes, codes, words",
	},
	Explain: diag.Text{
		ZH: "写错名称的项会被当作没有写，得分就会算错。所以不认识的一律算错误。\n\n错误：point = 2\n正确：points = 2",
		EN: "A misspelt key would count as not written, and the score would be wrong. So whatever is not known is an error.\n\nWrong: point = 2\nRight: points = 2",
	},
}

var ruleMissing = &diag.Rule{
	Code: "AU005", Severity: diag.Error,
	Title:   diag.Text{ZH: "指标缺项", EN: "indicator lacks something"},
	Message: diag.Text{ZH: "缺少 %[1]s", EN: "%[1]s is missing"},
	Hint:    diag.Text{ZH: "补上 %[1]s；没有依据（basis）的指标不能用", EN: "write %[1]s; an indicator without its basis is of no use"},
	Explain: diag.Text{
		ZH: "每项指标要有代号、文字、性质、量法、依据和可信程度；有的量法还要期限、词语或者检查代码，见 docs/audit.md。分值不知道就不写，输出里会标明“未核实”。\n\n错误：没有 basis\n正确：basis = \"政府网站与政务新媒体检查指标\"",
		EN: "An indicator has a code, a text, a kind, a measure, a basis and a confidence; some measures want a period, words or codes as well: see docs/audit.md. Points that are not known are left out, and marked 未核实.\n\nWrong: no basis\nRight: basis = \"政府网站与政务新媒体检查指标\"",
	},
}

var ruleValue = &diag.Rule{
	Code: "AU006", Severity: diag.Error,
	Title:   diag.Text{ZH: "指标的值不对", EN: "value in a profile is wrong"},
	Message: diag.Text{ZH: "%[1]s 不能是 %[2]v", EN: "%[1]s cannot be %[2]v"},
	Hint:    diag.Text{ZH: "可以写：%[3]s", EN: "write one of %[3]s"},
	Explain: diag.Text{
		ZH: "期限写数字加 d（日）、m（月）、y（年）。\n\n错误：period = \"两周\"\n正确：period = \"14d\"",
		EN: "Periods are a number with d, m or y.\n\nWrong: period = \"two weeks\"\nRight: period = \"14d\"",
	},
}

var ruleUseless = &diag.Rule{
	Code: "AU007", Severity: diag.Error,
	Title:   diag.Text{ZH: "这种量法不用这一项", EN: "measure does not read a key"},
	Message: diag.Text{ZH: "量法 %[1]s 不用 %[2]s", EN: "the measure %[1]s does not read %[2]s"},
	Hint:    diag.Text{ZH: "删去 %[2]s，或者换一种量法", EN: "delete %[2]s, or take another measure"},
	Explain: diag.Text{
		ZH: "写了而不起作用的期限，会让人以为它起作用。\n\n错误：measure = \"column-empty\"，period = \"6m\"\n正确：measure = \"column-empty\"",
		EN: "A period that changes nothing would be taken for one that does.\n\nWrong: measure = \"column-empty\", period = \"6m\"\nRight: measure = \"column-empty\"",
	},
}

var ruleRepeated = &diag.Rule{
	Code: "AU008", Severity: diag.Error,
	Title:   diag.Text{ZH: "指标代号重复", EN: "code of an indicator is used twice"},
	Message: diag.Text{ZH: "代号 %[1]s 在第 %[2]d 行已经用过", EN: "the code %[1]s is already on line %[2]d"},
	Hint:    diag.Text{ZH: "换一个代号；要代替基础指标里的一项，才用它的代号", EN: "take another code; only what stands for an indicator of the base has the code of that"},
	Explain: diag.Text{
		ZH: "代号是指标的名字，一份文件里只能用一次。\n\n错误：两项 code = \"C1\"\n正确：C1 和 C2",
		EN: "A code names one indicator, and is used once in a file.\n\nWrong: two indicators with code = \"C1\"\nRight: C1 and C2",
	},
}
