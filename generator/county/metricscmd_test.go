package main

import (
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"gongkai/generator/reason"
)

// While a county is built, a Prometheus on this machine can read how it fares, by offices
// that are counted and not named; nobody else can.
func TestMetrics(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	dir := newCounty(t, 4)
	_, again := net.Listen("tcp", address)
	if again == nil {
		t.Fatal("a port can be had twice")
	}
	zh, en := reason.Of(again)
	for lang, why := range map[string]string{"zh": "不能用（" + zh + "）", "en": "cannot be used (" + en + ")"} {
		if status, _, said := called(t, dir, "build", "--lang", lang, "--metrics", address); status != exitCall || !strings.Contains(said, why) {
			t.Errorf("a port that is taken: status %d\n%s", status, said)
		}
	}
	l.Close()
	if status, _, said := called(t, dir, "build", "--metrics", ":9464"); status != exitCall || !strings.Contains(said, "本机") {
		t.Errorf("all addresses: status %d\n%s", status, said)
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		mustCall(t, dir, "build", "--metrics", address, "--workers", "1")
	}()
	most := ""
	for {
		if answer, err := http.Get("http://" + address + "/metrics"); err == nil {
			if text, err := io.ReadAll(answer.Body); err == nil && strings.Contains(string(text), "gongkai_county_offices 4") {
				most = string(text)
			}
			answer.Body.Close()
		}
		select {
		case <-ended:
			for _, want := range []string{"gongkai_county_jobs_wanted 4", "gongkai_county_jobs_total{result=\"made\"}"} {
				if !strings.Contains(most, want) {
					t.Errorf("%s was not shown:\n%s", want, most)
				}
			}
			if strings.Contains(most, "示例") {
				t.Errorf("an office is named:\n%s", most)
			}
			return
		case <-time.After(2 * time.Millisecond):
		}
	}
}
