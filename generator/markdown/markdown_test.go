package markdown

import (
	"fmt"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestMain collects garbage as seldom as the program does (see tune in package main):
// hundreds of thousands of bodies are rendered here, and nothing is kept of them.
func TestMain(m *testing.M) {
	debug.SetGCPercent(400)
	os.Exit(m.Run())
}

// slow reports whether the tests that take minutes are asked for.
func slow() bool { return os.Getenv("GONGKAI_SLOW") != "" }

// render renders a body of content/policies/2017/0001.md that begins on line 1.
func render(body string) Result {
	return New(Options{}).Render(Result{}, Source{Path: "policies/2017/0001.md", Body: []byte(body), Line: 1}, testImages)
}

// TestPlaces: a line that is said to be a place is not rendered, and where it
// would stand is told; one that is no paragraph of its own is found.
func TestPlaces(t *testing.T) {
	for body, want := range map[string]string{
		"一\n\n@1\n\n二":                      "<p>一</p>@<p>二</p>",
		"@1":                                "@",
		"## 题\n@1\n## 题\n\n@2\n":            `<h2 id="题">题</h2>@<h2 id="题-2">题</h2>@`,
		"*一*\n\n@1\n\n- 二\n\n@2\n\n***\n":   "<p><em>一</em></p>@<ul><li>二</li></ul>@<hr>",
		"\\@1\n\n@2\n\n@3":                  "<p>@1</p>@@",
		"一 \n\n@1\n\n二":                     "<p>一</p>@<p>二</p>",
		"```\n\n@1\n\n```\n":                "<pre tabindex=\"0\"><code>\n@1\n\n</code></pre>!",
		"<!--\n\n@1\n\n-->\n\n一\n\n@2\n\n二": "<p>一</p>@<p>二</p>!",
		"@1\n一\n":                           "@<p>一</p>",
		"@a\nb\n":                           "<p>@a b</p>!",
		"@1\n\n: 二\n":                       "<dl><dt>@1</dt><dd><p>二</p></dd></dl>!",
	} {
		for _, p := range pairs()[:1] {
			for _, r := range []*Renderer{p.fast, p.plain} {
				src := Source{Path: "reports/2017/index.md", Body: []byte(body), Line: 1}
				lost := 0
				for i := range body {
					if body[i] == '@' && (i == 0 || body[i-1] == '\n') {
						src.Places = append(src.Places, i)
					}
				}
				result := r.Render(Result{Places: []int{7, 8, 9}}, src, nil)
				got, last := "", 0
				for _, at := range result.Places {
					if at < 0 {
						lost++
						continue
					}
					got += string(result.HTML[last:at]) + "@"
					last = at
				}
				got += string(result.HTML[last:]) + strings.Repeat("!", lost)
				if got != want {
					t.Errorf("%q\n got %s\nwant %s", body, got, want)
				}
				if len(result.Diagnostics) != lost || lost > 0 && result.Diagnostics[0].Code != "MD032" {
					t.Errorf("%q: found %v", body, result.Diagnostics)
				}
			}
		}
	}
}

// TestPlaceholders: figures of an annual report are put in before rendering;
// one that is left passes through, and a table's stands alone in its paragraph.
func TestPlaceholders(t *testing.T) {
	for body, want := range map[string]string{
		"{{table.requests}}":                         "<p>{{table.requests}}</p>",
		"培训{{training.people}}人":                     "<p>培训{{training.people}}人</p>",
		"{{proactive.art20_1.regulations}}件":         "<p>{{proactive.art20_1.regulations}}件</p>",
		"**{{a_b.c_d}}**，{{e_f}}":                    "<p><strong>{{a_b.c_d}}</strong>，{{e_f}}</p>",
		"一\n\n{{chart.by_month}}\n\n二":               "<p>一</p><p>{{chart.by_month}}</p><p>二</p>",
		"# {{training.sessions}} 次\n":                `<h2 id="training-sessions-次">{{training.sessions}} 次</h2>`,
		"[{{a.b}}](0002.md)":                         `<p><a href="0002.html">{{a.b}}</a></p>`,
		"`{{a.b}}` {{ a.b }} {{a\n}} {{{a}}} {{}} {": "<p><code>{{a.b}}</code> {{ a.b }} {{a }} {{{a}}} {{}} {</p>",
	} {
		r := render(body)
		if got := string(r.HTML); got != want {
			t.Errorf("%q\n got %s\nwant %s", body, got, want)
		}
		if len(r.Diagnostics) > 0 {
			t.Errorf("%q: %v", body, r.Diagnostics)
		}
	}
}

// TestLineBreaks breaks Chinese text after every character: the page must show
// it as one line where lines are joined.
func TestLineBreaks(t *testing.T) {
	joined := New(Options{Join: true})
	render := func(body string) Result {
		return joined.Render(Result{}, Source{Path: "policies/2017/0001.md", Body: []byte(body), Line: 1}, testImages)
	}
	const text = "第一条为了规范《政府信息公开》工作，提高透明度，（二）依法行政。“公开”为常态、不公开为例外——制定本办法……２０１７年！"
	want := "<p>" + text + "</p>"
	runes := []rune(text)
	for i := 1; i < len(runes); i++ {
		if got := string(render(string(runes[:i]) + "\n" + string(runes[i:])).HTML); got != want {
			t.Errorf("break before %q: %s", string(runes[i:]), got)
		}
		marked := string(render("**" + string(runes[:i]) + "**\n*" + string(runes[i:]) + "*").HTML)
		if strings.ContainsAny(marked, " \n") {
			t.Errorf("break in emphasis before %q: %s", string(runes[i:]), marked)
		}
	}
}

// TestReserved keeps headings away from the ids of the layouts.
func TestReserved(t *testing.T) {
	r := New(Options{Reserved: []string{"main", "附则", "b-2", "toc-*"}})
	const body = "# Main\n\n## 附则\n\n## 甲 {#main}\n\n## {}\n\n## B\n\n## B\n\n## Toc 1\n\n## TOC-1\n\n## 乙 {#toc-title}\n\n## 丙 {#main-2}\n"
	want := []Heading{
		{2, "main-3", "Main"}, {3, "附则-2", "附则"}, {3, "main-4", "甲"}, {3, "section", "{}"}, {3, "b", "B"}, {3, "b-3", "B"},
		{3, "section-toc-1", "Toc 1"}, {3, "section-toc-1-2", "TOC-1"}, {3, "section-toc-title", "乙"}, {3, "main-2", "丙"},
	}
	for range 2 { // the second body finds a job that has been used
		got := r.Render(Result{}, Source{Path: "a.md", Body: []byte(body), Line: 1}, nil)
		if diff := cmp.Diff(want, got.Outline); diff != "" {
			t.Errorf("outline (-want +got):\n%s", diff)
		}
		var found []string
		for _, d := range got.Diagnostics {
			found = append(found, fmt.Sprint(d.Code, " ", d.Pos.Line, " ", d.Hint.EN))
		}
		if diff := cmp.Diff([]string{"MD031 5 write {#main-4}, or leave it to the program", "MD031 17 write {#section-toc-title}, or leave it to the program"}, found); diff != "" {
			t.Errorf("findings (-want +got):\n%s", diff)
		}
	}
	// What a finding proposes is accepted.
	mended := strings.NewReplacer("{#main}", "{#main-4}", "{#toc-title}", "{#section-toc-title}").Replace(body)
	if got := r.Render(Result{}, Source{Path: "a.md", Body: []byte(mended), Line: 1}, nil); len(got.Diagnostics) > 0 || !slices.Equal(got.Outline, want) {
		t.Errorf("mended: %v, %v", got.Outline, got.Diagnostics)
	}
}

// However much is reserved, there are ids for all headings.
func TestReservedMuch(t *testing.T) {
	for _, list := range [][]string{
		{"a", "a-*"}, {"*"}, {"a*"}, {"a*", "section-*"}, {"a*", "section-*", "heading-*"}, {"a*", "s*", "h*"}, {"a-2*", "a-3", "a-10*"},
	} {
		outline := New(Options{Reserved: list}).Render(Result{}, Source{Path: "a.md", Body: []byte(strings.Repeat("# A\n\n# B {#a}\n\n", 20))}, nil).Outline
		seen := map[string]bool{}
		for _, h := range outline {
			if seen[h.ID] || h.ID == "a" && list[0] == "a" {
				t.Errorf("%q: %s stands twice", list, h.ID)
			}
			seen[h.ID] = true
		}
		if len(outline) != 40 {
			t.Errorf("%q: %d headings", list, len(outline))
		}
	}
}

// TestConcurrent renders the seeds from several goroutines with one renderer,
// each over its last result, and compares with one after the other.
func TestConcurrent(t *testing.T) {
	bodies := seeds(t)
	r := New(Options{})
	one := func(old *Result, body string) string {
		*old = r.Render(*old, Source{Path: "policies/2017/0001.md", Body: []byte(body), Line: 6}, testImages)
		return fmt.Sprintf("%s%v%v%v", old.HTML, old.Outline, old.Refs, old.Diagnostics)
	}
	want := make([]string, len(bodies))
	for i, body := range bodies {
		want[i] = one(&Result{}, body)
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			var old Result
			for i, body := range bodies {
				if got := one(&old, body); got != want[i] {
					t.Errorf("%q differs", body)
				}
			}
		})
	}
	wg.Wait()
}

// TestBodyUntouched: the caller's bytes are not changed.
func TestBodyUntouched(t *testing.T) {
	for _, body := range seeds(t) {
		src := []byte(body)
		New(Options{}).Render(Result{}, Source{Path: "a.md", Body: src, Line: 1}, nil)
		if string(src) != body {
			t.Errorf("changed: %q to %q", body, src)
		}
	}
}

// TestLineEnds: other line ends than LF give the same page.
func TestLineEnds(t *testing.T) {
	lf := string(document())
	want := string(render(lf).HTML)
	if got := string(render(strings.ReplaceAll(lf, "\n", "\r\n")).HTML); got != want {
		t.Errorf("CRLF: %s", cmp.Diff(want, got))
	}
}

func TestText(t *testing.T) {
	for markup, want := range map[string]string{
		`<h2 id="a">标 题</h2><p>一<strong>二</strong>&lt;三<br>四</p>`:     "标 题\n一二<三\n四",
		`<ul><li>甲<ol><li>乙</li></ol></li></ul>`:                      "甲\n乙",
		`<table><thead><tr><th>a</th><td>b</td></tr></thead></table>`: "a\nb",
		`<p><a href="x">链</a>接<sup>1</sup><img src="y" alt="z">图</p>`: "链接1图",
		"": "",
	} {
		if got := string(Text([]byte(markup))); got != want {
			t.Errorf("%s\n got %q\nwant %q", markup, got, want)
		}
	}
}

// TestRules: every rule says all that it must, in both languages.
func TestRules(t *testing.T) {
	for i, r := range Rules() {
		if want := fmt.Sprintf("MD%03d", i+1); r.Code != want {
			t.Errorf("rule %d is %s, want %s", i, r.Code, want)
		}
		if r.Severity == 0 {
			t.Errorf("%s has no severity", r.Code)
		}
		for _, text := range []struct{ zh, en string }{
			{r.Title.ZH, r.Title.EN}, {r.Message.ZH, r.Message.EN}, {r.Hint.ZH, r.Hint.EN}, {r.Explain.ZH, r.Explain.EN},
		} {
			if text.zh == "" || text.en == "" {
				t.Errorf("%s is incomplete", r.Code)
			}
		}
	}
}

// TestEveryRule: the cases between them find every rule, so each message has
// been seen with its arguments.
func TestEveryRule(t *testing.T) {
	found := map[string]bool{}
	r := New(Options{Reserved: []string{"main"}})
	for _, body := range append(seeds(t), beyond()...) {
		for _, d := range r.Render(Result{}, Source{Path: "policies/2017/0001.md", Body: []byte(body), Line: 1}, testImages).Diagnostics {
			found[d.Code] = true
			for _, s := range []string{d.Message.ZH, d.Message.EN, d.Hint.ZH, d.Hint.EN} {
				if strings.Contains(s, "%!") {
					t.Errorf("%s: %s", d.Code, s)
				}
			}
		}
	}
	for _, d := range New(Options{Join: true}).Render(Result{}, Source{Path: "a.md", Body: []byte("[甲]: 乙")}, nil).Diagnostics {
		found[d.Code] = true
	}
	lost := New(Options{}).Render(Result{}, Source{Path: "a.md", Body: []byte("```\n```\n"), Places: []int{4}}, nil)
	found[lost.Diagnostics[0].Code] = true
	for _, r := range Rules() {
		if !found[r.Code] {
			t.Errorf("%s is never found", r.Code)
		}
	}
}

// TestMaxFindings: each of a thousand of the same mistake is found, and they hide
// no other.
func TestMaxFindings(t *testing.T) {
	r := render(strings.Repeat("![](a.png)\n", 1000) + "<b>")
	count := map[string]int{}
	for _, d := range r.Diagnostics {
		count[d.Code]++
	}
	if want := map[string]int{"MD012": 1000, "MD001": 1}; !cmp.Equal(count, want) {
		t.Errorf("found %v, want %v", count, want)
	}
}
