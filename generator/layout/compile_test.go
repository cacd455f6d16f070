package layout

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"gongkai/layouts"
)

// texts are what random views are filled with: harmless ones mostly, as in
// life, and hostile ones.
var texts = []string{
	"", "", "", "巨各庄镇", "政府信息公开", "2017-03-15", "a b", "../policies/2017/0003.html", "0003.html#%E4%B8%80",
	"https://example.org/a/b.html", "关于2017年“三农”工作的通知", "一 二", "第二章-主动公开", "valid",
	"“甲”与'乙'", `"丙"`, "a & b", "&amp;", "<script>alert(1)</script>", "a+b=c", "x\x00y", "javascript:alert(1)",
	"JaVaScript&colon;alert(1)", "//example.org/", "?a=b&c=d", "%", "%zz", "\u2028", "  多  空格  ", "\n", "<b>", "-->", "\xff", "`",
}

// addresses are the fields that hold addresses: a harmless text there is one.
var addresses = map[string]bool{"Href": true, "Root": true, "Canonical": true, "Refresh": true, "ICPURL": true}

// random fills a value of any view type.
func random(rng *rand.Rand, v reflect.Value, hostile bool) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if name := v.Type().Field(i).Name; !hostile && addresses[name] {
				v.Field(i).SetString([]string{"", "../policies/2017/0003.html", "0003.html#%E4%B8%80", "https://example.org/a/b.html"}[rng.IntN(4)])
				continue
			}
			random(rng, v.Field(i), hostile)
		}
	case reflect.Slice:
		n := rng.IntN(4)
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			random(rng, v.Index(i), hostile)
		}
	case reflect.String:
		n := len(texts)
		if !hostile {
			n = 14
		}
		if v.Type() == reflect.TypeFor[HTML]() {
			v.SetString([]string{"", "<p>一<em>二</em></p>"}[rng.IntN(2)])
			return
		}
		v.SetString(texts[rng.IntN(n)])
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(rng.IntN(3)))
	case reflect.Bool:
		v.SetBool(rng.IntN(2) == 0)
	}
}

func defaults(t testing.TB) *Set {
	t.Helper()
	set, found := Load(layouts.Files, fstest.MapFS{}, "layouts")
	if set == nil {
		t.Fatal(found)
	}
	return set
}

// rare are the layouts of which a site has one page, or one a year: they may
// use what the compiler does not know.
var rare = map[string]bool{"search.html": true, "report.html": true, "reports.html": true, "sitereport.html": true}

// TestCompiledIsTheSame holds the compiled layouts to what html/template makes
// of them, as a reader of the markup sees it.
func TestCompiledIsTheSame(t *testing.T) {
	set := defaults(t)
	all := views()
	all["head"] = &Head{}
	for name, view := range all {
		if set.compiled[name] == nil {
			if !rare[name] {
				t.Errorf("%s was not compiled", name)
			}
			continue
		}
		fast := 0
		rng := rand.New(rand.NewPCG(1, uint64(len(name))))
		const rounds = 400
		for i := range rounds {
			v := reflect.New(reflect.TypeOf(view).Elem())
			random(rng, v.Elem(), i%2 == 0)
			if equalBothWays(t, set, name, v.Interface()) {
				fast++
			}
		}
		if fast < rounds/12 {
			t.Errorf("%s: only %d of %d views went the fast way", name, fast, rounds)
		}
	}
}

// equalBothWays makes a piece of a page both ways and reports whether the fast
// one was used.
func equalBothWays(t *testing.T, set *Set, name string, view any) bool {
	t.Helper()
	var m machine
	if p := set.compiled[name]; p == nil || !m.execute(p, nil, view) {
		return false
	}
	var want bytes.Buffer
	if err := set.templates.ExecuteTemplate(&want, name, view); err != nil {
		t.Fatal(err)
	}
	sameMarkup(t, name, m.out, want.Bytes())
	return true
}

// sameMarkup fails the test where a reader of two pieces of markup would see a
// difference.
func sameMarkup(t *testing.T, name string, got, want []byte) {
	t.Helper()
	if diff := difference(got, want); diff != "" {
		t.Fatalf("%s differs (-want +got):\n%s", name, diff)
	}
}

// difference says what a reader of two pieces of markup would see; comparing the
// bytes first is what makes it quick.
func difference(got, want []byte) string {
	if bytes.Equal(got, want) {
		return ""
	}
	a, b := tokens(want), tokens(got)
	if slices.Equal(a, b) {
		return ""
	}
	return cmp.Diff(a, b)
}

// tokens reads markup: tags with the values of their attributes, and text, all
// with character references resolved.
func tokens(markup []byte) []string {
	var list []string
	for z := html.NewTokenizer(bytes.NewReader(markup)); z.Next() != html.ErrorToken; {
		t := z.Token()
		list = append(list, fmt.Sprintf("%s %q %q", t.Type, t.Data, t.Attr))
	}
	return list
}

// Workers that share a set write what html/template would.
func TestExecuteIsTheSame(t *testing.T) {
	set, slow := defaults(t), defaults(t)
	slow.compiled = nil
	frame, err := set.Frame(Chrome{})
	if err != nil {
		t.Fatal(err)
	}
	var workers sync.WaitGroup
	for worker := range 4 {
		workers.Go(func() {
			var scratch bytes.Buffer
			var got, want []byte
			rng := rand.New(rand.NewPCG(7, uint64(worker)))
			for i := range 100 {
				for name, view := range map[string]View{"document.html": &PageView{}, "list.html": &ListView{}, "catalog.html": &CatalogView{}} {
					var text Text
					random(rng, reflect.ValueOf(view).Elem(), i%3 == 0)
					random(rng, reflect.ValueOf(&view.page().Head).Elem(), i%3 == 1)
					random(rng, reflect.ValueOf(&text).Elem(), i%3 == 0)
					var failed, slowFailed error
					got, failed = set.Execute(got[:0], &scratch, frame, name, view, text)
					want, slowFailed = slow.Execute(want[:0], &scratch, frame, name, view, text)
					if diff := difference(got, want); failed != nil || slowFailed != nil || diff != "" {
						t.Errorf("%s: %v, %v\n%s", name, failed, slowFailed, diff)
						return
					}
				}
			}
		})
	}
	workers.Wait()
}

// A view that a layout is not made for is an error, not a panic.
func TestExecuteStrangeViews(t *testing.T) {
	set := defaults(t)
	frame, err := set.Frame(Chrome{})
	if err != nil {
		t.Fatal(err)
	}
	for _, view := range []View{nil, (*PageView)(nil), &ListView{}, &MessageView{}} {
		if _, err := set.Execute(nil, new(bytes.Buffer), frame, "document.html", view, Text{}); err == nil {
			t.Errorf("%T: no error", view)
		}
	}
}

// FuzzCompiled tries one text in every field of a document's view.
func FuzzCompiled(f *testing.F) {
	for _, text := range texts {
		f.Add(text)
	}
	set := defaults(f)
	f.Fuzz(func(t *testing.T, text string) {
		v := &documentPage{Outline: []Heading{{Level: 2, ID: text, Text: text}}, PageView: PageView{
			Page: Page{Title: text, Breadcrumb: []Link{{Text: text, Href: text}}}, Date: text, Mark: text,
			Fields:      []Field{{Name: text, Value: text, Href: text, Class: text}},
			Attachments: []Attachment{{Title: text, Href: text, Type: text, Size: text, SHA256: text}},
		}}
		equalBothWays(t, set, "document.html", v)
		equalBothWays(t, set, "head", &Head{Title: text, Canonical: text, Metas: []Meta{{Name: "A", Content: text}}, Refresh: text})
	})
}

// document is a page as a site of a town has ten thousand of.
func document() *documentPage {
	v := &documentPage{PageView: PageView{Page: Page{Title: "巨各庄镇政府信息公开管理办法", Root: "../../", Breadcrumb: []Link{{Text: "首页", Href: "../../index.html"}, {Text: "政策文件", Href: "../index.html"}, {Text: "正文", Current: true}}},
		Date: "2017-03-15", Source: "巨各庄镇党政办公室", Issuer: "巨各庄镇人民政府",
		Older: Link{Text: "上一篇文件的标题", Href: "0002.html"}, Newer: Link{Text: "下一篇文件的标题", Href: "0004.html"}}}
	v.Body, v.Outline = "<p>正文</p>", []Heading{{2, "一", "总则"}, {2, "二", "公开的范围和方式"}, {3, "二-1", "主动公开"}, {2, "三", "附则"}}
	for i := range 10 {
		v.Fields = append(v.Fields, Field{Name: "发文机关", Value: fmt.Sprint("巨各庄镇人民政府", i)})
	}
	v.Head = Head{Title: "巨各庄镇政府信息公开管理办法 - 北京市密云区巨各庄镇人民政府", Canonical: "https://example.gov.cn/policies/2017/0003.html",
		Feed: Link{Text: "政策文件", Href: "../feed.xml"}}
	for _, m := range [][2]string{{"SiteName", "北京市密云区巨各庄镇人民政府"}, {"SiteDomain", "example.gov.cn"}, {"SiteIDCode", "1101180001"},
		{"ColumnName", "政策文件"}, {"ColumnType", "政策文件"}, {"ArticleTitle", "巨各庄镇政府信息公开管理办法"}, {"PubDate", "2017-03-15 10:30"},
		{"ContentSource", "巨各庄镇党政办公室"}, {"Keywords", "政府信息公开,管理办法"}, {"Description", "为了规范本镇政府信息公开工作，保障公民、法人和其他组织依法获取政府信息，制定本办法。"}} {
		v.Head.Metas = append(v.Head.Metas, Meta{m[0], m[1]})
	}
	return v
}

func BenchmarkDocument(b *testing.B) {
	v := document()
	for _, way := range []string{"compiled", "html/template"} {
		b.Run(way, func(b *testing.B) {
			set := defaults(b)
			if way != "compiled" {
				set.compiled = nil
			}
			frame, err := set.Frame(Chrome{})
			if err != nil {
				b.Fatal(err)
			}
			var scratch bytes.Buffer
			var out []byte
			b.ReportAllocs()
			for b.Loop() {
				out, err = set.Execute(out[:0], &scratch, frame, "document.html", &v.PageView, Text{HTML: v.Body, Outline: v.Outline})
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
