package privacy

import (
	"strings"
	"testing"

	"gongkai/generator/privacy/privacytest"
)

// check holds what is found in paragraphs against what should be.
func check(t *testing.T, want map[string]string) {
	t.Helper()
	for text, want := range want {
		if got := find(Passage{Cells: []string{text}}); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestCards(t *testing.T) {
	check(t, map[string]string{
		"6222020000000000000":     "PV020 6222***********0000",
		"6222 0200 0000 0000 000": "PV020 6222***********0000",
		"6222-0200-0000-0000-000": "PV020 6222***********0000",
		"６２２２０２０００００００００００００": "PV020 6222***********0000",
		"6222020000000000001":           "", // no check digit
		"账号：6222020000000000001，张三":     "PV021 6222***********0001",
		"4111111111111111":              "", // whose?
		"信用卡 4111111111111111":          "PV020 4111********1111",
		"卡号4111 1111 1111 1111":         "PV020 4111********1111",
		"账号：4111111111111111":           "PV020 4111********1111",
		"户名：东河镇财政所，账号：4111111111111111": "",
		"户名：东河有限公司；账号：0312345678901":    "",
		"张三，存折账号0312345678901":          "PV021 0312*****8901",
		"流水号：6222020000000000000":       "",
		// In more digits than those of an ID there is none, where they are called something else.
		"卡号：6222020200112233445":              "",
		"卡号：6222020200112233445，张三":           "PV021 6222***********3445",
		"账号6222020200112233445":               "",
		"流水号：6222020200112233445":             "",
		"6222020200112233445":                 "",
		"银行账号：7222020200112233445":            "PV020 7222***********3445",
		"张三，卡号22202020011223344562":           "PV021 2220************4562",
		"身份证号：1222020200112233445":            "PV001 22*************445",
		"序号及身份证号码 1222020200112233445":        "PV001 22*************445",
		"张三1222020200112233445":               "PV001 22*************445",
		"A6222020000000000000":                "",
		"订单20210926153000，统一编号 9787300123456": "",
	})
	row := Passage{Cells: []string{"1", "张三", "0312345678901", "300"}, Heads: []string{"序号", "姓名", "惠农一卡通账号", "金额"}}
	if got := find(row); got != "PV021 0312*****8901" {
		t.Error(got)
	}
}

func TestPapers(t *testing.T) {
	check(t, map[string]string{
		"护照号E12345678":           "PV022 E******78",
		"护照：EA1234567":           "PV022 E******67",
		"护照：EI1234567":           "", // no such series
		"护照 Ｇ１２３４５６７８":           "PV022 G******78",
		"Passport No. DE1234567": "PV022 D******67",
		"往来港澳通行证C12345678":       "PV022 C******78",
		"往来港澳通行证 CB1234567":      "PV022 C******67",
		"回乡证H0123456701":         "PV022 H********01",
		"港澳居民来往内地通行证M01234567":   "PV022 M******67",
		"台胞证01234567":            "PV023 0*****67",
		"往来台湾通行证L01234567":       "PV023 L******67",
		"E12345678":              "", // no word
		"批准文号：国药准字H20051234":     "",
		"型号HE12345678，护照遗失":      "",
		"台湾事务办公室联系电话62345678":    "",
	})
}

func TestPlates(t *testing.T) {
	check(t, map[string]string{
		"张三驾驶京A12345":     "PV030 京A****5",
		"车主：张三，鲁G·12A45":  "PV030 鲁G****5",
		"李四的新能源车鲁GD12345": "PV030 鲁G*****5",
		"张三，鲁 G D1234F":   "PV030 鲁G*****F",
		"公务用车京A12345停驶":   "",
		"张三获京A级景区2020年奖":  "",
		"编号鲁G123，张三":      "",
	})
	if got := find(Passage{Cells: []string{"张三", "鲁ＧＡ１２３４"}}); got != "PV030 鲁G****4" {
		t.Error(got)
	}
}

func TestAddresses(t *testing.T) {
	check(t, map[string]string{
		"张三，住东河镇西山村3组12号，":          "PV040 东河镇***",
		"申请人张三，家庭住址：东河镇西山村３组":       "PV040 东河镇***",
		"张三（户籍地址：东河市人民路12号2单元301室）": "PV040 东河市***",
		"联系人：张三，地址：东河镇政府路12号":       "", // an office
		"住东河镇西山村3组12号的农户共5户":        "",
		"张三住房改造，西山村3号地":             "",
		"张三，住东河镇":                   "",
	})
	row := Passage{Cells: []string{"张三", "东河镇西山村三组"}, Heads: []string{"姓名", "家庭住址"}}
	if got := find(row); got != "PV040 东河镇***" {
		t.Error(got)
	}
	row.Cells[1] = "东河镇"
	if got := find(row); got != "" {
		t.Error(got)
	}
}

// TestConditions looks at rows of tables.
func TestConditions(t *testing.T) {
	for _, c := range []struct{ heads, cells, want string }{
		{"", "1|张三|肢体残疾二级", "PV041 张*"},
		{"", "1|欧阳建国|低保", "PV041 欧***"},
		{"姓名|致贫原因", "阿依古丽|缺技术", "PV041 阿***"},
		{"姓名|病种|金额", "张 三|尿毒症|300", "PV041 张**"},
		{"姓名|是否低保户", "张三|是", "PV041 张*"},
		{"姓名|是否低保户", "张三|否", ""},
		{"姓名|补助", "张*|低保", ""},
		{"姓名|补助", "张某某|低保", ""},
		{"", "金额|低保", ""},
		{"", "合计|低保|300", ""},
		{"姓名|单位", "张三|镇残疾人联合会", ""},
		{"姓名|职务", "张三|低保办主任", ""},
	} {
		p := Passage{Cells: strings.Split(c.cells, "|")}
		if c.heads != "" {
			p.Heads = strings.Split(c.heads, "|")
		}
		if got := find(p); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
	if got := find(Passage{Cells: []string{"张三是低保户"}}); got != "" {
		t.Errorf("in a sentence: %s", got)
	}
}

func TestMasks(t *testing.T) {
	check(t, map[string]string{
		"11*************02X":               "",
		"110105********002X":               "", // 44,000 days, of which each eleventh
		"110105********002X，1949年12月31日生":  "PV005 11*************02X",
		"110105＊＊＊＊＊＊＊＊002X，1949年12月31日生":  "PV005 11*************02X",
		"身份证110105****002X，1949年12月31日生":   "PV005 11*************02X", // too few stars
		"110105XXXXXXXX002X，1949年12月31日生":  "PV005 11*************02X",
		"110105********002X 出生 1949-12-31": "PV005 11*************02X",
		"110105********002X 发证 1949-12-31": "",
		"1101051949123100*X":               "PV005 11*************0*X",
		"11010519491231002*":               "PV005 11*************02*",
		"11010519491231****":               "",
		"张三，女，110105194912310***":          "",
		"138****5678":                      "",
		"1381234567*":                      "PV005 138****567*",
		"**138**":                          "",
		"1920×1080":                        "",
		"长3*4*5":                           "",
		"5437252000122759XX":               "",
		"**11010519491231002X**":           "PV001 11*************02X",
		"*13812345678*":                    "PV010 138****5678",
	})
	for _, c := range []struct{ heads, cells, want string }{
		{"姓名|性别|出生日期|身份证号", "张三|男|1949-12-31|110105********0038", "PV005 11*************038"},
		{"姓名|性别|出生年月|身份证号", "张三|男|1949.12|110105********0038", "PV005 11*************038"},
		{"姓名|性别|入职日期|身份证号", "张三|男|1949-12-31|110105********0038", ""},
		{"", "张三|男|1949-12-31|110105********0038", "PV005 11*************038"},
		{"姓名|出生日期|身份证号", "张三|1949-12-31|11**************38", ""},
	} {
		p := Passage{Cells: strings.Split(c.cells, "|")}
		if c.heads != "" {
			p.Heads = strings.Split(c.heads, "|")
		}
		if got := find(p); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}

func TestMarks(t *testing.T) {
	for _, first := range []bool{false, true} {
		for text, want := range map[string]string{
			"机密★10年": "PV050 机密★10年",
			"秘密★３年":  "PV050 秘密★３年",
			"绝密★三年":  "PV050 绝密★三年",
			"机密★":    "PV050 机密★",
			"文件首页标有机 密 ☆ 6 个月字样": "PV050 机 密 ☆ 6 个月",
			"绝密·永久":          "PV050 绝密·永久",
			"机密 10年":         "PV050 机密 10年",
			"密级：机密":          "PV050 密级：机密",
			"前文\n机密★10年\n特急": "PV050 机密★10年",
			"（此件不公开）":        "PV051 此件不公开",
			"此件不予公开":         "PV051 此件不予公开",
			"内部资料　注意保密":      "PV052 内部资料　注意保密",
			"内部使用，不得外传":      "PV052 内部使用，不得外传",
			"工作秘密":           "PV052 工作秘密",
			"（此件依申请公开）":      "PV053 此件依申请公开",
			"（不予公开）":         "PV051 不予公开",
			"（此件公开发布）":       "",
			"不予公开":           "",
			"特急":             "",
			"保守国家秘密★是义务":     "PV050 秘密★", // no text has this
			"国家秘密、商业秘密":      "",
			"机密级文件保存10年":     "",
			"本办法所称工作秘密，是指":   "",
			"内部资料管理办法":       "",
			"不公开的，在文件上标明":    "",
			"★★★":            "",
			"五星级★10年":        "",
		} {
			if got := find(Passage{Cells: []string{text}, First: first}); got != want {
				t.Errorf("%q, %t: %q, want %q", text, first, got, want)
			}
		}
	}
	row := Passage{Cells: []string{"不予公开", "内部资料", "秘密", "此件依申请公开"}, First: true}
	if got := find(row); got != "" {
		t.Errorf("words in a table: %q", got)
	}
	if got := find(Passage{Cells: []string{"甲", "机密★10年"}}); got != "PV050 机密★10年" {
		t.Errorf("a mark in a table: %q", got)
	}
	if got := find(Passage{Cells: []string{"秘密"}, First: true}); got != "PV050 秘密" {
		t.Error(got)
	}
	if got := find(Passage{Cells: []string{"秘密"}}); got != "" {
		t.Error(got)
	}
	r := newReader() // the number of a copy, and a level that is left open
	r.Find(Passage{Cells: []string{"000123"}, First: true})
	if hits := r.Find(Passage{Cells: []string{"密级："}, First: true}); len(hits) != 1 || hits[0].Rule.Code != "PV052" {
		t.Error(hits)
	}
}

// TestOverLines: a number, or the word for it, that goes on in the next line of a page.
func TestOverLines(t *testing.T) {
	id := privacytest.WithCheck("13232419300126674")
	for want, lines := range map[string][]string{
		"PV001 13*************" + id[15:]: {"张三，证件号" + id[:11], id[11:] + "，请核对"},
		"PV010 138****5678":               {"如有疑问请联系电", "话13 812 345678"},
		"PV020 6222***********0000":       {"打入银行卡号6222 0200 0000 0000", "000，请核对"},
	} {
		r := newReader()
		r.Find(Passage{Cells: lines[:1]})
		if got := r.Find(Passage{Cells: lines[1:]}); len(got) != 1 || got[0].String() != want {
			t.Errorf("%q: %v, want %s", lines, got, want)
		}
	}
	check(t, map[string]string{"如有疑问请联\n系13 812 345678": "PV010 138****5678", "IP 190.87.142.116，张三": ""})
}

// TestColumns: what a column is called says what stands alone in its cells.
func TestColumns(t *testing.T) {
	for _, c := range []struct{ head, first, cell, want string }{
		{"合计", "养老保险缴费支出", "15987654321", ""},
		{"金额", "张三", "13812345678", "PV010 138****5678"},
		{"准考证号", "2017001", "13702032601", ""},
		{"科目编码", "1", "张三，电话13812345678", "PV010 138****5678"},
	} {
		if got := find(Passage{Cells: []string{c.first, c.cell}, Heads: []string{"名称", c.head}}); got != c.want {
			t.Errorf("%s: %s, want %s", c.head, got, c.want)
		}
	}
	account := "6222020000000000000"
	office := New(Settings{Today: today, Office: []string{account}}).Reader()
	if got := office.Find(Passage{Cells: []string{"账号：" + account + "，手机13812345678"}}); len(got) != 1 {
		t.Errorf("an account of the office: %v", got)
	}
	check(t, map[string]string{"账号：" + account + "（对公）": "PV020 6222***********0000"})
}

// TestNamed: in the name of a file, what stands between hyphens stands by itself.
func TestNamed(t *testing.T) {
	for name, want := range map[string]bool{"0007-13812345678.pdf": true, "0007-138-1234-5678.pdf": true, "20170315-123456.pdf": false} {
		if got := newReader().Find(Passage{Cells: []string{name}, Named: true}); (len(got) == 1) != want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
