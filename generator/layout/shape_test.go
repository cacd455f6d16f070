package layout

import (
	"bytes"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"sync"
	"testing"
	"testing/fstest"

	"gongkai/generator/asset"
	"gongkai/layouts"
)

// dangerous are texts that a proof may not be carried over to from another text,
// in some place or other, or that look as if.
var dangerous = []string{
	"a ", " a", " ", "a  b", "一  二", "a\tb", "a\nb", "a\u00a0b", "\u3000", "\u2028", "\ufeff", "＆ｌｔ；", "a\vb",
	"R", "r", "#1", ";", "p;", "p;x", "t;", "lt;", "gt;", "amp;x", "x&amp;", "&", "&x", "& ", "x&", "&lt;", "&gt;", "&#60;", "&copy",
	"a, b", "a,", ",", ",b", "a,b", "keywords", "Keywords", "KEYWORDS", "words", "viewport", "Viewport", "port", "robots", "r",
	"width=device-width,initial-scale=1", "width=device-width,initial-scale=1.0", "1", "1.0", "=", "device-width", "content-type",
	"HTTPS://example.org/", "HTTP://x", "HTTP:", "http:", "http://x", "hTTp", "h", "ht", "https", "httpS", "H", "Hello", "Hello!", "TTP", "TP:",
	"data:", "data:,a", "Data:", "data", "dat", "d", "D", "D:", "ata:", "a:", ":", "data-x", "x:y", "ABCDE", "abcdE", "abcdeF", "./", "../",
	"text/css", "Text/CSS", "text/css; charset=x", "1.5", "'", `"`, "a'b", ">", "a>", "</p>", "<pre>", "\x00", "\xe4", "中\xff文", "中文 ", "+", "valid",
}

// places are main parts of a page, each with a value where it can do harm.
var places = []string{
	`<p>{{.Title}}</p><p>{{.Text}}</p>`,
	`<p>一 {{.Title}} 二</p>`,
	`<p>{{.Title}}{{.Text}}</p>`,
	`<p>{{.Title}} {{.Text}}</p>`,
	`<p><b>{{.Title}} </b>{{.Text}}</p>`,
	`<p><b>{{.Title}}</b> <i>{{.Text}}</i></p>`,
	`<p>{{.Title}} {{with .Text}}<b>{{.}}</b>{{end}}</p>`,
	`{{.Title}} {{.Text}}`,
	`<p>R&{{.Title}}</p>`,
	`<p>R&amp;{{.Title}}</p>`,
	`<p>R&am{{.Title}}</p>`,
	`<p>R&am{{if .Text}}p;{{end}}{{.Title}}</p>`,
	`<p>R&{{if .Text}}lt{{end}}{{.Title}}</p>`,
	`<p>R&amp;D {{.Title}}</p>`,
	`<p title="R&{{.Title}}">x</p>`,
	`<p title="R&amp;{{.Title}}">x</p>`,
	`<p title="{{.Title}}">x</p>`,
	`<p title="甲 {{.Title}} 乙">x</p>`,
	`<p title=" {{.Title}}">x</p>`,
	`<p title='{{.Title}}'>x</p>`,
	`<p class="{{.Title}} {{.Text}}">x</p>`,
	`<p class="a{{if .Title}} {{.Title}}{{end}}">x</p>`,
	`<p class="{{with .Title}}{{.}}{{end}}">x</p>`,
	`<p class="a"{{with .Title}} title="{{.}}"{{end}}>x</p>`,
	`<p data-x="{{.Title}}" hidden>x</p>`,
	`<a href="{{.Title}}">x</a>`,
	`<a href="{{.Title}}{{.Text}}">x</a>`,
	`<a href="{{.Title}}ABCDE">x</a>`,
	`<a href="{{.Title}}ata:x">x</a>`,
	`<a href="{{.Title}}:x">x</a>`,
	`<a href="d{{.Title}}a:x">x</a>`,
	`<a href="h{{.Title}}">x</a>`,
	`<a href="h{{.Title}}S:x">x</a>`,
	`<a href="#{{.Title}}">x</a>`,
	`<a href="x?a={{.Title}}">x</a>`,
	`<a href="x?a=1&amp;b={{.Title}}">x</a>`,
	`<div itemid="{{.Title}}">x</div>`,
	`<div itemid="d{{.Title}}:x">x</div>`,
	`<img src="{{.Title}}" alt="{{.Text}}">`,
	`<link type="{{.Title}}" href="x">`,
	`<link type="text/{{.Title}}" href="x">`,
	`<meta name="{{.Title}}" content="{{.Text}}">`,
	`<meta content="{{.Text}}" name="{{.Title}}">`,
	`<meta name="key{{.Title}}" content="{{.Text}}">`,
	`<meta name="view{{.Title}}" content="width=device-width,initial-scale=1">`,
	`<meta name="{{.Title}}" content="width=device-width,initial-scale={{.Text}}">`,
	`<meta name="{{.Title}}" content="a, b">`,
	`<meta name="{{.Title}}" content="{{.Text}} a">`,
	`<meta name="{{.Title}}" content="{{.Text}}, a">`,
	`<meta name="viewport" content="width=device-width,initial-scale={{.Text}}">`,
	`<meta name="keywords" content="{{.Text}} x">`,
	`<meta name="keywords" content="x,{{.Text}}">`,
	`<meta {{if .Title}}name="keywords"{{else}}name="x"{{end}} content="{{.Text}}">`,
	`<title>{{.Title}}</title>`,
	`<title>甲 {{.Title}}</title>`,
	`<pre>{{.Title}}</pre>`,
	`<pre> {{range .Links}}<p>{{.Text}} </p>{{end}}</pre>{{range .Breadcrumb}}<p>{{.Text}} </p>{{end}}`,
	`<p>{{with .Title}}{{.}} {{end}}</p>`,
	`<ul>{{range .Links}}<li>{{.Text}}</li>{{end}}</ul>`,
	`<ul>{{range .Links}}<li>{{.Text}}{{if .Current}} {{end}}</li>{{end}}</ul>`,
	`<ul>{{range .Links}}<li>{{.Text}} </li>{{end}}</ul>`,
	`<p>甲 {{range .Links}}<p>{{.Text}}</p>{{end}}</p>`,
	`<p>甲{{range .Links}} <b>{{.Text}}</b>{{end}}</p>`,
	`<p>甲{{range .Links}}<b>{{.Text}}</b> {{end}}乙</p>`,
	`<p>{{range .Links}}{{.Text}}, {{else}}空{{end}}</p>`,
	`<ul>{{range .Links}}<li>一{{if .Current}} <b> 二</b>{{end}}</li>{{end}}</ul>{{range .Breadcrumb}}<p>{{if .Current}}一{{else}} 二{{end}}</p>{{end}}`,
	`{{range .Links}}<p>一</p>{{end}}{{range .Breadcrumb}}<p>二 </p>{{end}}`,
	`<p>{{if .Title}}一 {{end}}{{if .Text}}<b> 二</b>{{end}}</p>`,
	`<p>{{range .Links}}{{if .Current}} 一{{else}}二{{end}}{{end}}</p>`,
	`<p>甲{{range .Links}} {{.Text}}<p>乙</p>{{end}}</p>`,
	`<div>{{range .Links}}<p>甲</p>{{.Text}} {{end}}乙</div>`,
	`{{define "x"}}{{range .}}<p>一{{if .Current}} {{end}}</p>{{end}}{{end}}<pre>{{template "x" .Links}}</pre>{{template "x" .Breadcrumb}}`,
	`<ul>{{range .Links}}<li><a href="{{.Href}}"{{if .External}} rel="noopener"{{end}}>{{.Text}}{{if .Counted}}<i>{{.Count}}</i>{{end}}</a></li>{{end}}</ul>`,
}

// setOf returns a set whose message.html is a template.
func setOf(t testing.TB, message string) *Set {
	t.Helper()
	set, _ := Load(layouts.Files, fstest.MapFS{"message.html": {Data: []byte(message)}}, "layouts", asset.New().HTML)
	if set == nil || set.compiled["message.html"] == nil {
		t.Fatalf("not compiled: %s", message)
	}
	return set
}

// prover makes pieces of pages and checks what their shapes say of them.
type prover struct {
	set    *Set
	really *asset.Minifier
	// minimal and known count the pieces that were found minimal, and those
	// of them whose shape said so.
	minimal, known int
}

func (p *prover) check(t testing.TB, name string, view any) {
	t.Helper()
	var m machine
	if !m.execute(p.set.compiled[name], nil, view) {
		return
	}
	known := m.known()
	if !m.minimal(0) {
		return
	}
	p.minimal++
	if known {
		p.known++
	}
	pieces := [][]byte{m.out}
	if m.bodies == 1 {
		pieces = append(pieces, m.out[:m.from], m.out[m.to:])
	}
	for i, piece := range pieces {
		if known && (i > 0 || len(pieces) == 1) && !asset.Minified(piece) {
			t.Fatalf("%s: the shape is wrong about\n%q", name, piece)
		}
		// Under the name of a file nobody asks first. The tag keeps a byte order
		// mark from being one; behind it all is as at the beginning.
		piece = append([]byte("<hr>"), piece...)
		if out, _ := p.really.Minify("x.html", piece); !bytes.Equal(out, piece) {
			t.Fatalf("%s: not minimal:\n%q\nthe minifier gives\n%q", name, piece, out)
		}
	}
}

// sprinkle fills the texts of a value of any view type with those of a list.
func sprinkle(rng *rand.Rand, v reflect.Value, list []string) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			sprinkle(rng, v.Field(i), list)
		}
	case reflect.Slice:
		for i := range v.Len() {
			sprinkle(rng, v.Index(i), list)
		}
	case reflect.String:
		if v.Type() == reflect.TypeFor[string]() && rng.IntN(4) == 0 {
			v.SetString(list[rng.IntN(len(list))])
		}
	}
}

// rounds is how many random views a place gets.
func rounds() int {
	if os.Getenv("GONGKAI_SLOW") != "" {
		return 40_000
	}
	return 2000
}

// TestShapes shows random views to one set after another, so that what is
// remembered of one is applied to the next.
func TestShapes(t *testing.T) {
	set := defaults(t)
	all := views()
	all["head"] = &Head{}
	for name, view := range all {
		if set.compiled[name] == nil {
			continue
		}
		p := &prover{set: set, really: asset.New()}
		rng := rand.New(rand.NewPCG(2, uint64(len(name))))
		for i := range rounds() {
			v := reflect.New(reflect.TypeOf(view).Elem())
			random(rng, v.Elem(), i%4 == 0)
			if i%3 == 0 {
				sprinkle(rng, v.Elem(), dangerous)
			}
			p.check(t, name, v.Interface())
		}
		t.Logf("%s: of %d pieces %d are minimal, %d by their shapes", name, rounds(), p.minimal, p.known)
	}
}

// TestShapesInPlaces does the same with templates that put values where they can
// do harm, and with hardly any text but dangerous ones.
func TestShapesInPlaces(t *testing.T) {
	list := slices.Concat(dangerous, texts, []string{"", "", "一", "二", "甲乙", "abcdefg", "abcdefg"})
	minimal, known := 0, 0
	for _, message := range places {
		p := &prover{set: setOf(t, message), really: asset.New()}
		rng := rand.New(rand.NewPCG(3, uint64(len(message))))
		for range rounds() {
			v := &MessageView{}
			random(rng, reflect.ValueOf(v).Elem(), false)
			v.Title, v.Text = list[rng.IntN(len(list))], list[rng.IntN(len(list))]
			for _, links := range [][]Link{v.Links, v.Breadcrumb} {
				for i := range links {
					links[i].Text = list[rng.IntN(len(list))]
				}
			}
			p.check(t, "message.html", v)
		}
		minimal, known = minimal+p.minimal, known+p.known
	}
	t.Logf("%d minimal, %d by their shapes", minimal, known)
	if known < rounds()*len(places)/20 {
		t.Errorf("only %d pieces were known by their shapes", known)
	}
}

// What surrounds the body of a document may be taken by itself only between tags.
func TestShapesAroundBody(t *testing.T) {
	list := slices.Concat(dangerous, []string{"", "一", "二"})
	for _, text := range []string{
		`<div>{{.Title}}{{.Intro}}{{.Label}}</div>`, `<div>R&{{.Intro}}{{.Label}}</div>`, `<p>甲 {{.Intro}}乙</p>`,
		`<p>{{.Title}}</p><div>{{.Intro}}</div><p>{{.Label}}</p>`, `{{range .Items}}<div>{{.Title}}{{$.Intro}}</div>{{end}}`,
		`<div>{{if .Label}}{{.Intro}}{{end}}</div><p>{{.Title}}{{.Intro}}</p>`,
	} {
		set, _ := Load(layouts.Files, fstest.MapFS{"list.html": {Data: []byte(text)}}, "layouts", asset.New().HTML)
		p := &prover{set: set, really: asset.New()}
		rng := rand.New(rand.NewPCG(6, uint64(len(text))))
		for range rounds() {
			v := &listPage{Intro: []HTML{"", "<p>一 <em>二</em></p>"}[rng.IntN(2)]}
			v.Label = list[rng.IntN(len(list))]
			v.Title = list[rng.IntN(len(list))]
			v.Items = make([]ListItem, rng.IntN(3))
			p.check(t, "list.html", v)
		}
		t.Logf("%s: %d minimal, %d by their shapes", text, p.minimal, p.known)
	}
}

// Every text is tried after every other one in every place, with no memory but
// of that.
func TestShapesInPairs(t *testing.T) {
	list := slices.Concat(dangerous, []string{"", "一", "abcdefg"})
	for _, message := range places {
		p := &prover{set: setOf(t, message), really: asset.New()}
		for i, first := range list {
			if os.Getenv("GONGKAI_SLOW") == "" && i%3 != len(message)%3 {
				continue
			}
			p.set.compiled["message.html"].proven = shapes{}
			for _, second := range list {
				for _, text := range []string{"一", first, second} {
					v := &MessageView{Text: text}
					v.Title = second
					v.Links = []Link{{Text: first, Href: "a.html"}, {Text: second, Href: "a.html", Current: true}}
					v.Breadcrumb = v.Links[1:]
					p.check(t, "message.html", v)
				}
			}
		}
	}
}

// FuzzShapes tries two texts one after the other in every place.
func FuzzShapes(f *testing.F) {
	for i, text := range dangerous {
		f.Add(text, dangerous[(i*7+3)%len(dangerous)], "一")
	}
	var provers []*prover
	for _, message := range places {
		provers = append(provers, &prover{set: setOf(f, message), really: asset.New()})
	}
	f.Fuzz(func(t *testing.T, a, b, c string) {
		for _, p := range provers {
			p.set.compiled["message.html"].proven = shapes{}
			for _, pair := range [][2]string{{a, b}, {b, a}, {c, a}, {c, b}, {a, a}} {
				v := &MessageView{Text: pair[1], Links: []Link{{Text: pair[0]}, {Text: pair[1], Current: true}}}
				v.Title, v.Breadcrumb = pair[0], v.Links
				p.check(t, "message.html", v)
			}
		}
	})
}

// Workers that share a set write what html/template and the minifier would.
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
			for i := range 300 {
				for name, view := range map[string]View{"document.html": &PageView{}, "list.html": &ListView{}, "catalog.html": &CatalogView{}} {
					var text Text
					random(rng, reflect.ValueOf(view).Elem(), i%3 == 0)
					random(rng, reflect.ValueOf(&view.page().Head).Elem(), i%3 == 1)
					random(rng, reflect.ValueOf(&text).Elem(), i%3 == 0)
					var failed, slowFailed error
					got, failed = set.Execute(got[:0], &scratch, frame, name, view, text)
					want, slowFailed = slow.Execute(want[:0], &scratch, frame, name, view, text)
					if failed != nil || slowFailed != nil || !bytes.Equal(got, want) {
						t.Errorf("%s: %v, %v\n%s\nwant\n%s", name, failed, slowFailed, got, want)
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

// Ordinary pages are known by their shapes, however long their lists are.
func TestShapesAreKnown(t *testing.T) {
	set := defaults(t)
	p := &prover{set: set, really: asset.New()}
	rng := rand.New(rand.NewPCG(4, 4))
	const pages = 1000
	for range pages {
		v := document()
		for range rng.IntN(30) {
			v.Outline = append(v.Outline, Heading{2 + rng.IntN(5), "标题", "标题"})
			v.Fields = append(v.Fields, Field{Name: "主题分类", Value: "综合政务", Href: []string{"", "../../subjects.html#a"}[rng.IntN(2)]})
		}
		for range rng.IntN(5) {
			v.Attachments = append(v.Attachments, Attachment{Title: "附件", Href: "a.pdf", Type: "PDF", Size: "1.2 MB"})
		}
		p.check(t, "document.html", v)
		p.check(t, "head", &v.Head)
		list := &listPage{}
		for range rng.IntN(20) {
			list.Items = append(list.Items, ListItem{Title: "标题", Href: "2017/0001.html", Date: "2017-03-15",
				Summary: []string{"", "概述"}[rng.IntN(2)], State: []string{"", "废止"}[rng.IntN(2)]})
		}
		p.check(t, "list.html", list)
	}
	if p.known < 3*pages-20 {
		t.Errorf("%d of %d pieces were known by their shapes", p.known, 3*pages)
	}
}

// A memory of shapes holds what it has room for and makes nothing up.
func TestShapesMemory(t *testing.T) {
	var memory shapes
	rng := rand.New(rand.NewPCG(5, 5))
	var list []uint64
	for range 4 * len(memory) {
		list = append(list, rng.Uint64())
	}
	for i, shape := range list {
		if memory.has(shape) {
			t.Fatal("found what was never added")
		}
		if memory.add(shape); i < len(memory)/4 && !memory.has(shape) {
			t.Fatalf("shape %d was not kept", i)
		}
	}
	if memory.has(0) && !slices.Contains(list, 0) {
		t.Error("an empty place was taken for a shape")
	}
}

func TestAttributeBefore(t *testing.T) {
	for text, want := range map[string]string{
		`<a href="`: "href", `<a class="x" data-x="`: "data-x", `<p class="a `: "class", `<a href="x`: "href",
		``: "", `">`: "", `x`: "", `<a class="x" `: "", `<p title='`: "", `<a HREF="`: "", `<a alt="" `: "", `="`: "", ` ="`: "",
	} {
		if got := attributeBefore(text); got != want {
			t.Errorf("attributeBefore(%q) = %q, want %q", text, got, want)
		}
	}
}
