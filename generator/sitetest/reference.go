package sitetest

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// kind says who follows a reference, and so where it may lead.
type kind uint8

const (
	link   kind = iota // a reader
	load               // the browser by itself
	rooted             // a script, from the root of the site
	public             // the world outside
)

// reference is one address in a file, as it is written there.
type reference struct {
	kind  kind
	value string
	// shown says that the address itself is the text of the link: an author
	// names the site by its public address.
	shown bool
}

// references lists what a file of the site refers to.
func (s *Site) references(name string) ([]reference, error) {
	data := s.data[name]
	switch path.Ext(name) {
	case ".html":
		return s.pages[name].refs, nil
	case ".css":
		return cssRefs(string(data)), nil
	case ".svg":
		return svgRefs(data)
	case ".xml":
		return xmlRefs(data)
	case ".json":
		return jsonRefs(data)
	case ".csv":
		return csvRefs(data)
	case ".js":
		return dataRefs(data)
	case ".txt":
		return textRefs(string(data)), nil
	}
	return nil, nil
}

// linkAttr reports whether an attribute holds an address that a reader follows.
func linkAttr(element, key string) bool {
	switch key {
	case "href":
		return element == "a" || element == "area"
	case "action", "formaction":
		return true
	case "cite":
		return element == "blockquote" || element == "q" || element == "ins" || element == "del"
	}
	return false
}

// loadAttr reports whether an attribute holds an address that the browser loads.
func loadAttr(n *html.Node, key string) bool {
	switch key {
	case "href":
		return n.Data == "link" || n.Data == "image" || n.Data == "use"
	case "src", "poster", "background", "manifest":
		return true
	case "data":
		return n.Data == "object"
	}
	return false
}

// elementRefs lists what an element refers to.
func elementRefs(n *html.Node) []reference {
	var refs []reference
	add := func(k kind, value string) { refs = append(refs, reference{kind: k, value: value}) }
	for _, a := range n.Attr {
		switch {
		case a.Key == "href" && n.Data == "link" && strings.EqualFold(attr(n, "rel"), "canonical"):
			add(public, a.Val)
		case linkAttr(n.Data, a.Key):
			refs = append(refs, reference{link, a.Val, text(n) == a.Val})
		case loadAttr(n, a.Key):
			add(load, a.Val)
		case a.Key == "srcset" || a.Key == "imagesrcset":
			for _, value := range candidates(a.Val) {
				add(load, value)
			}
		case a.Key == "style":
			refs = append(refs, cssRefs(a.Val)...)
		}
	}
	switch n.Data {
	case "meta":
		refs = append(refs, metaRefs(n)...)
	case "style":
		refs = append(refs, cssRefs(text(n))...)
	case "option":
		// The years of the catalog's filter are named by the files that hold them.
		if value := attr(n, "value"); strings.HasSuffix(value, ".js") {
			add(load, value)
		}
	}
	return refs
}

// metaRefs lists the addresses that stand in tags of the head.
func metaRefs(n *html.Node) []reference {
	content := attr(n, "content")
	switch {
	case strings.EqualFold(attr(n, "http-equiv"), "refresh"):
		if _, after, ok := strings.Cut(content, ";"); ok {
			value := strings.TrimSpace(after)
			value = strings.TrimPrefix(strings.TrimPrefix(value, "URL="), "url=")
			return []reference{{kind: link, value: strings.Trim(value, `'"`)}}
		}
	case attr(n, "name") == "Url" || attr(n, "name") == "Image":
		return []reference{{kind: public, value: content}}
	}
	return nil
}

// candidates lists the addresses of a srcset, without their descriptors.
func candidates(srcset string) []string {
	var values []string
	for part := range strings.SplitSeq(srcset, ",") {
		if fields := strings.Fields(part); len(fields) > 0 {
			values = append(values, fields[0])
		}
	}
	return values
}

var (
	cssURL    = regexp.MustCompile(`(?i)url\(\s*(?:"([^"]*)"|'([^']*)'|([^)'"]*?))\s*\)`)
	cssImport = regexp.MustCompile(`(?i)@import\s*["']([^"']*)["']`)
)

// cssRefs lists what a style sheet loads.
func cssRefs(css string) []reference {
	var refs []reference
	for _, m := range cssURL.FindAllStringSubmatch(css, -1) {
		refs = append(refs, reference{kind: load, value: m[1] + m[2] + m[3]})
	}
	for _, m := range cssImport.FindAllStringSubmatch(css, -1) {
		refs = append(refs, reference{kind: load, value: m[1]})
	}
	return refs
}

// svgRefs lists what a picture loads: one that is shown by an img may load
// nothing but parts of itself.
func svgRefs(data []byte) ([]reference, error) {
	var refs []reference
	err := eachElement(data, func(e xml.StartElement, text string) {
		for _, a := range e.Attr {
			switch a.Name.Local {
			case "href", "src":
				refs = append(refs, reference{kind: load, value: a.Value})
			default:
				refs = append(refs, cssRefs(a.Value)...)
			}
		}
		if e.Name.Local == "style" {
			refs = append(refs, cssRefs(text)...)
		}
	})
	return refs, err
}

// xmlRefs lists the addresses of an Atom feed or a sitemap.
func xmlRefs(data []byte) ([]reference, error) {
	var refs []reference
	if _, rest, ok := strings.Cut(string(data), `<?xml-stylesheet type="text/css" href="`); ok {
		style, _, _ := strings.Cut(rest, `"`)
		refs = append(refs, reference{kind: load, value: style})
	}
	err := eachElement(data, func(e xml.StartElement, text string) {
		switch e.Name.Local {
		case "a":
			refs = append(refs, reference{kind: link, value: e.Attr[0].Value})
		case "link", "content":
			for _, a := range e.Attr {
				if a.Name.Local == "href" || a.Name.Local == "src" {
					refs = append(refs, reference{kind: public, value: a.Value})
				}
			}
		case "loc":
			refs = append(refs, reference{kind: public, value: text})
		case "id":
			if strings.HasPrefix(text, "http") {
				refs = append(refs, reference{kind: public, value: text})
			}
		}
	})
	return refs, err
}

// eachElement calls visit for each element of an XML file with the text at its
// beginning.
func eachElement(data []byte, visit func(e xml.StartElement, text string)) error {
	d := xml.NewDecoder(bytes.NewReader(data))
	var open *xml.StartElement
	text := ""
	flush := func() {
		if open != nil {
			visit(*open, strings.TrimSpace(text))
		}
		open, text = nil, ""
	}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			flush()
			e := t.Copy()
			open = &e
		case xml.EndElement:
			flush()
		case xml.CharData:
			text += string(t)
		}
	}
}

// jsonRefs lists the addresses in JSON: the members named url, from the root of
// the site, and link, for the world outside.
func jsonRefs(data []byte) ([]reference, error) {
	var value any
	if err := json.Unmarshal(data, &value); err != nil {
		return nil, err
	}
	var refs []reference
	var walk func(value any)
	walk = func(value any) {
		switch v := value.(type) {
		case []any:
			for _, item := range v {
				walk(item)
			}
		case map[string]any:
			for name, item := range v {
				if address, ok := item.(string); ok && name == "url" {
					refs = append(refs, reference{kind: rooted, value: address})
				} else if ok && name == "link" {
					refs = append(refs, reference{kind: public, value: address})
				}
				walk(item)
			}
		}
	}
	walk(value)
	return refs, nil
}

// csvRefs lists the addresses in a table: the columns 网页 and 附件网页.
func csvRefs(data []byte) ([]reference, error) {
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	var refs []reference
	for column, name := range rows[0] {
		for _, row := range rows[1:] {
			if (name == "网页" || name == "附件网页") && column < len(row) && row[column] != "" {
				refs = append(refs, reference{kind: public, value: row[column]})
			}
		}
	}
	return refs, nil
}

var catalogData = regexp.MustCompile(`^gongkaiCatalog\(\d+,(.*)\);?$`)

// dataRefs lists the addresses in the data of the catalog's filter. Other
// scripts are not read.
func dataRefs(data []byte) ([]reference, error) {
	m := catalogData.FindSubmatch(bytes.TrimSpace(data))
	if m == nil {
		return nil, nil
	}
	var rows [][]string
	if err := json.Unmarshal(m[1], &rows); err != nil {
		return nil, err
	}
	const address = 2 // the column of the page's address
	var refs []reference
	for _, row := range rows {
		refs = append(refs, reference{kind: rooted, value: row[address]})
	}
	return refs, nil
}

// textRefs lists the sitemaps that robots.txt names.
func textRefs(text string) []reference {
	var refs []reference
	for line := range strings.Lines(text) {
		if value, ok := strings.CutPrefix(strings.TrimSpace(line), "Sitemap:"); ok {
			refs = append(refs, reference{kind: public, value: strings.TrimSpace(value)})
		}
	}
	return refs
}
