package site

import (
	"bytes"
	"context"
	"io"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/diag"
	"gongkai/generator/site/buildtest"
	"gongkai/generator/site/record"
	"gongkai/generator/tree"
)

// previewOf loads a site as the preview does.
func previewOf(t testing.TB, opt Options) *Site {
	t.Helper()
	site, found, err := Load(opt, nil)
	if err != nil || site == nil {
		t.Fatal(found, err)
	}
	return site
}

// bytesOf returns what stands at a path.
func bytesOf(t testing.TB, site *Site, path string) (string, bool) {
	t.Helper()
	item, ok := site.Item(path)
	if !ok {
		return "", false
	}
	var b bytes.Buffer
	switch {
	case item.IsPage():
		made, err := item.Make(&Worker{}, nil)
		if err != nil {
			t.Fatal(path, err)
		}
		return string(made.Data), true
	case item.IsFile():
		content, found, err := item.Open()
		if err != nil || content == nil {
			t.Fatal(path, found, err)
		}
		defer content.Close()
		if _, err := io.Copy(&b, content); err != nil {
			t.Fatal(path, err)
		}
	default:
		n, err := item.WriteTo(&b)
		if err != nil || n != int64(b.Len()) {
			t.Fatal(path, n, err)
		}
	}
	return b.String(), true
}

// complete renders what is missing and returns all findings.
func complete(t testing.TB, site *Site) *Findings {
	t.Helper()
	if err := site.Texts(context.Background(), 2); err != nil {
		t.Fatal(err)
	}
	found, err := site.Findings(true)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// One output on request is what a build publishes, and the findings are those
// of a build.
func TestPreviewIsTheBuild(t *testing.T) {
	files := buildtest.Site()
	files["content/policies/2017/0009.md"] = []byte("---\ntitle: 断链\ncategory: policies\ndate: 2017-05-05\n---\n\n[无](none.md) [表](unused.csv)\n")
	files["content/policies/2017/unused.xls"] = []byte("无人使用\n")
	for _, preview := range []bool{false, true} {
		opt := newSite(t, files)
		opt.Preview = preview
		site := previewOf(t, opt)
		res, err := Check(opt)
		if err != nil {
			t.Fatal(err)
		}
		if found := complete(t, site).Diagnostics; !slices.Equal(found, res.Diagnostics) {
			t.Errorf("preview %t: findings\n%v\nwant\n%v", preview, found, res.Diagnostics)
		}
		remove(t, opt, "content/policies/2017/0009.md")
		res, err = Build(opt)
		if err != nil || diag.HasErrors(res.Diagnostics) {
			t.Fatal(res, err)
		}
		if site, _, err = Update(opt, site, []string{"content/policies/2017/0009.md"}); err != nil {
			t.Fatal(err)
		}
		tree, err := buildtest.ReadTree(opt.Out)
		if err != nil {
			t.Fatal(err)
		}
		for path, want := range tree {
			if got, ok := bytesOf(t, site, path); path != ".gongkai" && (!ok || got != want) {
				t.Errorf("preview %t: %s is not as built", preview, path)
			}
		}
		if _, ok := bytesOf(t, site, "policies/2017/0009.html"); ok {
			t.Error("a document that was removed has a page")
		}
	}
}

// remove deletes a file of a site.
func remove(t testing.TB, opt Options, path string) {
	t.Helper()
	if err := os.Remove(filepath.Join(opt.Source, filepath.FromSlash(path))); err != nil {
		t.Fatal(err)
	}
}

// A page is not made again while its key stays, and the parts that changed have
// names.
func TestMakeKeeps(t *testing.T) {
	opt := newSite(t, buildtest.Site())
	site := previewOf(t, opt)
	const path, file = "policies/2017/0001.html", "content/policies/2017/0001.md"
	item, _ := site.Item(path)
	var w Worker
	first, err := item.Make(&w, nil)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := item.Make(&w, first); err != nil || again != first {
		t.Error("made again", err)
	}
	data, err := os.ReadFile(filepath.Join(opt.Source, file))
	if err != nil {
		t.Fatal(err)
	}
	write(t, opt, file, strings.Replace(string(data), "title: ", "title: 新的", 1)+"\n新的一段。\n")
	if _, err := item.Make(&w, nil); err == nil {
		t.Error("a file that has changed was rendered for an earlier state")
	}
	if site, _, err = Update(opt, site, []string{file}); err != nil {
		t.Fatal(err)
	}
	item, _ = site.Item(path)
	if _, parts := item.Changed(&w, first.Key); !slices.Equal(parts, []string{"text", "Head", "Title", "Fields"}) {
		t.Errorf("changed: %v", parts)
	}
	second, err := item.Make(&w, first)
	if err != nil || !bytes.Contains(second.Data, []byte("新的一段")) {
		t.Error("not made again", err)
	}
	if _, parts := item.Changed(&w, second.Key); parts != nil {
		t.Errorf("changed once more: %v", parts)
	}
}

// A document whose file has errors stays as it was, in its page and in lists,
// in the preview and nowhere else.
func TestStays(t *testing.T) {
	const path, file = "policies/2017/0001.html", "content/policies/2017/0001.md"
	for _, preview := range []bool{true, false} {
		opt := newSite(t, buildtest.Site())
		opt.Preview = preview
		site := previewOf(t, opt)
		data, err := os.ReadFile(filepath.Join(opt.Source, file))
		if err != nil {
			t.Fatal(err)
		}
		write(t, opt, file, strings.Replace(string(data), "title: ", "tilte: ", 1))
		next, _, err := Update(opt, site, []string{file})
		if err != nil {
			t.Fatal(err)
		}
		item, ok := next.Item(path)
		if ok && item.Stays() != preview {
			t.Errorf("preview %t: stays %t", preview, item.Stays())
		}
		if found := next.Quick([]string{file}); !diag.HasErrors(found) || found[0].Pos.File != file {
			t.Errorf("the error is not known: %v", found)
		}
		before, _ := bytesOf(t, site, path)
		if after, _ := bytesOf(t, next, path); (after == before) != preview {
			t.Errorf("preview %t: the page is the same: %t", preview, after == before)
		}
		if diff := next.Differing(site, []string{file, "content/policies/2016/0001.md", tree.Config.Name()}); !slices.Equal(diff, []string{file}) {
			t.Errorf("differing: %v", diff)
		}
	}
}

// What is not public yet is listed with the reason, and has a page with a mark.
func TestWithheld(t *testing.T) {
	opt := newSite(t, buildtest.Site())
	if list := previewOf(t, opt).Withheld(); len(list) > 0 {
		t.Errorf("a build shows %v", list)
	}
	opt.Preview = true
	site := previewOf(t, opt)
	marks := map[string]string{}
	for _, d := range site.Withheld() {
		marks[d.Source] = d.Mark
		if body, ok := bytesOf(t, site, d.Path); !ok || !strings.Contains(body, d.Title) || !strings.Contains(body, d.Mark) {
			t.Errorf("%s: no mark on its page", d.Path)
		}
	}
	want := map[string]string{"content/notices/2022/0001.md": "草稿", "content/notices/2022/0002.md": "未到发布日期"}
	if !maps.Equal(marks, want) {
		t.Errorf("withheld: %v, want %v", marks, want)
	}
}

// A text into which other figures are written is rendered again, although its
// file has not changed.
func TestTextsOfReports(t *testing.T) {
	opt := newSite(t, buildtest.Site())
	site := previewOf(t, opt)
	complete(t, site)
	const figures = "content/reports/2017/figures.toml"
	data, err := os.ReadFile(filepath.Join(opt.Source, figures))
	if err != nil {
		t.Fatal(err)
	}
	write(t, opt, figures, string(data)+"\n[more]\nvalue = 1\n")
	index, err := os.ReadFile(filepath.Join(opt.Source, "content/reports/2017/index.md"))
	if err != nil {
		t.Fatal(err)
	}
	paths := []string{figures, "content/reports/2017/index.md"}
	write(t, opt, paths[1], string(index)+"\n新增{{more.value}}项。\n")
	if site, _, err = Update(opt, site, paths); err != nil {
		t.Fatal(err)
	}
	if found := complete(t, site).Diagnostics; diag.HasErrors(found) {
		t.Fatal(found)
	}
	write(t, opt, figures, string(data))
	if site, _, err = Update(opt, site, paths[:1]); err != nil {
		t.Fatal(err)
	}
	if found := complete(t, site).Diagnostics; !diag.HasErrors(found) {
		t.Error("a figure that is gone was not missed")
	}
}

// withSetting returns config.toml with an entry of a table, in place of the one that
// may be there.
func withSetting(config, table, entry string) string {
	if !strings.Contains(config, table+"\n") {
		return config + "\n" + table + "\n" + entry + "\n"
	}
	key, _, _ := strings.Cut(entry, " ")
	head, tail, _ := strings.Cut(config, table+"\n")
	end := len(tail)
	if i := strings.Index(tail, "\n["); i >= 0 {
		end = i
	}
	own := regexp.MustCompile(`(?m)^`+key+` = .*\n?`).ReplaceAllString(tail[:end], "")
	return head + table + "\n" + entry + "\n" + own + tail[end:]
}

// Whatever of config.toml a report is made with changes, the report in the preview
// is what a build makes.
func TestSettingsOfReports(t *testing.T) {
	for _, to := range []string{
		"[office]\nname = \"示例县人民政府\"", "[office]\nlevel = \"city\"", "[report]\nprofile = \"wuhan-2025\"",
		"[site]\nid_code = \"1101180001\"", "[footer]\norganizer = \"示例镇人民政府\"",
	} {
		table, entry, _ := strings.Cut(to, "\n")
		opt := newSite(t, buildtest.Site())
		opt.Preview = true
		data, err := os.ReadFile(filepath.Join(opt.Source, "config.toml"))
		if err != nil {
			t.Fatal(err)
		}
		// Rules that the setting has a say in are seen.
		const figures = "content/reports/2021/figures.toml"
		numbers, err := os.ReadFile(filepath.Join(opt.Source, figures))
		if err != nil {
			t.Fatal(err)
		}
		write(t, opt, figures, regexp.MustCompile(`(?m)^valid = \d+`).ReplaceAllString(string(numbers), "valid = 6"))
		site := previewOf(t, opt)
		complete(t, site)
		write(t, opt, "config.toml", withSetting(string(data), table, entry))
		if site, _, err = Update(opt, site, []string{"config.toml"}); err != nil {
			t.Fatal(to, err)
		}
		fresh := previewOf(t, opt)
		if diff := cmp.Diff(printed(t, complete(t, fresh).Diagnostics), printed(t, complete(t, site).Diagnostics)); diff != "" {
			t.Errorf("%s: findings (-fresh +updated):\n%s", to, diff)
		}
		for _, path := range []string{"reports/2021/index.html", "reports/2021/report.json"} {
			want, ok := bytesOf(t, fresh, path)
			if got, _ := bytesOf(t, site, path); !ok || got != want {
				t.Errorf("%s: %s is not as built (%t)", to, path, ok)
			}
		}
	}
}

// The next state of a preview starts from what the last build recorded.
func TestResume(t *testing.T) {
	opt := newSite(t, buildtest.Site())
	if Resume(opt) != nil {
		t.Error("resumed from nothing")
	}
	if _, err := Build(opt); err != nil {
		t.Fatal(err)
	}
	before := Resume(opt)
	if before == nil {
		t.Fatal("not resumed")
	}
	opt.Preview = true
	site, _, err := Load(opt, before)
	if err != nil {
		t.Fatal(err)
	}
	if fresh := previewOf(t, opt); !slices.Equal(complete(t, site).Diagnostics, complete(t, fresh).Diagnostics) {
		t.Error("the findings differ")
	}
}

// Whatever comes and goes, an update knows what a scan of everything would: also
// what is said of names, which depends on their neighbours, and of links.
func TestUpdateIsLoad(t *testing.T) {
	opt := newSite(t, buildtest.Site())
	site := previewOf(t, opt)
	name := func(path string) string { return filepath.Join(opt.Source, filepath.FromSlash(path)) }
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	const folder = "content/policies/2017/"
	codes := map[string]int{}
	doc := "---\ntitle: 题\ncategory: policies\ndate: 2017-05-05\n---\n\n正文。\n"
	for _, step := range []struct {
		name  string
		do    func()
		paths string
	}{
		{"a name that differs in case only", func() { write(t, opt, folder+"0001-FORM.csv", "a\n") }, folder + "0001-FORM.csv"},
		{"the other is edited", func() { write(t, opt, folder+"0001-form.csv", "b\n") }, folder + "0001-form.csv"},
		{"the first is edited", func() { write(t, opt, folder+"0001-FORM.csv", "cc\n") }, folder + "0001-FORM.csv"},
		{"the other is renamed", func() { must(os.Rename(name(folder+"0001-form.csv"), name(folder+"0001-old.csv"))) },
			folder + "0001-form.csv " + folder + "0001-old.csv"},
		{"renamed back", func() { must(os.Rename(name(folder+"0001-old.csv"), name(folder+"0001-form.csv"))) },
			folder + "0001-form.csv " + folder + "0001-old.csv"},
		{"the first is gone", func() { remove(t, opt, folder+"0001-FORM.csv") }, folder + "0001-FORM.csv"},
		{"a document in a new folder", func() { write(t, opt, "content/policies/Neu/tief/1.md", doc) }, "content/policies/Neu/tief/1.md"},
		{"a folder that differs in case only", func() { write(t, opt, "content/policies/neu/1.md", doc) }, "content/policies/neu/1.md"},
		{"a folder is gone", func() { must(os.RemoveAll(name("content/policies/Neu"))) }, "content/policies/Neu/tief/1.md"},
		{"a folder becomes a file", func() {
			must(os.RemoveAll(name("content/policies/neu")))
			write(t, opt, "content/policies/neu", "a\n")
		}, "content/policies/neu content/policies/neu/1.md"},
		{"a link that leads astray", func() { must(os.Symlink(os.TempDir(), name(folder+"link.pdf"))) }, folder + "link.pdf"},
		{"a neighbour of the link", func() { write(t, opt, folder+"0009.md", doc) }, folder + "0009.md"},
		{"the link becomes a file", func() {
			remove(t, opt, folder+"link.pdf")
			write(t, opt, folder+"link.pdf", "%PDF-1.4\n")
		}, folder + "link.pdf"},
		{"static files and layouts", func() {
			write(t, opt, "static/new/A.css", "a{b:c}\n")
			write(t, opt, "static/new/a.css", "a{b:c}\n")
			write(t, opt, "layouts/none.html", "x")
		}, "static/new/A.css static/new/a.css layouts/none.html"},
		{"all of them gone", func() {
			must(os.RemoveAll(name("static")))
			must(os.RemoveAll(name("layouts")))
		}, "static layouts"},
	} {
		step.do()
		next, found, err := Update(opt, site, strings.Fields(step.paths))
		if err != nil {
			t.Fatal(step.name, err)
		}
		fresh, want, err := Load(opt, nil)
		must(err)
		if !slices.Equal(diag.Sort(found), diag.Sort(want)) {
			t.Errorf("%s: found\n%s\nwant\n%s", step.name, printed(t, found), printed(t, want))
		}
		if got, want := printed(t, complete(t, next).Diagnostics), printed(t, complete(t, fresh).Diagnostics); got != want {
			t.Errorf("%s: all findings\n%s\nwant\n%s", step.name, got, want)
		}
		if !slices.Equal(documentsOf(next), documentsOf(fresh)) || !maps.EqualFunc(next.content.Beside, fresh.content.Beside, (*record.File).Same) ||
			!maps.EqualFunc(next.content.Static, fresh.content.Static, (*record.File).Same) {
			t.Errorf("%s: other files than a scan of everything finds", step.name)
		}
		for _, d := range want {
			codes[d.Code]++
		}
		site = next
	}
	if codes["SR001"] < 2 || codes["SR002"] < 5 {
		t.Errorf("too little was found for a test: %v", codes)
	}
}

// documentsOf lists the paths of the documents and what is in them.
func documentsOf(site *Site) []string {
	var list []string
	for i, d := range site.content.Docs {
		list = append(list, d.Path+" "+d.MetaSum.String()+" "+d.BodySum.String()+" "+site.metas[i].Title)
	}
	return list
}
