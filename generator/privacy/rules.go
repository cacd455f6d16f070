package privacy

import "gongkai/generator/diag"

// Rules returns everything that this package can find, in the order of the codes.
func Rules() []*diag.Rule {
	return []*diag.Rule{
		ruleResident, ruleResidentTypo, ruleOldResident, ruleForeigner, ruleMask, ruleMobile, ruleReserved,
		ruleCard, ruleAccount, rulePassport, ruleTaiwan, rulePlate, ruleAddress, ruleCondition,
		ruleSecret, ruleWithheld, ruleInternal, ruleOnRequest,
	}
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

var ruleMask = &diag.Rule{
	Code: "PV005", Severity: diag.Warning,
	Title:   diag.Text{ZH: "遮得不够，仍能推出号码", EN: "a mask that hides too little"},
	Message: diag.Text{ZH: "号码遮了一部分，却只剩 %[2]d 种可能：没有遮的各位，加上旁边写的出生日期、性别和校验码，就能推出来", EN: "part of the number is masked, but only %[2]d are possible: the digits shown, the check digit, and the birth and sex that stand beside it tell which"},
	Hint:    diag.Text{ZH: "改为 %[1]s", EN: "write %[1]s"},
	Explain: diag.Text{
		ZH: "身份证号的第七至十四位是出生日期，第十七位奇数为男、偶数为女，最后一位由前面各位算出。只遮出生日期，而同一行又写着出生日期，等于没有遮；少遮一位，校验码也能补上。\n\n错误：张三，男，1949年12月31日生，身份证号 110105********0038\n正确：张三，男，1949年12月31日生，身份证号 11*************038",
		EN: "Digits 7 to 14 of a resident ID number are the birth, the 17th is odd for men, the last follows from the others. A mask over the birth hides nothing where the row tells the birth, and a single hidden digit is given away by the check digit.\n\nWrong: 张三，男，1949年12月31日生，身份证号 110105********0038\nRight: 张三，男，1949年12月31日生，身份证号 11*************038",
	},
}

var ruleCard = &diag.Rule{
	Code: "PV020", Severity: diag.Error,
	Title:   diag.Text{ZH: "银行卡号", EN: "a bank card number"},
	Message: diag.Text{ZH: "这里有一个完整的银行卡号（%[1]s）", EN: "here is a whole bank card number (%[1]s)"},
	Hint:    diag.Text{ZH: "删去，或者改为 %[1]s；机关收款的账号写进 config.toml 的 [scan] office_numbers", EN: "delete it, or write %[1]s; an account of the office belongs into config.toml, [scan] office_numbers"},
	Explain: diag.Text{
		ZH: "校验位是对的，开头是发卡银行的代码，或者旁边写着卡号、账号。金融账户是敏感个人信息（《中华人民共和国个人信息保护法》第二十八条）。写明是单位账户的不算。\n\n错误：张三，银行卡号 6222020000000000000\n正确：张三，银行卡号 6222***********0000",
		EN: "Its check digit is right, and it begins as the cards of a bank do, or a word beside it says that it is one. Financial accounts are sensitive personal information (Personal Information Protection Law, article 28). The account of an organisation that is named does not count.\n\nWrong: 张三，银行卡号 6222020000000000000\nRight: 张三，银行卡号 6222***********0000",
	},
}

var ruleAccount = &diag.Rule{
	Code: "PV021", Severity: diag.Warning,
	Title:   diag.Text{ZH: "个人的银行账号", EN: "a person's bank account"},
	Message: diag.Text{ZH: "这里像是个人的银行账号（%[1]s）", EN: "this looks like a person's bank account (%[1]s)"},
	Hint:    diag.Text{ZH: "删去，或者改为 %[1]s；机关收款的账号写进 config.toml 的 [scan] office_numbers", EN: "delete it, or write %[1]s; an account of the office belongs into config.toml, [scan] office_numbers"},
	Explain: diag.Text{
		ZH: "存折的账号没有校验位，所以只在旁边写着账号、又有人名时才指出来。\n\n错误：张三，存折账号 0312345678901\n正确：张三，存折账号 0312*****8901",
		EN: "The number of a passbook has no check digit, so it is found only where a word says what it is and a person is named beside it.\n\nWrong: 张三，存折账号 0312345678901\nRight: 张三，存折账号 0312*****8901",
	},
}

var rulePassport = &diag.Rule{
	Code: "PV022", Severity: diag.Error,
	Title:   diag.Text{ZH: "护照、往来港澳通行证、回乡证的号码", EN: "the number of a passport or a travel permit"},
	Message: diag.Text{ZH: "这里有一个护照或者通行证的号码（%[1]s）", EN: "here is the number of a passport or a travel permit (%[1]s)"},
	Hint:    diag.Text{ZH: "删去，或者改为 %[1]s", EN: "delete it, or write %[1]s"},
	Explain: diag.Text{
		ZH: "字母和位数符合护照、往来港澳通行证、港澳居民来往内地通行证的样式，旁边也写着是证件。\n\n错误：张三，护照 E12345678\n正确：张三，护照 E******78",
		EN: "Letters and digits are those of a passport or of a permit for Hong Kong and Macao, and a word beside it says that it is one.\n\nWrong: 张三，护照 E12345678\nRight: 张三，护照 E******78",
	},
}

var ruleTaiwan = &diag.Rule{
	Code: "PV023", Severity: diag.Warning,
	Title:   diag.Text{ZH: "台胞证、往来台湾通行证的号码", EN: "the number of a travel permit for Taiwan"},
	Message: diag.Text{ZH: "这里像是台胞证或者往来台湾通行证的号码（%[1]s）", EN: "this looks like the number of a travel permit for Taiwan or of its residents (%[1]s)"},
	Hint:    diag.Text{ZH: "删去，或者改为 %[1]s", EN: "delete it, or write %[1]s"},
	Explain: diag.Text{
		ZH: "台湾居民来往大陆通行证是八位数（旧证十位），大陆居民往来台湾通行证是 L 加八位数。数字本身看不出来，要旁边写着才指出来。\n\n错误：林某，台胞证 01234567\n正确：林某，台胞证 0*****67",
		EN: "Such permits have eight digits (old ones ten), or an L and eight. Digits alone do not tell, so a word beside them must.\n\nWrong: 林某，台胞证 01234567\nRight: 林某，台胞证 0*****67",
	},
}

var rulePlate = &diag.Rule{
	Code: "PV030", Severity: diag.Warning,
	Title:   diag.Text{ZH: "人名旁边的车牌号", EN: "a plate beside a name"},
	Message: diag.Text{ZH: "车牌号（%[1]s）旁边有人名", EN: "the plate of a car (%[1]s) stands beside the name of a person"},
	Hint:    diag.Text{ZH: "删去，或者改为 %[1]s", EN: "delete it, or write %[1]s"},
	Explain: diag.Text{
		ZH: "车牌号和人名在一起，就能知道是谁的车、去过哪里。公务用车单独的车牌号不算。\n\n错误：张三驾驶京A12345\n正确：张三驾驶京A****5",
		EN: "A plate and a name together tell whose car it is and where it has been. Plates of official cars by themselves do not count.\n\nWrong: 张三驾驶京A12345\nRight: 张三驾驶京A****5",
	},
}

var ruleAddress = &diag.Rule{
	Code: "PV040", Severity: diag.Warning,
	Title:   diag.Text{ZH: "人名旁边的详细住址", EN: "a home address beside a name"},
	Message: diag.Text{ZH: "人名旁边的住址比乡镇、街道更细", EN: "an address finer than the township stands beside the name of a person"},
	Hint:    diag.Text{ZH: "住址只写到乡镇、街道：%[1]s", EN: "write no more than the township: %[1]s"},
	Explain: diag.Text{
		ZH: "公示名单里的家庭住址只保留到乡镇、街道。办公地址不算。\n\n错误：张三，住东河镇西山村3组12号\n正确：张三，住东河镇***",
		EN: "In lists of people an address goes no further than the township. Addresses of offices do not count.\n\nWrong: 张三，住东河镇西山村3组12号\nRight: 张三，住东河镇***",
	},
}

var ruleCondition = &diag.Rule{
	Code: "PV041", Severity: diag.Warning,
	Title:   diag.Text{ZH: "人名旁边写着健康或者困难状况", EN: "health or need beside a name"},
	Message: diag.Text{ZH: "这一行写着 %[1]s 的健康或者困难状况", EN: "this row tells of the health or need of %[1]s"},
	Hint:    diag.Text{ZH: "确需公示的，姓名改为 %[1]s，或者删去这一列；应当在村里公示的，不要放到网上", EN: "where it has to be shown, write %[1]s or leave the column out; what is to be posted in the village does not go on the web"},
	Explain: diag.Text{
		ZH: "医疗健康是敏感个人信息（《中华人民共和国个人信息保护法》第二十八条）。低保等救助对象的公示在村、社区进行，其余情况要保密（《社会救助暂行办法》第十一条、第六十一条，国务院令第649号）。\n\n错误：| 张三 | 肢体残疾 |\n正确：| 张* | 肢体残疾 |",
		EN: "Health is sensitive personal information (Personal Information Protection Law, article 28). Who receives assistance is posted in the village, and everything else is confidential (Interim Measures for Social Assistance, State Council order 649, articles 11 and 61).\n\nWrong: | 张三 | 肢体残疾 |\nRight: | 张* | 肢体残疾 |",
	},
}

var ruleSecret = &diag.Rule{
	Code: "PV050", Severity: diag.Error,
	Title:   diag.Text{ZH: "国家秘密标志", EN: "a mark of state secrecy"},
	Message: diag.Text{ZH: "这里有密级标志“%[1]s”", EN: "here is a mark of secrecy, %[1]s"},
	Hint:    diag.Text{ZH: "不要公开，立即报告保密工作负责人；已经解密的，按解密后的文本公开，删去标志", EN: "do not publish it, and tell whoever is in charge of secrecy; of what was declassified, publish the declassified text without the mark"},
	Explain: diag.Text{
		ZH: "标志由密级和保密期限组成（《中华人民共和国保守国家秘密法实施条例》第二十一条）。涉密信息不得公开，公开以前要逐项做保密审查。正文里的“国家秘密”“商业秘密”等词不算。\n\n错误：机密★10年\n正确：删去整份文件，报告保密工作负责人",
		EN: "A mark has a level and a term (Regulations for the Implementation of the Law on Guarding State Secrets, article 21). What is marked is not published. Words like 国家秘密 in a text are no marks.\n\nWrong: 机密★10年\nRight: the file is taken out, and who is in charge of secrecy is told",
	},
}

var ruleWithheld = &diag.Rule{
	Code: "PV051", Severity: diag.Error,
	Title:   diag.Text{ZH: "写着不公开的文件", EN: "a document that says that it is not public"},
	Message: diag.Text{ZH: "文件上写着“%[1]s”", EN: "the document says %[1]s"},
	Hint:    diag.Text{ZH: "不公开的文件不要放到网站上；写错的，改为“此件公开发布”", EN: "such a document does not belong on the site; if that is a mistake, it says 此件公开发布"},
	Explain: diag.Text{
		ZH: "公文的公开属性在拟稿时确定，写在文件上。\n\n错误：（此件不公开）\n正确：（此件公开发布）",
		EN: "Whether a document is public is decided when it is drafted, and stands on it.\n\nWrong: （此件不公开）\nRight: （此件公开发布）",
	},
}

var ruleInternal = &diag.Rule{
	Code: "PV052", Severity: diag.Warning,
	Title:   diag.Text{ZH: "工作秘密、内部资料的标记", EN: "a mark of internal papers"},
	Message: diag.Text{ZH: "这里单独写着“%[1]s”，像是内部资料的标记", EN: "%[1]s stands here by itself, like the mark of an internal paper"},
	Hint:    diag.Text{ZH: "确认可以公开以后删去标记；不能公开的，不要放到网站上", EN: "if the paper may be published, delete the mark; if not, take it out"},
	Explain: diag.Text{
		ZH: "工作秘密也要保护（《中华人民共和国保守国家秘密法》第六十四条）。它没有统一的标志，常见的是单独一行的“内部资料 注意保密”“内部使用 不得外传”“工作秘密”，或者文件开头的份号和密级。\n\n错误：内部资料 注意保密\n正确：（此件公开发布）",
		EN: "Work secrets are protected too (Law on Guarding State Secrets, article 64). They have no one mark; often a line of its own says 内部资料 注意保密 and the like, or a document begins with the number of the copy and 密级.\n\nWrong: 内部资料 注意保密\nRight: （此件公开发布）",
	},
}

var ruleOnRequest = &diag.Rule{
	Code: "PV053", Severity: diag.Warning,
	Title:   diag.Text{ZH: "写着依申请公开的文件", EN: "a document that is public on request only"},
	Message: diag.Text{ZH: "文件上写着“%[1]s”，放到网站上就是主动公开", EN: "the document says %[1]s, and on a site it is public to all"},
	Hint:    diag.Text{ZH: "不主动公开的不要放到网站上；改为主动公开的，写“此件主动公开”", EN: "take it out; if it is now public to all, it says 此件主动公开"},
	Explain: diag.Text{
		ZH: "依申请公开的文件只向申请人提供。\n\n错误：（此件依申请公开）\n正确：（此件主动公开）",
		EN: "Such a document is given to those who ask for it.\n\nWrong: （此件依申请公开）\nRight: （此件主动公开）",
	},
}
