//go:build !linux

package buildtest

// memory would be a folder that lies in memory: systems other than Linux have none. Under
// Wine there is a /dev/shm, and no way back from it.
func memory() (dir string, ok bool) { return "", false }
