package privacy

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"gongkai/generator/diag"
	"gongkai/generator/diag/diagtest"
)

var today = time.Date(2026, 11, 26, 0, 0, 0, 0, time.UTC)

func newReader() *Reader {
	return New(Settings{Today: today, Office: []string{"138-0000-0000"}}).Reader()
}

// find returns codes and what is shown of all hits in one passage.
func find(p Passage) string {
	var found []string
	for _, h := range newReader().Find(p) {
		found = append(found, h.String())
	}
	return strings.Join(found, "; ")
}

func TestRules(t *testing.T) {
	if err := diagtest.Check(Rules()); err != nil {
		t.Error(err)
	}
}

// TestExamples holds each rule to its own example: the wrong line has the hit, and
// masking it makes the right one, in which there is nothing.
func TestExamples(t *testing.T) {
	for _, rule := range Rules() {
		for lang, marks := range map[string][2]string{"zh": {"错误：", "正确："}, "en": {"Wrong: ", "Right: "}} {
			_, rest, _ := strings.Cut(rule.Explain.In(lang), marks[0])
			wrong, right, ok := strings.Cut(rest, "\n"+marks[1])
			if !ok {
				t.Errorf("%s has no example in %s", rule.Code, lang)
			}
			right, _, _ = strings.Cut(right, "\n")
			hits := newReader().Find(passageOf(wrong))
			if len(hits) != 1 || hits[0].Rule != rule {
				t.Errorf("%s: %v in %q", rule.Code, hits, wrong)
				continue
			}
			if got := Mask(wrong, 0, hits); hits[0].Maskable && got != right {
				t.Errorf("%s: masked %q, want %q", rule.Code, got, right)
			}
			if got := find(passageOf(right)); got != "" {
				t.Errorf("%s: the right one has %s", rule.Code, got)
			}
		}
	}
}

// passageOf makes a passage of a line: a row where it has bars.
func passageOf(line string) Passage {
	p := Passage{Cells: []string{line}, First: true}
	if row, ok := strings.CutPrefix(line, "| "); ok {
		p.Cells = strings.Split(strings.TrimSuffix(row, " |"), " | ")
	}
	return p
}

// TestForms looks for one number in the forms in which numbers hide.
func TestForms(t *testing.T) {
	for text, want := range map[string]string{
		// The standard's own examples, and one with its check digit wrong.
		"11010519491231002X":                  "PV001 11*************02X",
		"440524188001010014":                  "PV001 44*************014",
		"110105194912310021":                  "",
		"身份证号：110105194912310021":             "PV002 11*************021",
		"１１０１０５１９４９１２３１００２Ｘ":                  "PV001 11*************02X",
		"110105 19491231 002x":                "PV001 11*************02X",
		"110105-19491231-002-X":               "PV001 11*************02X",
		"1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X": "PV001 11*************02X",
		"110105194912\n31002X":                "PV001 11*************02X",
		"1101051949\u200b1231002\ufeffX":      "PV001 11*************02X",
		"𝟏𝟏𝟎𝟏𝟎𝟓𝟏𝟗𝟒𝟗𝟏𝟐𝟑𝟏𝟎𝟎𝟐Χ":                 "PV001 11*************02X",
		"1️⃣1️⃣0️⃣105194912310　02X":          "PV001 11*************02X",
		"11010519491231002X43":               "PV001 11*************02X", // of a certificate of disability
		"11010519491231002X13812345678":      "PV001 11*************02X; PV010 138****5678",
		"1 11010519491231002X 13812345678 2": "PV001 11*************02X; PV010 138****5678",
		"110105204912310025":                 "", // not born yet
		"110105194902300021":                 "", // no day
		"身份证 110105491231002":                "PV003 11**********002",
		"编号 110105491231002":                 "",
		"911156198001010016":                 "PV004 91*************016",
		"立案号：370702202001010033":             "",
		"编号：1 张三 13812345678":                "PV010 138****5678",
		// Letters for digits.
		"11O10519491231OO2X":         "PV001 11*************02X",
		"l1010519491231002X":         "PV001 11*************02X",
		"1IO1O519491231〇02X":         "PV001 11*************02X",
		"44052418800101001A":         "",
		"44O52418800101OO14":         "PV001 44*************014",
		"4405241880010l0014，":        "PV001 44*************014",
		"A4405241880010l0014":        "",
		"4405241880010l0014B":        "",
		"4405241880010l0015":         "",
		"44O5241880010100l4 1 2":     "PV001 44*************014",
		"7 44O524188001010014":       "PV001 44*************014",
		"电话：138l2345678":             "PV010 138****5678",
		"电话：l38I23456O8":             "PV010 138****5608",
		"张三 １３８ｌ２３４５６７８":             "PV010 138****5678",
		"电话：13812345678，138l2345679": "PV010 138****5678; PV010 138****5679",
		"型号 138l2345678":             "",
		"lIOlO5l9491231OO2X":         "PV001 11*************02X",
		"电话：13Ol2345678l":            "",
		"电话：lOlOlOlOlOl":             "",
		"2〇25年l0月3O日，第1O号，5O2室":      "",
		// Numerals.
		"电话：一三八一二三四五六七八":              "PV010 138****5678",
		"电话：⑴⑶⑻⑴⑵⑶⑷⑸⑹⑺⑻":              "PV010 138****5678",
		"电话：1⒊8⒈234⒌678":              "PV010 138****5678",
		"电话：㈠㈢㈧㈠㈡㈢㈣㈤㈥㈦㈧":              "PV010 138****5678",
		"⑴⑶⑻⑴⑵⑶⑷⑸⑹⑺⑻":                 "",
		"⒈13812345678":                "PV010 138****5678",
		"⑵ 13812345678，⑶ 13912345678": "PV010 138****5678; PV010 139****5678",
		"138_1234_5678":               "PV010 138****5678",
		"请拨打值班室王某的手机幺三八壹贰叁肆伍陆柒捌。":     "PV010 138****5678",
		"电话：138一二三四五六七八":              "PV010 138****5678",
		"电话：138一2345678":              "PV010 138****5678",
		"一三八一二三四五六七八":                 "",
		"电话：一三八一二三四五六七八九":             "",
		"四四〇五二四一八八〇〇一〇一〇〇一四":          "PV001 44*************014",
		"身份证号是一一零一零五一九四九一二三一零零二X":     "PV001 11*************02X",
		"四四〇五二四一八八〇〇一〇一〇〇一五":          "",
		"二〇二五年一月一日，第一百二十三条，一二三四五六七八九": "",
		"13812345678，电话一三九一二三四五六七八":   "PV010 138****5678; PV010 139****5678",
		// Organisations.
		"11341703003249434A":            "",
		"11441700007280420Y/2021-00050": "",
		"113306020025825184":            "",
		"113306020025825184/2017-72921": "",
		"身份证号：113306020025825184":       "",
		// Mobile numbers.
		"张三13812345678男":                         "PV010 138****5678",
		"138 1234 5678":                          "PV010 138****5678",
		"138-1234-5678":                          "PV010 138****5678",
		"+86 138-1234-5678":                      "PV010 138****5678",
		"8613812345678":                          "PV010 138****5678",
		"联系电话：013812345678":                      "PV010 138****5678",
		"编号：013812345678":                        "",
		"电话：01012345678":                         "",
		"0086-13812345678":                       "PV010 138****5678",
		"１３８１２３４５６７８":                            "PV010 138****5678",
		"联系电话：1381234\n5678":                     "PV010 138****5678",
		"86-138-1234-5678":                       "PV010 138****5678",
		"+86 138 1234 5678":                      "PV010 138****5678",
		"138 1234 5678 139 1234 5678":            "PV010 138****5678; PV010 139****5678",
		"138 1234 5678 12 139 1234 5678":         "",
		"1381 1234 5678 139":                     "",
		"张三 13812345678-2":                       "PV010 138****5678",
		"1.张三 13812345678":                       "PV010 138****5678",
		"1.13812345678 张三":                       "PV010 138****5678",
		"1.13812345678":                          "",
		"VX13812345678":                          "PV010 138****5678",
		"AB13812345678":                          "",
		"tel:13812345678":                        "PV010 138****5678",
		"13812345678@example.com":                "PV010 138****5678",
		"13812345678/13912345678":                "PV010 138****5678; PV010 139****5678",
		"15412345678":                            "PV011 154****5678",
		"138****5678":                            "",
		"13800000000":                            "", // the office's
		"138 0000 0000":                          "",
		"12345678901":                            "",
		"010-62345678":                           "",
		"0536-6234567":                           "",
		"400-812-3456":                           "",
		"13812345678元":                           "",
		"￥13812345678.50":                        "",
		"0.13812345678":                          "",
		"13812345678户":                           "",
		"13812345678户主":                          "PV010 138****5678",
		"订单号13812345678":                         "",
		"3f13812345678a":                         "",
		"https://example.com/a/13812345678.html": "",
		"20210926153000":                         "",
		"978-7-300-12345-6":                      "",
		"2018-000138-01-03-012345":               "",
	} {
		if got := find(Passage{Cells: []string{text}}); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestDivided looks for numbers divided between cells and passages.
func TestDivided(t *testing.T) {
	r := newReader()
	row := r.Find(Passage{Cells: []string{"张三", "110105", "19491231 ", " 002X", "备注"}})
	if len(row) != 1 || !row[0].Divided() || row[0].From != (Place{0, 1, 0}) || row[0].To != (Place{0, 3, 5}) {
		t.Errorf("%v %+v", row, row)
	}
	boxes := r.Find(Passage{Cells: strings.Split("1,1,0,1,0,5,1,9,4,9,1,2,3,1,0,0,2,X", ",")})
	if len(boxes) != 1 || boxes[0].To.Cell != 17 {
		t.Errorf("%v", boxes)
	}
	if hits := r.Find(Passage{Cells: []string{"身份证号为1101051949"}}); len(hits) != 0 {
		t.Errorf("%v", hits)
	}
	over := r.Find(Passage{Cells: []string{"1231002X，住"}})
	if len(over) != 1 || over[0].From != (Place{-1, 0, 15}) || over[0].To != (Place{0, 0, 8}) {
		t.Errorf("%v", over)
	}
	r.Find(Passage{Cells: []string{"总投资1380000"}})
	if hits := r.Find(Passage{Cells: []string{"2021年开工"}}); len(hits) != 0 {
		t.Errorf("%v", hits)
	}
	r.Find(Passage{Cells: []string{"联系电话1380000"}})
	if hits := r.Find(Passage{Cells: []string{"2021，开工"}}); len(hits) != 1 {
		t.Errorf("%v", hits)
	}
}

// TestSecret: neither a finding nor a hit that is printed has the value.
func TestSecret(t *testing.T) {
	const id = "11010519491231002X"
	line := "张三 " + id + " １３８１２３４５６７８"
	hits := newReader().Find(Passage{Cells: []string{line}})
	if len(hits) != 2 {
		t.Fatal(hits)
	}
	d := hits[0].At(diag.Pos{File: "a", Line: 1, Column: 4, Width: 18, Source: line})
	shown := fmt.Sprintf("%v %+v %#v %+v", hits, hits, hits[0], d)
	if strings.Contains(shown, id[6:14]) || strings.Contains(shown, "１２３４") || !strings.Contains(shown, "张三") {
		t.Error(shown)
	}
	other := newReader().Find(Passage{Cells: []string{"1101 0519 4912 3100 2x"}})
	key := []byte("key")
	if hits[0].Sum(key) != other[0].Sum(key) || hits[0].Sum(key) == hits[1].Sum(key) || hits[0].Sum(key) == hits[0].Sum(nil) {
		t.Error("sums are not those of the value")
	}
}
