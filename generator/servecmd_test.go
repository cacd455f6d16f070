package main

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"gongkai/generator/site/buildtest"
)

// The program itself serves, follows a file, writes nothing, and ends well when
// it is interrupted.
func TestServe(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a process cannot be interrupted from outside on Windows")
	}
	dir := testSite(t)
	cmd := gongkai(t, nil, "serve", "--source", dir, "--as-of", buildtest.Day, "--lang", "en", "--port", freePort(t))
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	limit := time.AfterFunc(time.Minute, func() { cmd.Process.Kill() })
	defer limit.Stop()
	screen := bufio.NewReader(out)
	line, err := screen.ReadString('\n')
	address := regexp.MustCompile(`http://127\.0\.0\.1:\d+/`).FindString(line)
	if err != nil || address == "" {
		t.Fatalf("%q, %v", line, err)
	}
	// What changes before the site is read is no change to speak of.
	if line, err = screen.ReadString('\n'); err != nil || !strings.Contains(line, "documents read") {
		t.Fatalf("%q, %v", line, err)
	}
	const document = "content/policies/2017/0001.md"
	data, err := os.ReadFile(filepath.Join(dir, document))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, document), append(data, "\n新增一段。\n"...), 0o644); err != nil {
		t.Fatal(err)
	}
	for !strings.Contains(download(t, address+"policies/2017/0001.html"), "新增一段。") {
		time.Sleep(5 * time.Millisecond)
	}
	for !strings.Contains(line, "changed "+document) {
		if line, err = screen.ReadString('\n'); err != nil {
			t.Fatal(err)
		}
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, screen); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
	for _, name := range []string{"public", ".build"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			t.Errorf("%s was written", name)
		}
	}
}

func download(t *testing.T, address string) string {
	t.Helper()
	res, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// freePort returns a port that was free a moment ago.
func freePort(t *testing.T) string {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	_, port, err := net.SplitHostPort(ln.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return port
}
