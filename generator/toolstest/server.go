package toolstest

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// FreePort returns an address of this machine at which nothing listens.
func FreePort(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// Start starts a server, waits until it listens, and stops it when the test ends; what it has
// said is shown where the test fails.
func Start(t testing.TB, cmd *exec.Cmd, listen string) {
	t.Helper()
	said := new(bytes.Buffer)
	cmd.Stdout, cmd.Stderr, cmd.WaitDelay = said, said, time.Second
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		// It is asked first: one that is killed leaves the processes behind that it has started.
		_ = cmd.Process.Signal(os.Interrupt) // it may have ended
		killed := time.AfterFunc(10*time.Second, func() {
			t.Errorf("%s does not end when it is asked to", cmd.Path)
			_ = cmd.Process.Kill()
		})
		_ = cmd.Wait() // with the signal as an error
		killed.Stop()
		if t.Failed() {
			t.Logf("%s", said.Bytes())
		}
	})
	for range 1000 {
		if conn, err := net.Dial("tcp", listen); err == nil {
			conn.Close()
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatalf("%s does not come up", filepath.Base(cmd.Path))
}

// Nginx prepares nginx with a file for one site; before it come lines such as those that load
// modules. It works in a folder of the test.
func Nginx(t testing.TB, dir, before, site string) *exec.Cmd {
	t.Helper()
	program := find(t, "nginx", "nginx")
	if os.Geteuid() == 0 {
		before = "user root;\n" + before // the folder is root's own
	}
	main := fmt.Sprintf(`%sdaemon off;
pid %[2]s/pid;
error_log stderr;
events {}
http {
	access_log off;
	client_body_temp_path %[2]s/body; proxy_temp_path %[2]s/proxy; fastcgi_temp_path %[2]s/fastcgi; uwsgi_temp_path %[2]s/uwsgi; scgi_temp_path %[2]s/scgi;
	include %[2]s/gongkai.conf;
}
`, before, dir)
	for name, text := range map[string]string{"gongkai.conf": site, "nginx.conf": main} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return exec.Command(program, "-e", "stderr", "-p", dir, "-c", filepath.Join(dir, "nginx.conf"))
}
