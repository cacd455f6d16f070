package report

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"gongkai/generator/diag"
)

// TestLedgerAsSaved: a ledger is read as a spreadsheet saves it.
func TestLedgerAsSaved(t *testing.T) {
	const ascii = "received,applicant,channel,outcome,closed\r\n2025/3/1,natural,in_person,granted,2025/3/9\r\n2025/12/20,business,letter,,\r\n"
	const chinese = "序号,收到日期,申请人类型,申请方式,办理结果,办结日期\r\n1,2025/3/1,自然人,当面,予以公开,2025/3/9\r\n2,2025年12月20日,商业企业,信函,,\r\n"
	gbk := func(s string) string {
		t.Helper()
		b, err := simplifiedchinese.GBK.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(
		"收到日期\t申请人\t渠道\t办理结果\t办结日期\r\n2025/3/1\t自然人\t当面\t予以公开\t2025/3/9\r\n2025/12/20\t商业企业\t信函\t\t\r\n")
	if err != nil {
		t.Fatal(err)
	}
	reversed, err := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String(chinese)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]string{
		"in UTF-16 without a mark":     reversed,
		"as it is written":             "received,applicant,channel,outcome,closed\n2025-03-01,natural,in_person,granted,2025-03-09\n2025-12-20,business,letter,,\n",
		"Excel's dates":                ascii,
		"with a mark":                  "\ufeff" + ascii,
		"in GBK":                       gbk(chinese),
		"in UTF-8 with a mark":         "\ufeff" + chinese,
		"as Unicode text":              utf16,
		"with semicolons":              "received;applicant;channel;outcome;closed\n2025-3-1;natural;in_person;granted;2025-3-9\n2025.12.20;business;letter;;\n",
		"blank rows and columns":       ",,,,,,\r\nreceived,applicant,channel,outcome,closed,,\r\n2025/3/1,natural,in_person,granted,2025/3/9,,\r\n,,,,,,\r\n2025/12/20,business,letter,,,,\r\n",
		"days as Excel keeps them":     "received,applicant,channel,outcome,closed\n45717,natural,in_person,granted,45725\n46011,business,letter,,\n",
		"with a time, and full-width":  "收到时间,申请人类别,接收渠道,处理结果,答复时间\n２０２５/３/１ 0:00,公民,现场,（一）予以公开,2025/3/9 15:30\n20251220,企业,邮寄,,\n",
		"below a title, above a total": "2025年依申请公开登记表,,,,,\n填报单位：某某镇,,,,,单位：件\n序号,收件日期,申请人性质,申请途径,结果,答复时间\n1,2025/3/1,公民,窗口,公开,2025/3/9\n2,2025/12/20,企业,邮寄,,\n合计,2,,,,\n",
		"columns in another order":     "办结日期,办理结果,申请渠道,申请人类型,收到日期\n2025/3/9,予以公开,当面提交,自然人,2025/3/1\n,,信函,商业企业,2025/12/20\n",
	} {
		in := skeletonInput(t, 2025, nil)
		in.Body = filled(in.Body)
		in.Figures = withoutRequests(in.Figures)
		in.Ledger = []byte(data)
		r, found := Parse(in)
		if diag.HasErrors(found) {
			t.Errorf("%s: %s", name, printed(found, "zh"))
			continue
		}
		wantRows(t, r, map[string]string{
			"new": "1 1 0 0 0 0 2", "granted": "1 0 0 0 0 0 1", "total": "1 0 0 0 0 0 1", "carried_out": "0 1 0 0 0 0 1",
		})
	}
}

// A column that is not known could hold what is nobody's business; a day that does
// not exist is none.
func TestLedgerRefused(t *testing.T) {
	const header = "received,applicant,channel,outcome,closed\n"
	for _, data := range []string{
		"收到日期,申请人类型,渠道,办理结果,办结日期,电话\n2025/3/1,自然人,当面,,,1\n",
		"收到日期,姓名,渠道,办理结果,办结日期\n",
		"收到日期,申请人,申请人类型,渠道,办理结果,办结日期\n",
		"received,applicant,channel,outcome\n",
		header + "2025/2/30,natural,web,,\n", header + "2025/13/1,natural,web,,\n", header + "99999,natural,web,,\n", header + "3/1,natural,web,,\n",
		header + "2025/3/1,natural,web,,,x\n", header + "2025/3/1,natural,web,公开与否,2025/3/2\n",
	} {
		in := skeletonInput(t, 2025, nil)
		in.Figures = withoutRequests(in.Figures)
		in.Ledger = []byte(data)
		if _, found := Parse(in); !diag.HasErrors(found) {
			t.Errorf("%q is accepted", data)
		}
	}
}

// A file with nothing in it does not say that there were no applications; the
// header alone does.
func TestLedgerEmpty(t *testing.T) {
	for data, want := range map[string]string{
		"": "RP074", "\ufeff": "RP074", "\n": "RP074", "\ufeff\r\n\r\n": "RP074", " \t \n": "RP074", ",,,,\r\n,,,,\r\n": "RP074", "\xff\xfe": "RP074", "\xff\xfe\r\x00\n\x00": "RP074", "　\n": "RP074",
		"received,applicant,channel,outcome,closed":               "",
		"\ufeffreceived,applicant,channel,outcome,closed\r\n\r\n": "",
	} {
		in := skeletonInput(t, 2025, nil)
		in.Body = filled(in.Body)
		in.Figures = withoutRequests(in.Figures)
		in.Ledger = []byte(data)
		_, found := Parse(in)
		got := ""
		for _, d := range found {
			if d.Severity == diag.Error {
				got += d.Code
			}
		}
		if got != want {
			t.Errorf("%q: %s, want %q", data, printed(found, "zh"), want)
		}
	}
}

// TestLedgerTold: what is wrong with a ledger is told in the words of its header, with the
// names that were meant.
func TestLedgerTold(t *testing.T) {
	const header = "收到日期,申请人类型,渠道,办理结果,办结日期\n"
	for ledger, want := range map[string][2]string{
		"收到日期,姓名,申请人类型,渠道,办理结论,办结日期\n":                      {"第 2 列是“姓名”，第 5 列是“办理结论”", "删去第 2 列；第 5 列改为 办理结果；"},
		header + "2025/3/1,自然人,当面,予以公开,2025/3/9\n合计,3,,,\n": {"合计写的是 3，上面有 1 件", "核对有没有漏掉的行"},
		header + "2025/3/1,1,当面,予以公开,2025/3/9\n":            {"申请人类型“1”不认识", "可以写的有：自然人、商业企业"},
		header + "2025/3/1,自然人,当面,逾期,2025/3/9\n":            {"办理结果“逾期”不认识", "逾期不补正、行政机关"},
		"2025年台账\n收到日期,申请人类型,渠道,办结日期\n":                     {"没有“办理结果”一列", "第一行写"},
	} {
		found := Input{Year: 2025, Form: "2021", Path: "index.md", Ledger: []byte(ledger)}.CheckLedger("a.csv")
		if len(found) != 1 || !strings.Contains(found[0].Message.ZH, want[0]) || !strings.Contains(found[0].Hint.ZH, want[1]) {
			t.Errorf("%q: %s", ledger, printed(found, "zh"))
		}
	}
}
