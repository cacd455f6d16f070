package main

import (
	"cmp"
	"os"
	"runtime"
	"runtime/pprof"
	"runtime/trace"
)

// profile starts what --trace and --cpuprofile ask for. The function it returns
// ends it and writes what --memprofile asks for.
func (b *buildCommand) profile() (stop func() error, err error) {
	var ends []func() error
	stop = func() error {
		var first error
		for _, end := range ends {
			first = cmp.Or(first, end())
		}
		return first
	}
	if b.Trace != "" {
		f, err := os.Create(b.Trace)
		if err != nil {
			return nil, err
		}
		if err := trace.Start(f); err != nil {
			return nil, err
		}
		ends = append(ends, func() error { trace.Stop(); return f.Close() })
	}
	if b.CPUProfile != "" {
		f, err := os.Create(b.CPUProfile)
		if err != nil {
			return nil, err
		}
		if err := pprof.StartCPUProfile(f); err != nil {
			return nil, err
		}
		ends = append(ends, func() error { pprof.StopCPUProfile(); return f.Close() })
	}
	if b.MemProfile != "" {
		runtime.MemProfileRate = memProfileRate
		ends = append(ends, b.memProfile)
	}
	return stop, nil
}

// memProfileRate is of how many bytes allocated one is sampled: the runtime's
// own rate, see tune.
const memProfileRate = 512 << 10

// memProfile writes the profile of what was allocated.
func (b *buildCommand) memProfile() error {
	f, err := os.Create(b.MemProfile)
	if err != nil {
		return err
	}
	runtime.GC()
	return cmp.Or(pprof.Lookup("allocs").WriteTo(f, 0), f.Close())
}
