package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"time"

	"golang.org/x/term"

	"gongkai/generator/attest"
	"gongkai/generator/diag"
	"gongkai/generator/progress"
	"gongkai/generator/publish"
	"gongkai/generator/reason"
	"gongkai/generator/signer"
	"gongkai/generator/site"
	"gongkai/generator/terminal"
)

// What is printed goes through this file: titles, names of files, keys and
// arguments come from outside and are printed so that a terminal shows them and
// obeys nothing in them (see terminal.Visible). TestPrintedHere holds the rest of
// the package to it.

// say prints lines for people: not with --json, not with --quiet. The arguments
// are those of both formats.
func (c *call) say(zh, en string, args ...any) {
	if !c.JSON && !c.Quiet {
		c.print(c.stdout, terminal.Textf(zh, en, args...).In(c.Lang)+"\n")
	}
}

// print prints text that may have several lines.
func (c *call) print(w io.Writer, text string) {
	for line := range strings.Lines(text) {
		text, end := strings.CutSuffix(line, "\n")
		shown := terminal.Visible(text)
		if end {
			shown += "\n"
		}
		if _, err := io.WriteString(w, shown); err != nil {
			c.status = exitMachine
		}
	}
}

// object prints what speaks against a site, alone on a line: nothing in it begins another
// one, such as a name of a file with a line end in it.
func object(c *call, zh, en string, args ...any) {
	c.print(c.stderr, terminal.Visible(terminal.Textf(zh, en, args...).In(c.Lang))+"\n")
}

// data writes what a command makes for other programs: as it is into a file or
// a pipe, so that it can be seen on a terminal.
func (c *call) data(w io.Writer, data []byte) error {
	if progress.IsTerminal(w) {
		c.print(w, strings.ReplaceAll(string(data), "\t", "    "))
		return nil
	}
	_, err := w.Write(data)
	return err
}

// report prints findings.
func (c *call) report(found []diag.Diagnostic) {
	var err error
	if c.JSON {
		err = terminal.WriteJSON(c.stdout, c.Lang, found, c.withheld)
	} else {
		err = terminal.Printer{W: c.stderr, Lang: c.Lang, Color: progress.IsTerminal(c.stderr), Limit: c.limit}.Print(found)
	}
	if err != nil {
		c.status = exitMachine
	}
	if diag.HasErrors(found) && c.status == exitWell {
		c.status = exitSite
	}
}

// shown is how many findings of one rule are printed unless all are asked for:
// whoever has more of them has one cause for most.
const shown = 10

// shorten makes report print only some of many findings of one rule.
func (c *call) shorten(all bool) {
	if !all {
		c.limit = shown
	}
}

// waitForKey lets somebody read what stands in a window that is about to close.
func waitForKey(in *os.File, out io.Writer) {
	fmt.Fprint(out, "\n按任意键关闭窗口 (press any key to close)")
	if old, err := term.MakeRaw(int(in.Fd())); err == nil {
		defer term.Restore(int(in.Fd()), old)
	}
	in.Read(make([]byte, 1)) // whatever comes of it, the window may close
}

// wrongCall is an error in how the program was called.
type wrongCall struct{ diag.Text }

func (e wrongCall) Error() string { return e.EN }

// refuse makes a wrongCall. The arguments are those of both formats.
func refuse(zh, en string, args ...any) error { return wrongCall{terminal.Textf(zh, en, args...)} }

// fail prints an error and returns the exit status that it stands for.
func (c *call) fail(err error) int {
	var wrong wrongCall
	var failure *publish.Failure
	switch {
	case errors.As(err, &wrong):
		complain(c, "CALL", wrong.Text)
		return exitCall
	case errors.As(err, &failure):
		c.report([]diag.Diagnostic{failure.Diagnostic()})
		if failure.Refused() {
			return exitCall
		}
		return exitMachine
	}
	complain(c, "MACHINE", machineError(err))
	return exitMachine
}

// complain prints why a command was not carried out: for people, and with --json as
// the one line of what is found, with a code that no rule has.
func complain(c *call, code string, why diag.Text) {
	c.print(c.stderr, "gongkai: "+why.In(c.Lang)+"\n")
	if !c.JSON {
		return
	}
	said := []diag.Diagnostic{{Code: code, Severity: diag.Error, Message: why}}
	if err := terminal.WriteJSON(c.stdout, c.Lang, said, false); err != nil {
		c.status = exitMachine
	}
}

// machineError says in plain words what the machine refused to do.
func machineError(err error) diag.Text {
	var path *fs.PathError
	name := ""
	if errors.As(err, &path) {
		name = path.Path
	}
	var unsigned *signer.Error
	switch {
	case errors.As(err, &unsigned):
		said := ""
		if unsigned.Said != "" {
			said = "\n" + unsigned.Said
		}
		return terminal.Textf("%s；没有发布%s", "%s; nothing was released%s", diag.Text{ZH: unsigned.ZH, EN: unsigned.EN}, said)
	case errors.Is(err, site.ErrChanged):
		return terminal.Textf("生成网站的时候文件又改动了，请再运行一次：%s",
			"a file changed while the site was being built; run the command again: %s",
			strings.TrimSuffix(err.Error(), ": "+site.ErrChanged.Error()))
	}
	var refused *attest.Fault
	if errors.As(err, &refused) {
		return terminal.Textf("%s：%s", "%s: %s", refused.Path, diag.Text{ZH: refused.ZH, EN: refused.EN})
	}
	zh, en := reason.Of(err)
	if name != "" {
		return terminal.Textf("%s：%s", "%s: %s", diag.Text{ZH: zh, EN: en}, name)
	}
	return terminal.Textf("运行失败：%s", "%s", diag.Text{ZH: zh, EN: en})
}

// printRows prints rows whose columns stand under each other.
func (c *call) printRows(rows [][]string) { c.print(c.stdout, terminal.Table(rows)) }

// printPath prints the path of a file that was made, alone on a line, for an
// editor to open.
func (c *call) printPath(file string) { c.print(c.stdout, terminal.Visible(file)+"\n") }

// round makes a duration short enough to read.
func round(d time.Duration) time.Duration {
	switch {
	case d > 10*time.Second:
		return d.Round(100 * time.Millisecond)
	case d > 10*time.Millisecond:
		return d.Round(time.Millisecond)
	}
	return d.Round(10 * time.Microsecond)
}

// size says how many bytes were written.
func size(n int64) string {
	switch {
	case n >= 10<<20:
		return fmt.Sprintf("%d MB", n>>20)
	case n >= 10<<10:
		return fmt.Sprintf("%d KB", n>>10)
	}
	return fmt.Sprintf("%d B", n)
}
