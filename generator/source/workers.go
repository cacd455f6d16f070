package source

import (
	"runtime"
	"sync"
)

// workers are hands that may be free. Work for which none is free is done by
// whoever has it, so work may be split at any depth and never waits for hands:
// that of a folder into those in it. The loop of package parallel needs to know
// beforehand how much there is, and begun within itself would make more hands
// than there are processors.
type workers struct {
	free chan struct{}
}

// newWorkers returns as many hands as there are processors, the caller's own
// among them.
func newWorkers() workers {
	return workers{make(chan struct{}, runtime.GOMAXPROCS(0)-1)}
}

// each calls do for 0 to n-1 and returns when all calls have.
func (w workers) each(n int, do func(i int)) {
	var pending sync.WaitGroup
	for i := range n {
		select {
		case w.free <- struct{}{}:
			pending.Go(func() {
				defer func() { <-w.free }()
				do(i)
			})
		default:
			do(i)
		}
	}
	pending.Wait()
}

// chunk is how many files one hand looks at in one go.
const chunk = 512

// inChunks calls do for consecutive ranges of 0 to n-1 and returns one of the
// errors.
func (w workers) inChunks(n int, do func(from, to int) error) error {
	errs := make([]error, (n+chunk-1)/chunk)
	w.each(len(errs), func(i int) {
		errs[i] = do(i*chunk, min((i+1)*chunk, n))
	})
	return firstOf(errs)
}

func firstOf(errs []error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
