package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"gongkai/generator/county/engine"
	"gongkai/generator/county/job"
	"gongkai/generator/publish"
)

// newRound is a run over a county, as the build command begins it.
func newRound(t *testing.T, dir string) *round {
	t.Helper()
	c := &call{cli: cli{Source: dir, AsOf: asOf}, ctx: t.Context(), stdout: new(bytes.Buffer), stderr: new(bytes.Buffer)}
	county, roster, err := c.summedCounty()
	if err != nil {
		t.Fatal(err)
	}
	m, err := newMaker(c, county, 1)
	if err != nil {
		t.Fatal(err)
	}
	r := &round{call: c, maker: m, part: job.Part{I: 1, N: 1}, roster: roster, workers: 1, silence: time.Second, jobs: 1, sums: map[string]string{}, made: map[string]bool{}, failed: map[string]error{}}
	for i := range county.Offices {
		o := &county.Offices[i]
		if r.sums[o.Key], err = m.Sum(t.Context(), o); err != nil {
			t.Fatal(err)
		}
	}
	return r
}

// Of two builds that share a queue and see another county.toml or other sources, neither makes
// what the other has asked for; where they see the same, it is for the day that was asked for.
func TestAnothersOrders(t *testing.T) {
	r := newRound(t, newCounty(t, 2))
	queue, err := engine.Embedded(filepath.Join(t.TempDir(), "queue"))
	if err != nil {
		t.Fatal(err)
	}
	defer queue.Close()
	r.queue = queue
	executor, end := r.executor()
	defer end()
	x := executor.(*engine.Executor)
	own := x.Order(job.Job{Office: "o1", Number: 1, Sum: r.sums["o1"]})
	day, roster, sources, unknown := own, own, own, own
	day.Day, roster.Roster, sources.Sum, unknown.Office = "2022-06-02", "0123456789abcdef", "0", "o9"
	for what, c := range map[string]struct {
		engine.Order
		ours bool
	}{"own": {own, true}, "another day": {day, true}, "another roster": {roster, false}, "other sources": {sources, false}, "unknown": {unknown, false}} {
		if x.Ours(c.Order) != c.ours {
			t.Errorf("%s: it is ours: %v", what, !c.ours)
		}
	}
	if err := x.Do(t.Context(), day, false); err != nil {
		t.Fatal(err)
	}
	if out, err := r.maker.Outcome("o1"); err != nil || out == nil || out.From != day.Day {
		t.Errorf("asked for %s, and there is %+v (%v)", day.Day, out, err)
	}
	if r.maker.Today.DayString() != own.Day {
		t.Error("the day of our own run has changed")
	}
}

// That the queue is done without is told whatever the form of what is told: in an event, or on
// the other channel though nothing else is.
func TestWithoutIsTold(t *testing.T) {
	full := errors.New("no queue")
	for _, c := range []cli{{JSON: true}, {Quiet: true}, {}} {
		var out, said bytes.Buffer
		r := &round{call: &call{cli: c, ctx: t.Context(), stdout: &out, stderr: &said}}
		r.without(full)
		if !c.JSON {
			if out.Len() > 0 || !strings.Contains(said.String(), "其余的在这台机器上做") {
				t.Errorf("%+v: %s%s", c, &out, &said)
			}
			continue
		}
		var e alone
		if err := json.Unmarshal(out.Bytes(), &e); err != nil || e.Event != "alone" || !strings.Contains(e.Message, "其余的在这台机器上做") || said.Len() > 0 {
			t.Errorf("%s%s (%v)", &out, &said, err)
		}
	}
}

// A disk that is full is one whatever the system calls it, and nothing else is.
func TestUnfit(t *testing.T) {
	for _, c := range []struct {
		system string
		syscall.Errno
		want bool
	}{{"windows", 112, true}, {"windows", 39, true}, {"windows", 5, false}, {"linux", syscall.ENOSPC, true}, {"linux", syscall.ENOTEMPTY, false}, {"linux", 112, false}} {
		if slices.Contains(full(c.system), c.Errno) != c.want {
			t.Errorf("%s: %d is a disk that is full: %v", c.system, c.Errno, !c.want)
		}
	}
	if !unfit(&os.PathError{Op: "write", Path: "a", Err: syscall.ENOSPC}) || !unfit(&publish.Failure{Kind: publish.DiskFull}) || unfit(os.ErrNotExist) {
		t.Error("errors are told apart otherwise")
	}
}
