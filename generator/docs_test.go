package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/diag"
	"gongkai/generator/page"
)

// docs is the folder of the documents, seen from this package.
const docs = "../docs"

// golden compares a document with what it should be, or with GONGKAI_UPDATE=1
// writes it.
func golden(t *testing.T, name string, want []byte) {
	t.Helper()
	if os.Getenv("GONGKAI_UPDATE") == "1" {
		if err := os.WriteFile(name, want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(got), "\n"), strings.Split(string(want), "\n")); diff != "" {
		t.Errorf("%s is out of date (GONGKAI_UPDATE=1 go test writes it; -has +should have):\n%s", name, diff)
	}
}

// TestDiagnosticsDocument keeps docs/diagnostics in step with the rules.
func TestDiagnosticsDocument(t *testing.T) {
	for lang, doc := range map[string]struct{ name, head string }{
		"zh": {"diagnostics.zh-CN.md", "# 检查结果的代码\n\n" +
			"`check`、`build` 和 `serve` 指出的问题都有一个代码，代码不会改变。`gongkai explain 代码` 显示的就是这里的内容；CY 开头的是县级汇总程序的，用 `gongkai-county explain 代码`。\n" +
			"在 config.toml 里用 `[[rule]]` 可以调整一条规则的宽严。\n\n" +
			"本文由程序的规则生成，不要手工修改。\n\n"},
		"en": {"diagnostics.md", "# Diagnostics\n\n" +
			"Everything that `check`, `build` and `serve` find has a code that never changes. `gongkai explain CODE` prints what stands here; codes that begin with CY are of the program for counties, and `gongkai-county explain CODE` prints those.\n" +
			"`[[rule]]` in config.toml makes a rule more or less strict.\n\n" +
			"This page is made from the rules of the program; do not edit it.\n\n"},
	} {
		golden(t, filepath.Join(docs, doc.name), append([]byte(doc.head), rulesMarkdown(everyRule(), lang)...))
	}
}

// TestHandbookTables keeps the tables of keys and of subjects in the clerk's
// handbook in step with the parser.
func TestHandbookTables(t *testing.T) {
	name := filepath.Join(docs, "editors.zh-CN.md")
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for what, table := range map[string][]byte{"字段表": page.Reference("zh"), "办事指南表": page.ServiceReference(), "主题表": page.SubjectTable()} {
		begin, end := "<!-- "+what+"：由程序生成，不要手工修改 -->\n", "<!-- "+what+"完 -->\n"
		head, rest, ok := bytes.Cut(text, []byte(begin))
		_, tail, ok2 := bytes.Cut(rest, []byte(end))
		if !ok || !ok2 {
			t.Fatalf("%s has no place for %s", name, what)
		}
		text = bytes.Join([][]byte{head, []byte(begin), table, []byte(end), tail}, nil)
	}
	golden(t, name, text)
}

// mistake is a row of the handbook's table of common mistakes that is about a
// line of front matter: what was written, and the code of what is found.
var mistake = regexp.MustCompile("(?m)^\\| `([a-z_]+[:：].*?)` \\|.*\\| (FM\\d{3}) \\|$")

// TestHandbookMistakes proves the handbook's table of common mistakes.
func TestHandbookMistakes(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(docs, "editors.zh-CN.md"))
	if err != nil {
		t.Fatal(err)
	}
	rows := mistake.FindAllStringSubmatch(string(text), -1)
	if len(rows) < 6 {
		t.Fatalf("found %d rows", len(rows))
	}
	for _, row := range rows {
		line, code := row[1], row[2]
		front := "category: notices\n" + line + "\n"
		if !strings.Contains(line, "通知") {
			front += "title: 某某通知\n"
		}
		if !strings.HasPrefix(line, "date") {
			front += "date: 2017-03-15\n"
		}
		_, found := page.Parse("notices/2017/0001.md", []byte("---\n"+front+"---\n正文。\n"))
		if !slices.ContainsFunc(found, func(d diag.Diagnostic) bool { return d.Code == code }) {
			t.Errorf("%s: found %v, the handbook says %s", line, found, code)
		}
	}
}

// TestDocumentLinks follows the links between the documents.
func TestDocumentLinks(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#:]+)(?:#[^)]*)?\)`)
	for _, name := range []string{
		"../README.md", "../README.zh-CN.md", "../CHANGELOG.md", "../docs/architecture.md", "../docs/hosting.md", "../docs/hosting.zh-CN.md", "../docs/review.md", "../docs/review.zh-CN.md", "../docs/county.md",
	} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllSubmatch(text, -1) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(name), string(m[1]))); err != nil {
				t.Errorf("%s links to %s, which is not there", name, m[1])
			}
		}
	}
}

// TestTablesWhole: a line with bars belongs to a table that has its head: a blank line within
// one would show the rest as text.
func TestTablesWhole(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(docs, "*.md"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%d documents, %v", len(files), err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		lines := append(strings.Split(string(text), "\n"), "")
		code := false
		for i, line := range lines[:len(lines)-1] {
			code = code != strings.HasPrefix(line, "```")
			begins := strings.HasPrefix(line, "|") && (i == 0 || !strings.HasPrefix(lines[i-1], "|"))
			if begins && !code && strings.Trim(lines[i+1], "|-: ") != "" || begins && lines[i+1] == "" {
				t.Errorf("%s:%d: a table without its head: %s", file, i+1, line)
			}
		}
	}
}
