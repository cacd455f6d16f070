//go:build linux || darwin

package source

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// instead lists what can take the place of a file, or of the folder that it is in.
func instead(t *testing.T) map[string]func(name string) error {
	outside := t.TempDir()
	must(t, os.WriteFile(filepath.Join(outside, "a.md"), []byte("secret"), 0o644))
	kinds := map[string]func(name string) error{
		"a link out of the site":  func(name string) error { return os.Symlink(filepath.Join(outside, "a.md"), name) },
		"a link inside":           func(name string) error { return os.Symlink("b.md", name) },
		"an absolute link inside": func(name string) error { return os.Symlink(filepath.Join(filepath.Dir(name), "b.md"), name) },
		"a link to nothing":       func(name string) error { return os.Symlink("nowhere", name) },
		"a link to itself":        func(name string) error { return os.Symlink(filepath.Base(name), name) },
		"a link to a device":      func(name string) error { return os.Symlink("/dev/zero", name) },
		"a link by /proc":         func(name string) error { return os.Symlink(fmt.Sprintf("/proc/%d/root/etc/passwd", os.Getpid()), name) },
		"a pipe":                  func(name string) error { return unix.Mkfifo(name, 0o644) },
		"a folder":                func(name string) error { return os.Mkdir(name, 0o755) },
		"a link in the way": func(name string) error {
			folder := filepath.Dir(name)
			must(t, os.Rename(folder, folder+".away"))
			return os.Symlink(outside, folder)
		},
		"a pipe in the way": func(name string) error {
			folder := filepath.Dir(name)
			must(t, os.Rename(folder, folder+".away"))
			return unix.Mkfifo(folder, 0o644)
		},
		"a socket": func(name string) error {
			l, err := net.Listen("unix", name)
			if err == nil {
				l.(*net.UnixListener).SetUnlinkOnClose(false)
				err = l.Close()
			}
			return err
		},
	}
	if os.Geteuid() == 0 {
		kinds["a device"] = func(name string) error { return unix.Mknod(name, unix.S_IFCHR|0o644, int(unix.Mkdev(1, 5))) }
	}
	return kinds
}

// soon fails where a call does not return: it waits for a pipe, or reads without
// an end.
func soon(t *testing.T, what string, do func()) {
	t.Helper()
	done := make(chan struct{})
	go func() { defer close(done); do() }()
	select {
	case <-done:
	case <-time.After(20 * time.Second):
		t.Fatalf("%s does not end", what)
	}
}

// Whatever takes the place of a file after it was listed, it is neither read nor
// waited for: not by the call of the system, nor by the way taken where there is
// none.
func TestReplaced(t *testing.T) {
	for kind, make := range instead(t) {
		t.Run(kind, func(t *testing.T) {
			dir := t.TempDir()
			name := filepath.Join(dir, "content", "a.md")
			must(t, os.Mkdir(filepath.Dir(name), 0o755))
			must(t, os.WriteFile(name, []byte("sound"), 0o644))
			must(t, os.WriteFile(filepath.Join(dir, "content", "b.md"), []byte("other"), 0o644))
			must(t, os.Chtimes(name, time.Time{}, time.Unix(1_500_000_000, 0)))
			root, err := At(dir)
			must(t, err)
			listed, ok := Lookup(dir, "content/a.md")
			listed.Stamp.Racy = false
			if data, err := root.ReadListed("content/a.md", listed.Stamp, nil); !ok || err != nil || string(data) != "sound" {
				t.Fatalf("before: %q, %v", data, err)
			}
			must(t, os.Remove(name))
			must(t, make(name))
			for call, do := range map[string]func() ([]byte, error){
				"Read":       func() ([]byte, error) { return root.Read("content/a.md") },
				"ReadListed": func() ([]byte, error) { return root.ReadListed("content/a.md", listed.Stamp, nil) },
				"Open":       func() ([]byte, error) { return nil, closed(root.Open("content/a.md")) },
				"Files": func() ([]byte, error) {
					return fs.ReadFile(root.Files(map[string]string{"x.html": "content/a.md"}), "x.html")
				},
				"walk": func() ([]byte, error) {
					fd, err := root.walk("content/a.md", 0)
					if err != nil {
						return nil, err
					}
					return nil, closed(onlyFile(os.NewFile(uintptr(fd), name)))
				},
			} {
				soon(t, call, func() {
					data, err := do()
					if err == nil || len(data) > 0 {
						t.Errorf("%s: read %q, %v", call, data, err)
					}
					if call == "Read" && !errors.Is(err, ErrReplaced) && !errors.Is(err, unix.ENOTDIR) {
						t.Errorf("%s: %v", call, err)
					}
				})
			}
			soon(t, "scan", func() {
				if files, _, err := Scan(dir); err != nil || len(files) > 2 {
					t.Errorf("listed %v, %v", files, err)
				}
			})
		})
	}
}

func closed(f *os.File, err error) error {
	if err == nil {
		f.Close()
	}
	return err
}

// onlyFile is the judgement of Root.Open.
func onlyFile(f *os.File) (*os.File, error) {
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		f.Close()
		return nil, replaced(f.Name())
	}
	return f, nil
}

// Where the system has no call that refuses links, sound files are read all the
// same.
func TestWalk(t *testing.T) {
	dir := t.TempDir()
	must(t, os.MkdirAll(filepath.Join(dir, "a", "b"), 0o755))
	must(t, os.WriteFile(filepath.Join(dir, "a", "b", "c.md"), []byte("text"), 0o644))
	must(t, os.Symlink(dir, dir+".link"))
	defer os.Remove(dir + ".link")
	root, err := At(dir + ".link")
	must(t, err)
	for path, flags := range map[string]int{"a/b/c.md": 0, "a/b": unix.O_DIRECTORY, "": unix.O_DIRECTORY} {
		walked, err := root.walk(path, flags)
		must(t, err)
		opened, err := root.open(path, root.name(path), flags)
		must(t, err)
		var a, b unix.Stat_t
		must(t, unix.Fstat(walked, &a))
		must(t, unix.Fstat(opened, &b))
		if a.Ino != b.Ino {
			t.Errorf("%s: two files", path)
		}
		must(t, errors.Join(unix.Close(walked), unix.Close(opened)))
	}
}

// A file that takes no room on the disk is not given any in memory.
func TestTooLarge(t *testing.T) {
	dir := t.TempDir()
	must(t, os.WriteFile(filepath.Join(dir, "a.md"), nil, 0o644))
	must(t, os.Truncate(filepath.Join(dir, "a.md"), 1<<40))
	root, err := At(dir)
	must(t, err)
	listed, _ := Lookup(dir, "a.md")
	for _, racy := range []bool{true, false} {
		listed.Stamp.Racy = racy
		if _, err := root.ReadListed("a.md", listed.Stamp, nil); !errors.Is(err, ErrTooLarge) {
			t.Errorf("%v", err)
		}
	}
}
