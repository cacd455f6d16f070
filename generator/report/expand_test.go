package report

import (
	"bytes"
	"strings"
	"testing"
)

func expandOf(t *testing.T, year int, body, figures string, counts Counts) (string, []string) {
	t.Helper()
	in := skeletonInput(t, year, nil)
	in.Body, in.BodyLine = []byte(body), 1
	if figures != "" {
		in.Figures = []byte(figures)
	}
	r, _ := Parse(in)
	out, _, found := r.Expand(counts)
	return string(out), codes(found)
}

func TestExpand(t *testing.T) {
	figures := "[training]\nsessions = 5\npeople = 267\n[fees]\ncharged = 0.50\n"
	counts := Counts{
		Year: 2017, Documents: Count{N: 24}, Months: [12]int{2: 7},
		Categories: []CategoryCount{{"policies", "政策文件", Count{N: 3}}}, Valid: Count{N: 9},
	}
	for _, c := range []struct {
		body, want string
		codes      []string
	}{
		{"培训{{training.people}}人次。", "培训267人次。", nil},
		{"培训{{ training.people }}人次。", "培训267人次。", nil},
		{"{{training.sessions}}{{training.people}}", "5267", nil},
		{"{{fees.charged}}万元", "0.5万元", nil},
		{"{{counted.documents}} {{counted.category.policies}} {{counted.month.3}} {{counted.normative.valid}}", "24 3 7 9", nil},
		{`写作 \{{training.people}}`, `写作 \{{training.people}}`, nil},
		{"{{training.peple}}", "{{training.peple}}", []string{"RP030"}},
		{"{{counted.month.0}}{{counted.month.03}}", "{{counted.month.0}}{{counted.month.03}}", []string{"RP030", "RP030"}},
		{"{{counted.category.news}}", "{{counted.category.news}}", []string{"RP030"}},
		{"{{", "{{", []string{"RP031"}},
		{"{{training.people\n}}", "{{training.people\n}}", []string{"RP031"}},
		{"{{}}", "{{}}", []string{"RP030"}},
		{"一}}二{三}四", "一}}二{三}四", nil},
		{"{{table.statistics}}", "{{table.statistics}}", nil},
		{"{{ table.statistics }}\n", "{{table.statistics}}\n", nil},
		{"    {{table.statistics}}", "    {{table.statistics}}", []string{"RP032"}},
		{"文\n{{table.statistics}}\n", "文\n{{table.statistics}}\n", []string{"RP032"}},
	} {
		got, found := expandOf(t, 2017, c.body, figures, counts)
		if got != c.want || !sameSet(found, c.codes) {
			t.Errorf("Expand(%q) = %q %v, want %q %v", c.body, got, found, c.want, c.codes)
		}
	}
}

// Tables that the prose does not place go to the end of their chapters, and the
// lines below keep their numbers.
func TestExpandPlacesTables(t *testing.T) {
	f, _ := formOf(form2021)
	for name, prose := range map[string]string{"empty": "", "prose": "本章说明。\n\n", "two": "第一段。\n\n第二段。\n\n\n"} {
		var b strings.Builder
		for _, title := range f.chapters {
			b.WriteString("## " + title + "\n\n" + prose)
		}
		b.WriteString("末行\n")
		body := b.String()
		out, found := expandOf(t, 2023, body, "", Counts{})
		if len(found) > 0 {
			t.Fatal(found)
		}
		line := func(s, of string) int { return strings.Count(s[:strings.Index(s, of)], "\n") }
		for i, table := range []string{tableProactive, tableRequests, tableLitigation} {
			m := line(out, marker(table))
			if m <= line(out, f.chapters[i+1]) || m >= line(out, f.chapters[i+2]) {
				t.Errorf("%s: %s is on line %d of\n%s", name, table, m, out)
			}
			if !aloneOn([]byte(out), strings.Index(out, marker(table)), len(marker(table))) {
				t.Errorf("%s: %s does not stand alone in\n%s", name, table, out)
			}
		}
		if line(out, "末行") != line(body, "末行") {
			t.Errorf("%s: the last line moved from %d to %d\n%s", name, line(body, "末行"), line(out, "末行"), out)
		}
	}
}

// TestPlaces: the places of tables are the lines with their markers, wherever the
// text has been put in or left out, and a marker that is escaped is text.
func TestPlaces(t *testing.T) {
	f, _ := formOf(form2021)
	for name, prose := range map[string]string{
		"none":    "",
		"escaped": "\\{{table.requests}}\n\n\\{{table.litigation}}\n\n",
		"first":   "{{table.litigation}}\n\n文字{{requests.new.total}}件。\n\n",
		"all":     "{{table.litigation}}\n\n{{table.requests}}\n\n{{ table.proactive }}\n\n",
	} {
		var b strings.Builder
		for i, title := range f.chapters {
			b.WriteString("## " + title + "\n\n")
			if i == 0 {
				b.WriteString(prose)
			}
		}
		in := skeletonInput(t, 2023, nil)
		in.Body, in.BodyLine = []byte(b.String()), 1
		r, _ := Parse(in)
		out, places, found := r.Expand(Counts{})
		if len(found) > 0 || len(places) != 3 {
			t.Fatalf("%s: %v, found %v", name, places, codes(found))
		}
		last := -1
		for _, p := range places {
			if !bytes.HasPrefix(out[p.Offset:], []byte(marker(p.Table)+"\n")) || out[p.Offset-1] != '\n' || p.Offset <= last {
				t.Errorf("%s: %+v is not the line of a marker in\n%s", name, p, out)
			}
			last = p.Offset
		}
	}
}

// TestPlaceOfMissingData: where the data could not be read, that its table is not
// there is no finding of its own.
func TestPlaceOfMissingData(t *testing.T) {
	if _, found := expandOf(t, 2017, "{{table.statistics}}", "a = ＝\n", Counts{}); len(found) > 0 {
		t.Errorf("found %v", found)
	}
	if _, found := expandOf(t, 2017, "{{table.statistic}}", "[training]\npeople = 1\n", Counts{}); !sameSet(found, []string{"RP033"}) {
		t.Errorf("found %v", found)
	}
}

// TestSeparates: only what Markdown takes for a heading ends a paragraph.
func TestSeparates(t *testing.T) {
	for line, want := range map[string]bool{"": true, " \t": true, "# 题": true, "###### 题": true, "##": true, "#\t题": true, "#题": false, "####### 题": false, "文字": false} {
		if separates([]byte(line)) != want {
			t.Errorf("%q: %t", line, !want)
		}
	}
}
