package prose

import (
	"testing"
	"unicode"
)

// TestChinese: what is Chinese is what is wide, Hangul and emoji apart.
func TestChinese(t *testing.T) {
	for _, r := range []rune{'字', '〇', '㐀', '𠀀', '，', '（', '。', '《', '①', '㈠', '０', 'Ａ', '豈', 'あ'} {
		if !Line("a " + string(r) + " b").Chinese() {
			t.Errorf("%c is", r)
		}
	}
	for r := rune(0x20); r < 0x2000; r++ {
		if Line(string(r)).Chinese() {
			t.Errorf("%U is not", r)
		}
	}
	for _, r := range "“”—…·안🐂é←■ﬀ\uFEFF\uE000" {
		if Line(string(r)).Chinese() {
			t.Errorf("%c is not", r)
		}
	}
	if unicode.Is(unicode.Han, 'é') || Line("\xe5").Chinese() || Line(nil).Chinese() {
		t.Error("cut")
	}
}

// TestEnumerates: numbers that begin a paragraph.
func TestEnumerates(t *testing.T) {
	for _, s := range []string{"一、甲", "十二、甲", "（一）甲", "(3) 甲", "（１２）甲", "1.甲", "1. 甲", "1、甲", "1．甲", "3）甲", "①甲", "❷甲", "㈡甲", "第一条 甲", "第十二章", "第3部分"} {
		if !Line(s).Enumerates() {
			t.Errorf("%s does", s)
		}
	}
	for _, s := range []string{"", "甲", "一个", "1.5万元", "2026年", "（略）", "第一次", "123456、", "一二三四五六、"} {
		if Line(s).Enumerates() {
			t.Errorf("%s does not", s)
		}
	}
}

// TestForms: labels with empty cells behind them, and sentences with tabs behind them.
func TestForms(t *testing.T) {
	for s, want := range map[string]bool{
		"姓名\t": true, "姓名\t\r\n": true, "> 姓名：\t ": true, "姓名\t\t性别\t": true,
		"姓名": false, "姓名\t张某": false, "姓名\t电话\t": false, "姓名\t\t": false, "\t": false, "": false, "\t姓名\t": false,
	} {
		if got := IsForm(Line(s)); got != want {
			t.Errorf("%q: %t", s, got)
		}
	}
	for s, want := range map[string]bool{
		"请报送。\t": true, "　　请报送。\t\t \n": true, "\t请报送；\t": true,
		"请报送。": false, "姓名：\t": false, "姓名\t": false, "甲。\t乙。\t": false, "\t请报送。": false,
	} {
		if got := Line(s).IsTabbedSentence(); got != want {
			t.Errorf("%q: %t", s, got)
		}
	}
}

// TestSentenceMarks: marks of ASCII that no heading has.
func TestSentenceMarks(t *testing.T) {
	for s, want := range map[string]bool{
		"时间:3月1日": true, "注意!": true, "怎么办?": true, "甲;乙": true, ":": true, "时间 8:": true,
		"上午8:30集合": false, "比例1:500": false, "一、总则": false, "": false,
	} {
		if got := Line(s).HasSentenceMark(); got != want {
			t.Errorf("%q: %t", s, got)
		}
	}
}
