package report

import (
	"slices"
	"strings"

	"gongkai/generator/diag"
)

// claim says by which words prose speaks of a figure: a number whose words hold
// one of each group, and none of the excluded, states that figure.
type claim struct {
	figure string // as prose may refer to it
	also   string // another figure that the words may mean as well; ""
	words  [][]string
	not    []string
	units  string // units that fit, in one string
}

// foreign are words of statements about something else than this year's figure.
func foreign() []string {
	return []string{"去年", "同比", "环比", "历年", "累计", "增加", "减少", "增长", "下降", "上升", "较上", "比上", "下列", "第"}
}

// proseCheck compares what the sentences of a report say with its figures.
type proseCheck struct{ *Report }

// check checks all that is said.
func (r proseCheck) check() []diag.Diagnostic {
	sentences := r.sentences()
	found := r.checkClaims(sentences)
	found = append(found, r.checkVague(sentences)...)
	found = append(found, r.checkLists(sentences)...)
	return append(found, r.checkWording()...)
}

// claims lists the claims that the report's figures allow.
func (r proseCheck) claims() []claim {
	var list []claim
	if r.form.statutory() {
		list = requestClaims()
	} else {
		list = statisticsClaims()
	}
	for _, f := range r.figures.list {
		if f.Form || f.Unit == "" {
			continue
		}
		if known, _ := knownLabel(f.Name); f.Label != known {
			list = append(list, claim{figure: f.Name, words: [][]string{{f.Label}}, units: f.Unit})
		}
	}
	return list
}

// requestClaims are those of the statutory tables of 2019 and 2021.
func requestClaims() []claim {
	const cases = "件条份宗个项次起"
	total := func(row string) string { return requestName(row, requestsTotal) }
	return []claim{
		{figure: total("new"), also: total("accepted"), units: cases,
			words: [][]string{{"收到", "新收", "受理"}, {"申请"}}, not: []string{"复议", "诉讼", "结转", "上年"}},
		{figure: total("carried_in"), units: cases, words: [][]string{{"上年结转", "上年度结转"}}},
		{figure: total("granted"), units: cases, words: [][]string{{"予以公开", "同意公开"}}, not: []string{"不予", "部分", "不同意"}},
		{figure: total("partial"), units: cases, words: [][]string{{"部分公开"}}},
		{figure: total("deny"), units: cases, words: [][]string{{"不予公开"}}},
		{figure: total("unable"), units: cases, words: [][]string{{"无法提供"}}},
		{figure: total("notproc"), units: cases, words: [][]string{{"不予处理"}}},
		{figure: total("other"), units: cases, words: [][]string{{"其他处理"}}},
		{figure: total("carried_out"), units: cases, words: [][]string{{"结转下年", "结转下一年", "转下年度", "结转至下"}}},
		{figure: litigationName("review", "total"), units: cases, words: [][]string{{"行政复议"}}, not: []string{"诉讼", "维持", "纠正"}},
		{figure: litigationName("lawsuits", "total"), units: cases, words: [][]string{{"行政诉讼"}}, not: []string{"复议", "维持", "纠正"}},
	}
}

// statisticsClaims are those of reports under the 条例 of 2007, by the rows of
// the statistics of 2014 to 2018.
func statisticsClaims() []claim {
	const cases = "件条份宗个起次"
	return []claim{
		{figure: "requests.received", units: cases, words: [][]string{{"收到", "受理", "依申请公开"}}, not: []string{"复议", "诉讼", "申诉"}},
		{figure: "review.total", units: cases, words: [][]string{{"行政复议"}}, not: []string{"诉讼"}},
		{figure: "lawsuit.total", units: cases, words: [][]string{{"行政诉讼"}}, not: []string{"复议"}},
		{figure: "complaints.total", units: cases, words: [][]string{{"申诉", "举报"}}},
		{figure: "training.sessions", units: "次期班场个", words: [][]string{{"培训班", "组织培训", "举办培训", "开展培训"}}, not: []string{"人员"}},
		{figure: "training.people", units: "人次人名", words: [][]string{{"培训"}}},
		{figure: "fees.charged", units: "万元", words: [][]string{{"收费", "收取"}}},
	}
}

// matches reports whether the words that lead up to q speak of the figure.
func (c claim) matches(words, unit string) bool {
	if unit == "" || !strings.Contains(c.units, unit) {
		return false
	}
	for _, group := range c.words {
		if !slices.ContainsFunc(group, func(w string) bool { return strings.Contains(words, w) }) {
			return false
		}
	}
	for _, w := range slices.Concat(c.not, foreign()) {
		if strings.Contains(words, w) {
			return false
		}
	}
	return true
}

// checkClaims compares numbers typed into the prose with the figures that they
// speak of: R7 where they differ, a hint to refer to the figure where they are
// equal.
func (r proseCheck) checkClaims(list []sentence) []diag.Diagnostic {
	claims := r.claims()
	var found findings
	for _, s := range list {
		for _, q := range s {
			if q.figure != "" || !q.known || q.vague != "" {
				continue
			}
			words := q.lead
			if q.clause != "" {
				words = q.clause
			}
			r.compareClaim(&found, claims, q, words)
		}
	}
	return found.all()
}

func (r proseCheck) compareClaim(found *findings, claims []claim, q quantity, words string) {
	for _, c := range claims {
		if !c.matches(words, q.unit) {
			continue
		}
		f, ok := r.Figure(c.figure)
		if !ok {
			return
		}
		if also, ok := r.Figure(c.also); ok && f.Value != q.value && also.Value == q.value {
			f = also
		}
		if f.Value == q.value {
			found.say(literalFigure, r.at(q), q.spelled(), f.Name)
		} else {
			found.say(relation7, r.at(q), q.spelled(), f.Name, f.Value.String(), abs(f.Value-q.value).String())
		}
		return
	}
}

// checkVague is R16: counts are exact.
func (r proseCheck) checkVague(list []sentence) []diag.Diagnostic {
	var found findings
	for _, s := range list {
		for _, q := range s {
			if q.vague == "" {
				continue
			}
			from := string(r.body.data[q.offset : q.offset+q.length])
			switch q.vague {
			case "约", "近", "将近", "大约", "超过":
				from = q.vague + from
			case "左右":
				from += q.vague
			}
			found.say(relation16, r.at(q), from)
		}
	}
	return found.all()
}

// breakdown is a total with the parts that "其中" introduces.
type breakdown struct {
	total quantity
	parts []quantity
	// percents belong to the part with the same index; decimals −1: none.
	percents []quantity
}

// lists finds the statements "共N条，其中甲x条、乙y条" of a sentence.
func (s sentence) lists() []breakdown {
	var found []breakdown
	for i := 1; i < len(s); i++ {
		if !strings.Contains(s[i].between, "其中") {
			continue
		}
		total := s.totalBefore(i)
		if total < 0 {
			continue
		}
		l := breakdown{total: s[total]}
		l.collect(s[i:])
		found = append(found, l)
	}
	return found
}

// totalBefore returns the index of the quantity that the list beginning at i
// divides: the nearest one before it with the same unit, -1 without.
func (s sentence) totalBefore(i int) int {
	for j := i - 1; j >= 0; j-- {
		if s[j].unit == s[i].unit {
			return j
		}
	}
	return -1
}

// collect takes the parts from the front of rest: quantities of the same unit
// until another statement begins.
func (l *breakdown) collect(rest []quantity) {
	depth := rest[0].depth
	for i, q := range rest {
		if i > 0 && (q.depth < depth || endsList(q.between)) {
			return
		}
		switch {
		case q.depth > depth:
		case q.unit == "%":
			if n := len(l.parts); n > 0 && strings.Contains(q.between, "占") {
				l.percents[n-1] = q
			}
		case q.unit != l.total.unit:
			return
		default:
			l.parts = append(l.parts, q)
			l.percents = append(l.percents, quantity{})
		}
	}
}

// endsList reports whether the words before a number begin another statement.
func endsList(between string) bool {
	for _, word := range []string{"共", "总计", "合计", "另", "此外", "其中", "同比", "去年", "上年", "较", "累计"} {
		if strings.Contains(between, word) {
			return true
		}
	}
	return false
}

// checkLists is R8, and R9 for the percentages in a list.
func (r proseCheck) checkLists(sentences []sentence) []diag.Diagnostic {
	var found findings
	for _, s := range sentences {
		for _, l := range s.lists() {
			r.checkSum(&found, l)
			r.checkPercents(&found, l)
		}
	}
	return found.all()
}

// maxSpelled is how many parts of a sum are spelled out.
const maxSpelled = 30

// checkSum is R8 for one list. A single part may be less than the total: 其中
// then names an example.
func (r proseCheck) checkSum(found *findings, l breakdown) {
	var sum Number
	var parts []string
	for i, q := range l.parts {
		if !q.known || q.vague != "" {
			return
		}
		sum += q.value
		switch {
		case i < maxSpelled:
			parts = append(parts, q.value.String())
		case i == maxSpelled:
			parts = append(parts, "…")
		}
	}
	if !l.total.known || l.total.vague != "" || sum == l.total.value || len(l.parts) == 1 && sum < l.total.value {
		return
	}
	spelled := strings.Join(parts, " + ")
	if len(parts) > 1 {
		spelled += " = " + sum.String()
	}
	found.say(relation8, r.at(l.total), l.total.value.String(), spelled, abs(sum-l.total.value).String())
}

// checkPercents is R9. That rounded percentages do not add up to 100 is no
// fault, so each is compared alone.
func (r proseCheck) checkPercents(found *findings, l breakdown) {
	for i, p := range l.percents {
		part := l.parts[i]
		if p.unit == "" || !p.known || p.figure != "" || !part.known || !l.total.known || l.total.value <= 0 ||
			part.value < 0 || l.total.vague != "" {
			continue
		}
		if want := percentage(part.value, l.total.value, p.decimals); want != p.value {
			found.say(relation9, r.at(p), part.value.String(), l.total.value.String(), want.String(), p.value.String())
		}
	}
}
