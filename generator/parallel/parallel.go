// Package parallel divides work among the processors: one loop, [Each], for all
// of the program.
//
// There are no channels and no queue. Workers take numbers from one counter and
// put what they make into slots that belong to these numbers, so results stand
// in the same order at any parallelism, and nothing has to be locked.
//
//	sums := make([]Sum, len(files))
//	err := parallel.Each(0, len(files), func(_, i int) (err error) {
//		sums[i], err = sum(files[i])
//		return err
//	})
//
// parallel knows nothing of the work.
package parallel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Workers returns the number of goroutines on which Each works: those asked for,
// or where that is not positive, as many as there are processors.
func Workers(asked int) int {
	if asked > 0 {
		return asked
	}
	return runtime.GOMAXPROCS(0)
}

// Each calls work for every number below n, on [Workers](workers) goroutines, one
// of them the caller's. worker, below that number, says which one calls: for
// memory that a worker keeps from call to call. It returns the first error in no
// particular order; after one, no new call is begun.
func Each(workers, n int, work func(worker, i int) error) error {
	var next atomic.Int64
	var failed atomic.Pointer[error]
	loop := func(worker int) {
		for failed.Load() == nil {
			i := int(next.Add(1)) - 1
			if i >= n {
				return
			}
			if err := work(worker, i); err != nil {
				failed.CompareAndSwap(nil, &err)
			}
		}
	}
	var others sync.WaitGroup
	for worker := 1; worker < min(Workers(workers), n); worker++ {
		others.Go(func() { loop(worker) })
	}
	loop(0)
	others.Wait()
	if err := failed.Load(); err != nil {
		return *err
	}
	return nil
}
