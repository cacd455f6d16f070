package report

import "gongkai/generator/diag"

// What can be wrong in applications.csv and in the fees.
var (
	ledgerHeader = &diag.Rule{
		Code: "RP020", Severity: diag.Error,
		Title:   diag.Text{ZH: "台账的表头不对", EN: "wrong header of the ledger"},
		Message: diag.Text{ZH: "台账的表头有误：%[1]s", EN: "wrong header of the ledger: %[1]s"},
		Hint:    diag.Text{ZH: "%[2]s第一行写 received,applicant,channel,outcome,closed，或者 收到日期,申请人类型,渠道,办理结果,办结日期；台账不登记姓名、证件号、电话等个人信息", EN: "%[2]sthe first line is received,applicant,channel,outcome,closed; the ledger holds no personal data"},
		Explain: diag.Text{
			ZH: "台账一行一件申请，有五列：收到日期、申请人类型、渠道、办理结果、办结日期；要计答复期限的，可以加两列：补正日期（corrected）、延期日期（extended）。申请人的姓名、证件号、电话、地址不属于统计内容，不要写进网站的文件。\n\n错误：received,name,phone,outcome,closed\n正确：received,applicant,channel,outcome,closed",
			EN: "One application a row and five columns: received, applicant kind, channel, outcome, closed; two more, corrected and extended, may be there for the time in which an answer is due. Names, document numbers,\nphones and addresses are not statistics and have no place in the files of a web site.\n\nWrong: received,name,phone,outcome,closed\nRight: received,applicant,channel,outcome,closed",
		},
	}
	ledgerEmpty = &diag.Rule{
		Code: "RP074", Severity: diag.Error,
		Title:   diag.Text{ZH: "台账是空文件", EN: "ledger that is an empty file"},
		Message: diag.Text{ZH: "applications.csv 里什么也没有，看不出有多少件申请", EN: "there is nothing in applications.csv: it does not say how many applications there were"},
		Hint:    diag.Text{ZH: "从备份里找回台账；一年没有申请的，只留第一行 received,applicant,channel,outcome,closed；不用台账的，删去这个文件", EN: "put the ledger back from a backup; for a year without applications keep the first line alone, received,applicant,channel,outcome,closed; delete the file if there is no ledger"},
		Explain: diag.Text{
			ZH: "空文件多半是复制或保存时中断留下的。把它当作“没有申请”，报告里的申请情况就全成了 0。\n\n错误：applications.csv 是 0 字节，或者只有空行\n正确：只有表头一行 received,applicant,channel,outcome,closed，表示没有申请",
			EN: "An empty file is mostly what an interrupted copy leaves behind. Taken for a year without applications it would make every number of the request table 0.\n\nWrong: applications.csv has 0 bytes, or only blank lines\nRight: the header alone, received,applicant,channel,outcome,closed, says that there were none",
		},
	}
	ledgerRow = &diag.Rule{
		Code: "RP021", Severity: diag.Error,
		Title:   diag.Text{ZH: "台账的一行有误", EN: "bad row of the ledger"},
		Message: diag.Text{ZH: "台账这一行有误：%[1]s", EN: "bad row of the ledger: %[1]s"},
		Hint:    diag.Text{ZH: "%[2]s", EN: "%[2]s"},
		Explain: diag.Text{
			ZH: "日期写 2024-03-01，Excel 的 2024/3/1 也可以；申请人类型写 natural（自然人）、business、research、charity、legal、other；渠道写 in_person（当面）、letter（信函）、fax、web、other；办理结果写申请情况表的行名，如 granted、deny_1；未办结的，后两列都空着。也可以写中文名称。\n\n错误：2024-03-01,张某,当面,予以公开,2024-03-09\n正确：2024-03-01,natural,in_person,granted,2024-03-09",
			EN: "Dates are 2024-03-01, or 2024/3/1 as Excel writes it; applicants natural, business, research, charity, legal, other; channels in_person, letter, fax,\nweb, other; outcomes the row keys of the request table. The last two columns are empty while an application is open.\nChinese names are accepted.\n\nWrong: 2024-03-01,张某,当面,予以公开,2024-03-09\nRight: 2024-03-01,natural,in_person,granted,2024-03-09",
		},
	}
	ledgerLate = &diag.Rule{
		Code: "RP022", Severity: diag.Error,
		Title:   diag.Text{ZH: "台账里有别的年度的申请", EN: "application of another year in the ledger"},
		Message: diag.Text{ZH: "这件申请%[1]s，不属于 %[2]d 年度", EN: "this application %[1]s: it does not belong to %[2]d"},
		Hint:    diag.Text{ZH: "移到 content/reports/%[3]d/applications.csv；结转的申请可以留在两个年度，日期要一致", EN: "move it to content/reports/%[3]d/applications.csv; a carried-over application may stand in both years with the same dates"},
		Explain: diag.Text{
			ZH: "台账登记本年收到的申请，以及以前年度收到、本年仍在办理的申请。\n\n错误：2024 年台账里 received 为 2025-01-03\n正确：这一行写进 2025 年的台账",
			EN: "The ledger holds the applications received in the year and those carried over into it.\n\nWrong: received 2025-01-03 in the ledger of 2024\nRight: that row belongs to the ledger of 2025",
		},
	}
	tableAndLedger = &diag.Rule{
		Code: "RP023", Severity: diag.Error,
		Title:   diag.Text{ZH: "申请情况表写了两次", EN: "request table given twice"},
		Message: diag.Text{ZH: "既有 [requests]，又有 applications.csv，不知道以哪个为准", EN: "there are both [requests] and applications.csv"},
		Hint:    diag.Text{ZH: "有台账就删去 figures.toml 中的 [requests]，表由台账统计得出", EN: "delete [requests] from figures.toml: the table is counted from the ledger"},
		Explain: diag.Text{
			ZH: "同一张表只能有一个来源，否则改了一处就会不一致。\n\n错误：figures.toml 里有 [requests]，旁边又有 applications.csv\n正确：只留 applications.csv",
			EN: "A table has one source, or else the two drift apart.\n\nWrong: [requests] in figures.toml and applications.csv beside it\nRight: applications.csv alone",
		},
	}
	ledgerForm = &diag.Rule{
		Code: "RP024", Severity: diag.Error,
		Title:   diag.Text{ZH: "这种格式不能用台账", EN: "no ledger for this form"},
		Message: diag.Text{ZH: "2018年度及以前的报告没有申请情况表，不能由台账统计", EN: "reports until 2018 have no request table to be counted from a ledger"},
		Hint:    diag.Text{ZH: "删去 applications.csv，把件数写进 figures.toml", EN: "delete applications.csv and put the numbers into figures.toml"},
		Explain: diag.Text{
			ZH: "申请情况表从2019年度起才有。以前的报告把收到申请数等写进 figures.toml，由正文引用。\n\n错误：content/reports/2017/applications.csv\n正确：figures.toml 中写 [requests] received = 7",
			EN: "The request table exists since 2019. Earlier reports put their numbers into figures.toml and refer to them.\n\nWrong: content/reports/2017/applications.csv\nRight: [requests] received = 7 in figures.toml",
		},
	}
	ledgerNeighbour = &diag.Rule{
		Code: "RP025", Severity: diag.Error,
		Title:   diag.Text{ZH: "相邻两年的台账不一致", EN: "ledgers of neighbouring years disagree"},
		Message: diag.Text{ZH: "这件结转的申请与 %[1]d 年的台账不一致：%[2]s", EN: "this carried-over application disagrees with the ledger of %[1]d: %[2]s"},
		Hint:    diag.Text{ZH: "两本台账中同一件申请的收到日期、申请人类型、渠道要相同；%[1]d 年台账中应当有这一件并且当年未办结", EN: "the same application must have the same received date, applicant and channel in both, and be open at the end of %[1]d"},
		Explain: diag.Text{
			ZH: "以前年度收到、本年继续办理的申请，可以在本年台账再写一次。此时它必须与上一年台账中未办结的那一件相符，否则上年结转数与上年结转下年度数就会不同。\n\n错误：2025 年台账有 2024-12-20 收到的申请，2024 年台账没有\n正确：两本台账都有这一件",
			EN: "An application carried over may be repeated in the next year's ledger. It must then match one that was open in the\nledger before, or else carried-in and carried-out differ.\n\nWrong: the ledger of 2025 has one received on 2024-12-20 that the ledger of 2024 lacks\nRight: it is in both",
		},
	}
	ledgerElsewhere = &diag.Rule{
		Code: "RP075", Severity: diag.Warning,
		Title:   diag.Text{ZH: "台账不在这里", EN: "the ledger is kept elsewhere"},
		Message: diag.Text{ZH: "%[1]d 年的申请情况表取自 applications.toml，是归档时由台账统计的；台账不在这里，这些数字没有核对", EN: "the request table of %[1]d is from applications.toml, as it was counted for an archive; the ledger is not here to check it"},
		Hint:    diag.Text{ZH: "只是查阅，不用改；要继续发布，从原单位取回 applications.csv，放在旁边，再删去 applications.toml", EN: "nothing to do to read the site; to go on publishing it, put applications.csv of the office beside it and delete applications.toml"},
		Explain: diag.Text{
			ZH: "台账一行一件申请，申请少的地方认得出是谁的，所以不随归档包移交（gongkai archive）；包里有由它统计的 applications.toml，只有统计表的数字。没有台账就不能核对这些数字，所以每次生成都提醒。旁边有 applications.csv 的，按台账统计，不看这个文件。\n\n错误：本单位自己的站点，用 applications.toml 代替台账\n正确：content/reports/2024/applications.csv",
			EN: "A ledger has a row for each application, by which an applicant may be known where there are few. So it is in no archive (gongkai archive); the numbers that were counted of it are, in applications.toml.\nWithout the ledger they cannot be checked, of which every build reminds. With applications.csv beside it, the ledger is counted and this file is not looked at.\n\nWrong: applications.toml instead of the ledger, in the office's own site\nRight: content/reports/2024/applications.csv",
		},
	}
	badCharge = &diag.Rule{
		Code: "RP026", Severity: diag.Error,
		Title:   diag.Text{ZH: "信息处理费明细写法有误", EN: "bad item of the processing fee"},
		Message: diag.Text{ZH: "信息处理费的一笔明细缺少计费方式或者金额", EN: "an item of the processing fee lacks its method or amount"},
		Hint:    diag.Text{ZH: "写成 [[processing_fee.charge]]，下面 by = \"pages\"（按量）或者 \"requests\"（按件），quantity = 109，amount = 880", EN: "write [[processing_fee.charge]] with by = \"pages\" or \"requests\", quantity = 109, amount = 880"},
		Explain: diag.Text{
			ZH: "信息处理费按件或者按量计收，同一件申请只用一种（国办函〔2020〕109号）。amount 以元计。\n\n错误：charge = [880]\n正确：\n[[processing_fee.charge]]\nby = \"pages\"\nquantity = 109   # 页数\namount = 880     # 元",
			EN: "The fee is counted by applications or by pages, one way for one application (国办函〔2020〕109号). amount is in yuan.\n\nWrong: charge = [880]\nRight:\n[[processing_fee.charge]]\nby = \"pages\"\nquantity = 109   # pages\namount = 880     # yuan",
		},
	}
	wrongCharge = &diag.Rule{
		Code: "RP027", Severity: diag.Warning,
		Title:   diag.Text{ZH: "信息处理费金额不符合标准", EN: "fee differs from the tariff"},
		Message: diag.Text{ZH: "信息处理费 %[1]s 元不符合收费标准：%[2]s", EN: "a fee of %[1]s yuan does not follow the tariff: %[2]s"},
		Hint:    diag.Text{ZH: "按件：一个自然月 10 件以内不收，11 至 30 件每件 100 元，31 件起每 10 件提高 100 元；按量：30 页以内不收，31 至 100 页每页 10 元，101 至 200 页 20 元，201 页起 40 元", EN: "by applications in a month: free to 10, 100 each for 11–30, then 100 more each for every ten; by pages: free to 30, 10 each to 100, 20 each to 200, then 40"},
		Explain: diag.Text{
			ZH: "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）规定了标准，金额可以由页数或者件数算出。\n\n错误：109 页收费 1090 元\n正确：109 页收费 70×10 + 9×20 = 880 元",
			EN: "《政府信息公开信息处理费管理办法》 (国办函〔2020〕109号) fixes the tariff, so the amount follows from the pages or applications.\n\nWrong: 1090 yuan for 109 pages\nRight: 70×10 + 9×20 = 880 yuan",
		},
	}
	chargeTotal = &diag.Rule{
		Code: "RP028", Severity: diag.Warning,
		Title:   diag.Text{ZH: "信息处理费合计与明细不符", EN: "total fee differs from its items"},
		Message: diag.Text{ZH: "信息处理费%[1]s写的是 %[2]s，明细合计 %[3]s", EN: "processing fee, %[1]s: given as %[2]s, the items give %[3]s"},
		Hint:    diag.Text{ZH: "核对合计和各笔明细", EN: "check the total and the items"},
		Explain: diag.Text{
			ZH: "processing_fee 的 cases、amount 是全年合计，等于各笔 charge 之和。\n\n错误：cases = 2，amount = 1000，明细为 880 元和 420 元\n正确：cases = 2，amount = 1300",
			EN: "cases and amount are the sums over all items.\n\nWrong: cases = 2, amount = 1000 with items of 880 and 420\nRight: cases = 2, amount = 1300",
		},
	}
)
