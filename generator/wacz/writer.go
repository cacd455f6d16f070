package wacz

import (
	"archive/zip"
	"bufio"
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"hash"
	"html"
	"io"
	"path"
	"slices"
	"strings"
	"time"
)

// Writer writes a pack. First comes all of the site, then what goes with it: a zip is
// written from its beginning to its end.
type Writer struct {
	zip     *zip.Writer
	site    Site
	warc    *warcWriter // nil where the site is whole
	archive *entry
	index   []string
	pages   []capturedPage
	files   []listed
}

// capturedPage is a line of the list of pages.
type capturedPage struct {
	ID    string `json:"id"`
	URL   string `json:"url"`
	TS    string `json:"ts"`
	Title string `json:"title"`
}

// NewWriter begins a pack.
func NewWriter(out io.Writer, s Site) (*Writer, error) {
	w := &Writer{zip: zip.NewWriter(out), site: s}
	var err error
	if w.archive, err = w.begin(warcPath, zip.Store); err != nil {
		return nil, err
	}
	w.warc = newWARC(w.archive)
	return w, w.warc.info(s)
}

// Capture adds a file of the site. That it has the size and the sum that are told is
// looked at here, since an archive must not say what is not so.
func (w *Writer) Capture(r Resource, body io.Reader) error {
	text := bufio.NewReaderSize(body, titleWithin)
	address := escape(w.site.Address, r.Path)
	if strings.HasPrefix(r.Media, "text/html") {
		head, err := text.Peek(titleWithin)
		if err != nil && err != io.EOF {
			return err
		}
		w.pages = append(w.pages, capturedPage{recordID(address, r.SHA256[:])[:8], address, moment(r.Published), cmp.Or(titleOf(head), r.Path)})
	}
	line, err := w.warc.response(address, r, text)
	if err != nil {
		return err
	}
	w.index = append(w.index, line)
	for _, other := range r.also(w.site.Address) {
		if line, err = w.warc.revisit(other, address, r); err != nil {
			return err
		}
		w.index = append(w.index, line)
	}
	return nil
}

// titleWithin is how far into a page its title is looked for, in bytes.
const titleWithin = 16 << 10

// titleOf finds the title of a page in its beginning.
func titleOf(head []byte) string {
	_, rest, _ := bytes.Cut(head, []byte("<title>"))
	title, _, ok := bytes.Cut(rest, []byte("</title>"))
	if !ok {
		return ""
	}
	return strings.TrimSpace(html.UnescapeString(string(title)))
}

// finish ends the archive, and writes the index and the list of pages.
func (w *Writer) finish() error {
	if w.warc == nil {
		return nil
	}
	w.warc = nil
	w.end(w.archive)
	slices.Sort(w.index)
	if err := w.add(indexPath, zip.Store, strings.NewReader(strings.Join(w.index, ""))); err != nil {
		return err
	}
	slices.SortFunc(w.pages, func(a, b capturedPage) int { return strings.Compare(a.URL, b.URL) })
	isHome := func(p capturedPage) bool { return p.URL == escape(w.site.Address, home) }
	if at := slices.IndexFunc(w.pages, isHome); at > 0 {
		w.pages = slices.Insert(slices.Delete(slices.Clone(w.pages), at, at+1), 0, w.pages[at])
	}
	var b bytes.Buffer
	b.WriteString(`{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}` + "\n")
	for _, p := range w.pages {
		line, err := plainJSON(p)
		if err != nil {
			return err
		}
		b.Write(line)
	}
	return w.add(pagesPath, zip.Deflate, &b)
}

// File adds a file that is none of the site. After it nothing can be captured.
func (w *Writer) File(path string, body io.Reader) error {
	if err := w.finish(); err != nil {
		return err
	}
	return w.add(path, zip.Deflate, body)
}

// Close ends the pack with the list of all that is in it.
func (w *Writer) Close() error {
	if err := w.finish(); err != nil {
		return err
	}
	day := moment(w.site.Released)
	at := escape(w.site.Address, home)
	slices.SortFunc(w.files, func(a, b listed) int { return strings.Compare(a.Path, b.Path) })
	text, err := json.MarshalIndent(description{"data-package", "1.2.0", w.site.Title, day, software, start{at, day}, at, day, w.files}, "", "  ")
	if err != nil {
		return err
	}
	sum, err := json.Marshal(digest{packagePath, fmt.Sprintf("sha256:%x", sha256.Sum256(text))})
	if err != nil {
		return err
	}
	return cmp.Or(w.add(packagePath, zip.Deflate, bytes.NewReader(text)), w.add(digestPath, zip.Deflate, bytes.NewReader(sum)), w.zip.Close())
}

// entry is a file of the pack that is being written.
type entry struct {
	path string
	to   io.Writer
	sum  hash.Hash
	size int64
}

// Write writes to the file, and counts.
func (e *entry) Write(p []byte) (int, error) {
	n, err := e.to.Write(p)
	e.sum.Write(p[:n])
	e.size += int64(n)
	return n, err
}

// begin begins a file.
func (w *Writer) begin(path string, method uint16) (*entry, error) {
	to, err := w.zip.CreateHeader(&zip.FileHeader{Name: path, Method: method, Modified: w.site.Released})
	return &entry{path: path, to: to, sum: sha256.New()}, err
}

// end lists a file that was written.
func (w *Writer) end(e *entry) {
	w.files = append(w.files, listed{path.Base(e.path), e.path, fmt.Sprintf("sha256:%x", e.sum.Sum(nil)), e.size})
}

// add writes a file.
func (w *Writer) add(path string, method uint16, body io.Reader) error {
	e, err := w.begin(path, method)
	if err != nil {
		return err
	}
	_, err = io.Copy(e, body)
	w.end(e)
	return err
}

// plainJSON is a value as a line of JSON in which addresses and titles stay readable.
func plainJSON(value any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(value)
	return b.Bytes(), err
}

// moment is a time as the formats write it.
func moment(t time.Time) string { return t.UTC().Format(time.RFC3339) }
