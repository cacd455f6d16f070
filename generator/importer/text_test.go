package importer_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"gongkai/generator/importer"
)

// encodings are those in which text files come.
func encodings() map[string]encoding.Encoding {
	return map[string]encoding.Encoding{
		"UTF-8": encoding.Nop, "UTF-8 with a mark": unicode.UTF8BOM,
		"GBK": simplifiedchinese.GBK, "GB 18030": simplifiedchinese.GB18030,
		"UTF-16 LE": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "UTF-16 BE": unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
	}
}

const notice = `某某镇人民政府
关于停水的公告

　　因管道维修，定于2026年3月5日停水。
一、停水时间
  8时至17时。
二、停水范围
	各村。
张*华、李*明
姓名	电话
张*华	138****1234

[联系人]: 张某
1. 第一
4. 第四
某某镇人民政府
二〇二六年三月一日
`

// TestText: a paragraph a line, in every encoding and with every line end.
func TestText(t *testing.T) {
	const want = `因管道维修，定于2026年3月5日停水。

## 一、停水时间

8时至17时。

## 二、停水范围

各村。

张*华、李*明

| 姓名 | 电话 |
|:--|:--|
| 张*华 | 138****1234 |

\[联系人]\: 张某

1\. 第一

4\. 第四

某某镇人民政府

二〇二六年三月一日
`
	for name, e := range encodings() {
		for _, end := range []string{"\n", "\r\n", "\r"} {
			data, err := e.NewEncoder().Bytes([]byte(strings.ReplaceAll(notice, "\n", end)))
			if err != nil {
				t.Fatal(err)
			}
			r := read(t, importer.File{Name: "公告.txt", Data: data})
			if diff := cmp.Diff(want, r.body); diff != "" {
				t.Errorf("%s %q: %s", name, end, diff)
			}
			if facts := "某某镇人民政府关于停水的公告||某某镇人民政府|2026-03-01"; r.facts() != facts {
				t.Errorf("%s: taken %s", name, r.facts())
			}
		}
	}
}

// TestTextNumbers: a number or a bullet of Word's, with a tab behind it, begins a
// paragraph, unless it is in the first column of a table.
func TestTextNumbers(t *testing.T) {
	for text, want := range map[string]string{
		"标题\n（一）\t提高认识\n(二)\t加强领导\n①\t甲。\n●\t乙。\na)\t丙。\n第一条\t丁。\n": "（一） 提高认识\n\n(二) 加强领导\n\n① 甲。\n\n● 乙。\n\na) 丙。\n\n第一条 丁。\n",
		"标题\n序号\t姓名\n1\t张某\n2\t李某\n①\t王某\n":                         "| 序号 | 姓名 |\n|:--|:--|\n| 1 | 张某 |\n| 2 | 李某 |\n| ① | 王某 |\n",
		"标题\n1\t张某\t200\n2\t李某\t300\n①\t注\n":                        "| 1 | 张某 | 200 |\n|--:|:--|--:|\n| 2 | 李某 | 300 |\n\n① 注\n",
	} {
		if diff := cmp.Diff(want, read(t, importer.File{Name: "a.txt", Data: []byte(text)}).body); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

// TestTextTables: lines with tabs are a table with all its cells: a row that is wider than
// the header, the empty cells of a form, rows that begin or end with empty cells.
func TestTextTables(t *testing.T) {
	for text, want := range map[string]string{
		"标题\n姓名\t电话\n张某\t甲\n李某\t乙\t组长\n王某\t丙\n":                     "| 姓名 | 电话 |  |\n|:--|:--|:--|\n| 张某 | 甲 |  |\n| 李某 | 乙 | 组长 |\n| 王某 | 丙 |  |\n",
		"标题\n姓名\t电话\n张某\t甲\t组长\n":                                   "| 姓名 | 电话 |  |\n|:--|:--|:--|\n| 张某 | 甲 | 组长 |\n",
		"标题\n姓名\t电话\n张某\t1\n李某\t2\n王某\t3\t组长\t3月起\n":                "| 姓名 | 电话 |  |  |\n|:--|--:|:--|:--|\n| 张某 | 1 |  |  |\n| 李某 | 2 |  |  |\n| 王某 | 3 | 组长 | 3月起 |\n",
		"标题\n姓名\t电话\n张某\t1\n序号\t姓名\t金额\n1\t李某\t5\n2\t王某\t6\n":       "| 姓名 | 电话 |\n|:--|--:|\n| 张某 | 1 |\n\n| 序号 | 姓名 | 金额 |\n|--:|:--|--:|\n| 1 | 李某 | 5 |\n| 2 | 王某 | 6 |\n",
		"标题\n姓名\t住址\t电话\n张某\t\"某村\n一组\"\t1\n李某\t东村\t2\n":            "{{table 0001-表1.xlsx}}\n",
		"标题\n姓名\t住址\n\"张\n某\"\t西村\n李某\t\"东\"\"村\"\"\n\n一组\"\n以上。\n": "{{table 0001-表1.xlsx}}\n\n以上。\n",
		"标题\n姓名\t住址\n张某\t\"某村\n李某\t\"东村\n":                          "| 姓名 | 住址 |\n|:--|:--|\n| 张某 | \"某村 |\n| 李某 | \"东村 |\n",
		"标题\n他说\"好\n行\"就走。\n":                                       "他说\"好\n\n行\"就走。\n",
		"标题\n填报单位：某镇\t单位：元\n序号\t姓名\t金额\n1\t李某\t5\n":                 "填报单位：某镇 单位：元\n\n| 序号 | 姓名 | 金额 |\n|--:|:--|--:|\n| 1 | 李某 | 5 |\n",
		"标题\n请填写：\n姓名\t\n电话\t\n住址\t\n以上。\n":                         "请填写：\n\n| 姓名 |  |\n|:--|:--|\n| 电话 |  |\n| 住址 |  |\n\n以上。\n",
		"标题\n姓名：\t\n电话：\t\n":                                        "| 姓名： |  |\n|:--|:--|\n| 电话： |  |\n",
		"标题\n姓名\t\t性别\t\n民族\t\t籍贯\t\n":                              "| 姓名 |  | 性别 |  |\n|:--|:--|:--|:--|\n| 民族 |  | 籍贯 |  |\n",
		"标题\n姓名\t\n电话\t甲\n住址\t\n以上。\n":                              "| 姓名 |  |\n|:--|:--|\n| 电话 | 甲 |\n| 住址 |  |\n\n以上。\n",
		"标题\n姓名\t电话\n张某\t甲\n王某\t\n李某\t乙\n":                          "| 姓名 | 电话 |\n|:--|:--|\n| 张某 | 甲 |\n| 王某 |  |\n| 李某 | 乙 |\n",
		"标题\n姓名\t电话\n张某\t甲\n王某\t\n":                                 "| 姓名 | 电话 |\n|:--|:--|\n| 张某 | 甲 |\n| 王某 |  |\n",
		"标题\n序号\t项目\n\t小计\n合计\t\n1\t甲\n":                            "| 序号 | 项目 |\n|:--|:--|\n|  | 小计 |\n| 合计 |  |\n| 1 | 甲 |\n",
		"标题\n姓名\t\t电话\n张某\t\t甲\n":                                   "| 姓名 | 电话 |\n|:--|:--|\n| 张某 | 甲 |\n",
		"标题\n姓名\t电话\t\n张某\t甲\t\n":                                   "| 姓名 | 电话 |\n|:--|:--|\n| 张某 | 甲 |\n",
		"标题\n各村要做好。\t\n请按时报送。\t\n":                                  "各村要做好。\n\n请按时报送。\n",
		"标题\n姓名\t电话\n张某\t甲\n\t以上名单公示。\n\t特此公告。\n":                   "| 姓名 | 电话 |\n|:--|:--|\n| 张某 | 甲 |\n\n以上名单公示。\n\n特此公告。\n",
		"标题\n\t各村委会\n\t各单位\n":                                       "各村委会\n\n各单位\n",
		"标题\n联系人\t\n各村要做好。\n":                                       "联系人\n\n各村要做好。\n",
	} {
		if diff := cmp.Diff(want, read(t, importer.File{Name: "a.txt", Data: []byte(text)}).body); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
	}
}

// TestBrackets: the width of brackets and colons decides nothing: neither which lines are
// headings, nor what ends a text.
func TestBrackets(t *testing.T) {
	for _, text := range []string{
		"关于防火的通知\n各村：\n一、总则\n要做好防火工作。\n（一）其他事项\n按要求办理。\n（二）附则\n按要求办理。\n",
		"关于防火的通知\n一、其他事项\n（此件公开发布）\n二、附则\n（此件公开发布）\n",
		"关于防火的通知\n各村：\n（一）报名时间：3月1日\n可以延期。\n（二）报名地点：镇政府\n可以代办。\n",
		"关于防火的通知\n一、要求\n（一）其他事项（略）\n另行通知。\n（二）附则（略）\n另行通知。\n",
		"关于防火的通知\n一、要求\n附件：申请表\n",
		"关于防火的通知（试行）\n请照办。\n某某镇人民政府\n（公章）\n2026年3月1日\n（此件公开发布）\n",
		"关于防火的通知\n（试行）\n请照办。\n某某（集团）有限公司\n2026年3月1日\n",
		"关于防火的通知\n某政发（2026）3号\n请照办！\n一、注意安全！\n请照办。\n二、责任；奖惩\n请照办。\n",
	} {
		narrow := strings.NewReplacer("（", "(", "）", ")", "：", ":", "；", ";", "！", "!")
		want := read(t, importer.File{Name: "a.txt", Data: []byte(text)})
		got := read(t, importer.File{Name: "a.txt", Data: []byte(narrow.Replace(text))})
		shown := func(s string) string { return strings.ReplaceAll(narrow.Replace(s), "\\", "") }
		if diff := cmp.Diff(shown(want.body), shown(got.body)); diff != "" || shown(want.facts()) != shown(got.facts()) {
			t.Errorf("%q: %s and %s\n%s", text, want.facts(), got.facts(), diff)
		}
	}
}

// TestTextUnseen: what nobody sees is left out where nothing changes without it.
func TestTextUnseen(t *testing.T) {
	const text = "关于停水的公告\n停\u2060水\U000e0041范围\ufe0f：东\u3164村\u3164，☎\ufe0f葛\U000e0100某。\n"
	const want = "停水范围：东\u3000村\u3000，☎\ufe0f葛\U000e0100某。\n"
	if got := read(t, importer.File{Name: "a.txt", Data: []byte(text)}).body; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestTextWords: no word of a text is lost, whatever it says.
func TestTextWords(t *testing.T) {
	for _, text := range []string{
		notice, "一个标题\n# 甲\n## 乙\n> 丙\n- 丁\n* 戊\n+ 己\n```\n庚\n~~~\n---\n===\n: 辛\n|壬|\n", "标题\n\n\u3000\u3000\n\u00a0\n正文\n",
		"只有一行", "标题\n甲\t乙\n丙\t丁\t戊\n己\t\t庚\n", "标题\n甲\t\n乙\t\n\t丙\n\t\n丁。\t\n戊\t己\n", "\t\n甲乙\n", "标题\n{{table x.xlsx}}\n<b>粗</b>\n[^1]\n[^1]: 注\n", "第一章 总则\n第一条 为了。\n第二章 附则\n第二条 施行。\n",
	} {
		r := read(t, importer.File{Name: "a.txt", Data: []byte(text)})
		rest := letters(text)
		before, after, _ := strings.Cut(rest, letters(r.doc.Meta.Title))
		if got := letters(r.page(t)); got != before+after && r.doc.Meta.Title != "a" || r.doc.Meta.Title == "a" && got != rest {
			t.Errorf("%q:\ngot  %s\nfrom %s\n%s", text, got, rest, r.body)
		}
	}
}

// TestShortGBK: a notice of a few lines that Notepad has saved as ANSI is read, and it is
// said how; a longer one needs no word about it.
func TestShortGBK(t *testing.T) {
	for text, want := range map[string]string{
		"关于停水的通知\n各村：\n　　12月1日停水。\n　　　　　　　　　　　　　　　　示例镇\n": "IM034",
		notice: "",
	} {
		data, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if r := read(t, importer.File{Name: "a.txt", Data: data}); !strings.Contains(r.codes(), want) || want == "" && strings.Contains(r.codes(), "IM034") {
			t.Errorf("%q: %s", text, r.codes())
		}
	}
}

// TestForeignLineBreaks: what breaks a line in Word breaks it in what is imported; in a
// web page, where a line end is a blank, it is one.
func TestForeignLineBreaks(t *testing.T) {
	for _, char := range []string{"\v", "\f", "\u0085", "\u2028", "\u2029"} {
		for name, c := range map[string]struct{ in, want string }{
			"a.txt":  {"关于停水的公告\n甲停水。%乙停水。\n", "甲停水。\n\n乙停水。\n"},
			"a.csv":  {"姓名,地址\n张*华,东村%一组\n李*明,西村\n", "{{table 0001-表1.xlsx}}\n"}, // as for any cell of two lines
			"a.html": {"<title>关于停水的公告</title><p>甲停水。%乙停水。</p>", "甲停水。 乙停水。\n"},
		} {
			for encoding, e := range encodings() {
				data, err := e.NewEncoder().Bytes([]byte(strings.ReplaceAll(c.in, "%", char)))
				if err != nil && encoding == "GBK" {
					continue // it has no such character
				}
				if err != nil {
					t.Fatal(err)
				}
				if got := read(t, importer.File{Name: name, Data: data}).body; got != c.want {
					t.Errorf("%s in %s, %q: %q, want %q", name, encoding, char, got, c.want)
				}
			}
		}
	}
}

// TestWrappedText: the lines of a text that was broken at a margin are joined, and it is
// said which; where nothing shows which lines are one, those that were plainly cut are named.
func TestWrappedText(t *testing.T) {
	for text, c := range map[string]struct{ want, codes string }{
		"关于做好环境整治工作的\n通知\n\n各村民委员会：\n    为深入贯彻落实上级关于农村人居环境整治工作的\n部署要求，现将有关事项通知如下：\n    一、工作目标\n    到2026年底，全镇各村生活垃圾得到有效治理，农\n村厕所普及率达到95%以上，村容村貌明显提升，确保\nOffice 2019统计。\n                    某某镇人民政府\n                    2026年3月1日\n": {
			"各村民委员会：\n\n为深入贯彻落实上级关于农村人居环境整治工作的部署要求，现将有关事项通知如下：\n\n## 一、工作目标\n\n到2026年底，全镇各村生活垃圾得到有效治理，农村厕所普及率达到95%以上，村容村貌明显提升，确保Office 2019统计。\n\n某某镇人民政府\n\n2026年3月1日\n", "IM037"},
		"关于做好环境整治工作的通知\n为深入贯彻落实上级关于农村人居环境整治工作的部署，推\n进各村整治，现将有关事项通知如下。\n": {
			"为深入贯彻落实上级关于农村人居环境整治工作的部署，推\n\n进各村整治，现将有关事项通知如下。\n", "IM038"},
		// Whole paragraphs, one longer than the other: nothing was broken.
		"关于做好环境整治工作的通知\n　　各村要高度重视，加强领导，落实责任，确保整治取得实效\n参会人员名单另发\n　　各单位要按照职责分工，密切配合，及时报送信息，重要情况随时报告，不得迟报、漏报、瞒报，违者追究责任。\n": {
			"各村要高度重视，加强领导，落实责任，确保整治取得实效\n\n参会人员名单另发\n\n各单位要按照职责分工，密切配合，及时报送信息，重要情况随时报告，不得迟报、漏报、瞒报，违者追究责任。\n", ""},
		// Who signs stands at the margin.
		"关于做好环境整治工作的通知\n　　各村要高度重视，加强领导，落实责任，确保整治取得实效\n某某镇人民政府\n2026年3月1日\n": {
			"各村要高度重视，加强领导，落实责任，确保整治取得实效\n\n某某镇人民政府\n\n2026年3月1日\n", ""},
	} {
		r := read(t, importer.File{Name: "a.txt", Data: []byte(text)})
		if diff := cmp.Diff(c.want, r.body); diff != "" || r.codes() != c.codes {
			t.Errorf("%q: %s %s", text, r.codes(), diff)
		}
	}
}

func TestCSV(t *testing.T) {
	for name, c := range map[string]struct{ in, facts, want string }{
		"as Excel saves it": {"2026年补贴名单,,\r\n序号,姓名,金额\r\n1,张*华,\"1,200.50\"\r\n2,李*明,300\r\n", "2026年补贴名单|||", "| 序号 | 姓名 | 金额 |\n|--:|:--|--:|\n| 1 | 张*华 | 1,200.50 |\n| 2 | 李*明 | 300 |\n"},
		"semicolons":        {"甲;乙\n1,5;2\n", "a|||", "| 甲 | 乙 |\n|:--|--:|\n| 1,5 | 2 |\n"},
		"tabs":              {"甲\t乙\n1\t2\n", "a|||", "| 甲 | 乙 |\n|--:|--:|\n| 1 | 2 |\n"},
		"rows without end":  {"序号\t姓名\t备注\n1\t李某\t退役\n2\t王某\n3\t赵某\t\n", "a|||", "| 序号 | 姓名 | 备注 |\n|--:|:--|:--|\n| 1 | 李某 | 退役 |\n| 2 | 王某 |  |\n| 3 | 赵某 |  |\n"},
		"ragged, with quotes": {"甲,乙,丙\n\"引\"\"号\",a|b\n,,尾\n单位：元,,\n", "a|||",
			"| 甲 | 乙 | 丙 |\n|:--|:--|:--|\n| 引\"号 | a\\|b |  |\n|  |  | 尾 |\n\n单位：元\n"},
	} {
		data, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(c.in))
		if err != nil {
			t.Fatal(err)
		}
		for _, data := range [][]byte{[]byte(c.in), data} {
			r := read(t, importer.File{Name: "a.csv", Data: data})
			if diff := cmp.Diff(c.want, r.body); diff != "" || r.facts() != c.facts {
				t.Errorf("%s: taken %s\n%s", name, r.facts(), diff)
			}
		}
	}
}

// TestOpenQuote: a value in quotes without an end takes the rows below with it: nothing of
// that is imported; a quotation mark that is an inch is one.
func TestOpenQuote(t *testing.T) {
	if r := importRaw("a.csv", "姓名,村\n\"张某,东村\n李某,西村\n"); r != "IM004" {
		t.Errorf("open: %s", r)
	}
	if r := importRaw("a.csv", "规格,数量\n5\" 管,3\n6 管,2\n"); r != "IM025" {
		t.Errorf("inches: %s", r)
	}
}

// importRaw returns the codes of what is found in a file.
func importRaw(name, text string) string {
	_, found := importer.Read(importer.File{Name: name, Data: []byte(text)}, false)
	var codes []string
	for _, d := range found {
		codes = append(codes, d.Code)
	}
	return strings.Join(codes, " ")
}

// TestLongTable: a table that nobody would edit in Notepad is a workbook.
func TestLongTable(t *testing.T) {
	var b strings.Builder
	b.WriteString("序号,姓名\n")
	for i := range 150 {
		fmt.Fprintf(&b, "%d,某%d\n", i+1, i+1)
	}
	r := read(t, importer.File{Name: "a.csv", Data: []byte(b.String())})
	if r.body != "{{table 0001-表1.xlsx}}\n" || r.codes() != "IM021 IM025" {
		t.Errorf("%s %s", r.body, r.codes())
	}
	if got := r.tableText(t, "0001-表1.xlsx"); !strings.HasSuffix(got, "150\n某150") || strings.Count(got, "\n") != 301 {
		t.Errorf("the table has lost rows: %s", got)
	}
}

// TestRuledTable: a table with lines round its cells is one, though a cell has a table in it.
func TestRuledTable(t *testing.T) {
	const inner = "<table><tr><td>内一</td><td>内二</td></tr><tr><td>内三</td><td>内四</td></tr></table>"
	page := "<title>关于测试的通知</title><table%s><tr><td>甲</td><td>乙</td></tr><tr><td>1" + inner + "</td><td>2</td></tr></table>"
	for attribute, tables := range map[string]int{" border=1": 2, " class=MsoTableGrid": 2, "": 1 /* the inner one */} {
		r := read(t, importer.File{Name: "a.html", Data: []byte(fmt.Sprintf(page, attribute))})
		if n := strings.Count(r.body, "\n|:-") + strings.Count(r.body, "\n|--"); n != tables {
			t.Errorf("%q: %d tables in %s", attribute, n, r.body)
		}
	}
}

// TestHTML: pages as browsers, Word and LibreOffice save them.
func TestHTML(t *testing.T) {
	beside := func(name string) ([]byte, error) {
		if name == "w.files/image001.png" {
			return pngOf(t, 2, 2), nil
		}
		return nil, errors.New("not there")
	}
	for name, c := range map[string]struct{ in, facts, codes, want string }{
		"a page as a browser saves it": {
			`<!DOCTYPE html><html><head><meta charset="utf-8"><title>关于停水的公告_某镇网</title><script>var a="不是文字"</script><style>p{}</style></head><body><nav>首页 导航</nav><main><h1>关于停水的公告</h1><p>因管道
维修，<b>停水</b> 一天，见 <a href="https://a.cn/x?b=1&amp;c=2">网页</a>、<a href="/x.html">站内</a>。</p><ul><li>甲<ul><li>乙</li></ul></li></ul><ol start="3"><li>丙</li><li>丁</li></ol><blockquote><p>引文*</p></blockquote><pre>一
二</pre></main><footer>页脚</footer></body></html>`,
			"关于停水的公告|||", "IM027",
			"因管道维修，**停水** 一天，见 [网页](https://a.cn/x?b=1\\&c=2)、站内。\n\n- 甲\n  - 乙\n\n3. 丙\n4. 丁\n\n引文\\*\n\n一\n\n二\n",
		},
		"Word": {
			`<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta http-equiv=Content-Type content="text/html; charset=utf-8"></head><body lang=ZH-CN><div class=WordSection1>
<p class=MsoNormal align=center style='text-align:center'><b><span style='font-size:22.0pt'>关于开展
培训的通知</span></b></p>
<p class=MsoNormal><span style='font-family:仿宋'>各村：<o:p></o:p></span></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span><span style='mso-list:Ignore'>一、<span style='font:7.0pt "Times New Roman"'>&nbsp; </span></span></span><![endif]>培训时间</p>
<p class=MsoNormal>3月5日。<a href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference>[1]</span></a></p>
<p style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='font-family:Wingdings'><span style='mso-list:Ignore'>l<span>&nbsp;</span></span></span><![endif]>点一</p>
<table border=1><tr><td rowspan=2>甲</td><td colspan=2>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>
<p>图<!--[if gte vml 1]><v:shape/><![endif]--><![if !vml]><img src="w.files/image001.png" alt="会场"><![endif]><span style='display:none'>隐藏</span></p>
<p>H<sub>2</sub>O <u>&nbsp;&nbsp;&nbsp;&nbsp;</u><del cite="mailto:甲" datetime="2026-01-01">删</del><ins cite="mailto:甲">增</ins></p>
</div><div style='mso-element:footnote-list'><hr><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> 注的文字</p></div></div></body></html>`,
			"关于开展培训的通知|||", "IM010 IM012 IM021",
			"各村：\n\n## 一、培训时间\n\n3月5日。[^1]\n\n- 点一\n\n{{table 0001-表1.xlsx}}\n\n图![会场](0001-图1.png)\n\nH₂O ＿＿增\n\n[^1]: 注的文字\n",
		},
		"struck out": {
			`<html><head><meta charset="utf-8"></head><body><h1>通知</h1><p>定于<s>3月1日</s><del>、</del><span style="text-decoration:line-through">2日</span>3日。</p></body></html>`,
			"通知|||", "IM039", "定于3月1日、2日3日。\n",
		},
		"LibreOffice's footnotes": {
			`<html><head><meta charset="utf-8"></head><body><p align="center">通知</p><p>甲<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a>。</p><div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>注文</p></div></body></html>`,
			"通知|||", "", "甲[^1]。\n\n[^1]: 注文\n",
		},
		"tables that only set things side by side": {
			`<table><tr><td><table><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table></td><td><p>旁</p></td></tr></table>`,
			"a|||", "IM025", "| 甲 | 乙 |\n|:--|:--|\n| 丙 | 丁 |\n\n旁\n",
		},
		"pictures that are not there": {
			`<html><body><p>标题</p><p>正文<img src="https://a.cn/x.png"><img src="../x.png"><img src="file:///C:/x.png"><img src="data:image/png;base64,AAAA"></p></body></html>`,
			"标题|||", "IM016", "正文\n",
		},
		"what an office system exports as xls": {
			`<table><thead><tr><th>甲</th><th>乙</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>`,
			"a|||", "IM025", "| 甲 | 乙 |\n|--:|--:|\n| 1 | 2 |\n",
		},
	} {
		for _, gbk := range []bool{false, true} {
			data := []byte(c.in)
			if gbk {
				encoded, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(strings.ReplaceAll(c.in, "charset=utf-8", "charset=gb2312")))
				if err != nil {
					t.Fatal(err)
				}
				data = []byte(strings.ReplaceAll(string(encoded), `charset="utf-8"`, `charset="gbk"`))
			}
			r := read(t, importer.File{Name: "a.html", Data: data, Beside: beside})
			if diff := cmp.Diff(c.want, r.body); diff != "" || r.facts() != c.facts || r.codes() != c.codes {
				t.Errorf("%s: taken %s, found %s %v\n%s", name, r.facts(), r.codes(), r.found, diff)
			}
		}
	}
	r := read(t, importer.File{Name: "a.html", Data: []byte(`<p>标题</p><table border=1><tr><td rowspan=2>甲</td><td colspan=2>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>`)})
	if got := r.merges(t, "0001-表1.xlsx"); got != "0.0:2x1 0.1:1x2" {
		t.Errorf("merged cells %s", got)
	}
}
