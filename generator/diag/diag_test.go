package diag

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"
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

func TestLocate(t *testing.T) {
	data := []byte("一二\r\nab\xff\n\nd")
	place := func(line, column int, source string) Pos {
		return Pos{File: "f", Line: line, Column: column, Source: source}
	}
	for offset, want := range map[int]Pos{
		0: place(1, 1, "一二"), 3: place(1, 2, "一二"), 8: place(2, 1, "ab\uFFFD"), 12: place(3, 1, ""),
		13: place(4, 1, "d"), 14: place(4, 2, "d"), 99: place(4, 2, "d"), -1: place(1, 1, "一二"),
	} {
		if got := Locate("f", data, offset); got != want {
			t.Errorf("Locate(%d) = %+v, want %+v", offset, got, want)
		}
	}
}

// TestQuote holds what is shown of lines of all lengths, at all places, against
// the whole line; whatever way the places come in, they show the same.
func TestQuote(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	characters := []rune("a一\t😀é中-")
	var text []rune
	for _, length := range []int{0, 1, 79, 80, 81, 82, 100, 101, 159, 160, 161, 300, 0, 500} {
		for range length {
			text = append(text, characters[rng.IntN(len(characters))])
		}
		if length%2 == 1 {
			text = append(text, '\r')
		}
		text = append(text, '\n')
	}
	data := []byte(string(text))
	lines := strings.Split(string(text), "\n")
	var places []Pos
	for i, line := range lines {
		for column := range len([]rune(line)) + 3 {
			places = append(places, Pos{File: "f", Line: i + 1, Column: column})
		}
	}
	check := func(how string, pos Pos) {
		whole := []rune(strings.TrimRight(lines[pos.Line-1], "\r"))
		source := []rune(pos.Source)
		end := pos.Skipped + len(source)
		switch {
		case len(source) > maxLine || len(source) < min(len(whole), maxLine):
			t.Fatalf("%s: %d of %d characters are shown at %d:%d", how, len(source), len(whole), pos.Line, pos.Column)
		case end > len(whole) || string(whole[pos.Skipped:end]) != pos.Source || pos.Cut != (end < len(whole)):
			t.Fatalf("%s: %+v is not what stands there", how, pos)
		case pos.Column-1 < len(whole) && pos.Column > 0 && (pos.Column <= pos.Skipped || pos.Column > end):
			t.Fatalf("%s: %+v does not show its column", how, pos)
		case pos.Skipped > 0 && pos.Cut && pos.Column-1-pos.Skipped != maxBefore:
			t.Fatalf("%s: %+v shows too much or too little before the column", how, pos)
		}
	}
	growing, random := &Quoter{Data: data}, &Quoter{Data: data}
	want := map[Pos]Pos{}
	for _, pos := range places {
		got := growing.Quote(pos)
		check("growing", got)
		want[pos] = got
	}
	rng.Shuffle(len(places), func(i, j int) { places[i], places[j] = places[j], places[i] })
	for _, pos := range places {
		if got := random.Quote(pos); got != want[pos] {
			t.Fatalf("in another order: %+v, want %+v", got, want[pos])
		}
	}
	for offset := range data {
		if utf8.RuneStart(data[offset]) {
			pos := Locate("f", data, offset)
			check("located", pos)
			if got := random.Locate("f", offset); got != pos {
				t.Fatalf("located by marks: %+v, want %+v", got, pos)
			}
			if got := want[Pos{File: "f", Line: pos.Line, Column: pos.Column}]; got != pos {
				t.Fatalf("Locate(%d) = %+v, quoted %+v", offset, pos, got)
			}
		}
	}
	if pos := growing.Quote(Pos{File: "f", Line: len(lines) + 1, Column: 1}); pos.Source != "" {
		t.Errorf("a line that does not exist shows as %q", pos.Source)
	}
}

// TestManyOnOneLine: findings hold what is shown of their line, not the line, and
// finding their places goes through the text once.
func TestManyOnOneLine(t *testing.T) {
	line := []byte(strings.Repeat("见[办法](无.md)，", 10000))
	lines := &Quoter{Data: line}
	held := 0
	for i := range 10000 {
		pos := lines.Quote(Pos{Line: 1, Column: 3 + 11*i})
		held += len(pos.Source)
		if !strings.Contains(pos.Source, "[办法](无.md)") {
			t.Fatalf("%+v", pos)
		}
	}
	if perFinding := held / 10000; perFinding > maxLine*utf8.UTFMax {
		t.Errorf("a finding holds %d bytes of its line", perFinding)
	}
	allocations := testing.AllocsPerRun(100, func() { Locate("f", line, len(line)/2) })
	if allocations > 1 {
		t.Errorf("a place takes %.0f allocations", allocations)
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
		"Chinese LE":    {"\x8f^\xf7S,\x00\xd3Y\rT\n\x00", UTF16, 0},
		"Chinese BE":    {"\x00N\x00~\xc4\x00,\x00\n", UTF16, 0}, // N, an odd unit, a comma
		"一 LE":          {",\x00\x00N\n\x00", UTF16, 0},
		"NUL":           {"title\n\x00", Binary, 2},
		"NUL in a page": {"<p>\n\x00</p>", Binary, 2},
		"NUL in text":   {strings.Repeat("<p>公告 notice</p>\n", 400) + "\x00<p>text</p>", Binary, 401},
		"NUL at once":   {"\x00" + strings.Repeat("<p>notice</p>公", 400), Binary, 1},
		"zip":           {"PK\x03\x04\x14\x00\x00\x00\x08\x00", Binary, 1},
		"damaged":       {strings.Replace(text, "正", "\xe6\xad", 1), Damaged, 4},
		"cut":           {text[:len(text)-3], Damaged, 4},
		"Latin-1":       {"caf\xe9 cr\xe8me", Damaged, 1},
	} {
		enc, pos, _ := Detect("f", []byte(c.data))
		if enc != c.want || pos.Line != c.line || pos.File != "f" {
			t.Errorf("%s: %d at %+v, want %d at line %d", name, enc, pos, c.want, c.line)
		}
	}
	if _, pos, _ := Detect("f", []byte(gbk(text))); pos.Source != "title: 关于做好春季防火工作的通知" {
		t.Errorf("the line of a GBK file shows as %q", pos.Source)
	}
}

// checkScan compares scanUTF8 with utf8.Valid, and with what is illegal by the
// tables of package unicode.
func checkScan(t *testing.T, data []byte) {
	t.Helper()
	valid, illegal := scanUTF8(data)
	want := -1
	if utf8.Valid(data) {
		want = bytes.IndexFunc(data, func(r rune) bool {
			return r >= utf8.RuneSelf && unicode.In(r, unicode.Cc, unicode.Noncharacter_Code_Point)
		})
	}
	if valid != utf8.Valid(data) || illegal != want {
		t.Fatalf("scanUTF8(%q) = %t, %d, want %d", data, valid, illegal, want)
	}
}

// TestIllegal looks for every character there is, between others.
func TestIllegal(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		checkScan(t, []byte("中"+string(r)+"文字文"))
	}
	for text, want := range map[string]bool{"甲\t乙\r\n": false, "\x00": true, "甲\x1b": true, "\x7f": true, "甲\u0085": true, "\uffff": true, "\ufffd": false} {
		if r, found := Illegal(text); found != want {
			t.Errorf("%q: %U is found: %t", text, r, found)
		}
	}
	for text, want := range map[string]rune{"甲\n乙\ufffe丙\u009b": 0xfffe, "甲\u009b": 0x9b, "甲\U0001ffff": 0x1ffff, "甲\x1b乙": 0} {
		enc, pos, illegal := Detect("f", []byte(text))
		if enc != UTF8 || illegal != want || want == 0xfffe && (pos.Line != 2 || pos.Column != 2) {
			t.Errorf("%q: %d, %U at %+v", text, enc, illegal, pos)
		}
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
					checkScan(t, []byte(s))
				}
			}
		}
	}
}

// FuzzDetect compares the short way with utf8.Valid.
func FuzzDetect(f *testing.F) {
	for _, s := range []string{"", "a", "é", "中", "😀", "\xe4\xb8", "\xed\xa0\x80", "\xe0\x80\x80", "\xf4\x90\x80\x80", "\xc0\x80", "\x80", "\xef\xbf\xbd", "\uffff", "\ufdd0", "\u0080"} {
		f.Add([]byte(s))
		f.Add([]byte("中文" + s + "中文"))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		checkScan(t, data)
		Detect("f", data)
	})
}
func BenchmarkValidUTF8(b *testing.B) {
	data := bytes.Repeat([]byte("为规范政府信息公开工作，根据条例，结合本镇实际，制定“本办法”。\n第3条 完成76项。\n"), 28)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		scanUTF8(data)
	}
}
