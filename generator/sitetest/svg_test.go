package sitetest_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"

	"gongkai/generator/asset"
)

// SVGs made of what is dangerous. RAN stands for a script that says that it ran,
// OUT for an address elsewhere.

// svgPieces are the parts of an SVG, one list for each place in which one stands.
type svgPieces struct {
	before, root, elements, attributes, styles, texts []string
}

func dangerousSVG() svgPieces {
	return svgPieces{
		before: []string{
			"", "", "", "", "<?xml version='1.0'?>", "\ufeff", "<!-- x -->", "<!DOCTYPE svg>",
			`<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">`,
			`<!DOCTYPE svg [<!ATTLIST svg onload CDATA "RAN">]>`, `<!DOCTYPE svg [<!ATTLIST rect onclick CDATA #FIXED "RAN">]>`,
			`<!DOCTYPE svg [<!ATTLIST a href CDATA "javascript:RAN">]>`, `<!DOCTYPE svg [<!ATTLIST image href CDATA "OUT">]>`,
			`<!DOCTYPE svg [<!ENTITY x "<script>RAN</script>">]>`, `<!DOCTYPE svg SYSTEM "OUT">`, `<!DOCTYPE svg PUBLIC "a>" "OUT">`,
			`<!DOCTYPE svg [ <!-- ]><!-- --> ]>`, `<?xml-stylesheet href="OUT" type="text/css"?>`, `<?xml version="1.0" encoding="utf-7"?>`,
			`<?xml version="1.0" encoding="utf-16"?>`, `<!DOCTYPE svg:svg>`, `<!doctype svg>`, `<!DOCTYPE svg "]" [<!ENTITY a "b">]>`,
		},
		root: []string{
			"", "", "", `xmlns:a="urn:a"`, `onload="RAN"`, ` on&#108;oad="RAN"`, `xmlns:h="http://www.w3.org/1999/xhtml"`, `xmlns:x="http://www.w3.org/1999/xlink"`,
			`xmlns:s="http://www.w3.org/2000/svg"`, `xml:base="OUT"`, `onfocusin="RAN" tabindex="1" autofocus=""`, `style="background:url(OUT)"`, `baseProfile="&x;"`,
			`xmlns:ev="http://www.w3.org/2001/xml-events" ev:event="load" ev:handler="#a"`, `contentScriptType="text/javascript"`, `s:onload="RAN"`,
		},
		elements: []string{
			`<rect A/>`, `<rect A/>`, `<g A>E</g>`, `<g A>E</g>`, `<a href="#x" A>E</a>`, `<text A>T</text>`, `<style A>S</style>`, `<style A><![CDATA[S]]></style>`, `<style>S<g A/>S</style>`,
			`<style>S<!-- x -->S</style>`, `<defs A>E</defs>`, `<switch A>E</switch>`, `<metadata A>E</metadata>`, `<title A>T</title>`, `<desc><![CDATA[T]]></desc>`,
			`<script>RAN</script>`, `<script href="data:text/javascript,RAN"/>`, `<script xlink:href="OUT"/>`, `<s:script>RAN</s:script>`, `<h:script>RAN</h:script>`, `<SCRIPT>RAN</SCRIPT>`,
			`<script xmlns="http://www.w3.org/1999/xhtml">RAN</script>`, `<x xmlns="urn:x"><script xmlns="http://www.w3.org/2000/svg">RAN</script></x>`, `<script type="module">RAN</script>`,
			`<foreignObject width="9" height="9"><body xmlns="http://www.w3.org/1999/xhtml" background="OUT" onload="RAN"><img src="OUT" onerror="RAN"/></body></foreignObject>`,
			`<h:img src="OUT"/>`, `<h:img srcset="OUT 1x"/>`, `<h:link rel="stylesheet" href="OUT"/>`, `<h:link rel="preload" as="image" imagesrcset="OUT 1x"/>`, `<h:video poster="OUT"/>`,
			`<h:meta http-equiv="refresh" content="0;url=OUT"/>`, `<h:iframe src="javascript:RAN"/>`, `<h:body background="OUT"/>`, `<h:style>@import "OUT";</h:style>`, `<h:base href="OUT"/>`,
			`<h:object data="OUT"/>`, `<h:embed src="OUT"/>`, `<h:details open="" ontoggle="RAN"/>`, `<h:input autofocus="" onfocus="RAN"/>`, `<iframe src="javascript:RAN"/>`,
			`<a href="javascript:RAN"><rect A/></a>`, `<a xlink:href="javascript:RAN"><rect A/></a>`, `<a x:href=" java&#9;script:RAN"><rect A/></a>`, `<a href="&#1;javascript:RAN"><rect/></a>`,
			`<a href="#x"><set attributeName="href" to="javascript:RAN"/><rect A/></a>`, `<a href="#x"><set attributeName=" href " to="javascript:RAN"/><rect/></a>`,
			`<a href="#x"><animate attributeName="xlink:href" values="javascript:RAN;x" dur="9s"/><rect/></a>`, `<a id="l" href="#x"><rect/></a><set href="#l" attributeName="href" to="javascript:RAN"/>`,
			`<rect><set attributeName="onclick" to="RAN"/></rect>`, `<set attributeName="fill" onbegin="RAN" to="red" A/>`, `<animate attributeName="x" onend="RAN" dur="1ms" values="1;2"/>`,
			`<set attributeName="style" to="fill:url(OUT)"/>`, `<rect><set attributeName="filter" to="url(OUT#a)"/></rect>`, `<rect><animate attributeName="mask" values="none;url(OUT#a)" dur="1s"/></rect>`,
			`<image href="OUT" width="9" height="9" A/>`, `<image xlink:href="OUT" width="9" height="9"/>`, `<image href="#a" xlink:href="OUT" width="9" height="9"/>`, `<image x:href="OUT"/>`,
			`<image href="data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4=" A/>`, `<use href="OUT#a" A/>`, `<use href="data:image/svg+xml,&lt;svg/>#a"/>`,
			`<image><set attributeName="href" to="OUT"/></image>`, `<feImage href="OUT"/>`, `<filter id="f"><feImage xlink:href="OUT"/></filter><rect filter="url(#f)"/>`,
			`<linearGradient id="g" href="OUT#a"/><rect fill="url(#g)" width="9" height="9"/>`, `<textPath href="OUT#a">T</textPath>`, `<mpath href="OUT#a"/>`, `<cursor href="OUT"/>`, `<color-profile href="OUT"/>`,
			`<font-face><font-face-src><font-face-uri href="OUT"/></font-face-src></font-face>`, `<handler type="text/ecmascript">RAN</handler>`, `<listener event="click" handler="#x"/>`,
			`<math xmlns="http://www.w3.org/1998/Math/MathML" href="javascript:RAN"><mi>x</mi></math>`, `<x:y xmlns:x="urn:x" A>E</x:y>`, `<discard href="#a"/>`, `<desc><h:svg onload="RAN"/></desc>`,
			`<audio src="OUT" onerror="RAN"/>`, `<video><source src="OUT" onerror="RAN"/></video>`, `<canvas/>`, `<embed src="OUT"/>`, `<link xmlns="http://www.w3.org/1999/xhtml" rel="stylesheet" href="OUT"/>`,
			`<?xml-stylesheet href="OUT"?>`, `<!-- --><g A/>`, `<animateMotion A><mpath href="#a"/></animateMotion>`, `&x;`, `]]>`, `<svg xmlns="" onload="RAN"/>`, `<svg onload="RAN" A>E</svg>`,
		},
		attributes: []string{
			``, ``, ``, `id="a"`, `width="9" height="9"`, `onclick="RAN"`, `onload="RAN"`, `ONCLICK="RAN"`, "on\u0131click='RAN'", `onmouseover="RAN"`, `onbegin="RAN"`, `on:click="RAN"`, `x:onclick="RAN"`, `h:onclick="RAN"`,
			`s:onclick="RAN"`, `xlink:onclick="RAN"`, `style="S"`, `style='S'`, `fill="url(OUT#a)"`, `filter="url(OUT#a)"`, `mask="url('OUT#a')"`, `clip-path=" url( OUT#a ) "`, `marker-end="url(OUT#a)"`, `cursor="url(OUT),auto"`,
			`fill="u&#x72;l(OUT)"`, `fill="url(#a) url(OUT)"`, `fill="u\72l(OUT)"`, `stroke="image-set('OUT' 1x)"`, `src="OUT"`, `srcset="OUT 1x"`, `href="OUT"`, `xlink:href="OUT"`, `background="OUT"`, `poster="OUT"`, `data="OUT"`,
			`formaction="javascript:RAN"`, `action="OUT"`, `target="_top"`, `ping="OUT"`, `autofocus="" tabindex="0" onfocus="RAN"`, `xml:base="OUT"`, `is="x"`, `class="a"`, `nonce="a"`, `integrity="OUT"`, `d="M0 0h9v9z"`,
		},
		styles: []string{
			`rect{fill:red}`, `a{b:url(#a)}`, `@media screen{a{b:c}}`, `/* x */a{b:'c'}`,
			`@import "OUT";`, `@import url(OUT);`, `@/**/import "OUT";`, `@\69mport "OUT";`, `@imp\6frt url(OUT);`, `@IMPORT 'OUT';`, `/* */@import "OUT" screen;`, `@charset "x";@import "OUT";`, `@layer a;@import "OUT";`,
			`@media screen{@import "OUT";*{background:url(OUT)}}`, `@font-face{font-family:a;src:url(OUT)}*{font-family:a}`, `@namespace x url(OUT);`, `@supports (a:b){*{fill:url(OUT)}}`,
			`*{background:url(OUT)}`, `svg{background:url("OUT")}`, `svg{background:u\72l(OUT)}`, `svg{background:url(/**/OUT)}`, `svg{background:url/**/(OUT)}`, `svg{background:u/**/rl(OUT)}`, `svg{background:URL('OUT')}`,
			`svg{background:image-set("OUT" 1x)}`, `svg{background:-webkit-image-set(url(OUT) 1x)}`, `svg{background:cross-fade(url(OUT),url(#a),50%)}`, `svg{background:image("OUT")}`, `svg{background:src("OUT")}`,
			`svg{--x:url(OUT);background:var(--x)}`, `svg{--x:"OUT";background:image-set(var(--x) 1x)}`, `svg{list-style:url(OUT)}`, `svg::before{content:url(OUT)}`, `rect{fill:url(OUT#a)}`, `*{filter:url('OUT#a')}`,
			`*{cursor:url(OUT),auto}`, `*{mask-image:url(OUT)}`, `*{clip-path:url(OUT#a)}`, `*{-webkit-mask:url(OUT)}`, `*{border-image:url(OUT)}`, `*{behavior:url(OUT)}`, `*{-moz-binding:url(OUT)}`, `*{width:expression(RAN)}`,
			`a{b:"</style><script>RAN</script>"}`, `a{b:"x`, `/* x`, `a{b:url(`, `}`, `{`, `a{b:c}`, `<!-- @import "OUT"; -->`, `a{b:url(#a);c:url( "OUT" )}`, `@keyframes x{from{background:url(OUT)}}*{animation:x 1s}`,
			`a{b:'\"';}@import "OUT";`, `@\000069mport "OUT";`, "@im\\\nport 'OUT';", `@x"}@import "OUT";`, `:root{background-image:url(OUT)}`,
		},
		texts: []string{
			`甲`, `&lt;script>RAN&lt;/script>`, ` `, `<tspan A>T</tspan>`, `<script>RAN</script>`, `]]&gt;<script>RAN</script>`, `<![CDATA[<script>RAN</script>]]>`, `<![CDATA[<<<<<< --> ]><svg xmlns="http://www.w3.org/2000/svg" onload="RAN"/>]]>`,
			`<tspan A>甲</tspan>`, `<a href="javascript:RAN">甲</a>`, `&x;`, `&#60;script&#62;RAN&#60;/script&#62;`, `--><script>RAN</script>`, `<h:b A>甲</h:b>`, `</title><script>RAN</script>`, ` `, `<style>S</style>`,
		},
	}
}

// svgMaker makes an SVG of pieces that pick chooses: one of n.
type svgMaker struct {
	svgPieces
	pick  func(n int) int
	depth int
}

// one returns a piece of a list: two times of three one of the first, which are
// harmless, or hardly any SVG would be published.
func (m *svgMaker) one(list []string) string {
	const harmless = 4
	if m.pick(3) > 0 {
		return list[m.pick(harmless)]
	}
	return list[m.pick(len(list))]
}

func (m *svgMaker) make() string {
	var b strings.Builder
	b.WriteString(m.one(m.before))
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" `)
	if m.pick(2) == 0 {
		b.WriteString(`xmlns:h="http://www.w3.org/1999/xhtml" xmlns:s="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" `)
	}
	b.WriteString(m.one(m.root) + ">")
	for range 1 + m.pick(3) {
		b.WriteString(m.fill(m.one(m.elements)))
	}
	b.WriteString("</svg>")
	return b.String()
}

// fill puts pieces where the capitals A, E, S and T stand alone in a piece.
func (m *svgMaker) fill(piece string) string {
	if m.depth++; m.depth > 20 {
		return ""
	}
	var b strings.Builder
	for i := 0; i < len(piece); i++ {
		alone := (i == 0 || !letter(piece[i-1])) && (i+1 == len(piece) || !letter(piece[i+1]))
		switch c := piece[i]; {
		case alone && c == 'A':
			b.WriteString(m.fill(m.one(m.attributes)))
		case alone && c == 'E':
			b.WriteString(m.fill(m.one(m.elements)))
		case alone && c == 'S':
			b.WriteString(m.one(m.styles))
		case alone && c == 'T':
			b.WriteString(m.fill(m.one(m.texts)))
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func letter(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || '0' <= c && c <= '9' || c == ':' || c == '-'
}

// randomSVG makes an SVG by chance.
func randomSVG(rng *rand.Rand) string {
	m := svgMaker{svgPieces: dangerousSVG(), pick: rng.IntN}
	return m.make()
}

// addressed puts the script and the address into an SVG, each with a number by
// which it is known again.
func addressed(svg, out string, number int) string {
	return strings.NewReplacer("RAN", fmt.Sprintf("fetch(/ran-%d/.source)", number), "OUT", fmt.Sprintf("%s/out-%d", out, number)).Replace(svg)
}

// published returns what becomes of an SVG, "" where it is refused.
func published(svg string) string {
	out, found := asset.New().Static("static/a.svg", []byte(svg))
	if len(found) > 0 {
		return ""
	}
	return string(out)
}

// harmful says what is harmful about a published SVG, as another parser reads it:
// that of HTML, which has rules of its own for what is not well-formed.
func harmful(svg string) string {
	if strings.Contains(svg, "<!") || strings.Contains(svg, "<?") || !strings.HasPrefix(svg, "<svg xmlns=") {
		return "it is not plain"
	}
	for z := html.NewTokenizer(strings.NewReader(svg)); z.Next() != html.ErrorToken; {
		t := z.Token()
		switch t.Data {
		case "script", "foreignobject", "iframe", "object", "embed", "link", "meta", "base", "img", "video", "audio", "body", "handler":
			if t.Type == html.StartTagToken || t.Type == html.SelfClosingTagToken {
				return "it has a " + t.Data
			}
		}
		for _, a := range t.Attr {
			if why := harmfulAttribute(a.Key, a.Val); why != "" {
				return why
			}
		}
	}
	return ""
}

func harmfulAttribute(key, value string) string {
	value = strings.ToLower(strings.Join(strings.Fields(value), ""))
	_, local, _ := strings.Cut(":"+key, ":")
	switch {
	case strings.HasPrefix(local, "on"), key == "src", key == "srcset", key == "xml:base":
		return "it has the attribute " + key
	case strings.HasSuffix(key, "href") && !strings.HasPrefix(value, "#") && !strings.HasPrefix(value, "data:image/"):
		return "it leads to " + value
	case strings.EqualFold(key, "attributeName") && (strings.Contains(value, "href") || strings.HasPrefix(value, "on")):
		return "it animates " + value
	case strings.Contains(value, "javascript:"):
		return "it has the script " + value
	}
	for _, rest := range strings.Split(value, "url(")[1:] {
		if !strings.HasPrefix(strings.TrimLeft(rest, "'\""), "#") {
			return "it loads " + rest
		}
	}
	return ""
}

// svgBrowser shows SVGs in Chromium and notes what they run and ask for.
type svgBrowser struct {
	tab     *tab
	outside string // the address of a server that nobody may ask

	mu    sync.Mutex
	svgs  []string
	asked map[string]bool
}

func startSVGBrowser(t testing.TB) *svgBrowser {
	t.Helper()
	b := &svgBrowser{asked: map[string]bool{}}
	inside := httptest.NewServer(http.HandlerFunc(b.serve))
	t.Cleanup(inside.Close)
	outside := httptest.NewServer(http.HandlerFunc(b.note))
	t.Cleanup(outside.Close)
	b.outside = outside.URL
	b.tab = openTab(t, startBrowser(t), inside.URL)
	return b
}

// serve serves the SVGs by their numbers, and a page that shows them all and does
// to each element what a reader might do.
func (b *svgBrowser) serve(w http.ResponseWriter, r *http.Request) {
	b.mu.Lock()
	defer b.mu.Unlock()
	var number int
	if _, err := fmt.Sscanf(r.URL.Path, "/svg/%d.svg", &number); err == nil && number < len(b.svgs) {
		w.Header().Set("Content-Type", "image/svg+xml")
		fmt.Fprint(w, b.svgs[number])
		return
	}
	if r.URL.Path != "/all" {
		b.asked[r.URL.Path] = r.URL.Path != "/favicon.ico"
		return
	}
	w.Header().Set("Content-Type", "text/html")
	for i := range b.svgs {
		fmt.Fprintf(w, "<iframe src=svg/%d.svg></iframe>", i)
	}
}

func (b *svgBrowser) note(_ http.ResponseWriter, r *http.Request) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.asked[r.URL.Path] = true
}

// touch clicks every element of every SVG, moves over it, gives it the focus, and
// lets the time of animations pass.
const touch = `(async () => {
	const wait = ms => new Promise(done => setTimeout(done, ms));
	for (let round = 0; round < 2; round++) {
		for (const frame of document.querySelectorAll('iframe')) {
			try {
				const root = frame.contentDocument.documentElement;
				if (root.setCurrentTime) root.setCurrentTime(0.5);
				for (const e of [root, ...root.querySelectorAll('*')])
					for (const type of ['mouseover', 'focusin', 'click'])
						e.dispatchEvent(new MouseEvent(type, {bubbles: true, cancelable: true}));
			} catch (e) {}
		}
		await wait(200);
	}
	return true;
})()`

// ask shows SVGs and returns those that ran a script or asked for something, with
// what it was.
func (b *svgBrowser) ask(t testing.TB, svgs []string) map[int]string {
	t.Helper()
	b.mu.Lock()
	b.svgs, b.asked = svgs, map[string]bool{}
	b.mu.Unlock()
	b.tab.open(t, "/all")
	eval[bool](t, b.tab, touch)
	b.mu.Lock()
	defer b.mu.Unlock()
	bad := map[int]string{}
	for path, harmful := range b.asked {
		if !harmful {
			continue
		}
		number := -1
		if at := strings.LastIndexByte(path, '-'); at >= 0 {
			fmt.Sscanf(path[at+1:], "%d", &number)
		}
		bad[number] = path
	}
	return bad
}

// The browser itself runs and loads what an SVG can have, so that the silence of
// those that are published means something.
func TestBrowserRunsSVG(t *testing.T) {
	slow(t)
	b := startSVGBrowser(t)
	svgs := []string{
		`<svg xmlns="http://www.w3.org/2000/svg"><script>RAN</script></svg>`,
		`<svg xmlns="http://www.w3.org/2000/svg" onload="RAN"/>`,
		`<svg xmlns="http://www.w3.org/2000/svg"><rect onclick="RAN"/></svg>`,
		`<svg xmlns="http://www.w3.org/2000/svg"><a href="javascript:RAN"><rect/></a></svg>`,
		`<svg xmlns="http://www.w3.org/2000/svg"><a href="#x"><set attributeName="href" to="javascript:RAN"/><rect/></a></svg>`,
		`<!DOCTYPE svg [<!ATTLIST svg onload CDATA "RAN">]><svg xmlns="http://www.w3.org/2000/svg"/>`,
		`<svg xmlns="http://www.w3.org/2000/svg"><set attributeName="fill" to="red" onbegin="RAN"/></svg>`,
		`<svg xmlns="http://www.w3.org/2000/svg"><style>@import "OUT";</style></svg>`,
		`<svg xmlns="http://www.w3.org/2000/svg" style="background:image-set('OUT' 1x)"/>`,
		`<svg xmlns="http://www.w3.org/2000/svg"><image href="OUT" width="9" height="9"/></svg>`,
		`<svg xmlns="http://www.w3.org/2000/svg"><img xmlns="http://www.w3.org/1999/xhtml" srcset="OUT 1x"/></svg>`,
		`<svg xmlns="http://www.w3.org/2000/svg"><meta xmlns="http://www.w3.org/1999/xhtml" http-equiv="refresh" content="0;url=OUT"/></svg>`,
		`<?xml-stylesheet href="OUT" type="text/css"?><svg xmlns="http://www.w3.org/2000/svg"/>`,
	}
	for i := range svgs {
		svgs[i] = addressed(svgs[i], b.outside, i)
	}
	bad := b.ask(t, svgs)
	for i, svg := range svgs {
		if bad[i] == "" {
			t.Errorf("nothing happened: %s", svg)
		}
		if out := published(svg); out != "" {
			t.Errorf("%s is published as %s", svg, out)
		}
	}
}

// Of thousands of SVGs made of dangerous pieces, those that are published run
// nothing and ask for nothing.
func TestPublishedSVGInBrowser(t *testing.T) {
	slow(t)
	b := startSVGBrowser(t)
	rng := rand.New(rand.NewPCG(1, 2))
	const batch, batches = 80, 12
	for range batches {
		var svgs []string
		for len(svgs) < batch {
			if out := published(addressed(randomSVG(rng), b.outside, len(svgs))); out != "" {
				svgs = append(svgs, out)
			}
		}
		for i, what := range b.ask(t, svgs) {
			svg := "one of the SVGs"
			if i >= 0 {
				svg = svgs[i]
			}
			t.Errorf("%s by %s", what, svg)
		}
	}
}

// An SVG of dangerous pieces that is published is harmless, as another parser reads it and,
// with -fuzz and GONGKAI_SLOW=1, in Chromium: there each takes half a second, and as many as
// here are asked of at once by the test above.
func FuzzDangerousSVG(f *testing.F) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		seed := make([]byte, 24)
		for i := range seed {
			seed[i] = byte(rng.Uint32())
		}
		f.Add(seed)
	}
	ask := func(*testing.T, string) {}
	outside := "http://out.example"
	if os.Getenv("GONGKAI_SLOW") != "" && flag.Lookup("test.fuzz").Value.String() != "" {
		b := startSVGBrowser(f)
		outside = b.outside
		ask = func(t *testing.T, svg string) {
			for _, what := range b.ask(t, []string{svg}) {
				t.Errorf("%s by %s", what, svg)
			}
		}
	}
	f.Fuzz(func(t *testing.T, choices []byte) {
		m := svgMaker{svgPieces: dangerousSVG(), pick: func(n int) int {
			if len(choices) == 0 {
				return 0
			}
			c := int(choices[0])
			choices = choices[1:]
			return c % n
		}}
		svg := addressed(m.make(), outside, 0)
		out := published(svg)
		if out == "" {
			return
		}
		if why := harmful(out); why != "" {
			t.Fatalf("%s: %s\npublished as %s", why, svg, out)
		}
		ask(t, out)
	})
}
