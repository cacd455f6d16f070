package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/generator/site/buildtest"
)

// tampered is a pack in which somebody has changed files and all sums that tell of it.
func tampered(t *testing.T, pack []byte, change func(files map[string][]byte)) []byte {
	t.Helper()
	files := unzipped(t, pack)
	change(files)
	var d map[string]any
	if err := json.Unmarshal(files["datapackage.json"], &d); err != nil {
		t.Fatal(err)
	}
	delete(files, "datapackage.json")
	delete(files, "datapackage-digest.json")
	var list []map[string]any
	for name, data := range files {
		list = append(list, map[string]any{"path": name, "hash": fmt.Sprintf("sha256:%x", sha256.Sum256(data)), "bytes": len(data)})
	}
	d["resources"] = list
	text, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	files["datapackage.json"] = text
	files["datapackage-digest.json"] = fmt.Appendf(nil, `{"path":"datapackage.json","hash":"sha256:%x"}`, sha256.Sum256(text))
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, data := range files {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write(data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// replaced changes a text in a file of a pack, which must have it.
func replaced(t *testing.T, name, old, new string) func(map[string][]byte) {
	return func(files map[string][]byte) {
		t.Helper()
		if !strings.Contains(string(files[name]), old) {
			t.Fatalf("%s has no %q:\n%s", name, old, files[name])
		}
		files[name] = []byte(strings.Replace(string(files[name]), old, new, 1))
	}
}

// restored restores a pack into a new folder.
func restored(t *testing.T, pack []byte) (status int, dir, said string) {
	t.Helper()
	file, dir := filepath.Join(t.TempDir(), "a.wacz"), filepath.Join(t.TempDir(), "to")
	if err := os.WriteFile(file, pack, 0o644); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	status = run([]string{"archive", "--restore", file, dir, "--lang", "en"}, &stdout, &stderr)
	return status, dir, stdout.String() + stderr.String()
}

// Whoever changes what a pack has beside the site can make its sums fit. What contradicts
// the site that was signed is refused all the same.
func TestArchiveTampered(t *testing.T) {
	r := newReleased(t)
	r.mustRelease(buildtest.Day)
	pack := r.archived()
	if status, _, said := restored(t, tampered(t, pack, func(map[string][]byte) {})); status != exitWell {
		t.Fatalf("unchanged: status %d: %s", status, said)
	}
	const document = "source/content/notices/2018/0001.md"
	flipped := func(name string) func(map[string][]byte) {
		return func(files map[string][]byte) {
			if len(files[name]) == 0 {
				t.Fatalf("no %s", name)
			}
			files[name] = flip(files[name])
		}
	}
	added := func(name, text string) func(map[string][]byte) {
		return func(files map[string][]byte) { files[name] = []byte(text) }
	}
	for what, c := range map[string]struct {
		change func(map[string][]byte)
		named  string
	}{
		"title":            {replaced(t, document, "title: ", "title: 又"), document},
		"text":             {replaced(t, document, "\n---\n", "\n---\n\n补充一句。\n"), document},
		"attachment":       {flipped("source/content/policies/2017/0001-form.csv"), "source/content/policies/2017/0001-form.csv"},
		"document more":    {added("source/content/notices/2018/0055.md", "---\ntitle: 假\n---\n\n假。\n"), "source/content/notices/2018/0055.md"},
		"file more":        {added("source/content/notices/2018/stray.csv", "a"), "source/content/notices/2018/stray.csv"},
		"static more":      {added("source/static/stray.css", "a"), "source/static/stray.css"},
		"a figure":         {replaced(t, "source/content/reports/2021/figures.toml", "review       = [0", "review       = [1"), "source/content/reports/2021/figures.toml"},
		"a count":          {replaced(t, "source/content/reports/2021/applications.toml", "granted     = [2", "granted     = [3"), "source/content/reports/2021/applications.toml"},
		"a ledger":         {added("source/content/reports/2021/applications.csv", "received,applicant,channel,outcome,closed\n"), "source/content/reports/2021/applications.csv"},
		"figures of none":  {added("source/content/reports/2020/figures.toml", "a = 1\n"), "source/content/reports/2020/figures.toml"},
		"records":          {added("source/records/published.tsv", "a"), "records/published.tsv"},
		"no layout":        {added("source/layouts/run.sh", "a"), "layouts/run.sh"},
		"layout below":     {added("source/layouts/a/message.html", "a"), "layouts/a/message.html"},
		"program":          {added("source/run.sh", "a"), "run.sh"},
		"list":             {flipped("manifest/SHA256SUMS"), "manifest/SHA256SUMS"},
		"checkpoint":       {flipped("manifest/log/checkpoint"), "manifest/log/checkpoint"},
		"no checkpoint":    {func(files map[string][]byte) { delete(files, "manifest/log/checkpoint") }, "manifest/log/checkpoint"},
		"manifest more":    {added("manifest/note.txt", "a"), "manifest/note.txt"},
		"another list":     {added("transfer/移交.csv", "a"), "transfer/移交.csv"},
		"what is handed":   {replaced(t, "transfer/移交清单.csv", ",https://", ",http://"), "transfer/移交清单.csv"},
		"a row of it":      {replaced(t, "transfer/移交清单.csv", "2018-", "2019-"), "transfer/移交清单.csv"},
		"the same as book": {flipped("transfer/移交清单.xlsx"), "transfer/移交清单.xlsx"},
		"nothing handed":   {func(files map[string][]byte) { delete(files, "transfer/移交清单.csv") }, "transfer/移交清单.csv"},
	} {
		status, dir, said := restored(t, tampered(t, pack, c.change))
		if status != exitCall || !strings.Contains(said, c.named) || !isMissing(dir) {
			t.Errorf("%s: status %d: %s", what, status, said)
		}
	}
}

// What is not proven is named, file by file; what is, is not.
func TestArchiveUnproven(t *testing.T) {
	r := newReleased(t)
	r.mustRelease(buildtest.Day)
	year := r.archived("--year", "2017")
	const document = "source/content/dynamics/2017/0001.md" // of which no page shows another year
	if status, _, said := restored(t, year); status != exitWell || !strings.Contains(said, "  source/config.toml\n") || strings.Contains(said, "  "+document) {
		t.Errorf("of a year: status %d: %s", status, said)
	}
	status, _, said := restored(t, tampered(t, year, replaced(t, document, "\n---\n", "\n---\n\n补充一句。\n")))
	if status != exitWell || !strings.Contains(said, "  "+document+"\n") {
		t.Errorf("another text: status %d: %s", status, said)
	}
	if status, _, said := restored(t, tampered(t, year, replaced(t, document, "title: ", "title: 又"))); status != exitCall || !strings.Contains(said, document) {
		t.Errorf("another title: status %d: %s", status, said)
	}
	all := r.archived()
	status, _, said = restored(t, tampered(t, all, replaced(t, "source/config.toml", "[site]\nname = \"", "[site]\nname = \"又")))
	for name := range unzipped(t, all) {
		unproven := strings.HasPrefix(name, "source/content/") && (filepath.Ext(name) == ".md" || filepath.Ext(name) == ".toml") || name == "source/config.toml" || name == "source/layouts/message.html"
		if status != exitWell || strings.Contains(said, "  "+name+"\n") != unproven {
			t.Errorf("another name on all pages: status %d, %s: %s", status, name, said)
		}
	}
	// A layout can show anything: it proves nothing, and whatever is in it is named.
	forged := tampered(t, all, func(files map[string][]byte) {
		replaced(t, document, "\n---\n", "\n---\n\n补充一句。\n")(files)
		files["source/layouts/document.html"] = unzipped(t, all)["source/layouts/message.html"]
	})
	if status, _, said := restored(t, forged); status != exitCall || !strings.Contains(said, document) {
		t.Errorf("a text with a layout of its own: status %d: %s", status, said)
	}
	// A document may have been public by what is not in the pack, such as a record.
	status, _, said = restored(t, tampered(t, all, replaced(t, document, "title: ", "draft: true\ntitle: ")))
	if status != exitWell || !strings.Contains(said, "  "+document+"\n") || !strings.Contains(said, "  transfer/移交清单.csv\n") {
		t.Errorf("a document that is not public here: status %d: %s", status, said)
	}
	var stdout bytes.Buffer
	file := filepath.Join(t.TempDir(), "a.wacz")
	if err := os.WriteFile(file, year, 0o644); err != nil {
		t.Fatal(err)
	}
	if status := run([]string{"archive", "--restore", file, filepath.Join(t.TempDir(), "to"), "--json"}, &stdout, io.Discard); status != exitWell || !strings.Contains(stdout.String(), `"kind":"unproven","path":"source/config.toml"`) {
		t.Errorf("as JSON: status %d: %s", status, stdout.String())
	}
}
