package corpus

import "time"

// Cost is what the process has used since its start.
type Cost struct {
	CPU time.Duration // of all threads, user and system
	// Peak is the largest resident memory so far, in bytes.
	Peak int64
}
