package report

import "gongkai/generator/diag"

// What can be wrong in website.toml.
var (
	siteValue = &diag.Rule{
		Code: "RP070", Severity: diag.Error,
		Title:   diag.Text{ZH: "网站报表的一项写法不对", EN: "bad value in the site report"},
		Message: diag.Text{ZH: "%[1]s（%[2]s）应当是%[3]s", EN: "%[1]s (%[2]s) must be %[3]s"},
		Hint:    diag.Text{ZH: "%[4]s", EN: "%[4]s"},
		Explain: diag.Text{
			ZH: "网站工作年度报表的数量写数字，“是否”写 true 或者 false，名称写引号里的文字。\n\n错误：warning_system = \"是\"\n正确：warning_system = true",
			EN: "In the site report quantities are numbers, yes and no are true and false, names are texts in quotes.\n\nWrong: warning_system = \"是\"\nRight: warning_system = true",
		},
	}
	siteSum = &diag.Rule{
		Code: "RP071", Severity: diag.Warning,
		Title:   diag.Text{ZH: "网站报表合计与分项不符", EN: "total of the site report differs from its parts"},
		Message: diag.Text{ZH: "“%[1]s”为 %[2]s，分项合计 %[3]s", EN: "%[1]s is %[2]s, its parts give %[3]s"},
		Hint:    diag.Text{ZH: "核对合计和各分项", EN: "check the total and its parts"},
		Explain: diag.Text{
			ZH: "《政府网站工作年度报表》（国办函〔2018〕12号）的总数应当等于分项之和。\n\n错误：total = 10，分项为 1、2、3\n正确：total = 6，或者补上漏填的分项",
			EN: "In 《政府网站工作年度报表》 (国办函〔2018〕12号) a total is the sum of its parts.\n\nWrong: total = 10 with parts 1, 2 and 3\nRight: total = 6, or the part left out",
		},
	}
	siteMissing = &diag.Rule{
		Code: "RP072", Severity: diag.Warning,
		Title:   diag.Text{ZH: "网站报表没有填完", EN: "site report is incomplete"},
		Message: diag.Text{ZH: "网站工作年度报表还没有填：%[1]s", EN: "the site report lacks: %[1]s"},
		Hint:    diag.Text{ZH: "在 website.toml 中补上；没有的写 0 或者 false", EN: "add them to website.toml, 0 or false for none"},
		Explain: diag.Text{
			ZH: "各级各类政府网站每年1月31日前在首页发布上一年度的工作年度报表（国办函〔2018〕12号），各项都要填写。\n\n错误：没有 visits.total\n正确：[visits] total = 0",
			EN: "By 31 January each year every government site publishes this report on its home page (国办函〔2018〕12号), with all items\nfilled in.\n\nWrong: no visits.total\nRight: [visits] total = 0",
		},
	}
	siteCounted = &diag.Rule{
		Code: "RP073", Severity: diag.Warning,
		Title:   diag.Text{ZH: "网站报表的填报数与统计数不同", EN: "site report differs from the count"},
		Message: diag.Text{ZH: "“%[1]s”填报 %[2]s，网站上统计为 %[3]s", EN: "%[1]s is given as %[2]s, the site counts %[3]s"},
		Hint:    diag.Text{ZH: "删去 website.toml 中的这一项，报表就用统计数", EN: "delete it from website.toml to use the count"},
		Explain: diag.Text{
			ZH: "当年发布的信息可以从网站内容统计出来，不必填写；填写了就应当一致。\n\n错误：published.total = 30，而当年只发布 24 条\n正确：不写 published.total",
			EN: "What was published in the year is counted from the content and need not be given; where it is, it should agree.\n\nWrong: published.total = 30 with 24 documents in the year\nRight: leave published.total out",
		},
	}
)
