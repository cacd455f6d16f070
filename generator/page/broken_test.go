package page

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/diag/diagtest"
)

func TestBroken(t *testing.T) {
	diagtest.Run(t, "testdata/broken", 45, func(name string, data []byte) []diag.Diagnostic {
		_, found := Parse(strings.TrimPrefix(name, "content/"), data)
		return found
	})
}

// goldenText returns all files of testdata/broken as one text.
func goldenText(t *testing.T) string {
	files, err := filepath.Glob("testdata/broken/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(data)
	}
	return all.String()
}
