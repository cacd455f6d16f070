package markdown

import (
	"os"
	"strings"
	"testing"
)

// emphasisCase is one case of testdata/emphasis.txt.
type emphasisCase struct {
	line           int
	markdown, want string
}

func emphasisCases(t testing.TB) []emphasisCase {
	t.Helper()
	data, err := os.ReadFile("testdata/emphasis.txt")
	if err != nil {
		t.Fatal(err)
	}
	var cases []emphasisCase
	var text []string
	for i, line := range strings.Split(string(data), "\n") {
		switch want, isWant := strings.CutPrefix(line, "= "); {
		case isWant:
			cases = append(cases, emphasisCase{i + 1, strings.Join(text, "\n"), want})
			text = nil
		case line != "" && !strings.HasPrefix(line, "# "):
			text = append(text, line)
		}
	}
	return cases
}

func TestEmphasis(t *testing.T) {
	r := New(Options{})
	cases := emphasisCases(t)
	if len(cases) < 40 {
		t.Fatalf("only %d cases", len(cases))
	}
	for _, c := range cases {
		got := string(r.Render(Result{}, Source{Path: "policies/2017/0001.md", Body: []byte(c.markdown), Line: 1}, nil).HTML)
		if want := "<p>" + c.want + "</p>"; got != want {
			t.Errorf("emphasis.txt:%d: %s\n got %s\nwant %s", c.line, c.markdown, got, want)
		}
	}
}
