package layout_test

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"gongkai/generator/diag"
	"gongkai/generator/layout"
	"gongkai/layouts"
)

func load(t *testing.T, site map[string]string) (*layout.Set, []diag.Diagnostic) {
	t.Helper()
	files := fstest.MapFS{}
	for name, text := range site {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return layout.Load(layouts.Files, files, "layouts")
}

func page(t *testing.T, set *layout.Set, name string, view layout.View) string {
	t.Helper()
	frame, err := set.Frame(layout.Chrome{Lang: "zh-CN", Root: "./", SiteName: "示例镇"})
	if err != nil {
		t.Fatal(err)
	}
	out, err := set.Execute(nil, new(bytes.Buffer), frame, name, view, layout.Text{})
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestWhiteSpace(t *testing.T) {
	for _, test := range []struct{ name, template, want string }{
		{"breaks between tags go", "<p>\n  <b>一</b>\n  <i>二</i>\n</p>", "<p><b>一</b><i>二</i></p>"},
		{"blanks in a line stay", "<p><b>一</b> <i>二</i></p>", "<p><b>一</b> <i>二</i></p>"},
		{"breaks at actions go", "<p>\n  {{.Title}}\n</p>", "<p>题</p>"},
		{"a blank before an action stays", "<p>共 {{.Title}} 条</p>", "<p>共 题 条</p>"},
		{"a break between words is a blank", "<p>one\n  two</p>", "<p>one two</p>"},
		{"a break between Chinese is nothing", "<p>一\n  二</p>", "<p>一二</p>"},
		{"attributes on lines of their own", "<a\n  href=\"a\"\n  class=\"b\"\n>一</a>", `<a href="a" class="b">一</a>`},
		{"an attribute's value is left alone", "<a title=\"one\n two\">一</a>", "<a title=\"one\n two\">一</a>"},
		{"an empty shape", "<path d=\"M0 0\"></path>\n<path d=M0></path>", `<path d="M0 0"/><path d=M0></path>`},
		{"a shape in a script", "<script>s = '<path d=\"M0 0\"></path>'</script>", `<script>s = '<path d="M0 0"></path>'</script>`},

		{"pre", "<p>\n</p><pre>\n 甲\n  <b>乙</b>\n\n{{.Title}}\n</pre>\n<p>", "<p></p><pre>\n 甲\n  <b>乙</b>\n\n题\n</pre><p>"},
		{"PRE", "<PRE class=\"a\n>b\">\n 甲\n</PRE>\n<p>", "<PRE class=\"a\n>b\">\n 甲\n</PRE><p>"},
		{"pre with another's end tag", "<pre>\n甲</p>\n乙\n</pre>", "<pre>\n甲</p>\n乙\n</pre>"},
		{"pre with its end tag in a value", "<pre>\n<b title=\"</pre>\">\n甲</b></pre>\n<p>", "<pre>\n<b title=\"</pre>\">\n甲</b></pre><p>"},
		{"what only begins like pre", "<prefix>\n<b>甲</b></prefix>", "<prefix><b>甲</b></prefix>"},
		{"textarea", "<textarea rows=2>\n\n 甲\n {{.Title}}\n</textarea>\n<p>", "<textarea rows=2>\n\n 甲\n 题\n</textarea><p>"},
		{"textarea with what is no tag there", "<textarea>\n</pre> <b \"\n</textarea>\n<p>", "<textarea>\n&lt;/pre> &lt;b \"\n</textarea><p>"},
		{"style", "<style>\np::after {\n  content: \"a\\\n  b\"\n}\n</style>\n<p>", "<style>\np::after {\n  content: \"a\\\n  b\"\n}\n</style><p>"},
		{"script", "<script>\nvar a = 1 // one\nvar b = `\n  <b>\n`\n</script>\n<p>", "<script>\nvar a = 1 \nvar b = `\n  <b>\n`\n</script><p>"},
		{"a script of another kind", "<script type=\"text/plain\">\n a // b\n</script>\n<p>", "<script type=\"text/plain\">\n a // b\n</script><p>"},
		{"an end tag with a blank", "<script>\na()\n</SCRIPT >\n<p>", "<script>\na()\n</SCRIPT><p>"},
		{"what only begins like an end tag", "<xmp>\n</x>\n</xmp>\n<p>", "<xmp>\n</x>\n</xmp><p>"},
		{"around actions", "<pre>{{if .Title}}\n甲\n{{else}}\n{{end}}{{range .Links}}{{end}}\n乙</pre>", "<pre>\n甲\n\n乙</pre>"},
		{"pre in one branch", "{{if .Title}}<pre>{{else}}<div>{{end}}\n甲\n{{if .Title}}</pre>{{else}}</div>{{end}}\n<p>", "<pre>\n甲\n</pre>"},
		{"pre left open by a loop", "{{range .Breadcrumb}}\n{{.Text}}\n<pre>{{end}}", "甲\n<pre>\n乙\n<pre>"},
		{"a part called in a script", "{{define \"own\"}}\n// one\na()\n{{end}}<script>{{template \"own\"}}</script>", "<script>\n\na()\n</script>"},
		{"a part called in pre and outside of it", "{{define \"own\"}}\n甲\n{{end}}<pre>{{template \"own\"}}</pre><p>{{template \"own\"}}</p>", "<pre>\n甲\n</pre><p>\n甲\n</p>"},
		{"a part that opens pre", "{{define \"own\"}}<pre>{{end}}{{template \"own\"}}\n甲\n</pre>\n<p>", "<pre>\n甲\n</pre><p>"},
		{"a comment", "<p>\n<!-- don't <pre> -->\n<b>\n甲</b></p>", "<p><b>甲</b></p>"},
		{"no tag", "<p>1 < 2\n<b>甲</b>\n</p>", "<p>1 &lt; 2<b>甲</b></p>"},
	} {
		set, found := load(t, map[string]string{"message.html": test.template})
		if len(found) > 0 {
			t.Errorf("%s: %v", test.name, found)
			continue
		}
		view := &layout.MessageView{Page: layout.Page{Title: "题", Breadcrumb: []layout.Link{{Text: "甲"}, {Text: "乙"}}}}
		if got := page(t, set, "message.html", view); !strings.Contains(got, test.want) {
			t.Errorf("%s: no %q in %q", test.name, test.want, got)
		}
	}
}

func TestFindings(t *testing.T) {
	for _, test := range []struct{ name, file, text, want string }{
		{"syntax", "list.html", "<p>\n{{if .Title}}", "LY001 layouts/list.html:2"},
		{"undefined template", "list.html", "<p>\n{{template \"breadcrum\" .}}", "LY003 layouts/list.html:2"},
		{"missing part of the frame", "base.html", `{{define "open"}}<!doctype html>{{end}}`, "LY002 layouts/base.html:0"},
		{"misspelt name", "lst.html", "<p>", "LY004 layouts/lst.html:0"},
		{"a template in itself", "document.html", "<p>\n{{template \"document.html\" .}}</p>", "LY007 layouts/document.html:2"},
		{"a part in itself", "own.html", "{{define \"x\"}}<li>{{if .}}\n{{else}}{{range .}}{{template \"x\" .}}{{end}}{{end}}</li>{{end}}", "LY007 layouts/own.html:2"},
		{"a block in itself", "own.html", "\n{{block \"x\" .}}<p>{{with .}}{{template \"x\" .}}{{end}}{{end}}", "LY007 layouts/own.html:2"},
		{"two parts in one another", "own.html", "{{define \"a\"}}{{template \"b\"}}{{end}}\n{{define \"b\"}}{{template \"a\"}}{{end}}", "LY007 layouts/own.html:2"},
		{"a long way round", "own.html", "{{define \"a\"}}{{template \"b\"}}{{end}}{{define \"b\"}}{{template \"c\"}}{{end}}\n{{define \"c\"}}{{template \"b\"}}{{end}}", "LY007 layouts/own.html:2"},
		{"the frame in itself", "own.html", "{{define \"brand\"}}\n{{template \"top\" .}}{{end}}{{define \"top\"}}{{template \"brand\" .}}{{end}}", "LY007 layouts/own.html:2"},
		{"GBK", "list.html", "<p>\n\xb9\xab\xb8\xe6\xc0\xb8</p>", "LY006 layouts/list.html:2"},
		{"GBK in a file of parts", "own.html", "{{define \"x\"}}\xb9\xab\xb8\xe6\xc0\xb8{{end}}", "LY006 layouts/own.html:1"},
		{"UTF-16", "base.html", "\xff\xfe<\x00p\x00>\x00", "LY006 layouts/base.html:0"},
		{"UTF-16 the other way round", "base.html", "\xfe\xff\x00<\x00p\x00>", "LY006 layouts/base.html:0"},
		{"UTF-16 without a mark", "list.html", "<\x00p\x00>\x00", "LY006 layouts/list.html:0"},
		{"NUL", "list.html", "<p>\n\x00</p>", "LY006 layouts/list.html:2"},
		{"damaged", "list.html", "<p>公告栏\xe5\x85</p>", "LY006 layouts/list.html:1"},
		{"a noncharacter", "list.html", "<p>\n公告\ufffe栏</p>", "LY008 layouts/list.html:2"},
		{"ESC", "list.html", "<p>\n公告\x1b[31m栏</p>", "LY008 layouts/list.html:2"},
		{"VT", "base.html", "<p>\n\n\v</p>", "LY008 layouts/base.html:3"},
		{"DEL", "list.html", "<p>\x7f</p>", "LY008 layouts/list.html:1"},
		{"ESC in an action", "list.html", "<p>\n{{/* \x1b */}}</p>", "LY008 layouts/list.html:2"},
		{"an escape of ESC", "list.html", "{{.Intro}}<p>\n{{\"\\x1b\"}}</p>", "LY008 layouts/list.html:2"},
		{"an escape in a call", "list.html", "{{.Intro}}<p>\n\n{{if .Title}}{{print (print \"a\\u009b\")}}{{end}}</p>", "LY008 layouts/list.html:3"},
		{"a control character", "own.html", "{{define \"x\"}}\u009b{{end}}", "LY008 layouts/own.html:1"},
	} {
		_, found := load(t, map[string]string{test.file: test.text})
		if len(found) == 0 {
			t.Errorf("%s: no finding", test.name)
			continue
		}
		d := found[0]
		got := d.Code + " " + d.Pos.File + ":" + string(rune('0'+d.Pos.Line))
		if got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}

func TestUnknownField(t *testing.T) {
	set, found := load(t, map[string]string{"message.html": "<h1>\n{{.Titel}}</h1>"})
	if len(found) > 0 {
		t.Fatal(found)
	}
	frame, err := set.Frame(layout.Chrome{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = set.Execute(nil, new(bytes.Buffer), frame, "message.html", &layout.MessageView{}, layout.Text{})
	if err == nil {
		t.Fatal("no error")
	}
	d := set.Finding("layouts", "message.html", err)
	if d.Code != "LY001" || d.Pos.File != "layouts/message.html" || d.Pos.Line != 2 || d.Pos.Source != "{{.Titel}}</h1>" {
		t.Errorf("%+v", d)
	}
}

// The sum of a layout changes with what the layout can reach, and with nothing
// else.
func TestSum(t *testing.T) {
	plain, _ := load(t, nil)
	other, _ := load(t, map[string]string{"list.html": "<p>{{.Title}}</p>{{.Intro}}"})
	if plain.Sum("list.html") == other.Sum("list.html") {
		t.Error("the sum of a changed layout is the same")
	}
	if plain.Sum("document.html") != other.Sum("document.html") {
		t.Error("the sum of a layout changed with another one")
	}
}
