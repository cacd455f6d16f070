package present

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/layout"
)

// TestWays: numbers and addresses can be followed, and every character of the text
// is still there.
func TestWays(t *testing.T) {
	for text, want := range map[string][]layout.Way{
		"010-61030000":            {{Text: "010-61030000", Tel: "01061030000"}},
		"（010）61030000 转 802":     {{Text: "（010）61030000 转 802", Tel: "01061030000,802"}},
		"61030000、61030001（传真）":   {{Text: "61030000", Tel: "61030000"}, {Text: "、"}, {Text: "61030001", Tel: "61030001"}, {Text: "（传真）"}},
		"12345 热线":                {{Text: "12345", Tel: "12345"}, {Text: " 热线"}},
		"400-810-0000":            {{Text: "400-810-0000", Tel: "4008100000"}},
		"邮箱 a.b@town.example，工作日": {{Text: "邮箱 "}, {Text: "a.b@town.example", Href: "mailto:a.b@town.example"}, {Text: "，工作日"}},
		"https://town.example/a":  {{Text: "https://town.example/a", Href: "https://town.example/a"}},
		"示例站点，未提供":                nil,
		"邮编101300":                nil,
		"110228000000000000":      nil,
		"2026-01-05":              nil,
		"":                        nil,
	} {
		got := ways(text)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: %s", text, diff)
		}
		var all strings.Builder
		for _, w := range got {
			all.WriteString(w.Text)
		}
		if got != nil && all.String() != text {
			t.Errorf("%q became %q", text, all.String())
		}
	}
}
