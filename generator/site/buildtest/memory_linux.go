package buildtest

import (
	"os"

	"golang.org/x/sys/unix"
)

// memory returns a folder that lies in memory, if there is one with room for tests and
// for the programs that they start: a container often allows none there.
func memory() (dir string, ok bool) {
	const dev, room = "/dev/shm", 2 << 30
	var fs unix.Statfs_t
	if os.Getenv(onDisk) != "" || unix.Statfs(dev, &fs) != nil || unix.Access(dev, unix.W_OK|unix.X_OK) != nil {
		return "", false
	}
	return dev, fs.Type == unix.TMPFS_MAGIC && fs.Flags&unix.MS_NOEXEC == 0 && fs.Bavail*uint64(fs.Bsize) >= room
}
