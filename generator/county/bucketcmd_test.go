package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gongkai/generator/site/buildtest"
	"gongkai/generator/toolstest"
)

// storage is a server with the credentials of the test in a file, and what names it.
func storage(t *testing.T, dir string) (s *toolstest.S3Server, flags []string) {
	t.Helper()
	toolstest.Slow(t, "starts a storage server")
	s = toolstest.S3(t)
	t.Setenv("AWS_ACCESS_KEY_ID", "")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "")
	file := filepath.Join(dir, "credentials")
	if err := os.WriteFile(file, fmt.Appendf(nil, "[default]\naws_access_key_id = %s\naws_secret_access_key = %s\n", s.Access, s.Secret), 0o600); err != nil {
		t.Fatal(err)
	}
	return s, []string{"--s3", s.Address + "/site", "--s3-credentials", file}
}

// without is what is published below a folder, without the markers of the folders, which say
// of each how it came about.
func without(t *testing.T, out string) string {
	t.Helper()
	tree, err := buildtest.ReadTree(out)
	if err != nil {
		t.Fatal(err)
	}
	for path := range tree {
		if filepath.Base(path) == ".gongkai" {
			delete(tree, path)
		}
	}
	return tree.Sum()
}

// What is sent to a bucket and fetched from it is the county's site; with nothing changed,
// nothing is sent and nothing fetched. Of an office with errors, the last good site stays.
func TestBucket(t *testing.T) {
	dir := newCounty(t, 3)
	s, flags := storage(t, dir)
	served := filepath.Join(dir, "served", "public")
	build := func(args ...string) (int, string) {
		t.Helper()
		status, out, said := called(t, dir, append(append([]string{"build"}, flags...), args...)...)
		if strings.Contains(out+said, s.Secret) {
			t.Errorf("the secret is told:\n%s%s", out, said)
		}
		return status, out + said
	}
	fetch := func() string {
		t.Helper()
		said := mustCall(t, dir, append([]string{"fetch", "--out", served}, flags...)...)
		if without(t, served) != without(t, filepath.Join(dir, "public")) {
			t.Error("what is fetched is not what was built")
		}
		return said
	}
	if status, said := build("--shard", "2/2"); status != exitWell || !strings.Contains(said, "1 个网站有变化") {
		t.Errorf("a part: status %d\n%s", status, said)
	}
	if status, said := build(); status != exitWell || !strings.Contains(said, "5 个网站有变化") {
		t.Errorf("status %d\n%s", status, said)
	}
	if said := fetch(); !strings.Contains(said, "5 个网站有变化") {
		t.Error(said)
	}
	if status, said := build(); status != exitWell || !strings.Contains(said, "0 个网站有变化，送了 0 个文件、0 字节") {
		t.Errorf("nothing changed: status %d\n%s", status, said)
	}
	if said := fetch(); !strings.Contains(said, "0 个网站有变化，取了 0 个文件") {
		t.Error(said)
	}
	edited := map[string][]byte{
		"sites/o1/content/notices/2017/0001.md": []byte("---\ntitel: 错\n---\n"),
		"sites/o2/content/notices/2018/0002.md": []byte("---\ntitle: 新\ncategory: notices\ndate: 2018-03-01\n---\n正文。\n"),
	}
	if err := buildtest.Write(dir, edited); err != nil {
		t.Fatal(err)
	}
	if status, said := build("--json"); status != exitOffice || !strings.Contains(said, `{"event":"sent","sites":4,`) {
		t.Errorf("status %d\n%s", status, said)
	}
	fetch()
	if err := os.RemoveAll(filepath.Join(s.Folder, "site", "objects")); err != nil {
		t.Fatal(err)
	}
	before := without(t, served)
	lost := filepath.Join(dir, "lost", "public")
	if status, _, said := called(t, dir, append([]string{"fetch", "--out", lost}, flags...)...); status != exitMachine || !strings.Contains(said, "build --verify") {
		t.Errorf("objects were lost: status %d\n%s", status, said)
	}
	if status, said := build("--verify"); status != exitOffice {
		t.Errorf("status %d\n%s", status, said)
	}
	mustCall(t, dir, append([]string{"fetch", "--out", lost}, flags...)...)
	if fetch(); without(t, lost) != before {
		t.Error("what was lost is not there again")
	}
	if said := mustCall(t, dir, append([]string{"sweep"}, flags...)...); !strings.Contains(said, "已清理：0 个旧版本，0 个文件") { // they stay for a day
		t.Error(said)
	}
	if err := os.WriteFile(filepath.Join(served, "index.html"), []byte("somebody's own"), 0o644); err != nil {
		t.Fatal(err)
	}
	if status, _, said := called(t, dir, append([]string{"fetch", "--out", served}, flags...)...); status != exitCall || !strings.Contains(said, "不是本程序写的") {
		t.Errorf("status %d\n%s", status, said)
	}
}

// A process that is killed while it sends leaves the sites that were there, or whole new
// ones; the next one brings all of it.
func TestBucketKilled(t *testing.T) {
	dir := newCounty(t, 2)
	_, flags := storage(t, dir)
	mustCall(t, dir, append([]string{"build"}, flags...)...)
	served := filepath.Join(dir, "served", "public")
	for i := range 6 {
		if err := buildtest.Write(dir, map[string][]byte{"sites/o1/content/notices/2018/0002.md": fmt.Appendf(nil, "---\ntitle: 新%d\ncategory: notices\ndate: 2018-03-01\n---\n正文。\n", i)}); err != nil {
			t.Fatal(err)
		}
		cmd := program(t, dir, append([]string{"build"}, flags...)...)
		time.Sleep(time.Duration(rand.IntN(600)) * time.Millisecond)
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		mustCall(t, dir, append([]string{"fetch", "--out", served}, flags...)...)
		page, err := os.ReadFile(filepath.Join(served, "o1", "catalog.json"))
		if err != nil || !bytes.Contains(page, []byte("公告1")) {
			t.Errorf("what is fetched is not whole (%v)", err)
		}
		mustCall(t, dir, append([]string{"build"}, flags...)...)
		mustCall(t, dir, append([]string{"fetch", "--out", served}, flags...)...)
		if without(t, served) != without(t, filepath.Join(dir, "public")) {
			t.Error("what is fetched is not what was built")
		}
	}
}

// What is wrong with how a bucket is named.
func TestBucketCalls(t *testing.T) {
	dir := newCounty(t, 1)
	t.Setenv("AWS_ACCESS_KEY_ID", "")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "")
	t.Setenv("AWS_SHARED_CREDENTIALS_FILE", filepath.Join(dir, "none"))
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"fetch"}, "--s3"},
		{[]string{"sweep"}, "--s3"},
		{[]string{"build", "--s3", "http://s3.example/county"}, "https"},
		{[]string{"build", "--s3", "https://s3.example/county"}, "AWS_ACCESS_KEY_ID"},
		{[]string{"build", "--s3", "https://s3.example/county", "--s3-credentials", filepath.Join(dir, "none")}, "找不到文件"},
	} {
		if status, _, said := called(t, dir, c.args...); status != exitCall || !strings.Contains(said, c.says) {
			t.Errorf("%v: status %d\n%s", c.args, status, said)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "public")); err == nil {
		t.Error("something was made before the bucket was looked at")
	}
}
