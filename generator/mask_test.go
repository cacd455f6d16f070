package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"gongkai/generator/privacy/privacytest"
	"gongkai/generator/site/buildtest"
)

// TestMaskEncodings: numbers in a table are masked in whatever encoding an office has saved
// it, and nothing else of the file is changed.
func TestMaskEncodings(t *testing.T) {
	id := privacytest.WithCheck("11022819010203007")
	masked := id[:2] + "*************" + id[15:]
	text := func(id, phone string) string {
		return "序号,姓名,证件号码,电话,备注\r\n1,张某," + id + "," + phone + ",\"一组,\r\n二组\"\r\n2,李某𠮷,无," + phone + ",€\r\n"
	}
	root := testSite(t)
	folder := filepath.Join(root, "content", "notices", "2026")
	if err := os.MkdirAll(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	encodings := map[string]encoding.Encoding{
		"utf8": encoding.Nop, "utf8bom": unicode.UTF8BOM, "gb18030": simplifiedchinese.GB18030,
		"le": unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "lebom": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
		"be": unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "bebom": unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
	}
	want := map[string][]byte{}
	for name, e := range encodings {
		before, err := e.NewEncoder().Bytes([]byte(text(id, "13812345678")))
		if err != nil {
			t.Fatal(name, err)
		}
		if want[name], err = e.NewEncoder().Bytes([]byte(text(masked, "138****5678"))); err != nil {
			t.Fatal(name, err)
		}
		if err := os.WriteFile(filepath.Join(folder, "0001-"+name+".csv"), before, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	mustRun(t, gongkai(t, nil, "check", "--fix", "--source", root, "--as-of", "2026-11-20"))
	for name := range encodings {
		got, err := os.ReadFile(filepath.Join(folder, "0001-"+name+".csv"))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want[name]) {
			t.Errorf("%s: %q, want %q", name, got, want[name])
		}
	}
}

// What tidy shows of a file, before and after, holds no number that a finding would hide:
// invisible characters between its digits are what it takes out. A number of the office's
// own is shown, and so is all around it.
func TestTidyHidesNumbers(t *testing.T) {
	id := privacytest.WithCheck("11022819010203007")
	all := []string{"\u200b", "\u00ad", "\ufeff", "\u2060"}
	if os.Getenv("GONGKAI_SLOW") == "" {
		all = all[:1]
	}
	for _, invisible := range all {
		root := testSite(t)
		settings, err := os.ReadFile(filepath.Join(root, "config.toml"))
		if err != nil {
			t.Fatal(err)
		}
		text := "---\ntitle： 公告" + invisible + "\ncategory: notices\ndate: 2026-02-10\nsummary: 证号" + id + "\n---\n证号" + strings.Join(strings.Split(id, ""), invisible) + "，电话138" + invisible + "12345678，值班手机139" + invisible + "12345678。\n"
		err = buildtest.Write(root, map[string][]byte{
			"config.toml":                  append(settings, "\n[scan]\noffice_numbers = [\"13912345678\"]\n"...),
			"content/notices/2026/0001.md": []byte(text),
		})
		if err != nil {
			t.Fatal(err)
		}
		shown := ""
		for _, args := range [][]string{{"--dry-run"}, {"--dry-run", "--lang", "en"}, nil} {
			shown += mustRun(t, gongkai(t, nil, append([]string{"tidy", "--source", root, "--as-of", "2026-11-20"}, args...)...))
		}
		plain := strings.NewReplacer("<U+00AD>", "", "<U+200B>", "", "<U+FEFF>", "", "<U+2060>", "").Replace(shown)
		for _, number := range []string{id, id[6:14], "13812345678"} {
			if strings.Contains(plain, number) {
				t.Errorf("%q: %s is shown:\n%s", invisible, number, shown)
			}
		}
		if !strings.Contains(shown, "值班手机13912345678。") {
			t.Errorf("%q: nothing of the line is shown:\n%s", invisible, shown)
		}
		mended, err := os.ReadFile(filepath.Join(root, "content", "notices", "2026", "0001.md"))
		if err != nil || !bytes.Contains(mended, []byte("\n证号"+id+"，")) {
			t.Errorf("%q: not mended (%v):\n%s", invisible, err, mended)
		}
	}
}
