package sitetest_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"

	"gongkai/generator/cache"
	"gongkai/generator/layout"
	"gongkai/generator/page"
	"gongkai/generator/site"
	"gongkai/generator/sitetest"
	"gongkai/layouts"
	"gongkai/static"
)

// perDocument is how many fragments of each document are looked for.
const perDocument = 20

// The search of a site, opened from a folder: fragments of all documents find what a
// plain scan of the pages finds, and the page shows it and says how much it is.
func TestSearch(t *testing.T) {
	slow(t)
	browser := startBrowser(t)
	for _, s := range sources() {
		if s.name == "corpus" {
			continue // the same words again and again
		}
		t.Run(s.name, func(t *testing.T) {
			made := s.make(t)
			texts := searched(t, &s, made)
			b := openTab(t, browser, made.FileRoot())
			b.open(t, "search.html")
			testFragments(t, b, texts)
			testSearchPage(t, b, texts)
			report(t, b.troubles("search.html"))
		})
	}
}

// testFragments asks for many fragments at once.
func testFragments(t *testing.T, b *tab, texts map[string][]string) {
	rnd := rand.New(rand.NewPCG(1, 2))
	var queries []string
	for _, path := range slices.Sorted(maps.Keys(texts)) {
		queries = append(queries, fragments(rnd, texts[path], perDocument)...)
	}
	if len(queries) < 100 {
		t.Fatalf("%d fragments", len(queries))
	}
	list, err := json.Marshal(queries)
	must(t, err)
	const ask = `(async () => {
		const all = [];
		for (const q of %s) {
			const found = await gongkaiSearch.find(q, {size: 100000});
			all.push({count: found.count, paths: found.shown.map(d => d.path).sort()});
		}
		return all;
	})()`
	answers := eval[[]struct {
		Count int
		Paths []string
	}](t, b, fmt.Sprintf(ask, list))
	wrong := 0
	for i, q := range queries {
		want := scan(texts, q)
		if got := answers[i]; wrong < 10 && (!slices.Equal(got.Paths, want) || got.Count != len(want)) {
			t.Errorf("%q: found %d: %v\nnot %v", q, got.Count, got.Paths, want)
			wrong++
		}
	}
	t.Logf("%d fragments of %d documents", len(queries), len(texts))
}

// testSearchPage asks by the address of the page, and looks at what it shows.
func testSearchPage(t *testing.T, b *tab, texts map[string][]string) {
	rnd := rand.New(rand.NewPCG(3, 4))
	paths := slices.Sorted(maps.Keys(texts))
	for range 12 {
		q := fragments(rnd, texts[paths[rnd.IntN(len(paths))]], 1)[0]
		b.search(t, url.Values{"q": {q}, "size": {"500"}})
		want := scan(texts, q)
		if count := eval[string](t, b, `document.getElementById('count').textContent`); count != fmt.Sprint(len(want)) {
			t.Errorf("%q: the count is %s, not %d", q, count, len(want))
		}
		shown := eval[[]string](t, b, `[...document.querySelectorAll('ol#results > li a')].map(a => a.href)`)
		for i := range shown {
			shown[i], _ = url.PathUnescape(strings.TrimPrefix(shown[i], b.root))
		}
		slices.Sort(shown)
		if !slices.Equal(shown, want) {
			t.Errorf("%q: shown are %v, not %v", q, shown, want)
		}
		marked := eval[[]string](t, b, `[...document.querySelectorAll('#results mark')].map(m => m.textContent)`)
		if len(marked) == 0 || slices.ContainsFunc(marked, func(m string) bool { return folded(m) != folded(q) }) {
			t.Errorf("%q: marked are %q", q, marked)
		}
	}
	b.search(t, url.Values{"q": {"龘龘龘"}})
	if count := eval[string](t, b, `document.getElementById('count').textContent`); count != "0" {
		t.Errorf("the count of what is not there is %q", count)
	}
}

// TestSearchPage: what the page of the search says of what it was asked.
func TestSearchPage(t *testing.T) {
	slow(t)
	b := openTab(t, startBrowser(t), sourceNamed("clerk").make(t).FileRoot())
	testSearchBounds(t, b)
	testSearchNumbers(t, b)
	report(t, b.troubles("search.html"))
}

// testSearchBounds: of a query that is too long, a part is looked for, and the page says
// so: whether it was pasted, came by the address, or from the field in the head of a page.
func testSearchBounds(t *testing.T, b *tab) {
	const cut = "检索词太长，只查了框里的这些"
	said := func() string { return eval[string](t, b, `document.querySelector('.count-line').textContent`) }
	b.search(t, url.Values{"q": {strings.Repeat("公", 300)}})
	if !strings.Contains(said(), cut) {
		t.Errorf("a link to too much: it says %s", said())
	}
	field := func() string { return eval[string](t, b, `document.getElementById('q').value`) }
	many := strings.TrimSpace(strings.Repeat("公 ", 31))
	for q, want := range map[string]string{
		"信息公开":                                           "信息公开",
		strings.Repeat("公", 200):                         strings.Repeat("公", 200),
		strings.Repeat("公", 201):                         strings.Repeat("公", 200),
		strings.Repeat("公", 100_000):                     strings.Repeat("公", 200),
		strings.Repeat("公", 199) + "𠮷":                   strings.Repeat("公", 199), // a character is not divided
		many[:len(many)-len(" 公")]:                       many[:len(many)-len(" 公")],
		many:                                             many[:len(many)-len(" 公")],
		strings.TrimSpace(strings.Repeat("公\n", 50)):     strings.TrimSpace(strings.Repeat("公 ", 30)),
		strings.TrimSpace(strings.Repeat("公\u3000", 50)): strings.TrimSpace(strings.Repeat("公\u3000", 30)),
	} {
		b.askFor(t, q)
		got := field()
		if strings.Contains(q, "\n") { // the field has no line breaks
			want = strings.ReplaceAll(want, " ", "")
		}
		if got != want || strings.Contains(said(), cut) != (want != q) {
			t.Errorf("asked for %d characters, it looks for %q and says %s", len([]rune(q)), got, said())
		}
	}
	const paste = `for (const field of document.querySelectorAll('.site-search input, #q')) {
		field.value = '';
		field.focus();
		document.execCommand('insertText', false, '公'.repeat(250));
	}`
	b.run(t, chromedp.Evaluate[chromedp.Void](`(() => {`+paste+`})()`), chromedp.KeyEvent(kb.Enter))
	b.run(t, chromedp.Poll[chromedp.Void](`document.documentElement.dataset.search === 'ready' && document.getElementById('q').value.length === 200`))
	if field() != strings.Repeat("公", 200) || !strings.Contains(said(), cut) {
		t.Errorf("pasted, it looks for %q and says %s", field(), said())
	}
	if n := eval[int](t, b, `document.querySelector('.site-search input').value.length`); n != 201 {
		t.Errorf("the field in the head takes %d characters: the page cannot say that some are left out", n)
	}
	if terms := eval[int](t, b, `gongkaiSearch.find('公 '.repeat(100000), {size: 1}).then(found => found.terms.length)`); terms != 1 {
		t.Errorf("%d terms", terms) // the same ones are one
	}
	if terms := eval[int](t, b, `gongkaiSearch.find(Array.from({length: 90}, (_, i) => String.fromCharCode(0x4e00 + i)).join(' '), {size: 1}).then(found => found.terms.length)`); terms != 30 {
		t.Errorf("%d terms are looked for", terms)
	}
}

// testSearchNumbers: what was found by its number shows the number, with the hit marked,
// whatever brackets were typed; an index number is shown where it was looked for, and only
// there.
func testSearchNumbers(t *testing.T, b *tab) {
	const shown = `[...document.querySelectorAll('#results li')].map(li => [...li.querySelectorAll('.result-facts mark')].map(m => m.textContent).join('|') + '; ' + li.querySelector('.result-facts').textContent + '; ' + [...li.querySelectorAll('.result-text')].map(p => p.textContent).join('')).join('\n')`
	for q, want := range map[string]string{
		"示政发〔2026〕12号":         "示政发〔2026〕12号; 2026-03-05　公示公告　示政发〔2026〕12号; ",
		"示政发[2026]12":          "示政发〔2026〕12; 2026-03-05　公示公告　示政发〔2026〕12号; ",
		"政发 12号 百日":            "政发|12号; 2026-03-05　公示公告　示政发〔2026〕12号; ",
		"000000000/2026-00012": "000000000/2026-00012; 2026-03-05　公示公告　示政发〔2026〕12号　000000000/2026-00012; ",
		"停水":                   "; 2026-06-01　公示公告; 因管道维修",
		"宅基地审批管理":              "; 2026-06-20　公示公告　示政办发〔2026〕128号; 现将",
	} {
		b.askFor(t, q)
		if got := eval[string](t, b, shown); !strings.HasPrefix(got, want) || strings.HasSuffix(got, "; ") || strings.Contains(got, "\n") {
			t.Errorf("%s is found as\n%s\nwant\n%s", q, got, want)
		}
		if eval[bool](t, b, `document.getElementById('search-more').checkVisibility()`) {
			t.Errorf("%s: all is shown, and more is offered", q)
		}
	}
}

// askFor goes to what an address asks for, on the page of the search.
func (b *tab) askFor(t *testing.T, query string) {
	t.Helper()
	b.run(t,
		chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`history.pushState(null, '', 'search.html?' + %q); delete document.documentElement.dataset.search; dispatchEvent(new PopStateEvent('popstate'))`, url.Values{"q": {query}}.Encode())),
		chromedp.Poll[chromedp.Void](`document.documentElement.dataset.search === 'ready'`),
	)
}

// search opens the page of the search, and waits for the answer.
func (b *tab) search(t *testing.T, query url.Values) {
	t.Helper()
	b.run(t,
		chromedp.Navigate(b.root+"search.html?"+query.Encode()),
		chromedp.Poll[chromedp.Void](`document.documentElement.dataset.search === 'ready'`),
	)
}

// fragments are parts of texts, of one to twelve characters; every fourth is put together
// anew, and mostly in none.
func fragments(rnd *rand.Rand, texts []string, n int) (list []string) {
	for i := range n {
		p := []rune(strings.Join(strings.Fields(texts[rnd.IntN(len(texts))]), ""))
		length := min(1+rnd.IntN(12), len(p))
		from := rnd.IntN(len(p) - length + 1)
		q := slices.Clone(p[from : from+length])
		if n > 1 && i%4 == 3 {
			rnd.Shuffle(len(q), func(i, j int) { q[i], q[j] = q[j], q[i] })
		}
		list = append(list, string(q))
	}
	return list
}

// scan is what a query has to find, in the order of paths.
func scan(texts map[string][]string, query string) []string {
	list := []string{}
	for path, paragraphs := range texts {
		if slices.ContainsFunc(paragraphs, func(p string) bool { return strings.Contains(folded(p), folded(query)) }) {
			list = append(list, path)
		}
	}
	slices.Sort(list)
	return list
}

// folded folds a text, by other means than the program has: of the traditional writing
// there is none in these sites.
func folded(s string) string {
	s = strings.ToLower(norm.NFKC.String(s))
	s = strings.NewReplacer("[", "(", "〔", "(", "【", "(", "]", ")", "〕", ")", "】", ")").Replace(s)
	words := strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) })
	out := ""
	for _, w := range words {
		latin := func(r rune) bool { return r < 0x2e80 && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
		if out != "" && latin([]rune(w)[0]) && latin([]rune(out)[len([]rune(out))-1]) {
			out += " "
		}
		out += w
	}
	return out
}

// searched returns what each public document says, by the path of its page: what stands
// in its front matter, and the paragraphs of the page.
func searched(t *testing.T, s *source, made *sitetest.Site) map[string][]string {
	t.Helper()
	today, err := page.ParseDate(s.day)
	must(t, err)
	state, _, err := site.Load(site.Options{
		Source: filepath.Dir(made.Dir), Out: made.Dir, Today: today, Layouts: layout.NewDefaults(layouts.Files), Static: static.Files, Salt: cache.SumBytes([]byte("sitetest")),
	}, nil)
	must(t, err)
	texts := map[string][]string{}
	for _, id := range state.Catalog().All {
		m := state.Catalog().Meta(id)
		list := []string{m.Title, m.DocNumber, m.IndexNumber, m.Summary}
		for _, a := range m.Attachments {
			if a.Title == "" {
				a.Title = filepath.Base(a.File)
			}
			list = append(list, a.Title)
		}
		path := page.URL(m.Path)
		list = append(list, paragraphs(t, made.Data(path))...)
		texts[path] = slices.DeleteFunc(list, func(p string) bool { return folded(p) == "" })
	}
	return texts
}

// paragraphs are the texts of the elements of a page that show a document's text.
func paragraphs(t *testing.T, data []byte) []string {
	t.Helper()
	doc, err := html.ParseWithOptions(bytes.NewReader(data), html.ParseOptionEnableScripting(false))
	must(t, err)
	var list []string
	part := ""
	flush := func() { list, part = append(list, part), "" }
	inline := strings.Fields("a strong em code del sup sub span wbr abbr input img")
	var walk func(n *html.Node, shown bool)
	walk = func(n *html.Node, shown bool) {
		if n.Type == html.TextNode && shown {
			part += n.Data
		}
		if n.Type == html.ElementNode {
			for _, a := range n.Attr {
				if a.Key == "class" && (a.Val == "prose" || a.Val == "prose intro" || a.Val == "report-body" || a.Val == "doc-part service") {
					shown = true
				}
			}
			if n.Data == "br" {
				part += " "
			} else if !slices.Contains(inline, n.Data) {
				flush()
				defer flush()
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, shown)
		}
	}
	walk(doc, false)
	flush()
	return list
}
