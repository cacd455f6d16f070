package report

import (
	"fmt"
	"strings"
	"testing"

	"gongkai/generator/corpus/costtest"
)

// within is text of pieces between a beginning and an end.
func within(before, piece, after string) costtest.Case {
	return costtest.Of(before+piece+after, func(n int) string {
		return before + strings.Repeat(piece, n/len(piece)) + after + "\n"
	})
}

// numbered is the same with a number in each piece.
func numbered(before, format, after string) costtest.Case {
	return costtest.Of(before+format+after, func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, format, i)
		}
		return before + b.String() + after + "\n"
	})
}

// readAll reads a report and does all that is done with what it says.
func readAll(in Input) {
	r, _ := Parse(in)
	r.Expand(Counts{Year: in.Year})
	r.Against(nil, Counts{Year: in.Year})
}

// TestCost: whatever the files of a report are made of, time and memory grow with
// their length. With GONGKAI_SLOW=1 the texts are longer.
func TestCost(t *testing.T) {
	in := skeletonInput(t, 2023, nil)
	t.Run("figures", func(t *testing.T) {
		costtest.Check(t, costlyFigures(), func(data []byte) {
			in := in
			in.Figures = data
			readAll(in)
			SiteReportInput{Year: 2023, Path: "content/reports/2023/website.toml", Data: data}.Tables()
		})
	})
	t.Run("prose", func(t *testing.T) {
		costtest.Check(t, costlyProse(), func(data []byte) {
			in := in
			in.Body, in.BodyLine = data, 1
			readAll(in)
		})
	})
	t.Run("ledger", func(t *testing.T) {
		costtest.Check(t, costlyLedgers(), func(data []byte) {
			in := in
			// The beginning alone in the neighbouring years: three files are thrice the text.
			in.Ledger, in.PreviousLedger, in.NextLedger = data, data[:len(data)/4], data[:len(data)/4]
			readAll(in)
		})
	})
}

func costlyFigures() []costtest.Case {
	both := func(table, value string) costtest.Case {
		return costtest.Of("figures and "+table+" "+value, func(n int) string {
			var figures, others strings.Builder
			for i := range n / 30 {
				fmt.Fprintf(&figures, "k%d=1\n", i)
				fmt.Fprintf(&others, value+"\n", i)
			}
			return "[a]\n" + figures.String() + "[" + table + "]\n" + others.String()
		})
	}
	return append(costtest.Repeat("[[processing_fee.charge]]\n", "abc\n", "a=1\n", "# a\n", "\n"),
		numbered("[a]\n", "k%d=1\n", ""), numbered("", "k%d=1\n", ""), numbered("", "[t%d]\nk=1\n", ""), numbered("", "a.b.k%d=1\n", ""), numbered("[a]\n", "k%d=\"1\"\n", ""),
		numbered("[a]\n", "k%d=1e400\n", ""), numbered("", "[a.b.c.d.t%d]\nk=1\n", ""), numbered("[a]\n", "\"K-%d\"=1\n", ""), numbered("[labels]\n", "\"a.k%d\"=\"x\"\n", ""),
		both("labels", `"a.k%d"="x（件）"`), both("labels", `"b.k%d"="x（件）"`), both("labels", `"b.k%d"="\u001b"`), both("counted", `"a.k%d"="docum"`), both("counted", `"b.k%d"="documents"`),
		numbered("[requests]\n", "k%d=1\n", ""), numbered("[proactive]\n", "k%d=1\n", ""), numbered("", "[proactive.t%d]\n", ""), numbered("[proactive.art20_1]\n", "k%d=1\n", ""),
		within("[requests]\nnew=[", "1,", "1]"), within("[a]\nk=[", "1,", "1]"), within("[a]\nk=[", "\"1\",", "1]"), numbered("a={", "k%d=1,", "k=1}"), numbered("", "[reqests%d]\n", ""),
		numbered("[processing_fee]\ncases=1\namount=1\n", "[[processing_fee.charge]]\nby=\"pages\"\namount=%d\n", ""), numbered("[processing_fee]\ncases=1\namount=1\n", "[[processing_fee.charge]]\nk%d=1\n", ""),
		numbered("[processing_fee]\n", "k%d=1\n", ""), within("a=", "[", ""), within("a=", "{a=", ""), within("a=", "1", ""), within("a=0.", "1", ""), within("", "k", "=1"),
		within("[a]\nb=1\n[labels]\n\"a.b\"=\"", "x", "\""), within("[a]\nb=1\n[labels]\n\"a.b\"=\"", "（", "）\""), numbered("[visits]\n", "k%d=1\n", ""), within("[site]\nname=\"", "x", "\""),
	)
}

func costlyProse() []costtest.Case {
	return append(costtest.Repeat(
		"{{a.b}}", "{{requests.new.total}}", "{{", "{{\n", "{{ a", "\\{{", "{{table.requests}}\n\n", "{{table.x}}\n\n", "a{{table.requests}}", "1", "1,", "1件，", "1件。", "1件", "1,234件", "１件",
		"约1件，", "1余件，", "共3件，其中1件、2件，", "其中1件、", "占1%，", "收到申请1件，", "收到申请1件。", "未收到公开申请", "未收到公开申请，", "（", "（）", "## a\n", "## 一、总体情况\n",
		"## 一、总体情况\n\n文字。\n\n", "```\n", "主要问题：\n\n", "a\n", "\n", "- 1件\n", "[a](b", "](a)", "2023年", "2023年1月1日", "统计期限 2023年1月1日 ", "2022年1月1日\n\n", "XX", "国务院令第492号",
		"国办公开办函〔2019〕60号", "政府信息公开", "the ", " ", "*", "[^a]", "**一、总体情况**\n",
	),
		numbered("", "{{a.k%d}}", ""), numbered("", "## 第%d、\n\n", ""), within("共3件，其中", "1件、", "2件"), within("", "收到申请", "1件"), within("共3件，其中", "1件、占2%、", "2件"),
	)
}

func costlyLedgers() []costtest.Case {
	const header = "received,applicant,channel,outcome,closed\n"
	return append(costtest.Repeat("a,"),
		within(header, "2023-03-01,natural,letter,granted,2023-03-09\n", ""), within(header, "2023-03-01,natural,letter,,\n", ""), within(header, "2022-03-01,natural,letter,,\n", ""),
		within(header, "2022-03-01,natural,letter,granted,2023-03-01\n", ""), within(header, "2024-03-01,natural,letter,,\n", ""), within(header, "2023-03-01,natural,letter,granted,\n", ""),
		within(header, "x,natural,letter,,\n", ""), within(header, "2023-03-01,natral,letter,,\n", ""), within(header, "x\n", ""), within(header, ",,,,\n", ""), within(header, "\n", ""), within(header, ",", ""),
		within(header, "\"", ""), within(header+"\"", "a\n", ""), within(header, "a", ",natural,letter,,"), within(header+"2023-03-01,", "a", ",letter,,"),
	)
}

// TestManyFindings: each of thousands of the same mistake is found.
func TestManyFindings(t *testing.T) {
	const n = 700
	for code, change := range map[string]func(in *Input){
		"RP003": func(in *Input) {
			var b strings.Builder
			for i := range n {
				fmt.Fprintf(&b, "k%d=1\n", i)
			}
			in.Figures = []byte("[requests]\n" + b.String())
		},
		"RP012": func(in *Input) {
			var b strings.Builder
			for i := range n {
				fmt.Fprintf(&b, "\"a.k%d\"=\"x\"\n", i)
			}
			in.Figures = []byte("[labels]\n" + b.String())
		},
		"RP021": func(in *Input) {
			in.Ledger = []byte("received,applicant,channel,outcome,closed\n" + strings.Repeat("x\n", n))
		},
		"RP030": func(in *Input) { in.Body = []byte(strings.Repeat("{{a.b}}\n", n)) },
		"RP036": func(in *Input) { in.Body = []byte(strings.Repeat("## 题\n", n)) },
		"RP116": func(in *Input) { in.Body = []byte(strings.Repeat("约1件，", n)) },
	} {
		in := skeletonInput(t, 2023, nil)
		change(&in)
		r, found := Parse(in)
		_, _, more := r.Expand(Counts{Year: 2023})
		told := 0
		for _, c := range codes(append(found, more...)) {
			if c == code {
				told++
			}
		}
		if told != n {
			t.Errorf("%s is found %d times", code, told)
		}
	}
}

// TestIllegal: what no page may have is found in every text of the data files, be
// it there or written as an escape.
func TestIllegal(t *testing.T) {
	for _, char := range []string{"\ufffe", "\u009b", `\u001b`, `\uFFFF`, `\u0000`} {
		for _, figures := range []string{
			"[a]\nb = 1\n[labels]\n\"a.b\" = \"甲%乙\"\n", "[a]\nb = \"甲%\"\n", "[counted]\n\"a.b\" = \"%\"\n",
		} {
			in := skeletonInput(t, 2023, nil)
			in.Figures = []byte(strings.ReplaceAll(figures, "%", char))
			if _, found := Parse(in); !strings.Contains(strings.Join(codes(found), " "), "RP019") {
				t.Errorf("%q in %q: not found", char, figures)
			}
		}
		data := []byte("[site]\nname = \"甲" + char + "\"\n")
		if _, found := (SiteReportInput{Year: 2023, Path: "a", Data: data}).Tables(); !strings.Contains(strings.Join(codes(found), " "), "RP019") {
			t.Errorf("%q in the site report: not found", char)
		}
	}
	in := skeletonInput(t, 2023, nil)
	in.Ledger = []byte("received,applicant,channel,outcome,closed\n2023-03-01,natural\ufffe,letter,,\n")
	if _, found := Parse(in); !strings.Contains(strings.Join(codes(found), " "), "RP019") {
		t.Error("not found in the ledger")
	}
}
