package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// Usage texts are in one language throughout: in Chinese nothing is left of the
// parser's own words, and every placeholder has its word.
func TestUsage(t *testing.T) {
	c := &call{}
	parser, err := kong.New(&c.cli)
	if err != nil {
		t.Fatal(err)
	}
	english := regexp.MustCompile(`Usage|Flags|Options|Arguments|Commands|Show|<|\b[A-Z]{3,}=|=[A-Z]{3,}`)
	used := map[string]bool{"about": true, "help_help": true}
	err = kong.Visit(parser.Model, func(node kong.Visitable, next kong.Next) error {
		switch node := node.(type) {
		case *kong.Node:
			used[node.Help] = true
		case *kong.Value:
			hidden := node.Flag != nil && node.Flag.Hidden
			used[node.Help] = node.Name != "help" && !hidden
		}
		return next(nil)
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, is := range used {
		if text := texts[name]; is && (text.ZH == "" || text.EN == "") {
			t.Errorf("there is no text %q in both languages", name)
		}
	}
	for name := range texts {
		if !used[name] {
			t.Errorf("nothing uses the text %q", name)
		}
	}
	names := []string{""}
	for _, command := range parser.Model.Children {
		names = append(names, command.Name)
		for _, f := range command.Flags {
			if !f.Hidden && !f.IsBool() && f.Enum == "" && placeholders[f.PlaceHolder] == "" {
				t.Errorf("%s --%s: %s has no Chinese word", command.Name, f.Name, f.PlaceHolder)
			}
		}
		for _, p := range command.Positional {
			if placeholders[p.Tag.PlaceHolder] == "" {
				t.Errorf("%s %s: %s has no Chinese word", command.Name, p.Name, p.Tag.PlaceHolder)
			}
		}
	}
	for _, name := range names {
		for lang, heading := range map[string]string{"zh": "用法：gongkai", "en": "Usage: gongkai"} {
			var stdout, stderr bytes.Buffer
			args := append(strings.Fields(name), "--help", "--lang", lang)
			if status := run(args, &stdout, &stderr); status != exitWell || stderr.Len() > 0 {
				t.Errorf("%v: exit status %d, %s", args, status, stderr.String())
			}
			text := stdout.String()
			if !strings.HasPrefix(text, heading) || !strings.Contains(text, "--source") {
				t.Errorf("%v prints\n%s", args, text)
			}
			if m := english.FindString(text); lang == "zh" && m != "" {
				t.Errorf("%v prints %q:\n%s", args, m, text)
			}
			if lang == "en" && regexp.MustCompile(`\p{Han}`).MatchString(strings.ReplaceAll(text, "公开", "")) {
				t.Errorf("%v prints Chinese:\n%s", args, text)
			}
		}
	}
}

// What is wrong with a call is said in the language asked for.
func TestComplaints(t *testing.T) {
	for _, c := range []struct{ args, zh, en string }{
		{"", "请写一个命令", "name a command"},
		{"--quiet", "gongkai init 文件夹", "gongkai init DIR"},
		{"bulid", "没有命令或参数 bulid，是不是 build？", "unexpected argument bulid, did you mean build?"},
		{"mask", "gongkai check --fix", "gongkai check --fix"},
		{"xyzzy", "多余的或不认识的参数：xyzzy", "unexpected argument xyzzy"},
		{"build extra", "多余的或不认识的参数：extra", "unexpected argument extra"},
		{"build --sorce x", "没有选项 --sorce，是不是 --source？", "unknown option --sorce, did you mean --source?"},
		{"build --=x", "没有选项 --", "unknown option --"},
		{"build --source", "选项 --source 后面要写它的值", "option --source needs a value"},
		{"report 2021 -o", "选项 --output 后面要写它的值", "option --output needs a value"},
		{"bench --docs", "选项 --docs 后面要写它的值", "option --docs needs a value"},
		{"serve --port x", "选项 --port 后面要写整数，不是 x", "option --port takes a whole number, got x"},
		{"serve --port 99999999999999999999", "后面要写整数", "takes a whole number"},
		{"build --json=maybe", "选项 --json 不带值", "option --json takes no value"},
		{"build --lang fr", "选项 --lang 可以写", "option --lang takes one of"},
		{"report 2021 --format pdf", "选项 --format 可以写", "option --format takes one of"},
		{"new", "缺少参数。用法：gongkai new 栏目 标题…", "arguments are missing, expected: gongkai new CATEGORY TITLE…"},
		{"new policies", "缺少参数", "arguments are missing"},
		{"waive x", "缺少选项 --reason 文字 --until 日期。用法：gongkai waive 编号 --reason 文字 --until 日期（", "options are missing: --reason TEXT --until DATE, expected: gongkai waive ID --reason TEXT --until DATE ("},
		{"waive x --reason y", "缺少选项 --until 日期。用法", "options are missing: --until DATE, expected"},
		{"key foo", `参数可以写 "new","show"，不是 foo`, `the argument is one of "new","show", got foo`},
		{"init", "gongkai init 文件夹", "gongkai init DIR"},
	} {
		for lang, want := range map[string]string{"zh": c.zh, "en": c.en} {
			var stdout, stderr bytes.Buffer
			args := append([]string{"--lang=" + lang}, strings.Fields(c.args)...)
			if status := run(args, &stdout, &stderr); status != exitCall || stdout.Len() > 0 {
				t.Errorf("%v: exit status %d, stdout %q", args, status, stdout.String())
			}
			// fr is no language: the message is in Chinese.
			if said := stderr.String(); !strings.Contains(said, want) && !strings.Contains(said, c.zh) {
				t.Errorf("%v prints %q, want %q", args, said, want)
			}
		}
	}
}

// The version is told, and nothing else.
func TestVersion(t *testing.T) {
	var stdout bytes.Buffer
	if status := run([]string{"--version"}, &stdout, io.Discard); status != exitWell || !regexp.MustCompile(`^gongkai \S+ \w+/\w+ go\S+\n$`).MatchString(stdout.String()) {
		t.Errorf("exit status %d, %q", status, stdout.String())
	}
}

// A start without arguments in a site's folder is a call of the preview; without
// a terminal it opens no browser.
func TestPreviewHere(t *testing.T) {
	dir := t.TempDir()
	if isSite(dir) {
		t.Error("an empty folder is a site")
	}
	if err := os.WriteFile(filepath.Join(dir, "config.toml"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if !isSite(dir) {
		t.Error("a folder with config.toml is no site")
	}
	if args := previewHere(io.Discard); strings.Join(args, " ") != "serve" {
		t.Errorf("in a pipe: %q", args)
	}
}
