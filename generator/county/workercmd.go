package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"syscall"
	"time"

	"gongkai/generator/cache"
	"gongkai/generator/county/engine"
	"gongkai/generator/county/office"
	"gongkai/generator/county/roster"
	"gongkai/generator/diag"
	"gongkai/generator/page"
	"gongkai/generator/parallel"
	"gongkai/generator/publish"
)

// queueFlags say where the queue is that machines share.
type queueFlags struct {
	Nats      string
	NatsCreds string        `name:"nats-creds"`
	NatsCA    string        `name:"nats-ca"`
	NatsCert  string        `name:"nats-cert"`
	NatsKey   string        `name:"nats-key"`
	Silence   time.Duration `default:"30s"`
}

// connect reaches the queue.
func (q *queueFlags) connect(c *call, role engine.Role) (*engine.Queue, error) {
	if (q.NatsCert == "") != (q.NatsKey == "") {
		return nil, refuse("--nats-cert 和 --nats-key 要一起写", "--nats-cert and --nats-key go together")
	}
	return engine.Connect(c.ctx, engine.Address{URL: q.Nats, Creds: q.NatsCreds, CA: q.NatsCA, Cert: q.NatsCert, Key: q.NatsKey}, role, serverStart)
}

// serverStart is how long to wait at the beginning for a server that is just being started.
const serverStart = 10 * time.Second

// check refuses flags that cannot be meant.
func (q *queueFlags) check() error {
	if q.Silence < time.Second {
		return refuse("--silence 至少是 1s，不是 %s", "--silence is 1s at least, not %s", q.Silence)
	}
	if q.Nats == "" && q.NatsCreds+q.NatsCA+q.NatsCert+q.NatsKey != "" {
		return refuse("只有用 --nats 指定了队列服务器，才用得上 --nats-creds 等选项", "--nats-creds and its like need --nats, which names the queue server")
	}
	return nil
}

// terms are those that a coordinator and its workers must agree upon.
func terms(county *roster.County, salt cache.Sum, silence time.Duration) engine.Terms {
	return engine.Terms{County: county.Address, Program: hex.EncodeToString(salt[:6]), Silence: silence}
}

// workerCommand is `gongkai-county worker`.
type workerCommand struct {
	queueFlags
	Workers int
}

// Run takes jobs from the queue until it is told to stop.
func (w *workerCommand) Run(c *call) error {
	if w.Nats == "" {
		return refuse("worker 要用 --nats 指定队列服务器，例如 --nats tls://queue.example:4222", "worker needs --nats, the queue server, such as --nats tls://queue.example:4222")
	}
	if w.Workers < 0 {
		return refuse("--workers 不能是负数：%d", "--workers cannot be negative: %d", w.Workers)
	}
	if err := w.check(); err != nil {
		return err
	}
	h := &hand{call: c, workers: w.Workers}
	if err := h.read(""); err != nil {
		return err
	}
	if h.maker == nil {
		return nil // what is wrong with county.toml has been said
	}
	queue, err := w.connect(c, engine.Helper)
	if err != nil {
		return err
	}
	defer queue.Close()
	n := parallel.Workers(w.Workers)
	c.say("等待任务：%s（同时做 %d 个；程序 %x）", "waiting for jobs of %s (%d at a time; program %x)", w.Nats, n, h.maker.Salt[:6])
	return h.work(queue, terms(h.maker.County, h.maker.Salt, w.Silence), n)
}

// hand is a worker process: it makes sites as the county.toml says that it sees, for whoever
// sees the same one.
type hand struct {
	*call
	workers int

	lock   sync.Mutex
	maker  *office.Maker // nil: county.toml has errors
	roster string        // its sum
}

// read reads county.toml, unless it is the one of that sum.
func (h *hand) read(sum string) error {
	h.lock.Lock()
	defer h.lock.Unlock()
	if h.maker != nil && h.roster == sum {
		return nil
	}
	county, now, err := h.summedCounty()
	if county == nil || err != nil {
		return err
	}
	maker, err := newMaker(h.call, county, h.workers)
	if err == nil {
		h.maker, h.roster = maker, now
	}
	return err
}

// work runs workers until the program is told to stop, or one finds the machine unfit.
func (h *hand) work(queue *engine.Queue, t engine.Terms, n int) error {
	ctx, stop := context.WithCancelCause(h.ctx)
	defer stop(nil)
	name := machineName()
	var all sync.WaitGroup
	for i := range n {
		w := &engine.Worker{
			Queue: queue, Terms: t, Name: fmt.Sprintf("%s/%d", name, i+1),
			Do: h.do, Words: machineError, Unfit: unfit, Rests: true,
		}
		all.Go(func() {
			if err := w.Run(ctx); err != nil {
				stop(err) // the others end as well
			}
		})
	}
	all.Wait()
	if err := context.Cause(ctx); h.ctx.Err() == nil {
		return err
	}
	return nil
}

// do runs an order, if this machine sees what the coordinator has seen.
func (h *hand) do(ctx context.Context, o engine.Order, again bool) error {
	if err := h.read(o.Roster); err != nil {
		return err
	}
	h.lock.Lock()
	m, roster := h.maker, h.roster
	h.lock.Unlock()
	found, ok := m.County.Find(o.Office)
	if roster != o.Roster || !ok {
		return &office.Failure{Text: diag.Text{ZH: machineName() + " 上的 county.toml 和派任务的机器上的不一样", EN: "the county.toml that " + machineName() + " sees is not that of the machine which gives the jobs"}}
	}
	if found.Folder != "" { // others are what was fetched into the store that all share
		if sum, err := m.Sum(ctx, found); err != nil || sum != o.Sum {
			return errors.Join(err, &office.Failure{Text: diag.Text{ZH: machineName() + " 上看到的源文件和派任务的机器上的不一样", EN: "the sources that " + machineName() + " sees are not those of the machine which gives the jobs"}})
		}
	}
	h.say("%s", "%s", found.Key)
	return makeOrder(ctx, m, o, again)
}

// makeOrder makes a site for the day and in the way that an order says, unless it was made
// meanwhile.
func makeOrder(ctx context.Context, maker *office.Maker, o engine.Order, again bool) error {
	m, j := *maker, o.Job()
	var err error
	if m.Today, err = page.ParseDate(o.Day); err != nil {
		return err
	}
	m.Verify = o.Verify != ""
	if !m.Verify && m.Done(j) {
		return nil
	}
	j.Again = again
	return m.Make(ctx, j)
}

// machineName is what reports call this machine and process.
func machineName() string {
	host, err := os.Hostname()
	if err != nil {
		host = "?"
	}
	return fmt.Sprintf("%s:%d", host, os.Getpid())
}

// unfit reports whether an error is one of the machine, which the next job would meet again.
func unfit(err error) bool {
	var failure *publish.Failure
	if errors.As(err, &failure) && failure.Kind == publish.DiskFull {
		return true
	}
	return slices.ContainsFunc(full(runtime.GOOS), func(no syscall.Errno) bool { return errors.Is(err, no) })
}

// full are the errors of a system that say that a disk takes nothing more. What Windows says
// has other meanings elsewhere.
func full(system string) []syscall.Errno {
	list := []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG, syscall.EROFS}
	if system == "windows" {
		const handleDiskFull, diskFull = 39, 112
		list = append(list, handleDiskFull, diskFull)
	}
	return list
}

// rosterSum sums up county.toml.
func rosterSum(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:8])
}

// queueCommand is `gongkai-county queue`.
type queueCommand struct {
	Config string
	New    string
	Host   []string
	Port   int `default:"4222"`
}

// Run runs a queue server, or writes what one needs.
func (q *queueCommand) Run(c *call) error {
	switch {
	case (q.Config == "") == (q.New == ""):
		return refuse("写 queue --new 文件夹 --host 主机名，写出配置；或者 queue --config 文件，运行服务器", "queue --new DIR --host NAME writes a configuration, queue --config FILE runs the server")
	case q.Config != "":
		return engine.Serve(c.ctx, q.Config, func(address string) {
			c.say("队列服务器在 %s", "the queue server is at %s", address)
		})
	case len(q.Host) == 0:
		return refuse("--host 要写各台机器用来连这台的主机名或者地址，可以写几个", "--host is the name or address by which the machines reach this one; there may be several")
	case q.Port < 1 || q.Port > 65535:
		return refuse("--port 要在 1 到 65535 之间，不是 %d", "--port is between 1 and 65535, not %d", q.Port)
	}
	if err := engine.Setup(q.New, q.Host, q.Port, time.Now()); err != nil {
		return err
	}
	c.say("写好了：%s。在这台机器上运行 gongkai-county queue --config %s；\n把 %s 和 worker.nk 拷到做任务的机器，%s 和 coordinator.nk 拷到运行 build 的机器：\n  gongkai-county worker --nats tls://%s --nats-ca %[3]s --nats-creds worker.nk",
		"written to %s. On this machine, run gongkai-county queue --config %s;\ncopy %s and worker.nk to the machines that work, %s and coordinator.nk to the one that runs build:\n  gongkai-county worker --nats tls://%s --nats-ca %[3]s --nats-creds worker.nk",
		q.New, filepath.Join(q.New, engine.ConfigFile), engine.CertificateFile, engine.CertificateFile, net.JoinHostPort(q.Host[0], fmt.Sprint(q.Port)))
	return nil
}
