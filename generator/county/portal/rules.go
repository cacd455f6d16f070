package portal

import (
	"strings"

	"gongkai/generator/county/annual"
	"gongkai/generator/county/roster"
	"gongkai/generator/county/rows"
	"gongkai/generator/diag"
)

// Rules lists what this package can find wrong.
func Rules() []*diag.Rule { return []*diag.Rule{ruleCollision, ruleUnbalanced, ruleUnsummed} }

var ruleCollision = &diag.Rule{
	Code: "CY103", Severity: diag.Warning,
	Title:   diag.Text{ZH: "两个机关的索引号相同", EN: "two offices have one index number"},
	Message: diag.Text{ZH: "索引号 %[1]s 有 %[2]d 篇文档在用：%[3]s", EN: "the index number %[1]s is that of %[2]d documents: %[3]s"},
	Hint:    diag.Text{ZH: "索引号的前段应当是各机关自己的机构代码；改正写错的那一篇的 index_number", EN: "an index number begins with the code of its own office; mend index_number of the document that has another's"},
	Explain: diag.Text{
		ZH: "索引号在全县应当只指一份文件。两个机关相同，多半是从另一个机关的文档复制时没有改，或者两个机关的 config.toml 写了同一个机构代码。两篇都照常列在目录里。\n\n错误：乙镇的文档写 index_number: 123456789/2017-00003（甲镇的代码）\n正确：index_number: 987654321/2017-00001",
		EN: "In a county, an index number means one document. Where two offices have it, it was mostly copied with a document, or two config.toml have one code. Both documents are in the catalogue all the same.\n\nWrong: a document of the one town with the code of the other\nRight: index_number: 987654321/2017-00001",
	},
}

// collision is a finding.
func collision(c rows.Collision) diag.Diagnostic {
	list := strings.Join(c.URLs, ", ")
	if c.More > 0 {
		list += ", …"
	}
	return ruleCollision.At(diag.Pos{File: roster.File}, c.Index, len(c.URLs)+c.More, list)
}

var ruleUnbalanced = &diag.Rule{
	Code: "CY104", Severity: diag.Warning,
	Title:   diag.Text{ZH: "年报汇总的勾稽关系不成立", EN: "sum of annual reports does not add up"},
	Message: diag.Text{ZH: "%[1]d年，%[2]s：%[3]s", EN: "%[1]d, %[2]s: %[3]s"},
	Hint:    diag.Text{ZH: "改正这个机关 content/reports/%[1]d/figures.toml 里的数字；汇总数是各机关相加的，各机关都对了，汇总数也就对了", EN: "mend figures.toml in content/reports/%[1]d of this office; the sum adds up where all offices do"},
	Explain: diag.Text{
		ZH: "汇总以前，对每个机关的统计表和汇总数都核对 R1 至 R4（gongkai explain R1 有说明）。机关在 config.toml 里把规则放宽了，它自己的网站照样发布，汇总时仍然指出来。\n\n错误：甲镇 new 合计 3，carried_in 0，total 2，carried_out 0\n正确：carried_out 为 1",
		EN: "The tables of each office and those of the sum are held to R1 to R4 (see gongkai explain R1). Where an office has relaxed these rules in its config.toml, its own site is published, and here it is still said.\n\nWrong: new 3, carried_in 0, total 2, carried_out 0\nRight: carried_out 1",
	},
}

var ruleUnsummed = &diag.Rule{
	Code: "CY105", Severity: diag.Warning,
	Title:   diag.Text{ZH: "年报汇总缺机关", EN: "sum of annual reports lacks offices"},
	Message: diag.Text{ZH: "%[1]d年的汇总里没有：%[2]s", EN: "the sum of %[1]d is without %[2]s"},
	Hint:    diag.Text{ZH: "请这些机关发布 content/reports/%[1]d（表式和别的机关一样），再运行一次", EN: "have these offices publish content/reports/%[1]d, with the form of the others, and run the command again"},
	Explain: diag.Text{
		ZH: "没有年报的，和表式不同的，不能加到汇总里。汇总的页面上也写明缺哪些机关，免得把它当成全县的数字。\n\n错误：乙镇没有 content/reports/2026\n正确：乙镇发布 2026 年的年报",
		EN: "What has no report, or another form, cannot be added. The page of the sum names these offices, so that nobody takes it for that of the whole county.\n\nWrong: an office without content/reports/2026\nRight: it publishes its report of 2026",
	},
}

// unbalanced is a finding about a relation that does not hold.
func unbalanced(year int, b annual.Broken) diag.Diagnostic {
	return ruleUnbalanced.At(diag.Pos{File: roster.File}, year, b.Office, b.Says)
}

// unsummed names the offices that are in no sum.
func unsummed(y *annual.Year) diag.Diagnostic {
	list := append(append([]string{}, y.Missing...), y.Other...)
	return ruleUnsummed.At(diag.Pos{File: roster.File}, y.Year, strings.Join(list, "、"))
}
