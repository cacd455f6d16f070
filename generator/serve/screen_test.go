package serve

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/site/buildtest"
	"gongkai/generator/source"
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

// Names of files, addresses and what a machine says come from outside: none of
// them makes a terminal do anything or begins a line.
func TestScreenHostile(t *testing.T) {
	const hostile = "x\x1b]0;t\x07\u009b2J\u202e\u2028\u200b\xff\r\nconfig.toml: error CF001: forged"
	for _, lang := range []string{"zh", "en"} {
		var b strings.Builder
		s := newScreen(Options{Screen: &b, Lang: lang})
		s.address("http://" + hostile + "/")
		found := diag.Diagnostic{
			Code: "TS001", Severity: diag.Error, Pos: diag.Pos{File: hostile, Line: 1, Column: 1, Source: hostile},
			Message: diag.Text{ZH: hostile, EN: hostile}, Hint: diag.Text{ZH: hostile, EN: hostile},
		}
		s.changed(&state{found: []diag.Diagnostic{found}}, []string{hostile}, []stalePage{{path: hostile, parts: []string{hostile}}}, 0)
		s.changed(&state{}, slices.Repeat([]string{hostile}, maxNamed+1), []stalePage{{path: hostile, gone: true}}, 0)
		s.reviewed(&state{complete: true, found: []diag.Diagnostic{{Severity: diag.Warning}}})
		s.mode(source.Polling, errors.New(hostile))
		s.log().Print("http: panic serving: " + hostile + "\n\tgoroutine 1")
		if n := strings.Count(b.String(), "<U+001B>]0;t<U+0007><U+009B>2J<U+202E><U+2028><U+200B><0xFF><U+000D>"); n < 15 {
			t.Errorf("shown %d times:\n%s", n, b.String())
		}
		if i := strings.IndexFunc(b.String(), func(r rune) bool { return r != '\n' && !unicode.IsPrint(r) || r == utf8.RuneError }); i >= 0 {
			t.Errorf("printed %.10q", b.String()[i:])
		}
		if strings.Contains(b.String(), "\nconfig.toml") {
			t.Errorf("a forged line:\n%s", b.String())
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
