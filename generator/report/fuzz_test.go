package report

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"gongkai/generator/diag"
)

// checkFindings checks what every finding must have: a rule, both languages,
// and a place that exists.
func checkFindings(t *testing.T, found []diag.Diagnostic, files map[string][]byte) {
	t.Helper()
	for _, d := range found {
		if d.Code == "" || d.Message.ZH == "" || d.Message.EN == "" || strings.Contains(d.Message.ZH+d.Hint.ZH, "%!") {
			t.Errorf("incomplete finding: %+v", d)
		}
		data, known := files[filepath.Base(d.Pos.File)]
		if d.Pos.Line == 0 || !known {
			continue
		}
		lines := bytes.Split(bytes.TrimPrefix(data, bom), []byte("\n"))
		if d.Pos.Line > len(lines) {
			t.Errorf("%s is on line %d of %d", d.Code, d.Pos.Line, len(lines))
			continue
		}
		// A line in GBK is shown as its author sees it.
		line := string(bytes.TrimRight(lines[d.Pos.Line-1], "\r"))
		if utf8.ValidString(line) && !strings.Contains(line, d.Pos.Source) {
			t.Errorf("%s: source %q, line %d is %q", d.Code, d.Pos.Source, d.Pos.Line, line)
		}
	}
}

func brokenSeeds(f *testing.F, section string) {
	files, err := filepath.Glob("testdata/broken/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		if _, rest, ok := bytes.Cut(data, []byte("-- "+section+" --\n")); ok {
			body, _, _ := bytes.Cut(rest, []byte("\n-- "))
			f.Add(body)
		}
	}
}

func FuzzFigures(f *testing.F) {
	for _, year := range []int{2017, 2020, 2023} {
		f.Add(Skeleton(year, "", "", nil)[FiguresFile])
	}
	f.Add([]byte("[[processing_fee.charge]]\nby = \"pages\"\namount = 1\n[labels]\na = { b = \"c\" }\n[counted]\nx.y = 1"))
	f.Add([]byte("a = [1, [2, {b = 3}]]\nc.d.e = -1.5\nrequests = 1\nproactive.art20_1 = 2\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, form := range []struct {
			id   string
			year int
		}{{form2007, 2017}, {form2019, 2020}, {form2021, 2023}} {
			r, found := Parse(Input{
				Year: form.year, Form: form.id, Path: "content/reports/2023/index.md", Office: "示例镇", Figures: data,
			})
			checkFindings(t, found, map[string][]byte{FiguresFile: data})
			for _, figure := range r.figures.list {
				if v, ok := parseNumber(figure.Value.String()); !ok || v != figure.Value {
					t.Errorf("%s does not survive printing: %d", figure.Name, figure.Value)
				}
			}
			r.Highlights(r)
			r.Charts([]*Report{r}, Counts{Year: form.year, Documents: Count{N: 1}})
			if _, err := r.JSON(); err != nil {
				t.Error(err)
			}
			if _, err := r.CSV(); err != nil {
				t.Error(err)
			}
			Skeleton(form.year+1, "", "", r)
		}
	})
}

func FuzzLedger(f *testing.F) {
	const header = "received,applicant,channel,outcome,closed\n"
	brokenSeeds(f, LedgerFile)
	f.Add([]byte(header + "2023-03-01,natural,in_person,granted,2023-03-09\n2023-12-31,自然人,信函,,\n"))
	f.Add([]byte(header + "2022-12-20,natural,letter,granted,2023-01-09\n"))
	figures := withoutRequests(Skeleton(2023, "", "", nil)[FiguresFile])
	f.Fuzz(func(t *testing.T, data []byte) {
		in := Input{Year: 2023, Form: form2021, Path: "content/reports/2023/index.md", Figures: figures, Ledger: data}
		in.PreviousLedger = []byte(header + "2022-12-20,natural,letter,granted,2023-01-09\n")
		in.NextLedger = data
		r, found := Parse(in)
		checkFindings(t, found, map[string][]byte{})
		// A table that a ledger gives satisfies the relations by construction.
		for _, code := range codes(relationCheck{r}.checkRelations(r.form.relations())) {
			t.Errorf("a counted table breaks %s", code)
		}
	})
}

func FuzzExpand(f *testing.F) {
	for _, year := range []int{2017, 2020, 2023} {
		f.Add(Skeleton(year, "", "", nil)["index.md"])
	}
	f.Add([]byte("## 二、主动公开政府信息情况\n\n{{table.proactive}}\n```\n## 三\n```\n共40条，其中（含5条）10条，占２５%，约3件 1,234条 [a](b1条)\n"))
	f.Add([]byte("{{{{a}}}}\\{{ {{counted.month.12}} {{table.x}} {{requests.new.total}}\n統計期限 2023年1月1日 2023年13月40日\n"))
	figures := Skeleton(2023, "", "", nil)[FiguresFile]
	f.Fuzz(func(t *testing.T, body []byte) {
		in := Input{Year: 2023, Form: form2021, Path: "content/reports/2023/index.md", Figures: figures, Body: body, BodyLine: 1}
		r, found := Parse(in)
		out, places, more := r.Expand(Counts{Year: 2023})
		checkFindings(t, append(found, more...), map[string][]byte{"index.md": body})
		if diag.HasErrors(more) {
			return
		}
		for _, p := range places {
			if !bytes.HasPrefix(out[p.Offset:], []byte(marker(p.Table))) || !aloneOn(out, p.Offset, len(marker(p.Table))) {
				t.Errorf("%+v is no place in %q", p, out)
			}
		}
		rest := bytes.ReplaceAll(out, []byte(`\{{`), nil)
		for _, name := range r.tableNames() {
			rest = bytes.ReplaceAll(rest, []byte(marker(name)), nil)
		}
		if bytes.Contains(rest, []byte("{{")) && !bytes.Contains(body, []byte(`\`)) {
			t.Errorf("a reference is left in %q", out)
		}
	})
}

func FuzzSiteReport(f *testing.F) {
	brokenSeeds(f, SiteReportFile)
	f.Add([]byte("[visits]\ntotal = 1\n[security]\nwarning = true\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		tables, found := SiteReportInput{Year: 2023, Path: "content/reports/2023/" + SiteReportFile, Data: data}.Tables()
		checkFindings(t, found, map[string][]byte{SiteReportFile: data})
		if len(tables) != 1 || len(tables[0].Rows) == 0 {
			t.Error("no table")
		}
	})
}
