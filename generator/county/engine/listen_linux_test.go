package engine

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The server within the process listens nowhere: no socket of this process is one that
// somebody could connect to.
func TestListensNowhere(t *testing.T) {
	before := listening(t)
	q := embedded(t)
	if err := q.Ready(t.Context(), testTerms, 0); err != nil {
		t.Fatal(err)
	}
	if now := listening(t); len(now) > len(before) {
		t.Errorf("it listens: %v, before it %v", now, before)
	}
	freePortHeld := listen(t)
	if now := listening(t); len(now) != len(before)+1 {
		t.Errorf("a socket that listens (%s) is not seen: %v", freePortHeld, now)
	}
}

// listening lists the sockets of this process to which others can connect.
func listening(t *testing.T) (found []string) {
	t.Helper()
	own := map[string]bool{}
	files, err := filepath.Glob("/proc/self/fd/*")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		if to, err := os.Readlink(file); err == nil && strings.HasPrefix(to, "socket:[") {
			own[strings.Trim(strings.TrimPrefix(to, "socket:"), "[]")] = true
		}
	}
	for _, table := range []string{"tcp", "tcp6", "unix"} {
		data, err := os.ReadFile("/proc/self/net/" + table)
		if err != nil {
			continue // no such sockets on this machine
		}
		for line := range strings.Lines(string(data)) {
			f := strings.Fields(line)
			switch {
			case table == "unix" && len(f) > 6 && f[3] == "00010000" && own[f[6]], // it accepts
				table != "unix" && len(f) > 9 && f[3] == "0A" && own[f[9]]: // LISTEN
				found = append(found, table+" "+f[1])
			}
		}
	}
	return found
}
