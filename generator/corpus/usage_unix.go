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
	peak := int64(u.Maxrss) * 1024
	if runtime.GOOS == "darwin" || runtime.GOOS == "ios" {
		peak = int64(u.Maxrss) // in bytes there, in kilobytes elsewhere
	}
	return Cost{CPU: time.Duration(u.Utime.Nano() + u.Stime.Nano()), Peak: peak}
}
