package asset

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/diag/diagtest"
)

func TestMinify(t *testing.T) {
	m := New()
	for _, test := range []struct{ name, in, want string }{
		{"a.css", "h1 {\n  color: #aa0000;\n}\n", "h1{color:#a00}"},
		{"a.css", "@media (min-width: 20em) { a[href] { background: url(x.png) } }", "@media(min-width:20em){a[href]{background:url(x.png)}}"},
		{"a.js", "\"use strict\";\nfunction add(first, second) { return first + second; }\n", `"use strict";function add(e,t){return e+t}`},
		{"a.json", "{ \"a\" : [ 1.0, \"文\" ] }\n", `{"a":[1.0,"文"]}`},
		{"a.svg", "<?xml version=\"1.0\"?>\n<!-- c -->\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\">\n  <rect width=\"10.0\" height=\"10\"/>\n</svg>\n",
			`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10"/></svg>`},
		{"a.xml", "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<a>\n  <b>x  <c>y</c></b></a>", `<?xml version="1.0" encoding="utf-8"?><a> <b>x <c>y</c></b></a>`},
		{"A.HTML", "<p>  甲 </p>\n", "<p>甲</p>"},
		{"bom.css", "\ufeffa{b:c}", "a{b:c}"},
		{"a.txt", "  as it is  ", "  as it is  "},
		{"empty.css", "", ""},
	} {
		in := []byte(test.in)
		got, ds := m.Static("static/"+test.name, in)
		if strings.ReplaceAll(string(got), "\n", " ") != test.want || len(ds) > 0 {
			t.Errorf("%s: %q, %s\nwant %q", test.name, got, findings(ds), test.want)
		}
		if string(in) != test.in {
			t.Errorf("%s: input changed to %q", test.name, in)
		}
	}
}

// What is malformed is reported where it is, and comes back as it was.
func TestMalformed(t *testing.T) {
	m := New()
	for _, test := range []struct{ name, in, want string }{
		{"a.css", "a { b: c }\nh1 { color: red;\n", "AS001:2:4"},
		{"a.css", "a { b: c }}\n", "AS001:1:11"},
		{"a.css", "a { b: calc(1px + 2px; }", "AS001:1:24"},
		{"a.css", "a { content: \"x\n }", "AS001:1:14"},
		{"a.js", "function f( {\n}\n", "AS001:3:1"},
		{"a.js", "var s = '文;\n", "AS001:1:9"},
		{"a.json", "{\"a\": 1,}\n", "AS001:1:9"},
		{"a.json", "", "AS001:1:1"},
		{"a.xml", "<a>\n<b></a>", "AS001:2:8"},
		{"a.xml", "<?xml version=\"1.0\" encoding=\"gb2312\"?><a/>", "AS001:1:40"},
		{"a.svg", "<svg><g></svg>", "AS001:1:9"},
		{"gbk.css", "a{b:c}\n/* \xd6\xd0\xce\xc4\xb1\xe0\xc2\xeb */", "AS002:2:4"},
		{"damaged.js", "// 中文\xe4\xb8 文字文字文字\n", "AS002:1:6"},
		{"utf16.css", "\xff\xfea\x00", "AS002:0:0"},
		{"binary.js", "var a\n\x00", "AS002:2:0"},
		{"a.html", "<p>x</p>\n<script>a(</script>", "AS001:2:11"},
	} {
		got, ds := m.Static("static/"+test.name, []byte(test.in))
		if findings(ds) != test.want || string(got) != test.in {
			t.Errorf("%s %q: %s, want %s; %q", test.name, test.in, findings(ds), test.want, got)
		}
		for _, d := range ds {
			if d.Pos.File != "static/"+test.name || d.Severity != diag.Error || d.Message.ZH == "" || d.Message.EN == "" {
				t.Errorf("%s: %+v", test.name, d)
			}
		}
	}
}

// opener opens bytes.
func opener(data []byte) Open {
	return func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }
}

func TestAttachment(t *testing.T) {
	m := New()
	const ole = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
	for _, test := range []struct{ name, data, want string }{
		{"a.pdf", "%PDF-1.7 x\n%%EOF\n", ""},
		{"A.PDF", "%PDF-1.7 x\nstartxref\n0\n", ""},
		{"a.docx", "PK\x03\x04" + "PK\x05\x06", ""},
		{"a.docx", "PK\x03\x04", "AS011"},
		{"a.zip", "PK\x03\x04" + strings.Repeat("x", 400_000), "AS011"},
		{"a.zip", "PK\x03\x04" + strings.Repeat("x", 400_000) + "PK\x05\x06" + strings.Repeat("x", 65_000), ""},
		{"a.pdf", "%PDF-1.7 x", "AS011"},
		{"a.pdf", "%PDF-1.7\n1 0 obj <</Linearized 1/L 1000/H [1 2]>> endobj\n%%EOF\n2 0 obj", "AS011"},
		{"a.pdf", "%PDF-1.7\n1 0 obj <</Linearized 1/L 64/H [1 2]>> endobj\n%%EOF", ""},
		{"a.pdf", "%PDF-1.7\n1 0 obj <</Linearized 1/L 50/H [1 2]>> endobj\n%%EOF\n", ""},
		{"a.doc", ole, ""},
		{"a.doc", `{\rtf1`, ""},
		{"a.wps", ole, ""},
		{"a.csv", "编号,事项\n", ""},
		{"a.csv", "MZ001,x\n", ""},
		{"a.txt", "文本", ""},
		{"a.mp4", "\x00\x00\x00\x18ftypmp42", ""},
		{"a.zip", "PK\x05\x06", ""},
		{"a.pdf", "", "AS011"},
		{"a.pdf", "PK\x03\x04", "AS010"},
		{"a.docx", ole, "AS010"},
		{"a.xlsx", "plain text", "AS010"},
		{"a.txt", "a\x00b", "AS010"},
		{"a.txt", "\xff\xfea\x00", ""},
		{"a.jpg", pngSignature, "AS010 AS004"},
		{"a.jpg", "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "AS015"},
		{"a.JPEG", "\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1MiHEheic", "AS015"},
		{"a.png", "\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1avif", "AS010"},
		{"a.jpg", "\x00\x00\x00\x18ftypavif\x00\x00\x00\x00mif1avif", "AS010"},
		{"a.jpg", "\xff\xff\xff\xffftypmif1", "AS010"},
		{"a.png", "%PDF-1.7 x", "AS015"},
		{"a.jpg", "BM\x00\x00", "AS015"},
		{"a.gif", "", "AS015"},
		{"a.mp4", "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "AS010"},
		{"a.png", "<svg/>", "AS009"},
		{"a.xls", "<html><table>", "AS009"},
		{"a.pdf", "MZ\x90\x00\x03", "AS009"},
		{"a.txt", "#!/bin/sh\n", "AS009"},
		{"a.exe", "MZ\x90\x00", "AS007"},
		{"a.html", "<p>", "AS007"},
		{"a.js", "1", "AS007"},
		{"a.xlsm", "PK\x03\x04", "AS007"},
		{"a.dwg", "AC1032", "AS008"},
		{"a.heic", "\x00\x00\x00\x18ftypheic", "AS008"},
		{"noext", "x", "AS008"},
		{"a.", "x", "AS008"},
		{"a.svg", "<svg onload=\"x\"/>", "AS003"},
	} {
		f, ds, err := m.Attachment("content/p/"+test.name, int64(len(test.data)), opener([]byte(test.data)))
		var codes []string
		for _, d := range ds {
			codes = append(codes, d.Code)
		}
		if got := strings.Join(codes, " "); got != test.want || err != nil {
			t.Errorf("%s %q: %q, want %q; %v", test.name, test.data, got, test.want, err)
		}
		if test.want == "" && (f.Size != int64(len(test.data)) || f.SHA256 != sum(test.data) || f.Data != nil) {
			t.Errorf("%s: %+v", test.name, f)
		}
	}
}

func sum(data string) string {
	s := sha256.Sum256([]byte(data))
	return hex.EncodeToString(s[:])
}

// The sum of a picture is that of the bytes that are published.
func TestPictureAttachment(t *testing.T) {
	m := New()
	in := phonePNG(t, 6)
	f, ds, err := m.Attachment("content/p/a.png", int64(len(in)), opener(in))
	if err != nil || len(ds) != 1 || f.Data == nil {
		t.Fatalf("%v, %v", ds, err)
	}
	if f.SHA256 != sum(string(f.Data)) || f.Size != int64(len(f.Data)) || f.Width != 20 || f.Height != 30 {
		t.Errorf("%+v", f.Info)
	}
	if _, ds, _ := m.Attachment("content/p/a.png", maxImage+1, opener(nil)); len(ds) != 1 || ds[0].Code != hugeImage.Code {
		t.Errorf("huge: %v", ds)
	}
}

// zeros is a file of n bytes that is never in memory.
type zeros struct{ n int64 }

func (z *zeros) Read(p []byte) (int, error) {
	if z.n == 0 {
		return 0, io.EOF
	}
	n := min(int64(len(p)), z.n)
	clear(p[:n])
	z.n -= n
	return int(n), nil
}

const largeSize = largeAttachment + 20<<20

// zeroFile opens a file over the limit for attachments.
func zeroFile() (io.ReadCloser, error) { return io.NopCloser(&zeros{largeSize}), nil }

// A large file is hashed as a stream, and gets a warning.
func TestLargeAttachment(t *testing.T) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f, ds, err := New().Attachment("content/p/a.mp3", largeSize, zeroFile)
	runtime.ReadMemStats(&after)
	if err != nil || f.Size != largeSize || len(f.SHA256) != 64 || len(ds) != 1 || ds[0].Code != largeFile.Code {
		t.Errorf("%+v, %v, %v", f, ds, err)
	}
	if used := after.TotalAlloc - before.TotalAlloc; used > 4<<20 {
		t.Errorf("%d bytes allocated", used)
	}
}

// StaticFile gives what Static gives, and streams what Static leaves alone.
func TestStaticFile(t *testing.T) {
	m := New()
	for name, in := range map[string]string{"a.css": "a { b: c }", "a.svg": "<svg width=\"3\" height=\"2\"/>", "a.png": string(phonePNG(t, 1)), "a.woff2": "font"} {
		want, wantFound := m.Static("static/"+name, []byte(in))
		f, found, err := m.StaticFile("static/"+name, int64(len(in)), opener([]byte(in)))
		if err != nil || f.Info != InfoOf(want) || findings(found) != findings(wantFound) {
			t.Errorf("%s: %+v, %v, %v", name, f.Info, found, err)
		}
		if streamed := f.Data == nil; streamed != (name == "a.woff2") {
			t.Errorf("%s: streamed: %v", name, streamed)
		}
	}
}

var errDisk = errors.New("disk")

// A failure to read is an error, not a finding.
func TestReadErrors(t *testing.T) {
	m := New()
	failing := func() (io.ReadCloser, error) { return nil, errDisk }
	broken := func() (io.ReadCloser, error) {
		return io.NopCloser(io.MultiReader(strings.NewReader(strings.Repeat("x", sniffLength)), errReader{})), nil
	}
	early := func() (io.ReadCloser, error) { return io.NopCloser(errReader{}), nil }
	for _, name := range []string{"a.pdf", "a.png", "a.css"} {
		for _, open := range []Open{failing, broken, early} {
			if _, _, err := m.Attachment(name, 10, open); name != "a.css" && !errors.Is(err, errDisk) {
				t.Errorf("%s: %v", name, err)
			}
			if _, _, err := m.StaticFile(name, 10, open); !errors.Is(err, errDisk) {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	if _, _, _, err := digest(failing); !errors.Is(err, errDisk) {
		t.Error(err)
	}
}

type errReader struct{}

func (errReader) Read([]byte) (int, error) { return 0, errDisk }

func TestFormatSize(t *testing.T) {
	for n, want := range map[int64]string{
		0: "0 B", 1: "1 B", 1023: "1023 B", 1024: "1.0 KB", 1536: "1.5 KB", 10188: "9.9 KB", 10189: "10 KB", 122_880: "120 KB", 1_048_064: "1.0 MB",
		1_258_291: "1.2 MB", 1 << 30: "1.0 GB", 1 << 40: "1.0 TB", 1 << 50: "1024 TB",
	} {
		if got := FormatSize(n); got != want {
			t.Errorf("FormatSize(%d) = %s, want %s", n, got, want)
		}
	}
}

func TestTypes(t *testing.T) {
	for _, test := range []struct{ name, label, media string }{
		{"a/b.pdf", "PDF", "application/pdf"}, {"b.DOCX", "Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
		{"x.rar", "压缩文件", "application/vnd.rar"}, {"x.jpeg", "图片", "image/jpeg"}, {"index.html", "网页", "text/html; charset=utf-8"},
		{"site.css", "样式表", "text/css; charset=utf-8"}, {"a.js", "脚本", "text/javascript; charset=utf-8"}, {"feed.xml", "XML", "application/xml"},
		{"x.dwg", "DWG", "application/octet-stream"}, {"README", "文件", "application/octet-stream"},
	} {
		if got := Type(test.name); got != test.label {
			t.Errorf("Type(%s) = %s", test.name, got)
		}
		if got := ContentType(test.name); got != test.media {
			t.Errorf("ContentType(%s) = %s", test.name, got)
		}
	}
	for _, ext := range attachable() {
		if _, refused := dangerous(ext); refused {
			t.Errorf("%s is both accepted and refused", ext)
		}
		if len(formats[ext].accepts) == 0 {
			t.Errorf("%s has no magic", ext)
		}
	}
}

func TestRules(t *testing.T) {
	if err := diagtest.Check(Rules()); err != nil {
		t.Error(err)
	}
}

func FuzzStatic(f *testing.F) {
	m := New()
	for _, name := range []string{"a.css", "a.js", "a.json", "a.svg", "a.xml", "a.html"} {
		f.Add(name, []byte("a{b:c}"))
		f.Add(name, []byte("<svg viewBox='0 0 1 1'><g/></svg>"))
		f.Add(name, []byte("<!doctype html><title>甲</title><p> 乙 <script>a( 1 )</script><style>a { }</style><svg> <g/> </svg>"))
	}
	f.Fuzz(func(t *testing.T, name string, b []byte) {
		in := bytes.Clone(b)
		m.Static(name, b)
		if !bytes.Equal(in, b) {
			t.Fatal("input changed")
		}
	})
}

// What was minified stays as it is when it is minified again: the static files of an archive
// are published ones.
func TestMinifiedStays(t *testing.T) {
	m := New()
	files, err := filepath.Glob("../../static/*/*")
	if err != nil || len(files) < 8 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	texts := map[string]string{
		"a.css": "a { color: #ff0000 ; margin: 0px 0px }\n", "a.xml": "<a>  <b> c </b>\n</a>", "a.json": "{ \"a\" : [ 1.0 ] }\n", "a.html": "<!doctype html>\n<p class=''>a   b",
		"a.svg": `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M 0 0 L 10.0 0 L 10 10.00 z"/></svg>`,
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts[name] = string(data)
	}
	for name, text := range texts {
		once, found := m.Static(name, []byte(text))
		twice, again := m.Static(name, once)
		if len(found)+len(again) > 0 || !bytes.Equal(once, twice) {
			t.Errorf("%s becomes another file: %v, %v", name, found, again)
		}
	}
}
