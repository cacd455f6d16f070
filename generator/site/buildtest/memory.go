package buildtest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gongkai/generator/filelock"
)

// onDisk is the environment variable that leaves everything where the system has its
// temporary files: .ci/run sets it for tests whose subject a disk could be.
const onDisk = "GONGKAI_DISK"

// scratchName begins the names of the folders that Main makes.
const scratchName = "gongkai-tests-"

// lockName is the file in such a folder that is locked as long as its tests run.
const lockName = "lock"

// Main runs the tests of a package, and has the temporary folders of all of them, and
// of the programs that they start, lie in memory where the system has such a place: a
// build ends with a sync, and tests make thousands of them. It returns the status to
// exit with.
//
// What tests leave that did not come to their end (a panic, a timeout) is removed by the
// next.
func Main(m *testing.M) int {
	base, ok := memory()
	if !ok {
		return m.Run()
	}
	removeLeft(base)
	dir, err := os.MkdirTemp(base, scratchName)
	if err != nil {
		return m.Run()
	}
	defer os.RemoveAll(dir)
	lock, err := filelock.Try(filepath.Join(dir, lockName))
	if err != nil || os.Chmod(dir, 0o755) != nil { // there are tests that become somebody else
		return m.Run() // as if there were no memory: another took the folder for one that was left
	}
	defer lock.Release()
	defer setenv("TMPDIR", dir)()
	defer setenv("GOTMPDIR", dir)() // where testing and the go command look first
	return m.Run()
}

// setenv sets a variable of the environment, and returns what puts it back.
func setenv(name, value string) (restore func()) {
	was, set := os.LookupEnv(name)
	os.Setenv(name, value)
	return func() {
		if set {
			os.Setenv(name, was)
		} else {
			os.Unsetenv(name)
		}
	}
}

// InMemory reports whether Main has put the temporary folders of this process into memory:
// no links lead there from the disk.
func InMemory() bool { return strings.HasPrefix(filepath.Base(os.TempDir()), scratchName) }

// removeLeft removes the folders of tests that no longer run.
func removeLeft(base string) {
	left, _ := filepath.Glob(filepath.Join(base, scratchName+"*"))
	for _, dir := range left {
		lock, err := filelock.Try(filepath.Join(dir, lockName))
		if err != nil {
			continue
		}
		os.RemoveAll(dir)
		lock.Release()
	}
}

// TempDir returns an empty folder that lasts as long as the test, in memory also where
// the tests of the package are not run by Main.
func TempDir(t testing.TB) string {
	t.Helper()
	base, ok := memory()
	if !ok || InMemory() {
		return t.TempDir()
	}
	dir, err := os.MkdirTemp(base, "gongkai-test-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return dir
}
