package calendar

import "gongkai/generator/diag"

// Rules lists what this package can find wrong.
func Rules() []*diag.Rule {
	return []*diag.Rule{
		ruleNotUTF8, ruleTooMuch, ruleSyntax, ruleUnknown, ruleMissing, ruleDay, ruleOtherYear, ruleBoth, ruleWeekday, ruleRepeated,
	}
}

const example = "\n\n    [[year]]\n    year = 2027\n    title = \"（通知的标题）\"\n    number = \"（通知的文号）\"\n    off = [\"2027-01-01..2027-01-03\"]\n    work = [\"2027-01-09\"]"

var ruleNotUTF8 = &diag.Rule{
	Code: "CL001", Severity: diag.Error,
	Title:   diag.Text{ZH: "节假日文件不是 UTF-8 编码", EN: "file of holidays is not UTF-8"},
	Message: diag.Text{ZH: "文件内容是%[1]s，不是 UTF-8 文本", EN: "the file is %[1]s, not UTF-8 text"},
	Hint:    diag.Text{ZH: "另存为时把编码选为 UTF-8", EN: "save it with the encoding UTF-8"},
	Explain: diag.Text{
		ZH: "records/holidays.toml 补充程序没有收录的节假日安排。程序只读 UTF-8。\n\n错误：用旧的记事本保存成 ANSI\n正确：另存为，编码选 UTF-8",
		EN: "records/holidays.toml adds the holidays of years that the program does not know. The program reads UTF-8 only.\n\nWrong: saved as ANSI\nRight: saved as UTF-8",
	},
}

var ruleTooMuch = &diag.Rule{
	Code: "CL002", Severity: diag.Error,
	Title:   diag.Text{ZH: "节假日文件太大", EN: "file of holidays is too large"},
	Message: diag.Text{ZH: "文件的条目超过 %[1]d 个，或者括号套得太深，不是节假日文件", EN: "the file has more than %[1]d entries, or too many brackets in brackets, and is no list of holidays"},
	Hint:    diag.Text{ZH: "从版本库恢复 records/holidays.toml；一年只要一段 [[year]]", EN: "restore records/holidays.toml from version control; a year is one [[year]]"},
	Explain: diag.Text{
		ZH: "一年的安排不过十几行。文件这样大，是别的文件放到了这里。\n\n错误：别的文件被复制成了 records/holidays.toml\n正确：git checkout records/holidays.toml",
		EN: "The holidays of a year are a few lines. So large a file is some other one.\n\nWrong: some other file was copied over records/holidays.toml\nRight: git checkout records/holidays.toml",
	},
}

var ruleSyntax = &diag.Rule{
	Code: "CL003", Severity: diag.Error,
	Title:   diag.Text{ZH: "节假日文件格式有误", EN: "file of holidays is not TOML"},
	Message: diag.Text{ZH: "这里不是 TOML 格式：%[1]s", EN: "this is not TOML: %[1]s"},
	Hint:    diag.Text{ZH: "日期加英文双引号，用英文逗号分开，外面是方括号：off = [\"2027-01-01..2027-01-03\"]", EN: "days in double quotes, with commas, in brackets: off = [\"2027-01-01..2027-01-03\"]"},
	Explain: diag.Text{
		ZH: "格式是：" + example + "\n\n错误：off = 2027年1月1日\n正确：off = [\"2027-01-01\"]",
		EN: "Its form is:" + example + "\n\nWrong: off = 1 January 2027\nRight: off = [\"2027-01-01\"]",
	},
}

var ruleUnknown = &diag.Rule{
	Code: "CL004", Severity: diag.Error,
	Title:   diag.Text{ZH: "节假日文件里有不认识的项", EN: "unknown key in the file of holidays"},
	Message: diag.Text{ZH: "不认识 %[1]s", EN: "unknown key %[1]s"},
	Hint:    diag.Text{ZH: "可以写：year、title、number、off、work", EN: "allowed: year, title, number, off, work"},
	Explain: diag.Text{
		ZH: "写错名称的项会被当作没有写，期限就会算错。所以不认识的一律算错误。\n\n错误：holidays = [\"2027-01-01\"]\n正确：off = [\"2027-01-01\"]",
		EN: "A misspelt key would count as not written, and time limits would be wrong. So whatever is not known is an error.\n\nWrong: holidays = [\"2027-01-01\"]\nRight: off = [\"2027-01-01\"]",
	},
}

var ruleMissing = &diag.Rule{
	Code: "CL005", Severity: diag.Error,
	Title:   diag.Text{ZH: "节假日安排缺项", EN: "year of holidays lacks something"},
	Message: diag.Text{ZH: "缺少 %[1]s，或者不是它应有的值", EN: "%[1]s is missing, or is not what it should be"},
	Hint:    diag.Text{ZH: "year（四位年份）、title（通知的标题）、off（放假的日期）都要写", EN: "write year (four digits), title (of the announcement) and off (the days)"},
	Explain: diag.Text{
		ZH: "没有依据或者没有放假日期的年份不采用：算出来的期限会被当真。\n\n错误：没有 title\n正确：title = \"国务院办公厅关于2026年部分节假日安排的通知\"",
		EN: "A year without its announcement or without days is not used: somebody will rely on the dates that are counted by it.\n\nWrong: no title\nRight: title = \"国务院办公厅关于2026年部分节假日安排的通知\"",
	},
}

var ruleDay = &diag.Rule{
	Code: "CL006", Severity: diag.Error,
	Title:   diag.Text{ZH: "节假日的日期不对", EN: "day in the file of holidays is wrong"},
	Message: diag.Text{ZH: "%[1]s 不是日期，也不是一段日期", EN: "%[1]s is neither a day nor a period"},
	Hint:    diag.Text{ZH: "写成 \"2027-01-01\"，或者 \"2027-01-01..2027-01-03\"（首日在前，不超过一个月）", EN: "write \"2027-01-01\", or \"2027-01-01..2027-01-03\" (the first day first, no more than a month)"},
	Explain: diag.Text{
		ZH: "一段日期写首日和末日，中间两个英文句点。\n\n错误：\"2027-02-30\"\n正确：\"2027-02-05..2027-02-11\"",
		EN: "A period is its first and its last day, with two dots between.\n\nWrong: \"2027-02-30\"\nRight: \"2027-02-05..2027-02-11\"",
	},
}

var ruleOtherYear = &diag.Rule{
	Code: "CL007", Severity: diag.Error,
	Title:   diag.Text{ZH: "节假日不在这一年", EN: "day is not of the year"},
	Message: diag.Text{ZH: "%[1]s 不在%[2]d年（也不在上一年最后几天）", EN: "%[1]s is not in %[2]d (nor in the last days before)"},
	Hint:    diag.Text{ZH: "核对年份；别的年份另写一段 [[year]]", EN: "look at the year; other years have a [[year]] of their own"},
	Explain: diag.Text{
		ZH: "从上一年复制来的日期，容易忘了改年份。\n\n错误：year = 2027，off = [\"2026-10-01..2026-10-07\"]\n正确：off = [\"2027-10-01..2027-10-07\"]",
		EN: "Days that were copied from the year before may still have that year.\n\nWrong: year = 2027, off = [\"2026-10-01..2026-10-07\"]\nRight: off = [\"2027-10-01..2027-10-07\"]",
	},
}

var ruleBoth = &diag.Rule{
	Code: "CL008", Severity: diag.Error,
	Title:   diag.Text{ZH: "同一天既放假又上班", EN: "day is both off and worked"},
	Message: diag.Text{ZH: "%[1]s 同时写在 off 和 work 里", EN: "%[1]s is in off and in work"},
	Hint:    diag.Text{ZH: "按通知留一处", EN: "leave it where the announcement has it"},
	Explain: diag.Text{
		ZH: "off 是放假的日期，work 是调休上班的周末。\n\n错误：off = [\"2027-02-06..2027-02-12\"]，work = [\"2027-02-06\"]\n正确：work = [\"2027-02-13\"]",
		EN: "off are the days of the holidays, work the days of weekends that are worked instead.\n\nWrong: off = [\"2027-02-06..2027-02-12\"], work = [\"2027-02-06\"]\nRight: work = [\"2027-02-13\"]",
	},
}

var ruleWeekday = &diag.Rule{
	Code: "CL009", Severity: diag.Error,
	Title:   diag.Text{ZH: "调休上班的不是周末", EN: "make-up workday is not of a weekend"},
	Message: diag.Text{ZH: "%[1]s 不是星期六或者星期日，本来就上班", EN: "%[1]s is neither a Saturday nor a Sunday, and worked anyway"},
	Hint:    diag.Text{ZH: "对照通知核对日期", EN: "compare the day with the announcement"},
	Explain: diag.Text{
		ZH: "调休上班的都是周末；不是周末，多半写错了一天。\n\n错误：work = [\"2027-01-08\"]（星期五）\n正确：work = [\"2027-01-09\"]（星期六）",
		EN: "Make-up days are days of weekends; one that is not is probably a day off.\n\nWrong: work = [\"2027-01-08\"] (a Friday)\nRight: work = [\"2027-01-09\"] (a Saturday)",
	},
}

var ruleRepeated = &diag.Rule{
	Code: "CL010", Severity: diag.Error,
	Title:   diag.Text{ZH: "同一年写了两次", EN: "year is written twice"},
	Message: diag.Text{ZH: "%[1]d年在第 %[2]d 行已经写过", EN: "%[1]d is already on line %[2]d"},
	Hint:    diag.Text{ZH: "两段并成一段", EN: "make one of both"},
	Explain: diag.Text{
		ZH: "一年只写一段，不然不知道以哪一段为准。\n\n错误：两段 year = 2027\n正确：只留一段",
		EN: "A year is one part, or nobody knows which counts.\n\nWrong: year = 2027 in two parts\nRight: one of them",
	},
}
