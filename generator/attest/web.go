package attest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// What asking a server may cost it and us. Files are asked for one at a time.
const (
	maxFile      = 1 << 30 // bytes
	maxRedirects = 3
	maxTime      = 5 * time.Minute // for one file
)

// agent is what a server is told of who asks.
const agent = "gongkai-verify (one request at a time)"

// web is a tree on a server.
type web struct {
	base   *url.URL
	client *http.Client
}

// Web is a tree on a server, at the address of its home page. transport is what asks; the
// answers are bounded in size and time, and no other server is asked than the one that
// was named.
func Web(address string, transport http.RoundTripper) (Tree, error) {
	base, err := url.Parse(address)
	if err != nil || base.Scheme != "http" && base.Scheme != "https" || base.Host == "" || base.User != nil {
		return nil, fmt.Errorf("%q is not the address of a site", address)
	}
	base.RawQuery, base.Fragment = "", ""
	base.Path = strings.TrimSuffix(strings.TrimSuffix(base.Path, "index.html"), "/") + "/"
	base.RawPath = ""
	return &web{base, &http.Client{Transport: transport, Timeout: maxTime, CheckRedirect: func(to *http.Request, via []*http.Request) error {
		if to.URL.Host != via[0].URL.Host || len(via) > maxRedirects {
			return fmt.Errorf("%s leads to %s", via[0].URL, to.URL)
		}
		return nil
	}}}, nil
}

// Names says that a server does not tell what it has.
func (w *web) Names() ([]Name, bool, error) { return nil, false, nil }

// Open asks for a file.
func (w *web) Open(path string) (io.ReadCloser, error) {
	at := *w.base
	at.Path += path
	ask, err := http.NewRequestWithContext(context.Background(), http.MethodGet, at.String(), nil)
	if err != nil {
		return nil, err
	}
	ask.Header.Set("User-Agent", agent)
	ask.Header.Set("Accept-Encoding", "identity") // the bytes that were released
	answer, err := w.client.Do(ask)
	if err != nil {
		return nil, err
	}
	switch answer.StatusCode {
	case http.StatusOK:
		return &bounded{answer.Body, maxFile, path}, nil
	case http.StatusNotFound, http.StatusGone:
		answer.Body.Close()
		return nil, &fs.PathError{Op: "get", Path: path, Err: fs.ErrNotExist}
	}
	answer.Body.Close()
	return nil, fmt.Errorf("%s: the server answers %s", at.String(), answer.Status)
}

// bounded is an answer that is not longer than a file may be.
type bounded struct {
	io.ReadCloser
	left int64
	path string
}

var errTooLong = errors.New("the answer is too long")

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, fmt.Errorf("%s: %w", b.path, errTooLong)
	}
	return n, err
}
