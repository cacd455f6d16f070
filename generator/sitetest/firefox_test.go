package sitetest_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"gongkai/generator/sitetest"
	"gongkai/generator/toolstest"
)

// firefox is a Firefox that is told what to do by its protocol Marionette: lines of JSON
// with their length before them.
type firefox struct {
	t    *testing.T
	conn net.Conn
	in   *bufio.Reader
	last int // the number of the last command
}

// firefoxWishes keep Firefox from asking anybody anything, and from proving its certificates.
const firefoxWishes = `user_pref("marionette.port", 0);
user_pref("app.update.disabledForTesting", true);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("toolkit.telemetry.server", "data:,");
user_pref("services.settings.server", "data:,#remote-settings-dummy/v1");
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("browser.safebrowsing.update.enabled", false);
user_pref("browser.startup.page", 0);
user_pref("browser.newtabpage.enabled", false);
user_pref("extensions.update.enabled", false);
user_pref("network.prefetch-next", false);
user_pref("network.dns.disablePrefetch", true);
user_pref("browser.region.update.enabled", false);
user_pref("extensions.getAddons.cache.enabled", false);
user_pref("dom.security.https_first", false);
`

// startFirefox starts Firefox with an empty profile.
func startFirefox(t *testing.T) *firefox {
	t.Helper()
	program := toolstest.Firefox(t)
	profile := t.TempDir()
	must(t, os.WriteFile(filepath.Join(profile, "user.js"), []byte(firefoxWishes), 0o600))
	cmd := exec.Command(program, "--headless", "--no-remote", "--profile", profile, "--marionette", "--remote-allow-system-access")
	cmd.Env = append(os.Environ(), "HOME="+profile, "MOZ_CRASHREPORTER_DISABLE=1")
	cmd.WaitDelay = 5 * time.Second
	must(t, cmd.Start())
	f := &firefox{t: t}
	t.Cleanup(func() {
		if f.conn != nil {
			f.call("Marionette:Quit", map[string]any{"flags": []string{"eForceQuit"}})
			f.conn.Close()
		}
		killed := time.AfterFunc(20*time.Second, func() { _ = cmd.Process.Kill() })
		_ = cmd.Wait() // its status says nothing
		killed.Stop()
	})
	for wait := 0; f.conn == nil; wait++ {
		if port, err := os.ReadFile(filepath.Join(profile, "MarionetteActivePort")); err == nil {
			f.conn, _ = net.Dial("tcp", "127.0.0.1:"+strings.TrimSpace(string(port)))
		}
		if wait == 1200 {
			t.Fatal("Firefox does not come up")
		}
		time.Sleep(50 * time.Millisecond)
	}
	f.in = bufio.NewReader(f.conn)
	f.message() // its greeting
	f.call("WebDriver:NewSession", map[string]any{"capabilities": map[string]any{"alwaysMatch": map[string]any{"acceptInsecureCerts": true}}})
	f.inside(`
		window.gongkaiRequests = [];
		Services.obs.addObserver(request => {
			request.QueryInterface(Ci.nsIHttpChannel);
			const of = request.loadInfo, own = of.triggeringPrincipal.isSystemPrincipal && of.externalContentPolicyType !== Ci.nsIContentPolicy.TYPE_DOCUMENT;
			if (!own) window.gongkaiRequests.push(request.URI.spec); // what Firefox asks for itself is no page's
		}, "http-on-modify-request");
		return 0;`)
	return f
}

// message reads a message.
func (f *firefox) message() []byte {
	f.t.Helper()
	must(f.t, f.conn.SetReadDeadline(time.Now().Add(2*time.Minute)))
	length, err := f.in.ReadString(':')
	must(f.t, err)
	n, err := strconv.Atoi(strings.TrimSuffix(length, ":"))
	must(f.t, err)
	data := make([]byte, n)
	_, err = io.ReadFull(f.in, data)
	must(f.t, err)
	return data
}

// call has Firefox carry out a command, and returns what it answers.
func (f *firefox) call(command string, with any) json.RawMessage {
	f.t.Helper()
	f.last++
	data, err := json.Marshal([]any{0, f.last, command, with})
	must(f.t, err)
	_, err = fmt.Fprintf(f.conn, "%d:%s", len(data), data)
	must(f.t, err)
	var answer []json.RawMessage
	must(f.t, json.Unmarshal(f.message(), &answer))
	if len(answer) != 4 || string(answer[2]) != "null" {
		f.t.Fatalf("%s: %s", command, answer)
	}
	return answer[3]
}

// value returns what a script returns that runs in the page.
func value[T any](f *firefox, script string) T {
	f.t.Helper()
	var answer struct{ Value T }
	must(f.t, json.Unmarshal(f.call("WebDriver:ExecuteScript", map[string]any{"script": script, "args": []any{}}), &answer))
	return answer.Value
}

// inside runs a script in the program itself, and returns the texts that it returns.
func (f *firefox) inside(script string) (texts []string) {
	f.t.Helper()
	f.call("Marionette:SetContext", map[string]any{"value": "chrome"})
	defer f.call("Marionette:SetContext", map[string]any{"value": "content"})
	if strings.Contains(script, "return 0") {
		value[int](f, script)
		return nil
	}
	return value[[]string](f, script)
}

// open opens a page, and waits until it is there.
func (f *firefox) open(address string) {
	f.t.Helper()
	f.call("WebDriver:Navigate", map[string]any{"url": address})
}

// until waits until something is true of the page.
func (f *firefox) until(what string) {
	f.t.Helper()
	for range 1200 {
		if value[bool](f, "return !!("+what+")") {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	f.t.Fatalf("never: %s", what)
}

// troubles returns what its console shows of the pages below root since it was last asked,
// and what was asked for elsewhere.
func (f *firefox) troubles(root, path string) (found []sitetest.Finding) {
	f.t.Helper()
	for _, text := range f.inside(`
		const found = [], rootOf = ` + strconv.Quote(root) + `;
		for (const message of Services.console.getMessageArray()) {
			if (!(message instanceof Ci.nsIScriptError)) continue;
			message.QueryInterface(Ci.nsIScriptError);
			if (message.sourceName.startsWith(rootOf) || /^CSP|Content-Security/.test(message.category + message.errorMessage)) found.push(message.category + ": " + message.errorMessage);
		}
		Services.console.reset();
		for (const address of window.gongkaiRequests.splice(0)) if (!address.startsWith(rootOf)) found.push("request to " + address);
		return found;`) {
		found = append(found, sitetest.Finding{File: path, Text: text})
	}
	return found
}

// TestFirefox: what TestBrowser demands of Chromium holds in Firefox, on a disk and in a
// folder of a server: pages of all kinds, the search, 长者模式.
func TestFirefox(t *testing.T) {
	slow(t)
	f := startFirefox(t)
	dir := t.TempDir()
	const faulty = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'self'"><title>坏</title><script>1</script><script src="a.js"></script>`
	write(t, dir, map[string][]byte{"a.html": []byte(faulty), "a.js": []byte("没有的();")})
	f.open("file://" + dir + "/a.html")
	if said := fmt.Sprint(f.troubles("file://"+dir, "a.html")); !strings.Contains(said, "没有的") || !strings.Contains(said, "CSP") {
		t.Fatalf("of a page with an error and a script that its policy refuses, the console shows %s", said)
	}
	site := sourceNamed("town").styled(t, plainLooks)
	server := httptest.NewServer(site.Handler("/a/b/"))
	defer server.Close()
	f.open(server.URL + "/a/b/index.html")
	if said := fmt.Sprint(f.troubles("file://", "index.html")); !strings.Contains(said, "request to "+server.URL) {
		t.Fatalf("a request to a server is not seen: %s", said)
	}
	for _, root := range []string{site.FileRoot(), server.URL + "/a/b/"} {
		report(t, f.visit(site, root))
	}
}

// visit reads a site at root as somebody does.
func (f *firefox) visit(site *sitetest.Site, root string) (found []sitetest.Finding) {
	f.t.Helper()
	f.troubles(root, "") // those of before
	for _, p := range site.Sample() {
		if p.Refresh {
			continue // it goes on to another by itself
		}
		f.open(root + escaped(p.Path))
		found = append(found, f.troubles(root, p.Path)...)
	}
	f.open(root + "search.html?" + url.Values{"q": {"公开"}}.Encode())
	f.until(`document.documentElement.dataset.search === "ready"`)
	if n := value[int](f, `return document.querySelectorAll("#results > li a").length`); n < 5 {
		f.t.Errorf("%s: the search finds %d", root, n)
	}
	found = append(found, f.troubles(root, "search.html")...)
	f.open(root + "index.html")
	const button = `[...document.querySelectorAll(".reading button")].find(b => b.textContent.includes("长者"))`
	f.until(button)
	value[any](f, "return void "+button+".click()")
	f.until(`document.documentElement.classList.contains("elder")`)
	f.open(root + "notices/index.html")
	f.until(`document.documentElement.classList.contains("elder")`) // it is still wanted
	value[any](f, "return void "+button+".click()")
	return append(found, f.troubles(root, "长者模式")...)
}
