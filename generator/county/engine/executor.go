package engine

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"gongkai/generator/county/job"
)

// Executor has jobs run by all workers of a queue, those of this process among them. It is a
// [job.Executor].
type Executor struct {
	// Worker is one of this process, of which there are so many. Its queue and terms are
	// those of the executor.
	Worker
	Workers int
	Order   func(job.Job) Order  // what a job depends on beside its sum
	Done    func(j job.Job) bool // whether it has a result
	// Tell, if given, is told what happens to a job, and by whom.
	Tell func(what string, j job.Job, worker string)
	// Without, if given, is told why the queue is done without from here on.
	Without func(error)
}

// round is one run of an executor.
type round struct {
	*Executor
	left     map[string]*asked // by subject
	order    []string          // the subjects, as the jobs were given
	failures map[string]error  // by office
	told     chan *nats.Msg
	looked   bool // at least once
	pause    time.Duration
	working  int        // workers of this process that have not ended
	over     chan error // why each of those has ended
	idle     int        // how often, one time after the other, nobody was at work on what is in the queue
}

// asked is a job that has not ended.
type asked struct {
	job   job.Job
	order Order
	ended bool      // a worker has said so, and that was told
	asks  int       // how often it was put into the queue
	heard time.Time // when a worker said last that it is at it
}

const (
	lookEvery = time.Second
	lookShare = 20 // of the time, looking takes one part in so many at most
	lookLate  = 5 * time.Second
	atOnce    = 200 // so many jobs are put into the queue before reports are heard again
	maxAsks   = 10  // of one job within a round
	maxIdle   = 3
)

// Run has jobs run.
func (x *Executor) Run(ctx context.Context, jobs []job.Job) map[string]error {
	r := &round{Executor: x, left: map[string]*asked{}, failures: map[string]error{}, told: make(chan *nats.Msg, 1<<14), over: make(chan error, x.Workers)}
	for _, j := range jobs {
		a := &asked{job: j, order: x.Order(j)}
		subject := x.subject(a.order)
		r.left[subject], r.order = a, append(r.order, subject)
	}
	if err := r.run(ctx); err != nil && ctx.Err() == nil {
		if x.Without != nil {
			x.Without(err)
		}
		r.alone(ctx)
	}
	return r.failures
}

// run has them run over the queue. An error says that it cannot be used.
func (r *round) run(ctx context.Context) error {
	sub, err := r.Queue.conn.ChanSubscribe(r.Terms.told(), r.told)
	if err != nil {
		return err
	}
	defer func() { _ = sub.Unsubscribe() }()
	working, stop := context.WithCancel(ctx)
	var workers sync.WaitGroup
	defer workers.Wait()
	defer stop()
	defer r.takeBack()
	began := false
	bad := time.Time{} // since when the queue fails
	timer := time.NewTimer(0)
	defer timer.Stop()
	for len(r.left) > 0 {
		select {
		case <-ctx.Done():
			return nil
		case msg := <-r.told:
			r.hear(msg)
		case why := <-r.over:
			if r.working--; r.working == 0 && why != nil {
				return why // there may be no others
			}
		case <-timer.C:
			more, err := r.look(ctx)
			switch {
			case err == nil:
				bad = time.Time{}
				if !began {
					r.begin(working, &workers)
					began = true
				}
			case bad.IsZero():
				bad = time.Now()
				r.looked = false // the stream is looked after as well
			case time.Since(bad) > cmp.Or(r.Queue.patience, 2*r.silence()):
				return err
			}
			timer.Reset(map[bool]time.Duration{true: 0, false: r.pause}[more])
		}
	}
	return nil
}

// begin starts the workers of this process.
func (r *round) begin(ctx context.Context, workers *sync.WaitGroup) {
	for i := range r.Workers {
		w := r.Worker
		w.Name = fmt.Sprintf("%s/%d", w.Name, i+1)
		workers.Go(func() { r.over <- w.Run(ctx) })
	}
	r.working = r.Workers
}

// alone runs what is left in this process.
func (r *round) alone(ctx context.Context) {
	var jobs []job.Job
	for _, subject := range r.order {
		if a := r.left[subject]; a != nil {
			jobs = append(jobs, a.job)
		}
	}
	local := job.Local{Workers: r.Workers, Do: func(ctx context.Context, j job.Job) error {
		r.tellOf(Begun, j, r.Name)
		err := r.Do(ctx, r.Order(j), true)
		r.tellOf(map[bool]string{true: Ended, false: Broken}[err == nil], j, r.Name)
		return err
	}}
	maps.Copy(r.failures, local.Run(ctx, jobs))
}

// hear takes note of a report.
func (r *round) hear(msg *nats.Msg) {
	var said Report
	if json.Unmarshal(msg.Data, &said) != nil {
		return
	}
	subject := r.subjectOf(said)
	a := r.left[subject]
	if a == nil {
		return // of another run, or told twice
	}
	a.heard = time.Now()
	switch said.What {
	case Begun:
		a.ended = false
		r.tellOf(Begun, a.job, said.Worker)
	case Ended: // a file system that is shared may show the result later
		r.ended(a, said.Worker)
		if r.Done(a.job) {
			r.end(subject, nil)
		}
	case Broken:
		why := fault(nil, "原因没有说", "no reason was given")
		if said.Why != nil {
			why = &Fault{Text: *said.Why}
		}
		r.tellOf(Broken, a.job, said.Worker)
		r.end(subject, why)
	}
}

// subjectOf is the subject of the job that a report tells of.
func (r *round) subjectOf(said Report) string {
	return strings.TrimSuffix(r.ours(), ">") + said.Office + "." + said.Order
}

// end takes note that a job has ended.
func (r *round) end(subject string, err error) {
	a := r.left[subject]
	delete(r.left, subject)
	if err != nil {
		r.failures[a.job.Office] = err
	}
}

// giveUp takes note that nobody comes to an end with a job.
func (r *round) giveUp(subject string) {
	r.tellOf(Broken, r.left[subject].job, "")
	r.end(subject, fault(nil, "做它的进程一个接一个没有了消息，或者说做好了却没有结果", "one worker after the other fell silent over it, or said that it was done and left no result"))
}

// ended tells once that a job has ended.
func (r *round) ended(a *asked, worker string) {
	if !a.ended {
		a.ended = true
		r.tellOf(Ended, a.job, worker)
	}
}

func (r *round) tellOf(what string, j job.Job, worker string) {
	if r.Tell != nil {
		r.Tell(what, j, worker)
	}
}

// look compares what is in the queue with what is left, and asks again for what got lost.
// more says that there is more to be put into it.
func (r *round) look(ctx context.Context) (more bool, err error) {
	start := time.Now()
	there, idle, err := r.inQueue(ctx)
	r.pause = min(max(lookEvery, lookShare*time.Since(start)), lookLate)
	if err != nil {
		return false, err
	}
	for len(r.told) > 0 { // what has ended before we looked
		r.hear(<-r.told)
	}
	if r.idle++; !idle {
		r.idle = 0
	}
	asked := 0
	for _, subject := range r.order {
		a := r.left[subject]
		switch {
		case a == nil:
		case there[subject] > 0:
			a.asks = max(a.asks, 1)
			if r.idle >= maxIdle { // the server gives it to nobody any more
				r.drop(ctx, subject)
				r.giveUp(subject)
			}
		case a.asks > 0 && r.Done(a.job): // its report got lost, or was ahead of the result
			r.ended(a, "")
			r.end(subject, nil)
		case a.asks > 0 && time.Since(a.heard) < r.silence(): // its message got lost, its worker did not
		case a.asks >= maxAsks:
			r.giveUp(subject)
		case asked == atOnce:
			return true, nil
		default:
			if err := r.ask(ctx, subject, a); err != nil {
				return false, err
			}
			asked++
		}
	}
	return false, nil
}

// inQueue lists the subjects that are in the stream, which is made where it is not there. idle
// says that nobody is at work on them, and nobody will be given any.
func (r *round) inQueue(ctx context.Context) (there map[string]uint64, idle bool, err error) {
	if !r.looked {
		if _, _, err := r.Queue.ensure(ctx, r.Terms); err != nil {
			return nil, false, err
		}
	}
	ctx, stop := context.WithTimeout(ctx, 2*answerIn)
	defer stop()
	stream, err := r.Queue.js.Stream(ctx, r.stream())
	if err == nil {
		var consumer jetstream.Consumer
		if consumer, err = stream.Consumer(ctx, r.consumer()); err == nil {
			info := consumer.CachedInfo() // before the stream: what is taken meanwhile is not idle
			idle = info.NumPending == 0 && info.NumAckPending == 0
		}
	}
	if errors.Is(err, jetstream.ErrStreamNotFound) || errors.Is(err, jetstream.ErrConsumerNotFound) {
		r.looked = false // made anew the next time
		return nil, false, err
	}
	if err != nil {
		return nil, false, err
	}
	info, err := stream.Info(ctx, jetstream.WithSubjectFilter(r.ours()))
	if err != nil {
		return nil, false, err
	}
	there = info.State.Subjects
	if !r.looked {
		r.looked = true
		r.forget(ctx, there)
	}
	return there, idle && len(there) > 0, nil
}

// forget removes jobs that nobody wants any more, of a run that was killed.
func (r *round) forget(ctx context.Context, there map[string]uint64) {
	for subject := range there {
		if r.left[subject] == nil && !slices.Contains(r.order, subject) {
			r.drop(ctx, subject)
		}
	}
}

// drop removes a job from the queue.
func (r *round) drop(ctx context.Context, subject string) {
	if stream, err := r.Queue.js.Stream(ctx, r.stream()); err == nil {
		_ = stream.Purge(ctx, jetstream.WithPurgeSubject(subject)) // where it stays, it is done once more for nothing
	}
}

// takeBack removes what is in the queue still of what was asked for: nobody waits for it any more.
func (r *round) takeBack() {
	ctx, stop := context.WithTimeout(context.Background(), answerIn)
	defer stop()
	stream, err := r.Queue.js.Stream(ctx, r.stream())
	if err != nil {
		return
	}
	info, err := stream.Info(ctx, jetstream.WithSubjectFilter(r.ours()))
	if err != nil {
		return
	}
	for _, subject := range r.order {
		if info.State.Subjects[subject] > 0 && ctx.Err() == nil {
			_ = stream.Purge(ctx, jetstream.WithPurgeSubject(subject))
		}
	}
}

// ask puts a job into the queue. The id of the message is that of the job, so that a second
// coordinator does not put it there twice; who asks again means it, and has another.
func (r *round) ask(ctx context.Context, subject string, a *asked) error {
	data, err := json.Marshal(a.order)
	if err != nil {
		return err
	}
	id := a.order.Office + "." + a.order.id()
	if a.asks > 0 {
		id += "." + nats.NewInbox()
	}
	_, err = r.Queue.js.Publish(ctx, subject, data, jetstream.WithMsgID(id), jetstream.WithExpectStream(r.stream()))
	var said *jetstream.APIError
	if errors.As(err, &said) && strings.Contains(said.Description, "per subject") {
		err = nil // it is there
	}
	if err == nil {
		a.asks++
	}
	return err
}
