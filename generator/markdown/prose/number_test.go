package prose

import "testing"

// TestIsNumbered: what Word writes for a number or a bullet, and what only looks like it.
func TestIsNumbered(t *testing.T) {
	for line, want := range map[string]bool{
		"一、\t甲": true, "　　（一）\t甲": true, "(１０)\t甲\n": true, "第一百二十条\t甲": true, "⑳\t甲": true, "c)\ta": true, "xii.\ta": true, "丁、\t甲": true, "●\t1": true, "1.2.3\t甲": true, "l\t甲": true, "> 一、\t甲": true,
		"": false, "一、": false, "一、甲": false, "一、甲\t乙": false, "一\t甲": false, "1\t甲": false, "一、\t": false, "一、\t\n": false, "一、\t甲\t乙": false, "一、\t甲\t": false,
		"第条\t甲": false, "第一\t甲": false, "（甲公司）\t乙": false, "（）\t甲": false, "、\t甲": false, "3.5\t2": false, "0.5\t甲": false, "2026.2\t甲": false, "l\t5": false, "\t甲": false, "甲\t乙": false, "abc)\t甲": false,
	} {
		if got := Line(line).IsNumbered(); got != want {
			t.Errorf("%q: %v", line, got)
		}
	}
}
