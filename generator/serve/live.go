package serve

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"time"

	"gongkai/generator/site"
)

// Server-sent events tell an open page what has become of it:
//
//	page    its key is another now: {"key": …}; the script fetches it again
//	style   a style sheet changed: {"path": "css/site.css", "state": …}
//	reload  something changed that only loading the page again shows
//	panel   what is wrong, and what is not public: see [panel]
//
// The request says what the page shows: page, key, state. So a page that was
// asleep, or that lost its connection, is told what it has missed. Nothing is
// queued: each time the state changes, a page is compared with it.

// stillThere is how often something is sent where there is nothing to say, so
// that both sides notice when the other is gone.
const stillThere = 15 * time.Second

// viewer is one open page.
type viewer struct {
	h      handler
	w      http.ResponseWriter
	page   string
	key    string
	number int64  // the state up to which it has been told
	panel  []byte // as last sent
}

// live answers the request of an open page until it is closed.
func (h handler) live(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	number, err := strconv.ParseInt(q.Get("state"), 10, 64)
	if err != nil || r.Method != http.MethodGet {
		http.Error(w, "malformed request", http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	v := &viewer{h: h, w: w, page: q.Get("page"), key: q.Get("key"), number: number}
	h.viewers.Add(1)
	defer h.viewers.Add(-1)
	beat := time.NewTicker(stillThere)
	defer beat.Stop()
	for {
		st := h.current.Load()
		if v.tell(st) != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-st.next:
		case <-beat.C:
			if _, err := fmt.Fprint(w, ":\n\n"); err != nil {
				return
			}
		}
	}
}

// tell sends what is new to the viewer in a state.
func (v *viewer) tell(st *state) error {
	var b bytes.Buffer
	if key := v.h.keyOf(st, v.page); key != v.key {
		v.key = key
		event(&b, "page", map[string]string{"key": key})
	}
	if v.number < st.reload {
		event(&b, "reload", struct{}{})
	}
	for _, path := range slices.Sorted(maps.Keys(st.styles)) {
		if v.number < st.styles[path] {
			event(&b, "style", map[string]any{"path": path, "state": st.styles[path]})
		}
	}
	v.number = max(v.number, st.number)
	if p, err := json.Marshal(v.h.panel(st)); err == nil && !bytes.Equal(p, v.panel) {
		v.panel = p
		event(&b, "panel", json.RawMessage(p))
	}
	if _, err := v.w.Write(b.Bytes()); err != nil {
		return err
	}
	return http.NewResponseController(v.w).Flush()
}

// event appends one event. JSON has no line breaks of its own.
func event(b *bytes.Buffer, name string, data any) {
	text, err := json.Marshal(data)
	if err == nil {
		fmt.Fprintf(b, "event: %s\ndata: %s\n\n", name, text)
	}
}

// keyOf returns the key of a page as [keyName] writes it.
func (h handler) keyOf(st *state, path string) string {
	if path == reserved {
		return fmt.Sprintf("%x-%t-%d-%d", st.number, st.complete, len(st.found), h.imports.last().number)
	}
	item, ok := st.item(path)
	if !ok || !item.IsPage() {
		return noKey
	}
	w := h.work.Get().(*site.Worker)
	defer h.work.Put(w)
	key, err := item.Key(w)
	if err != nil {
		return noKey
	}
	return keyName(key)
}
