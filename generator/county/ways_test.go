//go:build unix

package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"gongkai/generator/corpus"
	"gongkai/generator/parallel"
	"gongkai/generator/site/buildtest"
	"gongkai/generator/starter"
	"gongkai/generator/toolstest"
)

// TestWays makes a county of thirty sites as gongkai init writes them, each with other names and
// other documents, and of sites of twenty generated documents, in every way that there is: by
// one process, in parts by GNU parallel, and over a queue by three workers. All publish the same bytes. GONGKAI_COUNTY says how many generated sites there are,
// where it is not the few of the slow suite: 1400 are a province.
func TestWays(t *testing.T) {
	onlySlow(t) // TestSameEverywhere and TestWorkers do the same with small sites
	generated := 10
	if n, err := strconv.Atoi(os.Getenv("GONGKAI_COUNTY")); err == nil {
		generated = n
	}
	dir := realCounty(t, 30, generated)
	out := filepath.Join(dir, "public")
	measured(t, "one process", func() { must(t, program(t, dir, "build", "--out", out)) })
	want := sum(t, out)
	measured(t, "one process, nothing changed", func() { must(t, program(t, dir, "build", "--out", out)) })
	if sum(t, out) != want {
		t.Error("a second run publishes something else")
	}
	empty := func(dir string) { // a province takes 1.7 GB each time
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
	}
	empty(out)
	empty(filepath.Join(dir, ".build"))
	parts := filepath.Join(dir, "parts", "public")
	measured(t, "three parts by GNU parallel", func() {
		must(t, start(t, exec.Command(toolstest.GNUParallel(t), "--will-cite", "--jobs", "3", "--halt", "now,fail=1",
			os.Args[0], "--source", dir, "--as-of", asOf, "--quiet", "build", "--out", parts, "--workers", "1", "--shard", "{}/3", ":::", "1", "2", "3")))
		must(t, program(t, dir, "build", "--out", parts))
	})
	if sum(t, parts) != want {
		t.Error("three parts publish something else")
	}
	empty(filepath.Dir(parts))
	f := newFleet(t, dir, "q")
	var workers []*exec.Cmd
	for range 3 {
		workers = append(workers, f.worker())
	}
	build := program(t, dir, f.flags("build")...)
	measured(t, "three workers", func() { must(t, build) })
	if sum(t, f.out) != want {
		t.Error("three workers publish something else")
	}
	for _, w := range append(workers, f.server) {
		end(w)
		t.Logf("a process of the queue has used %v", w.ProcessState.UserTime()+w.ProcessState.SystemTime())
	}
	t.Logf("the coordinator has used %v", build.ProcessState.UserTime()+build.ProcessState.SystemTime())
}

// measured runs something and logs what it took of the clock.
func measured(t *testing.T, name string, run func()) {
	t.Helper()
	began := time.Now()
	run()
	t.Logf("%s: %v", name, time.Since(began).Round(time.Millisecond))
}

// must waits for a process that ends well, and logs what it has used of the processors.
func must(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	if err := cmd.Wait(); err != nil {
		t.Fatalf("%v: %v", cmd.Args[1:], err)
	}
	t.Logf("%v of the processors", cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime())
}

// realCounty writes a county of sites that begin as gongkai init writes them, and of generated
// ones.
func realCounty(t *testing.T, started, generated int) (dir string) {
	t.Helper()
	dir = buildtest.TempDir(t)
	files, err := starter.Files()
	if err != nil {
		t.Fatal(err)
	}
	toml := bytes.NewBufferString("name = \"示例县人民政府\"\naddress = \"https://county.example/\"\n")
	for i := range started + generated {
		fmt.Fprintf(toml, "[[office]]\nkey = \"o%d\"\nname = \"示例%[1]d镇人民政府\"\nlevel = \"township\"\nfolder = \"sites/o%[1]d\"\n", i)
	}
	if err := buildtest.Write(dir, map[string][]byte{"county.toml": toml.Bytes()}); err != nil {
		t.Fatal(err)
	}
	err = parallel.Each(0, started+generated, func(_, i int) error {
		site := filepath.Join(dir, "sites", fmt.Sprintf("o%d", i))
		if i >= started {
			return corpus.Write(site, corpus.Options{Docs: 20, Seed: uint64(i), Workers: 1})
		}
		if err := os.CopyFS(site, files); err != nil {
			return err
		}
		config, err := os.ReadFile(filepath.Join(site, "config.toml"))
		if err != nil {
			return err
		}
		own := map[string][]byte{"config.toml": bytes.ReplaceAll(config, []byte("示例镇"), fmt.Appendf(nil, "示例%d镇", i))}
		for n := range 3 + i%5 {
			own[fmt.Sprintf("content/notices/2024/%04d.md", n+1)] = fmt.Appendf(nil, "---\ntitle: 示例%d镇第%d号公告\ncategory: notices\ndate: 2024-%02d-%02d\n---\n%s\n",
				i, n+1, n+1, i%28+1, strings.Repeat(fmt.Sprintf("这是第%d个机关的第%d段。\n\n", i, n), n+1))
		}
		return buildtest.Write(site, own)
	})
	if err != nil {
		t.Fatal(err)
	}
	return dir
}
