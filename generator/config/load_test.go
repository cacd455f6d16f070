package config

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/diag/diagtest"
	"gongkai/generator/terminal"

	"github.com/google/go-cmp/cmp"
)

func TestBroken(t *testing.T) {
	diagtest.Run(t, "testdata/broken", 12, func(_ string, data []byte) []diag.Diagnostic {
		_, found := Load(data)
		return found
	})
}

func TestRules(t *testing.T) {
	if err := diagtest.Check(Rules()); err != nil {
		t.Error(err)
	}
	files, err := filepath.Glob("testdata/broken/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(data)
	}
	_, found := Load(tooMuch())
	all.WriteString(" " + found[0].Code + ": ")
	for _, r := range Rules() {
		if !strings.Contains(all.String(), " "+r.Code+": ") {
			t.Errorf("no case for %s (%s)", r.Code, r.Title.EN)
		}
	}
}

// least is the least configuration that is complete.
const least = `
[site]
name = "某某镇政府信息公开"
base_url = "https://www.example.gov.cn:8080/zwgk"
[office]
name = "某某镇人民政府"
[guide]
classification = "甲"
arrangement = "甲"
access = "甲"
department = "甲"
address = "甲"
hours = "甲"
phone = "甲"
fax = "甲"
online = "甲"
[[category]]
key = "policies"
[[category]]
key = "plans"
name = "规划计划"
`

func TestDefaults(t *testing.T) {
	c, found := Load([]byte(least))
	if len(found) > 0 {
		t.Fatal(printed(found))
	}
	want := &Config{
		Site:   Site{Name: "某某镇政府信息公开", BaseURL: "https://www.example.gov.cn:8080/zwgk/", Domain: "www.example.gov.cn"},
		Office: Office{Name: "某某镇人民政府", ShortName: "某某镇"},
		Guide:  Guide{Classification: "甲", Arrangement: "甲", Access: "甲", Department: "甲", Address: "甲", Hours: "甲", Phone: "甲", Fax: "甲", Online: "甲"},
		Footer: Footer{Organizer: "某某镇人民政府"},
		Lists:  Lists{PageSize: 20, CatalogSize: 50, Home: 6, Feed: 20},
		Report: Report{Deadline: "01-31"},
		Categories: []Category{
			{Key: "policies", Name: "政策文件", ColumnType: "政策文件", Kind: KindNotices},
			{Key: "plans", Name: "规划计划", ColumnType: "规划计划", Kind: KindReference},
			{Key: "reports", Name: "政府信息公开年报", ColumnType: "信息公开年报", Kind: KindReports, Statutory: true},
		},
		Platform: entries(),
	}
	want.Markdown.Newline, want.Markdown.Official, want.Images.Max = "paragraph", true, 1600
	if diff := cmp.Diff(want, c); diff != "" {
		t.Errorf("Config (-want +got):\n%s", diff)
	}
}

// TestEveryField reads a file that gives every field of Config, found by
// reflection, so that none is forgotten by the comparison with its shape.
func TestEveryField(t *testing.T) {
	var b strings.Builder
	writeTable(&b, reflect.TypeFor[Config](), "")
	data := []byte(b.String())
	l := loader{data: data, lines: diag.Quoter{Data: data}, spans: map[string]span{}}
	c := l.decode()
	if c == nil || len(l.found) > 0 {
		t.Fatalf("%s\n%s", printed(l.found), data)
	}
	allSet(t, reflect.ValueOf(*c), "Config")
}

// writeTable writes a value for every field of a struct.
func writeTable(b *strings.Builder, typ reflect.Type, path string) {
	for i := range typ.NumField() {
		f := typ.Field(i)
		name := f.Tag.Get("toml")
		if f.Type == localDate || f.Type.Kind() != reflect.Struct && (f.Type.Kind() != reflect.Slice || f.Type.Elem().Kind() != reflect.Struct) {
			b.WriteString(name + " = " + example(f.Type) + "\n")
		}
	}
	for i := range typ.NumField() {
		f := typ.Field(i)
		full := join(path, f.Tag.Get("toml"))
		switch {
		case f.Type == localDate:
		case f.Type.Kind() == reflect.Struct:
			b.WriteString("[" + full + "]\n")
			writeTable(b, f.Type, full)
		case f.Type.Kind() == reflect.Slice && f.Type.Elem().Kind() == reflect.Struct:
			b.WriteString("[[" + full + "]]\n")
			writeTable(b, f.Type.Elem(), full)
		}
	}
}

func allSet(t *testing.T, v reflect.Value, path string) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			allSet(t, v.Field(i), path+"."+v.Type().Field(i).Name)
		}
	case reflect.Slice:
		if v.Len() == 0 {
			t.Errorf("%s is empty", path)
		}
		for i := range v.Len() {
			allSet(t, v.Index(i), path)
		}
	default:
		if v.IsZero() {
			t.Errorf("%s is not set", path)
		}
	}
}

// TestSite loads the configuration of the town.
func TestSite(t *testing.T) {
	data, err := os.ReadFile("../../config.toml")
	if err != nil {
		t.Fatal(err)
	}
	if _, found := Load(data); diag.HasErrors(found) {
		t.Error(printed(found))
	}
}

func TestInline(t *testing.T) {
	c, found := Load([]byte(strings.Replace(least, "[guide]", "[footer]\nlink = [{name = \"甲\", url = \"https://a.example/\"}]\n[guide]", 1)))
	if len(found) > 0 || len(c.Footer.Links) != 1 {
		t.Errorf("%s%+v", printed(found), c)
	}
	_, found = Load([]byte("site.name = \"甲\"\nsite.nmae = \"乙\"\n"))
	if !slices.ContainsFunc(found, func(d diag.Diagnostic) bool {
		return d.Code == ruleUnknown.Code && d.Pos.Line == 2 && d.Pos.Column == 6
	}) {
		t.Error(printed(found))
	}
}

func TestCheckDigit(t *testing.T) {
	for code, want := range map[string]bool{
		"000014349": true, "014416330": true, "01424668-5": true, "003249434": true, "035210000": false,
		"11341703003249434A": true, "11441700007280420Y": true, "11370321004221441C": true, "113306020025825184": true, "11341703003249434B": false,
	} {
		if checkDigit(code) != want {
			t.Errorf("checkDigit(%s) = %t", code, !want)
		}
	}
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte(least))
	f.Add([]byte("a = [{b.c = 1}]\n[[d]]\n[d.e]\n"))
	f.Add([]byte("[site]\nname：“甲”\n[[category]]\n[category.key]\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		c, found := Load(data)
		if c == nil && !diag.HasErrors(found) {
			t.Error("no configuration and no error")
		}
		again, foundAgain := Load(data)
		if diff := cmp.Diff(c, again) + cmp.Diff(found, foundAgain); diff != "" {
			t.Errorf("loaded twice: %s", diff)
		}
	})
}

func printed(found []diag.Diagnostic) string {
	var b strings.Builder
	if err := (terminal.Printer{W: &b, Lang: "en"}).Print(found); err != nil {
		return err.Error()
	}
	return b.String()
}

// TestCorrectionsHold: what a correction says is right when it is copied: with it in the
// place of the line, nothing more is said of that line, and of a header the settings below
// it are read.
func TestCorrectionsHold(t *testing.T) {
	const before, after = "[site]\nname = \"某某镇政府信息公开\"\n", "\n[office]\nname = \"某某镇人民政府\"\n"
	for _, line := range []string{
		"keywords = 甲、乙", "keywords = \"甲；乙\"", "keywords = [\"甲\"，\"乙\"]", "keywords = [甲, 乙]", "keywords = 【“甲”】", "keywords = [\"甲\", \"乙\"", "keywords = [\"甲\",", "keywords = [1, true]",
		"id_code = 1100000000", "domain = “www.example.cn”", "description = 本镇的信息 # 说明",
		"\n【lists】\npage_size = 20", "\n[lists\npage_size = 20", "\n[[lists]\npage_size = 20", "\nlists]\npage_size = 20",
		"\n[lists]\npage_size = 二十", "\n[lists]\npage_size = \"20\"", "\n[lists]\npage_size = “２０”", "\n[lists]\npage_size = 二十五条", "\n[lists]\npage_size = 很多",
		"\n[search]\noff = 是", "\n[search]\noff = \"否\"", "\n[search]\noff = True",
		"\n[review]\nsince = 2026-1-1", "\n[review]\nsince = \"2026-01-01\"", "\n[review]\nsince = 2026年1月1日", "\n[review]\nsince = “2026/1/1”",
		"\n[report]\ndeadline = \"1月31日\"", "\n[[rule]]\ncode = \"FM069\"\nlevel = \"关闭\"",
		"\n[scan]\noffice_numbers = [1]", "\n[scan]\noffice_numbers = \"1、2\"",
	} {
		text := before + line + "\n" + after
		_, found := Load([]byte(text))
		mended := strings.Split(text, "\n")
		wrong := 0
		for _, d := range found {
			meant, ok := strings.CutPrefix(d.Hint.ZH, "改为 ")
			if !ok && strings.HasPrefix(d.Hint.ZH, "写成例如 ") {
				meant, ok = strings.CutPrefix(d.Hint.ZH, "写成例如 ")
			}
			if d.Severity != diag.Error || !ok || !strings.Contains(line, strings.TrimSpace(mended[d.Pos.Line-1])) {
				continue
			}
			wrong++
			meant, _, _ = strings.Cut(meant, "（")
			if key, _, is := strings.Cut(mended[d.Pos.Line-1], " = "); is && !strings.Contains(meant, " = ") {
				meant = key + " = \"" + meant + "\""
			}
			mended[d.Pos.Line-1] = meant
		}
		if wrong != 1 {
			t.Errorf("%q: %d corrections: %v", line, wrong, found)
			continue
		}
		_, again := Load([]byte(strings.Join(mended, "\n")))
		for _, d := range again {
			if rule := d.Code; rule == "CF003" || rule == "CF004" || rule == "CF010" || rule == "CF011" || rule == "CF014" || rule == "CF027" {
				t.Errorf("%q, corrected to %q: %s %s", line, strings.Join(mended, "\n"), rule, d.Message.ZH)
			}
		}
	}
}
