package sitetest_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"gongkai/generator/sitetest"
	"gongkai/generator/toolstest"
)

// slow skips a test that takes minutes or needs programs that not every machine
// has: Chromium, Java, and what `npm ci` puts into checks/.
func slow(t testing.TB) {
	t.Helper()
	toolstest.Slow(t, "needs Chromium, Java and the tools of checks/")
}

// startBrowser starts Chromium with an empty profile and lets it speak to
// nobody but us.
func startBrowser(t testing.TB) context.Context {
	t.Helper()
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]),
		chromedp.ExecPath(toolstest.Chromium(t)), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("lang", "zh-CN"),
	)
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	must(t, chromedp.Do(ctx))
	return ctx
}

// tab is a tab of the browser that notes whatever goes wrong in it.
type tab struct {
	ctx  context.Context
	root string // what lies outside must not be asked for

	mu      sync.Mutex
	trouble []string
}

// openTab opens a tab for a site at root.
func openTab(t testing.TB, browser context.Context, root string) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(browser)
	t.Cleanup(cancel)
	b := &tab{ctx: ctx, root: root}
	must(t, chromedp.Listen(ctx, b.note))
	_, err := chromedp.Call(ctx, log.Enable, cdp.Empty{})
	must(t, err)
	_, err = chromedp.Call(ctx, network.Enable, network.EnableParams{})
	must(t, err)
	return b
}

// note takes down what a reader's console would show, and every request that
// fails or leaves the site.
func (b *tab) note(event any) {
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		if slices.Contains([]runtime.ConsoleAPICalledType{"error", "warning", "assert"}, e.Type) {
			b.add("console %s: %s", e.Type, values(e.Args))
		}
	case *runtime.EventExceptionThrown:
		b.add("exception: %s", e.ExceptionDetails.Text)
	case *log.EventEntryAdded:
		if e.Entry.Level == "error" || e.Entry.Level == "warning" {
			b.add("%s %s: %s %s", e.Entry.Source, e.Entry.Level, e.Entry.Text, e.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(e.Request.URL, b.root) {
			b.add("request to %s", e.Request.URL)
		}
	case *network.EventLoadingFailed:
		b.add("request failed: %s", e.ErrorText)
	case *network.EventResponseReceived:
		if e.Response.Status >= 400 {
			b.add("%d for %s", e.Response.Status, e.Response.URL)
		}
	}
}

func values(args []*runtime.RemoteObject) string {
	var texts []string
	for _, a := range args {
		texts = append(texts, string(a.Value)+a.Description)
	}
	return strings.Join(texts, " ")
}

func (b *tab) add(format string, args ...any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.trouble = append(b.trouble, fmt.Sprintf(format, args...))
}

// troubles returns what has been noted since it was last asked.
func (b *tab) troubles(path string) []sitetest.Finding {
	b.mu.Lock()
	defer b.mu.Unlock()
	var found []sitetest.Finding
	for _, text := range b.trouble {
		found = append(found, sitetest.Finding{File: path, Text: text})
	}
	b.trouble = nil
	return found
}

// patience is how long an action in a tab may take.
const patience = time.Minute

// run runs actions in the tab.
func (b *tab) run(t testing.TB, actions ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	must(t, chromedp.Do(ctx, actions...))
}

// open opens a page of the site.
func (b *tab) open(t testing.TB, path string) {
	t.Helper()
	b.run(t, chromedp.Navigate(b.root+escaped(path)))
}

// openRedirect opens a page that leads on to another and waits until that has
// come. While one page makes way for the other there is nobody to ask, and the
// first may be given up before it was there: an error means no more than that.
func (b *tab) openRedirect(t testing.TB, path string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	opened := chromedp.Do(ctx, chromedp.Navigate(b.root+escaped(path)))
	arrived := chromedp.Evaluate[bool](fmt.Sprintf(`location.href != %q && document.readyState == 'complete'`, b.root+escaped(path)))
	for ctx.Err() == nil {
		if there, err := chromedp.Run(ctx, arrived); err == nil && there {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatalf("%s does not lead on (%v)", path, opened)
}

// eval returns the value of an expression in the page.
func eval[T any](t testing.TB, b *tab, expression string) T {
	t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	must(t, err)
	return value
}

// width makes the window as wide as a device, without a scroll bar.
func (b *tab) width(t testing.TB, pixels int64) {
	t.Helper()
	b.run(t, chromedp.EmulateViewport(pixels, 900))
}

// escaped is a path as it stands in an address.
func escaped(path string) string {
	return strings.NewReplacer("%", "%25", "#", "%23", "?", "%3F", " ", "%20").Replace(path)
}
