package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Chart is a bar chart drawn on the server, with the table it shows. Lengths
// are in the units of its view box. Bars are horizontal: their labels are
// Chinese words, which cannot stand under narrow columns.
type Chart struct {
	ID     string // html id, unique on a page; that of its table is ID-…
	Title  string
	Desc   string // for a screen reader: what the chart shows, in words
	Width  int
	Height int
	Bars   []Bar
	Table  Table
}

// Bar is one bar of a chart. Its label is anchored at its end, its value at its
// beginning.
type Bar struct {
	Label   string
	Value   string
	X, Y    int
	W, H    int
	LabelX  int
	LabelY  int
	ValueX  int
	ValueY  int
	Pattern int // which of the four hatchings, so that meaning does not hang on colour
}

// The hatchings that a layout defines. A chart of one series is plain.
const (
	plain = iota
	striped
	dotted
	crossed
)

// The measures of a chart, chosen so that its text is 12 px or more where it is
// scaled down to the width of a telephone.
const (
	chartWidth = 380
	valueWidth = 64
	textSize   = 16
	rowHeight  = 34
	barHeight  = 22
	chartEdge  = 8
	labelRunes = 10
)

// point is one value to be drawn.
type point struct {
	label   string
	value   Number
	pattern int
}

// Charts returns the charts of the report: documents by category and by month
// as the site counts them, outcomes of requests, and requests over the years
// (previous: the other reports of the site, in any order).
func (r *Report) Charts(previous []*Report, counts Counts) []Chart {
	var list []Chart
	if counts.Documents.N > 0 {
		list = append(list, categoryChart(counts), monthChart(counts))
	}
	if c, ok := (chartMaker{r}).outcomeChart(); ok {
		list = append(list, c)
	}
	if c, ok := (chartMaker{r}).yearChart(previous); ok {
		list = append(list, c)
	}
	return list
}

func categoryChart(counts Counts) Chart {
	var points []point
	for _, c := range counts.Categories {
		if c.Count.N > 0 {
			points = append(points, point{c.Name, wholeNumber(c.Count.N), plain})
		}
	}
	title := fmt.Sprintf("本站%d年发布文件数（按栏目）", counts.Year)
	return newChart("chart-category", title, "栏目", "件", points)
}

func monthChart(counts Counts) Chart {
	points := make([]point, len(counts.Months))
	for i, n := range counts.Months {
		points[i] = point{fmt.Sprintf("%d月", i+1), wholeNumber(n), plain}
	}
	title := fmt.Sprintf("本站%d年发布文件数（按月）", counts.Year)
	return newChart("chart-month", title, "月份", "件", points)
}

// chartMaker makes the charts of a report that its own figures are enough for.
type chartMaker struct{ *Report }

// outcomeChart shows how applications were dealt with, by the groups of the
// form; there is none where there were no applications.
func (r chartMaker) outcomeChart() (Chart, bool) {
	if !r.form.statutory() {
		return Chart{}, false
	}
	var points []point
	var sum Number
	add := func(label, row string, pattern int) {
		if f, ok := r.Figure(requestName(row, requestsTotal)); ok {
			points = append(points, point{label, f.Value, pattern})
			sum += f.Value
		}
	}
	add("予以公开", "granted", plain)
	add("部分公开", "partial", plain)
	add("不予公开", "deny", striped)
	add("无法提供", "unable", striped)
	add("不予处理", "notproc", dotted)
	add("其他处理", "other", dotted)
	add("结转下年度", "carried_out", crossed)
	if sum == 0 {
		return Chart{}, false
	}
	return newChart("chart-outcome", fmt.Sprintf("%d年度政府信息公开申请办理结果", r.Year), "办理结果", "件", points), true
}

// yearChart shows the applications received in each year with a report.
func (r chartMaker) yearChart(previous []*Report) (Chart, bool) {
	years := append(slices.Clone(previous), r.Report)
	slices.SortStableFunc(years, func(a, b *Report) int { return cmp.Compare(a.Year, b.Year) })
	var points []point
	for _, y := range years {
		name := requestName("new", requestsTotal)
		if !y.form.statutory() {
			name = "requests.received"
		}
		if f, ok := y.Figure(name); ok && y.Year <= r.Year {
			pattern := striped
			if y == r.Report {
				pattern = plain
			}
			points = append(points, point{fmt.Sprintf("%d年", y.Year), f.Value, pattern})
		}
	}
	if len(points) < 2 {
		return Chart{}, false
	}
	return newChart("chart-years", "历年新收政府信息公开申请数", "年度", "件", points), true
}

// newChart lays a chart out.
func newChart(id, title, what, unit string, points []point) Chart {
	c := Chart{
		ID: id, Title: title, Width: chartWidth, Height: 2*chartEdge + rowHeight*len(points),
		Table: chartTable(id, title, what, unit, points),
	}
	most := one
	said := make([]string, len(points))
	for i, p := range points {
		most = max(most, p.value)
		said[i] = p.label + p.value.String() + unit
	}
	c.Desc = strings.Join(said, "，") + "。"
	labelWidth := widestLabel(points) + 2*chartEdge
	room := chartWidth - labelWidth - valueWidth
	for i, p := range points {
		y := chartEdge + i*rowHeight
		w := int(int64(p.value) / max(int64(most)/int64(room), 1))
		w = min(w, room)
		if p.value > 0 {
			w = max(w, 2)
		}
		middle := y + rowHeight/2 + textSize/3 // the base line of the text
		c.Bars = append(c.Bars, Bar{
			Label: shortened(p.label), Value: p.value.String(),
			X: labelWidth, Y: y + (rowHeight-barHeight)/2, W: w, H: barHeight,
			LabelX: labelWidth - chartEdge, LabelY: middle, ValueX: labelWidth + w + 6, ValueY: middle,
			Pattern: p.pattern,
		})
	}
	return c
}

// widestLabel is the room that the labels need, each character as wide as a
// Chinese one.
func widestLabel(points []point) int {
	widest := 0
	for _, p := range points {
		widest = max(widest, utf8.RuneCountInString(shortened(p.label)))
	}
	return widest * textSize
}

// shortened cuts a label that does not fit beside its bar; the table has it
// whole.
func shortened(label string) string {
	runes := []rune(label)
	if len(runes) <= labelRunes {
		return label
	}
	return string(runes[:labelRunes-1]) + "…"
}

// chartTable is the same data as a table.
func chartTable(id, title, what, unit string, points []point) Table {
	t := newTableBuilder(id+"-table", title)
	t.Labels = 1
	t.head(t.columnHead("label", what, 1, 1), t.columnHead("value", "数量（"+unit+"）", 1, 1))
	for i, p := range points {
		key := fmt.Sprintf("r%d", i+1)
		t.row(t.rowHead(key, p.label, 1, 1), Cell{Text: p.value.String(), Number: true, Headers: t.ids("value", key)})
	}
	return t.Table
}
