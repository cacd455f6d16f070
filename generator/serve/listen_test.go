package serve

import (
	"net"
	"strings"
	"testing"

	"gongkai/generator/diag"
	"gongkai/generator/diag/diagtest"
	"gongkai/generator/site/buildtest"
	"gongkai/generator/source"
)

func TestRules(t *testing.T) {
	if err := diagtest.Check(Rules()); err != nil {
		t.Error(err)
	}
}

// A port that was asked for is not exchanged for another: the finding offers
// one that is free. Otherwise the next free one is taken.
func TestPortTaken(t *testing.T) {
	first, found := Listen("127.0.0.1", 0, true)
	if first == nil || len(found) > 0 {
		t.Fatal(found)
	}
	defer first.Close()
	port := first.Addr().(*net.TCPAddr).Port
	ln, found := Listen("127.0.0.1", port, true)
	if ln != nil || len(found) != 1 || found[0].Code != "SV001" || !strings.Contains(found[0].Hint.EN, "--port ") {
		t.Errorf("%v, %v", ln, found)
	}
	if ln, found = Listen("127.0.0.1", port, false); ln == nil || len(found) > 0 {
		t.Fatalf("%v, %v", ln, found)
	}
	defer ln.Close()
	if next := ln.Addr().(*net.TCPAddr).Port; next <= port {
		t.Errorf("took %d after %d", next, port)
	}
}

func TestListenElsewhere(t *testing.T) {
	ln, found := Listen("0.0.0.0", 0, true)
	if ln == nil || len(found) != 1 || found[0].Code != "SV002" || found[0].Severity != diag.Warning {
		t.Errorf("%v, %v", ln, found)
	} else {
		ln.Close()
	}
	if ln, found := Listen("203.0.113.7", 8017, true); ln != nil || len(found) != 1 || found[0].Code != "SV005" {
		t.Errorf("%v, %v", ln, found)
	}
}

// Where the system cannot report changes, that is said (SV003), and they are
// found all the same.
func TestPolling(t *testing.T) {
	r := start(t, buildtest.Site(), func(o *Options) {
		o.Watch = source.WatchOptions{Poll: true, PollEvery: 20e6}
	})
	r.wait("the note", func() bool { return strings.Contains(r.screen.String(), "SV003") })
	r.edit(document, "先审查，后公开。", "先审查，再公开。")
	r.shows("policies/2017/0001.html", "先审查，再公开。")
}
