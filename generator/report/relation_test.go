package report

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/diag"
)

// tableData is a request table and a litigation table that a test can change
// cell by cell.
type tableData struct {
	form       form
	requests   map[string][]int // by row, seven columns
	litigation map[string][]int // by block, five columns
}

// randomTables makes tables that satisfy R1 to R4.
func randomTables(rng *rand.Rand, id string) tableData {
	f, _ := formOf(id)
	d := tableData{form: f, requests: map[string][]int{}, litigation: map[string][]int{}}
	for _, row := range f.requests {
		d.requests[row.key] = make([]int, 7)
	}
	for c := range 6 {
		total := 0
		for _, row := range f.outcomes() {
			if rng.IntN(3) == 0 {
				d.requests[row.key][c] = rng.IntN(40)
			}
			total += d.requests[row.key][c]
		}
		out := rng.IntN(5)
		d.requests["total"][c] = total
		d.requests["carried_out"][c] = out
		d.requests["carried_in"][c] = rng.IntN(total + out + 1)
		d.requests["new"][c] = total + out - d.requests["carried_in"][c]
	}
	for _, row := range d.requests {
		for c := range 6 {
			row[6] += row[c]
		}
	}
	for _, b := range litigationBlocks() {
		row := make([]int, 5)
		for c := range 4 {
			row[c] = rng.IntN(9)
			row[4] += row[c]
		}
		d.litigation[b.key] = row
	}
	return d
}

// toml writes the tables as figures.toml.
func (d tableData) toml() []byte {
	var b strings.Builder
	list := func(key string, row []int) {
		fmt.Fprintf(&b, "%s = %s\n", key, strings.ReplaceAll(fmt.Sprint(row), " ", ", "))
	}
	for _, s := range d.form.proactive {
		for _, row := range s.rows {
			for _, c := range s.columns {
				fmt.Fprintf(&b, "%s = 0\n", s.name(row, c))
			}
		}
	}
	b.WriteString("[requests]\n")
	for _, row := range d.form.requests {
		list(row.key, d.requests[row.key])
	}
	b.WriteString("[litigation]\n")
	for _, block := range litigationBlocks() {
		list(block.key, d.litigation[block.key])
	}
	return []byte(b.String())
}

func (d tableData) parse(t *testing.T) []diag.Diagnostic {
	year := map[string]int{form2019: 2020, form2021: 2023}[d.form.id]
	in := skeletonInput(t, year, nil)
	in.Figures = d.toml()
	// The prose of the skeleton refers to a table that this file lacks.
	in.Body = filled([]byte(strings.ReplaceAll(string(in.Body), "{{processing_fee.", "\\{{")))
	_, found := Parse(in)
	return found
}

// expected lists the relations that contain a cell of the request table.
func expected(f form, row string, column int) []string {
	var list []string
	if slices.Contains([]string{"new", "carried_in", "total", "carried_out"}, row) {
		list = append(list, "RP101")
	}
	if row == "total" || slices.ContainsFunc(f.outcomes(), func(e entry) bool { return e.key == row }) {
		list = append(list, "RP102")
	}
	return append(list, "RP103")
}

func TestConsistentTablesPass(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, id := range []string{form2019, form2021} {
		for range 20 {
			d := randomTables(rng, id)
			if found := d.parse(t); len(found) > 0 {
				t.Fatalf("form %s:\n%s\n%s", id, printed(found, "zh"), d.toml())
			}
		}
	}
}

// Every single cell of both tables, changed, makes exactly the relations fail
// that contain it, and in the request table the finding names that very cell
// and its right value.
func TestOneWrongCell(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for _, id := range []string{form2019, form2021} {
		d := randomTables(rng, id)
		for _, row := range d.form.requests {
			for c, column := range applicants() {
				change := 1 + rng.IntN(9)
				right := d.requests[row.key][c]
				d.requests[row.key][c] += change
				found := d.parse(t)
				if got, want := codes(found), expected(d.form, row.key, c); !sameSet(got, want) {
					t.Errorf("%s.%s: %v, want %v", row.key, column.key, got, want)
				}
				name := requestName(row.key, column.key)
				for _, f := range found {
					want := fmt.Sprintf("the cell %s is %d; with %d every relation", name, right+change, right)
					if !strings.Contains(f.Hint.EN, want) {
						t.Errorf("%s of %s: hint %q lacks %q", f.Code, name, f.Hint.EN, want)
					}
					if !strings.HasPrefix(f.Pos.Source, row.key+" ") || f.Pos.Column == 0 {
						t.Errorf("%s of %s points at %q column %d", f.Code, name, f.Pos.Source, f.Pos.Column)
					}
				}
				d.requests[row.key][c] -= change
			}
		}
		for _, block := range litigationBlocks() {
			for c := range litigationColumns() {
				d.litigation[block.key][c]++
				if got := codes(d.parse(t)); !sameSet(got, []string{"RP104"}) {
					t.Errorf("litigation.%s[%d]: %v, want RP104", block.key, c, got)
				}
				d.litigation[block.key][c]--
			}
		}
	}
}

func sameSet(a, b []string) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

// A relation with a missing cell is reported as undecided, and what is missing
// is named; the others still fail or hold.
func TestMissingCell(t *testing.T) {
	d := randomTables(rand.New(rand.NewPCG(5, 6)), form2021)
	in := skeletonInput(t, 2023, nil)
	in.Body = filled(in.Body)
	lines := strings.Split(string(d.toml()), "\n")
	lines = slices.DeleteFunc(lines, func(l string) bool { return strings.HasPrefix(l, "carried_out") })
	in.Figures = []byte(strings.Join(lines, "\n"))
	_, found := Parse(in)
	var undecided []string
	for _, f := range found {
		if f.Code == undecidable.Code {
			undecided = append(undecided, f.Message.EN+f.Hint.EN)
		}
	}
	if len(undecided) != 2 || !strings.Contains(undecided[0], "R1") || !strings.Contains(undecided[1], "R3") {
		t.Errorf("undecided: %q", undecided)
	}
	for _, u := range undecided {
		if !strings.Contains(u, "requests.carried_out") {
			t.Errorf("%q does not say what is missing", u)
		}
	}
	if got := codes(found); !sameSet(got, []string{"RP110"}) {
		t.Errorf("codes %v, want RP110", got)
	}
}

func TestRollover(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	report := func(year int, change func(*tableData, map[string]int)) *Report {
		d := randomTables(rng, formFor(year))
		d.requests = map[string][]int{}
		for _, row := range d.form.requests {
			d.requests[row.key] = make([]int, 7)
		}
		documents := map[string]int{"made": 0, "repealed": 0, "valid": 0}
		change(&d, documents)
		in := skeletonInput(t, year, nil)
		text := string(d.toml())
		for key, n := range documents {
			name := "proactive.art20_1.normative_documents." + key
			text = strings.Replace(text, name+" = 0", fmt.Sprintf("%s = %d", name, n), 1)
		}
		in.Figures = []byte(text)
		r, _ := Parse(in)
		return r
	}
	before := report(2022, func(d *tableData, n map[string]int) {
		d.requests["carried_out"] = []int{2, 1, 0, 0, 0, 0, 3}
		n["valid"] = 11
	})
	same := report(2023, func(d *tableData, n map[string]int) {
		d.requests["carried_in"] = []int{2, 1, 0, 0, 0, 0, 3}
		n["made"], n["repealed"], n["valid"] = 2, 1, 12
	})
	counts := Counts{Year: 2023, Made: Count{N: 2}, Repealed: Count{N: 1}, Valid: Count{N: 12}}
	if found := same.Against(before, counts); len(found) > 0 {
		t.Error(printed(found, "zh"))
	}
	other := report(2023, func(d *tableData, n map[string]int) {
		d.requests["carried_in"] = []int{1, 1, 0, 0, 0, 0, 2}
		n["made"], n["repealed"], n["valid"] = 2, 1, 13
	})
	counts.Valid.N = 13
	if got := codes(other.Against(before, counts)); !sameSet(got, []string{"RP105", "RP105", "RP106"}) {
		t.Errorf("broken rollover: %v", got)
	}
	if found := other.Against(nil, counts); len(found) > 0 {
		t.Errorf("no report before, but: %s", printed(found, "zh"))
	}
	counts.Made = Count{N: 1, Paths: []string{"policies/2023/0001.md"}}
	counts.Valid.N = 12
	found := same.Against(before, counts)
	if got := codes(found); !sameSet(got, []string{"RP061"}) || !strings.Contains(found[0].Message.ZH, "policies/2023/0001.md") {
		t.Errorf("counted: %s", printed(found, "zh"))
	}
}
