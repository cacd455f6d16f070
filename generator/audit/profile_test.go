package audit

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// What comes with the program can be read, is based on something, and says no figure
// that is not known.
func TestShipped(t *testing.T) {
	names := ShippedNames()
	if !slices.Contains(names, "national") || len(names) < 3 {
		t.Fatalf("profiles %v", names)
	}
	for _, name := range names {
		p, found := Shipped(name)
		if len(found) > 0 || p == nil {
			t.Errorf("%s: %v", name, found)
			continue
		}
		if p.Name != name || p.Pass != 60 || p.BonusAbove != 80 || len(p.Indicators) < len(National().Indicators) {
			t.Errorf("%s is called %s, passes at %v, and has %d indicators", name, p.Name, p.Pass, len(p.Indicators))
		}
		for _, ind := range p.Indicators {
			if ind.Points != nil {
				t.Errorf("%s %s: the points are not known", name, ind.Code)
			}
		}
	}
	if p, _ := Shipped("nowhere"); p != nil {
		t.Error("there is a profile nowhere")
	}
}

// A profile on a base has its indicators too, but for those that it replaces.
func TestBase(t *testing.T) {
	p, found := ParseProfile("county.toml", []byte("name = \"county\"\ntitle = \"县\"\nbase = \"national\"\npass = 70\n"+
		"[[indicator]]\ncode = \"V3\"\ntext = \"首页一周内更新\"\nkind = \"veto\"\nmeasure = \"home-age\"\nperiod = \"7d\"\nbasis = \"通知\"\nconfidence = \"A\"\n"))
	if len(found) > 0 {
		t.Fatal(found)
	}
	last := p.Indicators[len(p.Indicators)-1]
	if len(p.Indicators) != len(National().Indicators) || last.Period != "7d" || p.Pass != 70 || p.BonusAbove != 80 {
		t.Errorf("%d indicators, the last %+v, pass %v", len(p.Indicators), last, p.Pass)
	}
}

func TestProfileFaults(t *testing.T) {
	const sound = "name = \"county\"\ntitle = \"县\"\npass = 60\n\n[[indicator]]\ncode = \"C1\"\ntext = \"更新\"\nkind = \"deduction\"\nmeasure = \"column-age\"\nage = {news = \"1m\"}\nitems = 2\npoints = 2\nmost = 6\nbasis = \"通知\"\nconfidence = \"A\"\n"
	for _, x := range []struct{ name, from, to, want string }{
		{"sound", "", "", ""},
		{"not TOML", "points = 2", "points = 2分", "AU003:12"},
		{"a wrong type", "points = 2", "points = \"2\"", "AU003:12"},
		{"misspelt", "points =", "point =", "AU004:12"},
		{"misspelt above", "title =", "titel =", "AU004:2"},
		{"no name", "name = \"county\"\n", "", "AU005:1"},
		{"no indicators", sound[strings.Index(sound, "[["):], "", "AU005:1"},
		{"no basis", "basis = \"通知\"\n", "", "AU005:5"},
		{"blank basis", "通知", " ", "AU005:14"},
		{"no code", "code = \"C1\"\n", "", "AU005:5"},
		{"no confidence", "confidence = \"A\"\n", "", "AU005:5"},
		{"no age", "age = {news = \"1m\"}\n", "", "AU005:5"},
		{"most without points", "points = 2\n", "", "AU005:12"},
		{"a kind", "deduction", "扣分", "AU006:8"},
		{"a measure", "column-age", "column-old", "AU006:9"},
		{"a period", "1m", "一个月", "AU006:10"},
		{"a period of 0", "1m", "0d", "AU006:10"},
		{"a kind of column", "news", "new", "AU006:10"},
		{"a confidence", "\"A\"", "\"D\"", "AU006:15"},
		{"items", "items = 2", "items = -1", "AU006:11"},
		{"points below 0", "points = 2", "points = -2", "AU006:12"},
		{"most below points", "most = 6", "most = 1", "AU006:13"},
		{"pass", "pass = 60", "pass = 600", "AU006:3"},
		{"a base", "pass = 60", "base = \"nowhere\"", "AU006:3"},
		{"a key that is not read", "basis =", "period = \"1m\"\nbasis =", "AU007:14"},
		{"codes that are none", "measure = \"column-age\"\nage = {news = \"1m\"}", "measure = \"findings\"\ncodes = [\"BD5\"]", "AU006:10"},
		{"twice", "[[indicator]]\ncode = \"C1\"", "[[indicator]]\ncode = \"C1\"\ntext = \"甲\"\nkind = \"veto\"\nmeasure = \"manual\"\nbasis = \"通知\"\nconfidence = \"A\"\n[[indicator]]\ncode = \"C1\"", "AU008:13"},
	} {
		p, found := ParseProfile("county.toml", []byte(strings.Replace(sound, x.from, x.to, 1)))
		var got []string
		for _, d := range found {
			got = append(got, fmt.Sprintf("%s:%d", d.Code, d.Pos.Line))
		}
		if strings.Join(got, " ") != x.want || (p == nil) != (x.want != "") {
			t.Errorf("%s: found %v, want %s; profile %v", x.name, got, x.want, p != nil)
		}
	}
	if _, found := ParseProfile("p.toml", []byte("# \xd6\xb8\xb1\xea\xce\xc4\xbc\xfe\n")); len(found) != 1 || found[0].Code != "AU001" {
		t.Errorf("GBK: %v", found)
	}
	if _, found := ParseProfile("p.toml", []byte(strings.Repeat("[[indicator]]\n", 10_001))); len(found) != 1 || found[0].Code != "AU002" {
		t.Errorf("10,001 indicators: %v", found)
	}
}

// Months end where they end.
func TestAfter(t *testing.T) {
	for _, x := range []struct{ from, period, want string }{
		{"2026-01-31", "1m", "2026-02-28"}, {"2024-01-31", "1m", "2024-02-29"}, {"2025-08-31", "6m", "2026-02-28"},
		{"2026-12-15", "1m", "2027-01-15"}, {"2024-02-29", "1y", "2025-02-28"}, {"2026-12-31", "14d", "2027-01-14"}, {"2026-06-30 10:30", "1d", "2026-07-01"},
	} {
		if got := after(day(x.from), x.period); got != day(x.want) {
			t.Errorf("%s after %s is %v, want %s", x.period, x.from, got, x.want)
		}
	}
}

func FuzzParseProfile(f *testing.F) {
	for _, name := range ShippedNames() {
		data, _ := profiles.ReadFile("profiles/" + name + ".toml")
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if p, found := ParseProfile("p.toml", data); p == nil && len(found) == 0 {
			t.Error("neither a profile nor why not")
		}
	})
}
