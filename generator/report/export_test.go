package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"gongkai/generator/toolstest"
)

// townReport is the report of the town itself, as the repository holds it.
func townReport(t *testing.T) *Report {
	t.Helper()
	read := func(name string) []byte {
		data, err := os.ReadFile(filepath.Join("../../content/reports/2017", name))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	body, line := bodyOf(t, read("index.md"))
	r, found := Parse(Input{
		Year: 2017, Path: "content/reports/2017/index.md", Form: "2007", Title: "巨各庄镇2017年政府信息公开工作年度报告",
		Published: "2018-03-31", Office: "巨各庄镇人民政府", Body: body, BodyLine: line, Figures: read(FiguresFile),
	})
	if len(found) > 0 {
		t.Fatal(printed(found, "zh"))
	}
	return r
}

// townFigures are the numbers of the town's report for 2017, as it was
// published.
func townFigures() map[string]string {
	return map[string]string{
		"training.sessions": "5", "training.people": "267", "disclosure.system": "121", "disclosure.portal": "180",
		"requests.received": "7", "requests.answered_in_person": "7", "review.total": "0", "lawsuit.total": "0",
		"complaints.total": "0", "fees.charged": "0", "fees.litigation": "0",
	}
}

func TestTownReport(t *testing.T) {
	r := townReport(t)
	want := townFigures()
	if got := r.figures.list; len(got) != len(want) {
		t.Errorf("%d figures, want %d", len(got), len(want))
	}
	for name, value := range want {
		if f, ok := r.Figure(name); !ok || f.Value.String() != value || f.Label == name || f.Unit == "" {
			t.Errorf("%s = %v %v, want %s with label and unit", name, f, ok, value)
		}
		if got := csvFigures(t, r)[name]; got != value {
			t.Errorf("csv: %s = %q, want %s", name, got, value)
		}
		if got := jsonFigures(t, r)[name]; got != value {
			t.Errorf("json: %s = %q, want %s", name, got, value)
		}
		if got := xlsxFigures(t, r)[name]; got != value {
			t.Errorf("xlsx: %s = %q, want %s", name, got, value)
		}
	}
	body, _, found := r.Expand(Counts{Year: 2017})
	if len(found) > 0 {
		t.Error(printed(found, "zh"))
	}
	for _, sentence := range []string{
		"培训班5次，接受培训267人", "公开信息121条", "公开信息180条", "政府信息7件，其中当面答复7件",
		"行政复议0件，提起行政诉讼0件，提出申诉（包括信访、举报）0件", "收费金额为0万元", "支出为0元",
	} {
		if !bytes.Contains(body, []byte(sentence)) {
			t.Errorf("the prose lacks %q", sentence)
		}
	}
	if n := len(r.body.chapters()); n != 11 {
		t.Errorf("%d chapters, want 11", n)
	}
}

func csvFigures(t *testing.T, r *Report) map[string]string {
	t.Helper()
	data, err := r.CSV()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(data, bom) || !bytes.Contains(data, []byte("\r\n")) {
		t.Error("csv: no byte order mark or no CRLF")
	}
	rows, err := csv.NewReader(bytes.NewReader(data[len(bom):])).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	figures := map[string]string{}
	for _, row := range rows[1:] {
		figures[row[2]] = row[5]
	}
	return figures
}

func jsonFigures(t *testing.T, r *Report) map[string]string {
	t.Helper()
	data, err := r.JSON()
	if err != nil {
		t.Fatal(err)
	}
	var out jsonReport
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	figures := map[string]string{}
	for _, table := range out.Tables {
		for _, f := range table.Figures {
			if f.Value != nil {
				figures[f.Name] = f.Value.String()
			}
		}
	}
	return figures
}

// xlsxFigures reads the workbook back: for each table the cells at the places
// of its figures.
func xlsxFigures(t *testing.T, r *Report) map[string]string {
	t.Helper()
	data, err := r.XLSX()
	if err != nil {
		t.Fatal(err)
	}
	file, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	tables := r.Tables()
	if own, ok := (tableMaker{r}).ownTable(); ok {
		tables = append(tables, own)
	}
	figures := map[string]string{}
	for _, table := range tables {
		table.Place(func(y, x int, c Cell) {
			name, err := excelize.CoordinatesToCellName(x+1, y+3)
			if err != nil {
				t.Fatal(err)
			}
			value, err := file.GetCellValue(sheetTitle(table), name)
			if err != nil {
				t.Fatal(err)
			}
			if c.Figure != "" {
				figures[c.Figure] = value
			} else if value != c.Text {
				t.Errorf("xlsx %s %s: %q, want %q", table.ID, name, value, c.Text)
			}
		})
	}
	return figures
}

// randomReport is a report of 2023 with consistent random tables and a fee with
// four decimals.
func randomReport(t *testing.T) *Report {
	t.Helper()
	in := skeletonInput(t, 2023, nil)
	in.Body = []byte(strings.ReplaceAll(string(filled(in.Body)), "{{processing_fee.", `\{{`))
	data := string(randomTables(rand.New(rand.NewPCG(9, 9)), form2021).toml())
	in.Figures = []byte(strings.Replace(data, "proactive.art20_8.fees = 0", "proactive.art20_8.fees = 59237.2449", 1) + "[training]\npeople = 31\n")
	r, found := Parse(in)
	if len(found) > 0 {
		t.Fatal(printed(found, "zh"))
	}
	return r
}

// All outputs give every figure, with the same number.
func TestOutputsAgree(t *testing.T) {
	r := randomReport(t)
	fromCSV, fromJSON, fromXLSX := csvFigures(t, r), jsonFigures(t, r), xlsxFigures(t, r)
	for _, f := range r.figures.list {
		want := f.Value.String()
		if fromCSV[f.Name] != want || fromJSON[f.Name] != want || fromXLSX[f.Name] != want {
			t.Errorf("%s = %s, csv %q, json %q, xlsx %q", f.Name, want, fromCSV[f.Name], fromJSON[f.Name], fromXLSX[f.Name])
		}
	}
	if n := len(r.figures.list); len(fromCSV) != n || len(fromJSON) != n || len(fromXLSX) != n {
		t.Errorf("%d figures, csv %d, json %d, xlsx %d", n, len(fromCSV), len(fromJSON), len(fromXLSX))
	}
}

func TestOutputsAreReproducible(t *testing.T) {
	for _, r := range []*Report{townReport(t), randomReport(t)} {
		for _, make := range []func() ([]byte, error){r.JSON, r.CSV, r.XLSX} {
			first, err := make()
			if err != nil {
				t.Fatal(err)
			}
			for range 3 {
				if again, err := make(); err != nil || !bytes.Equal(first, again) {
					t.Fatalf("the same report gives other bytes (%v)", err)
				}
			}
		}
	}
}

func TestExportGolden(t *testing.T) {
	r := townReport(t)
	for name, make := range map[string]func() ([]byte, error){"report-2017.json": r.JSON, "report-2017.csv": r.CSV} {
		data, err := make()
		if err != nil {
			t.Fatal(err)
		}
		golden(t, name, data)
	}
}

// LibreOffice opens the workbook and finds the same numbers in every sheet.
func TestLibreOffice(t *testing.T) {
	toolstest.Slow(t, "converts with LibreOffice")
	office := toolstest.LibreOffice(t)
	r := randomReport(t)
	data, err := r.XLSX()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "report.xlsx"), data, 0o666); err != nil {
		t.Fatal(err)
	}
	convert := exec.Command(office, "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(dir, "profile")),
		"--headless", "--convert-to", `csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1`,
		"--outdir", dir, filepath.Join(dir, "report.xlsx"))
	if out, err := convert.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	own, _ := tableMaker{r}.ownTable()
	for _, table := range append(r.Tables(), own) {
		compareSheet(t, table, filepath.Join(dir, fmt.Sprintf("report-%s.csv", sheetTitle(table))))
	}
}

// compareSheet compares a converted sheet with its table.
func compareSheet(t *testing.T, table Table, file string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Error(err)
		return
	}
	reader := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, bom)))
	reader.FieldsPerRecord = -1
	rows, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	table.Place(func(y, x int, c Cell) {
		got := slices.Concat(rows[y+2], make([]string, table.Columns))[x]
		if c.Number {
			if v, err := strconv.ParseFloat(got, 64); err != nil || fmt.Sprint(v) != fmt.Sprint(mustFloat(t, c.Text)) {
				t.Errorf("%s: %s = %q, want %s", table.ID, c.Figure, got, c.Text)
			}
			checked++
		} else if got != c.Text {
			t.Errorf("%s: row %d column %d is %q, want %q", table.ID, y, x, got, c.Text)
		}
	})
	if checked == 0 {
		t.Errorf("%s: no number compared", table.ID)
	}
}

func mustFloat(t *testing.T, s string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}
