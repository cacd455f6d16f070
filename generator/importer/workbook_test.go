package importer_test

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"gongkai/generator/importer"
)

// xlsx makes a workbook.
func xlsx(t *testing.T, make func(f *excelize.File) error) []byte {
	t.Helper()
	f := excelize.NewFile()
	if err := make(f); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// rows writes rows of values from A1 on.
func rows(f *excelize.File, sheet string, rows ...[]any) error {
	for i, row := range rows {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		if err == nil {
			err = f.SetSheetRow(sheet, cell, &row)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func TestWorkbook(t *testing.T) {
	for name, c := range map[string]struct {
		make               func(f *excelize.File) error
		facts, codes, want string
	}{
		"a title over the table, and a remark below": {
			func(f *excelize.File) error {
				if err := rows(f, "Sheet1", []any{"2026年补贴名单"}, []any{"单位：元"}, []any{"序号", "姓名", "金额"}, []any{1, "张*华", 1200.5}, []any{2, "李*明", 300}, []any{"合计", nil, 1500.5}, []any{"注：金额含税。"}); err != nil {
					return err
				}
				return f.MergeCell("Sheet1", "A1", "C1")
			},
			"2026年补贴名单|||", "",
			"单位：元\n\n| 序号 | 姓名 | 金额 |\n|:--|:--|--:|\n| 1 | 张*华 | 1200.5 |\n| 2 | 李*明 | 300 |\n| 合计 |  | 1500.5 |\n\n注：金额含税。\n",
		},
		"numbers as they are shown": {
			func(f *excelize.File) error {
				if err := rows(f, "Sheet1", []any{"项", "值"}, []any{"日", time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)}, []any{"额", 1234.5}, []any{"率", 0.125}, []any{"号", "001"}, []any{"真", true}); err != nil {
					return err
				}
				for cell, format := range map[string]string{"B2": `yyyy"年"m"月"d"日"`, "B3": "#,##0.00", "B4": "0.0%"} {
					style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
					if err == nil {
						err = f.SetCellStyle("Sheet1", cell, cell, style)
					}
					if err != nil {
						return err
					}
				}
				return nil
			},
			"a|||", "IM025",
			"| 项 | 值 |\n|:--|:--|\n| 日 | 2026年3月1日 |\n| 额 | 1,234.50 |\n| 率 | 12.5% |\n| 号 | 001 |\n| 真 | TRUE |\n",
		},
		"what is hidden stays out": {
			func(f *excelize.File) error {
				if err := rows(f, "Sheet1", []any{"姓名", "身份证", "金额"}, []any{"甲", "110101", 1}, []any{"乙", "110102", 2}, []any{"丙", "110103", 3}); err != nil {
					return err
				}
				if _, err := f.NewSheet("底稿"); err != nil {
					return err
				}
				if err := rows(f, "底稿", []any{"内部", "数据"}); err != nil {
					return err
				}
				if err := f.SetColVisible("Sheet1", "B", false); err != nil {
					return err
				}
				if err := f.SetRowVisible("Sheet1", 3, false); err != nil {
					return err
				}
				if err := f.AddComment("Sheet1", excelize.Comment{Cell: "A1", Author: "某", Text: "内部"}); err != nil {
					return err
				}
				return f.SetSheetVisible("底稿", false)
			},
			"a|||", "IM011 IM012 IM025",
			"| 姓名 | 金额 |\n|:--|--:|\n| 甲 | 1 |\n| 丙 | 3 |\n",
		},
		"several sheets, several tables": {
			func(f *excelize.File) error {
				if err := f.SetSheetName("Sheet1", "东村"); err != nil {
					return err
				}
				if _, err := f.NewSheet("西村"); err != nil {
					return err
				}
				if err := rows(f, "东村", []any{"甲", "乙"}, []any{1, 2}, nil, []any{"丙", "丁"}, []any{3, 4}, nil, []any{"填报：某", "日期：3月1日"}); err != nil {
					return err
				}
				return rows(f, "西村", []any{"戊", "己"}, []any{5, 6})
			},
			"a|||", "IM025",
			"## 东村\n\n| 甲 | 乙 |\n|--:|--:|\n| 1 | 2 |\n\n| 丙 | 丁 |\n|--:|--:|\n| 3 | 4 |\n\n填报：某　　日期：3月1日\n\n## 西村\n\n| 戊 | 己 |\n|--:|--:|\n| 5 | 6 |\n",
		},
		"an empty row within a list": {
			func(f *excelize.File) error {
				return rows(f, "Sheet1", []any{"序号", "姓名", "金额"}, []any{1, "甲", 10}, nil, []any{2, "乙", 20}, nil, nil, []any{3, "丙", 30}, []any{4, "丁", 40}, nil, []any{"合计", nil, 100})
			},
			"a|||", "IM025 IM035",
			"| 序号 | 姓名 | 金额 |\n|:--|:--|--:|\n| 1 | 甲 | 10 |\n| 2 | 乙 | 20 |\n| 3 | 丙 | 30 |\n| 4 | 丁 | 40 |\n| 合计 |  | 100 |\n",
		},
		"an empty row within a list without numbers": {
			func(f *excelize.File) error {
				return rows(f, "Sheet1", []any{"姓名", "村"}, []any{"甲", "东村"}, nil, []any{"乙", "西村"}, []any{"丙", "西村"})
			},
			"a|||", "IM025 IM035",
			"| 姓名 | 村 |\n|:--|:--|\n| 甲 | 东村 |\n| 乙 | 西村 |\n| 丙 | 西村 |\n",
		},
		"an empty row below the header": {
			func(f *excelize.File) error {
				return rows(f, "Sheet1", []any{"项目", "2024", "2025"}, nil, []any{"甲", 1, 2}, []any{"乙", 3, 4})
			},
			"a|||", "IM025 IM035",
			"| 项目 | 2024 | 2025 |\n|:--|--:|--:|\n| 甲 | 1 | 2 |\n| 乙 | 3 | 4 |\n",
		},
		"the header again, years in a header, wider rows, who has made it: not the same table": {
			func(f *excelize.File) error {
				return rows(f, "Sheet1", []any{"姓名", "村"}, []any{"甲", "东村"}, nil, []any{"姓名", "村"}, []any{"乙", "西村"}, nil,
					[]any{"项目", 2024}, []any{"丙", 5}, nil, []any{"丁", 6, 7}, []any{"戊", 8, 9}, nil, []any{"制表：己", "审核："})
			},
			"a|||", "IM025",
			"| 姓名 | 村 |\n|:--|:--|\n| 甲 | 东村 |\n\n| 姓名 | 村 |\n|:--|:--|\n| 乙 | 西村 |\n\n| 项目 | 2024 |\n|:--|--:|\n| 丙 | 5 |\n\n| 丁 | 6 | 7 |\n|:--|--:|--:|\n| 戊 | 8 | 9 |\n\n制表：己　　审核：\n",
		},
		"who has made it, and the unit, above and below": {
			func(f *excelize.File) error {
				return rows(f, "Sheet1", []any{"2026年补贴名单"}, []any{"填报单位：某镇", nil, "单位：元"}, []any{"序号", "姓名", "金额"}, []any{1, "甲", 10}, []any{2, "乙", 20}, []any{"填表人：丙", nil, "审核人："})
			},
			"2026年补贴名单|||", "",
			"填报单位：某镇　　单位：元\n\n| 序号 | 姓名 | 金额 |\n|--:|:--|--:|\n| 1 | 甲 | 10 |\n| 2 | 乙 | 20 |\n\n填表人：丙　　审核人：\n",
		},
		"a form is all labels": {
			func(f *excelize.File) error {
				return rows(f, "Sheet1", []any{"姓名：甲", "性别：女"}, []any{"住址：东村", "电话："}, []any{"备注：无", "签名："})
			},
			"a|||", "IM025",
			"| 姓名：甲 | 性别：女 |\n|:--|:--|\n| 住址：东村 | 电话： |\n| 备注：无 | 签名： |\n",
		},
		"what Excel shows in the place of a value": {
			func(f *excelize.File) error {
				return rows(f, "Sheet1", []any{"姓名", "证号", "率"}, []any{"甲", 110101199003070000, "#DIV/0!"}, []any{"乙", "1.38E+10", "见#REF!"})
			},
			"a|||", "IM025 IM036",
			"| 姓名 | 证号 | 率 |\n|:--|:--|:--|\n| 甲 | 1.10101E+17 | #DIV/0! |\n| 乙 | 1.38E+10 | 见#REF! |\n",
		},
		"merged cells, a formula without a value, a link": {
			func(f *excelize.File) error {
				if err := rows(f, "Sheet1", []any{"名称", "地址", nil}, []any{nil, "村", "组"}, []any{"甲", "东", "一"}); err != nil {
					return err
				}
				if err := f.MergeCell("Sheet1", "A1", "A2"); err != nil {
					return err
				}
				if err := f.SetCellFormula("Sheet1", "C4", "SUM(C1:C3)"); err != nil {
					return err
				}
				return f.MergeCell("Sheet1", "B1", "C1")
			},
			"a|||", "IM021 IM023 IM025",
			"{{table 0001-表1.xlsx header=2}}\n",
		},
	} {
		r := read(t, importer.File{Name: "a.xlsx", Data: xlsx(t, c.make)})
		if diff := cmp.Diff(c.want, r.body); diff != "" || r.facts() != c.facts || r.codes() != c.codes {
			t.Errorf("%s: taken %s, found %s %v\n%s", name, r.facts(), r.codes(), r.found, diff)
		}
	}
}

// TestTableFile: merged cells arrive as merges, and the same table gives the same
// bytes.
func TestTableFile(t *testing.T) {
	data := xlsx(t, func(f *excelize.File) error {
		if err := rows(f, "Sheet1", []any{"甲", "乙", "丙"}, []any{"001", 12.5, "1,200"}, []any{nil, "x", "y"}); err != nil {
			return err
		}
		if err := f.MergeCell("Sheet1", "A2", "A3"); err != nil {
			return err
		}
		return f.MergeCell("Sheet1", "B1", "C1")
	})
	first := read(t, importer.File{Name: "a.xlsx", Data: data})
	second := read(t, importer.File{Name: "a.xlsx", Data: data})
	if got := first.merges(t, "0001-表1.xlsx"); got != "0.1:1x2 1.0:2x1" {
		t.Errorf("merged cells %s", got)
	}
	if got := first.tableText(t, "0001-表1.xlsx"); got != "甲\n乙\n001\n12.5\n1,200\nx\ny" {
		t.Errorf("the table says %q", got)
	}
	if !bytes.Equal(first.files[0].Data, second.files[0].Data) {
		t.Error("the same table gives other bytes")
	}
}

// TestHiddenNamed: what was left out is named as the clerk sees it in Excel, each once.
func TestHiddenNamed(t *testing.T) {
	f := excelize.NewFile()
	if err := rows(f, "Sheet1", []any{"姓名", "身份证", "金额"}, []any{"甲", "1", 1}, []any{"乙", "2", 2}, []any{"丙", "3", 3}); err != nil {
		t.Fatal(err)
	}
	if _, err := f.NewSheet("底稿"); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(f.SetColVisible("Sheet1", "B", false), f.SetRowVisible("Sheet1", 3, false), f.SetSheetVisible("底稿", false)); err != nil {
		t.Fatal(err)
	}
	data, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	const want = "隐藏的内容没有导入：工作表“底稿”、工作表“Sheet1” B 列、工作表“Sheet1”第 3 行"
	for _, d := range read(t, importer.File{Name: "a.xlsx", Data: data.Bytes()}).found {
		if d.Code == "IM012" {
			if d.Message.ZH != want {
				t.Errorf("%q, want %q", d.Message.ZH, want)
			}
			return
		}
	}
	t.Error("nothing is said of what is hidden")
}
