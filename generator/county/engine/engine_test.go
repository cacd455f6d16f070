package engine

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"gongkai/generator/county/job"
	"gongkai/generator/diag"
)

// TestMain has more tests run side by side than there are processors: they wait most of the
// time, each for a queue of its own.
func TestMain(m *testing.M) {
	flag.Parse()
	if err := flag.Set("test.parallel", "6"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

// results are jobs that have been done, and how often each was begun.
type results struct {
	lock sync.Mutex
	have map[string]bool
	runs map[string]int
	do   func(o Order, run int) error // if given, before there is a result
}

func newResults() *results { return &results{have: map[string]bool{}, runs: map[string]int{}} }

func (r *results) work(_ context.Context, o Order, _ bool) error {
	r.lock.Lock()
	if r.have[o.Office] {
		r.lock.Unlock()
		return nil
	}
	r.runs[o.Office]++
	run := r.runs[o.Office]
	r.lock.Unlock()
	if r.do != nil {
		if err := r.do(o, run); err != nil {
			return err
		}
	}
	r.lock.Lock()
	defer r.lock.Unlock()
	r.have[o.Office] = true
	return nil
}

func (r *results) done(j job.Job) bool {
	r.lock.Lock()
	defer r.lock.Unlock()
	return r.have[j.Office]
}

func offices(n int) (list []job.Job) {
	for i := range n {
		list = append(list, job.Job{Office: fmt.Sprintf("o%d", i), Number: i, Sum: "1"})
	}
	return list
}

var testTerms = Terms{County: "https://county.example/a", Program: "0123", Silence: 200 * time.Millisecond}

func embedded(t *testing.T) *Queue {
	t.Helper()
	q, err := Embedded(filepath.Join(t.TempDir(), "queue"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(q.Close)
	return q
}

func words(err error) diag.Text { return diag.Text{ZH: err.Error(), EN: err.Error()} }

// executor runs jobs over a queue, by so many workers.
func executor(q *Queue, r *results, workers int) *Executor {
	return &Executor{
		Worker:  Worker{Queue: q, Terms: testTerms, Name: "here", Do: r.work, Words: words},
		Workers: workers, Done: r.done,
		Order: func(j job.Job) Order { return Order{Office: j.Office, Number: j.Number, Sum: j.Sum, Day: "2022-06-01"} },
	}
}

// helper is a worker elsewhere, as far as the queue can tell, until the test ends.
func helper(t *testing.T, q *Queue, do func(context.Context, Order, bool) error) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	var working sync.WaitGroup
	working.Go(func() { _ = (&Worker{Queue: q, Terms: testTerms, Name: "there", Do: do, Words: words}).Run(ctx) })
	t.Cleanup(func() {
		stop()
		working.Wait()
	})
}

// isEmpty fails where jobs are left in a queue.
func isEmpty(t *testing.T, q *Queue) {
	t.Helper()
	stream, err := q.js.Stream(t.Context(), testTerms.stream())
	if err != nil {
		t.Fatal(err)
	}
	if n := stream.CachedInfo().State.Msgs; n != 0 {
		t.Errorf("%d jobs are in the queue", n)
	}
}

// All jobs are run once, what has failed is told with its reason, and each job is told as it
// begins and as it ends.
func TestRun(t *testing.T) {
	t.Parallel()
	r, broken := newResults(), errors.New("the disk is full")
	r.do = func(o Order, run int) error {
		if o.Number == 3 || o.Number == 5 && run < 3 {
			return broken
		}
		return nil
	}
	x := executor(embedded(t), r, 3)
	x.Silence = 10 * time.Second // each job is counted, and none is given up
	told := map[string]int{}
	x.Tell = func(what string, j job.Job, worker string) {
		if worker == "" {
			t.Errorf("nobody tells that %s has %s", j.Office, what)
		}
		told[what]++
	}
	missing := job.Settle(t.Context(), offices(atOnce+20), r.done, x, 3)
	if len(missing) != 1 || missing[0].Office != "o3" || missing[0].Err.Error() != broken.Error() {
		t.Errorf("missing %v", missing)
	}
	for office, runs := range r.runs {
		if want := map[string]int{"o3": 3, "o5": 3}[office]; runs != max(want, 1) {
			t.Errorf("%s was run %d times", office, runs)
		}
	}
	if told[Begun] != atOnce+24 || told[Ended] != atOnce+19 || told[Broken] != 5 {
		t.Errorf("told %v", told)
	}
}

// Whatever becomes of the queue and of those who take jobs from it, each job has a result in
// the end.
func TestQueueIsHint(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]func(t *testing.T, q *Queue, r *results){
		"stream forgotten": func(t *testing.T, q *Queue, r *results) {
			var once sync.Once
			r.do = func(o Order, _ int) error {
				if o.Number == 10 {
					once.Do(func() {
						if err := q.js.DeleteStream(t.Context(), testTerms.stream()); err != nil {
							t.Error(err)
						}
					})
				}
				return nil
			}
		},
		"consumer forgotten": func(t *testing.T, q *Queue, r *results) {
			var once sync.Once
			r.do = func(o Order, _ int) error {
				if o.Number == 10 {
					once.Do(func() {
						if err := q.js.DeleteConsumer(t.Context(), testTerms.stream(), testTerms.consumer()); err != nil {
							t.Error(err)
						}
					})
				}
				return nil
			}
		},
		"acknowledged and lost": func(t *testing.T, q *Queue, r *results) {
			lost, once := make(chan struct{}), sync.Once{}
			helper(t, q, func(context.Context, Order, bool) error { once.Do(func() { close(lost) }); return nil })
			r.do = func(Order, int) error {
				<-lost // the others take nothing more before
				return nil
			}
		},
		"taken and forgotten": func(t *testing.T, q *Queue, _ *results) {
			take(t, q, 5)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			q, r := embedded(t), newResults()
			fault(t, q, r)
			if missing := job.Settle(t.Context(), offices(20), r.done, executor(q, r, 2), 1); missing != nil {
				t.Errorf("missing %v", missing)
			}
		})
	}
}

// A job that takes long is given to nobody else, as long as its worker is alive.
func TestLongJob(t *testing.T) {
	t.Parallel()
	q, r := embedded(t), newResults()
	x := executor(q, r, 2)
	x.Silence = 2 * time.Second // a machine with much else to do does not get to it any earlier
	r.do = func(o Order, run int) error {
		if o.Number == 2 {
			time.Sleep(x.Silence * 5 / 4)
		}
		return nil
	}
	if missing := job.Settle(t.Context(), offices(5), r.done, x, 1); missing != nil || r.runs["o2"] != 1 {
		t.Errorf("missing %v; it was given to %d workers", missing, r.runs["o2"])
	}
}

// take has somebody take jobs and never say a word about them.
func take(t *testing.T, q *Queue, n int) {
	t.Helper()
	if _, _, err := q.ensure(t.Context(), testTerms); err != nil {
		t.Fatal(err)
	}
	consumer, err := q.js.Consumer(t.Context(), testTerms.stream(), testTerms.consumer())
	if err != nil {
		t.Fatal(err)
	}
	var taking sync.WaitGroup
	taking.Go(func() {
		if batch, err := consumer.Fetch(n, jetstream.FetchMaxWait(5*time.Second)); err == nil {
			got := 0
			for range batch.Messages() {
				got++
			}
			if got == 0 {
				t.Error("no job was taken")
			}
		}
	})
	t.Cleanup(taking.Wait)
}

// A job over which one worker after the other falls silent is given up with that reason, and
// the others are done.
func TestSilentWorkers(t *testing.T) {
	t.Parallel()
	q, r := embedded(t), newResults()
	x := executor(q, r, 1)
	x.Order = func(j job.Job) Order {
		o := Order{Office: j.Office, Number: j.Number, Sum: j.Sum}
		if j.Number == 1 {
			o.Day = "silent"
		}
		return o
	}
	stuck := make(chan struct{})
	x.Do = func(ctx context.Context, o Order, again bool) error { return r.work(ctx, o, again) }
	if _, _, err := q.ensure(t.Context(), testTerms); err != nil {
		t.Fatal(err)
	}
	go func() { // takes all there is, and gives back all but one
		defer close(stuck)
		for range 200 {
			consumer, err := q.js.Consumer(t.Context(), testTerms.stream(), testTerms.consumer())
			if err != nil {
				return
			}
			batch, err := consumer.Fetch(10, jetstream.FetchMaxWait(50*time.Millisecond))
			if err != nil {
				return
			}
			for msg := range batch.Messages() {
				if !strings.Contains(string(msg.Data()), "silent") {
					_ = msg.Nak()
				}
			}
		}
	}()
	x.Workers = 0 // until it is given up
	jobs := offices(2)
	failures := x.Run(t.Context(), jobs[1:])
	if err := failures["o1"]; err == nil || !strings.Contains(err.Error(), "fell silent") {
		t.Errorf("failures %v", failures)
	}
	if t.Failed() {
		<-stuck
	}
}

// Where the queue cannot be used any more, the rest is done without, which is said.
func TestWithoutQueue(t *testing.T) {
	t.Parallel()
	q, r := embedded(t), newResults()
	q.patience = 100 * time.Millisecond
	x := executor(q, r, 2)
	var once sync.Once
	r.do = func(o Order, _ int) error {
		if o.Number == 3 {
			once.Do(q.conn.Close)
		}
		return nil
	}
	var why error
	x.Without = func(err error) { why = err }
	if missing := job.Settle(t.Context(), offices(20), r.done, x, 1); missing != nil || why == nil {
		t.Errorf("missing %v, said was %v", missing, why)
	}
}

// Where the own workers of a run all end with an error, the rest is done without the queue, and
// the reason is said: nobody knows whether there are others.
func TestOwnWorkersEnd(t *testing.T) {
	t.Parallel()
	dir, address := serve(t, func(conf string) string {
		const take = `"$JS.API.CONSUMER.MSG.NEXT.*.*", "$JS.ACK.>"`
		if !strings.Contains(conf, take) {
			t.Error("the configuration is another")
		}
		return strings.Replace(conf, take, `"$JS.ACK.>"`, 1) // the coordinator's, which comes first
	})
	address.Creds = filepath.Join(dir, coordinatorFile)
	elsewhere, err := Connect(t.Context(), address, Coordinator, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer elsewhere.Close()
	full := errors.New("full")
	for name, c := range map[string]struct {
		queue *Queue
		do    func(run int) error
		says  string
	}{
		"an account that may not take jobs": {elsewhere, func(int) error { return nil }, "does not allow"},
		"a machine that is full for a time": {embedded(t), func(run int) error {
			if run <= 2 {
				return full
			}
			return nil
		}, "full"},
	} {
		r := newResults()
		r.do = func(_ Order, run int) error { return c.do(run) }
		x := executor(c.queue, r, 2)
		x.Unfit = func(err error) bool { return err == full }
		var why error
		x.Without = func(err error) { why = err }
		ctx, stop := context.WithTimeout(t.Context(), 20*time.Second)
		if missing := job.Settle(ctx, offices(1), r.done, x, 1); missing != nil || why == nil || !strings.Contains(why.Error(), c.says) {
			t.Errorf("%s: missing %v, said was %v", name, missing, why)
		}
		stop()
	}
}

// That a job has ended is told once, however late its result is seen.
func TestToldOnce(t *testing.T) {
	t.Parallel()
	r := newResults()
	x := executor(embedded(t), r, 2)
	x.Silence = 10 * time.Second
	seen, told := map[string]int{}, map[string]int{}
	x.Done = func(j job.Job) bool {
		if r.done(j) {
			seen[j.Office]++
		}
		return seen[j.Office] > 1
	}
	x.Tell = func(what string, j job.Job, _ string) { told[what+" "+j.Office]++ }
	if failures := x.Run(t.Context(), offices(3)); len(failures) != 0 {
		t.Errorf("failures %v", failures)
	}
	for _, j := range offices(3) {
		if n := told[Ended+" "+j.Office]; n != 1 || seen[j.Office] < 2 {
			t.Errorf("told was %v, seen %v", told, seen)
		}
	}
}

// Who stops the program gets back what was not done, and nothing is left in the queue.
func TestStopped(t *testing.T) {
	t.Parallel()
	q, r := embedded(t), newResults()
	ctx, stop := context.WithCancel(t.Context())
	r.do = func(o Order, _ int) error {
		if o.Number == 2 {
			stop()
			return ctx.Err()
		}
		return nil
	}
	if missing := job.Settle(ctx, offices(6), r.done, executor(q, r, 1), 3); len(missing) == 0 {
		t.Error("nothing is missing")
	}
	isEmpty(t, q)
}

// A second coordinator that wants the same adds nothing, and both get it; what one that was
// killed has left behind, and nobody wants, is removed.
func TestTwoCoordinators(t *testing.T) {
	t.Parallel()
	q, r := embedded(t), newResults()
	if _, _, err := q.ensure(t.Context(), testTerms); err != nil {
		t.Fatal(err)
	}
	old := Order{Office: "o1", Sum: "0"}
	if _, err := q.js.Publish(t.Context(), testTerms.subject(old), []byte(`{}`)); err != nil {
		t.Fatal(err)
	}
	var both sync.WaitGroup
	for range 2 {
		both.Go(func() {
			if missing := job.Settle(t.Context(), offices(50), r.done, executor(q, r, 1), 3); missing != nil {
				t.Errorf("missing %v", missing)
			}
		})
	}
	both.Wait()
	isEmpty(t, q)
}

// A worker gives back what was asked for by those who see something else, as often as it gets
// it, and never does it; who sees the same does all of it.
func TestNotOurs(t *testing.T) {
	t.Parallel()
	q, r := embedded(t), newResults()
	ctx, stop := context.WithCancel(t.Context())
	var working sync.WaitGroup
	for range 3 {
		w := &Worker{Queue: q, Terms: testTerms, Name: "another", Words: words, Ours: func(Order) bool { return false }}
		w.Do = func(_ context.Context, o Order, _ bool) error {
			t.Errorf("%s was done by one who sees something else", o.Office)
			return nil
		}
		working.Go(func() { _ = w.Run(ctx) })
	}
	defer working.Wait()
	defer stop()
	if missing := job.Settle(t.Context(), offices(20), r.done, executor(q, r, 1), 1); missing != nil {
		t.Errorf("missing %v", missing)
	}
}

// A worker that the machine lets down gives its job back, and ends.
func TestUnfit(t *testing.T) {
	t.Parallel()
	q, r := embedded(t), newResults()
	full := errors.New("full")
	ended := make(chan error, 1)
	w := &Worker{Queue: q, Terms: testTerms, Name: "full", Words: words, Unfit: func(err error) bool { return err == full }}
	w.Do = func(context.Context, Order, bool) error { return full }
	go func() { ended <- w.Run(t.Context()) }()
	r.do = func(Order, int) error { time.Sleep(10 * time.Millisecond); return nil }
	if missing := job.Settle(t.Context(), offices(60), r.done, executor(q, r, 1), 1); missing != nil {
		t.Errorf("missing %v", missing)
	}
	select {
	case err := <-ended:
		if err != full {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Error("the worker goes on")
	}
}

// What a process that was killed has left is removed, what another uses is not.
func TestPlaces(t *testing.T) {
	dir := t.TempDir()
	place, release, err := placeIn(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	left := filepath.Join(dir, "run-killed")
	if err := os.MkdirAll(filepath.Join(left, "store"), 0o755); err != nil {
		t.Fatal(err)
	}
	long := time.Now().Add(-time.Hour)
	for _, path := range []string{left, filepath.Dir(place)} {
		if err := os.Chtimes(path, long, long); err != nil {
			t.Fatal(err)
		}
	}
	_, release2, err := placeIn(dir)
	if err != nil {
		t.Fatal(err)
	}
	release2()
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 || entries[0].Name() != filepath.Base(filepath.Dir(place)) {
		t.Errorf("there are %v (%v)", entries, err)
	}
}

// serve runs a server as Setup writes it, on this machine alone, with what edit makes of its
// configuration, and returns how it is reached.
func serve(t *testing.T, edit func(string) string) (dir string, address Address) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "queue")
	if err := Setup(dir, []string{"127.0.0.1", "queue.example"}, freePort(t), time.Now()); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, ConfigFile)
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	local := strings.Replace(string(text), "0.0.0.0", "127.0.0.1", 1) + fmt.Sprintf("log_file: %q\n", filepath.Join(dir, "log"))
	if err := os.WriteFile(file, []byte(edit(local)), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	at, ended := make(chan string, 1), make(chan error, 1)
	go func() { ended <- Serve(ctx, file, func(address string) { at <- address }) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	select {
	case addr := <-at:
		return dir, Address{URL: "tls://" + addr, CA: filepath.Join(dir, CertificateFile)}
	case err := <-ended:
		ended <- nil
		t.Fatal(err)
	}
	return "", Address{}
}

func freePort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// With a server elsewhere, who has no key is let in nowhere, and who has one that is for
// something else can neither give jobs nor hear how they end. No secret is in what is said.
func TestRights(t *testing.T) {
	t.Parallel()
	stranger, public, err := newUser()
	if err != nil {
		t.Fatal(err)
	}
	dir, address := serve(t, func(conf string) string {
		return strings.Replace(conf, "users: [", "users: [ { nkey: "+public+", permissions: { publish: \"elsewhere.>\", subscribe: \"elsewhere.>\" } }", 1)
	})
	if err := os.WriteFile(filepath.Join(dir, "stranger.nk"), stranger, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "junk.nk"), []byte("SUSECRETSECRET\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	with := func(name string) Address {
		a := address
		a.Creds = filepath.Join(dir, name)
		return a
	}
	other, _, err := newUser()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "other.nk"), other, 0o600); err != nil {
		t.Fatal(err)
	}
	plain := address
	plain.URL = strings.Replace(plain.URL, "tls://", "tls://me:secret@", 1)
	unknown := with(coordinatorFile)
	unknown.CA = ""
	for name, a := range map[string]Address{"no key": address, "another key": with("other.nk"), "junk": with("junk.nk"), "a password in the address": plain, "no authority": unknown} {
		q, err := Connect(t.Context(), a, Coordinator, 0)
		var said *Fault
		if err == nil {
			q.Close()
		}
		if !errors.As(err, &said) || strings.Contains(said.EN+said.ZH, "SECRET") || strings.Contains(said.EN+said.ZH, "secret") {
			t.Errorf("with %s: %v", name, err)
		}
	}
	for _, name := range []string{"stranger.nk", workerFile} {
		mayNot(t, with(name))
	}

	coordinator, err := Connect(t.Context(), with(coordinatorFile), Coordinator, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer coordinator.Close()
	if err := coordinator.Ready(t.Context(), testTerms, 0); err != nil {
		t.Fatal(err)
	}
	worker, err := Connect(t.Context(), with(workerFile), Helper, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer worker.Close()
	r := newResults()
	helper(t, worker, r.work)
	x := executor(coordinator, r, 0)
	if missing := job.Settle(t.Context(), offices(20), r.done, x, 1); missing != nil {
		t.Errorf("missing %v", missing)
	}
	if denied := errors.Join(asError(coordinator.denied.Load()), asError(worker.denied.Load())); denied != nil {
		t.Errorf("the server did not allow %v", denied)
	}
}

func asError(f *Fault) error {
	if f == nil {
		return nil
	}
	return f
}

// mayNot proves that an account can neither give jobs nor hear of them, nor read the stream.
func mayNot(t *testing.T, a Address) {
	t.Helper()
	for _, role := range []Role{Coordinator, Helper} {
		q, err := Connect(t.Context(), a, role, 0)
		if err != nil {
			t.Fatal(err)
		}
		if role == Coordinator {
			if err := q.Ready(t.Context(), testTerms, 0); err == nil {
				t.Errorf("%s has made a queue", filepath.Base(a.Creds))
			}
		}
		attempts := map[string]func() error{
			"give a job":         func() error { return q.conn.Publish(testTerms.subject(Order{Office: "o1"}), []byte("{}")) },
			"hear of jobs":       func() error { _, err := q.conn.SubscribeSync(testTerms.told()); return err },
			"hear jobs":          func() error { _, err := q.conn.SubscribeSync(testTerms.all()); return err },
			"hear everything":    func() error { _, err := q.conn.SubscribeSync(">"); return err },
			"hear others":        func() error { _, err := q.conn.SubscribeSync("_INBOX.>"); return err },
			"read the stream":    func() error { return q.conn.Publish("$JS.API.STREAM.MSG.GET."+testTerms.stream(), []byte(`{"seq":1}`)) },
			"delete the stream":  func() error { return q.conn.Publish("$JS.API.STREAM.DELETE."+testTerms.stream(), nil) },
			"make a consumer":    func() error { return q.conn.Publish("$JS.API.CONSUMER.CREATE."+testTerms.stream(), []byte(`{}`)) },
			"forge the clearing": func() error { return q.conn.Publish("$JS.API.STREAM.PURGE."+testTerms.stream(), nil) },
		}
		for what, try := range attempts {
			q.denied.Store(nil)
			if err := try(); err != nil {
				continue
			}
			if err := q.conn.Flush(); err != nil {
				t.Error(err)
			}
			for range 100 {
				if q.denied.Load() != nil {
					break
				}
				time.Sleep(10 * time.Millisecond)
			}
			if q.denied.Load() == nil {
				t.Errorf("%s can %s", filepath.Base(a.Creds), what)
			}
		}
		q.Close()
	}
}

// A configuration that would let anybody in does not start, nor one that others reach in
// clear, nor one without a place for jobs.
func TestUnsafe(t *testing.T) {
	const users, store = "authorization { users: [ { user: a, password: b } ] }\n", "jetstream { store_dir: \"/nowhere\" }\n"
	for conf, says := range map[string]string{
		"listen: \"127.0.0.1:4222\"\n" + store:                               "no users",
		"listen: \"0.0.0.0:4222\"\n" + store + users:                         "no tls",
		"listen: \"127.0.0.1:4222\"\n" + users:                               "no jetstream",
		"listen: \"127.0.0.1:4222\"\n" + store + users + "no_auth_user: a\n": "no_auth_user",
		"listen: {\n": "cannot be used",
		"listen: \"127.0.0.1:4222\"\n" + store + users + "allow_non_tls: true\n":                                      "allow_non_tls",
		"listen: \"127.0.0.1:4222\"\n" + store + users + "cluster { listen: \"0.0.0.0:-1\" }\n":                       "no cluster",
		"listen: \"127.0.0.1:4222\"\n" + store + users + "gateway { name: a, listen: \"0.0.0.0:-1\" }\n":              "no gateway",
		"listen: \"127.0.0.1:4222\"\n" + store + users + "leafnodes { listen: \"0.0.0.0:-1\" }\n":                     "no leafnodes",
		"listen: \"127.0.0.1:4222\"\n" + store + users + "leafnodes { remotes: [ { url: \"nats://192.0.2.1\" } ] }\n": "no leafnodes",
		"listen: \"127.0.0.1:4222\"\n" + store + users + "websocket { listen: \"0.0.0.0:-1\", no_tls: true }\n":       "no websocket",
		"listen: \"127.0.0.1:4222\"\n" + store + users + "mqtt { listen: \"0.0.0.0:1883\" }\n":                        "no mqtt",
		"listen: \"127.0.0.1:4222\"\n" + store + users + "http: \"0.0.0.0:8222\"\n":                                   "this machine alone",
		"listen: \"127.0.0.1:4222\"\n" + store + users + "https: \"192.0.2.1:8222\"\n":                                "this machine alone",
	} {
		file := filepath.Join(t.TempDir(), "queue.conf")
		if err := os.WriteFile(file, []byte(conf), 0o600); err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithTimeout(t.Context(), 5*time.Second)
		err := Serve(ctx, file, nil)
		stop()
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s\n%v", conf, err)
		}
	}
	for _, opts := range []server.Options{
		{Host: "127.0.0.1"}, {Host: "127.0.0.1", HTTPPort: 8222}, {Host: "0.0.0.0", HTTPHost: "localhost", HTTPPort: 8222}, {Host: "127.0.0.1", ProfPort: 1},
	} {
		if err := closed(&opts, "queue.conf"); err != nil {
			t.Errorf("%+v: %v", opts, err)
		}
	}
	if err := closed(&server.Options{Host: "0.0.0.0", HTTPHost: "localhost", ProfPort: 1}, "queue.conf"); err == nil {
		t.Error("a port for profiles that others reach is taken")
	}
}

// What Setup writes is for its owner alone, and the configuration has no secret in it.
func TestSetup(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "queue")
	if err := Setup(dir, []string{"queue.example"}, 4222, time.Now()); err != nil {
		t.Fatal(err)
	}
	conf, err := os.ReadFile(filepath.Join(dir, ConfigFile))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{coordinatorFile, workerFile} {
		seed, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || !strings.HasPrefix(string(seed), "SU") || strings.Contains(string(conf), strings.TrimSpace(string(seed))) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := nats.NkeyOptionFromSeed(filepath.Join(dir, name)); err != nil {
			t.Error(err)
		}
	}
	if err := Setup(dir, []string{"queue.example"}, 4222, time.Now()); !errors.Is(err, os.ErrExist) {
		t.Errorf("keys that there are were written over: %v", err)
	}
}

// Names are made of addresses, whatever is in them, and no two have the same.
func TestNames(t *testing.T) {
	seen := map[string]string{}
	for address, want := range map[string]string{
		"https://county.example/": "county_example-", "https://county.example/a/": "county_example_a-", "https://示例.example:80/": "___example_80-",
		"https://county.example/b_c/": "county_example_b_c-", "https://county.example/b/c/": "county_example_b_c-", "https://county-example/": "county-example-", "https://县级.example:80/": "___example_80-",
	} {
		got := (Terms{County: address}).county()
		if sum, ok := strings.CutPrefix(got, want); !ok || len(sum) != 8 || strings.Trim(sum, "0123456789abcdef") != "" {
			t.Errorf("%s is %s, want %s and a sum", address, got, want)
		}
		if seen[got] != "" {
			t.Errorf("%s and %s are both %s", address, seen[got], got)
		}
		seen[got] = address
	}
}

// listen listens on a port until the test ends.
func listen(t *testing.T) (address string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l.Addr().String()
}
