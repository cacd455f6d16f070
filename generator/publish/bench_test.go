package publish

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
)

const benchFiles = 100_000

func benchPath(i int) string { return fmt.Sprintf("c%d/%d/%05d.html", i%10, 1990+i%30, i) }

// onAll calls do for 0 to n-1 on all processors.
func onAll(n int, do func(i int) error) error {
	var next atomic.Int64
	var wg sync.WaitGroup
	errs := make([]error, runtime.GOMAXPROCS(0))
	for w := range errs {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				if err := do(i); err != nil {
					errs[w] = err
				}
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// BenchmarkPublish makes 100,000 files of 6 KB in a fresh tree (with what plain
// os.WriteFile takes for the same), changes one, which makes the spare tree,
// and changes one again. GONGKAI_BENCH_DIR says where; default: in memory.
func BenchmarkPublish(b *testing.B) {
	if !slow() {
		b.Skip("makes 100,000 files: set GONGKAI_SLOW=1")
	}
	site := memory(b)
	if dir := os.Getenv("GONGKAI_BENCH_DIR"); dir != "" {
		var err error
		site, err = os.MkdirTemp(dir, "publish")
		must(b, err)
		b.Cleanup(func() { os.RemoveAll(site) })
	}
	data := bytes.Repeat([]byte("公开"), 1000)
	b.Run("plain", func(b *testing.B) {
		for b.Loop() {
			plain := filepath.Join(site, "plain")
			for i := range 300 {
				must(b, os.MkdirAll(filepath.Join(plain, filepath.Dir(benchPath(i))), 0o755))
			}
			must(b, onAll(benchFiles, func(i int) error {
				return os.WriteFile(plain+"/"+benchPath(i), data, 0o644)
			}))
			b.StopTimer()
			must(b, os.RemoveAll(plain))
			b.StartTimer()
		}
	})
	p, err := Open(site, filepath.Join(site, "public"), Options{})
	must(b, err)
	defer p.Close()
	b.Run("fresh", func(b *testing.B) {
		for b.Loop() {
			t, err := p.Begin(true)
			must(b, err)
			must(b, onAll(benchFiles, func(i int) error { _, err := t.Put(benchPath(i), data); return err }))
			_, err = t.Commit("fresh", nothing, nil)
			must(b, err)
			b.StopTimer()
			must(b, os.RemoveAll(p.out))
			p.exists, p.ours = false, false
			b.StartTimer()
		}
	})
	t, err := p.Begin(true)
	must(b, err)
	must(b, onAll(benchFiles, func(i int) error { _, err := t.Put(benchPath(i), data); return err }))
	_, err = t.Commit("0", nothing, nil)
	must(b, err)
	one := func(b *testing.B, drop bool) {
		n := 0
		for b.Loop() {
			n++
			if drop {
				os.Remove(p.path(behindName))
			}
			t, err := p.Begin(false)
			must(b, err)
			_, err = t.Put(benchPath(n), data)
			must(b, err)
			_, err = t.Commit(fmt.Sprint(n), nothing, nil)
			must(b, err)
		}
	}
	b.Run("one changed, no spare", func(b *testing.B) { one(b, true) })
	b.Run("one changed", func(b *testing.B) { one(b, false) })
}

// BenchmarkIntact looks at 100,000 published files.
func BenchmarkIntact(b *testing.B) {
	if !slow() {
		b.Skip("makes 100,000 files: set GONGKAI_SLOW=1")
	}
	site := memory(b)
	p, err := Open(site, filepath.Join(site, "public"), Options{})
	must(b, err)
	defer p.Close()
	t, err := p.Begin(true)
	must(b, err)
	stamps := make([]Stamp, benchFiles)
	must(b, onAll(benchFiles, func(i int) (err error) {
		stamps[i], err = t.Put(benchPath(i), []byte("公开"))
		return err
	}))
	files := func(yield func(string, Stamp) bool) {
		for i, stamp := range stamps {
			if !yield(benchPath(i), stamp) {
				return
			}
		}
	}
	_, err = t.Commit("all", files, func(io.Writer) error { return nil })
	must(b, err)
	_, err = p.Snapshot()
	must(b, err)
	for b.Loop() {
		if intact, err := p.Intact(); !intact || err != nil {
			b.Fatal(intact, err)
		}
	}
}
