// Gongkai (公开) makes the website on which an office discloses government
// information from a folder of Markdown. See README.md for its use, and
// docs/architecture.md for how it is built.
//
// Package main reads the command line, hands values to the packages that do
// the work, and prints what they return. There is one file for each command.
// It is the only place that asks what day it is (others read the clock to wait
// and to measure), that reads the environment, and that exits.
//
// # What a user can rely on
//
//   - Findings go to stderr in the language of --lang, or as JSON lines to
//     stdout with --json; build and check then print nothing else on stdout.
//   - With --json, what is no finding is a line, too, with the code CALL (status 2)
//     or MACHINE (status 3).
//   - The exit status is 0 where all is well, 1 where the site has errors, 2
//     where the call was wrong, 3 where the machine failed.
//   - Progress is shown on a terminal and never in a pipe.
//   - Whatever a file, its name or an argument contains, it gives no command to
//     a terminal.
package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"gongkai/generator/asset"
	"gongkai/generator/cache"
	"gongkai/generator/config"
	"gongkai/generator/layout"
	"gongkai/generator/page"
	"gongkai/generator/progress"
	"gongkai/generator/site"
	"gongkai/layouts"
	"gongkai/static"
)

// version is set by the linker where a release is made (package release).
var version string

// versionLine is what --version prints.
func versionLine() string {
	name := version
	if name == "" {
		name = "(unreleased)"
	}
	return fmt.Sprintf("gongkai %s %s/%s %s", name, runtime.GOOS, runtime.GOARCH, runtime.Version())
}

func main() {
	tune()
	args := os.Args[1:]
	if len(args) == 0 && isSite(".") {
		args = previewHere(os.Stdout)
	}
	status := run(args, os.Stdout, os.Stderr)
	if ownConsole() {
		waitForKey(os.Stdin, os.Stdout)
	}
	os.Exit(status)
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

// spare takes back what tune has set, for a command that reads files from
// anywhere: memory counts there, and there is little to collect.
func spare() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(100)
	}
}

// isSite reports whether a folder is that of a site.
func isSite(dir string) bool {
	info, err := os.Stat(filepath.Join(dir, "config.toml"))
	return err == nil && info.Mode().IsRegular()
}

// previewHere is the call that a start without arguments stands for in a site's
// folder, be it a double click: the preview, in the browser where somebody is
// looking.
func previewHere(stdout io.Writer) []string {
	if progress.IsTerminal(stdout) {
		return []string{"serve", "--open"}
	}
	return []string{"serve"}
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

// limitIndexing sets the limit for a build that makes the search index of so many
// documents. Within the other one the collector would run all the time.
func limitIndexing(documents int) {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryLimit(int64(documents)) + indexLimit(int64(documents)))
	}
}

// indexLimit is what a segment of the index takes while it is made, and what is kept of
// it and of the texts.
func indexLimit(documents int64) int64 {
	const working, kept = 30 << 10, 1500 // bytes a document
	const segment = 4096                 // documents
	return working*min(documents, segment) + kept*documents
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
	// limit is how many findings of one rule are printed; 0: all. Commands that
	// look at whole sites set it.
	limit int
	// withheld says that what is reported from now on stops no build.
	withheld bool
}

// cli is the command line. Help texts are the names of those in texts.go, see [helpText].
type cli struct {
	Source  string `default:"." placeholder:"DIR" help:"help_source"`
	Out     string `placeholder:"DIR" help:"help_out"`
	BaseURL string `name:"base-url" placeholder:"URL" help:"help_base_url"`
	AsOf    string `name:"as-of" placeholder:"DATE" help:"help_as_of"`
	JSON    bool   `name:"json" help:"help_json"`
	Lang    string `enum:"zh,en" default:"zh" help:"help_lang"`
	Quiet   bool   `help:"help_quiet"`

	Version kong.VersionFlag `help:"help_version"`

	Build      buildCommand    `cmd:"" help:"help_build"`
	Serve      serveCommand    `cmd:"" help:"help_serve"`
	Check      checkCommand    `cmd:"" help:"help_check"`
	New        newCommand      `cmd:"" help:"help_new"`
	Import     importCommand   `cmd:"" help:"help_import"`
	Tidy       tidyCommand     `cmd:"" help:"help_tidy"`
	Scan       scanCommand     `cmd:"" help:"help_scan"`
	Waive      waiveCommand    `cmd:"" help:"help_waive"`
	Approve    approveCommand  `cmd:"" help:"help_approve"`
	Review     reviewCommand   `cmd:"" help:"help_review"`
	Release    releaseCommand  `cmd:"" help:"help_release"`
	Verify     verifyCommand   `cmd:"" help:"help_verify_site"`
	Prove      proveCommand    `cmd:"" help:"help_prove"`
	Witness    witnessCommand  `cmd:"" help:"help_witness"`
	Archive    archiveCommand  `cmd:"" help:"help_archive"`
	Key        keyCommand      `cmd:"" help:"help_key"`
	Withdraw   withdrawCommand `cmd:"" help:"help_withdraw"`
	Audit      auditCommand    `cmd:"" help:"help_audit"`
	NextChange nextCommand     `cmd:"" help:"help_next"`
	Report     reportCommand   `cmd:"" help:"help_report"`
	Explain    explainCommand  `cmd:"" help:"help_explain"`
	Server     serverCommand   `cmd:"" name:"server-files" help:"help_server_files"`
	Init       initCommand     `cmd:"" help:"help_init"`
	Schema     schemaCommand   `cmd:"" help:"help_schema"`
	Bench      benchCommand    `cmd:"" help:"help_bench"`
}

// run runs one command and returns the exit status.
func run(args []string, stdout, stderr io.Writer) int {
	c := &call{stdout: stdout, stderr: stderr}
	lang := langOf(args)
	done := false
	parser, err := kong.New(&c.cli,
		kong.Name("gongkai"),
		kong.Description("about"),
		kong.Vars{"version": versionLine()},
		kong.Writers(stdout, stderr),
		kong.Exit(func(int) { done = true }),
		kong.Help(c.help),
	)
	if err != nil {
		panic(err) // the command line above is wrong: a mistake in the program
	}
	parsed, err := parser.Parse(args)
	if done {
		return exitWell
	}
	if err != nil {
		c.Lang, c.JSON = lang, c.JSON || slices.Contains(args, "--json")
		return c.fail(c.callError(err))
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
			return refuse("%s 的值是空的；如果它来自一个变量，请检查变量是否已经设置", "%s is empty; if it comes from a variable, see that it is set", name)
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

// options makes the options of a build from the flags.
func (c *call) options() (site.Options, error) {
	today := page.DateOf(time.Now())
	if c.AsOf != "" {
		var err error
		if today, err = page.ParseDate(c.AsOf); err != nil || today.Minute != 0 {
			return site.Options{}, wrongDate("--as-of", c.AsOf)
		}
	}
	if meant := new(config.Site).SetBaseURL(c.BaseURL); c.BaseURL != "" && meant != "" {
		return site.Options{}, refuse("--base-url 不是网址：%s；要像 %s 这样写，域名用英文字母、数字、点和减号（中文域名写成 xn-- 开头的形式）",
			"--base-url is not an address: %s; write it like %s, its host of letters, digits, dots and hyphens (a Chinese one in its form that begins with xn--)", c.BaseURL, meant)
	}
	if info, err := os.Stat(c.Source); err != nil || !info.IsDir() {
		return site.Options{}, refuse("--source 指定的文件夹不存在：%s", "--source names a folder that does not exist: %s", c.Source)
	}
	if isHome(c.out()) {
		return site.Options{}, refuse("--out 指定的是您的个人文件夹，生成网站会整个替换它：%s；请写它里面的一个新文件夹",
			"--out names your home folder, which a build would replace as a whole: %s; name a new folder in it", c.out())
	}
	salt, err := cache.ProgramSalt()
	if err != nil {
		return site.Options{}, err
	}
	return site.Options{
		Source: c.Source, Out: c.out(), BaseURL: c.BaseURL, Today: today,
		Layouts: builtin.layouts, Static: static.Files, Minifier: builtin.minifier, Salt: salt, Sized: limitMemory, Indexing: limitIndexing,
	}, nil
}

// builtin is what all sites of the process share of what the binary embeds: it is
// compiled and made small once.
var builtin = struct {
	layouts  *layout.Defaults
	minifier *asset.Minifier
}{layout.NewDefaults(layouts.Files), asset.New()}

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

// out is the folder to publish into: public/ in the site unless --out names
// another.
func (c *call) out() string {
	if c.Out != "" {
		return c.Out
	}
	return filepath.Join(c.Source, "public")
}

// wrongDate says that an option is not a date, and which was meant.
func wrongDate(flag, got string) error {
	switch meant, isDay := page.MeantDay(got); {
	case meant != "" && meant != got:
		return refuse("%[1]s 要写成 2017-03-15 这样的日期，不是 %[2]s；改为 %[1]s %[3]s", "%[1]s takes a date such as 2017-03-15, not %[2]s: write %[1]s %[3]s", flag, got, meant)
	case isDay && meant == "":
		return refuse("%s：没有 %s 这一天", "%s: there is no day %s", flag, got)
	}
	return refuse("%s 要写成 2017-03-15 这样的日期，不是 %s", "%s takes a date such as 2017-03-15, not %s", flag, got)
}

// config reads config.toml. Where it cannot be used, the findings are reported
// and it is nil.
func (c *call) config() (*config.Config, error) {
	cfg, found, err := site.Config(c.Source)
	if cfg == nil && err == nil {
		c.report(found)
	}
	return cfg, err
}
