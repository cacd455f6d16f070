package privacy

import "gongkai/generator/diag"

// Rules returns everything that this package can find, in the order of the codes.
func Rules() []*diag.Rule {
	return []*diag.Rule{ruleResident, ruleResidentTypo, ruleOldResident, ruleForeigner, ruleMobile, ruleReserved}
}

var ruleResident = &diag.Rule{
	Code: "PV001", Severity: diag.Error,
	Title:   diag.Text{ZH: "公民身份号码", EN: "a resident ID number"},
	Message: diag.Text{ZH: "这里有一个完整的身份证号（%[1]s）", EN: "here is a whole resident ID number (%[1]s)"},
	Hint:    diag.Text{ZH: "删去，或者改为 %[1]s", EN: "delete it, or write %[1]s"},
	Explain: diag.Text{
		ZH: "公开涉及个人的信息，证件号要去掉或者遮住中间各位（《中华人民共和国政府信息公开条例》第十五条，国务院令第711号；《中华人民共和国个人信息保护法》第二十八条）。号码的日期和校验码都对，所以是真号码；全角数字、中间有空格、横线或者分在几行、几格里的也算。遮盖以前两位、后三位为限。\n\n错误：张三，身份证号 11010519491231002X\n正确：张三，身份证号 11*************02X",
		EN: "What is published of a person has no ID number, or one whose middle is masked (Regulations, State Council order 711, article 15; Personal Information Protection Law, article 28). Date and check digit are right, so it is a real number; it counts in full width, with blanks or hyphens inside, or divided between lines and cells. Not more than the first two and the last three digits are shown.\n\nWrong: 张三，身份证号 11010519491231002X\nRight: 张三，身份证号 11*************02X",
	},
}

var ruleResidentTypo = &diag.Rule{
	Code: "PV002", Severity: diag.Warning,
	Title:   diag.Text{ZH: "身份证号，校验码不对", EN: "a resident ID number with a wrong check digit"},
	Message: diag.Text{ZH: "这里像是一个身份证号（%[1]s），只是校验码不对，可能抄错了一位", EN: "this looks like a resident ID number (%[1]s); its check digit is wrong, perhaps one digit was miscopied"},
	Hint:    diag.Text{ZH: "删去，或者改为 %[1]s；抄错一位的号码也能认出是谁", EN: "delete it, or write %[1]s: a number with a digit miscopied tells who it is all the same"},
	Explain: diag.Text{
		ZH: "旁边写着身份证号，日期也对，只有校验码不对。抄错的号码同样指向一个人。旁边没有写的不算：立案号、项目代码也有十八位。\n\n错误：身份证号 110105194912310021\n正确：身份证号 11*************021",
		EN: "A word beside it says that it is an ID number, its date exists, only the check digit is wrong. A number with a mistake still points to a person. Without such a word nothing is said: numbers of cases and projects have 18 digits too.\n\nWrong: 身份证号 110105194912310021\nRight: 身份证号 11*************021",
	},
}

var ruleOldResident = &diag.Rule{
	Code: "PV003", Severity: diag.Warning,
	Title:   diag.Text{ZH: "十五位的身份证号", EN: "a resident ID number of 15 digits"},
	Message: diag.Text{ZH: "这里像是一个十五位的身份证号（%[1]s）", EN: "this looks like a resident ID number of 15 digits (%[1]s)"},
	Hint:    diag.Text{ZH: "删去，或者改为 %[1]s", EN: "delete it, or write %[1]s"},
	Explain: diag.Text{
		ZH: "十五位的号码加上世纪和校验码就是现在的号码。它没有校验码，所以只在旁边写着身份证号，或者旁边是人名、开头是县的代码时才指出来。\n\n错误：张三，身份证号 110105491231002\n正确：张三，身份证号 11**********002",
		EN: "A number of 15 digits becomes today's with the century and the check digit. It has none itself, so it is found only beside a word that says what it is, or beside a name when it begins with the code of a county.\n\nWrong: 张三，身份证号 110105491231002\nRight: 张三，身份证号 11**********002",
	},
}

var ruleForeigner = &diag.Rule{
	Code: "PV004", Severity: diag.Warning,
	Title:   diag.Text{ZH: "外国人永久居留身份证号", EN: "the number of a permanent resident from abroad"},
	Message: diag.Text{ZH: "这里像是一个外国人永久居留身份证号（%[1]s）", EN: "this looks like the ID number of a permanent resident from abroad (%[1]s)"},
	Hint:    diag.Text{ZH: "删去，或者改为 %[1]s", EN: "delete it, or write %[1]s"},
	Explain: diag.Text{
		ZH: "以 9 开头、后面是省的代码，日期和校验码的算法与居民身份证相同。\n\n错误：911156198001010016\n正确：91*************016",
		EN: "It begins with 9 and the code of a province; date and check digit are as in a resident ID number.\n\nWrong: 911156198001010016\nRight: 91*************016",
	},
}

var ruleMobile = &diag.Rule{
	Code: "PV010", Severity: diag.Error,
	Title:   diag.Text{ZH: "手机号码", EN: "a mobile number"},
	Message: diag.Text{ZH: "这里有一个手机号码（%[1]s）", EN: "here is a mobile number (%[1]s)"},
	Hint:    diag.Text{ZH: "删去，或者改为 %[1]s；办公用的公开号码写进 config.toml", EN: "delete it, or write %[1]s; a number that the office has made public belongs into config.toml"},
	Explain: diag.Text{
		ZH: "个人的手机号码要去掉或者遮住中间四位。号段依工业和信息化部 2023 年公布的码号。办公电话（固定电话、400 和 800 电话）不算，config.toml 里写明的办公号码也不算。\n\n错误：联系人 张三 13812345678\n正确：联系人 张三 138****5678",
		EN: "A person's mobile number is left out, or its four middle digits are masked. Which numbers there are follows the plan that the ministry published in 2023. Landlines, 400 and 800 numbers and the office's numbers in config.toml do not count.\n\nWrong: 联系人 张三 13812345678\nRight: 联系人 张三 138****5678",
	},
}

var ruleReserved = &diag.Rule{
	Code: "PV011", Severity: diag.Note,
	Title:   diag.Text{ZH: "像手机号码，号段不在公布的范围里", EN: "like a mobile number, of a series not given out"},
	Message: diag.Text{ZH: "这里的十一位数（%[1]s）像手机号码，它的号段不在公布的码号里", EN: "these eleven digits (%[1]s) are like a mobile number, of a series that is not in the published plan"},
	Hint:    diag.Text{ZH: "是手机号码的，改为 %[1]s", EN: "if it is one, write %[1]s"},
	Explain: diag.Text{
		ZH: "新的号段会陆续启用，所以只作说明。\n\n错误：联系人 张三 15412345678\n正确：联系人 张三 154****5678",
		EN: "New series come into use, so this is a note.\n\nWrong: 联系人 张三 15412345678\nRight: 联系人 张三 154****5678",
	},
}
