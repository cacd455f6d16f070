// Gongkai-county (县级汇总) makes the site of a county out of those of its offices: twenty
// townships and as many departments, or the 1,400 townships of a province. See
// docs/county.md for its use.
//
//	gongkai-county build                 # all offices, with the workers of this machine
//	gongkai-county build --shard 2/8     # the second eighth of them, for Slurm and the like
//	gongkai-county build --nats tls://…  # with the workers of other machines, too
//	gongkai-county worker --nats tls://… # such a worker
//	gongkai-county queue --config FILE   # the server between them
//	gongkai-county build --s3 https://…  # and send the site to a bucket
//	gongkai-county fetch --s3 https://…  # from there to the folder of a web server
//	gongkai-county sweep --s3 https://…  # what no site in the bucket needs any more
//	gongkai-county k8s --image I --claim V # a Job and a CronJob of Kubernetes
//	gongkai-county board                 # how each office would fare in an inspection
//	gongkai-county check                 # county.toml alone
//	gongkai-county explain CY008
//
// It is a program of its own. The one for a township imports nothing of it, so that a
// clerk's `go run ./generator build` compiles none of it.
//
// # How it is put together
//
//	roster   county.toml: the county and its offices
//	job      one job an office, run until nothing is missing; this process, or shards
//	engine   jobs over a queue, by this process and by workers on other machines
//	office   the site of one office, and what came of it
//	harvest  sites that are released elsewhere, mirrored over HTTP
//	bucket   storage that speaks S3, to which sites are sent and from which they are fetched
//	rows     the county's catalogue, as shards that are merged without being held
//	portal   the county's own pages
//	annual   the annual reports of all offices, summed
//	kube     what Kubernetes is told
//	metrics  how a build fares, for a Prometheus on the same machine
//	board    how each office would fare in an inspection; never published
//
// What is wanted are offices at sums of their sources ([office.Maker.Sum]); what there is
// are outcomes ([office.Maker.Outcome]) in a folder that all processes share. A run makes
// the difference. So an office that has not changed is not read again, a process that was
// killed has lost nothing but its time, and an office that is broken stops no other: its
// last good site stays, and the exit status is 1 with its name.
//
// Package main reads the command line, hands values on and prints what comes back. The
// exit statuses are those of gongkai: 0 all is well, 1 an office has errors or county.toml
// has, 2 the call was wrong, 3 the machine failed.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"gongkai/generator/attest"
	"gongkai/generator/complaint"
	"gongkai/generator/county/bucket"
	"gongkai/generator/county/engine"
	"gongkai/generator/county/office"
	"gongkai/generator/county/portal"
	"gongkai/generator/county/roster"
	"gongkai/generator/county/rows"
	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/publish"
	"gongkai/generator/reason"
	"gongkai/generator/terminal"
)

// version is set by the linker where a release is made.
var version string

// The exit statuses.
const (
	exitWell    = 0
	exitOffice  = 1
	exitCall    = 2
	exitMachine = 3
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// cli is the command line. What it means stands in usage.go.
type cli struct {
	Source string `default:"."`
	Out    string
	Store  string
	AsOf   string `name:"as-of"`
	JSON   bool   `name:"json"`
	Lang   string `enum:"zh,en" default:"zh"`
	Quiet  bool

	S3            string `name:"s3"`
	S3Credentials string `name:"s3-credentials"`

	Version kong.VersionFlag

	Build   buildCommand   `cmd:""`
	Worker  workerCommand  `cmd:""`
	Queue   queueCommand   `cmd:""`
	Board   boardCommand   `cmd:""`
	Fetch   fetchCommand   `cmd:""`
	Sweep   sweepCommand   `cmd:""`
	K8s     k8sCommand     `cmd:"" name:"k8s"`
	Check   checkCommand   `cmd:""`
	Explain explainCommand `cmd:""`
}

// call is what every command has at hand.
type call struct {
	cli
	ctx            context.Context
	stdout, stderr io.Writer
	status         int
}

// run runs one command and returns the exit status.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	c := &call{ctx: ctx, stdout: stdout, stderr: stderr}
	done := false
	parser := kong.Must(&c.cli,
		kong.Name("gongkai-county"), kong.Writers(stdout, stderr), kong.Exit(func(int) { done = true }),
		kong.Vars{"version": "gongkai-county " + version},
		kong.Help(func(_ kong.HelpOptions, ctx *kong.Context) error {
			_, err := io.WriteString(stdout, usage.In(langOf(args)))
			return err
		}),
	)
	parsed, err := parser.Parse(args)
	if done {
		return exitWell
	}
	if err != nil {
		c.Lang, c.JSON = langOf(args), slices.Contains(args, "--json")
		return c.fail(callError(err))
	}
	if err := parsed.Run(c); err != nil {
		return c.fail(err)
	}
	return c.status
}

// callError says in plain words what is wrong with the command line.
func callError(err error) error {
	text := terminal.Visible(err.Error())
	if strings.HasPrefix(text, "expected ") { // no command has arguments that it cannot do without
		return refuse("请写一个命令，例如 gongkai-county build；全部命令见 gongkai-county --help", "name a command, such as gongkai-county build; gongkai-county --help lists them")
	}
	return refuse("命令有误：%s（gongkai-county --help 有说明）", "%s (see gongkai-county --help)", complaint.Of(text))
}

// langOf finds --lang before the command line is parsed.
func langOf(args []string) string {
	for i, a := range args {
		if a == "--lang=en" || a == "--lang" && i+1 < len(args) && args[i+1] == "en" {
			return "en"
		}
	}
	return "zh"
}

// checkCommand is `gongkai-county check`.
type checkCommand struct{}

// Run reads county.toml and says what is wrong with it.
func (*checkCommand) Run(c *call) error {
	county, err := c.county()
	if county != nil {
		c.say("county.toml 没有错误：%d 个机关。", "county.toml is well: %d offices.", len(county.Offices))
	}
	return err
}

// county reads county.toml; nil: it cannot be used, which has been said.
func (c *call) county() (*roster.County, error) {
	county, _, err := c.summedCounty()
	return county, err
}

// summedCounty reads county.toml and sums it up.
func (c *call) summedCounty() (county *roster.County, sum string, err error) {
	data, err := os.ReadFile(filepath.Join(c.Source, roster.File))
	if errors.Is(err, os.ErrNotExist) {
		return nil, "", refuse("%s 里没有 county.toml；用 --source 指定它所在的文件夹", "there is no county.toml in %s; name its folder with --source", c.Source)
	}
	if err != nil {
		return nil, "", err
	}
	county, found := roster.Parse(data)
	return county, rosterSum(data), c.report(found)
}

// out is the folder of the county's site, and store that of what is kept beside it.
func (c *call) out() string {
	if c.Out != "" {
		return c.Out
	}
	return filepath.Join(c.Source, "public")
}

func (c *call) store() string {
	if c.Store != "" {
		return c.Store
	}
	return filepath.Join(filepath.Dir(filepath.Clean(c.out())), ".build")
}

// today is the day for which sites are made.
func (c *call) today() (page.Date, error) {
	if c.AsOf == "" {
		return page.DateOf(time.Now()), nil
	}
	day, err := page.ParseDate(c.AsOf)
	if err != nil || day.Minute != 0 {
		return day, refuse("--as-of 要写成 2017-03-15 这样的日期，不是 %s", "--as-of takes a date such as 2017-03-15, not %s", c.AsOf)
	}
	return day, nil
}

// explainCommand is `gongkai-county explain CODE`.
type explainCommand struct {
	Code string `arg:"" optional:""`
}

// Run explains a code, or lists all.
func (e *explainCommand) Run(c *call) error {
	var rows [][]string
	for _, r := range rules() {
		if strings.EqualFold(r.Code, e.Code) {
			return c.print(c.stdout, terminal.Explain(r, c.Lang))
		}
		rows = append(rows, []string{r.Code, r.Severity.Word().In(c.Lang), r.Title.In(c.Lang)})
	}
	if e.Code != "" {
		return refuse("没有代码 %s；不带参数运行 gongkai-county explain，列出全部代码。机关网站的代码用 gongkai explain 查", "there is no code %s; gongkai-county explain alone lists them. Those about the site of an office are explained by gongkai", e.Code)
	}
	return c.print(c.stdout, terminal.Table(rows))
}

// rules lists what this program can find wrong, beside what it finds in the sites of
// offices.
func rules() []*diag.Rule { return slices.Concat(roster.Rules(), office.Rules(), portal.Rules()) }

// wrongCall is an error in how the program was called.
type wrongCall struct{ diag.Text }

func (e wrongCall) Error() string { return e.EN }

func refuse(zh, en string, args ...any) error { return wrongCall{terminal.Textf(zh, en, args...)} }

// fail prints an error and returns the exit status that it stands for.
func (c *call) fail(err error) int {
	status, code, why := exitMachine, "MACHINE", machineError(err)
	var wrong wrongCall
	var notOurs *portal.NotOurs
	switch {
	case errors.As(err, &wrong):
		status, code, why = exitCall, "CALL", wrong.Text
	case errors.As(err, &notOurs):
		status, code, why = exitCall, "CALL", notOurs.Text()
	}
	_ = c.print(c.stderr, "gongkai-county: "+why.In(c.Lang)+"\n")
	if c.JSON {
		_ = terminal.WriteJSON(c.stdout, c.Lang, []diag.Diagnostic{{Code: code, Severity: diag.Error, Message: why}}, false)
	}
	return status
}

// machineError says in plain words what went wrong.
func machineError(err error) diag.Text {
	var failure *publish.Failure
	if errors.As(err, &failure) {
		return failure.Diagnostic().Message
	}
	var fault *attest.Fault
	if errors.As(err, &fault) {
		return terminal.Textf("%s：%s", "%s: %s", fault.Path, diag.Text{ZH: fault.ZH, EN: fault.EN})
	}
	var why *office.Failure
	if errors.As(err, &why) {
		return why.Text
	}
	var queue *engine.Fault
	if errors.As(err, &queue) {
		return queue.Text
	}
	var stored *bucket.Fault
	if errors.As(err, &stored) {
		return stored.Text
	}
	var damaged *rows.Fault
	if errors.As(err, &damaged) {
		return damaged.Text
	}
	if errors.Is(err, context.Canceled) {
		return diag.Text{ZH: "中断了", EN: "interrupted"}
	}
	zh, en := reason.Of(err)
	var path *fs.PathError
	if errors.As(err, &path) {
		return terminal.Textf("%s：%s", "%s: %s", diag.Text{ZH: zh, EN: en}, path.Path)
	}
	return diag.Text{ZH: zh, EN: en}
}

// say prints a line for people: not with --json, not with --quiet.
func (c *call) say(zh, en string, args ...any) {
	if !c.JSON && !c.Quiet {
		_ = c.print(c.stdout, terminal.Textf(zh, en, args...).In(c.Lang)+"\n")
	}
}

// print prints text that may have several lines; nothing in it commands a terminal.
func (c *call) print(w io.Writer, text string) error {
	for line := range strings.Lines(text) {
		text, end := strings.CutSuffix(line, "\n")
		shown := terminal.Visible(text)
		if end {
			shown += "\n"
		}
		if _, err := io.WriteString(w, shown); err != nil {
			return fmt.Errorf("cannot print: %w", err)
		}
	}
	return nil
}

// shown is how many findings of one rule are printed of all offices together.
const shown = 10

// report prints findings, and takes note of errors among them.
func (c *call) report(found []diag.Diagnostic) error {
	if diag.HasErrors(found) {
		c.status = exitOffice
	}
	if c.JSON {
		return terminal.WriteJSON(c.stdout, c.Lang, found, false)
	}
	return terminal.Printer{W: c.stderr, Lang: c.Lang, Limit: shown}.Print(found)
}
