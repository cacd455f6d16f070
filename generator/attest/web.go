package attest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// What asking a server may cost it and us. Files are asked for one at a time.
const (
	maxFile      = 1 << 30 // bytes
	maxRedirects = 3
	maxTime      = 5 * time.Minute // for one file
	maxAll       = 6 * time.Hour   // for all files
	maxSilent    = 5               // questions without an answer, one after another
)

// agent is what a server is told of who asks.
const agent = "gongkai-verify (one request at a time)"

// Fault is what a server has done so that a file could not be read.
type Fault struct {
	// Path is that of the file, or the address of the site where it is about all of it.
	Path   string
	ZH, EN string // one sentence each, without a full stop
	kind   faultKind
}

// faultKind is what follows from a fault for other files.
type faultKind int

const (
	ofFile     faultKind = iota // nothing: the next may be sent
	noAnswer                    // nothing, unless it happens again and again
	ofAllFiles                  // no other is asked for
)

func (f *Fault) Error() string { return f.Path + ": " + f.EN }

// fault makes a fault of two formats that take the same arguments.
func fault(kind faultKind, path, zh, en string, args ...any) *Fault {
	return &Fault{path, fmt.Sprintf(zh, args...), fmt.Sprintf(en, args...), kind}
}

// tooLong says that a file has more than so many bytes.
func tooLong(path string, most int64) *Fault {
	return fault(ofFile, path, "太长，超过 %d 字节，没有读完", "it is longer than %d bytes and was not read to its end", most)
}

// unanswered reports whether no server has answered.
func unanswered(err error) bool {
	var f *Fault
	return errors.As(err, &f) && f.kind == noAnswer
}

// gaveUp reports whether no more is asked for.
func gaveUp(err error) bool {
	var f *Fault
	return errors.As(err, &f) && f.kind == ofAllFiles
}

// web is a tree on a server.
type web struct {
	base   *url.URL
	client *http.Client
	until  time.Time // when all must have been read
	silent int       // questions without an answer since the last answer
}

// Web is a tree on a server, at the address of its home page. transport is what asks; the
// answers are bounded in size and time, and no other server is asked than the one that
// was named, nor without encryption if it was named with it. Where an answer is none, the
// error is a [Fault].
func Web(address string, transport http.RoundTripper) (Tree, error) {
	base, err := url.Parse(address)
	if err != nil || base.Scheme != "http" && base.Scheme != "https" || base.Host == "" || base.User != nil {
		return nil, fmt.Errorf("%q is not the address of a site", address)
	}
	base.RawQuery, base.Fragment = "", ""
	base.Path = strings.TrimSuffix(strings.TrimSuffix(base.Path, "index.html"), "/") + "/"
	base.RawPath = ""
	return &web{base: base, client: &http.Client{Transport: transport, Timeout: maxTime, CheckRedirect: follow}, until: time.Now().Add(maxAll)}, nil
}

// follow refuses to be led elsewhere.
func follow(to *http.Request, via []*http.Request) error {
	unsafe := to.URL.Scheme != "https" && slices.ContainsFunc(via, func(q *http.Request) bool { return q.URL.Scheme == "https" })
	if unsafe || to.URL.Host != via[0].URL.Host || len(via) > maxRedirects {
		return fault(ofFile, via[0].URL.Path, "服务器转到 %s，没有跟去", "the server leads to %s, which was not followed", to.URL)
	}
	return nil
}

// Names says that a server does not tell what it has.
func (w *web) Names() ([]Name, bool, error) { return nil, false, nil }

// Remote says that it is a server.
func (w *web) Remote() bool { return true }

// Open asks for a file. What was withdrawn is answered with 410 and its notice, which is
// the file.
func (w *web) Open(path string) (io.ReadCloser, error) {
	switch {
	case !time.Now().Before(w.until):
		return nil, fault(ofAllFiles, w.base.String(), "总时间超过 %d 小时，不再问了", "more than %d hours have passed, and no more is asked for", int(maxAll.Hours()))
	case w.silent >= maxSilent:
		return nil, fault(ofAllFiles, w.base.String(), "服务器接连 %d 次没有回答，不再问了", "the server has not answered %d times, and is asked no more", maxSilent)
	}
	ctx, cancel := context.WithDeadline(context.Background(), w.until)
	answer, err := w.ask(ctx, path)
	if err != nil {
		cancel()
		return nil, err
	}
	return &bounded{answer, cancel, maxFile, path}, nil
}

// ask asks for a file, and returns the body of the answer.
func (w *web) ask(ctx context.Context, path string) (io.ReadCloser, error) {
	at := *w.base
	at.Path += path
	ask, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), nil)
	if err != nil {
		return nil, err
	}
	ask.Header.Set("User-Agent", agent)
	ask.Header.Set("Accept-Encoding", "identity") // the bytes that were released
	answer, err := w.client.Do(ask)
	var astray *Fault
	switch {
	case errors.As(err, &astray):
		w.silent = 0
		return nil, fault(ofFile, path, "%[1]s", "%[2]s", astray.ZH, astray.EN)
	case err != nil:
		w.silent++
		return nil, fault(noAnswer, path, "服务器没有回答（%v）", "the server does not answer (%v)", errors.Unwrap(err))
	}
	w.silent = 0
	switch answer.StatusCode {
	case http.StatusOK, http.StatusGone:
		return answer.Body, nil
	case http.StatusNotFound:
		err = &fs.PathError{Op: "get", Path: path, Err: fs.ErrNotExist}
	default:
		err = fault(ofFile, path, "服务器答 %d %s", "the server answers %d %s", answer.StatusCode, http.StatusText(answer.StatusCode))
	}
	answer.Body.Close()
	return nil, err
}

// bounded is an answer that is not longer than a file may be.
type bounded struct {
	io.ReadCloser
	cancel context.CancelFunc
	left   int64
	path   string
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, tooLong(b.path, maxFile)
	}
	if err != nil && err != io.EOF {
		err = fault(ofFile, b.path, "服务器的回答中断了（%v）", "the answer of the server broke off (%v)", err)
	}
	return n, err
}

// Close ends the answer, wherever it is.
func (b *bounded) Close() error {
	err := b.ReadCloser.Close()
	b.cancel()
	return err
}
