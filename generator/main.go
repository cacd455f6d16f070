// Gongkai (公开) makes the website on which an office discloses government
// information from a folder of Markdown. See README.md for its use, and
// docs/architecture.md for how it is built.
//
// Package main reads the command line, hands values to the packages that do
// the work, and prints what they return. It is the only place that reads the
// clock or the environment and the only one that exits.
//
// # What a user can rely on
//
//   - Findings go to stderr in the language of --lang, or as JSON lines to
//     stdout with --json; build and check then print nothing else on stdout.
//   - The exit status is 0 where all is well, 1 where the site has errors, 2
//     where the call was wrong, 3 where the machine failed.
//   - Progress is shown on a terminal and never in a pipe.
package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"github.com/alecthomas/kong"
	"golang.org/x/term"

	"gongkai/generator/build"
	"gongkai/generator/cache"
	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/publish"
	"gongkai/layouts"
	"gongkai/static"
)

func main() {
	tune()
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// tune makes the garbage collector run less often: a build allocates much and
// keeps little. GOGC=400 collects a quarter as often as the default and takes a
// fifth off the CPU time; memoryLimit keeps that from costing more memory than
// it is worth. GOGC in the environment goes before.
//
// It also turns off the samples that --memprofile wants, which the runtime would
// take in any program that has such a flag.
func tune() {
	runtime.MemProfileRate = 0
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
}

// limitMemory sets the soft limit of the heap for a site of so many files.
// GOMEMLIMIT in the environment goes before.
func limitMemory(files int) {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryLimit(int64(files)))
	}
}

// memoryLimit is twice to three times what is kept of a site (1.3 KB a
// document), less where there are many: then there is room enough for what
// comes and goes. Without it, GOGC=400 would take 1.2 GB for 100,000 documents.
func memoryLimit(files int64) int64 {
	const small, many = 3500, 2100 // bytes a file, up to and beyond:
	const limit = 100_000
	return 90<<20 + small*min(files, limit) + many*max(0, files-limit)
}

// The exit statuses.
const (
	exitWell    = 0
	exitSite    = 1 // the site has errors
	exitCall    = 2 // the call was wrong
	exitMachine = 3 // disk full, no permission
)

// call is what every command has at hand.
type call struct {
	cli
	stdout, stderr io.Writer
	status         int
}

// cli is the command line. Help texts are variables, filled in from texts.go
// in the language asked for.
type cli struct {
	Source  string `default:"." placeholder:"DIR" help:"${help_source}"`
	Out     string `placeholder:"DIR" help:"${help_out}"`
	BaseURL string `name:"base-url" placeholder:"URL" help:"${help_base_url}"`
	AsOf    string `name:"as-of" placeholder:"DATE" help:"${help_as_of}"`
	JSON    bool   `name:"json" help:"${help_json}"`
	Lang    string `enum:"zh,en" default:"zh" help:"${help_lang}"`
	Quiet   bool   `help:"${help_quiet}"`

	Build   buildCommand   `cmd:"" help:"${help_build}"`
	Serve   serveCommand   `cmd:"" help:"${help_serve}"`
	Check   checkCommand   `cmd:"" help:"${help_check}"`
	New     newCommand     `cmd:"" help:"${help_new}"`
	Report  reportCommand  `cmd:"" help:"${help_report}"`
	Explain explainCommand `cmd:"" help:"${help_explain}"`
	Init    initCommand    `cmd:"" help:"${help_init}"`
	Schema  schemaCommand  `cmd:"" help:"${help_schema}"`
	Bench   benchCommand   `cmd:"" help:"${help_bench}"`
}

// run runs one command and returns the exit status.
func run(args []string, stdout, stderr io.Writer) int {
	c := &call{stdout: stdout, stderr: stderr}
	lang := langOf(args)
	done := false
	parser, err := kong.New(&c.cli,
		kong.Name("gongkai"),
		kong.Description(texts["about"].In(lang)),
		helpVars(lang),
		kong.Writers(stdout, stderr),
		kong.Exit(func(int) { done = true }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	)
	if err != nil {
		panic(err) // the command line above is wrong: a mistake in the program
	}
	parsed, err := parser.Parse(args)
	if done {
		return exitWell
	}
	if err != nil {
		fmt.Fprintf(stderr, "gongkai: %s\n", callError(err).In(lang))
		return exitCall
	}
	if err := refuseEmpty(parsed); err != nil {
		return c.fail(err)
	}
	if err := parsed.Run(c); err != nil {
		return c.fail(err)
	}
	return c.status
}

// refuseEmpty refuses an argument or the value of an option that is there and
// says nothing. It comes from a variable that a script has not set, and must be
// taken neither for an option that was not given nor for the folder "".
func refuseEmpty(parsed *kong.Context) error {
	for _, path := range parsed.Path {
		var name string
		switch {
		case path.Flag != nil:
			name = "--" + path.Flag.Name
		case path.Positional != nil:
			name = strings.ToUpper(path.Positional.Name)
		default:
			continue
		}
		if text, ok := parsed.Value(path).Interface().(string); ok && strings.TrimSpace(text) == "" {
			return wrongCall{diag.Text{
				ZH: name + " 的值是空的；如果它来自一个变量，请检查变量是否已经设置",
				EN: name + " is empty; if it comes from a variable, see that it is set",
			}}
		}
	}
	return nil
}

// langOf finds --lang before the command line is parsed, for the help texts.
func langOf(args []string) string {
	for i, a := range args {
		if a == "--lang=en" || a == "--lang" && i+1 < len(args) && args[i+1] == "en" {
			return "en"
		}
	}
	return "zh"
}

// wrongCall is an error in how the program was called.
type wrongCall struct{ diag.Text }

func (e wrongCall) Error() string { return e.EN }

// fail prints an error and returns the exit status that it stands for.
func (c *call) fail(err error) int {
	var wrong wrongCall
	var failure *publish.Failure
	switch {
	case errors.As(err, &wrong):
		fmt.Fprintf(c.stderr, "gongkai: %s\n", wrong.In(c.Lang))
		return exitCall
	case errors.As(err, &failure):
		c.report([]diag.Diagnostic{failure.Diagnostic()})
		if failure.Refused() {
			return exitCall
		}
		return exitMachine
	}
	fmt.Fprintf(c.stderr, "gongkai: %s\n", machineError(err).In(c.Lang))
	return exitMachine
}

// machineError says in plain words what the machine refused to do.
func machineError(err error) diag.Text {
	var path *fs.PathError
	name := ""
	if errors.As(err, &path) {
		name = path.Path
	}
	switch {
	case errors.Is(err, fs.ErrPermission):
		return diag.Text{ZH: "没有权限：" + name, EN: "permission denied: " + name}
	case errors.Is(err, fs.ErrNotExist):
		return diag.Text{ZH: "文件不存在：" + name, EN: "file does not exist: " + name}
	case errors.Is(err, build.ErrChanged):
		file := strings.TrimSuffix(err.Error(), ": "+build.ErrChanged.Error())
		return diag.Text{
			ZH: "生成网站的时候文件又改动了，请再运行一次：" + file,
			EN: "a file changed while the site was being built; run the command again: " + file,
		}
	}
	return diag.Text{ZH: "运行失败：" + err.Error(), EN: err.Error()}
}

// report prints findings.
func (c *call) report(found []diag.Diagnostic) {
	var err error
	if c.JSON {
		err = diag.WriteJSON(c.stdout, c.Lang, found)
	} else {
		err = diag.Printer{W: c.stderr, Lang: c.Lang, Color: isTerminal(c.stderr)}.Print(found)
	}
	if err != nil {
		c.status = exitMachine
	}
	if diag.HasErrors(found) && c.status == exitWell {
		c.status = exitSite
	}
}

// say prints a line for people: not with --json, not with --quiet.
func (c *call) say(zh, en string) {
	if !c.JSON && !c.Quiet {
		fmt.Fprintln(c.stdout, diag.Text{ZH: zh, EN: en}.In(c.Lang))
	}
}

// isTerminal reports whether somebody is looking at what is written to w.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// options makes the options of a build from the flags.
func (c *call) options() (build.Options, error) {
	today := page.DateOf(time.Now())
	if c.AsOf != "" {
		var err error
		if today, err = page.ParseDate(c.AsOf); err != nil || today.Minute != 0 {
			return build.Options{}, wrongCall{diag.Text{
				ZH: "--as-of 要写成 2017-03-15 这样的日期，不是 " + c.AsOf,
				EN: "--as-of takes a date such as 2017-03-15, not " + c.AsOf,
			}}
		}
	}
	if c.BaseURL != "" && !strings.HasPrefix(c.BaseURL, "http://") && !strings.HasPrefix(c.BaseURL, "https://") {
		return build.Options{}, wrongCall{diag.Text{
			ZH: "--base-url 要以 https:// 或 http:// 开头",
			EN: "--base-url begins with https:// or http://",
		}}
	}
	if info, err := os.Stat(c.Source); err != nil || !info.IsDir() {
		return build.Options{}, wrongCall{diag.Text{
			ZH: "--source 指定的文件夹不存在：" + c.Source,
			EN: "--source names a folder that does not exist: " + c.Source,
		}}
	}
	if isHome(c.out()) {
		return build.Options{}, wrongCall{diag.Text{
			ZH: "--out 指定的是您的个人文件夹，生成网站会整个替换它：" + c.out() + "；请写它里面的一个新文件夹",
			EN: "--out names your home folder, which a build would replace as a whole: " + c.out() + "; name a new folder in it",
		}}
	}
	salt, err := cache.ProgramSalt()
	if err != nil {
		return build.Options{}, err
	}
	return build.Options{
		Source: c.Source, Out: c.out(), BaseURL: c.BaseURL, Today: today,
		Layouts: layouts.Files, Static: static.Files, Salt: salt, Sized: limitMemory,
	}, nil
}

// isHome reports whether a folder is the user's own, by whatever name.
func isHome(dir string) bool {
	home, err := os.UserHomeDir()
	if err != nil {
		return false
	}
	own, err := os.Stat(home)
	if err != nil {
		return false
	}
	info, err := os.Stat(filepath.Clean(dir)) // as publish takes the name
	return err == nil && os.SameFile(own, info)
}
