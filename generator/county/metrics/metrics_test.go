package metrics

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus/testutil/promlint"
	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
)

// scrape reads what a Prometheus would, which is held to the conventions for names.
func scrape(t *testing.T, m *Metrics) map[string]*dto.MetricFamily {
	t.Helper()
	answer, err := http.Get("http://" + m.Address() + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	parser := expfmt.NewTextParser(model.UTF8Validation)
	families, err := parser.TextToMetricFamilies(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatal(answer.Status, err)
	}
	var own []*dto.MetricFamily
	for name, f := range families {
		if strings.HasPrefix(name, "gongkai_county_") {
			own = append(own, f)
		}
	}
	problems, err := promlint.NewWithMetricFamilies(own).Lint()
	if err != nil || len(problems) > 0 || len(own) < 8 {
		t.Errorf("%d metrics, %v: %v", len(own), err, problems)
	}
	return families
}

// What is told is shown, by names after the conventions, and no longer than it is wanted.
func TestMetrics(t *testing.T) {
	m, err := Listen("127.0.0.1:0", "1.2.3")
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	m.Wanted(7, 3)
	for _, name := range []string{"a", "b", "c", "c", "d"} { // c by two
		m.Begun(name)
	}
	m.Ended("a", true)
	m.Ended("b", true)
	m.Ended("c", false)
	m.Sent(5, 1000)
	got := scrape(t, m)
	value := func(name string, i int) float64 {
		one := got["gongkai_county_"+name].GetMetric()[i]
		return one.GetGauge().GetValue() + one.GetCounter().GetValue() + float64(one.GetHistogram().GetSampleCount())
	}
	for _, c := range []struct {
		name string
		i    int
		want float64
	}{
		{"offices", 0, 7}, {"jobs_wanted", 0, 3}, {"jobs_running", 0, 1}, {"jobs_total", 0, 1}, {"jobs_total", 1, 2}, {"job_duration_seconds", 0, 3},
		{"bucket_sent_files_total", 0, 5}, {"bucket_sent_bytes_total", 0, 1000}, {"build_info", 0, 1},
	} {
		if v := value(c.name, c.i); v != c.want {
			t.Errorf("%s: %v, want %v", c.name, v, c.want)
		}
	}
	if got["go_goroutines"] == nil || got["gongkai_county_build_info"].GetMetric()[0].GetLabel()[0].GetValue() != "1.2.3" {
		t.Error("nothing is told of the process, or of its version")
	}
	m.Close()
	if _, err := http.Get("http://" + m.Address() + "/metrics"); err == nil {
		t.Error("they are shown after the end")
	}
	var none *Metrics // where nobody wants them
	none.Wanted(1, 1)
	none.Begun("a")
	none.Ended("a", true)
	none.Sent(1, 1)
	none.Close()
}

// An address that others could reach is refused.
func TestLoopback(t *testing.T) {
	for _, address := range []string{"", ":9464", "0.0.0.0:9464", "[::]:9464", "192.0.2.1:9464", "county.example:9464", "127.0.0.1", "9464"} {
		if m, err := Listen(address, ""); !errors.Is(err, ErrAddress) {
			t.Errorf("%q: %v", address, err)
			m.Close()
		}
	}
	m, err := Listen("localhost:0", "")
	if err != nil {
		t.Fatal(err)
	}
	m.Close()
}
