package portal

import (
	"strings"

	"gongkai/generator/county/roster"
	"gongkai/generator/county/rows"
	"gongkai/generator/diag"
)

// Rules lists what this package can find wrong.
func Rules() []*diag.Rule { return []*diag.Rule{ruleCollision} }

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
