package asset

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/terminal"
)

// Every rule as a clerk sees it. GONGKAI_UPDATE=1 writes the file anew.
func TestFindingsGolden(t *testing.T) {
	m := New()
	var ds []diag.Diagnostic
	static := func(name, data string) {
		_, found := m.Static(name, []byte(data))
		ds = append(ds, found...)
	}
	attach := func(name string, size int64, data string) {
		_, found, err := m.Attachment(name, size, opener([]byte(data)))
		if err != nil {
			t.Fatal(err)
		}
		ds = append(ds, found...)
	}
	static("static/css/own.css", "body { margin: 0 }\nh1 { color: #a00;\n")
	static("static/data/list.json", "{\"项目\": [1, 2,]}\n")
	static("static/css/old.css", "/* \xd1\xf9\xca\xbd\xb1\xed */\n")
	static("static/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\">\n  <script>alert(1)</script>\n  <image href=\"https://x.example/a.png\"/>\n</svg>\n")
	attach("content/notices/2017/现场.jpg", 20, "\xff\xd8\xff\xe1\x00\x20Exif")
	attach("content/notices/2017/大图.png", maxImage+16<<20, "")
	static("static/photo.jpg", string(phoneJPEG(t, binary.BigEndian, 1)))
	attach("content/notices/2017/申请表.xlsm", 4, "PK\x03\x04")
	attach("content/notices/2017/图纸.dwg", 6, "AC1032")
	attach("content/notices/2017/名单", 1, "x")
	attach("content/notices/2017/汇总.xls", 20, "<html><table></table>")
	attach("content/notices/2017/软件.pdf", 20, "MZ\x90\x00\x03")
	attach("content/notices/2017/报告.pdf", 4, "PK\x03\x04")
	attach("content/notices/2017/空.docx", 0, "")
	attach("content/notices/2017/一半.docx", 4, "PK\x03\x04")
	attach("content/notices/2017/照片.jpg", 24, "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic")
	attach("content/notices/2017/空.jpg", 0, "")
	attach("content/notices/2017/图.png", 5, "%PDF-")
	_, found, err := m.Attachment("content/notices/2017/录像.mp3", largeSize, zeroFile)
	if err != nil {
		t.Fatal(err)
	}
	ds = append(ds, found...)
	if _, found, err = m.StaticFile("static/css/large.css", largeSize, zeroFile); err != nil {
		t.Fatal(err)
	}
	ds = append(ds, found...)
	scan := Info{Width: 60_000, Height: 60_000, Raster: unbounded}
	if d, is := scan.Whole("content/notices/2017/扫描图.png", 1600); is {
		ds = append(ds, d)
	}
	seen := make(map[string]bool)
	var b bytes.Buffer
	for _, lang := range []string{"zh", "en"} {
		if err := (terminal.Printer{W: &b, Lang: lang}).Print(ds); err != nil {
			t.Fatal(err)
		}
	}
	for _, d := range ds {
		seen[d.Code] = true
	}
	for _, r := range Rules() {
		if !seen[r.Code] {
			t.Errorf("no example of %s", r.Code)
		}
	}
	golden(t, "findings.golden", b.Bytes())
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if os.Getenv("GONGKAI_UPDATE") != "" {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; it is now\n%s", file, got)
	}
}
