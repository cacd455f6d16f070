package report

import (
	"fmt"
	"slices"
	"strings"

	"gongkai/generator/diag"
)

// relation (勾稽关系) is one equation that the cells of the tables must satisfy:
// the sum of the left side equals the sum of the right side.
type relation struct {
	rule  *diag.Rule
	where diag.Text // table and row or column: 申请情况表“自然人”列
	left  []term
	right []term
}

// term is a cell in an equation. All terms count as positive.
type term struct {
	name  string // of the figure
	label string // as it is called in the message: the row in an equation down a column
}

// relations lists the equations R1 to R4 of the form: for every column of the
// request table R1 and R2, for every row R3, for every block of the third
// table R4.
func (f form) relations() []relation {
	if !f.statutory() {
		return nil
	}
	var list []relation
	columns := applicants()
	for _, c := range columns {
		list = append(list, f.balance(c), f.outcomeSum(c))
	}
	for _, row := range f.requests {
		r := relation{rule: relation3, where: inTable(tableRequests, f.requestLabel(row.key), "row")}
		for _, c := range columns {
			t := term{requestName(row.key, c.key), c.label}
			if c.key == requestsTotal {
				r.right = append(r.right, t)
			} else {
				r.left = append(r.left, t)
			}
		}
		list = append(list, r)
	}
	for _, b := range litigationBlocks() {
		r := relation{rule: relation4, where: inTable(tableLitigation, b.label, "block")}
		for _, c := range litigationColumns() {
			t := term{litigationName(b.key, c.key), c.label}
			if c.key == requestsTotal {
				r.right = append(r.right, t)
			} else {
				r.left = append(r.left, t)
			}
		}
		list = append(list, r)
	}
	return list
}

// balance is R1 for one column: first item plus second equals third plus fourth.
func (f form) balance(c item) relation {
	t := func(key string) term { return term{requestName(key, c.key), f.requestLabel(key)} }
	return relation{
		rule: relation1, where: inTable(tableRequests, c.label, "column"),
		left:  []term{t("new"), t("carried_in")},
		right: []term{t(requestsTotal), t("carried_out")},
	}
}

// outcomeSum is R2 for one column: the outcomes add up to （七）总计.
func (f form) outcomeSum(c item) relation {
	r := relation{rule: relation2, where: inTable(tableRequests, c.label, "column")}
	for _, row := range f.outcomes() {
		r.left = append(r.left, term{requestName(row.key, c.key), f.requestLabel(row.key)})
	}
	r.right = []term{{requestName(requestsTotal, c.key), f.requestLabel(requestsTotal)}}
	return r
}

// requestLabel names a row of the request table so that it can stand alone:
// （三）不予公开1.属于国家秘密.
func (f form) requestLabel(key string) string {
	for _, row := range f.requests {
		if row.key == key {
			label, _, _ := strings.Cut(row.label, "（区分处理")
			return row.group.label + label
		}
	}
	return key
}

// inTable names a part of a table.
func inTable(table, label, part string) diag.Text {
	zh := map[string]string{"row": "行", "column": "列", "block": "部分"}[part]
	title := tableTitle(table)
	return diag.Text{ZH: title.ZH + "“" + label + "”" + zh, EN: title.EN + ", " + part + " " + label}
}

// failure is a relation that does not hold.
type failure struct {
	relation
	difference Number // left − right
}

// relationCheck evaluates the relations between the figures of a report.
type relationCheck struct{ *Report }

// checkRelations reports the relations that fail, and those that cannot be
// decided because a cell is not known.
func (r relationCheck) checkRelations(list []relation) []diag.Diagnostic {
	var failures []failure
	var unknown []relation
	for _, rel := range list {
		left, ok := r.sum(rel.left)
		right, also := r.sum(rel.right)
		switch {
		case !ok || !also:
			unknown = append(unknown, rel)
		case left != right:
			failures = append(failures, failure{rel, left - right})
		}
	}
	var found []diag.Diagnostic
	if !r.incomplete {
		found = r.undecided(unknown)
	}
	suspects := r.suspects(list, failures)
	for _, f := range failures {
		found = append(found, r.failed(f, suspects))
	}
	return found
}

// sum adds up terms; ok is false where one of them is not known.
func (r *Report) sum(terms []term) (sum Number, ok bool) {
	for _, t := range terms {
		f, known := r.figures.get(t.name)
		if !known {
			return 0, false
		}
		sum += f.Value
	}
	return sum, true
}

// suspect is a cell that, changed to the value want, mends every relation that
// contains it.
type suspect struct {
	figure Figure
	want   Number
}

// suspects finds the cells whose change alone would mend all the relations
// that contain them. A wrong cell of the request table breaks a relation along
// its row and one down its column, and by the same amount: so it is found by
// where the two cross.
func (r relationCheck) suspects(all []relation, failures []failure) map[string]suspect {
	change := map[string]Number{} // cell → what to add to it
	excluded := map[string]bool{}
	times := map[string]int{}
	for _, f := range failures {
		for name, sign := range f.signs() {
			delta := -f.difference * sign
			if old, seen := change[name]; seen && old != delta {
				excluded[name] = true
			}
			change[name] = delta
			times[name]++
		}
	}
	for _, rel := range all {
		for name := range rel.signs() {
			times[name]--
		}
	}
	list := map[string]suspect{}
	for name, delta := range change {
		f, _ := r.figures.get(name)
		// times is 0 where every relation that contains the cell fails.
		if !excluded[name] && times[name] == 0 && f.Value+delta >= 0 {
			list[name] = suspect{f, f.Value + delta}
		}
	}
	return list
}

// signs maps the cells of a relation to +1 (left side) or −1 (right side).
func (r relation) signs() map[string]Number {
	m := make(map[string]Number, len(r.left)+len(r.right))
	for _, t := range r.left {
		m[t.name] = 1
	}
	for _, t := range r.right {
		m[t.name] = -1
	}
	return m
}

// failed is the finding about a relation that does not hold. It points at the
// one cell that explains it, or else at the total.
func (r relationCheck) failed(f failure, suspects map[string]suspect) diag.Diagnostic {
	difference := f.difference
	if difference < 0 {
		difference = -difference
	}
	total, _ := r.figures.get(f.right[0].name)
	pos, advice := total.Pos, diag.Text{
		ZH: "逐格核对上面列出的数字，改正写错的一格", EN: "check the cells named above and correct the one that is wrong",
	}
	var candidates []suspect
	for name := range f.signs() {
		if s, ok := suspects[name]; ok {
			candidates = append(candidates, s)
		}
	}
	if len(candidates) == 1 {
		s := candidates[0]
		pos = s.figure.Pos
		advice = diag.Text{
			ZH: "“" + s.figure.Label + "”这一格现在是 " + s.figure.Value.String() + "，改为 " + s.want.String() + "，有关各式就都成立",
			EN: "the cell " + s.figure.Name + " is " + s.figure.Value.String() + "; with " + s.want.String() + " every relation that contains it holds",
		}
	}
	return f.rule.At(pos, f.where, r.side(f.left), r.side(f.right), difference.String(), advice)
}

// side spells out one side of an equation: 一、本年新收… 3 ＋ 二、上年结转… 0 ＝ 3.
// Terms that are 0 are left out where there are many.
func (r relationCheck) side(terms []term) string {
	sum, _ := r.sum(terms)
	var parts []string
	for _, t := range terms {
		f, _ := r.figures.get(t.name)
		if f.Value != 0 || len(terms) <= 2 {
			parts = append(parts, t.label+" "+f.Value.String())
		}
	}
	if len(terms) == 1 {
		return parts[0]
	}
	if len(parts) == 0 {
		return "0"
	}
	if len(parts) == 1 {
		return parts[0]
	}
	return strings.Join(parts, " + ") + " = " + sum.String()
}

// undecided reports once for each rule that some of its equations cannot be
// checked, and which cells are missing.
func (r relationCheck) undecided(list []relation) []diag.Diagnostic {
	var rules []*diag.Rule
	missing := map[*diag.Rule][]string{}
	for _, rel := range list {
		if !slices.Contains(rules, rel.rule) {
			rules = append(rules, rel.rule)
		}
		for _, t := range slices.Concat(rel.left, rel.right) {
			if _, ok := r.figures.get(t.name); !ok {
				missing[rel.rule] = append(missing[rel.rule], t.name)
			}
		}
	}
	var found []diag.Diagnostic
	for _, rule := range rules {
		rows := summarize(missing[rule])
		found = append(found, undecidable.At(diag.Pos{File: r.figuresPath()}, rule.Title, atMost(8, rows)))
	}
	return found
}

// summarize shortens a list of cells to the rows that they are in, each once:
// requests.total.natural and its neighbours become requests.total.
func summarize(names []string) []string {
	var rows []string
	for _, name := range names {
		row := name[:strings.LastIndexByte(name, '.')]
		if !slices.Contains(rows, row) {
			rows = append(rows, row)
		}
	}
	return rows
}

// atMost lists the first n of names and says how many there are in all.
func atMost(n int, names []string) diag.Text {
	if len(names) <= n {
		list := strings.Join(names, ", ")
		return diag.Text{ZH: list, EN: list}
	}
	list := strings.Join(names[:n], ", ")
	return diag.Text{
		ZH: fmt.Sprintf("%s 等 %d 项", list, len(names)),
		EN: fmt.Sprintf("%s and %d more", list, len(names)-n),
	}
}

// checkStatistics compares the totals of the 2014–2018 table with their parts,
// where all of them are given. The table is not confirmed in every row, so a
// difference is a warning.
func (r relationCheck) checkStatistics() []diag.Diagnostic {
	if r.form.statutory() {
		return nil
	}
	var found []diag.Diagnostic
	for _, i := range indicators() {
		var parts []term
		for _, name := range sums()[i.name] {
			label, _ := knownLabel(name)
			parts = append(parts, term{name, label})
		}
		total, known := r.figures.get(i.name)
		sum, all := r.sum(parts)
		if known && all && len(parts) > 0 && sum != total.Value {
			found = append(found, statisticsSum.At(total.Pos, i.plain(), total.Value.String(), r.side(parts)))
		}
	}
	return found
}

// derive adds the sums that prose speaks of and the form does not print: of
// each group of outcomes, of the applications in hand, of the lawsuits.
func (r *Report) derive() {
	if !r.form.statutory() {
		return
	}
	for _, c := range applicants() {
		groups := map[string][]term{"accepted": {
			{requestName("new", c.key), ""}, {requestName("carried_in", c.key), ""},
		}}
		for _, row := range r.form.outcomes() {
			if row.group.key != "" {
				groups[row.group.key] = append(groups[row.group.key], term{requestName(row.key, c.key), ""})
			}
		}
		for key, terms := range groups {
			r.derived(requestName(key, c.key), terms)
		}
	}
	for _, c := range litigationColumns() {
		r.derived(litigationName("lawsuits", c.key), []term{
			{litigationName("direct", c.key), ""}, {litigationName("after_review", c.key), ""},
		})
	}
}

func (r *Report) derived(name string, terms []term) {
	if sum, ok := r.sum(terms); ok {
		r.sums.add(Figure{Name: name, Label: name, Value: sum, Form: true})
	}
}
