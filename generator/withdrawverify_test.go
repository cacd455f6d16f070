package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/generator/site/buildtest"
)

// TestTracesInPackedIndex: a text in a packed file of the search index, where it is
// coded twice over, is found as it is in the file itself.
func TestTracesInPackedIndex(t *testing.T) {
	dir := buildtest.TempDir(t)
	files := buildtest.Site()
	var text strings.Builder
	for i := range 300 {
		fmt.Fprintf(&text, "第%d条记录的当事人在%d号林地内用火，事实清楚，证据%x。\n\n", i, i*7919%1000, i*2654435761)
	}
	files["content/notices/2018/0009.md"] = []byte("---\ntitle: 关于林地用火的公告\ncategory: notices\ndate: 2018-03-15\n---\n" + text.String())
	if err := buildtest.Write(dir, files); err != nil {
		t.Fatal(err)
	}
	if status := run([]string{"build", "--source", dir, "--as-of", buildtest.Day, "--precompress", "--quiet"}, io.Discard, io.Discard); status != exitWell {
		t.Fatalf("status %d", status)
	}
	for _, kind := range []string{"*.js", "*.js.gz", "*.js.br"} {
		if found, err := filepath.Glob(filepath.Join(dir, "public", "search", "t", "201803", kind)); err != nil || len(found) == 0 {
			t.Fatalf("no %s: %v", kind, err)
		}
	}
	var said strings.Builder
	if status := run([]string{"withdraw", "--verify", "notices/2018/0009.md", "--source", dir, "--as-of", buildtest.Day}, &said, io.Discard); status != exitSite {
		t.Errorf("status %d", status)
	}
	for _, want := range []string{".js：", ".js.gz：", ".js.br："} {
		found := false
		for line := range strings.Lines(said.String()) {
			found = found || strings.Contains(line, "public/search/t/201803/") && strings.Contains(line, want)
		}
		if !found {
			t.Errorf("nothing is found in a file of texts that ends in %s\n%s", want, said.String())
		}
	}
}
