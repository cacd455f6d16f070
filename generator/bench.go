package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"gongkai/generator/build"
	"gongkai/generator/corpus"
	"gongkai/generator/diag"
	"gongkai/generator/page"
)

// bench measures one number of documents.
type bench struct {
	*call
	ctx  context.Context
	docs int
	self string // this program
	root string // the temporary folder
	site string // the site in it
	rows []benchRow
}

func (m *bench) options() corpus.Options { return corpus.Options{Docs: m.docs, Seed: 1} }

// rounds is how often what makes the whole site is measured; the median counts.
func (m *bench) rounds() int {
	if m.docs > 20_000 {
		return 1
	}
	return 3
}

// own measures this program and the floor, in turns.
func (m *bench) own() error {
	var cold, floors []benchRow
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
	floor.floor, built.floor = floor.wall, floor.wall
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

func median(rows []benchRow) benchRow {
	slices.SortFunc(rows, func(a, b benchRow) int { return int(a.wall - b.wall) })
	return rows[len(rows)/2]
}

// document is the file in the middle of the site, which is edited.
func (m *bench) document() string {
	name, _ := corpus.Document(m.options(), m.docs/2)
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
func (m *bench) floor() (benchRow, error) {
	dst := filepath.Join(m.root, "floor")
	r, err := corpus.Floor(filepath.Join(m.site, "content"), filepath.Join(m.site, "public"), dst, 0)
	if err != nil {
		return benchRow{}, err
	}
	name := diag.Text{ZH: "只读写这些文件（下限）", EN: "reading and writing only (the floor)"}
	return benchRow{name: name, wall: r.Wall, cost: corpus.Cost{CPU: r.CPU}, files: r.Files}, os.RemoveAll(dst)
}

// build runs this program on the site.
func (m *bench) build(name diag.Text) (benchRow, error) {
	record := filepath.Join(m.root, "record.json")
	row, err := m.run(name, exec.CommandContext(m.ctx, m.self, "build", "--source", m.site, "--quiet", "--record", record))
	if err != nil {
		return row, err
	}
	data, err := os.ReadFile(record)
	if err != nil {
		return row, err
	}
	var r buildRecord
	err = json.Unmarshal(data, &r)
	row.files, row.allocs = r.Files, r.Allocations
	return row, err
}

// run runs a command and measures it.
func (m *bench) run(name diag.Text, cmd *exec.Cmd) (benchRow, error) {
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start)
	if m.ctx.Err() != nil {
		return benchRow{}, m.ctx.Err()
	}
	if err != nil {
		return benchRow{}, fmt.Errorf("%s: %w\n%s", strings.Join(cmd.Args, " "), err, last(said.Bytes(), 2000))
	}
	return benchRow{name: name, wall: wall, cost: corpus.UsageOf(cmd.ProcessState), files: -1}, nil
}

// last returns the end of what a command printed.
func last(b []byte, n int) []byte { return bytes.ToValidUTF8(b[max(0, len(b)-n):], nil) }

// tell shows on a terminal what is being measured.
func (m *bench) tell(zh, en string) {
	if isTerminal(m.stderr) && !m.Quiet {
		fmt.Fprintf(m.stderr, "\r\x1b[K%s", diag.Text{ZH: zh, EN: en}.In(m.Lang))
	}
}

// peer measures another generator on the same texts: plain Markdown with a
// title and a date, below {dir}/content/. What else that generator wants (its
// configuration, its layouts) is for the command to bring along.
func (m *bench) peer(command string) error {
	dir := filepath.Join(m.root, "peer")
	if err := m.plainCopy(filepath.Join(dir, "content")); err != nil {
		return err
	}
	doc, _ := corpus.Document(m.options(), m.docs/2)
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
		row, err := m.run(name, m.shell(strings.ReplaceAll(command, "{dir}", dir), dir))
		if err != nil {
			return err
		}
		if i == 0 {
			row.floor = m.rows[1].wall
		}
		m.rows = append(m.rows, row)
	}
	return nil
}

// shell makes a command of a line as the user typed it, to be run in dir.
func (m *bench) shell(line, dir string) *exec.Cmd {
	cmd := exec.CommandContext(m.ctx, "sh", "-c", line)
	if runtime.GOOS == "windows" {
		cmd = exec.CommandContext(m.ctx, "cmd", "/C", line)
	}
	cmd.Dir = dir
	return cmd
}

// plainCopy writes the documents of the site as any generator reads them.
func (m *bench) plainCopy(to string) error {
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

// buildRecord is what a build under measurement leaves behind.
type buildRecord struct {
	Files       int    `json:"files"`
	Allocations uint64 `json:"allocations"`
}

// writeRecord writes the record of a build that has just ended.
func writeRecord(name string, st build.Stats) error {
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	data, err := json.Marshal(buildRecord{Files: st.Files, Allocations: memory.Mallocs})
	if err != nil {
		return err
	}
	return os.WriteFile(name, data, 0o644)
}
