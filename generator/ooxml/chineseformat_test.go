package ooxml

import "testing"

// TestInChinese: numbers, days and amounts as Excel writes them in Chinese.
func TestInChinese(t *testing.T) {
	for _, c := range []struct {
		n            float64
		format, want string
	}{
		{46063, `[DBNum1][$-804]yyyy"年"m"月"d"日"`, "二〇二六年二月十日"},
		{46103, `[$-804][DBNum1]yyyy年m月d日;@`, "二〇二六年三月二十二日"},
		{46067, `[DBNum1]m"月"d"日"`, "二月十四日"},
		{46063, `[DBNum2][$-804]yyyy"年"m"月"d"日"`, "贰零贰陆年贰月壹拾日"},
		{1234567.89, `[DBNum2][$-804]General"元整"`, "壹佰贰拾叁万肆仟伍佰陆拾柒.捌玖元整"},
		{1234567, `"人民币"[DBNum2]General`, ""}, // text stands before the mark: not of this kind
		{1234567, `[DBNum2]"人民币"0"元整"`, "人民币壹佰贰拾叁万肆仟伍佰陆拾柒元整"},
		{100005, `[DBNum1][$-804]General`, "一十万〇五"},
		{10, `[DBNum1]G/通用格式`, "一十"},
		{200000300, `[DBNum2]General`, "贰亿零叁佰"},
		{1050, `[DBNum2]0`, "壹仟零伍拾"},
		{20010, `[DBNum2]0`, "贰万零壹拾"},
		{1205000, `[DBNum2]General`, "壹佰贰拾万伍仟"},
		{-3, `[DBNum1]General`, "-三"},
		{0, `[DBNum2]General`, "零"},
		{5, `[DBNum1]#,##0.00`, ""},
		{5, "General", ""},
	} {
		got, ok := inChinese(c.n, c.format)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("%v as %s: %q %t, want %q", c.n, c.format, got, ok, c.want)
		}
		if shown := newFormatter(false).number("46063", c.format); c.n == 46063 && shown != c.want {
			t.Errorf("a cell with %s shows %q", c.format, shown)
		}
	}
}
