package markdown

import (
	"strings"
	"testing"
)

// TestNumbers: the numbers shown are those that are typed, and what is no list is
// text as it is typed.
func TestNumbers(t *testing.T) {
	for body, want := range map[string]string{
		"1. 甲\n2. 乙\n4. 丙\n7. 丁":     `<ol><li>甲</li><li>乙</li><li value="4">丙</li><li value="7">丁</li></ol>`,
		"3. 甲\n3. 乙\n2. 丙":           `<ol start="3"><li>甲</li><li value="3">乙</li><li value="2">丙</li></ol>`,
		"1. *甲*\n3. 乙\n\n4. 丙":       `<ol><li><p><em>甲</em></p></li><li value="3"><p>乙</p></li><li><p>丙</p></li></ol>`,
		"1. 甲\n3. **乙**\n5. `丙`":     `<ol><li>甲</li><li value="3"><strong>乙</strong></li><li value="5"><code>丙</code></li></ol>`,
		"1) 甲\n3) **乙**\n5) `丙`":     "<p>1) 甲</p><p>3) <strong>乙</strong></p><p>5) <code>丙</code></p>",
		"1) a\n2) b":                 "<p>1) a</p><p>2) b</p>",
		"1)甲\n2)乙":                   "<p>1)甲</p><p>2)乙</p>",
		"- 1) 甲\n  2) 乙":             "<ul><li><p>1) 甲</p><p>2) 乙</p></li></ul>",
		"1. 甲\n2) 乙\n3. 丙":           `<ol><li>甲</li></ol><p>2) 乙</p><ol start="3"><li>丙</li></ol>`,
		"> 1) 甲\n> 2) 乙":             "<blockquote><p>1) 甲</p><p>2) 乙</p></blockquote>",
		"- 甲\n  5. 乙\n  7. 丙":        `<ul><li>甲<ol start="5"><li>乙</li><li value="7">丙</li></ol></li></ul>`,
		"> 1. 甲\n> 3. 乙":             `<blockquote><ol><li>甲</li><li value="3">乙</li></ol></blockquote>`,
		"1. 甲\n　　乙\n2. 丙":            `<ol><li>甲</li></ol><p>乙</p><ol start="2"><li>丙</li></ol>`,
		"1. 　甲\n3. 　乙":               `<ol><li>甲</li><li value="3">乙</li></ol>`,
		"13728. 6083\n\n13729. 0207": "<p>13728. 6083</p><p>13729. 0207</p>",
		"13728. 6083\n13729. 0207":   "<p>13728. 6083</p><p>13729. 0207</p>",
		"103602.0000":                "<p>103602.0000</p>",
		"12. 50\n13. 5%":             `<ol start="12"><li>50</li><li>5%</li></ol>`,
		"2026. 工作总结":                 "<p>2026. 工作总结</p>",
		"1. 甲\n2026. 乙\n2. 丙":        `<ol><li>甲</li></ol><p>2026. 乙</p><ol start="2"><li>丙</li></ol>`,
		"1. 甲\n   2026. 乙\n2. 丙":     `<ol><li><p>甲</p><p>2026. 乙</p></li><li>丙</li></ol>`,
		"01. 甲\n02. 乙":               "<p>01. 甲</p><p>02. 乙</p>",
		"01. a\n02. b":               "<p>01. a</p><p>02. b</p>",
		"0. 甲\n1. 乙":                 `<ol start="0"><li>甲</li><li>乙</li></ol>`,
		">5万元\n>=3人\n甲":              "<p>>5万元</p><p>>=3人</p><p>甲</p>",
		"> 甲\n>5万元":                  "<blockquote><p>甲</p><p>5万元</p></blockquote>",
		"1．甲\n2、乙\n1.丙":              "<p>1．甲</p><p>2、乙</p><p>1.丙</p>",
		"甲\n-\n+\n*\n1.\n乙":          "<p>甲</p><p>-</p><p>+</p><p>*</p><p>1.</p><p>乙</p>",
		"- 甲\n-\n- 乙":                "<ul><li>甲</li><li></li><li>乙</li></ul>",
	} {
		for _, end := range []string{"", "\n", "\n\n文字"} {
			got := string(render(body + end).HTML)
			if end == "\n\n文字" {
				got = strings.TrimSuffix(got, "<p>文字</p>")
			}
			if got != want {
				t.Errorf("%q\n got %s\nwant %s", body+end, got, want)
			}
		}
	}
}

// TestDefinitions: what nothing refers to is text.
func TestDefinitions(t *testing.T) {
	for body, want := range map[string]string{
		"[联系人]: 张某\n[电话]: 12345\n[注]: 本表数据截至年底": "[联系人]: 张某\n[电话]: 12345\n[注]: 本表数据截至年底",
		"[网址]: www.a.cn":                           "[网址]: www.a.cn",
		"> [甲]: 乙\n\n- [丙]: 丁":                     "[甲]: 乙\n[丙]: 丁",
		"[甲]: b.md \"题\"\n文字":                      "[甲]: b.md \"题\"\n文字",
		"见[甲]。\n\n[甲]: b.md\n[甲]: c.md\n[乙]: d.md": "见甲。\n[甲]: c.md\n[乙]: d.md",
		"见[丙][甲]、![图][乙]。\n[甲]: b.md\n[乙]: c.png":  "见丙、。",
		"[a]: <b&c>": "[a]: <b&c>",
		"[a]:\n/b":   "[a]: /b",
	} {
		if got := string(Text(render(body).HTML)); got != want {
			t.Errorf("%q: %q, want %q", body, got, want)
		}
	}
}
