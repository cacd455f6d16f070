package intake

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gongkai/generator/config"
	"gongkai/generator/draft"
	"gongkai/generator/importer"
	"gongkai/generator/page"
)

// today is the day of the tests.
func today() page.Date { return page.NewDate(2026, time.March, 2) }

// TestTake: a file becomes a draft with what is told of it and what it tells; one that
// is none leaves nothing behind, and says why.
func TestTake(t *testing.T) {
	root := t.TempDir()
	site := &draft.Site{Root: root}
	m := page.Meta{Category: "notices", Date: today(), Disclosure: page.Proactive, Title: "别的"}
	result, err := Take(site, importer.File{Name: "公告.txt", Data: []byte("关于停水的公告\n明天停水。\n某某镇人民政府\n2026年3月1日\n")}, m, true)
	if err != nil || result.Refused() || result.Title != "关于停水的公告" || result.Path != "notices/2026/0001.md" || len(result.Found) == 0 || result.Found[0].Code != "IM029" {
		t.Fatalf("%+v, %v", result, err)
	}
	text, err := os.ReadFile(result.Written)
	if err != nil || result.Written != filepath.Join(root, "content", "notices", "2026", "0001.md") {
		t.Fatal(result.Written, err)
	}
	for _, want := range []string{"title: 关于停水的公告 ", "draft: true", "date: 2026-03-02", "written: 2026-03-01", "明天停水。", "attachments: [{file: 0001-公告.txt"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	result, err = Take(site, importer.File{Name: "名单.pdf", Data: []byte("%PDF-1.7\n")}, m, false)
	if err != nil || !result.Refused() || result.Path != "" || len(result.Found) != 1 || result.Found[0].Code != "IM001" {
		t.Errorf("%+v, %v", result, err)
	}
	if files, _ := filepath.Glob(filepath.Join(root, "content", "notices", "2026", "*")); len(files) != 2 {
		t.Errorf("files: %v", files)
	}
}

// TestOpen: what a saved page refers to is found beside it, and nothing elsewhere.
func TestOpen(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"网页/通知.html": "<p>", "网页/图/1.gif": "GIF", "secret.gif": "no"} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	file, err := Open(filepath.Join(dir, "网页", "通知.html"))
	if err != nil || file.Name != "通知.html" || string(file.Data) != "<p>" {
		t.Fatalf("%+v, %v", file, err)
	}
	if data, err := file.Beside("图/1.gif"); string(data) != "GIF" {
		t.Errorf("%q, %v", data, err)
	}
	for _, name := range []string{"../secret.gif", "图/../../secret.gif", "图", "没有.gif", filepath.Join(dir, "secret.gif")} {
		if data, err := file.Beside(name); err == nil {
			t.Errorf("%s gives %q", name, data)
		}
	}
}

func TestCategories(t *testing.T) {
	list, first := Categories([]config.Category{
		{Key: "reports", Kind: config.KindReports}, {Key: "news", Kind: config.KindNews}, {Key: "guide", Kind: config.KindGuide}, {Key: "notices", Kind: config.KindNotices},
	})
	if len(list) != 2 || list[first].Key != "notices" {
		t.Errorf("%v, %d", list, first)
	}
	if list, first := Categories(nil); len(list) != 0 || first != 0 {
		t.Errorf("%v, %d", list, first)
	}
}
