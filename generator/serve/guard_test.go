package serve

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/generator/site/buildtest"
)

// Must hold 5: what is not meant for this server, or is no path of a site, is
// refused. Requests are written byte by byte: no client tidies them up.
func TestRefused(t *testing.T) {
	secret := filepath.Join(buildtest.TempDir(t), "secret.txt")
	if err := os.WriteFile(secret, []byte("TOP SECRET"), 0o600); err != nil {
		t.Fatal(err)
	}
	r := start(t, buildtest.Site(), nil)
	buildtest.NeedLinks(t)
	if err := os.Symlink(secret, filepath.Join(r.dir, "static", "link.txt")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Dir(secret), filepath.Join(r.dir, "static", "folder")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(secret, filepath.Join(r.dir, "content", "policies", "2017", "link.csv")); err != nil {
		t.Fatal(err)
	}
	r.write("static/.hidden", "TOP SECRET")
	r.write("content/policies/2017/.hidden.csv", "TOP SECRET")
	r.wait("the findings about the links", func() bool {
		_, body := r.get(reserved)
		return strings.Count(body, "SR001") >= 3
	})
	host := strings.TrimPrefix(r.url, "http://")
	for _, c := range refusals(r.url, host, secret) {
		t.Run(c.name, func(t *testing.T) {
			header := c.header
			if !strings.Contains(header, "Host:") {
				header = "Host: " + host + "\r\n" + header
			}
			answer := r.raw("GET " + c.target + " HTTP/1.1\r\n" + header + "Connection: close\r\n\r\n")
			if !strings.HasPrefix(answer, "HTTP/1.1 "+c.status+" ") {
				t.Errorf("got %.200q, want %s", answer, c.status)
			}
			if strings.Contains(answer, "TOP SECRET") {
				t.Error("the secret is out")
			}
		})
	}
}

// request is one case: what is asked for, with which headers, and the status of
// the answer.
type request struct{ name, target, header, status string }

// refusals are the requests of TestRefused to a server at url; secret is a file
// outside the site.
func refusals(url, host, secret string) []request {
	_, port, _ := net.SplitHostPort(host)
	return []request{
		{"a page", "/index.html", "", "200"},
		{"a page, absolute form", url + "/index.html", "", "200"},
		{"a name in Chinese", "/notices/2017/%E5%90%8D%E5%8D%95.txt", "", "200"},

		{"way up", "/../secret.txt", "", "400"},
		{"way up inside", "/css/../../secret.txt", "", "400"},
		{"way up that stays inside", "/css/../index.html", "", "400"},
		{"way up, encoded", "/%2e%2e/secret.txt", "", "400"},
		{"way up, half encoded", "/.%2E/secret.txt", "", "400"},
		{"way up, encoded separator", "/..%2fsecret.txt", "", "400"},
		{"way up, Windows", "/..%5csecret.txt", "", "400"},
		{"way up, Windows, plain", `/..\secret.txt`, "", "400"},
		{"encoded separator", "/css%2Fsite.css", "", "400"},
		{"encoded twice", "/%252e%252e/secret.txt", "", "404"},
		{"this folder", "/./index.html", "", "400"},
		{"empty part", "//css/site.css", "", "400"},
		{"empty part, address", "//elsewhere.example/..", "", "400"},
		{"NUL", "/index.html%00.css", "", "400"},
		{"line break", "/index.html%0d%0aSet-Cookie:a=b", "", "400"},
		{"not UTF-8", "/%ff%fe.html", "", "400"},
		{"drive", "/C:/windows/win.ini", "", "404"},
		{"absolute path", "/" + strings.TrimPrefix(secret, "/"), "", "404"},
		{"a way up in what is watched", "/_gongkai/../index.html", "", "400"},

		{"link out of the site", "/link.txt", "", "404"},
		{"linked folder", "/folder/secret.txt", "", "404"},
		{"link beside a document", "/policies/2017/link.csv", "", "404"},
		{"hidden static file", "/.hidden", "", "404"},
		{"hidden file beside a document", "/policies/2017/.hidden.csv", "", "404"},
		{"source of a document", "/policies/2017/0001.md", "", "404"},
		{"figures", "/reports/2017/figures.toml", "", "404"},
		{"configuration", "/config.toml", "", "404"},
		{"layouts", "/layouts/message.html", "", "404"},

		{"foreign Host", "/index.html", "Host: evil.example\r\n", "403"},
		{"foreign Host with our port", "/index.html", "Host: evil.example:" + port + "\r\n", "403"},
		{"name that begins like ours", "/index.html", "Host: localhost.evil.example\r\n", "403"},
		{"address of another machine", "/index.html", "Host: 203.0.113.7:" + port + "\r\n", "403"},
		{"no Host", "/index.html", "Host:\r\n", "403"},
		{"localhost", "/index.html", "Host: localhost:" + port + "\r\n", "200"},
		{"loopback, version 6", "/index.html", "Host: [::1]:" + port + "\r\n", "200"},
		{"forwarded port", "/index.html", "Host: localhost:9999\r\n", "200"},
		{"absolute form with a foreign name", "http://evil.example/index.html", "", "403"},

		{"our Origin", "/index.html", "Origin: " + url + "\r\n", "200"},
		{"foreign Origin", "/index.html", "Origin: https://evil.example\r\n", "403"},
		{"no Origin to speak of", "/index.html", "Origin: null\r\n", "403"},
		{"another port of this machine", "/index.html", "Origin: http://127.0.0.1:1\r\n", "403"},
		{"two Origins", "/index.html", "Origin: " + url + "\r\nOrigin: https://evil.example\r\n", "403"},
		{"events for another site", "/_gongkai/live?page=index.html&key=&state=0", "Origin: https://evil.example\r\n", "403"},
		{"script of another site", "/catalog/data-2017.js", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: script\r\n", "403"},
		{"frame in another site", "/index.html", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n", "403"},
		{"link from another site", "/index.html", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n", "200"},
		{"address typed", "/index.html", "Sec-Fetch-Site: none\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n", "200"},

		{"malformed question for events", "/_gongkai/live?state=x", "", "400"},
		{"nothing of ours", "/_gongkai/nothing", "", "404"},
	}
}

// Nothing but reading is possible.
func TestMethods(t *testing.T) {
	r := start(t, buildtest.Site(), nil)
	host := strings.TrimPrefix(r.url, "http://")
	for _, method := range []string{"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"} {
		answer := r.raw(method + " /index.html HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
		if !strings.HasPrefix(answer, "HTTP/1.1 405 ") && !strings.HasPrefix(answer, "HTTP/1.1 400 ") {
			t.Errorf("%s: %.60q", method, answer)
		}
	}
	head := r.raw("HEAD /index.html HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
	if !strings.HasPrefix(head, "HTTP/1.1 200 ") || strings.Contains(head, "<html") {
		t.Errorf("HEAD: %.300q", head)
	}
}

// A server that was opened to the network answers to the address a request came
// in at, and to the name it was given, and to no other.
func TestHostOfNetwork(t *testing.T) {
	h := handler{New(Options{Host: "preview.example"})}
	for host, want := range map[string]bool{
		"192.0.2.10:8017": true, "192.0.2.11:8017": false, "preview.example": true, "PREVIEW.example:80": true,
		"evil.example": false, "[::ffff:192.0.2.10]:8017": true,
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.Host = host
		local := &net.TCPAddr{IP: net.IPv4(192, 0, 2, 10), Port: 8017}
		r = r.WithContext(context.WithValue(r.Context(), http.LocalAddrContextKey, local))
		if got := h.ourHost(r); got != want {
			t.Errorf("%s: %t, want %t", host, got, want)
		}
	}
}
