package columns

import (
	"strings"
	"testing"
)

func TestOf(t *testing.T) {
	for text, want := range map[string]int{
		"": 2, "1": 2, "序号": 2, "张某某": 3, "2025-03-01": 6, "1,234,567.00": 7, "某某镇人民政府": 7, "某某镇人民政府办": 8,
		strings.Repeat("字", 10): 9, strings.Repeat("字", 20): 11, strings.Repeat("字", 40): 16, strings.Repeat("字", 4000): 22, "甲\n乙乙乙\n": 3, "a\nbcdefg": 4,
	} {
		var w Widths
		w.Add(0, []byte("甲"))
		w.Add(1, []byte(text))
		w.Add(1, nil)
		if got := w.Of(1); got != want {
			t.Errorf("%q: %d em, want %d", text, got, want)
		}
	}
}

// TestClass: a list of names fits a phone, one with addresses scrolls there, and a
// list of powers and duties needs the width of the page.
func TestClass(t *testing.T) {
	long := strings.Repeat("依据", 100)
	for _, c := range []struct {
		cells []string
		want  string
	}{
		{nil, ""},
		{[]string{"张某某", "某某村"}, ""},
		{[]string{"1", "张某某", "某某村"}, "fit"},
		{[]string{"1", "张某某", "某某村", "2025-03-01", "1,200.00"}, "wide"},
		{[]string{"1", "行政许可", "某某事项名称", long, "某某镇人民政府", "某某科", long, "无"}, "wide full"},
	} {
		var w Widths
		for i, text := range c.cells {
			w.Add(i, []byte(text))
		}
		if got := w.Class(); got != c.want {
			t.Errorf("%.60q: %q, want %q (%.1f em)", c.cells, got, c.want, w.Sum())
		}
	}
}

// TestGrows: no column becomes narrower by a longer text.
func TestGrows(t *testing.T) {
	last := 0
	for n := range 1000 {
		var w Widths
		w.Add(0, []byte(strings.Repeat("字", n)))
		if w.Of(0) < last || w.Of(0) > widest {
			t.Fatalf("%d characters: %d em after %d", n, w.Of(0), last)
		}
		last = w.Of(0)
	}
}

// TestTwo: of two columns the one of names is given its width where the other is long,
// whichever comes first.
func TestTwo(t *testing.T) {
	long := strings.Repeat("内容", 20)
	for _, c := range []struct{ first, second, want string }{
		{"项目", "数量", ""},
		{"", "", ""},
		{"办理地点", long, `<col class="w4"><col>`},
		{long, "份数", `<col><col class="w2">`},
		{"某某镇便民服务中心", "010-00000000（办公室）", `<col class="w9"><col>`},
		{long, long, ""},
	} {
		var w Widths
		w.Add(0, []byte(c.first))
		w.Add(1, []byte(c.second))
		if got := string(w.AppendHTML(nil)); got != c.want {
			t.Errorf("%q, %q: %s, want %s", c.first, c.second, got, c.want)
		}
	}
}
