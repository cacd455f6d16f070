// Package hosting writes what a web server is told to serve a site well: a file for
// nginx, Apache, Caddy or IIS that its technician puts in its place.
//
//	text, err := hosting.File("nginx", hosting.Site{Host: "www.example.gov.cn", Path: "/", Root: "/srv/site"})
//
// All four say the same, as far as the server can:
//
//   - each file has its own media type: those of package asset, text as UTF-8
//   - a browser asks each time whether what it has is still good, since names of files
//     carry no hash: no-cache, which costs a 304
//   - the Content-Security-Policy of the pages, what it can say as a header only, and
//     headers that keep browsers from guessing
//   - drawings that come from many hands can run nothing, wherever they are opened
//   - packed copies (package precompress) are sent to those who read them, with Vary
//   - what a release adds is sent: names without an end, .minisig, .pub (IIS has to be told)
//   - 404.html for what is not there, 410 for what was withdrawn (withdrawn.map)
//
// The files in docs/hosting are what this package writes; a test keeps them so.
package hosting

import (
	"bytes"
	"cmp"
	"embed"
	"encoding/xml"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"text/template"

	"gongkai/generator/asset"
	"gongkai/generator/precompress"
)

//go:embed templates
var templates embed.FS

// Servers are the names of the servers that there is a file for, and the names of the
// files.
func Servers() map[string]string {
	return map[string]string{"nginx": "nginx.conf", "apache": "apache.conf", "caddy": "Caddyfile", "iis": "web.config"}
}

// Site is the site that is to be served.
type Site struct {
	Host string // www.example.gov.cn
	Path string // where it begins there: "/", or "/town/"
	// Root is the folder that the server shows at "/". The site is in it, or, below a
	// path, in the folder of that name in it.
	Root string
	// Listen is where the server listens; "" is port 80 of all addresses.
	Listen string
}

// Policy is the header Content-Security-Policy of the site: that of its pages, and what
// cannot be said in a page.
const Policy = "default-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"

// drawingPolicy is the one for drawings, which may have styles of their own.
const drawingPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

// File writes the file for a server.
func File(server string, s Site) ([]byte, error) {
	name, ok := Servers()[server]
	if !ok {
		return nil, fmt.Errorf("no file for the server %q", server)
	}
	t, err := template.New(name).Funcs(template.FuncMap{"join": strings.Join, "xml": escaped, "pattern": pattern}).ParseFS(templates, "templates/"+name)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.Execute(&b, values{
		Site: s, Folder: strings.TrimSuffix(s.Root, "/") + strings.TrimSuffix(s.Path, "/"), Policy: Policy, DrawingPolicy: drawingPolicy,
		Types: Types(), Packed: packedTypes(), Extensions: precompress.Extensions(), Encodings: precompress.Encodings(), Released: released(),
	})
	return b.Bytes(), err
}

// values are what a template shows.
type values struct {
	Site
	Folder                string // of the site
	Policy, DrawingPolicy string
	Types, Packed         []Type
	Extensions            []string
	Encodings             []precompress.Encoding
	Released              []string
}

// released are the ends of names of what a release adds to a site (package edition), for
// servers that send nothing whose type they do not know: "." stands for names without one.
func released() []string { return []string{".", ".minisig", ".pub", ".sig"} }

// Type is a media type, and the ends of the names of its files.
type Type struct {
	Media      string // text/html
	UTF8       bool   // its files are text in UTF-8, which is to be said
	Extensions []string
}

// Types are all media types that files of a site have, sorted.
func Types() []Type {
	byMedia := map[string][]string{}
	for ext, media := range asset.MediaTypes() {
		byMedia[media] = append(byMedia[media], ext)
	}
	var types []Type
	for _, media := range slices.Sorted(maps.Keys(byMedia)) {
		bare, utf8 := strings.CutSuffix(media, "; charset=utf-8")
		slices.Sort(byMedia[media])
		types = append(types, Type{bare, utf8, byMedia[media]})
	}
	return types
}

// packedTypes are those that have packed copies, with the ends of names of these alone.
func packedTypes() []Type {
	var packed []Type
	for _, t := range Types() {
		t.Extensions = slices.DeleteFunc(t.Extensions, func(ext string) bool { return !slices.Contains(precompress.Extensions(), ext) })
		if len(t.Extensions) > 0 {
			packed = append(packed, t)
		}
	}
	return packed
}

// String is the media type as a header says it.
func (t Type) String() string {
	if t.UTF8 {
		return t.Media + "; charset=utf-8"
	}
	return t.Media
}

// escaped is a text in XML.
func escaped(s string) (string, error) {
	var b strings.Builder
	err := xml.EscapeText(&b, []byte(s))
	return b.String(), err
}

// pattern is a path in a regular expression.
func pattern(path string) string { return regexp.QuoteMeta(cmp.Or(path, "/")) }
