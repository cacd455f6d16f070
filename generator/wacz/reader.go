package wacz

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"strconv"
	"strings"

	"gongkai/generator/address"
)

// A pack unfolds to so many times its size at most, and a small one to so many bytes.
const (
	unfolds  = 100
	unfolded = 16 << 20
)

// maxHead is how large the head of a record may be, and that of an answer in it: a line for
// each field, of which an address is the longest.
const maxHead = 64 << 10

// What the list of the pack says of each file has so many bytes at most, its name apart,
// and so much it says of all else.
const (
	listedFile = 512
	listedSite = 64 << 10
)

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
		folded := address.Fold(f.Name)
		switch {
		case !isSafe(f.Name):
			return nil, fail("归档包里有会写到外面去、或者有的系统不能用的文件名：%q", "the pack has a name that leads out of its folder, or that cannot be used on some system: %q", f.Name)
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
	text, err := r.read(packagePath, r.listSize(), left)
	if err != nil {
		return err
	}
	var said digest
	sum, err := r.read(digestPath, listedSite, left)
	if err != nil {
		return err
	}
	if json.Unmarshal(sum, &said) != nil || said.Path != packagePath || said.Hash != fmt.Sprintf("sha256:%x", sha256.Sum256(text)) {
		return fail("%s 改动过", "%s has changed", packagePath)
	}
	resources, err := r.described(text)
	if err != nil {
		return err
	}
	if len(resources)+2 != len(r.order) {
		return fail("归档包里有 %d 个文件，%s 列出 %d 个", "the pack has %d files, and %s lists %d", len(r.order)-2, packagePath, len(resources))
	}
	seen := map[string]bool{packagePath: true, digestPath: true}
	for _, l := range resources {
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

// described reads what the list of the pack says. It is decoded a file at a time, and no
// further than there are files: a few bytes of JSON become a hundred in memory.
func (r *Reader) described(text []byte) (resources []listed, err error) {
	broken := fail("%s 读不出来", "%s cannot be read", packagePath)
	in := json.NewDecoder(bytes.NewReader(text))
	if !takes(in, '{') {
		return nil, broken
	}
	var at start
	for in.More() {
		key, err := in.Token()
		if err != nil {
			return nil, broken
		}
		var ignored json.RawMessage
		switch key {
		case "home":
			err = in.Decode(&at)
		case "resources":
			if resources, err = r.resources(in); err != nil {
				return nil, err
			}
		default:
			err = in.Decode(&ignored)
		}
		if err != nil {
			return nil, broken
		}
	}
	if !takes(in, '}') {
		return nil, broken
	}
	var ok bool
	if r.base, ok = strings.CutSuffix(at.URL, home); !ok || !strings.HasSuffix(r.base, "/") {
		return nil, fail("%s 没有写网站的首页", "%s does not tell the home page", packagePath)
	}
	return resources, nil
}

// resources reads what is said of each file.
func (r *Reader) resources(in *json.Decoder) (list []listed, err error) {
	broken := fail("%s 读不出来", "%s cannot be read", packagePath)
	if !takes(in, '[') {
		return nil, broken
	}
	for in.More() {
		if len(list) == len(r.order) {
			return nil, fail("%s 列出的文件比归档包里的多", "%s lists more files than the pack has", packagePath)
		}
		var l listed
		if in.Decode(&l) != nil {
			return nil, broken
		}
		list = append(list, l)
	}
	if !takes(in, ']') {
		return nil, broken
	}
	return list, nil
}

// takes reads a bracket, and reports whether it stood there.
func takes(in *json.Decoder, bracket json.Delim) bool {
	token, err := in.Token()
	return err == nil && token == bracket
}

// listSize is how large the list of the pack may be: a name stands in it twice, and is
// written with up to six bytes for one.
func (r *Reader) listSize() int64 {
	size := int64(listedSite)
	for _, name := range r.order {
		size += listedFile + 12*int64(len(name))
	}
	return size
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

// capture reads a record to its end, which must be where its head says.
func (r *Reader) capture(record *bufio.Reader, visit func(path string, body io.Reader) error) error {
	broken := fail("%s 里有读不出来的记录", "%s has a record that cannot be read", warcPath)
	version, fields, err := readHead(record)
	if err != nil {
		return err
	}
	size, err := strconv.ParseInt(fields.Get("Content-Length"), 10, 64)
	if version != "WARC/1.1" || err != nil || size < 0 {
		return broken
	}
	limited := &io.LimitedReader{R: record, N: size}
	block := bufio.NewReader(limited)
	if fields.Get("WARC-Type") == "response" {
		if err := r.response(fields, block, visit); err != nil {
			return err
		}
	}
	if _, err := io.Copy(io.Discard, block); err != nil {
		return err
	}
	end, err := io.ReadAll(io.LimitReader(record, int64(len(recordEnd))+1))
	if err == nil && (limited.N > 0 || string(end) != recordEnd) {
		err = broken
	}
	return err
}

// response reads an answer of a server, and holds the file in it against its sum.
func (r *Reader) response(fields textproto.MIMEHeader, block *bufio.Reader, visit func(path string, body io.Reader) error) error {
	if _, _, err := readHead(block); err != nil {
		return err
	}
	address := fields.Get("WARC-Target-URI")
	path := unescape(r.base, address)
	if !isSafe(path) {
		return fail("网页的地址会写到外面去，或者有的系统不能用：%q", "the address of a page leads out of its folder, or cannot be used on some system: %q", address)
	}
	sum := sha256.New()
	body := io.TeeReader(block, sum)
	if err := visit(path, body); err != nil {
		return err
	}
	if _, err := io.Copy(io.Discard, body); err != nil {
		return err
	}
	// Other programs write sums of other kinds: those say nothing here.
	if said, ok := strings.CutPrefix(fields.Get("WARC-Payload-Digest"), "sha256:"); ok && said != hex.EncodeToString(sum.Sum(nil)) {
		return fail("网页 %q 和它自己的校验值不符", "the page %q is not what its own sum says", address)
	}
	return nil
}

// readHead reads the first line and the fields at the beginning of a record, or of an
// answer of a server. That the disk cannot be read is another error than that they cannot.
func readHead(from *bufio.Reader) (first string, fields textproto.MIMEHeader, err error) {
	broken := fail("%s 里有读不出来的记录", "%s has a record that cannot be read", warcPath)
	var text []byte
	for !bytes.HasSuffix(text, []byte("\n\r\n")) && !bytes.HasSuffix(text, []byte("\n\n")) {
		part, err := from.ReadSlice('\n')
		text = append(text, part...)
		switch {
		case len(text) > maxHead:
			return "", nil, fail("%s 里有一条记录的开头超过 %d KB", "%s has a record whose head is longer than %d KB", warcPath, maxHead>>10)
		case errors.Is(err, io.EOF):
			return "", nil, broken
		case err != nil && !errors.Is(err, bufio.ErrBufferFull):
			return "", nil, err
		}
	}
	lines := textproto.NewReader(bufio.NewReader(bytes.NewReader(text)))
	if first, err = lines.ReadLine(); err == nil {
		fields, err = lines.ReadMIMEHeader()
	}
	if err != nil {
		return "", nil, broken
	}
	return first, fields, nil
}

// read reads a small file, of so many bytes at most.
func (r *Reader) read(path string, most int64, left *int64) ([]byte, error) {
	f, err := r.open(path, left)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(data)) > most {
		err = fail("%s 太大：超过它列出的文件所需要的", "%s is too large: it is larger than the files that it lists need", path)
	}
	return data, r.unsound(path, err)
}

// open opens a file of the pack, of which no more is read than is left.
func (r *Reader) open(path string, left *int64) (io.ReadCloser, error) {
	f := r.files[address.Fold(path)]
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
