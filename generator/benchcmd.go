package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"time"

	"gongkai/generator/corpus"
	"gongkai/generator/diag"
)

// benchCommand is `gongkai bench`: what a build costs on this machine.
//
// For each number of documents it makes a site in a temporary folder and runs
// this program on it as a child process, so that memory and processor time are
// those of a whole run as the system counts them. The floor is measured
// between the runs: the time that merely reading the same inputs and writing
// files of the same sizes takes.
type benchCommand struct {
	Docs []string `default:"1000,10000" placeholder:"N,…" help:"${help_bench_docs}"`
	Peer string   `placeholder:"COMMAND" help:"${help_bench_peer}"`
	Dir  string   `placeholder:"DIR" help:"${help_bench_dir}"`
}

// restTime is how long the documents rest before the first build: a file that
// was written a moment ago is read again by the next build, and "nothing
// changed" would not be that.
const restTime = 2100 * time.Millisecond

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
	for _, n := range sizes {
		rows, err := b.measure(ctx, c, n)
		if errors.Is(err, context.Canceled) {
			c.say("\n已中断，临时文件已经删去。", "\ninterrupted; the temporary files are gone.")
			c.status = exitMachine
			return nil
		}
		if err != nil {
			return err
		}
		if err := printRows(c.stdout, benchTable(c.Lang, n, rows)); err != nil {
			return err
		}
	}
	return nil
}

// maxDocs bounds --docs: more is a slip of the finger, and would fill the disk.
const maxDocs = 5_000_000

// sizes returns the numbers of documents, each once, the smallest first.
func (b *benchCommand) sizes() ([]int, error) {
	var sizes []int
	for _, text := range b.Docs {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > maxDocs {
			return nil, wrongCall{diag.Text{
				ZH: fmt.Sprintf("--docs 写文档的篇数（1 到 %d），用逗号分开，例如 1000,10000；不是 %s", maxDocs, text),
				EN: fmt.Sprintf("--docs takes numbers of documents (1 to %d), such as 1000,10000; got %s", maxDocs, text),
			}}
		}
		sizes = append(sizes, n)
	}
	slices.Sort(sizes)
	return slices.Compact(sizes), nil
}

// place returns where sites are made: in memory where there is such a place,
// for a disk would be measured else.
func (b *benchCommand) place() string {
	if b.Dir != "" {
		return b.Dir
	}
	const memory = "/dev/shm"
	if info, err := os.Stat(memory); err == nil && info.IsDir() {
		return memory
	}
	return os.TempDir()
}

// measure makes a site of n documents, measures, and takes all of it away.
func (b *benchCommand) measure(ctx context.Context, c *call, n int) (rows []benchRow, err error) {
	place, err := filepath.Abs(b.place())
	if err != nil {
		return nil, err
	}
	root, err := os.MkdirTemp(place, "gongkai-bench-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(root)) }()
	m := &bench{ctx: ctx, call: c, docs: n, root: root, site: filepath.Join(root, "site")}
	if m.self, err = os.Executable(); err != nil {
		return nil, err
	}
	m.tell("准备文档", "making the documents")
	if err := corpus.Write(m.site, m.options()); err != nil {
		return nil, err
	}
	time.Sleep(restTime)
	if err := m.own(); err != nil {
		return nil, err
	}
	if b.Peer != "" {
		if err := m.peer(b.Peer); err != nil {
			return nil, err
		}
	}
	m.tell("", "")
	return m.rows, ctx.Err()
}

// benchRow is one line of the table.
type benchRow struct {
	name   diag.Text
	wall   time.Duration
	floor  time.Duration // 0: no ratio
	cost   corpus.Cost
	allocs uint64 // 0: not known
	files  int    // -1: not known
}

// benchTable lays the rows out.
func benchTable(lang string, docs int, rows []benchRow) [][]string {
	t := func(zh, en string) string { return diag.Text{ZH: zh, EN: en}.In(lang) }
	table := [][]string{{
		t(thousands(docs)+" 篇", thousands(docs)+" documents"), t("用时", "time"), t("与下限之比", "× floor"),
		t("CPU 毫秒/篇", "CPU ms/doc"), t("内存峰值", "peak"), t("分配次数/篇", "allocs/doc"), t("写入文件", "files written"),
	}}
	for _, r := range rows {
		line := []string{r.name.In(lang), fmt.Sprint(round(r.wall)), "–", "–", "–", "–", "–"}
		if r.floor > 0 {
			line[2] = fmt.Sprintf("%.2f", float64(r.wall)/float64(r.floor))
		}
		if r.cost.CPU > 0 {
			line[3] = fmt.Sprintf("%.3f", float64(r.cost.CPU.Microseconds())/1000/float64(docs))
		}
		if r.cost.Peak > 0 {
			line[4] = fmt.Sprintf("%d MB", r.cost.Peak>>20)
		}
		if r.allocs > 0 {
			line[5] = fmt.Sprintf("%.1f", float64(r.allocs)/float64(docs))
		}
		if r.files >= 0 {
			line[6] = thousands(r.files)
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
