package hosting

import (
	"bytes"
	"encoding/xml"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/asset"
)

// example is the site of the files in docs/hosting.
var example = Site{Host: "www.example.gov.cn", Path: "/", Root: "/srv/site"}

// file writes the file for a server.
func file(t testing.TB, server string, s Site) string {
	t.Helper()
	text, err := File(server, s)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestDocuments keeps docs/hosting in step with what the program writes.
func TestDocuments(t *testing.T) {
	for server, name := range Servers() {
		name = filepath.Join("../../docs/hosting", name)
		want := file(t, server, example)
		if os.Getenv("GONGKAI_UPDATE") == "1" {
			if err := os.WriteFile(name, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		got, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(got), want); diff != "" {
			t.Errorf("%s is out of date (GONGKAI_UPDATE=1 go test writes it; -has +should have):\n%s", name, diff)
		}
	}
	if _, err := File("lighttpd", example); err == nil {
		t.Error("a server that nobody knows has a file")
	}
}

// typesIn reads from the file for a server which media types it gives to which files.
func typesIn(t *testing.T, server, text string) map[string]string {
	types := map[string]string{}
	add := func(media string, extensions []string) {
		for _, ext := range extensions {
			if types[ext] != "" {
				t.Errorf("%s: .%s has two types", server, ext)
			}
			types[ext] = media
		}
	}
	switch server {
	case "nginx":
		_, block, _ := strings.Cut(text, "    types {\n")
		block, rest, _ := strings.Cut(block, "    }\n")
		_, list, _ := strings.Cut(rest, "charset_types ")
		list, _, _ = strings.Cut(list, ";")
		utf8 := append(strings.Fields(list), "text/html") // which nginx adds itself
		for line := range strings.Lines(block) {
			fields := strings.Fields(strings.TrimSuffix(strings.TrimSpace(line), ";"))
			media := fields[0]
			if slices.Contains(utf8, media) {
				media += "; charset=utf-8"
			}
			add(media, fields[1:])
		}
	case "apache":
		for _, m := range regexp.MustCompile(`(?m)^ *AddType "(.*)" (.*)$`).FindAllStringSubmatch(text, -1) {
			add(m[1], strings.Fields(strings.ReplaceAll(m[2], ".", "")))
		}
	case "caddy":
		for _, m := range regexp.MustCompile(`\t@(type\d+) path (.*)\n\theader @(type\d+) Content-Type "(.*)"\n`).FindAllStringSubmatch(text, -1) {
			if m[1] != m[3] {
				t.Errorf("%s has the header of %s", m[1], m[3])
			}
			add(m[4], strings.Fields(strings.ReplaceAll(m[2], "*.", "")))
		}
	case "iis":
		for _, m := range regexp.MustCompile(`<mimeMap fileExtension="\.(.*?)" mimeType="(.*?)" />`).FindAllStringSubmatch(text, -1) {
			add(m[2], []string{m[1]})
		}
	}
	return types
}

// TestTypes: each server gives each file the type that the program knows it by, and IIS,
// which sends no other, has types for what a release adds and for packed copies.
func TestTypes(t *testing.T) {
	for server := range Servers() {
		want := asset.MediaTypes()
		if server == "iis" {
			for _, ext := range []string{"", "minisig", "pub", "sig", "gz", "br"} {
				want[ext] = "application/octet-stream"
			}
		}
		if diff := cmp.Diff(want, typesIn(t, server, file(t, server, example))); diff != "" {
			t.Errorf("%s (-program +server):\n%s", server, diff)
		}
	}
}

// TestHeaders: each server sends the headers, and what is meant by the policy is that of
// the pages.
func TestHeaders(t *testing.T) {
	layout, err := os.ReadFile("../../layouts/base.html")
	if err != nil {
		t.Fatal(err)
	}
	own, _, _ := strings.Cut(Policy, ";")
	if !bytes.Contains(layout, []byte(`content="`+own+`"`)) {
		t.Errorf("the pages do not carry %s", own)
	}
	for server := range Servers() {
		text := file(t, server, example)
		if server == "iis" {
			text = strings.ReplaceAll(text, "&#39;", "'")
		}
		for _, want := range []string{Policy, "nosniff", "strict-origin-when-cross-origin", "404.html"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: lacks %s", server, want)
			}
		}
	}
}

// TestWebConfig: the file for IIS is XML, of elements that IIS knows without additions.
func TestWebConfig(t *testing.T) {
	known := strings.Fields(`configuration system.webServer defaultDocument files clear add directoryBrowse staticContent
		remove mimeMap clientCache urlCompression httpProtocol customHeaders httpErrors error`)
	d := xml.NewDecoder(strings.NewReader(file(t, "iis", example)))
	n := 0
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if e, ok := token.(xml.StartElement); ok {
			n++
			if !slices.Contains(known, e.Name.Local) {
				t.Errorf("there is an element %s", e.Name.Local)
			}
		}
	}
	if n < 50 {
		t.Errorf("%d elements", n)
	}
}

// balanced reports whether braces close, text in quotes left out.
func balanced(text string) bool {
	depth := 0
	text = regexp.MustCompile("(?m)^[ \t]*#.*$|\"[^\"\n]*\"|'[^'\n]*'|`[^`]*`").ReplaceAllString(text, "")
	for _, c := range text {
		switch c {
		case '{':
			depth++
		case '}':
			depth--
		}
		if depth < 0 {
			return false
		}
	}
	return depth == 0
}

// TestBelowPath: below a path of a server, what is said of paths is said of those.
func TestBelowPath(t *testing.T) {
	below := Site{Host: "www.example.gov.cn", Path: "/zwgk/", Root: "/srv/www"}
	for server, wants := range map[string][]string{
		"nginx":  {"error_page 404 /zwgk/404.html;", "include /srv/www/zwgk/withdrawn*.map;", `<base href="/zwgk/">`, `"~^/zwgk/(?<gongkai_rest>.*)$" /$gongkai_rest;`, "location /zwgk/ {", "root /srv/www;"},
		"apache": {"ErrorDocument 404 /zwgk/404.html", `"txt:/srv/www/zwgk/withdrawn.map"`, `<base href=\"/zwgk/\">`, `"^/zwgk/(.*)$"`},
		"caddy":  {"url=/zwgk/404.html", "/srv/www/zwgk/withdrawn.map", "path /zwgk/withdrawn.map"},
	} {
		text := file(t, server, below)
		for _, want := range wants {
			if !strings.Contains(text, want) {
				t.Errorf("%s: lacks %s\n%s", server, want, text)
			}
		}
		for _, s := range []Site{example, below} {
			if server != "apache" && !balanced(file(t, server, s)) {
				t.Errorf("%s: braces do not close", server)
			}
		}
	}
	if got := slices.Sorted(maps.Keys(Servers())); len(got) != 4 {
		t.Errorf("files for %v", got)
	}
}
