package report

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/diag"
	"gongkai/generator/terminal"
)

// golden compares got with the file testdata/name, or writes it where
// GONGKAI_UPDATE is set.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if os.Getenv("GONGKAI_UPDATE") != "" {
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got), GONGKAI_UPDATE=1 to accept:\n%s", file, diff)
	}
}

// codes lists the codes of findings, in order, without notes.
func codes(found []diag.Diagnostic) []string {
	list := []string{}
	for _, d := range diag.Sort(found) {
		if d.Severity != diag.Note {
			list = append(list, d.Code)
		}
	}
	return list
}

// printed renders findings as the program prints them.
func printed(found []diag.Diagnostic, lang string) string {
	var b bytes.Buffer
	if err := (terminal.Printer{W: &b, Lang: lang}).Print(diag.Sort(found)); err != nil {
		panic(err)
	}
	return b.String()
}

// bodyOf cuts the front matter off a file made by Skeleton.
func bodyOf(t *testing.T, file []byte) (body []byte, line int) {
	t.Helper()
	const fence = "\n---\n"
	i := bytes.Index(file, []byte(fence))
	if !bytes.HasPrefix(file, []byte("---\n")) || i < 0 {
		t.Fatalf("no front matter in:\n%s", file)
	}
	i += len(fence)
	return file[i:], 1 + bytes.Count(file[:i], []byte("\n"))
}

// skeletonInput is the report that Skeleton starts, as Parse takes it.
func skeletonInput(t *testing.T, year int, prev *Report) Input {
	t.Helper()
	files := Skeleton(year, "", "", prev)
	body, line := bodyOf(t, files["index.md"])
	body = stated(body)
	return Input{
		Year: year, Path: fmt.Sprintf("content/reports/%d/index.md", year), Form: formFor(year),
		Title: fmt.Sprintf("%d年度政府信息公开工作年度报告", year), Published: fmt.Sprintf("%d-01-20", year+1),
		Office: "示例镇人民政府", Body: body, BodyLine: line, Figures: files[FiguresFile],
	}
}

// stated puts sentences with figures in the place of labels that Skeleton leaves to
// be filled in.
func stated(body []byte) []byte {
	return []byte(strings.NewReplacer(
		"主动公开情况：\n\n依申请公开情况：\n", "主动公开情况：本年度发布政府信息{{counted.documents}}件。\n\n依申请公开情况：新收政府信息公开申请{{requests.new.total}}件，上年结转{{requests.carried_in.total}}件，办理{{requests.total.total}}件，结转下年度{{requests.carried_out.total}}件。\n",
		"信息处理费收取情况：", "本年度收取信息处理费{{processing_fee.cases}}件、{{processing_fee.amount}}元。",
		"工作概述：", "概述本年度政府信息公开工作。",
		"主动公开情况：\n\n## 三", "主动公开政府信息{{disclosure.total}}条。\n\n## 三",
		"依申请公开情况：\n\n## 四", "收到政府信息公开申请{{requests.received}}件，答复{{requests.answered}}件。\n\n## 四",
		"收费和减免情况：", "收取费用{{fees.charged}}万元。",
		"行政复议、行政诉讼情况：", "行政复议{{review.total}}件，行政诉讼{{lawsuit.total}}件。",
		"主要问题和改进情况：", "主要问题和改进措施。",
	).Replace(string(body)))
}

// filled puts a text behind each label that Skeleton leaves to be filled in.
func filled(body []byte) []byte {
	return bytes.ReplaceAll(body, []byte("：\n"), []byte("：已写明。\n"))
}

func TestSkeletonIsSound(t *testing.T) {
	for _, year := range []int{2017, 2019, 2020, 2021, 2024} {
		in := skeletonInput(t, year, nil)
		r, found := Parse(in)
		for _, d := range found {
			if d.Code != chapterEmpty.Code { // labels that wait for their text
				t.Errorf("%d:\n%s", year, printed(found, "zh"))
			}
		}
		counts := Counts{Year: year, Documents: Count{N: 12}}
		body, _, found := r.Expand(counts)
		if len(found) > 0 {
			t.Errorf("%d:\n%s", year, printed(found, "zh"))
		}
		if bytes.Count(body, []byte("\n")) != bytes.Count(in.Body, []byte("\n")) {
			t.Errorf("%d: Expand changed the number of lines", year)
		}
		for _, name := range r.tableNames() {
			if !bytes.Contains(body, []byte("\n{{table."+name+"}}\n")) {
				t.Errorf("%d: no marker for table %s in\n%s", year, name, body)
			}
		}
	}
}

func TestSkeletonGolden(t *testing.T) {
	var b bytes.Buffer
	for _, year := range []int{2017, 2020, 2024} {
		files := Skeleton(year, "", "", nil)
		fmt.Fprintf(&b, "==== %d index.md\n%s==== %d figures.toml\n%s", year, files["index.md"], year, files[FiguresFile])
	}
	golden(t, "skeleton.golden", b.Bytes())
}

func TestSkeletonCarriesOver(t *testing.T) {
	in := skeletonInput(t, 2023, nil)
	in.Body = filled(in.Body)
	in.Figures = []byte(strings.NewReplacer(
		"carried_out = [0, 0, 0, 0, 0, 0, 0]", "carried_out = [2, 1, 0, 0, 0, 0, 3]",
		"new         = [0, 0, 0, 0, 0, 0, 0]", "new         = [2, 1, 0, 0, 0, 0, 3]",
		"valid = 0", "valid = 0",
	).Replace(string(in.Figures)))
	prev, found := Parse(in)
	if len(found) > 0 {
		t.Fatal(printed(found, "zh"))
	}
	next := skeletonInput(t, 2024, prev)
	if want := "carried_in  = [2, 1, 0, 0, 0, 0, 3]"; !bytes.Contains(next.Figures, []byte(want)) {
		t.Errorf("no %q in\n%s", want, next.Figures)
	}
	// The other year's figures are not taken over.
	if far := Skeleton(2025, "", "", prev); bytes.Contains(far[FiguresFile], []byte("[2, 1")) {
		t.Error("figures of two years ago were carried in")
	}
}

func TestFormFor(t *testing.T) {
	for year, want := range map[int]string{2008: "2007", 2018: "2007", 2019: "2019", 2020: "2019", 2021: "2021", 2030: "2021"} {
		if got := formFor(year); got != want {
			t.Errorf("formFor(%d) = %q, want %q", year, got, want)
		}
		for _, form := range []string{form2007, form2019, form2021} {
			in := skeletonInput(t, year, nil)
			in.Form = form
			_, found := Parse(in)
			if has := hasCode(found, "RP111"); has == (form == want) {
				t.Errorf("%d with form %s: RP111 = %v", year, form, has)
			}
		}
	}
}

func hasCode(found []diag.Diagnostic, code string) bool {
	for _, d := range found {
		if d.Code == code {
			return true
		}
	}
	return false
}

func TestRules(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Rules() {
		if seen[r.Code] {
			t.Errorf("%s occurs twice", r.Code)
		}
		seen[r.Code] = true
		for _, text := range []diag.Text{r.Title, r.Message, r.Hint, r.Explain} {
			if text.ZH == "" || text.EN == "" {
				t.Errorf("%s lacks a text in one language", r.Code)
			}
		}
		if !strings.Contains(r.Explain.ZH, "错误") || !strings.Contains(r.Explain.ZH, "正确") {
			t.Errorf("%s explains without an example", r.Code)
		}
	}
}

func TestNumber(t *testing.T) {
	for s, want := range map[string]string{
		"0": "0", "267": "267", "59237.2449": "59237.2449", "0.10": "0.1", "1_000": "1000", "-3": "-3", "+3": "3", "1.00000": "1",
	} {
		if n, ok := parseNumber(s); !ok || n.String() != want {
			t.Errorf("parseNumber(%q) = %v, %v, want %s", s, n, ok, want)
		}
	}
	for _, s := range []string{"", ".", "1e3", "0x10", "inf", "nan", "0.00001", "99999999999999", "--1", "+-1", "1.2.3"} {
		if n, ok := parseNumber(s); ok {
			t.Errorf("parseNumber(%q) = %v, want refusal", s, n)
		}
	}
}

func TestPercentage(t *testing.T) {
	for _, c := range []struct {
		part, whole, decimals int
		want                  string
	}{
		{452, 8489, 2, "5.32"}, {461, 8489, 2, "5.43"}, {243, 8489, 2, "2.86"}, {79, 8489, 2, "0.93"},
		{7254, 8489, 2, "85.45"}, {1, 3, 0, "33"}, {2, 3, 0, "67"}, {1, 8, 1, "12.5"}, {1, 8, 0, "13"}, {1, 1, 4, "100"},
	} {
		if got := percentage(wholeNumber(c.part), wholeNumber(c.whole), c.decimals); got.String() != c.want {
			t.Errorf("%d of %d to %d decimals = %s, want %s", c.part, c.whole, c.decimals, got, c.want)
		}
	}
}

// The amounts of a real report (宿迁 2024) and the bounds of every tier.
func TestFees(t *testing.T) {
	for pages, want := range map[int]int{0: 0, 30: 0, 31: 10, 44: 140, 57: 270, 72: 420, 100: 700, 101: 720, 109: 880, 119: 1080, 200: 2700, 201: 2740} {
		if got := feeForPages(pages); got != want {
			t.Errorf("feeForPages(%d) = %d, want %d", pages, got, want)
		}
	}
	for n, want := range map[int]int{0: 0, 10: 0, 11: 100, 25: 1500, 30: 2000, 31: 2200, 40: 4000, 41: 4300, 50: 7000, 51: 7400} {
		if got := feeForRequests(n); got != want {
			t.Errorf("feeForRequests(%d) = %d, want %d", n, got, want)
		}
	}
}
