package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"

	"gongkai/generator/site/buildtest"
)

// TestScript runs the scripts of testdata/script, one topic a file, each in an
// empty folder with the program in PATH. Beside the commands of testscript there
// are some of our own, and the condition [links]:
//
//	testsite DIR             write the test site of package buildtest
//	exits N COMMAND ARG...   run a command, which must end with status N
//	concat TO FROM...        write one file after the other into a file
//	copydir FROM TO          copy a folder with all that is in it
//	[links]                  the system makes symbolic links
//
// To start the program takes longer than most of what scripts have it do, so `exec gongkai`
// calls it in this process. With GONGKAI_SLOW=1 in the environment it is a process of its
// own each time, and always in the scripts that processes names.
//
// With GONGKAI_UPDATE=1 in the environment, what `cmp` compares with is written
// into the scripts.
func TestScript(t *testing.T) {
	scripts, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil || len(scripts) == 0 {
		t.Fatal("no scripts", err)
	}
	update := os.Getenv("GONGKAI_UPDATE") != ""
	dir := t.TempDir()
	for i, script := range scripts {
		if update || os.Getenv("GONGKAI_SLOW") != "" || slices.Contains(processes(), strings.TrimSuffix(filepath.Base(script), ".txtar")) {
			scripts[i], err = filepath.Abs(script) // calls in this process change the folder
		} else {
			scripts[i], err = withoutProcesses(script, dir)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	path, links := program(t), buildtest.HasLinks(t)
	testscript.Run(t, testscript.Params{
		Files:         scripts,
		WorkdirRoot:   buildtest.TempDir(t),
		UpdateScripts: update,
		Setup: func(env *testscript.Env) error {
			env.Vars = append(env.Vars, tuned)
			env.Setenv("PATH", path+string(os.PathListSeparator)+env.Getenv("PATH"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"testsite": scriptSite,
			"exits":    scriptExits,
			"concat":   scriptConcat,
			"copydir":  scriptCopyDir,
			"call":     new(caller).call,
		},
		Condition: func(name string) (bool, error) {
			switch name {
			case "links":
				return links, nil
			case "slow":
				return os.Getenv("GONGKAI_SLOW") != "", nil
			}
			return false, fmt.Errorf("there is no condition %s", name)
		},
	})
}

// processes names the scripts in which the program is always a process of its own: they are
// about how it ends, what it starts, and, for one, all that a build does.
func processes() []string { return []string{"bench", "build", "exit"} }

// ofProgram finds the calls of the program in a script. What runs beside it in the
// background has to be a process.
var ofProgram = regexp.MustCompile(`(?m)^((?:\[[^\]]*\] *)*(?:! *)?)(?:(exec)|exits (\d+)) gongkai( .*[^&\n])?$`)

// withoutProcesses writes a script into dir in which calls of the program stay in the
// process of the test.
func withoutProcesses(script, dir string) (string, error) {
	data, err := os.ReadFile(script)
	if err != nil {
		return "", err
	}
	commands, files := data, []byte(nil)
	if i := bytes.Index(data, []byte("\n-- ")); i >= 0 {
		commands, files = data[:i], data[i:]
	}
	to := filepath.Join(dir, filepath.Base(script))
	return to, os.WriteFile(to, append(ofProgram.ReplaceAll(commands, []byte("${1}call ${2}${3}$4")), files...), 0o644)
}

// TestWithoutProcesses: every way to call the program is found, and nothing else.
func TestWithoutProcesses(t *testing.T) {
	script := filepath.Join(t.TempDir(), "a.txtar")
	lines := [][2]string{
		{"exec gongkai build --source site", "call exec build --source site"},
		{"exec gongkai", "call exec"},
		{"! exec gongkai check", "! call exec check"},
		{"[unix] [links] ! exec gongkai check", "[unix] [links] ! call exec check"},
		{"exits 2 gongkai new 'a b' &b", "call 2 new 'a b' &b"},
		{"exec gongkai serve &", "exec gongkai serve &"},
		{"exec gongkai serve &again&", "exec gongkai serve &again&"},
		{"exec git init", "exec git init"},
		{"exits 1 sh -c 'gongkai build'", "exits 1 sh -c 'gongkai build'"},
		{"stderr 'exec gongkai build'", "stderr 'exec gongkai build'"},
		{"-- a.md --", "-- a.md --"},
		{"exec gongkai build", "exec gongkai build"}, // of a file
	}
	var text, want strings.Builder
	for _, line := range lines {
		fmt.Fprintln(&text, line[0])
		fmt.Fprintln(&want, line[1])
	}
	if err := os.WriteFile(script, []byte(text.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	to, err := withoutProcesses(script, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(to)
	if diff := cmp.Diff(want.String(), string(got)); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

// caller calls the program in this process, which has one working folder and one
// environment, for one script at a time.
type caller struct{ sync.Mutex }

// call is a command of scripts that withoutProcesses writes: it calls the program, which
// must end with a status, or, for exec, well, as testscript has it.
func (c *caller) call(ts *testscript.TestScript, neg bool, args []string) {
	status := c.status(ts, args[1:])
	switch want, err := strconv.Atoi(args[0]); {
	case err == nil && status != want:
		ts.Fatalf("exit status %d, want %d", status, want)
	case err != nil && status != exitWell && !neg:
		ts.Fatalf("exit status %d", status)
	case err != nil && status == exitWell && neg:
		ts.Fatalf("unexpected success")
	}
}

// status calls the program in the folder of a script, with what of its environment the
// program looks at, and nothing more.
func (c *caller) status(ts *testscript.TestScript, args []string) int {
	c.Lock()
	defer c.Unlock()
	for _, name := range []string{"PATH", "HOME", "USERPROFILE", "TMPDIR", passphraseVariable, "SSH_AUTH_SOCK", "GIT_CONFIG_NOSYSTEM"} {
		was, ok := os.LookupEnv(name)
		ts.Check(os.Setenv(name, ts.Getenv(name)))
		if ts.Getenv(name) == "" {
			ts.Check(os.Unsetenv(name))
		}
		if ok {
			defer os.Setenv(name, was)
		} else {
			defer os.Unsetenv(name)
		}
	}
	was, err := os.Getwd()
	ts.Check(err)
	ts.Check(os.Chdir(ts.MkAbs(".")))
	defer os.Chdir(was)
	return run(args, ts.Stdout(), ts.Stderr())
}

func scriptSite(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: testsite DIR")
	}
	ts.Check(buildtest.Write(ts.MkAbs(args[0]), buildtest.Site()))
}

func scriptConcat(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: concat TO FROM...")
	}
	var all []byte
	for _, name := range args[1:] {
		all = append(all, ts.ReadFile(name)...)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), all, 0o644))
}

func scriptCopyDir(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: copydir FROM TO")
	}
	ts.Check(os.CopyFS(ts.MkAbs(args[1]), os.DirFS(ts.MkAbs(args[0]))))
}

func scriptExits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits N COMMAND ARG...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}
