// Package metrics shows how a build of a county fares to a Prometheus on the same machine,
// for as long as it lasts.
//
//	m, err := metrics.Listen("127.0.0.1:9464", version)
//	defer m.Close()
//	m.Wanted(1400, 12)
//	m.Begun("shili")
//	m.Ended("shili", true)
//
// There is nothing in them that names an office or says what was found in it: a series is
// kept for years, and an office is told of by the program itself. Whoever may reach a port
// of this machine may read them, so that they are shown to nobody else.
//
// metrics does not know what a job is.
package metrics

import (
	"errors"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Metrics are those of one build. A nil one is told of everything and shows nothing.
type Metrics struct {
	server  *http.Server
	address string

	lock  sync.Mutex
	began map[string]time.Time // jobs that are being run

	offices  prometheus.Gauge
	pending  prometheus.Gauge
	running  prometheus.Gauge
	jobs     *prometheus.CounterVec
	seconds  prometheus.Histogram
	files    prometheus.Counter
	sentSize prometheus.Counter
}

// ErrAddress is returned for an address that other machines could reach, or that is none.
var ErrAddress = errors.New("not an address of this machine alone")

// Listen shows metrics at http://ADDRESS/metrics until they are closed.
func Listen(address, version string) (*Metrics, error) {
	host, _, err := net.SplitHostPort(address)
	if ip := net.ParseIP(host); err != nil || host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return nil, ErrAddress
	}
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, err
	}
	if at, ok := l.Addr().(*net.TCPAddr); !ok || !at.IP.IsLoopback() { // localhost is what the system says it is
		return nil, errors.Join(ErrAddress, l.Close())
	}
	m := &Metrics{address: l.Addr().String(), began: map[string]time.Time{}}
	registry := m.register(version)
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(registry, promhttp.HandlerOpts{MaxRequestsInFlight: 4, Timeout: 10 * time.Second}))
	m.server = &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: time.Minute, MaxHeaderBytes: 16 << 10}
	go func() { _ = m.server.Serve(l) }() // it ends with Close
	return m, nil
}

// register makes the metrics.
func (m *Metrics) register(version string) *prometheus.Registry {
	const program = "gongkai_county"
	gauge := func(name, help string) prometheus.Gauge {
		return prometheus.NewGauge(prometheus.GaugeOpts{Namespace: program, Name: name, Help: help})
	}
	counter := func(name, help string) prometheus.Counter {
		return prometheus.NewCounter(prometheus.CounterOpts{Namespace: program, Name: name, Help: help})
	}
	m.offices = gauge("offices", "Offices of which this process is to see that they have a site.")
	m.pending = gauge("jobs_wanted", "Jobs that had no result when the build began.")
	m.running = gauge("jobs_running", "Jobs that are being run.")
	m.jobs = prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: program, Name: "jobs_total", Help: "Jobs that were run to their end (made), or could not be (failed), tries counted."}, []string{"result"})
	m.seconds = prometheus.NewHistogram(prometheus.HistogramOpts{
		Namespace: program, Name: "job_duration_seconds", Help: "How long jobs took, those that failed included.", Buckets: []float64{0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600},
	})
	m.files = counter("bucket_sent_files_total", "Files that were sent to the bucket.")
	m.sentSize = counter("bucket_sent_bytes_total", "Bytes of the files that were sent to the bucket.")
	info := prometheus.NewGauge(prometheus.GaugeOpts{Namespace: program, Name: "build_info", Help: "The version of the program; the value is 1.", ConstLabels: prometheus.Labels{"version": version}})
	info.Set(1)
	for _, result := range []string{made, failed} {
		m.jobs.WithLabelValues(result) // a series that is not there cannot be told from one that was lost
	}
	r := prometheus.NewRegistry()
	r.MustRegister(m.offices, m.pending, m.running, m.jobs, m.seconds, m.files, m.sentSize, info,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return r
}

// The results of a job.
const (
	made   = "made"
	failed = "failed"
)

// Address is where the metrics are shown.
func (m *Metrics) Address() string { return m.address }

// Close shows them no longer.
func (m *Metrics) Close() {
	if m != nil {
		_ = m.server.Close()
	}
}

// Wanted tells how many offices there are, and how many jobs.
func (m *Metrics) Wanted(offices, jobs int) {
	if m != nil {
		m.offices.Set(float64(offices))
		m.pending.Set(float64(jobs))
	}
}

// Begun tells that a job is begun, by a name that is not shown: by this process or by another.
// One that is begun again is that of a process that was given up.
func (m *Metrics) Begun(name string) {
	if m != nil {
		m.lock.Lock()
		defer m.lock.Unlock()
		m.began[name] = time.Now()
		m.running.Set(float64(len(m.began)))
	}
}

// Ended tells that a job was run to its end, or could not be.
func (m *Metrics) Ended(name string, well bool) {
	if m == nil {
		return
	}
	result := made
	if !well {
		result = failed
	}
	m.jobs.WithLabelValues(result).Inc()
	m.lock.Lock()
	defer m.lock.Unlock()
	if began, ok := m.began[name]; ok {
		m.seconds.Observe(time.Since(began).Seconds())
	}
	delete(m.began, name)
	m.running.Set(float64(len(m.began)))
}

// Sent tells what was sent to a bucket.
func (m *Metrics) Sent(files int, bytes int64) {
	if m != nil {
		m.files.Add(float64(files))
		m.sentSize.Add(float64(bytes))
	}
}
