package page

import "gongkai/generator/diag"

// typeRules are about keys and about what kind of value each has.
func typeRules() []*diag.Rule {
	return []*diag.Rule{
		ruleUnknownKey, ruleDuplicateKey, ruleMissing, ruleEmpty, ruleType, ruleFlag, ruleFlagEmpty, ruleUntilEmpty, ruleEmptyItem, ruleRepeated,
		ruleUnknownMember, ruleDuplicateMember, ruleMissingMember, ruleInvisible, rulePrivateUse, ruleWideComma,
		ruleNotInReport, ruleOnlyInReport,
	}
}

var ruleUnknownKey = &diag.Rule{
	Code: "FM004", Severity: diag.Error,
	Title:   diag.Text{ZH: "不认识的字段", EN: "unknown key"},
	Message: diag.Text{ZH: "不认识的字段“%[1]s”", EN: "unknown key %[1]s"},
	Hint:    diag.Text{ZH: "%[2]s", EN: "%[2]s"},
	Explain: diag.Text{
		ZH: "拼错的字段如果被忽略，文档就会缺少这项信息而没有人知道，所以一律报错。字段名用英文小写。\n\n错误：tilte: 防火通知\n错误：标题: 防火通知\n正确：title: 防火通知",
		EN: "If a misspelt key were ignored, the document would lack a fact and nobody would know. Keys are lower-case English words.\n\nWrong: tilte: 防火通知\nWrong: 标题: 防火通知\nRight: title: 防火通知",
	},
}

var ruleDuplicateKey = &diag.Rule{
	Code: "FM040", Severity: diag.Error,
	Title:   diag.Text{ZH: "字段重复", EN: "duplicate key"},
	Message: diag.Text{ZH: "字段 %[1]s 在第 %[2]d 行已经写过", EN: "the key %[1]s was given on line %[2]d already"},
	Hint:    diag.Text{ZH: "只保留一个 %[1]s", EN: "keep one %[1]s"},
	Explain: diag.Text{
		ZH: "同一字段写两次时，程序不替您决定用哪一个。列表的几项写在同一个字段里：keywords: [甲, 乙]",
		EN: "Where a key is given twice, the program does not choose between the two. Several items go into one list: keywords: [甲, 乙]",
	},
}

var ruleMissing = &diag.Rule{
	Code: "FM041", Severity: diag.Error,
	Title:   diag.Text{ZH: "缺少必填的字段", EN: "required key missing"},
	Message: diag.Text{ZH: "缺少必填的 %[1]s（%[2]s）", EN: "%[1]s is missing (%[2]s)"},
	Hint:    diag.Text{ZH: "加一行 %[3]s", EN: "add a line such as %[3]s"},
	Explain: diag.Text{
		ZH: "每个文档必须有 title（标题）、category（栏目）和 date（发布日期）；年度报告必须有 title、date 和 form（年报格式）。政府信息公开目录要列出名称和生成日期（《中华人民共和国政府信息公开条例》第十二条）。",
		EN: "Every document has title, category and date; an annual report has title, date and form. The catalog must list name and date (Regulations on the Disclosure of Government Information, article 12).",
	},
}

var ruleEmpty = &diag.Rule{
	Code: "FM042", Severity: diag.Error,
	Title:   diag.Text{ZH: "必填的字段是空的", EN: "required key empty"},
	Message: diag.Text{ZH: "必填的 %[1]s（%[2]s）是空的", EN: "%[1]s is required and empty (%[2]s)"},
	Hint:    diag.Text{ZH: "写成例如 %[3]s", EN: "write, for example, %[3]s"},
	Explain: diag.Text{
		ZH: "必填的字段不能空着。选填的字段没有内容时可以空着，也可以删去整行；draft、publish_until 和 withdrawn 不能空着。",
		EN: "A required key must have a value. An optional one may be empty or left out, but draft, publish_until and withdrawn may not be empty.",
	},
}

var ruleType = &diag.Rule{
	Code: "FM043", Severity: diag.Error,
	Title:   diag.Text{ZH: "值的类型不对", EN: "wrong kind of value"},
	Message: diag.Text{ZH: "%[1]s 应当是%[2]s，这里是%[3]s", EN: "%[1]s must be %[2]s, and this is %[3]s"},
	Hint:    diag.Text{ZH: "写成 %[4]s", EN: "write %[4]s"},
	Explain: diag.Text{
		ZH: "错误：title: [防火, 通知]\n正确：title: 防火通知\n\n错误：keywords: 防火，通知\n正确：keywords: [防火, 通知]",
		EN: "Wrong: title: [防火, 通知]\nRight: title: 防火通知\n\nWrong: keywords: 防火，通知\nRight: keywords: [防火, 通知]",
	},
}

var ruleFlag = &diag.Rule{
	Code: "FM044", Severity: diag.Error,
	Title:   diag.Text{ZH: "应当是 true 或 false", EN: "true or false expected"},
	Message: diag.Text{ZH: "%[1]s 应当是 true 或 false，不能写“%[2]s”", EN: "%[1]s must be true or false, not %[2]s"},
	Hint:    diag.Text{ZH: "改为 %[1]s: %[3]s", EN: "write %[1]s: %[3]s"},
	Explain: diag.Text{
		ZH: "错误：draft: 是\n正确：draft: true（是草稿，不发布）\n正确：draft: false（不是草稿），或删去这一行",
		EN: "Wrong: draft: 是\nRight: draft: true (not to be published)\nRight: draft: false, or leave the line out",
	},
}

var ruleFlagEmpty = &diag.Rule{
	Code: "FM055", Severity: diag.Warning,
	Title:   diag.Text{ZH: "draft 后面没有写", EN: "draft without a value"},
	Message: diag.Text{ZH: "%[1]s 后面没有写 true 或 false，这一篇按草稿处理，不发布", EN: "%[1]s is neither true nor false: this is taken for a draft and not published"},
	Hint:    diag.Text{ZH: "是草稿就写 %[1]s: true；可以发布了，删去这一行", EN: "write %[1]s: true, or delete the line if it is to be published"},
	Explain: diag.Text{
		ZH: "写了 draft 的人想说的是“还不能发布”。值还没有填的时候，宁可不发布，也不能把没有写完的文件公开。\n\n错误：draft:\n正确：draft: true（是草稿，不发布），或者删去这一行",
		EN: "Whoever writes draft means that the document is not to be published yet. While the value is missing it is not.\n\nWrong: draft:\nRight: draft: true (not to be published), or leave the line out",
	},
}

var ruleUntilEmpty = &diag.Rule{
	Code: "FM056", Severity: diag.Error,
	Title:   diag.Text{ZH: "公示截止后面没有写日期", EN: "last day of publication without a value"},
	Message: diag.Text{ZH: "%[1]s 后面没有写日期，到期就不会撤下", EN: "%[1]s has no day: the document would never be withdrawn"},
	Hint:    diag.Text{ZH: "写上公示的最后一天，例如 %[1]s: %[2]s；没有期限的，删去这一行", EN: "write the last day, for example %[1]s: %[2]s, or delete the line if there is none"},
	Explain: diag.Text{
		ZH: "写了 publish_until 的人想说的是“到期要撤下”。日期忘了填，公示里的姓名、金额就会一直公开下去，所以不能空着。\n\n错误：publish_until:\n正确：publish_until: 2017-05-01，或者删去这一行",
		EN: "Whoever writes publish_until means that the document is to be withdrawn some day. Without the day its names and amounts would be public for ever.\n\nWrong: publish_until:\nRight: publish_until: 2017-05-01, or leave the line out",
	},
}

var ruleEmptyItem = &diag.Rule{
	Code: "FM045", Severity: diag.Error,
	Title:   diag.Text{ZH: "列表里有空项", EN: "empty list item"},
	Message: diag.Text{ZH: "%[1]s 的列表里有一项是空的", EN: "an item of %[1]s is empty"},
	Hint:    diag.Text{ZH: "删去空项和多余的逗号", EN: "delete it"},
	Explain: diag.Text{
		ZH: "错误：keywords: [防火, \"\"]\n正确：keywords: [防火]",
		EN: "Wrong: keywords: [防火, \"\"]\nRight: keywords: [防火]",
	},
}

var ruleRepeated = &diag.Rule{
	Code: "FM046", Severity: diag.Warning,
	Title:   diag.Text{ZH: "列表里有重复的项", EN: "repeated list item"},
	Message: diag.Text{ZH: "%[1]s 里“%[2]s”出现了两次", EN: "%[2]s stands twice in %[1]s"},
	Hint:    diag.Text{ZH: "只保留一个", EN: "keep one"},
	Explain: diag.Text{
		ZH: "同一个关键词、附件、旧网址或关联文件只需写一次。",
		EN: "A keyword, an attachment, an alias or a relation is given once.",
	},
}

var ruleUnknownMember = &diag.Rule{
	Code: "FM047", Severity: diag.Error,
	Title:   diag.Text{ZH: "列表项里有不认识的字段", EN: "unknown key in an item"},
	Message: diag.Text{ZH: "%[1]s 里不认识的字段“%[2]s”", EN: "unknown key %[2]s in %[1]s"},
	Hint:    diag.Text{ZH: "%[3]s", EN: "%[3]s"},
	Explain: diag.Text{
		ZH: "附件的每一项有 file（文件名）和 title（标题）；审核记录的每一项有 stage、by、date、sum，由 gongkai approve 写入。\n\n正确：\n    attachments:\n      - {file: 附件1.pdf, title: 申请表}",
		EN: "An attachment has file and title; a step of the review has stage, by, date and sum, written by `gongkai approve`.\n\nRight:\n    attachments:\n      - {file: 附件1.pdf, title: 申请表}",
	},
}

var ruleDuplicateMember = &diag.Rule{
	Code: "FM048", Severity: diag.Error,
	Title:   diag.Text{ZH: "列表项里字段重复", EN: "duplicate key in an item"},
	Message: diag.Text{ZH: "%[1]s 的同一项里 %[2]s 写了两次", EN: "%[2]s is given twice in one item of %[1]s"},
	Hint:    diag.Text{ZH: "两个附件要写成两项，各用一个“- ”", EN: "two attachments are two items, each with its own \"- \""},
	Explain: diag.Text{
		ZH: "错误：\n    attachments:\n      - {file: 甲.pdf, file: 乙.pdf}\n\n正确：\n    attachments:\n      - {file: 甲.pdf}\n      - {file: 乙.pdf}",
		EN: "Wrong:\n    attachments:\n      - {file: 甲.pdf, file: 乙.pdf}\n\nRight:\n    attachments:\n      - {file: 甲.pdf}\n      - {file: 乙.pdf}",
	},
}

var ruleMissingMember = &diag.Rule{
	Code: "FM049", Severity: diag.Error,
	Title:   diag.Text{ZH: "列表项里缺少字段", EN: "key missing in an item"},
	Message: diag.Text{ZH: "%[1]s 的这一项缺少 %[2]s（%[3]s）", EN: "this item of %[1]s lacks %[2]s (%[3]s)"},
	Hint:    diag.Text{ZH: "在花括号里加上 %[2]s: …", EN: "add %[2]s: … within the braces"},
	Explain: diag.Text{
		ZH: "附件必须有 file；修订记录的 date、note 都要写；审核记录的 stage、by、date、sum 缺一不可，请用 gongkai approve 写入，不要手写。",
		EN: "An attachment must have file; a revision, date and note; a step of the review must have stage, by, date and sum: let `gongkai approve` write it.",
	},
}

var ruleInvisible = &diag.Rule{
	Code: "FM050", Severity: diag.Error,
	Title:   diag.Text{ZH: "有看不见的字符", EN: "invisible character"},
	Message: diag.Text{ZH: "%[1]s 里有看不见的字符 U+%[2]s（%[3]s）", EN: "%[1]s contains the invisible character U+%[2]s (%[3]s)"},
	Hint:    diag.Text{ZH: "删去它：光标放在前一个字后面按 Delete，或重新打一遍这个值", EN: "delete it, or type the value again"},
	Explain: diag.Text{
		ZH: "从网页、微信或 Word 复制的文字常带有零宽空格、方向控制符、填充符等看不见的字符。它们会让检索找不到文档，也能使显示的文字与实际不同。删去以后读者看不出差别的，gongkai tidy 可以代改。",
		EN: "Text copied from web pages or Word often carries zero-width blanks, direction marks or fillers. They keep search from finding the document and can make text look other than it is. gongkai tidy takes out those whose absence no reader sees.",
	},
}

var rulePrivateUse = &diag.Rule{
	Code: "FM051", Severity: diag.Warning,
	Title:   diag.Text{ZH: "有造字区的字符", EN: "private-use character"},
	Message: diag.Text{ZH: "%[1]s 里有造字区的字符 U+%[2]s，别人的电脑显示不出来", EN: "%[1]s contains the private-use character U+%[2]s, which other computers cannot show"},
	Hint:    diag.Text{ZH: "换成正式编码的字；生僻字可在《通用规范汉字表》对应的 Unicode 编码中查找", EN: "replace it with the character's proper code"},
	Explain: diag.Text{
		ZH: "人名、地名里的生僻字曾用“造字程序”造出，只在那一台电脑上能显示。绝大多数已有正式编码。",
		EN: "Rare characters in names were once drawn with an editor of private characters and show only on that computer. Nearly all have a proper code by now.",
	},
}

var ruleWideComma = &diag.Rule{
	Code: "FM052", Severity: diag.Error,
	Title:   diag.Text{ZH: "列表里用了中文逗号", EN: "full-width comma in a list"},
	Message: diag.Text{ZH: "“%[1]s”里是中文逗号，几项会被当作一项", EN: "the full-width comma in %[1]s makes several items one"},
	Hint:    diag.Text{ZH: "%[2]s", EN: "%[2]s"},
	Explain: diag.Text{
		ZH: "错误：keywords: [防火，通知]\n正确：keywords: [防火, 通知]",
		EN: "Wrong: keywords: [防火，通知]\nRight: keywords: [防火, 通知]",
	},
}

var ruleNotInReport = &diag.Rule{
	Code: "FM053", Severity: diag.Error,
	Title:   diag.Text{ZH: "年度报告里没有这个字段", EN: "key not used in annual reports"},
	Message: diag.Text{ZH: "年度报告里不用 %[1]s", EN: "annual reports have no %[1]s"},
	Hint:    diag.Text{ZH: "删去这一行", EN: "delete the line"},
	Explain: diag.Text{
		ZH: "content/reports/年份/index.md 是年度报告，用 title、date、form，以及 summary、keywords、issuer、source、author、index_number、attachments、aliases、draft、review。",
		EN: "content/reports/YEAR/index.md is an annual report. It has title, date and form, and may have summary, keywords, issuer, source, author, index_number, attachments, aliases, draft and review.",
	},
}

var ruleOnlyInReport = &diag.Rule{
	Code: "FM054", Severity: diag.Error,
	Title:   diag.Text{ZH: "只有年度报告用的字段", EN: "key of annual reports"},
	Message: diag.Text{ZH: "%[1]s 只用于年度报告（content/reports/年份/index.md）", EN: "%[1]s is for annual reports (content/reports/YEAR/index.md) only"},
	Hint:    diag.Text{ZH: "删去这一行；如果它是年度报告，把文件移到 content/reports/年份/index.md", EN: "delete the line; if this is an annual report, move it to content/reports/YEAR/index.md"},
	Explain: diag.Text{
		ZH: "form 说明年度报告按哪一年的格式编写，别的文档不用。",
		EN: "form says by which form an annual report is drawn up; other documents have none.",
	},
}
