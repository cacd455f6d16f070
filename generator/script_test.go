package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"testing"

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
// With GONGKAI_UPDATE=1 in the environment, what `cmp` compares with is written
// into the scripts.
func TestScript(t *testing.T) {
	path, links := program(t), buildtest.HasLinks(t)
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		WorkdirRoot:   buildtest.TempDir(t),
		UpdateScripts: os.Getenv("GONGKAI_UPDATE") != "",
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
		},
		Condition: func(name string) (bool, error) {
			if name != "links" {
				return false, fmt.Errorf("there is no condition %s", name)
			}
			return links, nil
		},
	})
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
