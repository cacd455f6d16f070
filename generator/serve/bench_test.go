package serve

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"gongkai/generator/corpus"
	"gongkai/generator/page"
	"gongkai/generator/site"
	"gongkai/generator/site/buildtest"
)

// Must hold 3. Each benchmark prints the median beside the mean, and the memory
// that is in use afterwards:
//
//	go test ./generator/serve -run '^$' -bench . -benchtime 30x
//
// An edit is timed from the moment at which the watch reports the file to the
// end of the answer that has the new text. The time for which the watch collects
// changes before it reports them is 15 ms, and not in it.

var sizes = []int{10_000, 100_000}

func BenchmarkBodyEdit(b *testing.B) {
	benchmarkEdits(b, func(data []byte, word string) []byte {
		return append(slices.Clone(data), "\n\n"+word+"。\n"...)
	})
}

func BenchmarkTitleEdit(b *testing.B) {
	benchmarkEdits(b, func(data []byte, word string) []byte {
		return []byte(strings.Replace(string(data), "title: ", "title: "+word, 1))
	})
}

func benchmarkEdits(b *testing.B, edit func(data []byte, word string) []byte) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			site := corpus.Options{Docs: n, Seed: 1}
			r := startIn(b, writeCorpus(b, site), quietly)
			r.wait("the first review", func() bool { return r.s.current.Load().complete })
			path, data := corpus.Document(site, n/2)
			source, output := "content/"+path, page.URL(path)
			r.get(output)
			var took []time.Duration
			for i := 0; b.Loop(); i++ {
				b.StopTimer()
				word := fmt.Sprintf("第%d次修改", i)
				if err := os.WriteFile(filepath.Join(r.dir, source), edit(data, word), 0o644); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
				began := time.Now()
				r.s.Apply([]string{source})
				body := fetch(b, r.url+"/"+output)
				took = append(took, time.Since(began))
				b.StopTimer()
				if !strings.Contains(body, word) {
					b.Fatal("the page has not changed")
				}
				r.wait("the review", func() bool { return r.s.current.Load().complete })
				b.StartTimer()
			}
			report(b, took)
		})
	}
}

// BenchmarkStart times the start of a preview of a site that has been built:
// from nothing to the home page in the browser.
func BenchmarkStart(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir := writeCorpus(b, corpus.Options{Docs: n, Seed: 1})
			opt := optionsFor(b, dir)
			opt.Preview = false
			time.Sleep(3 * time.Second) // until the files have settled
			if res, err := site.Build(opt); err != nil || res.Stats.Made == 0 {
				b.Fatal(res, err)
			}
			var took []time.Duration
			for b.Loop() {
				began := time.Now()
				s := New(Options{Build: opt, Today: func() page.Date { return opt.Today }})
				s.Load()
				took = append(took, time.Since(began))
				if s.current.Load().site.Documents() != n {
					b.Fatal("documents are missing")
				}
			}
			report(b, took)
		})
	}
}

// writeCorpus makes a site of many documents.
func writeCorpus(b *testing.B, opt corpus.Options) string {
	b.Helper()
	dir := buildtest.TempDir(b)
	if err := corpus.Write(dir, opt); err != nil {
		b.Fatal(err)
	}
	return dir
}

// fetch returns a page.
func fetch(b *testing.B, address string) string {
	b.Helper()
	res, err := http.Get(address)
	if err != nil {
		b.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		b.Fatal(err)
	}
	return string(body)
}

// report adds the median and the memory in use.
func report(b *testing.B, took []time.Duration) {
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "median-ms")
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.HeapAlloc)/1e6, "live-MB")
	b.ReportMetric(float64(m.Sys-m.HeapReleased)/1e6, "from-system-MB")
}
