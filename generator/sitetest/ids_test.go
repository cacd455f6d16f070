package sitetest_test

import (
	"bytes"
	"path"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/layout"
	"gongkai/generator/site/buildtest"
	"gongkai/layouts"
)

// No id stands twice on a page, whatever the texts call their headings: here all
// of them, the texts of sections and annual reports as well, have a heading for
// each id of the layouts and of the tables.
func TestIDsOnce(t *testing.T) {
	set, found := layout.Load(layouts.Files, nil, "layouts")
	if set == nil {
		t.Fatal(found)
	}
	var ids []string
	for _, name := range []string{"document.html", "list.html", "guide.html", "report.html", "reports.html"} {
		for _, id := range set.IDs(name) {
			for _, owner := range []string{"proactive", "requests", "litigation", "statistics", "chart-category", "chart-category-table"} {
				ids = append(ids, strings.ReplaceAll(id, "*", owner))
			}
		}
	}
	ids = append(ids, "requests-c-natural", "chart-month-table-r3")
	slices.Sort(ids)
	var headings bytes.Buffer
	for i, id := range slices.Compact(ids) {
		headings.WriteString("\n### " + id + "\n")
		if i%2 == 0 {
			headings.WriteString("\n### 标题 {#" + id + "}\n")
		}
	}
	files := buildtest.Site()
	for name, data := range files {
		if strings.HasPrefix(name, "content/") && path.Ext(name) == ".md" {
			files[name] = append(bytes.TrimRight(data, "\n"), "\n"+headings.String()...)
		}
	}
	for _, s := range sources() {
		if s.name != "kinds" {
			continue
		}
		s.write = func(t *testing.T, dir string) { write(t, dir, files) }
		report(t, s.make(t).Check())
	}
}
