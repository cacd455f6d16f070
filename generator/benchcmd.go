package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"slices"
	"strconv"

	"gongkai/generator/bench"
	"gongkai/generator/diag"
	"gongkai/generator/progress"
)

// benchCommand is `gongkai bench`: what a build costs on this machine.
type benchCommand struct {
	Docs []string `default:"1000,10000" placeholder:"N,…" help:"help_bench_docs"`
	Peer string   `placeholder:"COMMAND" help:"help_bench_peer"`
	Dir  string   `placeholder:"DIR" help:"help_bench_dir"`
}

// Run measures and prints one table for each number of documents.
func (b *benchCommand) Run(c *call) error {
	sizes, err := b.sizes()
	if err != nil {
		return err
	}
	// A child's peak memory counts from that of its parent: stay small.
	debug.SetGCPercent(50)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	opt := bench.Options{Dir: b.Dir, Peer: b.Peer, Tell: c.tell}
	if opt.Program, err = os.Executable(); err != nil {
		return err
	}
	for _, opt.Docs = range sizes {
		rows, err := bench.Measure(ctx, opt)
		c.tell(diag.Text{})
		if errors.Is(err, context.Canceled) {
			c.say("\n已中断，临时文件已经删去。", "\ninterrupted; the temporary files are gone.")
			c.status = exitMachine
			return nil
		}
		if err != nil {
			return err
		}
		c.printRows(benchTable(c.Lang, opt.Docs, rows))
	}
	return nil
}

// tell shows on a terminal what is being measured.
func (c *call) tell(what diag.Text) {
	if progress.IsTerminal(c.stderr) && !c.Quiet {
		progress.Overwrite(c.stderr, what.In(c.Lang))
	}
}

// maxDocs bounds --docs: more is a slip of the finger, and would fill the disk.
const maxDocs = 5_000_000

// sizes returns the numbers of documents, each once, the smallest first.
func (b *benchCommand) sizes() ([]int, error) {
	var sizes []int
	for _, text := range b.Docs {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > maxDocs {
			return nil, refuse("--docs 写文档的篇数（1 到 %d），用逗号分开，例如 1000,10000；不是 %s",
				"--docs takes numbers of documents (1 to %d), such as 1000,10000; got %s", maxDocs, text)
		}
		sizes = append(sizes, n)
	}
	slices.Sort(sizes)
	return slices.Compact(sizes), nil
}

// benchTable lays the rows out.
func benchTable(lang string, docs int, rows []bench.Row) [][]string {
	t := func(zh, en string) string { return diag.Text{ZH: zh, EN: en}.In(lang) }
	table := [][]string{{
		t(thousands(docs)+" 篇", thousands(docs)+" documents"), t("用时", "time"), t("与下限之比", "× floor"),
		t("CPU 毫秒/篇", "CPU ms/doc"), t("内存峰值", "peak"), t("分配次数/篇", "allocs/doc"), t("写入文件", "files written"),
	}}
	for _, r := range rows {
		line := []string{r.Name.In(lang), fmt.Sprint(round(r.Wall)), "–", "–", "–", "–", "–"}
		if r.Floor > 0 {
			line[2] = fmt.Sprintf("%.2f", float64(r.Wall)/float64(r.Floor))
		}
		if r.CPU > 0 {
			line[3] = fmt.Sprintf("%.3f", float64(r.CPU.Microseconds())/1000/float64(docs))
		}
		if r.Peak > 0 {
			line[4] = fmt.Sprintf("%d MB", r.Peak>>20)
		}
		if r.Allocs > 0 {
			line[5] = fmt.Sprintf("%.1f", float64(r.Allocs)/float64(docs))
		}
		if r.Files >= 0 {
			line[6] = thousands(r.Files)
		}
		table = append(table, line)
	}
	return append(table, nil)
}

// thousands writes a number with commas.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
