package parallel

import (
	"errors"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
)

// Every number is worked on once, by workers that there are.
func TestEach(t *testing.T) {
	for _, workers := range []int{-1, 0, 1, 2, 7} {
		for _, n := range []int{0, 1, 2, 100} {
			calls := make([]atomic.Int32, n)
			err := Each(workers, n, func(worker, i int) error {
				if worker < 0 || worker >= Workers(workers) || worker >= n {
					t.Errorf("%d workers, %d: worker %d", workers, n, worker)
				}
				calls[i].Add(1)
				return nil
			})
			if err != nil {
				t.Error(err)
			}
			for i := range calls {
				if got := calls[i].Load(); got != 1 {
					t.Errorf("%d workers, %d: %d calls for %d", workers, n, got, i)
				}
			}
		}
	}
}

// A worker is one goroutine: what it keeps needs no lock.
func TestWorkersKeep(t *testing.T) {
	const workers, n = 4, 10_000
	kept := make([]int, workers)
	if err := Each(workers, n, func(worker, _ int) error {
		kept[worker]++
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	sum := 0
	for _, k := range kept {
		sum += k
	}
	if sum != n {
		t.Errorf("%d calls were counted", sum)
	}
}

// So many workers are at work at the same time: the calls wait for one another.
func TestAtOnce(t *testing.T) {
	const workers = 3
	var meeting sync.WaitGroup
	meeting.Add(workers)
	if err := Each(workers, workers, func(int, int) error {
		meeting.Done()
		meeting.Wait()
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// After an error no new call is begun, and the error is returned once the calls
// under way have ended.
func TestError(t *testing.T) {
	cause := errors.New("cause")
	for _, workers := range []int{1, 2, 5} {
		var begun, ended atomic.Int32
		err := Each(workers, 1000, func(_, i int) error {
			begun.Add(1)
			defer ended.Add(1)
			if i == 10 {
				return cause
			}
			runtime.Gosched()
			return nil
		})
		if !errors.Is(err, cause) || begun.Load() != ended.Load() {
			t.Errorf("%d workers: error %v, %d calls begun, %d ended", workers, err, begun.Load(), ended.Load())
		}
		if workers == 1 && begun.Load() != 11 {
			t.Errorf("%d calls, an error in the eleventh", begun.Load())
		}
	}
}
