package report

import (
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/diag"
)

// Counts is what the site counts from its own content for one year. Paths are
// those of the content files, in order, for findings.
type Counts struct {
	Year int
	// Documents were published in the year: public, not drafts.
	Documents Count
	// Categories are the same documents by category, in the order of the site.
	Categories []CategoryCount
	// Months are the same documents by month, January first.
	Months [12]int
	// Made, Repealed and Valid are 行政规范性文件: dated in the year, repealed in
	// it, in force at its end.
	Made, Repealed, Valid Count
}

// Count is a number of documents and which they are.
type Count struct {
	N     int
	Paths []string
}

// CategoryCount is the number of documents of one category.
type CategoryCount struct {
	Key   string
	Name  string
	Count Count
}

// countedPrefix begins the names of counts in prose.
const countedPrefix = "counted."

// get returns a count by its name without the prefix: documents,
// category.policies, month.3, normative.made.
func (c Counts) get(name string) (Count, bool) {
	switch name {
	case "documents":
		return c.Documents, true
	case "normative.made":
		return c.Made, true
	case "normative.repealed":
		return c.Repealed, true
	case "normative.valid":
		return c.Valid, true
	}
	if key, ok := strings.CutPrefix(name, "category."); ok {
		for _, category := range c.Categories {
			if category.Key == key {
				return category.Count, true
			}
		}
	}
	if month, ok := strings.CutPrefix(name, "month."); ok {
		if m, err := strconv.Atoi(month); err == nil && m >= 1 && m <= 12 && strconv.Itoa(m) == month {
			return Count{N: c.Months[m-1]}, true
		}
	}
	return Count{}, false
}

// names lists all counts without the prefix.
func (c Counts) names() []string {
	list := []string{"documents", "normative.made", "normative.repealed", "normative.valid"}
	for _, category := range c.Categories {
		list = append(list, "category."+category.Key)
	}
	for m := range c.Months {
		list = append(list, "month."+strconv.Itoa(m+1))
	}
	return list
}

// Against checks the report against the report of the year before (R5, R6;
// nil or of another year: not checked) and the declared figures against what
// the site counts.
func (r *Report) Against(prev *Report, counts Counts) []diag.Diagnostic {
	var found []diag.Diagnostic
	if prev != nil && prev.Year == r.Year-1 {
		found = append(found, comparison{r}.checkCarried(prev)...)
		found = append(found, comparison{r}.checkInForce(prev)...)
	}
	return append(found, comparison{r}.checkCounted(counts)...)
}

// comparison checks a report against others.
type comparison struct{ *Report }

// checkCarried is R5: what was carried out of the last year came into this one.
func (r comparison) checkCarried(prev *Report) []diag.Diagnostic {
	var found []diag.Diagnostic
	for _, c := range applicants() {
		in, ok := r.figures.get(requestName("carried_in", c.key))
		out, known := prev.figures.get(requestName("carried_out", c.key))
		if ok && known && in.Value != out.Value && r.form.statutory() && prev.form.statutory() {
			found = append(found, relation5.At(in.Pos, c.label, in.Value.String(), prev.Year, out.Value.String(),
				abs(in.Value-out.Value).String()))
		}
	}
	return found
}

// checkInForce is R6: documents in force follow from last year's. Only the form
// of 2021 has these columns.
func (r comparison) checkInForce(prev *Report) []diag.Diagnostic {
	if r.form.id != form2021 || prev.form.id != form2021 {
		return nil
	}
	section := r.form.proactive[0]
	var found []diag.Diagnostic
	for _, row := range section.rows {
		cell := func(of *Report, key string) (Number, bool) {
			f, ok := of.figures.get(section.name(row, item{key: key}))
			return f.Value, ok
		}
		before, ok1 := cell(prev, "valid")
		made, ok2 := cell(r.Report, "made")
		repealed, ok3 := cell(r.Report, "repealed")
		valid, ok4 := cell(r.Report, "valid")
		if want := before + made - repealed; ok1 && ok2 && ok3 && ok4 && valid != want {
			f, _ := r.figures.get(section.name(row, item{key: "valid"}))
			found = append(found, relation6.At(f.Pos, row.label, valid.String(), prev.Year, before.String(),
				made.String(), repealed.String(), want.String(), abs(valid-want).String()))
		}
	}
	return found
}

// checkCounted compares declared figures with counts: the normative documents
// of the form, and what [counted] names.
func (r comparison) checkCounted(counts Counts) []diag.Diagnostic {
	pairs := slices.Clone(r.declared)
	if r.form.id == form2021 {
		for _, key := range []string{"made", "repealed", "valid"} {
			pairs = append(pairs, declaration{
				figure: "proactive.art20_1.normative_documents." + key, counted: "normative." + key,
			})
		}
	}
	var found findings
	for _, p := range pairs {
		f, known := r.figures.get(p.figure)
		c, counted := counts.get(p.counted)
		switch {
		case !counted:
			if found.Take(countedUnknown) {
				var names []string
				if found.Early(countedUnknown) {
					names = counts.names()
				}
				found.add(countedUnknown.At(p.pos, p.counted, nearestHint(p.counted, names)))
			}
		case known && f.Value != wholeNumber(c.N):
			if found.Take(countedDiffers) {
				found.add(countedDiffers.At(f.Pos, f.Label, f.Value.String(), c.N, c.list()))
			}
		}
	}
	return found.all()
}

// list names the documents of a count, at most ten.
func (c Count) list() diag.Text {
	if len(c.Paths) == 0 {
		return diag.Text{ZH: "没有这样的文件", EN: "no such document"}
	}
	return atMost(10, c.Paths)
}

func abs(n Number) Number {
	if n < 0 {
		return -n
	}
	return n
}
