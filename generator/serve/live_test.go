package serve

import (
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/site/buildtest"
)

const document = "content/policies/2017/0001.md"

// An open page is told what becomes of it, and of nothing else.
func TestEvents(t *testing.T) {
	r := start(t, buildtest.Site(), nil)
	home, doc := r.listen("index.html"), r.listen("policies/2017/0001.html")

	r.edit(document, "先审查，后公开。", "先审查，再公开。")
	doc.await("page", nil)
	r.shows("policies/2017/0001.html", "先审查，再公开。")

	r.edit(document, "title: 关于信息公开的通知", "title: 关于信息公开的新通知")
	doc.await("page", nil)

	r.edit("static/css/site.css", "", "main{color:#123}\n")
	home.await("style", func(data string) bool { return strings.Contains(data, `"css/site.css"`) })
	r.shows("css/site.css", "main{color:#123}")

	r.write("static/images/plan.svg", strings.Replace(r.read("static/images/plan.svg"), "<svg ", `<svg id="new" `, 1))
	home.await("reload", nil)
}

// A page that was asleep is told what it has missed.
func TestReturn(t *testing.T) {
	r := start(t, buildtest.Site(), nil)
	r.edit("static/css/site.css", "", "main{color:#124}\n")
	r.shows("css/site.css", "main{color:#124}")
	query := url.Values{"page": {"index.html"}, "key": {"0000"}, "state": {"1"}}
	l := r.follow(query)
	l.await("page", nil)
	l.await("style", nil)
	l.await("panel", nil)
}

// A mistake shows at once, with its place; the document stays as it was, and
// everything is well when it is mended.
func TestMistake(t *testing.T) {
	r := start(t, buildtest.Site(), nil)
	doc := r.listen("policies/2017/0001.html")
	r.edit(document, "title: 关于信息公开的通知", "tilte: 关于信息公开的通知")
	p := doc.panel(func(p panel) bool { return len(p.Errors) > 0 }).Errors[0]
	if p.Code != "FM004" || p.Place != document+":2:1" || p.Before != "" || p.Under != "tilte" || !strings.HasPrefix(p.After, ": 关于") ||
		!strings.Contains(p.Hint, "title") || p.Open != r.inEditor(document)+":2:1" {
		t.Errorf("%+v", p)
	}
	r.wait("the finding on the screen", func() bool {
		return strings.Contains(r.screen.String(), document+":2:1: 错误 FM004")
	})
	for _, path := range []string{"policies/2017/0001.html", "policies/year-2017.html"} {
		if _, body := r.get(path); !strings.Contains(body, "关于信息公开的通知") {
			t.Errorf("%s has changed", path)
		}
	}
	r.edit(document, "先审查，后公开。", "先审查，再公开。")
	if _, body := r.get("policies/2017/0001.html"); !strings.Contains(body, "先审查，后公开。") {
		t.Error("the last good page did not stay")
	}
	r.edit(document, "tilte: ", "title: ")
	doc.panel(func(p panel) bool { return len(p.Errors) == 0 })
	r.shows("policies/2017/0001.html", "先审查，再公开。")
	r.wait("the good news", func() bool { return strings.Contains(r.screen.String(), "错误已全部改正") })
}

// A site that cannot be made at all stays as it was, and begins where it never
// could be.
func TestMistakeInConfig(t *testing.T) {
	for _, test := range []struct{ name, path, mistake string }{
		{"config.toml", "config.toml", "\n[[\n"},
		{"a layout", "layouts/message.html", "\n{{if}}\n"},
		{"a layout in itself", "layouts/message.html", "\n{{define \"own\"}}{{template \"own\" .}}{{end}}\n"},
		{"a layout in GBK", "layouts/message.html", "\n\xb9\xab\xb8\xe6\xc0\xb8\xb5\xc4\xc4\xda\xc8\xdd\n"},
	} {
		path := test.path
		t.Run(test.name, func(t *testing.T) {
			r := start(t, buildtest.Site(), nil)
			home := r.listen("index.html")
			good := r.read(path)
			r.write(path, good+test.mistake)
			p := home.panel(func(p panel) bool { return len(p.Errors) > 0 }).Errors[0]
			if !strings.HasPrefix(p.Place, path+":") {
				t.Errorf("%+v", p)
			}
			// What is saved meanwhile is not lost.
			r.edit(document, "先审查，后公开。", "先审查，再公开。")
			if res, _ := r.get("index.html"); res.StatusCode != 200 {
				t.Error(res.Status)
			}
			r.write(path, good)
			home.panel(func(p panel) bool { return len(p.Errors) == 0 })
			r.shows("policies/2017/0001.html", "先审查，再公开。")
		})
	}
}

func TestMistakeAtStart(t *testing.T) {
	files := buildtest.Site()
	good := files["config.toml"]
	files["config.toml"] = []byte("[site\n")
	r := start(t, files, nil)
	res, body := r.get("index.html")
	if res.StatusCode != 404 || !ours.MatchString(body) {
		t.Errorf("%s\n%s", res.Status, body)
	}
	home := r.listen("index.html")
	home.panel(func(p panel) bool { return len(p.Errors) > 0 && strings.HasPrefix(p.Errors[0].Place, "config.toml:1") })
	r.write("config.toml", string(good))
	home.await("page", nil)
	r.shows("index.html", "示例镇政府信息公开")
}

// A layout that fails on some page is found, whoever looks.
func TestLayoutFails(t *testing.T) {
	r := start(t, buildtest.Site(), nil)
	home := r.listen("index.html")
	good := r.read("layouts/message.html")
	r.write("layouts/message.html", good+"{{slice .Title 100000}}")
	p := home.panel(func(p panel) bool { return len(p.Errors) > 0 }).Errors[0]
	if !strings.HasPrefix(p.Place, "layouts/message.html:") {
		t.Errorf("%+v", p)
	}
	r.write("layouts/message.html", good)
	home.panel(func(p panel) bool { return len(p.Errors) == 0 })
}

// A file that cannot be read keeps the last state, is named (SV004), and is
// tried again.
func TestUnreadable(t *testing.T) {
	r := start(t, buildtest.Site(), nil)
	before := r.s.current.Load().site
	broken := &fs.PathError{Op: "open", Path: filepath.Join(r.dir, document), Err: fs.ErrPermission}
	st := r.s.become(attempt{today: r.opt.Today, paths: []string{document}, err: broken})
	if st.site != before || !st.unread || len(st.found) == 0 || st.found[0].Code != "SV004" || st.found[0].Pos.File != document {
		t.Errorf("%+v", st)
	}
	r.s.screen.changed(st, nil, nil, 0)
	if screen := r.screen.String(); !strings.Contains(screen, document+": 错误 SV004: 读不出这个文件：没有权限") {
		t.Errorf("not on the screen:\n%s", screen)
	}
	r.s.Apply(nil)
	if st := r.s.current.Load(); st.unread || len(st.pending) > 0 || diag.HasErrors(st.found) {
		t.Errorf("not tried again: %+v", st.found)
	}
}

// Ways in which editors save: none of them shows an error, all of them show the
// text.
func TestSaving(t *testing.T) {
	r := start(t, buildtest.Site(), nil)
	name := filepath.Join(r.dir, filepath.FromSlash(document))
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for way, save := range map[string]func(data string){
		"in place": func(data string) { must(os.WriteFile(name, []byte(data), 0o644)) },
		"renamed into place": func(data string) {
			must(os.WriteFile(name+".tmp", []byte(data), 0o644))
			must(os.Rename(name+".tmp", name))
		},
		"deleted and made anew": func(data string) {
			must(os.Remove(name))
			must(os.WriteFile(name, []byte(data), 0o644))
		},
		"with a backup": func(data string) {
			must(os.Rename(name, name+"~"))
			must(os.WriteFile(name, []byte(data), 0o644))
			must(os.Remove(name + "~"))
		},
		"in two writes": func(data string) {
			f, err := os.Create(name)
			must(err)
			_, err = f.WriteString(data[:20])
			must(err)
			_, err = f.WriteString(data[20:])
			must(err)
			must(f.Close())
		},
	} {
		// Nobody reads the file now. Wine, unlike Windows, deletes a file that was open when
		// it was to be deleted once it is closed, and with it what was written there since.
		r.wait("the review", func() bool { return r.s.current.Load().complete })
		text := "以" + way + "保存。"
		save(strings.Replace(r.read(document), "先审查，后公开。", "先审查，后公开。"+text, 1))
		r.shows("policies/2017/0001.html", text)
	}
	if screen := r.screen.String(); strings.Contains(screen, "错误 ") {
		t.Errorf("an error was shown:\n%s", screen)
	}
}
