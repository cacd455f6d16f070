package ooxml

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
)

// tokens writes what is read of a part: <name attr="value">, text, </>.
func tokens(data []byte) (string, error) {
	x := newXMLReader(data)
	var b, text strings.Builder
	flush := func() {
		if text.Len() > 0 {
			fmt.Fprintf(&b, "%q", text.String())
			text.Reset()
		}
	}
	for x.next() {
		switch x.kind {
		case tokenChars:
			text.WriteString(x.decoded())
		case tokenStart:
			flush()
			fmt.Fprintf(&b, "<%s", local(x.name))
			for _, a := range x.attrs {
				fmt.Fprintf(&b, " %s=%q", local(a.name), x.decode(a.value))
			}
			b.WriteString(">")
		case tokenEnd:
			flush()
			b.WriteString("</>")
		}
	}
	return b.String(), x.err
}

// local is a name without its prefix. What begins or ends with a colon encoding/xml takes
// for a name of its own; here it has a part that is empty.
func local(name string) string { return name[strings.LastIndexByte(name, ':')+1:] }

// reference is tokens as encoding/xml reads the part.
func reference(data []byte) (string, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	var b, text strings.Builder
	depth := 0
	flush := func() {
		if text.Len() > 0 && depth > 0 {
			fmt.Fprintf(&b, "%q", text.String())
		}
		text.Reset()
	}
	for {
		token, err := d.Token()
		if err == io.EOF {
			return b.String(), nil
		}
		if err != nil {
			return b.String(), err
		}
		switch token := token.(type) {
		case xml.CharData:
			text.Write(token)
		case xml.StartElement:
			flush()
			depth++
			fmt.Fprintf(&b, "<%s", local(token.Name.Local))
			for _, a := range token.Attr {
				if a.Name.Space != "xmlns" && a.Name.Local != "xmlns" {
					fmt.Fprintf(&b, " %s=%q", local(a.Name.Local), a.Value)
				}
			}
			b.WriteString(">")
		case xml.EndElement:
			flush()
			depth--
			b.WriteString("</>")
		case xml.Directive:
			return "", errors.New("a directive")
		}
	}
}

func TestXMLReader(t *testing.T) {
	for in, want := range map[string]string{
		`<a/>`:                     `<a></>`,
		`<a b="1" c='2'>x</a>`:     `<a b="1" c="2">"x"</>`,
		`<a>1 &lt; 2 &#x4e2d;</a>`: `<a>"1 < 2 中"</>`,
		`<?xml version="1.0"?><!-- c --><a><![CDATA[<b>&amp;]]></a>`: `<a>"<b>&amp;"</>`,
		"\xef\xbb\xbf<a>中</a>":                                       `<a>"中"</>`,
		"\xff\xfe<\x00a\x00/\x00>\x00":                               `<a></>`,
		`<a><b><c/></b>t</a>`:                                        `<a><b><c></></>"t"</>`,
	} {
		if got, err := tokens([]byte(in)); err != nil || got != want {
			t.Errorf("%s: got %s, %v; want %s", in, got, err, want)
		}
	}
	for _, in := range []string{
		`<a>`, `</a>`, `<a></b>`, `<a b></a>`, `<a b=1/>`, `<a b="1/>`, `<a`, `<a>&nbsp;</a>`, `<a>&#x110000;</a>`,
		`<!DOCTYPE a><a/>`, `<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`, `x<a/>`, `<a/>x`, `<a><![CDATA[`, `<a><!-- `, `<>`, `<1/>`,
		`<a b="<"/>`,
	} {
		if got, err := tokens([]byte(in)); !errors.Is(err, ErrDamaged) && strings.Contains(in, "&") == false {
			t.Errorf("%s is read as %s, %v", in, got, err)
		}
	}
}

// TestXMLNames: a namespace is known under any prefix, and within its element
// only.
func TestXMLNames(t *testing.T) {
	const w = `"http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	const strict = `"http://purl.oclc.org/ooxml/wordprocessingml/main"`
	for in, want := range map[string]string{
		`<w:p xmlns:w=` + w + `/>`:     "w:p",
		`<ns0:p xmlns:ns0=` + w + `/>`: "w:p",
		`<p xmlns=` + strict + `/>`:    "w:p",
		`<w:p/>`:                       "?:p",
		`<w:p xmlns:w="urn:x"><w:r xmlns:w=` + w + `/><w:t/></w:p>`: "?:p w:r ?:t",
		`<a xmlns=` + w + ` xmlns:b="urn:x"><b:c/><d/></a>`:         "w:a ?:c w:d",
	} {
		x := newXMLReader([]byte(in))
		var names []string
		for x.next() {
			if x.kind == tokenStart {
				names = append(names, x.name)
			}
		}
		if got := strings.Join(names, " "); got != want || x.err != nil {
			t.Errorf("%s: got %s, %v; want %s", in, got, x.err, want)
		}
	}
}

func TestXMLDepth(t *testing.T) {
	nested := func(n int) []byte { return []byte(strings.Repeat("<a>", n) + strings.Repeat("</a>", n)) }
	if _, err := tokens(nested(maxDepth)); err != nil {
		t.Error(err)
	}
	for _, n := range []int{maxDepth + 1, 10_000} {
		if _, err := tokens(nested(n)); !errors.Is(err, ErrTooLarge) {
			t.Errorf("depth %d: %v", n, err)
		}
	}
}

// TestXMLAllocates: reading allocates for the names in a part and for text that
// is asked for, not for each element.
func TestXMLAllocates(t *testing.T) {
	read := func(n int) float64 {
		data := []byte(`<a>` + strings.Repeat(`<b c="1">text</b>`, n) + `</a>`)
		return testing.AllocsPerRun(5, func() {
			x := newXMLReader(data)
			for x.next() {
			}
		})
	}
	if few, many := read(10), read(10_000); many > few {
		t.Errorf("%v allocations for 10 elements, %v for 10,000", few, many)
	}
}

// FuzzXML: what is read is what encoding/xml reads.
func FuzzXML(f *testing.F) {
	for _, s := range []string{
		`<a b="1">x</a>`, `<w:p xmlns:w="urn:w"><w:r/>中&amp;</w:p>`, `<a><![CDATA[x]]>y</a>`, `<?xml version="1.0"?><a/>`, "<a>\r\n</a>", `<a b='"'/>`, `<w:p xmlns: ="x"></w:p>`, `<w:p A:="" :b="1"></w:p>`, `<a:>x</a:>`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := tokens(data)
		if err != nil {
			return
		}
		want, err := reference(data)
		if err != nil {
			return // it knows what XML allows in names and which characters are none
		}
		// encoding/xml makes line ends \n.
		if plain := strings.ReplaceAll(got, `\r\n`, `\n`); strings.ReplaceAll(plain, `\r`, `\n`) != want {
			t.Errorf("%q: read as %s, encoding/xml has %s", data, got, want)
		}
	})
}
