package privacy

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"gongkai/generator/corpus/costtest"
	"gongkai/generator/privacy/privacytest"
)

// FuzzFind looks through any text, as one paragraph, as rows, and as paragraphs.
func FuzzFind(f *testing.F) {
	m := privacytest.New(3)
	for way := range privacytest.Ways {
		f.Add(m.Sentence(way).Passages[0].Cells[0], "身份证号", true)
	}
	for _, p := range append(m.List(3).Passages, m.Divided().Passages...) {
		f.Add(strings.Join(p.Cells, "|"), strings.Join(p.Heads, "|"), false)
	}
	f.Add("000123\n机密★10年\n张三驾驶京A12345，护照E12345678", "姓名", true)
	f.Add("110105********002X，1949年12月31日生|1381234567*|\xe9\xb1", "出生日期|性别", false)
	f.Add("住东河镇西山村3组12号|1️⃣", "住址", true)
	f.Fuzz(func(t *testing.T, text, heads string, first bool) {
		cells := strings.Split(text, "|")
		whole := newReader()
		inspect(t, whole, Passage{Cells: []string{text}, First: first}, nil)
		inspect(t, newReader(), Passage{Cells: cells, Heads: strings.Split(heads, "|"), First: first}, nil)
		r := newReader()
		var before []string
		for _, cell := range cells {
			p := Passage{Cells: []string{cell}, First: first}
			inspect(t, r, p, before)
			before = p.Cells
		}
	})
}

// inspect holds hits to what is true of any: they lie in the text, between letters, and show
// less than they have found.
func inspect(t *testing.T, r *Reader, p Passage, before []string) {
	t.Helper()
	hits := r.Find(p)
	for _, h := range hits {
		for _, place := range []Place{h.From, h.To} {
			cells := p.Cells
			if place.Passage != 0 {
				cells = before
			}
			if place.Passage < -1 || place.Cell < 0 || place.Cell >= len(cells) || place.Offset < 0 || place.Offset > len(cells[place.Cell]) {
				t.Fatalf("%v lies outside: %+v in %q", h, place, cells)
			}
			if text := cells[place.Cell]; place.Offset < len(text) && utf8.ValidString(text) && !utf8.RuneStart(text[place.Offset]) {
				t.Fatalf("%v is within a letter: %+v in %q", h, place, text)
			}
		}
		if h.From.compare(h.To) >= 0 {
			t.Fatalf("%v is empty: %+v %+v", h, h.From, h.To)
		}
		if h.Maskable && strings.Contains(h.Masked, h.value) {
			t.Fatalf("%v shows all", h)
		}
	}
	if !slices.IsSortedFunc(hits, func(a, b Hit) int { return a.From.compare(b.From) }) {
		t.Fatalf("%v are not in order", hits)
	}
	for i := range p.Cells {
		Mask(p.Cells[i], i, hits)
	}
}

// FuzzForms writes a number in any of the ways, between any two texts: it has one value.
func FuzzForms(f *testing.F) {
	f.Add(uint64(1), byte(0), byte(1))
	f.Add(uint64(7), byte(6), byte(0))
	f.Fuzz(func(t *testing.T, seed uint64, first, second byte) {
		m := privacytest.New(seed)
		for code, number := range map[string]string{"PV001": m.Resident(), "PV010": m.Mobile()} {
			var sums []string
			for _, way := range []byte{first, second} {
				text := "电话、身份证：" + m.Write(number, privacytest.Way(way)%privacytest.Ways)
				hits := newReader().Find(Passage{Cells: []string{text}})
				if len(hits) != 1 || hits[0].Rule.Code != code {
					t.Fatalf("%v in %q, which has %s", hits, text, code)
				}
				sums = append(sums, hits[0].Sum([]byte("key")))
			}
			if sums[0] != sums[1] {
				t.Fatalf("%s has two values", code)
			}
		}
	})
}

// TestDigits: every character that is a digit is looked at, and reads as Unicode says.
func TestDigits(t *testing.T) {
	n := 0
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if unicode.Is(unicode.Nd, r) && !isDigit(r) {
			t.Errorf("%U is no digit", r)
		}
		if !isDigit(r) && r != '★' && r != '☆' {
			continue
		}
		n++
		for _, text := range []string{string(r), "中文" + string(r) + "，", "，“中”文" + string(r) + "中文字", strings.Repeat("a", 13) + string(r)} {
			if i := ahead(text, 0); i == len(text) || text[i:i+utf8.RuneLen(r)] != string(r) {
				t.Errorf("%U is passed by in %q", r, text)
			}
		}
	}
	if n < 700 {
		t.Errorf("%d digits", n)
	}
	for text, want := range map[string]string{"０９": "09", "²³¹⁴⁰": "23140", "₅": "5", "①⑨⓪": "190", "𝟎𝟡𝟿": "099", "٣۴": "34", "❶➀➊": "111", "⒈⑴": "", "一〇": ""} {
		if got := digitsOf(text); got != want {
			t.Errorf("%q reads as %q, want %q", text, got, want)
		}
	}
}

// TestNothing: where there is no number, nothing is allocated; where there are numbers that
// are nothing, next to nothing.
func TestNothing(t *testing.T) {
	text := plain(t)[:64<<10]
	r := newReader()
	cells, row := []string{text}, []string{"东河村", "120", "3400", "12.50", "2021年"}
	if n := testing.AllocsPerRun(10, func() { r.Find(Passage{Cells: cells}); r.Find(Passage{Cells: row}) }); n > 0 {
		t.Errorf("%.0f allocations", n)
	}
}

// TestCost: a text takes time as it is long, and not as its square, whatever repeats in it;
// as one paragraph, and as one row.
func TestCost(t *testing.T) {
	cases := costtest.Repeat(
		"13812345678 12 ", "13812345678\n", "1 ", "12-34.", "机密★10年", "110105********002X，", "110105********002X|", "1*", "*", "村1号", "住东河村1号", "，住1号",
		"京A1", "京 ", "E1234567 ", "张三，", "张三|肢体残疾|", "张三|住西山村|", "内部资料\n", "abc13812345678/", "1|", "张三|13812345678|账号|6222020000000000000|",
		"11010519491231002X", "身份证110105194912310021。", "账号0312345678901，张三", "\u200b", "1\u200b", "１３８", "ⅹ", "X", "1X",
	)
	costtest.Check(t, cases, func(text []byte) {
		newReader().Find(Passage{Cells: []string{string(text)}, First: true})
		cells := strings.Split(string(text), "|")
		newReader().Find(Passage{Cells: cells, Heads: slices.Repeat([]string{"家庭住址"}, len(cells))})
		r := newReader()
		for _, line := range cells {
			r.Find(Passage{Cells: []string{line}})
		}
	})
}
