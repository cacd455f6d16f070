package markdown

import (
	"strings"
	"testing"

	"gongkai/generator/diag"
)

// TestForbidden: a character reference for what no page may have leaves nothing
// in it, and is found at its line.
func TestForbidden(t *testing.T) {
	for _, char := range []string{"&#xFFFE;", "&#xffff;", "&#x1FFFF;", "&#xFDD0;", "&#27;", "&#x7f;", "&#155;", "&#x85;", "\x1b"} {
		for body, line := range map[string]int{
			"甲\n\n乙%丙": 3, "甲\n\n## 乙%丙": 3, "甲 &#65; **乙%丙**": 1, "![乙%丙](map.png)": 1, "![a](map.png \"乙%丙\")": 1, "| 乙%丙 |\n|-|": 1, "字[^a]\n\n[^a]: 乙%丙": 3,
		} {
			result := render(strings.ReplaceAll(body, "%", char))
			for _, h := range result.Outline {
				if r, found := diag.Illegal(h.Text); found {
					t.Errorf("%q in %q: %U in a heading", char, body, r)
				}
			}
			if r, found := diag.Illegal(string(result.HTML)); found {
				t.Errorf("%q in %q: %U in %s", char, body, r, result.HTML)
			}
			if len(result.Diagnostics) != 1 || result.Diagnostics[0].Code != "MD023" || result.Diagnostics[0].Pos.Line != line {
				t.Errorf("%q in %q: found %+v, want MD023 at line %d", char, body, result.Diagnostics, line)
			}
		}
		if result := render("甲\n\n[乙](" + char + "a.md)"); len(result.Refs) > 0 || len(result.Diagnostics) == 0 || result.Diagnostics[0].Code != "MD008" || result.Diagnostics[0].Pos.Line != 3 {
			t.Errorf("%q in an address: %+v", char, result)
		}
	}
}
