package serve

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"gongkai/generator/build/buildtest"
	"gongkai/generator/page"
)

// The screen says what changed, which pages differ for it, and why.
func TestScreen(t *testing.T) {
	r := start(t, buildtest.Site(), func(o *Options) {
		o.Lang = "en"
	})
	r.get("policies/2017/0001.html")
	r.get("index.html")
	r.edit(document, "先审查，后公开。", "先审查，再公开。")
	r.wait("the change", func() bool {
		return strings.Contains(r.screen.String(), " changed "+document+"\n         updated /policies/2017/0001.html: the text\n         in ")
	})
	r.get("policies/2017/0001.html")
	r.edit(document, "title: 关于信息公开的通知", "title: 关于信息公开的新通知")
	r.wait("the second change", func() bool {
		return strings.Contains(r.screen.String(), "updated /policies/2017/0001.html: title and metadata, heading, metadata of the document")
	})
	for _, want := range []string{"Preview: " + r.url + "/ ", "documents read in "} {
		if !strings.Contains(r.screen.String(), want) {
			t.Errorf("%q is not on the screen:\n%s", want, r.screen)
		}
	}
}

// With --json the screen has findings and nothing else, one a line.
func TestScreenJSON(t *testing.T) {
	r := start(t, buildtest.Site(), func(o *Options) { o.JSON = true })
	r.edit(document, "title: 关于信息公开的通知", "tilte: 关于信息公开的通知")
	r.wait("the finding", func() bool { return strings.Contains(r.screen.String(), "FM004") })
	for line := range strings.Lines(r.screen.String()) {
		var finding struct{ Code, File string }
		if err := json.Unmarshal([]byte(line), &finding); err != nil || finding.Code == "" || finding.File != document {
			t.Errorf("%s: %v", line, err)
		}
	}
}

// A server runs past midnight: what becomes public then loses its mark.
func TestMidnight(t *testing.T) {
	r := start(t, buildtest.Site(), nil)
	marked := len(r.s.current.Load().site.Withheld())
	later := r.opt.Today
	later.Day += 30
	r.s.opt.Today = func() page.Date { return later }
	r.s.Apply(nil)
	if now := len(r.s.current.Load().site.Withheld()); now >= marked {
		t.Errorf("%d documents withheld, %d a month earlier", now, marked)
	}
}

func TestRound(t *testing.T) {
	for d, want := range map[time.Duration]string{
		1234567 * time.Nanosecond: "1.2ms", 123456 * time.Nanosecond: "100µs", 1234 * time.Millisecond: "1.234s", 45678 * time.Microsecond: "46ms",
	} {
		if got := round(d).String(); got != want {
			t.Errorf("%d: %s, want %s", d, got, want)
		}
	}
}
