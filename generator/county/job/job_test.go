package job

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
)

// results is what has been done, and how often each job was begun.
type results struct {
	lock sync.Mutex
	have map[Job]bool
	runs map[string]int
	fail func(j Job, run int) error
}

func newResults() *results { return &results{have: map[Job]bool{}, runs: map[string]int{}} }

func (r *results) do(_ context.Context, j Job) error {
	r.lock.Lock()
	defer r.lock.Unlock()
	r.runs[j.Office]++
	if r.fail != nil {
		if err := r.fail(j, r.runs[j.Office]); err != nil {
			return err
		}
	}
	r.have[j] = true
	return nil
}

func (r *results) done(j Job) bool {
	r.lock.Lock()
	defer r.lock.Unlock()
	return r.have[j]
}

func offices(n int) (list []Job) {
	for i := range n {
		list = append(list, Job{Office: fmt.Sprintf("o%d", i), Number: i, Sum: "1"})
	}
	return list
}

// What has a result is not run again; another sum is another job.
func TestIdempotent(t *testing.T) {
	r, jobs := newResults(), offices(20)
	for range 2 {
		if missing := Settle(t.Context(), jobs, r.done, Local{4, r.do}, 3); missing != nil {
			t.Fatal(missing)
		}
	}
	jobs[7].Sum = "2"
	Settle(t.Context(), jobs, r.done, Local{4, r.do}, 3)
	for _, j := range jobs {
		if want := map[bool]int{false: 1, true: 2}[j.Number == 7]; r.runs[j.Office] != want {
			t.Errorf("%s was run %d times, want %d", j.Office, r.runs[j.Office], want)
		}
	}
}

// A failure is tried again, to a bound, and stops no other office. What is missing then
// is named with its failure.
func TestTries(t *testing.T) {
	r, broken := newResults(), errors.New("the disk is full")
	r.fail = func(j Job, run int) error {
		if j.Number == 3 || j.Number == 5 && run < 3 {
			return broken
		}
		return nil
	}
	missing := Settle(t.Context(), offices(9), r.done, Local{2, r.do}, 3)
	if len(missing) != 1 || missing[0].Office != "o3" || missing[0].Err != broken {
		t.Errorf("missing %v", missing)
	}
	if r.runs["o3"] != 3 || r.runs["o5"] != 3 || r.runs["o0"] != 1 {
		t.Errorf("runs %v", r.runs)
	}
}

// An executor that loses jobs, runs some twice and forgets to say so changes nothing.
type careless struct {
	Local
	calls int
}

func (c *careless) Run(ctx context.Context, jobs []Job) map[string]error {
	c.calls++
	jobs = jobs[:(len(jobs)+1)/2]
	return c.Local.Run(ctx, slices.Concat(jobs, jobs))
}

func TestQueueIsHint(t *testing.T) {
	r := newResults()
	x := &careless{Local: Local{3, r.do}}
	if missing := Settle(t.Context(), offices(16), r.done, x, 10); missing != nil {
		t.Error(missing)
	}
	if x.calls != 5 {
		t.Errorf("asked %d times", x.calls)
	}
}

// The parts share the offices: each has one part, whatever is missing.
func TestParts(t *testing.T) {
	for n := 1; n < 8; n++ {
		r, jobs := newResults(), offices(20)
		r.have[jobs[4]] = true
		for i := 1; i <= n; i++ {
			missing := Settle(t.Context(), jobs, r.done, Shard{Part{i, n}, Local{2, r.do}}, 2)
			if i == n && missing != nil {
				t.Errorf("of %d parts: missing %v", n, missing)
			}
			for _, m := range missing {
				if m.Err != nil || (Part{i, n}).Has(m.Number) {
					t.Errorf("part %d of %d has left %v", i, n, m)
				}
			}
		}
		for _, j := range jobs {
			if r.runs[j.Office] != 1 && j.Number != 4 {
				t.Errorf("of %d parts: %s was run %d times", n, j.Office, r.runs[j.Office])
			}
		}
	}
}

func TestParsePart(t *testing.T) {
	if p, err := ParsePart("3/8"); err != nil || p != (Part{3, 8}) {
		t.Error(p, err)
	}
	if p, err := ParsePart("0+1/8"); err != nil || p != (Part{1, 8}) {
		t.Error(p, err)
	}
	for _, text := range []string{"8+1/8", "-1+1/8", "+1/8", "1+2/8", "", "3", "0/8", "9/8", "-1/8", "3/", "/8", "a/b", "1/0", "3/8/2"} {
		if p, err := ParsePart(text); err == nil {
			t.Errorf("%q is %v", text, p)
		}
	}
}

// Who stops the program gets back what was not begun as missing.
func TestStopped(t *testing.T) {
	r := newResults()
	ctx, stop := context.WithCancel(t.Context())
	r.fail = func(j Job, _ int) error {
		if j.Number == 2 {
			stop()
		}
		return nil
	}
	missing := Settle(ctx, offices(6), r.done, Local{1, r.do}, 3)
	if len(missing) != 3 || !errors.Is(missing[0].Err, context.Canceled) {
		t.Errorf("missing %v", missing)
	}
}
