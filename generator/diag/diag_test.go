package diag

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

var testRule = &Rule{
	Code: "TS001", Severity: Error,
	Title:   Text{"题目", "title"},
	Message: Text{"%[2]s 里有 %[1]s", "%[1]s in %[2]s"},
	Hint:    Text{"改为 %[3]s", "write %[3]s"},
	Explain: Text{"说明", "explanation"},
}

func TestAt(t *testing.T) {
	d := testRule.At(Pos{File: "a"}, Text{"甲", "A"}, "b", 3)
	if d.Message != (Text{"b 里有 甲", "A in b"}) {
		t.Errorf("message %q", d.Message)
	}
	if d.Hint.EN != "write %!s(int=3)" { // a wrong verb shows; an unused argument does not
		t.Errorf("hint %q", d.Hint.EN)
	}
	plain := &Rule{Message: Text{"100% 没有参数", "100% without arguments"}}
	if d := plain.At(Pos{}); d.Message.EN != "100% without arguments" {
		t.Errorf("message %q", d.Message.EN)
	}
}

func TestSort(t *testing.T) {
	var want []Diagnostic
	for _, file := range []string{"a.md", "b.md"} {
		for line := range 3 {
			for column := range 3 {
				for _, text := range []string{"甲", "乙"} {
					want = append(want, Diagnostic{Code: "TS001", Pos: Pos{File: file, Line: line, Column: column}, Message: Text{ZH: text}})
				}
			}
		}
	}
	want = Sort(want)
	if len(want) != 36 || !slices.IsSortedFunc(want, compare) {
		t.Fatalf("%d sorted", len(want))
	}
	for range 20 {
		shuffled := append(slices.Clone(want), want[:7]...)
		rand.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if got := Sort(shuffled); !slices.Equal(got, want) {
			t.Fatal("the order depends on the input, or repetitions stay")
		}
	}
}

func TestCount(t *testing.T) {
	ds := []Diagnostic{{Severity: Error}, {Severity: Warning}, {Severity: Warning}, {Severity: Note}}
	if e, w := Count(ds); e != 1 || w != 2 {
		t.Errorf("Count = %d, %d", e, w)
	}
	if !HasErrors(ds) || HasErrors(ds[1:]) {
		t.Error("HasErrors is wrong")
	}
}

func TestNearest(t *testing.T) {
	keys := []string{"title", "category", "date", "draft", "doc_number", "综合政务/政务公开"}
	for got, want := range map[string]string{
		"tilte": "title", "titel": "title", "Title": "title", "TITEL": "title", "catagory": "category", "dat": "date", "drat": "draft",
		"docnumber": "doc_number", "综合政务/政务公告": "综合政务/政务公开", "xyz": "", "": "", "layout": "", "title": "title",
	} {
		if near := Nearest(got, keys); near != want {
			t.Errorf("Nearest(%q) = %q, want %q", got, near, want)
		}
	}
}

func TestLocate(t *testing.T) {
	data := []byte("一二\r\nab\xff\n\nd")
	for offset, want := range map[int]Pos{
		0:  {"f", 1, 1, "一二", 0},
		3:  {"f", 1, 2, "一二", 0},
		8:  {"f", 2, 1, "ab�", 0},
		12: {"f", 3, 1, "", 0},
		13: {"f", 4, 1, "d", 0},
		14: {"f", 4, 2, "d", 0},
		99: {"f", 4, 2, "d", 0},
		-1: {"f", 1, 1, "一二", 0},
	} {
		if got := Locate("f", data, offset); got != want {
			t.Errorf("Locate(%d) = %+v, want %+v", offset, got, want)
		}
	}
}

func TestDetect(t *testing.T) {
	gbk := func(s string) string {
		out, err := simplifiedchinese.GBK.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	text := "---\ntitle: 关于做好春季防火工作的通知\n---\n正文。\n"
	for name, c := range map[string]struct {
		data string
		want Encoding
		line int
	}{
		"empty":         {"", UTF8, 0},
		"UTF-8":         {text, UTF8, 0},
		"GBK":           {gbk(text), GBK, 2},
		"GBK, one word": {"title: " + gbk("标题"), GBK, 1},
		"UTF-16 LE":     {"\xff\xfet\x00", UTF16, 0},
		"UTF-16 BE":     {"\xfe\xff\x00t", UTF16, 0},
		"no mark":       {"t\x00i\x00t\x00l\x00e\x00:\x00", UTF16, 0},
		"NUL":           {"title\n\x00", Binary, 2},
		"zip":           {"PK\x03\x04\x14\x00\x00\x00\x08\x00", Binary, 1},
		"damaged":       {strings.Replace(text, "正", "\xe6\xad", 1), Damaged, 4},
		"cut":           {text[:len(text)-3], Damaged, 4},
		"Latin-1":       {"caf\xe9 cr\xe8me", Damaged, 1},
	} {
		enc, pos := Detect("f", []byte(c.data))
		if enc != c.want || pos.Line != c.line || pos.File != "f" {
			t.Errorf("%s: %d at %+v, want %d at line %d", name, enc, pos, c.want, c.line)
		}
	}
	if _, pos := Detect("f", []byte(gbk(text))); pos.Source != "title: 关于做好春季防火工作的通知" {
		t.Errorf("the line of a GBK file shows as %q", pos.Source)
	}
}

// TestValidUTF8 compares the short way with utf8.Valid for all first and second
// bytes, as the first and as the second of two characters.
func TestValidUTF8(t *testing.T) {
	for first := range 256 {
		for second := range 256 {
			for _, third := range []byte{0x7f, 0x80, 0xbf, 0xc0} {
				odd := string([]byte{byte(first), byte(second), third})
				for _, s := range []string{odd, odd + "中文", "中" + odd + "文", "中文" + odd} {
					if got, want := validUTF8([]byte(s)), utf8.ValidString(s); got != want {
						t.Fatalf("validUTF8(%q) = %t", s, got)
					}
				}
			}
		}
	}
}

// FuzzDetect compares the short way with utf8.Valid.
func FuzzDetect(f *testing.F) {
	for _, s := range []string{"", "a", "é", "中", "😀", "\xe4\xb8", "\xed\xa0\x80", "\xe0\x80\x80", "\xf4\x90\x80\x80", "\xc0\x80", "\x80", "\xef\xbf\xbd"} {
		f.Add([]byte(s))
		f.Add([]byte("中文" + s + "中文"))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if got, want := validUTF8(data), utf8.Valid(data); got != want {
			t.Errorf("validUTF8(%q) = %t", data, got)
		}
		Detect("f", data)
	})
}
func TestExplain(t *testing.T) {
	if got, want := Explain(testRule, "en"), "TS001 title\nSeverity: error. The site is not built until it is mended.\n\nexplanation\n"; got != want {
		t.Errorf("Explain = %q, want %q", got, want)
	}
}

func BenchmarkValidUTF8(b *testing.B) {
	data := bytes.Repeat([]byte("为规范政府信息公开工作，根据条例，结合本镇实际，制定“本办法”。\n第3条 完成76项。\n"), 28)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		validUTF8(data)
	}
}
