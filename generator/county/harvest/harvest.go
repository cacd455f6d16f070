// Package harvest mirrors the site of an office that publishes elsewhere, over HTTP.
//
//	h, err := harvest.New(ctx, "https://town.example/", harvest.Transport(), harvest.Limits{})
//	list, err := h.List()           // SHA256SUMS, as a release has it
//	asked, err := h.Mirror(list, place, judge) // what is there is what the list says
//
// # What is taken
//
// The list of a release (package edition) names every file of a site with its SHA-256. It
// is asked for each time; where it is as it was, nothing else is. Of another, those files
// are asked for whose sums are not those of the files that are there, each is held against
// its sum, and the folder is exchanged when all are. So a mirror is a release, byte for
// byte but for what a server keeps to itself ([edition.ServersOwn]), or it stays as it was: a server that fails, that lies or that never ends its answer
// cannot take it away. A site without such a list is not mirrored.
//
// # What a server can cost
//
// The reader is that of `gongkai verify` (package attest): one question at a time, no other
// server than the one that was named, bounded answers. [Limits] bound the list, each file,
// their number, all bytes and all time; and between two files there is a pause.
//
// harvest does not know what is in the files; who does hands it a [Judge].
package harvest

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"slices"
	"strings"
	"time"

	"gongkai/generator/attest"
	"gongkai/generator/edition"
	"gongkai/generator/publish"
)

// Limits bound what a site may cost; zeros are the usual ones.
type Limits struct {
	List  int64         // bytes of the list
	File  int64         // bytes of one file
	Files int           // how many
	All   int64         // bytes of all that is asked for
	Time  time.Duration // of it all
	Pause time.Duration // between two files
}

// usual are the limits of a site of ten thousand documents with their attachments.
func usual() Limits {
	return Limits{List: 64 << 20, File: 256 << 20, Files: 200_000, All: 20 << 30, Time: 2 * time.Hour, Pause: 20 * time.Millisecond}
}

func (l *Limits) complete() {
	u := usual()
	for _, n := range []struct{ have, want *int64 }{{&l.List, &u.List}, {&l.File, &u.File}, {&l.All, &u.All}} {
		if *n.have == 0 {
			*n.have = *n.want
		}
	}
	if l.Files == 0 {
		l.Files = u.Files
	}
	if l.Time == 0 {
		l.Time = u.Time
	}
	if l.Pause == 0 {
		l.Pause = u.Pause
	}
}

// listName is where a release has its list, and catalogName what a county wants of it.
const (
	listName    = "SHA256SUMS"
	catalogName = "catalog.json"
)

// Harvester asks one site.
type Harvester struct {
	ctx    context.Context // ends it: the reader that asks takes none
	tree   attest.Tree
	limits Limits
	until  time.Time
	asked  int64 // bytes so far
}

// New returns a harvester of the site at an address; it ends with the context.
func New(ctx context.Context, address string, transport http.RoundTripper, limits Limits) (*Harvester, error) {
	limits.complete()
	h := &Harvester{ctx: ctx, limits: limits, until: time.Now().Add(limits.Time)}
	tree, err := attest.Web(address, deadline{transport, ctx, h.until})
	h.tree = tree
	return h, err
}

// Transport is how servers are asked, where nothing else is said.
func Transport() http.RoundTripper {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.DisableCompression, t.ResponseHeaderTimeout, t.MaxResponseHeaderBytes = true, 30*time.Second, 64<<10
	return t
}

// deadline ends every answer at a time, and with a context.
type deadline struct {
	http.RoundTripper
	ctx   context.Context
	until time.Time
}

// RoundTrip asks.
func (d deadline) RoundTrip(ask *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithDeadline(ask.Context(), d.until)
	context.AfterFunc(d.ctx, cancel)
	answer, err := d.RoundTripper.RoundTrip(ask.WithContext(ctx))
	if err != nil {
		cancel()
		return nil, err
	}
	answer.Body = closing{answer.Body, cancel}
	return answer, nil
}

// closing ends a context when a body is closed.
type closing struct {
	io.ReadCloser
	cancel context.CancelFunc
}

// Close closes the body.
func (c closing) Close() error {
	defer c.cancel()
	return c.ReadCloser.Close()
}

// List is what a site has: its release.
type List struct {
	Text  []byte
	Files []edition.Sum
	Name  string // of the list itself in the mirror; "": it is not there
}

// own is how many files a mirror has beside those in the list.
func (l *List) own() int {
	if l.Name == "" {
		return 0
	}
	return 1
}

// fault is what is wrong with a site, in a sentence each without a full stop.
func fault(path, zh, en string, args ...any) error {
	return &attest.Fault{Path: path, ZH: fmt.Sprintf(zh, args...), EN: fmt.Sprintf(en, args...)}
}

// List asks for the list of the release.
func (h *Harvester) List() (*List, error) {
	text, err := h.read(listName, h.limits.List)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault(listName, "网站没有这个文件：要用 gongkai release 发布", "the site has no such file: it must be published with gongkai release")
	}
	if err != nil {
		return nil, err
	}
	files, ok := edition.ParseList(text)
	switch {
	case !ok:
		return nil, fault(listName, "不是 gongkai release 写的清单", "this is no list as gongkai release writes it")
	case len(files) > h.limits.Files:
		return nil, fault(listName, "文件太多：%d 个，最多 %d 个", "there are %d files, and no more than %d are taken", len(files), h.limits.Files)
	}
	files = taken(files)
	catalog := false
	for _, f := range files {
		catalog = catalog || f.Path == catalogName
		if strings.EqualFold(f.Path, publish.Marker) || edition.IsList(f.Path) {
			return nil, fault(listName, "清单里不能有 %s", "there must be no %s in the list", f.Path)
		}
	}
	if !catalog {
		return nil, fault(listName, "清单里没有 %s", "there is no %s in the list", catalogName)
	}
	return &List{text, files, listName}, nil
}

// taken are the files of a list that a server sends as they are. The others are for the server
// itself: its page for what is not there, and the list of what it says was withdrawn.
func taken(files []edition.Sum) []edition.Sum {
	return slices.DeleteFunc(files, func(f edition.Sum) bool { return edition.ServersOwn(f.Path) })
}

// read reads a file of the site, of no more than so many bytes.
func (h *Harvester) read(path string, most int64) ([]byte, error) {
	switch {
	case h.ctx.Err() != nil:
		return nil, h.ctx.Err()
	case !time.Now().Before(h.until):
		return nil, fault(path, "总时间超过 %s，不再问了", "more than %s have passed, and no more is asked for", h.limits.Time)
	}
	f, err := h.tree.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	most = min(most, h.limits.All-h.asked)
	data, err := io.ReadAll(io.LimitReader(f, most+1))
	h.asked += int64(len(data))
	if int64(len(data)) > most {
		return nil, fault(path, "太长，超过 %d 字节，没有读完", "it is longer than %d bytes and was not read to its end", most)
	}
	return data, err
}

// file reads a file that the list names, and holds it against its sum.
func (h *Harvester) file(f edition.Sum) ([]byte, error) {
	select {
	case <-h.ctx.Done():
		return nil, h.ctx.Err()
	case <-time.After(h.limits.Pause):
	}
	data, err := h.read(f.Path, h.limits.File)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault(f.Path, "清单里有，网站上没有", "it is in the list, and the site does not have it")
	}
	if err == nil && sha256.Sum256(data) != f.SHA256 {
		err = fault(f.Path, "和清单里的校验值不一致：网站正在更新，或者被改过", "it has not the sum that the list says: the site is being updated, or was changed")
	}
	return data, err
}
