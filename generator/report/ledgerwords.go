package report

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"

	"gongkai/generator/diag"
	"gongkai/generator/suggest"
)

// The words of a ledger: those that it may have for applicants, channels and outcomes.

// word reads a key, or the label that stands for it, or another word for it.
func (p *ledgerParser) word(to *string, s string, known []item, what diag.Text, at place) bool {
	plain := plainWord(s)
	for _, w := range known {
		if strings.EqualFold(s, w.key) || plain == plainWord(w.label) || alsoCalled[plain] == w.key {
			*to = w.key
			return true
		}
	}
	p.bad(at, diag.Text{ZH: what.ZH + "“" + s + "”不认识", EN: fmt.Sprintf("unknown %s %q", what.EN, s)},
		wordHint(s, known, p.chinese))
	return false
}

// wordHint names the word that was meant, in the language in which it or the header was
// written: of a group of outcomes, each that is in it.
func wordHint(s string, known []item, chinese bool) diag.Text {
	var labels []string
	for _, w := range known {
		labels = append(labels, w.label)
	}
	if near := suggest.Nearest(s, labels); near != "" {
		return diag.Text{ZH: "改为 " + near, EN: "did you mean " + near + "?"}
	}
	hint := nearestHint(s, keys(known))
	group := outcomeGroups()[plainWord(s)]
	if group == "" {
		if chinese || s != "" && s[0] >= utf8.RuneSelf {
			hint.ZH = "可以写的有：" + strings.Join(labels, "、")
		}
		return hint
	}
	var kinds []string
	for _, w := range known {
		if strings.HasPrefix(w.key, group) {
			kinds = append(kinds, w.label)
		}
	}
	return diag.Text{
		ZH: "写明是哪一种：" + strings.Join(kinds, "、"),
		EN: "say which: " + strings.Join(kinds, ", "),
	}
}

// outcomeGroups are the headings under which the form has several outcomes, with how the
// keys of these begin.
func outcomeGroups() map[string]string {
	return map[string]string{
		"不予公开": "deny_", "不公开": "deny_", "拒绝公开": "deny_", "无法提供": "unable_", "不能提供": "unable_", "不予处理": "notproc_", "不处理": "notproc_",
	}
}

// plainWord is a word as it is compared: its letters of one width, without number and blanks.
func plainWord(s string) string { return unnumbered(width.Narrow.String(s)) }

// unnumbered takes the number and the blanks off a label: 1.属于国家秘密.
func unnumbered(s string) string {
	return strings.TrimLeft(strings.Join(strings.Fields(s), ""), "()（）一二三四五六七0123456789.、､")
}

// alsoCalled has the other names of channels, applicants and outcomes, without
// numbers.
var alsoCalled = map[string]string{
	"公民": "natural", "个人": "natural", "企业": "business", "公司": "business", "商业": "business", "律师事务所": "legal", "公益组织": "charity", "社会组织": "charity",
	"现场": "in_person", "窗口": "in_person", "当面提交": "in_person", "现场提交": "in_person", "邮寄": "letter", "信件": "letter", "邮政": "letter", "EMS": "letter",
	"网站": "web", "网上": "web", "互联网": "web", "在线": "web", "网页": "web", "电子邮件": "web", "邮箱": "web",
	"公开": "granted", "同意公开": "granted", "不掌握": "unable_1", "不掌握相关信息": "unable_1", "信息不存在": "unable_1", "不存在": "unable_1", "信访": "notproc_1",
	"邮件": "web",
}

// ledgerApplicants are the six kinds of applicants, without the total.
func ledgerApplicants() []item {
	all := applicants()
	return all[:len(all)-1]
}

func channels() []item {
	return []item{{"in_person", "当面"}, {"letter", "信函"}, {"fax", "传真"}, {"web", "网络"}, {"other", "其他"}}
}

// outcomeWords are the outcomes that a row of the ledger can have, with labels
// that can stand in a cell: 予以公开, 属于国家秘密.
func (r dataReader) outcomeWords() []item {
	var words []item
	for _, row := range r.form.outcomes() {
		label, _, _ := strings.Cut(row.label, "（区分处理")
		label = unnumbered(label)
		if row.key == "other_3" {
			label = "其他处理"
		}
		words = append(words, item{row.key, label})
	}
	return words
}
