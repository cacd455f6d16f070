package transfer

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func items() []Item {
	return []Item{
		{Title: "关于修桥的通告", Number: "某政发〔2017〕3号", Issuer: "某某镇人民政府", Written: "2017-03-01", Published: "2017-03-15", Category: "公示公告", Kind: "文档",
			Address: "https://town.example/notices/2017/0003.html", Format: "html", Size: 1234, SHA256: strings.Repeat("0a", 32), First: "2017-03-15", Logged: "2022-06-01"},
		{Title: "=HYPERLINK(\"x\")", Kind: "附件", Format: "csv"},
	}
}

// Both lists have the same cells; what is not confirmed says so; a title is never a
// formula; the same items give the same bytes.
func TestLists(t *testing.T) {
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(CSV(items()), []byte("\ufeff")))).ReadAll()
	if err != nil || len(rows) != 3 {
		t.Fatalf("%v, %v", rows, err)
	}
	book, err := XLSX(items(), "2022-06-01")
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := XLSX(items(), "2022-06-01"); !bytes.Equal(book, again) {
		t.Error("the same items give other bytes")
	}
	f, err := excelize.OpenReader(bytes.NewReader(book))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	cells, err := f.GetRows("移交清单")
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		for j, cell := range row {
			got := ""
			if j < len(cells[i]) {
				got = cells[i][j]
			}
			if strings.TrimPrefix(cell, "'") != got {
				t.Errorf("row %d, column %d: %q in the CSV, %q in the workbook", i, j, cell, got)
			}
		}
	}
	if formula, _ := f.GetCellFormula("移交清单", "B3"); formula != "" || rows[2][1][0] != '\'' {
		t.Errorf("a title has become a formula: %q, %q", formula, rows[2][1])
	}
	for j, heading := range rows[0] {
		unsaid := strings.Contains(" 序号 SHA-256 首次公开日期 登记日期 ", " "+heading+" ")
		if strings.HasSuffix(heading, "（未核实）") == unsaid {
			t.Errorf("heading %s", heading)
		}
		if strings.HasPrefix(heading, "保管期限") && rows[1][j] != "未核实" {
			t.Errorf("保管期限 is %q", rows[1][j])
		}
	}
}
