package starter_test

import (
	"io/fs"
	"path"
	"strings"
	"testing"

	"gongkai/generator/config"
	"gongkai/generator/page"
	"gongkai/generator/starter"
)

// Every sample must be beyond reproach: it is what a clerk copies first.
func TestSamplesAreClean(t *testing.T) {
	files, err := starter.Files()
	if err != nil {
		t.Fatal(err)
	}
	content, err := fs.Sub(files, "content")
	if err != nil {
		t.Fatal(err)
	}
	samples := 0
	err = fs.WalkDir(content, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) != ".md" {
			return err
		}
		samples++
		data, err := fs.ReadFile(content, name)
		if err != nil {
			return err
		}
		parsed, found := page.Parse(name, data)
		for _, d := range found {
			t.Errorf("%s: %s", name, d.Message.ZH)
		}
		if parsed != nil && parsed.Meta.Summary == "" {
			t.Errorf("%s: a sample shows how to write a summary", name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if samples < 6 {
		t.Errorf("%d samples, want one for each of the six categories", samples)
	}
}

// A starter site must not carry the facts of this repository's own town.
func TestNeutral(t *testing.T) {
	files, err := starter.Files()
	if err != nil {
		t.Fatal(err)
	}
	err = fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		for _, word := range []string{"巨各庄", "密云"} {
			if strings.Contains(string(data), word) {
				t.Errorf("%s names %s", name, word)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestReadyCategories: the categories that are ready to be switched on are sound as
// soon as the signs before their lines are taken away.
func TestReadyCategories(t *testing.T) {
	files, err := starter.Files()
	if err != nil {
		t.Fatal(err)
	}
	data, err := fs.ReadFile(files, "config.toml")
	if err != nil {
		t.Fatal(err)
	}
	before, _ := config.Load(data)
	var b strings.Builder
	on := false
	for line := range strings.Lines(string(data)) {
		on = on && strings.HasPrefix(line, "# ") || line == "# [[category]]\n"
		if on {
			line = strings.TrimPrefix(line, "# ")
		}
		b.WriteString(line)
	}
	after, found := config.Load([]byte(b.String()))
	for _, d := range found {
		t.Errorf("%s %s", d.Code, d.Message.ZH)
	}
	if before == nil || after == nil {
		t.Fatal("config.toml cannot be read")
	}
	var names []string
	for _, c := range after.Categories {
		if _, was := before.Category(c.Key); !was {
			names = append(names, c.Name)
		}
	}
	if got, want := strings.Join(names, " "), "财政预决算 权责清单 办事服务 招聘信息 征求意见"; got != want {
		t.Errorf("there are %s, want %s", got, want)
	}
}
