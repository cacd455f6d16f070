package markdown

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/diag"
)

// testImages knows some images, two of them below static/. Of two a copy is shown.
func testImages(path string) (Image, bool) {
	shown, ok := map[string]Image{
		"policies/2017/map.png":  {Width: 640, Height: 480},
		"policies/2017/照片 1.jpg": {Width: 1600, Height: 1200, Copy: "policies/2017/照片 1.1600.jpg"},
		"/img/emblem.svg":        {Width: 48, Height: 48},
		"/img/town.jpg":          {Width: 1600, Height: 900, Copy: "/img/town.1600.jpg"},
	}[path]
	return shown, ok
}

// TestGolden renders testdata/cases/*.md, and testdata/join/*.md with lines joined,
// and compares everything that Render returns with the file beside it.
// GONGKAI_UPDATE=1 writes these files anew.
func TestGolden(t *testing.T) {
	for folder, opt := range map[string]Options{"cases": {}, "join": {Join: true}} {
		opt.Reserved = []string{"main"}
		t.Run(folder, func(t *testing.T) { testGolden(t, filepath.Join("testdata", folder, "*.md"), New(opt)) })
	}
}

func testGolden(t *testing.T, pattern string, r *Renderer) {
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		result := r.Render(Result{}, Source{Path: "policies/2017/0001.md", Body: body, Line: 6}, testImages)
		checkMinified(t, result.HTML)
		checkSafe(t, result.HTML)
		got := dump(result)
		golden := strings.TrimSuffix(file, ".md") + ".golden"
		if os.Getenv("GONGKAI_UPDATE") == "1" {
			if err := os.WriteFile(golden, got, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", file, diff)
		}
	}
}

// dump writes a result for people: one block a line, then outline, references
// and findings.
func dump(r Result) []byte {
	var b bytes.Buffer
	html := string(r.HTML)
	for _, tag := range []string{"</p>", "</h2>", "</h3>", "</h4>", "</h5>", "</h6>", "</ul>", "</ol>", "</li>", "</tr>", "</pre>", "</div>", "</figure>", "<br>"} {
		html = strings.ReplaceAll(html, tag, tag+"\n")
	}
	fmt.Fprintf(&b, "%s\n", strings.TrimSpace(html))
	for _, h := range r.Outline {
		fmt.Fprintf(&b, "outline %d %s %q\n", h.Level, h.ID, h.Text)
	}
	for _, ref := range r.Refs {
		kind := [...]string{"", "page", "file", "image", "output", "anchor", "external"}[ref.Kind]
		fmt.Fprintf(&b, "ref %d:%d %s %q %q\n", ref.Line, ref.Column, kind, ref.Target, ref.Anchor)
	}
	for _, d := range r.Diagnostics {
		fmt.Fprintf(&b, "\n%s %s:%d:%d %s\n  %s\n  %s\n", d.Code, d.Pos.File, d.Pos.Line, d.Pos.Column, marked(d.Pos), d.Message.ZH, d.Hint.ZH)
	}
	return b.Bytes()
}

// marked is what the caret underlines.
func marked(pos diag.Pos) string {
	line := []rune(pos.Source)
	from := min(pos.Column-pos.Skipped-1, len(line))
	return string(line[from:min(from+max(pos.Width, 1), len(line))])
}
