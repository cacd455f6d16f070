package precompress

import (
	"bytes"
	"compress/gzip"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
)

func TestWorth(t *testing.T) {
	for name, want := range map[string]bool{
		"index.html": true, "a/B.HTML": true, "css/site.css": true, "feed.xml": true, "catalog.json": true, "dcat.jsonld": true, "images/plan.svg": true,
		"policies/名单.csv": true, "robots.txt": true, "site.webmanifest": true,
		"a.pdf": false, "a.docx": false, "a.png": false, "a.html.gz": false, "a.html.br": false, "html": false, "withdrawn.map": false, ".html/a": false,
	} {
		if got := Worth(name, MinSize); got != want {
			t.Errorf("%s: %t", name, got)
		}
		if Worth(name, MinSize-1) {
			t.Errorf("%s: a small file is worth a copy", name)
		}
	}
}

func TestOriginal(t *testing.T) {
	for name, want := range map[string]string{"a/b.html.gz": "a/b.html", "a/b.html.br": "a/b.html", "a.tar.br": "", "x.CSV.gz": "x.CSV", "a.html": "", "a.tar.gz": "", "a.gz": "", ".gz": "", "a.html.GZ": ""} {
		if got, ok := Original(name); got != want || ok != (want != "") {
			t.Errorf("%s: %q, %t", name, got, ok)
		}
	}
}

// A copy unpacks to its file, has neither time nor name in it, and is the same whatever
// was packed before.
func TestPack(t *testing.T) {
	page := strings.Repeat("<p>巨各庄镇人民政府关于政府信息公开的通知。</p>", 200)
	for i, e := range Encodings() {
		var used, unused Packer
		if _, err := used.Pack(i, strings.NewReader(strings.Repeat("前一个文件", 999))); err != nil {
			t.Fatal(err)
		}
		one, err := used.Pack(i, strings.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		other, err := unused.Pack(i, strings.NewReader(page))
		if err != nil || !bytes.Equal(one, other) {
			t.Errorf("%s: two packers make %d and %d bytes, %v", e.Name, len(one), len(other), err)
		}
		in, err := e.reader(bytes.NewReader(one))
		if err != nil {
			t.Fatal(err)
		}
		if g, ok := in.(*gzip.Reader); ok != (e.Name == "gzip") || ok && (!g.ModTime.IsZero() || g.Name != "" || g.Comment != "" || len(g.Extra) > 0) {
			t.Errorf("%s: the header says more than it should: %+v", e.Name, in)
		}
		if got, err := io.ReadAll(in); err != nil || string(got) != page {
			t.Errorf("%s: %d bytes come out, %v", e.Name, len(got), err)
		}
	}
}

func TestUnpack(t *testing.T) {
	var p Packer
	text := strings.Repeat("巨各庄镇", 500)
	for i, e := range Encodings() {
		data, err := p.Pack(i, strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if original, got, ok := Unpack("a/b.html"+e.Ext, data); original != "a/b.html" || string(got) != text || !ok {
			t.Errorf("%s, %d bytes, %t", original, len(got), ok)
		}
		for name, data := range map[string][]byte{"a.html": data, "a.tar" + e.Ext: data, "a.html" + e.Ext: []byte("x"), "b.html" + e.Ext: data[:len(data)/2]} {
			if _, _, ok := Unpack(name, data); ok {
				t.Errorf("%s is unpacked", name)
			}
		}
	}
}

// What cannot be made smaller by a tenth has no copy.
func TestNotWorth(t *testing.T) {
	noise := make([]byte, 64<<10)
	rnd := rand.NewChaCha8([32]byte{})
	rnd.Read(noise)
	var p Packer
	for _, test := range []struct {
		plain int // bytes of zeros before the noise
		worth bool
	}{{0, false}, {6000, false}, {9000, true}} {
		for i, e := range Encodings() {
			got, err := p.Pack(i, io.MultiReader(bytes.NewReader(make([]byte, test.plain)), bytes.NewReader(noise)))
			if err != nil || (got != nil) != test.worth {
				t.Errorf("%s, %d zeros: %d bytes, %v", e.Name, test.plain, len(got), err)
			}
		}
	}
}

func TestEncodings(t *testing.T) {
	seen := map[string]bool{}
	for i, e := range Encodings() {
		if !strings.HasPrefix(e.Ext, ".") || e.Name == "" || seen[e.Ext] {
			t.Errorf("encoding %d: %q, %q", i, e.Ext, e.Name)
		}
		seen[e.Ext] = true
	}
}
