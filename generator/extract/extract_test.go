package extract

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"gongkai/generator/ooxml/ooxmltest"
)

// look lists what is found in a file: "place*: cell | cell", with the head of a cell
// before it, and a * where it is hidden; and the remarks: "place! reason: detail".
func look(t *testing.T, name string, data []byte) (texts, remarks []string) {
	t.Helper()
	report, err := Read(name, bytes.NewReader(data), int64(len(data)), func(text Text) error {
		var cells []string
		for i, c := range text.Cells {
			if text.Heads != nil && text.Heads[i] != "" {
				c = text.Heads[i] + "=" + c
			}
			cells = append(cells, c)
		}
		hidden := ""
		if text.Hidden {
			hidden = "*"
		}
		texts = append(texts, text.Place(len(text.Cells)-1).ZH+hidden+": "+strings.Join(cells, " | "))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range report.Remarks {
		s := r.Place.ZH + "! " + r.Reason.Text().ZH
		if r.Detail.ZH != "" {
			s += ": " + r.Detail.ZH
		}
		if r.Count > 1 {
			s += fmt.Sprintf(" ×%d", r.Count)
		}
		remarks = append(remarks, s)
	}
	return texts, remarks
}

// wants reports what of a list is not among the texts.
func wants(t *testing.T, got []string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("no %q in\n%s", w, strings.Join(got, "\n"))
		}
	}
}

// sees looks into a file and demands texts and exactly the remarks given.
func sees(t *testing.T, name string, data []byte, remarks []string, want ...string) {
	t.Helper()
	texts, got := look(t, name, data)
	wants(t, texts, want...)
	if !slices.Equal(got, remarks) {
		t.Errorf("remarks %q, want %q", got, remarks)
	}
}

func gbk(t *testing.T, s string) string {
	t.Helper()
	s, err := simplifiedchinese.GBK.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

const list = "低保名单,,\n序号,姓名,身份证号\n1,张某,110101199003070011\n\n2,\"李\n某\",110101199003070038\n"

// TestCSV: rows with the heads of their columns, in every encoding that Excel writes.
func TestCSV(t *testing.T) {
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(strings.ReplaceAll(list, ",", "\t"))
	if err != nil {
		t.Fatal(err)
	}
	for encoding, data := range map[string]string{"utf-8": list, "bom": "\xef\xbb\xbf" + list, "gbk": gbk(t, list), "utf-16": utf16} {
		t.Run(encoding, func(t *testing.T) {
			sees(t, "张某13800138000.csv", []byte(data), nil,
				"文件名: 张某13800138000.csv", "第 1 行第 1 列: 低保名单", "第 2 行第 3 列: 序号 | 姓名 | 身份证号",
				"第 3 行第 3 列: 序号=1 | 姓名=张某 | 身份证号=110101199003070011", "第 5 行第 3 列: 序号=2 | 姓名=李\n某 | 身份证号=110101199003070038")
		})
	}
}

// TestText: lines, and tables that are divided by tabs.
func TestText(t *testing.T) {
	for encoding, data := range map[string]string{"utf-8": "第一段\r\n\r\n姓名\t电话\r\n张某\t13800138000\r\n", "gbk": gbk(t, "第一段\n\n姓名\t电话\n张某\t13800138000")} {
		t.Run(encoding, func(t *testing.T) {
			sees(t, "a.txt", []byte(data), nil, "第 1 行: 第一段", "第 4 行第 2 列: 姓名=张某 | 电话=13800138000")
		})
	}
	sees(t, "a.txt", []byte("好\xff\xff\xff\xff字13800138000"), []string{"! 损坏，读不完: 有的字节在它的编码里没有意义，可能有字没读出来"}, "第 1 行: 好\uFFFD字13800138000")
}

const page = `<!DOCTYPE html>
<html><head><meta charset="utf-8"><meta name="author" content="赵某"><title>标题</title><style>p::after{content:"样式文"}</style></head><body>
<!-- 注释
13800138001 -->
<p title="提示文">138<b>0013</b><span>8000</span><br>次行</p><p hidden>暗段</p><div style="display: none"><p>暗一</p><ul><li>暗二<li>暗三</ul></div>
<p>明<span style="display:none">暗字</span>文</p><img alt="替代文" src="data:image/svg+xml;base64,PHN2Zz48dGV4dD7lm77kuK3mloc8L3RleHQ+PC9zdmc+"><a href="mailto:%E5%BC%A0@a.cn">信</a>
<input value="值文"><input type=hidden value="暗值文"><script>var a = "脚本文"</script><template><p>模板文</p></template>
<table><tr><td colspan=3>名单<tr><th rowspan=2>姓名</th><th colspan=2>联系</th></tr><tr><th>电话</th><th>住址</th></tr>
<tr><td>张某</td><td>13800138000</td><td><p>某村</p><p>3号</p></td></tr><tr style="display:none"><td>李某<td>13800138001</table><p>尾`

// TestHTML: what a page shows, and what it only says.
func TestHTML(t *testing.T) {
	sees(t, "a.html", []byte(page), nil,
		"第 2 行 属性 content*: 赵某", "第 2 行: 标题", `第 2 行 代码 style*: p::after{content:"样式文"}`, "第 4 行 注释*: 13800138001",
		"第 5 行 属性 title*: 提示文", "第 5 行: 13800138000\n次行", "第 5 行 隐藏的文字*: 暗段", "第 5 行 隐藏的文字*: 暗三", "第 6 行 隐藏的文字*: 暗字", "第 6 行: 明文",
		"第 6 行 属性 alt*: 替代文", "第 6 行内嵌的文件 › 第 1 行: 图中文", "第 6 行 属性 href*: mailto:张@a.cn",
		"第 7 行 属性 value: 值文", "第 7 行 属性 value*: 暗值文", `第 7 行 代码 script*: var a = "脚本文"`, "第 7 行 隐藏的文字*: 模板文",
		"第 8 行，表格第 1 列: 名单", "第 8 行，表格第 2 列: 姓名 | 联系", "第 8 行，表格第 3 列: 电话 | 住址",
		"第 9 行，表格第 3 列: 姓名=张某 | 联系 电话=13800138000 | 住址=某村\n3号", "第 9 行，表格第 2 列*: 姓名=李某 | 联系 电话=13800138001", "第 9 行: 尾")
	sees(t, "b.htm", []byte("<meta charset=gbk>"+gbk(t, "<p>中文")), nil, "第 1 行: 中文")
	sees(t, "c.xls", []byte(`<table><tr><td>姓名<td>电话<tr><td>张某<td>13800138000</table>`), []string{"! 扩展名与内容不符: 扩展名是 .xls，内容是 html"}, "第 1 行，表格第 2 列: 姓名=张某 | 电话=13800138000")
}

// TestXML: SVG, OpenDocument, any XML; no entity is expanded.
func TestXML(t *testing.T) {
	sees(t, "a.svg", []byte(`<?xml version="1.0"?><svg><title>题</title><desc>说明</desc><style/><text><tspan>138</tspan><tspan>00138000</tspan></text><script><![CDATA[脚本]]></script></svg>`), nil,
		"第 1 行: 题", "第 1 行 隐藏的文字*: 说明", "第 1 行: 13800138000", "第 1 行 代码 script*: <![CDATA[脚本]]>")
	sees(t, "a.xml", []byte(`<a><w:p><w:r><w:rPr><w:sz w:val="2"/></w:rPr><w:t>138</w:t></w:r><w:r><w:t>00138000</w:t></w:r></w:p><table:table><table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell><table:table-cell><text:p>乙</text:p></table:table-cell></table:table-row></table:table><b><![CDATA[丙]]></b></a>`), nil,
		"第 1 行: 13800138000", "第 1 行，表格第 2 列: 甲 | 乙", "第 1 行: 丙")
	texts, _ := look(t, "a.xml", []byte(`<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "外">]><a>&x;&#24352;</a>`))
	wants(t, texts, "第 1 行: ]>&x;张")
}

// TestZip: names in any encoding, comments, files within files, and what cannot be
// looked into.
// TestSpelt: a drawing that has a text for each letter.
func TestSpelt(t *testing.T) {
	text := ""
	for i, c := range "13800138000" {
		text += fmt.Sprintf(`<text x="%d">%c</text>`, 8*i, c)
	}
	sees(t, "a.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg"><text>电话</text>`+text+`<text>转</text><text>分机</text></svg>`), nil, "第 1 行: 13800138000转", "第 1 行: 分机")
}

func TestZip(t *testing.T) {
	workbook := ooxmltest.Zip(ooxmltest.Part{Name: "名单.txt", Data: "里层"})
	inner := ooxmltest.Docx{Body: ooxmltest.P("文中"), Parts: []ooxmltest.Part{{Name: "word/embeddings/a.zip", Data: string(workbook)}, {Name: "word/media/1.bmp", Data: "BM\x00\x00\x00\x00"}, {Name: "word/media/2.bmp", Data: "BM\x00\x00\x00\x00"}, {Name: "word/fonts/a.odttf", Data: "x"}}}
	data := ooxmltest.Zip(
		ooxmltest.Part{Name: "材料/" + gbk(t, "张某") + ".txt", Data: gbk(t, "第一行")},
		ooxmltest.Part{Name: "空/"},
		ooxmltest.Part{Name: "通知.docx", Data: string(inner.Bytes())},
		ooxmltest.Part{Name: "a.rar", Data: "Rar!\x1a\x07\x00"},
		ooxmltest.Part{Name: "b.doc", Data: "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"},
		ooxmltest.Part{Name: "c.jpg", Data: "GIF89a"},
		ooxmltest.Part{Name: "d.dat", Data: "\x00\x01\x02\x03"},
	)
	texts, remarks := look(t, "附件.zip", data)
	wants(t, texts, "压缩包内 通知.docx › 第 1 段: 文中", "压缩包内 通知.docx › 内嵌文件 word/embeddings/a.zip › 压缩包内 名单.txt › 第 1 行: 里层", "压缩包内的文件名: 通知.docx")
	if !slices.ContainsFunc(texts, func(s string) bool { return strings.Contains(s, "张某.txt › 第 1 行: 第一行") }) {
		t.Errorf("the name in GBK is not read: %q", texts)
	}
	for _, want := range []string{
		"压缩包内 通知.docx › 内嵌文件 word/media/1.bmp! 图片里的文字: BMP ×2", "压缩包内 a.rar! 不是 ZIP 的压缩包: RAR",
		"压缩包内 b.doc! 旧的二进制格式（doc、xls、ppt、wps）", "压缩包内 c.jpg! 扩展名与内容不符: 扩展名是 .jpg，内容是 gif", "压缩包内 d.dat! 不认识的格式: 二进制数据",
	} {
		if !slices.Contains(remarks, want) {
			t.Errorf("no remark %q in %q", want, remarks)
		}
	}
}

// TestBrokenOffice: an Office file that is not as it should be is read as an archive.
func TestBrokenOffice(t *testing.T) {
	data := ooxmltest.Zip(ooxmltest.Part{Name: "[Content_Types].xml", Data: "<Types/>"}, ooxmltest.Part{Name: "word/document.xml", Data: `<?xml version="1.0"?><w:p><w:r><w:t>138</w:t></w:r><w:r><w:t>00138000</w:t></w:r></w:p>`})
	sees(t, "a.docx", data, []string{"! 损坏，读不完: 正文不在文件里", "! 扩展名与内容不符: 扩展名是 .docx，内容是 zip"}, "压缩包内 word/document.xml › 第 1 行: 13800138000")
	// Half of one is not misnamed as well.
	sees(t, "a.docx", data[:len(data)-30], []string{"! 损坏，读不完: 文件的结尾不在了，多半没有传完"})
	sees(t, "a.pdf", data[:len(data)-30], []string{"! 损坏，读不完: 文件的结尾不在了，多半没有传完", "! 扩展名与内容不符: 扩展名是 .pdf，内容是 zip"})
}

// TestSeal: the signature of an OFD is none of its texts; what else stands there is.
func TestSeal(t *testing.T) {
	seal := func(data string) []byte {
		return ooxmltest.Zip(
			ooxmltest.Part{Name: "OFD.xml", Data: `<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`},
			ooxmltest.Part{Name: "Doc_0/Document.xml", Data: `<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"/>`},
			ooxmltest.Part{Name: "Doc_0/Signs/Sign_0/SignedValue.dat", Data: data},
		)
	}
	sees(t, "a.ofd", seal("\x30\x82\x01\x00\x02\x01\x04\x00"), nil)
	sees(t, "a.ofd", seal("13800138000"), nil, "内嵌文件 Doc_0/Signs/Sign_0/SignedValue.dat › 第 1 行: 13800138000")
	if _, remarks := look(t, "a.ofd", seal("\x00\x01\x02\x03")); len(remarks) != 1 {
		t.Errorf("data that is no signature: %q", remarks)
	}
}

// TestSecondTable: a table below another has heads of its own, and so have tables in a text.
func TestSecondTable(t *testing.T) {
	sees(t, "a.csv", []byte("序号,立案号\n1,甲2017\n2,乙2017\n姓名,卡号\n张某,5\n"), nil, "第 5 行第 2 列: 姓名=张某 | 卡号=5")
	sees(t, "a.txt", []byte("序号\t立案号\n1\t甲\n\n村名\t户数\n东村\t5\n"), nil, "第 5 行第 2 列: 村名=东村 | 户数=5")
}

// TestDocxRow: rows of Office files have heads, too.
func TestDocxRow(t *testing.T) {
	doc := ooxmltest.Docx{Body: ooxmltest.Table(ooxmltest.Cell("", "姓名")+ooxmltest.Cell("", "病种"), ooxmltest.Cell("", "张某")+ooxmltest.Cell("", "某病"), ooxmltest.Cell("", "李某")+ooxmltest.Cell("", "某病"))}
	sees(t, "a.docx", doc.Bytes(), nil, "表 1 第 1 行第 2 格: 姓名 | 病种", "表 1 第 2 行第 2 格: 姓名=张某 | 病种=某病", "表 1 第 3 行第 2 格: 姓名=李某 | 病种=某病")
}

// TestLinks: a number in the address of a link is read as it is meant.
func TestLinks(t *testing.T) {
	const address, number = "tel:138%200013%208000", "tel:138 0013 8000"
	sees(t, "a.html", []byte("<a href='"+address+"'>x"), nil, "第 1 行 属性 href*: "+number)
	doc := ooxmltest.Docx{Body: `<w:p><w:hyperlink r:id="l">` + ooxmltest.R("x") + `</w:hyperlink></w:p>`, Arrows: ooxmltest.Arrow("l", "hyperlink", address, true)}
	sees(t, "a.docx", doc.Bytes(), nil, "第 1 段 链接的地址*: "+number)
	sees(t, "a.pdf", []byte("%PDF-1.7\n1 0 obj <</URI("+address+")>> endobj\n%%EOF"), nil, "链接的地址*: "+number)
}

// TestErrors: an error of visit ends the reading, and so does one of the disk, which
// is none of the file.
func TestErrors(t *testing.T) {
	stop := errors.New("enough")
	data := ooxmltest.Zip(ooxmltest.Part{Name: "a.txt", Data: "甲\n乙"}, ooxmltest.Part{Name: "b.docx", Data: string(ooxmltest.Docx{Body: ooxmltest.P("文")}.Bytes())})
	all, _ := look(t, "x.zip", data)
	for n := range all {
		calls := 0
		_, err := Read("x.zip", bytes.NewReader(data), int64(len(data)), func(Text) error {
			if calls++; calls > n {
				return stop
			}
			return nil
		})
		if !errors.Is(err, stop) || calls != n+1 {
			t.Errorf("stopped at %d: %v after %d calls", n, err, calls)
		}
	}
	for _, name := range []string{"a.zip", "a.txt", "a.pdf"} {
		if _, err := Read(name, broken{}, 100, func(Text) error { return nil }); !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("%s: an error of the disk is %v", name, err)
		}
	}
}

// broken is a disk that fails.
type broken struct{}

func (broken) ReadAt([]byte, int64) (int, error) { return 0, io.ErrUnexpectedEOF }

// TestEmpty: a file with nothing for anybody in it is said to be empty; one with anything
// that somebody wrote or put in is not.
func TestEmpty(t *testing.T) {
	const sheet = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData><headerFooter><oddHeader>&amp;A</oddHeader></headerFooter></worksheet>`
	picture := ooxmltest.Part{Name: "word/media/image1.png", Data: "\x89PNG\r\n\x1a\n"}
	properties := ooxmltest.Part{Name: "docProps/core.xml", Data: `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>张某</dc:creator></cp:coreProperties>`}
	preview := ooxmltest.Part{Name: "docProps/thumbnail.png", Data: "\x89PNG\r\n\x1a\n"}
	page := func(content string) []byte {
		return []byte("%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj 3 0 obj<</Type/Page/MediaBox[0 0 595 842]/Contents 4 0 R>>endobj 4 0 obj<</Length " +
			fmt.Sprint(len(content)) + ">>stream\n" + content + "\nendstream endobj 5 0 obj<</Author(a)>>endobj trailer<</Root 1 0 R/Info 5 0 R>>\nstartxref\n0\n%%EOF")
	}
	for _, c := range []struct {
		name string
		data []byte
		want string
	}{
		{"a.docx", nil, "0 字节"},
		{"a.docx", ooxmltest.Docx{Body: "<w:p/>", Parts: []ooxmltest.Part{properties, preview}}.Bytes(), "没有文字，也没有图片"},
		{"a.docx", ooxmltest.Docx{Body: "<w:p><w:r><w:t> </w:t></w:r></w:p><w:sectPr/>"}.Bytes(), "没有文字，也没有图片"},
		{"a.docx", ooxmltest.Docx{Body: ooxmltest.P("文")}.Bytes(), ""},
		{"a.docx", ooxmltest.Docx{Body: "<w:p/>", Header: ooxmltest.P("文")}.Bytes(), ""},
		{"a.docx", ooxmltest.Docx{Body: ooxmltest.Table(ooxmltest.Cell("", "甲"))}.Bytes(), ""},
		{"a.docx", ooxmltest.Docx{Body: `<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r></w:p>`}.Bytes(), ""},
		{"a.docx", ooxmltest.Docx{Body: "<w:p/>", Parts: []ooxmltest.Part{picture}}.Bytes(), ""},
		{"a.xlsx", workbookOf(fmt.Sprintf(sheet, `<row r="1"><c r="A1" s="1"/></row>`)), "没有文字，也没有图片"},
		{"a.xlsx", workbookOf(fmt.Sprintf(sheet, `<row r="1"><c r="A1"><v>5</v></c></row>`)), ""},
		{"a.pdf", page(""), "没有文字，也没有图片"},
		{"a.pdf", page("q 0 0 m 10 10 l S Q"), ""},
		{"a.pdf", page("BT (a) Tj ET"), ""},
		{"a.zip", ooxmltest.Zip(), "压缩包里没有文件"},
		{"a.zip", ooxmltest.Zip(ooxmltest.Part{Name: "a.txt", Data: ""}), ""},
		{"a.zip", ooxmltest.Zip(ooxmltest.Part{Name: "a.docx", Data: string(ooxmltest.Docx{Body: "<w:p/>"}.Bytes())}), ""},
	} {
		_, remarks := look(t, c.name, c.data)
		said := ""
		for _, r := range remarks {
			if rest, ok := strings.CutPrefix(r, "! "+Empty.Text().ZH+": "); ok {
				said += rest
			}
		}
		if said != c.want {
			t.Errorf("%s: %q, want %q; %q", c.name, said, c.want, remarks)
		}
	}
}
