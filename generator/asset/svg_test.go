package asset

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/generator/diag"
)

const svgOpen = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">`

// What an SVG must not have is refused, where it stands. What comes before the
// root element or is a root element itself is given whole, else it stands in one.
func TestSVGRefuses(t *testing.T) {
	m := New()
	for _, test := range []struct{ in, want string }{
		// Scripts, in whatever namespace the file puts them.
		{`<script>alert(1)</script>`, "AS003:1:1"},
		{`<script href="data:,alert(1)"/>`, "AS003:1:1"},
		{`<g><defs><script/></defs></g>`, "AS003:1:10"},
		{`<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>`, "AS003:1:1"},
		{`<g xmlns="urn:x"><script xmlns="http://www.w3.org/2000/svg">alert(1)</script></g>`, "AS003:1:18"},
		{`<metadata><script>alert(1)</script></metadata>`, "AS003:1:11"},
		{`<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>`, "AS003:1:1"},
		{`<handler/>`, "AS003:1:1"}, {`<listener/>`, "AS003:1:1"},
		// Event handlers.
		{`<g onclick="alert(1)"/>`, "AS003:1:4"},
		{"<g\n\tid='a' ONCLICK = 'x()'/>", "AS003:2:9"},
		{`<g onbegin="x()" onfocusin="y()"/>`, "AS003:1:4 AS003:1:18"},
		{`<animate onend="x()" attributeName="x"/>`, "AS003:1:10"},
		{`<metadata><g onload="x()"/></metadata>`, "AS003:1:14"},
		{`<font onload="x()"/>`, "AS003:1:7"},
		// What is not SVG, and what is not known.
		{`<foreignObject><p/></foreignObject>`, "AS003:1:1"},
		{`<div xmlns="http://www.w3.org/1999/xhtml"/>`, "AS003:1:1"},
		{`<meta xmlns="http://www.w3.org/1999/xhtml" http-equiv="refresh" content="0;url=https://h/"/>`, "AS003:1:1"},
		{`<h:img xmlns:h="http://www.w3.org/1999/xhtml" srcset="https://h/x 1x"/>`, "AS003:1:1"},
		{`<g xmlns:h="http://www.w3.org/1999/xhtml"><h:link rel="preload" as="image" imagesrcset="https://h/x 1x"/></g>`, "AS003:1:43"},
		{`<math xmlns="http://www.w3.org/1998/Math/MathML" href="javascript:x()"/>`, "AS003:1:1"},
		{`<iframe src="https://h/"/>`, "AS003:1:1"}, {`<video poster="https://h/"/>`, "AS003:1:1"}, {`<audio/>`, "AS003:1:1"},
		{`<rectangle/>`, "AS003:1:1"}, {`<SCRIPT/>`, "AS003:1:1"}, {`<Rect/>`, "AS003:1:1"},
		// References.
		{`<image href="https://h/a.png"/>`, "AS003:1:8"},
		{`<image href="a.png"/>`, "AS003:1:8"},
		{`<image xlink:href="//h/a.png"/>`, "AS003:1:8"},
		{`<image y:href="https://h/a.png" xmlns:y="http://www.w3.org/1999/xlink"/>`, "AS003:1:8"},
		{`<image href="#a" xlink:href="https://h/a.png"/>`, "AS003:1:18"},
		{`<image href="data:image/svg+xml;base64,AA"/>`, "AS003:1:8"},
		{`<image href="data:image/png,%3Csvg/%3E"/>`, "AS003:1:8"},
		{`<image href="data:image/png;base64,AA,BB"/>`, "AS003:1:8"},
		{`<image href="data:;base64,AA"/>`, "AS003:1:8"},
		{`<image href="DATA:image/png;base64,AA"/>`, "AS003:1:8"},
		{`<use href="data:image/png;base64,AA"/>`, "AS003:1:6"},
		{`<use href="other.svg#a"/>`, "AS003:1:6"},
		{`<a href="javascript:x()"/>`, "AS003:1:4"},
		{`<a href=" java&#10;script:x()"/>`, "AS003:1:4"},
		{`<a xlink:href="https://h/"/>`, "AS003:1:4"},
		{`<feImage href="https://h/"/>`, "AS003:1:10"},
		{`<linearGradient href="https://h/#a"/>`, "AS003:1:17"},
		{`<g src="https://h/"/>`, "AS003:1:4"},
		{`<g xml:base="https://h/"/>`, "AS003:1:4"},
		// Animations of what must not change.
		{`<a href="#x"><set attributeName="href" to="#y"/></a>`, "AS003:1:19"},
		{`<a href="#x"><set attributeName=" href " to="#y"/></a>`, "AS003:1:19"},
		{`<a href="#x"><set attributeName="xlink:href" to="#y"/></a>`, "AS003:1:19"},
		{`<animate attributeName="onclick" values="a;b"/>`, "AS003:1:10"},
		{`<set attributeName="style" to="a"/>`, "AS003:1:6"}, {`<set attributeName="src" to="a"/>`, "AS003:1:6"},
		{`<set attributeName="fill" to="url(https://h/#a)"/>`, "AS003:1:27"},
		{`<animate attributeName="filter" values="none;url(//h/#a)"/>`, "AS003:1:33"},
		// Styles: see TestCheckStyle for what they may be.
		{`<rect style="fill:url(https://h/)"/>`, "AS003:1:7"},
		{`<rect fill="url(//h/#a)"/>`, "AS003:1:7"},
		{`<rect mask="u&#x72;l(https://h/)"/>`, "AS003:1:7"},
		{"<style>\n@import 'https://h/x.css';</style>", "AS003:2:1"},
		{"<style>a{}\n b{c:url(x)}</style>", "AS003:2:6"},
		{"<style><![CDATA[\n@import 'x';]]></style>", "AS003:2:1"},
		{"<style>@im<!-- -->port 'x';</style>", "AS003:1:28"},
		{`<style><g/>@import "x";</style>`, "AS003:1:8 AS003:1:12"},
		{`<style type="text/less">a{}</style>`, "AS003:1:8"},
		{`<style media="url(x)">a{}</style>`, "AS003:1:8"},
		// What another parser might read in another way.
		{`<!DOCTYPE svg [<!ENTITY a "b">]><svg/>`, "AS003:1:1"},
		{`<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]><svg xmlns="http://www.w3.org/2000/svg"/>`, "AS003:1:1"},
		{`<!DOCTYPE svg [<!ATTLIST a href CDATA #FIXED "javascript:x()">]><svg/>`, "AS003:1:1"},
		{`<!DOCTYPE svg []><svg/>`, "AS003:1:1"},
		{`<!DOCTYPE svg [ <!-- ]><!-- --> ]><svg><desc><![CDATA[<<<<<< --> ]><svg onload="alert(1)"/>]]></desc></svg>`, "AS003:1:1"},
		{`<!DOCTYPE svg SYSTEM "a.dtd" [%a;]><svg/>`, "AS003:1:1"},
		{`<!DOCTYPE svg><!DOCTYPE svg><svg/>`, "AS003:1:15"},
		{`<!DOCTYPE html><svg/>`, "AS003:1:1"},
		{`<!ELEMENT svg ANY><svg/>`, "AS003:1:1"},
		{`<?xml-stylesheet href="x.css"?><svg/>`, "AS003:1:1"},
		{`<svg/><?xml-stylesheet href="x.css"?>`, "AS003:1:7"},
		{`<html xmlns="http://www.w3.org/1999/xhtml"/>`, "AS003:1:1"},
		{`<svg xmlns=""/>`, "AS003:1:1"},
		{`<svg xmlns="urn:x"/>`, "AS003:1:1"},
		{`<g/>`, "AS003:1:1 root"},
		// What is no XML.
		{`<?xml version="1.0" encoding="gb2312"?><svg/>`, "AS001:1:40"},
		{`<?xml version="1.0" encoding="utf-7"?><svg/>`, "AS001:1:39"},
		{`<?xml version="1.0" a="encoding='utf-8'" encoding="utf-7"?><svg/>`, "AS001:1:1"},
		{`<?xml version="1.1"?><svg/>`, "AS001:1:22"},
		{` <?xml version="1.0"?><svg/>`, "AS001:1:2"},
		{`<svg><?xml version="1.0"?></svg>`, "AS001:1:6"},
		{`<svg/><svg onload="x()"/>`, "AS001:1:7"},
		{`<svg/>x`, "AS001:1:7"}, {`x<svg/>`, "AS001:1:1"}, {``, "AS001:1:1"}, {`<svg>`, "AS001:1:6"},
		{`<svg><g></svg></g>`, "AS001:1:9"},
		{`<svg><x:g></y:g></svg>`, "AS001:1:11"},
		{`<svg>&copy;</svg>`, "AS001:1:12"},
		{`<svg xmlns:xml="http://www.w3.org/2000/svg"/>`, "AS001:1:1"},
		{`<g id="a" id="b"/>`, "AS001:1:1"}, {`<g x:y="a" x:y="b"/>`, "AS001:1:1"}, {`<g xmlns:x="a" xmlns:x="b"/>`, "AS001:1:1"},
		{"<g" + distinct(20, " x%d='a'") + ` x3="b"/>`, "AS001:1:1"},
		{`<use xlink:href="#a" y:href="#b" xmlns:y="http://www.w3.org/1999/xlink"/>`, "AS001:1:1"},
		{`<g id="<"/>`, "AS001:1:9"}, {`<g id=a/>`, "AS001:1:8"}, {`<g id/>`, "AS001:1:7"},
		{strings.Repeat("<g>", 300) + strings.Repeat("</g>", 300), "AS001:1:598"},
	} {
		in, before := test.in, 0
		want, whole := strings.CutSuffix(test.want, " root")
		if !whole && !strings.HasPrefix(strings.TrimLeft(in, " x"), "<svg") && !strings.HasPrefix(strings.TrimLeft(in, " "), "<?") &&
			!strings.HasPrefix(in, "<!") && !strings.HasPrefix(in, "<html") && in != "" {
			in, before = svgOpen+in+"</svg>", len(svgOpen)
		}
		out, ds := m.Minify("static/a.svg", []byte(in))
		for i := range ds {
			if ds[i].Pos.Line == 1 {
				ds[i].Pos.Column -= before
			}
			if strings.Contains(ds[i].Message.ZH+ds[i].Message.EN+ds[i].Hint.ZH+ds[i].Hint.EN, "%!") || ds[i].Severity != diag.Error {
				t.Errorf("%s: %+v", in, ds[i])
			}
		}
		if got := findings(ds); got != want {
			t.Errorf("%.200s: %q, want %q", in, got, want)
		}
		if string(out) != in {
			t.Errorf("%.200s: came back as %s", in, out)
		}
	}
}

// What is harmless is published, in the plainest form, and what no browser shows
// is left out of it.
func TestSVGPublishes(t *testing.T) {
	m := New()
	for _, test := range []struct{ in, want string }{
		{`<g/>`, `<g/>`},
		{"<g>\n <rect width=\"10.0\"/>\n</g>", `<g><rect width="10"/></g>`},
		{`<a href="#b"><g id="b"/></a>`, `<a href="#b"><g id="b"/></a>`},
		{`<rect fill="url(#a)" style="stroke: url('#b') ; content: 'x'"/>`, `<rect fill="url(#a)" style="stroke:url('#b');content:'x'"/>`},
		{`<image href=" data:image/png;base64,AA BB== "/>`, `<image href="data:image/png;base64,AABB=="/>`},
		{`<animate attributeName="x" values="1;2" dur="1s"/>`, `<animate attributeName="x" values="1;2" dur="1s"/>`},
		{`<text>a <tspan>b</tspan> c</text>`, `<text>a <tspan>b</tspan> c</text>`},
		{`<text>a<!-- x -->b</text>`, `<text>ab</text>`},
		{`<title>甲 &lt;script> &amp;amp;</title>`, `<title>甲 &lt;script> &amp;amp;</title>`},
		{`<desc>]]&gt; ]&gt; &gt;</desc>`, `<desc>]]&gt; ]&gt; ></desc>`},
		{`<desc><![CDATA[<script>alert(1)</script>]]></desc>`, `<desc>&lt;script>alert(1)&lt;/script></desc>`},
		{`<style>a > b { fill : red }</style>`, `<style>a>b{fill:red}</style>`},
		{`<style/>`, `<style/>`},
		{`<style>/* x */ @media (min-width: 1px) { a { fill: #ff0000 } }</style>`, `<style>@media(min-width:1px){a{fill:red}}</style>`},
		{`<svg:g xmlns:svg="http://www.w3.org/2000/svg"><svg:rect/></svg:g>`, `<g><rect/></g>`},
		{`<metadata><x:y xmlns:x="urn:x">张三</x:y></metadata><g/>`, `<g/>`},
		{`<sodipodi:namedview showgrid="false"><inkscape:grid/></sodipodi:namedview><g inkscape:label="a" id="b"/>`, `<g id="b"/>`},
		{`<g xmlns="urn:x" onclick="x()"><rect/></g><g/>`, `<g/>`},
		{`<g p-id="1" t="2" data-name="张三" sketch:type="x" aria-label="a"/>`, `<g aria-label="a"/>`},
		{`<!-- a --><?pi b?>text<g/>`, `<g/>`},
		{`<use href=""/>`, `<use/>`},
		{`<text xml:space="preserve">  a  </text>`, `<text xml:space="preserve">  a  </text>`},
		{`<text xml:lang="zh" xml:id="a">甲</text>`, `<text>甲</text>`},
		{`<g id="a&quot;b&#10;c"/>`, `<g id='a"b c'/>`},
	} {
		out, ds := m.Minify("static/a.svg", []byte(svgOpen+test.in+"</svg>"))
		want := `<svg xmlns="http://www.w3.org/2000/svg">` + test.want + `</svg>`
		if string(out) != want || len(ds) > 0 {
			t.Errorf("%s: %s\n%s\nwant\n%s", test.in, findings(ds), out, want)
		}
	}
	for _, test := range []struct{ in, want string }{
		{`<svg/>`, `<svg xmlns="http://www.w3.org/2000/svg"/>`},
		{"\ufeff<?xml version='1.0' encoding='utf-8' standalone='no' ?>\n<!DOCTYPE svg>\n<svg/>\n<!-- x -->", `<svg xmlns="http://www.w3.org/2000/svg"/>`},
		{`<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg/>`, `<svg xmlns="http://www.w3.org/2000/svg"/>`},
		{`<s:svg xmlns:s="http://www.w3.org/2000/svg" width="3"/>`, `<svg xmlns="http://www.w3.org/2000/svg" width="3"/>`},
		{`<svg xmlns:x="http://www.w3.org/1999/xlink" id="a"><use x:href="#a"/></svg>`,
			`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" id="a"><use xlink:href="#a"/></svg>`},
	} {
		if out, ds := m.Minify("static/a.svg", []byte(test.in)); string(out) != test.want || len(ds) > 0 {
			t.Errorf("%s: %s\n%s\nwant\n%s", test.in, findings(ds), out, test.want)
		}
	}
}

// Drawings as the common programs write them are published, without what these
// keep for themselves. GONGKAI_UPDATE=1 writes what comes out anew.
func TestSVGOfPrograms(t *testing.T) {
	m := New()
	files, err := filepath.Glob("testdata/svg/*.svg")
	if err != nil || len(files) < 6 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		out, ds := m.Minify(file, data)
		if len(ds) > 0 {
			t.Errorf("%s: %s %s", file, findings(ds), ds[0].Message.EN)
		}
		for _, private := range []string{"张三", "zhangsan", "sodipodi", "inkscape:", "xmpmeta", "ooo:", "<!", "<?"} {
			if bytes.Contains(out, []byte(private)) {
				t.Errorf("%s: published with %s", file, private)
			}
		}
		golden(t, strings.TrimPrefix(strings.TrimSuffix(file, ".svg")+".published", "testdata/"), out)
	}
}

// An SVG under another name would not be looked at.
func TestSVGInDisguise(t *testing.T) {
	m := New()
	_, ds := m.Static("static/a.SVGZ", []byte("\x1f\x8b"))
	_, found, err := m.StaticFile("static/a.svgz", 2, opener([]byte("\x1f\x8b")))
	if findings(ds) != "AS003:0:0" || findings(found) != "AS003:0:0" || err != nil {
		t.Errorf("compressed: %s, %s, %v", findings(ds), findings(found), err)
	}
	for _, name := range []string{"a.png", "a.jpg", "a.webp"} {
		if _, ds := m.Static("static/"+name, []byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>`)); len(ds) != 1 || ds[0].Code != "AS009" {
			t.Errorf("%s: %s", name, findings(ds))
		}
	}
}

func TestCheckStyle(t *testing.T) {
	for _, css := range []string{
		"", "fill:red", "fill : #aa0000 ; stroke:none", "font-family:'Noto Sans CJK SC', \"宋体\"", "fill:url(#a)", "fill:url( '#a' ) rgb(1,2,3)",
		"filter:drop-shadow(0 0 2px rgba(0,0,0,.5)) url(#f)", "a:not(.b):nth-child(2n+1)>c~d,e[f='g']{h:calc(1px + (2px * 3))!important}",
		"@media screen and (min-width: 20em){a{b:c}}", "@media (a) and(b){c{d:e}}", "@keyframes x{from{opacity:0}50%{opacity:.5}}",
		"@supports (display:grid) and (not (a:b)){c{d:e}}", "@font-face{font-family:'a'}", "/* @import 'x' url(y) */a{b:c}", "content:'@import url(x)'",
		"-inkscape-font-specification:'Noto Sans, Normal'", "--x:1", "fill:var(--x,red)", "transition:all 1s cubic-bezier(0,0,1,1)", "<!-- a{b:c} -->",
	} {
		if f := checkStyle(css); f != nil {
			t.Errorf("%s: %s", css, f.what.EN)
		}
	}
	for css, at := range map[string]int{
		"fill:url(https://h/)": 5, "fill:url(//h/)": 5, "fill:url(a.svg#b)": 5, "fill:url('https://h/')": 5, "fill:URL( \"x\" )": 5, "fill:url()": 5, "fill:url(": 5,
		"fill:url(#a": 5, "fill:url(#a'b)": 5, "fill:url('#a\")": 5, "fill:url(# a)": 5, "a:url/**/(x)": 2, "fill:u/**/rl(x)": 10, "fill:url(/**/#a)": 5,
		"@import 'x'": 0, "@IMPORT url(x)": 0, "@/**/import 'x'": 0, "@ import 'x'": 0, "@charset 'utf-8'": 0, "@namespace url(x)": 0, "@document url(x){}": 0,
		"@property --x{syntax:'<url>'}": 0, "@layer a": 0, "@media 'x'{}": 7, `@\69mport "x"`: 0, `u\72l(x)`: 1, `fill:'\75 '`: 6, `a\`: 1,
		"background:image-set('https://h/x.png' 1x)": 11, "background:-webkit-image-set(url(#a) 1x)": 11, "background:cross-fade(url(#a),url(#b))": 11,
		"src:src('https://h/x')": 4, "src:local('x')": 4, "fill:image('x')": 5, "fill:element(#a)": 5, "content:attr(href)": 8, "clip-path:path('M0 0')": 10,
		"fill:rgb('x')": 9, "a:b(c)": 2, "width:expression(alert(1))": 6, "filter:progid:DXImageTransform.Microsoft.AlphaImageLoader(src='x')": 41,
		"fill:paint(x)": 5, "a:'": 2, "a:\"\n\"": 2, "/* x": 0, "a{b:rgb(}c{d:'x'}": 13, "a:env(x)": 2, "a:--url(x)": 2, "#url(x)": 1, "a:url (x)": 2, "a:url /**/(x)": 2,
	} {
		f := checkStyle(css)
		if f == nil || f.at != at {
			t.Errorf("%s: %+v, want a fault at %d", css, f, at)
		}
	}
}

// A thousand mistakes are not a thousand findings, and the length of a name has
// no part in the length of a message.
func TestSVGBounds(t *testing.T) {
	m := New()
	long := strings.Repeat("字", 50_000)
	for name, in := range map[string]string{
		"elements":  strings.Repeat("<b/>", 5000),
		"handlers":  "<g" + strings.Repeat(" ona='x'", 5000) + "/>",
		"distinct":  "<g" + distinct(3000, " on%d='x'") + "/>",
		"name":      "<" + long + "/>",
		"reference": "<use href='" + long + "'/>",
		"style":     "<rect fill='" + long + "(x)'/>",
		"animation": "<set attributeName='" + long + "'/>",
	} {
		_, ds := m.Minify("a.svg", []byte("<svg>\n"+in+"\n</svg>"))
		if len(ds) == 0 || len(ds) > maxSVGFindings {
			t.Errorf("%s: %d findings", name, len(ds))
		}
		for _, d := range ds {
			if n := len(d.Message.ZH) + len(d.Hint.ZH); n > 2000 {
				t.Errorf("%s: a message of %d bytes", name, n)
			}
		}
	}
}

func distinct(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// Whatever is published is read by the same reader as what may be published, and
// a second time nothing is left to be done but to shorten numbers.
func FuzzSVG(f *testing.F) {
	m := New()
	for _, seed := range []string{
		`<svg xmlns="http://www.w3.org/2000/svg"><style>a{b:url(#c)}</style><text>a <tspan>b</tspan></text></svg>`,
		`<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>`, `<svg><style>@/**/import "x";</style><g style="a:b"/></svg>`,
		`<svg:svg xmlns:svg="http://www.w3.org/2000/svg"><svg:use xlink:href="#a"/></svg:svg>`, `<svg><a href="#b"><path d="M0 0L1 1"/></a></svg>`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		out, ds := m.Minify("a.svg", data)
		if len(ds) > 0 {
			return
		}
		r := readSVG("a.svg", out)
		if len(r.found) > 0 || r.leftOut {
			t.Fatalf("published with what must not be: %s\n%s", findings(r.found), out)
		}
		if again, ds := m.Minify("a.svg", out); len(ds) > 0 {
			t.Fatalf("refused after all: %s\n%s\n%s", findings(ds), out, again)
		}
	})
}
