package report

import (
	"fmt"
	"strings"
	"testing"
)

// TestSyntaxErrors: all lines that cannot be read are reported at once, and none that only
// follows from another.
func TestSyntaxErrors(t *testing.T) {
	for text, want := range map[string]string{
		"[training]\npeople ＝ 267\nsessions = 五\nhours = 3\ndays: 4\n":       "2 3 5",
		"[training]\npeople = 1\npeople = 2\nsessions = \n":                  "3 4",
		"people = 267件\n[training]\nsessions = 3，\n":                         "1 3",
		"[training\npeople = 1\n[training]\npeople = 1\n":                    "1",
		"[requests]\nnew = [1, 0\ncarried_in = [0, 0]\n":                     "3",
		"[training]\npeople = 1\n":                                           "",
		"[a]\n" + strings.Repeat("x ＝ 1\n", 30):                              "2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21",
		"[training]\npeople = 1 2\n[litigation]\nreview = [0, 0, 0, 0, 零]\n": "2 4",
	} {
		root, found := parseTree("figures.toml", []byte(text))
		var lines []string
		for _, d := range found {
			if d.Code != "RP001" {
				t.Errorf("%q: %s", text, d.Code)
			}
			lines = append(lines, fmt.Sprint(d.Pos.Line))
		}
		if got := strings.Join(lines, " "); got != want || (root == nil) != (want != "") {
			t.Errorf("%q: lines %q, want %q", text, got, want)
		}
	}
}
