package engine

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"gongkai/generator/filelock"
)

// Queue is a connection to a server with JetStream. It may be used by several goroutines.
type Queue struct {
	conn *nats.Conn
	js   jetstream.JetStream
	// patience is for how long it may fail before the rest is done without it; 0: twice the
	// time after which a worker is given up.
	patience time.Duration
	stop     func()                 // what belongs to it
	denied   *atomic.Pointer[Fault] // what the server has not let us do
}

// Close ends the connection, and the server where it is our own.
func (q *Queue) Close() {
	_ = q.conn.FlushTimeout(answerIn) // what was acknowledged last
	q.conn.Close()
	q.stop()
}

// open makes a queue of a connection.
func open(conn *nats.Conn, patience time.Duration, denied *atomic.Pointer[Fault], stop func()) (*Queue, error) {
	js, err := jetstream.New(conn, jetstream.WithDefaultTimeout(answerIn))
	if err != nil {
		conn.Close()
		stop()
		return nil, err
	}
	return &Queue{conn, js, patience, stop, denied}, nil
}

// Ready has the server make what a run needs. Its error says what is wrong with the server or
// with our rights, after a wait for one that is just being started.
func (q *Queue) Ready(ctx context.Context, t Terms, wait time.Duration) error {
	asking, stop := context.WithCancel(ctx)
	defer stop()
	go func() { // what is not allowed has no answer, and need not be waited for
		for q.denied.Load() == nil && pause(asking, lookEvery/20) {
		}
		stop()
	}()
	_, _, err := q.ensure(asking, t)
	for end := time.Now().Add(wait + answerIn); err != nil && time.Now().Before(end) && pause(asking, lookEvery/4); {
		_, _, err = q.ensure(asking, t)
	}
	if denied := q.denied.Load(); denied != nil {
		return denied
	}
	if errors.Is(err, jetstream.ErrJetStreamNotEnabled) || errors.Is(err, jetstream.ErrJetStreamNotEnabledForAccount) {
		return fault(err, "队列服务器没有开 JetStream：它的配置里要有 jetstream { store_dir: … }，账号里要有 jetstream: enabled", "the queue server is without JetStream: its configuration needs jetstream { store_dir: … }, and the account jetstream: enabled")
	}
	if err != nil && ctx.Err() == nil {
		return fault(err, "队列服务器不答应（"+err.Error()+"）", "the queue server does not do what it is asked ("+err.Error()+")")
	}
	return err
}

// answerIn is how long an answer of the server may take.
const answerIn = 5 * time.Second

// Embedded returns the queue of a server in this process. Nobody else can reach it: it opens
// no port, and its one connection is a pipe within the process. What it keeps is in a folder of
// its own below dir, and is removed when the queue is closed: the next run knows from the
// results what is missing. What processes left there that were killed is removed as well.
func Embedded(dir string) (*Queue, error) {
	place, release, err := placeIn(dir)
	if err != nil {
		return nil, err
	}
	s, err := server.NewServer(&server.Options{
		ServerName: "gongkai", DontListen: true, NoSigs: true, NoLog: true,
		JetStream: true, StoreDir: place, SyncAlways: true, JetStreamMaxMemory: 16 << 20, JetStreamMaxStore: 1 << 30,
	})
	if err != nil {
		release()
		return nil, err
	}
	stop := func() {
		s.Shutdown()
		s.WaitForShutdown()
		release()
	}
	s.Start()
	if !s.ReadyForConnections(embeddedStart) {
		stop()
		return nil, errors.New("the queue within the process does not start")
	}
	conn, err := nats.Connect("", nats.InProcessServer(s), nats.Name("gongkai-county"))
	if err != nil {
		stop()
		return nil, err
	}
	return open(conn, embeddedPatience, new(atomic.Pointer[Fault]), stop)
}

const (
	embeddedStart    = 20 * time.Second
	embeddedPatience = 5 * time.Second // nobody will mend it from outside
)

// placeIn makes a folder below dir that belongs to this process, and removes those of
// processes that are no more.
func placeIn(dir string) (place string, release func(), err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", nil, err
	}
	left, err := os.ReadDir(dir)
	if err != nil {
		return "", nil, err
	}
	for _, d := range left {
		old := filepath.Join(dir, d.Name())
		if info, err := d.Info(); err != nil || time.Since(info.ModTime()) < young {
			continue // its process may not have come to the lock
		}
		if lock, err := filelock.Try(filepath.Join(old, "lock")); err == nil {
			_ = lock.Release()
			_ = os.RemoveAll(old) // next time, then
		}
	}
	ours, err := os.MkdirTemp(dir, "run-")
	if err != nil {
		return "", nil, err
	}
	lock, err := filelock.Try(filepath.Join(ours, "lock"))
	if err != nil {
		return "", nil, errors.Join(err, os.RemoveAll(ours))
	}
	return filepath.Join(ours, "store"), func() {
		_ = lock.Release()     // before, since Windows removes no file that is open
		_ = os.RemoveAll(ours) // or else the next time
	}, nil
}

// young is a folder that may have been made a moment ago.
const young = time.Minute

// ensure makes the stream and the consumer as they should be; those that are there stay. A
// stream whose files somebody has deleted below the server is one that it can do nothing with
// but delete.
func (q *Queue) ensure(ctx context.Context, t Terms) (jetstream.Stream, jetstream.Consumer, error) {
	ctx, stop := context.WithTimeout(ctx, answerIn)
	defer stop()
	stream, consumer, err := q.create(ctx, t)
	var said *jetstream.APIError
	if errors.As(err, &said) && said.Code == 500 {
		_ = q.js.DeleteStream(ctx, t.stream())
		stream, consumer, err = q.create(ctx, t)
	}
	return stream, consumer, err
}

// create makes the stream and the consumer.
func (q *Queue) create(ctx context.Context, t Terms) (jetstream.Stream, jetstream.Consumer, error) {
	stream, err := q.js.CreateOrUpdateStream(ctx, jetstream.StreamConfig{
		Name: t.stream(), Subjects: []string{t.all()}, Storage: jetstream.FileStorage, Replicas: 1,
		Retention: jetstream.WorkQueuePolicy, Discard: jetstream.DiscardNew, DiscardNewPerSubject: true, MaxMsgsPerSubject: 1,
		MaxAge: 7 * 24 * time.Hour, MaxBytes: 256 << 20, MaxMsgSize: 64 << 10,
	})
	if err != nil {
		return nil, nil, err
	}
	consumer, err := stream.CreateOrUpdateConsumer(ctx, jetstream.ConsumerConfig{
		Durable: t.consumer(), FilterSubject: t.ours(), AckPolicy: jetstream.AckExplicitPolicy,
		AckWait: t.silence(), MaxDeliver: maxDeliver, MaxAckPending: -1, InactiveThreshold: 30 * 24 * time.Hour,
	})
	return stream, consumer, err
}

// maxDeliver is how many workers may take a job without a word about how it ended: they were
// killed, or fell silent, and the job may be why.
const maxDeliver = 5
