package sitetest_test

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/site/buildtest"
	"gongkai/generator/toolstest"
)

// message is a line of the Nu HTML checker.
type message struct {
	Type    string `json:"type"`    // error, info
	SubType string `json:"subType"` // warning, fatal
	URL     string `json:"url"`
	Line    int    `json:"lastLine"`
	Column  int    `json:"firstColumn"`
	Text    string `json:"message"`
	Extract string `json:"extract"`
}

// checkMarkup asks the Nu HTML checker about pages, style sheets and pictures.
func checkMarkup(t *testing.T, files []string) []message {
	t.Helper()
	args := []string{"-jar", toolstest.Node(t, "vnu-jar/build/dist/vnu.jar"), "--format", "json", "--also-check-css", "--also-check-svg", "--exit-zero-always"}
	cmd := exec.Command("java", append(args, files...)...)
	var out bytes.Buffer
	cmd.Stderr = &out
	must(t, cmd.Run())
	var result struct {
		Messages []message `json:"messages"`
	}
	if err := json.Unmarshal(out.Bytes(), &result); err != nil {
		t.Fatalf("%v: %s", err, out.Bytes())
	}
	return result.Messages
}

// ofWindows makes of what depends on the width of a part of a page what depends on that of the
// window, since the checker knows no container queries: what stands in them is checked.
var ofWindows = strings.NewReplacer("@container", "@media", "container-type:inline-size;", "", "container-type:inline-size", "", "cqi", "vi", "cqw", "vw")

// refusedOnDisk begins what the checker says of each script, style and picture of a page in a
// file, where nothing is 'self' to it. TestBrowser sees what a policy refuses in a browser.
const refusedOnDisk = "Resource violates Content Security Policy (meta tag): "

// The Nu HTML checker has nothing to say about any page, style sheet or picture
// of any site: no error, no warning. That it has about a faulty file of each
// kind shows that it looks at them.
func TestMarkup(t *testing.T) {
	slow(t)
	dir := buildtest.TempDir(t)
	write(t, dir, map[string][]byte{
		"faulty.html": []byte("<!doctype html><html lang=\"zh-CN\"><head><title>示例</title></head><body><p><center>示例</p></body></html>"),
		"faulty.css":  []byte("p{colour:red}"),
		"faulty.svg":  []byte(`<svg xmlns="http://www.w3.org/2000/svg"><rectangle/></svg>`),
	})
	faulty := []string{filepath.Join(dir, "faulty.html"), filepath.Join(dir, "faulty.css"), filepath.Join(dir, "faulty.svg")}
	files := slices.Clone(faulty)
	sheets := map[string][]byte{}
	for _, s := range sources() {
		site := s.make(t)
		for _, path := range site.Files {
			switch filepath.Ext(path) {
			case ".html", ".svg":
				files = append(files, filepath.Join(site.Dir, filepath.FromSlash(path)))
			case ".css":
				name := s.name + "/" + path
				sheets[name] = []byte(ofWindows.Replace(string(site.Data(path))))
				files = append(files, filepath.Join(dir, filepath.FromSlash(name)))
			}
		}
	}
	write(t, dir, sheets)
	found := map[string]bool{}
	for _, m := range checkMarkup(t, files) {
		if strings.HasPrefix(m.Text, refusedOnDisk) {
			continue
		}
		name := strings.TrimPrefix(m.URL, "file:")
		if slices.Contains(faulty, name) {
			found[name] = true
			continue
		}
		t.Errorf("%s:%d:%d: %s %s: %s\n\t%s", name, m.Line, m.Column, m.Type, m.SubType, m.Text, m.Extract)
	}
	if len(found) != len(faulty) {
		t.Errorf("the checker finds nothing in some of the faulty files, only in %v", found)
	}
}
