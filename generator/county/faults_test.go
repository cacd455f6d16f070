package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"gongkai/generator/site/buildtest"
)

// asProgram has the binary of the tests be the program.
const asProgram = "GONGKAI_COUNTY_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		os.Exit(run(context.Background(), os.Args[1:], os.Stdout, os.Stderr))
	}
	os.Exit(buildtest.Main(m))
}

// program starts the program in a county, as a process of its own.
func program(t *testing.T, dir string, args ...string) *exec.Cmd {
	t.Helper()
	return start(t, exec.Command(os.Args[0], append([]string{"--source", dir, "--as-of", asOf, "--quiet"}, args...)...))
}

// start starts a command in which the program of the tests is that for a county.
func start(t *testing.T, cmd *exec.Cmd) *exec.Cmd {
	t.Helper()
	cmd.Env = append(os.Environ(), asProgram+"=1")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd
}

// moments is how often a fault is tried, each time at another moment: GONGKAI_MOMENTS, or
// a few times in the slow suite.
func moments() int {
	if n, err := strconv.Atoi(os.Getenv("GONGKAI_MOMENTS")); err == nil {
		return n
	}
	if os.Getenv("GONGKAI_SLOW") != "" {
		return 5
	}
	return 1
}

// Whatever happens to a process or to what is kept, the next run ends with the bytes that
// one undisturbed run makes.
func TestFaults(t *testing.T) {
	dir := newCounty(t, 3)
	mustCall(t, dir, "build")
	want := sum(t, filepath.Join(dir, "public"))
	began := time.Now()
	mustCall(t, dir, "build", "--out", filepath.Join(dir, "measured", "public"))
	took := time.Since(began)
	some := func() { time.Sleep(time.Duration(rand.Int64N(int64(took)))) }
	for name, fault := range map[string]func(out string){
		"killed": func(out string) {
			cmd := program(t, dir, "build", "--out", out)
			some()
			_ = cmd.Process.Kill()
			_ = cmd.Wait()
		},
		"a shard killed beside another": func(out string) {
			first, second := program(t, dir, "build", "--out", out, "--shard", "1/2"), program(t, dir, "build", "--out", out, "--shard", "2/2")
			some()
			_ = first.Process.Kill()
			_ = first.Wait()
			if err := second.Wait(); err != nil {
				t.Errorf("the other shard: %v", err)
			}
		},
		"all by two processes": func(out string) {
			var both sync.WaitGroup
			for range 2 {
				cmd := program(t, dir, "build", "--out", out)
				both.Go(func() {
					if err := cmd.Wait(); err != nil {
						t.Errorf("one of two: %v", err)
					}
				})
			}
			both.Wait()
		},
		"store deleted": func(out string) {
			cmd := program(t, dir, "build", "--out", out)
			some()
			_ = cmd.Process.Kill()
			_ = cmd.Wait()
			if err := os.RemoveAll(filepath.Join(filepath.Dir(out), ".build")); err != nil {
				t.Fatal(err)
			}
		},
		"results damaged": func(out string) {
			mustCall(t, dir, "build", "--out", out)
			files, err := filepath.Glob(filepath.Join(filepath.Dir(out), ".build", "r*", "*"))
			if err != nil || len(files) < 9 {
				t.Fatal(files, err)
			}
			for _, file := range files {
				if info, err := os.Stat(file); err == nil && rand.IntN(2) == 0 {
					if err := os.Truncate(file, info.Size()/2); err != nil {
						t.Fatal(err)
					}
				}
			}
		},
	} {
		if moments() == 1 && name != "killed" && name != "results damaged" {
			continue // those of several processes are tried at many moments, or not at all
		}
		for i := range moments() {
			out := filepath.Join(dir, "faults", fmt.Sprintf("%.3s%d", name, i), "public")
			fault(out)
			status, said, wrong := called(t, dir, "build", "--out", out)
			if got := sum(t, out); status != exitWell || got != want {
				t.Errorf("%s: status %d, the same bytes: %v\n%s%s", name, status, got == want, said, wrong)
			}
		}
	}
}
