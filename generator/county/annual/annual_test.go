package annual

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/report"
)

// figures makes the data of a report with these cells, as a site publishes it; all other
// cells are 0.
func figures(t *testing.T, year int, form string, cells map[string]string) *Figures {
	t.Helper()
	toml, err := report.Fill(year, form, cells, nil, false)
	if err != nil {
		t.Fatal(err)
	}
	r, _ := report.Parse(report.Input{Year: year, Form: form, Title: "年报", Path: "a", Figures: toml})
	data, err := r.JSON()
	if err != nil {
		t.Fatal(err)
	}
	f, err := Read(data)
	if err != nil || f == nil {
		t.Fatal(f, err)
	}
	return f
}

// sound are cells that keep R1 to R4, times n.
func sound(n int) map[string]string {
	count := fmt.Sprint(n)
	cells := map[string]string{"proactive.art20_8.fees": fmt.Sprintf("%d.1", n)}
	for _, row := range []string{"new", "granted", "total"} {
		cells["requests."+row+".natural"], cells["requests."+row+".total"] = count, count
	}
	cells["litigation.review.upheld"], cells["litigation.review.total"] = count, count
	return cells
}

// Cells are summed exactly, and the sum is a report whose relations hold and that can be
// exported; who is not in it is named.
func TestSum(t *testing.T) {
	y := Sum(2022, "示例县", []Office{
		{"a", "甲镇", figures(t, 2022, "2021", sound(3))},
		{"b", "乙镇", figures(t, 2022, "2021", sound(4))},
		{"c", "丙镇", nil},
		{"d", "丁镇", figures(t, 2022, "2019", sound(100))},
	})
	if y.Report == nil || y.Broken != nil {
		t.Fatalf("%+v", y)
	}
	for name, want := range map[string]string{
		"requests.new.total": "7", "requests.granted.natural": "7", "requests.new.business": "0", "proactive.art20_8.fees": "7.2", "litigation.review.total": "7", "litigation.direct.total": "0",
	} {
		if f, ok := y.Report.Figure(name); !ok || f.Value.String() != want {
			t.Errorf("%s is %v, want %s", name, f.Value, want)
		}
	}
	if fmt.Sprint(y.Summed, y.Missing, y.Other, y.Partial) != "[甲镇 乙镇] [丙镇] [丁镇] []" {
		t.Error(y.Summed, y.Missing, y.Other, y.Partial)
	}
	if book, err := y.Report.XLSX(); err != nil || !bytes.HasPrefix(book, []byte("PK")) {
		t.Error(err)
	}
	if len(y.Report.Tables()) < 3 {
		t.Error("there are no tables")
	}
}

// Each relation is looked at for each office, and for the sum: two faults that cancel out
// are those of two offices.
func TestRelations(t *testing.T) {
	for code, change := range map[string]map[string]string{
		"RP101": {"requests.new.natural": "5", "requests.new.total": "5"},
		"RP102": {"requests.granted.natural": "1", "requests.granted.total": "1"},
		"RP103": {"requests.partial.total": "1"},
		"RP104": {"litigation.direct.total": "1"},
	} {
		cells := sound(3)
		for name, value := range change {
			cells[name] = value
		}
		y := Sum(2022, "示例县", []Office{{"a", "甲镇", figures(t, 2022, "2021", cells)}, {"b", "乙镇", figures(t, 2022, "2021", sound(1))}})
		var who []string
		for _, b := range y.Broken {
			if b.Code == code {
				who = append(who, b.Office)
			}
			if b.Says.ZH == "" || strings.Contains(b.Says.ZH, "!") {
				t.Errorf("%s says %q", b.Code, b.Says.ZH)
			}
		}
		if !slices.Equal(slices.Compact(who), []string{"甲镇", "示例县"}) {
			t.Errorf("%s is broken by %v", code, who)
		}
	}
}

// A figure that is not known is none in the sum, and its office is named.
func TestPartial(t *testing.T) {
	f := figures(t, 2022, "2021", sound(3))
	f.Cells["proactive.art20_6.penalties"] = ""
	y := Sum(2022, "示例县", []Office{{"a", "甲镇", f}})
	if !slices.Equal(y.Partial, []string{"甲镇"}) || y.Report == nil {
		t.Errorf("%+v", y)
	}
}

func TestRead(t *testing.T) {
	for _, text := range []string{
		"", "{}", "[]", `{"form":"2021","tables":[{"name":"requests","figures":[{"name":"requests.new.total","value":1.23456}]}]}`,
		`{"form":"2021","tables":[{"name":"requests","figures":[{"name":"a","value":1e9}]}]}`, `{"form":"2021","tables":[{"name":"requests","figures":[{"name":"a","value":123456789012345}]}]}`,
	} {
		if f, err := Read([]byte(text)); err == nil {
			t.Errorf("%q has figures %v", text, f)
		}
	}
	if f, err := Read([]byte(`{"form":"2007","tables":[{"name":"training","figures":[{"name":"training.people","value":3}]}]}`)); f != nil || err != nil {
		t.Errorf("a report without statutory tables has %v (%v)", f, err)
	}
	for text, want := range map[string]string{"0": "0", "-3": "-3", "59237.2449": "59237.2449", "0.1": "0.1"} {
		if n, err := parse(text); err != nil || n.String() != want {
			t.Errorf("%s is %v (%v)", text, n, err)
		}
	}
}

func TestNothing(t *testing.T) {
	if y := Sum(2022, "示例县", []Office{{"a", "甲镇", nil}}); y.Report != nil || len(y.Missing) != 1 {
		t.Errorf("%+v", y)
	}
}
