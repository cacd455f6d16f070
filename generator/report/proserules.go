package report

import "gongkai/generator/diag"

// What can be wrong in the prose, and between it and the data.
var (
	unknownReference = &diag.Rule{
		Code: "RP030", Severity: diag.Error,
		Title:   diag.Text{ZH: "正文引用了没有的数据", EN: "prose refers to an unknown figure"},
		Message: diag.Text{ZH: "没有数据 %[1]s", EN: "there is no figure %[1]s"},
		Hint:    diag.Text{ZH: "%[2]s", EN: "%[2]s"},
		Explain: diag.Text{
			ZH: "正文里的数字写成 {{名称}}，名称是 figures.toml 中的数据，或者 counted. 开头的自动统计数。\n\n错误：培训{{training.peple}}人次\n正确：培训{{training.people}}人次",
			EN: "A number in prose is written {{name}}: a figure of figures.toml, or a count of the site beginning with counted.\n\nWrong: 培训{{training.peple}}人次\nRight: 培训{{training.people}}人次",
		},
	}
	brokenReference = &diag.Rule{
		Code: "RP031", Severity: diag.Error,
		Title:   diag.Text{ZH: "数据引用没有写完整", EN: "broken reference"},
		Message: diag.Text{ZH: "{{ 后面没有 }}", EN: "{{ without }}"},
		Hint:    diag.Text{ZH: "写成 {{training.people}}，不要换行", EN: "write {{training.people}} on one line"},
		Explain: diag.Text{
			ZH: "引用以 {{ 开始，以 }} 结束，写在同一行，用半角花括号。要在正文里显示花括号本身，写 \\{{。\n\n错误：培训{{training.people}人次\n正确：培训{{training.people}}人次",
			EN: "A reference begins with {{ and ends with }} on the same line. To show braces write \\{{.\n\nWrong: 培训{{training.people}人次\nRight: 培训{{training.people}}人次",
		},
	}
	markerPlace = &diag.Rule{
		Code: "RP032", Severity: diag.Error,
		Title:   diag.Text{ZH: "表格标记应当独占一段", EN: "a table marker must be a paragraph of its own"},
		Message: diag.Text{ZH: "表格标记 {{%[1]s}} 要独占一段", EN: "the marker {{%[1]s}} must stand alone"},
		Hint:    diag.Text{ZH: "单独写成一行，前后各空一行，前面不缩进", EN: "put it on a line of its own, with an empty line before and after"},
		Explain: diag.Text{
			ZH: "表格放在标记所在的地方，不能夹在句子、列表或者表格里。\n\n错误：情况见{{table.requests}}。\n正确：情况见下表。（空一行）{{table.requests}}",
			EN: "The table is put where the marker is, which cannot be inside a sentence, list or table.\n\nWrong: 情况见{{table.requests}}。\nRight: 情况见下表。 (empty line) {{table.requests}}",
		},
	}
	unknownTable = &diag.Rule{
		Code: "RP033", Severity: diag.Error,
		Title:   diag.Text{ZH: "没有这张表", EN: "unknown table"},
		Message: diag.Text{ZH: "本报告没有 %[1]s", EN: "this report has no %[1]s"},
		Hint:    diag.Text{ZH: "%[2]s", EN: "%[2]s"},
		Explain: diag.Text{
			ZH: "2019、2021年度格式有 table.proactive、table.requests、table.litigation；2018年度及以前有 table.statistics（figures.toml 里有相应数据时）。\n\n错误：{{table.request}}\n正确：{{table.requests}}",
			EN: "The forms of 2019 and 2021 have table.proactive, table.requests and table.litigation; earlier reports table.statistics,\nwhere figures.toml has data for it.\n\nWrong: {{table.request}}\nRight: {{table.requests}}",
		},
	}
	tableAgain = &diag.Rule{
		Code: "RP034", Severity: diag.Error,
		Title:   diag.Text{ZH: "同一张表出现两次", EN: "table shown twice"},
		Message: diag.Text{ZH: "表格 {{%[1]s}} 已经放过一次", EN: "the table {{%[1]s}} is already shown above"},
		Hint:    diag.Text{ZH: "删去一处", EN: "delete one of the two"},
		Explain: diag.Text{
			ZH: "每张表在报告里只出现一次。\n\n错误：第三章和第六章都有 {{table.requests}}\n正确：只留第三章的一处",
			EN: "A table is shown once in a report.\n\nWrong: {{table.requests}} in chapters three and six\nRight: in chapter three alone",
		},
	}
	chapterMissing = &diag.Rule{
		Code: "RP035", Severity: diag.Error,
		Title:   diag.Text{ZH: "缺少法定章节", EN: "a required chapter is missing"},
		Message: diag.Text{ZH: "缺少章节“%[1]s”，或者次序不对", EN: "the chapter %[1]s is missing or out of order"},
		Hint:    diag.Text{ZH: "按次序写上 ## %[1]s", EN: "write, in its place, ## %[1]s"},
		Explain: diag.Text{
			ZH: "年度报告按《条例》第五十条和国办公开办函〔2021〕30号（2019、2020年度为〔2019〕60号）分为六章，标题和次序固定，不能遗漏，也不宜泛化。没有内容的写“无”。\n\n错误：从“## 一、总体情况”直接到“## 三、收到和处理政府信息公开申请情况”\n正确：六章齐全，依次排列",
			EN: "By 条例第五十条 and 国办公开办函〔2021〕30号 (2019, 2020: 〔2019〕60号) the report has six chapters with fixed headings in fixed\norder; write 无 where there is nothing to report.\n\nWrong: from ## 一、总体情况 straight to ## 三、收到和处理政府信息公开申请情况\nRight: all six, in order",
		},
	}
	chapterUnexpected = &diag.Rule{
		Code: "RP036", Severity: diag.Error,
		Title:   diag.Text{ZH: "多出的章节", EN: "chapter not in the form"},
		Message: diag.Text{ZH: "格式里没有“%[1]s”这一章", EN: "the form has no chapter %[1]s"},
		Hint:    diag.Text{ZH: "把内容并入六章之一，用三级标题 ### ；其他内容放在“六、其他需要报告的事项”", EN: "put it under one of the six chapters with ### ; anything else belongs to 六、其他需要报告的事项"},
		Explain: diag.Text{
			ZH: "年度报告的六章由国办公开办函〔2021〕30号固定，不能另加。\n\n错误：## 七、下一步打算\n正确：写在“## 五、存在的主要问题及改进情况”之下",
			EN: "国办公开办函〔2021〕30号 fixes the six chapters.\n\nWrong: ## 七、下一步打算\nRight: below ## 五、存在的主要问题及改进情况",
		},
	}
	itemMissing = &diag.Rule{
		Code: "RP037", Severity: diag.Error,
		Title:   diag.Text{ZH: "缺少法定内容", EN: "a required item is missing"},
		Message: diag.Text{ZH: "没有一章的标题写明“%[1]s”", EN: "no chapter is headed %[1]s"},
		Hint:    diag.Text{ZH: "加一章 ## ，标题中写明%[2]s；没有发生的写明“未发生”", EN: "add a chapter (##) whose heading has %[2]s; say so where nothing happened"},
		Explain: diag.Text{
			ZH: "2018年度及以前的报告按2007年《条例》第三十二条应当包括六项内容：主动公开、依申请公开和不予公开、收费及减免、复议和诉讼、主要问题及改进、其他需要报告的事项。\n\n错误：没有一章写收费\n正确：## 九、收费情况",
			EN: "Reports until 2018 cover the six items of Article 32 of the 条例 of 2007: proactive disclosure; requests and refusals; fees;\nreviews and lawsuits; problems and improvements; other matters.\n\nWrong: no chapter about fees\nRight: ## 九、收费情况",
		},
	}
	aspectMissing = &diag.Rule{
		Code: "RP038", Severity: diag.Warning,
		Title:   diag.Text{ZH: "总体情况内容不全", EN: "chapter one leaves something out"},
		Message: diag.Text{ZH: "“一、总体情况”没有写到：%[1]s", EN: "chapter 一、总体情况 does not mention: %[1]s"},
		Hint:    diag.Text{ZH: "各写一段；没有的写明没有", EN: "write a paragraph on each"},
		Explain: diag.Text{
			ZH: "“一、总体情况”应当写明主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障五个方面（国办公开办函〔2021〕30号）。\n\n错误：只写报告的结构\n正确：五个方面各写一段",
			EN: "Chapter one covers proactive disclosure, requests, management of information, the platform, and supervision\n(国办公开办函〔2021〕30号).\n\nWrong: only the structure of the report\nRight: a paragraph on each",
		},
	}
	chapterEmpty = &diag.Rule{
		Code: "RP039", Severity: diag.Warning,
		Title:   diag.Text{ZH: "章节没有内容", EN: "empty chapter"},
		Message: diag.Text{ZH: "“%[1]s”下面没有内容", EN: "nothing below %[1]s"},
		Hint:    diag.Text{ZH: "写上内容；没有需要报告的，写“无”", EN: "write the text, or 无 where there is nothing to report"},
		Explain: diag.Text{
			ZH: "空白的章节会被当作漏报。\n\n错误：## 六、其他需要报告的事项（下面空白）\n正确：## 六、其他需要报告的事项，下面写：无。",
			EN: "An empty chapter looks like something forgotten.\n\nWrong: ## 六、其他需要报告的事项 with nothing below\nRight: below it: 无。",
		},
	}
	chargeUnstated = &diag.Rule{
		Code: "RP040", Severity: diag.Warning,
		Title:   diag.Text{ZH: "没有说明信息处理费", EN: "processing fee not mentioned"},
		Message: diag.Text{ZH: "“六、其他需要报告的事项”没有写收取信息处理费的情况", EN: "chapter six does not say what processing fee was charged"},
		Hint:    diag.Text{ZH: "写明收取的件数和金额；没有收取的，写“本年度未收取信息处理费。”", EN: "state the number and amount, or 本年度未收取信息处理费。"},
		Explain: diag.Text{
			ZH: "各地的做法是在第六章报告信息处理费（国办函〔2020〕109号）的收取情况，没有收取也写明。\n\n错误：无。\n正确：本年度未收取信息处理费，无其他需要报告的事项。",
			EN: "In practice chapter six says what processing fee (国办函〔2020〕109号) was charged, also where none was.\n\nWrong: 无。\nRight: 本年度未收取信息处理费，无其他需要报告的事项。",
		},
	}
	literalFigure = &diag.Rule{
		Code: "RP041", Severity: diag.Warning,
		Title:   diag.Text{ZH: "正文直接写了统计数字", EN: "figure typed into the prose"},
		Message: diag.Text{ZH: "正文直接写了 %[1]s，这个数就是 %[2]s", EN: "%[1]s is typed here, which is the figure %[2]s"},
		Hint:    diag.Text{ZH: "改为 {{%[2]s}}，以后改数据时正文一起改", EN: "write {{%[2]s}}, so that the prose follows the data"},
		Explain: diag.Text{
			ZH: "统计数字只在 figures.toml 里写一次，正文引用它，正文与表格就不会矛盾。\n\n错误：接受培训267人次\n正确：接受培训{{training.people}}人次",
			EN: "A figure is written once, in figures.toml; prose refers to it and so cannot contradict the tables.\n\nWrong: 接受培训267人次\nRight: 接受培训{{training.people}}人次",
		},
	}
	townshipRegulations = &diag.Rule{
		Code: "RP060", Severity: diag.Error,
		Title:   diag.Text{ZH: "无权制定规章的机关填了规章", EN: "规章 of an office that cannot make any"},
		Message: diag.Text{ZH: "“规章”一行写了 %[1]s，%[2]s无权制定规章", EN: "the row 规章 has %[1]s, but %[2]s cannot make 规章"},
		Hint:    diag.Text{ZH: "改为 0；本机关制发的规范性文件填在“行政规范性文件”一行；机关的级别不对的，在 config.toml 的 [office] 里写 level", EN: "write 0; what the office issues belongs to the row 行政规范性文件; if it is of another level, say so by level in [office] of config.toml"},
		Explain: diag.Text{
			ZH: "规章由国务院部门和省级、设区的市、自治州人民政府制定（《立法法》第九十一条、第九十三条）。乡镇、街道和县级机关的这一行必须全是 0。机关的级别在 config.toml 里写：level = \"township\"（乡镇）、county（县）、city（设区的市）、province（省）、department（部门）；不写时看名称。\n\n错误：[proactive.art20_1.regulations] valid = 6\n正确：valid = 0",
			EN: "规章 are made by ministries and by governments of provinces, cities divided into districts and autonomous prefectures\n(《立法法》 Articles 91 and 93). For townships, sub-districts and counties the row is 0. The level of the office is stated in config.toml: township, county, city, province or department; else the name tells.\n\nWrong: [proactive.art20_1.regulations] valid = 6\nRight: valid = 0",
		},
	}
	departmentRegulations = &diag.Rule{
		Code: "RP063", Severity: diag.Warning,
		Title:   diag.Text{ZH: "部门填了规章", EN: "规章 of a department"},
		Message: diag.Text{ZH: "“规章”一行写了 %[1]s；国务院部门以外的部门无权制定规章（%[2]s）", EN: "the row 规章 has %[1]s; only departments of the State Council make 规章 (%[2]s)"},
		Hint:    diag.Text{ZH: "地方政府的部门改为 0；部门起草、由政府公布的规章由政府填报", EN: "write 0 for a department of a local government; what it drafts is counted by the government that issues it"},
		Explain: diag.Text{
			ZH: "规章由国务院部门和省级、设区的市、自治州人民政府制定（《立法法》第九十一条、第九十三条），地方政府的部门不能制定。\n\n错误：某县教育局的报告写 [proactive.art20_1.regulations] valid = 6\n正确：valid = 0",
			EN: "规章 are made by departments of the State Council and by governments of provinces, cities divided into districts and autonomous prefectures (《立法法》 Articles 91 and 93), not by departments of local governments.\n\nWrong: [proactive.art20_1.regulations] valid = 6 in the report of a county's bureau\nRight: valid = 0",
		},
	}
	reviewFirst = &diag.Rule{
		Code: "RP064", Severity: diag.Warning,
		Title:   diag.Text{ZH: "未经复议直接起诉", EN: "lawsuits without a review"},
		Message: diag.Text{ZH: "%[1]d 年度填了“未经复议直接起诉” %[2]s 件；2024年1月1日起，不服不予公开的要先申请行政复议", EN: "the report of %[1]d has %[2]s lawsuits without a review; since 1 January 2024 a refusal goes to review first"},
		Hint:    diag.Text{ZH: "核对这些案件：不予公开引起的，应当填在“复议后起诉”；其他原因（逾期不答复以外的公开行为等）引起的可以保留", EN: "check these cases: those about a refusal belong to 复议后起诉; those about something else may stay"},
		Explain: diag.Text{
			ZH: "申请政府信息公开，行政机关不予公开的，应当先申请行政复议（《中华人民共和国行政复议法》2023年修订，第二十三条），法院不直接受理。2024年度以后的报告里还有“未经复议直接起诉”，多半是填错了栏。\n\n错误：direct = [0, 0, 0, 1, 1]\n正确：after_review = [0, 0, 0, 1, 1]",
			EN: "Who is refused information must go to administrative review before a court (Administrative Review Law as revised in 2023, article 23). A lawsuit without one in a report for 2024 or later most likely stands in the wrong column.\n\nWrong: direct = [0, 0, 0, 1, 1]\nRight: after_review = [0, 0, 0, 1, 1]",
		},
	}
	countedDiffers = &diag.Rule{
		Code: "RP061", Severity: diag.Warning,
		Title:   diag.Text{ZH: "填报数与网站统计数不同", EN: "declared figure differs from the count"},
		Message: diag.Text{ZH: "“%[1]s”填报 %[2]s，网站上统计为 %[3]d：%[4]s", EN: "%[1]s is given as %[2]s, the site counts %[3]d: %[4]s"},
		Hint:    diag.Text{ZH: "核对这些文件的体裁、有效性和日期，或者改正填报数", EN: "check the genre, validity and dates of these documents, or correct the figure"},
		Explain: diag.Text{
			ZH: "文件的发布、废止、有效情况可以从网站内容统计出来，与填报的数字应当一致；口径不同的（例如有的文件没有在本站发布）可以不理会。\n\n错误：made = 2，而网站当年只发布了 1 件行政规范性文件\n正确：补发漏掉的文件，或者改为 1",
			EN: "What was issued, repealed and is in force can be counted from the site's content and should agree; the basis may differ,\nfor instance where a document was not published on this site.\n\nWrong: made = 2 with one normative document on the site\nRight: publish the missing one, or write 1",
		},
	}
	countedUnknown = &diag.Rule{
		Code: "RP062", Severity: diag.Error,
		Title:   diag.Text{ZH: "没有这个自动统计数", EN: "unknown count"},
		Message: diag.Text{ZH: "网站没有统计 %[1]s", EN: "the site does not count %[1]s"},
		Hint:    diag.Text{ZH: "%[2]s", EN: "%[2]s"},
		Explain: diag.Text{
			ZH: "可以核对的有 documents（当年发布的文件）、category.栏目、month.月份、normative.made、normative.repealed、normative.valid。\n\n错误：\"disclosure.portal\" = \"document\"\n正确：\"disclosure.portal\" = \"documents\"",
			EN: "The site counts documents (published in the year), category.KEY, month.N, normative.made, normative.repealed and\nnormative.valid.\n\nWrong: \"disclosure.portal\" = \"document\"\nRight: \"disclosure.portal\" = \"documents\"",
		},
	}
)
