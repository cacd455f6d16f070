package nobreak

import (
	"strings"
	"testing"

	"gongkai/generator/corpus/costtest"
)

// TestNames: which characters are held together, written in brackets here.
func TestNames(t *testing.T) {
	for _, want := range []string{
		"", "没有星号的一段话。",
		"[李*明]", "名单：[李*明]、[张**]、[王*]、[欧阳*明]。", "经办人[李*明]，电话138****1234。",
		"本次由[派*李]四办理", "经张三丰本[人*同]意办理", "[李**明][和王*五]六七",
		"[*明]", "[李*明*]", "[张*华李*明]", "张**********明", "5*3、a*b、* 注", "<td>[李*明]</td>",
		`<a title="李*明" href="a*b">[李*明]</a>`, `<img alt="李*明">李某`, "<p>[李*]</p><p>[*明]</p>", "&lt;[李*明]&gt;", "[𠮷*野]", "李\xff*\xff明",
	} {
		html := strings.NewReplacer("[", "", "]", "").Replace(want)
		want = strings.NewReplacer("[", open, "]", close).Replace(want)
		if got := string(Names(nil, []byte(html))); got != want {
			t.Errorf("%s: %s, want %s", html, got, want)
		}
	}
}

// TestCost: it takes no longer than the text is.
func TestCost(t *testing.T) {
	costtest.Check(t, costtest.Repeat("*", "李*", "李*明", "<*", "<p>*", "李李李李*", "甲"), func(text []byte) { Names(nil, text) })
}

// FuzzNames: without the elements it is the HTML that was given.
func FuzzNames(f *testing.F) {
	f.Add("<p>李*明、张**</p>")
	f.Add(`<a href="李*">*</a>**`)
	f.Fuzz(func(t *testing.T, html string) {
		if strings.Contains(html, "span") {
			return
		}
		got := string(Names(nil, []byte(html)))
		if back := strings.NewReplacer(open, "", close, "").Replace(got); back != html {
			t.Errorf("%q: %q", html, got)
		}
	})
}
