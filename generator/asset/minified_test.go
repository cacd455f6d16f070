package asset

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// reallyMinify runs the minifier itself, without asking Minified.
func reallyMinify(t testing.TB, m *Minifier, src []byte) (out []byte, ok bool) {
	t.Helper()
	w := &appender{}
	if err := m.m.Minify("text/html", w, bytes.NewBuffer(bytes.Clone(src))); err != nil {
		return nil, false
	}
	return w.b, true
}

// sound fails the test where Minified says yes and the minifier changes something.
func sound(t testing.TB, m *Minifier, src []byte) (recognised bool) {
	t.Helper()
	recognised = Minified(src)
	if !recognised {
		return false
	}
	if out, ok := reallyMinify(t, m, src); !ok || !bytes.Equal(out, src) {
		t.Fatalf("Minified is wrong about\n%q\nthe minifier gives\n%q", src, out)
	}
	return true
}

// page is a document as our layouts write it.
const page = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">` +
	`<meta name="viewport" content="width=device-width,initial-scale=1"><title>关于做好政府信息公开工作的通知 - 示例镇人民政府</title>` +
	`<meta name="SiteName" content="示例镇人民政府"><meta name="Keywords" content="政府信息公开,管理办法">` +
	`<link rel="stylesheet" href="../../css/site.css"><link rel="alternate" type="application/atom+xml" href="../feed.xml" title="政策文件">` +
	`<script src="../../js/catalog.js" defer></script></head><body class="document"><a class="skip" href="#main">跳到正文</a>` +
	`<main id="main" tabindex="-1"><nav aria-label="位置"><ol><li><a href="../../index.html">首页</a></li></ol></nav><h1>关于做好政府信息公开工作的通知</h1>` +
	`<dl><dt>索引号</dt><dd>000000000/2017-00003</dd></dl><p>各村民委员会，镇属各单位：<strong>按照</strong>《条例》 <em>规定</em>，A &lt; B，R&amp;D &amp;amp; "引用"。<br>第二行` + "\n" + `第三行</p>` +
	`<pre><code>  a  &gt; b` + "\n\n" + `</code></pre><div class="table-scroll" tabindex="0"><table><caption>表1</caption><thead><tr><th scope="col">项目</th></tr></thead>` +
	`<tbody><tr><td class="right">12</td></tr></tbody></table></div><p><img src="a.png" width="10" height="20" alt="流程图" loading="lazy"> 见图</p>` +
	`<ul><li>一</li><li>二 <a href="https://example.gov.cn/a?b=1&amp;c=2" rel="noopener" class="ext">链接</a></li></ul></main></body></html>`

// Pages like ours must be recognised, or the fast path is worth nothing.
func TestMinifiedRecognises(t *testing.T) {
	m := New()
	for _, src := range []string{
		"", page, "text", "<p>甲</p>", "<p>甲 乙</p>", "<p>甲<b>乙</b> 丙</p>", "<p>甲 <b>乙</b></p>",
		"<p><b>甲 </b>乙</p>", "<p>a &amp;b</p>", "<p>a & b</p>", "<p>&lt;x></p>", "<hr><p>x</p>",
		`<a href="http://x/">x</a>`, `<img src="data.png">`, `<img alt src="a.png">`, `<details open><summary>甲</summary>乙</details>`,
		"<pre>\t a  b \n</pre>", `<ol start="3" reversed><li>甲</li></ol>`, `<p title="a 'b' > <">甲</p>`, "<p>　　全角空格</p>",
	} {
		if !sound(t, m, []byte(src)) {
			t.Errorf("not recognised: %s", src)
		}
	}
}

// What the minifier rewrites must not be recognised.
func TestMinifiedRefuses(t *testing.T) {
	m := New()
	for _, src := range []string{
		" <p>甲</p>", "<p> 甲</p>", "<p>甲 </p>", "<p>甲  乙</p>", "<p>甲\t乙</p>", "<p>甲\r\n乙</p>", "甲 ", "<p>甲</p>\n<p>乙</p>",
		"<p>甲 <b> 乙</b></p>", "<p>甲 <br>乙</p>", "<p><b>甲 </b></p>", "<p><b>甲 </b> 乙</p>", "<p>甲 </b></i></u></p>",
		"<!-- c --><p>甲</p>", "<p>&gt;</p>", "<p>&#34;</p>", "<p>&amp; x</p>", "<p>&quot;x</p>", "<p>&nbsp;</p>", "<p>&amp;</p>",
		"<P>甲</P>", "<p >甲</p>", "<p>甲</p >", "<br/>", "<br />", `<p class=a>甲</p>`, `<p class='a'>甲</p>`, `<p class="">甲</p>`,
		`<p class>甲</p>`, `<p  class="a">甲</p>`, `<p class="a" >甲</p>`, `<p class="a"id="b">甲</p>`, `<p class=" a">甲</p>`, `<p class="a  b">甲</p>`,
		`<a href=" x">x</a>`, `<a href="HTTP://x/">x</a>`, `<a href="hTtp://x/">x</a>`, `<a href="data:,x%20y">x</a>`, `<p title="&#34;">甲</p>`, `<p title="&amp;">x</p>`,
		`<p title="&lt;a">x</p>`, `<details open="open"></details>`, `<p onclick="f( )">x</p>`, `<p style="color: red">x</p>`, `<meta name="keywords" content="a, b">`,
		`<meta name=" x" content="a">`, `<meta content="width=device-width, initial-scale=1.0" name="viewport">`, `<meta http-equiv="content-type" content="text/html; charset=utf-8">`,
		`<a id="x" name="x">x</a>`, `<link type="Text/CSS" href="x">`, `<script src="x" charset="utf-8"></script>`, `<script>a( )</script>`, `<script></script>`, `<style>a { }</style>`,
		`<colgroup><col></colgroup>`, `<select> <option>a</option> </select>`, `<input type="text" value="">`, `<svg width="1.0"></svg>`, `<textarea> a </textarea>`,
		"<title>a <b> b</title>", "<title> a</title>", "<p>\x00</p>", "<!DOCTYPE html><p>x</p>", "<p>甲</p><![CDATA[x ]]>", "<?php x ?>", "<p>a < b</p>", "<p>x</p", "<p", "<", "</", "<p class=\"a", "<p class=", "<p class",
	} {
		if Minified([]byte(src)) {
			sound(t, m, []byte(src))
			t.Errorf("recognised: %s", src)
		}
	}
}

// The alphabet of the random pages below: whatever the grammar of Minified
// touches, right and wrong.
func alphabet() []string {
	var a []string
	elements := strings.Fields(`a abbr address article audio b body br button caption cite code col colgroup dd del details
		div dl dt em figcaption figure form h1 h2 head hr html i img input ins kbd label li link main map mark meta meter
		nav noscript ol optgroup option p picture pre progress q rt ruby script section select slot small span strong
		style sub summary sup svg table tbody td template textarea tfoot th thead time title tr u ul unknown var video wbr`)
	attributes := []string{``, ` class="a"`, ` class=""`, ` class`, ` id="x" name="x"`, ` name="keywords"`, ` content="a, b"`, ` content="a,b"`,
		` name="viewport"`, ` content="width=device-width,initial-scale=1"`, ` content="a = 1.0"`, ` href="http://x/y"`, ` href="HTTP:x/y"`, ` href="data:,a b"`, ` href="a b"`,
		` src="x y"`, ` src="Data:text/plain,x"`, ` type="text/css"`, ` type="TEXT/css"`, ` type="radio" value="on"`, ` value=""`, ` open`, ` open="open"`, ` charset="utf-8"`, ` charset="UTF-8"`,
		` alt`, ` alt=""`, ` title="a&amp;b"`, ` title="a&amp; b"`, ` title="&lt;"`, ` title="&copy;"`, ` title="a  b"`, ` title=" a"`, ` title='a"b'`, ` hidden`, ` aria-label="甲 乙"`,
		` data-x=" "`, ` dir="ltr"`, ` colspan="1"`, ` method="GET"`, ` action=""`, ` enctype="Text/Plain"`, ` http-equiv="refresh"`, ` onclick="f( 1 )"`, ` style="a : b"`, ` media="all"`, ` xmlns="x"`, ` srcset=" a 1x"`, ` itemid=" a"`, ` for="a"`, ` datetime=" 1"`}
	for _, e := range elements {
		a = append(a, "</"+e+">", "<"+e+">", "<"+e+">")
	}
	for i, attr := range attributes {
		a = append(a, "<"+elements[i%len(elements)]+attr+">", "<a"+attr+">", "<meta"+attr+attributes[(i*7+3)%len(attributes)]+">", "<p"+attr+">")
	}
	for range 6 {
		a = append(a, " ", " ", "甲", "乙。", "a", "a b", "甲 ", " 乙", "\n", "甲\n乙", "&amp;", "&amp;b", "&lt;", "& ", "&", "\"", "'")
	}
	return append(a, "  ", "\t", "\r", "&gt;", "&#60;", "&copy", "&ampx;", "&lt", "<!-- x -->", "<", "</", "\x00", "<!doctype html>", "<i></i>", "<script src=\"x\"></script>", "<title>甲 </title>", "<title>甲</title>")
}

// Every element with every attribute, alone and in pairs, is judged soundly.
func TestMinifiedVocabulary(t *testing.T) {
	m := New()
	for _, a := range alphabet() {
		sound(t, m, []byte(a))
		for _, b := range alphabet() {
			sound(t, m, []byte(a+b))
			sound(t, m, []byte("甲 "+a+b+"乙"))
		}
	}
}

// Random pages of the alphabet are judged soundly, and enough of them are
// recognised for that to mean something.
func TestMinifiedRandom(t *testing.T) {
	m, a := New(), alphabet()
	rng := rand.New(rand.NewPCG(1, 2))
	n := 40_000
	if os.Getenv("GONGKAI_SLOW") != "" {
		n = 1_000_000
	}
	yes := 0
	for range n {
		var b []byte
		for range 1 + rng.IntN(9) {
			b = append(b, a[rng.IntN(len(a))]...)
		}
		if sound(t, m, b) {
			yes++
		}
	}
	if yes < n/50 {
		t.Errorf("only %d of %d random pages recognised", yes, n)
	}
}

// A page with one byte changed is judged soundly.
func TestMinifiedMutations(t *testing.T) {
	m := New()
	for i := range len(page) {
		for _, c := range []byte(" \n\t<>\"'&;=/aA\x00") {
			b := []byte(page)
			b[i] = c
			sound(t, m, b)
		}
		sound(t, m, []byte(page[:i]+page[i+1:]))
		sound(t, m, []byte(page[:i]))
		sound(t, m, []byte(page[i:]))
		sound(t, m, []byte(page[:i]+" "+page[i:]))
	}
}

// Values that agree in what Minified regards are judged alike.
func TestRegards(t *testing.T) {
	values := []string{"a", "甲乙", "ABC", "data:x", "Data:xyz", "HTTP:xyz", "text/CSS", "a; b", "a, b", "keywords", "viewport", Viewport, "1"}
	for _, a := range append(alphabet(), "class", "property", "data-x", "for", "headers") {
		name, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(strings.Trim(a, "<>")), "p "), "=")
		if Regards(name) != RegardNothing || attributeOf([]byte(name)) == 0 {
			continue
		}
		for _, element := range []string{"<p %s=%q>", "<a %s=%q>", "<img %s=%q>", "<meta %s=%q>", "<meta name=\"keywords\" %s=%q>", "<link %s=%q>"} {
			want := Minified(fmt.Appendf(nil, element, name, values[0]))
			for _, v := range values {
				if b := fmt.Appendf(nil, element, name, v); Minified(b) != want {
					t.Errorf("%s: judged unlike %q", b, values[0])
				}
			}
		}
	}
	for name, want := range map[string]Regard{"href": RegardScheme, "src": RegardScheme, "content": RegardContent, "name": RegardWhole, "type": RegardWhole} {
		if got := Regards(name); got != want {
			t.Errorf("Regards(%q) = %d, want %d", name, got, want)
		}
	}
}

// The minifier stops looking ahead after a hundred tokens.
func TestMinifiedLookahead(t *testing.T) {
	m := New()
	for n := 80; n < 130; n++ {
		sound(t, m, []byte("a "+strings.Repeat("</b>", n)+"b"))
		sound(t, m, []byte("a "+strings.Repeat("</b>", n)+"</p>"))
		sound(t, m, []byte("a "+strings.Repeat("</b>", n)+" b"))
	}
}

func FuzzMinified(f *testing.F) {
	m := New()
	f.Add([]byte(page))
	for i, a := range alphabet() {
		if i%3 == 0 {
			f.Add([]byte("甲 " + a + "乙"))
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) { sound(t, m, b) })
}

// HTML gives what the minifier gives, whichever way it goes, and leaves its
// input alone.
func TestHTML(t *testing.T) {
	m := New()
	for _, src := range []string{page, "<p> a  <b>c</b> </p>", strings.Repeat("<p> 甲 </p>\n", 50), ""} {
		in := []byte(src)
		got, err := m.HTML([]byte("before"), in)
		want, _ := reallyMinify(t, m, []byte(src))
		if err != nil || string(got) != "before"+string(want) {
			t.Errorf("HTML(%q) = %q, %v", src, got, err)
		}
		if string(in) != src {
			t.Errorf("input changed: %q", in)
		}
	}
	if got, err := m.HTML([]byte("x"), []byte("<script>a(</script>")); err == nil || string(got) != "x" {
		t.Errorf("malformed script: %q, %v", got, err)
	}
}

// The layouts of the project, as far as they are plain HTML, are judged soundly.
func TestMinifiedLayouts(t *testing.T) {
	files, err := filepath.Glob("../../layouts/*.html")
	if err != nil || len(files) < 10 {
		t.Fatalf("%d layouts, %v", len(files), err)
	}
	m := New()
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		sound(t, m, b)
	}
}

// article is a document of some 9 KB as the Markdown renderer writes it.
func article() []byte {
	var b strings.Builder
	for i := range 12 {
		fmt.Fprintf(&b, `<h2 id="第%d部分">第%d部分 工作要求</h2><p>%s</p><ul><li>加强组织领导</li><li>落实<strong>工作责任</strong></li></ul>`,
			i, i, strings.Repeat("各村、各单位要高度重视，按照职责分工抓好落实，确保各项任务按期完成。", 6))
	}
	return []byte(b.String())
}

func BenchmarkMinified(b *testing.B) {
	for name, src := range map[string][]byte{"page": []byte(page), "article": article()} {
		if !Minified(src) {
			b.Fatal("not recognised")
		}
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			for b.Loop() {
				Minified(src)
			}
		})
	}
}

func BenchmarkHTML(b *testing.B) {
	m := New()
	fast := article()
	slow := append(bytes.Clone(fast), "<p> x</p>"...)
	for name, src := range map[string][]byte{"recognised": fast, "minified": slow} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			b.ReportAllocs()
			var dst []byte
			for b.Loop() {
				dst, _ = m.HTML(dst[:0], src)
			}
		})
	}
}
