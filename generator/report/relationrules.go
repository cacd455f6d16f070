package report

import "gongkai/generator/diag"

// The relations R1 to R19. R1 to R4 take where, left side, right side,
// difference and advice.
var (
	relation1 = &diag.Rule{
		Code: "RP101", Severity: diag.Error,
		Title:   diag.Text{ZH: "R1 第一项加第二项等于第三项加第四项", EN: "R1 received plus carried in equals dealt with plus carried out"},
		Message: diag.Text{ZH: "%[1]s不符合 R1：%[2]s，而 %[3]s，相差 %[4]s", EN: "%[1]s breaks R1: %[2]s, but %[3]s, difference %[4]s"},
		Hint:    diag.Text{ZH: "%[5]s", EN: "%[5]s"},
		Explain: diag.Text{
			ZH: "申请情况表上印着：第一项加第二项之和，等于第三项加第四项之和（国办公开办函〔2021〕30号）。七列都要成立。\n\n错误：new 合计 3，carried_in 0，total 2，carried_out 0\n正确：carried_out 为 1",
			EN: "The request table says so itself (国办公开办函〔2021〕30号): received + carried in = dealt with + carried out, in all seven columns.\n\nWrong: new 3, carried_in 0, total 2, carried_out 0\nRight: carried_out 1",
		},
	}
	relation2 = &diag.Rule{
		Code: "RP102", Severity: diag.Error,
		Title:   diag.Text{ZH: "R2 办理结果各项之和等于（七）总计", EN: "R2 outcomes add up to their total"},
		Message: diag.Text{ZH: "%[1]s不符合 R2：办理结果各项为 %[2]s，而 %[3]s，相差 %[4]s", EN: "%[1]s breaks R2: the outcomes %[2]s, but %[3]s, difference %[4]s"},
		Hint:    diag.Text{ZH: "%[5]s", EN: "%[5]s"},
		Explain: diag.Text{
			ZH: "（七）总计等于（一）至（六）各行之和，七列都要成立。一件申请区分处理的，只计入“部分公开”。\n\n错误：granted 1，unable_1 1，total 1\n正确：total 2",
			EN: "（七）总计 is the sum of rows （一） to （六） in all seven columns. An application dealt with in parts counts as partial only.\n\nWrong: granted 1, unable_1 1, total 1\nRight: total 2",
		},
	}
	relation3 = &diag.Rule{
		Code: "RP103", Severity: diag.Error,
		Title:   diag.Text{ZH: "R3 各类申请人之和等于总计", EN: "R3 applicants add up to the total"},
		Message: diag.Text{ZH: "%[1]s不符合 R3：六类申请人为 %[2]s，而 %[3]s，相差 %[4]s", EN: "%[1]s breaks R3: the six kinds of applicants %[2]s, but %[3]s, difference %[4]s"},
		Hint:    diag.Text{ZH: "%[5]s", EN: "%[5]s"},
		Explain: diag.Text{
			ZH: "每一行的第七个数字是前六个数字之和。\n\n错误：new = [1, 1, 0, 0, 0, 0, 1]\n正确：new = [1, 1, 0, 0, 0, 0, 2]",
			EN: "The seventh number of a row is the sum of the first six.\n\nWrong: new = [1, 1, 0, 0, 0, 0, 1]\nRight: new = [1, 1, 0, 0, 0, 0, 2]",
		},
	}
	relation4 = &diag.Rule{
		Code: "RP104", Severity: diag.Error,
		Title:   diag.Text{ZH: "R4 复议、诉讼各结果之和等于总计", EN: "R4 results of reviews and lawsuits add up"},
		Message: diag.Text{ZH: "%[1]s不符合 R4：四种结果为 %[2]s，而 %[3]s，相差 %[4]s", EN: "%[1]s breaks R4: the four results %[2]s, but %[3]s, difference %[4]s"},
		Hint:    diag.Text{ZH: "%[5]s", EN: "%[5]s"},
		Explain: diag.Text{
			ZH: "结果维持、结果纠正、其他结果、尚未审结四项之和等于总计，三个部分都要成立。\n\n错误：review = [1, 0, 0, 1, 1]\n正确：review = [1, 0, 0, 1, 2]",
			EN: "Upheld, corrected, other and pending add up to the total in each of the three blocks.\n\nWrong: review = [1, 0, 0, 1, 1]\nRight: review = [1, 0, 0, 1, 2]",
		},
	}
	relation5 = &diag.Rule{
		Code: "RP105", Severity: diag.Error,
		Title:   diag.Text{ZH: "R5 上年结转等于上年的结转下年度", EN: "R5 carried in equals last year's carried out"},
		Message: diag.Text{ZH: "不符合 R5：%[1]s列，本年“上年结转” %[2]s，%[3]d 年度“结转下年度继续办理” %[4]s，相差 %[5]s", EN: "R5 broken: column %[1]s, carried in %[2]s, but the report of %[3]d carried out %[4]s, difference %[5]s"},
		Hint:    diag.Text{ZH: "按 %[3]d 年度报告改为 %[4]s，或者更正那一年的报告", EN: "write %[4]s as in the report of %[3]d, or correct that one"},
		Explain: diag.Text{
			ZH: "去年结转下来的申请，就是今年的上年结转，逐列相等。\n\n错误：2023 年 carried_out 自然人 2，2024 年 carried_in 自然人 1\n正确：2024 年 carried_in 自然人 2",
			EN: "What was carried out last year is carried in this year, column by column.\n\nWrong: 2 natural persons carried out of 2023, 1 into 2024\nRight: 2 into 2024",
		},
	}
	relation6 = &diag.Rule{
		Code: "RP106", Severity: diag.Warning,
		Title:   diag.Text{ZH: "R6 现行有效件数与上年衔接", EN: "R6 documents in force follow from last year's"},
		Message: diag.Text{ZH: "不符合 R6：“%[1]s”现行有效 %[2]s 件，而 %[3]d 年 %[4]s 件 + 本年制发 %[5]s 件 - 本年废止 %[6]s 件 = %[7]s 件，相差 %[8]s", EN: "R6 broken: %[1]s in force %[2]s, but %[4]s in %[3]d + %[5]s made - %[6]s repealed = %[7]s, difference %[8]s"},
		Hint:    diag.Text{ZH: "核对制发、废止和现行有效件数", EN: "check the numbers made, repealed and in force"},
		Explain: diag.Text{
			ZH: "今年现行有效 = 去年现行有效 + 今年制发 - 今年废止。清理范围变动时可以不同，所以只是警告。\n\n错误：去年 11 件，制发 2 件，废止 1 件，现行有效 13 件\n正确：现行有效 12 件",
			EN: "In force = in force last year + made - repealed. The basis of a clean-up may change, so this is a warning.\n\nWrong: 11 last year, 2 made, 1 repealed, 13 in force\nRight: 12 in force",
		},
	}
	relation7 = &diag.Rule{
		Code: "RP107", Severity: diag.Warning,
		Title:   diag.Text{ZH: "R7 正文数字与数据一致", EN: "R7 prose agrees with the data"},
		Message: diag.Text{ZH: "不符合 R7：正文写 %[1]s，数据 %[2]s 是 %[3]s，相差 %[4]s", EN: "R7 broken: the prose says %[1]s, the figure %[2]s is %[3]s, difference %[4]s"},
		Hint:    diag.Text{ZH: "改为 {{%[2]s}}；口径不同的，在正文里说明", EN: "write {{%[2]s}}, or say in what the basis differs"},
		Explain: diag.Text{
			ZH: "正文里的申请、办理、复议、诉讼等数字应当与表格相同。\n\n错误：表格中新收申请 3 件，正文写“收到申请5件”\n正确：收到申请{{requests.new.total}}件",
			EN: "Numbers of requests, outcomes, reviews and lawsuits in the prose must be those of the tables.\n\nWrong: 3 new requests in the table, 收到申请5件 in the prose\nRight: 收到申请{{requests.new.total}}件",
		},
	}
	relation8 = &diag.Rule{
		Code: "RP108", Severity: diag.Warning,
		Title:   diag.Text{ZH: "R8 “其中”各项之和等于总数", EN: "R8 a list adds up to its total"},
		Message: diag.Text{ZH: "不符合 R8：总数 %[1]s，“其中”各项 %[2]s，相差 %[3]s", EN: "R8 broken: the total is %[1]s, its parts %[2]s, difference %[3]s"},
		Hint:    diag.Text{ZH: "核对总数和各项；没有列全的，不要写成“其中”", EN: "check the total and the parts; do not write 其中 for a list that is not complete"},
		Explain: diag.Text{
			ZH: "“共N条，其中甲x条、乙y条”一类的句子，各项之和应当等于 N。\n\n错误：共18条，其中机构设置1条、领导分工4条\n正确：共5条，其中机构设置1条、领导分工4条",
			EN: "In 共N条，其中甲x条、乙y条 the parts add up to N.\n\nWrong: 共18条，其中机构设置1条、领导分工4条\nRight: 共5条，其中机构设置1条、领导分工4条",
		},
	}
	relation9 = &diag.Rule{
		Code: "RP109", Severity: diag.Warning,
		Title:   diag.Text{ZH: "R9 百分比与件数相符", EN: "R9 percentages follow from the counts"},
		Message: diag.Text{ZH: "不符合 R9：%[1]s 占 %[2]s 应为 %[3]s%%，正文写 %[4]s%%", EN: "R9 broken: %[1]s of %[2]s is %[3]s%%, the prose says %[4]s%%"},
		Hint:    diag.Text{ZH: "改为 %[3]s%%；各百分比之和因四舍五入不等于 100%% 是正常的", EN: "write %[3]s%%; that rounded percentages do not add up to 100%% is no fault"},
		Explain: diag.Text{
			ZH: "百分比等于件数除以总数，四舍五入到所写的小数位。\n\n错误：共40条，其中甲10条，占20%\n正确：共40条，其中甲10条，占25%",
			EN: "A percentage is count over total, rounded half up to the decimals shown.\n\nWrong: 共40条，其中甲10条，占20%\nRight: 共40条，其中甲10条，占25%",
		},
	}
	blankCell = &diag.Rule{
		Code: "RP110", Severity: diag.Warning,
		Title:   diag.Text{ZH: "R10 表格不留空格", EN: "R10 no blank cells"},
		Message: diag.Text{ZH: "不符合 R10：“%[1]s”没有数字（%[2]s）", EN: "R10 broken: no number for %[1]s (%[2]s)"},
		Hint:    diag.Text{ZH: "没有发生的写 0，不要空着，也不要写“/”“-”“无”", EN: "write 0 for none, not a blank, a slash or a dash"},
		Explain: diag.Text{
			ZH: "检查年度报告时，空白的格子按漏填处理。\n\n错误：valid = \"/\"，或者没有这一行\n正确：valid = 0",
			EN: "Inspectors take a blank cell for one left out.\n\nWrong: valid = \"/\", or no such row\nRight: valid = 0",
		},
	}
	relation11 = &diag.Rule{
		Code: "RP111", Severity: diag.Error,
		Title:   diag.Text{ZH: "R11 报告格式与年度相符", EN: "R11 the form fits the year"},
		Message: diag.Text{ZH: "不符合 R11：%[1]d 年度报告不能用 \"%[2]s\" 格式", EN: "R11 broken: the report of %[1]d cannot use the form \"%[2]s\""},
		Hint:    diag.Text{ZH: "改为 form: \"%[3]s\"（%[4]s）", EN: "write form: \"%[3]s\" (%[4]s)"},
		Explain: diag.Text{
			ZH: "2018年度及以前按2007年《条例》，2019、2020年度按国办公开办函〔2019〕60号，2021年度起按〔2021〕30号。\n\n错误：2023 年度报告写 form: \"2019\"\n正确：form: \"2021\"",
			EN: "Until 2018 the 条例 of 2007 applies, for 2019 and 2020 国办公开办函〔2019〕60号, since 2021 〔2021〕30号.\n\nWrong: form: \"2019\" in the report of 2023\nRight: form: \"2021\"",
		},
	}
	headingText = &diag.Rule{
		Code: "RP112", Severity: diag.Error,
		Title:   diag.Text{ZH: "R12 章节标题与格式一字不差", EN: "R12 headings are those of the form"},
		Message: diag.Text{ZH: "不符合 R12：标题“%[1]s”与格式不同", EN: "R12 broken: the heading %[1]s is not that of the form"},
		Hint:    diag.Text{ZH: "改为 ## %[2]s", EN: "write ## %[2]s"},
		Explain: diag.Text{
			ZH: "六章的标题、三张表的行名和列名由格式固定，一个字都不能改。表格由程序生成，所以只需注意章节标题。\n\n错误：## 二、主动公开情况\n正确：## 二、主动公开政府信息情况",
			EN: "The headings of the six chapters and the labels of the tables are fixed to the character. The tables are generated, so\nonly headings can be mistyped.\n\nWrong: ## 二、主动公开情况\nRight: ## 二、主动公开政府信息情况",
		},
	}
	relation13 = &diag.Rule{
		Code: "RP113", Severity: diag.Error,
		Title:   diag.Text{ZH: "R13 统计期限和日期", EN: "R13 period and date"},
		Message: diag.Text{ZH: "不符合 R13：%[1]s", EN: "R13 broken: %[1]s"},
		Hint:    diag.Text{ZH: "统计期限为 %[2]d年1月1日至%[2]d年12月31日；报告的日期在这之后", EN: "the period is 1 January to 31 December %[2]d; the report is dated after it"},
		Explain: diag.Text{
			ZH: "年度报告统计全年，所以期限到12月31日，成文和发布都在次年。\n\n错误：统计期限至2021年12月30日；或者落款为报告年度之内的日期\n正确：统计期限至2021年12月31日，落款为2022年1月",
			EN: "A report covers the whole year: the period ends on 31 December, and it is written and published in the next year.\n\nWrong: a period until 30 December, or a date within the year\nRight: until 31 December, dated January of the next year",
		},
	}
	relation14 = &diag.Rule{
		Code: "RP114", Severity: diag.Error,
		Title:   diag.Text{ZH: "R14 模板文字没有删净", EN: "R14 left-over text of a template"},
		Message: diag.Text{ZH: "不符合 R14：正文还留着模板文字“%[1]s”", EN: "R14 broken: left over from a template: %[1]s"},
		Hint:    diag.Text{ZH: "删去，或者换成实际内容", EN: "delete it, or put the real text in its place"},
		Explain: diag.Text{
			ZH: "“此处填写”“XX镇”和格式文件里的说明句不是报告内容。\n\n错误：该部分以表格形式报告。表格如下：\n正确：删去这一句，表格会自动放在这一章",
			EN: "Placeholders and the instructions of the form are not part of a report.\n\nWrong: 该部分以表格形式报告。表格如下：\nRight: nothing; the table is put into the chapter by itself",
		},
	}
	relation15 = &diag.Rule{
		Code: "RP115", Severity: diag.Warning,
		Title:   diag.Text{ZH: "R15 引用的依据与年度相符", EN: "R15 the authority cited fits the year"},
		Message: diag.Text{ZH: "不符合 R15：%[1]d 年度报告不应以“%[2]s”为依据", EN: "R15 broken: the report of %[1]d should not rest on %[2]s"},
		Hint:    diag.Text{ZH: "改为%[3]s", EN: "cite %[3]s"},
		Explain: diag.Text{
			ZH: "〔2019〕60号只适用于2019、2020年度，〔2021〕30号适用于2021年度起；2019年5月15日起《条例》是国务院令第711号。\n\n错误：2022 年度报告写“按照国办公开办函〔2019〕60号”\n正确：按照国办公开办函〔2021〕30号",
			EN: "〔2019〕60号 covers the reports of 2019 and 2020, 〔2021〕30号 those since 2021; since 15 May 2019 the 条例 is 国务院令第711号.\n\nWrong: 国办公开办函〔2019〕60号 in the report of 2022\nRight: 国办公开办函〔2021〕30号",
		},
	}
	relation16 = &diag.Rule{
		Code: "RP116", Severity: diag.Warning,
		Title:   diag.Text{ZH: "R16 统计数字是准确的整数", EN: "R16 counts are exact"},
		Message: diag.Text{ZH: "不符合 R16：“%[1]s”不是准确的数字", EN: "R16 broken: %[1]s is not an exact count"},
		Hint:    diag.Text{ZH: "写实际的数字，不写“多”“余”“约”", EN: "write the actual number, without 多, 余 or 约"},
		Explain: diag.Text{
			ZH: "年度报告是统计资料，数字应当准确。\n\n错误：主动公开信息140余条\n正确：主动公开信息143条",
			EN: "A report is statistics; its numbers are exact.\n\nWrong: 主动公开信息140余条\nRight: 主动公开信息143条",
		},
	}
	relation17 = &diag.Rule{
		Code: "RP117", Severity: diag.Warning,
		Title:   diag.Text{ZH: "R17 总体情况写明分项件数", EN: "R17 chapter one states counts by kind"},
		Message: diag.Text{ZH: "不符合 R17：“一、总体情况”没有写明%[1]s（%[2]s）", EN: "R17 broken: chapter one does not state: %[1]s (%[2]s)"},
		Hint:    diag.Text{ZH: "各写一句带数字的话；没有的写 0 件", EN: "write a sentence with a number on each, 0 for none"},
		Explain: diag.Text{
			ZH: "上级对年度报告的内容有更细的要求时，在 config.toml 的 [report] 里写 profile，程序按那份文件核对；不写就不查。“wuhan-2025”是武政办发〔2025〕54号。\n\n错误：积极利用网站和新媒体公开信息。\n正确：通过网站公开信息{{own.site}}件，通过政务新媒体公开{{own.media}}件。",
			EN: "Where a superior authority wants more than the form, [report] profile in config.toml names what is looked for; without it nothing is. “wuhan-2025” is 武政办发〔2025〕54号.\n\nWrong: 积极利用网站和新媒体公开信息。\nRight: 通过网站公开信息{{own.site}}件，通过政务新媒体公开{{own.media}}件。",
		},
	}
	relation18 = &diag.Rule{
		Code: "RP118", Severity: diag.Warning,
		Title:   diag.Text{ZH: "R18 总体情况的篇幅", EN: "R18 length of chapter one"},
		Message: diag.Text{ZH: "不符合 R18：“一、总体情况”有 %[1]d 字，一般不超过 %[2]d 字（%[3]s）", EN: "R18 broken: chapter one has %[1]d characters, more than %[2]d (%[3]s)"},
		Hint:    diag.Text{ZH: "删去工作过程和套话，留下数字和做法", EN: "leave out how it was done, and keep numbers and measures"},
		Explain: diag.Text{
			ZH: "上级要求总体情况简明扼要；按 [report] profile 核对，不写就不查。\n\n错误：“一、总体情况”写了 3,000 字\n正确：1,000 字以内",
			EN: "Looked for where [report] profile asks for it.\n\nWrong: 3,000 characters in chapter one\nRight: no more than 1,000",
		},
	}
	relation19 = &diag.Rule{
		Code: "RP119", Severity: diag.Warning,
		Title:   diag.Text{ZH: "R19 正文写明规范性文件件数", EN: "R19 prose states the normative documents"},
		Message: diag.Text{ZH: "不符合 R19：“一、总体情况”没有写明行政规范性文件%[1]s %[2]s 件（%[4]s）", EN: "R19 broken: chapter one does not state the normative documents (%[1]s): %[2]s (%[4]s)"},
		Hint:    diag.Text{ZH: "写上 %[1]s行政规范性文件{{%[3]s}}件", EN: "write %[1]s行政规范性文件{{%[3]s}}件"},
		Explain: diag.Text{
			ZH: "规范性文件的制发、废止和现行有效件数，正文要写，并且与第二章的表一致；按 [report] profile 核对，不写就不查。\n\n错误：现行有效的规范性文件。\n正确：现行有效行政规范性文件{{proactive.art20_1.normative_documents.valid}}件。",
			EN: "The prose states how many normative documents were made and repealed and are in force, as the table of chapter two has them. Looked for where [report] profile asks for it.\n\nWrong: 现行有效的规范性文件。\nRight: 现行有效行政规范性文件{{proactive.art20_1.normative_documents.valid}}件。",
		},
	}
)
