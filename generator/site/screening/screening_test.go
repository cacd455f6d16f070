package screening

import (
	"archive/zip"
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"gongkai/generator/diag"
	"gongkai/generator/ooxml/ooxmltest"
	"gongkai/generator/privacy/privacytest"
	"gongkai/generator/site/record"
)

// resident makes an ID number that belongs to nobody we know: no one was born then.
func resident(n int) string { return privacytest.WithCheck(fmt.Sprintf("11022819010203%03d", n)) }

// found lists marks as CODE line:column.
func found(marks []record.Mark) []string {
	var list []string
	for _, m := range marks {
		list = append(list, fmt.Sprintf("%s %d:%d", m.Found.Code, m.Found.Pos.Line, m.Found.Pos.Column))
	}
	return list
}

func TestDocument(t *testing.T) {
	id, other := resident(1), resident(2)
	tests := []struct {
		name, text string
		want       []string
	}{
		{"a sentence", "---\ntitle: 公告\n---\n张三，身份证号" + id + "。\n", []string{"PV001 4:8"}},
		{"the title", "---\ntitle: 联系 13812345678\n---\n", []string{"PV010 2:11"}},
		{"a table", "---\n---\n| 姓名 | 证件号码 |\n|---|---|\n| 张三 | " + id + " |\n| 李四 | " + other + " |\n", []string{"PV001 5:8", "PV001 6:8"}},
		{"tabs", "---\n---\n姓名\t证件号码\n张三\t" + id + "\n", []string{"PV001 4:4"}},
		{"half in bold", "---\n---\n电话 **138**1234**5678**。\n", []string{"PV010 3:6"}},
		{"with underscores", "---\n---\n电话 138_1234_5678\n", []string{"PV010 3:4"}},
		{"escaped", "---\n---\n电话 138\\-1234\\-5678\n", []string{"PV010 3:4"}},
		{"bold in a table", "---\n---\n| 姓名 | 卡号 |\n|---|---|\n| 张三 | **138**12345678 |\n", []string{"PV010 5:10"}},
		{"by codes", "---\n---\n电话 &#49;38123&#x34;5678\n", []string{"PV010 3:4"}},
		{"by the code of a blank", "---\n---\n电话 138&nbsp;1234&ensp;5678\n", []string{"PV010 3:4"}},
		{"by codes of YAML", "---\nsummary: \"电话 \\x3138\\u00312345678\"\n---\n", []string{"PV010 2:14"}},
		{"over lines of YAML", "---\nsummary: \"电话 1381\\\n  2345678\"\n---\n", []string{"PV010 2:14"}},
		{"round a comment", "---\n---\n电话 138<!-- x -->12345678\n", []string{"PV010 3:4"}},
		{"round a link", "---\n---\n电话 138[1234](https://example.cn/)5678\n", []string{"PV010 3:4"}},
		{"round a break", "---\n---\n| 姓名 | 电话 |\n|---|---|\n| 张三 | 1381234<br>5678 |\n", []string{"PV010 5:8"}},
		{"in an address by codes", "---\n---\n[电话](tel:138%2012345678)\n", []string{"PV010 3:10"}},
		{"in the address of a file", "---\n---\n[名单](0007_138_1234_5678.doc)\n", []string{"PV010 3:11"}},
		{"in a quotation", "---\n---\n> 联系电话：138123\n> 45678。\n", []string{"PV010 3:8"}},
		{"with a hard break", "---\n---\n联系电话：138123\\\n45678。\n", []string{"PV010 3:6"}},
		{"bold over lines", "---\n---\n证件：**" + id[:6] + "**\n" + id[6:] + "。\n", []string{"PV001 3:6"}},
		{"a word over lines", "---\n---\n如有疑问请联\n系1 3812 345678。\n", []string{"PV010 4:2"}},
		{"measures", "---\n---\n柜子 138*1234*5678 毫米\n", nil},
		{"masks in stars", "---\n---\n卡号 6222****1234 6222****5678 和 622202***1234\n", nil},
		{"beside approvals", "---\nreview:\n  - {stage: 初审, by: 13812345678, date: 2026-01-02, sum: " + strings.Repeat("1", 64) + "}\nsummary: 13812345679\n---\n", []string{"PV010 3:21", "PV010 4:10"}},
		{"beside names", "---\nsummary: 13812345678\nreview:\n  - {stage: 初审, by: 主管副镇长, date: 2026-01-02, sum: " + strings.Repeat("1", 64) + "}\n  - {stage: 复审, by: 甲13812345679, date: 2026-01-02, sum: " + strings.Repeat("1", 64) + "}\n---\n13812345670\n",
			[]string{"PV010 2:10", "PV010 5:22", "PV010 7:1"}},
		{"no day", "---\nreview:\n  - {stage: 初审, by: 甲, date: 1381234567, sum: " + strings.Repeat("1", 64) + "}\n  - {stage: 初审, by: 甲, date: 13812345678, sum: " + strings.Repeat("1", 64) + "}\n---\n", []string{"PV010 4:30"}},
		{"no sum", "---\nreview:\n  - {stage: 初审, by: 甲, date: 2026-01-02, sum: 13812345678}\n---\n", []string{"PV010 3:47"}},
		{"CRLF", "---\r\n---\r\n张三" + id + "\r\n", []string{"PV001 3:3"}},
		{"items of a list", "---\nservice:\n  conditions:\n    - 证件" + id[:8] + "\n    - " + id[8:] + "号\n---\n", []string{"PV001 4:9"}},
		{"quoted items", "---\r\nservice:\r\n  steps:\r\n  - \"证件" + id[:12] + "\"\r\n  - '" + id[12:] + "'\r\n---\r\n", []string{"PV001 4:8"}},
		{"items divided by commas", "---\nservice: {conditions: [" + id[:6] + ", " + id[6:14] + ", \"" + id[14:] + "\"]}\n---\n", []string{"PV001 2:24"}},
		{"items with other numbers", "---\nkeywords: [2017, 20170315, 61031234]\nservice:\n  steps: [110101, 19490101, 0021]\n---\n", nil},
		{"whole in an item", "---\nservice:\n  steps:\n    - " + id + "\n    - 2\n---\n", []string{"PV001 4:7"}},
		{"masked", "---\n---\n张三 11\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*\\*02X 138\\*\\*\\*\\*5678\n", nil},
		{"nothing", "---\ntitle: 公告\nindex_number: 000014349/2017-00003\n---\n电话 010-61031234，2017年3月15日。\n", nil},
	}
	s := New(Settings{Year: 2026})
	for _, test := range tests {
		marks := s.Document("content/notices/2026/0001.md", []byte(test.text))
		if diff := cmp.Diff(test.want, found(marks)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
		for _, m := range marks {
			if said := fmt.Sprint(m); strings.Contains(said, id) || strings.Contains(said, "1234") {
				t.Errorf("%s: the mark tells the number: %s", test.name, said)
			}
			if m.Value != "" {
				t.Errorf("%s: a sum without a key: %s", test.name, m.Value)
			}
		}
	}
	for _, name := range []string{"2026/" + id + ".md", "2026/0007-13812345678.md", "2026/0007_138_1234_5678.csv", "13812345678/0001.md"} {
		if marks := s.Document("content/notices/"+name, nil); len(marks) != 1 {
			t.Errorf("in the name of a file: %v", found(marks))
		}
	}
}

// The same number has one sum, however it is written and wherever it is; under another
// key it has another.
func TestValue(t *testing.T) {
	id := resident(3)
	spaced := id[:6] + " " + id[6:14] + " " + id[14:]
	s := New(Settings{Year: 2026, Key: []byte("a")})
	one, two := s.Document("a.md", []byte("身份证号"+id)), s.Document("b.md", []byte("号码："+spaced))
	if len(one) != 1 || len(two) != 1 || one[0].Value == "" || one[0].Value != two[0].Value {
		t.Errorf("%v and %v", one, two)
	}
	if other := New(Settings{Year: 2026, Key: []byte("b")}).Document("a.md", []byte("身份证号"+id)); other[0].Value == one[0].Value {
		t.Error("the key does not count")
	}
	sums := map[string]bool{}
	for _, given := range []Settings{{Year: 2026}, {Year: 2027}, {Year: 2026, Key: []byte("a")}, {Year: 2026, Office: []string{"13812345678"}}} {
		sum := New(given).Sum()
		sums[string(sum[:])] = true
	}
	if len(sums) != 4 {
		t.Errorf("%d sums of four settings", len(sums))
	}
}

// Numbers that the office has made public are none of anybody's.
func TestOffice(t *testing.T) {
	s := New(Settings{Year: 2026, Office: []string{"办公电话：010-61031234；值班手机 138 1234 5678"}})
	if marks := s.Document("a.md", []byte("值班电话 13812345678，个人电话 13912345678")); len(marks) != 1 || marks[0].Found.Pos.Column != 23 {
		t.Errorf("%v", found(marks))
	}
}

func file(t *testing.T, s *Screener, name string, data []byte) []record.Mark {
	t.Helper()
	marks, err := s.File(name, bytes.NewReader(data), int64(len(data)), "0")
	if err != nil {
		t.Fatal(err)
	}
	return marks
}

// A text has lines in whatever encoding, and can be mended there.
func TestLines(t *testing.T) {
	s := New(Settings{Year: 2026})
	text := "姓名,证件号码,电话\r\n张三," + resident(4) + ",13812345678\r\n"
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]string{"a.csv": text, "gbk.csv": gbk, "bom.csv": "\ufeff" + text, "utf16.csv": utf16, "marked.csv": "\xff\xfe" + utf16} {
		marks := file(t, s, name, []byte(data))
		if diff := cmp.Diff([]string{"PV001 2:4", "PV010 2:23"}, found(marks)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		for _, m := range marks {
			if m.Mask.IsZero() || !strings.Contains(m.Mask.Text, "*") {
				t.Errorf("%s: %s cannot be mended", name, m.Found.Code)
			}
		}
	}
}

// TestRecords: a row of a csv file may have line breaks and commas in it.
func TestRecords(t *testing.T) {
	s := New(Settings{Year: 2026})
	for text, want := range map[string][]string{
		"姓名,电话\n张三,\"1381\n2345678\"\n":                  {"PV010 2:5"},
		"姓名,地址,电话\n\"张三\",\"东,\"\"村\"\"\",13812345678\n": {"PV010 2:16"},
		"名称,金额\n甲,\"13,812,345,678\"\n\"乙,1\n丙,2\n":      nil, // the last is never closed
	} {
		if diff := cmp.Diff(want, found(s.Document("a.csv", []byte(text)))); diff != "" {
			t.Errorf("%q (-want +got):\n%s", text, diff)
		}
	}
}

// TestVeil: other findings quote what was found, in whatever form.
func TestVeil(t *testing.T) {
	s := New(Settings{Year: 2026, Office: []string{"13900001111"}})
	for text, want := range map[string]string{
		"没有 content/a/0007-13812345678.md":   "没有 content/a/0007-***********.md",
		"没有设置“x13812345678”":                 "没有设置“x***********”",
		"138**1234**5678":                    "***************",
		"[x](/a/138_1234_5678.html)":         "[x](/a/***_****_****.html)",
		"编号13812345678，１３８１２３４５６７８":          "编号***********，＊＊＊＊＊＊＊＊＊＊＊",
		"2026-01-10 的第 0007 号，13900001111":   "2026-01-10 的第 0007 号，13900001111",
		"索引号 123456789012345/2017-00003，没有号": "索引号 123456789012345/2017-00003，没有号",
		"会场里有一三八一二三四五六七八，第二十一条":              "会场里有＊＊＊＊＊＊＊＊＊＊＊，第二十一条",
		"拨138l23456O8":                       "拨***********",
	} {
		if got := s.Veil(text); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// TestRemarks: what cannot be looked into is said, each with its rule and its place.
func TestRemarks(t *testing.T) {
	var packed bytes.Buffer
	w := zip.NewWriter(&packed)
	for name, data := range map[string]string{"名单.txt": "张三 " + resident(5), "旧.doc": "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600)} {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(data)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	s := New(Settings{Year: 2026, Key: []byte("a")})
	tests := []struct{ name, data, want, where string }{
		{"名单.rar", "Rar!\x1a\x07\x00" + strings.Repeat("x", 100), "SC001", ""},
		{"名单.bmp", "BM" + strings.Repeat("\x00", 100), "SC002", ""},
		{"名单.docx", "{\\rtf1 abc}", "SC003", ""},
		{"材料.zip", packed.String(), "PV001", "名单.txt"},
		{"材料.zip", packed.String(), "SC001", "旧.doc"},
	}
	for _, test := range tests {
		ok := false
		for _, m := range file(t, s, test.name, []byte(test.data)) {
			ok = ok || m.Found.Code == test.want && strings.Contains(m.Found.Pos.Where.ZH, test.where) && m.Value != "" && m.Picture == (test.want == "SC002") && (m.Pictures == 1) == m.Picture
		}
		if !ok {
			t.Errorf("%s: no %s in %q: %v", test.name, test.want, test.where, file(t, s, test.name, []byte(test.data)))
		}
	}
	exif := "II*\x00\x08\x00\x00\x00" + "\x01\x00\x25\x88\x04\x00\x01\x00\x00\x00\x1a\x00\x00\x00\x00\x00\x00\x00" + "\x01\x00\x02\x00\x05\x00\x03\x00\x00\x00\x2c\x00\x00\x00\x00\x00\x00\x00" + strings.Repeat("\x01\x00\x00\x00", 6)
	webp := "WEBPEXIF" + string([]byte{byte(len(exif)), 0, 0, 0}) + exif
	located := file(t, s, "照片.webp", []byte("RIFF"+string([]byte{byte(len(webp)), 0, 0, 0})+webp))
	if !slices.Contains(found(located), "SC004 0:0") {
		t.Errorf("a photograph with a place: %v", found(located))
	}
	if marks := file(t, s, "空.txt", nil); len(marks) != 0 {
		t.Errorf("an empty file: %v", marks)
	}
}

// An attachment with nothing in it is named; what is not beside documents may be empty.
func TestEmpty(t *testing.T) {
	s := New(Settings{Year: 2026, Key: []byte("a")})
	blank := string(ooxmltest.Docx{Body: "<w:p/>"}.Bytes())
	for _, test := range []struct{ name, data, want string }{
		{"content/notices/2026/0001-a.docx", blank, "没有文字，也没有图片"},
		{"content/notices/2026/0001-a.docx", "", "0 字节"},
		{"content/notices/2026/0001-a.txt", "", "0 字节"},
		{"content/notices/2026/0001-a.csv", " \r\n\u3000\n", "只有空白"},
		{"content/notices/2026/0001-a.csv", "甲\n", ""},
		{"content/reports/2025/figures.toml", "", ""},
		{"static/robots.txt", "", ""},
		{"static/a.docx", blank, ""},
	} {
		said := ""
		for _, m := range file(t, s, test.name, []byte(test.data)) {
			if IsEmpty(&m) && m.Found.Code == "SC006" && m.Found.Severity == diag.Warning && m.Value != "" {
				said += m.Found.Message.ZH
			}
		}
		if want := "文件里什么也没有：" + test.want; said != want && (test.want != "" || said != "") {
			t.Errorf("%s of %q: %q, want %q", test.name, test.data, said, test.want)
		}
	}
}

// What was recognised in a picture is told by its kind and as a mask, of whatever kind it is.
func TestRecognised(t *testing.T) {
	s := New(Settings{Year: 2026, Office: []string{"13900001111"}})
	at := diag.Text{ZH: "第 1 页", EN: "page 1"}
	u := s.Unread(&record.File{Path: "0001-13800001111.pdf"}, 3)
	if u.File != "0001-13800001111.pdf" || u.Name != "0001-***********.pdf" || u.Count != 3 {
		t.Errorf("%+v", u)
	}
	text := "姓名：张三\n\n公民身份号码 " + resident(5) + "\n\n手机 138 1234 5678\n13900001111\n机密★10年\n"
	var got []string
	for _, d := range u.Recognised(at, text) {
		if d.Code != "SC005" || d.Severity != diag.Warning || d.Pos.File != u.Name || d.Pos.Where != at || strings.Contains(fmt.Sprintf("%+v", d), resident(5)) {
			t.Errorf("%+v", d)
		}
		got = append(got, d.Message.ZH)
	}
	want := []string{
		"图片上好像有公民身份号码（" + resident(5)[:2] + "*************" + resident(5)[15:] + "），请人核对",
		"图片上好像有手机号码（138****5678），请人核对",
		"图片上好像有国家秘密标志（机密★10年），请人核对",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if found := u.Recognised(at, "某某镇人民政府\n联系电话：0591-12345678\n"); found != nil {
		t.Errorf("%v", found)
	}
}
