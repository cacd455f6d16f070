package hosting

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/generator/attest"
	"gongkai/generator/edition"
	"gongkai/generator/minisign"
	"gongkai/generator/toolstest"
	"gongkai/generator/translog"
)

// served are the files of a small site, below the folder that a server shows.
func served() map[string][]byte {
	page := func(title string) []byte {
		return []byte("<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>" + title + "</title></head><body>" + strings.Repeat("<p>"+title+"的正文。</p>", 100) + "</body></html>")
	}
	files := map[string][]byte{
		"index.html": page("首页"), "a.html": page("甲"), "404.html": page("页面不存在"), "notices/2017/0003.html": page("信息已撤下"), "notices/通知（100%）.html": page("通知已撤下"),
		"list.csv": bytes.Repeat([]byte("名次,编号\n"), 200), "form.ofd": []byte("PK\x03\x04"), "images/plan.svg": []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`),
		"withdrawn.map": []byte("/notices/2017/0003.html 1;\n/notices/通知（100%）.html 1;\n"),
	}
	for _, name := range []string{"index.html", "a.html", "404.html", "list.csv", "images/plan.svg", "notices/2017/0003.html"} {
		files[name+".gz"], files[name+".br"] = stored(files[name]), append([]byte("Brotli of "), name...)
	}
	return files
}

// stored packs a file in a way in which no server would, so that a copy is known again.
func stored(data []byte) []byte {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.NoCompression)
	if err != nil {
		panic(err) // there is such a level
	}
	_, _ = w.Write(data) // into memory
	_ = w.Close()
	return b.Bytes()
}

// TestServers starts each server that there is with the file for it, on this machine
// alone, and asks it for what the file promises. IIS is nowhere to be had.
func TestServers(t *testing.T) {
	toolstest.Slow(t, "starts web servers")
	for server, start := range map[string]func(t *testing.T, dir, root, listen, text string) *exec.Cmd{"nginx": nginx, "apache": apache, "caddy": caddy} {
		for _, at := range []string{"/", "/a/b/"} {
			t.Run(server+" "+at, func(t *testing.T) {
				dir := t.TempDir()
				must(t, os.Chmod(filepath.Dir(dir), 0o755)) // servers give up their rights
				must(t, os.Chmod(dir, 0o755))
				root := filepath.Join(dir, "www")
				files := served()
				key := release(t, files)
				for name, data := range files {
					name = filepath.Join(root, filepath.FromSlash(at), filepath.FromSlash(name))
					must(t, os.MkdirAll(filepath.Dir(name), 0o755))
					must(t, os.WriteFile(name, data, 0o644))
				}
				listen := toolstest.FreePort(t)
				text := file(t, server, Site{Host: "127.0.0.1", Path: at, Root: root, Listen: listen})
				toolstest.Start(t, start(t, dir, root, listen, text), listen)
				ask := client{t, "http://" + listen + at}
				ask.pages(files, server != "nginx" || nginxBrotli() != "")
				ask.types()
				ask.missing(at)
				ask.withdrawn(files)
				ask.verified(key, server)
			})
		}
	}
}

// nginx prepares nginx.
func nginx(t *testing.T, dir, _, _, text string) *exec.Cmd {
	load, module := "", nginxBrotli()
	if module == "" && !toolstest.Without("nginx-brotli") {
		t.Fatal("there is no module for nginx on this machine that sends copies in Brotli")
	}
	if module != "" {
		load = "load_module " + module + ";\n"
		text = strings.ReplaceAll(text, "# brotli_static", "brotli_static") // as the file says
	}
	return toolstest.Nginx(t, dir, load, text)
}

// nginxBrotli is the module of nginx that sends packed copies as Brotli, where Debian has it; ""
// is none: .ci/run installs it.
func nginxBrotli() string {
	const module = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"
	if _, err := os.Stat(module); err != nil {
		return ""
	}
	return module
}

// apache prepares Apache with the modules that it has in Debian, and those that the file
// wants.
func apache(t *testing.T, dir, _, listen, text string) *exec.Cmd {
	program := toolstest.Server(t, "apache2")
	modules := filepath.Join(filepath.Dir(program), "..", "lib", "apache2", "modules")
	var b strings.Builder
	fmt.Fprintf(&b, "ServerRoot %s\nDefaultRuntimeDir %[1]s\nPidFile %[1]s/pid\nErrorLog error.log\nServerName 127.0.0.1\nListen %s\n", dir, listen)
	if os.Geteuid() == 0 {
		b.WriteString("User www-data\nGroup www-data\n")
	}
	for _, name := range strings.Fields("mpm_event authz_core authz_host mime dir filter deflate alias env setenvif headers rewrite substitute") {
		fmt.Fprintf(&b, "LoadModule %s_module %s\n", name, filepath.Join(modules, "mod_"+name+".so"))
	}
	write(t, dir, "mime.types", "application/gzip gz\n")
	b.WriteString("TypesConfig mime.types\nAddType application/x-gzip .gz\nAddLanguage br .br\n" + text)
	write(t, dir, "apache.conf", b.String())
	return exec.Command(program, "-X", "-d", dir, "-f", filepath.Join(dir, "apache.conf"))
}

// caddy prepares Caddy, with the list of what was withdrawn, made by the line that the file
// says.
func caddy(t *testing.T, dir, _, _, text string) *exec.Cmd {
	program := toolstest.Server(t, "caddy")
	withdrawnList(t, dir, text)
	write(t, dir, "Caddyfile", "{\n\tadmin off\n}\n"+text)
	cmd := exec.Command(program, "run", "--adapter", "caddyfile", "--config", filepath.Join(dir, "Caddyfile"))
	cmd.Env = append(os.Environ(), "HOME="+dir, "XDG_DATA_HOME="+dir, "XDG_CONFIG_HOME="+dir)
	return cmd
}

// withdrawnList runs the line in the file for Caddy that lists what was withdrawn, and
// returns the list.
func withdrawnList(t *testing.T, dir, text string) string {
	_, line, _ := strings.Cut(text, "\n#   ")
	line, _, _ = strings.Cut(line, "\n")
	command, _, ok := strings.Cut(line, " > ")
	if !ok {
		t.Fatalf("no line to run: %q", line)
	}
	cmd := exec.Command("sh", "-c", command)
	list, err := cmd.Output()
	must(t, err)
	write(t, dir, "gongkai-withdrawn.conf", string(list))
	return string(list)
}

// TestWithdrawnList: the line in the file for Caddy makes of withdrawn.map what it
// should, and nothing where there is none.
func TestWithdrawnList(t *testing.T) {
	if _, err := exec.LookPath("sed"); err != nil {
		t.Skip("the line is for systems with sed")
	}
	dir := t.TempDir()
	text := file(t, "caddy", Site{Host: "a.example", Path: "/", Root: dir})
	if got := withdrawnList(t, dir, text); got != "" {
		t.Errorf("without anything withdrawn: %q", got)
	}
	write(t, dir, "withdrawn.map", "/notices/2017/0003.html 1;\n/policies/通知5%.html 1;\n")
	const want = "@gongkai_withdrawn {\npath /notices/2017/0003.html\npath /policies/通知5%25.html\n}\nhandle @gongkai_withdrawn {\n file_server {\n  status 410\n }\n}\n"
	if got := withdrawnList(t, dir, text); got != want {
		t.Errorf("got %q", got)
	}
}

// client asks a server.
type client struct {
	t    *testing.T
	base string
}

// get asks for a path, and says what a browser would that takes what is packed, or not.
func (c client) get(path string, header ...string) (*http.Response, []byte) {
	c.t.Helper()
	req, err := http.NewRequest(http.MethodGet, c.base+path, nil)
	must(c.t, err)
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	transport := &http.Transport{DisableCompression: true}
	defer transport.CloseIdleConnections()
	res, err := transport.RoundTrip(req)
	must(c.t, err)
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	must(c.t, err)
	return res, body
}

// expect compares a header, as far as case and blanks count.
func (c client) expect(res *http.Response, header, want string) {
	c.t.Helper()
	plain := func(s string) string { return strings.ToLower(strings.ReplaceAll(s, " ", "")) }
	if got := res.Header.Get(header); plain(got) != plain(want) {
		c.t.Errorf("%s: %s is %q, not %q", res.Request.URL.Path, header, got, want)
	}
}

// pages asks for pages, packed and not, and again for what has not changed.
func (c client) pages(files map[string][]byte, brotli bool) {
	for path, name := range map[string]string{"": "index.html", "a.html": "a.html", "list.csv": "list.csv", "images/plan.svg": "images/plan.svg"} {
		for accept, ext := range map[string]string{"identity": "", "gzip": ".gz", "gzip, deflate, br, zstd": ".br"} {
			if ext == ".br" && !brotli {
				ext = ".gz"
			}
			res, body := c.get(path, "Accept-Encoding", accept)
			if path == "" && res.Header.Get("Content-Encoding") == "" {
				ext = "" // a server may send the page of a folder as it is
			}
			if want := files[name+ext]; res.StatusCode != http.StatusOK || !bytes.Equal(body, want) {
				c.t.Errorf("%q as %s: %s, %d bytes, not %d", path, accept, res.Status, len(body), len(want))
			}
			c.expect(res, "Content-Encoding", map[string]string{"": "", ".gz": "gzip", ".br": "br"}[ext])
			c.expect(res, "Content-Language", "")
			if !strings.Contains(strings.ToLower(strings.Join(res.Header.Values("Vary"), ",")), "accept-encoding") {
				c.t.Errorf("%q as %s: no Vary", path, accept)
			}
			c.expect(res, "Cache-Control", "no-cache")
			c.expect(res, "X-Content-Type-Options", "nosniff")
			c.expect(res, "Referrer-Policy", "strict-origin-when-cross-origin")
			if path != "images/plan.svg" {
				c.expect(res, "Content-Security-Policy", Policy)
			}
			again, body := c.get(path, "Accept-Encoding", accept, "If-Modified-Since", res.Header.Get("Last-Modified"))
			if again.StatusCode != http.StatusNotModified || len(body) > 0 {
				c.t.Errorf("%q as %s, asked again: %s, %d bytes", path, accept, again.Status, len(body))
			}
		}
	}
}

// types asks what files are.
func (c client) types() {
	for path, want := range map[string]string{
		"": "text/html; charset=utf-8", "a.html": "text/html; charset=utf-8", "list.csv": "text/csv; charset=utf-8", "form.ofd": "application/ofd", "images/plan.svg": "image/svg+xml",
	} {
		for _, accept := range []string{"identity", "gzip", "br"} {
			res, _ := c.get(path, "Accept-Encoding", accept)
			c.expect(res, "Content-Type", want)
			if path == "images/plan.svg" {
				c.expect(res, "Content-Security-Policy", drawingPolicy)
			}
		}
	}
}

// missing asks for what is not there.
func (c client) missing(at string) {
	for _, path := range []string{"none.html", "policies/2017/none.html"} {
		res, body := c.get(path, "Accept-Encoding", "identity")
		if res.StatusCode != http.StatusNotFound || !bytes.Contains(body, []byte("页面不存在")) {
			c.t.Errorf("%s: %s\n%s", path, res.Status, body)
		}
		if !bytes.Contains(body, []byte(`<base href="`+at+`">`)) && !bytes.Contains(body, []byte("url="+at+"404.html")) {
			c.t.Errorf("%s: the page does not know where the site begins:\n%s", path, body)
		}
		c.expect(res, "Content-Type", "text/html; charset=utf-8")
	}
	if res, _ := c.get("withdrawn.map"); res.StatusCode != http.StatusNotFound && res.StatusCode != http.StatusForbidden {
		c.t.Errorf("withdrawn.map: %s", res.Status)
	}
}

// withdrawn asks for what was withdrawn: the notice is shown, packed or not, with 410.
func (c client) withdrawn(files map[string][]byte) {
	for _, accept := range []string{"identity", "gzip", "br"} {
		c.notice("notices/2017/0003.html", files, accept)
	}
	c.notice("notices/通知（100%）.html", files, "identity")
}

func (c client) notice(path string, files map[string][]byte, accept string) {
	c.t.Helper()
	res, body := c.get((&url.URL{Path: path}).EscapedPath(), "Accept-Encoding", accept)
	ext := map[string]string{"": "", "gzip": ".gz", "br": ".br"}[res.Header.Get("Content-Encoding")]
	if res.StatusCode != http.StatusGone || !bytes.Equal(body, files[path+ext]) {
		c.t.Errorf("%s was withdrawn, as %s: %s\n%s", path, accept, res.Status, body)
	}
	c.expect(res, "Content-Type", "text/html; charset=utf-8")
}

// release adds what a release does to the files of a site.
func release(t *testing.T, files map[string][]byte) minisign.PublicKey {
	t.Helper()
	key, err := minisign.GenerateKey(bytes.NewReader(bytes.Repeat([]byte{1}, 64)))
	must(t, err)
	d := &edition.Draft{
		Day: "2026-12-01", Items: []edition.Item{{Address: "a.html", State: edition.Public}, {Address: "notices/2017/0003.html", State: edition.Withdrawn}},
		First: func(string) string { return "" }, ID: func([]edition.File) string { return strings.Repeat("0", 32) },
	}
	for path, data := range files {
		d.Files = append(d.Files, edition.Sum{Path: path, SHA256: sha256.Sum256(data)})
	}
	log := translog.New("town.example")
	must(t, d.Log(log))
	checkpoint, err := log.Checkpoint(key.Public().Ed25519(), key)
	must(t, err)
	sealed, err := d.Seal(log, checkpoint, edition.Keys{Public: key.Public(), Signer: key})
	must(t, err)
	for _, f := range sealed {
		files[f.Path] = f.Data
	}
	return key.Public()
}

// verified verifies the release through the server, whose files nobody has touched.
func (c client) verified(key minisign.PublicKey, server string) {
	c.t.Helper()
	tree, err := attest.Web(c.base, &http.Transport{DisableKeepAlives: true})
	must(c.t, err)
	report, err := attest.Verify(tree, attest.Options{Key: &key})
	must(c.t, err)
	if report.Files == 0 || report.Entries != 2 {
		c.t.Errorf("%d files and %d entries were verified", report.Files, report.Entries)
	}
	for _, f := range report.Findings {
		if server == "apache" && f.Path == "notices/2017/0003.html" { // see withdrawn
			continue
		}
		c.t.Errorf("nobody has touched the site, and: %+v", f)
	}
}

// TestReleased: a server that sends what there is passes what the real ones are held to.
func TestReleased(t *testing.T) {
	files := served()
	key := release(t, files)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		data, ok := files[strings.TrimPrefix(q.URL.Path, "/")]
		if !ok {
			w.WriteHeader(http.StatusNotFound)
		}
		_, _ = w.Write(data) // into a test
	}))
	defer server.Close()
	client{t, server.URL + "/"}.verified(key, "")
	told := file(t, "iis", Site{Host: "a.example", Path: "/", Root: "/srv"})
	for path := range files {
		_, name, _ := strings.Cut(path[strings.LastIndexByte(path, '/')+1:], ".")
		end := name[strings.LastIndexByte(name, '.')+1:]
		if !strings.Contains(told, `<mimeMap fileExtension=".`+end+`"`) && path != "withdrawn.map" {
			t.Errorf("IIS answers 404 for %s", path)
		}
	}
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	must(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
