package site

import (
	"strings"
	"testing"

	"gongkai/generator/site/buildtest"
)

// TestReportDataStays: no way leads to the ledger of a report, or to its figures.
func TestReportDataStays(t *testing.T) {
	const name = "content/notices/2018/0009.md"
	for way, text := range map[string]string{
		"a link":            "---\n见[台账](../../reports/2021/applications.csv)。\n",
		"a link to a page":  "---\n见[台账](/reports/2021/applications.csv)。\n",
		"figures of a site": "---\n见[数据](/reports/2021/website.toml)。\n",
		"a table":           "---\n\n{{table /reports/2021/applications.csv}}\n",
		"a table beside":    "---\n\n{{table ../../reports/2021/applications.csv}}\n",
		"figures":           "---\n见[数据](/reports/2021/figures.toml)。\n",
		"a roundabout way":  "---\n见[台账](/reports/2021/./applications.csv)。\n",
	} {
		files := buildtest.Site()
		files[name] = []byte("---\ntitle: 一份公告\ncategory: notices\ndate: 2018-01-10\n" + text)
		opt := newSite(t, files)
		res, err := Build(opt)
		if err != nil {
			t.Fatal(err)
		}
		if said := codes(res.Diagnostics); !strings.Contains(said, "BD017") {
			t.Errorf("%s: %s", way, said)
		}
		if _, found := readTree(t, opt.Out)["reports/2021/applications.csv"]; found {
			t.Errorf("%s: published", way)
		}
	}
}
