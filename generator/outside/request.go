package outside

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"syscall"
)

// requester asks for one address at a time.
type requester struct {
	*Checker
	client *http.Client
}

// What keeps an answer from coming.
var (
	errPrivate   = errors.New("an address of a private network")
	errRedirects = errors.New("too many redirects")
)

const mostRedirects = 10

// client makes what asks. Every connection is judged by the address that it is made to,
// whatever name led there; only one to the proxy that the machine is set to use is not,
// and then the proxy decides what it lets through.
func (c *Checker) client() *http.Client {
	dialer := &net.Dialer{Timeout: cmp.Or(c.Timeout, patience)}
	proxied := *dialer
	if !c.Intranet {
		dialer.Control = func(_, address string, _ syscall.RawConn) error {
			if at, err := netip.ParseAddrPort(address); err != nil || isPrivate(at.Addr()) {
				return errPrivate
			}
			return nil
		}
	}
	transport := &http.Transport{
		Proxy: http.ProxyFromEnvironment, TLSHandshakeTimeout: cmp.Or(c.Timeout, patience), DisableKeepAlives: true,
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			if host, _ := ctx.Value(proxyKey{}).(string); host == address {
				return proxied.DialContext(ctx, network, address)
			}
			return dialer.DialContext(ctx, network, address)
		},
	}
	return &http.Client{Transport: transport, Timeout: cmp.Or(c.Timeout, patience), CheckRedirect: func(_ *http.Request, via []*http.Request) error {
		if len(via) >= mostRedirects {
			return errRedirects
		}
		return nil
	}}
}

// proxyKey marks in a request's context the proxy that it goes through.
type proxyKey struct{}

// isPrivate reports whether nobody outside can reach an address.
func isPrivate(a netip.Addr) bool {
	a = a.Unmap()
	return a.IsLoopback() || a.IsPrivate() || a.IsLinkLocalUnicast() || a.IsUnspecified() || a.IsMulticast() || shared.Contains(a)
}

// shared is the space that providers share among their customers.
var shared = netip.MustParsePrefix("100.64.0.0/10")

// answer asks for an address: HEAD, and where that does not say that it is there, GET.
func (r requester) answer(ctx context.Context, address string) answer {
	a := r.once(ctx, http.MethodHead, address)
	if a.Kind != there && a.Kind != private && !a.unreachable {
		sleep(ctx, cmp.Or(r.Pause, peace))
		a = r.once(ctx, http.MethodGet, address)
	}
	a.Day = r.Today.DayString()
	return a
}

// once asks once. Of the answer nothing but its status is read.
func (r requester) once(ctx context.Context, method, address string) answer {
	req, err := http.NewRequestWithContext(ctx, method, address, nil)
	if err != nil {
		return answer{Kind: dead, Fault: "host"}
	}
	if proxy, err := http.ProxyFromEnvironment(req); err == nil && proxy != nil {
		req = req.WithContext(context.WithValue(ctx, proxyKey{}, withPort(proxy.Host, proxy.Scheme)))
	}
	req.Header.Set("User-Agent", "Mozilla/5.0 (compatible; gongkai-links)")
	req.Header.Set("Accept", "*/*")
	if method == http.MethodGet {
		req.Header.Set("Range", "bytes=0-0")
	}
	resp, err := r.client.Do(req)
	if err != nil {
		return failed(err)
	}
	resp.Body.Close()
	return answer{Kind: meaning(resp.StatusCode), Status: resp.StatusCode}
}

// withPort adds the port that goes without saying.
func withPort(host, scheme string) string {
	port := "80"
	switch _, _, err := net.SplitHostPort(host); {
	case err == nil:
		return host
	case scheme == "https":
		port = "443"
	case strings.HasPrefix(scheme, "socks5"):
		port = "1080"
	}
	return net.JoinHostPort(strings.Trim(host, "[]"), port)
}

// meaning is what a status says: 416 is the answer of an empty file to the question for
// its first byte.
func meaning(status int) kind {
	switch {
	case status < 400, status == http.StatusRequestedRangeNotSatisfiable:
		return there
	case status == http.StatusUnauthorized, status == http.StatusForbidden, status == http.StatusProxyAuthRequired,
		status == http.StatusRequestTimeout, status == http.StatusPreconditionFailed, status == http.StatusTooManyRequests, status >= 500,
		status == http.StatusMethodNotAllowed, status == http.StatusNotAcceptable:
		return unsure
	}
	return dead
}

// failed is what it means that no answer came.
func failed(err error) answer {
	var dns *net.DNSError
	var certificate *tls.CertificateVerificationError
	var netErr net.Error
	switch {
	case errors.Is(err, errPrivate):
		return answer{Kind: private, Fault: "private"}
	case errors.Is(err, errRedirects):
		return answer{Kind: dead, Fault: "redirects"}
	case errors.As(err, &certificate):
		return answer{Kind: dead, Fault: "certificate"}
	case errors.As(err, &dns):
		return answer{Kind: dead, Fault: "host", unreachable: true}
	case errors.As(err, &netErr) && netErr.Timeout(), errors.Is(err, context.DeadlineExceeded):
		return answer{Kind: dead, Fault: "timeout", unreachable: true}
	}
	return answer{Kind: dead, Fault: "connection", unreachable: true}
}
