package sitetest_test

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"gongkai/static"
)

// TestAccessible holds docs/accessibility.md to its word, as far as no other test does.
func TestAccessible(t *testing.T) {
	site := sourceNamed("town").make(t)
	b := openTab(t, startBrowser(t), site.FileRoot())
	const path = "policies/2017/0003.html"
	b.open(t, path)
	b.run(t, chromedp.KeyEvent(kb.Tab))
	if got := eval[string](t, b, `document.activeElement.textContent + ' ' + getComputedStyle(document.activeElement).outlineWidth`); got != "跳到正文 3px" {
		t.Errorf("the first stop of the keyboard is %s", got)
	}
	// Distances between lines of one paragraph and between paragraphs, as multiples.
	const spacing = `(() => {
		const style = getComputedStyle(document.querySelector('.prose')), next = [...document.querySelectorAll('.prose > p + p')][0] || document.querySelector('.prose > p');
		const size = parseFloat(style.fontSize), line = parseFloat(style.lineHeight), gap = parseFloat(getComputedStyle(next).marginTop);
		return [line / size, (line + gap) / line];
	})()`
	if s := eval[[]float64](t, b, spacing); s[0] < 1.89 || s[1] < 1.39 {
		t.Errorf("spacing %v", s)
	}
	b.wish(t, "standard elder")
	b.open(t, path)
	const looks = `(() => {
		const text = getComputedStyle(document.querySelector('.prose p')), paper = getComputedStyle(document.querySelector('.doc'));
		return [text.color, paper.backgroundColor, String(parseFloat(text.fontSize) >= 24), String(getComputedStyle(document.querySelector('.prose p')).cursor.includes('pointer.svg'))].join(' ');
	})()`
	if got := eval[string](t, b, looks); got != "rgb(0, 0, 0) rgb(255, 255, 255) true true" {
		t.Errorf("长者模式: %s", got)
	}
	if s := eval[[]float64](t, b, spacing); s[0] < 1.89 || s[1] < 1.57 {
		t.Errorf("长者模式: spacing %v", s)
	}
	b.prefers(t, "forced-colors", "active")
	if got := eval[string](t, b, `getComputedStyle(document.querySelector('[aria-pressed=true]')).outlineStyle`); got != "solid" {
		t.Errorf("with the colours of the system, a pressed button has the outline %s", got)
	}
	for value, want := range map[string]string{"reduce": "auto", "no-preference": "smooth"} {
		b.prefers(t, "prefers-reduced-motion", value)
		if got := eval[string](t, b, `getComputedStyle(document.documentElement).scrollBehavior`); got != want {
			t.Errorf("%s: scrolling is %s", value, got)
		}
	}
	report(t, b.troubles(path))
}

// prefers sets what a reader's system prefers.
func (b *tab) prefers(t *testing.T, name, value string) {
	t.Helper()
	_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: name, Value: value}},
	})
	must(t, err)
}

// What the table of docs/accessibility.md names as a test is one, and no script opens
// a window or a dialogue; links to files say what they bring.
func TestAccessibleTable(t *testing.T) {
	table, err := os.ReadFile("../../docs/accessibility.md")
	must(t, err)
	var tests strings.Builder
	for _, file := range []string{"accessible", "reading", "aloud", "print", "measure", "browser", "firefox", "site"} {
		source, err := os.ReadFile(file + "_test.go")
		must(t, err)
		tests.Write(source)
	}
	named := regexp.MustCompile(`Test[A-Z]\w*`).FindAllString(string(table), -1)
	for _, name := range named {
		if name != "TestScript" && !strings.Contains(tests.String(), "func "+name+"(t ") {
			t.Errorf("%s is no test", name)
		}
	}
	if len(named) < 20 {
		t.Errorf("%d tests are named", len(named))
	}
	scripts := 0
	must(t, fs.WalkDir(static.Files, "js", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(static.Files, path)
		if found := regexp.MustCompile(`\b(window\.open|alert|confirm|prompt|showModal)\(`).Find(data); found != nil {
			t.Errorf("%s has %s", path, found)
		}
		scripts++
		return err
	}))
	if scripts < 5 {
		t.Errorf("%d scripts", scripts)
	}
	page := sourceNamed("town").make(t).Page("notices/2017/0001.html")
	if !regexp.MustCompile(`<a [^>]*download>[^<]*<span class="file-kind">（PDF，\d+ KB）</span></a>`).Match(page.Raw) {
		t.Error("the link to a form does not say what it brings")
	}
}
