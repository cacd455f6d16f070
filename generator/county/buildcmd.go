package main

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"gongkai/generator/asset"
	"gongkai/generator/cache"
	"gongkai/generator/county/engine"
	"gongkai/generator/county/harvest"
	"gongkai/generator/county/job"
	"gongkai/generator/county/metrics"
	"gongkai/generator/county/office"
	"gongkai/generator/county/portal"
	"gongkai/generator/county/roster"
	"gongkai/generator/diag"
	"gongkai/generator/layout"
	"gongkai/generator/parallel"
	"gongkai/generator/progress"
	"gongkai/generator/terminal"
	"gongkai/layouts"
	"gongkai/static"
)

// buildCommand is `gongkai-county build`.
type buildCommand struct {
	queueFlags
	Shard   string
	Workers int
	Verify  bool
	All     bool
	Metrics string
}

// tries is how often an office is tried whose failure may pass: a line that was cut, a
// file that was just being written.
const tries = 3

// Run makes what is missing, and says what came of each office.
func (b *buildCommand) Run(c *call) error {
	county, sum, err := c.summedCounty()
	if county == nil || err != nil {
		return err
	}
	part, err := b.part()
	if err != nil {
		return err
	}
	store, err := c.bucket()
	if err != nil {
		return err
	}
	watch, err := c.metrics(b.Metrics)
	if err != nil {
		return err
	}
	defer watch.Close()
	if err := portal.CheckTop(c.out()); err != nil {
		return err
	}
	m, err := newMaker(c, county, b.Workers)
	if err != nil {
		return err
	}
	m.Verify = b.Verify
	r := &round{call: c, watch: watch, maker: m, part: part, roster: sum, silence: b.Silence, workers: b.Workers, sums: map[string]string{}, made: map[string]bool{}, failed: map[string]error{}}
	if b.Nats != "" {
		if r.queue, err = b.connect(c, engine.Coordinator); err != nil {
			return err
		}
		defer r.queue.Close()
		if err := r.queue.Ready(c.ctx, r.terms(), serverStart); err != nil {
			return err
		}
	}
	if !c.Quiet && !c.JSON {
		r.line = progress.On(c.stderr)
	}
	r.settle()
	r.line.Clear()
	var failure error
	if b.Shard == "" && c.ctx.Err() == nil {
		failure = r.portal()
	}
	if store != nil && failure == nil && c.ctx.Err() == nil {
		failure = r.send(store)
	}
	if err := r.tell(b.All); err != nil {
		return err
	}
	return failure // what came of the offices is told all the same
}

// part reads --shard; all of the roster where it is not given.
func (b *buildCommand) part() (job.Part, error) {
	if b.Workers < 0 {
		return job.Part{}, refuse("--workers 不能是负数：%d", "--workers cannot be negative: %d", b.Workers)
	}
	if err := b.check(); err != nil {
		return job.Part{}, err
	}
	if b.Shard == "" {
		return job.Part{I: 1, N: 1}, nil
	}
	if b.Nats != "" {
		return job.Part{}, refuse("--shard 和 --nats 不能一起用：一个是事先分份，一个是谁有空谁做", "--shard and --nats do not go together: one shares the work out beforehand, the other as machines have time")
	}
	part, err := job.ParsePart(b.Shard)
	if err != nil {
		return part, refuse("--shard 要写成 2/8 这样，第一个数不大于第二个，不是 %s", "--shard is of the form 2/8, the first number not larger than the second; got %s", b.Shard)
	}
	return part, nil
}

// newMaker makes what makes sites, so many at a time.
func newMaker(c *call, county *roster.County, workers int) (*office.Maker, error) {
	today, err := c.today()
	if err != nil {
		return nil, err
	}
	salt, err := cache.ProgramSalt()
	if err != nil {
		return nil, err
	}
	m := &office.Maker{
		County: county, Dir: c.Source, Out: c.out(), Store: c.store(), Today: today,
		Layouts: layout.NewDefaults(layouts.Files), Static: static.Files, Minifier: asset.New(), Salt: salt, Transport: harvest.Transport(),
		Workers: max(1, runtime.GOMAXPROCS(0)/parallel.Workers(workers)),
	}
	return m, m.Prepare()
}

// round is one run over the offices of a part.
type round struct {
	*call
	watch   *metrics.Metrics
	maker   *office.Maker
	part    job.Part
	roster  string            // the sum of county.toml
	sums    map[string]string // of offices, as this run wants them
	workers int
	queue   *engine.Queue // of a server elsewhere, if it is not nil
	silence time.Duration // after which a worker is given up

	line *progress.Line
	jobs int // to be run

	lock   sync.Mutex
	made   map[string]bool   // offices whose jobs were run to their end
	failed map[string]error  // offices without an outcome of their present sum
	found  []diag.Diagnostic // about offices together
}

// settle has made what is missing.
func (r *round) settle() {
	list := r.maker.County.Offices
	sums := make([]string, len(list))
	_ = parallel.Each(r.workers, len(sums), func(_, i int) (err error) {
		if !r.part.Has(i) {
			return nil
		}
		if sums[i], err = r.maker.Sum(r.ctx, &list[i]); err != nil {
			r.lock.Lock()
			r.failed[list[i].Key] = err
			r.lock.Unlock()
		}
		return nil
	})
	var wanted []job.Job
	for i, sum := range sums {
		if sum != "" {
			wanted = append(wanted, job.Job{Office: list[i].Key, Number: i, Sum: sum})
			r.sums[list[i].Key] = sum
		}
	}
	for _, j := range wanted {
		if !r.done(j) {
			r.jobs++
		}
	}
	r.watch.Wanted(len(wanted), r.jobs)
	executor, end := r.executor()
	defer end()
	for _, left := range job.Settle(r.ctx, wanted, r.done, executor, tries) {
		r.failed[left.Office] = r.reason(left)
	}
}

// executor is how jobs are run: those of a part by this process, all of them over a queue.
func (r *round) executor() (x job.Executor, end func()) {
	shard := job.Shard{Part: r.part, Local: job.Local{Workers: r.workers, Do: r.do}}
	if r.jobs == 0 || r.part.N > 1 {
		return shard, func() {}
	}
	queue, end := r.queue, func() {}
	if queue == nil {
		var err error
		if queue, err = engine.Embedded(filepath.Join(r.maker.Store, "queue")); err != nil {
			r.without(err)
			return shard, end
		}
		end = queue.Close
	}
	verify := ""
	if r.maker.Verify {
		verify = rand.Text()
	}
	w := engine.Worker{
		Queue: queue, Terms: r.terms(), Name: machineName(), Words: machineError, Ours: r.ours,
		Do: func(ctx context.Context, o engine.Order, again bool) error { return makeOrder(ctx, r.maker, o, again) },
	}
	if r.queue != nil { // others may do what fails here
		w.Unfit, w.Rests = unfit, true
	}
	return &engine.Executor{
		Worker: w, Workers: parallel.Workers(r.workers),
		Order: func(j job.Job) engine.Order {
			return engine.Order{Office: j.Office, Number: j.Number, Sum: j.Sum, Day: r.maker.Today.DayString(), Roster: r.roster, Verify: verify}
		},
		Done: r.done, Tell: r.tellEvent, Without: r.without,
	}, end
}

// ours reports whether an order, be it of another coordinator, is of the county.toml and the
// sources that this run has seen: of others we would make something else under its name.
func (r *round) ours(o engine.Order) bool {
	return o.Roster == r.roster && o.Sum != "" && r.sums[o.Office] == o.Sum
}

// terms are those of the run and its workers.
func (r *round) terms() engine.Terms { return terms(r.maker.County, r.maker.Salt, r.silence) }

// without says that there is no queue, and that the rest is done here.
func (r *round) without(err error) {
	text := terminal.Textf("队列用不了（%s），其余的在这台机器上做", "the queue cannot be used (%s), so the rest is made on this machine", machineError(err)).In(r.Lang)
	r.lock.Lock()
	defer r.lock.Unlock()
	if r.JSON {
		_ = json.NewEncoder(r.stdout).Encode(alone{"alone", text})
		return
	}
	r.line.Clear()
	_ = r.print(r.stderr, text+"\n")
}

// alone is what --json prints where the queue is done without.
type alone struct {
	Event   string `json:"event"`
	Message string `json:"message"`
}

// reason is why a job has no result.
func (r *round) reason(left job.Missing) error {
	switch {
	case left.Err != nil:
		return left.Err
	case r.ctx.Err() != nil:
		return context.Cause(r.ctx)
	}
	return &office.Failure{Text: diag.Text{ZH: "做完以后，结果或者网站又不见了", EN: "its result or its site disappeared after it was made"}}
}

// portal makes the county's own pages of all offices that have a site, be it their last
// good one.
func (r *round) portal() error {
	m := r.maker
	in := portal.Input{
		County: m.County, Dir: m.Dir, Out: m.Out, Work: filepath.Join(m.Store, "work"), Layouts: layouts.Files, Static: m.Static, Salt: m.Salt, Workers: r.workers,
	}
	for i := range m.County.Offices {
		o := &m.County.Offices[i]
		p, err := m.Standing(o)
		switch {
		case err != nil:
			r.found = append(r.found, office.LeftOut(o.Key, machineError(err)))
		case p != nil:
			in.Offices = append(in.Offices, portal.Office{Office: o, Rows: m.Shards(p), Reports: p.Reports})
		}
	}
	res, err := portal.Publish(in)
	if err != nil {
		return err
	}
	r.found = append(r.found, res.Found...)
	return nil
}

// do runs one job.
func (r *round) do(ctx context.Context, j job.Job) error {
	r.tellEvent(engine.Begun, j, "")
	err := r.maker.Make(ctx, j)
	if err != nil {
		r.tellEvent(engine.Broken, j, "")
		return err
	}
	r.tellEvent(engine.Ended, j, "")
	return nil
}

// event is what --json prints of a job while others are still run.
type event struct {
	Event  string `json:"event"` // begun, ended, or broken: it is tried again, unless it was the last time
	Office string `json:"office"`
	Ended  int    `json:"ended"` // so many jobs
	Of     int    `json:"of"`
	Worker string `json:"worker,omitempty"` // whoever does it
}

// tellEvent says what has happened to a job, and who has told it: in a line for other programs,
// or on a line of the terminal.
func (r *round) tellEvent(what string, j job.Job, worker string) {
	r.lock.Lock()
	defer r.lock.Unlock()
	switch what {
	case engine.Begun:
		r.watch.Begun(j.Office)
	case engine.Ended:
		r.made[j.Office] = true
		r.watch.Ended(j.Office, true)
	case engine.Broken:
		r.watch.Ended(j.Office, false)
	}
	if r.JSON {
		_ = json.NewEncoder(r.stdout).Encode(event{what, j.Office, len(r.made), r.jobs, worker})
		return
	}
	r.line.Show(fmt.Sprintf("%d/%d %s", len(r.made), r.jobs, r.maker.County.Offices[j.Number].Name))
}

// done reports whether there is an outcome; with --verify, one of this run.
func (r *round) done(j job.Job) bool {
	r.lock.Lock()
	made := r.made[j.Office]
	r.lock.Unlock()
	return (made || !r.maker.Verify) && r.maker.Done(j)
}

// state is what became of an office in a run, in the words of --json.
type state string

const (
	made    state = "made"
	kept    state = "kept"    // it has not changed
	refused state = "refused" // it has errors
	failed  state = "failed"  // it could not be made
)

// words say a state for people.
func (s state) words(standing bool) diag.Text {
	stays := diag.Text{ZH: "，没有网站", EN: ", and it has no site"}
	if standing {
		stays = diag.Text{ZH: "，上一次的网站保留", EN: ", and its last site stays"}
	}
	switch s {
	case made:
		return diag.Text{ZH: "已生成", EN: "made"}
	case kept:
		return diag.Text{ZH: "没有变化", EN: "unchanged"}
	case refused:
		return diag.Text{ZH: "有错误" + stays.ZH, EN: "has errors" + stays.EN}
	}
	return diag.Text{ZH: "没有做成" + stays.ZH, EN: "failed" + stays.EN}
}

// line is what --json prints of an office.
type line struct {
	Office    string `json:"office"`
	Name      string `json:"name"`
	State     state  `json:"state"`
	Documents int    `json:"documents"`
	Errors    int    `json:"errors"`
	Warnings  int    `json:"warnings"`
}

// tell says what came of each office of the part.
func (r *round) tell(all bool) error {
	rows := [][]string{}
	var found []diag.Diagnostic
	for i := range r.maker.County.Offices {
		if !r.part.Has(i) {
			continue
		}
		o := &r.maker.County.Offices[i]
		l, standing, said := r.look(o)
		found = append(found, said...)
		if l.State == refused || l.State == failed {
			r.status = exitOffice
		}
		if r.JSON {
			if err := json.NewEncoder(r.stdout).Encode(l); err != nil {
				return err
			}
			continue
		}
		rows = append(rows, []string{o.Key, o.Name, l.State.words(standing).In(r.Lang), strconv.Itoa(l.Documents), strconv.Itoa(l.Errors), strconv.Itoa(l.Warnings)})
	}
	if !all {
		found = slices.DeleteFunc(found, func(d diag.Diagnostic) bool { return d.Severity != diag.Error })
	}
	if err := r.report(append(found, r.found...)); err != nil {
		return err
	}
	if r.JSON || r.Quiet && r.status == exitWell {
		return nil
	}
	head := diag.Text{ZH: "代号 机关 情况 文档 错误 警告", EN: "key office state documents errors warnings"}.In(r.Lang)
	return r.print(r.stdout, terminal.Table(append([][]string{strings.Fields(head)}, rows...)))
}

// look says what there is of an office, and what was found in its site.
func (r *round) look(o *roster.Office) (l line, standing bool, found []diag.Diagnostic) {
	l = line{Office: o.Key, Name: o.Name, State: kept}
	p, err := r.maker.Standing(o)
	if standing = err == nil && p != nil; standing {
		l.Documents = p.Documents
	}
	out, err := r.maker.Outcome(o.Key)
	why, hasFailed := r.failed[o.Key]
	if !hasFailed && (err != nil || out == nil) {
		why, hasFailed = r.reason(job.Missing{Err: err}), true
	}
	switch {
	case hasFailed:
		l.State = failed
		return l, standing, []diag.Diagnostic{office.Failed(o.Key, machineError(why))}
	case out.Refused:
		l.State = refused
	case r.made[o.Key]:
		l.State = made
	}
	l.Errors, l.Warnings = diag.Count(out.Found)
	for _, d := range out.Found {
		if d.Pos.File != roster.File {
			d.Pos.File = path.Join(cmp.Or(o.Folder, o.Key), d.Pos.File)
		}
		found = append(found, d)
	}
	return l, standing, found
}
