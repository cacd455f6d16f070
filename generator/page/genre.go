package page

import (
	"slices"

	"gongkai/generator/diag"
	"gongkai/generator/suggest"
)

// Genres returns the kinds of official documents: the fifteen of 《党政机关公文
// 处理工作条例》, with the short names under which orders and minutes are filed.
func Genres() []string {
	return []string{
		"决议", "决定", "命令（令）", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案", "函", "纪要",
		"命令", "令", "会议纪要",
	}
}

// checkGenre notes a genre that is no kind of official document. Much that is
// disclosed (办法, 指南, 解读) has none of these genres, so this is no error.
func (c *checker) checkGenre(m *Meta, n node) {
	genres := Genres()
	if slices.Contains(genres, m.Genre) {
		return
	}
	hint := diag.Text{ZH: "公文的体裁有：通知、通告、公告、意见、决定、报告、函等；其他材料可以保留", EN: "official documents have a genre such as 通知, 公告, 意见; other texts may keep theirs"}
	if near := suggest.Nearest(m.Genre, genres); near != "" {
		hint = diag.Text{ZH: "是不是 " + near + "？", EN: "did you mean " + near + "?"}
	}
	c.failAt(ruleGenre, n, m.Genre, hint)
}
