package serve

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"html"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"gongkai/generator/asset"
	"gongkai/generator/diag"
	"gongkai/generator/site"
)

// reserved begins the paths of this package.
const reserved = site.PreviewFolder + "/"

//go:embed client.js
var clientScript []byte

//go:embed panel.css
var panelStyle []byte

//go:embed import.js
var importScript []byte

// handler answers the requests of browsers, each from one state of its server.
type handler struct{ *Server }

// Handler answers requests.
func (s *Server) Handler() http.Handler {
	h := handler{s}
	return h.guard(http.HandlerFunc(h.answer))
}

// answer answers a request that may be answered.
func (h handler) answer(w http.ResponseWriter, r *http.Request) {
	path := strings.TrimPrefix(r.URL.Path, "/")
	own, isOwn := strings.CutPrefix(path, reserved)
	switch {
	case !isOwn:
		h.serve(w, r, path)
	case own == "":
		h.overview(w, r)
	case own == "live":
		h.live(w, r)
	case path == importPath:
		h.takeFiles(w, r)
	case own == "client.js":
		h.own(w, r, ".js", clientScript)
	case own == "panel.css":
		h.own(w, r, ".css", panelStyle)
	case own == "import.js":
		h.own(w, r, ".js", importScript)
	default:
		http.NotFound(w, r)
	}
}

// own answers with a file of the preview itself.
func (h handler) own(w http.ResponseWriter, r *http.Request, kind string, text []byte) {
	w.Header().Set("Content-Type", asset.ContentType(kind))
	w.Header().Set("Cache-Control", "no-cache")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(text))
}

// serve answers a request for the site.
func (h handler) serve(w http.ResponseWriter, r *http.Request, path string) {
	st := h.first(r.Context())
	if path == "" || strings.HasSuffix(path, "/") {
		path += "index.html"
	}
	item, ok := st.item(path)
	switch {
	case !ok:
		h.missing(w, r, st, path)
	case item.IsPage():
		h.page(w, r, st, path)
	case item.IsFile():
		h.file(w, r, st, path, item)
	default:
		w.Header().Set("Content-Type", asset.ContentType(path))
		w.Header().Set("Cache-Control", "no-store")
		if r.Method != http.MethodHead {
			_, _ = item.WriteTo(w) // an error can only be that the browser went away
		}
	}
}

// item returns what stands at a path.
func (st *state) item(path string) (site.Item, bool) {
	if st.site == nil {
		return site.Item{}, false
	}
	return st.site.Item(path)
}

// catchUp is how long a request waits for the state that shows a change which
// it has come before.
const catchUp = time.Second

// page serves a page: as it is now, or, where that cannot be had, as it was
// when it last could.
func (h handler) page(w http.ResponseWriter, r *http.Request, st *state, path string) {
	worker := h.work.Get().(*site.Worker)
	defer h.work.Put(worker)
	ctx, stop := context.WithTimeout(r.Context(), catchUp)
	defer stop()
	made, err := (*site.Made)(nil), site.ErrChanged
	for waiting := true; waiting; {
		item, ok := st.item(path)
		if !ok {
			h.missing(w, r, st, path)
			return
		}
		if made, err = item.Make(worker, h.pages.get(path)); !errors.Is(err, site.ErrChanged) {
			break
		}
		// The file is newer than the state. Where its mistakes, or others, keep it
		// from being shown, there is nothing to wait for.
		waiting = !item.Stays() && len(st.pending) == 0
		if waiting {
			st, waiting = h.after(ctx, st)
		}
	}
	switch {
	case err == nil && made.Data != nil:
		h.pages.put(path, made)
	case err == nil:
		h.fail(st, made.Found)
	case !errors.Is(err, site.ErrChanged):
		h.fail(st, []diag.Diagnostic{unreadable.At(diag.Pos{File: h.fileOf(err)}, reason(err))})
	}
	if made == nil || made.Data == nil {
		made = h.pages.get(path)
	}
	if made == nil {
		h.shell(w, st, path, http.StatusServiceUnavailable, notShown)
		return
	}
	h.html(w, http.StatusOK, made.Data, path, keyName(made.Key), st)
}

// html writes a page with the script that keeps it up to date.
func (h handler) html(w http.ResponseWriter, status int, data []byte, path, key string, st *state) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	at := bytes.LastIndex(data, []byte("</body>"))
	if at < 0 {
		at = len(data) // the script runs all the same
	}
	_, _ = w.Write(data[:at])
	_, _ = io.WriteString(w, scriptTag(path, key, st.number))
	_, _ = w.Write(data[at:])
}

// scriptTag is the element that the server adds to a page: what is shown, and
// as of which state.
func scriptTag(path, key string, number int64) string {
	return fmt.Sprintf(`<script src="/%sclient.js" data-page="%s" data-key="%s" data-state="%d"></script>`,
		reserved, html.EscapeString(path), key, number)
}

// keyName writes a key as one word.
func keyName(key []uint64) string {
	h := fnv.New64a()
	_ = binary.Write(h, binary.LittleEndian, key) // a hash takes everything
	return fmt.Sprintf("%016x", h.Sum64())
}

// noKey stands for the key of a page that there is not.
const noKey = "none"

// file serves a static file, or one beside documents that a document refers to.
func (h handler) file(w http.ResponseWriter, r *http.Request, st *state, path string, item site.Item) {
	if st.complete && !item.Used(st.used) {
		h.missing(w, r, st, path)
		return
	}
	// The browser asks each time, and the tag says whether anything changed.
	// Times would not: two saves within a second have the same.
	tag := `"` + item.Sum() + `"`
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified) // a copy of a picture is not made to say that
		return
	}
	content, found, err := item.Open()
	switch {
	case err != nil:
		h.shell(w, st, path, http.StatusServiceUnavailable, notShown)
		return
	case content == nil:
		h.fail(st, found)
		h.missing(w, r, st, path)
		return
	}
	defer content.Close()
	w.Header().Set("Content-Type", asset.ContentType(path))
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("ETag", tag)
	http.ServeContent(w, r, "", time.Time{}, content)
}

// missing answers for a path where there is nothing: with the way to the folder
// of that name, or with a page that says so.
func (h handler) missing(w http.ResponseWriter, r *http.Request, st *state, path string) {
	if _, isFolder := st.item(path + "/index.html"); isFolder {
		to := url.URL{Path: "/" + path + "/"}
		http.Redirect(w, r, to.EscapedPath(), http.StatusTemporaryRedirect)
		return
	}
	h.pages.forget(path)
	h.shell(w, st, path, http.StatusNotFound, notThere)
}
