package site

import (
	"context"
	"strings"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/site/buildtest"
	"gongkai/generator/site/record"
)

// TestPreviewWarnsAlike: a preview shows what is not public, and warns of what a check
// warns of: a category in which nothing is public but a draft, or an introduction that is
// one; files that wait with their documents.
func TestPreviewWarnsAlike(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"nothing":         {},
		"a draft":         {"content/extra/2017/0001.md": "---\ntitle: 草稿\ncategory: extra\ndate: 2017-03-01\ndraft: true\n---\n文\n"},
		"a later day":     {"content/extra/2017/0001.md": "---\ntitle: 以后\ncategory: extra\ndate: 2099-03-01\n---\n文\n"},
		"a draft's file":  {"content/extra/2017/0001.md": "---\ntitle: 草稿\ncategory: extra\ndate: 2017-03-01\ndraft: true\nattachments: [{file: 0001-a.csv}]\n---\n文\n", "content/extra/2017/0001-a.csv": "a,b\n", "content/extra/2017/x.csv": "a,b\n"},
		"awaits approval": {"content/extra/2017/0001.md": "---\ntitle: 待审\ncategory: extra\ndate: 2022-06-01\n---\n文\n"},
		"something":       {"content/extra/2017/0001.md": "---\ntitle: 公开\ncategory: extra\ndate: 2017-03-01\n---\n文\n"},
	} {
		all := buildtest.Site()
		if name == "awaits approval" {
			all["config.toml"] = append(all["config.toml"], "\n[review]\nsince = 2022-05-31\n[[review.stage]]\nname = \"审核\"\n"...)
		}
		all["config.toml"] = append(all["config.toml"], "\n[[category]]\nkey = \"extra\"\nname = \"其他\"\n"...)
		opt := newSite(t, all)
		for file, text := range files {
			write(t, opt, file, text)
		}
		res, err := Check(opt)
		if err != nil {
			t.Fatal(err)
		}
		opt.Preview = true
		s, _, err := Load(opt, &record.Sources{})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Texts(context.Background(), 1); err != nil {
			t.Fatal(err)
		}
		found, err := s.Findings(true)
		if err != nil {
			t.Fatal(err)
		}
		said, shown := printed(t, res.Diagnostics), printed(t, found.Diagnostics)
		if said != shown || strings.Contains(said, "BD010") != (name != "something" && name != "awaits approval") || diag.HasErrors(res.Diagnostics) {
			t.Errorf("%s: a check says\n%s\na preview\n%s", name, said, shown)
		}
	}
}

// TestNoReports: the column of the annual reports is as empty as any other while there is
// none, and the hint says how to write one. Of reports a sample site has no samples.
func TestNoReports(t *testing.T) {
	for _, sample := range []bool{false, true} {
		all := buildtest.Site()
		for file := range all {
			if strings.HasPrefix(file, "content/reports/") {
				delete(all, file)
			}
		}
		if !sample { // the site of the tests is one
			all["config.toml"] = []byte(strings.Replace(string(all["config.toml"]), "\nsample = ", "\n# sample = ", 1))
		}
		res, err := Check(newSite(t, all))
		if err != nil {
			t.Fatal(err)
		}
		said := printed(t, res.Diagnostics)
		if empty := strings.Contains(said, "BD010") && strings.Contains(said, "gongkai new report"); empty == sample {
			t.Errorf("sample %v: a check says\n%s", sample, said)
		}
	}
}
