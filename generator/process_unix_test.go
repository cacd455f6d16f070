//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"gongkai/generator/site/buildtest"
)

// nobody is a user who owns nothing.
const nobody = 65534

// TestPermission builds as a user who may read the site and not write to it:
// root, whom access rights do not bind, becomes nobody.
func TestPermission(t *testing.T) {
	dir := testSite(t)
	mustRun(t, gongkai(t, nil, buildArgs(dir)...))
	before := published(t, dir)
	if err := buildtest.Write(dir, map[string][]byte{"static/data/more.txt": []byte("更多")}); err != nil {
		t.Fatal(err)
	}
	cmd := gongkai(t, nil, buildArgs(dir)...)
	if os.Getuid() == 0 {
		open(t, filepath.Dir(dir))
		open(t, filepath.Dir(cmd.Path))
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	} else {
		work := filepath.Join(dir, ".build", "public")
		for _, name := range []string{work, filepath.Join(work, "lock")} {
			if err := os.Chmod(name, 0o500); err != nil {
				t.Fatal(err)
			}
		}
		defer os.Chmod(work, 0o700)
	}
	out, _ := cmd.CombinedOutput()
	if code := cmd.ProcessState.ExitCode(); code != exitMachine {
		t.Errorf("exit status %d, want %d\n%s", code, exitMachine, out)
	}
	if !strings.Contains(string(out), "permission") {
		t.Errorf("no message that helps:\n%s", out)
	}
	if got := published(t, dir); got.Sum() != before.Sum() {
		t.Errorf("the published site was touched: %+v", got.Since(before))
	}
}

// open lets everybody go through a folder and those around it, up to the one
// for temporary files.
func open(t *testing.T, dir string) {
	t.Helper()
	for ; len(dir) > 1 && dir != os.TempDir(); dir = filepath.Dir(dir) {
		info, err := os.Stat(dir)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm()&0o005 == 0o005 {
			continue
		}
		if err := os.Chmod(dir, info.Mode().Perm()|0o055); err != nil {
			t.Fatal(err)
		}
	}
}
