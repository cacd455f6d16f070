package corpus

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// step does the work for item i; each worker has its own.
type step func(i int) error

// parallel calls step for 0 … n-1 in the given number of goroutines and
// returns the first error.
func parallel(workers, n int, newStep func() step) error {
	var (
		next   atomic.Int64
		failed atomic.Pointer[error]
		wg     sync.WaitGroup
	)
	for range workersOr(workers) {
		wg.Go(func() {
			do := newStep()
			for failed.Load() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				if err := do(i); err != nil {
					failed.Store(&err)
				}
			}
		})
	}
	wg.Wait()
	if err := failed.Load(); err != nil {
		return *err
	}
	return nil
}

func workersOr(n int) int {
	if n > 0 {
		return n
	}
	return runtime.GOMAXPROCS(0)
}
