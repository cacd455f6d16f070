package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"gongkai/generator/site/buildtest"
	"gongkai/generator/terminal"
)

// What a terminal would obey: a new title of the window, a bell, an empty
// screen, a colour in one byte, text from right to left, characters without
// width. forged begins a line that looks like ours.
const (
	obeyed = "x\x1b]0;t\x07\x1b[2J\u009b31m\u202e\u2066\u2028\u200b\u00ad\x7f"
	forged = "config.toml: error CF001: forged"
)

// escaped is such a text in quotes, where TOML and YAML have any character there
// is by escapes.
const escaped = `"x\u001b[2J\u0007\u009b\u202e\u2028\u200b\n` + forged + `"`

// inFolder is the path of a document in a folder whose name is hostile.
const inFolder = "/0001.md"

// hostileFiles are the files of a site into which anybody may write, with what a
// terminal would obey in every place of them.
func hostileFiles() map[string]string {
	const front = "---\ntitle: 公告\ncategory: notices\ndate: 2022-02-10\n"
	files := map[string]string{
		"static/a.svg":                          "<svg xmlns=\"http://www.w3.org/2000/svg\"><a href=\"https://x/" + obeyed + "\"/></svg>",
		"static/css/a.css":                      "a{" + obeyed + "(}",
		"content/reports/2021/figures.toml":     "[" + escaped + "]\nx = 1\n",
		"content/reports/2020/figures.toml":     "x = " + obeyed + "\n",
		"content/reports/2020/index.md":         "---\ntitle: 报告\nform: " + escaped + "\ndate: 2021-01-20\n---\n",
		"content/reports/2021/applications.csv": obeyed + ",b\n",
	}
	for i, text := range []string{
		"正文" + obeyed + "{{x}}。", "[x](<" + obeyed + ".md>)", "[x](#" + obeyed + ")", "![x](<" + obeyed + ".png>)", "<b " + obeyed + ">",
		"{{" + obeyed + "}}", "正文\x1b\xff\xfe。",
	} {
		files[fmt.Sprintf("content/notices/2022/01%02d.md", i)] = front + "---\n\n" + text + "\n"
	}
	for i, line := range []string{
		"tilte: " + escaped, escaped + ": 1", "summary: [" + obeyed, "validity: " + escaped, "subject: " + escaped, "written: " + escaped,
		"interprets: [" + escaped + "]", "attachments: [{file: " + escaped + "}]", "aliases: [" + escaped + "]", "doc_number: " + escaped,
	} {
		files[fmt.Sprintf("content/notices/2022/02%02d.md", i)] = front + line + "\n---\n\n正文。\n"
	}
	if runtime.GOOS != "windows" { // which has no such names
		const name = obeyed + "\xff\n" + forged
		files["content/notices/2022/"+name+".pdf"] = "%PDF-1.4\n%%EOF\n"
		files["content/notices/2022/"+name+".md"] = front
		files["content/"+name+inFolder] = front
		files["static/"+name+".css"] = "a{"
	}
	return files
}

// hostileConfigs are files without which a site is not looked at, or which make
// up a site by themselves.
func hostileConfigs() []map[string]string {
	config := string(buildtest.Site()["config.toml"])
	list := []map[string]string{
		{"config.toml": config + "\n[" + escaped + "]\n"},
		{"config.toml": strings.Replace(config, `"https://town.example/"`, escaped, 1)},
		{"config.toml": config + "\n[[category]]\nkey = " + escaped + "\nname = " + escaped + "\n"},
		{"config.toml": config + "\nx = " + obeyed + "\n"},
		{"config.toml": config + "\n[[rule]]\ncode = " + escaped + "\nlevel = " + escaped + "\n"},
		{"layouts/list.html": "{{." + obeyed + "}}"},
		{"layouts/list.html": "{{/* " + obeyed + " */}}{{.NoSuchField}}"},
	}
	if runtime.GOOS != "windows" {
		list = append(list, map[string]string{"layouts/" + obeyed + "\xff\n" + forged + ".html": "{{"})
	}
	return list
}

// hidden returns the first character of what was printed that a terminal would
// obey or not show.
func hidden(printed string) (rune, bool) {
	for i, r := range printed {
		_, size := utf8.DecodeRuneInString(printed[i:])
		bad := unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) || r == utf8.RuneError && size == 1
		if bad && r != '\n' {
			return r, true
		}
	}
	return 0, false
}

// checkPrinted calls the program and reports what is printed and must not be.
func checkPrinted(t *testing.T, args ...string) (printed string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	run(args, &stdout, &stderr)
	for _, out := range []string{stdout.String(), stderr.String()} {
		if r, found := hidden(out); found {
			t.Errorf("%.60q prints %U:\n%q", args, r, out)
		}
		for line := range strings.Lines(out) {
			if strings.HasPrefix(strings.TrimSpace(line), forged) {
				t.Errorf("%.60q prints a forged line:\n%s", args, out)
			}
		}
	}
	if slices.Contains(args, "--json") {
		for line := range strings.Lines(stdout.String()) {
			if !json.Valid([]byte(line)) {
				t.Errorf("%.60q prints %s", args, line)
			}
		}
	}
	return stdout.String() + stderr.String()
}

// TestTerminal: nothing in a site makes a terminal do anything, whatever the
// command. Something is found in every file, or this test would say nothing
// about it.
func TestTerminal(t *testing.T) {
	commands := []string{
		"check", "check --json", "build --lang en", "report 2021 --format json", "explain index.html", "new notices 标题", "new nowhere 标题",
		"new report 2022", "schema",
	}
	for _, hostile := range append(hostileConfigs(), hostileFiles()) {
		files := buildtest.Site()
		for path, data := range hostile {
			files[path] = []byte(data)
		}
		dir := filepath.Join(buildtest.TempDir(t), "site")
		if err := buildtest.Write(dir, files); err != nil {
			t.Fatal(err)
		}
		var printed strings.Builder
		for _, command := range commands {
			printed.WriteString(checkPrinted(t, append(strings.Fields(command), "--source", dir, "--as-of", buildtest.Day)...))
		}
		for path := range hostile {
			// What is not UTF-8 is named as well as it can be, of a folder the folder.
			named := terminal.Visible(strings.ToValidUTF8(strings.TrimSuffix(path, inFolder), "�"))
			if !strings.Contains(printed.String(), "\n"+named+":") {
				t.Errorf("nothing is found in %q:\n%s", path, printed.String())
			}
		}
	}
}

// TestTerminalArguments: what is on the command line may come from elsewhere,
// too.
func TestTerminalArguments(t *testing.T) {
	dir := filepath.Join(buildtest.TempDir(t), "site")
	if err := buildtest.Write(dir, buildtest.Site()); err != nil {
		t.Fatal(err)
	}
	const h = obeyed + "\xff\n" + forged
	named := 0
	for _, args := range [][]string{
		{h}, {"--" + h}, {"build", h}, {"build", "--" + h}, {"build", "--lang", h}, {"build", "--as-of", h}, {"build", "--base-url", h},
		{"build", "--source", h}, {"build", "--out", dir + "/content/" + h}, {"build", "--trace", dir + "/no/" + h},
		{"check", "--source", h}, {"schema", "--source", h}, {"serve", "--host", h}, {"serve", "--port", h},
		{"new", h, "标题"}, {"new", "notices", h, "--date", "2022-02-30"}, {"new", "notices", "标题", "--date", h}, {"new", "report", h},
		{"import", h}, {"import", h + "*"}, {"import", dir + "/config.toml", "--category", h},
		{"report", h}, {"report", "2021", "--format", h}, {"report", "2021", "--output", dir + "/no/" + h},
		{"explain", h}, {"explain", "FM" + h}, {"explain", h + ".html"},
		{"init", dir + "/config.toml/" + h}, {"bench", "--docs", h}, {"bench", "--docs", "1", "--dir", dir + "/no/" + h},
	} {
		for _, lang := range []string{"zh", "en"} {
			call := append(slices.Clone(args), "--lang", lang)
			if !slices.Contains(args, "--source") {
				call = append(call, "--source", dir)
			}
			if strings.Contains(checkPrinted(t, call...), "<U+001B>") {
				named++
			}
		}
	}
	if named < 40 {
		t.Errorf("%d calls print what they were given", named)
	}
}

// TestPrintedHere: what is printed passes through print.go, or in the watch
// mode through screen.go, where it is made visible.
func TestPrintedHere(t *testing.T) {
	printers := map[string]string{".": "print.go", "serve": "screen.go"}
	streams := []string{"stdout", "stderr", "Stdout", "Stderr", "Screen"}
	files := 0
	eachFile(t, func(dir, file string) {
		if printers[dir] == "" || filepath.Base(file) == printers[dir] {
			return
		}
		files++
		set := token.NewFileSet()
		parsed, err := parser.ParseFile(set, file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			fun, ok := call.Fun.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			from := selected(fun.X)
			writes := slices.Contains(streams, from) || from == "fmt" && strings.HasPrefix(fun.Sel.Name, "Print")
			if from == "fmt" || from == "io" || from == "bufio" {
				writes = writes || slices.ContainsFunc(call.Args, func(arg ast.Expr) bool { return slices.Contains(streams, selected(arg)) })
			}
			if writes {
				t.Errorf("%s prints by itself", set.Position(call.Pos()))
			}
			return true
		})
	})
	if files < 20 {
		t.Errorf("only %d files were looked at", files)
	}
}

// selected returns the last name of an expression such as c.stdout.
func selected(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.SelectorExpr:
		return e.Sel.Name
	case *ast.Ident:
		return e.Name
	}
	return ""
}
