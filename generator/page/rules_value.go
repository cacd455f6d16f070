package page

import "gongkai/generator/diag"

// valueRules are about single values and about values that contradict each
// other.
func valueRules() []*diag.Rule {
	return []*diag.Rule{
		ruleDateForm, ruleNoSuchDay, ruleNoSuchTime, ruleDateRange, ruleDocNumber, ruleDocNumberForm, ruleIndexNumber, ruleIndexYear,
		ruleSubject, ruleGenre, ruleValue, ruleSummary, ruleOrder, ruleRetroactive, ruleRepealedValid, ruleRepealedOpen, ruleNothing, ruleRemedy, ruleStandIn, ruleEnclosure, ruleEnclosureLeft, ruleNumberTyped, ruleNumberTwice, ruleNumberDiffers, ruleMaterials, ruleHeadTyped, ruleTextDay,
		ruleRevisionEarly, ruleRevisionOrder, rulePeriod, ruleIntroWithdrawn, ruleLimit, ruleLimitOrder, ruleCopies,
	}
}

var ruleDateForm = &diag.Rule{
	Code: "FM060", Severity: diag.Error,
	Title:   diag.Text{ZH: "日期写法不对", EN: "malformed date"},
	Message: diag.Text{ZH: "%[1]s 不是规定的日期写法：%[2]s", EN: "%[1]s is not written as a date: %[2]s"},
	Hint:    diag.Text{ZH: "%[3]s", EN: "%[3]s"},
	Explain: diag.Text{
		ZH: "日期写成 2017-03-15，需要时间时写成 2017-03-15 10:30（北京时间）。月、日、时、分都是两位数字。\n\n错误：2017年3月15日    2017/3/15    2017-3-15    二〇一七年三月十五日\n正确：2017-03-15",
		EN: "A date is written 2017-03-15, with a time of day 2017-03-15 10:30 (UTC+8), every part but the year with two digits.\n\nWrong: 2017年3月15日    2017/3/15    2017-3-15    二〇一七年三月十五日\nRight: 2017-03-15",
	},
}

var ruleNoSuchDay = &diag.Rule{
	Code: "FM061", Severity: diag.Error,
	Title:   diag.Text{ZH: "没有这一天", EN: "no such day"},
	Message: diag.Text{ZH: "%[1]s：没有“%[2]s”这一天", EN: "%[1]s: there is no day %[2]s"},
	Hint:    diag.Text{ZH: "%[3]s", EN: "%[3]s"},
	Explain: diag.Text{
		ZH: "错误：date: 2017-02-30\n正确：date: 2017-02-28",
		EN: "Wrong: date: 2017-02-30\nRight: date: 2017-02-28",
	},
}

var ruleNoSuchTime = &diag.Rule{
	Code: "FM062", Severity: diag.Error,
	Title:   diag.Text{ZH: "没有这个时间", EN: "no such time"},
	Message: diag.Text{ZH: "%[1]s：没有 %[2]s 这个时间", EN: "%[1]s: there is no time %[2]s"},
	Hint:    diag.Text{ZH: "时间是 00:00 到 23:59", EN: "times are 00:00 to 23:59"},
	Explain: diag.Text{
		ZH: "错误：date: 2017-03-15 24:00\n正确：date: 2017-03-16 00:00",
		EN: "Wrong: date: 2017-03-15 24:00\nRight: date: 2017-03-16 00:00",
	},
}

var ruleDateRange = &diag.Rule{
	Code: "FM063", Severity: diag.Error,
	Title:   diag.Text{ZH: "年份不合情理", EN: "unlikely year"},
	Message: diag.Text{ZH: "%[1]s 的年份是 %[2]d，多半是打错了", EN: "the year of %[1]s is %[2]d, surely a slip"},
	Hint:    diag.Text{ZH: "年份应当在 %[3]d 到 %[4]d 之间", EN: "a year is between %[3]d and %[4]d"},
	Explain: diag.Text{
		ZH: "错误：date: 0217-03-15\n正确：date: 2017-03-15",
		EN: "Wrong: date: 0217-03-15\nRight: date: 2017-03-15",
	},
}

var ruleDocNumber = &diag.Rule{
	Code: "FM064", Severity: diag.Error,
	Title:   diag.Text{ZH: "发文字号写法不对", EN: "malformed document number"},
	Message: diag.Text{ZH: "发文字号“%[1]s”写法不对", EN: "the document number %[1]s is malformed"},
	Hint:    diag.Text{ZH: "改为 %[2]s", EN: "write %[2]s"},
	Explain: diag.Text{
		ZH: "发文字号由发文机关代字、年份、发文顺序号组成；年份用六角括号〔〕，顺序号不加“第”、不编虚位（GB/T 9704—2012《党政机关公文格式》7.2.5）。\n\n错误：某政发[2017]3号    某政发（2017）第03号\n正确：某政发〔2017〕3号",
		EN: "A document number is made of the authority's sign, the year in brackets 〔〕 and the serial number without 第 and without leading zeros (GB/T 9704—2012, 7.2.5).\n\nWrong: 某政发[2017]3号    某政发（2017）第03号\nRight: 某政发〔2017〕3号",
	},
}

var ruleDocNumberForm = &diag.Rule{
	Code: "FM065", Severity: diag.Warning,
	Title:   diag.Text{ZH: "发文字号的形式少见", EN: "unusual document number"},
	Message: diag.Text{ZH: "“%[1]s”不像发文字号", EN: "%[1]s does not look like a document number"},
	Hint:    diag.Text{ZH: "一般写成 某政发〔2017〕3号；没有文号的文件请删去这一行", EN: "the usual form is 某政发〔2017〕3号; where there is no number, leave the line out"},
	Explain: diag.Text{
		ZH: "发文字号的一般形式是“机关代字〔年份〕序号号”，政府令、公告按“第”编号：政府令〔2020〕293号、第293号、公告2026年第1号、2026年第1号公告。历史文件的特殊字号可以保留。",
		EN: "The usual form is sign〔year〕number号; orders and notices to the public are counted with 第: 政府令〔2020〕293号, 第293号, 公告2026年第1号. An unusual number of an old document may stay.",
	},
}

var ruleIndexNumber = &diag.Rule{
	Code: "FM066", Severity: diag.Error,
	Title:   diag.Text{ZH: "索引号写法不对", EN: "malformed index number"},
	Message: diag.Text{ZH: "索引号“%[1]s”写法不对", EN: "the index number %[1]s is malformed"},
	Hint:    diag.Text{ZH: "写成“机构代码/年份-序号”，例如 %[2]s", EN: "write \"organisation code/year-serial number\", such as %[2]s"},
	Explain: diag.Text{
		ZH: "索引号由前段码和后段码组成：前段是 9 位组织机构代码（或 18 位统一社会信用代码），后段是 4 位年份、减号和序号（一般 5 位）。依据：《政府信息公开目录系统实施指引（试行）》。\n\n正确：000014349/2017-00110",
		EN: "An index number is the organisation code of 9 characters (or the unified social credit code of 18), a stroke, the year, a hyphen and a serial number, as a rule of 5 digits: 《政府信息公开目录系统实施指引（试行）》.\n\nRight: 000014349/2017-00110",
	},
}

var ruleIndexYear = &diag.Rule{
	Code: "FM067", Severity: diag.Warning,
	Title:   diag.Text{ZH: "编号的年份与日期不符", EN: "number of another year"},
	Message: diag.Text{ZH: "%[1]s的年份是 %[2]d，文件是 %[3]d 年的", EN: "the year in the %[1]s is %[2]d, that of the document %[3]d"},
	Hint:    diag.Text{ZH: "核对这个编号和 written（成文日期）、date（发布日期）", EN: "compare it with written and date"},
	Explain: diag.Text{
		ZH: "索引号、发文字号里的年份是成文的那一年；以后才公开的旧文件，年份比发布日期早是对的。比成文早一年以上，或者比发布还晚，多半是抄错了。已经公布的编号不再改动，此时可以保留。\n\n错误：written: 2017-03-10，doc_number: 某政发〔2071〕3号\n正确：doc_number: 某政发〔2017〕3号",
		EN: "The year in an index or document number is that in which the document was written; of an old document that is published later it is well before the date. One more than a year before it was written, or later than its publication, is most likely a slip. A number that was published before never changes, and then may stay.\n\nWrong: written: 2017-03-10, doc_number: 某政发〔2071〕3号\nRight: doc_number: 某政发〔2017〕3号",
	},
}

var ruleSubject = &diag.Rule{
	Code: "FM068", Severity: diag.Error,
	Title:   diag.Text{ZH: "主题分类表里没有", EN: "unknown subject"},
	Message: diag.Text{ZH: "主题分类表里没有“%[1]s”", EN: "there is no subject %[1]s"},
	Hint:    diag.Text{ZH: "%[2]s", EN: "%[2]s"},
	Explain: diag.Text{
		ZH: "主题分类用国务院政策文件库的 22 个一级主题及其二级主题，写成“一级/二级”。\n\n错误：subject: 政务公开\n正确：subject: 综合政务/政务公开",
		EN: "Subjects are the 22 of the State Council's policy library and their children, written \"first level/second level\".\n\nWrong: subject: 政务公开\nRight: subject: 综合政务/政务公开",
	},
}

var ruleGenre = &diag.Rule{
	Code: "FM069", Severity: diag.Note,
	Title:   diag.Text{ZH: "不是法定公文的体裁", EN: "genre of no official document"},
	Message: diag.Text{ZH: "“%[1]s”不是党政机关公文的体裁", EN: "%[1]s is not a genre of official documents"},
	Hint:    diag.Text{ZH: "%[2]s", EN: "%[2]s"},
	Explain: diag.Text{
		ZH: "党政机关公文有决议、决定、命令（令）、公报、公告、通告、意见、通知、通报、报告、请示、批复、议案、函、纪要十五种（《党政机关公文处理工作条例》）。办法、指南等其他材料可以写自己的体裁。",
		EN: "Official documents have fifteen genres: 决议, 决定, 命令（令）, 公报, 公告, 通告, 意见, 通知, 通报, 报告, 请示, 批复, 议案, 函, 纪要 (《党政机关公文处理工作条例》). Other texts may name their own.",
	},
}

var ruleValue = &diag.Rule{
	Code: "FM070", Severity: diag.Error,
	Title:   diag.Text{ZH: "值不在允许的范围内", EN: "value not allowed"},
	Message: diag.Text{ZH: "%[1]s 不能写“%[2]s”", EN: "%[1]s cannot be %[2]s"},
	Hint:    diag.Text{ZH: "%[3]s", EN: "%[3]s"},
	Explain: diag.Text{
		ZH: "validity（有效性）：有效、失效、废止、已修改。disclosure（公开方式）：主动公开、依申请公开。form（年报格式）：2007（2018 年及以前的报告）、2019（2019、2020 年）、2021（2021 年起）。",
		EN: "validity: 有效, 失效, 废止, 已修改. disclosure: 主动公开, 依申请公开. form: 2007 (reports up to 2018), 2019 (2019 and 2020), 2021 (from 2021 on).",
	},
}

var ruleSummary = &diag.Rule{
	Code: "FM071", Severity: diag.Warning,
	Title:   diag.Text{ZH: "内容概述太长", EN: "long summary"},
	Message: diag.Text{ZH: "内容概述有 %[1]d 字，超过 %[2]d 字", EN: "the summary has %[1]d characters, more than %[2]d"},
	Hint:    diag.Text{ZH: "概述显示在列表里，请缩短；全文写在正文里", EN: "lists show the summary: shorten it, and put the rest into the text"},
	Explain: diag.Text{
		ZH: "内容概述一般不超过 300 字，长文件不超过 500 字（各地目录编制规范的通行要求）。",
		EN: "A summary has at most 300 characters, of a long document 500, as local rules for the catalog have it.",
	},
}

var ruleOrder = &diag.Rule{
	Code: "FM080", Severity: diag.Error,
	Title:   diag.Text{ZH: "日期先后矛盾", EN: "dates out of order"},
	Message: diag.Text{ZH: "%[2]s（%[1]s）%[3]s 早于%[5]s（%[4]s）%[6]s", EN: "%[2]s (%[1]s) %[3]s is before %[5]s (%[4]s) %[6]s"},
	Hint:    diag.Text{ZH: "核对 %[1]s 和 %[4]s", EN: "compare %[1]s and %[4]s"},
	Explain: diag.Text{
		ZH: "文件先成文、后发布；失效不早于实施，废止不早于成文，公示截止和撤下不早于发布。发布日期早于成文日期会被检查认定为伪造发稿日期（《政府网站与政务新媒体检查指标》，国办秘函〔2019〕19号，单项否决）。",
		EN: "A document is written before it is published; it does not expire before it takes effect, nor is it repealed before it is written; it is withdrawn after it was published. A date of publication before the date of writing counts as forged in inspections (国办秘函〔2019〕19号).",
	},
}

var ruleRetroactive = &diag.Rule{
	Code: "FM081", Severity: diag.Warning,
	Title:   diag.Text{ZH: "实施日期早于成文日期", EN: "in force before it was written"},
	Message: diag.Text{ZH: "实施日期 %[1]s 早于成文日期 %[2]s", EN: "effective %[1]s is before written %[2]s"},
	Hint:    diag.Text{ZH: "核对 effective 和 written；文件确有溯及力时可以保留", EN: "compare effective and written; where the document does act backwards, keep it"},
	Explain: diag.Text{
		ZH: "一般文件自成文以后的某日起实施。少数文件规定从更早的日期起执行。",
		EN: "As a rule a document takes effect after it is written. A few say that they apply from an earlier day.",
	},
}

var ruleRepealedValid = &diag.Rule{
	Code: "FM082", Severity: diag.Error,
	Title:   diag.Text{ZH: "已废止的文件标为有效", EN: "repealed, yet valid"},
	Message: diag.Text{ZH: "文件在 %[1]s 废止，validity 却是“有效”", EN: "the document was repealed on %[1]s, and validity says 有效"},
	Hint:    diag.Text{ZH: "改为 validity: 废止；没有废止时删去 repealed", EN: "write validity: 废止, or delete repealed"},
	Explain: diag.Text{
		ZH: "文件废止、失效、修改后要明确标注（《政府网站发展指引》，国办发〔2017〕47号），有废止日期的文件不能标为有效。",
		EN: "Documents that were repealed, expired or amended must be marked as such (国办发〔2017〕47号); one with a date of repeal is not valid.",
	},
}

var ruleRepealedOpen = &diag.Rule{
	Code: "FM083", Severity: diag.Warning,
	Title:   diag.Text{ZH: "有废止日期，没有标明废止", EN: "repealed, validity not given"},
	Message: diag.Text{ZH: "文件在 %[1]s 废止，但没有写 validity", EN: "the document was repealed on %[1]s, and validity is not given"},
	Hint:    diag.Text{ZH: "加一行 validity: 废止", EN: "add a line validity: 废止"},
	Explain: diag.Text{
		ZH: "文件废止、失效、修改后要明确标注（《政府网站发展指引》，国办发〔2017〕47号）。",
		EN: "Documents that were repealed, expired or amended must be marked as such (国办发〔2017〕47号).",
	},
}

var ruleNothing = &diag.Rule{
	Code: "FM084", Severity: diag.Error,
	Title:   diag.Text{ZH: "没有正文，也没有附件", EN: "neither text nor attachment"},
	Message: diag.Text{ZH: "只有标题，没有正文，也没有附件", EN: "there is a title, and neither text nor attachment"},
	Hint:    diag.Text{ZH: "在这一行 --- 下面写正文；还没有写好的，在这一行上面加一行 draft: true", EN: "write the text below this line ---; while it is not written, add a line draft: true above"},
	Explain: diag.Text{
		ZH: `点开列表里的标题，看到的是一个空白的网页，比没有发布还不如。内容在附件里的，写上 attachments；还没有写好的，是草稿。

错误：
    ---
    title: 关于停水的公告
    category: notices
    date: 2017-03-15
    ---

正确：
    ---
    title: 关于停水的公告
    category: notices
    date: 2017-03-15
    draft: true
    ---`,
		EN: `Who follows the title in a list finds an empty page, which is worse than none. Where the attachment is what is published, name it in attachments; what is not written yet is a draft.

Wrong:
    ---
    title: 关于停水的公告
    category: notices
    date: 2017-03-15
    ---

Right:
    ---
    title: 关于停水的公告
    category: notices
    date: 2017-03-15
    draft: true
    ---`,
	},
}

var ruleRemedy = &diag.Rule{
	Code: "FM085", Severity: diag.Warning,
	Title:   diag.Text{ZH: "不予公开要先申请行政复议", EN: "a refusal goes to administrative review first"},
	Message: diag.Text{ZH: "不予公开政府信息的，2024年1月1日起要先申请行政复议，不能直接起诉", EN: "since 1 January 2024 a refusal goes to administrative review before a court"},
	Hint:    diag.Text{ZH: "改为：应当先申请行政复议；对行政复议决定不服的，可以再依法提起行政诉讼", EN: "write: 应当先申请行政复议；对行政复议决定不服的，可以再依法提起行政诉讼"},
	Explain: diag.Text{
		ZH: "申请政府信息公开，行政机关不予公开的，应当先申请行政复议，并且要在答复时告知（《中华人民共和国行政复议法》2023年修订，第二十三条第一款第四项、第二款）。指南、申请表和答复书的样本写成“复议或者诉讼”的，照着做会被法院退回来。\n\n错误：对本答复不服的，可以申请行政复议或者提起行政诉讼。\n正确：对不予公开的决定不服的，应当先申请行政复议；对行政复议决定不服的，可以再依法提起行政诉讼。",
		EN: "Who is refused information must go to administrative review before a court, and the answer must say so (Administrative Review Law as revised in 2023, article 23). Guides, forms and letters that offer a choice send people to a court that turns them away.\n\nWrong: 对本答复不服的，可以申请行政复议或者提起行政诉讼。\nRight: 对不予公开的决定不服的，应当先申请行政复议；对行政复议决定不服的，可以再依法提起行政诉讼。",
	},
}

var ruleStandIn = &diag.Rule{
	Code: "FM086", Severity: diag.Warning,
	Title:   diag.Text{ZH: "正文还没有写", EN: "a text that is none yet"},
	Message: diag.Text{ZH: "正文里是“%[1]s”，还没有写实际的内容", EN: "the text has %[1]s where something is still to be written"},
	Hint:    diag.Text{ZH: "写上实际的内容；还没有内容的，先加 draft: true，有了再发布", EN: "write what it is about; until then add draft: true"},
	Explain: diag.Text{
		ZH: "“暂无内容”“建设中”“此处填写”是给写的人看的，不是给来查信息的人看的；网站检查把这样的页面算作空白。\n\n错误：正文只有一句“暂无相关信息。”\n正确：等有了内容再发布",
		EN: "Words such as 暂无内容, 建设中 and 此处填写 are for those who write, not for those who look for information; inspections count such pages as blank.\n\nWrong: a text of nothing but 暂无相关信息。\nRight: publish it when there is something to say",
	},
}

var ruleRevisionEarly = &diag.Rule{
	Code: "FM087", Severity: diag.Error,
	Title:   diag.Text{ZH: "修订早于发布", EN: "revised before it was published"},
	Message: diag.Text{ZH: "修订日期 %[1]s 早于发布日期 %[2]s", EN: "the revision of %[1]s is before the publication of %[2]s"},
	Hint:    diag.Text{ZH: "核对这个日期和 date；发布以前的修改不写进 revisions", EN: "compare it with date; what was changed before publication is no revision"},
	Explain: diag.Text{
		ZH: "revisions 记录发布以后对网页做的改动，页面上显示为修订记录，最后一次的日期是更新日期。\n\n错误：date: 2017-03-15，revisions: [{date: 2016-04-02, note: 更正电话号码}]\n正确：revisions: [{date: 2017-04-02, note: 更正电话号码}]",
		EN: "revisions tell what was changed on the page since it was published; the page shows them, and the last day as that of its update.\n\nWrong: date: 2017-03-15, revisions: [{date: 2016-04-02, note: 更正电话号码}]\nRight: revisions: [{date: 2017-04-02, note: 更正电话号码}]",
	},
}

var ruleRevisionOrder = &diag.Rule{
	Code: "FM088", Severity: diag.Error,
	Title:   diag.Text{ZH: "修订记录的次序不对", EN: "revisions out of order"},
	Message: diag.Text{ZH: "修订记录从早到晚排，%[1]s 的一项却在 %[2]s 的后面", EN: "revisions stand in the order of time, and that of %[1]s comes after %[2]s"},
	Hint:    diag.Text{ZH: "改为 revisions: %[3]s", EN: "write revisions: %[3]s"},
	Explain: diag.Text{
		ZH: "最后一项的日期就是更新日期，所以修订记录从早到晚写，新的加在最后。\n\n错误：revisions: [{date: 2017-05-02, note: 更换附件}, {date: 2017-04-02, note: 更正电话号码}]\n正确：revisions: [{date: 2017-04-02, note: 更正电话号码}, {date: 2017-05-02, note: 更换附件}]",
		EN: "The day of the last one is that of the update, so revisions are written in the order of time, a new one at the end.\n\nWrong: revisions: [{date: 2017-05-02, note: 更换附件}, {date: 2017-04-02, note: 更正电话号码}]\nRight: revisions: [{date: 2017-04-02, note: 更正电话号码}, {date: 2017-05-02, note: 更换附件}]",
	},
}

var rulePeriod = &diag.Rule{
	Code: "FM089", Severity: diag.Error,
	Title:   diag.Text{ZH: "公示截止要写日期", EN: "a period where a day is wanted"},
	Message: diag.Text{ZH: "%[1]s 写的是一段时间“%[2]s”，要写最后一天的日期", EN: "%[1]s is the period %[2]s, and must be its last day"},
	Hint:    diag.Text{ZH: "%[3]s", EN: "%[3]s"},
	Explain: diag.Text{
		ZH: "publish_until 是公示的最后一天，过了这一天，文档自动撤下。可以先写成一段时间：+10d（十天）、+3m（三个月）、+3y（三年），从发布日期算起，`gongkai tidy` 和 `gongkai new` 会换成日期。日期写在文件里，人人看得见，也和正文一起审核。\n\n错误：date: 2017-03-15，publish_until: +3m\n正确：date: 2017-03-15，publish_until: 2017-06-15",
		EN: "publish_until is the last day on which a document is shown; on the day after it is withdrawn by itself. A period may be written first: +10d, +3m, +3y, counted from the day of publication; `gongkai tidy` and `gongkai new` write the day in its place. It stands in the file for everybody to see, and is approved with the text.\n\nWrong: date: 2017-03-15, publish_until: +3m\nRight: date: 2017-03-15, publish_until: 2017-06-15",
	},
}

var ruleIntroWithdrawn = &diag.Rule{
	Code: "FM101", Severity: diag.Error,
	Title:   diag.Text{ZH: "栏目说明不能撤下", EN: "the text of a section cannot be withdrawn"},
	Message: diag.Text{ZH: "这是栏目的说明，它的网址是栏目的首页，不能用 %[1]s 撤下", EN: "this is the text of a section, whose address is the front page of the section: %[1]s cannot withdraw it"},
	Hint:    diag.Text{ZH: "删去这一行；不再需要这段说明的，删去这个文件", EN: "delete this line; where the text is not wanted any more, delete the file"},
	Explain: diag.Text{
		ZH: "撤下的文档在原来的网址上留一页撤下说明。栏目的 index.md 显示在栏目首页上方，那一页还有整个栏目的列表，不能换成撤下说明。\n\n错误：content/notices/index.md 里写 withdrawn: {date: 2017-06-01, reason: 内容有误}\n正确：改正这段说明，或者删去 content/notices/index.md",
		EN: "A document that is withdrawn leaves a notice at its address. The index.md of a category stands at the top of the front page of that category, whose list must stay.\n\nWrong: withdrawn: {date: 2017-06-01, reason: 内容有误} in content/notices/index.md\nRight: correct the text, or delete content/notices/index.md",
	},
}

var ruleLimit = &diag.Rule{
	Code: "FM102", Severity: diag.Error,
	Title:   diag.Text{ZH: "办理时限要有数和单位", EN: "time limit without number or unit"},
	Message: diag.Text{ZH: "%[1]s 写的是“%[2]s”，看不出是多少个工作日", EN: "%[1]s is %[2]s, which does not say how many of what"},
	Hint:    diag.Text{ZH: "写数和单位：%[3]s；当场办完的写“即时办结”", EN: "write a number and its unit: %[3]s; what is done at once is 即时办结"},
	Explain: diag.Text{
		ZH: "办事指南的承诺时限和法定时限要让人看懂：一个数，后面是工作日、日、天、小时、分钟、周、月或者年；当场办完的写“即时办结”或者“当场办结”。不算在内的时间写在括号里。\n\n错误：limit: 5\n正确：limit: 5个工作日",
		EN: "The times of a service guide are a number and its unit (工作日, 日, 天, 小时, 分钟, 周, 月, 年), or 即时办结. What does not count stands in brackets.\n\nWrong: limit: 5\nRight: limit: 5个工作日",
	},
}

var ruleLimitOrder = &diag.Rule{
	Code: "FM103", Severity: diag.Warning,
	Title:   diag.Text{ZH: "承诺时限比法定时限长", EN: "more time promised than allowed"},
	Message: diag.Text{ZH: "承诺时限 %[1]s 比法定时限 %[2]s 长", EN: "the time promised, %[1]s, is longer than the law allows, %[2]s"},
	Hint:    diag.Text{ZH: "承诺时限不能超过法定时限：核对两项是不是写反了", EN: "the time promised must not be longer: see whether the two were confused"},
	Explain: diag.Text{
		ZH: "承诺时限是本单位答应的，只能等于或者短于法定时限。\n\n错误：limit: 20个工作日，statutory_limit: 5个工作日\n正确：limit: 5个工作日，statutory_limit: 20个工作日",
		EN: "What an office promises is at most what the law allows.\n\nWrong: limit: 20个工作日, statutory_limit: 5个工作日\nRight: limit: 5个工作日, statutory_limit: 20个工作日",
	},
}

var ruleCopies = &diag.Rule{
	Code: "FM104", Severity: diag.Error,
	Title:   diag.Text{ZH: "材料份数不是数字", EN: "number of copies is no number"},
	Message: diag.Text{ZH: "份数（copies）写的是“%[1]s”", EN: "copies is %[1]s"},
	Hint:    diag.Text{ZH: "只写数字：%[2]s；别的说明写在 note 里", EN: "write the number alone: %[2]s; whatever else there is to say, in note"},
	Explain: diag.Text{
		ZH: "申请材料的份数只写数字，页面上会加“份”。\n\n错误：copies: 1份\n正确：copies: 1",
		EN: "The number of copies is a number alone; the page adds 份.\n\nWrong: copies: 1份\nRight: copies: 1",
	},
}

var ruleEnclosure = &diag.Rule{
	Code: "FM105", Severity: diag.Warning,
	Title:   diag.Text{ZH: "提到的附件没有附上", EN: "an enclosure that is named is not attached"},
	Message: diag.Text{ZH: "这一行提到附件（%[1]s），文档信息里没有 attachments，网页上没有可以下载的文件", EN: "this line names an enclosure (%[1]s), and front matter has no attachments: the page has nothing to download"},
	Hint:    diag.Text{ZH: "把文件放在文档旁边，在文档信息里加一行：%[2]s（file 写实际的文件名）；附件的内容就在正文里的，在它前面写一行“附件”", EN: "put the file beside the document and add to front matter: %[2]s (file is its real name); where the enclosure is part of the text, put a line 附件 above it"},
	Explain: diag.Text{
		ZH: "正文里写着“附件：……”“见附件”，读者就会去找。附件要和文档放在一起，并写在 attachments 里，网页才会列出名称、大小和下载链接。用 gongkai import --attach 导入的，原文件已经写好。正文里有附件的链接、用 {{table 文件}} 显示的表格，或者下面有“附件”“附件1”一行的，不算。\n\n错误：\n  附件：1.申请表.docx\n改正：文档信息里有\n  attachments: [{file: 0001-申请表.docx, title: 申请表}]",
		EN: "Where a text says 附件：… or 见附件, readers look for it. An enclosure lies beside the document and is named in attachments; only then has the page its name, size and link. With gongkai import --attach the original file is. A link to the file in the text, a {{table FILE}}, or a line 附件 or 附件1 further down will do, too.\n\nWrong:\n  附件：1.申请表.docx\nRight: in front matter\n  attachments: [{file: 0001-申请表.docx, title: 申请表}]",
	},
}

var ruleEnclosureLeft = &diag.Rule{
	Code: "FM112", Severity: diag.Warning,
	Title:   diag.Text{ZH: "附件没有附全", EN: "some of the enclosures are not attached"},
	Message: diag.Text{ZH: "附件“%[1]s”不在文档信息的 attachments 里，网页上不能下载", EN: "the enclosure %[1]s is not among the attachments: the page does not have it"},
	Hint:    diag.Text{ZH: "把文件放在文档旁边，在文档信息的 attachments 里再加上 %[2]s（file 写实际的文件名）；不在网上提供的，在名称后面写“（另发）”或者“（略）”", EN: "put the file beside the document and add to attachments: %[2]s (file is its real name); behind the name of what comes another way, write （另发） or （略）"},
	Explain: diag.Text{
		ZH: "正文列出的附件，网页上一个一个都要能下载。attachments 里的名称和正文列出的对得上几个，就看得出还缺哪几个；名称都对不上的（例如几个附件放在一个文件里），不算。\n\n错误：正文列出 1.申请表 2.名单，而文档信息里只有\n  attachments: [{file: 0001-申请表.docx, title: 申请表}]\n改正：\n  attachments: [{file: 0001-申请表.docx, title: 申请表}, {file: 0001-名单.xlsx, title: 名单}]",
		EN: "Each enclosure that a text lists is there to be downloaded. Where attachments bear the names of some, the others are seen to be lacking; where they bear none of the names (all may be in one file), nothing is said.\n\nWrong: the text lists 1.申请表 2.名单, and front matter has only\n  attachments: [{file: 0001-申请表.docx, title: 申请表}]\nRight:\n  attachments: [{file: 0001-申请表.docx, title: 申请表}, {file: 0001-名单.xlsx, title: 名单}]",
	},
}

var ruleNumberTyped = &diag.Rule{
	Code: "FM106", Severity: diag.Warning,
	Title:   diag.Text{ZH: "发文字号写在正文里", EN: "a document number in the text"},
	Message: diag.Text{ZH: "发文字号 %[1]s 写在正文里，文档信息里没有，目录和检索认不出来", EN: "the document number %[1]s is in the text and not in front matter, where the catalog and the search look for it"},
	Hint:    diag.Text{ZH: "在文档信息里加一行：doc_number: %[1]s；删去正文的%[2]s", EN: "add to front matter: doc_number: %[1]s; delete from the text %[2]s"},
	Explain: diag.Text{
		ZH: "网页上标题下面的一栏列出发文字号、索引号，正文里不再写。红头、重复的标题也不用写。\n\n错误：\n  ---\n  某政发〔2022〕5号\n\n  各村民委员会：\n改正：文档信息里有\n  doc_number: 某政发〔2022〕5号",
		EN: "The page lists number and index number below its title; the text begins with the addressee. Neither the name of the office nor the title is repeated.\n\nWrong:\n  ---\n  某政发〔2022〕5号\n\n  各村民委员会：\nRight: in front matter\n  doc_number: 某政发〔2022〕5号",
	},
}

var ruleNumberTwice = &diag.Rule{
	Code: "FM107", Severity: diag.Note,
	Title:   diag.Text{ZH: "发文字号写了两遍", EN: "a document number twice"},
	Message: diag.Text{ZH: "发文字号 %[1]s 在文档信息里已经有了，正文里又写了一遍", EN: "the document number %[1]s is in front matter, and once more in the text"},
	Hint:    diag.Text{ZH: "删去正文的%[2]s", EN: "delete from the text %[2]s"},
	Explain: diag.Text{
		ZH: "网页上标题下面的一栏已经列出发文字号，正文里再写一遍，读者看到两个。\n\n错误：doc_number: 某政发〔2022〕5号，正文的第一行又是 某政发〔2022〕5号\n改正：正文从主送机关开始",
		EN: "The page lists the number below its title; with it in the text as well a reader sees two.\n\nWrong: doc_number: 某政发〔2022〕5号, and 某政发〔2022〕5号 as the first line of the text\nRight: the text begins with the addressee",
	},
}

var ruleNumberDiffers = &diag.Rule{
	Code: "FM108", Severity: diag.Warning,
	Title:   diag.Text{ZH: "两处的发文字号不同", EN: "two document numbers"},
	Message: diag.Text{ZH: "正文里的发文字号是 %[1]s，文档信息里是 %[2]s", EN: "the document number in the text is %[1]s, and that in front matter %[2]s"},
	Hint:    diag.Text{ZH: "对照原件，改正 doc_number，删去正文的%[3]s", EN: "see the original, correct doc_number, and delete from the text %[3]s"},
	Explain: diag.Text{
		ZH: "一个文件只有一个发文字号。两处不同，必有一处写错了，只有原件知道是哪一处。\n\n错误：doc_number: 某政发〔2022〕4号，正文的第一行是 某政发〔2022〕5号\n改正：doc_number: 某政发〔2022〕5号，正文从主送机关开始",
		EN: "A document has one number. Where there are two, one is wrong, and only the original tells which.\n\nWrong: doc_number: 某政发〔2022〕4号, and 某政发〔2022〕5号 as the first line of the text\nRight: doc_number: 某政发〔2022〕5号, and the text begins with the addressee",
	},
}

var ruleHeadTyped = &diag.Rule{
	Code: "FM110", Severity: diag.Warning,
	Title:   diag.Text{ZH: "正文上面有红头、标题", EN: "the printed head above the text"},
	Message: diag.Text{ZH: "正文上面是公文的版头，网页自己有标题和发文机关，不用再写：%[1]s", EN: "above the text is the head of the printed document, of which the page has title and issuer by itself: %[1]s"},
	Hint:    diag.Text{ZH: "从正文里删去这几行；红头不是本单位的，在文档信息里写 issuer", EN: "delete these lines from the text; where the office is another one, write issuer in front matter"},
	Explain: diag.Text{
		ZH: "从 Word 粘贴的公文，常常连红头、标题一起贴进来：网页上标题出现两次，主送机关不在第一行，认不出来。份号、紧急程度是印在纸上的，网页上不写。\n\n错误：\n  ---\n  某某镇人民政府文件\n  关于做好春季防火工作的通知\n  各村民委员会：\n改正：\n  ---\n  各村民委员会：",
		EN: "A document that is pasted from Word often comes with its head: the page has the title twice, and the addressee is not the first line and is not recognised. The number of the copy and the urgency are for the paper.\n\nWrong:\n  ---\n  某某镇人民政府文件\n  关于做好春季防火工作的通知\n  各村民委员会：\nRight:\n  ---\n  各村民委员会：",
	},
}

var ruleTextDay = &diag.Rule{
	Code: "FM111", Severity: diag.Warning,
	Title:   diag.Text{ZH: "正文里有不存在的日期", EN: "a day in the text that does not exist"},
	Message: diag.Text{ZH: "没有“%[1]s”这一天：%[2]s", EN: "there is no day %[1]s: %[2]s"},
	Hint:    diag.Text{ZH: "对照原件改正", EN: "correct it by the original"},
	Explain: diag.Text{
		ZH: "公示、报名的期限写错了，群众无法照办，也说不清哪一天截止。农历的日期、“1-2月30日”这样的起止不算。\n\n错误：公示期至2026年11月31日\n正确：公示期至2026年11月30日",
		EN: "Nobody can keep a deadline that does not exist, or say which day was meant. Days of the traditional calendar and ends of stretches are left alone.\n\nWrong: 公示期至2026年11月31日\nRight: 公示期至2026年11月30日",
	},
}

var ruleMaterials = &diag.Rule{
	Code: "FM109", Severity: diag.Note,
	Title:   diag.Text{ZH: "一项里有几样材料", EN: "several things in one item"},
	Message: diag.Text{ZH: "这一项里用分号隔开了 %[1]d 样材料，网页上是一行", EN: "this item names %[1]d things, divided by semicolons; the page shows them in one row"},
	Hint:    diag.Text{ZH: "每样材料写一项：%[2]s", EN: "make each an item: %[2]s"},
	Explain: diag.Text{
		ZH: "申请材料在网页上列成表，一样一行，形式、份数、来源各写各的。写在一项里的照原样显示，读者不容易看清要带几样。\n\n错误：\n  materials:\n    - {name: 居民身份证；户口簿, form: 原件}\n改正：\n  materials:\n    - {name: 居民身份证, form: 原件}\n    - {name: 户口簿, form: 原件}",
		EN: "The page has a table of what to bring, a row for each, with its form, copies and source. What is written in one item is shown as it is, and readers count one thing.\n\nWrong:\n  materials:\n    - {name: 居民身份证；户口簿, form: 原件}\nRight:\n  materials:\n    - {name: 居民身份证, form: 原件}\n    - {name: 户口簿, form: 原件}",
	},
}
