// Package job is the engine of a county: one job an office, run by whoever has time, until
// nothing is missing.
//
// A [Job] is an office at one sum of all that its site is made from. The truth is what is
// wanted less what has a result: [Settle] asks for that again and again, and an [Executor]
// is no more than a way to have it done. It may run all that it is offered, a part, or
// some of it twice, it may die in the middle; what it has not done is missing still, and
// is offered again. So a job must be idempotent, and write its result last.
//
//	missing := job.Settle(ctx, wanted, done, executor, 3)
//
// There are two executors here: [Local] works in this process, and [Shard] takes every N-th
// office, so that N processes on as many machines share the work without a word to one
// another (Slurm, GNU parallel, a job of Kubernetes with indexes, by hand). Their results
// meet in one folder. A third one, over a queue, is package engine.
//
// job does not know what a job does, nor where its result is kept.
package job

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"gongkai/generator/parallel"
)

// Job is one office at one sum.
type Job struct {
	Office string // its key
	Number int    // its place in the roster
	Sum    string // of all that its result depends on
	// Again says that a process had it before which has not said how it ended, and may hold
	// still what it held.
	Again bool
}

// Executor has jobs run. It returns when it will do no more about those it was offered,
// with the failure of each that has failed, by office.
type Executor interface {
	Run(ctx context.Context, jobs []Job) map[string]error
}

// Do runs one job. An error is a failure of the machine or of the network, after which
// the job may be tried again; what is wrong with the office is a result.
type Do func(ctx context.Context, j Job) error

// Settle has jobs run until all of those that are wanted have results, or the executor
// was asked as often as tries says. It returns those that are still missing, in the order
// wanted, each with the failure that was last heard of it, if any was.
func Settle(ctx context.Context, wanted []Job, done func(Job) bool, x Executor, tries int) []Missing {
	failures := map[string]error{}
	for range tries {
		left := less(wanted, done)
		if len(left) == 0 || ctx.Err() != nil {
			break
		}
		for office, err := range x.Run(ctx, left) {
			failures[office] = err
		}
	}
	var missing []Missing
	for _, j := range less(wanted, done) {
		missing = append(missing, Missing{j, failures[j.Office]})
	}
	return missing
}

// Missing is a job without a result, and why; Err is nil where nobody has tried it.
type Missing struct {
	Job
	Err error
}

// less is what is wanted and not done.
func less(wanted []Job, done func(Job) bool) (left []Job) {
	for _, j := range wanted {
		if !done(j) {
			left = append(left, j)
		}
	}
	return left
}

// Local runs jobs in this process.
type Local struct {
	Workers int // how many at a time; 0: one a processor
	Do      Do
}

// Run runs all jobs. One that fails stops no other.
func (l Local) Run(ctx context.Context, jobs []Job) map[string]error {
	failures := map[string]error{}
	var lock sync.Mutex
	_ = parallel.Each(l.Workers, len(jobs), func(_, i int) error {
		err := ctx.Err()
		if err == nil {
			err = l.Do(ctx, jobs[i])
		}
		if err != nil {
			lock.Lock()
			defer lock.Unlock()
			failures[jobs[i].Office] = err
		}
		return nil
	})
	return failures
}

// Part is one of several shares of the work: I of N, from 1.
type Part struct{ I, N int }

// ParsePart reads "3/8", and "2+1/8" for the same: some number parts from 0.
func ParsePart(text string) (Part, error) {
	before, behind, ok := strings.Cut(text, "/")
	before, fromZero := strings.CutSuffix(before, "+1")
	i, err := strconv.Atoi(before)
	if fromZero {
		i++
	}
	n, err2 := strconv.Atoi(behind)
	if !ok || err != nil || err2 != nil || i < 1 || i > n {
		return Part{}, fmt.Errorf("%q is not of the form I/N with I from 1 to N", text)
	}
	return Part{i, n}, nil
}

// Has reports whether an office, by its place in the roster, belongs to the part. All
// parts together have every office once.
func (p Part) Has(number int) bool { return number%p.N == p.I-1 }

// Shard runs those jobs that belong to one part of the roster, and leaves the others to
// other processes.
type Shard struct {
	Part
	Local
}

// Run runs the jobs of the part.
func (s Shard) Run(ctx context.Context, jobs []Job) map[string]error {
	return s.Local.Run(ctx, less(jobs, func(j Job) bool { return !s.Has(j.Number) }))
}
