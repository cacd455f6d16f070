package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"gongkai/generator/privacy/privacytest"
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
