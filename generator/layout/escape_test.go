package layout

import (
	"bytes"
	"html/template"
	"strings"
	"testing"
	"testing/fstest"

	"gongkai/layouts"
)

// contexts are markup with a value in each place that html/template tells from
// others, and in some that it does not.
var contexts = []string{
	`<p>{{.Title}}</p>`,
	`<p>&{{.Title}};</p>`,
	`<title>{{.Title}}</title>`,
	`<textarea>{{.Title}}</textarea>`,
	`<pre>{{.Title}}</pre>`,
	`<select><option>{{.Title}}</option></select>`,
	`<noscript>{{.Title}}</noscript>`,
	`<iframe>{{.Title}}</iframe>`,
	`<noembed>{{.Title}}</noembed>`,
	`<noframes>{{.Title}}</noframes>`,
	`<xmp>{{.Title}}</xmp>`,
	`<svg><title>{{.Title}}</title><text>{{.Title}}</text></svg>`,
	`<svg><desc><![CDATA[{{.Title}}]]></desc></svg>`,
	`<math><mtext>{{.Title}}</mtext></math>`,
	`<!-- {{.Title}} --><p>甲</p>`,
	`<p title="{{.Title}}">甲</p>`,
	`<p title='{{.Title}}'>甲</p>`,
	`<p title={{.Title}}>甲</p>`,
	`<p title={{.Title}} id=a>甲</p>`,
	`<p title=" {{.Title}}  {{.Title}} ">甲</p>`,
	`<p data-x="{{.Title}}" class="a {{.Title}}">甲</p>`,
	`<p data-url="{{.Title}}">甲</p>`,
	`<input value="{{.Title}}" {{if .Title}}checked{{end}}>`,
	`<a name="{{.Title}}" id="{{.Title}}">甲</a>`,
	`<meta name="keywords" content="{{.Title}}, {{.Title}}">`,
	`<meta name="{{.Title}}" content="{{.Title}}">`,
	`<meta http-equiv="refresh" content="0; url={{.Title}}">`,
	`<link rel="stylesheet" href="{{.Title}}" type="{{.Title}}" media="{{.Title}}">`,
	`<a href="{{.Title}}">甲</a>`,
	`<a href='{{.Title}}'>甲</a>`,
	`<a href={{.Title}}>甲</a>`,
	`<a href="/a/{{.Title}}/b">甲</a>`,
	`<a href="?a={{.Title}}&amp;b={{.Title}}">甲</a>`,
	`<a href="#{{.Title}}">甲</a>`,
	`<a href="{{.Title}}{{.Title}}">甲</a>`,
	`<a href="javascript:f('{{.Title}}')">甲</a>`,
	`<img src="{{.Title}}" srcset="{{.Title}} 1x" alt="{{.Title}}">`,
	`<img src="data:image/svg+xml,{{.Title}}">`,
	`<form action="{{.Title}}"><button formaction="{{.Title}}">甲</button></form>`,
	`<iframe srcdoc="{{.Title}}" src="{{.Title}}"></iframe>`,
	`<object data="{{.Title}}"></object>`,
	`<p style="color: {{.Title}}">甲</p>`,
	`<p style="font-family: '{{.Title}}'; background: url({{.Title}})">甲</p>`,
	`<p style="background: url('/a?{{.Title}}')">甲</p>`,
	`<style>p { color: {{.Title}} }</style>`,
	`<style>p { font: "{{.Title}}", '{{.Title}}'; background: url("{{.Title}}") }</style>`,
	`<p onclick="f({{.Title}})">甲</p>`,
	`<p onclick='f("{{.Title}}")'>甲</p>`,
	`<p onclick=f({{.Title}})>甲</p>`,
	`<script>var a = {{.Title}};</script>`,
	`<script>var a = "{{.Title}}", b = '{{.Title}}';</script>`,
	"<script>var a = `{{.Title}}`;</script>",
	"<script>var a = `<b>${ f({{.Title}}) }</b> {{.Title}}`;</script>",
	`<script>var a = /{{.Title}}/i;</script>`,
	`<script>f( {{.Links}} ) // {{.Title}}
f()</script>`,
	`<script type="module">let a = {{.Title}}</script>`,
	`<script type="application/json">{"a": {{.Title}}}</script>`,
	`<script type="application/ld+json">{"a": "{{.Title}}"}</script>`,
	`<script type="text/template"><b title="{{.Title}}">{{.Title}}</b></script>`,
}

// hostile are values that mean something in one place or another.
var hostile = append(texts,
	"${alert(1)}", "`;alert(1)//", "`+alert(1)+`", "\\", "\\u0024{alert(1)}", "';alert(1)//", `";alert(1)//`, "\u2028alert(1)",
	"</script><script>alert(1)</script>", "<!--<script>", "]]>", "]]><script>alert(1)</script>", "</title><b>", "</textarea><b>", "</style><b>",
	"&#60;script&#62;", "&lt;b&gt;", "&amp;lt;", "&quot;", "&colon;", "java\tscript:alert(1)", " javascript:alert(1)", "data:text/html,<b>", "DATA:,a b",
	"HTTP://EXAMPLE.org/", "https://example.org/?a=1&copy=2", "a b  c", " a ", "\ta", "a\r\nb", "a\fb", "{", "}", "expression(1)", "red;background:url(//x)",
	"\\3c b", "/*", "*/", "a,  b", "a+b", "'", `"`, "<", ">", "&", "=", "onload=alert(1)", "text/CSS; charset=UTF-8", "1.0", "中  文", "\u00a0",
)

// What html/template has escaped for its place is what arrives: whoever reads a
// published page reads what html/template wrote, in every place and for every
// value. A minifier that comes later makes of `\u0024\u007b…` in a template
// literal a substitution again.
func TestValuesArrive(t *testing.T) {
	for _, text := range contexts {
		set, found := Load(layouts.Files, fstest.MapFS{"message.html": {Data: []byte(text)}}, "layouts")
		if len(found) > 0 {
			t.Fatal(text, found)
		}
		frame, err := set.Frame(Chrome{})
		if err != nil {
			t.Fatal(err)
		}
		plain := template.Must(template.New("").Parse(text))
		for _, value := range hostile {
			view := &MessageView{Page: Page{Title: value}, Links: []Link{{Text: value}}}
			var want bytes.Buffer
			if err := plain.Execute(&want, view); err != nil {
				t.Fatalf("%s: %v", text, err)
			}
			got, err := set.Execute(nil, new(bytes.Buffer), frame, "message.html", view, Text{})
			if err != nil {
				t.Fatalf("%s: %v", text, err)
			}
			sameMarkup(t, text, mainPart(t, got), want.Bytes())
		}
	}
}

// The frame and the head of a page are written as html/template escapes them,
// too.
func TestFrameArrives(t *testing.T) {
	set := defaults(t)
	for _, value := range hostile {
		chrome := Chrome{SiteName: value, Region: value, Sample: value, Nav: []Link{{Text: value, Href: value}}, Footer: Footer{Address: value, ICP: value, ICPURL: value}}
		head := Head{Title: value, Metas: []Meta{{value, value}, {"keywords", "a, b"}, {"viewport", "width = 1.0"}}, Canonical: value, Refresh: value}
		var want bytes.Buffer
		for _, piece := range []struct {
			name string
			view any
		}{{"open", chrome}, {"head", head}, {"top", chrome}, {"bottom", chrome}} {
			if err := set.templates.ExecuteTemplate(&want, piece.name, piece.view); err != nil {
				t.Fatal(err)
			}
		}
		frame, err := set.Frame(chrome)
		if err != nil {
			t.Fatal(err)
		}
		got, err := set.Execute(nil, new(bytes.Buffer), frame, "message.html", &MessageView{Page: Page{Head: head}}, Text{})
		if err != nil {
			t.Fatal(err)
		}
		main := mainPart(t, got)
		sameMarkup(t, value, bytes.Replace(got, main, nil, 1), want.Bytes())
	}
}

// mainPart cuts the main part out of a page.
func mainPart(t *testing.T, page []byte) []byte {
	t.Helper()
	_, rest, ok := strings.Cut(string(page), `<main class="wrap" id="main" tabindex="-1">`)
	main, _, closed := strings.Cut(rest, `</main><footer class="site-foot">`)
	if !ok || !closed {
		t.Fatalf("no main part in %s", page)
	}
	return []byte(main)
}
