package office

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"gongkai/generator/county/roster"
	"gongkai/generator/filelock"
	"gongkai/generator/site/buildtest"
	"gongkai/generator/toolstest"
)

// newRepository makes a county of one office with a repository of one commit.
func newRepository(t *testing.T) (m *Maker, upstream string) {
	t.Helper()
	needGit(t)
	m = newMaker(t, true)
	upstream = filepath.Join(m.Dir, "site")
	git(t, upstream, "init", "--quiet")
	git(t, upstream, "config", "core.autocrlf", "false")
	commit(t, upstream)
	return m, upstream
}

// commit commits all files of a folder, and returns the name of the commit.
func commit(t *testing.T, dir string) string {
	t.Helper()
	git(t, dir, "add", "--all")
	git(t, dir, "commit", "--quiet", "-m", "change")
	return git(t, dir, "rev-parse", "HEAD")
}

func mustRead(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// Who runs us from a hook has variables that name a repository: none of those that git
// knows reaches our own, and the user's index stays as it is.
func TestEnvironment(t *testing.T) {
	m, upstream := newRepository(t)
	index := filepath.Join(upstream, ".git", "index")
	before := mustRead(t, index)
	var given []string
	for name := range strings.FieldsSeq(git(t, upstream, "rev-parse", "--local-env-vars")) {
		given = append(given, name+"=x")
	}
	kept := []string{"PATH=/bin", "GIT_CONFIG_COUNT=x", "GIT_SSH=x", "GIT_SSL_CAINFO=x", "HTTPS_PROXY=x"}
	for _, v := range environment(append(given, kept...)) {
		if slices.Contains(given, v) && !strings.HasPrefix(v, "GIT_CONFIG") {
			t.Errorf("git is told %s", v)
		}
		kept = slices.DeleteFunc(kept, func(k string) bool { return k == v })
	}
	if len(given) < 10 || len(kept) > 0 {
		t.Errorf("of %d variables; git is not told %v", len(given), kept)
	}
	t.Setenv("GIT_DIR", filepath.Join(upstream, ".git"))
	t.Setenv("GIT_INDEX_FILE", index)
	t.Setenv("GIT_WORK_TREE", upstream)
	t.Setenv("GIT_OBJECT_DIRECTORY", filepath.Join(m.Dir, "objects"))
	if o := made(t, m); o.Refused {
		t.Errorf("outcome %+v", o)
	}
	if mustRead(t, index) != before {
		t.Error("the user's own index has changed")
	}
}

// A county is made from the folder that it is in, with paths from there.
func TestRelativeStore(t *testing.T) {
	m, _ := newRepository(t)
	t.Chdir(m.Dir)
	m.Dir, m.Out, m.Store = ".", "out", "store"
	if o := made(t, m); o.Refused || o.Published.Documents != 2 {
		t.Errorf("outcome %+v", o)
	}
}

// Whatever a git that was killed, or a machine that lost its power, has left: the next run
// makes the site.
func TestDamaged(t *testing.T) {
	toolstest.Slow(t, "runs git some hundred times")
	m, upstream := newRepository(t)
	made(t, m)
	dir := filepath.Join(m.Store, "git", "a")
	empty := func(pattern string) func() error {
		return func() error {
			found, err := filepath.Glob(filepath.Join(dir, pattern))
			if err != nil || len(found) == 0 {
				return fmt.Errorf("there is no %s (%v)", pattern, err)
			}
			for _, path := range found {
				if err := errors.Join(os.Remove(path), os.WriteFile(path, nil, 0o644)); err != nil {
					return err
				}
			}
			return nil
		}
	}
	i := 0
	for name, damage := range map[string]func() error{
		"locks": func() error {
			return buildtest.Write(dir, map[string][]byte{"shallow.lock": nil, "index.lock": nil, "HEAD.lock": nil, "refs/gongkai/fetched.lock": nil, "gc.pid": []byte("1 nowhere")})
		},
		"HEAD alone": func() error {
			return errors.Join(os.RemoveAll(dir), buildtest.Write(dir, map[string][]byte{"HEAD": []byte("ref: refs/heads/master\n")}))
		},
		"an empty HEAD":  empty("HEAD"),
		"an empty index": empty("index"),
		"an empty pack":  empty("objects/pack/*.pack"),
		"an empty ref":   empty("refs/gongkai/fetched"),
		"no objects":     func() error { return os.RemoveAll(filepath.Join(dir, "objects")) },
		"nothing":        func() error { return os.RemoveAll(dir) },
		"no sources":     func() error { return os.RemoveAll(filepath.Join(m.Store, "sources", "a")) },
	} {
		// The damage is there before a fetch, and between a fetch and the check-out.
		for _, between := range []bool{false, true} {
			i++
			write(t, m, "content/notices/2017/0001.md", fmt.Sprintf("---\ntitle: 公告%d\ncategory: notices\ndate: 2017-03-15\n---\n正文。\n", i))
			commit(t, upstream)
			j := wanted(t, m)
			if err := damage(); err != nil {
				t.Fatal(name, err)
			}
			if !between {
				j = wanted(t, m)
			}
			if err := m.Make(t.Context(), j); err != nil || !m.Done(j) {
				t.Errorf("%s, %v: %v", name, between, err)
			}
			if text := mustRead(t, filepath.Join(m.target("a"), "notices", "2017", "0001.html")); !strings.Contains(text, fmt.Sprintf("公告%d", i)) {
				t.Errorf("%s, %v: an old site", name, between)
			}
		}
	}
}

// fakeGit has a script take the place of git, and returns the folder that it is in.
func fakeGit(t *testing.T, script string) string {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("there are no scripts and no interrupts")
	}
	dir := buildtest.TempDir(t)
	if err := os.WriteFile(filepath.Join(dir, "git"), []byte("#!/bin/sh\nhere="+dir+"\n"+script), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	return dir
}

// A git that is to end is asked to, so that it takes its locks away.
func TestInterrupted(t *testing.T) {
	m := newMaker(t, true)
	dir := fakeGit(t, "trap 'touch $here/asked; exit 1' INT\ntouch $here/started\nwhile :; do sleep 0.02; done\n")
	ctx, stop := context.WithCancel(t.Context())
	go func() {
		for ctx.Err() == nil {
			if _, err := os.Stat(filepath.Join(dir, "started")); err == nil {
				stop()
			}
			time.Sleep(time.Millisecond)
		}
	}()
	_, err := m.Sum(ctx, &m.County.Offices[0])
	var why *Failure
	if !errors.Is(err, context.Canceled) || !errors.As(err, &why) || !strings.Contains(why.ZH, "中断") {
		t.Errorf("error %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "asked")); err != nil {
		t.Error("git was killed")
	}
}

// Several runs at once, and a board among them, have the repository one at a time: all of
// them succeed, and what one reads no other changes.
func TestOneAtATime(t *testing.T) {
	m, _ := newRepository(t)
	o := &m.County.Offices[0]
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			sum, err := m.Sum(t.Context(), o)
			if err != nil {
				t.Error(err)
			}
			sources, err := m.Sources(t.Context(), o)
			if err != nil {
				t.Error(err)
				return
			}
			defer sources.Release()
			if _, err := filelock.Try(filepath.Join(m.Store, "git", "a.lock")); !errors.Is(err, filelock.ErrHeld) || sum == "" {
				t.Errorf("the sources are not held: %v", err)
			}
		})
	}
	all.Wait()
	held, err := filelock.Try(filepath.Join(m.Store, "git", "a.lock"))
	if err != nil {
		t.Fatal(err)
	}
	defer held.Release()
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := m.Sum(ctx, o); !errors.Is(err, context.Canceled) {
		t.Errorf("of a repository that another process has: %v", err)
	}
}

// A commit by the beginning of its name is found, whatever git calls the first branch of a
// new repository here and whatever is checked out there.
func TestShortCommit(t *testing.T) {
	m, upstream := newRepository(t)
	first := git(t, upstream, "rev-parse", "HEAD")
	write(t, m, "content/notices/2020/0001.md", "---\ntitle: 新\ncategory: notices\ndate: 2020-03-15\n---\n正文。\n")
	commit(t, upstream)
	branch := git(t, upstream, "rev-parse", "--abbrev-ref", "HEAD")
	t.Setenv("GIT_CONFIG_COUNT", "1")
	t.Setenv("GIT_CONFIG_KEY_0", "init.defaultBranch")
	t.Setenv("GIT_CONFIG_VALUE_0", branch)
	for revision, documents := range map[string]int{first[:7]: 2, branch: 3, first: 2} {
		m.County.Offices[0].Revision = revision
		if o := made(t, m); o.Refused || o.Published.Documents != documents {
			t.Errorf("of %s: %+v", revision, o)
		}
	}
}

// What git could not do is said in words of our own, with all of git's behind it.
func TestWords(t *testing.T) {
	needGit(t)
	m := newMaker(t, true)
	_, err := m.Sum(t.Context(), &m.County.Offices[0])
	var why *Failure
	if !errors.As(err, &why) {
		t.Fatal(err)
	}
	for _, want := range []string{"取不到版本库 file://", "的 默认分支（git 说：fatal: ", "does not appear to be a git repository", " / fatal: Could not read from remote repository. / Please make sure"} {
		if !strings.Contains(why.ZH, want) {
			t.Errorf("%s is not said: %s", want, why.ZH)
		}
	}
	if !strings.Contains(why.EN, "cannot fetch the default branch of the repository file://") {
		t.Error(why.EN)
	}
	long := words("first\r\n" + strings.Repeat("中间\n", 10_000) + "last\n")
	if len(long) > mostWords+10 || !strings.HasPrefix(long, "first / 中间") || !strings.HasSuffix(long, "last") || strings.ToValidUTF8(long, "") != long {
		t.Errorf("%d bytes: %s", len(long), long)
	}
	t.Setenv("PATH", m.Dir)
	if _, err := m.Sum(t.Context(), &m.County.Offices[0]); !errors.Is(err, exec.ErrNotFound) || !errors.As(err, &why) || !strings.Contains(why.ZH, "没有 git") {
		t.Errorf("without git: %v", err)
	}
}

// The files are those of the repository byte by byte, whatever its attributes and the
// machine's settings say.
func TestBytesStay(t *testing.T) {
	m, upstream := newRepository(t)
	files := map[string][]byte{
		".gitattributes": []byte("* text eol=crlf ident\n*.txt working-tree-encoding=UTF-16\n*.bin filter=shout\n"),
		"static/a.md":    []byte("one\ntwo $Id$\n"), "static/b.txt": []byte("一\n二\n"), "static/c.bin": []byte("quiet\n"),
	}
	git(t, upstream, "rm", "-r", "-q", "--cached", ".")
	if err := buildtest.Write(upstream, files); err != nil {
		t.Fatal(err)
	}
	// Added as they are: the attributes would have them converted on the way in, too.
	if err := buildtest.Write(upstream, map[string][]byte{".git/info/attributes": []byte(attributes)}); err != nil {
		t.Fatal(err)
	}
	commit(t, upstream)
	for i, setting := range [][2]string{{"core.autocrlf", "true"}, {"filter.shout.smudge", "tr a-z A-Z"}} {
		t.Setenv(fmt.Sprintf("GIT_CONFIG_KEY_%d", i), setting[0])
		t.Setenv(fmt.Sprintf("GIT_CONFIG_VALUE_%d", i), setting[1])
	}
	t.Setenv("GIT_CONFIG_COUNT", "2")
	sources, err := m.Sources(t.Context(), &m.County.Offices[0])
	if err != nil {
		t.Fatal(err)
	}
	defer sources.Release()
	for path, data := range files {
		if got := mustRead(t, filepath.Join(m.Store, "sources", "a", path)); got != string(data) {
			t.Errorf("%s is %q", path, got)
		}
	}
}

// A change a day does not make the copy grow for ever: what is no longer in use is thrown
// away, and what is in use stays.
func TestTidy(t *testing.T) {
	m, upstream := newRepository(t)
	large := bytes.Repeat([]byte{0}, 1000)
	var first string
	for i := range 2 * mostPacks {
		copy(large, fmt.Sprint(i))
		if err := buildtest.Write(upstream, map[string][]byte{"static/large.bin": large}); err != nil {
			t.Fatal(err)
		}
		commit(t, upstream)
		if i == 0 {
			first = git(t, upstream, "rev-parse", "HEAD:static/large.bin")
		}
		wanted(t, m)
	}
	r, err := repositoryOf(m.Store, &roster.Office{Key: "a"})
	if err != nil {
		t.Fatal(err)
	}
	packs, err := filepath.Glob(filepath.Join(r.dir, "objects", "pack", "*.pack"))
	if err != nil || len(packs) == 0 || len(packs) > mostPacks+1 {
		t.Errorf("%d packs (%v)", len(packs), err)
	}
	if _, err := r.git(t.Context(), r.keeping(), "cat-file", "-e", first); err == nil {
		t.Error("what nobody uses is kept")
	}
	if o := made(t, m); o.Refused || mustRead(t, filepath.Join(m.Store, "sources", "a", "static", "large.bin")) != string(large) {
		t.Errorf("outcome %+v", o)
	}
}
