package site

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"gongkai/generator/corpus"
	"gongkai/generator/diag"
	"gongkai/generator/site/buildtest"
	"gongkai/generator/toolstest"
)

// mistaken is a site of one configuration and n documents, each with a mistake:
// number 0 is the one that all others refer to.
func mistaken(n int, write func(i int) (name, front, body string)) map[string][]byte {
	files := map[string][]byte{"config.toml": buildtest.Site()["config.toml"]}
	for i := range n {
		name, front, body := write(i)
		files["content/notices/2020/"+name] = fmt.Appendf(nil,
			"---\ntitle: 第%d号公告\ncategory: notices\ndate: 2020-02-10\n%s---\n%s\n", i, front, body)
	}
	return files
}

// massMistakes are what one slip does to a site of n documents.
func massMistakes() map[string]func(n int) map[string][]byte {
	return map[string]func(n int) map[string][]byte{
		"a document that all link to is renamed": func(n int) map[string][]byte {
			return mistaken(n, func(i int) (string, string, string) { return fmt.Sprintf("%05d.md", i+1), "", "[办法](00000.md)" })
		},
		"all documents are renamed": func(n int) map[string][]byte {
			return mistaken(n, func(i int) (string, string, string) {
				return fmt.Sprintf("n%05d.md", i), "", fmt.Sprintf("[办法](%05d.md)", i)
			})
		},
		"each links to a heading that one does not have": func(n int) map[string][]byte {
			files := mistaken(n, func(i int) (string, string, string) {
				return fmt.Sprintf("%05d.md", i+1), "", fmt.Sprintf("[办法](00000.md#第%d条之二)", i)
			})
			var body strings.Builder
			for i := range n {
				fmt.Fprintf(&body, "## 第%d条\n\n正文。\n\n", i)
			}
			files["content/notices/2020/00000.md"] = []byte("---\ntitle: 办法\ncategory: notices\ndate: 2020-02-10\n---\n" + body.String())
			return files
		},
		"an attachment of all is renamed": func(n int) map[string][]byte {
			return mistaken(n, func(i int) (string, string, string) {
				return fmt.Sprintf("%05d.md", i), "attachments: [{file: 申请表.pdf, title: 表}]\n", "正文。"
			})
		},
		"all attachments are renamed": func(n int) map[string][]byte {
			files := mistaken(n, func(i int) (string, string, string) {
				return fmt.Sprintf("%05d.md", i), fmt.Sprintf("attachments: [{file: %05d-表.csv, title: 表}]\n", i), "正文。"
			})
			for i := range n {
				files[fmt.Sprintf("content/notices/2020/%05d-表格.csv", i)] = []byte("1\n")
			}
			return files
		},
		"what all interpret is renamed": func(n int) map[string][]byte {
			return mistaken(n, func(i int) (string, string, string) {
				return fmt.Sprintf("%05d.md", i+1), "interprets: [notices/2020/00000.md]\n", "正文。"
			})
		},
		"each replaces the one before, and the first the last": func(n int) map[string][]byte {
			return mistaken(n, func(i int) (string, string, string) {
				return fmt.Sprintf("%05d.md", i), fmt.Sprintf("replaces: [notices/2020/%05d.md]\n", (i+n-1)%n), "正文。"
			})
		},
		"one document has all the links": func(n int) map[string][]byte {
			return mistaken(1, func(int) (string, string, string) {
				return "00000.md", "", strings.Repeat(strings.Repeat("[办](1.md)", 40)+"\n\n", n/40)
			})
		},
		"one document has all the attachments": func(n int) map[string][]byte {
			return mistaken(1, func(int) (string, string, string) {
				var list strings.Builder
				for i := range n {
					fmt.Fprintf(&list, "  - {file: %d.csv}\n", i)
				}
				return "00000.md", "attachments:\n" + list.String(), "正文。"
			})
		},
	}
}

// mistakeCost is what it costs to find all mistakes of a site.
type mistakeCost struct {
	cpu       time.Duration
	allocated uint64 // bytes, all in all
	held      uint64 // bytes, by the findings
}

func costOf(t *testing.T, opt Options, want int) mistakeCost {
	t.Helper()
	least := mistakeCost{cpu: time.Hour}
	for range 2 {
		var before, after, held runtime.MemStats
		collect()
		runtime.ReadMemStats(&before)
		began := corpus.Usage().CPU
		res, err := Check(opt)
		took := corpus.Usage().CPU - began
		runtime.ReadMemStats(&after)
		if err != nil {
			t.Fatal(err)
		}
		if errors, _ := diag.Count(res.Diagnostics); errors != want {
			t.Fatalf("%d errors, want %d", errors, want)
		}
		collect()
		runtime.ReadMemStats(&held)
		least.cpu = min(least.cpu, took)
		least.allocated = after.TotalAlloc - before.TotalAlloc
		least.held = held.HeapAlloc - min(before.HeapAlloc, held.HeapAlloc)
		runtime.KeepAlive(res)
	}
	return least
}

// collect frees what is free, pools included: they keep things for one round.
func collect() {
	runtime.GC()
	runtime.GC()
}

// TestMassMistakes: the cost of a slip grows with the number of places in which
// it shows, not with its square, and each place is named.
func TestMassMistakes(t *testing.T) {
	toolstest.Slow(t, "builds sites with thousands of mistakes")
	const few = 680 // the front matter of one document has no room for more
	many := 4 * few
	for name, site := range massMistakes() {
		t.Run(name, func(t *testing.T) {
			one, four := costOf(t, newSite(t, site(few)), few), costOf(t, newSite(t, site(many)), many)
			if four.cpu > 6*one.cpu || four.allocated > 6*one.allocated {
				t.Errorf("%d places cost %+v, %d cost %+v", few, one, many, four)
			}
			if more := four.held - min(one.held, four.held); more > uint64(many-few)*3000 {
				t.Errorf("%d findings more hold %d bytes", many-few, more)
			}
		})
	}
}

// longestRename is what it may take to find 8,000 links to a document that was
// renamed.
const longestRename = 2 * time.Second

// TestRenamed holds the commonest slip to a bound; of the slow suite only, since it
// is one of time.
func TestRenamed(t *testing.T) {
	if !slow() {
		t.Skip("GONGKAI_SLOW is not set")
	}
	const n = 8000
	opt := newSite(t, massMistakes()["a document that all link to is renamed"](n))
	if cost := costOf(t, opt, n); cost.cpu > longestRename {
		t.Errorf("%d links cost %+v, more than %v", n, cost, longestRename)
	}
}

// TestRefusedFiles: what is wrong with a file is said by a build as by a check,
// with all else that is wrong, and nothing is published.
func TestRefusedFiles(t *testing.T) {
	for name, data := range map[string]string{
		"0001-表.docm": "x", "0001-程序.exe": "MZ", "0001-页.html": "<p>", "0001-批.bat": "x", "0001-图.dwg": "x", "0001-图.heic": "x",
		"0001-表.pdf": "", "0001-表.xlsx": "<html>", "0001-图.png": "\x89PNG\r\n\x1a\n", "0001-图.svg": "<svg",
	} {
		t.Run(name, func(t *testing.T) {
			files := mistaken(2, func(i int) (string, string, string) {
				return fmt.Sprintf("%04d.md", i+1), "", "正文。[无](无.md)"
			})
			files["content/notices/2020/"+name] = []byte(data)
			files["static/data/"+strings.TrimPrefix(name, "0001-")] = []byte(data)
			text := strings.ReplaceAll(string(files["content/notices/2020/0001.md"]), "---\n正文", "attachments: [{file: "+name+"}]\n---\n正文")
			files["content/notices/2020/0001.md"] = []byte(strings.Replace(text, "[无](无.md)", "", 1))
			sound := newSite(t, files)
			checked, err := Check(sound)
			if err != nil {
				t.Fatal(err)
			}
			built, err := Build(sound)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(printed(t, checked.Diagnostics), printed(t, built.Diagnostics)); diff != "" {
				t.Errorf("a build finds something else than a check (-check +build):\n%s", diff)
			}
			about := func(d diag.Diagnostic) bool {
				return d.Pos.File == "content/notices/2020/"+name && strings.HasPrefix(d.Code, "AS")
			}
			if !slices.ContainsFunc(built.Diagnostics, about) || len(readTree(t, sound.Out)) > 0 {
				t.Errorf("found:\n%s", printed(t, built.Diagnostics))
			}
		})
	}
}
