package markdown

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// example is one example of the CommonMark specification.
type example struct {
	Number   int    `json:"example"`
	Section  string `json:"section"`
	Markdown string `json:"markdown"`
	HTML     string `json:"html"`
}

// specification reads the examples that goldmark carries in the module cache.
func specification(t testing.TB) []example {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Fatalf("where is goldmark: %v", err)
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "_test", "spec.json"))
	if err != nil {
		t.Fatal(err)
	}
	var all []example
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	if len(all) < 600 {
		t.Fatalf("only %d examples", len(all))
	}
	return all
}

// rawHTML reports whether an example has raw HTML in it.
func rawHTML(e example) bool {
	found := false
	doc := goldmark.DefaultParser().Parse(text.NewReader([]byte(e.Markdown)))
	err := ast.Walk(doc, func(n ast.Node, _ bool) (ast.WalkStatus, error) {
		found = found || n.Kind() == ast.KindRawHTML || n.Kind() == ast.KindHTMLBlock
		return ast.WalkContinue, nil
	})
	return found || err != nil
}

// TestCommonMark renders all examples that use no raw HTML.
func TestCommonMark(t *testing.T) {
	r := New(Options{CommonMark: true})
	ran := 0
	for _, e := range specification(t) {
		if rawHTML(e) {
			continue
		}
		ran++
		got := string(r.Render(Result{}, Source{Path: "a.md", Body: []byte(e.Markdown), Line: 1}, nil).HTML)
		got = strings.ReplaceAll(got, openCode, "<pre>") // that keys scroll code is ours
		if want := oneLine(minified(t, e.HTML)); got != want {
			t.Errorf("example %d (%s)\n%s\n got %s\nwant %s", e.Number, e.Section, e.Markdown, got, want)
		}
	}
	if ran < 560 {
		t.Errorf("only %d examples ran", ran)
	}
	t.Logf("%d examples", ran)
}

// oneLine evens out two choices that the minifier leaves open: outside pre, line
// breaks become blanks; inside, > and " are bare.
func oneLine(html string) string {
	var out strings.Builder
	for {
		text, rest, found := strings.Cut(html, "<pre>")
		out.WriteString(strings.ReplaceAll(text, "\n", " "))
		if !found {
			return out.String()
		}
		code, after, _ := strings.Cut(rest, "</pre>")
		out.WriteString("<pre>" + strings.NewReplacer("&gt;", ">", "&quot;", `"`).Replace(code) + "</pre>")
		html = after
	}
}
