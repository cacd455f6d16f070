package starter_test

import (
	"io/fs"
	"path"
	"strings"
	"testing"

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
