package program

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// The tests are the programs that are run, too: this one does what the variable of that
// name says.
const actVariable = "GONGKAI_PROGRAM_TEST"

// lateVariable names the file that is there when the one that was left behind has ended.
const lateVariable = "GONGKAI_PROGRAM_LATE"

// lingers is how long the program that does not end takes to write that file: much longer
// than it is given.
const lingers = time.Second

func TestMain(m *testing.M) {
	switch os.Getenv(actVariable) {
	case "":
		os.Exit(m.Run())
	case "fail":
		os.Stdout.WriteString("some")
		os.Stderr.WriteString(strings.Repeat("why ", 100))
		os.Exit(7)
	case "endless":
		for line := bytes.Repeat([]byte("x"), 4096); ; {
			if _, err := os.Stdout.Write(line); err != nil {
				continue // it does not mind that nobody reads
			}
		}
	case "hang": // and so does what it has started
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), actVariable+"=sleep")
		child.Stdout, child.Stderr = os.Stdout, os.Stderr
		_ = child.Start()
		os.Stdout.WriteString("started")
		time.Sleep(time.Minute)
	case "sleep":
		time.Sleep(lingers)
		_ = os.WriteFile(os.Getenv(lateVariable), nil, 0o600)
	case "where":
		dir, _ := os.Getwd()
		os.Stdout.WriteString(filepath.Base(dir) + strings.Join(os.Args[1:], ","))
	}
	os.Exit(0)
}

// ourselves is the command that runs this program as another.
func ourselves(t *testing.T, act string) Command {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return Command{Args: []string{self}, Env: append(os.Environ(), actVariable+"="+act), Time: time.Minute, Most: 1 << 16, Said: 10, Apart: true}
}

func TestRun(t *testing.T) {
	r := ourselves(t, "fail").Run(t.Context())
	if string(r.Out) != "some" || string(r.Said) != "why why wh" || r.Err == nil || r.Late || r.More {
		t.Errorf("a program that fails: %q, %q, %+v", r.Out, r.Said, r)
	}
	r = ourselves(t, "endless").Run(t.Context())
	if len(r.Out) != 1<<16 || !r.More || r.Late {
		t.Errorf("an endless one: %d bytes, %t, %t", len(r.Out), r.More, r.Late)
	}
	c := ourselves(t, "where")
	c.Args, c.Dir = append(c.Args, "a b", "*"), filepath.Join(t.TempDir(), "folder")
	if err := os.Mkdir(c.Dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if r = c.Run(t.Context()); string(r.Out) != "foldera b,*" || r.Err != nil {
		t.Errorf("%q, %v", r.Out, r.Err)
	}
	c.Args = []string{"no-such-program-here"}
	if r = c.Run(t.Context()); r.Err == nil {
		t.Error("what is not there was run")
	}
}

// A program that does not end is stopped, by its time or by who has called, and what it
// has started with it.
func TestStopped(t *testing.T) {
	for _, by := range []string{"time", "caller"} {
		t.Run(by, func(t *testing.T) {
			t.Parallel()
			late := filepath.Join(t.TempDir(), "late")
			c := ourselves(t, "hang")
			c.Env = append(c.Env, lateVariable+"="+late)
			ctx, stop := context.WithCancel(t.Context())
			defer stop()
			if by == "time" {
				c.Time = lingers / 4
			} else {
				time.AfterFunc(lingers/4, stop)
			}
			if r := c.Run(ctx); r.Err == nil || r.Late != (by == "time") {
				t.Errorf("%v, %t", r.Err, r.Late)
			}
			if runtime.GOOS == "windows" {
				return // it has no groups
			}
			time.Sleep(lingers + lingers/4)
			if _, err := os.Stat(late); !os.IsNotExist(err) {
				t.Errorf("what it has started went on: %v", err)
			}
		})
	}
}

// What is kept of an output is bounded, however it comes.
func TestOutput(t *testing.T) {
	stopped := 0
	o := &output{most: 10, full: func() { stopped++ }}
	for _, text := range []string{"12345", "67890", "x", "yz"} {
		if n, err := o.Write([]byte(text)); n != len(text) || err != nil {
			t.Errorf("%d, %v", n, err)
		}
	}
	if string(o.data) != "1234567890" || !o.more || stopped != 1 {
		t.Errorf("%q, %v, stopped %d times", o.data, o.more, stopped)
	}
}
