package numeral

import "testing"

func TestParse(t *testing.T) {
	for text, want := range map[string]int{
		"12": 12, "１２": 12, "十": 10, "十二": 12, "二十": 20, "两": 2, "二十三": 23, "一百零三": 103, "九千九百九十九": 9999,
		"": 0, "零": 0, "十二条": 0, "第十": 0, "10000": 0, "12.": 0, "一.": 0,
	} {
		if n, ok := Parse(text); ok != (want > 0) || ok && n != want {
			t.Errorf("%q is %d, %v, not %d", text, n, ok, want)
		}
	}
}

func TestCut(t *testing.T) {
	if n, rest, ok := Cut([]byte("十二条 一、")); n != 12 || string(rest) != "条 一、" || !ok {
		t.Error(n, string(rest), ok)
	}
}
