package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"gongkai/generator/publish"
	"gongkai/generator/site/buildtest"
)

// programName is the name under which the test binary is the program itself.
const programName = "gongkai"

// TestMain runs the program where the test binary is called by its name, so
// that tests can start it as a process of its own. What they call in this process
// collects garbage as it does there.
func TestMain(m *testing.M) {
	if strings.TrimSuffix(filepath.Base(os.Args[0]), ".exe") == programName {
		main()
		return
	}
	if strings.TrimSuffix(filepath.Base(os.Args[0]), ".exe") == "tesseract" {
		os.Exit(actAsTesseract(os.Args[1:]))
	}
	tune()
	// Many tests wait for a stamp to grow old, or for a process; others can go on.
	if err := flag.Set("test.parallel", "6"); err != nil { // which the command line can change
		panic(err)
	}
	os.Exit(buildtest.Main(m))
}

// testBinary returns the binary of the tests, or, as no link leads from the disk to memory, a
// copy that lies where all temporary folders do.
var testBinary = sync.OnceValues(func() (string, error) {
	self, err := os.Executable()
	if err != nil || !buildtest.InMemory() {
		return self, err
	}
	data, err := os.ReadFile(self)
	if err != nil {
		return "", err
	}
	self = filepath.Join(os.TempDir(), "binary")
	return self, os.WriteFile(self, data, 0o755)
})

// tuned is for the environment of the program: what it sets itself once it runs (see
// tune). The packages that it is made of are initialized before, and the collector, which
// finds nothing then, would take a sixth of a short run.
const tuned = "GOGC=400"

// program returns a folder for PATH in which the program lies.
func program(t testing.TB) string {
	t.Helper()
	self, err := testBinary()
	if err != nil {
		t.Fatal(err)
	}
	dir, name := t.TempDir(), programName
	if runtime.GOOS == "windows" {
		name += ".exe" // no link: what runs cannot be removed, under no name
	} else if err := os.Link(self, filepath.Join(dir, name)); err == nil {
		return dir
	}
	data, err := os.ReadFile(self)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name), data, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

// gongkai prepares a call of the program; env are settings that go before those
// of this process.
func gongkai(t testing.TB, env []string, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(filepath.Join(program(t), programName), args...)
	cmd.Env = slices.Concat(os.Environ(), []string{tuned}, env)
	return cmd
}

// buildArgs is the call that builds a test site.
func buildArgs(dir string) []string {
	return []string{"build", "--source", dir, "--as-of", buildtest.Day, "--lang", "en"}
}

// testSite writes the test site into a new folder.
func testSite(t testing.TB) string {
	t.Helper()
	dir := filepath.Join(buildtest.TempDir(t), "site")
	if err := buildtest.Write(dir, buildtest.Site()); err != nil {
		t.Fatal(err)
	}
	return dir
}

// published reads the site that was built in a folder.
func published(t testing.TB, dir string) buildtest.Tree {
	t.Helper()
	tree, err := buildtest.ReadTree(filepath.Join(dir, "public"))
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// mustRun runs a command that must end well.
func mustRun(t testing.TB, cmd *exec.Cmd) string {
	t.Helper()
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %v\n%s", cmd.Args, err, out)
	}
	return string(out)
}

// TestReproducible builds the site in other folders, with other settings of the
// system, with files written in another order and at other times: one tree,
// down to the access rights of the files.
func TestReproducible(t *testing.T) {
	var first buildtest.Tree
	firstModes := ""
	for _, c := range []struct {
		name string
		env  []string
		mask string
		make func(t *testing.T, dir string)
	}{
		{name: "plain"},
		{name: "one processor, time zone, language, narrow umask", mask: "077",
			env: []string{"GOMAXPROCS=1", "TZ=America/New_York", "LANG=tr_TR.UTF-8", "LC_ALL=tr_TR.UTF-8", "LANGUAGE=tr"}},
		{name: "eight processors, far time zone, no language, home, wide umask", mask: "000",
			env: []string{"GOMAXPROCS=8", "TZ=Pacific/Kiritimati", "LANG=C", "LC_ALL=C", "HOME=/nonexistent", "USER=nobody", "SOURCE_DATE_EPOCH=1"}},
		{name: "other order and times", make: writeBackwards},
		{name: "history of edits", make: writeInSteps},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := testSite(t)
			if c.make != nil {
				c.make(t, dir)
			}
			cmd := gongkai(t, c.env, buildArgs(dir)...)
			if c.mask != "" {
				cmd = underShell(t, "umask "+c.mask, cmd)
			}
			mustRun(t, cmd)
			tree, modes := published(t, dir), modesOf(t, dir)
			if first == nil {
				first, firstModes = tree, modes
			}
			if tree.Sum() != first.Sum() {
				t.Errorf("another tree: %+v", tree.Since(first))
			}
			if modes != firstModes {
				t.Errorf("other access rights:\n%s\nat first:\n%s", modes, firstModes)
			}
		})
	}
}

// writeBackwards writes the files of the site anew, in the opposite order, with
// times of years ago.
func writeBackwards(t *testing.T, dir string) {
	files := buildtest.Site()
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	paths := make([]string, 0, len(files))
	for path := range files {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	for i, path := range slices.Backward(paths) {
		if err := buildtest.Write(dir, map[string][]byte{path: files[path]}); err != nil {
			t.Fatal(err)
		}
		when := time.Unix(1_000_000_000+int64(i), 0)
		if err := os.Chtimes(filepath.Join(dir, path), when, when); err != nil {
			t.Fatal(err)
		}
	}
}

// writeInSteps builds several other states of the site before the one that is
// wanted.
func writeInSteps(t *testing.T, dir string) {
	files := buildtest.Site()
	changes := []map[string][]byte{
		{"content/policies/2017/0001.md": bytes.ReplaceAll(files["content/policies/2017/0001.md"], []byte("信息公开"), []byte("政务公开"))},
		{"content/dynamics/2019/0001.md": []byte("---\ntitle: 后来删去\ncategory: dynamics\ndate: 2019-01-01\n---\n正文。\n")},
		{"layouts/list.html": []byte(`{{.Intro}}{{template "items" .Items}}`)},
	}
	for _, change := range changes {
		if err := buildtest.Write(dir, change); err != nil {
			t.Fatal(err)
		}
		mustRun(t, gongkai(t, nil, buildArgs(dir)...))
	}
	for _, path := range []string{"content/dynamics/2019", "layouts/list.html"} {
		if err := os.RemoveAll(filepath.Join(dir, path)); err != nil {
			t.Fatal(err)
		}
	}
	if err := buildtest.Write(dir, files); err != nil {
		t.Fatal(err)
	}
}

// underShell runs a command from a shell that does something first.
func underShell(t *testing.T, first string, cmd *exec.Cmd) *exec.Cmd {
	t.Helper()
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("no shell")
	}
	shell := exec.Command(sh, append([]string{"-c", first + `; exec "$0" "$@"`}, cmd.Args...)...)
	shell.Env = cmd.Env
	return shell
}

// modesOf lists the access rights of everything published.
func modesOf(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	root := filepath.Join(dir, "public")
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		path, err := filepath.Rel(root, name)
		fmt.Fprintf(&b, "%s %s\n", info.Mode(), path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestKilled kills builds at random moments, between two versions of a site.
// What is published is always one version or the other, whole, and the next
// build needs no help.
func TestKilled(t *testing.T) {
	kills := 4
	if os.Getenv("GONGKAI_SLOW") != "" {
		kills = 50
	}
	k := newKiller(t)
	rnd := rand.New(rand.NewPCG(1, 1))
	killed, finished := 0, 0
	for killed < kills {
		version := (killed + finished + 1) % 2
		k.write(version)
		if k.kill(time.Duration(rnd.Int64N(int64(k.takes)))) {
			finished++
		} else {
			killed++
		}
		switch k.published() {
		case k.sums[0], k.sums[1]:
		default:
			t.Fatalf("kill %d: a mixture is published", killed)
		}
		if rnd.IntN(3) == 0 {
			continue // killed again before anybody mends anything
		}
		k.build()
		if k.published() != k.sums[version] {
			t.Fatalf("kill %d: the build after it made something else", killed)
		}
	}
	t.Logf("%d builds killed, %d were over before; a build takes %v", killed, finished, k.takes)
}

// killer builds two versions of a site and kills builds.
type killer struct {
	t     *testing.T
	dir   string
	files [2]map[string][]byte
	sums  [2]string
	takes time.Duration
}

func newKiller(t *testing.T) *killer {
	k := &killer{t: t, dir: testSite(t)}
	k.files[0] = buildtest.Site()
	k.files[1] = buildtest.Site()
	config := "config.toml"
	k.files[1][config] = bytes.ReplaceAll(k.files[1][config], []byte("示例镇"), []byte("示例乡"))
	for version := range k.files {
		k.write(version)
		start := time.Now()
		k.build()
		k.takes = max(k.takes, time.Since(start))
		k.sums[version] = k.published()
	}
	if k.sums[0] == k.sums[1] {
		t.Fatal("the two versions are the same")
	}
	return k
}

// write brings one version of the site to disk.
func (k *killer) write(version int) {
	k.t.Helper()
	if err := buildtest.Write(k.dir, k.files[version]); err != nil {
		k.t.Fatal(err)
	}
}

func (k *killer) build() {
	k.t.Helper()
	mustRun(k.t, gongkai(k.t, nil, buildArgs(k.dir)...))
}

// kill starts a build and kills it after a while. It reports whether the build
// was over by then.
func (k *killer) kill(after time.Duration) bool {
	k.t.Helper()
	cmd := gongkai(k.t, nil, buildArgs(k.dir)...)
	if err := cmd.Start(); err != nil {
		k.t.Fatal(err)
	}
	time.Sleep(after)
	if err := cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		k.t.Fatal(err)
	}
	return cmd.Wait() == nil
}

func (k *killer) published() string { return published(k.t, k.dir).Sum() }

// TestDiskFull lets every write fail beyond a few kilobytes a file, which is
// how a full disk looks to a program.
func TestDiskFull(t *testing.T) {
	dir := testSite(t)
	mustRun(t, gongkai(t, nil, buildArgs(dir)...))
	before := published(t, dir)
	if err := buildtest.Write(dir, map[string][]byte{"static/data/large.txt": bytes.Repeat([]byte("大"), 100_000)}); err != nil {
		t.Fatal(err)
	}
	cmd := underShell(t, "trap '' XFSZ; ulimit -f 64", gongkai(t, nil, buildArgs(dir)...))
	out, err := cmd.CombinedOutput()
	if code := cmd.ProcessState.ExitCode(); code != exitMachine {
		t.Errorf("exit status %d (%v), want %d\n%s", code, err, exitMachine, out)
	}
	if !strings.Contains(string(out), "PB") || !strings.Contains(string(out), "hint:") {
		t.Errorf("no message that helps:\n%s", out)
	}
	if got := published(t, dir); got.Sum() != before.Sum() {
		t.Errorf("the published site was touched: %+v", got.Since(before))
	}
	mustRun(t, gongkai(t, nil, buildArgs(dir)...))
	if got := published(t, dir); len(got) != len(before)+1 {
		t.Errorf("the next build published %d files, %d before", len(got), len(before))
	}
}

// TestTwoBuilds starts a build while another holds the lock: it says that it
// waits, and goes on when the other is done.
func TestTwoBuilds(t *testing.T) {
	dir := testSite(t)
	other, err := publish.Open(dir, filepath.Join(dir, "public"), publish.Options{})
	if err != nil {
		t.Fatal(err)
	}
	cmd := gongkai(t, nil, buildArgs(dir)...)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	select {
	case err := <-done:
		t.Fatalf("did not wait: %v\n%s", err, out.String())
	case <-time.After(time.Second):
	}
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	if !strings.Contains(out.String(), "waiting") {
		t.Errorf("did not say that it waits:\n%s", out.String())
	}
	if len(published(t, dir)) == 0 {
		t.Error("nothing was published")
	}
}
