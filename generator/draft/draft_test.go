package draft

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"gongkai/generator/diag"
	"gongkai/generator/page"
)

// notice is a document as `gongkai new` starts it.
func notice(title string) page.Meta {
	return page.Meta{Title: title, Category: "notices", Date: page.NewDate(2017, time.March, 15), Disclosure: page.Proactive}
}

func TestNext(t *testing.T) {
	for _, c := range []struct{ names, want string }{
		{"", "0001"},
		{"index.md notes.txt", "0001"},
		{"0001.md 0003.md", "0004"},
		{"0001.md 0002-附件1.pdf", "0003"}, // the document may be on its way
		{"0009.md 0010.md 0010", "0011"},
		{"20170315-会议.md 017.md 0001.md", "0002"},
		{"9999.md", "10000"},
		{"000012.md", "0013"},
	} {
		root := t.TempDir()
		for _, name := range strings.Fields(c.names) {
			write(t, filepath.Join(root, "content", "notices", "2017", name))
		}
		nextIs(t, root, c.names, c.want)
	}
}

// nextIs demands that the next document of notices/2017 has a number.
func nextIs(t *testing.T, root, about, want string) {
	t.Helper()
	got, err := (&Site{Root: root}).next("notices", 2017)
	if want := "notices/2017/" + want + ".md"; err != nil || got != want {
		t.Errorf("%s: next = %s, %v, want %s", about, got, err, want)
	}
}

func write(t *testing.T, name string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, nil, 0o644); err != nil {
		t.Fatal(err)
	}
}

// A document with a body and files beside it, named after its number, reads
// back as what it was started with.
func TestDocument(t *testing.T) {
	root := t.TempDir()
	write(t, filepath.Join(root, "content", "notices", "2017", "0004.md"))
	file, found, err := (&Site{Root: root}).Document(notice("停水: 公告"), func(d *Document) error {
		stem := strings.TrimSuffix(d.Meta.Path, ".md")
		d.Meta.Attachments = []page.Attachment{{File: stem + "-原件.docx", Title: "原件"}}
		d.Body = []byte("正文。\n")
		d.Beside = []File{{Name: filepath.Base(stem) + "-原件.docx", Data: []byte("原")}}
		return nil
	})
	if err != nil || len(found) > 0 {
		t.Fatal(found, err)
	}
	if want := filepath.Join(root, "content", "notices", "2017", "0005.md"); file != want {
		t.Errorf("the file is %s, want %s", file, want)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	p, found := page.Parse("notices/2017/0005.md", text)
	if len(found) > 0 || p.Meta.Title != "停水: 公告" || strings.TrimSpace(string(p.Body)) != "正文。" ||
		!slices.Equal(p.Meta.Attachments, []page.Attachment{{File: "notices/2017/0005-原件.docx", Title: "原件"}}) {
		t.Errorf("%+v, body %q, %v, of\n%s", p.Meta, p.Body, found, text)
	}
	if data, err := os.ReadFile(filepath.Join(filepath.Dir(file), "0005-原件.docx")); string(data) != "原" || err != nil {
		t.Errorf("beside it: %q, %v", data, err)
	}
}

// What is not sound is not written.
func TestDocumentRefused(t *testing.T) {
	root := t.TempDir()
	m := notice("公告")
	m.Attachments = []page.Attachment{{File: "notices/2017/a:b.pdf"}}
	file, found, err := (&Site{Root: root}).Document(m, nil)
	if file != "" || !diag.HasErrors(found) || err != nil {
		t.Errorf("Document = %q, %v, %v", file, found, err)
	}
	cause := errors.New("no text")
	if _, _, err := (&Site{Root: root}).Document(notice("公告"), func(*Document) error { return cause }); !errors.Is(err, cause) {
		t.Errorf("complete's error is lost: %v", err)
	}
	if entries, err := os.ReadDir(root); len(entries) > 0 || err != nil {
		t.Errorf("there is %v, %v", entries, err)
	}
}

// Where a file beside it cannot be written, neither the document nor the others
// stay.
func TestDocumentTakenBack(t *testing.T) {
	root := t.TempDir()
	_, _, err := (&Site{Root: root}).Document(notice("公告"), func(d *Document) error {
		d.Beside = []File{{Name: "0001-1.png"}, {Name: "0001-1.png"}}
		return nil
	})
	if !errors.Is(err, fs.ErrExist) {
		t.Errorf("error %v", err)
	}
	if entries, err := os.ReadDir(filepath.Join(root, "content", "notices", "2017")); len(entries) > 0 || err != nil {
		t.Errorf("there is %v, %v", entries, err)
	}
}

// A document whose number somebody else takes meanwhile is completed again
// under the number after, and overwrites nothing.
func TestDocumentOvertaken(t *testing.T) {
	root := t.TempDir()
	var paths []string
	file, _, err := (&Site{Root: root}).Document(notice("公告"), func(d *Document) error {
		if paths = append(paths, d.Meta.Path); len(paths) < 3 {
			write(t, filepath.Join(root, "content", filepath.FromSlash(d.Meta.Path)))
		}
		d.Body = []byte(d.Meta.Path)
		d.Beside = []File{{Name: strings.TrimSuffix(filepath.Base(d.Meta.Path), ".md") + "-1.png"}}
		return nil
	})
	if want := []string{"notices/2017/0001.md", "notices/2017/0002.md", "notices/2017/0003.md"}; err != nil || !slices.Equal(paths, want) {
		t.Fatalf("it was completed as %v, error %v", paths, err)
	}
	if text, err := os.ReadFile(file); err != nil || !strings.HasSuffix(string(text), paths[2]) {
		t.Errorf("%v, the body ends otherwise:\n%s", err, text)
	}
	for _, p := range paths[:2] {
		if data, err := os.ReadFile(filepath.Join(root, "content", filepath.FromSlash(p))); len(data) > 0 || err != nil {
			t.Errorf("%s was overwritten with %q, or %v", p, data, err)
		}
	}
	beside, err := filepath.Glob(filepath.Join(filepath.Dir(file), "*.png"))
	if len(beside) != 1 || filepath.Base(beside[0]) != "0003-1.png" || err != nil {
		t.Errorf("beside it are %v, %v", beside, err)
	}
}
