package export_test

import (
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/export"
)

// attached is a row with files and relations.
var attached = export.Row{
	Title: "=甲", URL: "policies/1.html", Base: "https://town.example/", Date: "2017-03-15", Modified: "2017-04-02",
	Files: []export.File{
		{Title: "=名单", URL: "policies/1.csv", Media: "text/csv", Size: 7, SHA256: "ab"},
		{Title: "表，\"乙\"", URL: "policies/%E8%A1%A8.docx", Media: "application/zip", Size: 0, SHA256: "cd"},
	},
	Relations: export.Relations{Replaces: []export.Ref{{Title: "旧“办法”", URL: "policies/0.html"}}},
}

func TestAttachedJSON(t *testing.T) {
	b := export.JSONOpen(nil, "机关", "网站", 1, export.Licence{Name: "许可", URL: "https://licence.example/"}, "catalog.schema.json")
	b = export.JSONClose(attached.AppendJSON(b))
	var got map[string]any
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatalf("%v in %s", err, b)
	}
	want := map[string]any{
		"publisher": "机关", "site": "网站", "count": 1.0, "schema": "catalog.schema.json",
		"licence": map[string]any{"name": "许可", "url": "https://licence.example/"},
		"documents": []any{map[string]any{
			"title": "=甲", "url": "policies/1.html", "link": "https://town.example/policies/1.html", "date": "2017-03-15", "modified": "2017-04-02",
			"files": []any{
				map[string]any{"title": "=名单", "url": "policies/1.csv", "link": "https://town.example/policies/1.csv", "type": "text/csv", "size": 7.0, "sha256": "ab"},
				map[string]any{"title": "表，\"乙\"", "url": "policies/%E8%A1%A8.docx", "link": "https://town.example/policies/%E8%A1%A8.docx", "type": "application/zip", "size": 0.0, "sha256": "cd"},
			},
			"relations": map[string]any{"replaces": []any{map[string]any{"title": "旧“办法”", "url": "policies/0.html", "link": "https://town.example/policies/0.html"}}},
		}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestAttachedCSV: a line for each file, and none of its cells is a formula.
func TestAttachedCSV(t *testing.T) {
	text := strings.TrimPrefix(string(attached.AppendFiles(export.FilesHead(nil))), "\ufeff")
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{
		{"索引号", "名称", "发布日期", "栏目", "网页", "附件", "附件网页", "类型", "大小（字节）", "SHA-256"},
		{"", "'=甲", "2017-03-15", "", "https://town.example/policies/1.html", "'=名单", "https://town.example/policies/1.csv", "text/csv", "7", "ab"},
		{"", "'=甲", "2017-03-15", "", "https://town.example/policies/1.html", "表，\"乙\"", "https://town.example/policies/%E8%A1%A8.docx", "application/zip", "0", "cd"},
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Error(diff)
	}
	row := string(attached.AppendCSV(nil))
	if !strings.HasSuffix(row, ",2,\"'=名单；表，\"\"乙\"\"\"\r\n") {
		t.Errorf("the row ends %q", row)
	}
}
