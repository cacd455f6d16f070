package wacz

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// warcWriter writes a WARC 1.1, each record a gzip member:
//
//	record = "WARC/1.1" CRLF {name ": " value CRLF} CRLF block CRLF CRLF
//
// The block of a response is what a server would have sent, header and all.
type warcWriter struct {
	out  *entry
	pack *gzip.Writer
}

// recordEnd is what follows the block of a record.
const recordEnd = "\r\n\r\n"

func newWARC(out *entry) *warcWriter { return &warcWriter{out, gzip.NewWriter(out)} }

// field is a line of the header of a record.
type field struct{ name, value string }

// record writes a record, and returns where it is and how long.
func (w *warcWriter) record(fields []field, head string, body io.Reader, size int64) (offset, length int64, err error) {
	offset = w.out.size
	w.pack.Reset(w.out)
	var b bytes.Buffer
	b.WriteString("WARC/1.1\r\n")
	for _, f := range fields {
		b.WriteString(f.name + ": " + f.value + "\r\n")
	}
	fmt.Fprintf(&b, "Content-Length: %d\r\n\r\n%s", int64(len(head))+size, head)
	if _, err := w.pack.Write(b.Bytes()); err != nil {
		return 0, 0, err
	}
	if _, err := io.Copy(w.pack, body); err != nil {
		return 0, 0, err
	}
	if _, err := io.WriteString(w.pack, recordEnd); err != nil {
		return 0, 0, err
	}
	err = w.pack.Close()
	return offset, w.out.size - offset, err
}

// info writes the record that tells of the archive.
func (w *warcWriter) info(s Site) error {
	text := "software: " + software + "\r\nformat: WARC File Format 1.1\r\n"
	sum := sha256.Sum256([]byte(s.Address + text))
	_, _, err := w.record([]field{
		{"WARC-Type", "warcinfo"}, {"WARC-Record-ID", "<urn:uuid:" + recordID(s.Address, sum[:]) + ">"},
		{"WARC-Date", moment(s.Released)}, {"WARC-Filename", "data.warc.gz"}, {"Content-Type", "application/warc-fields"},
	}, text, strings.NewReader(""), 0)
	return err
}

// response writes the record of a file, and returns its line of the index.
func (w *warcWriter) response(address string, r Resource, body io.Reader) (line string, err error) {
	sum := sha256.New()
	read := &counter{from: io.TeeReader(body, sum)}
	offset, length, err := w.record(w.fields("response", address, r), httpHead(r), read, r.Size)
	if err != nil {
		return "", err
	}
	if read.n != r.Size || !bytes.Equal(sum.Sum(nil), r.SHA256[:]) {
		return "", fail("%s 在归档的时候变了；再运行一次", "%s has changed while it was archived; run it again", r.Path)
	}
	return indexLine(address, r, r.Media, offset, length)
}

// revisit writes a record that says that an address gives what another one gives, and
// returns its line of the index.
func (w *warcWriter) revisit(address, of string, r Resource) (line string, err error) {
	fields := append(w.fields("revisit", address, r),
		field{"WARC-Profile", "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"},
		field{"WARC-Refers-To-Target-URI", of}, field{"WARC-Refers-To-Date", moment(r.Published)})
	offset, length, err := w.record(fields, httpHead(r), strings.NewReader(""), 0)
	if err != nil {
		return "", err
	}
	return indexLine(address, r, "warc/revisit", offset, length)
}

func (w *warcWriter) fields(kind, address string, r Resource) []field {
	return []field{
		{"WARC-Type", kind}, {"WARC-Target-URI", address}, {"WARC-Date", moment(r.Published)},
		{"WARC-Record-ID", "<urn:uuid:" + recordID(kind+" "+address, r.SHA256[:]) + ">"},
		{"WARC-Payload-Digest", fmt.Sprintf("sha256:%x", r.SHA256)}, {"Content-Type", "application/http; msgtype=response"},
	}
}

// httpHead is what a server says before it sends a file.
func httpHead(r Resource) string {
	return "HTTP/1.1 200 OK\r\nContent-Type: " + r.Media + "\r\nContent-Length: " + strconv.FormatInt(r.Size, 10) + "\r\n\r\n"
}

// counter counts what is read.
type counter struct {
	from io.Reader
	n    int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.from.Read(p)
	c.n += int64(n)
	return n, err
}

// recordID is the id of a record: a UUID of version 8, which is whatever its maker says.
func recordID(what string, sum []byte) string {
	h := sha256.New()
	io.WriteString(h, what+"\n")
	h.Write(sum)
	id := h.Sum(nil)[:16]
	id[6], id[8] = id[6]&0x0f|0x80, id[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:])
}

// location is what the index says of a record. Numbers are text, as indexers write them.
type location struct {
	URL      string `json:"url"`
	Mime     string `json:"mime"`
	Status   string `json:"status"`
	Digest   string `json:"digest"`
	Length   string `json:"length"`
	Offset   string `json:"offset"`
	Filename string `json:"filename"`
}

// indexLine is a line of the index: key, time, where the record is.
func indexLine(address string, r Resource, media string, offset, length int64) (string, error) {
	bare, _, _ := strings.Cut(media, ";")
	text, err := plainJSON(location{
		address, bare, "200", fmt.Sprintf("sha256:%x", r.SHA256),
		strconv.FormatInt(length, 10), strconv.FormatInt(offset, 10), "data.warc.gz",
	})
	return sortKey(address) + " " + r.Published.UTC().Format("20060102150405") + " " + string(text), err
}

// sortKey is an address with its host turned around, by which the index is sorted:
// cn,gov,example)/gk/index.html.
func sortKey(address string) string {
	u, err := url.Parse(strings.ToLower(address))
	if err != nil {
		return address
	}
	name := u.Hostname()
	if rest, ok := strings.CutPrefix(name, "www"); ok {
		if rest, ok = strings.CutPrefix(strings.TrimLeft(rest, "0123456789"), "."); ok {
			name = rest
		}
	}
	host := strings.Split(name, ".")
	slices.Reverse(host)
	key := strings.Join(host, ",")
	if u.Port() != "" {
		key += ":" + u.Port()
	}
	key += ")" + u.EscapedPath()
	if u.RawQuery != "" {
		key += "?" + u.RawQuery
	}
	return key
}

// escape is the address of a file of the site.
func escape(base, path string) string {
	return base + (&url.URL{Path: path}).EscapedPath()
}

// unescape returns the file of the site that has an address, "" where none has.
func unescape(base, address string) string {
	rest, ok := strings.CutPrefix(address, base)
	path, err := url.PathUnescape(rest)
	if !ok || err != nil {
		return ""
	}
	return path
}
