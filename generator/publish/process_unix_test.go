//go:build unix

package publish

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/sys/unix"
)

// generation returns a site of 200 pages of which a third changes each time.
func generation(n int) content {
	c := content{"index.html": fmt.Sprint(n)}
	for i := range 200 {
		c[fmt.Sprintf("d%d/%d.html", i%7, i)] = fmt.Sprint((n + i) / 3)
	}
	c[fmt.Sprintf("only/%d.html", n)] = "gone in the next"
	return c
}

// TestMain runs the process that TestKilledProcess kills, where it is told to
// by the environment.
func TestMain(m *testing.M) {
	site := os.Getenv("GONGKAI_TEST_PUBLISH")
	if site == "" {
		debug.SetGCPercent(400) // as the program does: see tune in package main
		os.Exit(m.Run())
	}
	for n := range 1_000_000 {
		if _, err := build(site, nil, generation(n)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

// A process is killed at random moments, and another goes on. This is what the
// other tests simulate, with the system's own kill.
func TestKilledProcess(t *testing.T) {
	kills := 12
	if slow() {
		kills = 100
	}
	program, err := os.Executable()
	must(t, err)
	site := memory(t)
	out := filepath.Join(site, "public")
	_, err = build(site, nil, generation(0))
	must(t, err)
	for range kills {
		cmd := exec.Command(program)
		cmd.Env = append(os.Environ(), "GONGKAI_TEST_PUBLISH="+site)
		cmd.Stderr = os.Stderr
		must(t, cmd.Start())
		time.Sleep(20*time.Millisecond + rand.N(60*time.Millisecond))
		must(t, cmd.Process.Kill())
		cmd.Wait()
		now := published(t, out)
		var n int
		if _, err := fmt.Sscan(now["index.html"], &n); err != nil {
			t.Fatalf("no site: %v", err)
		}
		if diff := cmp.Diff(generation(n), now); diff != "" {
			t.Fatalf("a mixture:\n%s", diff)
		}
	}
	for n := range 3 {
		_, err := build(site, nil, generation(n))
		must(t, err)
		expect(t, site, generation(n))
	}
}

// What is published has the same modes under any umask.
func TestUmask(t *testing.T) {
	for _, umask := range []int{0o000, 0o022, 0o077, 0o177} {
		old := unix.Umask(umask)
		site := memory(t)
		for _, c := range []content{first, second, first} {
			if umask == 0o177 && os.Geteuid() != 0 {
				continue // the work folder itself cannot be entered
			}
			_, err := build(site, nil, c)
			if err != nil {
				unix.Umask(old)
				t.Fatal(err)
			}
		}
		unix.Umask(old)
		modes(t, filepath.Join(site, "public"))
	}
}

func modes(t *testing.T, out string) {
	t.Helper()
	must(t, filepath.WalkDir(out, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		want := fs.FileMode(0o644)
		if d.IsDir() {
			want = 0o755
		}
		if info.Mode().Perm() != want {
			t.Errorf("%s: mode %v", path, info.Mode())
		}
		return err
	}))
}

// Where the output is on another file system than the site, the work folder is
// beside the output.
func TestOtherFileSystem(t *testing.T) {
	site, other := t.TempDir(), memory(t)
	if sameVolume(site, other) {
		t.Skip("there is only one file system here")
	}
	out := filepath.Join(other, "public")
	for _, want := range []content{first, second, first} {
		p, err := Open(site, out, Options{})
		must(t, err)
		facts, err := p.Snapshot()
		must(t, err)
		_, err = update(p, parse(facts), want)
		must(t, err)
		must(t, p.Close())
		if diff := cmp.Diff(want, published(t, out)); diff != "" {
			t.Error(diff)
		}
	}
	if _, err := os.Stat(filepath.Join(other, ".public.gongkai", snapshotName)); err != nil {
		t.Error(err)
	}
}

// A folder that hands its group down does so to all that is published in it, and
// nothing is found to differ for that.
func TestGroupHandedDown(t *testing.T) {
	site := memory(t)
	must(t, os.Chmod(site, 0o755|fs.ModeSetgid))
	m := &maintained{site: site}
	for _, want := range []content{first, second, first, first} {
		if d := m.build(t, want); !d.None() {
			t.Errorf("drift: %+v", d)
		}
		modes(t, m.out())
	}
	must(t, os.WriteFile(filepath.Join(m.out(), "index.html"), []byte("evil"), 0o644))
	if d := m.build(t, first); len(d.Changed) != 1 || len(d.Foreign) > 0 {
		t.Errorf("drift: %+v", d)
	}
	if got := published(t, m.out()); !cmp.Equal(got, first) {
		t.Errorf("published %v", got)
	}
}
