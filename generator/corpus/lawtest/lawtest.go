// Package lawtest hands texts of law to tests, as documents without front
// matter: long articles, numbering many levels deep, odd spacing, comments left
// behind by a converter.
//
// There are two sources. [Own] are a few texts that this repository carries. They
// are of our own making and have the force of law nowhere. [Shared] are real ones,
// some two hundred, which lie beside the repository where somebody has put them:
//
//	shared/corpus/laws/*.md     next to the repository's folder
//
// They are no part of the repository, so what needs them is skipped without
// them, here and nowhere else. `.ci/run` says at its start whether it has them.
//
// For tests only.
package lawtest

import (
	"embed"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

//go:embed texts
var own embed.FS

// Text is one text. Its name is its title, with the day of enactment behind it
// where the name of the file has it.
type Text struct {
	Name string
	Body string
}

// Own returns the texts of this repository.
func Own(t testing.TB) []Text {
	t.Helper()
	texts, err := fs.Sub(own, "texts")
	if err != nil {
		t.Fatal(err)
	}
	return read(t, texts)
}

// Shared returns the texts beside the repository, or skips the test.
func Shared(t testing.TB) []Text {
	t.Helper()
	dir := folder(t)
	if _, err := os.Stat(dir); err != nil {
		t.Skip("shared/corpus/laws is not beside the repository: real texts of law were not tried")
	}
	return read(t, os.DirFS(dir))
}

// folder returns the place of the shared texts: beside the folder with go.mod,
// in which or below which a test runs.
func folder(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return filepath.Join(filepath.Dir(dir), "shared", "corpus", "laws")
		}
		if dir == filepath.Dir(dir) {
			t.Fatal("there is no go.mod above the test's folder")
		}
		dir = filepath.Dir(dir)
	}
}

// read returns the texts of a folder. One without any is a mistake.
func read(t testing.TB, dir fs.FS) []Text {
	t.Helper()
	names, err := fs.Glob(dir, "*.md")
	if err != nil {
		t.Fatal(err)
	}
	if len(names) == 0 {
		t.Fatal("a folder of texts has none")
	}
	var texts []Text
	for _, name := range names {
		body, err := fs.ReadFile(dir, name)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, Text{strings.TrimSuffix(path.Base(name), ".md"), string(body)})
	}
	return texts
}
