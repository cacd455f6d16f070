package wacz

import (
	"archive/zip"
	"bufio"
	"compress/flate"
	"compress/gzip"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"strconv"
	"strings"
)

// A pack unfolds to so many times its size at most, and a small one to so many bytes.
const (
	unfolds  = 100
	unfolded = 16 << 20
)

// maxList is the largest list of files that is read, in bytes: a million files have 200 MB.
const maxList = 256 << 20

// Reader reads a pack.
type Reader struct {
	files map[string]*zip.File
	order []string
	size  int64
	base  string // the address of the site
}

// Open opens a pack, and holds all that is in it against its list.
func Open(from io.ReaderAt, size int64) (*Reader, error) {
	z, err := zip.NewReader(from, size)
	if err != nil {
		return nil, fail("这不是归档包（zip）：文件不完整，或者是别的格式", "this is no pack (zip): it is not whole, or something else")
	}
	r := &Reader{files: map[string]*zip.File{}, size: size}
	for _, f := range z.File {
		folded := strings.ToLower(f.Name)
		switch {
		case !isSafe(f.Name):
			return nil, fail("归档包里有会写到外面去的文件名：%q", "the pack has a name that leads out of its folder: %q", f.Name)
		case !f.Mode().IsRegular():
			return nil, fail("归档包里有链接或者文件夹：%q", "the pack has a link or a folder: %q", f.Name)
		case r.files[folded] != nil:
			return nil, fail("归档包里有两个文件叫 %q", "the pack has two files called %q", f.Name)
		}
		r.files[folded] = f
		r.order = append(r.order, f.Name)
	}
	return r, r.check()
}

// check holds the files against the list of them.
func (r *Reader) check() error {
	left := r.allowance()
	text, err := r.read(packagePath, left)
	if err != nil {
		return err
	}
	var said digest
	sum, err := r.read(digestPath, left)
	if err != nil {
		return err
	}
	if json.Unmarshal(sum, &said) != nil || said.Path != packagePath || said.Hash != fmt.Sprintf("sha256:%x", sha256.Sum256(text)) {
		return fail("%s 改动过", "%s has changed", packagePath)
	}
	var d description
	if err := json.Unmarshal(text, &d); err != nil {
		return fail("%s 读不出来", "%s cannot be read", packagePath)
	}
	var ok bool
	if r.base, ok = strings.CutSuffix(d.Home.URL, home); !ok || !strings.HasSuffix(r.base, "/") {
		return fail("%s 没有写网站的首页", "%s does not tell the home page", packagePath)
	}
	if len(d.Resources)+2 != len(r.order) {
		return fail("归档包里有 %d 个文件，%s 列出 %d 个", "the pack has %d files, and %s lists %d", len(r.order)-2, packagePath, len(d.Resources))
	}
	seen := map[string]bool{packagePath: true, digestPath: true}
	for _, l := range d.Resources {
		if seen[l.Path] {
			return fail("%[1]s 把 %[2]q 列了两次", "%[1]s lists %[2]q twice", packagePath, l.Path)
		}
		seen[l.Path] = true
		if err := r.compare(l, left); err != nil {
			return err
		}
	}
	return nil
}

// compare holds a file against what is listed of it.
func (r *Reader) compare(l listed, left *int64) error {
	f, err := r.open(l.Path, left)
	if err != nil {
		return err
	}
	defer f.Close()
	h := sha256.New()
	n, err := io.Copy(h, f)
	if err != nil {
		return r.unsound(l.Path, err)
	}
	if n != l.Bytes || l.Hash != fmt.Sprintf("sha256:%x", h.Sum(nil)) {
		return fail("归档包里的 %q 改动过", "%q in the pack has changed", l.Path)
	}
	return nil
}

// Files visits the files below a folder of the pack, by their paths there.
func (r *Reader) Files(folder string, visit func(path string, body io.Reader) error) error {
	left := r.allowance()
	for _, name := range r.order {
		path, ok := strings.CutPrefix(name, folder+"/")
		if !ok {
			continue
		}
		f, err := r.open(name, left)
		if err != nil {
			return err
		}
		err = visit(path, f)
		f.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

// Captures visits the files of the site in the archive.
func (r *Reader) Captures(visit func(path string, body io.Reader) error) error {
	left := r.allowance()
	f, err := r.open(warcPath, left)
	if err != nil {
		return err
	}
	defer f.Close()
	packed := bufio.NewReader(f)
	member, err := gzip.NewReader(packed)
	for ; err == nil; err = member.Reset(packed) {
		member.Multistream(false)
		if err := r.capture(bufio.NewReader(&bounded{member, left}), visit); err != nil {
			return r.unsound(warcPath, err)
		}
	}
	if err != io.EOF {
		return r.unsound(warcPath, err)
	}
	return nil
}

// capture reads a record to its end.
func (r *Reader) capture(record *bufio.Reader, visit func(path string, body io.Reader) error) error {
	broken := fail("%s 里有读不出来的记录", "%s has a record that cannot be read", warcPath)
	lines := textproto.NewReader(record)
	if version, err := lines.ReadLine(); err != nil || version != "WARC/1.1" {
		return errors.Join(err, broken)
	}
	fields, err := lines.ReadMIMEHeader()
	if err != nil {
		return errors.Join(err, broken)
	}
	size, err := strconv.ParseInt(fields.Get("Content-Length"), 10, 64)
	if err != nil || size < 0 {
		return broken
	}
	block := bufio.NewReader(io.LimitReader(record, size))
	path := unescape(r.base, fields.Get("WARC-Target-URI"))
	if fields.Get("WARC-Type") == "response" {
		head := textproto.NewReader(block)
		if _, err := head.ReadLine(); err != nil {
			return errors.Join(err, broken)
		}
		if _, err := head.ReadMIMEHeader(); err != nil {
			return errors.Join(err, broken)
		}
		if !isSafe(path) {
			return fail("网页的地址会写到外面去：%q", "the address of a page leads out of its folder: %q", fields.Get("WARC-Target-URI"))
		}
		if err := visit(path, block); err != nil {
			return err
		}
	}
	_, err = io.Copy(io.Discard, block)
	if err == nil {
		_, err = io.Copy(io.Discard, record)
	}
	return err
}

// read reads a small file.
func (r *Reader) read(path string, left *int64) ([]byte, error) {
	f, err := r.open(path, left)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxList+1))
	if err == nil && len(data) > maxList {
		err = fail("%s 太大", "%s is too large", path)
	}
	return data, r.unsound(path, err)
}

// open opens a file of the pack, of which no more is read than is left.
func (r *Reader) open(path string, left *int64) (io.ReadCloser, error) {
	f := r.files[strings.ToLower(path)]
	if f == nil || f.Name != path {
		return nil, fail("归档包里没有 %q", "the pack has no %q", path)
	}
	body, err := f.Open()
	if err != nil {
		return nil, r.unsound(path, err)
	}
	return struct {
		io.Reader
		io.Closer
	}{&bounded{body, left}, body}, nil
}

// unsound says that the bytes of a file are not what a zip or a gzip file must hold; what
// the machine or a visitor says stays as it is.
func (r *Reader) unsound(path string, err error) error {
	var corrupt flate.CorruptInputError
	if errors.As(err, &corrupt) {
		err = zip.ErrFormat
	}
	for _, format := range []error{zip.ErrFormat, zip.ErrAlgorithm, zip.ErrChecksum, gzip.ErrHeader, gzip.ErrChecksum, io.ErrUnexpectedEOF} {
		if errors.Is(err, format) {
			return fail("归档包里的 %q 损坏", "%q in the pack is damaged", path)
		}
	}
	return err
}

// allowance is how many bytes may be unfolded of the pack in one go.
func (r *Reader) allowance() *int64 {
	n := r.size*unfolds + unfolded
	return &n
}

// bounded reads until nothing is left.
type bounded struct {
	from io.Reader
	left *int64
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.from.Read(p)
	if *b.left -= int64(n); *b.left < 0 {
		return 0, fail("归档包解开以后太大：超过它自己的 %d 倍", "the pack unfolds to more than %d times its size", unfolds)
	}
	return n, err
}
