package trace

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"html"
	"net/url"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/andybalholm/brotli"
)

const (
	title  = "关于张某的处罚决定"
	number = "示例罚〔2017〕9号"
	secret = "经查，当事人在林地内用火"
)

var attachment = []byte("附件的内容")

func search() *Search {
	sum := sha256.Sum256(attachment)
	return New(Document{
		Title: title, Number: number, Text: "## 事实\n\n" + secret + "。见[**决定书**](附件一.pdf)。\n",
		Files: []File{{"notices/2017/附件一.pdf", hex.EncodeToString(sum[:])}},
	})
}

func zipped(name string, data []byte) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, _ := z.Create(name) // a buffer cannot fail to be written
	w.Write(data)
	z.Close()
	return b.Bytes()
}

func gzipped(data []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(data)
	z.Close()
	return b.Bytes()
}

func brotlied(data []byte) []byte {
	var b bytes.Buffer
	z := brotli.NewWriter(&b)
	z.Write(data)
	z.Close()
	return b.Bytes()
}

func utf16Of(s string, order binary.AppendByteOrder) (b []byte) {
	for _, u := range utf16.Encode([]rune(s)) {
		b = order.AppendUint16(b, u)
	}
	return b
}

func escaped(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, `\u%04X`, u)
	}
	return b.String()
}

func entities(s string) string {
	var b strings.Builder
	for _, r := range s {
		fmt.Fprintf(&b, "&#x%x;", r)
	}
	return b.String()
}

// ways are the ways in which a text can stand in a file.
func ways() map[string]func(string) []byte {
	return map[string]func(string) []byte{
		"plain":             func(s string) []byte { return []byte("<p>" + s + "</p>") },
		"between tags":      func(s string) []byte { return []byte("<h1>" + s[:6] + "<wbr>" + s[6:] + "</h1>") },
		"in an attribute":   func(s string) []byte { return []byte(`<meta content="` + s + `">`) },
		"over two lines":    func(s string) []byte { return []byte(s[:9] + "\n  " + s[9:]) },
		"JSON":              func(s string) []byte { return []byte(`{"t":"` + escaped(s) + `"}`) },
		"entities":          func(s string) []byte { return []byte(entities(s)) },
		"entities twice":    func(s string) []byte { return []byte(html.EscapeString(entities(s))) },
		"an address":        func(s string) []byte { return []byte("?q=" + url.QueryEscape(s)) },
		"UTF-16LE":          func(s string) []byte { return utf16Of(s, binary.LittleEndian) },
		"UTF-16BE":          func(s string) []byte { return append([]byte{'x'}, utf16Of(s, binary.BigEndian)...) },
		"gzip":              func(s string) []byte { return gzipped([]byte(s)) },
		"an entry":          func(s string) []byte { return zipped("xl/sharedStrings.xml", []byte("<t>"+s+"</t>")) },
		"the name of one":   func(s string) []byte { return zipped(s+".txt", nil) },
		"a Brotli in a zip": func(s string) []byte { return zipped("a.br", brotlied([]byte(s))) },
		"a gzip in a zip":   func(s string) []byte { return zipped("a.gz", gzipped([]byte(s))) },
		"JSON in a gzip":    func(s string) []byte { return gzipped([]byte(escaped(s))) },
		"a zip in a gzip":   func(s string) []byte { return gzipped(zipped("a", utf16Of(s, binary.LittleEndian))) },
		"bytes around":      func(s string) []byte { return []byte("\x00\xff\xfe" + s + "\xff\x00") },
		"HTML within JSON":  func(s string) []byte { return []byte(strings.ReplaceAll(entities(s), "&", `\u0026`)) },
		"tags of a feed":    func(s string) []byte { return []byte(html.EscapeString("<p>" + s + "</p>")) },
		"after another one": func(s string) []byte { return append([]byte("<p>别的</p>"), s...) },
	}
}

// TestFound: each mark is found in every way in which it can be written, and nowhere else.
func TestFound(t *testing.T) {
	s := search()
	for way, write := range ways() {
		for kind, text := range map[Kind]string{Title: title, Number: number, Text: secret} {
			found, unread := s.Search("public/a.html", write(text))
			if len(found) != 1 || found[0].Kind != kind || len(unread) > 0 {
				t.Errorf("%s, %s: %v, unread %v", way, text, found, unread)
			}
		}
		if found, _ := s.Search("public/a.html", write("另外一件毫不相干的事情")); len(found) > 0 {
			t.Errorf("%s: found %v where nothing is", way, found)
		}
	}
}

// TestFiles: the files of a document are found by their names, bytes and sums, and not
// by the names of others.
func TestFiles(t *testing.T) {
	s := search()
	sum := sha256.Sum256(attachment)
	for _, c := range []struct {
		name string
		data string
		want string
	}{
		{"public/other/x.pdf", string(attachment), "[{3 附件一.pdf}]"},
		{"public/x.gz", string(gzipped(attachment)), "[{3 附件一.pdf}]"},
		{"public/x.BR", string(brotlied(attachment)), "[{3 附件一.pdf}]"},
		{"public/x.zip", string(zipped("y", attachment)), "[{3 附件一.pdf}]"},
		{"public/notices/2017/附件一.pdf", "", "[{2 附件一.pdf}]"},
		{"public/notices/2017/附件一.400.pdf", "", "[{2 附件一.pdf}]"},
		{"public/a.html", `<a href="附件一.pdf">`, "[{2 附件一.pdf}]"},
		{"public/a.html", `<a href="%E9%99%84%E4%BB%B6%E4%B8%80.pdf">`, "[{2 附件一.pdf}]"},
		{"public/a.html", hex.EncodeToString(sum[:]), "[{3 附件一.pdf}]"},
		{"public/a.html", `<a href="新附件一.pdf">`, "[]"},
		{"public/a.html", `<a href="附件一.pdf2">`, "[]"},
		{"public/notices/2017/附件一.html", "", "[]"},
	} {
		if found, _ := s.Search(c.name, []byte(c.data)); fmt.Sprint(found) != c.want {
			t.Errorf("%s %.40q: %v", c.name, c.data, found)
		}
	}
}

// TestUnread: what cannot be looked into is named.
func TestUnread(t *testing.T) {
	s := search()
	for name, data := range map[string]string{
		"public/a.html.br": "\x0b\x02\x80", "a.zip": "PK\x03\x04 damaged", "a.gz": "\x1f\x8b damaged", "a.7z": "7z",
		"b.gz": string(gzipped([]byte(title))[:20]),
	} {
		if _, unread := s.Search(name, []byte(data)); len(unread) != 1 {
			t.Errorf("%s: unread %v", name, unread)
		}
	}
}

// TestShort: a text by which nothing is known again is not looked for.
func TestShort(t *testing.T) {
	if found, _ := New(Document{Title: "公告", Text: "特此公告。\n"}).Search("a", []byte("公示公告：特此公告。")); len(found) > 0 {
		t.Errorf("found %v", found)
	}
}

// FuzzSearch: nothing that is published makes a search fail.
func FuzzSearch(f *testing.F) {
	for _, write := range ways() {
		f.Add(write(title))
	}
	s := search()
	f.Fuzz(func(t *testing.T, data []byte) {
		found, _ := s.Search("a", data)
		if again, _ := s.Search("a", data); len(again) != len(found) {
			t.Errorf("found %v, then %v", found, again)
		}
	})
}

// TestDayIsNoTrace: a day alone stands below other documents too; with words it is text.
func TestDayIsNoTrace(t *testing.T) {
	s := New(Document{Title: "关于停水的通知", Text: "某某镇人民政府办公室\n2026年11月20日\n二〇二六年十一月二十日\n定于2026年11月20日停水\n"})
	found, _ := s.Search("other.html", []byte("<p>某某区\n2026年11月20日</p><p>二〇二六年十一月二十日</p>"))
	if len(found) > 0 {
		t.Errorf("days alone are traces: %v", found)
	}
	if found, _ = s.Search("other.html", []byte("<p>定于2026年11月20日停水</p>")); len(found) != 1 {
		t.Errorf("a sentence with a day is no trace: %v", found)
	}
}
