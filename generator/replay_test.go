package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"gongkai/generator/publish"
	"gongkai/generator/site/buildtest"
	"gongkai/generator/toolstest"
)

// town is the address of the site of tests.
const town = "https://town.example/"

// ReplayWeb.page, in Chromium, shows what is in a pack as if the site were there: the home
// page, a document, to which the links lead, its attachment with all of its bytes, and an
// answer of the search, whose index is in the pack, too.
func TestReplayed(t *testing.T) {
	toolstest.Slow(t, "opens a pack in Chromium")
	r := newReleased(t)
	r.mustRelease(buildtest.Day)
	p := replay(t, r.archived(), "index.html")
	p.until("the home page", says("示例镇")+"")
	p.follow("nav", "policies/index.html")
	p.follow("main", "policies/year-2017.html")
	p.follow("main", "policies/2017/0001.html")
	p.until("the document", says("先审查，后公开。"))
	p.until("the picture in it", "[...page.images].some(i => i.src.includes('0001-flow.png') && i.naturalWidth === 40)")
	p.until("the style", "[...page.styleSheets].some(s => s.cssRules.length > 0)")
	want := string(buildtest.Site()["content/policies/2017/0001-form.csv"])
	p.until("the attachment", fmt.Sprintf("(await (await frame.fetch(page.querySelector('main a[href*=\"0001-form.csv\"]').href)).text()) === %q", want))
	p.until("the form of the search", "page.querySelector('.site-search [name=q]').value = '审查', page.querySelector('.site-search').submit(), true")
	p.until("what is found", "at('search.html') && page.documentElement.dataset.search === 'ready' && "+
		"[...page.querySelectorAll('ol#results > li a')].some(a => a.textContent.includes('关于信息公开的通知'))")
}

// replayer is a pack that ReplayWeb.page shows.
type replayer struct {
	t   *testing.T
	ctx context.Context
}

// replay opens a pack at a page, with the program on a server of one's own: whoever else is
// asked for anything does not answer.
func replay(t *testing.T, pack []byte, path string) *replayer {
	t.Helper()
	program := http.FileServer(http.Dir(filepath.Dir(toolstest.Node(t, "replaywebpage/sw.js"))))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		if q.URL.Path == "/pack.wacz" {
			http.ServeContent(w, q, "", time.Time{}, bytes.NewReader(pack))
			return
		}
		program.ServeHTTP(w, q)
	}))
	t.Cleanup(server.Close)
	ctx, stop := chromedp.NewExecAllocator(context.Background(), append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]),
		chromedp.ExecPath(toolstest.Chromium(t)), chromedp.UserDataDir(t.TempDir()), chromedp.WindowSize(1200, 900),
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"),
	)...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	ctx, stop = context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(stop)
	at := server.URL + "/?source=" + url.QueryEscape(server.URL+"/pack.wacz") + "#view=pages&url=" + url.QueryEscape(town+path)
	if err := chromedp.Do(ctx, chromedp.Navigate(at)); err != nil {
		t.Fatal(err)
	}
	return &replayer{t, ctx}
}

// inPage wraps an expression about the page that is shown, in a frame somewhere below
// elements that hide what is in them. at tells whether it is that of a path.
const inPage = `(async () => {
	const frames = [];
	(function look(node) {
		for (const e of node.querySelectorAll('*')) {
			if (e.shadowRoot) look(e.shadowRoot);
			if (e.tagName === 'IFRAME') frames.push(e.contentWindow);
		}
	})(document);
	for (const frame of frames) {
		const page = frame.document, url = page.location.href;
		const at = path => url.split('?')[0].endsWith('mp_/%s' + path);
		if (url.includes('/w/') && page.readyState === 'complete' && (%s)) return true;
	}
	return false;
})()`

// says is an expression: that the page says something.
func says(text string) string { return fmt.Sprintf("page.body.textContent.includes(%q)", text) }

// follow clicks a link in a part of the page.
func (p *replayer) follow(part, path string) {
	p.t.Helper()
	p.until("a link to "+path, fmt.Sprintf("[...page.querySelectorAll('%s a')].filter(a => a.href.endsWith(%q)).slice(0, 1).map(a => a.click()).length", part, path))
	p.until(path, fmt.Sprintf("at(%q)", path))
}

// until waits until an expression about the page is true.
func (p *replayer) until(what, expression string) {
	p.t.Helper()
	var err error
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		var yes bool
		yes, err = chromedp.Run(p.ctx, chromedp.Evaluate[bool](fmt.Sprintf(inPage, town, expression), chromedp.EvalAwaitPromise))
		if err == nil && yes {
			return
		}
	}
	p.t.Fatalf("%s does not come (%v)", what, err)
}

// warcio reads every record of a pack, finds in each what its digest says, and the index
// that it makes leads to the same places.
func TestWarcio(t *testing.T) {
	toolstest.Slow(t, "runs Node")
	r := newReleased(t)
	r.mustRelease(buildtest.Day)
	files := unzipped(t, r.archived())
	archive := filepath.Join(t.TempDir(), "data.warc.gz")
	if err := os.WriteFile(archive, files["archive/data.warc.gz"], 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("node", "testdata/warcio.mjs", toolstest.Node(t, "warcio/dist/index.all.js"), archive).Output()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	own := map[string]bool{}
	for line := range strings.Lines(string(files["indexes/index.cdx"])) {
		head, text, _ := strings.Cut(line, " {")
		own[head+" "+placed(t, "{"+text)] = true
	}
	public := r.tree("public")
	delete(public, publish.Marker)
	for line := range strings.Lines(string(out)) {
		var said struct{ Type, URL, Status, Digest, Sum, URLKey, Timestamp string }
		if err := json.Unmarshal([]byte(line), &said); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		path, err := url.PathUnescape(strings.TrimPrefix(said.URL, town))
		_, is := public[path]
		at := said.URLKey + " " + said.Timestamp + " " + placed(t, line)
		switch {
		case said.Type == "" && !own[at]:
			t.Errorf("the index has not what warcio gives: %s", at)
		case said.Type == "":
			delete(own, at)
		case said.Type == "response" && (err != nil || !is || said.Status != "HTTP/1.1 200 OK" || said.Digest != said.Sum):
			t.Errorf("a record is read as %s", line)
		case said.Type == "response":
			delete(public, path)
		}
	}
	if len(own)+len(public) > 0 {
		t.Errorf("warcio does not see %v, and does not list %v", slices.Sorted(maps.Keys(public)), slices.Sorted(maps.Keys(own)))
	}
}

// placed is what a line of an index says of a record, in whatever form it has numbers and
// sums.
func placed(t *testing.T, line string) string {
	t.Helper()
	var said map[string]json.RawMessage
	if err := json.Unmarshal([]byte(line), &said); err != nil {
		t.Fatalf("%q: %v", line, err)
	}
	at := ""
	for _, name := range []string{"url", "mime", "status", "digest", "length", "offset", "filename"} {
		at += name + "=" + strings.TrimPrefix(strings.Trim(string(said[name]), `"`), "sha256:") + " "
	}
	return at
}
