package sitetest

import (
	"net/http"
	"path"
	"strings"
)

// Handler serves the site below prefix ("/", "/a/b/") as the plainest server
// would: a file for its exact name, 404 for all else. It adds no index.html to
// a folder and redirects nothing.
func (s *Site) Handler(prefix string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, ok := strings.CutPrefix(r.URL.Path, prefix)
		data, known := s.data[name]
		if !ok || !known {
			http.Error(w, "404", http.StatusNotFound)
			return
		}
		w.Header().Set("Content-Type", contentType(name))
		w.Header().Set("X-Content-Type-Options", "nosniff")
		// As a server does that is set up with care. The pages of tests that are faulty
		// on purpose carry none.
		if p := s.pages[name]; path.Ext(name) == ".xml" || p != nil && len(p.policies) > 0 {
			w.Header().Set("Content-Security-Policy", policy)
		}
		w.Write(data) // a reader who goes away is no error
	})
}

// contentType returns the type of a file by its name, as servers do.
func contentType(name string) string {
	switch path.Ext(name) {
	case ".html":
		return "text/html; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".csv":
		return "text/csv; charset=utf-8"
	case ".txt":
		return "text/plain; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".json":
		return "application/json"
	case ".xml":
		return "application/xml"
	case ".svg":
		return "image/svg+xml"
	case ".png":
		return "image/png"
	case ".jpg", ".jpeg":
		return "image/jpeg"
	case ".webp":
		return "image/webp"
	case ".pdf":
		return "application/pdf"
	}
	return "application/octet-stream"
}
