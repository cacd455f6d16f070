// Package engine has the jobs of a county run by workers on any number of machines, over
// NATS JetStream.
//
//	queue, err := engine.Embedded(dir)                            // within this process; listens nowhere
//	queue, err := engine.Connect(ctx, address, Coordinator, wait) // a server elsewhere
//	missing := job.Settle(ctx, wanted, done, &engine.Executor{…}, tries)
//	err = (&engine.Worker{…}).Run(ctx)                            // in as many processes as there are machines
//
// # The queue is a hint
//
// The truth is in the store that all share: what is wanted less what has a result (see
// package job). The queue says who does what now, and may lose any of it. JetStream has
// acknowledged messages that were not on the disk yet, forgotten streams after a kill -9, and
// work queues keep for ever, and give to nobody, what was delivered too often. So nothing
// here trusts it to hold a job:
//
//   - An [Executor] looks once a second at what is in the stream. A job that is not there any
//     more and has no result is put there again; a stream that is gone is made again.
//   - A job that is in the stream and that nobody can get any more is told as a failure.
//   - A worker writes the result, then tells of it, and then acknowledges; a job that it gets
//     twice has a result the second time.
//   - Where a server cannot be used for longer than a patience, or lets no worker of the process
//     that wants the jobs take any, those that are left are run by that process, without any
//     queue.
//
// # What is in the queue
//
//	stream gongkai-COUNTY, a work queue on a disk, one replica
//	   gongkai.COUNTY.job.PROGRAM.OFFICE.ORDER    an [Order] as JSON; one message a subject
//	consumer PROGRAM                              of all workers that run this program file
//	gongkai.COUNTY.told.PROGRAM                   a [Report] as JSON; kept nowhere
//
// COUNTY is made of the county's address and a sum of it, PROGRAM is the sum of the program file: another
// one makes other bytes, so its workers are never given the job. ORDER sums up the office, its
// sum, the day and what else the job depends on; with the office it is the Nats-Msg-Id.
//
// While a worker is at a job it says so every few seconds, to the server and to the
// executor. One that falls silent is given up, and the job goes to another.
//
// engine does not know what a job does, nor where its result is kept.
package engine

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"gongkai/generator/county/job"
	"gongkai/generator/diag"
)

// Terms are what coordinator and workers of one run agree upon.
type Terms struct {
	County  string // its address
	Program string // the sum of the program file
	// Silence is for how long a worker may say nothing before its job goes to another; 0: a
	// default that suits machines which are far from one another.
	Silence time.Duration
}

// defaultSilence is long enough for a machine that swaps, or a line that was cut for a moment.
const defaultSilence = 30 * time.Second

// silence is for how long a worker may say nothing.
func (t Terms) silence() time.Duration {
	if t.Silence > 0 {
		return t.Silence
	}
	return defaultSilence
}

// county is the address of the county as part of a name: with what a name can have of it, for
// those who read it, and a sum of all of it.
func (t Terms) county() string {
	_, name, _ := strings.Cut(t.County, "://")
	sum := sha256.Sum256([]byte(t.County))
	return strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || r == '-' {
			return r
		}
		return '_'
	}, strings.ToLower(strings.TrimSuffix(name, "/"))) + "-" + hex.EncodeToString(sum[:4])
}

// What the parts of the queue are called.
func (t Terms) stream() string   { return "gongkai-" + t.county() }
func (t Terms) consumer() string { return t.Program }
func (t Terms) all() string      { return "gongkai." + t.county() + ".job.>" }
func (t Terms) ours() string     { return "gongkai." + t.county() + ".job." + t.Program + ".>" }
func (t Terms) told() string     { return "gongkai." + t.county() + ".told." + t.Program }

func (t Terms) subject(o Order) string {
	return "gongkai." + t.county() + ".job." + t.Program + "." + o.Office + "." + o.id()
}

// Order is a job with all that a worker has to know beside the county's own files.
type Order struct {
	Office string `json:"office"`
	Number int    `json:"number"`
	Sum    string `json:"sum"`
	// Day is the one that is taken for today.
	Day string `json:"day"`
	// Roster is the sum of county.toml: a worker that sees another one must not work.
	Roster string `json:"roster"`
	// Verify is not empty where results of other runs do not count; it is another one
	// each time.
	Verify string `json:"verify,omitempty"`
}

// id sums up an order.
func (o Order) id() string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%q %q %q %q %q", o.Office, o.Sum, o.Day, o.Roster, o.Verify))
	return hex.EncodeToString(sum[:8])
}

// Job is the job of an order.
func (o Order) Job() job.Job { return job.Job{Office: o.Office, Number: o.Number, Sum: o.Sum} }

// What a [Report] tells of a job.
const (
	Begun  = "begun"
	Alive  = "alive" // its worker is still at it
	Ended  = "ended" // it has a result
	Broken = "broken"
)

// Report is what a worker says of a job.
type Report struct {
	What   string     `json:"what"`
	Office string     `json:"office"`
	Order  string     `json:"order"`
	Worker string     `json:"worker"`
	Why    *diag.Text `json:"why,omitempty"` // where it is broken
}

// Fault is what is wrong with a queue or a job of it, in words for people.
type Fault struct {
	diag.Text
	Err error // may be nil
}

func (f *Fault) Error() string { return f.EN }

// Unwrap returns what is behind it.
func (f *Fault) Unwrap() error { return f.Err }

// fault makes one.
func fault(err error, zh, en string) *Fault { return &Fault{diag.Text{ZH: zh, EN: en}, err} }
