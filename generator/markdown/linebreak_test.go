package markdown

import (
	"strings"
	"testing"
)

// TestForeignLineBreaks: what breaks a line in Word breaks it on the page, whatever a line end
// of the text means, and is found where it stands.
func TestForeignLineBreaks(t *testing.T) {
	for _, opt := range []Options{{}, {Join: true}} {
		for _, char := range []string{"\v", "\f", "\u0085", "\u2028", "\u2029"} {
			for body, want := range map[string]string{
				"甲%乙":                "<p>甲<br>乙</p>",
				"a%b **c%d**":        "<p>a<br>b <strong>c<br>d</strong></p>",
				"- 甲%乙\n- 丙":         "<ul><li>甲<br>乙</li><li>丙</li></ul>",
				"> 甲%乙":              "<blockquote><p>甲<br>乙</p></blockquote>",
				"| 甲%乙 | 丙 |\n|-|-|": "甲<br>乙</th>",
				"~~~\n甲%乙\n~~~":      "甲",
			} {
				result := New(opt).Render(Result{}, Source{Path: "a.md", Body: []byte(strings.ReplaceAll(body, "%", char))}, nil)
				if !strings.Contains(string(result.HTML), want) || strings.Contains(string(result.HTML), "甲乙") {
					t.Errorf("%+v %q in %q: %s", opt, char, body, result.HTML)
				}
				if n := strings.Count(body, "%"); len(result.Diagnostics) != n || result.Diagnostics[0].Code != "MD047" || result.Diagnostics[0].Fix.Line == 0 {
					t.Errorf("%+v %q in %q: found %+v", opt, char, body, result.Diagnostics)
				}
			}
		}
	}
}

// TestNoLineBreaks: a text without them is not copied.
func TestNoLineBreaks(t *testing.T) {
	body := []byte("“甲”…\u00a0乙\u2003")
	if got, found := withLineBreaks(body); found || &got[0] != &body[0] {
		t.Errorf("%q", got)
	}
}
