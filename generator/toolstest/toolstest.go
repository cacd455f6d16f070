// Package toolstest finds the programs of others that tests use: Chromium, Firefox, LibreOffice,
// web servers, a storage server, tesseract, minisign, those of OpenSSH and OpenSSL, and what npm
// installs in checks/.
//
// A program that is missing fails the test that needs it, unless the environment
// variable GONGKAI_WITHOUT names it: then the test is skipped, and says why. Only
// .ci/run sets it, on a machine on which the program cannot be installed, and lists
// at its end what was left out for that.
package toolstest

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// LibreOffice returns the path of LibreOffice.
func LibreOffice(t testing.TB) string { t.Helper(); return find(t, "LibreOffice", "soffice") }

// Server returns the path of a web server, by the name of its program.
func Server(t testing.TB, program string) string { t.Helper(); return find(t, program, program) }

// OpenSSH returns the path of one of the programs of OpenSSH, such as ssh-keygen.
func OpenSSH(t testing.TB, program string) string { t.Helper(); return find(t, "OpenSSH", program) }

// OpenSSL returns the path of the program openssl.
func OpenSSL(t testing.TB) string { t.Helper(); return find(t, "OpenSSL", "openssl") }

// Minisign returns the path of minisign.
func Minisign(t testing.TB) string { t.Helper(); return find(t, "minisign", "minisign") }

// GNUParallel returns the path of GNU parallel.
func GNUParallel(t testing.TB) string { t.Helper(); return find(t, "parallel", "parallel") }

// Firefox returns the path of Firefox.
func Firefox(t testing.TB) string { t.Helper(); return find(t, "Firefox", "firefox-esr") }

// Tesseract returns the path of tesseract.
func Tesseract(t testing.TB) string { t.Helper(); return find(t, "tesseract", "tesseract") }

// Slow skips a test unless GONGKAI_SLOW is set: one that takes long, or needs a program that
// not every machine has. What it does is said in a word or two, as in "opens Chromium".
func Slow(t testing.TB, does string) {
	t.Helper()
	if os.Getenv("GONGKAI_SLOW") == "" {
		t.Skip(does + ": runs with GONGKAI_SLOW=1")
	}
}

// Chromium returns the path of the browser. A test that opens it is slow.
func Chromium(t testing.TB) string {
	t.Helper()
	Slow(t, "opens Chromium")
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Fatal("there is no Chromium on this machine")
	return ""
}

// find returns the path of a program, which is known to GONGKAI_WITHOUT by a name.
func find(t testing.TB, name, program string) string {
	t.Helper()
	skipWithout(t, name)
	path, err := exec.LookPath(program)
	if err != nil {
		t.Fatalf("there is no %s on this machine", program)
	}
	return path
}

// StandIn puts a copy of a program, the tests themselves most often, into a folder under the
// name of another, and makes that folder the only one in which programs are found.
func StandIn(t testing.TB, binary, name string) {
	t.Helper()
	data, err := os.ReadFile(binary)
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, name), data, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir)
}

// Node returns the path of a file below checks/node_modules. Tests run one folder below
// the top, or two.
func Node(t testing.TB, file string) string {
	t.Helper()
	skipWithout(t, "npm")
	for _, top := range []string{"..", "../.."} {
		path, err := filepath.Abs(filepath.Join(top, "checks/node_modules", file))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	t.Fatalf("there is no %s: run `npm ci` in checks/", file)
	return ""
}

// Without reports whether GONGKAI_WITHOUT names something: for a test that does the rest.
func Without(name string) bool {
	return slices.Contains(strings.Split(os.Getenv("GONGKAI_WITHOUT"), ","), name)
}

func skipWithout(t testing.TB, name string) {
	t.Helper()
	if Without(name) {
		t.Skipf("%s cannot be had on this machine (GONGKAI_WITHOUT)", name)
	}
}
