package serve

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
	"unicode/utf8"
)

// The preview shows what is not public yet, so it answers the person at this
// machine and nobody else. A page of another site, open in the same browser,
// can make the browser ask us; these are its ways and what stands against them:
//
//	a name of its own that resolves to 127.0.0.1     Host must be ours
//	a request by a script                            Origin must be ours
//	<script>, <img> or a frame that points to us     Sec-Fetch-Site, resource policy
//	a form that is sent to us                        Origin must be there, and ours
//
// One path takes files, and writes what they become: from the overview page alone, in
// a browser on this machine, wherever the preview is open.
//
// And a path must be one that a site can have: whatever is encoded in it.

// guard refuses requests that do not come from a page of ours or from the
// person at the browser, and paths that no site has.
func (h handler) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		header.Set("X-Content-Type-Options", "nosniff")
		header.Set("X-Frame-Options", "SAMEORIGIN")
		header.Set("Cross-Origin-Resource-Policy", "same-origin")
		header.Set("Cross-Origin-Opener-Policy", "same-origin")
		header.Set("Referrer-Policy", "same-origin")
		allowed, methods := r.Method == http.MethodGet || r.Method == http.MethodHead, "GET, HEAD"
		if takesFiles(r) {
			allowed, methods = r.Method == http.MethodPost, "POST"
		}
		switch {
		case !allowed:
			header.Set("Allow", methods)
			http.Error(w, "only "+methods, http.StatusMethodNotAllowed)
		case !h.ourHost(r):
			http.Error(w, "foreign Host", http.StatusForbidden)
		case !ourOrigin(r):
			http.Error(w, "request of another site", http.StatusForbidden)
		case takesFiles(r) && !(ourForm(r) && fromHere(r)):
			http.Error(w, "files are taken from the overview page, on this machine", http.StatusForbidden)
		case !cleanPath(r):
			http.Error(w, "malformed path", http.StatusBadRequest)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// ourHost reports whether a request was meant for this server: for localhost,
// for a loopback address, for the address it came in at, or for the name that
// the server was told to serve. The port may differ: somebody may forward it.
func (h handler) ourHost(r *http.Request) bool {
	host := r.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	if strings.EqualFold(host, "localhost") || h.opt.Host != "" && strings.EqualFold(host, h.opt.Host) {
		return true
	}
	ip, err := netip.ParseAddr(host)
	if err != nil {
		return false
	}
	if ip.IsLoopback() {
		return true
	}
	local, ok := r.Context().Value(http.LocalAddrContextKey).(*net.TCPAddr)
	return ok && local.AddrPort().Addr().Unmap() == ip.Unmap()
}

// ourOrigin reports whether a request comes from a page of ours, or is the
// person's own: an address typed, a link followed.
func ourOrigin(r *http.Request) bool {
	if origins := r.Header["Origin"]; len(origins) > 1 || len(origins) == 1 && origins[0] != "http://"+r.Host {
		return false
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "none", "same-origin":
		return true
	}
	return r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document"
}

// takesFiles reports whether a request is for the path that takes files.
func takesFiles(r *http.Request) bool { return r.URL.Path == "/"+importPath }

// ourForm reports whether a request was sent by a page of ours: browsers say so of
// every form and script that sends something. Nothing else writes files.
func ourForm(r *http.Request) bool {
	site := r.Header.Get("Sec-Fetch-Site")
	return r.Header.Get("Origin") == "http://"+r.Host && (site == "" || site == "same-origin")
}

// fromHere reports whether a request comes from this machine.
func fromHere(r *http.Request) bool {
	at, err := netip.ParseAddrPort(r.RemoteAddr)
	return err == nil && at.Addr().Unmap().IsLoopback()
}

// cleanPath reports whether the path of a request is written as a site writes
// its own: no separators in disguise, no way up, nothing empty, text.
func cleanPath(r *http.Request) bool {
	raw := strings.ToLower(r.URL.EscapedPath())
	for _, bad := range [...]string{"%2f", "%5c", "\\"} {
		if strings.Contains(raw, bad) {
			return false
		}
	}
	path, ok := strings.CutPrefix(r.URL.Path, "/")
	if !ok || !utf8.ValidString(path) || strings.ContainsFunc(path, func(c rune) bool { return c < ' ' || c == 0x7f || c == '\\' }) {
		return false
	}
	parts := strings.Split(path, "/")
	for i, part := range parts {
		last := i == len(parts)-1
		if part == "." || part == ".." || part == "" && !last {
			return false
		}
	}
	return true
}
