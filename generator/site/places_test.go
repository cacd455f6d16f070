package site

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/diag"
	"gongkai/generator/site/buildtest"
)

// TestPlaces: two things that no folder of some system holds side by side are
// named both, where one of them has to move; a check says so, a build and a
// preview say the same, and nothing is published.
func TestPlaces(t *testing.T) {
	alias := func(list string) string {
		return "---\ntitle: 有旧网址的公告\ncategory: notices\ndate: 2020-02-10\naliases: " + list + "\n---\n正文。\n"
	}
	attach := func(list string) string {
		return "---\ntitle: 有附件的公告\ncategory: notices\ndate: 2020-02-10\nattachments: " + list + "\n---\n正文。\n"
	}
	const doc = "content/notices/2020/0001.md"
	for name, c := range map[string]struct {
		files map[string]string
		want  string // file, line, code and address of each finding
	}{
		"a static file and an alias": {
			map[string]string{"static/old.html": "<p>", doc: alias("[Old.html]")},
			doc + ":5 PR001 Old.html static/old.html",
		},
		"a built-in file and an alias": {
			map[string]string{doc: alias("[css/site.css/]")},
			doc + ":5 PR001 css/site.css/index.html static/css/site.css",
		},
		"an attachment and an alias": {
			map[string]string{"content/notices/2020/a.html.csv": "1\n", "content/notices/2020/0002.md": attach("[{file: a.html.csv}]"), doc: alias("[notices/2020/A.HTML.csv/x.html]")},
			doc + ":5 PR001 notices/2020/A.HTML.csv/x.html content/notices/2020/a.html.csv",
		},
		"a static file and a page": {
			map[string]string{"static/INDEX.html": "<p>"},
			"static/INDEX.html:0 BD008 INDEX.html a generated page",
		},
		"a static file and a document": {
			map[string]string{"static/notices/2020/0001.HTML": "<p>", doc: alias("[]")},
			"static/notices/2020/0001.HTML:0 BD008 notices/2020/0001.HTML " + doc,
		},
		"a static file in the folder of a page": {
			map[string]string{"static/catalog.json/a.css": "a{}"},
			"static/catalog.json/a.css:0 BD008 catalog.json/a.css a generated page",
		},
		"a static file where a folder is": {
			map[string]string{"static/Notices": "x", doc: alias("[]")},
			"static/Notices:0 BD008 Notices " + doc,
		},
		"a static file and an attachment": {
			map[string]string{"static/notices/2020/A.csv": "2\n", "content/notices/2020/a.csv": "1\n", doc: attach("[{file: a.csv}]")},
			"content/notices/2020/a.csv:0 BD008 notices/2020/a.csv static/notices/2020/A.csv",
		},
		"a static file and a built-in one": {
			map[string]string{"static/CSS/Site.css": "a{}"},
			"static/CSS/Site.css:0 BD008 CSS/Site.css static/css/site.css",
		},
		"a static file in the folder of a static file": {
			map[string]string{"static/a.txt": "x", "static/A.txt.d/b.txt": "x", "static/A.TXT/b.txt": "x"},
			"static/a.txt:0 BD008 a.txt static/A.TXT/b.txt; static/a.txt:0 SR002",
		},
		"a folder of the preview": {
			map[string]string{"static/_Gongkai/client.js": "1"},
			"static/_Gongkai/client.js:0 BD008 _Gongkai/client.js a page of the preview itself",
		},
		"two documents": {
			map[string]string{doc: alias("[]"), "content/notices/2020/0001.html/x.md": strings.Replace(alias("[]"), "有旧", "无旧", 1)},
			"content/notices/2020/0001.html/x.md:0 PR001 notices/2020/0001.html/x.html " + doc,
		},
	} {
		t.Run(name, func(t *testing.T) {
			files := map[string][]byte{"config.toml": buildtest.Site()["config.toml"], "content/notices/2020/0009.md": []byte(attach("[]"))}
			for path, text := range c.files {
				files[path] = []byte(text)
			}
			opt := newSite(t, files)
			checked, err := Check(opt)
			if err != nil {
				t.Fatal(err)
			}
			built, err := Build(opt)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(printed(t, checked.Diagnostics), printed(t, built.Diagnostics)); diff != "" {
				t.Errorf("a build finds something else than a check (-check +build):\n%s", diff)
			}
			if got := errorsOf(built.Diagnostics); got != c.want {
				t.Errorf("found %s\nwant  %s", got, c.want)
			}
			if got := errorsOf(complete(t, previewOf(t, opt)).Diagnostics); got != c.want {
				t.Errorf("the preview finds %s\nwant  %s", got, c.want)
			}
			if len(readTree(t, opt.Out)) > 0 {
				t.Error("it was published")
			}
		})
	}
}

// errorsOf lists the errors: file, line and code, of collisions what collides.
func errorsOf(found []diag.Diagnostic) string {
	var b bytes.Buffer
	for _, d := range found {
		if d.Severity != diag.Error {
			continue
		}
		if b.Len() > 0 {
			b.WriteString("; ")
		}
		fmt.Fprintf(&b, "%s:%d %s", d.Pos.File, d.Pos.Line, d.Code)
		if rest, ok := strings.CutPrefix(d.Message.EN, "the address /"); ok {
			address, by, _ := strings.Cut(rest, " already belongs to ")
			if by == "" {
				address, by, _ = strings.Cut(rest, " is taken by ")
			}
			by, _, _ = strings.Cut(by, ", whose")
			b.WriteString(" " + address + " " + by)
		}
	}
	return b.String()
}
