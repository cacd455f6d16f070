package report

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/diag"
)

// publishedReport is the numbers of one report found on a live site, and what a
// check of them must say. Numbers that the page gives in prose are in stated,
// lists and vague; null is a blank cell.
type publishedReport struct {
	ID         string
	Year       int
	Form       string
	Town       bool
	Verdict    string // consistent, inconsistent, undecidable
	Expect     []string
	Proactive  map[string]json.Number
	Requests   map[string][]*int
	Litigation map[string][]int
	Figures    map[string]int
	Stated     map[string]int
	Lists      []struct {
		Total    int
		Parts    []int
		Percents []string
	}
	Fees *struct {
		Cases, Amount int
		Charges       [][3]any
	}
	Vague     []string
	Authority string
	Residue   bool
	Signed    [3]int
}

func publishedReports(t *testing.T) []publishedReport {
	t.Helper()
	data, err := os.ReadFile("testdata/records.json")
	if err != nil {
		t.Fatal(err)
	}
	var list []publishedReport
	if err := json.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	return list
}

// figures writes the record's figures.toml; nil where the page gave none.
func (p publishedReport) figures() []byte {
	var b strings.Builder
	for _, key := range slices.Sorted(maps.Keys(p.Proactive)) {
		name := strings.NewReplacer("prev_items", "prev_items", "decisions", "decisions").Replace(key)
		fmt.Fprintf(&b, "proactive.%s = %s\n", name, p.Proactive[key])
	}
	for _, key := range slices.Sorted(maps.Keys(p.Figures)) {
		fmt.Fprintf(&b, "%s = %d\n", key, p.Figures[key])
	}
	if p.Fees != nil {
		fmt.Fprintf(&b, "[processing_fee]\ncases = %d\namount = %d\n", p.Fees.Cases, p.Fees.Amount)
		for _, c := range p.Fees.Charges {
			fmt.Fprintf(&b, "[[processing_fee.charge]]\nby = %q\ncases = %v\namount = %v\n", c[0], c[1], c[2])
		}
	}
	if p.Requests != nil {
		b.WriteString("[requests]\n")
	}
	for _, key := range slices.Sorted(maps.Keys(p.Requests)) {
		cells := make([]string, 0, 7)
		for _, n := range p.Requests[key] {
			if n == nil {
				cells = append(cells, `""`)
			} else {
				cells = append(cells, fmt.Sprint(*n))
			}
		}
		fmt.Fprintf(&b, "%s = [%s]\n", key, strings.Join(cells, ", "))
	}
	if p.Litigation != nil {
		b.WriteString("[litigation]\n")
	}
	for _, key := range slices.Sorted(maps.Keys(p.Litigation)) {
		fmt.Fprintf(&b, "%s = %s\n", key, strings.ReplaceAll(fmt.Sprint(p.Litigation[key]), " ", ", "))
	}
	if b.Len() == 0 {
		return nil
	}
	return []byte(b.String())
}

// prose writes sentences of our own around the record's numbers.
func (p publishedReport) prose() string {
	var b strings.Builder
	phrases := map[string]string{
		"accepted": "全年共收到政府信息公开申请%d件。", "new": "全年新收政府信息公开申请%d件。",
		"granted": "予以公开%d件。", "partial": "部分公开%d件。", "deny": "不予公开%d件。", "unable": "无法提供%d件。",
		"notproc": "不予处理%d件。", "other": "其他处理%d件。", "carried_out": "结转下年度继续办理%d件。",
	}
	for _, key := range slices.Sorted(maps.Keys(p.Stated)) {
		fmt.Fprintf(&b, phrases[key]+"\n\n", p.Stated[key])
	}
	for _, l := range p.Lists {
		fmt.Fprintf(&b, "此类信息共%d条，其中", l.Total)
		for i, part := range l.Parts {
			fmt.Fprintf(&b, "第%c类%d条", 'A'+i, part)
			if i < len(l.Percents) && l.Percents[i] != "" {
				fmt.Fprintf(&b, "，占%s%%", l.Percents[i])
			}
			b.WriteString(map[bool]string{true: "。\n\n", false: "，"}[i == len(l.Parts)-1])
		}
	}
	for _, v := range p.Vague {
		fmt.Fprintf(&b, "主动公开政府信息%s条。\n\n", v)
	}
	if p.Authority != "" {
		fmt.Fprintf(&b, "依据%s编制。\n\n", p.Authority)
	}
	if p.Residue {
		b.WriteString("该部分以表格形式报告。表格如下：\n\n")
	}
	if p.Signed[0] != 0 {
		fmt.Fprintf(&b, "%d年%d月%d日\n\n", p.Signed[0], p.Signed[1], p.Signed[2])
	}
	return b.String()
}

// input puts the record's prose behind the chapters of its form.
func (p publishedReport) input(t *testing.T) Input {
	t.Helper()
	in := skeletonInput(t, map[string]int{"2007": 2017, "2019": 2020, "2021": 2023}[p.Form], nil)
	body := strings.ReplaceAll(string(filled(in.Body)), "{{", `\{{`)
	body = strings.ReplaceAll(body, fmt.Sprint(in.Year), fmt.Sprint(p.Year))
	in.Body = []byte(body + "\n" + p.prose())
	in.Year, in.Form, in.Figures = p.Year, p.Form, p.figures()
	in.Published = fmt.Sprintf("%d-01-20", p.Year+1)
	if in.Office = "示例市人民政府"; p.Town {
		in.Office = "示例镇人民政府"
	}
	return in
}

// Findings that say that an excerpt is incomplete, or that a number was typed,
// are true of every record and say nothing about its consistency.
func incompleteness(d diag.Diagnostic) bool {
	return slices.Contains([]string{"RP014", "RP015", "RP016", "RP110"}, d.Code)
}

func TestPublishedReports(t *testing.T) {
	records := publishedReports(t)
	if len(records) != 28 {
		t.Fatalf("%d records, want 28", len(records))
	}
	for _, p := range records {
		t.Run(p.ID, func(t *testing.T) {
			_, found := Parse(p.input(t))
			var wrong, missing []diag.Diagnostic
			for _, d := range found {
				switch {
				case incompleteness(d):
					missing = append(missing, d)
				case d.Code != literalFigure.Code:
					wrong = append(wrong, d)
				}
			}
			if got := codes(wrong); !sameSet(got, p.Expect) {
				t.Errorf("found %v, want %v\n%s%s", got, p.Expect, printed(wrong, "zh"), p.figures())
			}
			if p.Verdict == "consistent" && len(p.Expect) > 0 || p.Verdict == "inconsistent" && len(p.Expect) == 0 {
				t.Errorf("%s, but expects %v", p.Verdict, p.Expect)
			}
			if p.Verdict == "undecidable" && len(missing)+len(p.Expect) == 0 {
				t.Error("nothing says what is missing")
			}
			for _, d := range missing {
				if d.Message.ZH == "" || d.Hint.ZH == "" {
					t.Errorf("%s does not say what is missing", d.Code)
				}
			}
		})
	}
}

// The one complete table of the records passes whole, and its numbers stated
// in prose are recognised as figures of the table.
func TestCompleteReport(t *testing.T) {
	p := publishedReports(t)[0]
	r, found := Parse(p.input(t))
	if got := codes(found); !sameSet(got, slices.Repeat([]string{"RP041"}, len(p.Stated))) {
		t.Errorf("findings: %s", printed(found, "zh"))
	}
	if f, _ := r.Figure("proactive.art20_8.fees"); f.Value.String() != "59237.2449" {
		t.Errorf("fees = %s", f.Value)
	}
	p.Stated["granted"]++
	if _, found = Parse(p.input(t)); !hasCode(found, "RP107") {
		t.Error("a contradicted number passes")
	}
}
