package sitetest

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Page is what an HTML file of the site says about itself.
type Page struct {
	Path     string
	Raw      []byte
	Lang     string
	Titles   []string // of the title elements in the head
	Headings []string // of the h1 elements
	Metas    []Meta   // those with a name, in order
	Refresh  bool     // leads on to another page by itself
	Footer   string   // text of the footer of the page

	ids     map[string]int // how often each id occurs
	anchors map[string]bool
	idRefs  []idRef
	refs    []reference

	elements map[string]bool // what it is made of: each as its kind and classes, in those around it

	policies []string // those that the page carries
	inline   []string // what they have browsers refuse
}

// Meta is a tag of the head.
type Meta struct{ Name, Content string }

// idRef is an attribute that names an element of the same page by its id.
type idRef struct{ attr, id string }

// parsePage reads an HTML file.
func parsePage(path string, raw []byte) (*Page, error) {
	doc, err := html.ParseWithOptions(bytes.NewReader(raw), html.ParseOptionEnableScripting(false))
	if err != nil {
		return nil, err
	}
	p := &Page{Path: path, Raw: raw, ids: map[string]int{}, anchors: map[string]bool{}, elements: map[string]bool{}}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode {
			p.element(n)
		}
	}
	return p, nil
}

// element takes from one element what the page says with it.
func (p *Page) element(n *html.Node) {
	p.elements[n.Parent.Data+"."+attr(n.Parent, "class")+" "+n.Data+"."+attr(n, "class")] = true
	switch n.Data {
	case "html":
		p.Lang = attr(n, "lang")
	case "title":
		if n.Namespace == "" {
			p.Titles = append(p.Titles, text(n))
		}
	case "h1":
		p.Headings = append(p.Headings, text(n))
	case "footer":
		if n.Parent != nil && n.Parent.Data == "body" {
			p.Footer += text(n)
		}
	case "a":
		if name := attr(n, "name"); name != "" {
			p.anchors[name] = true
		}
	case "meta":
		p.meta(n)
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "id":
			p.ids[a.Val]++
			p.anchors[a.Val] = true
		case "for", "headers", "list", "form", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details":
			for id := range strings.FieldsSeq(a.Val) {
				p.idRefs = append(p.idRefs, idRef{a.Key, id})
			}
		}
	}
	p.refs = append(p.refs, elementRefs(n)...)
	p.refuse(n)
}

func (p *Page) meta(n *html.Node) {
	if name := attr(n, "name"); name != "" {
		p.Metas = append(p.Metas, Meta{name, attr(n, "content")})
	}
	if strings.EqualFold(attr(n, "http-equiv"), "refresh") {
		p.Refresh = true
	}
}

// Meta returns the content of the tag with a name; ok is false where there is
// none.
func (p *Page) Meta(name string) (content string, ok bool) {
	i := slices.IndexFunc(p.Metas, func(m Meta) bool { return m.Name == name })
	if i < 0 {
		return "", false
	}
	return p.Metas[i].Content, true
}

// Indexed reports whether search engines may list the page.
func (p *Page) Indexed() bool {
	robots, _ := p.Meta("robots")
	return !strings.Contains(robots, "noindex")
}

// attr returns an attribute of an element, "" where there is none.
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}

// text returns the text in an element, white space at its ends removed.
func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.TrimSpace(b.String())
}
