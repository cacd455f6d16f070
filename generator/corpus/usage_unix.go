//go:build unix

package corpus

import (
	"runtime"
	"syscall"
	"time"
)

// Usage tells what the process has used since its start, by getrusage; zeros
// where the system does not say.
func Usage() Cost {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return Cost{}
	}
	return Cost{CPU: time.Duration(u.Utime.Nano() + u.Stime.Nano()), Peak: peakOf(&u)}
}

// peakOf returns the largest resident memory that a *syscall.Rusage tells, in
// bytes.
func peakOf(usage any) int64 {
	u, ok := usage.(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" || runtime.GOOS == "ios" {
		return int64(u.Maxrss) // in bytes there, in kilobytes elsewhere
	}
	return int64(u.Maxrss) * 1024
}
