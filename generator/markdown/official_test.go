package markdown

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/corpus/lawtest"
)

var classed = regexp.MustCompile(`<(?:p|ol) class="?doc-([a-z]+)"?[^>]*>(.*?)</(?:p|ol)>`)

// parts returns the parts of an official document that a body has.
func parts(body string, opt Options) []string {
	opt.Official = true
	var found []string
	for _, m := range classed.FindAllStringSubmatch(string(New(opt).Render(Result{}, Source{Path: "a.md", Body: []byte(body)}, nil).HTML), -1) {
		found = append(found, m[1]+" "+string(Text([]byte(m[2]))))
	}
	return found
}

// TestOfficial: what is recognised, and what is not.
func TestOfficial(t *testing.T) {
	for body, want := range map[string][]string{
		"　　各村民委员会：\n　　现将有关事项通知如下。\n　　一、总体要求\n　　某某镇人民政府\n　　2026年2月10日":                        {"addressee 各村民委员会：", "signature 某某镇人民政府", "date 2026年2月10日"},
		"请遵照执行。\n\n某某镇人民政府\n2026年2月10日":                                                      {"signature 某某镇人民政府", "date 2026年2月10日"},
		"区政府各委、办、局，各镇人民政府：\n\n请照办。\n\n附件：1.申请表\n　　　2.名单\n\n某某镇人民政府\n\n二〇二六年二月十日\n\n（此件公开发布）": {"addressee 区政府各委、办、局，各镇人民政府：", "enclosures 附件：1.申请表", "enclosures 2.名单", "signature 某某镇人民政府", "date 二〇二六年二月十日", "note （此件公开发布）"},
		"某政发〔2022〕5号\n\n各村民委员会：\n\n请照办。":                                                     {"addressee 各村民委员会："},
		"# 关于春耕的通知\n\n某政发[2022] 5 号\n\n各村民委员会：\n\n请照办。":                                      {"addressee 各村民委员会："},
		"关于春耕的\n\n通知\n\n某政发（2022）第5号\n\n各村民委员会：\n\n请照办。":                                     {"addressee 各村民委员会："},
		"某政发〔2022〕5号\n\n请照办。":                                                                nil,
		"某政发〔2022〕5号\n\n各村民委员会：":                                                             nil,
		"按照某政发〔2022〕5号。\n\n各村民委员会：\n\n请照办。":                                                  nil,
		"住东街（一）3号\n\n各村民委员会：\n\n请照办。":                                                        nil,
		"特此公告。\n2026 年 2 月 10 日":                                                             {"date 2026 年 2 月 10 日"},
		"公告。\n某某镇人民政府\n某某镇财政所\n2026年2月10日\n（联系人：张某）\n\n## 附件1\n\n表":                          {"signature 某某镇财政所", "signature 某某镇人民政府", "date 2026年2月10日", "note （联系人：张某）"},
		"请**照办**。\n\n**某某镇人民政府**\n2026年2月10日":                                                {"date 2026年2月10日"},
		"请照办。\n\n某某镇党委　　某某镇人民政府\n2026年2月10日":                                                 {"signature 某某镇党委　　某某镇人民政府", "date 2026年2月10日"},
		"请照办。\n\n某某镇党委、某某镇人民政府\n2026年2月10日":                                                  {"signature 某某镇党委、某某镇人民政府", "date 2026年2月10日"},
		"请照办。\n\n某某镇人民政府　　2026年2月10日":                                                        {"signature 某某镇人民政府　　2026年2月10日"},
		"请照办。\n\n某某镇人民政府 2026 年 2 月 10 日\n（此件公开发布）":                                          {"signature 某某镇人民政府 2026 年 2 月 10 日", "note （此件公开发布）"},
		"请于某某镇人民政府 2026年2月10日\n\n以前报送。":                                                      nil,
		"请照办。\n\n某某镇人民政府（章）\n2026年2月10日":                                                     {"signature 某某镇人民政府（章）", "date 2026年2月10日"},
		"请照办。\n\n某某镇人民政府 (盖章)\n2026.2.10":                                                    {"signature 某某镇人民政府 (盖章)", "date 2026.2.10"},
		"请照办。\n\n某某镇财政所\n2026-02-10\n（此件公开发布）":                                               {"signature 某某镇财政所", "date 2026-02-10", "note （此件公开发布）"},
		"请照办。\n\n某某镇财政所\n2026年2月10日\n\n(此件公开发布)":                                             {"signature 某某镇财政所", "date 2026年2月10日", "note (此件公开发布)"},
		"请照办。\n\n2026年2月10日\n(此件公开发布）":                                                       {"date 2026年2月10日", "note (此件公开发布）"},
		"请照办。\n\n某某镇财政所 2026年2月10日\n(联系人: 张某)":                                               {"signature 某某镇财政所 2026年2月10日", "note (联系人: 张某)"},
		"请照办。\n\n某某镇财政所\n2026年2月10日\n(一)":                                                    {"signature 某某镇财政所", "date 2026年2月10日"},
		"请照办。\n\n某某镇财政所\n2026年2月10日\n(甲)乙(丙)":                                                {"signature 某某镇财政所", "date 2026年2月10日"},
		"请照办。\n\n某某（集团）有限公司\n2026年2月10日":                                                     {"signature 某某（集团）有限公司", "date 2026年2月10日"},
		"请照办。\n\n某某(集团)有限公司\n2026年2月10日":                                                     {"signature 某某(集团)有限公司", "date 2026年2月10日"},
		"责任单位:镇办公室\n2026年2月10日":                                                              {"date 2026年2月10日"},
		"办公室\n\n2026.2.10.5\n\n2026-2/10":                                                    nil,
		"日期如下\n\n2026.2.10":                                                                  nil,
		"某某镇人民政府（试行）\n2026年2月10日":                                                            {"date 2026年2月10日"},
		"会议地点：某某镇人民政府 2026年2月10日":                                                            nil,
		"各村、社区\n2026年2月10日":                                                                  {"date 2026年2月10日"},
		"附件：申请表\n\n正文。":                                                                      nil,
		"正文。\n\n附件：无":                                                                        nil,
		"正文。\n附件：申请表":                                                                        {"enclosures 附件：申请表"},
		"正文。\n\n附件：1. 申请表\n2. 名单":                                                            {"enclosures 附件：1. 申请表", "enclosures 名单"},
		"正文。\n\n附件：1. 申请表\n2. **名单**":                                                        {"enclosures 附件：1. 申请表", "enclosures 名单"},
		"正文。\n\n附件：1.申请表\n2.名单\n3. 说明\n\n某某镇人民政府\n2026年2月10日":                                {"enclosures 附件：1.申请表", "enclosures 2.名单", "enclosures 说明", "signature 某某镇人民政府", "date 2026年2月10日"},
		"正文。\n\n附件：1. 申请表\n\n2\\. 名单\n\n某某镇人民政府":                                             {"enclosures 附件：1. 申请表", "enclosures 2. 名单"},
		"正文。\n\n附件：\n1.申请表\n2.名单\n\n某某镇人民政府\n2026年2月10日":                                     {"enclosures 附件：", "enclosures 1.申请表", "enclosures 2.名单", "signature 某某镇人民政府", "date 2026年2月10日"},
		"正文。\n\n附件：\n\n1. 申请表\n\n某某镇人民政府":                                                    {"enclosures 附件：", "enclosures 申请表"},
		"正文。\n\n附件：\n1.申请表\n2.名单":                                                            nil,
		"正文。\n\n附件：\n\n某某镇人民政府":                                                              nil,
		"正文。\n\n附件：申请表\n\n1. 甲\n2. 乙":                                                        {"enclosures 附件：申请表"},
		"正文。\n\n附件：1. 申请表\n\n5. 甲":                                                           {"enclosures 附件：1. 申请表"},
		"现将有关情况公告如下：\n\n正文。":                                                                 nil,
		"有下列情形之一的单位：\n\n正文。":                                                                 nil,
		"联系电话：\n\n正文。":                                                                       nil,
		"各村民委员会：":                                                                            nil,
		"2026年2月10日":                                                                         nil,
		"会议于\n\n2026年2月10日\n\n召开。":                                                           nil,
		"特此公告\n2026年2月10日":                                                                   {"date 2026年2月10日"},
		"一、责任单位：镇办公室\n2026年2月10日":                                                            {"date 2026年2月10日"},
		"2026年2月30号\n正文。":                                                                    nil,
		"- 某某镇人民政府\n- 2026年2月10日":                                                            nil,
		"> 某某镇人民政府\n> 2026年2月10日":                                                            nil,
	} {
		for _, opt := range []Options{{}, {Join: true}} {
			if opt.Join {
				body = strings.ReplaceAll(strings.ReplaceAll(body, "\n\n", "\n"), "\n", "\n\n")
				if strings.Contains(body, "- ") || strings.Contains(body, "> ") || strings.Contains(body, "　") {
					continue
				}
			}
			got := parts(body, opt)
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("%q: %q, want %q", body, got, want)
			}
		}
	}
	if html := string(render("正文。\n某某镇人民政府\n2026年2月10日").HTML); strings.Contains(html, "class") {
		t.Errorf("switched off: %s", html)
	}
}

// TestOfficialLaws: a law is no letter.
func TestOfficialLaws(t *testing.T) {
	for _, law := range lawtest.Shared(t) {
		for _, p := range parts(law.Body, Options{}) {
			if strings.HasPrefix(p, "addressee") {
				t.Errorf("%s: %s", law.Name, p)
			}
		}
	}
}
