package report

import "strings"

// Highlight is a key figure shown above the report.
type Highlight struct {
	Label  string
	Value  string
	Unit   string
	Note   string // 比上年增加3件, or ""
	Figure string // the name of the figure
}

// mostHighlights keeps the summary to what can be taken in at a glance.
const mostHighlights = 6

// Highlights returns the key figures of the report, compared with those of the
// year before (nil: no comparison).
func (r *Report) Highlights(prev *Report) []Highlight {
	var list []Highlight
	for _, k := range r.keyFigures() {
		f, ok := r.Figure(k.Name)
		if !ok {
			continue
		}
		h := Highlight{Label: k.Label, Value: f.Value.String(), Unit: k.Unit, Figure: f.Name}
		if prev != nil && prev.Year == r.Year-1 {
			if before, ok := prev.Figure(k.Name); ok {
				h.Note = compared(f.Value, before.Value, k.Unit)
			}
		}
		list = append(list, h)
	}
	return list[:min(len(list), mostHighlights)]
}

// compared words the change since the year before.
func compared(now, before Number, unit string) string {
	switch {
	case now > before:
		return "比上年增加" + (now - before).String() + unit
	case now < before:
		return "比上年减少" + (before - now).String() + unit
	}
	return "与上年持平"
}

// keyFigures names the figures that stand above the report: for the statutory
// forms a fixed choice, otherwise the office's own figures in the order of the
// file, those that are not zero first.
func (r *Report) keyFigures() []Figure {
	if !r.form.statutory() {
		return r.ownKeyFigures()
	}
	list := []Figure{
		{Name: requestName("new", requestsTotal), Label: "新收政府信息公开申请", Unit: "件"},
		{Name: requestName(requestsTotal, requestsTotal), Label: "办理政府信息公开申请", Unit: "件"},
		{Name: requestName("carried_out", requestsTotal), Label: "结转下年度继续办理", Unit: "件"},
	}
	if r.form.id == form2021 {
		list = append(list, Figure{Name: "proactive.art20_1.normative_documents.valid", Label: "现行有效行政规范性文件", Unit: "件"})
	} else {
		list = append(list, Figure{Name: "proactive.art20_1.normative_documents.total_public", Label: "对外公开规范性文件", Unit: "件"})
	}
	return append(list,
		Figure{Name: litigationName("review", requestsTotal), Label: "行政复议", Unit: "件"},
		Figure{Name: litigationName("lawsuits", requestsTotal), Label: "行政诉讼", Unit: "件"},
	)
}

func (r *Report) ownKeyFigures() []Figure {
	var list, zero []Figure
	for _, f := range r.figures.list {
		switch {
		case f.Label == f.Name || strings.HasPrefix(f.Name, tableCharges+"."):
		case f.Value == 0:
			zero = append(zero, f)
		default:
			list = append(list, f)
		}
	}
	return append(list, zero...)
}
