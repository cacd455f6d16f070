package serve

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"gongkai/generator/site/buildtest"
	"gongkai/generator/toolstest"
)

// browser is a tab of a real Chromium.
type browser struct {
	*running
	ctx  context.Context
	mu   sync.Mutex
	said []string // errors and warnings of its console
}

// browse opens a page of a server in Chromium.
func (r *running) browse(path string) *browser {
	r.t.Helper()
	ctx, stop := chromedp.NewExecAllocator(context.Background(), append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]),
		chromedp.ExecPath(toolstest.Chromium(r.t)), chromedp.UserDataDir(r.t.TempDir()), chromedp.WindowSize(1000, 700),
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
	)...)
	r.t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	r.t.Cleanup(stop)
	ctx, stop = context.WithTimeout(ctx, 2*time.Minute)
	r.t.Cleanup(stop)
	b := &browser{running: r, ctx: ctx}
	b.do()
	if err := chromedp.Listen(ctx, b.hear); err != nil {
		r.t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, log.Enable, cdp.Empty{}); err != nil {
		r.t.Fatal(err)
	}
	b.open(path)
	return b
}

// hear collects what the console says.
func (b *browser) hear(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		b.said = append(b.said, "exception: "+e.ExceptionDetails.Text)
	case *log.EventEntryAdded:
		if e.Entry.Level == "error" || e.Entry.Level == "warning" {
			b.said = append(b.said, e.Entry.Text+" "+e.Entry.URL)
		}
	}
}

func (b *browser) do(actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, actions...); err != nil {
		b.t.Fatal(err)
	}
}

// open goes to a page and waits until it is connected.
func (b *browser) open(path string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.url + "/" + path))
	b.until("the connection", "document.querySelector('#gongkai-preview') !== null")
}

// script runs a statement in the page.
func (b *browser) script(statement string) {
	b.t.Helper()
	b.do(chromedp.Evaluate[chromedp.Void](statement + ";0"))
}

// until waits until an expression is true. A page that is being loaded has no
// answer, and is asked again.
func (b *browser) until(what, expression string) {
	b.t.Helper()
	b.wait(what+" in the browser", func() bool {
		yes, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool]("!!("+expression+")"))
		return err == nil && yes
	})
}

// text is an expression: what the element says that a selector finds.
func text(selector string) string {
	return fmt.Sprintf("(document.querySelector(%q) || {textContent: ''}).textContent", selector)
}

// panelText is an expression: what the panel says.
const panelText = "document.querySelector('#gongkai-preview').shadowRoot.textContent"

// mark leaves a mark in the page, which is lost when it is loaded again.
func (b *browser) mark() { b.script("window.marked = true") }

// Must hold 1, in a real browser.
func TestBrowser(t *testing.T) {
	t.Parallel()
	files := buildtest.Site()
	long := strings.Repeat("一段很长的文字，用来让网页超过一屏。\n\n", 200)
	files[document] = append(files[document], long...)
	r := start(t, files, nil)
	b := r.browse("policies/2017/0001.html")
	b.mark()

	// A body edit shows in place; the page stays where it was scrolled to.
	b.script("window.scrollTo({top: 1200, behavior: 'instant'})")
	b.until("the scroll position", "window.scrollY === 1200")
	r.edit(document, "先审查，后公开。", "先审查，再公开。")
	b.until("the new text", text("article")+".includes('先审查，再公开。')")
	b.until("the old scroll position", "window.scrollY === 1200 && window.marked")

	// So does a title, also in the title of the window.
	r.edit(document, "title: 关于信息公开的通知", "title: 关于信息公开的新通知")
	b.until("the new title", "document.title.includes('新通知') && "+text("h1")+".includes('新通知') && window.marked")

	// A mistake shows with its place, and goes when it is mended.
	r.edit(document, "title: ", "tilte: ")
	b.until("the panel", panelText+".includes('"+document+":2:1')")
	b.until("the caret", "document.querySelector('#gongkai-preview').shadowRoot.querySelector('pre u').textContent === 'tilte'")
	b.until("the link to the editor", "document.querySelector('#gongkai-preview').shadowRoot.querySelector('li a').href === 'vscode://file"+
		filepath.ToSlash(r.dir)+"/"+document+":2:1'")
	b.until("the last good page", text("h1")+".includes('新通知')")
	r.edit(document, "tilte: ", "title: ")
	b.until("no panel", "!"+panelText+".includes('"+document+"') && window.marked")

	// A style sheet is exchanged without loading the page.
	r.edit("static/css/site.css", "", "main{outline:3px solid rgb(1,2,3)}\n")
	b.until("the new style", "getComputedStyle(document.querySelector('main')).outlineColor === 'rgb(1, 2, 3)' && window.marked")
	b.until("one style sheet of that name", "document.querySelectorAll('link[href*=\"site.css\"]').length === 1")

	// A header is no part of the article: the page is loaded again.
	r.edit("config.toml", "示例镇政府信息公开\"", "示例镇信息公开网\"")
	b.until("the new name of the site", text("header")+".includes('示例镇信息公开网') && !window.marked")
	b.quiet()
}

// A list changes when a document goes; the page of the document says that it is
// gone, and comes back with it.
func TestBrowserDelete(t *testing.T) {
	t.Parallel()
	r := start(t, buildtest.Site(), nil)
	list := r.browse("policies/year-2017.html")
	list.mark()
	list.until("the document in the list", text("main")+".includes('关于信息公开的通知')")
	data := r.read(document)
	r.edit(document, "title: 关于信息公开的通知", "draft: true\ntitle: 关于信息公开的通知")
	list.until("the mark of a draft", text("main")+".includes('草稿') && window.marked")
	list.open("policies/2017/0001.html")
	list.until("the mark on the page", text("main")+".includes('预览：草稿')")
	r.remove(document)
	list.until("the page for what is not there", text("h1")+".includes('网站上没有这个页面')")
	r.write(document, data)
	list.until("the page again", text("h1")+".includes('关于信息公开的通知')")
	list.open("policies/year-2017.html")
	list.mark()
	r.remove(document)
	list.until("the list without the document", "!"+text("main")+".includes('关于信息公开的通知')")
}

// voice stands for a browser with a voice for Chinese, and notes what it is to say.
const voice = `
	window.said = [];
	window.SpeechSynthesisUtterance = function (text) { this.text = text; };
	Object.defineProperty(window, 'speechSynthesis', {value: {
		getVoices: () => [{lang: 'zh-CN', localService: true}], speak: u => { said.push(u.text); }, cancel: () => { said = []; },
	}});`

// The button that reads aloud is there again when the page has been brought up to date,
// and what it was reading ends: it is no more.
func TestBrowserAloud(t *testing.T) {
	t.Parallel()
	r := start(t, buildtest.Site(), nil)
	b := r.browse("policies/2017/0001.html")
	if _, err := chromedp.Call(b.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: voice}); err != nil {
		t.Fatal(err)
	}
	b.open("policies/2017/0001.html")
	b.mark()
	b.script("document.querySelector('main .aloud').click()")
	b.until("the voice", "said[0] === document.querySelector('h1').textContent && document.querySelector('.aloud-bar')")
	for _, change := range [][2]string{{"先审查，后公开。", "先审查，再公开。"}, {"先审查，再公开。", "审查以后公开。"}} {
		r.edit(document, change[0], change[1])
		b.until("the new text", text("article")+".includes('"+change[1]+"') && window.marked")
		b.until("one button, and silence", "document.querySelectorAll('main .aloud').length === 1 && !document.querySelector('.aloud-bar, .aloud-on') && said.length === 0")
	}
	b.script("document.querySelector('main .aloud').click()")
	b.until("the voice again", "said[0] === document.querySelector('h1').textContent && document.querySelectorAll('.aloud-bar').length === 1")
	b.quiet()
}

// A hidden page holds no connection, and is told on its return what it has
// missed. A server that ends is noticed.
func TestBrowserReturn(t *testing.T) {
	t.Parallel()
	r := start(t, buildtest.Site(), nil)
	b := r.browse("policies/2017/0001.html")
	become := func(state string) {
		b.script(`Object.defineProperty(document, "visibilityState", {configurable: true, value: "` + state + `"});
document.dispatchEvent(new Event("visibilitychange"))`)
	}
	r.wait("one open page", func() bool { return r.s.viewers.Load() == 1 })
	become("hidden")
	r.wait("no open page", func() bool { return r.s.viewers.Load() == 0 })
	r.edit(document, "先审查，后公开。", "先审查，再公开。")
	r.shows("policies/2017/0001.html", "先审查，再公开。")
	become("visible")
	b.until("the new text", text("article")+".includes('先审查，再公开。')")
	b.quiet()
}

// quiet fails the test where the console has said anything.
func (b *browser) quiet() {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.said) > 0 {
		b.t.Errorf("the console says:\n%s", strings.Join(b.said, "\n"))
	}
}
