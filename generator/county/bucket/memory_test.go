package bucket

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"gongkai/generator/site/buildtest"
)

// memory is as much of a storage server as a sending and a fetching ask of one, which may be
// disturbed as no real one can; that real ones do the same, the slow tests show.
type memory struct {
	lock    sync.Mutex
	objects map[string][]byte
	// before, if given, is called before a question is answered; true: it was.
	before func(w http.ResponseWriter, r *http.Request) bool
}

// inMemory returns a bucket in one.
func inMemory(t *testing.T, limits Limits) (*Bucket, *memory) {
	t.Helper()
	t.Setenv("AWS_ACCESS_KEY_ID", "tester")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "only-tests-know-this-one")
	m := &memory{objects: map[string][]byte{}}
	server := httptest.NewServer(m)
	t.Cleanup(server.Close)
	return open(t, server.URL+"/county", limits), m
}

func (m *memory) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if m.before != nil && m.before(w, r) {
		return
	}
	m.lock.Lock()
	defer m.lock.Unlock()
	name := strings.TrimPrefix(r.URL.Path, "/county/")
	data, there := m.objects[name]
	w.Header().Set("Last-Modified", time.Now().UTC().Format(http.TimeFormat))
	switch {
	case r.Method == http.MethodPut:
		data, err := body(r)
		if err != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		m.objects[name] = data
		w.Header().Set("ETag", `"1"`)
	case r.Method == http.MethodDelete:
		delete(m.objects, name)
		w.WriteHeader(http.StatusNoContent)
	case r.URL.Query().Has("list-type"): // of no folder that these tests ask for is there anything
		fmt.Fprint(w, "<ListBucketResult></ListBucketResult>")
	case !there:
		w.WriteHeader(http.StatusNotFound)
		fmt.Fprint(w, "<Error><Code>NoSuchKey</Code></Error>")
	default:
		w.Header().Set("ETag", `"1"`)
		w.Header().Set("Content-Length", strconv.Itoa(len(data)))
		_, _ = w.Write(data)
	}
}

// body is what is put, without the signatures of its pieces.
func body(r *http.Request) ([]byte, error) {
	data, err := io.ReadAll(r.Body)
	if err != nil || !strings.HasPrefix(r.Header.Get("X-Amz-Content-Sha256"), "STREAMING-") {
		return data, err
	}
	var whole []byte
	for {
		head, rest, _ := bytes.Cut(data, []byte("\r\n"))
		size, _, _ := strings.Cut(string(head), ";")
		n, err := strconv.ParseInt(size, 16, 32)
		if err != nil || n > int64(len(rest)) {
			return nil, errors.New("no piece")
		}
		if n == 0 {
			return whole, nil
		}
		whole, data = append(whole, rest[:n]...), bytes.TrimPrefix(rest[n:], []byte("\r\n"))
	}
}

// A folder that is exchanged for another while it is sent is sent anew, and never switched to
// as it was: what was read of it may be of both.
func TestExchangedMeanwhile(t *testing.T) {
	b, m := inMemory(t, quick())
	dir := buildtest.TempDir(t)
	tree := Tree{Name: "o1", Dir: filepath.Join(dir, "o1"), Note: filepath.Join(dir, "sent", "o1")}
	put(t, tree.Dir, map[string]string{"index.html": "old", "catalog.json": "{}"})
	want := map[string]string{"index.html": "new", "catalog.json": "{}"}
	var once sync.Once
	m.before = func(_ http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodPut && strings.HasSuffix(r.URL.Path, "/SHA256SUMS") { // all is there but the switch
			once.Do(func() { put(t, tree.Dir, want) })
		}
		return false
	}
	for _, switched := range []bool{true, false} {
		if sent, err := send(t.Context(), b, tree); err != nil || sent.Switched != switched {
			t.Errorf("%+v, %v", sent, err)
		}
		if got, _ := fetched(t, b, "o1", dir); !maps.Equal(got, want) {
			t.Errorf("there is %v", got)
		}
	}
	n := 0
	m.before = func(_ http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodPut && strings.HasSuffix(r.URL.Path, "/SHA256SUMS") {
			n++
			put(t, tree.Dir, map[string]string{"index.html": fmt.Sprint("newer ", n)})
		}
		return false
	}
	put(t, tree.Dir, map[string]string{"index.html": "another"})
	if sent, err := send(t.Context(), b, tree); err == nil || sent.Switched || !strings.Contains(words(err), "一直有人在改") {
		t.Errorf("exchanged each time: %+v, %v", sent, err)
	}
	if got, _ := fetched(t, b, "o1", dir); !maps.Equal(got, want) {
		t.Errorf("exchanged each time: there is %v", got)
	}
}

// A listing without an end is an error, whether it goes on or does not, and nothing is taken
// for all that there is.
func TestEndlessListing(t *testing.T) {
	limits := quick()
	limits.Names, limits.Sweeping = 1000, time.Minute
	b, m := inMemory(t, limits)
	var pages atomic.Int64
	m.before = func(w http.ResponseWriter, r *http.Request) bool {
		if !r.URL.Query().Has("list-type") {
			return false
		}
		n := pages.Add(1)
		fmt.Fprintf(w, "<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>%d</NextContinuationToken><CommonPrefixes><Prefix>sites/o%[1]d/</Prefix></CommonPrefixes></ListBucketResult>", n)
		return true
	}
	if names, err := b.Names(t.Context()); err == nil || !strings.Contains(words(err), "超过 1000 个") {
		t.Errorf("%d names, %v", len(names), err)
	}
	if n := pages.Load(); n > 1100 {
		t.Errorf("%d pages were asked for", n)
	}
	b.limits.Names, b.limits.Sweeping = 1<<30, 200*time.Millisecond
	if names, err := b.Names(t.Context()); err == nil || !strings.Contains(words(err), "太久没有回答") {
		t.Errorf("%d names, %v", len(names), err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := b.Names(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
}

// Of files that are large no two are held at a time; small ones wait for nobody.
func TestLargeFetched(t *testing.T) {
	limits := quick()
	limits.File = 1 << 30
	b, _ := inMemory(t, limits)
	dir := buildtest.TempDir(t)
	tree := Tree{Name: "o1", Dir: filepath.Join(dir, "o1")}
	put(t, tree.Dir, map[string]string{"index.html": "o1", "large.bin": strings.Repeat("x", largeFile+1)})
	if _, err := send(t.Context(), b, tree); err != nil {
		t.Fatal(err)
	}
	b.large <- struct{}{} // somebody else holds one
	ctx, stop := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer stop()
	if got, err := b.FetchOnly(t.Context(), "o1", []string{"index.html"}); err != nil || string(got["index.html"]) != "o1" {
		t.Errorf("a small file has waited: %v", err)
	}
	if _, err := b.FetchOnly(ctx, "o1", []string{"large.bin"}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a large file has not waited: %v", err)
	}
	<-b.large
	if got, asked := fetched(t, b, "o1", dir); asked != 2 || len(got["large.bin"]) != largeFile+1 {
		t.Errorf("%d files were asked for", asked)
	}
	if len(b.large) != 0 {
		t.Error("who has held a large file holds it still")
	}
}
