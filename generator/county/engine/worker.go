package engine

import (
	"context"
	"encoding/json"
	"errors"
	"sync"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"gongkai/generator/diag"
)

// Worker takes jobs from a queue, one after the other.
type Worker struct {
	Queue *Queue
	Terms
	Name string // as reports have it
	// Do runs an order. again says that somebody had it before who has not said how it
	// ended: that process may still hold what it held.
	Do func(ctx context.Context, o Order, again bool) error
	// Ours, if given, reports whether we see what an order was given for. What is not ours is
	// given back for another worker, and not begun.
	Ours func(Order) bool
	// Words says in plain words why an order was not done.
	Words func(error) diag.Text
	// Unfit, if given, reports whether an error is one of the machine, so that the next job
	// would fail as well. The worker then gives the job back, and ends.
	Unfit func(error) bool
	// Rests has a worker rest after a failure, ever longer while nothing else comes: one
	// that fails quickly would take more jobs than those which do them.
	Rests bool
}

// How long a worker rests at first, and at most; and for how long it says that it is alive:
// longer than the longest job can take, the mirror of a large site.
const (
	firstRest = 200 * time.Millisecond
	longRest  = 10 * time.Second
	longest   = 3 * time.Hour
)

// Run works until ctx is done, which is no error, or the machine turns out to be unfit, or our
// account may not do it.
func (w *Worker) Run(ctx context.Context) error {
	rest := firstRest
	for ctx.Err() == nil {
		consumer, err := w.Queue.js.Consumer(ctx, w.stream(), w.consumer())
		if denied := w.Queue.denied.Load(); denied != nil {
			return denied
		}
		if err != nil { // there is no run yet, or none any more, or no line
			pause(ctx, min(time.Second, w.silence()/4))
			continue
		}
		for ctx.Err() == nil {
			msg, err := next(ctx, consumer, w.silence())
			if err != nil {
				break // the consumer may be gone: look again
			}
			if msg == nil && w.Queue.denied.Load() != nil {
				break // there never will be one
			}
			if msg == nil {
				continue
			}
			err = w.handle(ctx, msg)
			switch {
			case err == nil:
				rest = firstRest
			case w.Unfit != nil && w.Unfit(err):
				return err
			case w.Rests, err == errNotOurs: // or else we would take it again before others can
				pause(ctx, rest)
				rest = min(2*rest, longRest)
			}
		}
	}
	return nil
}

// next waits for a message; nil: there was none.
func next(ctx context.Context, consumer jetstream.Consumer, wait time.Duration) (jetstream.Msg, error) {
	ctx, stop := context.WithTimeout(ctx, wait)
	defer stop()
	batch, err := consumer.Fetch(1, jetstream.FetchContext(ctx))
	if err != nil {
		return nil, err
	}
	msg := <-batch.Messages()
	if err := batch.Error(); msg == nil && err != nil && !errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, context.Canceled) {
		return nil, err
	}
	return msg, nil
}

// handle does what a message says. The result is there before it is told of, and that before
// the queue forgets the job.
func (w *Worker) handle(ctx context.Context, msg jetstream.Msg) error {
	var o Order
	if err := json.Unmarshal(msg.Data(), &o); err != nil || w.subject(o) != msg.Subject() {
		return msg.Term() // somebody else's: whoever wants a job will ask again
	}
	meta, err := msg.Metadata()
	if w.Ours != nil && !w.Ours(o) {
		return giveBack(msg, meta)
	}
	again := err == nil && meta.NumDelivered > 1
	w.tell(Begun, o, nil)
	still := w.stayAlive(ctx, msg, o)
	err = w.Do(ctx, o, again)
	still()
	switch {
	case err == nil:
		w.tell(Ended, o, nil)
		return msg.Ack()
	case ctx.Err() != nil, w.Unfit != nil && w.Unfit(err):
		_ = msg.Nak() // for another worker, at once
		return err
	}
	why := w.Words(err)
	w.tell(Broken, o, &why)
	_ = msg.Term() // whoever wants it asks again, if it may be tried again
	return err
}

// errNotOurs is returned for an order that was given back.
var errNotOurs = errors.New("the order is for another worker")

// giveBack gives a message back for another worker, in a moment. The last time that the server
// would give it to anybody it is taken out: whoever wants it asks again.
func giveBack(msg jetstream.Msg, meta *jetstream.MsgMetadata) error {
	if meta == nil || meta.NumDelivered >= maxDeliver {
		_ = msg.Term()
	} else {
		_ = msg.NakWithDelay(firstRest)
	}
	return errNotOurs
}

// stayAlive says again and again that a job is being done, until the function is called that
// it returns.
func (w *Worker) stayAlive(ctx context.Context, msg jetstream.Msg, o Order) (end func()) {
	ctx, stop := context.WithTimeout(ctx, longest)
	var saying sync.WaitGroup
	saying.Go(func() {
		for pause(ctx, w.silence()/4) {
			_ = msg.InProgress() // the next one may get through
			w.tell(Alive, o, nil)
		}
	})
	return func() {
		stop()
		saying.Wait()
	}
}

// tell says something of a job to who wants it. Where that gets lost, the result counts.
func (w *Worker) tell(what string, o Order, why *diag.Text) {
	if data, err := json.Marshal(Report{what, o.Office, o.id(), w.Name, why}); err == nil {
		_ = w.Queue.conn.Publish(w.told(), data)
	}
}

// pause waits; false: ctx is done.
func pause(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}
