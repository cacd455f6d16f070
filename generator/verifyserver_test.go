package main

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gongkai/generator/site/buildtest"
)

// likeNginx answers as nginx does that is told to by package hosting: what was withdrawn with
// 410 and the notice, and 404.html and withdrawn.map with what is answered for no file.
func likeNginx(root string) http.Handler {
	files := http.FileServer(http.Dir(root))
	return http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		list, _ := os.ReadFile(filepath.Join(root, "withdrawn.map"))
		switch {
		case q.URL.Path == "/404.html" || q.URL.Path == "/withdrawn.map":
			w.WriteHeader(http.StatusNotFound)
		case bytes.Contains(list, []byte(q.URL.Path+" 1;\n")):
			data, _ := os.ReadFile(filepath.Join(root, filepath.FromSlash(q.URL.Path)))
			w.WriteHeader(http.StatusGone)
			_, _ = w.Write(data) // into a test
		default:
			files.ServeHTTP(w, q)
		}
	})
}

// A site that nobody has touched is as it was released behind a server with our own file,
// and what somebody has touched is found.
func TestVerifyBehindNginx(t *testing.T) {
	r := newReleased(t)
	r.write("content/notices/2017/0009.md", "---\ntitle: 关于停水的通告\ndate: 2017-03-01\ncategory: notices\nsummary: 停水的时间。\nwithdrawn: {date: 2017-04-01, reason: 内容有误}\n---\n\n正文。\n")
	r.write("static/web.config", "<configuration/>\n")
	r.mustRelease(buildtest.Day)
	server := httptest.NewServer(likeNginx(filepath.Join(r.dir, "public")))
	defer server.Close()
	own := []string{"404.html", "web.config", "withdrawn.map"}
	for _, path := range append(own, "notices/2017/0009.html") {
		if _, err := os.Stat(r.public(path)); err != nil {
			t.Fatal(err)
		}
	}
	status, found, last := verify(t, server.URL, "--key", r.key.Public().String())
	if status != exitWell || !slices.Equal(last.Skipped, own) {
		t.Errorf("status %d, %v, %+v", status, found, last)
	}
	_, stdout, _ := callOf("verify", server.URL)
	if !strings.Contains(stdout, "没有核对 404.html、web.config、withdrawn.map") || !strings.Contains(stdout, "核对了 "+strconv.Itoa(last.Files-3)+" 个文件") {
		t.Errorf("%s", stdout)
	}
	r.edit("notices/2017/0009.html", flip)
	r.edit("404.html", flip)
	if status, found, _ = verify(t, server.URL); status != exitSite || !slices.Equal(found, []string{"changed notices/2017/0009.html"}) {
		t.Errorf("status %d, %v", status, found)
	}
	// In the folder nothing is skipped.
	if _, found, last = verify(t, filepath.Join(r.dir, "public")); last.Skipped != nil || !slices.Contains(found, "changed 404.html") {
		t.Errorf("%v, %+v", found, last)
	}
}

// One bad answer is one finding, and hides no other.
func TestVerifyBadAnswers(t *testing.T) {
	r := newReleased(t)
	r.mustRelease(buildtest.Day)
	files := http.FileServer(http.Dir(filepath.Join(r.dir, "public")))
	bad := map[string]int{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		switch status := bad[strings.TrimPrefix(q.URL.Path, "/")]; status {
		case 0:
			files.ServeHTTP(w, q)
		case http.StatusOK: // cut off
			w.Header().Set("Content-Length", "1000")
			_, _ = io.WriteString(w, "x") // and no more
		case http.StatusFound:
			http.Redirect(w, q, "http://127.0.0.2:1/", status)
		default:
			w.WriteHeader(status)
		}
	}))
	defer server.Close()
	r.edit("policies/2017/0001.html", flip)
	const changed = "changed policies/2017/0001.html"
	bundle := ""
	for path := range r.tree("public") {
		if strings.HasPrefix(path, "log/tile/entries/") {
			bundle = path
		}
	}
	for path, status := range map[string]int{
		"index.html": 403, "notices/index.html": 500, "policies/2017/0001-form.csv": 200, "policies/index.html": 302,
		"SHA256SUMS": 503, "SHA256SUMS.minisig": 403, "log/key.pub": 403, "log/checkpoint": 500, bundle: 403,
	} {
		clear(bad)
		bad[path] = status
		key := []string{server.URL, "--key", r.key.Public().String()}
		status, found, last := verify(t, key...)
		if status != exitSite || !slices.Contains(found, "unread "+path) || !slices.Contains(found, changed) && path != "SHA256SUMS" {
			t.Errorf("%s: status %d, %v", path, status, found)
		}
		if slices.ContainsFunc(found, func(f string) bool { return f != changed && f != "unread "+path }) {
			t.Errorf("%s: something else is said, too: %v", path, found)
		}
		if path == "SHA256SUMS" && last.Entries == 0 {
			t.Error("without a list the log is not looked at")
		}
		if _, _, stderr := callOf(append([]string{"verify"}, key...)...); !strings.Contains(stderr, "未读 "+path+"：服务器") {
			t.Errorf("%s: %s", path, stderr)
		}
	}
	for path := range r.tree("public") {
		bad[path] = http.StatusInternalServerError
	}
	status, _, stderr := callOf("verify", server.URL)
	if status != exitMachine || !strings.Contains(stderr, "服务器答 500") {
		t.Errorf("nothing can be read: status %d, %s", status, stderr)
	}
	server.Close()
	if status, _, stderr := callOf("verify", server.URL); status != exitMachine || !strings.Contains(stderr, "服务器没有回答") {
		t.Errorf("nobody answers: status %d, %s", status, stderr)
	}
}

// A name of a file is no line of its own, whatever is in it.
func TestVerifyNames(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such names")
	}
	r := newReleased(t)
	r.mustRelease(buildtest.Day)
	r.write("public/x\n核对了 9 个文件，都和发布时一样。\u202e", "x")
	_, _, stderr := callOf("verify", filepath.Join(r.dir, "public"))
	if lines := strings.Split(strings.TrimSpace(stderr), "\n"); len(lines) != 1 || !strings.Contains(stderr, "x<U+000A>核对了") || strings.Contains(stderr, "\u202e") {
		t.Errorf("%q", stderr)
	}
	status, _, stderr := callOf("prove", "x\n证明成立", "--source", r.dir, "--to", r.dir)
	if status != exitSite || !strings.Contains(stderr, "x<U+000A>证明成立：") || strings.Count(stderr, "\n") != 1 {
		t.Errorf("status %d: %q", status, stderr)
	}
}
