//go:build unix

package main

import (
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"gongkai/generator/county/engine"
	"gongkai/generator/site/buildtest"
	"gongkai/generator/toolstest"
)

// fleet is a queue server, and what those need who use it: each a process of its own, as on
// machines of their own that share a folder.
type fleet struct {
	t         *testing.T
	dir, out  string
	conf, url string
	server    *exec.Cmd
}

// newFleet starts a server for a county.
func newFleet(t *testing.T, dir, name string) *fleet {
	t.Helper()
	port := freePort(t)
	place := filepath.Join(dir, "queues", name)
	if err := os.MkdirAll(filepath.Dir(place), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := engine.Setup(place, []string{"127.0.0.1"}, port, time.Now()); err != nil {
		t.Fatal(err)
	}
	f := &fleet{t: t, dir: dir, out: filepath.Join(place, "county", "public"), conf: filepath.Join(place, engine.ConfigFile), url: fmt.Sprintf("tls://127.0.0.1:%d", port)}
	text, err := os.ReadFile(f.conf)
	if err != nil {
		t.Fatal(err)
	}
	local := strings.Replace(string(text), "0.0.0.0", "127.0.0.1", 1) + fmt.Sprintf("log_file: %q\n", filepath.Join(place, "log"))
	if err := os.WriteFile(f.conf, []byte(local), 0o600); err != nil {
		t.Fatal(err)
	}
	f.serve()
	t.Cleanup(func() {
		end(f.server)
		if t.Failed() {
			log, _ := os.ReadFile(filepath.Join(place, "log"))
			t.Logf("the server says\n%.3000s", log)
		}
	})
	return f
}

// freePort is a port below those from which the system takes any for whoever connects: one of
// those may be taken while the server is started again.
func freePort(t *testing.T) int {
	t.Helper()
	for range 100 {
		port := 15000 + rand.IntN(15000)
		if l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port)); err == nil {
			l.Close()
			return port
		}
	}
	t.Fatal("no port is free")
	return 0
}

// serve starts the server, and waits until it can be reached.
func (f *fleet) serve() {
	f.t.Helper()
	f.server = program(f.t, f.dir, "queue", "--config", f.conf)
	for range 600 {
		if c, err := net.Dial("tcp", strings.TrimPrefix(f.url, "tls://")); err == nil {
			c.Close()
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	f.t.Error("the server does not start")
}

// flags are those with which a command uses the server.
func (f *fleet) flags(command string) []string {
	key := map[string]string{"build": "coordinator.nk", "worker": "worker.nk"}[command]
	place := filepath.Dir(f.conf)
	return []string{command, "--out", f.out, "--workers", "1", "--silence", "1s", "--nats", f.url, "--nats-ca", filepath.Join(place, engine.CertificateFile), "--nats-creds", filepath.Join(place, key)}
}

// worker starts a worker, which ends with the test at the latest.
func (f *fleet) worker() *exec.Cmd {
	f.t.Helper()
	cmd := program(f.t, f.dir, f.flags("worker")...)
	f.t.Cleanup(func() { end(cmd) })
	return cmd
}

// end ends a process, if it has not ended yet.
func end(cmd *exec.Cmd) {
	if cmd.ProcessState == nil {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}
}

// forget has the county be as if nothing had been made.
func (f *fleet) forget() {
	f.t.Helper()
	if err := os.RemoveAll(filepath.Dir(f.out)); err != nil {
		f.t.Fatal(err)
	}
}

// Three workers and a coordinator publish what one process does. Those who have no key, or
// that of a worker, have nothing made, and are told why; no secret is in what is said.
func TestWorkers(t *testing.T) {
	dir := newCounty(t, 9)
	mustCall(t, dir, "build")
	want := sum(t, filepath.Join(dir, "public"))
	f := newFleet(t, dir, "q")
	for range 3 {
		f.worker()
	}
	if err := waitFor(func() bool { return f.othersMake() }); err != nil {
		t.Error("in no run has another process made a site: ", err)
	}
	if sum(t, f.out) != want {
		t.Error("workers publish something else")
	}
	f.forget()
	build := f.flags("build")
	place := filepath.Dir(f.conf)
	for says, args := range map[string][]string{
		"不许这个账号":      append(f.flags("build"), "--nats-creds", filepath.Join(place, "worker.nk")),
		"不认这个凭据":      build[:len(build)-2],
		"没有建立":        append(f.flags("build"), "--nats-ca", ""),
		"用户和密码":       append(f.flags("build"), "--nats", "tls://a:secret@127.0.0.1:4222"),
		"连不上":         append(f.flags("build"), "--nats", "tls://127.0.0.1:1"),
		"没有 NATS 的凭据": append(f.flags("build"), "--nats-creds", f.conf),
	} {
		if says == "连不上" && os.Getenv("GONGKAI_SLOW") == "" { // it waits for a server that is just being started
			continue
		}
		status, out, said := called(t, dir, args...)
		if _, err := os.Stat(filepath.Join(f.out, "o1")); status != exitMachine || !strings.Contains(said, says) || strings.Contains(out+said, "secret") || err == nil {
			t.Errorf("%s: status %d, %s%s", says, status, out, said)
		}
	}
	for _, args := range [][]string{{"worker"}, {"build", "--nats-ca", "a"}, {"build", "--nats", "tls://a:1", "--shard", "1/2"}, {"build", "--silence", "1ms"}, {"queue"}, {"queue", "--new", "a"}, {"queue", "--new", "a", "--host", "b", "--port", "0"}, {"build", "--nats", "tls://a:1", "--nats-cert", "a"}} {
		if status, out, said := called(t, dir, args...); status != exitCall {
			t.Errorf("%v: status %d, %s%s", args, status, out, said)
		}
	}
}

// othersMake builds all, and reports whether another process has made some of it.
func (f *fleet) othersMake() bool {
	f.forget()
	out := mustCall(f.t, f.dir, append(f.flags("build"), "--json")...)
	own := fmt.Sprintf(":%d/", os.Getpid())
	for line := range strings.Lines(out) {
		if strings.Contains(line, `"event":"ended"`) && !strings.Contains(line, own) {
			return true
		}
	}
	return false
}

// waitFor waits until something holds.
func waitFor(holds func() bool) error {
	for range 100 {
		if holds() {
			return nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return fmt.Errorf("not after a hundred attempts")
}

// Whatever happens to the server, to a worker or to the coordinator, the bytes are those of
// one undisturbed process in the end: of the same run, where its coordinator lives.
func TestQueueFaults(t *testing.T) {
	onlySlow(t)
	dir := newCounty(t, 5)
	began := time.Now()
	mustCall(t, dir, "build")
	took := time.Since(began)
	want := sum(t, filepath.Join(dir, "public"))
	some := func() { time.Sleep(time.Duration(rand.Int64N(int64(took)))) }
	for name, fault := range map[string]func(f *fleet, w *exec.Cmd){
		"worker killed": func(f *fleet, w *exec.Cmd) {
			some()
			end(w)
		},
		"worker hangs": func(f *fleet, w *exec.Cmd) {
			some()
			_ = w.Process.Signal(syscall.SIGSTOP)
		},
		"server killed": func(f *fleet, w *exec.Cmd) {
			some()
			end(f.server)
			f.serve()
		},
		"store deleted": func(f *fleet, w *exec.Cmd) {
			some()
			if err := os.RemoveAll(filepath.Join(filepath.Dir(f.conf), "jetstream")); err != nil {
				f.t.Error(err)
			}
		},
		"server killed, store deleted": func(f *fleet, w *exec.Cmd) {
			some()
			end(f.server)
			if err := os.RemoveAll(filepath.Join(filepath.Dir(f.conf), "jetstream")); err != nil {
				f.t.Error(err)
			}
			f.serve()
		},
		"coordinator killed": nil,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel() // most of it is waiting
			f := newFleet(t, dir, name)
			w := f.worker()
			for i := range moments() {
				f.forget()
				var meanwhile sync.WaitGroup
				if fault == nil {
					cmd := program(t, dir, f.flags("build")...)
					some()
					end(cmd)
				} else {
					meanwhile.Go(func() { fault(f, w) })
				}
				status, out, said := called(t, dir, f.flags("build")...)
				if got := sum(t, f.out); status != exitWell || got != want {
					t.Errorf("status %d, the same bytes: %v\n%s%s", status, got == want, out, said)
				}
				meanwhile.Wait()
				if name == "worker hangs" || i == 0 {
					f.awake(w, want)
				}
				if w.ProcessState != nil {
					w = f.worker()
				}
			}
		})
	}
}

// onlySlow skips a test of many processes where the slow suite is not asked for: package engine
// and TestWorkers try the queue each time.
func onlySlow(t *testing.T) {
	t.Helper()
	toolstest.Slow(t, "runs many processes")
}

// awake lets a worker go on that was stopped: it does again what was done without it, and
// nothing changes by it.
func (f *fleet) awake(w *exec.Cmd, want string) {
	f.t.Helper()
	if w.ProcessState != nil || w.Process.Signal(syscall.SIGCONT) != nil {
		return
	}
	if status, out, said := called(f.t, f.dir, f.flags("build")...); status != exitWell || sum(f.t, f.out) != want {
		f.t.Errorf("after it has gone on: status %d, the same bytes: %v\n%s%s", status, sum(f.t, f.out) == want, out, said)
	}
}

// A worker whose disk is full gives its job back and ends with status 3; the others make all.
func TestWorkerFull(t *testing.T) {
	onlySlow(t)
	dir := newCounty(t, 6)
	mustCall(t, dir, "build")
	want := sum(t, filepath.Join(dir, "public"))
	f := newFleet(t, dir, "q")
	for range moments() {
		f.forget()
		cmd := exec.Command("sh", append([]string{"-c", `ulimit -f 1 && exec "$0" "$@"`, os.Args[0], "--source", dir, "--quiet"}, f.flags("worker")...)...)
		cmd.Env = append(os.Environ(), asProgram+"=1")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { end(cmd) })
		ended := make(chan error, 1)
		go func() { ended <- cmd.Wait() }()
		for full, runs := false, 0; !full; runs++ {
			if runs == 200 {
				t.Fatal("the worker has met no full disk")
			}
			f.forget()
			if status, out, said := called(t, dir, f.flags("build")...); status != exitWell || sum(t, f.out) != want {
				t.Fatalf("status %d, the same bytes: %v\n%s%s", status, sum(t, f.out) == want, out, said)
			}
			select {
			case <-ended:
				full = true
			default:
			}
		}
		if got := cmd.ProcessState.ExitCode(); got != exitMachine {
			t.Errorf("the worker ended with status %d", got)
		}
	}
}

// An office gets errors at any moment of a run in which others have something new: its last
// good site stays, the others go on, and it is named until it is mended.
func TestOfficeBroken(t *testing.T) {
	onlySlow(t)
	const broken = "content/notices/2017/0001.md"
	dir := newCounty(t, 5)
	f := newFleet(t, dir, "q")
	f.worker()
	began := time.Now()
	mustCall(t, dir, f.flags("build")...)
	took := time.Since(began)
	text, err := os.ReadFile(filepath.Join(dir, "sites/o1", broken))
	if err != nil {
		t.Fatal(err)
	}
	good := string(text)
	write := func(office, text string) {
		if err := buildtest.Write(dir, map[string][]byte{"sites/" + office + "/" + broken: []byte(text)}); err != nil {
			t.Error(err)
		}
	}
	for i := range moments() {
		for _, office := range []string{"o0", "o2", "o3"} {
			write(office, strings.Replace(good, "正文。", fmt.Sprintf("第%d稿。", i), 1))
		}
		mustCall(t, dir, "build", "--out", filepath.Join(dir, "undisturbed", "public"))
		want := sum(t, filepath.Join(dir, "undisturbed", "public"))
		var meanwhile sync.WaitGroup
		meanwhile.Go(func() {
			time.Sleep(time.Duration(rand.Int64N(int64(took))))
			write("o1", "---\ntitel: 错\n---\n")
		})
		if status, out, said := called(t, dir, f.flags("build")...); status != exitWell && status != exitOffice {
			t.Errorf("status %d\n%s%s", status, out, said)
		}
		meanwhile.Wait()
		status, out, said := called(t, dir, f.flags("build")...)
		if status != exitOffice || !strings.Contains(said, "sites/o1/"+broken+":2:1") || !strings.Contains(out, "有错误，上一次的网站保留") || sum(t, f.out) != want {
			t.Errorf("status %d, the same bytes: %v\n%s%s", status, sum(t, f.out) == want, out, said)
		}
		write("o1", good)
		if status, out, said := called(t, dir, f.flags("build")...); status != exitWell || sum(t, f.out) != want {
			t.Errorf("mended: status %d, the same bytes: %v\n%s%s", status, sum(t, f.out) == want, out, said)
		}
	}
}
