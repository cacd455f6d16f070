package report

import (
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
		"in UTF-16 without a mark":    reversed,
		"as it is written":            "received,applicant,channel,outcome,closed\n2025-03-01,natural,in_person,granted,2025-03-09\n2025-12-20,business,letter,,\n",
		"Excel's dates":               ascii,
		"with a mark":                 "\ufeff" + ascii,
		"in GBK":                      gbk(chinese),
		"in UTF-8 with a mark":        "\ufeff" + chinese,
		"as Unicode text":             utf16,
		"with semicolons":             "received;applicant;channel;outcome;closed\n2025-3-1;natural;in_person;granted;2025-3-9\n2025.12.20;business;letter;;\n",
		"blank rows and columns":      ",,,,,,\r\nreceived,applicant,channel,outcome,closed,,\r\n2025/3/1,natural,in_person,granted,2025/3/9,,\r\n,,,,,,\r\n2025/12/20,business,letter,,,,\r\n",
		"days as Excel keeps them":    "received,applicant,channel,outcome,closed\n45717,natural,in_person,granted,45725\n46011,business,letter,,\n",
		"with a time, and full-width": "收到时间,申请人类别,接收渠道,处理结果,答复时间\n２０２５/３/１ 0:00,公民,现场,（一）予以公开,2025/3/9 15:30\n20251220,企业,邮寄,,\n",
		"columns in another order":    "办结日期,办理结果,申请渠道,申请人类型,收到日期\n2025/3/9,予以公开,当面提交,自然人,2025/3/1\n,,信函,商业企业,2025/12/20\n",
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
