package corpus

import (
	"os"
	"time"
)

// Cost is what the process has used since its start.
type Cost struct {
	CPU time.Duration // of all threads, user and system
	// Peak is the largest resident memory so far, in bytes.
	Peak int64
}

// UsageOf tells what a process that has ended used, with those of its children
// that it waited for. On Linux the peak is never below that of the process that
// started it: a child begins as a copy. So the one who measures must be small.
func UsageOf(p *os.ProcessState) Cost {
	return Cost{CPU: p.UserTime() + p.SystemTime(), Peak: peakOf(p.SysUsage())}
}
