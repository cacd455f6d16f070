package importer_test

import (
	"encoding/base64"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/importer"
	"gongkai/generator/toolstest"
)

// officeCase is a document that LibreOffice makes a docx of.
type officeCase struct {
	body   string // of the HTML page, or with styles of the OpenDocument text
	styles string
	title  string
	want   string // the text of the page, line by line
	codes  string
	merges string // of the first table that is a workbook
	marks  []string
}

const openDocument = `<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">`

// odt is a flat OpenDocument text.
func (c officeCase) odt() string {
	return openDocument + `<office:automatic-styles>` + c.styles + `</office:automatic-styles><office:body><office:text>` + c.body + `</office:text></office:body></office:document>`
}

// p is a paragraph of an OpenDocument text, h a heading.
func p(text string) string { return `<text:p>` + text + `</text:p>` }
func h(level int, text string) string {
	return fmt.Sprintf(`<text:h text:outline-level="%d" text:style-name="Heading_20_%d">%s</text:h>`, level, level, text)
}

const docTitle = `<text:p text:style-name="Title">通知</text:p>`

// cells is a row of a table.
func cells(texts ...string) string {
	return `<table:table-row><table:table-cell>` + p(strings.Join(texts, `</text:p></table:table-cell><table:table-cell><text:p>`)) + `</table:table-cell></table:table-row>`
}

// pages are HTML pages.
var pages = map[string]officeCase{
	"notice": {
		body:  `<h1>关于做好防火工作的通知</h1><p>各村：</p><h2>一、总体要求</h2><p>要高度<b>重视</b>，见<a href="https://www.gov.cn/">网站</a>。</p><h2>二、工作措施</h2><h3>（一）巡查</h3><p>每天两次。</p>`,
		title: "关于做好防火工作的通知", want: "各村：\n一、总体要求\n要高度重视，见网站。\n二、工作措施\n（一）巡查\n每天两次。",
		marks: []string{"## 一、总体要求", "### （一）巡查", "**重视**", "[网站](https://www.gov.cn/)"},
	},
	"lists": {
		body:  `<h1>通知</h1><ol><li>第一</li><li>第二<ul><li>子项</li><li>子项二</li></ul></li><li>第三</li></ol><p>间</p><ol start="4"><li>第四</li></ol><ul><li>点</li></ul>`,
		title: "通知", want: "第一\n第二\n子项\n子项二\n第三\n间\n第四\n点",
		marks: []string{"1. 第一\n2. 第二\n   - 子项\n   - 子项二\n3. 第三\n", "4. 第四\n"},
	},
	"merged": {
		body:  `<h1>通知</h1><table border=1><tr><th rowspan=2>序号</th><th colspan=2>联系人</th></tr><tr><th>姓名</th><th>电话</th></tr><tr><td>1</td><td>张*华</td><td>0101234</td></tr></table><p>尾</p>`,
		title: "通知", want: "序号\n联系人\n姓名\n电话\n1\n张*华\n0101234\n尾", codes: "IM021", merges: "0.0:2x1 0.1:1x2",
	},
	"table": {
		body:  `<h1>通知</h1><table border=1><tr><th>名称</th><th>金额</th></tr><tr><td>甲|乙</td><td>1,234.50</td></tr><tr><td></td><td>7</td></tr></table>`,
		title: "通知", want: "名称\n金额\n甲|乙\n1,234.50\n7", marks: []string{"| 甲\\|乙 | 1,234.50 |\n"},
	},
	"formats": {
		body:  `<h1>通知</h1><p>面积10<sup>4</sup>亩，H<sub>2</sub>O，<s>废</s>，<i>斜</i>，<u>下</u>，<b><i>粗斜</i></b>。</p><p>第一行<br>第二行</p><blockquote>引</blockquote>`,
		title: "通知", want: "面积10⁴亩，H₂O，废，斜，下，粗斜。\n第一行\n第二行\n引", marks: []string{"，废，", "**粗斜**"}, codes: "IM039",
	},
	"marks": {
		body:  `<h1>通知</h1><p>张*华、李*明，138****1234</p><p>[联系人]: 张某</p><p>1. 第一</p><p># 不是标题</p><p>{{training.people}} &lt;b&gt; &amp;amp; ` + "`x`" + ` a_b</p><p>- 不是列表</p>`,
		title: "通知", want: "张*华、李*明，138****1234\n[联系人]: 张某\n1. 第一\n# 不是标题\n{{training.people}} <b> &amp; `x` a_b\n- 不是列表",
	},
	"plain": {
		body:  `<p align=center>某某镇人民政府</p><p align=center>关于停水的公告</p><p align=center>某政发〔2026〕3号</p><p>各村：</p><p>一、时间</p><p>3月5日。</p><p>二、范围</p><p>各村。</p><p align=right>某某镇人民政府</p><p align=right>2026年3月1日</p>`,
		title: "某某镇人民政府关于停水的公告", want: "各村：\n一、时间\n3月5日。\n二、范围\n各村。\n某某镇人民政府\n2026年3月1日", marks: []string{"## 一、时间"},
	},
}

// texts are OpenDocument texts.
var texts = map[string]officeCase{
	"footnotes": {
		body:  docTitle + p(`甲<text:note text:id="ftn1" text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>`+p("注一。")+p("- 又。")+`</text:note-body></text:note>，乙<text:note text:id="ftn2" text:note-class="endnote"><text:note-citation>i</text:note-citation><text:note-body>`+p("尾注。")+`</text:note-body></text:note>。`),
		title: "通知", want: "甲，乙。\n注一。\n- 又。\n尾注。", marks: []string{"甲[^1]，乙[^2]。"},
	},
	"text box": {
		styles: `<style:style style:name="fr1" style:family="graphic"/>`,
		body:   docTitle + p(`正文<draw:frame draw:style-name="fr1" text:anchor-type="paragraph" svg:width="5cm" svg:height="1cm"><draw:text-box>`+p("框中文字")+p("框中第二段")+`</draw:text-box></draw:frame>继续。`) + p("下一段"),
		title:  "通知", want: "正文继续。\n框中文字\n框中第二段\n下一段", codes: "IM013",
	},
	"changes": {
		body: `<text:tracked-changes><text:changed-region text:id="c1"><text:insertion><office:change-info><dc:creator>甲</dc:creator><dc:date>2026-01-01T00:00:00</dc:date></office:change-info></text:insertion></text:changed-region><text:changed-region text:id="c2"><text:deletion><office:change-info><dc:creator>甲</dc:creator><dc:date>2026-01-01T00:00:00</dc:date></office:change-info>` + p("三") + `</text:deletion></text:changed-region></text:tracked-changes>` +
			docTitle + p(`共<text:change text:change-id="c2"/><text:change-start text:change-id="c1"/>五<text:change-end text:change-id="c1"/>件。`),
		title: "通知", want: "共五件。", codes: "IM010",
	},
	"comments": {
		body:  docTitle + p(`甲<office:annotation><dc:creator>某</dc:creator><dc:date>2026-01-01T00:00:00</dc:date>`+p("内部意见")+`</office:annotation>乙`),
		title: "通知", want: "甲乙", codes: "IM011",
	},
	"chinese numbers": {
		styles: `<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-suffix="、" style:num-format="一, 二, 三, ..."/><text:list-level-style-number text:level="2" style:num-prefix="（" style:num-suffix="）" style:num-format="一, 二, 三, ..."/></text:list-style>`,
		body:   docTitle + `<text:list text:style-name="L1"><text:list-item>` + p("总则") + `</text:list-item></text:list>` + p("文") + `<text:list text:style-name="L1" text:continue-numbering="true"><text:list-item>` + p("职责") + `<text:list><text:list-item>` + p("镇") + `</text:list-item></text:list></text:list-item></text:list>` + p("文二"),
		title:  "通知", want: "一、总则\n文\n二、职责\n（一）镇\n文二", marks: []string{"## 一、总则", "## 二、职责", "### （一）镇"},
	},
	"header rows and a table in a table": {
		body:  docTitle + `<table:table><table:table-column table:number-columns-repeated="2"/><table:table-header-rows>` + cells("名称", "说明") + `</table:table-header-rows><table:table-row><table:table-cell>` + p("甲") + `</table:table-cell><table:table-cell>` + p("外") + `<table:table><table:table-column table:number-columns-repeated="2"/>` + cells("内一", "内二") + cells("内三", "内四") + `</table:table></table:table-cell></table:table-row></table:table>`,
		title: "通知", want: "名称\n说明\n甲\n外\n内一\n内二\n内三\n内四", codes: "IM022",
	},
	"fields": {
		body:  docTitle + p(`第<text:page-number text:select-page="current">1</text:page-number>页，见<text:bookmark-start text:name="b"/>办法<text:bookmark-end text:name="b"/>，<text:bookmark-ref text:reference-format="text" text:ref-name="b">办法</text:bookmark-ref>，<text:a xlink:type="simple" xlink:href="https://a.cn/x_y">网页</text:a>，<text:s text:c="3"/>空<text:tab/>格。`),
		title: "通知", want: "第1页，见办法，办法，网页， 空 格。", marks: []string{"[网页](https://a.cn/x_y)"},
	},
	"hidden text": {
		styles: `<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>`,
		body:   docTitle + p(`明<text:span text:style-name="T1">暗</text:span>。`),
		title:  "通知", want: "明。", codes: "IM012",
	},
	"a picture": {
		styles: `<style:style style:name="fr1" style:family="graphic"/>`,
		body:   docTitle + p(`图：<draw:frame draw:style-name="fr1" text:anchor-type="as-char" svg:width="1cm" svg:height="1cm"><draw:image><office:binary-data>PICTURE</office:binary-data></draw:image><svg:title>会场</svg:title><svg:desc>会场全景</svg:desc></draw:frame>。`),
		title:  "通知", want: "图：。", marks: []string{"](0001-图1.png)"},
	},
	"ruby": {
		styles: `<style:style style:name="R1" style:family="ruby"><style:ruby-properties style:ruby-position="above"/></style:style>`,
		body:   docTitle + p(`<text:ruby text:style-name="R1"><text:ruby-base>密</text:ruby-base><text:ruby-text>mì</text:ruby-text></text:ruby>云`),
		title:  "通知", want: "密（mì）云",
	},
	"a table of contents": {
		body:  docTitle + `<text:table-of-content text:name="目录"><text:table-of-content-source text:outline-level="3"/><text:index-body>` + p("一、总则<text:tab/>1") + `</text:index-body></text:table-of-content>` + h(1, "一、总则") + p("文"),
		title: "通知", want: "一、总则 1\n一、总则\n文", codes: "IM020",
	},
	"styles": {
		styles: `<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold" style:font-weight-asian="bold"/></style:style>`,
		body:   docTitle + h(1, "第一章 总则") + h(3, "细目") + p(`有<text:span text:style-name="T1">加粗</text:span>。`) + h(1, "第二章 附则") + p("文"),
		title:  "通知", want: "第一章 总则\n细目\n有加粗。\n第二章 附则\n文", marks: []string{"## 第一章 总则\n\n### 细目\n\n有**加粗**。\n\n## 第二章 附则"},
	},
}

// convert has LibreOffice make a docx of each file.
func convert(t *testing.T, dir, filter string, files []string) {
	t.Helper()
	args := []string{"--headless", "-env:UserInstallation=file://" + filepath.ToSlash(filepath.Join(dir, "profile"))}
	if filter != "" {
		args = append(args, "--infilter="+filter)
	}
	args = append(args, "--convert-to", "docx:MS Word 2007 XML", "--outdir", dir)
	if out, err := exec.Command(toolstest.LibreOffice(t), append(args, files...)...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}

// TestLibreOffice: the words of documents that LibreOffice has made are those of
// their pages, in their order.
func TestLibreOffice(t *testing.T) {
	slow(t)
	dir := t.TempDir()
	write := func(name, text string) string {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return file
	}
	all := map[string]officeCase{}
	var flat, web []string
	picture := base64.StdEncoding.EncodeToString(pngOf(t, 8, 8))
	for name, c := range texts {
		all[name] = c
		flat = append(flat, write(name+".fodt", strings.ReplaceAll(c.odt(), "PICTURE", picture)))
	}
	for name, c := range withRandom(pages) {
		all[name] = c
		web = append(web, write(name+".html", `<html><head><meta charset="utf-8"></head><body>`+c.body+`</body></html>`))
	}
	convert(t, dir, "", flat)
	convert(t, dir, "HTML (StarWriter)", web)
	for name, c := range all {
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join(dir, name+".docx"))
			if err != nil {
				t.Fatal(err)
			}
			c.check(t, read(t, importer.File{Name: name + ".docx", Data: data}))
		})
	}
}

func (c officeCase) check(t *testing.T, r result) {
	t.Helper()
	if r.doc.Meta.Title != c.title || r.codes() != c.codes {
		t.Errorf("title %s, want %s; found %s, want %s: %v", r.doc.Meta.Title, c.title, r.codes(), c.codes, r.found)
	}
	if diff := cmp.Diff(letters(c.want), letters(r.page(t))); diff != "" {
		t.Errorf("the words differ (-file +page):\n%s\n%s", diff, r.body)
	}
	for _, mark := range c.marks {
		if !strings.Contains(r.body, mark) {
			t.Errorf("no %q in\n%s", mark, r.body)
		}
	}
	if c.merges != "" {
		if got := r.merges(t, "0001-表1.xlsx"); got != c.merges {
			t.Errorf("merged cells %s, want %s", got, c.merges)
		}
	}
}

// withRandom adds pages of random paragraphs of marks.
func withRandom(pages map[string]officeCase) map[string]officeCase {
	tokens := strings.Fields("甲 乙丙 a b_c 1 2. （一） 一、 * ** _ # > - + = ~ ~~ [ ] ( ) ! ` | : { }} 、 。 “ ” 《 》 ① ％ 138****1234 https://a.cn/b_c x@y.cn")
	random := rand.New(rand.NewPCG(3, 4))
	all := map[string]officeCase{}
	for name, c := range pages {
		all[name] = c
	}
	for n := range 6 {
		c := officeCase{title: "通知", body: "<h1>通知</h1>"}
		var lines []string
		for range 30 {
			line := "" // a line that is more than marks: LibreOffice would take ---- for a rule
			for range 1 + random.IntN(8) {
				line += tokens[random.IntN(len(tokens))]
			}
			line = "文" + line + "文"
			lines = append(lines, line)
			c.body += "<p>" + strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(line) + "</p>"
		}
		c.want = strings.Join(lines, "\n")
		all[fmt.Sprint("random ", n)] = c
	}
	return all
}
