package intake

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

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
	taker := &Taker{Site: &draft.Site{Root: root}}
	m := page.Meta{Category: "notices", Date: today(), Disclosure: page.Proactive, Title: "别的"}
	result, err := taker.Take(importer.File{Name: "公告.txt", Data: []byte("关于停水的公告\n明天停水。\n某某镇人民政府\n2026年3月1日\n")}, m, true)
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
	result, err = taker.Take(importer.File{Name: "名单.pdf", Data: []byte("%PDF-1.7\n")}, m, false)
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

// TestTakeAgain: what is in the category already is known, by text and files, whatever
// number it has; what differs in a byte of a table is something else.
func TestTakeAgain(t *testing.T) {
	workbook := func(amount string) []byte {
		f := excelize.NewFile()
		for cell, text := range map[string]string{"A1": "2026年补贴名单公示", "A2": "序号", "B2": "姓名", "A3": "1", "B3": "张某", "A4": "2", "B4": amount} {
			if err := f.SetCellStr("Sheet1", cell, text); err != nil {
				t.Fatal(err)
			}
		}
		if err := errors.Join(f.MergeCell("Sheet1", "A1", "B1"), f.MergeCell("Sheet1", "A3", "A4")); err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := f.Write(&b); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	page1 := []byte(`<title>通知</title><p>会场<img src="a.gif" alt="图">`)
	picture := func(data string) func(string) ([]byte, error) {
		return func(string) ([]byte, error) { return []byte(data), nil }
	}
	text := func(day, body string) []byte {
		return []byte("关于停水的公告\n" + body + "\n某某镇人民政府\n" + day + "\n")
	}
	root := t.TempDir()
	m := page.Meta{Category: "notices", Date: today(), Disclosure: page.Proactive}
	for i, c := range []struct {
		file   importer.File
		attach bool
		codes  string // what is said of it first; "" for a draft of which nothing is said
	}{
		{importer.File{Name: "a.txt", Data: text("2026年3月1日", "停水。")}, false, ""},
		{importer.File{Name: "b.txt", Data: text("2026年3月1日", "停水。")}, true, "IT001"},
		{importer.File{Name: "a.txt", Data: text("2026年3月1日", "停电。")}, false, "IT002"},
		{importer.File{Name: "a.txt", Data: text("2026年3月2日", "停水。")}, false, ""},
		{importer.File{Name: "a.xlsx", Data: workbook("李某")}, false, ""},
		{importer.File{Name: "a.xlsx", Data: workbook("李某")}, true, "IT001"},
		{importer.File{Name: "a.xlsx", Data: workbook("王某")}, false, "IT003"},
		{importer.File{Name: "a.html", Data: page1, Beside: picture("GIF89a1")}, false, ""},
		{importer.File{Name: "a.html", Data: page1, Beside: picture("GIF89a1")}, false, "IT001"},
		{importer.File{Name: "a.html", Data: page1, Beside: picture("GIF89a2")}, false, "IT003"},
	} {
		result, err := (&Taker{Site: &draft.Site{Root: root}}).Take(c.file, m, c.attach)
		if err != nil {
			t.Fatal(err)
		}
		codes := ""
		for _, d := range result.Found {
			if strings.HasPrefix(d.Code, "IT") {
				codes += d.Code
			}
		}
		if codes != c.codes || result.There != (c.codes == "IT001" || c.codes == "IT002") || result.There != result.Refused() {
			t.Errorf("%d: said %q, want %q: %+v", i, codes, c.codes, result)
		}
	}
	taker := &Taker{Site: &draft.Site{Root: root}, Again: true}
	if result, err := taker.Take(importer.File{Name: "a.txt", Data: text("2026年3月1日", "停水。")}, m, false); err != nil || result.There || result.Refused() {
		t.Errorf("again: %+v, %v", result, err)
	}
	// A document that was renumbered by hand, with CRLF, is the same text.
	file := filepath.Join(root, "content", "notices", "2026", "0001.md")
	data, err := os.ReadFile(file)
	if err == nil {
		err = errors.Join(os.Remove(file), os.WriteFile(filepath.Join(filepath.Dir(file), "0999.md"), bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n")), 0o644))
	}
	if err != nil {
		t.Fatal(err)
	}
	taker = &Taker{Site: &draft.Site{Root: root}}
	if result, err := taker.Take(importer.File{Name: "c.txt", Data: text("2026年3月1日", "停水。")}, m, false); err != nil || !result.There {
		t.Errorf("renumbered: %+v, %v", result, err)
	}
}
