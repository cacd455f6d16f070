package markdown

import (
	"strings"
	"testing"

	"gongkai/generator/corpus/lawtest"
	"gongkai/generator/diag"
	"gongkai/generator/unseen"
)

// TestLines: which lines are paragraphs of their own, and which are not.
func TestLines(t *testing.T) {
	for body, want := range map[string]string{
		// Out of Word by way of Notepad.
		"　　各村民委员会：\n　　现将有关事项通知如下。\n　　一、总体要求\n　　（一）加强领导。\n　　某某镇人民政府\n　　2026年2月10日": "<p>各村民委员会：</p><p>现将有关事项通知如下。</p><p>一、总体要求</p><p>（一）加强领导。</p><p>某某镇人民政府</p><p>2026年2月10日</p>",
		"1、第一项；\n2、第二项。\n\n一、甲\n二、乙\n（一）丙\n①丁\n⑵戊":                                "<p>1、第一项；</p><p>2、第二项。</p><p>一、甲</p><p>二、乙</p><p>（一）丙</p><p>①丁</p><p>⑵戊</p>",
		"甲\r\n乙\r\n": "<p>甲</p><p>乙</p>",
		"请遵照执行。\n\n某某镇人民政府\n2026年2月10日": "<p>请遵照执行。</p><p>某某镇人民政府</p><p>2026年2月10日</p>",
		// Beside Chinese.
		"The first line,\nthe second.":       "<p>The first line, the second.</p>",
		"甲\na\nb\n乙":                         "<p>甲</p><p>a b</p><p>乙</p>",
		"a\n（b）\nc":                          "<p>a</p><p>（b）</p><p>c</p>",
		"a “b”\nc—d…\ne":                     "<p>a “b” c—d… e</p>",
		"联系电话\n010-12345678\n010-87654321\n": "<p>联系电话</p><p>010-12345678</p><p>010-87654321</p>",
		"1,234.00\n5,678.00\nin all":         "<p>1,234.00</p><p>5,678.00</p><p>in all</p>",
		"𠀀\n𠀁":                               "<p>𠀀</p><p>𠀁</p>",
		"안녕\n하세요":                            "<p>안녕 하세요</p>",
		// Blanks.
		"第一段。\n　　\n第二段。\n\u00a0\n第三段。\n \u2003\t\n第四段。": "<p>第一段。</p><p>第二段。</p><p>第三段。</p><p>第四段。</p>",
		"　　First\n　　second":         "<p>First</p><p>second</p>",
		" 　 甲\n\t乙\n    丙\n\n    丁": "<p>甲</p><p>乙</p><p>丙</p><p>丁</p>",
		"a\n　\nb":                   "<p>a</p><p>b</p>",
		"> 甲\n> 　\n> 乙":             "<blockquote><p>甲</p><p>乙</p></blockquote>",
		"    code\n\n　　甲":           "<pre tabindex=\"0\"><code>code\n</code></pre><p>甲</p>",
		// What follows begins anew.
		"有下列情形之一：\n3. 第三项；\n4. 第四项。\n特此公告。": `<p>有下列情形之一：</p><ol start="3"><li>第三项；</li><li>第四项。</li></ol><p>特此公告。</p>`,
		"甲：\n12) 乙":         "<p>甲：</p><p>12) 乙</p>",
		"see:\n1) a\n2) b":  "<p>see:</p><p>1) a</p><p>2) b</p>",
		"甲：  \n2. 乙":        "<p>甲：</p>" + `<ol start="2"><li>乙</li></ol>`,
		"甲\n- 乙\n丙":         "<p>甲</p><ul><li>乙</li></ul><p>丙</p>",
		"甲\n## 乙\n丙":        `<p>甲</p><h2 id="乙">乙</h2><p>丙</p>`,
		"甲\n```\n乙\n```\n丙": "<p>甲</p><pre tabindex=\"0\"><code>乙\n</code></pre><p>丙</p>",
		// Sentences and headings.
		"特此公告。\n---\n附件：无":         "<p>特此公告。</p><hr><p>附件：无</p>",
		"请各村：\n===\n照办":            "<p>请各村：</p><p>===</p><p>照办</p>",
		"某某镇人民政府\n2026年2月10日\n---": "<p>某某镇人民政府</p><p>2026年2月10日</p><hr>",
		"总则\n---\n第一条 甲":           `<h2 id="总则">总则</h2><p>第一条 甲</p>`,
		"Title\n---\ntext":         `<h2 id="title">Title</h2><p>text</p>`,
		"甲\n--":                    "<p>甲</p><p>--</p>",
		// Within other blocks.
		"> 甲\n> 乙\n丙":            "<blockquote><p>甲</p><p>乙</p></blockquote><p>丙</p>",
		"> a\nb":                 "<blockquote><p>a b</p></blockquote>",
		"1. 甲\n   乙\n2. 丙":       "<ol><li><p>甲</p><p>乙</p></li><li>丙</li></ol>",
		"- 甲\n\n  乙\n  丙\n- 丁":   "<ul><li><p>甲</p><p>乙</p><p>丙</p></li><li><p>丁</p></li></ul>",
		"- 甲\n  - 乙\n    丙\n- 丁": "<ul><li>甲<ul><li><p>乙</p><p>丙</p></li></ul></li><li>丁</li></ul>",
		"术语\n: 解释\n另一行":          "<dl><dt>术语</dt><dd>解释</dd></dl><p>另一行</p>",
		// What is still one.
		"甲  \n乙\\\n丙":                                   "<p>甲<br>乙<br>丙</p>",
		"甲  \n　　乙\\\n一、丙":                               "<p>甲</p><p>乙<br>一、丙</p>",
		"甲<!-- 不公开\n也不公开 -->乙\n丙":                       "<p>甲乙</p><p>丙</p>",
		"甲 <!-- 一 --> 乙<!-- 二\n三\n-->\n\n丁":             "<p>甲 乙</p><p>丁</p>",
		"甲<!-- 乙\n丙":                                    "<p>甲&lt;!-- 乙</p><p>丙</p>",
		"项目 | 数量\n---|---\n甲 | 5\n合计":                   `<table><thead><tr><th scope="col">项目</th><th scope="col">数量</th></tr></thead><tbody><tr><td>甲</td><td>5</td></tr></tbody></table><p>合计</p>`,
		"甲：\n| 项目 |\n|---|\n| 乙 |\n\n| a |\n|-|\n| 丙 |": `<p>甲：</p><table><thead><tr><th scope="col">项目</th></tr></thead><tbody><tr><td>乙</td></tr></tbody></table><table><thead><tr><th scope="col">a</th></tr></thead><tbody><tr><td>丙</td></tr></tbody></table>`,
	} {
		got := string(render(body).HTML)
		for _, drop := range []string{`<div class="table-scroll" tabindex="0" role="region" aria-label="表格 1">`, `<div class="table-scroll" tabindex="0" role="region" aria-label="表格 2">`, "</div>"} {
			got = strings.ReplaceAll(got, drop, "")
		}
		if got != want {
			t.Errorf("%q\n got %s\nwant %s", body, got, want)
		}
	}
}

// TestFootnoteLines: a line that is indented belongs to the note, one at the margin
// does not.
func TestFootnoteLines(t *testing.T) {
	got := string(Text(render("甲[^1]\n\n[^1]: 注一\n    注二\n乙").HTML))
	if want := "甲1\n乙\n注一\n注二 ↩︎"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestLawsByLine: real texts, one line a paragraph, without any blank line: the same
// lines are on the page.
func TestLawsByLine(t *testing.T) {
	t.Run("own", func(t *testing.T) { testLawsByLine(t, lawtest.Own(t)) })
	t.Run("shared", func(t *testing.T) { testLawsByLine(t, lawtest.Shared(t)) })
}

func testLawsByLine(t *testing.T, laws []lawtest.Text) {
	r := New(Options{})
	for _, law := range laws {
		var source, want []string
		for line := range strings.Lines(commentText.ReplaceAllString(law.Body, "")) {
			if line = strings.TrimRight(line, "\n"); strings.TrimFunc(line, unseen.ShowsNothing) == "" || tableRule.MatchString(line) {
				continue
			}
			source = append(source, line)
			if text := bare(blockMark.ReplaceAllString(line, "")); text != "" {
				want = append(want, text)
			}
		}
		if strings.Contains(law.Body, "|") {
			continue // a row is a line, and its cells are lines of the page
		}
		result := r.Render(Result{}, Source{Path: "policies/2017/0001.md", Body: []byte(strings.Join(source, "\n")), Line: 1}, nil)
		var got []string
		for line := range strings.Lines(string(Text(result.HTML))) {
			if text := bare(line); text != "" {
				got = append(got, text)
			}
		}
		for i := range min(len(got), len(want)) {
			if got[i] != want[i] {
				t.Errorf("%s: line %d\n got %.80s\nwant %.80s", law.Name, i+1, got[i], want[i])
				break
			}
		}
		if len(got) != len(want) {
			t.Errorf("%s: %d lines, want %d", law.Name, len(got), len(want))
		}
	}
}

// TestBlankLines: lines of blanks become blank, nothing else changes, and nothing is
// copied where there is none.
func TestBlankLines(t *testing.T) {
	for _, r := range []rune{'\u00a0', '\u2003', '\u3000', '\u2028', '\v', '\u200b', '\ufeff', '\u2060', '\u00ad', '\u3164', '\u2800'} {
		changed, _ := blankLines([]byte("甲" + string(r) + "\n" + string(r) + " " + string(r) + "\r\n> " + string(r) + "\n" + string(r) + "乙"))
		got := string(changed)
		width := len(string(r))
		want := "甲" + string(r) + "\n" + strings.Repeat(" ", 2*width+1) + "\r\n> " + strings.Repeat(" ", width) + "\n" + string(r) + "乙"
		if got != want {
			t.Errorf("%U: %q, want %q", r, got, want)
		}
	}
	body := []byte("甲\n\n　　乙\n")
	if got, found := blankLines(body); found || &got[0] != &body[0] {
		t.Error("copied")
	}
}

// TestSevered: text out of a PDF is one finding for each block, which names the
// lines and shows them joined; titles, signatures and names of sections are none.
func TestSevered(t *testing.T) {
	const law = "为进一步规范政府信息公开工作，提高政府工作的透\n明度，根据《中华人民共和国政府信息公开条例》，结合本镇实\n际，制定本办法。\n"
	for _, c := range []struct {
		body, lines string
		shown       string // of the hint
	}{
		{law, "1、2", "工作的透明度，根据"},
		{"一、总则\n" + law + "二、附则\n", "2、3", "工作的透明度，根据"},
		{"本办法自2026年3月1日起施行，由镇党政办公室负责\n解释，此前有关规定同时废止。", "1", "负责解释，此前"},
		{"（一）各村要高度重视森林防火工作，切实加强对进山人员的\n管理，落实责任。", "1", "进山人员的管理"},
		{"为加强办公自动化系统的管理，统一使用软件Office\n2019版，不得使用其他版本。", "1", "Office 2019版"},
		{strings.ReplaceAll("> "+law, "\n", "\n> "), "1、2", "工作的透"},
		{"特此通知，请各村、各单位认真组织学习，抓好贯彻落实\n某某镇人民政府\n2026年2月10日", "", ""},
		{"一、坚持问题导向，全面提升政务公开水平\n要认真抓好落实，不走过场。", "", ""},
		{"关于开展2026年春季森林防火工作检查的通知\n各村民委员会、镇直各单位：", "", ""},
		{"为进一步规范政府信息公开工作，提高政府工作的透\n\n明度，制定本办法。", "", ""},
		{"联系人：张某，联系电话：010-12345678转1\n　　地址：某某镇某某街1号，邮编：100000。", "", ""},
		{"参会人员：镇党政领导班子成员，各科室、各站所负责人\n列席：派出所、司法所负责人。", "", ""},
		{"当事人：某某餐饮店（个体工商户），统一社会信用代码：92110000XXXXXXXXXX\n违法事实：2026年3月3日，当事人在店外经营。", "", ""},
		{"联系人：张某，请各单位于3月5日前将回执报送至党政办公\n室：逾期不报的，视为不参加。", "1", "党政办公室"},
		{"各村、各单位要按照职责分工，抓好以下各项工作\n1、加强领导，落实责任。", "", ""},
		{"第一行写完了一句话，第二行是另一段，两行之间没有空行。\n第二行，也写完了。", "", ""},
	} {
		var found []diag.Diagnostic
		for _, d := range render(c.body).Diagnostics {
			if d.Code == "MD033" {
				found = append(found, d)
			}
		}
		if c.lines == "" {
			if len(found) > 0 {
				t.Errorf("%q: %s", c.body, found[0].Message.ZH)
			}
			continue
		}
		if len(found) != 1 || !strings.HasPrefix(found[0].Message.ZH, "第 "+c.lines+" 行") {
			t.Errorf("%q: %v", c.body, found)
			continue
		}
		if hint := found[0].Hint.ZH; !strings.Contains(hint, c.shown) || !found[0].Fix.IsZero() {
			t.Errorf("%q: %s, %+v", c.body, hint, found[0].Fix)
		}
	}
}

// TestSeveredLaws: no line of a real text is taken for one that was cut, but for the
// one that was.
func TestSeveredLaws(t *testing.T) {
	for _, law := range lawtest.Shared(t) {
		for _, d := range render(strings.ReplaceAll(law.Body, "\n\n", "\n")).Diagnostics {
			if d.Code == "MD033" && !strings.HasPrefix(d.Pos.Source, "凡应当清除的行洪障碍物，") {
				t.Errorf("%s: %s", law.Name, d.Message.ZH)
			}
		}
	}
}
