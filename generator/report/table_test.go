package report

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// reportOf parses the skeleton of a year with figures changed by edits.
func reportOf(t *testing.T, year int, edits ...string) *Report {
	t.Helper()
	in := skeletonInput(t, year, nil)
	in.Body = filled(in.Body)
	text := string(in.Figures)
	for i := 0; i < len(edits); i += 2 {
		if !strings.Contains(text, edits[i]) {
			t.Fatalf("no %q in\n%s", edits[i], text)
		}
		text = strings.Replace(text, edits[i], edits[i+1], 1)
	}
	in.Figures = []byte(text)
	r, found := Parse(in)
	if len(found) > 0 {
		t.Fatalf("%s", printed(found, "zh"))
	}
	return r
}

// draw writes a table as a grid: the text of each cell where it begins, and in
// what it spans to the right a ←, below a ↑.
func draw(tab Table) string {
	var rows [][]string
	put := func(y, x int, s string) {
		for len(rows) <= y {
			rows = append(rows, nil)
		}
		for len(rows[y]) <= x {
			rows[y] = append(rows[y], "?")
		}
		rows[y][x] = s
	}
	tab.Place(func(y, x int, c Cell) {
		for dy := range max(c.RowSpan, 1) {
			for dx := range max(c.ColSpan, 1) {
				switch {
				case dy == 0 && dx == 0:
					text := c.Text
					if c.Number {
						text = "[" + c.Figure + "]"
					}
					put(y, x, text)
				case dx > 0:
					put(y+dy, x+dx, "←")
				default:
					put(y+dy, x, "↑")
				}
			}
		}
	})
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", tab.Caption)
	for _, row := range rows {
		fmt.Fprintf(&b, "| %s |\n", strings.Join(row, " | "))
	}
	return b.String()
}

// The labels, headers and order of the forms, to the character: relation R12.
func TestFormsGolden(t *testing.T) {
	for form, year := range map[string]int{"2019": 2020, "2021": 2023, "2007": 2017} {
		r := reportOf(t, year)
		var b strings.Builder
		for _, chapter := range r.form.chapters {
			fmt.Fprintln(&b, chapter)
		}
		for _, tab := range r.Tables() {
			b.WriteString("\n" + draw(tab))
		}
		golden(t, "form-"+form+".golden", []byte(b.String()))
	}
}

// Every cell lies on the grid exactly once, ids are unique on the page, every
// id that a cell names exists, and every figure of the form is shown once.
func TestTablesAreSound(t *testing.T) {
	for _, year := range []int{2017, 2020, 2023} {
		r := reportOf(t, year)
		ids := map[string]bool{}
		shown := map[string]int{}
		for _, tab := range r.Tables() {
			area := map[[2]int]int{}
			height := len(tab.Head) + len(tab.Rows)
			tab.Place(func(y, x int, c Cell) {
				for dy := range max(c.RowSpan, 1) {
					for dx := range max(c.ColSpan, 1) {
						area[[2]int{y + dy, x + dx}]++
					}
				}
				if c.ID != "" && ids[c.ID] {
					t.Errorf("%d %s: id %s twice", year, tab.ID, c.ID)
				}
				ids[c.ID] = true
				if c.Number {
					shown[c.Figure]++
				}
			})
			if len(area) != height*tab.Columns {
				t.Errorf("%d %s: %d places of %d×%d are covered", year, tab.ID, len(area), height, tab.Columns)
			}
			for at, n := range area {
				if n != 1 || at[0] >= height || at[1] >= tab.Columns {
					t.Errorf("%d %s: place %v is covered %d times", year, tab.ID, at, n)
				}
			}
		}
		for _, tab := range r.Tables() {
			tab.Place(func(_, _ int, c Cell) {
				for id := range strings.FieldsSeq(c.Headers) {
					if !ids[id] {
						t.Errorf("%d %s: no header %s", year, tab.ID, id)
					}
				}
				if c.Number && c.Headers == "" {
					t.Errorf("%d %s: the cell %s has no header", year, tab.ID, c.Figure)
				}
			})
		}
		for _, f := range r.figures.list {
			if f.Form && shown[f.Name] != 1 {
				t.Errorf("%d: %s is shown %d times", year, f.Name, shown[f.Name])
			}
		}
	}
}

// All ids of a table, and of the table of a chart, begin with its own, so that
// the text around it can leave them to it.
func TestIDsBeginWithTheirOwner(t *testing.T) {
	owned := func(owner string, tab Table) {
		tab.Place(func(_, _ int, c Cell) {
			if c.ID != "" && !strings.HasPrefix(c.ID, owner+"-") {
				t.Errorf("%s has the id %s", owner, c.ID)
			}
		})
	}
	for _, year := range []int{2017, 2020, 2023} {
		r := reportOf(t, year)
		for _, tab := range r.Tables() {
			owned(tab.ID, tab)
		}
		for _, c := range r.Charts([]*Report{reportOf(t, year-1)}, Counts{Year: year, Documents: Count{N: 1}}) {
			owned(c.ID, c.Table)
			if !strings.HasPrefix(c.Table.ID, c.ID+"-") {
				t.Errorf("%s has the table %s", c.ID, c.Table.ID)
			}
		}
	}
}

func TestHighlights(t *testing.T) {
	before := reportOf(t, 2022,
		"new         = [0, 0, 0, 0, 0, 0, 0]", "new         = [5, 0, 0, 0, 0, 0, 5]",
		"granted     = [0, 0, 0, 0, 0, 0, 0]", "granted     = [5, 0, 0, 0, 0, 0, 5]",
		"total       = [0, 0, 0, 0, 0, 0, 0]", "total       = [5, 0, 0, 0, 0, 0, 5]")
	r := reportOf(t, 2023,
		"new         = [0, 0, 0, 0, 0, 0, 0]", "new         = [3, 0, 0, 0, 0, 0, 3]",
		"granted     = [0, 0, 0, 0, 0, 0, 0]", "granted     = [3, 0, 0, 0, 0, 0, 3]",
		"total       = [0, 0, 0, 0, 0, 0, 0]", "total       = [3, 0, 0, 0, 0, 0, 3]")
	list := r.Highlights(before)
	want := Highlight{Label: "新收政府信息公开申请", Value: "3", Unit: "件", Note: "比上年减少2件", Figure: "requests.new.total"}
	if len(list) != mostHighlights || list[0] != want {
		t.Errorf("Highlights = %+v, want first %+v", list, want)
	}
	if first := r.Highlights(nil)[0]; first.Note != "" {
		t.Errorf("compared with nothing: %+v", first)
	}
}

func TestCharts(t *testing.T) {
	counts := Counts{
		Year: 2023, Documents: Count{N: 30}, Months: [12]int{0: 10, 11: 20},
		Categories: []CategoryCount{{"dynamics", "工作动态", Count{N: 29}}, {"policies", "政策文件", Count{N: 1}}, {"notices", "公示公告", Count{}}},
	}
	before := reportOf(t, 2022)
	r := reportOf(t, 2023,
		"new         = [0, 0, 0, 0, 0, 0, 0]", "new         = [3, 0, 0, 0, 0, 0, 3]",
		"deny_4      = [0, 0, 0, 0, 0, 0, 0]", "deny_4      = [3, 0, 0, 0, 0, 0, 3]",
		"total       = [0, 0, 0, 0, 0, 0, 0]", "total       = [3, 0, 0, 0, 0, 0, 3]")
	charts := r.Charts([]*Report{before}, counts)
	var ids []string
	for _, c := range charts {
		ids = append(ids, c.ID)
		if c.Desc == "" || c.Table.Caption == "" || len(c.Table.Rows) != len(c.Bars) {
			t.Errorf("%s: %d bars, %d rows, description %q", c.ID, len(c.Bars), len(c.Table.Rows), c.Desc)
		}
		for i, b := range c.Bars {
			if b.W < 0 || b.X+b.W > c.Width || b.Y+b.H > c.Height || b.ValueX > c.Width {
				t.Errorf("%s: bar %d does not fit: %+v", c.ID, i, b)
			}
			row := c.Table.Rows[i]
			if row[1].Text != b.Value {
				t.Errorf("%s: bar %d says %s, its row %s", c.ID, i, b.Value, row[1].Text)
			}
		}
	}
	if want := []string{"chart-category", "chart-month", "chart-outcome", "chart-years"}; !slices.Equal(ids, want) {
		t.Errorf("charts %v, want %v", ids, want)
	}
	if bars := charts[0].Bars; len(bars) != 2 || bars[0].W < 20*bars[1].W {
		t.Errorf("29 to 1: %+v", bars)
	}
	if empty := before.Charts(nil, Counts{Year: 2022}); len(empty) != 0 {
		t.Errorf("charts of nothing: %d", len(empty))
	}
}
