// Package bench measures what a build costs on this machine.
//
// [Measure] makes a site of so many documents in a temporary folder and runs
// the program on it as a child process, so that memory and processor time are
// those of a whole run as the system counts them. The floor is measured between
// the runs: the time that merely reading the same inputs and writing files of
// the same sizes takes. Another generator can be measured on the same texts.
//
// The program is run as
//
//	PROGRAM build --source DIR --quiet --measured FILE
//
// and leaves in FILE, through [WriteRecord], what the system cannot count.
package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"gongkai/generator/corpus"
	"gongkai/generator/diag"
	"gongkai/generator/page"
)

// Options say what is to be measured.
type Options struct {
	Program string // the program that makes sites, by the name of its file
	Docs    int    // the number of documents
	// Dir is where the temporary folder is made; "": in memory where there is
	// such a place, for a disk would be measured else.
	Dir string
	// Peer is the command of another generator to measure too, as a shell reads
	// it; {dir} in it stands for a folder with the documents below content/, plain
	// Markdown with a title and a date. What else that generator wants (its
	// configuration, its layouts) is for the command to bring along.
	Peer string
	// Tell is told what is being measured.
	Tell func(diag.Text)
}

// Row is what one kind of build cost.
type Row struct {
	Name  diag.Text
	Wall  time.Duration
	Floor time.Duration // what reading and writing alone took; 0: not compared
	corpus.Cost
	Allocs uint64 // 0: not known
	Files  int    // written; -1: not known
}

// restTime is how long the documents rest before the first build: a file that
// was written a moment ago is read again by the next build, and "nothing
// changed" would not be that.
const restTime = 2100 * time.Millisecond

// Measure makes a site in a temporary folder, measures, and takes all of it
// away. What it measures of builds is the median of three, or of one where the
// site is large.
func Measure(ctx context.Context, opt Options) (rows []Row, err error) {
	place, err := filepath.Abs(opt.place())
	if err != nil {
		return nil, err
	}
	root, err := os.MkdirTemp(place, "gongkai-bench-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(root)) }()
	m := &measurement{ctx: ctx, opt: opt, root: root, site: filepath.Join(root, "site")}
	m.tell("准备文档", "making the documents")
	if err := corpus.Write(m.site, m.corpus()); err != nil {
		return nil, err
	}
	time.Sleep(restTime)
	if err := m.own(); err != nil {
		return nil, err
	}
	if opt.Peer != "" {
		if err := m.peer(); err != nil {
			return nil, err
		}
	}
	return m.rows, ctx.Err()
}

func (opt Options) place() string {
	if opt.Dir != "" {
		return opt.Dir
	}
	const memory = "/dev/shm"
	if info, err := os.Stat(memory); err == nil && info.IsDir() && runtime.GOOS != "windows" {
		return memory
	}
	return os.TempDir()
}

// measurement is one run of Measure.
type measurement struct {
	ctx  context.Context
	opt  Options
	root string // the temporary folder
	site string // the site in it
	rows []Row
}

func (m *measurement) corpus() corpus.Options { return corpus.Options{Docs: m.opt.Docs, Seed: 1} }

// tell says what is being measured.
func (m *measurement) tell(zh, en string) { m.opt.Tell(diag.Text{ZH: zh, EN: en}) }

// rounds is how often what makes the whole site is measured; the median counts.
func (m *measurement) rounds() int {
	if m.opt.Docs > 20_000 {
		return 1
	}
	return 3
}

// own measures this program and the floor, in turns.
func (m *measurement) own() error {
	var cold, floors []Row
	for i := range m.rounds() {
		m.tell(fmt.Sprintf("全新生成 %d/%d", i+1, m.rounds()), fmt.Sprintf("from nothing %d/%d", i+1, m.rounds()))
		for _, name := range []string{"public", ".build"} {
			if err := os.RemoveAll(filepath.Join(m.site, name)); err != nil {
				return err
			}
		}
		row, err := m.build(diag.Text{ZH: "全新生成", EN: "from nothing"})
		if err != nil {
			return err
		}
		cold = append(cold, row)
		if row, err = m.floor(); err != nil {
			return err
		}
		floors = append(floors, row)
	}
	floor := median(floors)
	built := median(cold)
	floor.Floor, built.Floor = floor.Wall, floor.Wall
	m.rows = append(m.rows, built, floor)
	m.tell("没有改动，改一篇", "nothing changed, one edited")
	unchanged, err := m.build(diag.Text{ZH: "没有改动", EN: "nothing changed"})
	if err != nil {
		return err
	}
	if err := edit(m.document()); err != nil {
		return err
	}
	edited, err := m.build(diag.Text{ZH: "改一篇的正文", EN: "one text edited"})
	m.rows = append(m.rows, unchanged, edited)
	return err
}

func median(rows []Row) Row {
	slices.SortFunc(rows, func(a, b Row) int { return int(a.Wall - b.Wall) })
	return rows[len(rows)/2]
}

// document is the file in the middle of the site, which is edited.
func (m *measurement) document() string {
	name, _ := corpus.Document(m.corpus(), m.opt.Docs/2)
	return filepath.Join(m.site, "content", filepath.FromSlash(name))
}

// edit adds a paragraph to a document.
func edit(name string) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteString("\n补充一段。\n")
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}

// floor measures the reading and writing alone.
func (m *measurement) floor() (Row, error) {
	dst := filepath.Join(m.root, "floor")
	r, err := corpus.Floor(filepath.Join(m.site, "content"), filepath.Join(m.site, "public"), dst, 0)
	if err != nil {
		return Row{}, err
	}
	name := diag.Text{ZH: "只读写这些文件（下限）", EN: "reading and writing only (the floor)"}
	return Row{Name: name, Wall: r.Wall, Cost: corpus.Cost{CPU: r.CPU}, Files: r.Files}, os.RemoveAll(dst)
}

// build runs this program on the site.
func (m *measurement) build(name diag.Text) (Row, error) {
	file := filepath.Join(m.root, "record.json")
	row, err := m.run(name, exec.CommandContext(m.ctx, m.opt.Program, "build", "--source", m.site, "--quiet", "--measured", file))
	if err != nil {
		return row, err
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return row, err
	}
	var r record
	err = json.Unmarshal(data, &r)
	row.Files, row.Allocs = r.Files, r.Allocations
	return row, err
}

// run runs a command and measures it.
func (m *measurement) run(name diag.Text, cmd *exec.Cmd) (Row, error) {
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start)
	if m.ctx.Err() != nil {
		return Row{}, m.ctx.Err()
	}
	if err != nil {
		return Row{}, fmt.Errorf("%s: %w\n%s", strings.Join(cmd.Args, " "), err, last(said.Bytes(), 2000))
	}
	return Row{Name: name, Wall: wall, Cost: corpus.UsageOf(cmd.ProcessState), Files: -1}, nil
}

// last returns the end of what a command printed.
func last(b []byte, n int) []byte { return bytes.ToValidUTF8(b[max(0, len(b)-n):], nil) }

// peer measures another generator on the same texts.
func (m *measurement) peer() error {
	dir := filepath.Join(m.root, "peer")
	if err := m.plainCopy(filepath.Join(dir, "content")); err != nil {
		return err
	}
	doc, _ := corpus.Document(m.corpus(), m.opt.Docs/2)
	for i, name := range []diag.Text{
		{ZH: "对照：全新生成", EN: "peer: from nothing"},
		{ZH: "对照：没有改动", EN: "peer: nothing changed"},
		{ZH: "对照：改一篇的正文", EN: "peer: one text edited"},
	} {
		m.tell(name.ZH, name.EN)
		if i == 2 {
			if err := edit(filepath.Join(dir, "content", filepath.FromSlash(doc))); err != nil {
				return err
			}
		}
		row, err := m.run(name, m.shell(strings.ReplaceAll(m.opt.Peer, "{dir}", dir), dir))
		if err != nil {
			return err
		}
		if i == 0 {
			row.Floor = m.rows[1].Wall
		}
		m.rows = append(m.rows, row)
	}
	return nil
}

// shell makes a command of a line as the user typed it, to be run in dir.
func (m *measurement) shell(line, dir string) *exec.Cmd {
	cmd := exec.CommandContext(m.ctx, "sh", "-c", line)
	if runtime.GOOS == "windows" {
		cmd = exec.CommandContext(m.ctx, "cmd", "/C", line)
	}
	cmd.Dir = dir
	return cmd
}

// plainCopy writes the documents of the site as any generator reads them.
func (m *measurement) plainCopy(to string) error {
	from := filepath.Join(m.site, "content")
	return filepath.WalkDir(from, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, name)
		if err != nil {
			return err
		}
		p, _ := page.Parse(filepath.ToSlash(rel), data)
		plain := fmt.Appendf(nil, "---\ntitle: %q\ndate: %s\n---\n\n%s", p.Meta.Title, p.Meta.Date.DayString(), p.Body)
		name = filepath.Join(to, rel)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		return os.WriteFile(name, plain, 0o644)
	})
}

// record is what a build under measurement leaves behind.
type record struct {
	Files       int    `json:"files"`
	Allocations uint64 `json:"allocations"`
}

// WriteRecord writes the record of a build that has just ended and has written
// so many files. It is for the program that is measured.
func WriteRecord(name string, files int) error {
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	data, err := json.Marshal(record{Files: files, Allocations: memory.Mallocs})
	if err != nil {
		return err
	}
	return os.WriteFile(name, data, 0o644)
}
