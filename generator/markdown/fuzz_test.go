package markdown

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"gongkai/generator/diag"
)

// seeds are the inputs that properties are tried on: the specification, our own
// cases, and beginnings that lead a fuzzer to our parsers.
func seeds(t testing.TB) []string {
	t.Helper()
	var all []string
	for _, e := range specification(t) {
		all = append(all, e.Markdown)
	}
	for _, c := range emphasisCases(t) {
		all = append(all, c.markdown)
	}
	files, err := filepath.Glob("testdata/cases/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, string(data))
	}
	return append(all,
		"a [b ](c) ** d** e\n", "*<!-- x -->* b", "# a {#b}\n\n# c {#b}\n\na\n= {#b}\n", "a &", "&*a*mp;", "& #38;", "&\n#x",
		"[^a]\n\n[^a]: # b\n", "![a*b*](c \"d'e\\\"f\") ![](x)", "- a\n\n\tb\n", "> \ta\n", "|a|b\n-|-\n|`\\|`|c|d", "`a  b` c ` d `",
		"a@b.c_d@e.f", "_a@b.cn_", "www.a.b", "*www.a.b*", "\xff\xfe<b>", "[a](<b\nc>)", "[a]: b\n\n[a] [A][] [x][a]", "见下图：\ufffc\n",
		strings.Repeat("> ", 300)+"a", strings.Repeat("*a ", 400)+strings.Repeat("b*", 400), strings.Repeat("[", 500)+"a"+strings.Repeat("](b)", 500),
	)
}

// checkRender holds a body to what Render promises for any input.
func checkRender(t testing.TB, r *Renderer, body string) {
	t.Helper()
	result := r.Render(Result{}, Source{Path: "policies/2017/0001.md", Body: []byte(body), Line: 6}, testImages)
	if !utf8.Valid(result.HTML) {
		t.Errorf("not UTF-8: %q", result.HTML)
	}
	checkMinified(t, result.HTML)
	checkSafe(t, result.HTML)
	if enc, _, illegal := diag.Detect("", []byte(body)); enc == diag.UTF8 && illegal == 0 {
		if r, found := diag.Illegal(string(result.HTML)); found {
			t.Errorf("%U, which no page may have, in %q", r, result.HTML)
		}
	}
	lines := strings.Split(strings.ToValidUTF8(body, "\uFFFD"), "\n")
	inside := func(what string, line, column int) {
		if line < 6 || line >= 6+len(lines) || column < 1 || column > utf8.RuneCountInString(lines[line-6])+1 {
			t.Errorf("%s at %d:%d is outside of %q", what, line, column, body)
		}
	}
	for _, ref := range result.Refs {
		inside("reference", ref.Line, ref.Column)
		if ref.Kind == 0 || ref.Kind != RefAnchor && ref.Target == "" {
			t.Errorf("reference %+v", ref)
		}
	}
	for _, d := range result.Diagnostics {
		inside(d.Code, d.Pos.Line, d.Pos.Column)
	}
	level := 1
	for _, h := range result.Outline {
		if h.Level < 2 || h.Level > 6 || h.Level > level+1 || h.ID == "" || h.Text == "" {
			t.Errorf("heading %+v after level %d", h, level)
		}
		level = h.Level
	}
	if t.Failed() {
		t.Fatalf("body: %q\nhtml: %s", body, result.HTML)
	}
}

// TestProperties tries the seeds in both dialects, whole and cut in two at some
// places.
func TestProperties(t *testing.T) {
	r := New(Options{})
	for _, body := range seeds(t) {
		checkRender(t, r, body)
		for i := 7; i < len(body); i += 61 {
			checkRender(t, r, body[i:])
			checkRender(t, r, body[:i])
		}
	}
}

func FuzzRender(f *testing.F) {
	for _, body := range seeds(f) {
		f.Add(body)
	}
	r := New(Options{})
	f.Fuzz(func(t *testing.T, body string) { checkRender(t, r, body) })
}
