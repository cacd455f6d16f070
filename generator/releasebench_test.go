package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"gongkai/generator/corpus"
	"gongkai/generator/site/buildtest"
)

// benchDay is the day as of which the corpus is built.
const benchDay = "2026-11-27"

// BenchmarkRelease makes 10,000 documents public, with `build --record` and with `release` in
// turn, from nothing and after the edit of one: what a release takes more is to be half a
// second at most.
//
//	go test ./generator -run '^$' -bench Release -benchtime 5x
func BenchmarkRelease(b *testing.B) {
	const documents = 10000
	dir := buildtest.TempDir(b)
	if err := corpus.Write(dir, corpus.Options{Docs: documents}); err != nil {
		b.Fatal(err)
	}
	edited, text := corpus.Document(corpus.Options{Docs: documents}, documents/2)
	edited = filepath.Join(dir, "content", filepath.FromSlash(edited))
	key := filepath.Join(b.TempDir(), "release.key")
	if err := os.WriteFile(key, []byte(benchKey), 0o600); err != nil {
		b.Fatal(err)
	}
	tune()
	build := &timed{b: b, name: "build", args: []string{"build", "--record"}, dir: dir}
	release := &timed{b: b, name: "release", args: []string{"release", "--key", key}, dir: dir}
	for _, change := range []string{"first", "edit"} {
		b.Run(change, func(b *testing.B) {
			build.cost, release.cost = cost{}, cost{}
			edits := 0
			for range b.N {
				for _, made := range []*timed{build, release} {
					if change == "edit" { // of a site that was made in the same way
						made.run()
						edits++
						more := fmt.Appendf(nil, "\n第%d次修改，%s以后。\n", edits, made.name)
						if err := os.WriteFile(edited, append(text, more...), 0o644); err != nil {
							b.Fatal(err)
						}
					}
					made.once(change == "first")
				}
			}
			build.report(b)
			release.report(b)
		})
	}
}

// cost is what runs have cost together.
type cost struct{ wall, cpu time.Duration }

// timed is a way to make a site, and what it costs.
type timed struct {
	b    *testing.B
	name string
	args []string
	dir  string
	cost
}

// run makes the site.
func (t *timed) run() {
	args := append(slices.Clone(t.args), "--source", t.dir, "--as-of", benchDay, "--quiet")
	var stderr bytes.Buffer
	if status := run(args, io.Discard, &stderr); status != exitWell {
		t.b.Fatalf("%v: status %d: %s", args, status, stderr.String())
	}
}

// once makes the site and counts what that costs, if anew from nothing.
func (t *timed) once(anew bool) {
	if anew {
		for _, made := range []string{"public", ".build", "records"} {
			if err := os.RemoveAll(filepath.Join(t.dir, made)); err != nil {
				t.b.Fatal(err)
			}
		}
	}
	runtime.GC()
	cpu, start := corpus.Usage(), time.Now()
	t.run()
	t.wall += time.Since(start)
	t.cpu += corpus.Usage().CPU - cpu.CPU
}

// report reports what a run has cost.
func (t *timed) report(b *testing.B) {
	b.ReportMetric(float64(t.wall.Milliseconds())/float64(b.N), t.name+"-ms")
	b.ReportMetric(float64(t.cpu.Milliseconds())/float64(b.N), t.name+"-cpu-ms")
}

// benchKey is a key in the clear: to open one with a passphrase takes a constant time.
const benchKey = `untrusted comment: a key of tests, in the clear
RWQAAEIyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29cfHmiXbxVSs0a/T3rKnxLyXXUC2vediQ2rAyGbOjP+WU=
`
