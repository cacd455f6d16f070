package report

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"gongkai/generator/diag"
)

// checkWording looks for denials that the figures contradict, dates, left-over
// template text and wrong authorities: R7, R13, R14, R15.
func (r proseCheck) checkWording() []diag.Diagnostic {
	found := r.checkDenials()
	found = append(found, r.checkPeriod()...)
	found = append(found, r.checkResidue()...)
	return append(found, r.checkAuthority()...)
}

// denial matches a statement in words that something did not happen; its object
// follows up to the end of the clause or a number.
var denial = regexp.MustCompile(`(?:未|没有)(?:收到|发生|受理|收取|被|产生)[^。；！，,0-9０-９{\n]*`)

// checkDenials is R7 for statements without a number: “未收到政府信息公开申请”
// says that there were 0.
func (r proseCheck) checkDenials() []diag.Diagnostic {
	objects := []struct{ word, figure string }{
		{"公开申请", requestName("new", requestsTotal)},
		{"行政复议", litigationName("review", requestsTotal)}, {"行政诉讼", litigationName("lawsuits", requestsTotal)},
		{"信息处理费", tableCharges + ".amount"},
	}
	if !r.form.statutory() {
		objects = []struct{ word, figure string }{
			{"公开申请", "requests.received"}, {"行政复议", "review.total"}, {"行政诉讼", "lawsuit.total"},
			{"收费", "fees.charged"}, {"申诉", "complaints.total"},
		}
	}
	var found findings
	for _, m := range denial.FindAllIndex(r.body.data, -1) {
		clause := string(r.body.data[m[0]:m[1]])
		for _, o := range objects {
			// 因政府信息公开申请行政复议 is about a review, not about a request.
			if o.word == "公开申请" && containsAny(clause, []string{"复议", "诉讼"}) {
				continue
			}
			if f, ok := r.Figure(o.figure); ok && f.Value != 0 && strings.Contains(clause, o.word) {
				found.say(relation7, place{r.body, m[0], m[1] - m[0]}, clause, f.Name, f.Value.String(), f.Value.String())
			}
		}
	}
	return found.all()
}

// day matches a date in words: 2017年12月31日.
var day = regexp.MustCompile(`(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日`)

// dated is a date in the prose.
type dated struct {
	year, month, day int
	offset, length   int
}

func (r proseCheck) datesIn(start, end int) []dated {
	var list []dated
	for _, m := range day.FindAllSubmatchIndex(r.body.data[start:end], -1) {
		number := func(i int) int {
			n, _ := strconv.Atoi(string(r.body.data[start+m[i] : start+m[i+1]]))
			return n
		}
		list = append(list, dated{number(2), number(4), number(6), start + m[0], m[1] - m[0]})
	}
	return list
}

// checkPeriod is R13: where a paragraph states the period of the statistics, it
// is the whole year; where one is nothing but a date, that date is after it.
func (r proseCheck) checkPeriod() []diag.Diagnostic {
	var found findings
	r.body.blocks(func(start, end int) {
		paragraph := strings.TrimSpace(string(r.body.data[start:end]))
		dates := r.datesIn(start, end)
		if len(dates) == 0 {
			return
		}
		first, last := dates[0], dates[len(dates)-1]
		switch {
		case len(dates) >= 2 && containsAny(paragraph, []string{"统计期限", "统计时间", "数据统计", "数据的统计", "统计时限"}):
			for i, d := range []dated{first, last} {
				if want := []dated{{r.Year, 1, 1, 0, 0}, {r.Year, 12, 31, 0, 0}}[i]; d.number() != want.number() {
					what := diag.Text{ZH: "统计期限写的是" + d.words(), EN: "the period is stated with " + d.iso()}
					found.say(relation13, place{r.body, d.offset, d.length}, what, r.Year)
				}
			}
		case len(dates) == 1 && len(paragraph) == last.length && last.number() <= r.Year*10000+1231:
			what := diag.Text{ZH: "落款日期" + last.words() + "在统计期限结束之前", EN: "the date " + last.iso() + " at the end is before the period ends"}
			found.say(relation13, place{r.body, last.offset, last.length}, what, r.Year)
		}
	})
	return found.all()
}

func (d dated) number() int { return d.year*10000 + d.month*100 + d.day }

func (d dated) words() string { return fmt.Sprintf("%d年%d月%d日", d.year, d.month, d.day) }

func (d dated) iso() string { return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day) }

// residue matches what templates and the text of the form leave behind.
var residue = regexp.MustCompile(`该部分以表格形式报告|此处填写|在此填写|请填写|XX+|××+|ＸＸ+|xx+(?:镇|乡|年|件|条)|＿{2,}|TODO`)

// checkResidue is R14.
func (r proseCheck) checkResidue() []diag.Diagnostic {
	var found findings
	for _, m := range residue.FindAllIndex(r.body.data, -1) {
		found.say(relation14, place{r.body, m[0], m[1] - m[0]}, string(r.body.data[m[0]:m[1]]))
	}
	return found.all()
}

var (
	notice60 = regexp.MustCompile(`国办公开办函[〔\[（(【﹝]?2019[〕\])）】﹞]?\s*60号`)
	notice30 = regexp.MustCompile(`国办公开办函[〔\[（(【﹝]?2021[〕\])）】﹞]?\s*30号`)
	decree   = regexp.MustCompile(`国务院令第?\s*(492|711)\s*号`)
)

// checkAuthority is R15: the notice and the edition of the 条例 that are cited
// are those of the year.
func (r proseCheck) checkAuthority() []diag.Diagnostic {
	right, _ := formOf(formFor(r.Year))
	var found findings
	wrong := func(m []int, want string) {
		if m != nil {
			found.say(relation15, place{r.body, m[0], m[1] - m[0]}, r.Year, string(r.body.data[m[0]:m[1]]), want)
		}
	}
	if right.id != form2019 {
		wrong(notice60.FindIndex(r.body.data), right.authority)
	}
	if right.id != form2021 {
		wrong(notice30.FindIndex(r.body.data), right.authority)
	}
	edition := "国务院令第711号"
	if r.Year <= 2018 {
		edition = "国务院令第492号"
	}
	for _, m := range decree.FindAllSubmatchIndex(r.body.data, -1) {
		if !strings.Contains(edition, string(r.body.data[m[2]:m[3]])) {
			wrong(m[:2], edition)
		}
	}
	return found.all()
}
