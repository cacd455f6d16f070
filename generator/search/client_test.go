package search

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"

	"gongkai/generator/toolstest"
)

// client runs the script of the browser in Node and returns what it prints. With two
// indexes, it has the manifest of the first, and finds the files of the second.
func client(t *testing.T, queries []string, indexes ...*Index) []byte {
	t.Helper()
	out, err := ran(t, queries, indexes...)
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return out
}

// ran runs the script, and returns what it prints, with what it complains of where it fails.
func ran(t *testing.T, queries []string, indexes ...*Index) ([]byte, error) {
	t.Helper()
	toolstest.Slow(t, "runs Node")
	node, err := exec.LookPath("node")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	var folders []string
	for i, x := range indexes {
		folders = append(folders, filepath.Join(dir, fmt.Sprint(i)))
		writeIndex(t, x, folders[i])
	}
	asked := "fold"
	if queries != nil {
		asked = filepath.Join(dir, "queries")
		var lines []byte
		for _, q := range queries {
			line, err := json.Marshal(q)
			if err != nil {
				t.Fatal(err)
			}
			lines = append(append(lines, line...), '\n')
		}
		if err := os.WriteFile(asked, lines, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(node, append([]string{"testdata/client.js", "../../static/js/search.js", folders[0], asked}, folders[1:]...)...)
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if err != nil {
		return append(out, complaints.Bytes()...), err
	}
	return out, nil
}

// writeIndex writes the files of an index.
func writeIndex(t *testing.T, x *Index, dir string) {
	t.Helper()
	for path, data := range filesOf(t, x) {
		file := filepath.Join(dir, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// answer is what the script prints of a query.
type answer struct {
	Count int
	IDs   []int
}

// answers runs the script.
func answers(t *testing.T, queries []string, indexes ...*Index) []answer {
	t.Helper()
	list := make([]answer, len(queries))
	lines := bytes.Split(bytes.TrimSpace(client(t, queries, indexes...)), []byte("\n"))
	if len(lines) != len(queries) {
		t.Fatalf("%d answers to %d queries", len(lines), len(queries))
	}
	for i := range list {
		if err := json.Unmarshal(lines[i], &list[i]); err != nil {
			t.Fatal(err)
		}
	}
	return list
}

// TestClient: the script finds what a plain scan finds, and counts it.
func TestClient(t *testing.T) {
	for name, size := range sizes() {
		t.Run(name, func(t *testing.T) {
			s := newSample(uint64(size.count)+1, size.count)
			queries := []string{"政府", "政", "没有的"}
			if size.count > 0 {
				queries = append(queries, s.queries(rand.New(rand.NewPCG(5, 6)), 120)...)
			}
			for i, got := range answers(t, queries, s.build(t, size.l, 2)) {
				if want := s.scan(queries[i]); !slices.Equal(got.IDs, want) || got.Count != len(want) {
					t.Fatalf("%q: found %d, %v, not %v", queries[i], got.Count, got.IDs, want)
				}
			}
		})
	}
}

// TestClientRenewed: whoever has opened the page before a release finds what is there after
// it, be it that as many documents have come as have gone.
func TestClientRenewed(t *testing.T) {
	before := newSample(3, 400).build(t, usualLimits(), 2)
	for _, withdrawn := range []int{0, 1, 200, 400} {
		after := newSample(3, 401).without(withdrawn)
		queries := after.queries(rand.New(rand.NewPCG(7, 8)), 60)
		for i, got := range answers(t, queries, before, after.build(t, usualLimits(), 2)) {
			if want := after.scan(queries[i]); !slices.Equal(got.IDs, want) || got.Count != len(want) {
				t.Fatalf("%q: found %d, %v, not %v", queries[i], got.Count, got.IDs, want)
			}
		}
	}
}

// TestClientFormat: files that mean something else to another script are not read: there
// is an error, and no answer.
func TestClientFormat(t *testing.T) {
	s := newSample(3, 40)
	before, after := s.build(t, usualLimits(), 2), newSample(3, 41).build(t, usualLimits(), 2)
	if len(answers(t, []string{"政府"}, before, after)) != 1 {
		t.Fatal("no answer of a release with the same format")
	}
	for name, foreign := range map[string][]*Index{"at once": {after}, "renewed": {before, after}} {
		after.format = format + 1
		if out, err := ran(t, []string{"政府"}, foreign...); err == nil || !strings.Contains(string(out), "search/index.js") || strings.Contains(string(out), "count") {
			t.Errorf("%s: %v\n%s", name, err, out)
		}
	}
}

// TestClientFold compares the table of the browser with that of the builder, for every
// character there may be.
func TestClientFold(t *testing.T) {
	out := client(t, nil, newSample(1, 1).build(t, usualLimits(), 1))
	got := map[rune]string{}
	for line := range strings.Lines(string(out)) {
		var c rune
		var text string
		number, quoted, _ := strings.Cut(strings.TrimSpace(line), " ")
		if _, err := fmt.Sscanf(number, "%x", &c); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		if err := json.Unmarshal([]byte(quoted), &text); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		got[c] = text
	}
	table, wrong := theFolds(), 0
	for c := rune(0); c <= unicode.MaxRune && wrong < 10; c++ {
		if c == '\n' || utf16.IsSurrogate(c) {
			continue
		}
		folded := string(utf16.Decode(table.fold(nil, utf16.Encode([]rune("龘"+string(c)+"龘")))))
		want := folded[len("龘") : len(folded)-len("龘")]
		if is, ok := got[c]; ok && is != want || !ok && want != string(c) {
			t.Errorf("%U becomes %q in the browser, and %q here", c, is, want)
			wrong++
		}
	}
	if len(got) < 5000 {
		t.Errorf("%d characters become others", len(got))
	}
}
