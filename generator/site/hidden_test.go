package site

import (
	"bytes"
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"

	"gongkai/generator/diag"
	"gongkai/generator/site/buildtest"
)

// TestHiddenInWorkbook: what is hidden in a workbook is found where the file is offered for
// download, as an attachment or below its table, by check and build, and again by a build
// that reads nothing anew; not of a file that nobody can download.
func TestHiddenInWorkbook(t *testing.T) {
	workbook := func(hide bool) string {
		f := excelize.NewFile()
		for cell, text := range map[string]string{"A1": "姓名", "B1": "身份证号码", "A2": "张某", "B2": "1101"} {
			if err := f.SetCellStr("Sheet1", cell, text); err != nil {
				t.Fatal(err)
			}
		}
		if err := f.SetColVisible("Sheet1", "B", !hide); err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := f.Write(&b); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	const front = "---\ntitle: 名单\ncategory: policies\ndate: 2017-03-15\n"
	for _, c := range []struct {
		name, text string
		hide, want bool
	}{
		{"an attachment", front + "attachments: [{file: 0098.xlsx}]\n---\n\n名单见附件。\n", true, true},
		{"a table", front + "---\n\n名单：\n\n{{table 0098.xlsx}}\n", true, true},
		{"nothing hidden", front + "---\n\n名单：\n\n{{table 0098.xlsx}}\n", false, false},
		{"a draft", front + "draft: true\n---\n\n名单：\n\n{{table 0098.xlsx}}\n", true, false},
		{"nobody's file", front + "---\n\n名单。\n", true, false},
	} {
		opt := newSite(t, buildtest.Site())
		write(t, opt, "content/policies/2017/0098.md", c.text)
		write(t, opt, "content/policies/2017/0098.xlsx", workbook(c.hide))
		isFound := func(found []diag.Diagnostic) bool {
			return slices.ContainsFunc(found, func(d diag.Diagnostic) bool {
				return d.Code == "TF007" && d.Pos.File == "content/policies/2017/0098.xlsx"
			})
		}
		for what, run := range map[string]func(Options) (*Result, error){"check": Check, "build": Build} {
			for range 2 {
				res, err := run(opt)
				if err != nil || diag.HasErrors(res.Diagnostics) || isFound(res.Diagnostics) != c.want {
					t.Errorf("%s, %s: %v\n%s", c.name, what, err, printed(t, res.Diagnostics))
				}
			}
		}
	}
}
