package printed

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"
)

// TestYears: the year of a title above a table is told, with its cell, and no day is taken
// for one.
func TestYears(t *testing.T) {
	r, _ := filledIn(t, 2024)
	data, err := r.XLSX()
	if err != nil {
		t.Fatal(err)
	}
	for title, want := range map[string][]Stated{
		"2025年政府信息公开情况统计表": {{2025, "A1"}}, "填报日期：2025年1月20日": nil, "年度|2023": {{2023, "B1"}}, "": nil,
	} {
		book, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		sheet := book.GetSheetList()[0]
		must(t, book.InsertRows(sheet, 1, 2))
		for i, text := range bytes.Split([]byte(title), []byte("|")) {
			must(t, book.SetCellStr(sheet, string(rune('A'+i))+"1", string(text)))
		}
		changed, err := book.WriteToBuffer()
		if err != nil {
			t.Fatal(err)
		}
		got, _, err := Figures("表.xlsx", changed.Bytes(), r.Tables())
		if err != nil || len(got.Years) != len(want) || len(want) > 0 && got.Years[0] != (Stated{want[0].Year, sheet + "!" + want[0].Cell}) {
			t.Errorf("%s: %v, %v", title, got.Years, err)
		}
	}
}

func TestYearIn(t *testing.T) {
	for text, want := range map[string]int{
		"2025年": 2025, "２０２５年度政府信息公开工作年度报告": 2025, "某镇2024 年政府信息公开情况统计表": 2024, "年度：2023": 2023, "年份 2022": 2022,
		"填报日期：2025年1月20日": 0, "填报日期：2025年1月20日 2024年度": 2024, "国办公开办函〔2021〕30号": 0, "2025": 0, "": 0, "12025年": 2025, "20年": 0,
	} {
		if got := yearIn(text); got != want {
			t.Errorf("%s: %d instead of %d", text, got, want)
		}
	}
}
