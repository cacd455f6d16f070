package page

import (
	"fmt"
	"strings"
	"testing"

	"gongkai/generator/corpus/lawtest"
)

// typedIn returns what is found of a text as CODE line message|hint, of the rules about what is
// typed in it.
func typedIn(t *testing.T, front, body string) (found []string) {
	t.Helper()
	_, all := Parse("notices/2026/0007-a.md", []byte("---\ntitle: 关于做好春季防火工作的通知\ncategory: notices\ndate: 2026-03-01\n"+front+"---\n"+body))
	for _, d := range all {
		if d.Code >= "FM105" && d.Code <= "FM108" || d.Code == "FM110" || d.Code == "FM112" {
			found = append(found, strings.Join([]string{d.Code, d.Pos.Source, d.Message.ZH, d.Hint.ZH}, "|"))
		}
	}
	return found
}

// TestTypedNumber: a document number above the text is found, however it is written, and
// nowhere else.
func TestTypedNumber(t *testing.T) {
	const title = "关于做好春季防火工作的通知\n"
	for _, c := range []struct{ front, body, want, said string }{
		{"", "某政发〔2022〕5号\n\n各村：\n", "FM106", "doc_number: 某政发〔2022〕5号；删去正文的第 6 行"},
		{"", "\n　　　某政发[2022] 05号　　　\n各村：\n", "FM106", "doc_number: 某政发〔2022〕5号；删去正文的第 7 行"},
		{"", "**某政发（2022）5号**\r\n", "FM106", "doc_number: 某政发〔2022〕5号"},
		{"", "某政发〔2022〕5号　　　签发人：张某\n", "FM106", "doc_number: 某政发〔2022〕5号"},
		{"", "公告2026年第1号\n", "FM106", "doc_number: 公告2026年第1号"},
		{"", "# " + title + "\n某政发〔2022〕5号\n", "FM106", "第 8 行，重复的标题（第 6 行）也删去"},
		{"", "关于做好春季\n防火工作的通知\n某政发〔2022〕5号\n", "FM106", "第 8 行，重复的标题（第 6、7 行）也删去"},
		{"", "某某镇人民政府文件\n\n某政发〔2022〕5号\n" + title, "FM106", "删去正文的第 8 行，红头（第 6 行）、重复的标题（第 9 行）也删去"},
		{"", "000012\n特急\n某某镇人民政府文件\n某政发〔2022〕5号\n某某镇人民政府\n关于做好春季防火\n工作的通知\n", "FM106", "删去正文的第 9 行，份号、紧急程度（第 6、7 行）、红头（第 8 行）也删去"},
		{"", "某政发〔2022〕5号\n关于做好春季防火\n工作的通知\n各村：\n", "FM106", "删去正文的第 6 行，重复的标题（第 7、8 行）也删去"},
		{"", "某政发〔2022〕5号\n通知\n", "FM106", "删去正文的第 6 行"},
		{"doc_number: 某政发〔2022〕5号\n", "某政发〔2022〕5号\n", "FM107", "删去正文的第 7 行"},
		{"doc_number: 某政发〔2022〕5号\n", "某政发[2022]5号\n", "FM107", "删去正文的第 7 行"},
		{"doc_number: 某政发〔2022〕4号\n", "某政发〔2022〕5号\n", "FM108", "正文里的发文字号是 某政发〔2022〕5号，文档信息里是 某政发〔2022〕4号"},
		{"doc_number: 某政发〔2022〕4号\n", "某某镇人民政府文件\n某政发〔2022〕5号\n", "FM108", "改正 doc_number，删去正文的第 8 行，红头（第 7 行）也删去"},
		{"", "各村：\n某政发〔2022〕5号\n", "", ""},
		{"", "根据某政发〔2022〕5号，现通知如下。\n", "", ""},
		{"", "某政发〔2022〕5号文件规定：\n", "", ""},
		{"", "东街5号\n", "", ""},
		{"", "2022年5号\n", "", ""},
		{"", "一\n二\n三\n四\n五\n某政发〔2022〕5号\n", "", ""},
		{"", title, "FM110", "重复的标题（第 6 行）"},
		{"", "某某镇人民政府文件\n\n" + title + "\n各村：\n", "FM110", "红头（第 6 行）、重复的标题（第 8 行）"},
		{"", "**某某镇人民政府办公室文件**\n各村：\n", "FM110", "红头（第 6 行）"},
		{"", "## 关于做好\n## 春季防火工作的通知\n各村：\n", "FM110", "重复的标题（第 6、7 行）"},
		{"", "000012\n特急\n各村：\n", "FM110", "份号、紧急程度（第 6、7 行）"},
		{"", "【加急】\n各村：\n", "FM110", "份号、紧急程度（第 6 行）"},
		{"", "通知\n各村：\n", "", ""},
		{"", "关于做好春季防火\n各村：\n", "", ""},
		{"", "春季防火工作的通知\n", "", ""},
		{"", "100012\n各村：\n", "", ""},
		{"", "各村：\n" + title, "", ""},
		{"", "需要报送的文件\n各村：\n", "", ""},
		{"", "按照上级政府、部门文件\n", "", ""},
		{"", "特急件当天办理。\n", "", ""},
	} {
		got := typedIn(t, c.front, c.body)
		if c.want == "" && len(got) == 0 {
			continue
		}
		if len(got) != 1 || !strings.HasPrefix(got[0], c.want+"|") || c.want == "" || !strings.Contains(got[0], c.said) {
			t.Errorf("%q %q: %q, want %s %s", c.front, c.body, got, c.want, c.said)
		}
	}
}

// TestEnclosures: enclosures that a text names and nobody can download are found with the
// line of front matter that gives them; those that are in the text, or of others, are not.
func TestEnclosures(t *testing.T) {
	for _, c := range []struct{ body, at, said string }{
		{"正文。\n\n附件：1.申请表.docx\n", "附件：1.申请表.docx", "attachments: [{file: 0007-申请表.docx, title: 申请表}]"},
		{"正文。\n　　附件：1．申请表\n　　　　　2．《名单》（第一批）。\n\n某某镇人民政府\n2026年3月1日\n", "　　附件：1．申请表", "[{file: 0007-申请表.pdf, title: 申请表}, {file: 0007-《名单》（第一批）.pdf, title: 《名单》（第一批）}]"},
		{"附件：1\\. 登记表\n\n2\\. 名单\\_甲\n\n某某镇人民政府\n", `附件：1\. 登记表`, "[{file: 0007-登记表.pdf, title: 登记表}, {file: 0007-名单_甲.pdf, title: 名单_甲}]"},
		{"附件1：申请表\n附件2：名单.xlsx\n", "附件1：申请表", "[{file: 0007-申请表.pdf, title: 申请表}, {file: 0007-名单.xlsx, title: 名单}]"},
		{"附件: 报价: 甲, 乙\n", "附件: 报价: 甲, 乙", `[{file: "0007-报价: 甲, 乙.pdf", title: "报价: 甲, 乙"}]`},
		{"名单见附件。\n", "名单见附件。", "[{file: 0007-附件.pdf, title: 附件}]"},
		{"填表（详见附件2），再报送。\n", "填表（详见附件2），再报送。", "[{file: 0007-附件2.pdf, title: 附件2}]"},
		{"填表（见附件）。\n\n附件：申请表\n", "附件：申请表", "[{file: 0007-申请表.pdf, title: 申请表}]"},
		{"正文和附件一并报送。\n附件单独报送，未见附件的退回。\n", "", ""},
		{"> 名单见附件。\n", "", ""},
		{"正文。\n\n附件：\n1.申请表\n2.名单.xlsx\n\n某某镇人民政府\n2026年3月1日\n", "附件：", "[{file: 0007-申请表.pdf, title: 申请表}, {file: 0007-名单.xlsx, title: 名单}]"},
		{"正文。\n\n附件：\n1.张某，男\n2.李某，女\n", "", ""},
		{"正文。\n\n附件：\n\n1. 总则\n\n为了规范管理，制定本办法。\n", "", ""},
		{"附件：\n\n某某镇人民政府\n", "", ""},
		{"附件：无\n", "", ""},
		{"名单见附件。\n\n附件\n\n张某、李某\n", "", ""},
		{"名单见附件1。\n\n## 附件1 名单\n\n张某、李某\n", "", ""},
		{"附件：1.名单\n\n某某镇人民政府\n2026年3月1日\n\n**附件1**\n\n张某\n", "", ""},
		{"附件：[申请表](0007-申请表.docx)\n", "", ""},
		{"名单见附件。\n\n{{table 0007-名单.xlsx}}\n", "", ""},
		{"附件：申请表\n\n[通知](0001.md)\n", "附件：申请表", "title: 申请表"},
		{"附件：检查表（另发）\n", "", ""},
		{"附件：1.检查表（另发）\n　　　2.名单\n", "附件：1.检查表（另发）", "[{file: 0007-名单.pdf, title: 名单}]"},
		{"附件：2026年春节安全检查表\n\n某某镇人民政府\n", "附件：2026年春节安全检查表", "title: 2026年春节安全检查表}]"},
		{"附件：1. 3月份报表\n　　　2、2025年名单\n　　　3第三季度表\n2026年3月1日\n", "附件：1. 3月份报表", "{file: 0007-3月份报表.pdf, title: 3月份报表}, {file: 0007-2025年名单.pdf, title: 2025年名单}, {file: 0007-第三季度表.pdf, title: 第三季度表}]"},
		{"关于附件：\n", "", ""},
		{"按国发〔2020〕1号文件的附件办理。\n", "", ""},
	} {
		got := typedIn(t, "", c.body)
		if c.at == "" && len(got) == 0 {
			continue
		}
		if len(got) != 1 || !strings.HasPrefix(got[0], "FM105|"+c.at+"|") || c.at == "" || !strings.Contains(got[0], c.said) {
			t.Errorf("%q: %q, want %s", c.body, got, c.said)
		}
		if got := typedIn(t, "attachments: [{file: 0007-a.pdf, title: 甲}]\n", c.body); len(got) > 0 {
			t.Errorf("%q with an attachment: %q", c.body, got)
		}
	}
}

// TestEnclosuresLeft: where attachments bear the names of some enclosures, the others are
// found to be lacking.
func TestEnclosuresLeft(t *testing.T) {
	const two = "正文。\n\n附件：1.申请表\n　　　2.名单.xlsx\n"
	for _, c := range []struct{ attachments, body, said string }{
		{"{file: 0007-a.docx, title: 申请表}", two, "{file: 0007-名单.xlsx, title: 名单}"},
		{"{file: 0007-a.docx, title: 申请表及名单}", two, ""},
		{"{file: 0007-申请表、名单.zip}", two, ""},
		{"{file: 0007-a.docx, title: 申请}", two, "{file: 0007-名单.xlsx, title: 名单}"},
		{"{file: 0007-a.docx, title: 申请表}", "附件：1.申请表\n　　　2.名单(另送)\n", ""},
		{"{file: 0007-名单.xlsx}", two, "{file: 0007-申请表.pdf, title: 申请表}"},
		{"{file: 0007-a.docx, title: 附件1：申请表}, {file: 0007-b.docx, title: 名单}", two, ""},
		{"{file: 0007-a.docx, title: 申请表}, {file: 0007-b.docx, title: 附件2}", two, ""},
		{"{file: 0007-a.docx, title: 附件}", two, ""},
		{"{file: 0007-a.docx, title: 申请表}", "附件：1.申请表\n　　　2.名单（另发）\n", ""},
		{"{file: 0007-a.docx, title: 申请表}", two + "\n## 附件2\n\n张某、李某\n", ""},
		{"{file: 0007-a.docx, title: 申请表}", "名单见附件2。\n", ""},
	} {
		got := typedIn(t, "attachments: ["+c.attachments+"]\n", c.body)
		if c.said == "" && len(got) == 0 {
			continue
		}
		if len(got) != 1 || !strings.HasPrefix(got[0], "FM112|") || c.said == "" || !strings.Contains(got[0], c.said) {
			t.Errorf("%s %q: %q, want %s", c.attachments, c.body, got, c.said)
		}
	}
}

// TestEnclosurePlaces: each enclosure that is left out is a finding of its own, where it is
// listed.
func TestEnclosurePlaces(t *testing.T) {
	for _, c := range []struct{ body, want string }{
		{"正文。\n\n附件：1.申请表\n　　　2.名单.xlsx\n　　　3.汇总表\n", "10:6 名单.xlsx 7; 11:6 汇总表 3"},
		{"正文。\n\n附件：\n1. 申请表\n2. 名单。\n\n某某镇人民政府\n", "11:4 名单 2"},
		{"正文。\n附件1：名单\n附件2：申请表\n附件3：名单二\n", "8:5 名单 2; 10:5 名单二 3"},
		{"正文。\n\n附件：1.申请表\n2\\. 名单\\_甲\n", "10:1 名单_甲 9"},
		{"正文。\n\n附件：1.名单\n2.申请表\n", "9:6 名单 2"},
	} {
		_, all := Parse("notices/2026/0007-a.md", []byte("---\ntitle: 关于做好春季防火工作的通知\ncategory: notices\ndate: 2026-03-01\nattachments: [{file: 0007-a.docx, title: 申请表}]\n---\n"+c.body))
		var got []string
		for _, d := range all {
			if d.Code == "FM112" {
				_, name, _ := strings.Cut(d.Message.ZH, "“")
				name, _, _ = strings.Cut(name, "”")
				got = append(got, fmt.Sprintf("%d:%d %s %d", d.Pos.Line, d.Pos.Column, name, d.Pos.Width))
			}
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%q: %q, want %s", c.body, got, c.want)
		}
	}
}

// TestTypedLaws: a law has its annexes in it, and no number of an office above it.
func TestTypedLaws(t *testing.T) {
	for _, laws := range [][]lawtest.Text{lawtest.Own(t), lawtest.Shared(t)} {
		for _, law := range laws {
			for _, found := range typedIn(t, "", law.Body) {
				t.Errorf("%s: %s", law.Name, found)
			}
		}
	}
}
