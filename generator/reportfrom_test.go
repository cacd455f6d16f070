package main

import (
	"errors"
	"strings"
	"testing"

	"gongkai/generator/printed"
)

// TestWorkbookOfAnotherYear: a workbook that says that it is of another year is refused,
// with both years and the call that is right; one that says this year too, or none, is not.
func TestWorkbookOfAnotherYear(t *testing.T) {
	f := &filling{from: "表.xlsx", year: 2024}
	for _, years := range [][]printed.Stated{nil, {{Year: 2024, Cell: "表1!A1"}}, {{Year: 2025, Cell: "表1!A1"}, {Year: 2024, Cell: "表2!A1"}}} {
		if err := f.isOfYear(years); err != nil {
			t.Errorf("%v: %v", years, err)
		}
	}
	var wrong wrongCall
	if err := f.isOfYear([]printed.Stated{{Year: 2025, Cell: "表1!A1"}}); !errors.As(err, &wrong) {
		t.Fatalf("%v", err)
	}
	for _, want := range []string{"2025 年（表1!A1），不是 2024 年", "gongkai report 2025 --from 表.xlsx"} {
		if !strings.Contains(wrong.ZH, want) {
			t.Errorf("%s lacks %s", wrong.ZH, want)
		}
	}
}
